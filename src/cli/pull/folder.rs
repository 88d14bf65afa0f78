//! One submission's folder on the archivist's machine.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};

use super::Identities;
use super::client::Client;
use crate::cli::files::{sync_folder, write_durably};
use crate::crypt::hex;
use crate::submission::collect::Consignment;
use crate::submission::manifest::{Entry, FORMAT, Manifest};
use crate::submission::{FileName, JournalNumber, SubmissionId};

const MANIFEST: &str = "manifest.json";
const ARKIVMELDING: &str = "arkivmelding.xml";

pub(super) struct Folder {
    id: SubmissionId,
    out: PathBuf,
    unfinished: PathBuf,
    complete: PathBuf,
}

impl Folder {
    /// `2026-000001-K7QM-3TXV`: sorted by journal number, recognised by reference.
    pub(super) fn of(out: &Path, consignment: &Consignment) -> Self {
        let JournalNumber { year, sequence } = consignment.journal_number;
        let name = format!("{year}-{sequence:06}-{}", consignment.reference);
        Self {
            id: consignment.id,
            out: out.to_owned(),
            unfinished: out.join(format!(".{name}.part")),
            complete: out.join(name),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.complete
    }

    /// Fetches, decrypts, checks, flushes, acknowledges.
    pub(super) async fn fetch(
        &self,
        client: &Client,
        identities: &Identities,
    ) -> anyhow::Result<()> {
        let sealed = client
            .small(&format!("/{}/manifest", self.id))
            .await
            .context("fetching the manifest")?;
        let manifest_json = decrypted(&sealed[..], identities).context("opening the manifest")?;
        let manifest: Manifest =
            serde_json::from_slice(&manifest_json).context("understanding the manifest")?;
        ensure!(
            manifest.format == FORMAT,
            "the manifest is in a newer form ({:?}); update this program",
            manifest.format
        );
        ensure!(
            manifest.submission_id == self.id,
            "the manifest belongs to another submission"
        );

        if !self.complete.exists() {
            fs::create_dir_all(&self.unfinished)
                .with_context(|| format!("making {}", self.unfinished.display()))?;
            for (entry, name) in manifest.documents.iter().zip(names(&manifest.documents)) {
                self.document(client, identities, entry, &name)
                    .await
                    .with_context(|| format!("document {}", entry.number))?;
            }
            let sealed = client
                .small(&format!("/{}/arkivmelding", self.id))
                .await
                .context("fetching arkivmelding.xml")?;
            let arkivmelding =
                decrypted(&sealed[..], identities).context("opening arkivmelding.xml")?;
            self.complete(&manifest_json, &arkivmelding)
                .context("completing the folder")?;
        }
        self.check(&manifest)
            .with_context(|| format!("checking {}", self.complete.display()))?;
        client
            .acknowledge(self.id, &manifest.confirmation_code)
            .await
    }

    async fn document(
        &self,
        client: &Client,
        identities: &Identities,
        entry: &Entry,
        name: &FileName,
    ) -> anyhow::Result<()> {
        let path = self.unfinished.join(name.as_str());
        let sealed = self.unfinished.join(format!(".{}.age", entry.number));
        let received = if is_intact(&path, entry)? {
            Ok(())
        } else {
            self.receive(client, identities, entry, [&sealed, &path])
                .await
        };
        // Whatever came of it: ciphertext that is left would only fill the disk.
        match fs::remove_file(&sealed) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).context("removing the ciphertext")
            }
            _ => received,
        }
    }

    async fn receive(
        &self,
        client: &Client,
        identities: &Identities,
        entry: &Entry,
        [sealed, path]: [&Path; 2],
    ) -> anyhow::Result<()> {
        let url = format!("/{}/documents/{}", self.id, entry.number);
        client.large(&url, sealed, entry.size_bytes).await?;
        let plaintext = opened(BufReader::new(File::open(sealed)?), identities)?;
        let (size, sha256) = copy_hashing(plaintext, path)?;
        if size != entry.size_bytes || sha256 != entry.sha256 {
            fs::remove_file(path)?;
            bail!(
                "what was received is not what the sender sent: size or SHA-256 differ from the manifest"
            );
        }
        Ok(())
    }

    /// Writes what stands beside the documents, and gives the folder its final name.
    fn complete(&self, manifest_json: &[u8], arkivmelding: &[u8]) -> io::Result<()> {
        write_durably(&self.unfinished.join(ARKIVMELDING), arkivmelding)?;
        write_durably(&self.unfinished.join(MANIFEST), manifest_json)?;
        sync_folder(&self.unfinished)?;
        fs::rename(&self.unfinished, &self.complete)?;
        sync_folder(&self.out)
    }

    /// Everything the manifest names is there, whole, and flushed to the disk, whoever wrote it: an
    /// earlier run may have been killed between writing and flushing.
    fn check(&self, manifest: &Manifest) -> anyhow::Result<()> {
        for (entry, name) in manifest.documents.iter().zip(names(&manifest.documents)) {
            ensure!(
                is_intact(&self.complete.join(name.as_str()), entry)?,
                "{name} is missing or changed; move the folder away and pull again"
            );
        }
        for name in names(&manifest.documents)
            .iter()
            .map(FileName::as_str)
            .chain([MANIFEST, ARKIVMELDING])
        {
            let path = self.complete.join(name);
            let file = File::open(&path).with_context(|| {
                format!("{name} is missing; move the folder away and pull again")
            })?;
            file.sync_all()
                .with_context(|| format!("flushing {}", path.display()))?;
        }
        sync_folder(&self.complete).context("flushing the folder")?;
        sync_folder(&self.out).context("flushing the folder")
    }
}

