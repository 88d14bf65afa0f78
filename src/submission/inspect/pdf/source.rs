//! The sealed file, read back here and there. A file that sends us back and forth comes to an end: so much is
//! read of it, and no more.

use std::io::{Read, Seek, SeekFrom};

use crate::submission::inspect::Trouble;

/// What is read at once: as much as the cipher has to open for a single byte.
const WINDOW_BYTES: usize = 64 * 1024;
/// What may be read in all.
const MAX_READ_BYTES: usize = 64 * 1024 * 1024;

/// A reader that remembers what it has read last.
pub(super) struct Source<R> {
    reader: R,
    length: u64,
    window: Vec<u8>,
    window_at: u64,
    /// Whether the file ends in the window.
    is_last: bool,
    read: usize,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(reader: R, length: u64) -> Self {
        Self {
            reader,
            length,
            window: Vec::new(),
            window_at: 0,
            is_last: false,
            read: 0,
        }
    }

    /// What stands at a place: at least so many bytes if the file has them, and nothing once too much
    /// has been read.
    pub(super) fn at(&mut self, at: u64, least: usize) -> Result<&[u8], Trouble> {
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

    /// Counts what is unpacked as if it were read.
    pub(super) fn spend(&mut self, bytes: usize) {
        self.read = self.read.saturating_add(bytes);
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
        if at >= self.length || self.read >= MAX_READ_BYTES {
            return Ok(());
        }
        self.reader
            .seek(SeekFrom::Start(at))
            .map_err(Trouble::Unreadable)?;
        let mut here = self.reader.by_ref().take(WINDOW_BYTES as u64);
        here.read_to_end(&mut self.window)
            .map_err(Trouble::Unreadable)?;
        self.is_last = self.window.len() < WINDOW_BYTES;
        self.read += WINDOW_BYTES;
        Ok(())
    }
}
