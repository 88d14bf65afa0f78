//! The archive's bytes, in order as long as they are asked for in order.
//!
//! Every jump costs decrypting 64 kB of the sealed file, so none is made to where the reader stands.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use super::Trouble;
use crate::submission::Rejection;

/// Large enough to inflate from without delay, small enough that a jump reads little in vain.
const BUFFER_BYTES: usize = 16 * 1024;

/// A reader that knows where it stands and where the file ends.
pub(super) struct Source<R> {
    reader: BufReader<R>,
    position: u64,
    length: u64,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut plaintext: R) -> io::Result<Self> {
        let length = plaintext.seek(SeekFrom::End(0))?;
        Ok(Self {
            reader: BufReader::with_capacity(BUFFER_BYTES, plaintext),
            position: length,
            length,
        })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Goes to an offset. One behind the end is the file's fault: it was read there.
    pub(super) fn go_to(&mut self, offset: u64) -> Result<(), Trouble> {
        if offset > self.length {
            return Err(Rejection::ZipDamaged.into());
        }
        // Never out of range, since both are within the file.
        let forward = offset.checked_signed_diff(self.position);
        let forward = forward.ok_or(Rejection::ZipDamaged)?;
        if forward != 0 {
            self.reader
                .seek_relative(forward)
                .map_err(Trouble::Unreadable)?;
            self.position = offset;
        }
        Ok(())
    }

    /// The next bytes, as many as are at hand; none at the end of the file only.
    pub(super) fn chunk(&mut self) -> Result<&[u8], Trouble> {
        self.reader.fill_buf().map_err(Trouble::Unreadable)
    }

    /// Marks the first bytes of the chunk as used.
    pub(super) fn consume(&mut self, bytes: usize) {
        self.reader.consume(bytes);
        self.position += bytes as u64;
    }

    /// Reads as many of the next bytes as come at once.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        let read = self.reader.read(buffer).map_err(Trouble::Unreadable)?;
        self.position += read as u64;
        Ok(read)
    }

    /// The next so many bytes. A file that ends before is damaged.
    pub(super) fn take(&mut self, bytes: usize) -> Result<Vec<u8>, Trouble> {
        if self.length - self.position.min(self.length) < bytes as u64 {
            return Err(Rejection::ZipDamaged.into());
        }
        let mut taken = vec![0; bytes];
        self.reader
            .read_exact(&mut taken)
            .map_err(Trouble::Unreadable)?;
        self.position += bytes as u64;
        Ok(taken)
    }
}
