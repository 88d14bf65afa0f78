//! The sealed file, read back here and there. A file that sends us back and forth comes to an end: so much is
//! read of it, and no more.

use std::io::{Read, Seek, SeekFrom};

use crate::submission::inspect::Trouble;

/// What is read at once: as much as the cipher has to open for a single byte.
const WINDOW_BYTES: usize = 64 * 1024;
/// What may be read in all, so that a file that sends us back and forth comes to an end.
const READ: Budget = Budget {
    base: 16 * 1024 * 1024,
    cap: 64 * 1024 * 1024,
};
/// What may be unpacked and understood: so little for a small file that a thousand of them in a zip cost
/// no more than a large one.
const WORK: Budget = Budget {
    base: 2 * 1024 * 1024,
    cap: 64 * 1024 * 1024,
};
/// What looking somewhere costs, however little is there.
const LOOK: usize = 64;
/// A dictionary is gone through once for each key.
const PASSES: usize = 8;

/// Grows with the file.
struct Budget {
    base: usize,
    cap: usize,
}

impl Budget {
    fn of(&self, length: u64) -> usize {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        length
            .saturating_mul(32)
            .saturating_add(self.base)
            .min(self.cap)
    }
}

/// A reader that remembers what it has read last.
pub(super) struct Source<R> {
    reader: R,
    length: u64,
    window: Vec<u8>,
    window_at: u64,
    /// Whether the file ends in the window.
    is_last: bool,
    /// What may still be read, and done with it.
    reading: usize,
    work: usize,
    is_spent: bool,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(reader: R, length: u64) -> Self {
        Self {
            reader,
            length,
            window: Vec::new(),
            window_at: 0,
            is_last: false,
            reading: READ.of(length),
            work: WORK.of(length),
            is_spent: false,
        }
    }

    /// What stands at a place: at least so many bytes if the file has them, and nothing once too much
    /// has been read or done.
    pub(super) fn at(&mut self, at: u64, least: usize) -> Result<&[u8], Trouble> {
        self.spend(LOOK);
        if self.is_spent {
            return Ok(&[]);
        }
        let remembered = self.remembered(at).len();
        if remembered < least && !(self.is_last && remembered > 0) {
            self.read_window(at)?;
        }
        Ok(self.remembered(at))
    }

    /// Everything that one look can take in.
    pub(super) fn much_at(&mut self, at: u64) -> Result<&[u8], Trouble> {
        self.at(at, WINDOW_BYTES)
    }

    /// Counts what is unpacked or understood.
    pub(super) fn spend(&mut self, bytes: usize) {
        match self.work.checked_sub(bytes) {
            Some(left) => self.work = left,
            None => self.is_spent = true,
        }
    }

    /// Counts a dictionary of so many bytes.
    pub(super) fn spend_on_dict(&mut self, bytes: usize) {
        self.spend(bytes.saturating_mul(PASSES));
    }

    /// Whether the file took more than files do, so that nothing more is told of it.
    pub(super) const fn is_spent(&self) -> bool {
        self.is_spent
    }

    fn remembered(&self, at: u64) -> &[u8] {
        at.checked_sub(self.window_at)
            .and_then(|skip| self.window.get(usize::try_from(skip).ok()?..))
            .unwrap_or_default()
    }

    fn read_window(&mut self, at: u64) -> Result<(), Trouble> {
        self.window.clear();
        self.window_at = at;
        self.is_last = false;
        // Not every reader can be sent behind the end.
        if at >= self.length {
            return Ok(());
        }
        let Some(left) = self.reading.checked_sub(WINDOW_BYTES) else {
            self.is_spent = true;
            return Ok(());
        };
        self.reading = left;
        self.reader
            .seek(SeekFrom::Start(at))
            .map_err(Trouble::Unreadable)?;
        let mut here = self.reader.by_ref().take(WINDOW_BYTES as u64);
        here.read_to_end(&mut self.window)
            .map_err(Trouble::Unreadable)?;
        self.is_last = self.window.len() < WINDOW_BYTES;
        Ok(())
    }
}
