//! The numbers Norway knows people and organisations by.

mod digits;

use std::fmt;

use serde::{Deserialize, Serialize};

/// A fødselsnummer or D-nummer, the `pid` claim of ID-porten: 11 digits.
///
/// A sender's is taken from a verified `id_token` only, never typed; the archive types the number of whom it has
/// written to. `Debug` shows none of it, so that it can't slip into a log.
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

    /// Whether it can be somebody's: the digits at its end fit the others. For numbers that were typed;
    /// what ID-porten gives is not judged. Of the two, the first may leave a remainder up to 3 in numbers that are
    /// given out from 2032 on (Skatteetaten, "Nytt fødselsnummer fra 2032").
    pub fn has_check_digits(&self) -> bool {
        const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
        has_check_digit(&self.0) && weighted(&self.0, &FIRST) % 11 <= 3
    }

    /// Whether free text holds such a number: 11 digits or more in a row, or a date and five digits as
    /// people write them apart (`010190 12345`, `01.01.1990 - 12345`). It must not become public in a title.
    pub fn occurs_in(text: &str) -> bool {
        let groups = digits::groups(text);
        groups.iter().any(|group| group.digits.len() >= 11)
            || (0..groups.len()).any(|at| Self::begins(groups.iter().skip(at)))
    }

    /// Whether groups of digits that stand close together begin with a date and the five digits after it.
    fn begins<'a>(groups: impl Iterator<Item = &'a digits::Group>) -> bool {
        let together: Vec<&str> = digits::close_together(groups)
            .map(|group| group.digits.as_str())
            .collect();
        (1..=3).any(|end| {
            let (Some(date), Some(rest)) = (together.get(..end), together.get(end..)) else {
                return false;
            };
            birth_date(date).is_some_and(|date| Self::continues(&date, rest))
        })
    }

    /// Whether the digits after a date are those of a national id.
    fn continues(date: &str, rest: &[&str]) -> bool {
        let sizes: Vec<usize> = rest.iter().map(|group| group.len()).collect();
        match (date.split_at_checked(6), sizes.as_slice()) {
            // `912 34 567` is a telephone's.
            (Some((_, "")), [5, ..] | [2, 3] | [3, 2]) => true,
            // Behind a full date an amount or a document's number is as likely.
            (Some((_, short_year)), [5, ..]) => {
                let day_and_month = date.get(..4).unwrap_or_default();
                let number = rest.first().copied().unwrap_or_default();
                has_check_digit(&[day_and_month, short_year, number].concat())
            }
            _ => false,
        }
    }
}

/// The date that groups of digits write, day first, if they are the first part of a national id.
fn birth_date(groups: &[&str]) -> Option<String> {
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let digits = match (groups, sizes.as_slice()) {
        ([day, month, year], [1 | 2, 1 | 2, 2 | 4]) => format!("{day:0>2}{month:0>2}{year}"),
        (_, [6 | 8] | [4, 2 | 4]) => groups.concat(),
        _ => return None,
    };
    let part = |at| digits.get(at..at + 2).unwrap_or_default().parse::<u8>();
    // D-numbers have 40 added to the day; synthetic ones 40, 65 or 80 to the month.
    matches!(
        (part(0), part(2)),
        (Ok(1..=31 | 41..=71), Ok(1..=12 | 41..=52 | 66..=77 | 81..=92))
    )
    .then_some(digits)
}

/// Whether the last digit of a national id fits the others, by modulus 11 (Skatteetaten).
fn has_check_digit(digits: &str) -> bool {
    const WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    weighted(digits, &WEIGHTS).is_multiple_of(11)
}

/// The sum of the digits, each as often as its place counts.
fn weighted(digits: &str, weights: &[u32]) -> u32 {
    let values = digits.chars().filter_map(|c| c.to_digit(10));
    values
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
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
    fn a_typed_national_id_needs_its_check_digits() {
        // People, D-numbers, synthetic ones, and two as they are given out from 2032 on.
        for number in [
            "02013299997",
            "30108299920",
            "20914695016",
            "45840375084",
            "47906701517",
            "13527248013",
            "30108299939",
            "02013299903",
            "01858910001",
        ] {
            let is_right = |text: &str| NationalId::parse(text).unwrap().has_check_digits();
            assert!(is_right(number), "{number}");
            // One digit that was mistyped.
            for place in 0..11 {
                for digit in '0'..='9' {
                    let mut typed: Vec<char> = number.chars().collect();
                    typed[place] = digit;
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(is_right(&typed), typed == number, "{typed}");
                }
            }
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
            "fnr01819012345",
            "(018190) 12345",
            "018190_12345",
            "1.1.90 12345",
            "01.01.1990 12359",
            "01011990-12359",
            "2023/587 01.81.90 12345",
            "12345678901",
            "123456789012",
            "０１８１９０１２３４５",
            "٠١٨١٩٠ ١٢٣٤٥",
        ] {
            assert!(NationalId::occurs_in(title), "{title}");
        }
        for title in [
            "2023/587 – Søknad",
            "2023/587 – vedtak 12.03.2024",
            "Svar på brev 12.03.2024 (123)",
            "Faktura 12.03.2024, 12500 kr",
            "Faktura 12.03.2024 – 12 345 kr",
            "01.02.24–15.03.24",
            "tlf 22 22 22 22",
            "tlf +47 22 22 22 22",
            "tlf 12 12 12 12, 99 88 77 66",
            "org 974760673",
            "NO 974 760 673 MVA",
            "12.03.24: 974 760 673",
            "12.03.24: 912 34 567",
            "2023/12-34567 svar",
            "Gnr 12/3, bnr. 45 678",
            "konto 1234 56 78901",
            "018190 123",
            "100 m² på 01.02.2024",
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
