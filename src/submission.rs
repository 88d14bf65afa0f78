//! The nouns of a submission, and the rooms it passes through:
//! [`draft`] (what is not sent yet), [`invitation`] and [`reply`] (a letter is answered), [`intake`] (a file comes
//! in), [`journal`] (it is sent), [`letters`] (the sender is told), [`proof`] (the sender can show it),
//! [`collect`] (the archive fetches it), [`alarm`] (the archive is told when it does not), [`withdrawal`] (the
//! sender takes it back), [`retention`] (it has been kept long enough).
//!
//! Nothing here knows HTTP or the command line.

pub mod alarm;
pub mod arkivmelding;
pub mod collect;
pub mod comment;
pub mod detect;
pub mod discard;
pub mod documents;
pub mod draft;
mod emptying;
pub mod inspect;
pub mod intake;
pub mod invitation;
pub mod journal;
pub mod judge;
pub mod kind;
pub mod letters;
mod listed;
pub mod manifest;
pub mod name;
pub mod note;
pub mod proof;
pub mod public_title;
pub mod recipients;
pub mod records;
pub mod reference;
pub mod rejection;
pub mod reply;
pub mod retention;
pub mod room;
pub mod seal;
pub mod typed;
pub mod withdrawal;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use crate::blobs::BlobKey;
use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::i18n::Locale;
pub use crate::identity::representation::Organisation;
use crate::numbers::{NationalId, OrganisationNumber};
use crate::scan::Scanner;
use crate::tasks::Tasks;
pub use invitation::InReplyTo;
pub use kind::{Kind, Kinds};
pub use name::FileName;
pub use note::{Note, Notes};
pub use reference::{CaseNumber, JournalNumber, Reference};
pub use rejection::Rejection;
pub use typed::Typed;

/// What a submission is known by in addresses and in the database. Random, so that it tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SubmissionId(Uuid);

impl SubmissionId {
    /// A new random id.
    #[expect(
        clippy::new_without_default,
        reason = "two defaults would not be equal"
    )]
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for SubmissionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl FromStr for SubmissionId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

/// The person who is logged in and acts: the number from ID-porten, and the keyed hash that rows
/// are found by.
#[derive(Clone, Debug)]
pub struct Person {
    /// The verified `pid`.
    pub national_id: NationalId,
    /// Keyed hash of it.
    pub owner: String,
}

/// Who a submission is from. An organisation always has an acting person behind it, whom the
/// content of the submission names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Sender {
    /// The person herself.
    Person,
    /// An organisation she may act for, and why we believe so.
    Organisation(Organisation),
}

/// What the sender writes. Fields are empty until their page has been filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What it is about; may become public.
    pub title: String,
    /// The municipality's case, when the sender typed it in its own field.
    pub typed_case_number: Option<CaseNumber>,
    /// Free text to the municipality.
    pub comment: String,
    /// Whether the sender says that it holds what is confidential.
    #[serde(default)]
    pub confidential: bool,
    /// Where the receipt goes.
    pub email: String,
    /// The language of the receipt, when the sender chose one.
    #[serde(default)]
    pub language: Option<Locale>,
}

impl Message {
    /// Characters of a title, at most (Fiks: `tittel` of a forsendelse).
    pub const MAX_TITLE: usize = 1_000;

    /// The case that the sender names: as typed, else as recognised at the start of the title.
    pub fn case_number(&self) -> Option<CaseNumber> {
        self.typed_case_number
            .or_else(|| CaseNumber::at_start_of(&self.title))
    }
}

/// Everything personal about a submission: one sealed value in the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Content {
    /// The acting person.
    pub national_id: NationalId,
    /// Who it is from, once chosen.
    pub sender: Option<Sender>,
    /// What is written.
    pub message: Message,
    /// The language the sender was met in.
    pub locale: Locale,
    /// The municipality's letter that it answers.
    #[serde(default)]
    pub in_reply_to: Option<InReplyTo>,
    /// What stands in a draft's forms and can't be sent as it is.
    #[serde(default)]
    pub typed: Typed,
}

