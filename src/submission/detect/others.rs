//! Formats with a name that are not permitted, told by how they begin, so that people read what they
//! sent rather than that it was not understood.

mod boxes;
mod signatures;

use super::media::is_other_mpeg_sound;
use super::program::is_dos_program;
use super::{Found, begins_with_word};

/// An installer in Office's container says so by its class (`000C1084-0000-0000-C000-000000000046`).
const INSTALLER_CLASS: &[u8] = b"\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46";
/// Streams of pictures in Microsoft's container ([MS-ASF], 10.4).
const ASF_VIDEO: &[u8] = b"\xC0\xEF\x19\xBC\x4D\x5B\xCF\x11\xA8\xFD";
/// And those of sound.
const ASF_AUDIO: &[u8] = b"\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD";

/// What the head belongs to.
pub(super) fn found(head: &[u8]) -> Option<Found> {
    signatures::found(head)
        .or_else(|| containers(head))
        .or_else(|| script(head))
        .or_else(|| is_other_mpeg_sound(head).then_some(Found::Audio))
        .or_else(|| is_old_tar(head).then_some(Found::Archive))
        .or_else(|| by_infer(head))
}

/// What the head belongs to by a signature that chance does not make: not of two bytes, of which there are
/// many.
pub(super) fn by_signature(head: &[u8]) -> Option<Found> {
    signatures::sure(head).or_else(|| is_dos_program(head).then_some(Found::Executable))
}

/// Formats that hold others, which their heads name further in.
fn containers(head: &[u8]) -> Option<Found> {
    boxes::found(head).or_else(|| match head {
        [b'R', b'I', b'F', b'F' | b'X', rest @ ..]
        | [b'R', b'F', b'6', b'4', rest @ ..]
        | [b'F', b'O', b'R', b'M', rest @ ..] => Some(chunked(rest.get(4..8)?)),
        _ if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => {
            let is_installer = holds(head, INSTALLER_CLASS);
            Some(if is_installer {
                Found::Executable
            } else {
                Found::Office
            })
        }
        _ if head.starts_with(b"\x30\x26\xB2\x75\x8E\x66\xCF\x11") => {
            let is_sound = holds(head, ASF_AUDIO) && !holds(head, ASF_VIDEO);
            Some(if is_sound { Found::Audio } else { Found::Video })
        }
        _ if head.starts_with(b"OggS") => Some(if holds(head, b"theora") {
            Found::Video
        } else {
            Found::Audio
        }),
        _ => None,
    })
}

fn holds(head: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(head, needle).is_some()
}

/// What a RIFF or IFF file is a form of.
fn chunked(form: &[u8]) -> Found {
    match form {
        b"WEBP" | b"ACON" | b"ILBM" | b"PBM " => Found::Image,
        b"WAVE" | b"AIFF" | b"AIFC" | b"QLCM" | b"RMID" | b"RMP3" | b"8SVX" => Found::Audio,
        b"AVI " | b"CDXA" | b"AMV " => Found::Video,
        _ => Found::Other,
    }
}

/// Programs in letters, of any size.
fn script(head: &[u8]) -> Option<Found> {
    const WORDS: [&[u8]; 9] = [
        b"@echo ",
        b"<?php",
        b"<?=",
        b"<%",
        b"[internetshortcut]",
        b"[desktop entry]",
        b"regedit4",
        b"windows registry editor",
        b"#requires ",
    ];
    // UTF-16 of what is ASCII is ASCII with zeros between.
    let letters: Vec<u8> = head
        .iter()
        .filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(32)
        .copied()
        .collect();
    WORDS
        .iter()
        .any(|word| begins_with_word(&letters, word))
        .then_some(Found::Executable)
}

/// The tar of Unix's seventh edition has no signature, but a check sum: of the header's bytes, with
/// spaces in its own place.
fn is_old_tar(head: &[u8]) -> bool {
    let (Some(header), Some(written)) = (head.get(..512), head.get(148..156)) else {
        return false;
    };
    let written = str::from_utf8(written).unwrap_or_default();
    let written = written.trim_matches(['\0', ' ']);
    let others = header.iter().enumerate().map(|(at, byte)| match at {
        148..156 => u32::from(b' '),
        _ => u32::from(*byte),
    });
    u32::from_str_radix(written, 8).is_ok_and(|sum| sum == others.sum::<u32>())
}

/// What `infer` knows beyond that.
fn by_infer(head: &[u8]) -> Option<Found> {
    use infer::MatcherType as Type;
    // It counts PDF among the archives; one with its header further in is judged by itself.
    // So little of an MP3 that nothing follows its first header is not another kind of sound.
    let found = infer::get(head)
        .filter(|found| !matches!(found.mime_type(), "application/pdf" | "audio/mpeg"))?;
    match (found.matcher_type(), found.extension()) {
        (_, "der" | "crt" | "qcow2" | "sqlite" | "nes" | "ps" | "dwg") => Some(Found::Other),
        (_, "swf" | "crx" | "deb" | "rpm" | "msi") | (Type::App, _) => Some(Found::Executable),
        (_, "dcm") | (Type::Image, _) => Some(Found::Image),
        (_, "eot") | (Type::Font, _) => Some(Found::Font),
        (_, "rtf") | (Type::Book | Type::Doc, _) => Some(Found::Office),
        (Type::Archive, _) => Some(Found::Archive),
        (Type::Audio, _) => Some(Found::Audio),
        (Type::Video, _) => Some(Found::Video),
        // HTML and XML are text: judged by their root element.
        (Type::Text, _) => None,
        (Type::Custom, _) => Some(Found::Other),
    }
}
