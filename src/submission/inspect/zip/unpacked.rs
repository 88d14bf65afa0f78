//! A packed member as a reader that can seek, for formats whose table of contents stands anywhere.
//!
//! A stored member is read where it stands. A packed one is unpacked again from its beginning when what is
//! asked for lies behind; its end, where tables of contents usually are, is kept from the first time.

use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom};

use bytes::Bytes;

use super::Trouble;
use super::inflate::{Inflater, Method, Packed};
use super::source::Source;

/// How much of a member's end is kept. Most members are smaller.
const KEPT_BYTES: u64 = 1024 * 1024;
/// How much is unpacked at a time.
const WINDOW_BYTES: usize = 64 * 1024;

/// The end of a member, as it was unpacked the first time.
#[derive(Default)]
pub(super) struct Kept {
    chunks: VecDeque<Bytes>,
    bytes: u64,
}

impl Kept {
    pub(super) fn remember(&mut self, chunk: &Bytes) {
        self.bytes += chunk.len() as u64;
        self.chunks.push_back(chunk.clone());
        while let Some(first) = self.chunks.front()
            && self.bytes - first.len() as u64 >= KEPT_BYTES
        {
            self.bytes -= first.len() as u64;
            self.chunks.pop_front();
        }
    }

    /// What is kept from so many bytes after its beginning, until the chunk's end.
    fn from(&self, mut offset: u64) -> Option<&[u8]> {
        for chunk in &self.chunks {
            let length = chunk.len() as u64;
            if offset < length {
                return chunk.get(usize::try_from(offset).ok()?..);
            }
            offset -= length;
        }
        None
    }
}

/// How much may still be unpacked a second time, over all members.
pub(super) struct Work {
    pub(super) left: u64,
    /// Somebody wanted more.
    pub(super) is_spent: bool,
}

/// A member that was unpacked once already.
pub(super) struct Unpacked<'a, R> {
    source: &'a mut Source<R>,
    work: &'a mut Work,
    kept: Kept,
    packed: Packed,
    length: u64,
    position: u64,
    inflater: Option<Inflater>,
    window: Vec<u8>,
    window_at: u64,
}

impl<'a, R: Read + Seek> Unpacked<'a, R> {
    pub(super) fn new(
        source: &'a mut Source<R>,
        work: &'a mut Work,
        packed: Packed,
        kept: Kept,
        length: u64,
    ) -> Self {
        Self {
            source,
            work,
            kept,
            packed,
            length,
            position: 0,
            inflater: None,
            window: Vec::new(),
            window_at: 0,
        }
    }

    fn read_stored(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        let rest = usize::try_from(self.length - self.position).unwrap_or(usize::MAX);
        let bytes = buffer.len().min(rest);
        let buffer = buffer.get_mut(..bytes).unwrap_or_default();
        self.source.go_to(self.packed.offset + self.position)?;
        self.source.read(buffer)
    }

    fn read_packed(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        let kept_at = self.length.saturating_sub(self.kept.bytes);
        let kept = self.position.checked_sub(kept_at);
        if let Some(mut bytes) = kept.and_then(|offset| self.kept.from(offset)) {
            return bytes.read(buffer).map_err(Trouble::Unreadable);
        }
        self.unpack_to_position()?;
        let mut bytes = self.in_window().unwrap_or_default();
        bytes.read(buffer).map_err(Trouble::Unreadable)
    }

    fn in_window(&self) -> Option<&[u8]> {
        let offset = self.position.checked_sub(self.window_at)?;
        let rest = self.window.get(usize::try_from(offset).ok()?..)?;
        (!rest.is_empty()).then_some(rest)
    }

    /// Unpacks until the window holds the position.
    fn unpack_to_position(&mut self) -> Result<(), Trouble> {
        if self.in_window().is_some() {
            return Ok(());
        }
        if self.inflater.is_none() || self.position < self.window_at {
            self.inflater = Some(Inflater::new(&self.packed));
            self.window_at = 0;
            self.window.clear();
        }
        while self.in_window().is_none() {
            self.next_window()?;
        }
        Ok(())
    }

    fn next_window(&mut self) -> Result<(), Trouble> {
        let bytes = WINDOW_BYTES as u64;
        if self.work.left < bytes {
            self.work.is_spent = true;
            return Err(Trouble::Unreadable(io::ErrorKind::QuotaExceeded.into()));
        }
        self.work.left -= bytes;
        let Some(inflater) = &mut self.inflater else {
            return Err(Trouble::Unreadable(io::ErrorKind::UnexpectedEof.into()));
        };
        self.window_at += self.window.len() as u64;
        self.window.resize(WINDOW_BYTES, 0);
        self.source
            .go_to(self.packed.offset + self.packed.bytes - inflater.left())?;
        let filled = inflater.fill(self.source, &mut self.window)?;
        self.window.truncate(filled);
        if filled == 0 {
            // It was longer the first time.
            return Err(Trouble::Unreadable(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }
}

impl<R: Read + Seek> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let read = if self.packed.method == Method::Stored {
            self.read_stored(buffer)
        } else {
            self.read_packed(buffer)
        };
        let read = read.map_err(|trouble| match trouble {
            Trouble::Unreadable(error) => error,
            Trouble::Refused(_) => io::ErrorKind::InvalidData.into(),
        })?;
        self.position += read as u64;
        Ok(read)
    }
}

impl<R> Seek for Unpacked<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
