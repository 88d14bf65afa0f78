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

    /// Whether nobody has it: the month of synthetic numbers has 40, 65 or 80 added to it.
    pub fn is_synthetic(&self) -> bool {
        let month = self.0.get(2..4).and_then(|month| month.parse::<u8>().ok());
        month.is_none_or(|month| month > 12)
    }

    /// Whether free text holds 11 digits, in a row or as people write them (`010190 12345`,
    /// `01.01.90 12345`): such a number must not become public in a title.
    pub fn occurs_in(text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        let begins =
            |at: &usize| *at == 0 || !characters.get(at - 1).is_some_and(char::is_ascii_digit);
        (0..characters.len())
            .filter(begins)
            .any(|at| Self::begins(characters.iter().skip(at).copied()))
    }

    /// Whether characters begin with 11 digits and no 12th, the first four of them a day and a month;
    /// the parts of the date and of the number may stand apart.
    fn begins(characters: impl Iterator<Item = char>) -> bool {
        let mut digits = Vec::new();
        let mut apart = 0;
        for c in characters {
            if let Some(digit) = c.to_digit(10) {
                digits.push(digit);
                apart = 0;
            } else if matches!(digits.len(), 2 | 4 | 6 | 8) && apart < 3 && Self::separates(c) {
                apart += 1;
            } else {
                break;
            }
        }
        let [d1, d2, m1, m2, ..] = *digits.as_slice() else {
            return false;
        };
        // D-numbers have 40 added to the day; synthetic ones 40, 65 or 80 to the month.
        let is_day = matches!(10 * d1 + d2, 1..=31 | 41..=71);
        let is_month = matches!(10 * m1 + m2, 1..=12 | 41..=52 | 66..=77 | 81..=92);
        digits.len() == 11 && is_day && is_month
    }

    fn separates(c: char) -> bool {
        matches!(c, ' ' | '.' | '-' | '/' | '–' | '—' | '\u{a0}' | '\u{202f}')
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
pub enum NotAnOrganisationNumber {
    /// Something else than 9 digits.
    #[error("an organisation number is 9 digits")]
    Digits,
    /// The check digit says that one of them is wrong.
    #[error("the check digit of the organisation number does not fit")]
    CheckDigit,
}

impl OrganisationNumber {
    const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

    /// Reads 9 digits with a right check digit. Spaces between them are people's habit and are skipped,
    /// as are the country and the VAT mark around them: `NO 974 760 673 MVA`.
    pub fn parse(text: &str) -> Result<Self, NotAnOrganisationNumber> {
        let text = text.trim().to_uppercase();
        let text = text.strip_prefix("NO").unwrap_or(&text);
        let text = text.strip_suffix("MVA").unwrap_or(text);
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAnOrganisationNumber::Digits);
        }
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        let (check, body) = values.split_last().ok_or(NotAnOrganisationNumber::Digits)?;
        let sum: u32 = body
            .iter()
            .zip(Self::WEIGHTS)
            .map(|(digit, weight)| digit * weight)
            .sum();
        // A remainder of 1 would need the check digit 10: such numbers are not given out.
        if (11 - sum % 11) % 11 == *check {
            Ok(Self(digits))
        } else {
            Err(NotAnOrganisationNumber::CheckDigit)
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
        assert!(OrganisationNumber::parse("NO974760673MVA").is_ok());
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
            "01.81.90 12345",
            "01 81 90 12345",
            "018190–12345",
            "01.81.90 - 12345",
            "018190 12 345",
        ] {
            assert!(NationalId::occurs_in(title), "{title}");
        }
        for title in [
            "2023/587 – Søknad",
            "tlf 22 22 22 22",
            "123456789012",
            "org 974760673",
            "2023/12-34567 svar",
            "konto 1234 56 78901",
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
