//! Which encoding an XML file is written in (XML 1.0, appendix F).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

/// As much of a file as may have to be seen. The XML declaration is its first line, and short.
pub(super) const HEAD_BYTES: usize = 1024;

/// What a file is written in, and how many bytes its byte order mark has.
pub(super) struct Written {
    pub(super) encoding: &'static Encoding,
    pub(super) mark: usize,
}

/// The encoding of a file that begins so; none when its markup can't be read, or should not be.
pub(super) fn of(head: &[u8]) -> Option<Written> {
    let written = |encoding, mark| Some(Written { encoding, mark });
    match head {
        // UTF-32, and UTF-16 that nothing is written in.
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => None,
        [0xFF, 0xFE, ..] => written(UTF_16LE, 2),
        [0xFE, 0xFF, ..] => written(UTF_16BE, 2),
        [b'<', 0, ..] => written(UTF_16LE, 0),
        [0, b'<', ..] => written(UTF_16BE, 0),
        // The mark has the last word (RFC 7303, 3), unless nothing about the declaration can be true.
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            label(rest).map_or(Some(UTF_8), declared)?;
            written(UTF_8, 3)
        }
        _ => written(label(head).map_or(Some(UTF_8), declared)?, 0),
    }
}

/// What the XML declaration calls the encoding.
fn label(head: &[u8]) -> Option<&[u8]> {
    let end = memmem::find(head, b"?>")?;
    let declaration = head.get(..end)?.strip_prefix(b"<?xml")?;
    let at = memmem::find(declaration, b"encoding")?;
    let value = declaration
        .get(at + b"encoding".len()..)?
        .trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    value.get(..memchr::memchr(*quote, value)?)
}

/// The encoding of that name. In one that we have no table for, such as CP865, markup is ASCII all the
/// same, so any that gives each byte a character will do.
fn declared(label: &[u8]) -> Option<&'static Encoding> {
    if is_not_based_on_ascii(label) {
        return None;
    }
    Some(Encoding::for_label(label).unwrap_or(WINDOWS_1252))
}

/// The declaration was read as ASCII, so these are either untrue or would hide markup (UTF-7, HZ).
fn is_not_based_on_ascii(label: &[u8]) -> bool {
    const FAMILIES: [&str; 11] = [
        "utf-16",
        "utf16",
        "utf-32",
        "utf32",
        "utf-7",
        "utf7",
        "ucs-",
        "iso-10646-ucs",
        "ebcdic",
        "unicode",
        "csunicode",
    ];
    let label = String::from_utf8_lossy(label).to_ascii_lowercase();
    FAMILIES.iter().any(|family| label.starts_with(family))
        || Encoding::for_label(label.as_bytes())
            .is_some_and(|known| known == encoding_rs::REPLACEMENT)
}
