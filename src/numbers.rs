//! The numbers Norway knows people and organisations by.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A fødselsnummer or D-nummer, the `pid` claim of ID-porten: 11 digits.
///
/// Taken from a verified `id_token` only, never typed. `Debug` shows none of it, so that it can't
/// slip into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NationalId(String);

/// The value is not 11 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a national id is 11 digits")]
pub struct NotANationalId;

impl NationalId {
    /// Reads exactly 11 ASCII digits.
    pub fn parse(text: &str) -> Result<Self, NotANationalId> {
        if text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotANationalId)
        }
    }

    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether free text holds 11 digits in a row, or as six and five: people write
    /// `010190 12345`, and such a number must not become public in a title.
    pub fn occurs_in(text: &str) -> bool {
        let mut digits = 0;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if c.is_ascii_digit() {
                digits += 1;
            } else if !(digits == 6 && matches!(c, ' ' | '.' | '-' | '\u{a0}')) {
                digits = 0;
            }
            let ends = rest.peek().is_none_or(|next| !next.is_ascii_digit());
            if digits == 11 && ends {
                return true;
            }
        }
        false
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NationalId(…)")
    }
}

impl TryFrom<String> for NationalId {
    type Error = NotANationalId;
    fn try_from(text: String) -> Result<Self, NotANationalId> {
        Self::parse(&text)
    }
}

impl From<NationalId> for String {
    fn from(id: NationalId) -> Self {
        id.0
    }
}

/// An organisasjonsnummer: 9 digits, the last a modulus-11 check digit (Brønnøysundregistrene).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationNumber(String);

/// The value is not an organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an organisation number is 9 digits, the last of them a check digit")]
pub struct NotAnOrganisationNumber;

impl OrganisationNumber {
    const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

    /// Reads 9 digits with a right check digit; spaces between them are people's habit and are
    /// skipped.
    pub fn parse(text: &str) -> Result<Self, NotAnOrganisationNumber> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let Some((check, body)) = values.split_last() else {
            return Err(NotAnOrganisationNumber);
        };
        if digits.chars().count() != 9 || values.len() != 9 {
            return Err(NotAnOrganisationNumber);
        }
        let sum: u32 = body
            .iter()
            .zip(Self::WEIGHTS)
            .map(|(digit, weight)| digit * weight)
            .sum();
        // A remainder of 1 would need the check digit 10: such numbers are not given out.
        match (11 - sum % 11) % 11 {
            expected if expected == *check => Ok(Self(digits)),
            _ => Err(NotAnOrganisationNumber),
        }
    }

    /// The 9 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits in threes, as people read them: `974 760 673`.
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(11);
        for (i, digit) in self.0.chars().enumerate() {
            if i > 0 && i % 3 == 0 {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }
}

impl TryFrom<String> for OrganisationNumber {
    type Error = NotAnOrganisationNumber;
    fn try_from(text: String) -> Result<Self, NotAnOrganisationNumber> {
        Self::parse(&text)
    }
}

impl From<OrganisationNumber> for String {
    fn from(number: OrganisationNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisation_numbers_need_their_check_digit() {
        assert_eq!(
            OrganisationNumber::parse("974 760 673").unwrap().grouped(),
            "974 760 673"
        );
        for wrong in [
            "974760674",
            "97476067",
            "9747606733",
            "97476067x",
            "",
            "９７４７６０６７３",
        ] {
            assert!(OrganisationNumber::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_national_id_is_found_inside_a_title() {
        for title in [
            "Klage 01819012345",
            "fnr 018190 12345, vedtak",
            "018190-12345",
        ] {
            assert!(NationalId::occurs_in(title), "{title}");
        }
        for title in [
            "2023/587 – Søknad",
            "tlf 22 22 22 22",
            "123456789012",
            "org 974760673",
            "018190 123",
        ] {
            assert!(!NationalId::occurs_in(title), "{title}");
        }
    }

    #[test]
    fn a_national_id_is_not_printed() {
        let id = NationalId::parse("01819012345").unwrap();
        assert_eq!(format!("{id:?}"), "NationalId(…)");
        assert!(NationalId::parse("0181901234").is_err());
    }
}
