//! The form of KS Fiks Arkiv V1. It has an element for nearly everything.

use askama::Template;

use super::{JournalEntry, LEGAL_BASIS, RESTRICTION, SYSTEM};
use crate::submission::manifest::{Manifest, SentBy};

#[derive(Template)]
#[template(path = "arkivmelding/fiks_arkiv_v1.xml")]
pub(super) struct Arkivmelding<'a> {
    manifest: &'a Manifest,
    entry: JournalEntry<'a>,
}

impl<'a> Arkivmelding<'a> {
    pub(super) fn of(manifest: &'a Manifest) -> Self {
        Self {
            manifest,
            entry: JournalEntry::of(manifest),
        }
    }
}
