//! One document on its way into an unfinished folder: fetched, opened beside, checked, flushed, named.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Pull;
use super::ciphertext::Ciphertext;
use crate::cli::files::{copy_hashing, create_anew, sha256_of};
use crate::cli::trouble::{Trouble, Writing};
use crate::submission::SubmissionId;
use crate::submission::manifest::Entry;

/// A document and where it goes.
pub(super) struct Document<'a> {
    pull: &'a Pull,
    entry: &'a Entry,
    /// Its address in the API, below the submissions.
    address: String,
    sealed: Ciphertext,
    beside: PathBuf,
    path: PathBuf,
}

impl<'a> Document<'a> {
    /// The one that an entry of a submission's manifest tells of, in a folder.
    pub(super) fn of(
        pull: &'a Pull,
        submission: SubmissionId,
        entry: &'a Entry,
        folder: &Path,
    ) -> Self {
        Self {
            pull,
            entry,
            address: format!("/{submission}/documents/{}", entry.number),
            sealed: Ciphertext::of(folder, entry.number, entry.size_bytes),
            beside: folder.join(format!(".{}.plain", entry.number)),
            path: folder.join(entry.file()),
        }
    }

    /// Brings it into the folder, unless it is there already.
    pub(super) async fn fetch(&self) -> anyhow::Result<()> {
        if is_intact(&self.path, self.entry)? {
            self.pull.report.received(self.entry.size_bytes);
            return Ok(());
        }
        let received = self.receive().await;
        // A connection that breaks is gone on with; on a full disk it would only keep the disk full.
        let keep = match &received {
            Ok(()) => false,
            Err(error) => Trouble::of(error) != Some(Trouble::Unwritable),
        };
        if keep {
            received
        } else {
            received.and(self.sealed.discard())
        }
    }

    async fn receive(&self) -> anyhow::Result<()> {
        let begun = self.sealed.is_begun();
        self.sealed.fetch(self.pull, &self.address).await?;
        match self.open() {
            // What lay there from earlier may have been damaged, by a power cut for example.
            Err(error) if begun && Trouble::of(&error).is_none() => {
                self.sealed.discard()?;
                self.sealed.fetch(self.pull, &self.address).await?;
                self.open()
            }
            opened => opened,
        }
        .inspect_err(|error| {
            if Trouble::of(error).is_none() {
                drop(self.sealed.discard());
            }
        })
    }

    /// Decrypts beside, flushes, and gives the document its name when it is what the manifest says.
    fn open(&self) -> anyhow::Result<()> {
        let ciphertext = File::open(self.sealed.path()).context("reading ciphertext")?;
        let plaintext = self.pull.identities.open(ciphertext)?;
        match write(plaintext, &self.beside) {
            Ok(facts) if is_told_by(self.entry, &facts) => {
                fs::rename(&self.beside, &self.path).writing("a document")
            }
            other => {
                drop(fs::remove_file(&self.beside));
                other?;
                bail!(
                    "what was received is not what the sender sent: size or SHA-256 differ from the manifest"
                )
            }
        }
    }
}

/// Whether a document is there, as the manifest tells of it. A link is none: what it leads to may change, or go.
pub(super) fn is_intact(path: &Path, entry: &Entry) -> anyhow::Result<bool> {
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink()) {
        return Ok(false);
    }
    match File::open(path) {
        Ok(file) => Ok(is_told_by(entry, &sha256_of(file).context("reading")?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).context("reading"),
    }
}

fn is_told_by(entry: &Entry, (size, sha256): &(u64, String)) -> bool {
    *size == entry.size_bytes && *sha256 == entry.sha256
}

fn write(plaintext: impl Read, path: &Path) -> anyhow::Result<(u64, String)> {
    let mut file = create_anew(path).writing("a document")?;
    copy_hashing(plaintext, &mut file)
        .and_then(|facts| file.sync_all().map(|()| facts))
        .writing("a document")
}
