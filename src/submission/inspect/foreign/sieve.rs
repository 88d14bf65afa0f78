//! Finds the beginnings of other files among bytes that stream by, where readers of those would find them,
//! too.

use std::sync::LazyLock;

use memchr::memchr2_iter;
use memchr::memmem::Finder;

use super::{ARCHIVES, CONTAINER, ELF, PDF, RAR, SEVEN_ZIP, refuse};
use crate::submission::Rejection;
use crate::submission::detect::{Found, begins_with_word};

/// The longest signature, and what is looked at behind it.
const LOOK_BYTES: usize = 40;

/// The two texts in the stub that Windows programs begin with.
const DOS_STUB: &[u8] = b"This program cannot be run in";
const WINDOWS_STUB: &[u8] = b"This program must be run";

static ARCHIVE_FINDERS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ARCHIVES.map(Finder::new));
static PROGRAM_FINDERS: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| [ELF, DOS_STUB, WINDOWS_STUB, CONTAINER].map(Finder::new));

/// How much the sieve lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Mesh {
    /// All but archives: among the descriptions of a picture, markup and parts of documents are at home.
    Coarse,
    /// Neither archives nor programs, nor what browsers take for a page.
    Fine,
}

/// Looks at bytes as they come, however they are cut.
#[derive(Debug)]
pub(in super::super) struct Sieve {
    mesh: Mesh,
    /// The last bytes, which may be the beginning of something.
    carry: Vec<u8>,
}

impl Sieve {
    pub(in super::super) fn new(mesh: Mesh) -> Self {
        Self {
            mesh,
            carry: Vec::with_capacity(2 * LOOK_BYTES),
        }
    }

    /// Refuses the first thing that is foreign.
    pub(in super::super) fn look(&mut self, bytes: &[u8]) -> Result<(), Rejection> {
        let carried = self.carry.len();
        let joint = bytes.len().min(LOOK_BYTES - 1);
        self.carry
            .extend_from_slice(bytes.get(..joint).unwrap_or_default());
        let decided = (self.carry.len() + 1).saturating_sub(LOOK_BYTES);
        self.sift(&self.carry, decided.min(carried))?;
        if let Some(decided) = (bytes.len() + 1).checked_sub(LOOK_BYTES) {
            self.sift(bytes, decided)?;
            self.carry.clear();
            self.carry
                .extend_from_slice(bytes.get(decided..).unwrap_or_default());
        } else {
            self.carry.drain(..decided);
        }
        Ok(())
    }

    /// Looks at the last bytes, behind which there are no more.
    pub(in super::super) fn end(self) -> Result<(), Rejection> {
        self.sift(&self.carry, self.carry.len())
    }

    /// Looks at what begins among the first bytes of a window.
    fn sift(&self, window: &[u8], first: usize) -> Result<(), Rejection> {
        let mut found = vec![words(&*ARCHIVE_FINDERS, window, first)];
        if self.mesh == Mesh::Fine {
            let starts = window.get(..first).unwrap_or_default();
            let markup = |at| markup(window.get(at..)?);
            found.extend([
                words(&*PROGRAM_FINDERS, window, first),
                earliest(memchr2_iter(b'<', b'%', starts), markup),
            ]);
        }
        let earliest = found.into_iter().flatten().min_by_key(|(at, _)| *at);
        refuse(earliest.map(|(_, found)| found))
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

/// A local header as readers take it (APPNOTE 4.3.7), who do not mind the version: a method that exists, a
/// name of a sensible length.
fn is_zip_member(bytes: &[u8]) -> bool {
    let &[b'P', b'K', 3, 4, _, _, _, _, method, 0, ..] = bytes else {
        return false;
    };
    let name = bytes.get(26..28).map_or(0, |length| match length {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    method < 100 && (1..=1024).contains(&name)
}

fn markup(bytes: &[u8]) -> Option<Found> {
    if let Some(version) = bytes.strip_prefix(PDF) {
        let is_version = version.first().is_some_and(u8::is_ascii_digit);
        return is_version.then_some(Found::Document);
    }
    let starts = |word| begins_with_word(bytes, word);
    if starts(b"<?php".as_slice()) || starts(b"<script") {
        return Some(Found::Executable);
    }
    (starts(b"<html") || starts(b"<!doctype html")).then_some(Found::Document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(mesh: Mesh, bytes: &[u8], chunk: usize) -> Result<(), Rejection> {
        let mut sieve = Sieve::new(mesh);
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
        for (bytes, coarse, fine) in [
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
            (behind(1000, b"%PDF-1.7"), Ok(()), hidden(Found::Document)),
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
                    sifted(Mesh::Coarse, &bytes, chunk),
                    coarse,
                    "{chunk}: {shown}"
                );
                assert_eq!(sifted(Mesh::Fine, &bytes, chunk), fine, "{chunk}: {shown}");
            }
        }
    }
}
