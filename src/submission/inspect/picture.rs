//! What pictures of every format have in common: a size that can be shown, and nothing foreign in them or
//! behind them.

use super::feed::Feed;
use super::foreign::{self, FOREIGN_BYTES, Host, Mesh, Sieve};
use crate::submission::{Note, Notes, Rejection};

/// Most pixels. Programs count them in 32 bits with a sign; a map of A0 at 600 dpi has a quarter as many.
const MAX_PIXELS: u64 = i32::MAX as u64;
/// Most of the bytes that they take when they are unpacked: so many pixels in 32 bits.
const MAX_BYTES: u64 = 4 * MAX_PIXELS;
/// From this size on, a picture is held against the bytes it is made of.
const RATIO_COUNTS_FROM_BYTES: u64 = 256 * 1024 * 1024;
/// Large drawings pack to a hundredth, and the emptiest to a five-hundredth; one colour alone, which is what
/// bombs are made of, to a thousandth (deflate).
const MAX_RATIO: u64 = 900;

/// What a picture claims to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) bits_per_pixel: u64,
}

impl Size {
    /// Unpacked, without what formats add to each row.
    pub(super) fn bytes(self) -> u64 {
        let bits = self.width.saturating_mul(self.bits_per_pixel);
        bits.div_ceil(8).saturating_mul(self.height)
    }

    /// Refuses what nobody can show, before anybody tries.
    pub(super) fn check(self) -> Result<(), Rejection> {
        if self.width == 0 || self.height == 0 {
            return Err(Rejection::Damaged);
        }
        if self.width.saturating_mul(self.height) > MAX_PIXELS || self.bytes() > MAX_BYTES {
            return Err(Rejection::PictureTooLarge);
        }
        Ok(())
    }

    /// Refuses a large picture that is made of next to nothing.
    pub(super) fn check_ratio(self, stored_bytes: u64) -> Result<(), Rejection> {
        let bytes = self.bytes();
        if bytes > RATIO_COUNTS_FROM_BYTES && bytes / stored_bytes.max(1) > MAX_RATIO {
            return Err(Rejection::PictureTooLarge);
        }
        Ok(())
    }
}

/// Judges what stands behind a picture's end, to the end of the file.
///
/// Phones and cameras put much there: a second picture (MPO), the film of a "motion photo", makers' data,
/// padding. Those who send them don't know, and readers don't care, so they are taken with a note; what
/// could be opened or run as something else is not.
pub(super) async fn judge_behind(feed: &mut Feed) -> Result<Notes, Rejection> {
    if feed.chunk().await.is_empty() {
        return Ok(Notes::default());
    }
    while let Some(&byte) = feed.chunk().await.first()
        && is_padding(byte)
    {
        let chunk = feed.chunk().await;
        let run = chunk.iter().take_while(|next| **next == byte).count();
        feed.consume(run);
    }
    let begins = feed.peek(FOREIGN_BYTES).await;
    foreign::refuse(foreign::behind(Host::Picture, begins))?;
    let mut sieve = Sieve::new(Mesh::Fine);
    feed.hand_over_rest(|piece| sieve.look(piece)).await?;
    sieve.end()?;
    Ok(Notes::from_iter([Note::TrailingData]))
}

/// Judges a piece of the file that no part of the picture claims.
pub(super) fn judge_unclaimed(piece: &[u8]) -> Result<(), Rejection> {
    let padding = piece.iter().take_while(|byte| is_padding(**byte)).count();
    foreign::judge_behind(Host::Picture, piece.get(padding..).unwrap_or_default())
}

fn is_padding(byte: u8) -> bool {
    matches!(byte, 0 | b' ' | b'\t' | b'\r' | b'\n' | 0xFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::detect::Found;

    #[test]
    fn a_size_that_nobody_can_show_is_refused() {
        let size = |width, height, bits_per_pixel| Size {
            width,
            height,
            bits_per_pixel,
        };
        for (size, expected) in [
            (size(1, 1, 1), Ok(())),
            (size(30_000, 20_000, 24), Ok(())),
            (size(28_087, 19_866, 24), Ok(())),
            (size(0, 1, 8), Err(Rejection::Damaged)),
            (size(1, 0, 8), Err(Rejection::Damaged)),
            (size(65_500, 65_500, 1), Err(Rejection::PictureTooLarge)),
            (size(60_000, 30_000, 64), Err(Rejection::PictureTooLarge)),
            (size(u64::MAX, u64::MAX, 8), Err(Rejection::PictureTooLarge)),
        ] {
            assert_eq!(size.check(), expected, "{size:?}");
        }
        let map = size(30_000, 20_000, 24);
        assert_eq!(map.check_ratio(20_000_000), Ok(()));
        assert_eq!(map.check_ratio(200_000), Err(Rejection::PictureTooLarge));
        assert_eq!(size(7_000, 5_000, 8).check_ratio(40_000), Ok(()));
    }

    #[test]
    fn what_stands_behind_a_picture_is_judged_by_what_it_is() {
        let hidden = |found| Err(Rejection::Hidden { found });
        let deep = |bytes: &[u8]| [b"x".repeat(300).as_slice(), bytes].concat();
        for (piece, expected) in [
            (b"".as_slice(), Ok(())),
            (&[0; 100], Ok(())),
            (b"\xFF\xD8\xFF\xE1", Ok(())),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Ok(())),
            (b"SEFT", Ok(())),
            (b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", Ok(())),
            (b"\0\0MZ\x90\0", hidden(Found::Executable)),
            (b"#!/bin/sh\n", hidden(Found::Executable)),
            (b"<?php eval(1)", hidden(Found::Executable)),
            (b"\n<SCRIPT>", hidden(Found::Executable)),
            (b"<html><p>", hidden(Found::Document)),
            (b"%PDF-1.4", hidden(Found::Document)),
            (b"PK\x05\x06", hidden(Found::Archive)),
            (b"<svg onload='x()'/>", hidden(Found::Document)),
            (
                &deep(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
                hidden(Found::Office),
            ),
            (&deep(b"7z\xBC\xAF\x27\x1C"), hidden(Found::Archive)),
            (
                &deep(b"!This program cannot be run in DOS mode"),
                hidden(Found::Executable),
            ),
        ] {
            assert_eq!(
                judge_unclaimed(piece),
                expected,
                "{}",
                String::from_utf8_lossy(piece)
            );
        }
    }
}
