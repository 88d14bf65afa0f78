//! What a file is, by its first bytes. Names and declared types are not believed.
//!
//! Comes first in the intake: whatever is not permitted is refused before anything is stored.

pub(in crate::submission) mod media;
mod others;
pub(in crate::submission) mod program;
pub(in crate::submission) mod text;

use self::media::Transport;
use super::{Kind, Rejection};

/// As much of a file as detection looks at.
pub const HEAD_BYTES: usize = 8 * 1024;

/// How far into a file a PDF header may stand and still be opened by ordinary readers
/// (ISO 32000-1, annex H.3.4.1).
const PDF_HEADER_WITHIN: usize = 1024;

/// What was found instead of a permitted kind, in the words of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A program or script.
    Executable,
    /// Word, Excel and their like.
    Office,
    /// An archive that is not a zip.
    Archive,
    /// A picture of a kind that is not permitted.
    Image,
    /// What a camera's sensor saw, in the maker's own format.
    CameraRaw,
    /// Sound of a kind that is not permitted.
    Audio,
    /// Film of a kind that is not permitted.
    Video,
    /// MP4 and `QuickTime`, which people take for MPEG.
    Mp4,
    /// A font.
    Font,
    /// A permitted document, where it should not be: hidden behind a picture.
    Document,
    /// Something else that has a name.
    Other,
}

/// Decides from the first [`HEAD_BYTES`] of a file (fewer, when it is shorter).
pub fn detect(head: &[u8]) -> Result<Kind, Rejection> {
    if head.is_empty() {
        return Err(Rejection::Empty);
    }
    let kind = match by_signature(head) {
        Some(kind) => kind,
        None => by_content(head)?,
    };
    match hidden(head, kind) {
        Some(found) => Err(Rejection::Hidden { found }),
        None => Ok(kind),
    }
}

fn by_signature(head: &[u8]) -> Option<Kind> {
    let starts = |signature: &[u8]| head.starts_with(signature);
    if starts(b"%PDF-") {
        return Some(Kind::Pdf);
    }
    // The fourth byte tells JPEG-LS (F7) and JPEG 2000's code stream from JPEG.
    if starts(&[0xFF, 0xD8, 0xFF])
        && head
            .get(3)
            .is_none_or(|marker| *marker >= 0xC0 && *marker != 0xF7)
    {
        return Some(Kind::Jpeg);
    }
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Some(Kind::Png);
    }
    if is_tiff(head) {
        return Some(Kind::Tiff);
    }
    // An archive that was split, or could have been, begins with a mark of that (APPNOTE 8.5).
    let whole = head
        .strip_prefix(b"PK\x07\x08")
        .or(head.strip_prefix(b"PK00"));
    let begins_as_zip = whole.unwrap_or(head).starts_with(b"PK\x03\x04");
    if begins_as_zip || starts(b"PK\x05\x06") {
        return Some(Kind::Zip);
    }
    if starts(b"ID3") || starts(b"APETAGEX") || media::is_mp3(head, 2) {
        return Some(Kind::Mp3);
    }
    (media::is_mpeg(head) || is_transport_stream(head)).then_some(Kind::Mpeg)
}

/// Packets have no signature but a byte that stands at the same place in each of them, which can be
/// arranged: all there are must have it, and nothing that is known to begin otherwise.
fn is_transport_stream(head: &[u8]) -> bool {
    Transport::of(head).is_some_and(|cut| {
        // What stands before the first sync byte is a time, which may be anything.
        cut.is_unbroken(head) && (cut.sync == 0 || others::by_signature(head).is_none())
    })
}

fn is_tiff(head: &[u8]) -> bool {
    let signature = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|s| head.starts_with(*s));
    signature && !is_camera_raw(head)
}

/// What a camera's sensor saw, in what begins as TIFF: Canon's and Phase One's marks. Other makers say it
/// in the directories.
fn is_camera_raw(head: &[u8]) -> bool {
    let marks = [b"CR\x02".as_slice(), b"IIII", b"MMMM"];
    matches!(head.get(..4), Some(b"II*\0" | b"MM\0*"))
        && head
            .get(8..)
            .is_some_and(|mark| marks.iter().any(|m| mark.starts_with(m)))
}

