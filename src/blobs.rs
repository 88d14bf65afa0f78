//! Sealed files: ciphertext under names that tell nothing, in a local folder (an S3-compatible store
//! speaks the same API). Nothing else in the project knows where or how they are kept.
//!
//! A blob appears whole or not at all: a [`BlobWriter`] that is dropped before
//! [`finish`](BlobWriter::finish) leaves nothing behind.

mod probe;
mod range;
mod reader;

use std::fmt;
use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use serde::Deserialize;
use uuid::Uuid;

use crate::clock::Instant;
pub use reader::BlobReader;

/// As much of a blob as is held in memory at a time.
pub const PART_BYTES: usize = 1024 * 1024;

/// `[blobs]`
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settings {
    /// A folder of this machine, each write flushed to disk before it counts.
    Disk {
        /// The folder; made when it is missing.
        path: PathBuf,
    },
}

/// The name of a blob: the submission's id, and a random one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BlobKey(String);

impl BlobKey {
    /// A new name under a submission.
    pub fn new(submission: impl fmt::Display) -> Self {
        Self(format!("{submission}/{}.age", Uuid::new_v4()))
    }

    /// A name as the database keeps it.
    pub fn from_row(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As the database keeps it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn path(&self) -> Path {
        Path::from(self.0.as_str())
    }
}

/// Where sealed files are kept.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
    /// Held as long as the folder is in use.
    _lock: Option<Arc<File>>,
}

impl fmt::Debug for Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blobs({})", self.store)
    }
}

impl Blobs {
    /// Opens the store.
    pub fn open(settings: &Settings) -> anyhow::Result<Self> {
        match settings {
            Settings::Disk { path } => {
                std::fs::create_dir_all(path).with_context(|| {
                    format!("making the folder for sealed files, {}", path.display())
                })?;
                let lock = Arc::new(locked(path)?);
                Ok(Self {
                    _lock: Some(lock),
                    ..Self::in_folder(path)?
                })
            }
        }
    }

    fn in_folder(path: &std::path::Path) -> anyhow::Result<Self> {
        let store = LocalFileSystem::new_with_prefix(path)
            .with_context(|| format!("opening the folder for sealed files, {}", path.display()))?
            .with_fsync(true)
            .with_automatic_cleanup(true);
        Ok(Self {
            store: Arc::new(store),
            folder: Some(path.to_owned()),
            _lock: None,
        })
    }

    /// Begins a blob.
    pub async fn create(&self, key: &BlobKey) -> anyhow::Result<BlobWriter> {
        let upload = self
            .store
            .put_multipart(&key.path())
            .await
            .context("beginning a sealed file")?;
        Ok(BlobWriter { upload })
    }

    /// Stores something small.
    pub async fn put(&self, key: &BlobKey, bytes: Bytes) -> anyhow::Result<()> {
        self.store
            .put(&key.path(), bytes.into())
            .await
            .context("storing a sealed file")?;
        Ok(())
    }

    /// Its length in bytes, and the ciphertext as it comes.
    pub async fn read(
        &self,
        key: &BlobKey,
    ) -> anyhow::Result<(u64, BoxStream<'static, io::Result<Bytes>>)> {
        let found = self
            .store
            .get(&key.path())
            .await
            .context("opening a sealed file")?;
        Ok((
            found.meta.size,
            found.into_stream().map_err(io::Error::from).boxed(),
        ))
    }

    /// A blocking reader that can seek, for inspection in a blocking task.
    pub async fn reader(&self, key: &BlobKey) -> anyhow::Result<BlobReader> {
        let length = self.length(key).await?;
        Ok(BlobReader::new(Arc::clone(&self.store), key.path(), length))
    }

    /// Deletes a blob; one that is gone already is fine.
    pub async fn delete(&self, key: &BlobKey) -> anyhow::Result<()> {
        match self.store.delete(&key.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error).context("deleting a sealed file"),
        }
    }

    /// The submissions that have blobs, as their keys begin.
    pub async fn submissions(&self) -> anyhow::Result<Vec<String>> {
        let listing = self
            .store
            .list_with_delimiter(None)
            .await
            .context("listing sealed files")?;
        Ok(listing
            .common_prefixes
            .iter()
            .map(ToString::to_string)
            .collect())
    }

    /// The blobs of one submission that were last written before an instant.
    pub async fn older_than(
        &self,
        submission: &str,
        limit: Instant,
    ) -> anyhow::Result<Vec<BlobKey>> {
        let mut found = Vec::new();
        let mut listing = self.store.list(Some(&Path::from(submission)));
        while let Some(meta) = listing.try_next().await.context("listing sealed files")? {
            if meta.last_modified.timestamp_millis() < limit.millis() {
                found.push(BlobKey(meta.location.to_string()));
            }
        }
        Ok(found)
    }

    /// Removes what a killed process left half-written. To be called before the first upload: on a
    /// local folder there is no other writer then. (S3 stores drop such parts by a lifecycle rule.)
    pub async fn remove_unfinished(&self) -> anyhow::Result<usize> {
        let Some(folder) = self.folder.clone() else {
            return Ok(0);
        };
        let removed = tokio::task::spawn_blocking(move || remove_staged(&folder));
        removed
            .await
            .context("looking for half-written files")?
            .context("removing half-written files")
    }
}

/// Takes a folder for this process alone: another one would take our half-written files for its own.
fn locked(folder: &std::path::Path) -> anyhow::Result<File> {
    let path = folder.join(".lock");
    let file = File::create(&path).with_context(|| format!("writing {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "{} is in use by another sendsikkert; stop that one first",
            folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("locking {}", path.display()))
        }
    }
}

/// The local store writes to `NAME.age#1` and renames when the file is whole.
fn remove_staged(folder: &std::path::Path) -> io::Result<usize> {
    let mut removed = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            removed += remove_staged(&entry.path())?;
            // Fails, and may, unless the folder is empty.
            drop(std::fs::remove_dir(entry.path()));
        } else if entry.file_name().to_string_lossy().contains(".age#") {
            std::fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// A blob being written. Dropped unfinished, it leaves nothing.
pub struct BlobWriter {
    upload: Box<dyn MultipartUpload>,
}

impl BlobWriter {
    /// Writes the next part and waits until the store has taken it, so that memory stays at one part.
    pub async fn write(&mut self, part: Bytes) -> anyhow::Result<()> {
        self.upload
            .put_part(PutPayload::from(part))
            .await
            .context("writing a sealed file")
    }

    /// Makes the blob appear, flushed to disk or acknowledged by the store.
    pub async fn finish(mut self) -> anyhow::Result<()> {
        self.upload
            .complete()
            .await
            .context("closing a sealed file")?;
        Ok(())
    }
}
