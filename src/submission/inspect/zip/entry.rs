//! An entry of the directory: what it says of a member (APPNOTE 4.3.12).

mod local;

pub(super) use self::local::Local;
use super::extra::Extra;
use super::fields::Fields;
use super::name;
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
}
