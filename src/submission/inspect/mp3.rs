//! MP3: most of the file is layer III frames, one behind the other, as ISO/IEC 11172-3 and 13818-3 have
//! them, between tags of any number and kind.
//!
//! Damage is passed over as players do. What stands between the frames and is of a known kind that is
//! not permitted is refused.

use super::feed::Feed;
use super::foreign::{self, FOREIGN_BYTES};
use super::{Found, Inspected};
use crate::submission::detect::media::{
    LEAST_FRAME_BYTES, LONGEST_FREE_FRAME, Mp3Frame, is_other_mpeg_sound,
};
use crate::submission::{Kind, Notes, Rejection};

/// An APE tag's header or footer, the largest of the tags' headers.
const TAG_HEADER_BYTES: usize = 32;
/// Lyrics3 writes its length in six digits.
const MAX_LYRICS_BYTES: u64 = 1_000_000;
/// So much more than there is sound, and nobody looks any further.
const MAX_JUNK_BYTES: u64 = 4 << 20;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(feed: Feed) -> Result<Inspected, Rejection> {
    let mut player = Player {
        feed,
        run: Run::default(),
        frames: 0,
        sound_bytes: 0,
        junk_bytes: 0,
        lost: false,
    };
    player.play().await?;
    if player.frames == 0 || player.sound_bytes < player.junk_bytes {
        return Err(Rejection::Damaged);
    }
    Ok(Inspected::complete(Kind::Mp3, Notes::default()))
}

/// Frames in a row.
#[derive(Default)]
struct Run {
    /// With its length.
    first: Option<(Mp3Frame, usize)>,
    frames: u64,
    bytes: u64,
}

impl Run {
    /// Whether a frame belongs to the run. Those of a free bit rate are all as long, but for padding.
    fn goes_on(&self, frame: Mp3Frame, bytes: usize) -> bool {
        self.first.is_some_and(|(first, first_bytes)| {
            first.goes_with(frame) && (frame.bytes.is_some() || bytes.abs_diff(first_bytes) <= 1)
        })
    }

    /// Whether it is sound, and not anything that looks like a frame. A free bit rate leaves the least to
    /// tell it by.
    fn is_sound(&self, in_its_place: bool) -> bool {
        let is_free = self.first.is_some_and(|(first, _)| first.bytes.is_none());
        if is_free {
            self.frames >= 3
        } else {
            self.frames >= 2 || in_its_place
        }
    }
}

struct Player {
    feed: Feed,
    run: Run,
    frames: u64,
    sound_bytes: u64,
    junk_bytes: u64,
    /// Whether the place of the next frame is not known.
    lost: bool,
}

impl Player {
    async fn play(&mut self) -> Result<(), Rejection> {
        loop {
            let next = self.feed.peek(TAG_HEADER_BYTES).await;
            if next.is_empty() {
                self.end_run(true);
                return Ok(());
            }
            if let Some(frame) = Mp3Frame::of(next) {
                self.play_frame(frame).await?;
            } else if let Some(bytes) = tag_bytes(next) {
                self.end_run(true);
                self.lost = false;
                self.feed.skip(bytes).await;
            } else if next.first() == Some(&0) {
                // Taggers and encoders leave room.
                self.feed.skip_zeros().await;
            } else {
                self.find_the_way().await?;
            }
        }
    }

    async fn play_frame(&mut self, frame: Mp3Frame) -> Result<(), Rejection> {
        let Some(bytes) = self.frame_bytes(frame).await else {
            return self.find_the_way().await;
        };
        if !self.run.goes_on(frame, bytes) {
            self.end_run(false);
            self.run.first = Some((frame, bytes));
        }
        self.refuse_foreign_in_frame(bytes).await?;
        let there = self.feed.skip(bytes as u64).await;
        self.run.bytes += there;
        self.run.frames += u64::from(there == bytes as u64);
        self.lost &= self.run.frames < 2;
        Ok(())
    }

