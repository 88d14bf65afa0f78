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
            _ => picture::pass_metadata(feed, length).await,
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
