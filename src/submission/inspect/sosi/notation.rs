//! SOSI's notation: elements that begin with as many dots as they stand deep, and their values.

use super::charset::Family;
use crate::submission::Rejection;
use crate::submission::detect::Found;
use crate::submission::rejection::SosiFault;

/// As many bytes of a word as tell it from others.
const WORD_BYTES: usize = 32;

/// What the header says.
#[derive(Default)]
pub(super) struct Header {
    pub(super) charset: Option<String>,
    pub(super) version: Option<String>,
    /// What the header's words are written in.
    pub(super) written: Option<Family>,
}

/// Reads a file as its bytes come.
pub(super) struct Notation {
    state: State,
    /// Whether anything but blanks stands before this on the line.
    begun: bool,
    /// Whether the byte before was a carriage return.
    returned: bool,
    line: u64,
    /// The last element's level; none before `.HODE`.
    level: usize,
    /// How many elements there are, and how many of them at level 1.
    elements: u64,
    groups: u64,
    ended: bool,
    /// Whether references are read, and an island's parenthesis is open.
    refers: bool,
    island: bool,
    awaited: Option<Awaited>,
    word: Vec<u8>,
    header: Header,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Blank,
    /// The dots before a name, and how many.
    Dots(usize),
    /// An element's name, which stands at that level.
    Name(usize),
    Value,
    Quoted(u8),
    Comment,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Charset,
    Version,
}

impl Default for Notation {
    fn default() -> Self {
        Self {
            state: State::Blank,
            begun: false,
            returned: false,
            line: 1,
            level: 0,
            elements: 0,
            groups: 0,
            ended: false,
            refers: false,
            island: false,
            awaited: None,
            word: Vec::new(),
            header: Header::default(),
        }
    }
}

