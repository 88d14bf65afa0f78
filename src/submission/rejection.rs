//! Why a file is not accepted: a value with a stable code for logs, and what happened and what to
//! do for the person, in her language.

mod words;

use super::Kind;
use super::detect::Found;
pub use words::Explanation;

/// Why a file is not accepted. The sender can do something about each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "`max` is a limit (MB or a count), `member` a name inside the zip, `line` counts from 1"
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
    /// A permitted kind that this installation does not take.
    KindNotTaken { kind: Kind },
    /// A reader could not open it: cut off, or broken.
    Damaged,
    /// Another file stands in or behind this one.
    Hidden { found: Found },
    /// Can't be opened without a password.
    Password,
    /// Claims to be a picture of a size that nobody can show.
    PictureTooLarge,
    /// Declares entities, which make a reader grow or fetch what it should not (OWASP: XXE).
    XmlEntity,
    /// Stands on a definition in a file on another machine, which does not come along.
    XmlDtd,
    /// Not well-formed.
    XmlMalformed { line: u64 },
    /// Nested deeper, or with more attributes, than a reader should have to follow.
    XmlLimits,
    /// Not SOSI as the standard has it.
    Sosi { fault: SosiFault, line: u64 },
    /// Malware.
    Malware,
    /// Too much in it for the malware scanner's own limits.
    ScanLimits,
    /// Over the limit for single files.
    TooLarge { max: u64 },
    /// Over the limit for zip archives.
    ZipTooLarge { max: u64 },
    /// The documents together are too large.
    SubmissionTooLarge { max: u64 },
    /// The person has sent enough for one day.
    DayTooLarge { max: u64 },
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
    /// A member would be refused by itself, too.
    ZipMember { member: String, why: Box<Rejection> },
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

/// What is wrong with a SOSI file (SOSI del 1, the notation).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SosiFault {
    /// `.SLUTT` is missing.
    NoEnd,
    /// An element stands more than one level below the one before.
    LevelLeap,
    /// A byte that no text has.
    Binary,
    /// The parentheses of an island's references do not match.
    Parenthesis,
}

impl Rejection {
    /// A stable code for logs and metrics; holds nothing of the file. A zip that is refused for what a
    /// member is has the member's code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Kind { .. } => "kind",
            Self::UnknownKind => "unknown-kind",
            Self::Svg => "svg",
            Self::Extension { .. } => "extension",
            Self::KindNotTaken { .. } => "kind-not-taken",
            Self::Damaged => "damaged",
            Self::Hidden { .. } => "hidden",
            Self::Password => "password",
            Self::PictureTooLarge => "picture-too-large",
            Self::XmlEntity => "xml-entity",
            Self::XmlDtd => "xml-dtd",
            Self::XmlMalformed { .. } => "xml-malformed",
            Self::XmlLimits => "xml-limits",
            Self::Sosi { .. } => "sosi",
            Self::Malware => "malware",
            Self::ScanLimits => "scan-limits",
            Self::TooLarge { .. } => "too-large",
            Self::ZipTooLarge { .. } => "zip-too-large",
            Self::SubmissionTooLarge { .. } => "submission-too-large",
            Self::DayTooLarge { .. } => "day-too-large",
            Self::TooManyDocuments { .. } => "too-many-documents",
            Self::ZipEncrypted => "zip-encrypted",
            Self::ZipNested { .. } => "zip-nested",
            Self::ZipUnsafePath { .. } => "zip-unsafe-path",
            Self::ZipName { .. } => "zip-name",
            Self::ZipMemberEmpty { .. } => "zip-member-empty",
            Self::ZipMember { why, .. } => why.code(),
            Self::ZipOffice => "zip-office",
            Self::ZipTooMany { .. } => "zip-too-many",
            Self::ZipBomb => "zip-bomb",
            Self::ZipDuplicate { .. } => "zip-duplicate",
            Self::ZipDamaged => "zip-damaged",
            Self::ZipEmpty => "zip-empty",
            Self::ZipMethod { .. } => "zip-method",
        }
    }
}
