//! The end of a file, as far as a zip's directory can be found from there.

use std::collections::VecDeque;

use bytes::{Buf, Bytes};

/// A zip's end record is 22 bytes, and a comment of at most 64 kB stands behind it (APPNOTE 4.3.16).
const TAIL_BYTES: usize = 64 * 1024 + END_BYTES;
const END_BYTES: usize = 22;
/// What a directory says of one member takes more (APPNOTE 4.3.12).
const MEMBER_BYTES: u32 = 46;

/// The last chunks of a file. They are kept as they came, not copied.
#[derive(Default)]
pub(in super::super) struct Tail {
    chunks: VecDeque<Bytes>,
    bytes: usize,
    /// How many bytes the file has had before them.
    before: u64,
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
                self.before += surplus as u64;
                return;
            }
            self.bytes -= first.len();
            self.before += first.len() as u64;
            self.chunks.pop_front();
        }
    }

    /// Whether the file ends as a zip does. Programs look for archives from the end, so a file can begin
    /// as a picture and be an archive as well.
    pub(in super::super) fn is_end_of_zip(&self) -> bool {
        let tail = self.joined();
        ends(&tail).any(|(at, end)| is_at_end(&tail, at, end))
    }

    /// Whether a zip's end stands anywhere here, with a directory before it: programs don't mind what
    /// stands behind.
    pub(in super::super) fn holds_end_of_zip(&self) -> bool {
        let tail = self.joined();
        ends(&tail).any(|(at, end)| {
            is_at_end(&tail, at, end) || (end.members > 0 && self.has_directory(&tail, at, end))
        })
    }

    /// Whether a directory stands, or can stand, where an end record has it.
    fn has_directory(&self, tail: &[u8], at: usize, end: End) -> bool {
        let holds = |back: usize, mark: &[u8]| {
            let there = at.checked_sub(back).and_then(|there| tail.get(there..));
            there.is_some_and(|there| there.starts_with(mark))
        };
        let directory = u64::from(end.size) + u64::from(end.offset);
        let has_room = end.size >= MEMBER_BYTES && directory <= self.before + at as u64;
        let is_before = usize::try_from(end.size).is_ok_and(|size| holds(size, b"PK\x01\x02"));
        // Of zip64, whose numbers stand elsewhere, the locator is right before (APPNOTE 4.3.15).
        has_room || is_before || holds(20, b"PK\x06\x07")
    }

    fn joined(&self) -> Vec<u8> {
        self.chunks.iter().flatten().copied().collect()
    }
}

/// An end record (APPNOTE 4.3.16).
#[derive(Clone, Copy)]
struct End {
    members: u16,
    /// How many bytes the directory has, and where it begins.
    size: u32,
    offset: u32,
    comment: u16,
}

/// What could be end records, and where they stand.
fn ends(tail: &[u8]) -> impl Iterator<Item = (usize, End)> {
    memchr::memmem::find_iter(tail, b"PK\x05\x06").filter_map(|at| {
        let numbers = tail.get(at + 10..at + END_BYTES)?;
        let &[m1, m2, s1, s2, s3, s4, o1, o2, o3, o4, c1, c2] = numbers else {
            return None;
        };
        let end = End {
            members: u16::from_le_bytes([m1, m2]),
            size: u32::from_le_bytes([s1, s2, s3, s4]),
            offset: u32::from_le_bytes([o1, o2, o3, o4]),
            comment: u16::from_le_bytes([c1, c2]),
        };
        Some((at, end))
    })
}

fn is_at_end(tail: &[u8], at: usize, end: End) -> bool {
    at + END_BYTES + usize::from(end.comment) == tail.len()
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

    #[test]
    fn the_end_of_a_zip_is_found_whatever_stands_behind() {
        let end = |members: u8, size: u8, offset: u8| {
            let counts = [0, 0, 0, 0, members, 0, members, 0];
            let place = [size, 0, 0, 0, offset, 0, 0, 0];
            [b"PK\x05\x06".as_slice(), &counts, &place, &[0, 0]].concat()
        };
        let tail = |file: &[u8]| {
            let mut tail = Tail::default();
            for chunk in file.chunks(999) {
                tail.remember(&Bytes::copy_from_slice(chunk));
            }
            tail.holds_end_of_zip()
        };
        let directory = [b"PK\x01\x02".as_slice(), &[0; 46]].concat();
        assert!(tail(
            &[&directory, end(1, 50, 0).as_slice(), b"\n"].concat()
        ));
        assert!(tail(
            &[&directory, end(1, 50, 200).as_slice(), b"\n"].concat()
        ));
        assert!(tail(
            &[vec![7; 90_000], end(1, 90, 200), vec![7; 9_000]].concat()
        ));
        let locator = [b"PK\x06\x07".as_slice(), &[0; 16]].concat();
        assert!(tail(
            &[&locator, end(255, 255, 255).as_slice(), b"\n"].concat()
        ));
        assert!(!tail(&[end(1, 50, 200).as_slice(), b"\n"].concat()));
        assert!(!tail(
            &[&directory, end(0, 0, 0).as_slice(), b"\n"].concat()
        ));
    }
}
