//! What a PNG's header says (11.2.1).

use crate::submission::Rejection;
use crate::submission::inspect::picture::Size;

const PALETTE: u8 = 3;

#[derive(Debug)]
pub(super) struct Header {
    size: Size,
    colour: u8,
}

impl Header {
    pub(super) fn of(bytes: [u8; 13]) -> Result<Self, Rejection> {
        let [
            w1,
            w2,
            w3,
            w4,
            h1,
            h2,
            h3,
            h4,
            depth,
            colour,
            packing,
            filter,
            interlace,
        ] = bytes;
        // Table 11.1.
        let channels = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (PALETTE, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(Rejection::Damaged),
        };
        if packing != 0 || filter != 0 || interlace > 1 {
            return Err(Rejection::Damaged);
        }
        let size = Size {
            width: u32::from_be_bytes([w1, w2, w3, w4]).into(),
            height: u32::from_be_bytes([h1, h2, h3, h4]).into(),
            bits_per_pixel: channels * u64::from(depth),
        };
        size.check()?;
        Ok(Self { size, colour })
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    pub(super) fn needs_palette(&self) -> bool {
        self.colour == PALETTE
    }
}
