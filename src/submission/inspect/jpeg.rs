//! JPEG (ITU-T T.81): whether its markers lead from the beginning of the picture to its end, past a frame
//! and at least one scan, and what stands behind.
//!
//! Nothing is decoded. What is damaged inside a scan shows as a stain, in every reader.

mod frame;
mod scan;

use super::Inspected;
use super::feed::Feed;
use super::picture;
use crate::submission::detect::Found;
use crate::submission::{Kind, Note, Rejection};

use self::frame::{Frame, ScanHeader, Tables};

/// T.81, table B.1.
mod marker {
    pub(super) const SOI: u8 = 0xD8;
    pub(super) const EOI: u8 = 0xD9;
    pub(super) const SOS: u8 = 0xDA;
    pub(super) const DQT: u8 = 0xDB;
    pub(super) const DNL: u8 = 0xDC;
    /// T.87's frame: JPEG-LS.
    pub(super) const SOF55: u8 = 0xF7;
}

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    if feed.array().await != Some([0xFF, marker::SOI]) {
        return Err(Rejection::Damaged);
    }
    let mut picture = Picture::default();
    let mut next = None;
    loop {
        let marker = match next.take() {
            Some(marker) => marker,
            None => next_marker(&mut feed).await.ok_or(Rejection::Damaged)?,
        };
        match marker {
            marker::EOI => break,
            // A scan goes on to the next marker, which the bytes of the scan are searched for.
            marker::SOS => next = Some(picture.scan(&mut feed).await?),
            _ => picture.segment(&mut feed, marker).await?,
        }
    }
    picture.judge(feed.position())?;
    let mut notes = picture::judge_behind(&mut feed).await?;
    notes.add_if(picture.is_stained, Note::Incomplete);
    Ok(Inspected::complete(Kind::Jpeg, notes))
}

/// What is known of the picture.
#[derive(Debug, Default)]
struct Picture {
    frame: Option<Frame>,
    tables: Tables,
    scan_bytes: u64,
    /// A scan holds markers that it can't.
    is_stained: bool,
}

impl Picture {
    async fn segment(&mut self, feed: &mut Feed, marker: u8) -> Result<(), Rejection> {
        match marker {
            // Markers without a segment: TEM and RSTn.
            0x01 | 0xD0..=0xD7 => return Ok(()),
            0xC0..=0xC2 | 0xC9 | 0xCA => {
                let length = segment_length(feed).await?;
                let frame = Frame::read(feed, length).await?;
                // A second one belongs to another picture, whose beginning is missing.
                return match self.frame.replace(frame) {
                    None => Ok(()),
                    Some(_) => Err(Rejection::Damaged),
                };
            }
            // Lossless, differential and hierarchical pictures, which ordinary readers don't open.
            0xC3 | 0xC5..=0xC8 | 0xCB | 0xCD..=0xCF | 0xDE | 0xDF | marker::SOF55 => {
                return Err(Rejection::Kind {
                    found: Found::Image,
                });
            }
            // A second beginning, and what is reserved: readers give up.
            marker::SOI | 0x02..=0xBF | 0xF0..=0xFD => return Err(Rejection::Damaged),
            _ => {}
        }
        let length = segment_length(feed).await?;
        match marker {
            marker::DQT => self.tables.read(feed, length).await,
            marker::DNL => self.lines(feed, length).await,
            _ if feed.skip(length).await < length => Err(Rejection::Damaged),
            _ => Ok(()),
        }
    }

    /// The number of lines, if it was not known before the first scan (T.81, B.2.5).
    async fn lines(&mut self, feed: &mut Feed, length: u64) -> Result<(), Rejection> {
        let lines = feed.array().await.ok_or(Rejection::Damaged)?;
        if length != 2 {
            return Err(Rejection::Damaged);
        }
        match &mut self.frame {
            Some(frame) => frame.fill_lines(u16::from_be_bytes(lines)),
            None => Err(Rejection::Damaged),
        }
    }

    /// A scan's header and its bytes, to the marker behind them.
    async fn scan(&mut self, feed: &mut Feed) -> Result<u8, Rejection> {
        let length = segment_length(feed).await?;
        let header = ScanHeader::read(feed, length).await?;
        let frame = self.frame.as_ref().ok_or(Rejection::Damaged)?;
        frame.check_scan(&header, &self.tables)?;
        let begins_at = feed.position();
        let end = scan::pass(feed).await.ok_or(Rejection::Damaged)?;
        // Two bytes are the marker.
        self.scan_bytes += feed.position() - begins_at - 2;
        self.is_stained |= end.is_stained;
        Ok(end.marker)
    }

