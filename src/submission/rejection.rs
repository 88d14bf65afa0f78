//! Why a file is not accepted: a value with a stable code for logs, and what happened and what to
//! do for the person, in her language.

use super::detect::Found;
use crate::i18n::Locale;

/// Why a file is not accepted. The sender can do something about each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "`max` is a limit (MB or a count), `member` a name inside the zip"
)]
pub enum Rejection {
    /// No bytes at all.
    Empty,
    /// A known format that is not permitted.
    Kind { found: Found },
    /// Nothing we know.
    UnknownKind,
    /// SVG can carry programs.
    Svg,
    /// Permitted content under an extension that promises something else.
    Extension { extension: String },
    /// Over the limit for single files.
    TooLarge { max: u64 },
    /// Over the limit for zip archives.
    ZipTooLarge { max: u64 },
    /// The documents together are too large.
    SubmissionTooLarge { max: u64 },
    /// There are too many documents.
    TooManyDocuments { max: usize },
    /// A member needs a password.
    ZipEncrypted,
    /// An archive inside the archive.
    ZipNested { member: String },
    /// A member's name points out of the archive, or is a link or device.
    ZipUnsafePath { member: String },
    /// A member's name holds characters that can't be seen.
    ZipName { member: String },
    /// A member has no bytes at all.
    ZipMemberEmpty { member: String },
    /// A member is of a kind that is not permitted.
    ZipMemberKind { member: String },
    /// A word-processor or spreadsheet file, or another format that is a zip underneath.
    ZipOffice,
    /// More members than anyone can look through.
    ZipTooMany { max: usize },
    /// Unpacks to far more than it weighs.
    ZipBomb,
    /// Two members with the same name.
    ZipDuplicate { member: String },
    /// Can't be unpacked.
    ZipDamaged,
    /// Nothing in it.
    ZipEmpty,
    /// Packed in a way that few programs can unpack.
    ZipMethod { member: String },
}

/// What a person reads about a refused file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Rejection {
    /// A stable code for logs and metrics; holds nothing of the file.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Kind { .. } => "kind",
            Self::UnknownKind => "unknown-kind",
            Self::Svg => "svg",
            Self::Extension { .. } => "extension",
            Self::TooLarge { .. } => "too-large",
            Self::ZipTooLarge { .. } => "zip-too-large",
            Self::SubmissionTooLarge { .. } => "submission-too-large",
            Self::TooManyDocuments { .. } => "too-many-documents",
            Self::ZipEncrypted => "zip-encrypted",
            Self::ZipNested { .. } => "zip-nested",
            Self::ZipUnsafePath { .. } => "zip-unsafe-path",
            Self::ZipName { .. } => "zip-name",
            Self::ZipMemberEmpty { .. } => "zip-member-empty",
            Self::ZipMemberKind { .. } => "zip-member-kind",
            Self::ZipOffice => "zip-office",
            Self::ZipTooMany { .. } => "zip-too-many",
            Self::ZipBomb => "zip-bomb",
            Self::ZipDuplicate { .. } => "zip-duplicate",
            Self::ZipDamaged => "zip-damaged",
            Self::ZipEmpty => "zip-empty",
            Self::ZipMethod { .. } => "zip-method",
        }
    }

    /// What is wrong and what to do, in a person's language. The file's name stands beside it.
    #[expect(
        clippy::too_many_lines,
        reason = "one line a rejection, and nothing else"
    )]
    pub fn explain(&self, at: Locale) -> Explanation {
        macro_rules! say {
            ($what:literal, $remedy:literal $(, $name:ident = $value:expr)*) => {
                Explanation {
                    what: t!(at, $what $(, $name = $value)*),
                    remedy: t!(at, $remedy),
                }
            };
        }
        match self {
            Self::Empty => say!("err-file-empty", "rec-file-empty"),
            Self::Kind {
                found: found @ Found::Executable,
            } => {
                say!(
                    "err-file-kind",
                    "rec-file-executable",
                    found = found.name(at)
                )
            }
            Self::Kind { found } => say!("err-file-kind", "rec-file-kind", found = found.name(at)),
            Self::UnknownKind => say!("err-file-unknown-kind", "rec-file-unknown-kind"),
            Self::Svg => say!("err-file-svg", "rec-file-svg"),
            Self::Extension { extension } => {
                say!(
                    "err-file-extension",
                    "rec-file-extension",
                    extension = extension.as_str()
                )
            }
            Self::TooLarge { max } => say!("err-file-too-large", "rec-file-too-large", max = max),
            Self::ZipTooLarge { max } => say!(
                "err-file-zip-too-large",
                "rec-file-zip-too-large",
                max = max
            ),
            Self::SubmissionTooLarge { max } => {
                say!(
                    "err-file-submission-too-large",
                    "rec-file-submission-too-large",
                    max = max
                )
            }
            Self::TooManyDocuments { max } => {
                say!(
                    "err-file-too-many-documents",
                    "rec-file-too-many-documents",
                    max = max
                )
            }
            Self::ZipEncrypted => say!("err-file-zip-encrypted", "rec-file-zip-encrypted"),
            Self::ZipNested { member } => say!(
                "err-file-zip-nested",
                "rec-file-zip-nested",
                member = member.as_str()
            ),
            Self::ZipUnsafePath { member } => {
                say!(
                    "err-file-zip-unsafe-path",
                    "rec-file-zip-unsafe-path",
                    member = member.as_str()
                )
            }
            Self::ZipMemberKind { member } => {
                say!(
                    "err-file-zip-member-kind",
                    "rec-file-zip-member-kind",
                    member = member.as_str()
                )
            }
            Self::ZipName { member } => say!(
                "err-file-zip-name",
                "rec-file-zip-name",
                member = member.as_str()
            ),
            Self::ZipMemberEmpty { member } => {
                say!(
                    "err-file-zip-member-empty",
                    "rec-file-zip-member-empty",
                    member = member.as_str()
                )
            }
            Self::ZipOffice => say!("err-file-zip-office", "rec-file-zip-office"),
            Self::ZipTooMany { max } => {
                say!("err-file-zip-too-many", "rec-file-zip-too-many", max = max)
            }
            Self::ZipBomb => say!("err-file-zip-bomb", "rec-file-zip-bomb"),
            Self::ZipDuplicate { member } => {
                say!(
                    "err-file-zip-duplicate",
                    "rec-file-zip-duplicate",
                    member = member.as_str()
                )
            }
            Self::ZipDamaged => say!("err-file-zip-damaged", "rec-file-zip-damaged"),
            Self::ZipEmpty => say!("err-file-zip-empty", "rec-file-zip-empty"),
            Self::ZipMethod { member } => say!(
                "err-file-zip-method",
                "rec-file-zip-method",
                member = member.as_str()
            ),
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
            Self::Audio => t!(at, "found-audio"),
            Self::Video => t!(at, "found-video"),
            Self::Font => t!(at, "found-font"),
            Self::Other => t!(at, "found-other"),
        }
    }
}