/// Names for the documents, made safe once more and unlike our own files' names.
fn names(documents: &[Entry]) -> Vec<FileName> {
    let mut names = vec![
        FileName::made_safe(MANIFEST),
        FileName::made_safe(ARKIVMELDING),
    ];
    for entry in documents {
        let name =
            FileName::made_safe(entry.name.as_str()).made_unique(&names.iter().collect::<Vec<_>>());
        names.push(name);
    }
    names.split_off(2)
}

fn is_intact(path: &Path, entry: &Entry) -> anyhow::Result<bool> {
    match File::open(path) {
        Ok(file) => {
            let (size, sha256) = hash(file, &mut io::sink())?;
            Ok(size == entry.size_bytes && sha256 == entry.sha256)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

fn copy_hashing(plaintext: impl Read, path: &Path) -> anyhow::Result<(u64, String)> {
    let mut file = File::create(path).with_context(|| format!("writing {}", path.display()))?;
    let hashed =
        hash(plaintext, &mut file).with_context(|| format!("writing {}", path.display()))?;
    file.sync_all()
        .with_context(|| format!("flushing {}", path.display()))?;
    Ok(hashed)
}

fn hash(mut from: impl Read, into: &mut impl Write) -> anyhow::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = from.read(&mut buffer).context("reading")?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        hash.update(bytes);
        into.write_all(bytes)?;
        size += read as u64;
    }
    Ok((size, hex(&hash.finalize())))
}

fn opened<'a, R: Read + 'a>(
    ciphertext: R,
    identities: &Identities,
) -> anyhow::Result<impl Read + 'a> {
    let decryptor = age::Decryptor::new_buffered(BufReader::new(ciphertext))
        .context("it is not an age file")?;
    decryptor
        .decrypt(
            identities
                .iter()
                .map(|identity| identity.as_ref() as &dyn age::Identity),
        )
        .context("none of the given identities opens it; is this the archive's identity?")
}

fn decrypted(ciphertext: impl Read, identities: &Identities) -> anyhow::Result<Vec<u8>> {
    let mut plaintext = Vec::new();
    opened(ciphertext, identities)?
        .read_to_end(&mut plaintext)
        .context("decrypting")?;
    Ok(plaintext)
}
