//! A refusal in words: what happened, and what to do, in a person's language.

use serde::Serialize;

use super::{Rejection, SosiFault};
use crate::i18n::Locale;
use crate::submission::detect::Found;

/// What a person reads about a refused file. The file's name stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// One line a rejection: what is wrong with its arguments, and the remedy.
macro_rules! say {
    ($at:ident, $what:literal, $remedy:literal $(, $name:ident = $value:expr)*) => {
        Explanation {
            what: t!($at, $what $(, $name = $value)*),
            remedy: t!($at, $remedy),
        }
    };
}

impl Rejection {
    /// What is wrong and what to do.
    pub fn explain(&self, at: Locale) -> Explanation {
        match self {
            Self::Empty => say!(at, "err-file-empty", "rec-file-empty"),
            Self::Kind { found } => Explanation {
                what: t!(at, "err-file-kind", found = found.name(at)),
                remedy: found.remedy(at),
            },
            Self::UnknownKind => say!(at, "err-file-unknown-kind", "rec-file-unknown-kind"),
            Self::Svg => say!(at, "err-file-svg", "rec-file-svg"),
            Self::Extension { extension } => say!(
                at,
                "err-file-extension",
                "rec-file-extension",
                extension = extension.as_str()
            ),
            Self::KindNotTaken { kind } => say!(
                at,
                "err-file-kind-not-taken",
                "rec-file-kind",
                kind = kind.name(at)
            ),
            Self::Damaged => say!(at, "err-file-damaged", "rec-file-damaged"),
            Self::Hidden { found } => say!(
                at,
                "err-file-hidden",
                "rec-file-hidden",
                found = found.name(at)
            ),
            Self::Password => say!(at, "err-file-password", "rec-file-password"),
            Self::PictureTooLarge => say!(
                at,
                "err-file-picture-too-large",
                "rec-file-picture-too-large"
            ),
            Self::XmlEntity => say!(at, "err-file-xml-entity", "rec-file-xml-entity"),
            Self::XmlDtd => say!(at, "err-file-xml-dtd", "rec-file-xml-dtd"),
            Self::XmlMalformed { line } => say!(
                at,
                "err-file-xml-malformed",
                "rec-file-xml-malformed",
                line = line
            ),
            Self::XmlLimits => say!(at, "err-file-xml-limits", "rec-file-xml-limits"),
            Self::Sosi { fault, line } => say!(
                at,
                "err-file-sosi",
                "rec-file-sosi",
                line = line,
                fault = fault.name(at)
            ),
            Self::Malware => say!(at, "err-file-malware", "rec-file-malware"),
            Self::ScanLimits => say!(at, "err-file-scan-limits", "rec-file-scan-limits"),
            other => other.explain_amount(at),
        }
    }

    /// The same for sizes and numbers.
    fn explain_amount(&self, at: Locale) -> Explanation {
        match self {
            Self::TooLarge { max } => {
                say!(at, "err-file-too-large", "rec-file-too-large", max = max)
            }
            Self::ZipTooLarge { max } => say!(
                at,
                "err-file-zip-too-large",
                "rec-file-zip-too-large",
                max = max
            ),
            Self::SubmissionTooLarge { max } => say!(
                at,
                "err-file-submission-too-large",
                "rec-file-submission-too-large",
                max = max
            ),
            Self::DayTooLarge { max } => say!(
                at,
                "err-file-day-too-large",
                "rec-file-day-too-large",
                max = max
            ),
            Self::TooManyDocuments { max } => say!(
                at,
                "err-file-too-many-documents",
                "rec-file-too-many-documents",
                max = max
            ),
            other => other.explain_zip(at),
        }
    }

    /// The same for what zip archives are refused for.
    fn explain_zip(&self, at: Locale) -> Explanation {
        match self {
            Self::ZipEncrypted => say!(at, "err-file-zip-encrypted", "rec-file-zip-encrypted"),
            Self::ZipNested { member } => say!(
                at,
                "err-file-zip-nested",
                "rec-file-zip-nested",
                member = member.as_str()
            ),
            Self::ZipUnsafePath { member } => say!(
                at,
                "err-file-zip-unsafe-path",
                "rec-file-zip-unsafe-path",
                member = member.as_str()
            ),
            Self::ZipName { member } => say!(
                at,
                "err-file-zip-name",
                "rec-file-zip-name",
                member = member.as_str()
            ),
            Self::ZipMemberEmpty { member } => say!(
                at,
                "err-file-zip-member-empty",
                "rec-file-zip-member-empty",
                member = member.as_str()
            ),
            Self::ZipMember { member, why } => {
                let why = why.explain(at);
                Explanation {
                    what: t!(
                        at,
                        "err-file-zip-member",
                        member = member.as_str(),
                        what = why.what
                    ),
                    remedy: t!(at, "rec-file-zip-member", remedy = why.remedy),
                }
            }
            Self::ZipOffice => say!(at, "err-file-zip-office", "rec-file-zip-office"),
            Self::ZipTooMany { max } => say!(
                at,
                "err-file-zip-too-many",
                "rec-file-zip-too-many",
                max = max
            ),
            Self::ZipBomb => say!(at, "err-file-zip-bomb", "rec-file-zip-bomb"),
            Self::ZipDuplicate { member } => say!(
                at,
                "err-file-zip-duplicate",
                "rec-file-zip-duplicate",
                member = member.as_str()
            ),
            Self::ZipEmpty => say!(at, "err-file-zip-empty", "rec-file-zip-empty"),
            Self::ZipMethod { member } => say!(
                at,
                "err-file-zip-method",
                "rec-file-zip-method",
                member = member.as_str()
            ),
            // Everything else was explained above.
            _ => say!(at, "err-file-zip-damaged", "rec-file-zip-damaged"),
        }
    }
}

impl SosiFault {
    /// What is wrong, within a sentence.
    fn name(self, at: Locale) -> String {
        match self {
            Self::NoEnd => t!(at, "sosi-no-end"),
            Self::LevelLeap => t!(at, "sosi-level-leap"),
            Self::Binary => t!(at, "sosi-binary"),
            Self::Parenthesis => t!(at, "sosi-parenthesis"),
        }
    }
}

impl Found {
    /// What it is called, within a sentence.
    pub fn name(self, at: Locale) -> String {
        match self {
            Self::Executable => t!(at, "found-executable"),
            Self::Office => t!(at, "found-office"),
            Self::Archive => t!(at, "found-archive"),
            Self::Image => t!(at, "found-image"),
            Self::CameraRaw => t!(at, "found-camera-raw"),
            Self::Audio => t!(at, "found-audio"),
            Self::Video => t!(at, "found-video"),
            Self::Mp4 => t!(at, "found-mp4"),
            Self::Font => t!(at, "found-font"),
            Self::Document => t!(at, "found-document"),
            Self::Other => t!(at, "found-other"),
        }
    }

    /// What to do with such a file.
    fn remedy(self, at: Locale) -> String {
        match self {
            Self::Executable => t!(at, "rec-file-executable"),
            Self::Archive => t!(at, "rec-file-archive"),
            Self::Image | Self::CameraRaw => t!(at, "rec-file-image"),
            Self::Audio => t!(at, "rec-file-audio"),
            Self::Video | Self::Mp4 => t!(at, "rec-file-video"),
            Self::Office | Self::Font | Self::Document | Self::Other => t!(at, "rec-file-kind"),
        }
    }
}
