//! The documents of a submission as lists show them.

use crate::i18n::Locale;
use crate::submission::{Document, Note};

/// A document in a list.
pub(super) struct DocumentRow {
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) size: String,
    pub(super) size_bytes: u64,
    pub(super) main: bool,
    /// Whether it was given another extension than it came with.
    pub(super) renamed: bool,
}

/// The sender's documents of a submission, in order; the first one is the main document.
pub(super) fn document_rows(documents: &[Document], locale: Locale) -> Vec<DocumentRow> {
    documents
        .iter()
        .filter(|document| document.is_the_senders())
        .enumerate()
        .map(|(place, document)| DocumentRow {
            number: document.number,
            name: document.facts.name.to_string(),
            kind: document.facts.kind.name(locale),
            size: locale.size(document.facts.size_bytes),
            size_bytes: document.facts.size_bytes,
            main: place == 0,
            renamed: document.facts.notes.has(Note::Renamed),
        })
        .collect()
}
