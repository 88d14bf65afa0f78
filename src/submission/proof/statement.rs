//! What a receipt states: that this was received, when, and what it was.

use serde::{Deserialize, Serialize};

use super::TYP;
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::numbers::OrganisationNumber;
use crate::signing::SigningKeys;
use crate::submission::manifest::Recipient;
use crate::submission::records::Submission;
use crate::submission::{
    CaseNumber, Document, JournalNumber, Municipality, Note, Reference, Sender,
};

/// What is signed. Members that are added later are passed over by older programs (RFC 7519, 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The portal that gave it out, by its public address.
    #[serde(rename = "iss")]
    pub issuer: String,
    /// The municipality that has received it.
    pub municipality: Recipient,
    /// What the sender calls it.
    pub reference: Reference,
    /// Its incoming entry in the portal's journal.
    pub journal_number: JournalNumber,
    /// When the sender pressed Send (RFC 3339).
    pub received_at: String,
    /// Who it is from.
    pub sender: SentBy,
    /// As the sender wrote it.
    pub title: String,
    /// The case, when the sender knew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<CaseNumber>,
    /// The documents in order.
    pub documents: Vec<Listed>,
    /// SHA-256 of the PDF with the signature's characters as zeros, lower-case hexadecimal.
    pub pdf_sha256: String,
}

/// Who it is from. Of people nothing is said: who holds the receipt knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SentBy {
    /// A private person.
    Person,
    /// An organisation.
    Organisation {
        /// Its number.
        organisation_number: OrganisationNumber,
        /// Its name, as a register has it; none of a sole trader's, which is a person's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Whether nobody but the sender vouches that she may act for it.
        #[serde(default, skip_serializing_if = "is_false")]
        is_declared: bool,
    },
}

/// A document that was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its number, as the archive has it.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub size_bytes: u64,
    /// SHA-256 of it, lower-case hexadecimal.
    pub sha256: String,
    /// Whether the portal has made it of the comment that the sender wrote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_comment: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Statement {
    /// What can be stated of a submission. Nothing, when it is not sent or its documents are forgotten.
    pub fn of(submission: &Submission, municipality: &Municipality, issuer: &str) -> Option<Self> {
        let message = &submission.content.message;
        if submission.documents.is_empty() {
            return None;
        }
        Some(Self {
            issuer: issuer.to_owned(),
            municipality: Recipient {
                name: municipality.name.clone(),
                organisation_number: municipality.organisation_number.clone(),
            },
            reference: submission.reference.clone(),
            journal_number: submission.journal_number?,
            received_at: submission.received_at?.rfc3339(),
            sender: SentBy::of(submission.content.sender.as_ref()?),
            title: message.title.clone(),
            case_number: submission.content.case_number(),
            documents: submission.documents.iter().map(Listed::of).collect(),
            // As long as the one to come.
            pdf_sha256: "0".repeat(64),
        })
    }

    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok()
    }

    pub(super) fn signed(&self, keys: &SigningKeys) -> anyhow::Result<String> {
        keys.sign(TYP, &serde_json::to_vec(self)?)
    }

    /// When it was received, for people.
    pub fn received_in_words(&self, at: Locale) -> String {
        let moment = Instant::from_rfc3339(&self.received_at);
        moment.map_or_else(|| self.received_at.clone(), |moment| at.minute(moment))
    }

    /// Those of its documents that a file of this SHA-256 is: more than one, when the same was sent twice.
    pub fn documents_of<'a>(&'a self, sha256: &'a str) -> impl Iterator<Item = &'a Listed> {
        let documents = self.documents.iter();
        documents.filter(move |document| document.sha256 == sha256)
    }
}

impl SentBy {
    pub(super) fn of(sender: &Sender) -> Self {
        match sender {
            Sender::Person => Self::Person,
            Sender::Organisation(organisation) => Self::Organisation {
                organisation_number: organisation.number.clone(),
                name: organisation
                    .name
                    .clone()
                    .filter(|_| !organisation.is_sole_trader),
                is_declared: organisation.is_declared(),
            },
        }
    }

    /// Who it is from, for people.
    pub fn in_words(&self, at: Locale) -> String {
        let Self::Organisation {
            organisation_number,
            name,
            is_declared,
        } = self
        else {
            return t!(at, "fact-sender-person");
        };
        let number = organisation_number.grouped();
        let organisation = match name {
            Some(name) => t!(
                at,
                "proof-organisation",
                name = name.as_str(),
                number = number
            ),
            None => t!(at, "fact-sender-organisation", number = number),
        };
        if *is_declared {
            t!(at, "proof-declared", organisation = organisation)
        } else {
            organisation
        }
    }
}

impl Listed {
    /// Its name, for people: a comment says that it is one.
    pub fn name_in_words(&self, at: Locale) -> String {
        if self.is_comment {
            t!(at, "proof-comment", name = self.name.as_str())
        } else {
            self.name.clone()
        }
    }

    fn of(document: &Document) -> Self {
        let Document { number, facts, .. } = document;
        Self {
            number: *number,
            name: facts.name.to_string(),
            size_bytes: facts.size_bytes,
            sha256: facts.sha256.clone(),
            is_comment: facts.notes.has(Note::Comment),
        }
    }
}
