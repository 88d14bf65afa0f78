//! What stands in a letter that may be answered: an address with a token, to be scanned or typed.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::crypt::{PortalKeys, random_bytes};
use crate::submission::reference::{ALPHABET, symbols_of};

/// Symbols of five random bits each: a hundred bits can't be guessed, and can still be typed.
const SYMBOLS: usize = 20;
/// As they are written, `K7QM-3TXV-…`.
const GROUP: usize = 4;

/// The part of a link that names an invitation: 20 symbols of Crockford's base 32 in groups of four. It lets nobody
/// in by itself; whoever has it and is not the recipient learns nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkToken(String);

/// The text is not what stands in any link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a link's token, or misread")]
pub struct NotALinkToken;

impl LinkToken {
    /// A new random one.
    pub fn random() -> Self {
        let random = random_bytes();
        // 32 divides 256, so each symbol is as likely as any other.
        let symbols = random.iter().take(SYMBOLS);
        Self(symbols.filter_map(|byte| symbol(byte % 32)).collect())
    }

    /// What it is found by in the database.
    pub(super) fn hash(&self, keys: &PortalKeys) -> String {
        keys.lookup("invitation", &self.0)
    }

    /// The address that stands in the letter, at a portal that people reach at `public_url`.
    pub fn address(&self, public_url: &str) -> String {
        format!("{public_url}/reply/{self}")
    }
}

fn symbol(value: u8) -> Option<char> {
    ALPHABET.get(usize::from(value)).copied().map(char::from)
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, symbol) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_char('-')?;
            }
            f.write_char(symbol)?;
        }
        Ok(())
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

impl FromStr for LinkToken {
    type Err = NotALinkToken;

    /// Reads what a person types from a letter.
    fn from_str(text: &str) -> Result<Self, NotALinkToken> {
        let symbols: String = symbols_of(text).take(SYMBOLS + 1).collect();
        let is_ours = symbols.len() == SYMBOLS && symbols.bytes().all(|b| ALPHABET.contains(&b));
        is_ours.then_some(Self(symbols)).ok_or(NotALinkToken)
    }
}

impl TryFrom<String> for LinkToken {
    type Error = NotALinkToken;
    fn try_from(text: String) -> Result<Self, NotALinkToken> {
        text.parse()
    }
}

impl From<LinkToken> for String {
    fn from(token: LinkToken) -> Self {
        token.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_written_in_groups() {
        let token = LinkToken::random();
        let groups: Vec<_> = token.to_string().split('-').map(str::len).collect();
        assert_eq!(groups, [4; 5]);
        assert_ne!(token, LinkToken::random());
        assert_eq!(
            token.address("https://send.example.no"),
            format!("https://send.example.no/reply/{token}")
        );
    }

    #[test]
    fn what_is_no_token_is_not_taken_for_one() {
        for text in [
            "",
            "K7QM-3TXV",
            "K7QM-3TXV-K7QM-3TXV-K7QU",
            "K7QM-3TXV-K7QM-3TXV-K7QMK",
            "K7QM-3TXV-K7QM-3TXV-K7Qé",
            "K7QM/3TXV/K7QM/3TXV/K7QM",
        ] {
            assert_eq!(text.parse::<LinkToken>(), Err(NotALinkToken), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_token_survives_being_typed(symbols in "[0-9A-HJKMNP-TV-Z]{20}", ones in "[1iIlL]", zeros in "[0oO]") {
            let token: LinkToken = symbols.parse().unwrap();
            let typed = token.to_string().replace('1', &ones).replace('0', &zeros);
            for typed in [typed.to_lowercase(), typed.replace('-', ""), typed.replace('-', " "), typed] {
                prop_assert_eq!(typed.parse::<LinkToken>(), Ok(token.clone()));
            }
        }
    }
}
