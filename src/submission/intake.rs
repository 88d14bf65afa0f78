//! A file comes in: the story of an upload.
//!
//! ```text
//! detect ─► seal (count, hash, encrypt) ─► inspect (through the ciphertext) ─► keep
//! ```
//!
//! Until its last byte an upload may be cut off by anyone at any time, and leaves nothing. After the
//! last byte the work is finished in a tracked task, whoever stops listening. What is refused or
//! can't be kept leaves nothing either.

use anyhow::Context;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::detect::{self, HEAD_BYTES};
use super::inspect::{self, Trouble};
use super::seal::{Sealed, Sealer};
use super::{
    BlobKey, Desk, DocumentFacts, FileName, Kind, MB, Person, Rejection, SubmissionId, documents,
};
use crate::blobs::{BlobWriter, PART_BYTES};

/// Why a file that was sent is not among the documents.
#[derive(Debug)]
pub enum Failure<E> {
    /// The sender can do something about it.
    Refused(Rejection),
    /// The draft was sent or deleted meanwhile.
    NotADraft,
    /// The bytes stopped coming.
    CutOff(E),
    /// Our own trouble.
    Internal(anyhow::Error),
}

impl<E> From<Rejection> for Failure<E> {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

impl<E> From<anyhow::Error> for Failure<E> {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

/// Receives one file into a draft.
pub async fn receive<S, E>(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    given_name: &str,
    bytes: S,
) -> Result<(), Failure<E>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    // A short file ends within its head; its stream must not be asked again after that.
    let mut bytes = bytes.fuse();
    let head = head_of(&mut bytes).await.map_err(Failure::CutOff)?;
    let kind = detect::detect(&head)?;
    let name = filed_name(given_name, kind)?;
    let room = documents::room(desk, id).await??;
    let blob = BlobKey::new(id);
    let limit = Limit::of(desk, kind, room);
    let (sealer, writer) = seal(desk, &blob, limit, head, bytes).await?;

    let arrival = Arrival {
        desk: desk.clone(),
        person: person.clone(),
        id,
        blob,
        kind,
        name,
    };
    let finished = desk.tasks.spawn(arrival.finish(sealer, writer)).await;
    match finished.context("finishing an upload")?? {
        Ok(()) => Ok(()),
        Err(documents::NotKept::Refused(rejection)) => Err(rejection.into()),
        Err(documents::NotKept::NotADraft) => Err(Failure::NotADraft),
    }
}

/// The first bytes, as many as detection looks at. They are sealed with the rest afterwards.
async fn head_of<S, E>(bytes: &mut S) -> Result<BytesMut, E>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut head = BytesMut::new();
    while head.len() < HEAD_BYTES {
        let Some(chunk) = bytes.try_next().await? else {
            break;
        };
        head.extend_from_slice(&chunk);
    }
    Ok(head)
}

/// The name a document is filed under: as given, with the extension its content asks for. A name
/// that promises something which is not permitted is refused, since it misleads whoever opens it.
fn filed_name(given: &str, kind: Kind) -> Result<FileName, Rejection> {
    let name = FileName::made_safe(given);
    let extension = name.extension();
    let proper = kind.extensions().first().copied().unwrap_or_default();
    if kind.extensions().contains(&extension.as_str()) {
        Ok(name)
    } else if extension.is_empty() {
        Ok(name.with_extension(proper, false))
    } else if Kind::of_extension(&extension).is_some() {
        Ok(name.with_extension(proper, true))
    } else if extension.chars().all(|c| c.is_ascii_alphanumeric())
        && extension.chars().any(|c| c.is_ascii_alphabetic())
    {
        Err(Rejection::Extension { extension })
    } else {
        // "brev nr. 2" has a dot, not an extension.
        Ok(name.with_extension(proper, false))
    }
}

/// Seals as it streams, and stops at the first byte over the limit.
async fn seal<S, E>(
    desk: &Desk,
    blob: &BlobKey,
    limit: Limit,
    head: BytesMut,
    mut bytes: S,
) -> Result<(Sealer, BlobWriter), Failure<E>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut sealer = Sealer::new(&desk.recipients)?;
    let mut writer = begin_blob(desk, blob).await?;
    let mut next = Some(head.freeze());
    while let Some(chunk) = next {
        limit.check(sealer.size_bytes() + chunk.len() as u64)?;
        sealer.write(&chunk)?;
        if let Some(part) = sealer.take(PART_BYTES) {
            writer.write(part).await?;
        }
        next = bytes.try_next().await.map_err(Failure::CutOff)?;
    }
    Ok((sealer, writer))
}

