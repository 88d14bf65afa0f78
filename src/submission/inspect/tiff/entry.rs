//! How a TIFF writes numbers and the entries of its directories (TIFF 6.0, section 2).

use std::io::{Read, Seek};

use super::blocks::Blocks;
use crate::submission::Rejection;
use crate::submission::inspect::Trouble;

/// The byte order, and how wide offsets are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Notation {
    is_little_endian: bool,
    is_big: bool,
}

impl Notation {
    /// Reads the header; with where the first directory is.
    pub(super) fn read<R: Read + Seek>(blocks: &mut Blocks<R>) -> Result<(Self, u64), Trouble> {
        let mut header = [0; 4];
        blocks.read(0, &mut header)?;
        let [order, _, v1, v2] = header;
        let mut notation = Self {
            is_little_endian: order == b'I',
            is_big: false,
        };
        notation.is_big = notation.number(&[v1, v2]) == 43;
        let at = notation.read_number(blocks, if notation.is_big { 8 } else { 4 })?;
        Ok((notation, at))
    }

    /// Whether offsets have 64 bits.
    pub(super) fn is_big(self) -> bool {
        self.is_big
    }

    /// How many bytes an offset has, and the number of values in an entry.
    pub(super) fn offset_bytes(self) -> u64 {
        if self.is_big { 8 } else { 4 }
    }

    /// How many bytes the number of a directory's entries has.
    pub(super) fn count_bytes(self) -> usize {
        if self.is_big { 8 } else { 2 }
    }

    /// Tag, type, number and value.
    pub(super) fn entry_bytes(self) -> usize {
        if self.is_big { 20 } else { 12 }
    }

    /// A number of up to eight bytes.
    pub(super) fn number(self, bytes: &[u8]) -> u64 {
        let append = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        if self.is_little_endian {
            bytes.iter().rev().fold(0, append)
        } else {
            bytes.iter().fold(0, append)
        }
    }

    /// The offset that stands there.
    pub(super) fn read_number<R: Read + Seek>(
        self,
        blocks: &mut Blocks<R>,
        at: u64,
    ) -> Result<u64, Trouble> {
        let mut bytes = [0; 8];
        let wide = if self.is_big { 8 } else { 4 };
        let bytes = bytes.split_at_mut(wide).0;
        blocks.read(at, bytes)?;
        Ok(self.number(bytes))
    }
}

/// What a directory says of one thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) tag: u16,
    /// Whether the values are whole numbers.
    pub(super) is_whole: bool,
    pub(super) values: Values,
}

impl Entry {
    /// From the bytes that stand at `at`; `None` for types nobody knows, which readers pass over.
    pub(super) fn of(notation: Notation, at: u64, bytes: &[u8]) -> Option<Self> {
        let wide = usize::try_from(notation.offset_bytes()).ok()?;
        let tag = notation.number(bytes.get(..2)?);
        let kind = notation.number(bytes.get(2..4)?);
        let width = width_of(kind)?;
        let count = notation.number(bytes.get(4..4 + wide)?);
        let value = notation.number(bytes.get(4 + wide..)?);
        let is_inline = count.checked_mul(width)? <= notation.offset_bytes();
        let inline = at + 4 + notation.offset_bytes();
        Some(Self {
            tag: u16::try_from(tag).ok()?,
            is_whole: matches!(kind, 1 | 3 | 4 | 6 | 8 | 9 | 13 | 16..=18),
            values: Values {
                at: if is_inline { inline } else { value },
                width,
                count,
            },
        })
    }
}

/// Bytes of each type (TIFF 6.0, section 2; `BigTIFF` adds 16 to 18, the technical notes 13).
fn width_of(kind: u64) -> Option<u64> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16..=18 => Some(8),
        _ => None,
    }
}

/// Where values stand, how wide each is, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values {
    pub(super) at: u64,
    pub(super) width: u64,
    pub(super) count: u64,
}

impl Values {
    /// Where they end; `None` if that is beyond what can be counted.
    pub(super) fn end(self) -> Option<u64> {
        self.at.checked_add(self.width.checked_mul(self.count)?)
    }

    /// One of them, as a number.
    pub(super) fn get<R: Read + Seek>(
        self,
        blocks: &mut Blocks<R>,
        notation: Notation,
        index: u64,
    ) -> Result<u64, Trouble> {
        let at = index
            .checked_mul(self.width)
            .and_then(|skip| self.at.checked_add(skip))
            .filter(|_| index < self.count)
            .ok_or(Trouble::Refused(Rejection::Damaged))?;
        let mut bytes = [0; 8];
        let wide = usize::try_from(self.width).unwrap_or_default().min(8);
        let bytes = bytes.split_at_mut(wide).0;
        blocks.read(at, bytes)?;
        Ok(notation.number(bytes))
    }
}
