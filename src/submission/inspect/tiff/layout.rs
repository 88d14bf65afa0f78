//! Where a picture's strips or tiles are (TIFF 6.0, sections 3 and 15): whether all of them are in the file.

use std::io::{Read, Seek};

use super::blocks::Blocks;
use super::directory::{Directory, Planes};
use super::entry::{Notation, Values};
use crate::submission::Rejection;
use crate::submission::inspect::Trouble;

const NOT_COMPRESSED: u64 = 1;
/// JPEG in the way of TIFF 6.0, section 22, which every program wrote in a way of its own.
const OLD_JPEG: u64 = 6;

/// Checks a picture's data, and says where the last of them end.
pub(super) fn check<R: Read + Seek>(
    blocks: &mut Blocks<R>,
    notation: Notation,
    directory: &Directory,
) -> Result<u64, Trouble> {
    let size = directory.size();
    size.check()?;
    let Some(offsets) = directory.offsets else {
        return old_jpeg(directory, blocks.length());
    };
    let mut parts = Parts {
        per_part: Part::of(directory),
        file_bytes: blocks.length(),
        present: 0,
        stored: 0,
        end: 0,
    };
    let count = parts.per_part.count.min(offsets.count);
    for index in 0..count {
        let at = offsets.get(blocks, notation, index)?;
        let bytes = part_bytes(blocks, notation, directory.sizes, index)?;
        parts.add(index, at, bytes)?;
    }
    if parts.present == 0 {
        return Err(Rejection::Damaged.into());
    }
    size.check_ratio(parts.stored)?;
    Ok(parts.end)
}

/// The stream is in one piece, and strips may not be told.
fn old_jpeg(directory: &Directory, file_bytes: u64) -> Result<u64, Trouble> {
    match directory.jpeg_at {
        Some(at) if directory.compression == OLD_JPEG && at < file_bytes => Ok(at),
        _ => Err(Rejection::Damaged.into()),
    }
}

/// How many bytes a part is said to have. Zero is what programs write that never come back to fill it in.
fn part_bytes<R: Read + Seek>(
    blocks: &mut Blocks<R>,
    notation: Notation,
    sizes: Option<Values>,
    index: u64,
) -> Result<u64, Trouble> {
    match sizes {
        Some(sizes) if index < sizes.count => sizes.get(blocks, notation, index),
        _ => Ok(0),
    }
}

/// What a strip or tile is.
struct Part {
    /// How many there are.
    count: u64,
    /// How many of them make one plane of samples.
    per_plane: u64,
    row_bytes: u64,
    rows: u64,
    /// The rows of the last one, which for strips may be fewer.
    last_rows: u64,
    is_compressed: bool,
    is_old_jpeg: bool,
}

impl Part {
    fn of(directory: &Directory) -> Self {
        let (planes, samples) = match directory.planes {
            Planes::Together => (1, directory.samples),
            Planes::Apart => (directory.samples, 1),
        };
        let bits = directory.bits_per_sample.saturating_mul(samples);
        let tile = directory
            .tile
            .filter(|(width, length)| *width > 0 && *length > 0);
        let (width, rows) = tile.unwrap_or((
            directory.width,
            // Zero is what nobody means; readers take the whole picture.
            match directory.rows_per_strip {
                0 => directory.height,
                rows => rows.min(directory.height),
            },
        ));
        let down = directory.height.div_ceil(rows.max(1));
        let per_plane = directory.width.div_ceil(width.max(1)).saturating_mul(down);
        Self {
            count: per_plane.saturating_mul(planes),
            per_plane,
            row_bytes: width.saturating_mul(bits).div_ceil(8),
            rows,
            last_rows: match tile {
                Some(_) => rows,
                None => directory.height - rows.saturating_mul(down.saturating_sub(1)),
            },
            is_compressed: directory.compression != NOT_COMPRESSED,
            is_old_jpeg: directory.compression == OLD_JPEG,
        }
    }

    /// How many bytes of a part have to be there. What is not compressed may be said to be longer than it
    /// can be.
    fn needed(&self, index: u64, said: u64) -> u64 {
        if self.is_old_jpeg {
            return 1;
        }
        if self.is_compressed {
            return said.max(1);
        }
        let is_last = index % self.per_plane.max(1) + 1 == self.per_plane;
        let rows = if is_last { self.last_rows } else { self.rows };
        let unpacked = rows.saturating_mul(self.row_bytes);
        if said == 0 {
            unpacked
        } else {
            said.min(unpacked)
        }
    }
}

struct Parts {
    per_part: Part,
    file_bytes: u64,
    present: u64,
    stored: u64,
    end: u64,
}

impl Parts {
    fn add(&mut self, index: u64, at: u64, bytes: u64) -> Result<(), Rejection> {
        // A part that was left out because nothing is in it.
        if at == 0 && bytes == 0 {
            return Ok(());
        }
        let needed = self.per_part.needed(index, bytes);
        let end = at
            .checked_add(needed)
            .filter(|end| *end <= self.file_bytes)
            .ok_or(Rejection::Damaged)?;
        self.present += 1;
        self.stored = self.stored.saturating_add(needed);
        self.end = self.end.max(end);
        Ok(())
    }
}
