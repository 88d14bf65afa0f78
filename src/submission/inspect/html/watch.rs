//! What is watched for in a page as it streams by.

use crate::submission::Rejection;
use crate::submission::detect::Found;

/// As many letters of an element's name as tell `svg` from others.
const NAME_BYTES: usize = 4;

/// Sees a page one character at a time; those outside of ASCII are all alike.
#[derive(Default)]
pub(super) struct Watch {
    /// The last characters, in small letters; the last one is lowest.
    recent: u64,
    place: Place,
    /// Whether words stand before the first element. They make it a part of a page.
    begun: bool,
    /// The first element's name, without a prefix.
    name: Vec<u8>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// Before the first element.
    #[default]
    Before,
    /// Behind a `<` there.
    Opened,
    /// In a document type or an instruction.
    Declaration,
    Comment,
    Name,
    /// Behind the first element's name.
    Behind,
}

impl Watch {
    pub(super) fn see_all(&mut self, bytes: &[u8]) -> Result<(), Rejection> {
        bytes.iter().try_for_each(|byte| self.see(*byte))
    }

    pub(super) fn see(&mut self, byte: u8) -> Result<(), Rejection> {
        // U+0000 stands in no text (HTML Standard, 13.2.3.5), but in almost anything else.
        if byte == 0 {
            return Err(Rejection::Damaged);
        }
        let byte = byte.to_ascii_lowercase();
        self.recent = self.recent << 8 | u64::from(byte);
        // PHP, ASP.NET and JSP. Templates that browsers fill in have `<%=`, too, so that tells nothing.
        if matches!(byte, b'p' | b'=' | b'@') && self.ends_in_script() {
            return Err(Rejection::Kind {
                found: Found::Executable,
            });
        }
        if self.place == Place::Behind {
            return Ok(());
        }
        self.before_the_body(byte)
    }

    fn ends_in_script(&self) -> bool {
        self.ends_in(b"<?php") || self.ends_in(b"<?=") || self.ends_in(b"<%@")
    }

    /// Whether these, eight at most, were the last characters.
    fn ends_in(&self, mark: &[u8]) -> bool {
        self.recent.to_be_bytes().ends_with(mark)
    }

    fn before_the_body(&mut self, byte: u8) -> Result<(), Rejection> {
        if self.place != Place::Comment && self.ends_in(b"<!entity") {
            return Err(Rejection::XmlEntity);
        }
        self.place = match (self.place, byte) {
            (Place::Opened, b'!' | b'?') => Place::Declaration,
            (Place::Name, _) | (Place::Opened, b'a'..=b'z') => return self.name(byte),
            (Place::Declaration, b'-') if self.ends_in(b"<!--") => Place::Comment,
            (Place::Comment, b'>') if self.ends_in(b"-->") => Place::Before,
            (Place::Declaration, b'>') => Place::Before,
            (Place::Before | Place::Opened, b'<') => Place::Opened,
            (Place::Before | Place::Opened, _) => {
                // A byte order mark is none of the words.
                self.begun |= byte.is_ascii_graphic();
                Place::Before
            }
            (place, _) => place,
        };
        Ok(())
    }

    /// In the first element's name.
    fn name(&mut self, byte: u8) -> Result<(), Rejection> {
        self.place = Place::Name;
        if byte == b':' {
            self.name.clear();
        } else if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | 0x80..) {
            if self.name.len() < NAME_BYTES {
                self.name.push(byte);
            }
        } else {
            self.place = Place::Behind;
            if self.name == b"svg" && !self.begun {
                return Err(Rejection::Svg);
            }
        }
        Ok(())
    }
}
