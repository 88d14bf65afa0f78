//! Files of boxes (ISO/IEC 14496-12): film, sound, and the pictures that telephones take.

use super::super::Found;

/// Older `QuickTime` has no type box, and begins with any of these.
const QUICKTIME: [&[u8]; 7] = [
    b"moov", b"mdat", b"wide", b"pnot", b"skip", b"free", b"udta",
];

/// What a file of boxes holds.
pub(super) fn found(head: &[u8]) -> Option<Found> {
    let name = head.get(4..8)?;
    if name == b"ftyp" {
        return Some(by_brands(head));
    }
    // JPEG 2000 and JPEG XL have a box of their own before it (ISO/IEC 15444-1, I.5.1; 18181-2, 9.1).
    if head.starts_with(b"\0\0\0\x0C") && matches!(name, b"jP  " | b"JXL ") {
        return Some(Found::Image);
    }
    // A box is no shorter than its own header; a length of 0 or 1 has a meaning.
    let length = u32::from_be_bytes(head.get(..4)?.try_into().ok()?);
    (QUICKTIME.contains(&name) && !(2..8).contains(&length)).then_some(Found::Mp4)
}

/// The first brand is the file's own; the others are those it can be read as.
fn by_brands(head: &[u8]) -> Found {
    let length = head
        .get(..4)
        .and_then(|length| length.try_into().ok())
        .map_or(0, u32::from_be_bytes);
    let end = usize::try_from(length)
        .unwrap_or(head.len())
        .clamp(12, head.len().max(12));
    let own = head.get(8..12).unwrap_or_default();
    let others = head.get(16..end).unwrap_or_default();
    by_brand(own).unwrap_or_else(|| {
        let is_picture = others
            .chunks_exact(4)
            .any(|brand| by_brand(brand) == Some(Found::Image));
        if is_picture { Found::Image } else { Found::Mp4 }
    })
}

fn by_brand(brand: &[u8]) -> Option<Found> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" | b"mif1"
        | b"mif2" | b"mif3" | b"msf1" | b"avif" | b"avis" | b"jp2 " | b"jpx " | b"jpm "
        | b"jxl " | b"miaf" => Some(Found::Image),
        b"crx " => Some(Found::CameraRaw),
        b"M4A " | b"M4B " | b"M4P " | b"F4A " | b"F4B " | b"aax " => Some(Found::Audio),
        b"mjp2" | b"mj2s" => Some(Found::Video),
        b"qt  " | b"isom" | b"iso2" | b"mp41" | b"mp42" | b"avc1" | b"M4V " => Some(Found::Mp4),
        _ => None,
    }
}
