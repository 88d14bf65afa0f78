//! What a submission, a case and a journal entry are called when people talk about them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Crockford's base 32: no I, L, O or U to mishear.
pub(super) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The modulus of Crockford's check symbol.
const CHECK_MODULUS: u64 = 37;
const DATA_SYMBOLS: usize = 7;

/// What people read aloud: eight symbols of Crockford's base 32, the last one a check symbol,
/// written `K7QM-3TXV`. It gives no access to anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// The text is not a reference, or its check symbol says that it was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a reference, or misread")]
pub struct NotAReference;

impl Reference {
    /// A new random reference.
    pub fn random() -> Self {
        loop {
            let random = crate::crypt::random_bytes();
            let value = random
                .iter()
                .take(5)
                .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
            // The five check values past the alphabet (`*~$=U`) can't be read aloud: draw again.
            if let Some(reference) = Self::from_value(value % (1 << (5 * DATA_SYMBOLS))) {
                return reference;
            }
        }
    }

    fn from_value(value: u64) -> Option<Self> {
        let symbol = |index: u64| {
            ALPHABET
                .get(usize::try_from(index).ok()?)
                .map(|b| char::from(*b))
        };
        let check = symbol(value % CHECK_MODULUS)?;
        let mut text = String::with_capacity(DATA_SYMBOLS + 1);
        for place in (0..DATA_SYMBOLS).rev() {
            text.push(symbol(value >> (5 * place) & 31)?);
        }
        text.push(check);
        Some(Self(text))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(4) {
            Some((front, back)) => write!(f, "{front}-{back}"),
            None => f.write_str(&self.0),
        }
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Reads what a person types.
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let mut value = 0_u64;
        let symbols: Vec<char> = symbols_of(text).collect();
        let (check, data) = symbols.split_last().ok_or(NotAReference)?;
        if data.len() != DATA_SYMBOLS {
            return Err(NotAReference);
        }
        for symbol in data {
            let index = ALPHABET
                .iter()
                .position(|b| char::from(*b) == *symbol)
                .ok_or(NotAReference)?;
            value = value << 5 | u64::try_from(index).unwrap_or_default();
        }
        let reference = Self::from_value(value).ok_or(NotAReference)?;
        if reference.0.ends_with(*check) {
            Ok(reference)
        } else {
            Err(NotAReference)
        }
    }
}

/// The symbols that a person meant who typed or read aloud: lower case, hyphens and spaces, `o` for zero,
/// `i` or `l` for one.
pub(super) fn symbols_of(text: &str) -> impl Iterator<Item = char> {
    let typed = text.chars().filter(|c| !matches!(c, '-' | ' '));
    typed.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    })
}

/// Saksnummer: `2023/587`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    /// `saksaar`.
    pub year: u16,
    /// `sakssekvensnummer`.
    pub sequence: u32,
}

/// The text is not a case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a case number is written as 2023/587")]
pub struct NotACaseNumber;

impl CaseNumber {
    /// A case number at the start of a title, as municipalities ask people to write it:
    /// `2023/587 – Klage på vedtak`.
    pub fn at_start_of(title: &str) -> Option<Self> {
        let title = title.trim_start();
        let end = title
            .find(|c: char| !c.is_ascii_digit() && c != '/')
            .unwrap_or(title.len());
        let (number, rest) = title.split_at_checked(end)?;
        let ends_there = rest
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ','));
        let found: Self = number.parse().ok().filter(|_| ends_there)?;
        // A school year, `2026/2027`, is no case.
        (found.sequence != u32::from(found.year) + 1).then_some(found)
    }
}

impl FromStr for CaseNumber {
    type Err = NotACaseNumber;

