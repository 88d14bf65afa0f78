//! One submission's folder on the archivist's machine.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::Pull;
use super::document::{Document, is_intact};
use super::hook::Imported;
use super::memory::Memory;
use crate::cli::files::{sha256_of, sync_folder, write_durably};
use crate::cli::trouble::Writing;
use crate::submission::JournalNumber;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::Acknowledgement;
use crate::submission::manifest::{Entry, FORMAT, Manifest};

const MANIFEST: &str = "manifest.json";
const ARKIVMELDING: &str = "arkivmelding.xml";

/// A submission and where it goes.
pub(super) struct Folder<'a> {
    pull: &'a Pull,
    consignment: &'a Consignment,
    unfinished: PathBuf,
    complete: PathBuf,
    memory: Memory<'a>,
}

impl<'a> Folder<'a> {
    /// `2026-000001-K7QM-3TXV`: sorted by journal number, recognised by reference.
    pub(super) fn of(pull: &'a Pull, consignment: &'a Consignment) -> Self {
        let JournalNumber { year, sequence } = consignment.journal_number;
        let name = format!("{year}-{sequence:06}-{}", consignment.reference);
        Self {
            pull,
            consignment,
            unfinished: pull.out.join(format!(".{name}.part")),
            memory: Memory::of(&pull.out, &name),
            complete: pull.out.join(name),
        }
    }

