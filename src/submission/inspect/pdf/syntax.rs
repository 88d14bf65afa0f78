//! PDF's notation (ISO 32000-1, 7.2 and 7.3), read where it lies: nothing is allocated for what the file says,
//! nesting is counted rather than followed, and what is not understood is passed over as readers do.

use super::lexer::{Lexer, Token};

/// A dictionary, from behind its `<<`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dict<'a>(&'a [u8]);

/// A value, as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a>(&'a [u8]);

impl<'a> Dict<'a> {
    /// The dictionary that stands here.
    pub(super) fn at(bytes: &'a [u8]) -> Option<Self> {
        let mut lexer = Lexer::new(bytes);
        lexer.is_word(b"<<").then_some(Self(lexer.rest()))
    }

    /// The value of a key: the last one, as readers have it, when there are several.
    pub(super) fn get(self, key: &[u8]) -> Option<Value<'a>> {
        self.all(key).last()
    }

    /// Every value of a key.
    pub(super) fn all(self, key: &[u8]) -> impl Iterator<Item = Value<'a>> {
        let mut lexer = Lexer::new(self.0);
        std::iter::from_fn(move || {
            loop {
                match lexer.token()? {
                    Token::Name(name) => {
                        let value = lexer.value()?;
                        if is_name(name, key) {
                            return Some(value);
                        }
                    }
                    Token::Close => {
                        lexer = Lexer::new(&[]);
                        return None;
                    }
                    Token::Open => {
                        lexer.close();
                    }
                    _ => {}
                }
            }
        })
    }

    /// Whether a key has one value, however often it is written.
    pub(super) fn is_definite(self, key: &[u8]) -> bool {
        let mut values = self.all(key).filter(|value| !value.is_null());
        let first = values.next();
        values.all(|value| first.is_some_and(|first| first.0 == value.0))
    }

    /// A number's value.
    pub(super) fn number(self, key: &[u8]) -> Option<u64> {
        self.get(key)?.number()
    }

    /// The dictionary that stands here, unless the file ends in it.
    pub(super) fn whole_at(bytes: &'a [u8]) -> Option<Self> {
        Self::at(bytes).filter(|dict| Lexer::new(dict.0).close())
    }

    /// What stands behind the dictionary.
    pub(super) fn behind(self) -> &'a [u8] {
        let mut lexer = Lexer::new(self.0);
        lexer.close();
        lexer.rest()
    }
}

impl<'a> Value<'a> {
    /// A value that is written so.
    pub(super) const fn written(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

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
        (lexer.is_word(b"R")
            && lexer
                .rest()
                .first()
                .is_none_or(|next| super::lexer::is_delimiter(*next)))
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

/// A number without sign or point.
pub(super) fn decimal(digits: &[u8]) -> Option<u64> {
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
