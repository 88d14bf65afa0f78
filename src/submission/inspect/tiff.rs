//! TIFF (revision 6.0, and `BigTIFF`): whether its directories can be read, the first picture's data are
//! all in the file, and none of it is what a camera's sensor saw.
//!
//! Nothing is decoded. Pictures behind the first one may be cut off: readers show those that are there.

mod blocks;
mod directory;
mod entry;
mod layout;
mod raw;

use std::io::{Read, Seek};

use super::{Inside, Inspected, Trouble, picture};
use crate::submission::detect::Found;
use crate::submission::{Kind, Note, Notes, Rejection};

use self::blocks::Blocks;
use self::directory::{Directory, Missing};
use self::entry::Notation;

/// Most pictures that are looked at: more than anybody scans into one file.
const MAX_PICTURES: usize = 4096;
/// Most of the pictures inside the first one (sub-directories) that are looked at: raw files have up to
/// four.
const MAX_SUB_PICTURES: u64 = 8;
/// As much of what stands behind the last thing that a directory names.
const UNCLAIMED_BYTES: u64 = 4096;

/// Judges nothing yet: directories may stand anywhere.
pub(super) fn parse() -> Inspected {
    Inspected::to_be_continued(Kind::Tiff, Inside::Tiff)
}

/// Judges the rest, with a reader that can seek.
pub(super) fn look_inside<R: Read + Seek>(plaintext: R) -> Result<Notes, Trouble> {
    let mut blocks = Blocks::new(plaintext)?;
    let (notation, begins_at) = Notation::read(&mut blocks)?;
    let mut pictures = Pictures {
        blocks,
        notation,
        seen: Vec::new(),
        claimed: 0,
        is_incomplete: false,
    };
    let next = pictures.first(begins_at)?;
    pictures.others(next)?;
    pictures.judge_unclaimed()?;
    let mut notes = Notes::default();
    notes.add_if(notation.is_big(), Note::TiffBig);
    notes.add_if(pictures.is_incomplete, Note::Incomplete);
    Ok(notes)
}

struct Pictures<R> {
    blocks: Blocks<R>,
    notation: Notation,
    /// Where the directories were that have been read.
    seen: Vec<u64>,
    /// Where the last thing that a directory names ends.
    claimed: u64,
    is_incomplete: bool,
}

impl<R: Read + Seek> Pictures<R> {
    /// Judges the picture that every reader shows, and says where the next one is.
    fn first(&mut self, at: u64) -> Result<u64, Trouble> {
        let directory = self.directory(at)?;
        self.look_for_raw_inside(&directory)?;
        if directory.missing == Missing::Essentials {
            return Err(Rejection::Damaged.into());
        }
        self.layout(&directory)?;
        self.is_incomplete |= directory.missing != Missing::Nothing;
        Ok(directory.next)
    }

    /// Judges the others, as far as they can be read.
    fn others(&mut self, first: u64) -> Result<(), Trouble> {
        let mut at = first;
        // Directories that lead back to one another: readers stop there.
        while at != 0 && !self.seen.contains(&at) && self.seen.len() < MAX_PICTURES {
            let judged = self
                .directory(at)
                .and_then(|directory| self.layout(&directory).map(|()| directory.next));
            at = match judged {
                Ok(next) => next,
                Err(Trouble::Refused(Rejection::Damaged)) => {
                    self.is_incomplete = true;
                    return Ok(());
                }
                Err(trouble) => return Err(trouble),
            };
        }
        Ok(())
    }

    fn directory(&mut self, at: u64) -> Result<Directory, Trouble> {
        self.seen.push(at);
        let directory = Directory::read(&mut self.blocks, self.notation, at)?;
        if raw::is_raw(&directory) {
            return Err(Rejection::Kind {
                found: Found::CameraRaw,
            }
            .into());
        }
        self.claimed = self.claimed.max(directory.claimed);
        Ok(directory)
    }

    fn layout(&mut self, directory: &Directory) -> Result<(), Trouble> {
        let end = layout::check(&mut self.blocks, self.notation, directory)?;
        self.claimed = self.claimed.max(end);
        Ok(())
    }

