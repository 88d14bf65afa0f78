//! HTML: text to its last byte. Browsers make something of any text, so little more is asked: that no server
//! would run it, that it is no drawing, and that it declares nothing as XML does ([`watch`]).

mod watch;

use self::watch::Watch;
use super::Inspected;
use super::feed::Feed;
use crate::submission::{Kind, Note, Notes, Rejection};

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let mut watch = Watch::default();
    let start: [u8; 2] = feed.array().await.ok_or(Rejection::Damaged)?;
    match start {
        [0xFF, 0xFE] => sixteen_bits(feed, watch, u16::from_le_bytes).await?,
        [0xFE, 0xFF] => sixteen_bits(feed, watch, u16::from_be_bytes).await?,
        [b'<', 0] => {
            watch.see(b'<')?;
            sixteen_bits(feed, watch, u16::from_le_bytes).await?;
        }
        [0, b'<'] => {
            watch.see(b'<')?;
            sixteen_bits(feed, watch, u16::from_be_bytes).await?;
        }
        _ => {
            watch.see_all(&start)?;
            feed.hand_over_rest(|chunk| watch.see_all(chunk)).await?;
        }
    }
    Ok(Inspected::complete(
        Kind::Html,
        Notes::from_iter([Note::Html]),
    ))
}

async fn sixteen_bits(
    mut feed: Feed,
    mut watch: Watch,
    unit: fn([u8; 2]) -> u16,
) -> Result<(), Rejection> {
    let mut first = None;
    feed.hand_over_rest(|chunk| {
        for byte in chunk {
            match first.take() {
                None => first = Some(*byte),
                Some(first) => {
                    let unit = unit([first, *byte]);
                    watch.see(u8::try_from(unit).unwrap_or(u8::MAX))?;
                }
            }
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::detect::Found;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Html, file, chunk)
    }

    fn script() -> Rejection {
        Rejection::Kind {
            found: Found::Executable,
        }
    }

    #[test]
    fn any_text_will_do_and_nothing_else() {
        let html = || Ok(Notes::from_iter([Note::Html]));
        for (file, expected) in [
            (b"<!DOCTYPE html><p>Hei".as_slice(), html()),
            (b"<html>bl\xE5b\xE6r\x1B$B</html>", html()),
            (b"\xFF\xFE<\0h\0t\0m\0l\0\0\x01\x01\0", html()),
            (b"\0<\0h\0t\0m\0l", html()),
            (b"<html></html>MZ\x90\0\x03", Err(Rejection::Damaged)),
            (b"\xFF\xFE<\0h\0\0\0", Err(Rejection::Damaged)),
            (b"<", Err(Rejection::Damaged)),
            (b"<html><?Php echo 1", Err(script())),
            (b"<html><p><?= 1 ?>", Err(script())),
            (b"<html> <%@ page %>", Err(script())),
            (b"<html><script>a <? b; '<%= c %>'", html()),
            (b"<\0h\0>\0<\0?\0p\0h\0p\0", Err(script())),
            (
                b"<!DOCTYPE html> <!-- <p> --><svg:svg onload=''>",
                Err(Rejection::Svg),
            ),
            (b"<!DOCTYPE html>\n<SVG>", Err(Rejection::Svg)),
            (b"\0<\0s\0v\0g\0>", Err(Rejection::Svg)),
            (b"<!DOCTYPE html><svgs>", html()),
            (b"<!DOCTYPE html>Hei<svg>", html()),
            (b"<html><svg>", html()),
            (
                b"<!DOCTYPE html '>' [<!Entity a 'b'>]>",
                Err(Rejection::XmlEntity),
            ),
            (b"<!-- <!ENTITY --><html><!ENTITY", html()),
        ] {
            for chunk in [1, 2, 3, 100] {
                assert_eq!(verdict(file, chunk), expected, "{file:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            file in prop::collection::vec(0..4_u8, 0..60),
            markup in "(<!--|-->|<!ENTITY|<svg|[<?=%@> a]){0,9}",
            chunk in 1..9_usize,
        ) {
            prop_assert_eq!(verdict(markup.as_bytes(), chunk), verdict(markup.as_bytes(), 100));
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, 100));
        }
    }
}
