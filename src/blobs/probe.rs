//! Trying the store of sealed files beside a portal that may be running: something small is stored, read
//! back and deleted, and nobody's lock is asked for.

use anyhow::{Context, ensure};
use bytes::Bytes;
use futures_util::TryStreamExt;

use super::{BlobKey, Blobs, Settings};

/// What is stored; nothing that is worth reading.
const TEXT: &[u8] = b"sendsikkert check";

impl Blobs {
    /// Tries the store; `false` when its folder is not there yet, which opening it would make.
    pub async fn probe(settings: &Settings) -> anyhow::Result<bool> {
        let Settings::Disk { path } = settings;
        let exists = path.try_exists();
        if !exists.with_context(|| format!("looking for {}", path.display()))? {
            return Ok(false);
        }
        ensure!(path.is_dir(), "{} is not a folder", path.display());
        let store = Self::in_folder(path)?;
        // Under a name of no submission: should it ever be left behind, the sweeper takes it.
        let key = BlobKey::new("check");
        let tried = store.try_with(&key).await;
        store.delete(&key).await?;
        tried.map(|()| true)
    }

    async fn try_with(&self, key: &BlobKey) -> anyhow::Result<()> {
        self.put(key, Bytes::from_static(TEXT)).await?;
        let (_, parts) = self.read(key).await?;
        let parts: Vec<Bytes> = parts.try_collect().await.context("reading it back")?;
        ensure!(parts.concat() == TEXT, "something else was read back");
        Ok(())
    }
}
