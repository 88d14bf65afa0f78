//! PDF's notation (ISO 32000-1, 7.2 and 7.3), read where it lies: nothing is allocated for what the file says,
//! nesting is counted rather than followed, and what is not understood is passed over as readers do.

/// A dictionary, from behind its `<<`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dict<'a>(&'a [u8]);

/// A value, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a>(&'a [u8]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Open,
    Close,
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
            Token::Word(word) => number(word),
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
            Token::Open => self.close(),
            Token::Close => return None,
            Token::Word(_) => {
                // `12 0 R` is one value (7.3.10).
                let mut ahead = *self;
                if Value(start).reference().is_some() {
                    ahead.token();
                    ahead.token();
                    *self = ahead;
                }
            }
            _ => {}
        }
        let length = start.len() - self.rest.len();
        start.get(..length).map(Value)
    }

    fn close(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.token() {
                Some(Token::Open) => depth += 1,
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn take(&mut self, bytes: usize) -> &'a [u8] {
        let (taken, rest) = self
            .rest
            .split_at_checked(bytes)
            .unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn token(&mut self) -> Option<Token<'a>> {
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

impl<'a> Dict<'a> {
    /// The dictionary that stands here.
    pub(super) fn at(bytes: &'a [u8]) -> Option<Self> {
        let mut lexer = Lexer::new(bytes);
        lexer.is_word(b"<<").then_some(Self(lexer.rest))
    }

    /// The value of a key.
    pub(super) fn get(self, key: &[u8]) -> Option<Value<'a>> {
        let mut lexer = Lexer::new(self.0);
        loop {
            match lexer.token()? {
                Token::Name(name) => {
                    let value = lexer.value()?;
                    if is_name(name, key) {
                        return Some(value);
                    }
                }
                Token::Close => return None,
                Token::Open => lexer.close(),
                _ => {}
            }
        }
    }

    /// A number's value.
    pub(super) fn number(self, key: &[u8]) -> Option<u64> {
        self.get(key)?.number()
    }

    /// What stands behind the dictionary.
    pub(super) fn behind(self) -> &'a [u8] {
        let mut lexer = Lexer::new(self.0);
        lexer.close();
        lexer.rest
    }
}

impl<'a> Value<'a> {
    /// A number that is not negative.
    pub(super) fn number(self) -> Option<u64> {
        Lexer::new(self.0).number()
    }

    /// A number with a sign.
    pub(super) fn integer(self) -> Option<i64> {
        match Lexer::new(self.0).token()? {
            Token::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// The number of the object that is referred to.
    pub(super) fn reference(self) -> Option<u64> {
        let mut lexer = Lexer::new(self.0);
        let number = lexer.number()?;
        lexer.number()?;
        (lexer.is_word(b"R") && lexer.rest.first().is_none_or(|next| is_delimiter(*next)))
            .then_some(number)
    }

    /// A dictionary.
    pub(super) fn dict(self) -> Option<Dict<'a>> {
        Dict::at(self.0)
    }

    /// Whether it is this name.
    pub(super) fn is_name(self, name: &[u8]) -> bool {
        matches!(Lexer::new(self.0).token(), Some(Token::Name(found)) if is_name(found, name))
    }

    /// Whether it is `null`, which is as good as nothing.
    pub(super) fn is_null(self) -> bool {
        self.0 == b"null"
    }

    /// As it is written.
    pub(super) const fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// Whether it is `false`.
    pub(super) fn is_false(self) -> bool {
        self.0 == b"false"
    }

    /// An array's values, or the value itself.
    pub(super) fn items(self) -> impl Iterator<Item = Value<'a>> {
        let mut lexer = Lexer::new(self.0);
        lexer.is_word(b"[");
        std::iter::from_fn(move || lexer.value())
    }

    /// A string's bytes.
    pub(super) fn string(self) -> Option<Vec<u8>> {
        match Lexer::new(self.0).token()? {
            Token::Text(text) => Some(unescaped(text)),
            Token::Hex(digits) => {
                let digits: Vec<u8> = digits.iter().copied().filter_map(hex_digit).collect();
                let byte = |pair: &[u8]| match *pair {
                    [high, low] => high << 4 | low,
                    [high] => high << 4,
                    _ => 0,
                };
                Some(digits.chunks(2).map(byte).collect())
            }
            _ => None,
        }
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    let digits = digits.strip_prefix(b"+").unwrap_or(digits);
    std::str::from_utf8(digits).ok()?.parse().ok()
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Whether a name, with its `#xx` (7.3.5), is this one.
pub(super) fn is_name(mut written: &[u8], name: &[u8]) -> bool {
    for expected in name {
        let (byte, rest) = match written {
            [b'#', high, low, rest @ ..] => match (hex_digit(*high), hex_digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, rest),
                _ => return false,
            },
            [byte, rest @ ..] => (*byte, rest),
            [] => return false,
        };
        if byte != *expected {
            return false;
        }
        written = rest;
    }
    written.is_empty()
}

/// A string without its backslashes (7.3.4.2, table 3).
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        if *byte != b'\\' {
            bytes.push(*byte);
            continue;
        }
        let digits = behind
            .iter()
            .take(3)
            .take_while(|byte| matches!(byte, b'0'..=b'7'))
            .count();
        if digits > 0 {
            let (octal, behind) = behind.split_at_checked(digits).unwrap_or_default();
            let value = octal
                .iter()
                .fold(0_u8, |value, digit| value << 3 | (digit - b'0'));
            bytes.push(value);
            rest = behind;
            continue;
        }
        rest = match behind {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            [escaped, rest @ ..] => {
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                rest
            }
            [] => behind,
        };
    }
    bytes
}
