//! What an archive says of a letter that may be answered, and how it is checked. Both ends of the API speak in these
//! words: the portal, and `sendsikkert invite`.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::register::Order;
use super::{LetterKey, Recipient};
use crate::clock::Instant;
use crate::identity::provider::Environment;
use crate::numbers::{NationalId, OrganisationNumber};
use crate::submission::name::{is_deceptive, is_invisible};
use crate::submission::{CaseNumber, Message};

/// No invitation is open for longer: two years, one of which may be a leap year.
pub const LONGEST: Duration = Duration::from_hours((2 * 365 + 1) * 24);
/// Characters of the archive's own journal number, at most.
const MAX_NUMBER: usize = 64;
/// Characters of a system's name and of a key in it, at most (SvarUt: `eksternReferanse`).
const MAX_KEY: usize = 100;

/// `POST /api/v1/invitations`
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Invite, example = json!({
    "recipient": { "kind": "person", "national_id": "01858910001" },
    "title": "Varsel om befaring",
    "case_number": "2026/587",
    "journal_number": "2026/1234-2",
    "letter": { "system": "Elements", "key": "journalpost-4711" },
    "expires_at": "2027-03-01T00:00:00+01:00",
}))]
pub struct Wanted {
    /// Whom the letter is written to: nobody else can use the invitation.
    pub recipient: Addressee,
    /// What the letter is about, and what the reply is called until its sender calls it otherwise. It may become public:
    /// no national id stands in it.
    #[schema(min_length = 1, max_length = 1000, example = "Varsel om befaring")]
    pub title: String,
    /// The case it is written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = r"^(19|2[0-9])[0-9]{2}/[1-9][0-9]{0,6}$",
        example = "2026/587"
    )]
    pub case_number: Option<String>,
    /// Its entry in the archive's own journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 64, example = "2026/1234-2")]
    pub journal_number: Option<String>,
    /// What the archive calls the letter. The same letter has one invitation, however often it is asked for; without a name
    /// each request makes another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Letter>,
    /// From when on it can't be used (RFC 3339): some time to come, two years at most.
    #[schema(format = DateTime, example = "2027-03-01T00:00:00+01:00")]
    pub expires_at: String,
}

/// Whom a letter is written to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Recipient)]
pub enum Addressee {
    /// A person.
    Person {
        /// Fødselsnummer or D-nummer: 11 digits, those at the end fit the others.
        #[schema(pattern = "^[0-9]{11}$", example = "01858910001")]
        national_id: String,
    },
    /// An organisation: whoever may act for it can answer.
    Organisation {
        /// Organisasjonsnummer: 9 digits, the last fits the others.
        #[schema(pattern = "^[0-9]{9}$", example = "313001016")]
        organisation_number: String,
    },
}

/// What the archive calls a letter (arkivmelding: `referanseEksternNoekkel`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The system that knows it (`fagsystem`).
    #[schema(min_length = 1, max_length = 100, example = "Elements")]
    pub system: String,
    /// Its key there (`noekkel`).
    #[schema(min_length = 1, max_length = 100, example = "journalpost-4711")]
    pub key: String,
}

/// What is wrong with it, in words for whoever wrote the program that made it. Nothing is repeated that stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn unfit<T>(what: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit(what.into()))
}

impl Wanted {
    /// What is to be made of it at a time, if it is as it has to be. Where real people log in, nobody else is invited.
    pub fn order(&self, environment: Environment, now: Instant) -> Result<Order, Unfit> {
        let number = self.journal_number.as_deref();
        number.map_or(Ok(()), |number| {
            is_text("journal_number", number, MAX_NUMBER)
        })?;
        Ok(Order {
            recipient: self.recipient.read(environment)?,
            title: title(&self.title)?,
            case_number: self.case_number.as_deref().map(case).transpose()?,
            journal_number: self.journal_number.clone(),
            letter: self.letter.as_ref().map(Letter::read).transpose()?,
            expires_at: expiry(&self.expires_at, now)?,
        })
    }
}

impl Addressee {
    fn read(&self, environment: Environment) -> Result<Recipient, Unfit> {
        match self {
            Self::Person { national_id } => person(national_id, environment).map(Recipient::Person),
            Self::Organisation {
                organisation_number: text,
            } => match OrganisationNumber::parse(text) {
                Ok(number) if number.as_str() == text => Ok(Recipient::Organisation(number)),
                _ => unfit("organisation_number is 9 digits, the last of which fits the others"),
            },
        }
    }
}

/// A number somebody has typed: a mistake must not make the letter another person's.
fn person(text: &str, environment: Environment) -> Result<NationalId, Unfit> {
    match NationalId::parse(text) {
        Ok(number) if !number.has_check_digits() => {
            unfit("national_id is mistyped: the digits at its end don't fit the others")
        }
        Ok(number) if environment == Environment::Production && number.is_synthetic() => {
            unfit("national_id is a synthetic person's, and only real people can log in here")
        }
        Ok(number) => Ok(number),
        Err(_) => unfit("national_id is 11 digits"),
    }
}

