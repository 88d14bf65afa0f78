//! What a member is: judged as any file is, by its content and its name. Archives in archives are refused.

use std::io::{Read, Seek};

use bytes::Bytes;
use flate2::Crc;

use super::entry::Entry;
use super::inflate::{Inflater, Packed};
use super::name::{Litter, shown};
use super::source::Source;
use super::unpacked::{Kept, Unpacked, Work};
use super::{Inspector, Trouble};
use crate::submission::detect::{self, Found, HEAD_BYTES};
use crate::submission::judge::{filed_name, taken_kind};
use crate::submission::kind::Kinds;
use crate::submission::{Kind, Note, Notes, Rejection};

/// So much is unpacked at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Judges one member after the other.
pub(super) struct Judge<'a, R> {
    pub(super) source: &'a mut Source<R>,
    pub(super) kinds: Kinds,
    pub(super) work: Work,
}

impl<R: Read + Seek> Judge<'_, R> {
    /// Judges the member whose data the source stands at, and leaves the source behind it. There is nothing
    /// to say of what is passed over: litter, by its name and by what it holds.
    pub(super) fn judge(
        &mut self,
        entry: &Entry,
        packed: Packed,
        litter: Option<Litter>,
    ) -> Result<Option<Notes>, Trouble> {
        let mut judge = || {
            let mut contents = Contents::new(entry, packed);
            let start = contents.next(self.source)?;
            if litter.is_some_and(|litter| litter.begins_with(&start)) {
                self.pass_litter(contents, &start)?;
                return Ok(None);
            }
            self.judged(entry, packed, contents, start).map(Some)
        };
        judge().map_err(|trouble| match trouble {
            Trouble::Refused(why) => in_member(entry, why).into(),
            Trouble::Unreadable(_) => trouble,
        })
    }

    fn judged(
        &mut self,
        entry: &Entry,
        packed: Packed,
        mut contents: Contents<'_>,
        mut chunk: Bytes,
    ) -> Result<Notes, Trouble> {
        let head = chunk.get(..HEAD_BYTES).unwrap_or(&chunk);
        let kind = taken_kind(head, self.kinds)?;
        filed_name(&entry.name, kind)?;
        if kind == Kind::Zip {
            let found = Found::Archive;
            return Err(Rejection::Kind { found }.into());
        }
        let mut inspector = Inspector::begin(kind);
        let mut kept = Kept::default();
        while !chunk.is_empty() {
            if matches!(kind, Kind::Pdf | Kind::Tiff) {
                kept.remember(&chunk);
            }
            inspector.push(&chunk)?;
            chunk = contents.next(self.source)?;
        }
        let mut inspected = inspector.end()?;
        if inspected.wants_a_look_inside() {
            let behind = self.source.position();
            let length = entry.sizes.unpacked;
            let unpacked = Unpacked::new(self.source, &mut self.work, packed, kept, length);
            let looked = inspected.look_inside_document(unpacked);
            // What costs more than an archive's worth of unpacking can't be looked into here.
            if self.work.is_spent {
                return Err(Rejection::ScanLimits.into());
            }
            inspected = looked?;
            self.source.go_to(behind)?;
        }
        // Nothing in an archive is renamed.
        let (_, renamed) = filed_name(&entry.name, inspected.kind)?;
        let mut notes = inspected.notes;
        notes.add_if(renamed.has(Note::Renamed), Note::ZipMemberExtension);
        Ok(notes)
    }

    /// Passes what an operating system left behind. Nobody will open it, so it may be anything but what
    /// works by itself.
    fn pass_litter(&mut self, mut contents: Contents<'_>, start: &[u8]) -> Result<(), Trouble> {
        let refused = match detect::detect(start.get(..HEAD_BYTES).unwrap_or(start)) {
            Ok(Kind::Zip) => Some(Found::Archive),
            Err(Rejection::Kind {
                found: found @ (Found::Archive | Found::Executable),
            }) => Some(found),
            _ => None,
        };
        if let Some(found) = refused {
            return Err(Rejection::Kind { found }.into());
        }
        if !start.is_empty() {
            while !contents.next(self.source)?.is_empty() {}
        }
        Ok(())
    }
}

/// What is said of the archive, of what was said of a member.
fn in_member(entry: &Entry, why: Rejection) -> Rejection {
    let member = shown(&entry.name);
    match why {
        Rejection::ZipDamaged => why,
        Rejection::Empty => Rejection::ZipMemberEmpty { member },
        Rejection::Kind {
            found: Found::Archive,
        } => Rejection::ZipNested { member },
        why => Rejection::ZipMember {
            member,
            why: Box::new(why),
        },
    }
}

/// A member's bytes, held against what the directory says of them.
struct Contents<'a> {
    entry: &'a Entry,
    inflater: Inflater,
    crc: Crc,
    unpacked: u64,
}

impl<'a> Contents<'a> {
    fn new(entry: &'a Entry, packed: Packed) -> Self {
        Self {
            entry,
            inflater: Inflater::new(&packed),
            crc: Crc::new(),
            unpacked: 0,
        }
    }

    /// The next bytes; none at the end, if all of it was as the directory says.
    fn next<R: Read + Seek>(&mut self, source: &mut Source<R>) -> Result<Bytes, Trouble> {
        let expected = self.entry.sizes.unpacked - self.unpacked;
        // A byte more than is expected, so as to come to the end, and not beyond what was declared.
        let room = usize::try_from(expected).map_or(CHUNK_BYTES, |bytes| bytes.min(CHUNK_BYTES));
        let mut chunk = vec![0; room.max(1)];
        let filled = self.inflater.fill(source, &mut chunk)?;
        chunk.truncate(filled);
        self.unpacked += filled as u64;
        if self.unpacked > self.entry.sizes.unpacked {
            return Err(Rejection::ZipDamaged.into());
        }
        self.crc.update(&chunk);
        let is_whole = self.unpacked == self.entry.sizes.unpacked
            && self.crc.sum() == self.entry.sizes.crc
            && self.inflater.is_at_end();
        if chunk.is_empty() && !is_whole {
            return Err(Rejection::ZipDamaged.into());
        }
        Ok(chunk.into())
    }
}
