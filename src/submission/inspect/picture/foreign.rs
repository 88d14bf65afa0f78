//! Finds the beginnings of other files inside a picture, where readers of those would find them, too.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr2_iter};

use crate::submission::Rejection;
use crate::submission::detect::Found;

/// The longest signature, and what is looked at behind it.
const LOOK_BYTES: usize = 40;
/// How far into a file a PDF header may stand (ISO 32000-1, annex H.3.4.1).
const PDF_HEADER_WITHIN: u64 = 1024;
/// Formats that are told by a word far from their beginning, which leaves room for a picture in front:
/// DICOM (PS3.10, 7.1), tar (POSIX ustar), ISO 9660 (the first volume descriptor, 8.1.2).
const LANDMARKS: [(u64, &[u8], Found); 3] = [
    (128, b"DICM", Found::Image),
    (257, b"ustar", Found::Archive),
    (0x8001, b"CD001", Found::Archive),
];

/// Of archives: 7-Zip, RAR (its version stands behind) and zip's members.
const ARCHIVES: [&[u8]; 3] = [SEVEN_ZIP, RAR, ZIP_MEMBER];
/// Of what is run: ELF, and the two texts in the stub that Windows programs begin with; and of Office's
/// older container (MS-CFB, 2.2).
const PROGRAMS: [&[u8]; 4] = [ELF, DOS_STUB, WINDOWS_STUB, CONTAINER];
const SEVEN_ZIP: &[u8] = b"7z\xBC\xAF\x27\x1C";
const RAR: &[u8] = b"Rar!\x1A\x07";
const ZIP_MEMBER: &[u8] = b"PK\x03\x04";
const ELF: &[u8] = b"\x7FELF";
const DOS_STUB: &[u8] = b"This program cannot be run in";
const WINDOWS_STUB: &[u8] = b"This program must be run";
const CONTAINER: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static ARCHIVE_FINDERS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ARCHIVES.map(Finder::new));
static PROGRAM_FINDERS: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| PROGRAMS.map(Finder::new));

/// How suspicious to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Depth {
    /// Among the descriptions of a picture, where markup and parts of documents are at home.
    Metadata,
    /// Behind its end.
    Behind,
}

/// Looks at bytes as they come, however they are cut.
#[derive(Debug)]
pub(in super::super) struct Sieve {
    depth: Depth,
    /// The last bytes, which may be the beginning of something.
    carry: Vec<u8>,
    /// Where in the file they begin.
    position: u64,
}

impl Sieve {
    /// For bytes that begin at this position in the file.
    pub(in super::super) fn new(depth: Depth, position: u64) -> Self {
        Self {
            depth,
            carry: Vec::with_capacity(2 * LOOK_BYTES),
            position,
        }
    }

    /// Refuses the first thing that is foreign.
    pub(in super::super) fn look(&mut self, bytes: &[u8]) -> Result<(), Rejection> {
        let carried = self.carry.len();
        let joint = bytes.len().min(LOOK_BYTES - 1);
        self.carry
            .extend_from_slice(bytes.get(..joint).unwrap_or_default());
        let decided = (self.carry.len() + 1).saturating_sub(LOOK_BYTES);
        self.sift(&self.carry, self.position, decided.min(carried))?;
        if let Some(decided) = (bytes.len() + 1).checked_sub(LOOK_BYTES) {
            self.sift(bytes, self.position + carried as u64, decided)?;
            self.carry.clear();
            self.carry
                .extend_from_slice(bytes.get(decided..).unwrap_or_default());
            self.position += (carried + decided) as u64;
        } else {
            self.carry.drain(..decided);
            self.position += decided as u64;
        }
        Ok(())
    }

    /// Looks at the last bytes, behind which there are no more.
    pub(in super::super) fn end(self) -> Result<(), Rejection> {
        self.sift(&self.carry, self.position, self.carry.len())
    }

    /// Looks at what begins among the first bytes of a window.
    fn sift(&self, window: &[u8], position: u64, first: usize) -> Result<(), Rejection> {
        let starts = window.get(..first).unwrap_or_default();
        let in_header = usize::try_from(PDF_HEADER_WITHIN.saturating_sub(position));
        let header = starts.len().min(in_header.unwrap_or(usize::MAX));
        let header = starts.get(..header).unwrap_or_default();
        let markup = |at| markup(window.get(at..)?);
        let mut found = vec![
            words(&*ARCHIVE_FINDERS, window, first),
            landmark(window, position, first),
        ];
        match self.depth {
            Depth::Metadata => found.push(earliest(memchr_iter(b'%', header), markup)),
            Depth::Behind => found.extend([
                words(&*PROGRAM_FINDERS, window, first),
                earliest(memchr2_iter(b'<', b'%', starts), markup),
            ]),
        }
        match found.into_iter().flatten().min_by_key(|(at, _)| *at) {
            None => Ok(()),
            Some((_, found)) => Err(Rejection::Hidden { found }),
        }
    }
}

