//! How a SOSI file's elements stand to one another: `.HODE` first, `.SLUTT` last, none that is more than one
//! level below the one before, and islands' references in parentheses that close.

use super::charset::Family;
use crate::submission::Rejection;
use crate::submission::detect::Found;
use crate::submission::rejection::SosiFault;

/// What the header says.
#[derive(Default)]
pub(super) struct Header {
    pub(super) charset: Option<String>,
    pub(super) version: Option<String>,
    /// What the header's words are written in.
    pub(super) written: Option<Family>,
}

/// The elements so far.
pub(super) struct Outline {
    /// The line that is being read.
    pub(super) line: u64,
    /// The last element's level; none before `.HODE`.
    level: usize,
    /// How many elements there are, and how many of them at level 1.
    elements: u64,
    groups: u64,
    ended: bool,
    values: Values,
    awaited: Option<Awaited>,
    header: Header,
}

/// What the last element's values are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    Any,
    /// References to other elements.
    References,
    /// The same, inside the parentheses that an island's stand in.
    Island,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Charset,
    Version,
}

impl Default for Outline {
    fn default() -> Self {
        Self {
            line: 1,
            level: 0,
            elements: 0,
            groups: 0,
            ended: false,
            values: Values::Any,
            awaited: None,
            header: Header::default(),
        }
    }
}

impl Outline {
    /// The verdict, after the last byte.
    pub(super) fn end(self) -> Result<Header, Rejection> {
        if !self.ended {
            return Err(self.fault(SosiFault::NoEnd));
        }
        // A header, an end and nothing at all between them.
        if self.elements < 3 {
            return Err(Rejection::Damaged);
        }
        Ok(self.header)
    }

    /// Whether a value can be passed over unread.
    pub(super) fn takes_any_value(&self) -> bool {
        self.values == Values::Any && self.awaited.is_none()
    }

    pub(super) fn fault(&self, fault: SosiFault) -> Rejection {
        Rejection::Sosi {
            fault,
            line: self.line,
        }
    }

    /// An element that stands so deep.
    pub(super) fn element(&mut self, level: usize, name: &[u8]) -> Result<(), Rejection> {
        if self.elements == 0 && (level, name) != (1, b"HODE") {
            return Err(Rejection::UnknownKind);
        }
        let is_end = (level, name) == (1, b"SLUTT");
        if self.ended && !is_end {
            return self.stray();
        }
        if level > self.level + 1 {
            return Err(self.fault(SosiFault::LevelLeap));
        }
        if self.values == Values::Island {
            return Err(self.fault(SosiFault::Parenthesis));
        }
        self.ended = is_end;
        self.level = level;
        self.elements += 1;
        self.groups += u64::from(level == 1);
        self.values = if name == b"REF" {
            Values::References
        } else {
            Values::Any
        };
        self.awaited = None;
        if self.groups == 1 {
            self.head(name);
        }
        Ok(())
    }

    /// An element of the header.
    fn head(&mut self, name: &[u8]) {
        match name {
            b"TEGNSETT" => self.awaited = Some(Awaited::Charset),
            b"SOSI-VERSJON" => self.awaited = Some(Awaited::Version),
            _ => self.header.written = self.header.written.or(Family::of_name(name)),
        }
    }

    /// A byte of a value.
    pub(super) fn value(&mut self, byte: u8) -> Result<(), Rejection> {
        self.values = match (self.values, byte) {
            (Values::References, b'(') => Values::Island,
            (Values::Island, b')') => Values::References,
            (Values::References, b')') | (Values::Island, b'(') => {
                return Err(self.fault(SosiFault::Parenthesis));
            }
            (values, _) => values,
        };
        Ok(())
    }

    /// A value where no element is.
    pub(super) fn stray(&self) -> Result<(), Rejection> {
        if self.ended {
            return Err(Rejection::Hidden {
                found: Found::Other,
            });
        }
        if self.elements == 0 {
            return Err(Rejection::UnknownKind);
        }
        Ok(())
    }

    /// Remembers a value, if it is one of the header's.
    pub(super) fn heed(&mut self, word: &[u8]) {
        let text = || String::from_utf8_lossy(word).into_owned();
        match self.awaited.take() {
            Some(Awaited::Charset) => self.header.charset = Some(text()),
            Some(Awaited::Version) => self.header.version = Some(text()),
            None => {}
        }
    }
}
