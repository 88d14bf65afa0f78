//! What a PNG's header says (11.2.1).

use crate::submission::Rejection;
use crate::submission::inspect::picture::Size;

const PALETTE: u8 = 3;

/// Where the seven passes of an interlaced picture begin, and the steps they take: across, down (8.2).
const PASSES: [(u64, u64, u64, u64); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

#[derive(Debug)]
pub(super) struct Header {
    size: Size,
    colour: u8,
    is_interlaced: bool,
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
        Ok(Self {
            size,
            colour,
            is_interlaced: interlace == 1,
        })
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// How many bytes it unpacks to: before each row stands how it was filtered (7.2).
    pub(super) fn unpacked_bytes(&self) -> u64 {
        let passes = if self.is_interlaced {
            PASSES.as_slice()
        } else {
            &[(0, 0, 1, 1)]
        };
        let pass = |&(left, top, across, down): &(u64, u64, u64, u64)| {
            let part = Size {
                width: self.size.width.saturating_sub(left).div_ceil(across),
                height: self.size.height.saturating_sub(top).div_ceil(down),
                ..self.size
            };
            let filters = if part.width == 0 { 0 } else { part.height };
            part.bytes() + filters
        };
        passes.iter().map(pass).sum()
    }

    pub(super) fn needs_palette(&self) -> bool {
        self.colour == PALETTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unpacked_size_is_that_of_its_rows() {
        let bytes = |width, height, depth, interlace| {
            let bytes = [0, 0, 0, width, 0, 0, 0, height, depth, 0, 0, 0, interlace];
            Header::of(bytes).unwrap().unpacked_bytes()
        };
        assert_eq!(bytes(3, 2, 8, 0), 2 * (1 + 3));
        assert_eq!(bytes(9, 2, 1, 0), 2 * (1 + 2));
        assert_eq!(bytes(1, 1, 8, 1), 1 + 1);
        // One pixel, one, two, four, eight, sixteen and thirty-two, in as many rows as they take.
        assert_eq!(bytes(8, 8, 8, 1), 64 + 1 + 1 + 1 + 2 + 2 + 4 + 4);
    }
}
