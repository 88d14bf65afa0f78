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

/// What stands before the root element.
struct Prologue<'a> {
    rest: &'a str,
    /// Whether it says that it is XML.
    declares: bool,
    /// Whether the document type is defined here, which web pages don't do.
    defines: bool,
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
            defines: false,
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
                self.declares |= instruction.starts_with("xml");
                behind(text, "?>")
            } else if let Some(doctype) = after_doctype(text) {
                self.declares = true;
                if word(doctype.trim_start_matches(SPACE)).eq_ignore_ascii_case("html")
                    && !self.has_subset(doctype)
                {
                    return End::Page;
                }
                self.behind_doctype(doctype)
            } else {
                return start(text);
            };
            match passed {
                Some(rest) => self.rest = rest,
                None => return End::CutOff,
            }
        }
    }

    fn has_subset(&mut self, doctype: &str) -> bool {
        self.defines = doctype
            .find(['[', '>'])
            .is_some_and(|at| doctype.as_bytes().get(at) == Some(&b'['));
        self.defines
    }

    fn behind_doctype(&mut self, doctype: &'a str) -> Option<&'a str> {
        if !self.has_subset(doctype) {
            return behind(doctype, ">");
        }
        let mut rest = doctype;
        loop {
            rest = behind(rest, "]")?;
            if let Some(rest) = rest.trim_start_matches(SPACE).strip_prefix('>') {
                return Some(rest);
            }
        }
    }

    fn kind(&self, root: &str) -> Result<Kind, Rejection> {
        let local = root
            .rsplit(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match local.as_str() {
            "svg" => Err(Rejection::Svg),
            // Read as strictly as XML is, when it has definitions like XML.
            "html" if !self.defines => Ok(Kind::Html),
            piece if !self.declares && PIECES.contains(&piece) => Err(Rejection::UnknownKind),
            _ => Ok(Kind::Xml),
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
