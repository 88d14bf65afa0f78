//! A letter from the municipality that its recipient may answer here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CaseNumber;

/// What an invitation to answer a letter is known by. Random, and no secret: it lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InvitationId(Uuid);

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