    /// How long a frame is. The last one of a free bit rate has none behind it to tell.
    async fn frame_bytes(&mut self, frame: Mp3Frame) -> Option<usize> {
        if frame.bytes.is_some() {
            return frame.bytes;
        }
        if !frame.has_room(self.feed.peek(LEAST_FRAME_BYTES).await) {
            return None;
        }
        frame.length(self.feed.peek(LONGEST_FREE_FRAME).await)
    }

    /// Something else may have been written behind a frame that was cut off.
    async fn refuse_foreign_in_frame(&mut self, bytes: usize) -> Result<(), Rejection> {
        let ahead = self.feed.peek(bytes + TAG_HEADER_BYTES).await;
        let goes_on = ahead.get(bytes..).is_some_and(|next| {
            next.is_empty() || Mp3Frame::of(next).is_some() || tag_bytes(next).is_some()
        });
        if goes_on {
            return Ok(());
        }
        let more = self.feed.peek(bytes + FOREIGN_BYTES).await;
        foreign::refuse(foreign::within(more))
    }

    /// What looked like one frame by itself may have been anything, unless it stands where one must.
    fn end_run(&mut self, in_its_place: bool) {
        let run = std::mem::take(&mut self.run);
        if run.is_sound(in_its_place && !self.lost) {
            self.frames += run.frames;
            self.sound_bytes += run.bytes;
        } else {
            self.junk_bytes += run.bytes;
        }
    }

    /// Passes over what is neither sound nor a tag, up to what may be one.
    async fn find_the_way(&mut self) -> Result<(), Rejection> {
        self.end_run(false);
        if !self.lost {
            self.refuse_foreign().await?;
            self.lost = true;
        }
        let mut junk = 1;
        self.feed.skip(1).await;
        // On over the cuts between chunks, which must not be places to look at.
        loop {
            let here = self.feed.chunk().await;
            let (all, next) = (here.len(), memchr::memchr2(0xFF, b'I', here));
            let before = next.unwrap_or(all);
            self.feed.consume(before);
            junk += before as u64;
            if next.is_some() || all == 0 {
                break;
            }
        }
        self.junk_bytes += junk;
        if self.junk_bytes > self.sound_bytes + MAX_JUNK_BYTES {
            return Err(Rejection::Damaged);
        }
        Ok(())
    }

    async fn refuse_foreign(&mut self) -> Result<(), Rejection> {
        let silent = self.frames == 0;
        let next = self.feed.peek(FOREIGN_BYTES).await;
        match foreign::begins(next) {
            Some(found) if silent => Err(Rejection::Kind { found }),
            Some(found) => Err(Rejection::Hidden { found }),
            // A tag before sound of another kind.
            None if silent && is_other_sound(next) => Err(Rejection::Kind {
                found: Found::Audio,
            }),
            None => Ok(()),
        }
    }
}

fn is_other_sound(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 11] = [
        b"fLaC", b"OggS", b"MAC ", b"wvpk", b"TTA1", b"TTA2", b"MPCK", b"MP+", b"RIFF", b"FORM",
        b"DSD ",
    ];
    is_other_mpeg_sound(bytes) || SIGNATURES.iter().any(|s| bytes.starts_with(s))
}

/// How many bytes the tag has that stands here.
fn tag_bytes(next: &[u8]) -> Option<u64> {
    match next {
        [b'I', b'D', b'3', ..] => id3_bytes(next),
        [b'T', b'A', b'G', b'+', ..] => Some(227),
        [b'T', b'A', b'G', ..] => Some(128),
        [b'A', b'P', b'E', b'T', b'A', b'G', b'E', b'X', rest @ ..] => ape_bytes(rest),
        // Its length stands at its end, and an ID3v1 tag behind it.
        _ if next.starts_with(b"LYRICSBEGIN") => Some(MAX_LYRICS_BYTES),
        _ => None,
    }
}

