//! What a file is, by its first bytes. Names and declared types are not believed.
//!
//! Comes first in the intake: whatever is not permitted is refused before anything is stored.

mod text;

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
    /// MP4 and QuickTime, which people take for MPEG.
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
    if let Some(kind) = by_signature(head) {
        return Ok(kind);
    }
    if let Some(found) = foreign(head) {
        return Err(Rejection::Kind { found });
    }
    if head
        .windows(5)
        .take(PDF_HEADER_WITHIN)
        .any(|window| window == b"%PDF-")
    {
        return Ok(Kind::Pdf);
    }
    text::detect(head)
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
            .is_some_and(|marker| *marker >= 0xC0 && *marker != 0xF7)
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
    if starts(b"ID3") || is_mp3_frame(head) {
        return Some(Kind::Mp3);
    }
    is_mpeg(head).then_some(Kind::Mpeg)
}

fn is_tiff(head: &[u8]) -> bool {
    let signature = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|s| head.starts_with(*s));
    // Canon's raw files are TIFF with a mark of their own.
    signature && head.get(8..10) != Some(b"CR")
}

/// Two layer III frame headers where the first one says that the second must be
/// (ISO/IEC 11172-3, 2.4.1.3).
fn is_mp3_frame(head: &[u8]) -> bool {
    let Some(length) = mp3_frame_length(head) else {
        return false;
    };
    head.get(length..).and_then(mp3_frame_length).is_some()
}

fn mp3_frame_length(bytes: &[u8]) -> Option<usize> {
    const MPEG1_KBPS: [usize; 15] = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ];
    const MPEG2_KBPS: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    const HERTZ: [usize; 3] = [44_100, 48_000, 32_000];
    let &[sync, version, rates, ..] = bytes else {
        return None;
    };
    if sync != 0xFF || version & 0xE6 != 0xE2 {
        return None;
    }
    let (kbps, divisor, samples) = match version >> 3 & 3 {
        3 => (MPEG1_KBPS, 1, 144),
        2 => (MPEG2_KBPS, 2, 72),
        0 => (MPEG2_KBPS, 4, 72),
        _ => return None,
    };
    let bitrate = *kbps
        .get(usize::from(rates >> 4))
        .filter(|kbps| **kbps > 0)?
        * 1000;
    let hertz = HERTZ.get(usize::from(rates >> 2 & 3))? / divisor;
    Some(samples * bitrate / hertz + usize::from(rates >> 1 & 1))
}

/// Program streams, MPEG-1/2 video, and transport streams (a sync byte every 188 bytes).
fn is_mpeg(head: &[u8]) -> bool {
    const PACKET: usize = 188;
    let stream = head.starts_with(&[0, 0, 1, 0xBA]) || head.starts_with(&[0, 0, 1, 0xB3]);
    stream || (0..4).all(|packet| head.get(packet * PACKET) == Some(&0x47))
}

/// A known format that is not permitted.
fn foreign(head: &[u8]) -> Option<Found> {
    use infer::MatcherType as Type;
    if [b"MZ".as_slice(), b"\x7fELF", b"#!"]
        .iter()
        .any(|signature| head.starts_with(signature))
    {
        return Some(Found::Executable);
    }
    // Office's older container; `infer` would need the whole file to say which program it is from.
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(Found::Office);
    }
    // `infer` counts PDF among the archives; one with its header further in is judged below.
    let found = infer::get(head).filter(|found| found.mime_type() != "application/pdf")?;
    match found.matcher_type() {
        Type::App => Some(Found::Executable),
        Type::Archive => Some(Found::Archive),
        Type::Audio => Some(Found::Audio),
        Type::Book | Type::Doc => Some(Found::Office),
        Type::Font => Some(Found::Font),
        Type::Image => Some(Found::Image),
        Type::Video => Some(Found::Video),
        // HTML and XML are text: judged by their root element, below.
        Type::Text => None,
        Type::Custom => Some(Found::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let transport_stream = [[0x47].as_slice(), &[0; 187]].concat().repeat(5);
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
            (b"\0\0\x01\xBA", Kind::Mpeg),
            (&transport_stream, Kind::Mpeg),
            (b"<?xml version=\"1.0\"?><a/>", Kind::Xml),
            (b"<gml:FeatureCollection xmlns:gml='x'>", Kind::Xml),
            (b"<?xml version=\"1.0\"?><html xmlns='x'>", Kind::Html),
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
        for (head, expected) in [
            (b"".as_slice(), Rejection::Empty),
            (
                b"MZ\x90\0\x03",
                Rejection::Kind {
                    found: Found::Executable,
                },
            ),
            (
                b"\x7fELF\x02\x01\x01",
                Rejection::Kind {
                    found: Found::Executable,
                },
            ),
            (
                b"#!/bin/sh\n",
                Rejection::Kind {
                    found: Found::Executable,
                },
            ),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                Rejection::Kind {
                    found: Found::Office,
                },
            ),
            (
                b"GIF89a\x01\0\x01\0",
                Rejection::Kind {
                    found: Found::Image,
                },
            ),
            (
                b"\0\0\0\x18ftypmp42\0\0\0\0mp42",
                Rejection::Kind {
                    found: Found::Video,
                },
            ),
            (
                b"\x1f\x8b\x08\0",
                Rejection::Kind {
                    found: Found::Archive,
                },
            ),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Rejection::Svg),
            (
                b"<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='x'/>",
                Rejection::Svg,
            ),
            (b"Kjaere kommune", Rejection::UnknownKind),
        ] {
            assert_eq!(
                detect(head),
                Err(expected),
                "{}",
                String::from_utf8_lossy(head)
            );
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
