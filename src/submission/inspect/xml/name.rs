//! Names (XML 1.0, 2.3), and those that have to be remembered.

use super::text::Text;
use crate::submission::Rejection;

/// So many bytes of names are remembered: those of the elements that are open, or of one element's
/// attributes. Names are words, not texts.
const NAMES_BYTES: usize = 20 * 1024;

/// Names one after the other.
#[derive(Default)]
pub(super) struct Names {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Names {
    /// Reads the name that must stand here, and remembers it.
    pub(super) async fn read(&mut self, text: &mut Text) -> Result<(), Rejection> {
        self.starts.push(self.bytes.len());
        loop {
            let chunk = text.chunk().await?;
            let length = chunk.iter().take_while(|byte| may_stand_in(**byte)).count();
            if self.bytes.len() + length > NAMES_BYTES {
                return Err(Rejection::XmlLimits);
            }
            self.bytes.extend(chunk.iter().take(length));
            let more = length > 0 && length == chunk.len();
            text.consume(length);
            if !more {
                break;
            }
        }
        if is_name(self.last()) {
            Ok(())
        } else {
            Err(text.malformed())
        }
    }

    /// The one that was read last.
    pub(super) fn last(&self) -> &[u8] {
        let start = self.starts.last().copied().unwrap_or_default();
        self.bytes.get(start..).unwrap_or_default()
    }

    /// Forgets the one that was read last.
    pub(super) fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
            self.bytes.truncate(start);
        }
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.starts.clear();
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Whether one of them is there twice.
    pub(super) fn any_twice(&self) -> bool {
        if self.count() < 2 {
            return false;
        }
        let end = self.bytes.len();
        let ends = self.starts.iter().skip(1).chain([&end]);
        let mut names: Vec<&[u8]> = self
            .starts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default())
            .collect();
        names.sort_unstable();
        names
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if first == second))
    }
}

fn may_stand_in(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.') || !byte.is_ascii()
}

fn is_name(name: &[u8]) -> bool {
    let begins = |first: &u8| !matches!(first, b'-' | b'.' | b'0'..=b'9');
    if !name.first().is_some_and(begins) {
        return false;
    }
    if name.is_ascii() {
        return true;
    }
    str::from_utf8(name).is_ok_and(|name| {
        name.chars().all(is_name_char) && name.chars().next().is_some_and(is_name_start)
    })
}

/// `NameStartChar`, of those that come here.
fn is_name_start(char: char) -> bool {
    matches!(char,
        '\0'..='\u{7F}' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar`, of those that come here.
fn is_name_char(char: char) -> bool {
    is_name_start(char)
        || matches!(char, '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
