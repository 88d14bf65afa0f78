//! PDF's tokens (ISO 32000-1, 7.2 and 7.3).

use super::syntax::{Value, decimal};

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<<`, `[` or `{`.
    Open,
    /// Their other halves.
    Close,
    /// Behind its slash.
    Name(&'a [u8]),
    /// Between its parentheses.
    Text(&'a [u8]),
    /// Between its angle brackets.
    Hex(&'a [u8]),
    /// A number or an operator.
    Word(&'a [u8]),
}

/// White space (7.2.2, table 1).
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Ends a name or number (7.2.2, table 2).
pub(super) const fn is_delimiter(byte: u8) -> bool {
    is_space(byte)
        || matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// Reads tokens one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    rest: &'a [u8],
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What has not been read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Passes over white space and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            let space = self.rest.iter().take_while(|byte| is_space(**byte)).count();
            self.take(space);
            if self.rest.first() != Some(&b'%') {
                return;
            }
            let comment = memchr::memchr2(b'\r', b'\n', self.rest).unwrap_or(self.rest.len());
            self.take(comment);
        }
    }

    /// A number without sign or point.
    pub(super) fn number(&mut self) -> Option<u64> {
        match self.token()? {
            Token::Word(word) => decimal(word),
            _ => None,
        }
    }

    /// Whether this word comes next; then it is read.
    pub(super) fn is_word(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let is_next = self.rest.starts_with(word);
        if is_next {
            self.take(word.len());
        }
        is_next
    }

    /// `12 0 obj` (7.3.10): the number.
    pub(super) fn object_header(&mut self) -> Option<u64> {
        let number = self.number()?;
        self.number()?;
        self.is_word(b"obj").then_some(number)
    }

    /// The next value, whatever it is; the bytes are cut off when it does not end.
    pub(super) fn value(&mut self) -> Option<Value<'a>> {
        self.skip_space();
        let start = self.rest;
        match self.token()? {
            Token::Open => {
                self.close();
            }
            Token::Close => return None,
            Token::Word(_) => {
                // `12 0 R` is one value (7.3.10).
                let mut ahead = *self;
                if Value::written(start).reference().is_some() {
                    ahead.token();
                    ahead.token();
                    *self = ahead;
                }
            }
            _ => {}
        }
        let length = start.len() - self.rest.len();
        start.get(..length).map(Value::written)
    }

    /// Reads to the bracket that closes what has been opened; whether there is one.
    pub(super) fn close(&mut self) -> bool {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.token() {
                Some(Token::Open) => depth += 1,
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
                None => return false,
            }
        }
        true
    }

    fn take(&mut self, bytes: usize) -> &'a [u8] {
        let (taken, rest) = self
            .rest
            .split_at_checked(bytes)
            .unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    pub(super) fn token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        Some(match self.rest {
            [] => return None,
            [b'<', b'<', ..] | [b'>', b'>', ..] => match self.take(2) {
                b"<<" => Token::Open,
                _ => Token::Close,
            },
            [b'[' | b'{', ..] => {
                self.take(1);
                Token::Open
            }
            [b']' | b'}', ..] => {
                self.take(1);
                Token::Close
            }
            [b'(', ..] => self.text(),
            [b'<', ..] => {
                self.take(1);
                let end = memchr::memchr(b'>', self.rest).unwrap_or(self.rest.len());
                let digits = self.take(end);
                self.take(1);
                Token::Hex(digits)
            }
            [b'/', ..] => {
                self.take(1);
                Token::Name(self.regular())
            }
            // Stray closing brackets.
            [b')' | b'>', ..] => Token::Word(self.take(1)),
            _ => Token::Word(self.regular()),
        })
    }

    fn regular(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| is_delimiter(*byte));
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// Parentheses may stand in a string in pairs, or behind a backslash (7.3.4.2).
    fn text(&mut self) -> Token<'a> {
        self.take(1);
        let (mut depth, mut end) = (1_usize, 0);
        while let Some(offset) = self
            .rest
            .get(end..)
            .and_then(|rest| memchr::memchr3(b'(', b')', b'\\', rest))
        {
            end += offset;
            match self.rest.get(end) {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                _ => end += 1,
            }
            if depth == 0 {
                let text = self.take(end);
                self.take(1);
                return Token::Text(text);
            }
            end += 1;
        }
        Token::Text(self.take(usize::MAX))
    }
}
