//! An entry of the directory, and the local header that has to say the same (APPNOTE 4.3.7 and 4.3.12).

use std::io::{Read, Seek};

use super::Trouble;
use super::extra::Extra;
use super::fields::Fields;
use super::name;
use super::source::Source;
use crate::submission::Rejection;

/// A local header up to the name.
const LOCAL_BYTES: usize = 30;
/// A header in the directory up to the name.
pub(super) const CENTRAL_BYTES: usize = 46;

const ENCRYPTED: u16 = 1;
const SIZES_BEHIND: u16 = 1 << 3;
const STRONGLY_ENCRYPTED: u16 = 1 << 6;
const UTF8: u16 = 1 << 11;
const MASKED: u16 = 1 << 13;
const ANY_ENCRYPTION: u16 = ENCRYPTED | STRONGLY_ENCRYPTED | MASKED;

/// The type of a file in the upper half of the attributes, as Unix has it.
const FILE_TYPE: u32 = 0o170_000;
const LINKS_AND_DEVICES: [u32; 5] = [0o010_000, 0o020_000, 0o060_000, 0o120_000, 0o140_000];
const UNIX_FOLDER: u32 = 0o040_000;
const DOS_FOLDER: u32 = 1 << 4;

/// Checksum, packed and unpacked size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
}

/// What the directory says of a member.
#[derive(Debug)]
pub(super) struct Entry {
    /// As text, with `/` between folders.
    pub(super) name: String,
    pub(super) method: u16,
    pub(super) sizes: Sizes,
    /// Where its local header stands.
    pub(super) offset: u64,
    raw_name: Vec<u8>,
    flags: u16,
    attributes: u32,
    is_encrypted: bool,
}

impl Entry {
    /// Takes the next entry from the directory.
    pub(super) fn take(directory: &mut Fields<'_>) -> Result<Self, Rejection> {
        let header = directory.bytes(CENTRAL_BYTES);
        let mut fields = Fields::of(header.ok_or(Rejection::ZipDamaged)?);
        Self::parse(&mut fields, directory)
            .ok_or(Rejection::ZipDamaged)
            .flatten()
    }

    fn parse(header: &mut Fields<'_>, rest: &mut Fields<'_>) -> Option<Result<Self, Rejection>> {
        if header.bytes(4)? != b"PK\x01\x02" {
            return None;
        }
        let [_, host] = *header.bytes(2)? else {
            return None;
        };
        header.u16()?;
        let (flags, method) = (header.u16()?, header.u16()?);
        header.u32()?;
        let crc = header.u32()?;
        let (packed, unpacked) = (header.u32()?, header.u32()?);
        let name_length = header.u16()?;
        let extra_length = header.u16()?;
        let comment_length = header.u16()?;
        header.u32()?;
        let attributes = header.u32()?;
        let offset = header.u32()?;
        let raw_name = rest.bytes(name_length.into())?;
        let extra = Extra::of(rest.bytes(extra_length.into())?)?;
        rest.bytes(comment_length.into())?;
        let [unpacked, packed, offset] = extra.widened([unpacked, packed, offset])?;
        let name = name::Raw {
            bytes: raw_name,
            is_utf8: flags & UTF8 != 0,
            unicode_path: extra.unicode_path(raw_name),
            host,
        };
        Some(name.decoded().map(|name| Self {
            name,
            method,
            sizes: Sizes {
                crc,
                packed,
                unpacked,
            },
            offset,
            raw_name: raw_name.to_vec(),
            flags,
            attributes,
            is_encrypted: flags & ANY_ENCRYPTION != 0 || extra.is_encrypted,
        }))
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }

    /// A link or device, which points out of the archive. Unix keeps the type in the upper half of the
    /// attributes, and so do the programs for other systems that know it.
    pub(super) fn is_special(&self) -> bool {
        LINKS_AND_DEVICES.contains(&(self.attributes >> 16 & FILE_TYPE))
    }

    /// A folder by its name; or by its attributes, which some programs leave it at.
    pub(super) fn is_folder(&self) -> bool {
        let by_attributes =
            self.attributes & DOS_FOLDER != 0 || self.attributes >> 16 & FILE_TYPE == UNIX_FOLDER;
        self.name.ends_with('/') || (by_attributes && self.sizes.unpacked == 0)
    }

    /// The first offset that can stand behind it, by what the directory says.
    pub(super) fn ends_at_least_at(&self) -> u64 {
        let header = LOCAL_BYTES + self.raw_name.len();
        self.offset
            .saturating_add(header as u64)
            .saturating_add(self.sizes.packed)
    }

    /// Reads the local header and holds it against the directory: programs that unpack while they read
    /// believe the one, others the other. Leaves the source at the member's data.
    pub(super) fn enter<R: Read + Seek>(&self, source: &mut Source<R>) -> Result<Local, Trouble> {
        source.go_to(self.offset)?;
        let header = source.take(LOCAL_BYTES)?;
        let mut fields = Fields::of(&header);
        let local = Header::parse(&mut fields).ok_or(Rejection::ZipDamaged)?;
        if local.flags & ANY_ENCRYPTION != 0 {
            return Err(Rejection::ZipEncrypted.into());
        }
        let name = source.take(local.name_length.into())?;
        let extra = source.take(local.extra_length.into())?;
        let extra = Extra::of(&extra).ok_or(Rejection::ZipDamaged)?;
        let has_sizes = self.agrees_with(&local, &name, &extra);
        Ok(Local {
            has_sizes: has_sizes.ok_or(Rejection::ZipDamaged)?,
        })
    }

    /// `None` when they do not agree, else whether the local header knows the sizes.
    fn agrees_with(&self, local: &Header, name: &[u8], extra: &Extra<'_>) -> Option<bool> {
        let is_streamed = local.flags & SIZES_BEHIND != 0;
        let widened = extra.widened([local.unpacked, local.packed]);
        let [unpacked, packed] = widened.or(is_streamed.then_some([0, 0]))?;
        let sizes = Sizes {
            crc: local.crc,
            packed,
            unpacked,
        };
        // Whether bytes are UTF-8 makes no difference to ASCII.
        let same_text = name.is_ascii() || (local.flags ^ self.flags) & UTF8 == 0;
        let same_path = extra
            .unicode_path(name)
            .is_none_or(|path| path == self.name.as_bytes());
        if name != self.raw_name || !same_text || !same_path || local.method != self.method {
            return None;
        }
        if sizes == self.sizes {
            return Some(true);
        }
        // Who writes without knowing the end leaves gaps in the header, and says so.
        let is_gap = |value: u64, known: u64| value == 0 || value == known;
        let is_known_later = is_streamed
            && is_gap(sizes.crc.into(), self.sizes.crc.into())
            && is_gap(sizes.packed, self.sizes.packed)
            && is_gap(sizes.unpacked, self.sizes.unpacked);
        is_known_later.then_some(false)
    }
}

/// What remains to be known of a local header.
pub(super) struct Local {
    has_sizes: bool,
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
}

impl Local {
    /// Passes what stands between a member's data and the next header: a data descriptor (APPNOTE 4.3.9),
    /// in any of the four forms that programs write, and padding. Anything else would be a file that no
    /// directory names and nobody looked at.
    pub(super) fn leave<R: Read + Seek>(
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
