//! A document's ciphertext on its way: kept as far as it came, so that a broken download goes on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use reqwest::header::CONTENT_RANGE;
use reqwest::{Response, StatusCode};

use super::Pull;
use super::client::{Have, etag};
use crate::cli::files::{create_anew, remove, sha256_of};
use crate::cli::trouble::{Trouble, Writing};

/// More than the header of any age file for a few dozen recipients.
const MAX_HEADER_BYTES: u64 = 256 * 1024;
/// How often a connection may break that brings something each time.
const MAX_BREAKS: u32 = 8;

/// Two files: what has come, and beside it the tag of what it is a part of.
pub(super) struct Ciphertext {
    file: PathBuf,
    tag: PathBuf,
    max_bytes: u64,
}

impl Ciphertext {
    /// In a folder, for the document with this number and so many bytes of plaintext.
    pub(super) fn of(folder: &Path, number: i64, size_bytes: u64) -> Self {
        Self {
            file: folder.join(format!(".{number}.age")),
            tag: folder.join(format!(".{number}.etag")),
            // age adds 16 bytes to every 64 KiB, and a header.
            max_bytes: size_bytes
                .saturating_add(size_bytes / 1024)
                .saturating_add(MAX_HEADER_BYTES),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.file
    }

    /// Whether something came earlier.
    pub(super) fn is_begun(&self) -> bool {
        self.length() > 0
    }

    fn length(&self) -> u64 {
        fs::metadata(&self.file).map_or(0, |file| file.len())
    }

    /// Fetches what is missing. A connection that breaks is tried again as long as it brings something.
    pub(super) async fn fetch(&self, pull: &Pull, path: &str) -> anyhow::Result<()> {
        let mut breaks = 0;
        loop {
            let before = self.length();
            let Err(error) = self.go_on(pull, path).await else {
                return Ok(());
            };
            breaks += 1;
            let hopeless = Trouble::of(&error).is_some() || self.length() <= before;
            if hopeless || breaks > MAX_BREAKS {
                return Err(error);
            }
        }
    }

    async fn go_on(&self, pull: &Pull, path: &str) -> anyhow::Result<()> {
        let have = self.have();
        if have.as_ref().is_some_and(|have| self.is_whole(have)) {
            return Ok(());
        }
        let mut response = pull.client.sealed(path, have.as_ref()).await?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            // It has as many bytes as there are, or more, and they are not the right ones.
            response = pull.client.sealed(path, None).await?;
        }
        let file = match have {
            Some(have) if response.status() == StatusCode::PARTIAL_CONTENT => {
                continues(&response, &have)?;
                OpenOptions::new().append(true).open(&self.file)
            }
            _ => self.begin(&response),
        };
        let file = file.writing("ciphertext")?;
        self.receive(pull, response, file).await
    }

    /// What is there, if it is known of what it is a part.
    fn have(&self) -> Option<Have> {
        if fs::symlink_metadata(&self.file).ok()?.is_symlink() {
            return None;
        }
        let etag = fs::read_to_string(&self.tag).ok()?;
        let bytes = self.length();
        (bytes > 0 && !etag.is_empty()).then_some(Have { bytes, etag })
    }

    /// Whether it is all there: the tag is the SHA-256 of the whole.
    fn is_whole(&self, have: &Have) -> bool {
        File::open(&self.file)
            .and_then(sha256_of)
            .is_ok_and(|(_, sha256)| have.etag.trim_matches('"') == sha256)
    }

    /// From the first byte. The tag comes after the old bytes are gone, so that it never stands beside
    /// bytes of something else.
    fn begin(&self, response: &Response) -> io::Result<File> {
        remove(&self.tag)?;
        let file = create_anew(&self.file)?;
        if let Some(etag) = etag(response) {
            create_anew(&self.tag)?.write_all(etag.as_bytes())?;
        }
        Ok(file)
    }

    async fn receive(
        &self,
        pull: &Pull,
        mut response: Response,
        mut file: File,
    ) -> anyhow::Result<()> {
        let mut room = self.max_bytes.saturating_sub(self.length());
        while let Some(chunk) = response.chunk().await.context("the connection broke")? {
            room = room
                .checked_sub(chunk.len() as u64)
                .context("the portal's answer is larger than the document")?;
            file.write_all(&chunk).writing("ciphertext")?;
            pull.report.received(chunk.len() as u64);
        }
        Ok(())
    }

    /// Removes it.
    pub(super) fn discard(&self) -> anyhow::Result<()> {
        remove(&self.tag)
            .and_then(|()| remove(&self.file))
            .context("removing ciphertext")
    }
}

/// Whether an answer goes on where the file ends (RFC 9110, 15.3.7).
fn continues(response: &Response, have: &Have) -> anyhow::Result<()> {
    let range = response
        .headers()
        .get(CONTENT_RANGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    ensure!(
        range.starts_with(&format!("bytes {}-", have.bytes)),
        "the portal sends another part of the document than was asked for"
    );
    Ok(())
}
