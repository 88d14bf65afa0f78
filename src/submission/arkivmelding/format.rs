//! Noark's `format` (M701): codes of PRONOM, or the National Archives' own where PRONOM has none.

use crate::submission::manifest::Entry;
use crate::submission::{Kind, Note};

/// The format of a file, as far as it is known: a code says more than a kind does, and one that is wrong is
/// worse than "unknown".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    /// `kode`
    pub(super) code: &'static str,
    /// `beskrivelse`
    pub(super) name: &'static str,
    /// `formatDetaljer`, where the code leaves something open.
    pub(super) details: Option<&'static str>,
}

impl Format {
    pub(super) fn of(entry: &Entry) -> Self {
        let has = |note: Note| entry.notes.iter().any(|remark| remark.code == note.code());
        match entry.kind {
            // Our own, and valid by what writes it.
            Kind::Pdf if has(Note::Comment) => Self::known("fmt/476", "PDF/A-2a"),
            // PRONOM has a code for every version and PDF/A level, and none for PDF.
            Kind::Pdf if has(Note::PdfNotArchival) => {
                Self::unknown("PDF som ikke oppgir å være PDF/A")
            }
            Kind::Pdf => Self::unknown("PDF som oppgir å være PDF/A. Nivået er ikke fastslått."),
            Kind::Tiff if has(Note::TiffBig) => Self::unknown("BigTIFF"),
            Kind::Mpeg if has(Note::Mpeg1) => Self::known("x-fmt/385", "MPEG-1"),
            Kind::Jpeg => Self::known("fmt/42", "JPEG"),
            Kind::Tiff => Self::known("fmt/353", "TIFF 6"),
            Kind::Png => Self::known("fmt/11", "PNG"),
            Kind::Xml => Self::known("fmt/101", "XML"),
            Kind::Html => Self::known("fmt/96", "HTML"),
            Kind::Sosi => Self::known("av/1", "SOSI"),
            Kind::Mp3 => Self::known("fmt/134", "MP3"),
            Kind::Mpeg => Self::known("x-fmt/386", "MPEG-2"),
            Kind::Zip => Self::known("x-fmt/263", "zip"),
        }
    }

    const fn known(code: &'static str, name: &'static str) -> Self {
        Self {
            code,
            name,
            details: None,
        }
    }

    const fn unknown(details: &'static str) -> Self {
        Self {
            code: "av/0",
            name: "Ukjent format",
            details: Some(details),
        }
    }
}