/// Begins the blob in a tracked task. Cut off right here, the store may already have made a file of
/// which only the task knows; its end drops the writer, and with it the file.
async fn begin_blob(desk: &Desk, blob: &BlobKey) -> anyhow::Result<BlobWriter> {
    let (blobs, blob) = (desk.blobs.clone(), blob.clone());
    let begun = desk.tasks.spawn(async move { blobs.create(&blob).await });
    begun.await.context("beginning an upload")?
}

/// How many bytes a file may have, and what is said of one more.
struct Limit {
    bytes: u64,
    over: Rejection,
}

impl Limit {
    /// The kind's own limit, or what is left of the submission's when that is less.
    fn of(desk: &Desk, kind: Kind, room: u64) -> Self {
        let limits = desk.limits;
        let (bytes, over) = match kind {
            Kind::Zip => (
                limits.zip_bytes,
                Rejection::ZipTooLarge {
                    max: limits.zip_bytes / MB,
                },
            ),
            _ => (
                limits.file_bytes,
                Rejection::TooLarge {
                    max: limits.file_bytes / MB,
                },
            ),
        };
        if bytes <= room {
            return Self { bytes, over };
        }
        Self {
            bytes: room,
            over: Rejection::SubmissionTooLarge {
                max: limits.submission_bytes / MB,
            },
        }
    }

    fn check(&self, size_bytes: u64) -> Result<(), Rejection> {
        if size_bytes > self.bytes {
            Err(self.over.clone())
        } else {
            Ok(())
        }
    }
}

/// A file whose last byte has come.
struct Arrival {
    desk: Desk,
    person: Person,
    id: SubmissionId,
    blob: BlobKey,
    kind: Kind,
    name: FileName,
}

impl Arrival {
    /// Closes, inspects and keeps. The blob is deleted only when it is known that no row names it: after
    /// an error the row may have been committed all the same, and the sweeper finds out.
    async fn finish(
        self,
        sealer: Sealer,
        mut writer: BlobWriter,
    ) -> anyhow::Result<Result<(), documents::NotKept>> {
        let mut whole = sealer.finish()?;
        writer.write(std::mem::take(&mut whole.rest)).await?;
        writer.finish().await?;
        let outcome = self.inspect_and_keep(whole).await?;
        if outcome.is_err() {
            self.desk.blobs.delete(&self.blob).await?;
        }
        Ok(outcome)
    }

    async fn inspect_and_keep(
        &self,
        sealed: Sealed,
    ) -> anyhow::Result<Result<(), documents::NotKept>> {
        let facts = DocumentFacts {
            name: self.name.clone(),
            kind: self.kind,
            size_bytes: sealed.size_bytes,
            sha256: sealed.sha256.clone(),
        };
        if let Err(rejection) = self.inspect(sealed).await? {
            return Ok(Err(documents::NotKept::Refused(rejection)));
        }
        documents::add(&self.desk, &self.person, self.id, &self.blob, facts).await
    }

    /// Reads the file back through its ciphertext. Its key is wiped when this ends.
    async fn inspect(&self, sealed: Sealed) -> anyhow::Result<Result<(), Rejection>> {
        if !inspect::looks_inside(self.kind) {
            return Ok(Ok(()));
        }
        let _turn = self
            .desk
            .inspections
            .acquire()
            .await
            .context("waiting to inspect an upload")?;
        let ciphertext = self.desk.blobs.reader(&self.blob).await?;
        let kind = self.kind;
        let judged = tokio::task::spawn_blocking(move || {
            let plaintext = sealed.key.open(ciphertext)?;
            match inspect::inspect(kind, plaintext) {
                Ok(()) => Ok(Ok(())),
                Err(Trouble::Refused(rejection)) => Ok(Err(rejection)),
                Err(trouble @ Trouble::Unreadable(_)) => Err(anyhow::Error::new(trouble)),
            }
        });
        judged.await.context("inspecting an upload")?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_filed_under_the_extension_of_their_content() {
        for (given, kind, filed) in [
            ("brev.pdf", Kind::Pdf, "brev.pdf"),
            ("bilde.JPEG", Kind::Jpeg, "bilde.JPEG"),
            ("bilde.png", Kind::Jpeg, "bilde.jpg"),
            ("skann", Kind::Pdf, "skann.pdf"),
            ("brev nr. 2", Kind::Pdf, "brev nr. 2.pdf"),
            ("møte 21.11.2026", Kind::Pdf, "møte 21.11.2026.pdf"),
        ] {
            assert_eq!(filed_name(given, kind).unwrap().as_str(), filed);
        }
        assert_eq!(
            filed_name("brev.exe", Kind::Pdf),
            Err(Rejection::Extension {
                extension: "exe".to_owned()
            })
        );
    }
}
