//! Signatures, where no more than the first bytes have to be looked at.

use super::super::Found;

/// What bytes at which place say what.
type Signature = (usize, &'static [u8], Found);

/// The first of them that fits. What others begin with stands behind them.
pub(super) fn found(head: &[u8]) -> Option<Found> {
    of_at_least(1, head)
}

/// The same, of those that no number looks like.
pub(in super::super) fn sure(head: &[u8]) -> Option<Found> {
    of_at_least(3, head)
}

fn of_at_least(length: usize, head: &[u8]) -> Option<Found> {
    [PICTURES, SOUND_AND_FILM, PROGRAMS, ARCHIVES, OTHERS]
        .into_iter()
        .flatten()
        .filter(|(_, bytes, _)| bytes.len() >= length)
        .find(|(at, bytes, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(bytes)))
        .map(|(_, _, found)| *found)
}

const PICTURES: &[Signature] = &[
    // What begins as JPEG and is not: JPEG-LS, JPEG 2000's code stream.
    (0, b"\xFF\xD8\xFF", Found::Image),
    (0, b"\xFF\x4F\xFF\x51", Found::Image),
    (0, b"\xFF\x0A", Found::Image),
    (0, b"GIF8", Found::Image),
    (0, b"8BPS", Found::Image),
    (0, b"8BPB", Found::Image),
    (0, b"\0\0\x01\0\x01\0", Found::Image),
    (0, b"\0\0\x02\0\x01\0", Found::Image),
    (0, b"\x8AMNG", Found::Image),
    (0, b"\x8BJNG", Found::Image),
    (0, b"qoif", Found::Image),
    (0, b"BPG\xFB", Found::Image),
    (0, b"FLIF", Found::Image),
    (0, b"icns", Found::Image),
    (0, b"gimp xcf", Found::Image),
    (0, b"AT&TFORM", Found::Image),
    (0, b"SIMPLE  =", Found::Image),
    (0, b"v/1\x01", Found::Image),
    (0, b"DDS |", Found::Image),
    (0, b"#?RADIANCE", Found::Image),
    (0, b"II\xBC", Found::Image),
    (0, b"\xD7\xCD\xC6\x9A", Found::Image),
    (40, b" EMF", Found::Image),
    (0, b"P4\n", Found::Image),
    (0, b"P5\n", Found::Image),
    (0, b"P6\n", Found::Image),
    (0, b"\x0A\x05\x01\x08", Found::Image),
    // What a camera's sensor saw, where it does not begin as TIFF does: Canon's older format, Olympus (three
    // times), Panasonic and Leica, Fujifilm, Minolta, Sigma.
    (0, b"II\x1A\0\0\0HEAPCCDR", Found::CameraRaw),
    (0, b"IIRO", Found::CameraRaw),
    (0, b"IIRS", Found::CameraRaw),
    (0, b"MMOR", Found::CameraRaw),
    (0, b"IIU\0", Found::CameraRaw),
    (0, b"FUJIFILMCCD-RAW", Found::CameraRaw),
    (0, b"\0MRM", Found::CameraRaw),
    (0, b"FOVb", Found::CameraRaw),
];

const SOUND_AND_FILM: &[Signature] = &[
    // Before scripts, which begin with the same two letters.
    (0, b"#!AMR", Found::Audio),
    (0, b"#!SILK", Found::Audio),
    (0, b"fLaC", Found::Audio),
    (0, b"MThd", Found::Audio),
    (0, b"MAC ", Found::Audio),
    (0, b"wvpk", Found::Audio),
    (0, b"MPCK", Found::Audio),
    (0, b"MP+", Found::Audio),
    (0, b"TTA1", Found::Audio),
    (0, b".snd", Found::Audio),
    (0, b"caff", Found::Audio),
    (0, b"DSD ", Found::Audio),
    (0, b"ADIF", Found::Audio),
    (0, b"Creative Voice File", Found::Audio),
    (0, b"\x0B\x77", Found::Audio),
    (0, b"\x7F\xFE\x80\x01", Found::Audio),
    (0, b"\x1A\x45\xDF\xA3", Found::Video),
    (0, b"FLV\x01", Found::Video),
    (0, b".RMF", Found::Video),
    (0, b"DKIF", Found::Video),
    (0, b"BIKi", Found::Video),
    // MPEG-4's visual part, H.264 and HEVC by themselves.
    (0, b"\0\0\x01\xB0", Found::Video),
    (0, b"\0\0\x01\x67", Found::Video),
    (0, b"\0\0\0\x01\x67", Found::Video),
    (0, b"\0\0\0\x01\x27", Found::Video),
    (0, b"\0\0\0\x01\x09", Found::Video),
    (0, b"\0\0\0\x01\x40\x01", Found::Video),
    (0, b"\0\0\0\x01\x46\x01", Found::Video),
];

const PROGRAMS: &[Signature] = &[
    (0, b"MZ", Found::Executable),
    (0, b"\x7fELF", Found::Executable),
    (0, b"#!", Found::Executable),
    (0, b"\xCA\xFE\xBA\xBE", Found::Executable),
    (0, b"\xCA\xFE\xD0\x0D", Found::Executable),
    (0, b"\xFE\xED\xFA\xCE", Found::Executable),
    (0, b"\xFE\xED\xFA\xCF", Found::Executable),
    (0, b"\xCE\xFA\xED\xFE", Found::Executable),
    (0, b"\xCF\xFA\xED\xFE", Found::Executable),
    (0, b"\0asm", Found::Executable),
    (0, b"dex\n", Found::Executable),
    (0, b"L\0\0\0\x01\x14\x02\0", Found::Executable),
    (0, b"BC\xC0\xDE", Found::Executable),
    (0, b"!<arch>\ndebian", Found::Executable),
    (0, b"\xED\xAB\xEE\xDB", Found::Executable),
    (0, b"Cr24", Found::Executable),
    (0, b"ITSF", Found::Executable),
    (0, b"FWS", Found::Executable),
    (0, b"CWS", Found::Executable),
    (0, b"ZWS", Found::Executable),
];

const ARCHIVES: &[Signature] = &[
    (0, b"7z\xBC\xAF\x27\x1C", Found::Archive),
    (0, b"Rar!\x1A\x07", Found::Archive),
    (0, b"\x1F\x8B\x08", Found::Archive),
    (0, b"\x1F\x8B", Found::Archive),
    (0, b"\x1F\x9D", Found::Archive),
    (0, b"\x1F\xA0", Found::Archive),
    (0, b"BZh", Found::Archive),
    (0, b"\xFD7zXZ\0", Found::Archive),
    (0, b"\x28\xB5\x2F\xFD", Found::Archive),
    (0, b"\x04\x22\x4D\x18", Found::Archive),
    (0, b"\x5D\0\0", Found::Archive),
    (0, b"LZIP", Found::Archive),
    (0, b"MSCF", Found::Archive),
    (0, b"ISc(", Found::Archive),
    (0, b"\x60\xEA", Found::Archive),
    (2, b"-lh", Found::Archive),
    (2, b"-lz", Found::Archive),
    (0, b"070701", Found::Archive),
    (0, b"070702", Found::Archive),
    (0, b"070707", Found::Archive),
    (0, b"\xC7\x71", Found::Archive),
    (0, b"\x71\xC7", Found::Archive),
    (0, b"!<arch>", Found::Archive),
    (0, b"xar!", Found::Archive),
    (0, b"RE~^", Found::Archive),
    (0, b"**ACE**", Found::Archive),
    (7, b"**ACE**", Found::Archive),
    (257, b"ustar", Found::Archive),
    // Parts of archives that begin in another file.
    (0, b"PK\x07\x08", Found::Archive),
    (0, b"PK00", Found::Archive),
    (0, b"MSWIM\0\0\0", Found::Archive),
];

const OTHERS: &[Signature] = &[
    (0, b"OTTO\0", Found::Font),
    (0, b"ttcf", Found::Font),
    (0, b"wOFF", Found::Font),
    (0, b"wOF2", Found::Font),
    (0, b"%!PS-AdobeFont", Found::Font),
    (0, b"{\\rt", Found::Office),
    (0, b"\xFFWPC", Found::Office),
    (0, b"\xDB\xA5\x2D\0", Found::Office),
    (0, b"\0\0\x1A\0", Found::Office),
    (0, b"[ver]\r\n", Found::Office),
    (60, b"BOOKMOBI", Found::Office),
    (0, b"\xD4\xC3\xB2\xA1", Found::Other),
    (0, b"\xA1\xB2\xC3\xD4", Found::Other),
    (0, b"\x0A\x0D\x0D\x0A", Found::Other),
    (0, b"SQLite format 3\0", Found::Other),
    (4, b"Standard Jet DB", Found::Other),
    (4, b"Standard ACE DB", Found::Other),
    (0, b"-----BEGIN ", Found::Other),
    (0, b"%!PS", Found::Other),
    (0, b"\xC5\xD0\xD3\xC6", Found::Other),
    (0, b"\x89HDF\r\n", Found::Other),
    (0, b"bplist0", Found::Other),
    (0, b"AC10", Found::Other),
    (0, b"PAR1", Found::Other),
    (0, b"BEGIN:V", Found::Other),
    (0, b"ISO-10303-21;", Found::Other),
    (0, b"ARROW1\0\0", Found::Other),
    (0, b"Obj\x01", Found::Other),
    (0, b"\0\0\x27\x0A\0\0\0\0", Found::Other),
];
