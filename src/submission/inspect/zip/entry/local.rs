//! The header that stands before a member, and the descriptor that may stand behind it: both have to say what
//! the directory says (APPNOTE 4.3.7 and 4.3.9).

use std::io::{Read, Seek};

use super::super::Trouble;
use super::super::extra::Extra;
use super::super::fields::Fields;
use super::super::source::Source;
use super::{ANY_ENCRYPTION, Entry, LOCAL_BYTES, SIZES_BEHIND, Sizes, UTF8};
use crate::submission::Rejection;

/// What remains to be known of a local header.
pub(in super::super) struct Local {
    has_sizes: bool,
}

impl Local {
    /// Reads the local header and holds it against the directory: programs that unpack while they read
    /// believe the one, others the other. Leaves the source at the member's data.
    pub(in super::super) fn enter<R: Read + Seek>(
        entry: &Entry,
        source: &mut Source<R>,
    ) -> Result<Self, Trouble> {
        source.go_to(entry.offset)?;
        let bytes = source.take(LOCAL_BYTES)?;
        let mut fields = Fields::of(&bytes);
        let header = Header::parse(&mut fields).ok_or(Rejection::ZipDamaged)?;
        if header.flags & ANY_ENCRYPTION != 0 {
            return Err(Rejection::ZipEncrypted.into());
        }
        let name = source.take(header.name_length.into())?;
        let extra = source.take(header.extra_length.into())?;
        let extra = Extra::of(&extra).ok_or(Rejection::ZipDamaged)?;
        let has_sizes = header.agrees_with(entry, &name, &extra);
        Ok(Self {
            has_sizes: has_sizes.ok_or(Rejection::ZipDamaged)?,
        })
    }

    /// Passes what stands between a member's data and the next header: a data descriptor (APPNOTE 4.3.9),
    /// in any of the four forms that programs write, and padding. Anything else would be a file that no
    /// directory names and nobody looked at.
    pub(in super::super) fn leave<R: Read + Seek>(
        self,
        entry: &Entry,
        source: &mut Source<R>,
        next: u64,
    ) -> Result<(), Trouble> {
        let room = next
            .checked_sub(source.position())
            .ok_or(Rejection::ZipDamaged)?;
        let bytes = usize::try_from(room.min(24)).unwrap_or(24);
        let between = source.take(bytes)?;
        let length = descriptor_length(&between, entry.sizes);
        if length == 0 && !self.has_sizes {
            return Err(Rejection::ZipDamaged.into());
        }
        if between.get(length..).is_some_and(|rest| !is_blank(rest)) {
            return Err(Rejection::ZipDamaged.into());
        }
        pass_padding(source, next)
    }
}

/// A local header as it stands there.
struct Header {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    unpacked: u32,
    name_length: u16,
    extra_length: u16,
}

impl Header {
    fn parse(fields: &mut Fields<'_>) -> Option<Self> {
        if fields.bytes(4)? != b"PK\x03\x04" {
            return None;
        }
        fields.u16()?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.u32()?;
        Some(Self {
            flags,
            method,
            crc: fields.u32()?,
            packed: fields.u32()?,
            unpacked: fields.u32()?,
            name_length: fields.u16()?,
            extra_length: fields.u16()?,
        })
    }

    /// `None` when they do not agree, else whether the local header knows the sizes.
    fn agrees_with(&self, entry: &Entry, name: &[u8], extra: &Extra<'_>) -> Option<bool> {
        let is_streamed = self.flags & SIZES_BEHIND != 0;
        let widened = extra.widened([self.unpacked, self.packed]);
        let [unpacked, packed] = widened.or(is_streamed.then_some([0, 0]))?;
        let sizes = Sizes {
            crc: self.crc,
            packed,
            unpacked,
        };
        // Whether bytes are UTF-8 makes no difference to ASCII.
        let same_text = name.is_ascii() || (self.flags ^ entry.flags) & UTF8 == 0;
        let same_path = extra
            .unicode_path(name)
            .is_none_or(|path| path == entry.name.as_bytes());
        if name != entry.raw_name || !same_text || !same_path || self.method != entry.method {
            return None;
        }
        if sizes == entry.sizes {
            return Some(true);
        }
        // Who writes without knowing the end leaves gaps in the header, and says so.
        let is_gap = |value: u64, known: u64| value == 0 || value == known;
        let is_known_later = is_streamed
            && is_gap(sizes.crc.into(), entry.sizes.crc.into())
            && is_gap(sizes.packed, entry.sizes.packed)
            && is_gap(sizes.unpacked, entry.sizes.unpacked);
        is_known_later.then_some(false)
    }
}

/// How long the descriptor at the start is; 0 when there is none that tells the truth.
fn descriptor_length(bytes: &[u8], sizes: Sizes) -> usize {
    let unsigned = bytes.strip_prefix(b"PK\x07\x08");
    let mut fields = Fields::of(unsigned.unwrap_or(bytes));
    let signature = if unsigned.is_some() { 4 } else { 0 };
    if fields.u32() != Some(sizes.crc) {
        return 0;
    }
    let mut wide = fields;
    if (wide.u64(), wide.u64()) == (Some(sizes.packed), Some(sizes.unpacked)) {
        return signature + 20;
    }
    let narrow = (fields.u32().map(u64::from), fields.u32().map(u64::from));
    if narrow == (Some(sizes.packed), Some(sizes.unpacked)) {
        return signature + 12;
    }
    0
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// Goes on to an offset, over zeros alone.
fn pass_padding<R: Read + Seek>(source: &mut Source<R>, to: u64) -> Result<(), Trouble> {
    let mut left = to
        .checked_sub(source.position())
        .ok_or(Rejection::ZipDamaged)?;
    while left > 0 {
        let chunk = source.chunk()?;
        let length = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let padding = chunk.get(..length).unwrap_or_default();
        if padding.is_empty() || !is_blank(padding) {
            return Err(Rejection::ZipDamaged.into());
        }
        source.consume(length);
        left -= length as u64;
    }
    Ok(())
}
