//! XML: well-formed from the first byte to the last (XML 1.0), declaring no entities, and neither deeper
//! nor wider than readers follow.
//!
//! The tokenizer is our own because a value may be as long as the file (scans in base64): nothing but
//! names is remembered, and of those few. Nothing that the document refers to is ever fetched.

mod doctype;
mod document;
mod encoding;
mod name;
mod reference;
mod root;
mod tag;
mod text;

use self::document::Document;
use self::text::Text;
use super::Inspected;
use super::feed::Feed;
use crate::submission::Rejection;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(feed: Feed) -> Result<Inspected, Rejection> {
    let text = Text::begin(feed).await?;
    let (kind, notes) = Document::of(text).read().await?;
    Ok(root::inspected(kind, notes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::detect::Found;
    use crate::submission::inspect::trial;
    use crate::submission::{Kind, Note};

    const GOOD: &str = "<?xml version='1.0' encoding='UTF-8' standalone=\"no\"?>\n<!-- a - b -->\n\
        <!DOCTYPE r SYSTEM 'http://r/r.dtd' [<!ELEMENT r ANY><!ATTLIST r a CDATA '>'><!-- ] --><?p?>]>\n\
        <r a='1' b = \"&lt;&#xE5;>\"><p:\u{E5}/><![CDATA[<&]]]]>]] > &amp; &unknown;</r >\n<?end ??>";

    fn verdict(file: &[u8], chunk: usize) -> Result<(Kind, Vec<Note>), Rejection> {
        let judged = trial::judged(Kind::Xml, file, chunk)?;
        Ok((judged.kind, judged.notes.iter().collect()))
    }

    fn refused(file: impl AsRef<[u8]>) -> Option<Rejection> {
        let file = file.as_ref();
        let judged = verdict(file, 1);
        assert_eq!(judged, verdict(file, 100_000));
        judged.err()
    }

    fn malformed(line: u64) -> Rejection {
        Rejection::XmlMalformed { line }
    }

    #[test]
    fn well_formed_documents_are_accepted() {
        assert_eq!(
            verdict(GOOD.as_bytes(), 1),
            Ok((Kind::Xml, vec![Note::XmlDoctype]))
        );
        for file in [
            "<r/>",
            "\n<r></r>\n\n",
            "\u{FEFF}<?xml version='1.1'?><a:r xmlns:b='x'/>",
            "<?xml version='1.0' encoding='IBM865'?><r/>",
            "<?xml-stylesheet href='x'?><r><svg/><script/></r>",
            "<!DOCTYPE r><r/>",
            "<r><![CDATA[<!ENTITY x 'y'>]]></r>",
        ] {
            assert_eq!(refused(file), None, "{file}");
        }
    }

    #[test]
    fn others_are_refused_where_they_are_broken() {
        for (file, line) in [
            ("", 1),
            (" ", 1),
            ("<r>\n", 2),
            ("<r>\n</s>", 2),
            ("<r/>\n<s/>", 2),
            ("<r/>text", 1),
            ("text<r/>", 1),
            ("\n<?xml version='1.0'?><r/>", 2),
            ("<?xml?><r/>", 1),
            ("<?xml encoding='UTF-8'?><r/>", 1),
            ("<?xml version='0.0'?><r/>", 1),
            ("<?xml version='1.'?><r/>", 1),
            ("<?xml version='1.0a'?><r/>", 1),
            ("<?xml version='1.0' encoding='a b'?><r/>", 1),
            ("<?xml version='1.0'?><!-- -- --><r/>", 1),
            ("<r a='1' a='2'/>", 1),
            ("<r a='1'b='2'/>", 1),
            ("<r a=1/>", 1),
            ("<r a/>", 1),
            ("<r a='<'/>", 1),
            ("<r a='&'/>", 1),
            ("<r>a & b</r>", 1),
            ("<r>&nbsp;</r>", 1),
            ("<!DOCTYPE r><r>&nbsp;</r>", 1),
            ("<!DOCTYPE r><!DOCTYPE r><r/>", 1),
            ("<r>&#0;&#xD800;</r>", 1),
            ("<r>&#;</r>", 1),
            ("<r>]]></r>", 1),
            ("<r>\n\n\u{1}</r>", 3),
            ("<r>\u{FFFF}</r>", 1),
            ("<1/>", 1),
            ("<r\u{D7}/>", 1),
            ("<r/ >", 1),
            ("<r>< s/></r>", 1),
            ("<?xml version='1.0' encoding='UTF-7'?><r/>", 1),
            ("<?xml version='1.0' encoding='UTF-16'?><r/>", 1),
            ("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><r/>", 1),
            ("<r/>PK\u{3}\u{4}", 1),
        ] {
            assert_eq!(refused(file), Some(malformed(line)), "{file}");
        }
        assert_eq!(refused(b"<r>\nbl\xE5</r>"), Some(malformed(2)));
        assert_eq!(
            refused(b"<?xml version='1.0' encoding='ISO-8859-1'?><r>bl\xE5</r>"),
            None
        );
        for end in 0..GOOD.len() - "\n<?end ??>".len() {
            assert!(refused(&GOOD.as_bytes()[..end]).is_some(), "{end}");
        }
    }

    #[test]
    fn entities_are_refused_in_any_encoding() {
        for file in [
            "<!DOCTYPE r [<!ENTITY a 'b'>]><r/>",
            "<!DOCTYPE r [<!ENTITY % a SYSTEM 'b'> %a;]><r/>",
            "<!DOCTYPE r [%a;]><r/>",
        ] {
            assert_eq!(refused(file), Some(Rejection::XmlEntity), "{file}");
            let units = || file.encode_utf16();
            let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
            let big = units().flat_map(u16::to_be_bytes);
            let marked: Vec<u8> = [0xFE, 0xFF].into_iter().chain(big).collect();
            assert_eq!(refused(little), Some(Rejection::XmlEntity), "{file}");
            assert_eq!(refused(marked), Some(Rejection::XmlEntity), "{file}");
        }
    }

    #[test]
    fn definitions_that_do_not_come_along_are_refused() {
        for (id, expected) in [
            ("SYSTEM 'http://x/r.dtd'", None),
            ("SYSTEM 'urn:x'", None),
            ("PUBLIC '-//X' 'r.dtd'", None),
            ("PUBLIC '-//X' ''", None),
            ("SYSTEM 'r.dtd'", Some(Rejection::XmlDtd)),
            ("SYSTEM '../http://r.dtd'", Some(Rejection::XmlDtd)),
            ("SYSTEM ' FILE:///etc/passwd'", Some(Rejection::XmlDtd)),
            ("SYSTEM 'c:\\r.dtd'", Some(Rejection::XmlDtd)),
            ("SYSTEM '\\\\x\\r.dtd'", Some(Rejection::XmlDtd)),
            ("PUBLIC '-//X' 'file:r.dtd'", Some(Rejection::XmlDtd)),
        ] {
            let file = format!("<!DOCTYPE r {id}><r/>");
            assert_eq!(refused(&file), expected, "{file}");
        }
    }

    #[test]
    fn the_root_element_decides() {
        for (file, expected) in [
            ("<html xmlns='x'/>", Ok(Kind::Html)),
            ("<html><?PHP x?></html>", Err(script())),
            ("<?xml version='1.0'?><?php x?><html/>", Err(script())),
            ("<r><?php x?></r>", Ok(Kind::Xml)),
            ("<script/>", Err(Rejection::UnknownKind)),
            ("<?xml version='1.0'?><script/>", Ok(Kind::Xml)),
            ("<!DOCTYPE p><p/>", Ok(Kind::Xml)),
            ("<SVG/>", Err(Rejection::Svg)),
            ("<s:svg xmlns:s='x'/>", Err(Rejection::Svg)),
            (
                "<g xmlns='http://www.w3.org/2000/sv&#x67;'/>",
                Err(Rejection::Svg),
            ),
            ("<g xmlns:s='http://www.w3.org/2000/svg'/>", Ok(Kind::Xml)),
            (
                "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
                Err(Rejection::Kind {
                    found: Found::Office,
                }),
            ),
        ] {
            let judged = verdict(file.as_bytes(), 3).map(|(kind, _)| kind);
            assert_eq!(judged, expected, "{file}");
        }
    }

    fn script() -> Rejection {
        Rejection::Kind {
            found: Found::Executable,
        }
    }

    #[test]
    fn readers_are_not_led_too_far() {
        let deep = |levels| format!("{}{}", "<r>".repeat(levels), "</r>".repeat(levels));
        assert_eq!(refused(deep(256)), None);
        assert_eq!(refused(deep(257)), Some(Rejection::XmlLimits));
        let wide = |count: usize| {
            let attributes: Vec<String> = (0..count).map(|at| format!(" a{at}='1'")).collect();
            format!("<r{}/>", attributes.concat())
        };
        assert_eq!(refused(wide(1000)), None);
        assert_eq!(refused(wide(1001)), Some(Rejection::XmlLimits));
        let named = |length| format!("<{}/>", "n".repeat(length));
        assert_eq!(refused(named(20_000)), None);
        assert_eq!(refused(named(21_000)), Some(Rejection::XmlLimits));
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            at in 0..270_usize,
            with in ".{0,3}|[<>&'\"/=!?-]{1,3}|<!ENTITY|]]>|\u{E5}",
            without in 0..3_usize,
            chunk in 1..9_usize,
        ) {
            let file = trial::patched(GOOD.as_bytes(), at, without, with.as_bytes());
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, 100_000));
        }

        #[test]
        fn anything_is_judged(file in prop::collection::vec(any::<u8>(), 0..200), chunk in 1..9_usize) {
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, 100_000));
        }
    }
}
