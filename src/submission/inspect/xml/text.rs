//! A file's characters as they stream by, whatever they are written in.
//!
//! All that is above reads UTF-8, in which each chunk holds whole characters. What can't be decoded, and
//! what no XML document may hold (XML 1.0, 2.2), ends the text with a fault, exactly where it stands.

use encoding_rs::{Decoder, DecoderResult};
use memchr::memmem;

use super::super::feed::Feed;
use super::encoding;
use crate::submission::Rejection;

/// So much is decoded at a time.
const BUFFER_BYTES: usize = 8 * 1024;

/// The characters of a file.
pub(super) struct Text {
    feed: Feed,
    decoder: Decoder,
    decoded: Vec<u8>,
    at: usize,
    end: usize,
    state: State,
    /// The line that what was decoded begins in.
    first_line: u64,
}

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Digits,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Going,
    Ended,
    /// What stands behind the chunk is no character.
    Faulty,
}

impl Text {
    /// Finds out the encoding.
    pub(super) async fn begin(mut feed: Feed) -> Result<Self, Rejection> {
        let head = feed.peek(encoding::HEAD_BYTES).await;
        let written = encoding::of(head).ok_or(Rejection::XmlMalformed { line: 1 })?;
        feed.consume(written.mark);
        Ok(Self {
            feed,
            decoder: written.encoding.new_decoder_without_bom_handling(),
            decoded: vec![0; BUFFER_BYTES],
            at: 0,
            end: 0,
            state: State::Going,
            first_line: 1,
        })
    }

    /// The characters that are there and not used yet; empty at the end of the file only.
    pub(super) async fn chunk(&mut self) -> Result<&[u8], Rejection> {
        while self.at == self.end {
            match self.state {
                State::Going => self.decode().await,
                State::Ended => return Ok(&[]),
                State::Faulty => return Err(self.malformed()),
            }
        }
        Ok(self.ready())
    }

    async fn decode(&mut self) {
        self.first_line += self.lines_used();
        let raw = self.feed.chunk().await;
        let last = raw.is_empty();
        let (result, used, written) =
            self.decoder
                .decode_to_utf8_without_replacement(raw, &mut self.decoded, last);
        self.feed.consume(used);
        self.at = 0;
        let decoded = self.decoded.get(..written).unwrap_or_default();
        self.end = permitted(decoded);
        self.state = match result {
            _ if self.end < written => State::Faulty,
            DecoderResult::Malformed(..) => State::Faulty,
            DecoderResult::InputEmpty if last => State::Ended,
            _ => State::Going,
        };
    }

    /// Marks the first bytes of the chunk as used.
    pub(super) fn consume(&mut self, bytes: usize) {
        self.at = self.end.min(self.at + bytes);
    }

    /// What is said of a fault here.
    pub(super) fn malformed(&self) -> Rejection {
        Rejection::XmlMalformed {
            line: self.first_line + self.lines_used(),
        }
    }

    /// How many lines end in what was used of the chunk.
    fn lines_used(&self) -> u64 {
        let used = self.decoded.get(..self.at).unwrap_or_default();
        memchr::memchr_iter(b'\n', used).count() as u64
    }

    /// What of the chunk is there without waiting.
    pub(super) fn ready(&self) -> &[u8] {
        self.decoded.get(self.at..self.end).unwrap_or_default()
    }

    /// The next byte, which stays; `None` at the end.
    pub(super) async fn peek(&mut self) -> Result<Option<u8>, Rejection> {
        match self.ready().first() {
            Some(byte) => Ok(Some(*byte)),
            None => Ok(self.chunk().await?.first().copied()),
        }
    }

    /// The next byte, which must be there.
    pub(super) async fn byte(&mut self) -> Result<u8, Rejection> {
        match self.peek().await? {
            Some(byte) => {
                self.consume(1);
                Ok(byte)
            }
            None => Err(self.malformed()),
        }
    }

    /// Takes the next byte if it is this one.
    pub(super) async fn eat(&mut self, wanted: u8) -> Result<bool, Rejection> {
        let is_there = self.peek().await? == Some(wanted);
        if is_there {
            self.consume(1);
        }
        Ok(is_there)
    }

    /// Takes what must stand here.
    pub(super) async fn expect(&mut self, wanted: &[u8]) -> Result<(), Rejection> {
        for byte in wanted {
            if !self.eat(*byte).await? {
                return Err(self.malformed());
            }
        }
        Ok(())
    }

    /// Passes over white space, and says whether there was any.
    pub(super) async fn space(&mut self) -> Result<bool, Rejection> {
        let mut any = false;
        loop {
            let chunk = self.chunk().await?;
            let length = chunk.iter().take_while(|byte| is_space(**byte)).count();
            let more = length > 0 && length == chunk.len();
            self.consume(length);
            any |= length > 0;
            if !more {
                return Ok(any);
            }
        }
    }

    /// Passes over white space that must be there.
    pub(super) async fn expect_space(&mut self) -> Result<(), Rejection> {
        if self.space().await? {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }

    /// Takes the quote that must stand here.
    pub(super) async fn quote(&mut self) -> Result<u8, Rejection> {
        match self.byte().await? {
            quote @ (b'"' | b'\'') => Ok(quote),
            _ => Err(self.malformed()),
        }
    }

    /// Passes over a quoted word in ASCII, and the quote behind it.
    pub(super) async fn word(&mut self, quote: u8) -> Result<Word, Rejection> {
        let mut any = false;
        let mut word = Word::Digits;
        loop {
            let byte = self.byte().await?;
            if any && byte == quote {
                return Ok(word);
            }
            any = true;
            if !byte.is_ascii_digit() {
                word = Word::Other;
            }
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':')) {
                return Err(self.malformed());
            }
        }
    }

    /// Goes on to the first of three bytes, and takes it.
    pub(super) async fn past_any(&mut self, wanted: [u8; 3]) -> Result<u8, Rejection> {
        let [first, second, third] = wanted;
        loop {
            let chunk = self.ready();
            if let Some(at) = memchr::memchr3(first, second, third, chunk) {
                let found = chunk.get(at).copied().unwrap_or_default();
                self.consume(at + 1);
                return Ok(found);
            }
            self.consume(chunk.len());
            if self.chunk().await?.is_empty() {
                return Err(self.malformed());
            }
        }
    }

    /// Takes the whole run of a byte, of which one was taken, and says how long it is.
    pub(super) async fn run(&mut self, of: u8) -> Result<usize, Rejection> {
        let mut length = 1_usize;
        while self.eat(of).await? {
            length = length.saturating_add(1);
        }
        Ok(length)
    }
}

/// Whether XML takes it for white space (XML 1.0, 2.3).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// How many bytes stand before the first character that no document may hold.
fn permitted(decoded: &[u8]) -> usize {
    let is_control = |byte: &u8| *byte < b' ' && !is_space(*byte);
    // Without a way out of the loop, many bytes are looked at in one instruction.
    let any = decoded
        .iter()
        .fold(false, |any, byte| any | is_control(byte));
    let controls = any.then(|| decoded.iter().position(is_control)).flatten();
    // U+FFFE and U+FFFF.
    let non_characters = memmem::find_iter(decoded, b"\xEF\xBF")
        .find(|at| decoded.get(at + 2).is_some_and(|last| *last >= 0xBE));
    let end = decoded.len();
    controls.unwrap_or(end).min(non_characters.unwrap_or(end))
}
