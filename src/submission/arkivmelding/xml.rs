//! What is written into XML: whatever it holds, the file can be read.

use std::fmt;

use askama::filters::Escaper;

/// Escapes every value in the templates of XML (askama.toml).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Xml;

impl Escaper for Xml {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => dest.write_str("&amp;")?,
                '<' => dest.write_str("&lt;")?,
                // `]]>` must not stand in text (XML 1.0, 2.4).
                '>' => dest.write_str("&gt;")?,
                '"' => dest.write_str("&#34;")?,
                '\'' => dest.write_str("&#39;")?,
                // Readers take a bare one for the end of a line (2.11).
                '\r' => dest.write_str("&#13;")?,
                c if is_char(c) => dest.write_char(c)?,
                // Something stood here: what is left out is not noticed, and a text must not become empty.
                _ => dest.write_char(char::REPLACEMENT_CHARACTER)?,
            }
        }
        Ok(())
    }
}

/// `Char` of XML 1.0, 2.2. What is not among these can't be written as a reference, either.
const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_can_stand_in_xml() {
        let mut written = String::new();
        let all: String = ('\0'..=char::MAX).collect();
        Xml.write_escaped_str(&mut written, &all).unwrap();
        let xml = format!("<a>{written}</a>");
        let read = roxmltree::Document::parse(&xml).unwrap();
        let replaced: String = all
            .chars()
            .map(|c| if is_char(c) { c } else { '\u{fffd}' })
            .collect();
        assert!(read.root_element().text() == Some(&replaced));
        let lost = all.chars().filter(|c| !is_char(*c)).count();
        assert_eq!(lost, 29 + 2, "control characters, U+FFFE and U+FFFF");
    }

    #[test]
    fn nothing_ends_what_it_stands_in() {
        let mut written = String::new();
        Xml.write_escaped_str(&mut written, "]]><b a=\"'&amp;\r\n")
            .unwrap();
        let xml = format!("<a>{written}</a>");
        let read = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(read.root_element().text(), Some("]]><b a=\"'&amp;\r\n"));
    }
}
