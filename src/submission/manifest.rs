//! What the archive gets beside the documents: everything about a submission as JSON, sealed like
//! the documents. The confirmation code stands here and nowhere else, so that only an archive that
//! can decrypt can acknowledge.

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::records::Submission;
use super::{
    CaseNumber, Document, DocumentRole, FileName, InReplyTo, JournalNumber, Kind, Municipality,
    Note, Reference, Sender, SubmissionId, public_title,
};
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::identity::representation::Evidence;
use crate::numbers::{NationalId, OrganisationNumber};

/// The format's name and version; a reader refuses what it does not know.
pub const FORMAT: &str = "sendsikkert-manifest/1";

/// The manifest of one submission.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// The municipality it was sent to.
    pub recipient: Recipient,
    /// The id in the archive's API, the same at every pull.
    pub submission_id: SubmissionId,
    /// What the sender calls it.
    pub reference: Reference,
    /// Its incoming entry in the journal.
    pub journal_number: JournalNumber,
    /// When the sender pressed Send (RFC 3339).
    pub received_at: String,
    /// Who it is from.
    pub sender: SentBy,
    /// As the sender wrote it; may hold what must not become public.
    pub title: String,
    /// What is proposed for the public journal: names and long numbers are screened.
    #[serde(default)]
    pub public_title: String,
    /// Whether the sender says that it holds what is confidential.
    #[serde(default)]
    pub confidential: bool,
    /// The municipality's letter that this answers, as the archive named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<InReplyTo>,
    /// `saksaar` and `sakssekvensnummer`: of the letter that this answers, else as the sender gives them.
    pub case_number: Option<CaseNumber>,
    /// The sender's comment.
    pub comment: String,
    /// Where the receipt goes.
    pub email: String,
    /// The language the sender chose.
    pub language: Locale,
    /// The documents in order; number 1 is the main one.
    pub documents: Vec<Entry>,
    /// SHA-256 of `arkivmelding.xml`, lower-case hexadecimal; older portals did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arkivmelding_sha256: Option<String>,
    /// To be given back when everything is safely received.
    pub confirmation_code: String,
}

/// The municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Its name.
    pub name: String,
    /// Its organisation number.
    pub organisation_number: OrganisationNumber,
}

/// Who a submission is from, and how that was established.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SentBy {
    /// A person.
    Person {
        /// From ID-porten.
        national_id: NationalId,
    },
    /// An organisation.
    Organisation {
        /// Its number; a sub-unit's, when the right is to that alone.
        organisation_number: OrganisationNumber,
        /// Its name, as a register has it.
        #[serde(default)]
        organisation_name: Option<String>,
        /// Whether it is a sole trader's, so that its name is a person's.
        #[serde(default)]
        is_sole_trader: bool,
        /// The person who acts, from ID-porten.
        acting_national_id: NationalId,
        /// How her right to act was established: `declared-unverified` (she says so, and nobody has
        /// checked), `altinn-authorized-parties` or `ansattporten`.
        representation: String,
        /// When (RFC 3339).
        #[serde(default)]
        established_at: String,
        /// What it rests on.
        #[serde(default)]
        evidence: Option<Evidence>,
    },
}

/// One document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// 1..n, as in the archive's API.
    pub number: i64,
    /// Main or attachment.
    pub role: DocumentRole,
    /// Its name, safe as a file name.
    pub name: FileName,
    /// What it is called in the archive's folder, as [`Entry::file`] has it; empty in what was sealed before
    /// names stood here.
    #[serde(default)]
    file: String,
    /// What it is, by content.
    pub kind: Kind,
    /// Its media type.
    pub media_type: String,
    /// Bytes of plaintext.
    pub size_bytes: u64,
    /// SHA-256 of the plaintext, lower-case hexadecimal.
    pub sha256: String,
    /// What whoever opens or preserves it should know.
    #[serde(default)]
    pub notes: Vec<Remark>,
}

impl Entry {
    fn of(document: &Document) -> Self {
        let Document { number, facts, .. } = document;
        Self {
            number: *number,
            role: if *number == 1 {
                DocumentRole::Main
            } else {
                DocumentRole::Attachment
            },
            name: facts.name.clone(),
            file: file_of(*number, &facts.name.in_plain_ascii(), facts.kind),
            kind: facts.kind,
            media_type: facts.kind.media_type().to_owned(),
            size_bytes: facts.size_bytes,
            sha256: facts.sha256.clone(),
            notes: facts.notes.iter().map(Remark::from).collect(),
        }
    }

