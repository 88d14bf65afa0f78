//! `arkivmelding.xml`, so that nothing has to be typed twice: the manifest's facts in the words of Noark 5,
//! in one of the two forms that archives import.
//!
//! An incoming journal entry that nobody has judged yet: the archivist decides what becomes of it, numbers
//! it in the archive's own journal, and says what becomes public. A second export of a submission
//! is the same as the first: its keys are made from the submission's id.

mod eformidling;
mod fiks_arkiv;
mod format;
mod remark;
mod xml;

use askama::Template as _;
use serde::Deserialize;

use super::DocumentRole;
use super::manifest::{self, Manifest, SentBy};
use crate::numbers::OrganisationNumber;
use format::Format;
use remark::Remark;
pub(crate) use xml::Xml;

/// Who has made the entry (`system`, `opprettetAv`), and whose its key is (`fagsystem`).
const SYSTEM: &str = "sendsikkert";
/// `tilgangsrestriksjon` XX of Noark's list: everything about the entry is hidden until it has been judged.
pub(super) const RESTRICTION: &str = "Midlertidig sperret";
/// `skjermingshjemmel` becomes public: it says no more than that, and that nobody has judged it.
pub(super) const LEGAL_BASIS: &str =
    "Offl. § 13, foreslått fordi avsenderen opplyser om fortrolig innhold. Ikke vurdert.";
/// `filstoerrelse` is an `xs:int` in Fiks Arkiv's schema.
const MAX_FILE_SIZE: u64 = i32::MAX as u64;

/// The forms of `arkivmelding.xml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Form {
    /// KS Fiks Arkiv V1 (`no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett`), of the Noark 5.5 family.
    #[default]
    #[serde(rename = "fiks-arkiv-v1")]
    FiksArkivV1,
    /// Digdir's for eFormidling, Noark 5 v3.1: what it has no element for stands in remarks (`merknad`).
    #[serde(rename = "eformidling")]
    EFormidling,
}

/// The XML of one submission.
pub fn xml(form: Form, manifest: &Manifest) -> anyhow::Result<String> {
    let xml = match form {
        Form::FiksArkivV1 => fiks_arkiv::Arkivmelding::of(manifest).render(),
        Form::EFormidling => eformidling::Arkivmelding::of(manifest).render(),
    };
    Ok(xml?)
}

/// What both forms say of a submission.
struct JournalEntry<'a> {
    /// The day it came in, in Norway.
    received_on: &'a str,
    public_title: Option<&'a str>,
    /// `korrespondansepartNavn`
    sender: String,
    remarks: Vec<Remark>,
    documents: Vec<Document<'a>>,
}

impl<'a> JournalEntry<'a> {
    fn of(manifest: &'a Manifest) -> Self {
        Self {
            received_on: manifest.received_at.split('T').next().unwrap_or_default(),
            public_title: Some(manifest.public_title.as_str()).filter(|title| !title.is_empty()),
            sender: name_of(&manifest.sender),
            remarks: remark::on_submission(manifest),
            documents: manifest.documents.iter().map(Document::of).collect(),
        }
    }

    fn attachments(&self) -> usize {
        self.documents.len().saturating_sub(1)
    }
}

/// What a sender is called. ID-porten tells no person's name, and one that was typed would prove nothing.
fn name_of(sender: &SentBy) -> String {
    match sender {
        SentBy::Person { .. } => "Privatperson".to_owned(),
        SentBy::Organisation {
            organisation_name,
            organisation_number,
            ..
        } => organisation(organisation_name.as_deref(), organisation_number),
    }
}

/// An organisation by its name; by its number, when the register did not answer.
pub(super) fn organisation(name: Option<&str>, number: &OrganisationNumber) -> String {
    let name = name.filter(|name| !name.is_empty());
    name.map_or_else(|| format!("Virksomhet {}", number.grouped()), str::to_owned)
}

/// What both forms say of a document.
struct Document<'a> {
    number: i64,
    is_main: bool,
    name: &'a str,
    /// `referanseDokumentfil`
    file: String,
    format: Format,
    media_type: &'a str,
    sha256: &'a str,
    size_bytes: u64,
    remarks: Vec<Remark>,
}

impl<'a> Document<'a> {
    fn of(entry: &'a manifest::Entry) -> Self {
        Self {
            number: entry.number,
            is_main: entry.role == DocumentRole::Main,
            name: entry.name.as_str(),
            file: entry.file(),
            format: Format::of(entry),
            media_type: &entry.media_type,
            sha256: &entry.sha256,
            size_bytes: entry.size_bytes,
            remarks: remark::on_document(entry),
        }
    }

    /// The size in bytes, as far as the element can hold it.
    fn size(&self) -> Option<u64> {
        Some(self.size_bytes).filter(|size| *size <= MAX_FILE_SIZE)
    }
}
