//! The end of a file, as far as a zip's directory can be found from there.

use std::collections::VecDeque;

use bytes::{Buf, Bytes};

/// A zip's end record is 22 bytes, and a comment of at most 64 kB stands behind it (APPNOTE 4.3.16).
const TAIL_BYTES: usize = 64 * 1024 + 22;

/// The last chunks of a file. They are kept as they came, not copied.
#[derive(Default)]
pub(in super::super) struct Tail {
    chunks: VecDeque<Bytes>,
    bytes: usize,
}

impl Tail {
    /// Takes the next chunk, and lets go of what is no longer at the end.
    pub(in super::super) fn remember(&mut self, chunk: &Bytes) {
        self.bytes += chunk.len();
        self.chunks.push_back(chunk.clone());
        while let Some(first) = self.chunks.front_mut() {
            let surplus = self.bytes.saturating_sub(TAIL_BYTES);
            if surplus < first.len() {
                first.advance(surplus);
                self.bytes -= surplus;
                return;
            }
            self.bytes -= first.len();
            self.chunks.pop_front();
        }
    }

    /// Whether the file ends as a zip does. Programs look for archives from the end, so a file can begin
    /// as a picture and be an archive as well.
    pub(in super::super) fn is_end_of_zip(&self) -> bool {
        let tail: Vec<u8> = self.chunks.iter().flatten().copied().collect();
        memchr::memmem::find_iter(&tail, b"PK\x05\x06").any(|at| {
            let comment = tail.get(at + 20..at + 22);
            let length = comment.and_then(|bytes| Some(u16::from_le_bytes(bytes.try_into().ok()?)));
            length.is_some_and(|length| at + 22 + usize::from(length) == tail.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_zip_is_found_however_it_comes() {
        let mut file = vec![7; 200_000];
        file.extend(b"PK\x05\x06");
        file.extend([0; 16]);
        file.extend([3, 0]);
        file.extend(b"abc");
        for size in [1, 7, 1000, 70_000, 300_000] {
            let mut tail = Tail::default();
            for chunk in file.chunks(size) {
                tail.remember(&Bytes::copy_from_slice(chunk));
            }
            assert!(tail.is_end_of_zip(), "{size}");
            assert!(tail.bytes <= TAIL_BYTES);
            tail.remember(&Bytes::from_static(b"x"));
            assert!(!tail.is_end_of_zip(), "{size}");
        }
    }
}
