//! MPEG-1 and MPEG-2 video by itself: sequence headers, pictures, and slices, each behind a start code
//! (ISO/IEC 11172-2, 2.4.2; 13818-2, 6.2).

use super::start_code::past_start_code;
use super::{Feed, Film, Rejection, SEQUENCE, Tally};

/// No slice is longer: at the highest level a whole picture is no more than this (ISO/IEC 13818-2,
/// table 8-14: the buffer).
const MAX_UNIT_BYTES: u64 = 2 << 20;

const PICTURE: u8 = 0;
const EXTENSION: u8 = 0xB5;

#[derive(Default)]
struct Video {
    tally: Tally,
    /// Whether the first sequence header lacks MPEG-2's extension; `None` until it is known.
    is_mpeg1: Option<bool>,
    /// The start code that was passed last.
    last: Option<u8>,
    pictures: u64,
    slices: u64,
}

pub(super) async fn parse(mut feed: Feed) -> Result<Film, Rejection> {
    let mut video = Video::default();
    while video.next(&mut feed).await? {}
    match video.is_mpeg1 {
        Some(is_mpeg1) if video.slices > 1 && video.tally.is_mostly_film() => Ok(Film { is_mpeg1 }),
        _ => Err(Rejection::Damaged),
    }
}

impl Video {
    /// Passes over the next start code and what stands before it; whether there was one.
    async fn next(&mut self, feed: &mut Feed) -> Result<bool, Rejection> {
        let gap = past_start_code(feed).await;
        let expected = self.last.is_some_and(is_video) && gap.bytes <= MAX_UNIT_BYTES;
        if expected {
            self.tally.film_bytes += gap.bytes;
        } else if !gap.zeros {
            self.tally.junk(gap.bytes)?;
        }
        if !gap.found {
            return Ok(false);
        }
        let code = feed.peek(1).await.first().copied();
        feed.skip(1).await;
        if let Some(code) = code {
            self.start(code)?;
        }
        self.last = code;
        Ok(true)
    }

    fn start(&mut self, code: u8) -> Result<(), Rejection> {
        if !is_video(code) {
            return self.tally.junk(4);
        }
        self.tally.film_bytes += 4;
        if self.last == Some(SEQUENCE) {
            self.is_mpeg1.get_or_insert(code != EXTENSION);
        }
        if code == PICTURE {
            self.pictures += 1;
        } else if is_slice(code) && self.pictures > 0 {
            self.slices += 1;
        }
        Ok(())
    }
}

fn is_slice(code: u8) -> bool {
    (0x01..=0xAF).contains(&code)
}

/// All that video has; the rest is reserved, or a system's.
fn is_video(code: u8) -> bool {
    code <= 0xAF || matches!(code, 0xB2..=0xB5 | 0xB7 | 0xB8)
}
