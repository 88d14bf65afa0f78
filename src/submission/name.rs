//! File names: shown as given, made safe for every system, never used as a path by the portal.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// SvarUt's limit for `filnavn`, which archives on the way inherit.
pub const MAX_CHARS: usize = 226;
/// File systems count bytes and stop at 255.
const MAX_BYTES: usize = 240;
/// Archives put paths of their own before a file's name.
const LONGEST_ASCII: usize = 60;

/// A name that is safe as one path component on every system: no separators, no characters that
/// Windows, SvarUt or a terminal would stumble over, no leading or trailing dots, not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The safe form of a name as a browser gives it (which may be a whole path).
    pub fn made_safe(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let safe: String = last.chars().filter_map(safe_char).collect();
        let safe = safe.trim_matches(|c: char| c == '.' || c.is_whitespace());
        let mut name = if safe.is_empty() {
            "dokument".to_owned()
        } else {
            safe.to_owned()
        };
        if is_device(&name) {
            name.insert(0, '_');
        }
        Self(name).shortened(0)
    }

    /// What stands behind the last dot, in lower case; empty when there is none.
    pub fn extension(&self) -> String {
        self.split().1.to_lowercase()
    }

    /// The same name with another extension: replaced when `replace`, else added.
    #[must_use]
    pub fn with_extension(&self, extension: &str, replace: bool) -> Self {
        let stem = if replace { self.split().0 } else { &self.0 };
        Self(stem.to_owned())
            .shortened(extension.len() + 1)
            .appended(&format!(".{extension}"))
    }

    /// The same name, told apart from those `taken` without regard to case: `brev (2).pdf`.
    #[must_use]
    pub fn made_unique(&self, taken: &[&Self]) -> Self {
        let is_taken = |name: &Self| {
            taken
                .iter()
                .any(|other| other.0.to_lowercase() == name.0.to_lowercase())
        };
        let (stem, extension) = self.split();
        std::iter::once(self.clone())
            .chain((2..=taken.len() + 2).map(|n| {
                let tail = if extension.is_empty() {
                    format!(" ({n})")
                } else {
                    format!(" ({n}).{extension}")
                };
                Self(stem.to_owned()).shortened(tail.len()).appended(&tail)
            }))
            .find(|name| !is_taken(name))
            .unwrap_or_else(|| self.clone())
    }

    /// As much of the name without its extension as plain ASCII can write, in small letters and at most 60
    /// of them: `soknad-om-garasje`. Empty when nothing is left.
    pub fn in_plain_ascii(&self) -> String {
        let lower = self.split().0.to_lowercase();
        let spelled = lower.replace('æ', "ae").replace('ø', "o");
        let plain: String = spelled
            .nfd()
            .filter(|c| !is_combining_mark(*c))
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(LONGEST_ASCII)
            .collect();
        let words: Vec<_> = plain.split('-').filter(|word| !word.is_empty()).collect();
        words.join("-")
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn split(&self) -> (&str, &str) {
        match self.0.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= 10 => {
                (stem, extension)
            }
            _ => (&self.0, ""),
        }
    }

    /// Cut in the stem, so that a long name keeps its extension. `reserved` characters are left free.
    fn shortened(self, reserved: usize) -> Self {
        let fits = |text: &str| {
            text.chars().count() + reserved <= MAX_CHARS && text.len() + reserved <= MAX_BYTES
        };
        if fits(&self.0) {
            return self;
        }
        let (stem, extension) = self.split();
        let tail = if extension.is_empty() {
            String::new()
        } else {
            format!(".{extension}")
        };
        let mut stem = stem.to_owned();
        while !stem.is_empty() && !fits(&format!("{stem}{tail}")) {
            stem.pop();
        }
        Self(format!("{}{tail}", stem.trim_end()))
    }

    fn appended(mut self, tail: &str) -> Self {
        self.0.push_str(tail);
        self
    }
}

/// Drops what can hide or reorder text, replaces what some system refuses.
fn safe_char(c: char) -> Option<char> {
    match c {
        c if is_deceptive(c) || is_invisible(c) => None,
        '"' | '<' | '>' | '?' | '*' | '|' | ':' | '/' | '\\' => Some('_'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// Zero-width characters, byte order mark, soft hyphen, and what XML does not allow (XML 1.0, 2.2).
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Control characters and bidirectional marks, which make a name look like another.
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Names that Windows takes for devices, whatever extension follows.
pub fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for FileName {
    /// Names come back from sealed rows and manifests; they are made safe again rather than trusted.
    fn from(text: String) -> Self {
        Self::made_safe(&text)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_written_in_plain_ascii() {
        for (given, plain) in [
            ("Søknad om garasje.pdf", "soknad-om-garasje"),
            ("Ærlig talt (2).tif", "aerlig-talt-2"),
            ("ÅRSMELDING.PDF", "arsmelding"),
            ("čáhci.xml", "cahci"),
            ("письмо.pdf", ""),
        ] {
            let name = FileName::made_safe(given);
            assert_eq!(name.in_plain_ascii(), plain, "{given}");
        }
        let long = FileName::made_safe(&"x".repeat(200));
        assert_eq!(long.in_plain_ascii().len(), LONGEST_ASCII);
    }

    #[test]
    fn names_are_made_safe() {
        for (given, safe) in [
            ("brev.pdf", "brev.pdf"),
            ("C:\\Brukere\\Kari\\søknad.pdf", "søknad.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("..", "dokument"),
            ("", "dokument"),
            ("con.pdf", "_con.pdf"),
            ("hva?.pdf", "hva_.pdf"),
            (" .skjult ", "skjult"),
        ] {
            assert_eq!(FileName::made_safe(given).as_str(), safe, "{given}");
        }
    }

    #[test]
    fn equal_names_are_told_apart_without_regard_to_case() {
        let first = FileName::made_safe("Brev.pdf");
        let second = FileName::made_safe("brev.PDF").made_unique(&[&first]);
        assert_eq!(second.as_str(), "brev (2).PDF");
        let third = FileName::made_safe("brev.pdf").made_unique(&[&first, &second]);
        assert_eq!(third.as_str(), "brev (3).pdf");
    }

    proptest! {
        #[test]
        fn no_name_escapes_its_folder(given in "\\PC*|.*") {
            let name = FileName::made_safe(&given);
            let text = name.as_str();
            prop_assert!(!text.is_empty() && text.chars().count() <= MAX_CHARS && text.len() <= MAX_BYTES);
            prop_assert!(!text.contains(['/', '\\', ':', '\0', '\n']) && text != "." && text != "..");
            prop_assert!(!text.starts_with('.') && !text.ends_with('.'));
            prop_assert_eq!(&FileName::made_safe(text), &name);
        }

        #[test]
        fn a_unique_name_is_short_enough(given in ".{0,400}") {
            let name = FileName::made_safe(&given);
            let other = name.made_unique(&[&name]);
            prop_assert!(other != name && other.as_str().len() <= MAX_BYTES);
        }
    }
}