    fn judge(&self, bytes: u64) -> Result<(), Rejection> {
        let frame = self.frame.as_ref().ok_or(Rejection::Damaged)?;
        let size = frame.size();
        size.check()?;
        if self.scan_bytes == 0 {
            return Err(Rejection::Damaged);
        }
        size.check_ratio(bytes)
    }
}

/// The next marker. Readers pass over what stands in between, and over fill bytes (T.81, B.1.1.2).
async fn next_marker(feed: &mut Feed) -> Option<u8> {
    loop {
        let chunk = feed.chunk().await;
        if chunk.is_empty() {
            return None;
        }
        let Some(at) = memchr::memchr(0xFF, chunk) else {
            let used = chunk.len();
            feed.consume(used);
            continue;
        };
        feed.consume(at);
        while feed.chunk().await.first() == Some(&0xFF) {
            feed.consume(1);
        }
        match feed.byte().await? {
            0 => {}
            marker => return Some(marker),
        }
    }
}

/// How long a segment is, without the two bytes that say so (T.81, B.1.1.4).
async fn segment_length(feed: &mut Feed) -> Result<u64, Rejection> {
    let length = feed.array().await.map(u16::from_be_bytes);
    let length = length.and_then(|length| length.checked_sub(2));
    length.map(u64::from).ok_or(Rejection::Damaged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::Notes;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Jpeg, file, chunk)
    }

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], length.as_slice(), body].concat()
    }

    fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
        let [h1, h2] = height.to_be_bytes();
        let [w1, w2] = width.to_be_bytes();
        segment(marker, &[8, h1, h2, w1, w2, 1, 1, 0x11, 0])
    }

    fn scan(bytes: &[u8]) -> Vec<u8> {
        [segment(0xDA, &[1, 1, 0, 0, 63, 0]), bytes.to_vec()].concat()
    }

    fn tables() -> Vec<u8> {
        segment(0xDB, &[0; 65])
    }

    fn picture(parts: &[Vec<u8>]) -> Vec<u8> {
        [b"\xFF\xD8".as_slice(), &parts.concat(), b"\xFF\xD9"].concat()
    }

    fn good() -> Vec<u8> {
        picture(&[
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            tables(),
            frame(0xC0, 16, 16),
            segment(0xC4, &[0; 17]),
            scan(b"\x12\xFF\0\x34\xFF\xD0\x56"),
        ])
    }

    fn noted(notes: &[Note]) -> Notes {
        notes.iter().copied().collect()
    }

    fn hidden(found: Found) -> Verdict {
        Err(Rejection::Hidden { found })
    }

    const UNREADABLE: Verdict = Err(Rejection::Kind {
        found: Found::Image,
    });

    #[test]
    fn pictures_that_readers_open_get_in() {
        let thumbnail = segment(0xE1, &[b"Exif\0\0".as_slice(), &good()].concat());
        let simple = |frame| picture(&[tables(), frame, scan(b"\x12")]);
        for (name, bytes, expected) in [
            ("baseline", good(), Ok(noted(&[]))),
            ("progressive", simple(frame(0xC2, 16, 16)), Ok(noted(&[]))),
            ("arithmetic", simple(frame(0xC9, 16, 16)), Ok(noted(&[]))),
            (
                "a thumbnail in front, with an end of its own",
                picture(&[thumbnail, tables(), frame(0xC0, 16, 16), scan(b"\x12")]),
                Ok(noted(&[])),
            ),
            (
                "several scans, tables in between, fill bytes",
                picture(&[
                    tables(),
                    frame(0xC2, 16, 16),
                    scan(b"\x12\xFF"),
                    segment(0xC4, &[0; 17]),
                    scan(b"\xFF\0\xFF\xFF"),
                ]),
                Ok(noted(&[])),
            ),
            (
                "lines counted behind the scan",
                picture(&[
                    tables(),
                    frame(0xC0, 16, 0),
                    scan(b"\x12"),
                    segment(0xDC, &[0, 16]),
                ]),
                Ok(noted(&[])),
            ),
            (
                "bytes between segments",
                picture(&[b"??".to_vec(), tables(), frame(0xC0, 16, 16), scan(b"\x12")]),
                Ok(noted(&[])),
            ),
            (
                "a bit that fell over in a scan",
                picture(&[tables(), frame(0xC0, 16, 16), scan(b"\x12\xFF\x45\x12")]),
                Ok(noted(&[Note::Incomplete])),
            ),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn pictures_that_readers_do_not_open_are_refused() {
        let damaged = || Err(Rejection::Damaged);
        let simple = |frame| picture(&[tables(), frame, scan(b"\x12")]);
        let whole = good();
        for (name, bytes, expected) in [
            ("signature only", b"\xFF\xD8\xFF".to_vec(), damaged()),
            ("nothing in it", picture(&[]), damaged()),
            ("cut off", whole[..whole.len() - 1].to_vec(), damaged()),
            (
                "cut off, and filled with zeros",
                [&whole[..whole.len() - 4], &[0; 100]].concat(),
                damaged(),
            ),
            ("no frame", picture(&[tables(), scan(b"\x12")]), damaged()),
            (
                "no scan",
                picture(&[tables(), frame(0xC0, 16, 16)]),
                damaged(),
            ),
            (
                "an empty scan",
                picture(&[tables(), frame(0xC0, 16, 16), scan(b"")]),
                damaged(),
            ),
            (
                "no quantization table",
                picture(&[frame(0xC0, 16, 16), scan(b"\x12")]),
                damaged(),
            ),
            (
                "two frames",
                picture(&[tables(), frame(0xC0, 16, 16), frame(0xC0, 16, 16)]),
                damaged(),
            ),
            (
                "a second beginning",
                picture(&[tables(), frame(0xC0, 16, 16), scan(b"\x12\xFF\xD8")]),
                damaged(),
            ),
            (
                "a segment without room for its length",
                picture(&[b"\xFF\xE0\0\x01".to_vec()]),
                damaged(),
            ),
            ("no width", simple(frame(0xC0, 0, 16)), damaged()),
            ("no lines", simple(frame(0xC0, 16, 0)), damaged()),
            (
                "too large",
                simple(frame(0xC0, 65_500, 65_500)),
                Err(Rejection::PictureTooLarge),
            ),
            (
                "large, and made of nothing",
                simple(frame(0xC0, 30_000, 30_000)),
                Err(Rejection::PictureTooLarge),
            ),
            ("lossless", simple(frame(0xC3, 16, 16)), UNREADABLE),
            ("hierarchical", simple(frame(0xDE, 16, 16)), UNREADABLE),
            ("JPEG-LS", simple(frame(0xF7, 16, 16)), UNREADABLE),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn what_hides_behind_a_picture_or_in_it_is_refused() {
        let behind = |bytes: &[u8]| [&good(), bytes].concat();
        let inside = |bytes: &[u8]| {
            let comment = segment(0xFE, bytes);
            picture(&[comment, tables(), frame(0xC0, 16, 16), scan(b"\x12")])
        };
        let trailing = || Ok(noted(&[Note::TrailingData]));
        // The name of a disc image, at its place in the file.
        let disc = [vec![0; 0x8001 - good().len()], b"CD001".to_vec()].concat();
        for (bytes, expected) in [
            (behind(b"\0"), trailing()),
            (behind(&good()), trailing()),
            (behind(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), trailing()),
            (behind(b"SEFH\x6b\0\0\0SEFT"), trailing()),
            (behind(b"MZ\x90\0\x03"), hidden(Found::Executable)),
            (behind(b"\r\n<html>"), hidden(Found::Document)),
            (behind(&disc), hidden(Found::Archive)),
            (behind(b"7z\xBC\xAF\x27\x1C\0\x04"), hidden(Found::Archive)),
            (inside(b"<html> <?php 7z"), Ok(noted(&[]))),
            (inside(b"7z\xBC\xAF\x27\x1C\0\x04"), hidden(Found::Archive)),
            (inside(b"Rar!\x1A\x07\x01\0"), hidden(Found::Archive)),
        ] {
            assert_eq!(
                verdict(&bytes, 1000),
                expected,
                "{}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            at in 0..200_usize,
            patch in prop::collection::vec(any::<u8>(), 0..8),
            behind in prop::collection::vec(any::<u8>(), 0..80),
            chunk in 1..50_usize,
        ) {
            let bytes = [trial::patched(&good(), at, patch.len(), &patch), behind].concat();
            prop_assert_eq!(verdict(&bytes, chunk), verdict(&bytes, usize::MAX));
        }

        #[test]
        fn anything_is_judged(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let bytes = [b"\xFF\xD8\xFF".as_slice(), &bytes].concat();
            prop_assert_eq!(verdict(&bytes, 7), verdict(&bytes, usize::MAX));
        }
    }
}
