//! Other files in this one: behind its end, in the middle of it, or in its place.
//!
//! Where a file ends, another one may have been put, which is told as any file is ([`behind`]). In the
//! middle, only what has a signature that chance does not make is recognised ([`begins`], [`within`], and
//! [`Sieve`] while bytes stream by). What is looked for in the whole of a file, from its end, or 32 kB into
//! it, does not depend on what its parser makes of it ([`Watch`]).

mod disc;
mod sieve;
mod tail;
mod watch;

pub(super) use self::sieve::{Mesh, Sieve};
pub(super) use self::watch::Watch;
use super::Found;
use crate::submission::detect::program::{DOS_PROGRAM, is_dos_program};
use crate::submission::detect::{begins_with_word, detect};
use crate::submission::{Kind, Rejection};

/// As many bytes as it takes to know.
pub(super) const FOREIGN_BYTES: usize = 512;

const ZIP_MEMBER: &[u8] = b"PK\x03\x04";
const SEVEN_ZIP: &[u8] = b"7z\xBC\xAF\x27\x1C";
/// Its version stands behind.
const RAR: &[u8] = b"Rar!\x1A\x07";
const ELF: &[u8] = b"\x7FELF";
/// Office's older container (MS-CFB, 2.2).
const CONTAINER: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const PDF: &[u8] = b"%PDF-";
/// Archives are found wherever they stand: those that unpack themselves have a program in front.
const ARCHIVES: [&[u8]; 3] = [SEVEN_ZIP, RAR, ZIP_MEMBER];

/// The file that others stand behind, where some are at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// Updates of itself.
    Pdf,
    /// Pictures, sound and film, which is what cameras leave, and XML, which is what they say of them.
    Picture,
}

/// What begins behind the end of a file, perhaps after padding.
pub(super) fn behind(host: Host, bytes: &[u8]) -> Option<Found> {
    let found = match (detect(unpadded(bytes)), host) {
        (Ok(Kind::Pdf), Host::Pdf) | (Ok(Kind::Xml), Host::Picture) => return None,
        (Ok(Kind::Zip), _) => Found::Archive,
        (Ok(Kind::Jpeg | Kind::Tiff | Kind::Png), _) => Found::Image,
        (Ok(Kind::Mp3), _) => Found::Audio,
        (Ok(Kind::Mpeg), _) => Found::Video,
        (Ok(Kind::Pdf | Kind::Xml | Kind::Html | Kind::Sosi) | Err(Rejection::Svg), _) => {
            Found::Document
        }
        (Err(Rejection::Kind { found }), _) => found,
        (Err(_), _) => return None,
    };
    let opens_by_itself = matches!(
        found,
        Found::Executable | Found::Office | Found::Archive | Found::Document
    );
    (host == Host::Pdf || opens_by_itself).then_some(found)
}

/// Refuses what was found, if anything was.
pub(super) fn refuse(found: Option<Found>) -> Result<(), Rejection> {
    match found {
        None => Ok(()),
        Some(found) => Err(Rejection::Hidden { found }),
    }
}

/// Refuses what stands behind the end of a file, if it is foreign or something foreign is in it.
pub(super) fn judge_behind(host: Host, bytes: &[u8]) -> Result<(), Rejection> {
    refuse(behind(host, bytes))?;
    match host {
        // However little stands behind the signature: nobody leaves one behind a document by chance.
        Host::Pdf => refuse(any_of(&ARCHIVES, bytes)),
        Host::Picture => {
            let mut sieve = Sieve::new(Mesh::Fine);
            sieve.look(bytes)?;
            sieve.end()
        }
    }
}

/// What begins here, perhaps after padding, where anything may stand. Pictures, sound and film are not
/// told.
pub(super) fn begins(bytes: &[u8]) -> Option<Found> {
    let unpadded = unpadded(bytes);
    by_signature(bytes)
        .or_else(|| by_signature(unpadded))
        .or_else(|| by_text(unpadded))
}

/// What begins anywhere in here, where bytes were overwritten: only signatures so long that they do not
/// come about in compressed data.
pub(super) fn within(bytes: &[u8]) -> Option<Found> {
    any_of(&ARCHIVES, bytes).or_else(|| any_of(&[ELF, CONTAINER, PDF, DOS_PROGRAM], bytes))
}

/// What begins anywhere in here with one of these.
fn any_of(starts: &[&[u8]], bytes: &[u8]) -> Option<Found> {
    starts.iter().find_map(|start| {
        let mut places = memchr::memmem::find_iter(bytes, start);
        places.find_map(|at| by_signature(bytes.get(at..)?))
    })
}

fn unpadded(bytes: &[u8]) -> &[u8] {
    let is_padding = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
    let first = bytes.iter().position(|byte| !is_padding(byte));
    first
        .and_then(|first| bytes.get(first..))
        .unwrap_or_default()
}

