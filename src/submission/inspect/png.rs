//! PNG (W3C, third edition): whether its chunks lead whole from the header to the end, and what stands
//! behind.
//!
//! Nothing is unpacked: every chunk has a checksum.

mod header;

use super::Inspected;
use super::feed::Feed;
use super::picture;
use crate::submission::{Kind, Note, Rejection};

use self::header::Header;

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// A chunk's length is at most this (5.3).
const MAX_CHUNK_BYTES: u32 = 0x7FFF_FFFF;
/// A palette has 1 to 256 entries of three bytes (11.2.2).
const MAX_PALETTE_BYTES: u32 = 3 * 256;
/// Deflate packs to a 1032nd at best: 258 bytes into two bits.
const DEFLATE_MAX_RATIO: u64 = 1032;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    if feed.array().await != Some(SIGNATURE) {
        return Err(Rejection::Damaged);
    }
    let mut picture = Picture::begin(&mut feed).await?;
    while picture.chunk(&mut feed).await? {}
    picture.judge()?;
    let mut notes = picture::judge_behind(&mut feed).await?;
    notes.add_if(picture.is_stained, Note::Incomplete);
    Ok(Inspected::complete(Kind::Png, notes))
}

/// A chunk's length and type, and the checksum so far (5.3).
struct Chunk {
    length: u32,
    name: [u8; 4],
    checksum: crc32fast::Hasher,
}

impl Chunk {
    async fn begin(feed: &mut Feed) -> Result<Self, Rejection> {
        let length = feed.array().await.map(u32::from_be_bytes);
        let length = length.ok_or(Rejection::Damaged)?;
        let name: [u8; 4] = feed.array().await.ok_or(Rejection::Damaged)?;
        if length > MAX_CHUNK_BYTES || !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(Rejection::Damaged);
        }
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&name);
        Ok(Self {
            length,
            name,
            checksum,
        })
    }

    /// Readers can't do without it (5.4).
    fn is_critical(&self) -> bool {
        self.name.first().is_some_and(u8::is_ascii_uppercase)
    }

    /// Whether the checksum behind the chunk is that of its bytes.
    async fn is_whole(self, feed: &mut Feed) -> Result<bool, Rejection> {
        let expected = feed.array().await.map(u32::from_be_bytes);
        Ok(expected.ok_or(Rejection::Damaged)? == self.checksum.finalize())
    }
}

/// What is known of the picture.
struct Picture {
    header: Header,
    has_palette: bool,
    data_bytes: u64,
    /// A chunk that readers can do without is broken; they do without it.
    is_stained: bool,
}

impl Picture {
    /// The header is the first chunk (5.6).
    async fn begin(feed: &mut Feed) -> Result<Self, Rejection> {
        let mut chunk = Chunk::begin(feed).await?;
        if &chunk.name != b"IHDR" || chunk.length != 13 {
            return Err(Rejection::Damaged);
        }
        let bytes: [u8; 13] = feed.array().await.ok_or(Rejection::Damaged)?;
        chunk.checksum.update(&bytes);
        if !chunk.is_whole(feed).await? {
            return Err(Rejection::Damaged);
        }
        Ok(Self {
            header: Header::of(bytes)?,
            has_palette: false,
            data_bytes: 0,
            is_stained: false,
        })
    }

    /// Judges the next chunk, and whether there is another one.
    async fn chunk(&mut self, feed: &mut Feed) -> Result<bool, Rejection> {
        let mut chunk = Chunk::begin(feed).await?;
        self.announce(&chunk)?;
        self.pass(feed, &mut chunk).await?;
        let (is_critical, is_last) = (chunk.is_critical(), &chunk.name == b"IEND");
        if !chunk.is_whole(feed).await? {
            if is_critical {
                return Err(Rejection::Damaged);
            }
            self.is_stained = true;
        }
        Ok(!is_last)
    }

    /// What a chunk is, before its bytes.
    fn announce(&mut self, chunk: &Chunk) -> Result<(), Rejection> {
        let is_in_order = match &chunk.name {
            b"PLTE" => {
                self.has_palette = true;
                let length = chunk.length;
                length > 0 && length.is_multiple_of(3) && length <= MAX_PALETTE_BYTES
            }
            b"IDAT" => {
                self.data_bytes += u64::from(chunk.length);
                self.has_palette || !self.header.needs_palette()
            }
            b"IEND" => true,
            _ => !chunk.is_critical(),
        };
        if is_in_order {
            Ok(())
        } else {
            Err(Rejection::Damaged)
        }
    }

    async fn pass(&mut self, feed: &mut Feed, chunk: &mut Chunk) -> Result<(), Rejection> {
        let mut sieve = (!chunk.is_critical())
            .then(|| picture::Sieve::new(picture::Depth::Metadata, feed.position()));
        let mut left = chunk.length;
        while left > 0 {
            let here = feed.chunk().await;
            if here.is_empty() {
                return Err(Rejection::Damaged);
            }
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(here.len());
            let bytes = here.get(..step).unwrap_or_default();
            chunk.checksum.update(bytes);
            if let Some(sieve) = &mut sieve {
                sieve.look(bytes)?;
            }
            feed.consume(step);
            left -= u32::try_from(step).unwrap_or(left);
        }
        sieve.map_or(Ok(()), picture::Sieve::end)
    }

    fn judge(&self) -> Result<(), Rejection> {
        let size = self.header.size();
        if self.data_bytes == 0 || size.bytes() / DEFLATE_MAX_RATIO > self.data_bytes {
            return Err(Rejection::Damaged);
        }
        size.check_ratio(self.data_bytes)
    }
}
