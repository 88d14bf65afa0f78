//! A part of a sealed file, for who has the rest already.

use std::io;
use std::ops::Range;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};

use super::{BlobKey, Blobs};

impl Blobs {
    /// Its length in bytes.
    pub async fn length(&self, key: &BlobKey) -> anyhow::Result<u64> {
        let meta = self.store.head(&key.path()).await;
        Ok(meta.context("opening a sealed file")?.size)
    }

    /// The ciphertext from the first byte of a range up to the one before its end, as it comes.
    pub async fn read_range(
        &self,
        key: &BlobKey,
        range: Range<u64>,
    ) -> anyhow::Result<BoxStream<'static, io::Result<Bytes>>> {
        let wanted = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        let found = self.store.get_opts(&key.path(), wanted).await;
        let found = found.context("opening a sealed file")?;
        Ok(found.into_stream().map_err(io::Error::from).boxed())
    }
}
