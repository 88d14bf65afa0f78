//! The table of contents, found from the end of the file (APPNOTE 4.3.6, 4.3.14 to 4.3.16).

use std::io::{Read, Seek};

use super::Trouble;
use super::entry::Entry;
use super::extra::ELSEWHERE;
use super::fields::Fields;
use super::source::Source;
use crate::submission::Rejection;

/// Most members that anyone can be asked to look through.
pub(super) const MAX_MEMBERS: u16 = 1_000;
/// What the directory may say of one member: a path, a comment and extra fields.
const MAX_HEADER_BYTES: u64 = 4 * 1024;

const END_BYTES: usize = 22;
const LOCATOR_BYTES: usize = 20;
const WIDE_END_BYTES: usize = 56;
/// An end record, the longest comment, and what leads to a Zip64 record before them.
const TAIL_BYTES: usize = LOCATOR_BYTES + END_BYTES + u16::MAX as usize;

/// Where the directory stands, and what is in it.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    pub(super) offset: u64,
}

impl Directory {
    /// Reads it. Its size is checked first: millions of members would fill the memory.
    pub(super) fn read<R: Read + Seek>(source: &mut Source<R>) -> Result<Self, Trouble> {
        let end = End::find(source)?;
        if end.entries == 0 {
            return Err(Rejection::ZipEmpty.into());
        }
        if end.entries > u64::from(MAX_MEMBERS) {
            return Err(Rejection::ZipTooMany {
                max: MAX_MEMBERS.into(),
            }
            .into());
        }
        // Offsets count from the file's first byte, where the signature was found.
        let fits = end.offset.checked_add(end.size) == Some(end.at)
            && end.size <= (end.entries + 1) * MAX_HEADER_BYTES;
        if !fits {
            return Err(Rejection::ZipDamaged.into());
        }
        source.go_to(end.offset)?;
        let directory = source.take(usize::try_from(end.size).unwrap_or(usize::MAX))?;
        let mut fields = Fields::of(&directory);
        let entries = (0..end.entries)
            .map(|_| Entry::take(&mut fields))
            .collect::<Result<_, _>>()?;
        // One entry that isn't counted would be seen by some programs only.
        if !is_signature(fields) {
            return Err(Rejection::ZipDamaged.into());
        }
        Ok(Self {
            entries,
            offset: end.offset,
        })
    }
}

/// Whether nothing but the directory's own signature is left of it (APPNOTE 4.3.13).
fn is_signature(mut rest: Fields<'_>) -> bool {
    if rest.rest().is_empty() {
        return true;
    }
    let signature = rest.bytes(4);
    let length = rest.u16().map(usize::from);
    signature == Some(b"PK\x05\x05") && length == Some(rest.rest().len())
}

/// The end record, together with its Zip64 companion.
struct End {
    entries: u64,
    size: u64,
    offset: u64,
    /// Where the first of the end records begins.
    at: u64,
}

impl End {
    fn find<R: Read + Seek>(source: &mut Source<R>) -> Result<Self, Trouble> {
        let length = source.length();
        let bytes = usize::try_from(length).map_or(TAIL_BYTES, |length| length.min(TAIL_BYTES));
        let tail_at = length - bytes as u64;
        source.go_to(tail_at)?;
        let tail = source.take(bytes)?;
        // Programs search from the end, and differ in whether they hold the comment's length against what
        // follows. So the last signature has to be the right one.
        let at = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or(Rejection::ZipDamaged)?;
        let (before, record) = tail.split_at_checked(at).ok_or(Rejection::ZipDamaged)?;
        let at = tail_at + at as u64;
        let end = Self::parse(record, at).ok_or(Rejection::ZipDamaged)?;
        let locator = before
            .split_at_checked(before.len().saturating_sub(LOCATOR_BYTES))
            .filter(|(_, locator)| locator.starts_with(b"PK\x06\x07"));
        let Some((_, locator)) = locator else {
            return Ok(end);
        };
        let wide_at = located(locator).ok_or(Rejection::ZipDamaged)?;
        source.go_to(wide_at)?;
        let wide = Self::parse_wide(&source.take(WIDE_END_BYTES)?, wide_at);
        let wide = wide.ok_or(Rejection::ZipDamaged)?;
        let ends_at = wide.1.checked_add(LOCATOR_BYTES as u64);
        if ends_at != Some(at) || !end.is_narrow_form_of(&wide.0) {
            return Err(Rejection::ZipDamaged.into());
        }
        Ok(wide.0)
    }

    fn parse(record: &[u8], at: u64) -> Option<Self> {
        let mut fields = Fields::of(record);
        fields.bytes(4)?;
        let disks = (fields.u16()?, fields.u16()?);
        let (here, entries) = (fields.u16()?, fields.u16()?);
        let (size, offset) = (fields.u32()?, fields.u32()?);
        let comment = usize::from(fields.u16()?);
        fields.bytes(comment)?;
        // Padding behind the comment comes from tapes and mail.
        let is_padded = fields
            .rest()
            .iter()
            .all(|byte| matches!(byte, 0 | b'\r' | b'\n'));
        let is_whole = matches!(disks, (0, 0) | (u16::MAX, u16::MAX)) && here == entries;
        (is_padded && is_whole).then_some(Self {
            entries: entries.into(),
            size: size.into(),
            offset: offset.into(),
            at,
        })
    }

    /// The Zip64 end record, and where it ends.
    fn parse_wide(record: &[u8], at: u64) -> Option<(Self, u64)> {
        let mut fields = Fields::of(record);
        if fields.bytes(4)? != b"PK\x06\x06" {
            return None;
        }
        let ends_at = fields.u64()?.checked_add(at)?.checked_add(12)?;
        fields.bytes(4)?;
        let disks = (fields.u32()?, fields.u32()?);
        let (here, entries) = (fields.u64()?, fields.u64()?);
        let (size, offset) = (fields.u64()?, fields.u64()?);
        (disks == (0, 0) && here == entries).then_some((
            Self {
                entries,
                size,
                offset,
                at,
            },
            ends_at,
        ))
    }

    /// Whether each value is that of the Zip64 record, or the one that refers to it.
    fn is_narrow_form_of(&self, wide: &Self) -> bool {
        let elsewhere = u64::from(ELSEWHERE);
        (self.entries == wide.entries || self.entries == u64::from(u16::MAX))
            && (self.size == wide.size || self.size == elsewhere)
            && (self.offset == wide.offset || self.offset == elsewhere)
    }
}

/// Where the Zip64 end record stands.
fn located(locator: &[u8]) -> Option<u64> {
    let mut fields = Fields::of(locator);
    fields.bytes(8)?;
    fields.u64()
}
