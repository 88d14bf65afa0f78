//! A letter from the municipality that its recipient may answer here. The archive registers it ([`register`]) and
//! prints the [`link`] in it; the recipient, and whoever may act for an organisation that is the recipient, finds
//! receiver, case and title filled in. The same invitation can be used again until it expires or is revoked; each
//! reply is a submission of its own.

pub mod given;
pub mod link;
pub mod register;
pub mod shown;
mod store;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{CaseNumber, Desk, JournalNumber, Person};
use crate::clock::Instant;
use crate::numbers::{NationalId, OrganisationNumber};
pub use store::{REMEMBERED_DAYS, Registered, find, forget, of_link, registered};
pub(super) use store::{count_reply, is_revoked};

/// What an invitation to answer a letter is known by. Random, and no secret: it lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InvitationId(Uuid);

impl InvitationId {
    fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for InvitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl FromStr for InvitationId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What the archive calls the letter (`referanseEksternNoekkel` in arkivmelding).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterKey {
    /// The system that knows it (`fagsystem`).
    pub system: String,
    /// Its key there (`noekkel`).
    pub key: String,
}

/// The municipality's letter that a submission answers, as the archive named it when it invited the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InReplyTo {
    /// The invitation that was used.
    pub invitation_id: InvitationId,
    /// What the archive calls the letter.
    pub letter: LetterKey,
    /// The case it was written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<CaseNumber>,
    /// Its entry in the archive's journal, as the archive writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_number: Option<String>,
}

impl InReplyTo {
    /// Its journal number, where that reads as year and sequence, `2026/4711` (Fiks Arkiv: `journalnummer`).
    pub fn year_and_sequence(&self) -> Option<JournalNumber> {
        self.journal_number.as_ref()?.parse().ok()
    }

    /// Its place in its case, where the journal number says that, `2026/587-2` (Fiks Arkiv: `saksJournalpostnummer`).
    pub fn place_in_case(&self) -> Option<(CaseNumber, u32)> {
        let (case, place) = self.journal_number.as_ref()?.split_once('-')?;
        let case: CaseNumber = case.parse().ok()?;
        let is_its = self.case_number.is_none_or(|known| known == case);
        Some((case, place.parse().ok()?)).filter(|_| is_its)
    }
}

/// Whom a letter was written to. Nobody else can use the invitation, nor learns anything of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A person, by the number that ID-porten knows her by.
    Person(NationalId),
    /// An organisation; whoever may act for it can answer.
    Organisation(OrganisationNumber),
}

/// An invitation to answer a letter, as its recipient meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Whom the letter was written to.
    pub recipient: Recipient,
    /// What the letter is about; the reply's title, to begin with.
    pub title: String,
    /// The case it was written in.
    pub case_number: Option<CaseNumber>,
    /// Its entry in the archive's journal, as the archive writes it.
    pub journal_number: Option<String>,
    /// What the archive calls the letter.
    pub letter: LetterKey,
    /// From when on it can't be used.
    pub expires_at: Instant,
    /// When the archive took it back.
    pub revoked_at: Option<Instant>,
}

/// How an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InvitationState)]
pub enum Standing {
    /// It can be used.
    Open,
    /// Its time is over.
    Expired,
    /// The archive has taken it back.
    Revoked,
}

impl Invitation {
    /// The last moment when it can be used: people take a midnight for that of the day it is written with.
    pub fn last_moment(&self) -> Instant {
        self.expires_at.before(Duration::from_millis(1))
    }

    /// How it stands at a time.
    pub fn standing(&self, now: Instant) -> Standing {
        if self.revoked_at.is_some() {
            Standing::Revoked
        } else if now >= self.expires_at {
            Standing::Expired
        } else {
            Standing::Open
        }
    }

    /// Whether it can be used at a time.
    pub fn is_open(&self, now: Instant) -> bool {
        self.standing(now) == Standing::Open
    }

    /// Whether it is for this person herself. Keyed hashes are compared, so the time it takes tells nothing.
    pub fn is_for_person(&self, desk: &Desk, person: &Person) -> bool {
        match &self.recipient {
            Recipient::Person(number) => {
                desk.keys.lookup("person", number.as_str()) == person.owner
            }
            Recipient::Organisation(_) => false,
        }
    }

    /// Whether it is for this organisation.
    pub fn is_for_organisation(&self, number: &OrganisationNumber) -> bool {
        matches!(&self.recipient, Recipient::Organisation(recipient) if recipient == number)
    }

    /// What a submission that answers the letter says of it.
    pub fn in_reply_to(&self) -> InReplyTo {
        InReplyTo {
            invitation_id: self.id,
            letter: self.letter.clone(),
            case_number: self.case_number,
            journal_number: self.journal_number.clone(),
        }
    }
}
