//! What stands behind the end of a PDF, where other programs look for other files.

use memchr::memmem;

use super::syntax::is_space;
use crate::submission::detect::{self, Found};
use crate::submission::{Kind, Rejection};

/// Archives are found by these wherever they stand: self-extracting ones have a program in front.
const ARCHIVES: [&[u8]; 3] = [b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07", b"PK\x03\x04"];

/// What begins here, when it is a file of another kind.
pub(super) fn foreign(bytes: &[u8]) -> Option<Found> {
    let blank = bytes.iter().take_while(|byte| is_space(**byte)).count();
    let bytes = bytes.get(blank..).unwrap_or_default();
    match detect::detect(bytes) {
        // Another PDF, or the next update of this one.
        Ok(Kind::Pdf) => None,
        Ok(Kind::Zip) => Some(Found::Archive),
        Ok(_) | Err(Rejection::Svg) => Some(Found::Document),
        Err(Rejection::Kind { found }) => Some(found),
        Err(_) => None,
    }
}

/// An archive that stands somewhere in these bytes.
pub(super) fn archive(bytes: &[u8]) -> Option<Found> {
    ARCHIVES
        .iter()
        .any(|signature| memmem::find(bytes, signature).is_some())
        .then_some(Found::Archive)
}