/// Decides for a head without a signature that is permitted.
fn by_content(head: &[u8]) -> Result<Kind, Rejection> {
    if is_camera_raw(head) {
        return Err(Rejection::Kind {
            found: Found::CameraRaw,
        });
    }
    if let Some(found) = others::found(head) {
        return Err(Rejection::Kind { found });
    }
    let text = text::detect(head);
    if text.is_err() {
        if let Some(header) = pdf_header(head) {
            return behind(head.get(..header).unwrap_or_default());
        }
        if media::may_be_mp3(head) {
            return Ok(Kind::Mp3);
        }
    }
    text
}

/// Where a PDF header stands that readers would find.
fn pdf_header(head: &[u8]) -> Option<usize> {
    memchr::memmem::find(head, b"%PDF-").filter(|at| *at < PDF_HEADER_WITHIN)
}

/// A PDF with something before its header, such as what a printer or a mail was told. A browser must not
/// take the same file for a page.
fn behind(before: &[u8]) -> Result<Kind, Rejection> {
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    // With one of these, a tag or what else is markup begins (HTML Standard, 13.2.5.6).
    let is_page = matches!(
        before.trim_ascii_start(),
        [b'<', b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z', ..]
    );
    if is_page {
        return Err(Rejection::Hidden {
            found: Found::Document,
        });
    }
    Ok(Kind::Pdf)
}

/// Whether a word stands first, in letters of any size.
pub(super) fn begins_with_word(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Another file that programs would find in this one's head, where its own format has room for it.
fn hidden(head: &[u8], kind: Kind) -> Option<Found> {
    // The first member of a zip may be a PDF that is not compressed.
    let may_hold_pdf = matches!(kind, Kind::Pdf | Kind::Zip);
    if !may_hold_pdf && pdf_header(head).is_some() {
        return Some(Found::Document);
    }
    let at =
        |place: usize, mark: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(mark));
    if at(257, b"ustar") {
        return Some(Found::Archive);
    }
    // Medical pictures begin with 128 bytes of anything (DICOM PS3.10, 7.1).
    at(128, b"DICM").then_some(Found::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let transport_stream = [[0x47].as_slice(), &[0; 187]].concat().repeat(5);
        let camcorder = [[0, 0, 0, 0, 0x47].as_slice(), &[0; 187]]
            .concat()
            .repeat(5);
        let mp3 = [[0xFF, 0xFB, 0x90, 0x00].as_slice(), &[0; 413]]
            .concat()
            .repeat(2);
        for (head, expected) in [
            (b"%PDF-1.7\n".as_slice(), Kind::Pdf),
            (b"\n\n%PDF-1.4", Kind::Pdf),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"II*\0\x08\0\0\0", Kind::Tiff),
            (b"PK\x03\x04", Kind::Zip),
            (b"ID3\x04\0", Kind::Mp3),
            (&mp3, Kind::Mp3),
            (&[vec![0; 500], mp3.repeat(2)].concat(), Kind::Mp3),
            (&[&mp3[..99], &mp3, &mp3].concat(), Kind::Mp3),
            (b"APETAGEX\xD0\x07\0\0", Kind::Mp3),
            (b"\0\0\x01\xBA", Kind::Mpeg),
            (&transport_stream, Kind::Mpeg),
            (&camcorder, Kind::Mpeg),
            (b"<?xml version=\"1.0\"?><a/>", Kind::Xml),
            (b"<gml:FeatureCollection xmlns:gml='x'>", Kind::Xml),
            (b"<html xmlns='x'>", Kind::Html),
            (b"<!DOCTYPE html><p>", Kind::Html),
            (b"! kart\r\n.HODE\r\n..TEGNSETT UTF-8", Kind::Sosi),
            (b"\xFF\xFE<\0?\0x\0m\0l\0 \0?\0>\0<\0a\0/\0>\0", Kind::Xml),
        ] {
            assert_eq!(
                detect(head),
                Ok(expected),
                "{}",
                String::from_utf8_lossy(head)
            );
        }
    }

    #[test]
    fn what_is_not_permitted_is_refused_by_name() {
        let ftyp = |brands: &str| [b"\0\0\0\x18ftyp".as_slice(), brands.as_bytes()].concat();
        let installer = [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(),
            &[0; 600],
            b"\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46",
        ]
        .concat();
        let mut old_tar = [0; 600];
        old_tar[..5].copy_from_slice(b"brev/");
        old_tar[148..154].copy_from_slice(b"001336");
        let layer_two = [0xFF, 0xFD, 0xB0, 0].repeat(300);
        for (head, found) in [
            (b"MZ\x90\0\x03".as_slice(), Found::Executable),
            (b"\x7fELF\x02\x01\x01", Found::Executable),
            (b"\xCF\xFA\xED\xFE\x07", Found::Executable),
            (b"\xCA\xFE\xBA\xBE\0\0\0\x34", Found::Executable),
            (b"#!/bin/sh\n", Found::Executable),
            (b"\r\n@ECHO off\r\n", Found::Executable),
            (b"\xEF\xBB\xBF<?php", Found::Executable),
            (b"L\0\0\0\x01\x14\x02\0", Found::Executable),
            (b"[InternetShortcut]\r\nURL=", Found::Executable),
            (
                b"\xFF\xFEW\0i\0n\0d\0o\0w\0s\0 \0R\0e\0g\0i\0s\0t\0r\0y\0 \0E\0d\0i\0t\0o\0r\0",
                Found::Executable,
            ),
            (&installer, Found::Executable),
            (b"MZ\x90\0\x03 %PDF-1.4", Found::Executable),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Found::Office),
            (b"{\\rtf1\\ansi", Found::Office),
            (b"GIF89a\x01\0\x01\0", Found::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Found::Image),
            (b"\xFF\xD8\xFF\xF7", Found::Image),
            (b"\0\0\0\x0CjP  \r\n\x87\n", Found::Image),
            (&ftyp("heic\0\0\0\0mif1heic"), Found::Image),
            (&ftyp("avif\0\0\0\0"), Found::Image),
            (&ftyp("abcd\0\0\0\0mif1heic"), Found::Image),
            (&ftyp("crx \0\0\0\x01"), Found::CameraRaw),
            (b"II*\0\x10\0\0\0CR\x02\0", Found::CameraRaw),
            (&ftyp("mp42\0\0\0\0mp42isom"), Found::Mp4),
            (&ftyp("qt  \0\0\0\0qt  \0\0\0\0"), Found::Mp4),
            (&ftyp("3gp5\0\0\0\0"), Found::Mp4),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Found::Mp4),
            (&ftyp("M4A \0\0\0\0"), Found::Audio),
            (b"RIFF\x10\0\0\0WAVEfmt ", Found::Audio),
            (b"OggS\0\x02", Found::Audio),
            (b"OggS\0\x02.....\x80theora", Found::Video),
            (b"#!AMR\n", Found::Audio),
            (b"\xFF\xF1\x50\x80\x02\x1F\xFC", Found::Audio),
            (&layer_two, Found::Audio),
            (
                b"\x30\x26\xB2\x75\x8E\x66\xCF\x11...\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD",
                Found::Audio,
            ),
            (b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9", Found::Video),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x88matroska", Found::Video),
            (b"RIFF\x10\0\0\0AVI LIST", Found::Video),
            (b"\0\0\0\x01\x67\x42\0\x1E", Found::Video),
            (b"\x1f\x8b\x08\0", Found::Archive),
            (b"Rar!\x1A\x07\x01\0", Found::Archive),
            (&old_tar, Found::Archive),
            (b"wOF2\0\x01\0\0", Found::Font),
            (b"SQLite format 3\0", Found::Other),
        ] {
            let shown = head.escape_ascii();
            assert_eq!(detect(head), Err(Rejection::Kind { found }), "{shown}");
        }
        for (head, expected) in [
            (b"".as_slice(), Rejection::Empty),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Rejection::Svg),
            (
                b"<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='x'/>",
                Rejection::Svg,
            ),
            (b"Kjaere kommune", Rejection::UnknownKind),
            (b"\xFF\xFB\x90\0", Rejection::UnknownKind),
            (&[0; 600], Rejection::UnknownKind),
        ] {
            let shown = head.escape_ascii();
            assert_eq!(detect(head), Err(expected), "{shown}");
        }
    }

    #[test]
    fn a_file_is_one_thing_only() {
        let tar = |start: &[u8]| {
            let mut file = start.to_vec();
            file.resize(257, b' ');
            file.extend(b"ustar\x0000");
            file
        };
        let medical = [b"II*\0\x08\0\0\0".as_slice(), &[0; 120], b"DICM"].concat();
        for (head, found) in [
            (b"II*\0\x08\0\0\0%PDF-1.4".as_slice(), Found::Document),
            (b"\xFF\xD8\xFF\xFE\0\x40%PDF-1.4", Found::Document),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x08abCd%PDF-1.4", Found::Document),
            (b"<!DOCTYPE html><p>\n%PDF-1.4", Found::Document),
            (b"<!--\n%PDF-1.4", Found::Document),
            (b"\xEF\xBB\xBF\n<h1>x</h1>%PDF-1.4", Found::Document),
            (b"</p><iframe src=x>%PDF-1.4", Found::Document),
            (b"<?xml version='1.0'?><a>%PDF-1.4", Found::Document),
            (&tar(b"%PDF-1.4"), Found::Archive),
            (&medical, Found::Image),
        ] {
            let shown = head.escape_ascii();
            assert_eq!(detect(head), Err(Rejection::Hidden { found }), "{shown}");
        }
        for (head, kind) in [
            (
                b"PK\x03\x04..........................a.pdf%PDF-1.4".as_slice(),
                Kind::Zip,
            ),
            (b"\x1B%-12345X@PJL\r\n%PDF-1.4", Kind::Pdf),
            (b"<<1>>\n%PDF-1.4", Kind::Pdf),
            (b"Content-Type: application/pdf\r\n\r\n%PDF-1.4", Kind::Pdf),
        ] {
            assert_eq!(detect(head), Ok(kind), "{}", head.escape_ascii());
        }
    }

    #[test]
    fn packets_can_be_arranged_and_are_not_believed() {
        let packets = |start: &[u8]| {
            let mut head = [[0, 1, 2, 3, 0x47].as_slice(), &[0; 187]]
                .concat()
                .repeat(40);
            head[..start.len()].copy_from_slice(start);
            head
        };
        let mut program = packets(b"MZ\x90\0");
        program[60..64].copy_from_slice(&[0x80, 0, 0, 0]);
        program[128..132].copy_from_slice(b"PE\0\0");
        for (head, found) in [
            (program, Found::Executable),
            (packets(b"\x7FELF"), Found::Executable),
            (packets(b"\x1F\x8B\x08\x08"), Found::Archive),
            (packets(b"{\\rt"), Found::Office),
            (packets(b"%!PS"), Found::Other),
        ] {
            let shown = head[..8].escape_ascii();
            assert_eq!(detect(&head), Err(Rejection::Kind { found }), "{shown}");
        }
        // A time that begins as some formats with a short signature do.
        for time in [b"MZ\x90\0", b"\x1F\x8B\x07\0", b"BC\0\0"] {
            assert_eq!(detect(&packets(time)), Ok(Kind::Mpeg));
        }
        for out_of_step in [packets(b"")[..900].to_vec(), packets(b"")[188..].to_vec()] {
            let head = [packets(b""), out_of_step].concat();
            assert_eq!(detect(&head).is_ok(), head.len() % 192 == 132);
        }
    }

    #[test]
    fn every_extension_belongs_to_one_kind() {
        for kind in Kind::ALL {
            for extension in kind.extensions() {
                assert_eq!(Kind::of_extension(extension), Some(kind));
            }
        }
    }
}