    /// Raw files keep a small picture in front, and what the sensor saw in a sub-directory (TIFF/EP).
    fn look_for_raw_inside(&mut self, directory: &Directory) -> Result<(), Trouble> {
        let Some(sub_pictures) = directory.sub_pictures else {
            return Ok(());
        };
        for index in 0..sub_pictures.count.min(MAX_SUB_PICTURES) {
            let found = sub_pictures
                .get(&mut self.blocks, self.notation, index)
                .and_then(|at| self.directory(at));
            match found {
                // Nobody misses a small copy.
                Ok(_) | Err(Trouble::Refused(Rejection::Damaged)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(())
    }

    /// Judges the beginning of what no directory names.
    fn judge_unclaimed(&mut self) -> Result<(), Trouble> {
        let left = self.blocks.length().saturating_sub(self.claimed);
        let bytes = usize::try_from(left.min(UNCLAIMED_BYTES)).unwrap_or_default();
        let mut piece = vec![0; bytes];
        self.blocks.read(self.claimed, &mut piece)?;
        picture::judge_unclaimed(&piece)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Tiff, file, chunk)
    }

    /// Tag and value; all of them are one long.
    type Tags = Vec<(u16, u32)>;

    /// A directory in the order of small computers.
    fn directory(tags: &Tags, next: u32) -> Vec<u8> {
        let mut bytes = u16::try_from(tags.len()).unwrap().to_le_bytes().to_vec();
        for (tag, value) in tags {
            bytes.extend(tag.to_le_bytes());
            bytes.extend([4, 0, 1, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(next.to_le_bytes());
        bytes
    }

    /// A strip of 16 × 16 grey pixels at 8, and behind it a directory.
    fn tags() -> Tags {
        vec![
            (256, 16),
            (257, 16),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, 8),
            (278, 16),
            (279, 256),
        ]
    }

    /// Where the first directory is.
    const FIRST: u32 = 8 + 256;

    fn picture(tags: &Tags, next: u32) -> Vec<u8> {
        let header = [b"II*\0".as_slice(), &FIRST.to_le_bytes()].concat();
        [header, vec![7; 256], directory(tags, next)].concat()
    }

    fn with(tag: u16, value: u32) -> Vec<u8> {
        let mut tags = tags();
        tags.retain(|(known, _)| *known != tag);
        tags.push((tag, value));
        picture(&tags, 0)
    }

    fn without(tag: u16) -> Vec<u8> {
        let mut tags = tags();
        tags.retain(|(known, _)| *known != tag);
        picture(&tags, 0)
    }

    /// The same with 64-bit offsets, in the order of large computers.
    fn big() -> Vec<u8> {
        let mut bytes = b"MM\0+\0\x08\0\0".to_vec();
        bytes.extend((16_u64 + 256).to_be_bytes());
        bytes.extend([7; 256]);
        bytes.extend((tags().len() as u64).to_be_bytes());
        for (tag, value) in tags() {
            let value = if tag == 273 { 16 } else { value };
            bytes.extend(tag.to_be_bytes());
            bytes.extend(16_u16.to_be_bytes());
            bytes.extend(1_u64.to_be_bytes());
            bytes.extend(u64::from(value).to_be_bytes());
        }
        bytes.extend([0; 8]);
        bytes
    }

    fn noted(notes: &[Note]) -> Notes {
        notes.iter().copied().collect()
    }

    #[test]
    fn pictures_that_readers_open_get_in() {
        let good = picture(&tags(), 0);
        let second = u32::try_from(good.len()).unwrap();
        let two = |second_tags: &Tags, next| {
            [picture(&tags(), second), directory(second_tags, next)].concat()
        };
        let mut far = tags();
        far[5] = (273, 5_000_000);
        let mut tiled = tags();
        tiled.retain(|(tag, _)| !matches!(tag, 273 | 278 | 279));
        tiled.extend([(322, 16), (323, 16), (324, 8), (325, 256)]);
        let incomplete = || Ok(noted(&[Note::Incomplete]));
        for (name, bytes, expected) in [
            ("one strip", good.clone(), Ok(noted(&[]))),
            ("64-bit offsets", big(), Ok(noted(&[Note::TiffBig]))),
            ("tiles", picture(&tiled, 0), Ok(noted(&[]))),
            ("two pictures", two(&tags(), 0), Ok(noted(&[]))),
            ("a loop", two(&tags(), FIRST), Ok(noted(&[]))),
            (
                "cut off behind the first picture",
                picture(&tags(), 60_000),
                incomplete(),
            ),
            (
                "the second one's data are missing",
                two(&far, 0),
                incomplete(),
            ),
            (
                "no end of the directory",
                good[..good.len() - 3].to_vec(),
                Ok(noted(&[])),
            ),
            (
                "a strip said to be too long",
                with(279, 1_000_000),
                Ok(noted(&[])),
            ),
            ("a strip of no length", with(279, 0), Ok(noted(&[]))),
            ("no lengths", without(279), Ok(noted(&[]))),
            ("no rows", with(278, 0), Ok(noted(&[]))),
            (
                "an entry of no known type",
                {
                    let mut bytes = good.clone();
                    bytes[FIRST as usize + 2 + 12 * 4 + 2] = 99;
                    bytes
                },
                Ok(noted(&[])),
            ),
            (
                "a thumbnail inside that can't be read",
                with(330, 60_000),
                Ok(noted(&[])),
            ),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn pictures_that_readers_do_not_open_are_refused() {
        let damaged = || Err(Rejection::Damaged);
        let raw = || {
            Err(Rejection::Kind {
                found: Found::CameraRaw,
            })
        };
        let too_large = || Err(Rejection::PictureTooLarge);
        let mut wide = tags();
        wide[0] = (256, 65_500);
        wide[1] = (257, 65_500);
        let inside = |tag, value| {
            let at = u32::try_from(with(330, 0).len()).unwrap();
            [with(330, at), directory(&vec![(254, 0), (tag, value)], 0)].concat()
        };
        for (name, bytes, expected) in [
            ("header only", b"II*\0".to_vec(), damaged()),
            ("no directory", b"II*\0\x08\0\0\0".to_vec(), damaged()),
            (
                "an empty directory",
                b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec(),
                damaged(),
            ),
            ("no width", without(256), damaged()),
            ("no height", with(257, 0), damaged()),
            ("no strips", without(273), damaged()),
            ("a strip behind the end", with(273, 60_000), damaged()),
            ("a strip across the end", with(273, 300), damaged()),
            (
                "packed, and across the end",
                {
                    let mut tags = tags();
                    tags[3] = (259, 5);
                    tags[7] = (279, 1_000);
                    picture(&tags, 0)
                },
                damaged(),
            ),
            ("too large", picture(&wide, 0), too_large()),
            ("too many samples", with(277, 65_535 * 1_000), too_large()),
            ("DNG", with(50_706, 0x0104), raw()),
            ("a mosaic", with(262, 32_803), raw()),
            ("Nikon's packing", with(259, 34_713), raw()),
            ("a mosaic inside", inside(262, 32_803), raw()),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn numbers_that_readers_do_not_take_are_refused() {
        let good = picture(&tags(), 0);
        let first = usize::try_from(FIRST).unwrap() + 2;
        let patched = |at: usize, with: &[u8]| trial::patched(&good, at, with.len(), with);
        // Three bytes of eight, eight and four bits in the place of the strip's first pixels.
        let bits = |last| {
            let entry = [2, 1, 3, 0, 3, 0, 0, 0, 8, 0, 0, 0];
            trial::patched(&patched(first + 24, &entry), 8, 6, &[8, 0, 8, 0, last, 0])
        };
        for (name, bytes, expected) in [
            ("as it is", good.clone(), Ok(noted(&[]))),
            (
                "a width that is short",
                patched(first + 2, &[3]),
                Ok(noted(&[])),
            ),
            (
                "a width that is a fraction",
                patched(first + 2, &[5]),
                Err(Rejection::Damaged),
            ),
            (
                "two widths",
                patched(first + 2, &[3, 0, 2]),
                Err(Rejection::Damaged),
            ),
            ("the same bits of each sample", bits(8), Ok(noted(&[]))),
            ("other bits of one sample", bits(4), Err(Rejection::Damaged)),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected, "{name}");
        }
    }

    #[test]
    fn what_hides_in_a_picture_is_refused() {
        let hidden = |found| Err(Rejection::Hidden { found });
        let good = picture(&tags(), 0);
        let behind = |bytes: &[u8]| [good.as_slice(), bytes].concat();
        let mut in_front = good.clone();
        in_front[60..66].copy_from_slice(b"7z\xBC\xAF\x27\x1C");
        let mut disc = behind(&vec![b'.'; 40_000]);
        disc[0x8001..0x8006].copy_from_slice(b"CD001");
        for (bytes, expected) in [
            (behind(b"maker's data"), Ok(noted(&[]))),
            (behind(b"\0\0MZ\x90\0"), hidden(Found::Executable)),
            (behind(b"%PDF-1.4"), hidden(Found::Document)),
            (in_front, hidden(Found::Archive)),
            (disc, hidden(Found::Archive)),
        ] {
            assert_eq!(verdict(&bytes, 1000), expected);
        }
    }

    #[test]
    fn directories_without_end_take_no_time() {
        // Each directory leads to the next one, in a file of half a megabyte that is nothing else.
        let one = |next| directory(&tags(), next);
        let step = u32::try_from(one(0).len()).unwrap();
        let mut bytes = [b"II*\0".as_slice(), &FIRST.to_le_bytes(), &[7; 256]].concat();
        for index in 1..6_000 {
            bytes.extend(one(FIRST + index * step));
        }
        assert_eq!(verdict(&bytes, 100_000), Ok(noted(&[])));
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            at in 4..400_usize,
            patch in prop::collection::vec(any::<u8>(), 0..12),
            is_big: bool,
            chunk in 1..50_usize,
        ) {
            let picture = if is_big { big() } else { picture(&tags(), FIRST) };
            let bytes = trial::patched(&picture, at, patch.len(), &patch);
            prop_assert_eq!(verdict(&bytes, chunk), verdict(&bytes, usize::MAX));
        }

        #[test]
        fn anything_is_judged(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            is_big: bool,
        ) {
            let header = if is_big { b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0".as_slice() } else { b"II*\0\x08\0\0\0" };
            let bytes = [header, &bytes].concat();
            prop_assert_eq!(verdict(&bytes, 7), verdict(&bytes, usize::MAX));
        }
    }
}
