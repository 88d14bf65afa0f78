//! Formats that are text: SOSI, HTML and XML, told apart by how they begin.

use std::borrow::Cow;

use super::{Found, Kind, Rejection};

/// What XML and HTML take for white space.
const SPACE: [char; 5] = [' ', '\t', '\r', '\n', '\u{0C}'];

/// Elements that pieces of web pages begin with. A page begins with its document type or `html`; XML whose
/// root bears such a name says in a declaration that it is XML.
const PIECES: [&str; 23] = [
    "body", "br", "center", "div", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "hr", "iframe", "img", "meta", "nav", "ol", "p", "script", "span", "ul",
];

/// Decides for a head that has no signature.
pub(super) fn detect(head: &[u8]) -> Result<Kind, Rejection> {
    let text = decoded(head);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if is_sosi(text) {
        return Ok(Kind::Sosi);
    }
    let mut prologue = Prologue::of(text);
    match prologue.end() {
        End::Page => Ok(Kind::Html),
        End::Root(name) => prologue.kind(name),
        End::Script => Err(Rejection::Kind {
            found: Found::Executable,
        }),
        // The root element stands further in, where the parser finds it.
        End::CutOff => Ok(Kind::Xml),
        End::Text => Err(Rejection::UnknownKind),
    }
}

/// SOSI begins with `.HODE`, perhaps after comment lines (SOSI del 1, 7.2).
fn is_sosi(text: &str) -> bool {
    text.split(['\r', '\n'])
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('!'))
        .and_then(|line| line.strip_prefix(".HODE"))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':', '!']))
}

/// Whether pieces of web pages begin with an element of that name, which has no prefix.
pub(in crate::submission) fn is_piece(local: &str) -> bool {
    PIECES.contains(&local.to_ascii_lowercase().as_str())
}

/// What stands before the root element.
struct Prologue<'a> {
    rest: &'a str,
    /// Whether it says that it is XML.
    declares: bool,
    /// Whether it says so in XML's own words, or defines its document type, which web pages don't do. It is
    /// then read as strictly as XML is.
    is_xml: bool,
    /// Whether it claims to be in an encoding that hides markup.
    is_obscure: bool,
}

/// What comes behind it.
enum End<'a> {
    Root(&'a str),
    /// The document type of web pages.
    Page,
    /// A program for web servers.
    Script,
    /// It is longer than the head.
    CutOff,
    /// No markup.
    Text,
}

impl<'a> Prologue<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            rest: text,
            declares: false,
            is_xml: false,
            is_obscure: false,
        }
    }

    fn end(&mut self) -> End<'a> {
        loop {
            let text = self.rest.trim_start_matches(SPACE);
            let passed = if text.starts_with("<!--") {
                behind(text, "-->")
            } else if let Some(instruction) = text.strip_prefix("<?") {
                if is_script(instruction) {
                    return End::Script;
                }
                self.instruction(instruction);
                behind(text, "?>")
            } else if let Some(doctype) = after_doctype(text) {
                self.declares = true;
                match DocumentType::of(doctype) {
                    None => None,
                    Some(DocumentType::Page) if !self.is_obscure => return End::Page,
                    Some(DocumentType::Page) => behind(doctype, ">"),
                    Some(DocumentType::Other(rest)) => behind(rest, ">"),
                    Some(DocumentType::Xml(rest)) => {
                        self.is_xml = true;
                        behind_subset(rest)
                    }
                }
            } else {
                return start(text);
            };
            match passed {
                Some(rest) => self.rest = rest,
                None => return End::CutOff,
            }
        }
    }

    fn instruction(&mut self, instruction: &str) {
        if !instruction.starts_with("xml") {
            return;
        }
        self.declares = true;
        self.is_xml |= word(instruction) == "xml";
        // What is markup is another thing for those who know this encoding.
        let declaration = instruction.split("?>").next().unwrap_or_default();
        let declaration = declaration.to_ascii_lowercase();
        self.is_obscure |= declaration.contains("utf-7") || declaration.contains("utf7");
    }

    fn kind(&self, root: &str) -> Result<Kind, Rejection> {
        let local = root
            .rsplit(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match local.as_str() {
            "svg" => Err(Rejection::Svg),
            "html" if !self.is_xml && !root.contains(':') => Ok(Kind::Html),
            piece if !self.declares && is_piece(piece) => Err(Rejection::UnknownKind),
            _ => Ok(Kind::Xml),
        }
    }
}

/// A document type declaration, and its rest behind the identifiers.
enum DocumentType<'a> {
    /// That of web pages.
    Page,
    /// Defined here; or elsewhere, for XML alone.
    Xml(&'a str),
    Other(&'a str),
}

impl<'a> DocumentType<'a> {
    /// Reads it as XML does (XML 1.0, 2.8), to whom anything but the quote itself is part of what is quoted;
    /// none when it is longer than the head.
    fn of(doctype: &'a str) -> Option<Self> {
        let ends = |c: char| SPACE.contains(&c) || matches!(c, '>' | '[' | '"' | '\'');
        let text = doctype.trim_start_matches(SPACE);
        let (name, rest) = text.split_at(text.find(ends)?);
        let rest = rest.trim_start_matches(SPACE);
        let keyword = word(rest).to_ascii_uppercase();
        let mut rest = rest;
        let mut identifier = "";
        if matches!(keyword.as_str(), "PUBLIC" | "SYSTEM") {
            rest = rest.get(keyword.len()..)?.trim_start_matches(SPACE);
            while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                let behind;
                (identifier, behind) = rest.get(1..)?.split_once(quote)?;
                rest = behind.trim_start_matches(SPACE);
            }
        }
        let is_elsewhere = keyword == "SYSTEM" && identifier != "about:legacy-compat";
        Some(match rest.chars().next()? {
            '[' => Self::Xml(rest),
            _ if !name.eq_ignore_ascii_case("html") => Self::Other(rest),
            '>' if is_elsewhere => Self::Xml(rest),
            _ => Self::Page,
        })
    }
}

