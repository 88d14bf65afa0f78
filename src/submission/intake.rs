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

use super::detect::HEAD_BYTES;
use super::inspect::{Inspected, Inspector, Trouble};
use super::judge::{Admission, filed_name};
use super::seal::{Sealed, Sealer};
use super::{BlobKey, Desk, DocumentFacts, Person, Rejection, SubmissionId, documents};
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
    let room = documents::room(desk, person, id).await??;
    let admission = Admission::of(given_name, &head, &desk.limits, room)?;
    let blob = BlobKey::new(id);
    let received = seal(desk, &blob, &admission, head, bytes).await?;

    let arrival = Arrival {
        desk: desk.clone(),
        person: person.clone(),
        id,
        blob,
        given_name: given_name.to_owned(),
    };
    let finished = desk.tasks.spawn(arrival.finish(received)).await;
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

/// A file as it streams: sealed, judged, on its way into the store.
struct Received {
    sealer: Sealer,
    inspector: Inspector,
    writer: BlobWriter,
}

/// Seals and judges as it streams, and stops at the first byte over the limit or out of order.
async fn seal<S, E>(
    desk: &Desk,
    blob: &BlobKey,
    admission: &Admission,
    head: BytesMut,
    mut bytes: S,
) -> Result<Received, Failure<E>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut sealer = Sealer::new(&desk.recipients)?;
    let mut inspector = Inspector::begin(admission.kind);
    let mut writer = begin_blob(desk, blob).await?;
    let mut next = Some(head.freeze());
    while let Some(chunk) = next {
        let size_bytes = sealer.size_bytes() + chunk.len() as u64;
        admission.limit.check(size_bytes)?;
        inspector.push(&chunk)?;
        sealer.write(&chunk)?;
        if let Some(part) = sealer.take(PART_BYTES) {
            writer.write(part).await?;
        }
        next = bytes.try_next().await.map_err(Failure::CutOff)?;
    }
    Ok(Received {
        sealer,
        inspector,
        writer,
    })
}

/// Begins the blob in a tracked task. Cut off right here, the store may already have made a file of
/// which only the task knows; its end drops the writer, and with it the file.
async fn begin_blob(desk: &Desk, blob: &BlobKey) -> anyhow::Result<BlobWriter> {
    let (blobs, blob) = (desk.blobs.clone(), blob.clone());
    let begun = desk.tasks.spawn(async move { blobs.create(&blob).await });
    begun.await.context("beginning an upload")?
}

/// A file whose last byte has come.
struct Arrival {
    desk: Desk,
    person: Person,
    id: SubmissionId,
    blob: BlobKey,
    given_name: String,
}

impl Arrival {
    /// Closes, inspects and keeps. The blob is deleted only when it is known that no row names it: after
    /// an error the row may have been committed all the same, and the sweeper finds out.
    async fn finish(self, received: Received) -> anyhow::Result<Result<(), documents::NotKept>> {
        let Received {
            sealer,
            inspector,
            mut writer,
        } = received;
        let inspected = match inspector.end() {
            Ok(inspected) => inspected,
            Err(rejection) => return Ok(Err(documents::NotKept::Refused(rejection))),
        };
        let mut whole = sealer.finish()?;
        writer.write(std::mem::take(&mut whole.rest)).await?;
        writer.finish().await?;
        let outcome = self.inspect_and_keep(whole, inspected).await?;
        if outcome.is_err() {
            self.desk.blobs.delete(&self.blob).await?;
        }
        Ok(outcome)
    }

    async fn inspect_and_keep(
        &self,
        sealed: Sealed,
        inspected: Inspected,
    ) -> anyhow::Result<Result<(), documents::NotKept>> {
        let (size_bytes, sha256) = (sealed.size_bytes, sealed.sha256.clone());
        let judged = self.look_inside(sealed, inspected).await?;
        let named = judged.and_then(|inspected| {
            let (name, notes) = filed_name(&self.given_name, inspected.kind)?;
            Ok((name, notes, inspected))
        });
        let (name, mut notes, inspected) = match named {
            Ok(named) => named,
            Err(rejection) => return Ok(Err(documents::NotKept::Refused(rejection))),
        };
        notes.merge(inspected.notes);
        let facts = DocumentFacts {
            name,
            kind: inspected.kind,
            size_bytes,
            sha256,
            notes,
        };
        documents::add(&self.desk, &self.person, self.id, &self.blob, facts).await
    }

    /// Reads the file back through its ciphertext. Its key is wiped when this ends.
    async fn look_inside(
        &self,
        sealed: Sealed,
        inspected: Inspected,
    ) -> anyhow::Result<Result<Inspected, Rejection>> {
        if !inspected.wants_a_look_inside() {
            return Ok(Ok(inspected));
        }
        let _turn = self
            .desk
            .inspections
            .acquire()
            .await
            .context("waiting to inspect an upload")?;
        let ciphertext = self.desk.blobs.reader(&self.blob).await?;
        let kinds = self.desk.limits.kinds;
        let judged = tokio::task::spawn_blocking(move || {
            let plaintext = sealed.key.open(ciphertext)?;
            match inspected.look_inside(plaintext, kinds) {
                Ok(inspected) => Ok(Ok(inspected)),
                Err(Trouble::Refused(rejection)) => Ok(Err(rejection)),
                Err(trouble @ Trouble::Unreadable(_)) => Err(anyhow::Error::new(trouble)),
            }
        });
        judged.await.context("inspecting an upload")?
    }
}