/// `ID3v2` writes its length in four times seven bits, and says whether it has a footer (its version 4, 3.1).
fn id3_bytes(next: &[u8]) -> Option<u64> {
    let &[_, _, _, major, minor, flags, a, b, c, d, ..] = next else {
        return None;
    };
    if major == 0xFF || minor == 0xFF || (a | b | c | d) >= 0x80 {
        return None;
    }
    let size = u64::from(a) << 21 | u64::from(b) << 14 | u64::from(c) << 7 | u64::from(d);
    let footer = if flags & 0x10 == 0 { 0 } else { 10 };
    Some(10 + size + footer)
}

/// `APEv2`: a header counts what follows it; a footer stands behind what it counts.
fn ape_bytes(behind_the_mark: &[u8]) -> Option<u64> {
    const IS_HEADER: u8 = 1 << 5;
    let size = behind_the_mark.get(4..8)?.try_into().ok()?;
    let flags = behind_the_mark.get(15)?;
    let header = TAG_HEADER_BYTES as u64;
    if flags & IS_HEADER == 0 {
        return Some(header);
    }
    Some(header + u64::from(u32::from_le_bytes(size)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Mp3, file, chunk)
    }

    /// MPEG-1, 128 kbit/s, 44.1 kHz.
    fn frames(count: usize) -> Vec<u8> {
        [[0xFF, 0xFB, 0x90, 0].as_slice(), &[0x55; 413]]
            .concat()
            .repeat(count)
    }

    /// A bit rate of the encoder's own choice, and a padded frame.
    fn free_frames() -> Vec<u8> {
        let frame = [[0xFF, 0xFB, 0x00, 0].as_slice(), &[0x55; 700]].concat();
        let padded = [[0xFF, 0xFB, 0x02, 0].as_slice(), &[0x55; 701]].concat();
        [frame, padded].concat().repeat(3)
    }

    fn id3(flags: u8, size: usize, fill: u8) -> Vec<u8> {
        let size_bytes =
            [0, 0, size >> 7 & 0x7F, size & 0x7F].map(|seven| seven.try_into().unwrap());
        let footer = if flags & 0x10 == 0 { 0 } else { 10 };
        let mut tag = [b"ID3\x04\0".as_slice(), &[flags], &size_bytes].concat();
        tag.resize(10 + size + footer, fill);
        tag
    }

    fn ape_tag() -> Vec<u8> {
        let part = |flag| {
            let start = b"APETAGEX\xD0\x07\0\0\x2A\0\0\0\x01\0\0\0\0\0\0";
            [start.as_slice(), &[flag], &[0; 8]].concat()
        };
        [part(0xA0), vec![b'x'; 10], part(0x80)].concat()
    }

    fn id3v1() -> Vec<u8> {
        let mut tag = b"TAG".to_vec();
        tag.resize(128, b' ');
        tag
    }

    #[test]
    fn what_players_play_is_taken() {
        let lyrics = b"LYRICSBEGININD0000210000029LYRICS200".to_vec();
        for (what, file) in [
            ("frames", frames(3)),
            ("a tag and one frame", [id3(0, 20, 0), frames(1)].concat()),
            (
                "two tags",
                [id3(0, 20, 7), id3(0x10, 200, 9), frames(2)].concat(),
            ),
            (
                "art like a sync word",
                [id3(0, 600, 0xFF), frames(2)].concat(),
            ),
            (
                "padding",
                [id3(0, 20, 0), vec![0; 5000], frames(2)].concat(),
            ),
            (
                "junk after the tag",
                [id3(0, 20, 0), vec![7; 300], frames(5)].concat(),
            ),
            ("a cut off frame", frames(3)[..1000].to_vec()),
            ("damage", [frames(9), vec![0x9A; 900], frames(9)].concat()),
            (
                "a lost byte",
                [&frames(5)[..1800], &frames(5)[1..]].concat(),
            ),
            (
                "tags behind",
                [frames(3), ape_tag(), lyrics, id3v1()].concat(),
            ),
            ("a tag behind", [frames(3), id3(0x10, 90, 1)].concat()),
            ("an APE tag before", [ape_tag(), frames(3)].concat()),
            ("free bit rate", free_frames()),
            (
                "another stream behind",
                [frames(3), id3(0, 9, 1), free_frames()].concat(),
            ),
        ] {
            assert_eq!(verdict(&file, 4096), Ok(Notes::default()), "{what}");
        }
    }

    #[test]
    fn what_is_hardly_sound_is_damaged() {
        let free = |bytes| [[0xFF, 0xFB, 0, 0].as_slice(), &vec![0x55; bytes]].concat();
        let changing = [free(300), free(900), free(700)].concat();
        for (what, file) in [
            ("a tag", id3(0, 20, 0)),
            ("a tag that says too much", id3(0, 500, 0)[..200].to_vec()),
            ("part of a frame", frames(1)[..400].to_vec()),
            ("zeros", [id3(0, 20, 0), vec![0; 5000]].concat()),
            (
                "text",
                [id3(0, 20, 0), b"Kjaere kommune".repeat(50)].concat(),
            ),
            ("mostly junk", [frames(3), vec![0x9A; 9000]].concat()),
            (
                "headers alone",
                [id3(0, 20, 0), [0xFF, 0xFB, 0, 0].repeat(9_000)].concat(),
            ),
            (
                "a free bit rate that changes",
                [id3(0, 20, 0), changing.repeat(9)].concat(),
            ),
            (
                "one frame in junk",
                [vec![0x9A; 100], frames(1), vec![0x9A; 100]].concat(),
            ),
        ] {
            assert_eq!(verdict(&file, 4096), Err(Rejection::Damaged), "{what}");
        }
    }

    #[test]
    fn other_files_are_not_carried_in() {
        let kind = |found| Err(Rejection::Kind { found });
        let hidden = |found| Err(Rejection::Hidden { found });
        let behind_tag = |bytes: &[u8]| [&id3(0, 20, 0), bytes, &[7; 600]].concat();
        let behind_sound = |bytes: &[u8]| [&frames(9), bytes, &[7; 600]].concat();
        for (file, expected) in [
            (behind_tag(b"\xFF\xF1\x50\x80"), kind(Found::Audio)),
            (behind_tag(b"\xFF\xFD\xB0\0"), kind(Found::Audio)),
            (behind_tag(b"fLaC"), kind(Found::Audio)),
            (behind_tag(b"PK\x03\x04"), kind(Found::Archive)),
            (behind_tag(b"\0\0<html>"), kind(Found::Document)),
            (behind_sound(b"7z\xBC\xAF\x27\x1C"), hidden(Found::Archive)),
            (behind_sound(b"\x7fELF"), hidden(Found::Executable)),
            (behind_sound(b"%PDF-1.4"), hidden(Found::Document)),
            (
                [&frames(9)[..3600], b"Rar!\x1A\x07", &[7; 20]].concat(),
                hidden(Found::Archive),
            ),
            (
                [&frames(9)[..3600], b"7z\xBC\xAF\x27\x1C", &[0; 600]].concat(),
                hidden(Found::Archive),
            ),
            (
                [&frames(9)[..3600], b"Rar!\x1A\x07", &[7; 600]].concat(),
                hidden(Found::Archive),
            ),
            (
                [behind_sound(&id3v1()), b"#!/bin/sh".to_vec()].concat(),
                Ok(Notes::default()),
            ),
            (
                [frames(3), id3v1(), b"#!/bin/sh".to_vec()].concat(),
                hidden(Found::Executable),
            ),
        ] {
            let shown = file.escape_ascii();
            assert_eq!(verdict(&file, 999), expected, "{shown}");
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            edits in prop::collection::vec((0..9000_usize, any::<u8>(), 0..40_usize), 0..6),
            chunk in 1..700_usize,
        ) {
            let mut file = [id3(0, 50, 0xFF), frames(6), ape_tag(), free_frames(), id3v1()].concat();
            for (at, byte, more) in edits {
                let at = at % file.len();
                file[at] = byte;
                file.drain(at..(at + more).min(file.len()).max(at));
            }
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, usize::MAX));
        }

        #[test]
        fn anything_is_judged(file in prop::collection::vec(any::<u8>(), 0..2000), chunk in 1..300_usize) {
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, usize::MAX));
        }
    }
}
