//! A directory: what it says of one picture (TIFF 6.0, sections 2 and 8).

use std::io::{Read, Seek};

use super::blocks::Blocks;
use super::entry::{Entry, Notation, Values};
use crate::submission::Rejection;
use crate::submission::inspect::Trouble;
use crate::submission::inspect::picture::Size;

/// More entries than any directory has; readers refuse them as well.
const MAX_ENTRIES: u64 = 4096;

/// As many samples of a pixel are held against each other.
const MAX_SAMPLES: u64 = 256;

/// What is beyond the end of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    Nothing,
    /// Values that readers do without.
    Values,
    /// Values that the picture can't be shown without.
    Essentials,
}

impl Missing {
    fn of(tag: u16) -> Self {
        match tag {
            // Bits of each sample, the parts' offsets and sizes, colours, shared JPEG tables.
            258 | 273 | 279 | 320 | 324 | 325 | 347 => Self::Essentials,
            _ => Self::Values,
        }
    }
}

/// How the samples of a pixel stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Planes {
    Together,
    /// All of one colour, then all of the next.
    Apart,
}

/// What a directory says, as far as it matters here.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) bits_per_sample: u64,
    /// Those of every sample.
    bits: Option<Values>,
    pub(super) samples: u64,
    pub(super) compression: u64,
    pub(super) photometric: Option<u64>,
    pub(super) planes: Planes,
    pub(super) rows_per_strip: u64,
    pub(super) tile: Option<(u64, u64)>,
    /// Where the strips or tiles are.
    pub(super) offsets: Option<Values>,
    /// How many bytes each of them has.
    pub(super) sizes: Option<Values>,
    /// Where a JPEG stream is, in the way of TIFF 6.0, section 22.
    pub(super) jpeg_at: Option<u64>,
    pub(super) sub_pictures: Option<Values>,
    /// Adobe's DNG says so.
    pub(super) is_dng: bool,
    pub(super) missing: Missing,
    /// Where the last of what it names ends, without strips and tiles.
    pub(super) claimed: u64,
    /// Where the next directory is.
    pub(super) next: u64,
}

impl Directory {
    pub(super) fn read<R: Read + Seek>(
        blocks: &mut Blocks<R>,
        notation: Notation,
        at: u64,
    ) -> Result<Self, Trouble> {
        let mut count = [0; 8];
        let count = count.split_at_mut(notation.count_bytes()).0;
        blocks.read(at, count)?;
        let entries = notation.number(count);
        if entries == 0 || entries > MAX_ENTRIES {
            return Err(Rejection::Damaged.into());
        }
        let mut directory = Self::empty();
        let mut position = at + count.len() as u64;
        let mut bytes = [0; 20];
        let bytes = bytes.split_at_mut(notation.entry_bytes()).0;
        for _ in 0..entries {
            blocks.read(position, bytes)?;
            if let Some(entry) = Entry::of(notation, position, bytes) {
                directory.add(blocks, notation, entry)?;
            }
            position += bytes.len() as u64;
        }
        directory.check_bits(blocks, notation)?;
        // A file may end with its last directory, whose end readers take for a zero.
        directory.next = match notation.read_number(blocks, position) {
            Ok(next) => next,
            Err(Trouble::Refused(_)) => 0,
            Err(trouble) => return Err(trouble),
        };
        directory.claim(position.saturating_add(notation.offset_bytes()));
        Ok(directory)
    }

    /// With the defaults of TIFF 6.0, section 8.
    fn empty() -> Self {
        Self {
            width: 0,
            height: 0,
            bits_per_sample: 1,
            bits: None,
            samples: 1,
            compression: 1,
            photometric: None,
            planes: Planes::Together,
            rows_per_strip: u64::MAX,
            tile: None,
            offsets: None,
            sizes: None,
            jpeg_at: None,
            sub_pictures: None,
            is_dng: false,
            missing: Missing::Nothing,
            claimed: 0,
            next: 0,
        }
    }

    fn claim(&mut self, end: u64) {
        self.claimed = self.claimed.max(end);
    }

    fn add<R: Read + Seek>(
        &mut self,
        blocks: &mut Blocks<R>,
        notation: Notation,
        Entry {
            tag,
            is_whole,
            values,
        }: Entry,
    ) -> Result<(), Trouble> {
        if values.count == 0 {
            return Ok(());
        }
        let Some(end) = values.end().filter(|end| *end <= blocks.length()) else {
            self.missing = self.missing.max(Missing::of(tag));
            return Ok(());
        };
        self.claim(end);
        match tag {
            273 | 324 => self.offsets = Some(values),
            279 | 325 => self.sizes = Some(values),
            330 => self.sub_pictures = Some(values),
            50_706 => self.is_dng = true,
            // Widths and heights, samples, rows of a strip: readers want one number.
            256 | 257 | 277 | 278 | 322 | 323 if !is_whole || values.count != 1 => {
                return Err(Rejection::Damaged.into());
            }
            256..=259 | 262 | 277 | 278 | 284 | 322 | 323 | 513 => {
                let value = values.get(blocks, notation, 0)?;
                if tag == 258 {
                    self.bits = Some(values);
                }
                self.set(tag, value);
            }
            _ => {}
        }
        Ok(())
    }

    /// Readers want all samples to have as many bits.
    fn check_bits<R: Read + Seek>(
        &self,
        blocks: &mut Blocks<R>,
        notation: Notation,
    ) -> Result<(), Trouble> {
        let Some(bits) = self.bits else {
            return Ok(());
        };
        for index in 1..bits.count.min(MAX_SAMPLES) {
            if bits.get(blocks, notation, index)? != self.bits_per_sample {
                return Err(Rejection::Damaged.into());
            }
        }
        Ok(())
    }

    fn set(&mut self, tag: u16, value: u64) {
        match tag {
            256 => self.width = value,
            257 => self.height = value,
            258 => self.bits_per_sample = value,
            259 => self.compression = value,
            262 => self.photometric = Some(value),
            277 => self.samples = value,
            278 => self.rows_per_strip = value,
            284 if value == 2 => self.planes = Planes::Apart,
            284 => {}
            322 => self.tile = Some((value, self.tile.map_or(0, |(_, length)| length))),
            323 => self.tile = Some((self.tile.map_or(0, |(width, _)| width), value)),
            _ => self.jpeg_at = Some(value),
        }
    }

    pub(super) fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
            bits_per_pixel: self.bits_per_sample.saturating_mul(self.samples),
        }
    }
}
