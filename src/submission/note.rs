//! What an archivist should know about a file that was accepted.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;

/// Something about an accepted file that whoever opens or preserves it should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// It came under another extension, or none, and is filed under its content's.
    Renamed,
    /// Bytes stand behind the end of the picture or document; they are of no known kind.
    TrailingData,
    /// Does not claim to be PDF/A (ISO 19005), which is what archives preserve.
    PdfNotArchival,
    /// Opens without a password, but printing or copying is restricted.
    PdfRestricted,
    /// Holds JavaScript.
    PdfScript,
    /// Starts a program or opens another file when it is told to.
    PdfLaunch,
    /// Carries other files inside it.
    PdfAttachment,
    /// Its table of contents is broken; readers rebuild it.
    PdfRepaired,
    /// A TIFF with 64-bit offsets, which older programs can't open and the archive format TIFF 6 is not.
    TiffBig,
    /// Parts are missing or broken; readers show what is there.
    Incomplete,
    /// Refers to a document type definition, which was not loaded.
    XmlDoctype,
    /// A web page, which archives do not preserve as a letter.
    Html,
    /// The character set that the file declares is not the one it is written in.
    SosiCharset,
    /// No character set is declared.
    SosiCharsetMissing,
    /// The version is older than 2.2, or missing.
    SosiVersion,
    /// MPEG-1, which is not among the archive formats.
    Mpeg1,
    /// A member of the zip has an extension that is not its content's.
    ZipMemberExtension,
    /// Written by the portal from what the sender typed: the comment as a document of its own.
    Comment,
}

impl Note {
    /// A stable code, as manifests and `sendsikkert inspect` have it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::TrailingData => "trailing-data",
            Self::PdfNotArchival => "pdf-not-archival",
            Self::PdfRestricted => "pdf-restricted",
            Self::PdfScript => "pdf-script",
            Self::PdfLaunch => "pdf-launch",
            Self::PdfAttachment => "pdf-attachment",
            Self::PdfRepaired => "pdf-repaired",
            Self::TiffBig => "tiff-big",
            Self::Incomplete => "incomplete",
            Self::XmlDoctype => "xml-doctype",
            Self::Html => "html",
            Self::SosiCharset => "sosi-charset",
            Self::SosiCharsetMissing => "sosi-charset-missing",
            Self::SosiVersion => "sosi-version",
            Self::Mpeg1 => "mpeg-1",
            Self::ZipMemberExtension => "zip-member-extension",
            Self::Comment => "comment",
        }
    }

    /// The same in words.
    pub fn text(self, at: Locale) -> String {
        match self {
            Self::Renamed => t!(at, "note-renamed"),
            Self::TrailingData => t!(at, "note-trailing-data"),
            Self::PdfNotArchival => t!(at, "note-pdf-not-archival"),
            Self::PdfRestricted => t!(at, "note-pdf-restricted"),
            Self::PdfScript => t!(at, "note-pdf-script"),
            Self::PdfLaunch => t!(at, "note-pdf-launch"),
            Self::PdfAttachment => t!(at, "note-pdf-attachment"),
            Self::PdfRepaired => t!(at, "note-pdf-repaired"),
            Self::TiffBig => t!(at, "note-tiff-big"),
            Self::Incomplete => t!(at, "note-incomplete"),
            Self::XmlDoctype => t!(at, "note-xml-doctype"),
            Self::Html => t!(at, "note-html"),
            Self::SosiCharset => t!(at, "note-sosi-charset"),
            Self::SosiCharsetMissing => t!(at, "note-sosi-charset-missing"),
            Self::SosiVersion => t!(at, "note-sosi-version"),
            Self::Mpeg1 => t!(at, "note-mpeg-1"),
            Self::ZipMemberExtension => t!(at, "note-zip-member-extension"),
            Self::Comment => t!(at, "note-comment"),
        }
    }
}

/// The notes on one file, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes(BTreeSet<Note>);

impl Notes {
    /// Adds one.
    pub fn add(&mut self, note: Note) {
        self.0.insert(note);
    }

    /// Adds one if it is so.
    pub fn add_if(&mut self, so: bool, note: Note) {
        if so {
            self.add(note);
        }
    }

    /// Adds those of another file, such as a zip's member.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Note> + '_ {
        self.0.iter().copied()
    }

    /// Whether it is there.
    pub fn has(&self, note: Note) -> bool {
        self.0.contains(&note)
    }
}

impl FromIterator<Note> for Notes {
    fn from_iter<I: IntoIterator<Item = Note>>(notes: I) -> Self {
        Self(notes.into_iter().collect())
    }
}
