//! A file comes in: the story of an upload.
//!
//! ```text
//! detect ─► seal (count, hash, judge, scan, encrypt) ─► look inside (through the ciphertext) ─► keep
//! ```
//!
//! Until its last byte an upload may be cut off by anyone at any time, and leaves nothing. After the
//! last byte the work is finished in a tracked task, whoever stops listening. What is refused or
//! can't be kept leaves nothing either.

use std::convert::Infallible;

use anyhow::Context;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::detect::HEAD_BYTES;
use super::documents::{self, NotKept, SealedBlob};
use super::inspect::{Inspected, Inspector, Trouble};
use super::judge::{Admission, filed_name};
use super::seal::{Sealed, Sealer};
use super::{BlobKey, Desk, DocumentFacts, Person, Rejection, SubmissionId};
use crate::blobs::{BlobWriter, PART_BYTES};
use crate::identity::audit::{self, Action, Detail, Event};
use crate::scan::{Scan, Unscanned, Verdict};

/// Why a file that was sent is not among the documents.
#[derive(Debug)]
pub enum Failure<E> {
    /// The sender can do something about it.
    Refused(Rejection),
    /// The draft was sent or deleted meanwhile.
    NotADraft,
    /// The bytes stopped coming.
    CutOff(E),
    /// Nobody could say whether it is malware, so it was not accepted.
    Unscanned(Unscanned),
    /// Our own trouble.
    Internal(anyhow::Error),
}

impl<E> From<Rejection> for Failure<E> {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

impl<E> From<Unscanned> for Failure<E> {
    fn from(unscanned: Unscanned) -> Self {
        Self::Unscanned(unscanned)
    }
}

impl<E> From<anyhow::Error> for Failure<E> {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl Failure<Infallible> {
    /// The same where files can still be cut off.
    fn widened<E>(self) -> Failure<E> {
        match self {
            Self::Refused(rejection) => Failure::Refused(rejection),
            Self::NotADraft => Failure::NotADraft,
            Self::Unscanned(unscanned) => Failure::Unscanned(unscanned),
            Self::Internal(error) => Failure::Internal(error),
        }
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
    let finished = finished.context("finishing an upload")?;
    finished.map_err(Failure::widened)
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
    scan: Scan,
    writer: BlobWriter,
}

/// Seals, judges and scans as it streams, and stops at the first byte over the limit or out of order.
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
    let mut scan = desk.scanner.begin().await?;
    let mut writer = begin_blob(desk, blob).await?;
    let mut next = Some(head.freeze());
    while let Some(chunk) = next {
        let size_bytes = sealer.size_bytes() + chunk.len() as u64;
        admission.limit.check(size_bytes)?;
        inspector.push(&chunk)?;
        sealer.write(&chunk)?;
        scan.write(&chunk).await?;
        if let Some(part) = sealer.take(PART_BYTES) {
            writer.write(part).await?;
        }
        next = bytes.try_next().await.map_err(Failure::CutOff)?;
    }
    Ok(Received {
        sealer,
        inspector,
        scan,
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

/// A file whose last byte has come: nobody can cut it off any more.
struct Arrival {
    desk: Desk,
    person: Person,
    id: SubmissionId,
    blob: BlobKey,
    given_name: String,
}

impl Arrival {
    /// Closes, asks for the verdicts and keeps. The blob is deleted only when it is known that no row names
    /// it: after an error of ours the row may have been committed all the same, and the sweeper finds out.
    async fn finish(self, received: Received) -> Result<(), Failure<Infallible>> {
        let Received {
            sealer,
            inspector,
            scan,
            mut writer,
        } = received;
        let inspected = inspector.end()?;
        self.ask_scanner(scan).await?;
        let mut whole = sealer.finish()?;
        writer.write(std::mem::take(&mut whole.rest)).await?;
        writer.finish().await?;
        let kept = self.look_inside_and_keep(whole, inspected).await;
        if let Err(Failure::Refused(_) | Failure::NotADraft) = kept {
            self.desk.blobs.delete(&self.blob).await?;
        }
        kept
    }

    /// Waits for the malware scanner's verdict. Malware is told to the operator, and who sent it to the
    /// audit trail.
    async fn ask_scanner(&self, scan: Scan) -> Result<(), Failure<Infallible>> {
        match scan.finish().await? {
            Verdict::Clean => Ok(()),
            Verdict::TooComplex => Err(Rejection::ScanLimits.into()),
            Verdict::Found { signature } => {
                tracing::warn!(alarm = "malware", submission.id = %self.id, signature, "malware was refused");
                let detail = Detail {
                    object: Some(format!("{} {signature}", self.id)),
                    ..Detail::default()
                };
                let event = Event {
                    action: Action::Upload,
                    result: "malware",
                    person: Some(&self.person.national_id),
                    detail: &detail,
                };
                let desk = &self.desk;
                audit::record(&desk.db, &desk.keys, &desk.clock, event).await?;
                Err(Rejection::Malware.into())
            }
        }
    }

    async fn look_inside_and_keep(
        &self,
        sealed: Sealed,
        inspected: Inspected,
    ) -> Result<(), Failure<Infallible>> {
        let (size_bytes, sha256) = (sealed.size_bytes, sealed.sha256.clone());
        let blob = SealedBlob {
            key: self.blob.clone(),
            sha256: sealed.ciphertext_sha256.clone(),
        };
        let inspected = self.look_inside(sealed, inspected).await?;
        let (name, mut notes) = filed_name(&self.given_name, inspected.kind)?;
        notes.merge(inspected.notes);
        let facts = DocumentFacts {
            name,
            kind: inspected.kind,
            size_bytes,
            sha256,
            notes,
        };
        match documents::add(&self.desk, &self.person, self.id, &blob, facts).await? {
            Ok(()) => Ok(()),
            Err(NotKept::Refused(rejection)) => Err(rejection.into()),
            Err(NotKept::NotADraft) => Err(Failure::NotADraft),
        }
    }

    /// Reads the file back through its ciphertext. Its key is wiped when this ends.
    async fn look_inside(
        &self,
        sealed: Sealed,
        inspected: Inspected,
    ) -> Result<Inspected, Failure<Infallible>> {
        if !inspected.wants_a_look_inside() {
            return Ok(inspected);
        }
        let turn = self.desk.inspections.acquire().await;
        let _turn = turn.context("waiting to inspect an upload")?;
        let ciphertext = self.desk.blobs.reader(&self.blob).await?;
        let kinds = self.desk.limits.kinds;
        let looked = tokio::task::spawn_blocking(move || {
            let plaintext = sealed.key.open(ciphertext)?;
            match inspected.look_inside(plaintext, kinds) {
                Ok(inspected) => Ok(inspected),
                Err(Trouble::Refused(rejection)) => Err(rejection.into()),
                Err(trouble @ Trouble::Unreadable(_)) => Err(anyhow::Error::new(trouble).into()),
            }
        });
        looked.await.context("inspecting an upload")?
    }
}
