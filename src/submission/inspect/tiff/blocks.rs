//! Reads a file in places, a block at a time, since every seek costs decrypting one.

use std::io::{ErrorKind, Read, Seek, SeekFrom};

use crate::submission::Rejection;
use crate::submission::inspect::Trouble;

const BLOCK_BYTES: usize = 32 * 1024;
/// Blocks that may be read again, however small the file is.
const SPARE_LOADS: u64 = 1024;
/// Numbers that may be read again.
const SPARE_READS: u64 = 1024 * 1024;

/// Two blocks are kept: the offsets of a picture's parts and their sizes stand in two lists, which are
/// read side by side.
pub(super) struct Blocks<R> {
    reader: R,
    length: u64,
    recent: Block,
    other: Block,
    /// How many more may be read: twice as many as there are. Directories that lead to and fro would have
    /// us decrypt for hours.
    loads: u64,
    /// How many more numbers may be read: one for each two bytes. Directories that overlap would have us
    /// read the same ones again and again.
    reads: u64,
}

#[derive(Default)]
struct Block {
    begins_at: u64,
    bytes: Vec<u8>,
}

impl Block {
    fn from(&self, at: u64) -> Option<&[u8]> {
        let skip = usize::try_from(at.checked_sub(self.begins_at)?).ok()?;
        self.bytes.get(skip..).filter(|bytes| !bytes.is_empty())
    }
}

impl<R: Read + Seek> Blocks<R> {
    pub(super) fn new(mut reader: R) -> Result<Self, Trouble> {
        let length = reader.seek(SeekFrom::End(0)).map_err(Trouble::Unreadable)?;
        Ok(Self {
            reader,
            length,
            recent: Block::default(),
            other: Block::default(),
            loads: SPARE_LOADS + 2 * (length / BLOCK_BYTES as u64),
            reads: SPARE_READS + length / 2,
        })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Fills `into` with what stands there; that the file ends before is the file's fault.
    pub(super) fn read(&mut self, at: u64, into: &mut [u8]) -> Result<(), Trouble> {
        self.reads = self
            .reads
            .checked_sub(1)
            .ok_or(Trouble::Refused(Rejection::Damaged))?;
        let mut at = at;
        let mut into = into;
        while !into.is_empty() {
            let bytes = self.block(at)?;
            let step = bytes.len().min(into.len());
            let (filled, rest) = into.split_at_mut(step);
            filled.copy_from_slice(bytes.get(..step).unwrap_or_default());
            into = rest;
            at += step as u64;
        }
        Ok(())
    }

    /// The bytes from there to the end of the block.
    fn block(&mut self, at: u64) -> Result<&[u8], Trouble> {
        if self.recent.from(at).is_none() {
            std::mem::swap(&mut self.recent, &mut self.other);
        }
        if self.recent.from(at).is_none() {
            self.load(at)?;
        }
        self.recent
            .from(at)
            .ok_or(Trouble::Refused(Rejection::Damaged))
    }

    fn load(&mut self, at: u64) -> Result<(), Trouble> {
        if at >= self.length || self.loads == 0 {
            return Err(Rejection::Damaged.into());
        }
        self.loads -= 1;
        let begins_at = at - at % BLOCK_BYTES as u64;
        let bytes = &mut self.recent.bytes;
        bytes.clear();
        self.recent.begins_at = begins_at;
        self.reader
            .seek(SeekFrom::Start(begins_at))
            .and_then(|_| {
                let mut block = self.reader.by_ref().take(BLOCK_BYTES as u64);
                block.read_to_end(bytes)
            })
            .map_err(|error| match error.kind() {
                ErrorKind::UnexpectedEof => Rejection::Damaged.into(),
                _ => Trouble::Unreadable(error),
            })?;
        Ok(())
    }
}