fn by_signature(bytes: &[u8]) -> Option<Found> {
    const SIGNATURES: [(&[u8], Found); 31] = [
        (ZIP_MEMBER, Found::Archive),
        (b"PK\x05\x06", Found::Archive),
        (b"PK\x07\x08PK", Found::Archive),
        (SEVEN_ZIP, Found::Archive),
        (RAR, Found::Archive),
        (b"\x1F\x8B\x08", Found::Archive),
        (b"\xFD7zXZ\0", Found::Archive),
        (b"\x28\xB5\x2F\xFD", Found::Archive),
        (b"\x04\x22\x4D\x18", Found::Archive),
        (b"MSCF\0\0\0\0", Found::Archive),
        (b"ISc(", Found::Archive),
        (b"070701", Found::Archive),
        (b"070707", Found::Archive),
        (b"xar!", Found::Archive),
        (b"!<arch>\n", Found::Archive),
        (ELF, Found::Executable),
        (b"\xFE\xED\xFA\xCE", Found::Executable),
        (b"\xFE\xED\xFA\xCF", Found::Executable),
        (b"\xCE\xFA\xED\xFE", Found::Executable),
        (b"\xCF\xFA\xED\xFE", Found::Executable),
        // Java classes, and programs for several of Apple's processors.
        (b"\xCA\xFE\xBA\xBE", Found::Executable),
        (b"\0asm\x01", Found::Executable),
        (b"dex\n03", Found::Executable),
        // Shortcuts ([MS-SHLLINK], 2.1).
        (b"L\0\0\0\x01\x14\x02\0", Found::Executable),
        (b"\xED\xAB\xEE\xDB", Found::Executable),
        (b"Cr24", Found::Executable),
        (b"ITSF\x03\0", Found::Executable),
        (b"#!/", Found::Executable),
        (CONTAINER, Found::Office),
        (b"SQLite format 3\0", Found::Other),
        (PDF, Found::Document),
    ];
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, found)| *found)
        .or_else(|| is_bzip2(bytes).then_some(Found::Archive))
        .or_else(|| is_tar(bytes).then_some(Found::Archive))
        .or_else(|| is_dos_program(bytes).then_some(Found::Executable))
}

fn is_bzip2(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"1AY&SY")
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Pages and scripts, in letters of any size.
fn by_text(bytes: &[u8]) -> Option<Found> {
    const WORDS: [(&[u8], Found); 15] = [
        (b"<?php", Found::Executable),
        (b"<%@", Found::Executable),
        (b"<script", Found::Executable),
        (b"@echo off", Found::Executable),
        (b"[InternetShortcut]", Found::Executable),
        (b"[Desktop Entry]", Found::Executable),
        (b"<html", Found::Document),
        (b"<!doctype html", Found::Document),
        (b"<head>", Found::Document),
        (b"<body", Found::Document),
        (b"<iframe", Found::Document),
        (b"<svg", Found::Document),
        (b"<?xml", Found::Document),
        (b"{\\rtf", Found::Office),
        (b"%!PS-Adobe", Found::Other),
    ];
    WORDS
        .iter()
        .find(|(word, _)| begins_with_word(bytes, word))
        .map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_behind_files_are_known_by_how_they_begin() {
        let mut program = [0; 300];
        program[..2].copy_from_slice(b"MZ");
        program[60] = 128;
        program[128..132].copy_from_slice(b"PE\0\0");
        let mut tar = [0; FOREIGN_BYTES];
        tar[..5].copy_from_slice(b"a.txt");
        tar[257..262].copy_from_slice(b"ustar");
        for (bytes, expected) in [
            (b"PK\x03\x04\x14\0".as_slice(), Found::Archive),
            (b"\0\0\0PK\x03\x04", Found::Archive),
            (b"7z\xBC\xAF\x27\x1C\0\x04", Found::Archive),
            (b"Rar!\x1A\x07\x01\0", Found::Archive),
            (b"BZh91AY&SY", Found::Archive),
            (b"\x1F\x8B\x08\0", Found::Archive),
            (&tar, Found::Archive),
            (&program, Found::Executable),
            (b"\x7fELF\x02", Found::Executable),
            (b"\xCA\xFE\xBA\xBE\0\0\0\x34", Found::Executable),
            (b"#!/bin/sh\n", Found::Executable),
            (b"\r\n<?PHP system(", Found::Executable),
            (b"<SCRIPT>", Found::Executable),
            (b"\0asm\x01\0\0\0", Found::Executable),
            (b"\n<!DOCTYPE html>", Found::Document),
            (b"%PDF-1.7", Found::Document),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Found::Office),
            (b"{\\rtf1", Found::Office),
        ] {
            let shown = bytes.escape_ascii();
            assert_eq!(begins(bytes), Some(expected), "{shown}");
        }
        for bytes in [program.as_slice(), b"7z\xBC\xAF\x27\x1C\0\x04"] {
            let amid = [b"MZ and more".as_slice(), bytes].concat();
            assert_eq!(begins(&amid), None);
            assert_eq!(within(&amid), begins(bytes));
        }
    }

    #[test]
    fn padding_and_the_cameras_own_are_not_foreign() {
        for bytes in [
            b"".as_slice(),
            b"\0",
            &[0; 600],
            b"\r\n",
            b"MZ",
            b"MZ is how a letter may begin, and it is long enough to be taken for a program",
            b"\xFF\xD8\xFF\xE1",
            b"\0\0\0\x18ftypmp42",
            b"SEFT",
            b"<p>",
            b"TAG",
            b"#!",
            b"PK",
        ] {
            assert_eq!(begins(bytes), None, "{}", bytes.escape_ascii());
        }
    }
}
