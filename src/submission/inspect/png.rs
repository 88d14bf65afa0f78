//! PNG (W3C, third edition): whether its chunks lead whole from the header to the end, and what stands
//! behind.
//!
//! Every chunk has a checksum. Of the pixels, the first ones are unpacked and let go of, to know that they
//! are pixels.

mod header;
mod pixels;

use super::Inspected;
use super::feed::Feed;
use super::picture;
use crate::submission::{Kind, Note, Rejection};

use self::header::Header;
use self::pixels::Pixels;

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
    notes.add_if(picture.is_incomplete(), Note::Incomplete);
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
    async fn end(self, feed: &mut Feed) -> Result<bool, Rejection> {
        let expected = feed.array().await.map(u32::from_be_bytes);
        Ok(expected.ok_or(Rejection::Damaged)? == self.checksum.finalize())
    }
}

/// What is known of the picture.
struct Picture {
    header: Header,
    has_palette: bool,
    data_bytes: u64,
    pixels: Pixels,
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
        if !chunk.end(feed).await? {
            return Err(Rejection::Damaged);
        }
        let header = Header::of(bytes)?;
        Ok(Self {
            pixels: Pixels::new(header.unpacked_bytes()),
            header,
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
        if !chunk.end(feed).await? {
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
        let is_data = &chunk.name == b"IDAT";
        let bytes = u64::from(chunk.length);
        let passed = feed.hand_over(bytes, |piece| {
            chunk.checksum.update(piece);
            if is_data {
                self.pixels.unpack(piece);
            }
            Ok(())
        });
        if passed.await? < bytes {
            return Err(Rejection::Damaged);
        }
        Ok(())
    }

    fn judge(&self) -> Result<(), Rejection> {
        let size = self.header.size();
        if self.data_bytes == 0 || size.bytes() / DEFLATE_MAX_RATIO > self.data_bytes {
            return Err(Rejection::Damaged);
        }
        size.check_ratio(self.data_bytes)?;
        if self.pixels.are_mostly_there() {
            Ok(())
        } else {
            Err(Rejection::Damaged)
        }
    }

    /// Whether readers show a part of it, or leave something out.
    fn is_incomplete(&self) -> bool {
        self.is_stained || !self.pixels.are_all_there()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;
    use crate::submission::Notes;
    use crate::submission::detect::Found;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Png, file, chunk)
    }

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&name);
        checksum.update(body);
        [
            u32::try_from(body.len()).unwrap().to_be_bytes().as_slice(),
            &name,
            body,
            &checksum.finalize().to_be_bytes(),
        ]
        .concat()
    }

    fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
        let mut body = [width.to_be_bytes(), height.to_be_bytes()].concat();
        body.extend([depth, colour, 0, 0, 0]);
        chunk(*b"IHDR", &body)
    }

    fn picture(parts: &[Vec<u8>]) -> Vec<u8> {
        [SIGNATURE.as_slice(), &parts.concat(), &chunk(*b"IEND", b"")].concat()
    }

    /// One pixel of up to eight bits, and as much behind it as makes one of sixteen, four times.
    fn data() -> Vec<u8> {
        chunk(*b"IDAT", &packed(&[0; 9]))
    }

    fn packed(rows: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(rows).unwrap();
        packer.finish().unwrap()
    }

    fn good() -> Vec<u8> {
        picture(&[header(1, 1, 8, 0), chunk(*b"tEXt", b"Title\0Kart"), data()])
    }

    /// With the checksum of the last chunk but one made wrong.
    fn spoiled(parts: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = picture(parts);
        let at = bytes.len() - 13;
        bytes[at] ^= 1;
        bytes
    }

    fn noted(notes: &[Note]) -> Notes {
        notes.iter().copied().collect()
    }

    #[test]
    fn pictures_that_readers_open_get_in() {
        let rows = packed(&[0; 110]);
        for (name, bytes, expected) in [
            ("grey", good(), Ok(noted(&[]))),
            (
                "with a palette",
                picture(&[header(1, 1, 8, 3), chunk(*b"PLTE", &[0; 6]), data()]),
                Ok(noted(&[])),
            ),
            (
                "animated",
                picture(&[
                    header(1, 1, 16, 6),
                    chunk(*b"acTL", &[0; 8]),
                    data(),
                    chunk(*b"fdAT", &[0; 8]),
                ]),
                Ok(noted(&[])),
            ),
            (
                "a broken chunk that can be spared",
                spoiled(&[header(1, 1, 8, 0), data(), chunk(*b"tIME", &[0; 7])]),
                Ok(noted(&[Note::Incomplete])),
            ),
            (
                "cut into pieces, with something behind",
                picture(&[
                    header(10, 10, 8, 0),
                    chunk(*b"IDAT", &rows[..5]),
                    chunk(*b"IDAT", &[&rows[5..], b"behind".as_slice()].concat()),
                    chunk(*b"IDAT", b"and behind"),
                ]),
                Ok(noted(&[])),
            ),
            (
                "the last rows missing",
                picture(&[header(10, 15, 8, 0), chunk(*b"IDAT", &rows)]),
                Ok(noted(&[Note::Incomplete])),
            ),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn pictures_that_readers_do_not_open_are_refused() {
        let whole = good();
        for (name, bytes) in [
            ("signature only", SIGNATURE.to_vec()),
            ("cut off", whole[..whole.len() - 1].to_vec()),
            ("no end", whole[..whole.len() - 12].to_vec()),
            ("no header", picture(&[data()])),
            ("no data", picture(&[header(1, 1, 8, 0)])),
            ("no width", picture(&[header(0, 1, 8, 0), data()])),
            (
                "a colour nobody knows",
                picture(&[header(1, 1, 8, 5), data()]),
            ),
            ("no palette", picture(&[header(1, 1, 8, 3), data()])),
            (
                "a chunk nobody knows and nobody can spare",
                picture(&[header(1, 1, 8, 0), chunk(*b"ABCD", b""), data()]),
            ),
            (
                "a broken chunk that can't be spared",
                spoiled(&[header(1, 1, 8, 0), data()]),
            ),
            (
                "a length that can't be",
                [&whole[..33], b"\x80\0\0\0IDAT".as_slice()].concat(),
            ),
            (
                "most rows missing",
                picture(&[header(10, 10, 8, 0), chunk(*b"IDAT", &packed(&[0; 50]))]),
            ),
            (
                "data that can't be unpacked",
                picture(&[header(10, 10, 8, 0), chunk(*b"IDAT", &[b'x'; 200])]),
            ),
            (
                "less data than so many pixels take",
                picture(&[header(1000, 1000, 8, 0), data()]),
            ),
        ] {
            assert_eq!(verdict(&bytes, 1000), Err(Rejection::Damaged), "{name}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let start = packed(&vec![0; 17 << 20]);
        let packed = |bytes| {
            let mut start = start.clone();
            start.resize(bytes, 0);
            chunk(*b"IDAT", &start)
        };
        for bytes in [
            picture(&[header(65_500, 65_500, 1, 0), packed(600_000)]),
            picture(&[header(30_000, 30_000, 8, 0), packed(900_000)]),
            picture(&[header(u32::MAX, 1, 8, 0), data()]),
        ] {
            assert_eq!(verdict(&bytes, 1000), Err(Rejection::PictureTooLarge));
        }
        let map = picture(&[header(30_000, 20_000, 8, 0), packed(5_000_000)]);
        assert_eq!(verdict(&map, 100_000), Ok(noted(&[])));
    }

    #[test]
    fn what_hides_behind_a_picture_or_in_it_is_refused() {
        let archive = b"7z\xBC\xAF\x27\x1C\0\x04";
        let hidden = |found| Err(Rejection::Hidden { found });
        let inside = |bytes: &[u8]| picture(&[header(1, 1, 8, 0), chunk(*b"abCd", bytes), data()]);
        for (bytes, expected) in [
            (
                [good(), vec![0; 9]].concat(),
                Ok(noted(&[Note::TrailingData])),
            ),
            ([good(), archive.to_vec()].concat(), hidden(Found::Archive)),
            (inside(archive), hidden(Found::Archive)),
            (inside(b"<html>"), Ok(noted(&[]))),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected);
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            at in 8..100_usize,
            patch in prop::collection::vec(any::<u8>(), 0..8),
            behind in prop::collection::vec(any::<u8>(), 0..80),
            chunk in 1..50_usize,
        ) {
            let bytes = [trial::patched(&good(), at, patch.len(), &patch), behind].concat();
            prop_assert_eq!(verdict(&bytes, chunk), verdict(&bytes, usize::MAX));
        }

        #[test]
        fn anything_is_judged(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let bytes = [&SIGNATURE, header(9, 9, 8, 0).as_slice(), &bytes].concat();
            prop_assert_eq!(verdict(&bytes, 7), verdict(&bytes, usize::MAX));
        }
    }
}
