//! A sealed file as a blocking reader that can seek, as zip and age want it.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::runtime::Handle;

use super::PART_BYTES;

/// Reads a blob with [`Read`] and [`Seek`], a window of [`PART_BYTES`] at a time. Blocks: use it in
/// blocking tasks only.
pub struct BlobReader {
    store: Arc<dyn ObjectStore>,
    path: Path,
    length: u64,
    position: u64,
    window: Bytes,
    window_start: u64,
    runtime: Handle,
}

impl BlobReader {
    pub(super) fn new(store: Arc<dyn ObjectStore>, path: Path, length: u64) -> Self {
        Self {
            store,
            path,
            length,
            position: 0,
            window: Bytes::new(),
            window_start: 0,
            runtime: Handle::current(),
        }
    }

    fn in_window(&self) -> Option<&[u8]> {
        let offset = usize::try_from(self.position.checked_sub(self.window_start)?).ok()?;
        self.window.get(offset..).filter(|rest| !rest.is_empty())
    }

    fn fill(&mut self) -> io::Result<()> {
        let end = self.length.min(self.position + PART_BYTES as u64);
        let range = self.store.get_range(&self.path, self.position..end);
        self.window = self.runtime.block_on(range).map_err(io::Error::other)?;
        self.window_start = self.position;
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        if self.in_window().is_none() {
            self.fill()?;
        }
        let copied = self.in_window().unwrap_or_default().read(buffer)?;
        self.position += copied as u64;
        Ok(copied)
    }
}

impl Seek for BlobReader {
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