impl Notation {
    /// Reads on.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Rejection> {
        let mut rest = bytes;
        while let Some((byte, behind)) = rest.split_first() {
            let plain = self.plain(rest);
            if plain > 0 {
                self.returned = false;
                rest = rest.get(plain..).unwrap_or_default();
            } else {
                self.byte(*byte)?;
                rest = behind;
            }
        }
        Ok(())
    }

    /// The verdict, after the last byte.
    pub(super) fn end(mut self) -> Result<Header, Rejection> {
        self.finish()?;
        if !self.ended {
            return Err(self.fault(SosiFault::NoEnd));
        }
        // A header, an end and nothing at all between them.
        if self.elements < 3 {
            return Err(Rejection::Damaged);
        }
        Ok(self.header)
    }

    /// How many of the next bytes change nothing: most of a file is coordinates.
    fn plain(&self, rest: &[u8]) -> usize {
        let end = match self.state {
            State::Comment => memchr::memchr3(b'\n', b'\r', 0, rest),
            State::Value if !self.refers && self.awaited.is_none() => {
                rest.iter().position(|byte| ends_value(*byte))
            }
            _ => Some(0),
        };
        end.unwrap_or(rest.len())
    }

    fn fault(&self, fault: SosiFault) -> Rejection {
        Rejection::Sosi {
            fault,
            line: self.line,
        }
    }

    fn byte(&mut self, byte: u8) -> Result<(), Rejection> {
        let returned = std::mem::replace(&mut self.returned, byte == b'\r');
        match byte {
            0 => return Err(self.fault(SosiFault::Binary)),
            b'\n' if returned => {}
            b'\n' | b'\r' => {
                self.finish()?;
                self.line += 1;
                self.begun = false;
            }
            _ => self.character(byte)?,
        }
        Ok(())
    }

    fn character(&mut self, byte: u8) -> Result<(), Rejection> {
        match self.state {
            State::Comment => {}
            // A quote that is doubled ends a value and begins one, which comes to the same.
            State::Quoted(quote) if byte == quote => self.finish()?,
            State::Quoted(_) => self.spell(byte),
            _ if is_blank(byte) => self.finish()?,
            _ if byte == b'!' => {
                self.finish()?;
                self.state = State::Comment;
            }
            State::Blank => self.begin(byte)?,
            State::Dots(level) => self.dotted(level, byte)?,
            State::Name(_) => self.spell(byte),
            State::Value => self.value(byte)?,
        }
        Ok(())
    }

    /// The first byte of a word.
    fn begin(&mut self, byte: u8) -> Result<(), Rejection> {
        self.word.clear();
        match byte {
            b'.' => {
                self.state = State::Dots(1);
                return Ok(());
            }
            b'"' | b'\'' => self.state = State::Quoted(byte),
            _ => self.state = State::Value,
        }
        self.stray()?;
        self.begun = true;
        if self.state == State::Value {
            self.value(byte)?;
        }
        Ok(())
    }

    fn dotted(&mut self, level: usize, byte: u8) -> Result<(), Rejection> {
        if byte == b'.' {
            self.state = State::Dots(level.saturating_add(1));
            return Ok(());
        }
        if self.is_name(byte) {
            self.state = State::Name(level);
            self.spell(byte);
            return Ok(());
        }
        self.stray()?;
        self.begun = true;
        self.state = State::Value;
        self.value(byte)
    }

    /// Whether an element's name begins so. In the middle of a line it may be somebody's prose, unless it is
    /// in capitals, as names are.
    fn is_name(&self, first: u8) -> bool {
        let letter = first.is_ascii_alphabetic() || !first.is_ascii();
        // The Norwegian letters of seven bits.
        let seven = matches!(first, b'[' | b'\\' | b']' | b'{' | b'|' | b'}');
        if self.begun {
            letter && !first.is_ascii_lowercase()
        } else {
            letter || seven || first == b'_'
        }
    }

    fn value(&mut self, byte: u8) -> Result<(), Rejection> {
        self.spell(byte);
        if !self.refers {
            return Ok(());
        }
        match byte {
            b'(' if !self.island => self.island = true,
            b')' if self.island => self.island = false,
            b'(' | b')' => return Err(self.fault(SosiFault::Parenthesis)),
            _ => {}
        }
        Ok(())
    }

    fn spell(&mut self, byte: u8) {
        if self.word.len() < WORD_BYTES {
            self.word.push(byte);
        }
    }

    /// The end of a word or comment.
    fn finish(&mut self) -> Result<(), Rejection> {
        match std::mem::replace(&mut self.state, State::Blank) {
            State::Name(level) => self.element(level),
            State::Dots(_) => {
                self.begun = true;
                self.stray()
            }
            State::Value | State::Quoted(_) => {
                self.heed();
                Ok(())
            }
            State::Blank | State::Comment => Ok(()),
        }
    }

    /// A value where no element is.
    fn stray(&self) -> Result<(), Rejection> {
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

    /// Remembers what the header says.
    fn heed(&mut self) {
        let text = || String::from_utf8_lossy(&self.word).into_owned();
        match self.awaited.take() {
            Some(Awaited::Charset) => self.header.charset = Some(text()),
            Some(Awaited::Version) => self.header.version = Some(text()),
            None => {}
        }
    }

    fn element(&mut self, level: usize) -> Result<(), Rejection> {
        self.begun = true;
        let word = std::mem::take(&mut self.word);
        let name = word.as_slice();
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
        if self.island {
            return Err(self.fault(SosiFault::Parenthesis));
        }
        self.ended = is_end;
        self.level = level;
        self.elements += 1;
        self.groups += u64::from(level == 1);
        self.refers = name == b"REF";
        self.awaited = None;
        if self.groups == 1 {
            self.head(name);
        }
        self.word = word;
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
}

/// Ctrl-Z, with which DOS ended files, is as good as a blank.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0B | 0x0C | 0x1A)
}

fn ends_value(byte: u8) -> bool {
    byte <= b' ' || byte == b'!'
}