    /// What it is called in the archive's folder, and so in arkivmelding's `referanseDokumentfil`: its number
    /// and as much of its name as plain ASCII can write, `0001-soknad.pdf`. Made anew by who reads it, so that
    /// no manifest can name a place outside the folder.
    pub fn file(&self) -> String {
        // Where it does not stand, arkivmelding.xml names the number alone.
        let words = if self.file.is_empty() {
            String::new()
        } else {
            self.name.in_plain_ascii()
        };
        file_of(self.number, &words, self.kind)
    }

    /// Whether the manifest calls it the same; older portals did not say it.
    pub fn is_called_so(&self) -> bool {
        self.file.is_empty() || self.file == self.file()
    }
}

fn file_of(number: i64, words: &str, kind: Kind) -> String {
    let extension = kind.extensions().first().copied().unwrap_or("bin");
    let dash = if words.is_empty() { "" } else { "-" };
    format!("{number:04}{dash}{words}.{extension}")
}

/// A note on a document, for programs and for people.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remark {
    /// As [`Note::code`] has it.
    pub code: String,
    /// The same in bokmål.
    pub text: String,
}

impl From<Note> for Remark {
    fn from(note: Note) -> Self {
        Self {
            code: note.code().to_owned(),
            text: note.text(Locale::Nb),
        }
    }
}

impl SentBy {
    /// Whether the sender's name is a person's, as a sole trader's is.
    pub const fn has_personal_name(&self) -> bool {
        match self {
            Self::Person { .. } => true,
            Self::Organisation { is_sole_trader, .. } => *is_sole_trader,
        }
    }

    fn of(sender: &Sender, national_id: NationalId) -> anyhow::Result<Self> {
        let organisation = match sender {
            Sender::Person => return Ok(Self::Person { national_id }),
            Sender::Organisation(organisation) => organisation,
        };
        let representation = organisation
            .representation
            .as_ref()
            .context("a frozen submission has a right that was established")?;
        Ok(Self::Organisation {
            organisation_number: organisation.number.clone(),
            organisation_name: organisation.name.clone(),
            is_sole_trader: organisation.is_sole_trader,
            acting_national_id: national_id,
            representation: representation.evidence.way().to_owned(),
            established_at: representation.established_at.rfc3339(),
            evidence: Some(representation.evidence.clone()),
        })
    }
}

impl Manifest {
    /// The manifest of a frozen submission.
    pub fn of(
        submission: &Submission,
        municipality: &Municipality,
        code: &str,
    ) -> anyhow::Result<Self> {
        let content = &submission.content;
        let sender = content
            .sender
            .as_ref()
            .context("a frozen submission has a sender")?;
        let sender = SentBy::of(sender, content.national_id.clone())?;
        Ok(Self {
            format: FORMAT.to_owned(),
            recipient: Recipient {
                name: municipality.name.clone(),
                organisation_number: municipality.organisation_number.clone(),
            },
            submission_id: submission.id,
            reference: submission.reference.clone(),
            journal_number: submission
                .journal_number
                .context("a frozen submission has a journal number")?,
            received_at: submission
                .received_at
                .map(Instant::rfc3339)
                .context("a frozen submission has a time")?,
            sender,
            title: content.message.title.clone(),
            public_title: public_title::of(content),
            confidential: content.message.confidential,
            in_reply_to: content.in_reply_to.clone(),
            case_number: content.case_number(),
            comment: content.message.comment.clone(),
            email: content.message.email.clone(),
            language: content.language(),
            documents: submission.documents.iter().map(Entry::of).collect(),
            arkivmelding_sha256: None,
            confirmation_code: code.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_is_called_what_its_arkivmelding_calls_it() {
        let mut entry = json!({
            "number": 2, "role": "attachment", "name": "Søknad.pdf", "kind": "pdf",
            "media_type": "application/pdf", "size_bytes": 1, "sha256": "",
        });
        let file = |entry: &serde_json::Value| Entry::deserialize(entry).unwrap().file();
        assert_eq!(file(&entry), "0002.pdf", "from before names stood there");
        entry["file"] = "0002-soknad.pdf".into();
        assert_eq!(file(&entry), "0002-soknad.pdf");
        entry["file"] = "../soknad.pdf".into();
        assert_eq!(file(&entry), "0002-soknad.pdf", "whatever it says");
    }
}
