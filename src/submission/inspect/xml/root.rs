//! What the root element says the document is: a page is HTML, a drawing is refused, and so are the formats
//! that Office writes in XML.

use super::super::Inspected;
use crate::submission::detect::Found;
use crate::submission::detect::text::is_piece;
use crate::submission::{Kind, Note, Notes, Rejection};

/// As many bytes of a namespace as tell it from others.
pub(super) const NAMESPACE_BYTES: usize = 128;

const SVG: &[u8] = b"http://www.w3.org/2000/svg";

/// Whole documents of word processors and spreadsheets, written as one XML file.
const OFFICE: [&[u8]; 5] = [
    b"urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b"http://schemas.microsoft.com/visio/2003/core",
];

/// The attribute that declares the namespace of an element with that name
/// (Namespaces in XML 1.0, 3 and 6).
pub(super) fn declaration(name: &[u8]) -> Vec<u8> {
    match memchr::memchr(b':', name).and_then(|at| name.get(..at)) {
        Some(prefix) => [b"xmlns:", prefix].concat(),
        None => b"xmlns".to_vec(),
    }
}

/// The kind of a document whose root element has that name.
/// `says_xml`: whether it said before that it is XML.
pub(super) fn kind(name: &[u8], namespace: &[u8], says_xml: bool) -> Result<Kind, Rejection> {
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    if local.eq_ignore_ascii_case(b"svg") || namespace == SVG {
        return Err(Rejection::Svg);
    }
    if OFFICE.contains(&namespace) {
        return Err(Rejection::Kind {
            found: Found::Office,
        });
    }
    if local.eq_ignore_ascii_case(b"html") {
        return Ok(Kind::Html);
    }
    // The same as where the root element stands in the first bytes.
    if !says_xml && str::from_utf8(local).is_ok_and(is_piece) {
        return Err(Rejection::UnknownKind);
    }
    Ok(Kind::Xml)
}

/// What is said of a document of that kind.
pub(super) fn inspected(kind: Kind, mut notes: Notes) -> Inspected {
    notes.add_if(kind == Kind::Html, Note::Html);
    Inspected::complete(kind, notes)
}