/// The earliest of some signatures.
fn words(finders: &[Finder<'_>], window: &[u8], first: usize) -> Option<(usize, Found)> {
    let found = finders.iter().filter_map(|finder| {
        let end = window.len().min(first + finder.needle().len() - 1);
        let starts = finder.find_iter(window.get(..end)?);
        earliest(starts, |at| signature(window.get(at..)?))
    });
    found.min_by_key(|(at, _)| *at)
}

fn signature(bytes: &[u8]) -> Option<Found> {
    let starts = |signature| bytes.starts_with(signature);
    if starts(SEVEN_ZIP) || starts(RAR) || is_zip_member(bytes) {
        return Some(Found::Archive);
    }
    // Class, byte order and version are 1 or 2 (ELF, the identification).
    let is_elf = matches!(bytes, [0x7F, b'E', b'L', b'F', 1 | 2, 1 | 2, 1, ..]);
    if is_elf || starts(DOS_STUB) || starts(WINDOWS_STUB) {
        return Some(Found::Executable);
    }
    starts(CONTAINER).then_some(Found::Office)
}

fn earliest(
    mut starts: impl Iterator<Item = usize>,
    judge: impl Fn(usize) -> Option<Found>,
) -> Option<(usize, Found)> {
    starts.find_map(|at| Some((at, judge(at)?)))
}

/// A local header as archivers write it (APPNOTE 4.3.7): a version that exists, a method that exists, a
/// name of a sensible length.
fn is_zip_member(bytes: &[u8]) -> bool {
    let &[b'P', b'K', 3, 4, version, _, _, _, method, 0, ..] = bytes else {
        return false;
    };
    let name = bytes.get(26..28).map_or(0, |length| match length {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    version <= 63 && method < 100 && (1..=1024).contains(&name)
}

fn markup(bytes: &[u8]) -> Option<Found> {
    let starts = |word: &[u8]| {
        bytes
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if bytes.starts_with(b"%PDF-") {
        return bytes
            .get(5)
            .is_some_and(u8::is_ascii_digit)
            .then_some(Found::Document);
    }
    if starts(b"<?php") || starts(b"<script") {
        return Some(Found::Executable);
    }
    (starts(b"<html") || starts(b"<!doctype html")).then_some(Found::Document)
}

fn landmark(window: &[u8], position: u64, first: usize) -> Option<(usize, Found)> {
    LANDMARKS.iter().find_map(|(at, word, found)| {
        let at = usize::try_from(at.checked_sub(position)?).ok()?;
        let is_there = at < first && window.get(at..)?.starts_with(word);
        is_there.then_some((at, *found))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(depth: Depth, position: u64, bytes: &[u8], chunk: usize) -> Result<(), Rejection> {
        let mut sieve = Sieve::new(depth, position);
        for piece in bytes.chunks(chunk) {
            sieve.look(piece)?;
        }
        sieve.end()
    }

    #[test]
    fn foreign_files_are_found_however_the_bytes_are_cut() {
        let member = [
            b"PK\x03\x04\x0A\0\0\0\0\0\0\0\0\0".as_slice(),
            &[0; 12],
            &[7, 0, 0, 0],
            b"zip.txt",
        ]
        .concat();
        let behind = |length: usize, word: &[u8]| [vec![b'x'; length], word.to_vec()].concat();
        let hidden = |found| Err(Rejection::Hidden { found });
        for (bytes, metadata, at_the_end) in [
            (
                behind(90, &member),
                hidden(Found::Archive),
                hidden(Found::Archive),
            ),
            (
                behind(3, b"Rar!\x1A\x07\x01\0"),
                hidden(Found::Archive),
                hidden(Found::Archive),
            ),
            (
                behind(257, b"ustar\0"),
                hidden(Found::Archive),
                hidden(Found::Archive),
            ),
            (
                behind(0x8001, b"CD001"),
                hidden(Found::Archive),
                hidden(Found::Archive),
            ),
            (behind(258, b"ustar\0"), Ok(()), Ok(())),
            (
                behind(1000, b"%PDF-1.7"),
                hidden(Found::Document),
                hidden(Found::Document),
            ),
            (behind(1024, b"%PDF-1.7"), Ok(()), hidden(Found::Document)),
            (behind(50, b"<?PHP"), Ok(()), hidden(Found::Executable)),
            (
                behind(50, b"\x7FELF\x02\x01\x01"),
                Ok(()),
                hidden(Found::Executable),
            ),
            (behind(50, b"PK\x03\x04"), Ok(()), Ok(())),
            (behind(50, b"100 % PDF-basert"), Ok(()), Ok(())),
        ] {
            for chunk in [1, 2, 39, 40, 41, 1000, 100_000] {
                let shown = String::from_utf8_lossy(&bytes);
                assert_eq!(
                    sifted(Depth::Metadata, 0, &bytes, chunk),
                    metadata,
                    "{chunk}: {shown}"
                );
                assert_eq!(
                    sifted(Depth::Behind, 0, &bytes, chunk),
                    at_the_end,
                    "{chunk}: {shown}"
                );
            }
        }
    }
}
