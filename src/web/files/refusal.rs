//! What is told of a file that is not accepted: what is wrong, what to do, and where help is. The same words
//! whether the server judges or the browser, which knows some reasons before a byte is sent.

use crate::i18n::Locale;
use crate::submission::detect::Found;
use crate::submission::rejection::Explanation;
use crate::submission::room::Room;
use crate::submission::{FileName, Kind, Limits, MB, Rejection};

/// A file that was not accepted.
pub(super) struct Refusal {
    /// Empty, while it is not known which file it will be.
    pub(super) name: String,
    pub(super) what: String,
    pub(super) remedy: String,
    /// Which types are taken, where another type is what helps.
    pub(super) types: Option<String>,
    pub(super) help: Option<Help>,
}

/// Where the help page tells how it is done.
pub(super) struct Help {
    pub(super) href: &'static str,
    pub(super) words: String,
}

/// A reason that the browser knows by itself.
pub(super) struct Foreseen {
    /// What the script asks for it by.
    pub(super) code: &'static str,
    pub(super) refusal: Refusal,
}

/// What a remedy needs to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Pdf,
    Zip,
    Photo,
    Password,
    Size,
}

impl Refusal {
    /// A refusal that has to do with the file.
    pub(super) fn of(given: &str, rejection: &Rejection, limits: Limits, at: Locale) -> Self {
        let Explanation { what, remedy } = rejection.explain(at);
        let types = wants_another_type(rejection)
            .then(|| t!(at, "files-hint-types", kinds = limits.kinds.in_words(at)));
        Self {
            name: safe(given),
            what,
            remedy,
            types,
            help: topic(rejection).map(|topic| topic.help(at)),
        }
    }

    /// A refusal that has not.
    pub(super) fn plain(given: &str, what: String, remedy: String) -> Self {
        Self {
            name: safe(given),
            what,
            remedy,
            types: None,
            help: None,
        }
    }
}

/// A name as people see it; none stays none.
fn safe(given: &str) -> String {
    if given.is_empty() {
        String::new()
    } else {
        FileName::made_safe(given).to_string()
    }
}

/// All that the browser can tell before it sends, and when it can't send.
pub(super) fn foreseen(
    limits: Limits,
    room: &Result<Room, Rejection>,
    at: Locale,
) -> Vec<Foreseen> {
    let over = match room {
        Ok(room) => room.over(),
        Err(rejection) => rejection,
    };
    let judged = [
        ("empty", Rejection::Empty),
        (
            "too-large",
            Rejection::TooLarge {
                max: limits.file_bytes / MB,
            },
        ),
        (
            "zip-too-large",
            Rejection::ZipTooLarge {
                max: limits.zip_bytes / MB,
            },
        ),
        (
            "too-many",
            Rejection::TooManyDocuments {
                max: limits.documents,
            },
        ),
        ("no-room", over.clone()),
        ("kind", Rejection::UnknownKind),
    ];
    let mut all: Vec<_> = judged
        .into_iter()
        .map(|(code, rejection)| Foreseen {
            code,
            refusal: match code {
                // Its contents are not looked at.
                "kind" => Refusal {
                    what: t!(at, "err-file-type"),
                    ..Refusal::of("", &rejection, limits, at)
                },
                _ => Refusal::of("", &rejection, limits, at),
            },
        })
        .collect();
    all.push(Foreseen {
        code: "folder",
        refusal: Refusal {
            help: Some(Topic::Zip.help(at)),
            ..Refusal::plain("", t!(at, "err-file-folder"), t!(at, "rec-file-folder"))
        },
    });
    all.push(Foreseen {
        code: "not-sent",
        refusal: Refusal::plain("", t!(at, "err-file-not-sent"), t!(at, "rec-file-not-sent")),
    });
    all
}

/// Every extension that may stand in a name; whatever else looks like one is refused, whatever the file holds.
pub(super) fn extensions() -> String {
    let all = Kind::ALL.iter().flat_map(|kind| kind.extensions());
    all.copied().collect::<Vec<_>>().join(" ")
}

/// What a field for files may offer: media types and extensions. HEIC is not among them, so that an iPhone makes
/// a JPEG of its pictures.
pub(super) fn accepted(limits: Limits) -> String {
    let mut accepted = Vec::new();
    for kind in limits.kinds.iter() {
        accepted.push(kind.media_type().to_owned());
        accepted.extend(kind.extensions().iter().map(|name| format!(".{name}")));
    }
    accepted.join(",")
}

/// Whether it helps to know which types are taken.
const fn wants_another_type(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::Kind { .. }
            | Rejection::UnknownKind
            | Rejection::Svg
            | Rejection::Extension { .. }
            | Rejection::KindNotTaken { .. }
            | Rejection::ZipOffice
    )
}

/// What the remedy needs to be explained, if anything.
const fn topic(rejection: &Rejection) -> Option<Topic> {
    Some(match rejection {
        Rejection::Empty | Rejection::Malware => return None,
        Rejection::Password | Rejection::ZipEncrypted => Topic::Password,
        Rejection::TooLarge { .. }
        | Rejection::ZipTooLarge { .. }
        | Rejection::SubmissionTooLarge { .. }
        | Rejection::DayTooLarge { .. }
        | Rejection::ScanLimits
        | Rejection::ZipBomb => Topic::Size,
        Rejection::Kind {
            found: Found::Image | Found::CameraRaw,
        }
        | Rejection::PictureTooLarge => Topic::Photo,
        Rejection::Kind {
            found: Found::Archive,
        }
        | Rejection::TooManyDocuments { .. }
        | Rejection::ZipNested { .. }
        | Rejection::ZipUnsafePath { .. }
        | Rejection::ZipName { .. }
        | Rejection::ZipMember { .. }
        | Rejection::ZipMemberEmpty { .. }
        | Rejection::ZipTooMany { .. }
        | Rejection::ZipDuplicate { .. }
        | Rejection::ZipDamaged
        | Rejection::ZipEmpty
        | Rejection::ZipMethod { .. } => Topic::Zip,
        _ => Topic::Pdf,
    })
}

impl Topic {
    fn help(self, at: Locale) -> Help {
        let (href, words) = match self {
            Self::Pdf => ("/help#pdf", t!(at, "files-help-pdf")),
            Self::Zip => ("/help#zip", t!(at, "files-help-zip")),
            Self::Photo => ("/help#photo", t!(at, "files-help-photo")),
            Self::Password => ("/help#password", t!(at, "files-help-password")),
            Self::Size => ("/help#size", t!(at, "files-help-size")),
        };
        Help { href, words }
    }
}
