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

use super::feed::Feed;
use super::{Inside, Inspected, Trouble, picture};
use crate::submission::detect::Found;
use crate::submission::{Kind, Note, Notes, Rejection};

use self::blocks::Blocks;
use self::directory::Directory;
use self::entry::Notation;

/// Most pictures that are looked at: more than anybody scans into one file.
const MAX_PICTURES: usize = 4096;
/// Most of the pictures inside the first one (sub-directories) that are looked at: raw files have up to
/// four.
const MAX_SUB_PICTURES: u64 = 8;
/// Programs that unpack themselves have their archive within the first megabyte, so that is where readers
/// of archives search (RAR 5.0, general archive structure).
const SEARCHED_BYTES: u64 = 1024 * 1024;
/// As much of what stands behind the last thing that a directory names.
const UNCLAIMED_BYTES: u64 = 4096;

/// Judges what can be told as the file streams by: directories may stand anywhere, so that is whether
/// something else begins near its beginning.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let mut sieve = picture::Sieve::new(picture::Depth::Metadata, 0);
    loop {
        let left = SEARCHED_BYTES - feed.position();
        let chunk = feed.chunk().await;
        let step = usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len());
        if step == 0 {
            break;
        }
        sieve.look(chunk.get(..step).unwrap_or_default())?;
        feed.consume(step);
    }
    sieve.end()?;
    Ok(Inspected::to_be_continued(Kind::Tiff, Inside::Tiff))
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
        if directory.lacks_essentials {
            return Err(Rejection::Damaged.into());
        }
        self.layout(&directory)?;
        self.is_incomplete |= directory.lacks_values;
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
        picture::judge_unclaimed(self.claimed, &piece)?;
        Ok(())
    }
}