impl Content {
    /// The language to write to the sender in.
    pub fn language(&self) -> Locale {
        self.message.language.unwrap_or(self.locale)
    }

    /// The case it belongs to: the one of the letter that it answers, else as the sender says.
    pub fn case_number(&self) -> Option<CaseNumber> {
        let letter = self.in_reply_to.as_ref();
        letter
            .and_then(|letter| letter.case_number)
            .or_else(|| self.message.case_number())
    }
}

/// Whether a document is what the submission is about or comes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentRole {
    /// Hoveddokument: the first one.
    Main,
    /// Vedlegg.
    Attachment,
}

/// A document that was received, judged and sealed.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its place in the submission. Numbers of removed documents are not used again before sending.
    pub number: i64,
    /// Where its ciphertext lies, until it is deleted.
    pub blob: Option<BlobKey>,
    /// What is known of it.
    pub facts: DocumentFacts,
}

impl Document {
    /// Whether the sender gave it. The portal's own, such as her comment made into a document, are the archive's
    /// to count, and not hers.
    pub fn is_the_senders(&self) -> bool {
        !self.facts.notes.has(Note::Comment)
    }
}

/// What is known of a document's plaintext; sealed in the database, since names tell much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// The name the sender gave it, made safe.
    pub name: FileName,
    /// What it is, by content.
    pub kind: Kind,
    /// Bytes of plaintext.
    pub size_bytes: u64,
    /// SHA-256 of the plaintext, lower-case hexadecimal.
    pub sha256: String,
    /// What whoever opens it should know.
    #[serde(default)]
    pub notes: Notes,
}

/// How far a submission has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The sender can still change it.
    Draft,
    /// The sender has pressed Send; it is being made ready.
    Sending,
    /// Sent, receipted, waiting for the archive.
    Waiting,
    /// The archive has it.
    Acknowledged,
    /// The archive has sent it back with a reason.
    Returned,
    /// The sender has taken it back before the archive fetched anything.
    Withdrawn,
}

/// 1 MB, as the limits count it.
pub const MB: u64 = 1024 * 1024;

/// What a submission may hold, told before choosing and checked at the first byte over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest single file that is not a zip.
    pub file_bytes: u64,
    /// Largest zip.
    pub zip_bytes: u64,
    /// Largest sum of all documents.
    pub submission_bytes: u64,
    /// Most documents.
    pub documents: usize,
    /// Most that one person can upload in a day, what is taken out again included.
    pub person_day_bytes: u64,
    /// The kinds that are taken, of those that can be.
    pub kinds: Kinds,
    /// How long an upload may stand still, in seconds.
    pub stall_seconds: u64,
}

impl Default for Limits {
    /// What municipalities tell their citizens (20 MB, larger as zip), and eDialog's 350 MB.
    fn default() -> Self {
        Self {
            file_bytes: 20 * MB,
            zip_bytes: 350 * MB,
            submission_bytes: 350 * MB,
            documents: 50,
            person_day_bytes: 2048 * MB,
            kinds: Kinds::ALL,
            stall_seconds: 60,
        }
    }
}

/// The desk a submission is handled at: the tools that every step of its path uses.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The database.
    pub db: Db,
    /// Sealed files.
    pub blobs: Blobs,
    /// Seals personal fields.
    pub keys: Arc<PortalKeys>,
    /// Whom documents are sealed to.
    pub recipients: Arc<recipients::Recipients>,
    /// What may be sent.
    pub limits: Limits,
    /// What time it is.
    pub clock: Clock,
    /// Work that a dropped connection must not undo.
    pub tasks: Tasks,
    /// As many files may be looked into at once as there are processors.
    pub inspections: Arc<Semaphore>,
    /// Looks for malware in what comes in.
    pub scanner: Scanner,
    /// Whom it is sent to.
    pub municipality: Arc<Municipality>,
    /// The form of arkivmelding that its archive takes.
    pub arkivmelding: arkivmelding::Form,
    /// How long what is kept.
    pub retention: retention::Settings,
}

/// Whom the installation serves.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// Its name, as `Eksempel kommune`.
    pub name: String,
    /// Its organisation number.
    pub organisation_number: OrganisationNumber,
}