/// What stands behind the definitions, if there are any, and the declaration.
fn behind_subset(rest: &str) -> Option<&str> {
    let Some(mut rest) = rest.strip_prefix('[') else {
        return behind(rest, ">");
    };
    loop {
        rest = behind(rest, "]")?;
        if let Some(rest) = rest.trim_start_matches(SPACE).strip_prefix('>') {
            return Some(rest);
        }
    }
}

fn behind<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

/// Letters, digits and what else stands in names.
fn word(text: &str) -> &str {
    let ends = |char: char| !(char.is_alphanumeric() || matches!(char, '_' | ':' | '-' | '.'));
    text.split(ends).next().unwrap_or_default()
}

/// PHP, with its short tags; other instructions have names.
fn is_script(instruction: &str) -> bool {
    let target = word(instruction);
    target.is_empty() || target.eq_ignore_ascii_case("php")
}

fn after_doctype(text: &str) -> Option<&str> {
    const DOCTYPE: &str = "<!doctype";
    let (start, rest) = text.split_at_checked(DOCTYPE.len())?;
    start.eq_ignore_ascii_case(DOCTYPE).then_some(rest)
}

fn start(text: &str) -> End<'_> {
    let Some(markup) = text.strip_prefix('<') else {
        return End::Text;
    };
    match word(markup) {
        // ASP and JSP.
        _ if markup.starts_with('%') => End::Script,
        "" => End::Text,
        name => End::Root(name),
    }
}

/// The head as text: UTF-16 by its byte order mark or its first `<`, else as UTF-8 with replacement
/// characters, which is enough to read markup in any ASCII-based encoding.
fn decoded(head: &[u8]) -> Cow<'_, str> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = head
            .chunks_exact(2)
            .filter_map(|pair| Some(unit(pair.try_into().ok()?)))
            .collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match head {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_apart_by_how_it_begins() {
        let script = Rejection::Kind {
            found: Found::Executable,
        };
        let long = format!("<!--{}-->", "-".repeat(10));
        for (head, expected) in [
            ("\u{FEFF}\r\n<!-- a --><!doctype HTML><p>", Ok(Kind::Html)),
            ("<!-- a --><html>", Ok(Kind::Html)),
            // Whose root element says what it is.
            ("<?xml version='1.0'?>\n<!-- a --><html>", Ok(Kind::Xml)),
            ("<h:html>", Ok(Kind::Xml)),
            (
                "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD' 'http://x'><html>",
                Ok(Kind::Html),
            ),
            (
                "<?xml version='1.0' encoding='utf-7'?><!DOCTYPE html><html>",
                Ok(Kind::Xml),
            ),
            (
                "<!DOCTYPE html SYSTEM '>' [<!ENTITY a 'b'>]><html>",
                Ok(Kind::Xml),
            ),
            (
                "<!DOCTYPE html PUBLIC '>' \"'\"[<!ENTITY a 'b'>]><html>",
                Ok(Kind::Xml),
            ),
            (
                "<!DOCTYPE x SYSTEM \"><html '\" [<!ENTITY a 'b'>]><x/>",
                Ok(Kind::Xml),
            ),
            ("<!DOCTYPE html SYSTEM '>'[]><svg>", Err(Rejection::Svg)),
            ("<!DOCTYPE html SYSTEM 'file:///x'><html>", Ok(Kind::Xml)),
            (
                "<!DOCTYPE html SYSTEM 'about:legacy-compat'><p>",
                Ok(Kind::Html),
            ),
            (
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD>\n<html lang=\"nb\"><p>[1]",
                Ok(Kind::Html),
            ),
            ("<!DOCTYPE html [<!ENTITY a 'b'>]><html>", Ok(Kind::Xml)),
            (
                "<!DOCTYPE r [<!ATTLIST r a CDATA ']'> ]><r/>",
                Ok(Kind::Xml),
            ),
            (
                "<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg>",
                Err(Rejection::Svg),
            ),
            ("<htmlx/>", Ok(Kind::Xml)),
            ("<!-- never ends", Ok(Kind::Xml)),
            (&long, Err(Rejection::UnknownKind)),
            ("<p>Hei</p>", Err(Rejection::UnknownKind)),
            ("<?xml version='1.0'?><p>Hei</p>", Ok(Kind::Xml)),
            ("<?php echo 1 ?><html>", Err(script.clone())),
            ("<? echo 1 ?><html>", Err(script.clone())),
            ("<%@ page %><html>", Err(script)),
            ("<!ELEMENT r ANY>", Err(Rejection::UnknownKind)),
            ("{\"a\": \"<html>\"}", Err(Rejection::UnknownKind)),
            (
                "From: x\nContent-Type: text/html\n\n<html>",
                Err(Rejection::UnknownKind),
            ),
            ("Hei <html>", Err(Rejection::UnknownKind)),
            ("\u{FEFF}! kart\r  .HODE!\r", Ok(Kind::Sosi)),
            (".HODE 0:\n", Ok(Kind::Sosi)),
            (".HODET\n", Err(Rejection::UnknownKind)),
            (".hode\n", Err(Rejection::UnknownKind)),
            ("kart\n.HODE\n", Err(Rejection::UnknownKind)),
        ] {
            assert_eq!(detect(head.as_bytes()), expected, "{head}");
            if head.starts_with('<') {
                let wide: Vec<u8> = head.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(detect(&wide), expected, "{head}");
            }
        }
    }
}
