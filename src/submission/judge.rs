//! The judgement of one file, from its name and first bytes to its last: the same for an upload, which is
//! sealed on the way ([`super::intake`]), for a zip's member, and for a file on an operator's disk ([`file()`]).

use std::io::{self, Read, Seek, SeekFrom};

use bytes::Bytes;

use super::detect::{self, HEAD_BYTES};
use super::inspect::{Inspected, Inspector, Trouble};
use super::kind::Kinds;
use super::room::{Room, Used};
use super::{FileName, Kind, Limits, Note, Notes, Rejection};

/// A reader hands over so much at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// What a file is taken for by its first bytes, and how many it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// What it is.
    pub kind: Kind,
    /// How many bytes it may have.
    pub limit: Room,
}

impl Admission {
    /// Judges the first bytes of a file and the name it was given. `room` is what is left where it goes.
    pub fn of(given: &str, head: &[u8], limits: &Limits, room: Room) -> Result<Self, Rejection> {
        let kind = taken_kind(head, limits.kinds)?;
        // A name that promises what is not permitted is refused before anything is stored.
        filed_name(given, kind)?;
        Ok(Self {
            kind,
            limit: Room::of(kind, limits).or_less(room),
        })
    }
}

/// The kind of a file by its first bytes, if it is taken here.
pub(super) fn taken_kind(head: &[u8], kinds: Kinds) -> Result<Kind, Rejection> {
    let kind = detect::detect(head)?;
    if kinds.has(kind) {
        Ok(kind)
    } else {
        Err(Rejection::KindNotTaken { kind })
    }
}

/// The name a document is filed under: as given, with the extension its content asks for. A name
/// that promises something which is not permitted is refused, since it misleads whoever opens it.
pub fn filed_name(given: &str, kind: Kind) -> Result<(FileName, Notes), Rejection> {
    let name = FileName::made_safe(given);
    let extension = name.extension();
    let proper = kind.extensions().first().copied().unwrap_or_default();
    let renamed = Notes::from_iter([Note::Renamed]);
    if kind.extensions().contains(&extension.as_str()) {
        Ok((name, Notes::default()))
    } else if extension.is_empty() {
        Ok((name.with_extension(proper, false), renamed))
    } else if Kind::of_extension(&extension).is_some() {
        Ok((name.with_extension(proper, true), renamed))
    } else if extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.chars().any(|c| c.is_ascii_alphabetic())
    {
        Err(Rejection::Extension { extension })
    } else {
        // "brev nr. 2" has a dot, not an extension.
        Ok((name.with_extension(proper, false), renamed))
    }
}

/// Judges a file that can be read as it is. Blocks.
pub fn file<R: Read + Seek>(
    given: &str,
    mut plaintext: R,
    limits: &Limits,
) -> Result<Inspected, Trouble> {
    let mut head = Vec::new();
    let mut start = plaintext.by_ref().take(HEAD_BYTES as u64);
    start.read_to_end(&mut head).map_err(Trouble::Unreadable)?;
    let room = Room::beside(Used::default(), limits)?;
    let admission = Admission::of(given, &head, limits, room)?;
    let mut inspector = Inspector::begin(admission.kind);
    let mut size_bytes = 0;
    let mut chunk = Bytes::from(head);
    while !chunk.is_empty() {
        size_bytes += chunk.len() as u64;
        admission.limit.check(size_bytes)?;
        inspector.push(&chunk)?;
        chunk = next_chunk(&mut plaintext).map_err(Trouble::Unreadable)?;
    }
    let inspected = inspector.end()?;
    plaintext
        .seek(SeekFrom::Start(0))
        .map_err(Trouble::Unreadable)?;
    let mut inspected = inspected.look_inside(plaintext, limits.kinds)?;
    let (_, renamed) = filed_name(given, inspected.kind)?;
    inspected.notes.merge(renamed);
    Ok(inspected)
}

fn next_chunk<R: Read>(reader: &mut R) -> io::Result<Bytes> {
    let mut chunk = vec![0; CHUNK_BYTES];
    let read = reader.read(&mut chunk)?;
    chunk.truncate(read);
    Ok(chunk.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_filed_under_the_extension_of_their_content() {
        for (given, kind, filed, renamed) in [
            ("brev.pdf", Kind::Pdf, "brev.pdf", false),
            ("bilde.JPEG", Kind::Jpeg, "bilde.JPEG", false),
            ("bilde.png", Kind::Jpeg, "bilde.jpg", true),
            ("skann", Kind::Pdf, "skann.pdf", true),
            ("brev nr. 2", Kind::Pdf, "brev nr. 2.pdf", true),
            ("møte 21.11.2026", Kind::Pdf, "møte 21.11.2026.pdf", true),
        ] {
            let (name, notes) = filed_name(given, kind).unwrap();
            assert_eq!((name.as_str(), notes.has(Note::Renamed)), (filed, renamed));
        }
        assert_eq!(
            filed_name("brev.exe", Kind::Pdf),
            Err(Rejection::Extension {
                extension: "exe".to_owned()
            })
        );
    }
}