    /// Its name, whatever stands before and behind it.
    pub(super) fn name(&self) -> String {
        let name = self.complete.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    pub(super) fn path(&self) -> &Path {
        &self.complete
    }

    /// Fetches, decrypts, checks, flushes, lets the archive import, and acknowledges.
    pub(super) async fn fetch(&self) -> anyhow::Result<()> {
        let (manifest, json) = self.manifest().await?;
        let imported = if let Some(imported) = self.memory.recall()? {
            imported
        } else {
            self.make(&manifest, &json).await?;
            self.import().await?
        };
        let answer = Acknowledgement {
            confirmation_code: manifest.confirmation_code.clone(),
            case_number: imported.case_number,
            journal_number: imported.journal_number,
        };
        self.pull
            .client
            .acknowledge(self.consignment.id, &answer)
            .await?;
        self.pull
            .report
            .acknowledged(self.consignment, &self.complete);
        self.memory.forget()
    }

    async fn manifest(&self) -> anyhow::Result<(Manifest, Vec<u8>)> {
        let id = self.consignment.id;
        let json = self.opened_part("manifest").await.context("the manifest")?;
        let manifest: Manifest = serde_json::from_slice(&json).map_err(|error| {
            // The error would quote what it does not understand.
            anyhow::anyhow!(
                "the manifest is not understood (line {}, column {}); update this program",
                error.line(),
                error.column()
            )
        })?;
        ensure!(
            manifest.format == FORMAT,
            "the manifest is in a newer form; update this program"
        );
        ensure!(
            manifest.submission_id == id,
            "the manifest belongs to another submission"
        );
        // The folder and the hook's environment are named after what the list says.
        ensure!(
            manifest.reference == self.consignment.reference
                && manifest.journal_number == self.consignment.journal_number,
            "the manifest has another reference or journal number than the list"
        );
        // The names of the files begin with these numbers, so they are different.
        ensure!(
            (1..)
                .zip(&manifest.documents)
                .all(|(n, entry)| n == entry.number),
            "the manifest's documents are not numbered from 1"
        );
        // Imports go by the names that manifest and arkivmelding give.
        ensure!(
            manifest.documents.iter().all(Entry::is_called_so),
            "the manifest names files in another way; update this program"
        );
        Ok((manifest, json))
    }

    /// Something small, fetched and opened.
    async fn opened_part(&self, part: &str) -> anyhow::Result<Vec<u8>> {
        let path = format!("/{}/{part}", self.consignment.id);
        let sealed = self.pull.client.small(&path).await.context("fetching")?;
        let mut plaintext = Vec::new();
        self.pull
            .identities
            .open(&sealed[..])?
            .read_to_end(&mut plaintext)
            .context("decrypting")?;
        Ok(plaintext)
    }

    /// Makes the folder, unless an earlier run has; checks it in either case.
    async fn make(&self, manifest: &Manifest, json: &[u8]) -> anyhow::Result<()> {
        let made = is_there(&self.complete);
        if !made {
            fs::create_dir_all(&self.unfinished).writing("the unfinished folder")?;
            ensure!(
                fs::symlink_metadata(&self.unfinished).is_ok_and(|there| there.is_dir()),
                "{} is a link, and may lead anywhere; remove it",
                self.unfinished.display()
            );
            for entry in &manifest.documents {
                Document::of(self.pull, self.consignment.id, entry, &self.unfinished)
                    .fetch()
                    .await
                    .with_context(|| format!("document {}", entry.number))?;
            }
            let arkivmelding = self
                .opened_part("arkivmelding")
                .await
                .context("arkivmelding.xml")?;
            ensure!(
                belongs(manifest, &arkivmelding[..])?,
                "arkivmelding.xml is not the one that the manifest tells of"
            );
            self.complete(json, &arkivmelding)?;
        }
        self.check(manifest, json)
            .with_context(|| format!("checking {}", self.complete.display()))?;
        if !made {
            self.pull.report.fetched(self.consignment, &self.complete);
        }
        Ok(())
    }

    /// Writes what stands beside the documents, and gives the folder its final name.
    fn complete(&self, manifest: &[u8], arkivmelding: &[u8]) -> anyhow::Result<()> {
        write_durably(&self.unfinished.join(ARKIVMELDING), arkivmelding)
            .and_then(|()| write_durably(&self.unfinished.join(MANIFEST), manifest))
            .and_then(|()| sync_folder(&self.unfinished))
            .writing("the folder")?;
        ensure!(
            !is_there(&self.complete),
            "{} has appeared meanwhile; nothing is overwritten",
            self.complete.display()
        );
        fs::rename(&self.unfinished, &self.complete)
            .and_then(|()| sync_folder(&self.pull.out))
            .writing("the folder's name")
    }

    /// Everything the manifest names is there, whole, and flushed to the disk, whoever wrote it: an
    /// earlier run may have been killed between writing and flushing.
    fn check(&self, manifest: &Manifest, json: &[u8]) -> anyhow::Result<()> {
        for entry in &manifest.documents {
            let path = self.complete.join(entry.file());
            ensure!(
                is_intact(&path, entry)?,
                "document {} is missing or changed; move the folder away and pull again",
                entry.number
            );
            flush(&path)?;
        }
        for name in [MANIFEST, ARKIVMELDING] {
            flush(&self.complete.join(name)).with_context(|| {
                format!("{name} is missing; move the folder away and pull again")
            })?;
        }
        let read = |name| File::open(self.complete.join(name)).context("reading");
        ensure!(
            sha256_of(read(MANIFEST)?)? == sha256_of(json)?
                && belongs(manifest, read(ARKIVMELDING)?)?,
            "{MANIFEST} or {ARKIVMELDING} is changed, or another submission's; move the folder away and pull again"
        );
        sync_folder(&self.complete)
            .and_then(|()| sync_folder(&self.pull.out))
            .writing("the folder")
    }

    /// Lets the archive import it, and remembers that it has.
    async fn import(&self) -> anyhow::Result<Imported> {
        let Some(hook) = &self.pull.hook else {
            return Ok(Imported::default());
        };
        let answer = hook.run(self.consignment, &self.complete).await?;
        self.memory.keep(&answer.imported)?;
        self.pull
            .report
            .imported(self.consignment, &self.complete, answer.warning);
        Ok(answer.imported)
    }
}

/// Whether anything has this name, be it a link to nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether it is the arkivmelding.xml that the manifest tells of.
fn belongs(manifest: &Manifest, arkivmelding: impl Read) -> anyhow::Result<bool> {
    let Some(told) = &manifest.arkivmelding_sha256 else {
        return Ok(true);
    };
    let (_, sha256) = sha256_of(arkivmelding).context("reading")?;
    Ok(sha256 == *told)
}

fn flush(path: &Path) -> anyhow::Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .writing("to the disk")
}
