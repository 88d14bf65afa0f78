//! SOSI's notation (SOSI del 1): what of a file is an element's name, what a value, and what a comment. What
//! they add up to is the [`Outline`]'s to judge.

use super::outline::{Header, Outline};
use crate::submission::Rejection;
use crate::submission::rejection::SosiFault;

/// As many bytes of a word as tell it from others.
const WORD_BYTES: usize = 32;

/// Reads a file as its bytes come.
#[derive(Default)]
pub(super) struct Notation {
    state: State,
    /// Whether anything but blanks stands before this on the line.
    begun: bool,
    /// Whether the byte before was a carriage return.
    returned: bool,
    word: Vec<u8>,
    outline: Outline,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Blank,
    /// The dots before a name, and how many.
    Dots(usize),
    /// An element's name, which stands at that level.
    Name(usize),
    Value,
    Quoted(u8),
    Comment,
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
        self.outline.end()
    }

    /// How many of the next bytes change nothing: most of a file is coordinates.
    fn plain(&self, rest: &[u8]) -> usize {
        let end = match self.state {
            State::Comment => rest.iter().position(|byte| ends_comment(*byte)),
            State::Value if self.outline.takes_any_value() => {
                rest.iter().position(|byte| ends_value(*byte))
            }
            _ => Some(0),
        };
        end.unwrap_or(rest.len())
    }

    fn byte(&mut self, byte: u8) -> Result<(), Rejection> {
        let returned = std::mem::replace(&mut self.returned, byte == b'\r');
        match byte {
            _ if is_binary(byte) => return Err(self.outline.fault(SosiFault::Binary)),
            b'\n' if returned => {}
            b'\n' | b'\r' => {
                self.finish()?;
                self.outline.line += 1;
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
        self.outline.stray()?;
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
        self.outline.stray()?;
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
        self.outline.value(byte)
    }

    fn spell(&mut self, byte: u8) {
        if self.word.len() < WORD_BYTES {
            self.word.push(byte);
        }
    }

    /// The end of a word or comment.
    fn finish(&mut self) -> Result<(), Rejection> {
        match std::mem::replace(&mut self.state, State::Blank) {
            State::Name(level) => {
                self.begun = true;
                self.outline.element(level, &self.word)
            }
            State::Dots(_) => {
                self.begun = true;
                self.outline.stray()
            }
            State::Value | State::Quoted(_) => {
                self.outline.heed(&self.word);
                Ok(())
            }
            State::Blank | State::Comment => Ok(()),
        }
    }
}

/// Ctrl-Z, with which DOS ended files, is as good as a blank.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0B | 0x0C | 0x1A)
}

/// Control characters, which no text has. Two of them are `¶` and `§` in DOS.
fn is_binary(byte: u8) -> bool {
    byte < b' ' && !is_blank(byte) && !matches!(byte, b'\r' | b'\n' | 0x14 | 0x15)
}

fn ends_comment(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n') || is_binary(byte)
}

fn ends_value(byte: u8) -> bool {
    byte <= b' ' || byte == b'!'
}
