//! The pixels, unpacked as they stream by and let go of at once (PNG, 10): whether there are any.

use std::fmt;

use flate2::{Decompress, FlushDecompress, Status};

/// Most that is unpacked, since it costs time: several pages' worth of rows, while a file may unpack to
/// gigabytes.
const MAX_BYTES: u64 = 16 << 20;
/// Unpacked at a time.
const ROOM_BYTES: usize = 16 * 1024;

/// Unpacks as much as it takes to know.
pub(super) struct Pixels {
    /// The whole, or as much of it as is unpacked.
    wanted: u64,
    inflate: Decompress,
    room: Vec<u8>,
    /// What was unpacked made no sense, or came to an end.
    has_ended: bool,
}

impl Pixels {
    /// Of a picture that unpacks to so many bytes.
    pub(super) fn new(bytes: u64) -> Self {
        Self {
            wanted: bytes.min(MAX_BYTES),
            inflate: Decompress::new(true),
            room: vec![0; ROOM_BYTES],
            has_ended: false,
        }
    }

    /// Takes the next packed bytes. Behind the end, readers pass over them.
    pub(super) fn unpack(&mut self, mut packed: &[u8]) {
        while !self.has_ended && !self.are_all_there() && !packed.is_empty() {
            let before = (self.inflate.total_in(), self.inflate.total_out());
            let room = &mut self.room;
            let status = self.inflate.decompress(packed, room, FlushDecompress::None);
            let used = usize::try_from(self.inflate.total_in() - before.0);
            packed = used
                .ok()
                .and_then(|used| packed.get(used..))
                .unwrap_or_default();
            let stands_still = before == (self.inflate.total_in(), self.inflate.total_out());
            self.has_ended = stands_still || !matches!(status, Ok(Status::Ok | Status::BufError));
        }
    }

    /// Whether there are as many as the header says.
    pub(super) fn are_all_there(&self) -> bool {
        self.inflate.total_out() >= self.wanted
    }

    /// Whether there are so many that the picture shows.
    pub(super) fn are_mostly_there(&self) -> bool {
        self.inflate.total_out() >= self.wanted.div_ceil(2)
    }
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pixels")
            .field("wanted", &self.wanted)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn as_much_is_unpacked_as_the_picture_has() {
        let some: Vec<u8> = (0..100_000_u32)
            .map(|n| n.wrapping_mul(n).to_be_bytes()[1])
            .collect();
        let whole = packed(&some);
        let mut broken = whole.clone();
        broken.truncate(whole.len() * 3 / 4);
        broken.extend([0xFF; 500]);
        for (bytes, packed, all, most) in [
            (100_000, whole.as_slice(), true, true),
            (90_000, &whole, true, true),
            (100_001, &whole, false, true),
            (200_001, &whole, false, false),
            (100_000, &broken, false, true),
            (100_000, &whole[..whole.len() / 4], false, false),
            (1, b"7z\xBC\xAF\x27\x1C\0\x04", false, false),
        ] {
            for chunk in [1, 3, 1_000, 1_000_000] {
                let mut pixels = Pixels::new(bytes);
                for piece in packed.chunks(chunk) {
                    pixels.unpack(piece);
                }
                assert_eq!(pixels.are_all_there(), all, "{bytes} {chunk}");
                assert_eq!(pixels.are_mostly_there(), most, "{bytes} {chunk}");
            }
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = packed(&vec![0; 40 << 20]);
        let mut pixels = Pixels::new(u64::MAX);
        pixels.unpack(&bomb);
        assert!(pixels.are_all_there());
        assert!(pixels.inflate.total_out() < MAX_BYTES + ROOM_BYTES as u64);
    }
}
