//! Formats that are text: SOSI, HTML and XML, told apart by how they begin.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::{Kind, Rejection};

/// Decides for a head that has no signature.
pub(super) fn detect(head: &[u8]) -> Result<Kind, Rejection> {
    let text = decoded(head);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if is_sosi(text) {
        return Ok(Kind::Sosi);
    }
    let lower: String = text.chars().take(16).collect::<String>().to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Ok(Kind::Html);
    }
    if !text.starts_with('<') {
        return Err(Rejection::UnknownKind);
    }
    match root_element(text).as_deref() {
        Some("svg") => Err(Rejection::Svg),
        Some("html") => Ok(Kind::Html),
        Some(_) => Ok(Kind::Xml),
        // A prologue longer than the head: the declaration has to do.
        None if text.starts_with("<?xml") => Ok(Kind::Xml),
        None => Err(Rejection::UnknownKind),
    }
}

/// SOSI begins with `.HODE`, perhaps after comment lines (SOSI del 1, 7.2).
fn is_sosi(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('!'))
        .is_some_and(|line| {
            line == ".HODE" || line.starts_with(".HODE ") || line.starts_with(".HODE:")
        })
}

/// The local name of the first element, in lower case.
fn root_element(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                return Some(element.local_name().as_ref().to_lowercase());
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The head as text: UTF-16 by its byte order mark, else as UTF-8 with replacement characters,
/// which is enough to read markup in any ASCII-based encoding.
fn decoded(head: &[u8]) -> Cow<'_, str> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = head
            .chunks_exact(2)
            .filter_map(|pair| Some(unit(pair.try_into().ok()?)))
            .collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match head {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(head),
    }
}
