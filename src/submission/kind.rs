//! The kinds of files that are permitted, and what each goes by.

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;

/// What the municipality accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the formats' own names")]
pub enum Kind {
    Pdf,
    Jpeg,
    Tiff,
    Png,
    Xml,
    Html,
    Sosi,
    Mp3,
    Mpeg,
    Zip,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Tiff,
        Self::Png,
        Self::Xml,
        Self::Html,
        Self::Sosi,
        Self::Mp3,
        Self::Mpeg,
        Self::Zip,
    ];

    /// The extensions it goes by; the first is the one files are filed under.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "mpo"],
            Self::Tiff => &["tif", "tiff"],
            Self::Png => &["png"],
            Self::Xml => &[
                "xml", "gml", "gpx", "kml", "xsd", "xsl", "xslt", "xmp", "rdf",
            ],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Sosi => &["sos", "sosi"],
            Self::Mp3 => &["mp3"],
            Self::Mpeg => &[
                "mpg", "mpeg", "m1v", "m2v", "mpv", "ts", "mts", "m2ts", "vob",
            ],
            Self::Zip => &["zip"],
        }
    }

    /// The registered media type (IANA; SOSI's is the one GeoNorge uses).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Png => "image/png",
            Self::Xml => "application/xml",
            Self::Html => "text/html",
            Self::Sosi => "text/vnd.sosi",
            Self::Mp3 => "audio/mpeg",
            Self::Mpeg => "video/mpeg",
            Self::Zip => "application/zip",
        }
    }

    /// The kind an extension promises, when it is one of ours.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.extensions().contains(&extension))
    }
}

/// A choice of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Kind>", into = "Vec<Kind>")]
pub struct Kinds(u16);

impl Kinds {
    /// All that can be permitted.
    pub const ALL: Self = Self(u16::MAX);

    /// Whether a kind is among them.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// Those that are among others, too.
    #[must_use]
    pub fn among(self, others: &[Kind]) -> Self {
        Self(self.0 & Self::from(others.to_vec()).0)
    }

    /// Their names in a sentence: `PDF, JPEG og zip`.
    pub fn in_words(self, at: Locale) -> String {
        let labels: Vec<_> = self.iter().map(Kind::label).collect();
        match labels.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => {
                let others = others.join(", ");
                t!(at, "list-and", others = others, last = (*last))
            }
            None => String::new(),
        }
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

impl From<Vec<Kind>> for Kinds {
    fn from(kinds: Vec<Kind>) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | kind.bit()))
    }
}

impl From<Kinds> for Vec<Kind> {
    fn from(kinds: Kinds) -> Self {
        kinds.iter().collect()
    }
}

impl Kind {
    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// What people call it, in every language.
    const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIF",
            Self::Png => "PNG",
            Self::Xml => "XML",
            Self::Html => "HTML",
            Self::Sosi => "SOSI",
            Self::Mp3 => "MP3",
            Self::Mpeg => "MPEG",
            Self::Zip => "zip",
        }
    }
}

impl Kind {
    /// What the kind is called in lists.
    pub fn name(self, at: Locale) -> String {
        match self {
            Self::Pdf => t!(at, "kind-pdf"),
            Self::Jpeg => t!(at, "kind-jpeg"),
            Self::Tiff => t!(at, "kind-tiff"),
            Self::Png => t!(at, "kind-png"),
            Self::Xml => t!(at, "kind-xml"),
            Self::Html => t!(at, "kind-html"),
            Self::Sosi => t!(at, "kind-sosi"),
            Self::Mp3 => t!(at, "kind-mp3"),
            Self::Mpeg => t!(at, "kind-mpeg"),
            Self::Zip => t!(at, "kind-zip"),
        }
    }
}