/// The same rules as for what a sender writes.
fn title(text: &str) -> Result<String, Unfit> {
    is_text("title", text, Message::MAX_TITLE)?;
    if NationalId::occurs_in(text) {
        return unfit("title may become public, and holds what looks like a national id");
    }
    Ok(text.to_owned())
}

fn case(text: &str) -> Result<CaseNumber, Unfit> {
    match text.parse::<CaseNumber>() {
        Ok(number) if number.to_string() == text => Ok(number),
        _ => unfit("case_number is written as 2026/587"),
    }
}

fn expiry(text: &str, now: Instant) -> Result<Instant, Unfit> {
    match Instant::from_rfc3339(text) {
        None => unfit(
            "expires_at is a date and a time with an offset (RFC 3339), as 2027-03-01T00:00:00+01:00",
        ),
        Some(at) if at <= now => unfit("expires_at is over already"),
        Some(at) if at > now.after(LONGEST) => unfit("expires_at is more than two years away"),
        Some(at) => Ok(at),
    }
}

impl Letter {
    fn read(&self) -> Result<LetterKey, Unfit> {
        is_text("letter.system", &self.system, MAX_KEY)?;
        is_text("letter.key", &self.key, MAX_KEY)?;
        Ok(LetterKey {
            system: self.system.clone(),
            key: self.key.clone(),
        })
    }
}

/// Whether a text is as long as it may be, and holds nothing that can't be seen or makes it look like another.
fn is_text(field: &str, text: &str, most: usize) -> Result<(), Unfit> {
    let is_fit = (1..=most).contains(&text.chars().count())
        && text.trim() == text
        && !text.chars().any(|c| is_deceptive(c) || is_invisible(c));
    if is_fit {
        return Ok(());
    }
    unfit(format!(
        "{field} is 1 to {most} characters, none of them a control character or invisible, and no spaces around them"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(1_795_266_000_000);

    fn wanted() -> Wanted {
        Wanted {
            recipient: Addressee::Person {
                national_id: "01858910001".to_owned(),
            },
            title: "Varsel om befaring".to_owned(),
            case_number: Some("2026/587".to_owned()),
            journal_number: Some("2026/1234-2".to_owned()),
            letter: Some(Letter {
                system: "Elements".to_owned(),
                key: "4711".to_owned(),
            }),
            expires_at: "2027-03-01T00:00:00+01:00".to_owned(),
        }
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let long = "æ".repeat(1001);
        let key = "x".repeat(101);
        for (field, value, told) in [
            (
                "/recipient/national_id",
                "0185891000",
                "national_id is 11 digits",
            ),
            (
                "/recipient/national_id",
                "01858910002",
                "national_id is mistyped",
            ),
            ("/title", "", "title is 1 to 1000"),
            ("/title", &long, "title is 1 to 1000"),
            ("/title", "a\nb", "title is 1 to 1000"),
            ("/title", "a\u{200b}b", "title is 1 to 1000"),
            ("/title", " Vedtak", "title is 1 to 1000"),
            ("/title", "Om 010190 12345", "title may become public"),
            ("/case_number", "Sak 2026/587", "case_number"),
            ("/case_number", "2026/0587", "case_number"),
            ("/journal_number", "", "journal_number is 1 to 64"),
            ("/letter/system", "", "letter.system is 1 to 100"),
            ("/letter/key", &key, "letter.key is 1 to 100"),
            ("/expires_at", "2027-04-02", "expires_at is a date"),
            ("/expires_at", &NOW.rfc3339(), "expires_at is over"),
            (
                "/expires_at",
                "2028-11-30T00:00:00Z",
                "expires_at is more than",
            ),
        ] {
            let mut given = serde_json::json!(wanted());
            *given.pointer_mut(field).unwrap() = value.into();
            let wanted: Wanted = serde_json::from_value(given).unwrap();
            let said = wanted
                .order(Environment::Test, NOW)
                .unwrap_err()
                .to_string();
            assert!(said.starts_with(told), "{said}");
            assert!(value.is_empty() || !said.contains(value), "{said}");
        }
        for number in ["313 001 016", "313001017", "31300101"] {
            let recipient = Addressee::Organisation {
                organisation_number: number.to_owned(),
            };
            let wanted = Wanted {
                recipient,
                ..wanted()
            };
            let said = wanted
                .order(Environment::Test, NOW)
                .unwrap_err()
                .to_string();
            assert!(
                said.starts_with("organisation_number is 9 digits"),
                "{said}"
            );
        }
        assert!(wanted().order(Environment::Test, NOW).is_ok());
        let said = wanted().order(Environment::Production, NOW).unwrap_err();
        assert!(said.to_string().contains("synthetic"), "{said}");
    }
}
