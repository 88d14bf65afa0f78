//! `arkivmelding.xml` in the form of Fiks Arkiv V1 (Noark 5.5), so that nothing has to be typed twice.
//!
//! An incoming journal entry (`I`) with the status "temporarily registered" (`M`): the archivist
//! decides what becomes of it. The submission's id is the external key, the same at every export.

use anyhow::Context;
use askama::Template;

use super::DocumentRole;
use super::manifest::{Manifest, SentBy};
use crate::identity::representation::Evidence;

/// `filstoerrelse` is an `xs:int` in the schema.
const MAX_FILE_SIZE: u64 = i32::MAX as u64;

#[derive(Template)]
#[template(path = "arkivmelding.xml")]
struct Arkivmelding<'a> {
    manifest: &'a Manifest,
    received_date: &'a str,
    remark: Option<&'static str>,
    attachments: usize,
    documents: Vec<Dokumentbeskrivelse<'a>>,
}

struct Dokumentbeskrivelse<'a> {
    number: i64,
    is_main: bool,
    name: &'a str,
    file_reference: String,
    format: &'static str,
    media_type: &'a str,
    sha256: &'a str,
    size_bytes: Option<u64>,
}

/// What the archivist must know of a sender whom nobody vouches for.
fn remark_on(sender: &SentBy) -> Option<&'static str> {
    let SentBy::Organisation { evidence, .. } = sender else {
        return None;
    };
    match evidence {
        Some(evidence) if evidence.is_verified() => None,
        Some(Evidence::DeclaredUnverified {
            known_to_register: true,
        }) => Some(
            "Avsenderen har selv oppgitt virksomheten, som står i Enhetsregisteret. Retten til å handle på vegne av den er ikke kontrollert.",
        ),
        _ => Some(
            "Avsenderen har selv oppgitt virksomheten. Verken den eller retten til å handle på vegne av den er kontrollert, fordi Enhetsregisteret ikke svarte.",
        ),
    }
}

/// The XML of one submission.
pub fn xml(manifest: &Manifest) -> anyhow::Result<String> {
    let documents = manifest.documents.iter().map(|entry| Dokumentbeskrivelse {
        number: entry.number,
        is_main: entry.role == DocumentRole::Main,
        name: entry.name.as_str(),
        // Plain ASCII, as archives want it; the name the sender gave stands in `filnavn`.
        file_reference: entry.file(),
        format: entry.kind.format_code(),
        media_type: &entry.media_type,
        sha256: &entry.sha256,
        size_bytes: (entry.size_bytes <= MAX_FILE_SIZE).then_some(entry.size_bytes),
    });
    let template = Arkivmelding {
        received_date: manifest.received_at.split('T').next().unwrap_or_default(),
        remark: remark_on(&manifest.sender),
        attachments: manifest.documents.len().saturating_sub(1),
        documents: documents.collect(),
        manifest,
    };
    template.render().context("writing arkivmelding.xml")
}
