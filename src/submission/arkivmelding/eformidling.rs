//! The form of eFormidling, valid by the schema that Digdir documents and by the one that its integration
//! point is built from: the first asks for less, the second for a folder around the entry.

use askama::Template;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Document, JournalEntry, LEGAL_BASIS, RESTRICTION, Remark, SYSTEM};
use crate::submission::manifest::{Manifest, SentBy};

#[derive(Template)]
#[template(path = "arkivmelding/eformidling.xml")]
pub(super) struct Arkivmelding<'a> {
    manifest: &'a Manifest,
    entry: JournalEntry<'a>,
}

impl<'a> Arkivmelding<'a> {
    pub(super) fn of(manifest: &'a Manifest) -> Self {
        let mut entry = JournalEntry::of(manifest);
        entry.remarks.insert(0, who_sent(&manifest.sender));
        for document in &mut entry.documents {
            let facts = what_it_is(document);
            document.remarks.push(facts);
        }
        Self { manifest, entry }
    }

    /// `systemID` of a part, made from the submission's id: the same at every export.
    fn id_of(&self, part: &str) -> Uuid {
        let name = format!("{}/{part}", self.manifest.submission_id);
        let hash: [u8; 32] = Sha256::digest(name).into();
        let (id, _) = hash.split_first_chunk().unwrap_or((&[0; 16], &[]));
        // A name-based UUID by SHA-256 (RFC 9562, 5.8).
        uuid::Builder::from_custom_bytes(*id).into_uuid()
    }

    fn id_of_document(&self, document: &Document<'_>) -> Uuid {
        self.id_of(&format!("dokument/{}", document.number))
    }
}

/// The number of the sender, for which `korrespondansepart` has no element.
fn who_sent(sender: &SentBy) -> Remark {
    match sender {
        SentBy::Person { national_id } => Remark::screened(format!(
            "Avsenderens fødselsnummer eller d-nummer: {}.",
            national_id.as_str()
        )),
        SentBy::Organisation {
            organisation_number,
            ..
        } => Remark::open(format!(
            "Avsenderens organisasjonsnummer: {}.",
            organisation_number.as_str()
        )),
    }
}

/// What `dokumentobjekt` has no element for.
fn what_it_is(document: &Document<'_>) -> Remark {
    let details = document.format.details.unwrap_or(document.format.name);
    Remark::open(format!(
        "Format: {} ({details}), {}. Størrelse: {} byte. SHA-256: {}.",
        document.format.code, document.media_type, document.size_bytes, document.sha256
    ))
}
