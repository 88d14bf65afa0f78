//! Asking the registers: what they say is taken at its word, and nothing else is.

mod altinn;
mod contact;
mod enhetsregisteret;
mod maskinporten;

use sendsikkert::clock::Clock;
use sendsikkert::identity::registers::Unavailable;
use sendsikkert::numbers::{NationalId, OrganisationNumber};

use crate::support::START;
use crate::support::registers::{Registers, told};

const KARI: &str = "01858910001";
/// Two organisations, and a sub-unit of the first.
const FIRST: &str = "923609016";
const SUB_UNIT: &str = "311094688";
const SECOND: &str = "889640782";

fn number(text: &str) -> OrganisationNumber {
    OrganisationNumber::parse(text).unwrap()
}

fn kari() -> NationalId {
    NationalId::parse(KARI).unwrap()
}

fn start() -> (Registers, Clock) {
    let clock = Clock::manual(START);
    (Registers::start(&clock), clock)
}

/// The reason why there is no answer, after seeing to it that it tells nothing personal.
fn reason<T: std::fmt::Debug>(answer: Result<T, Unavailable>) -> String {
    let text = told(&answer.unwrap_err());
    let number = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() >= 9);
    assert_eq!(number, None, "{text}");
    for secret in ["maskinporten-", "altinn-", "eksempel.invalid", "eyJ"] {
        assert!(!text.contains(secret), "{text}");
    }
    text
}