    /// Reads what letters from a municipality print as "our reference": `2023/587`, `2023 / 587`,
    /// `sak 2023/587`, `2023/587-3` (the last number is a document's, and left out).
    fn from_str(text: &str) -> Result<Self, NotACaseNumber> {
        let text = text
            .trim()
            .trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | ':' | '.'));
        let (year, rest) = text.split_once('/').ok_or(NotACaseNumber)?;
        let (sequence, document) = rest.split_once('-').unwrap_or((rest, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let [year, sequence, document] = [year, sequence, document].map(str::trim);
        if year.len() != 4
            || sequence.len() > 7
            || ![year, sequence, document].into_iter().all(digits)
        {
            return Err(NotACaseNumber);
        }
        match (year.parse(), sequence.parse()) {
            (Ok(year @ 1900..=2999), Ok(sequence @ 1..)) => Ok(Self { year, sequence }),
            _ => Err(NotACaseNumber),
        }
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.year, self.sequence)
    }
}

/// Journalnummer: year and a sequence without gaps in that year, written `2026/1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JournalNumber {
    /// The Norwegian calendar year in which Send was pressed.
    pub year: i64,
    /// 1 is the year's first.
    pub sequence: i64,
}

impl fmt::Display for JournalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.year, self.sequence)
    }
}

/// The text is not a journal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a journal number is written as 2026/1")]
pub struct NotAJournalNumber;

impl FromStr for JournalNumber {
    type Err = NotAJournalNumber;
    fn from_str(text: &str) -> Result<Self, NotAJournalNumber> {
        let parsed = text
            .split_once('/')
            .and_then(|(year, sequence)| Some((year.parse().ok()?, sequence.parse().ok()?)));
        match parsed {
            Some((year @ 1..=9999, sequence @ 1..)) => Ok(Self { year, sequence }),
            _ => Err(NotAJournalNumber),
        }
    }
}

/// Numbers travel as the text that people write.
macro_rules! as_text {
    ($($number:ty, $error:ty;)*) => {$(
        impl TryFrom<String> for $number {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl From<$number> for String {
            fn from(number: $number) -> Self {
                number.to_string()
            }
        }
    )*};
}

as_text! {
    Reference, NotAReference;
    CaseNumber, NotACaseNumber;
    JournalNumber, NotAJournalNumber;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_case_number_is_recognised_at_the_start_of_a_title() {
        for title in [
            "2023/587 – Søknad",
            "2023/587: Klage",
            " 2023/587",
            "2023/587- x",
        ] {
            assert_eq!(
                CaseNumber::at_start_of(title),
                Some(CaseNumber {
                    year: 2023,
                    sequence: 587
                }),
                "{title}"
            );
        }
        for title in [
            "Sak 2023/587",
            "2023/587x",
            "1/2 stilling",
            "2023/",
            "12/2023 møte",
            "2023/587/1",
            "2026/2027 – søknad om skoleskyss",
            "",
        ] {
            assert_eq!(CaseNumber::at_start_of(title), None, "{title}");
        }
    }

    #[test]
    fn a_case_number_is_read_as_letters_print_it() {
        for text in [
            "2023/587",
            " 2023 / 587 ",
            "Sak 2023/587",
            "sak: 2023/587-3",
        ] {
            assert_eq!(
                text.parse(),
                Ok(CaseNumber {
                    year: 2023,
                    sequence: 587
                }),
                "{text}"
            );
        }
        for text in [
            "587",
            "23/587",
            "2023-587",
            "2023/",
            "2023/0",
            "2023/x",
            "2023/587-x",
            "/",
        ] {
            assert_eq!(text.parse::<CaseNumber>(), Err(NotACaseNumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_reference_survives_being_read_aloud(value in 0_u64..1 << 35) {
            if let Some(reference) = Reference::from_value(value) {
                let heard = reference.to_string().to_lowercase().replace('0', "o").replace('1', "l");
                prop_assert_eq!(heard.parse::<Reference>(), Ok(reference));
            }
        }

        #[test]
        fn one_misread_symbol_is_noticed(value in 0_u64..1 << 35, place in 0_usize..7, shift in 1_usize..32) {
            if let Some(reference) = Reference::from_value(value) {
                let mut symbols: Vec<u8> = reference.0.bytes().collect();
                let index = ALPHABET.iter().position(|b| *b == symbols[place]).unwrap();
                symbols[place] = ALPHABET[(index + shift) % 32];
                let misread = String::from_utf8(symbols).unwrap();
                prop_assert_eq!(misread.parse::<Reference>(), Err(NotAReference));
            }
        }
    }
}
