//! The sender presses Send: a number in the journal, a manifest for the archive, a receipt.
//!
//! Two short transactions with the sealing between them. The first freezes the draft and takes its
//! number; then manifest and arkivmelding are sealed and stored; the second records the entry and
//! puts the receipt into the outbox. A crash between them is finished at the next start, with the
//! same number: the person pressed Send, so it is sent.

mod freeze;
pub mod public;
mod ready;

use std::time::Duration;

use anyhow::Context;
use sqlx::Row;

use super::documents::{self, NewDocument, SealedBlob};
use super::manifest::Manifest;
use super::{
    BlobKey, Desk, Person, State, SubmissionId, arkivmelding, comment, invitation, records, seal,
};
use crate::clock::Instant;
use crate::crypt;
use crate::db::Tx;
use crate::outbox;
use freeze::freeze;
pub use ready::{Missing, Seen, digest, missing};

/// How long a request may take to finish what it froze before the worker helps out.
pub const GRACE: Duration = Duration::from_secs(30);

/// What came of pressing Send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is frozen and will be sent, now or at the next start; pressed twice, it is sent once.
    Sent,
    /// It is still a draft.
    Incomplete(Vec<Missing>),
    /// It is not what was seen when Send was pressed: another tab has changed it.
    Changed,
    /// It answers a letter, and the municipality takes no answers to it any more.
    Revoked,
    /// There is no such submission of this person.
    NotFound,
}

/// Sends a draft. When it returns [`Outcome::Sent`], the submission can't be lost any more.
pub async fn send(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    seen: Seen,
) -> anyhow::Result<Outcome> {
    let outcome = freeze(desk, person, id, seen).await?;
    if outcome == Outcome::Sent {
        let finished = desk
            .tasks
            .spawn(finish(desk.clone(), id))
            .await
            .context("finishing a submission");
        match finished.flatten() {
            Ok(()) => tracing::info!(submission.id = %id, "a submission was sent"),
            Err(error) => tell_unfinished(id, &error),
        }
    }
    Ok(outcome)
}

/// What the archive gets beside the documents, sealed and stored.
struct Enclosed {
    manifest: SealedBlob,
    arkivmelding: SealedBlob,
    comment: Option<NewDocument>,
    /// To be given back by an archive that can decrypt.
    code: String,
}

/// Seals what the archive gets beside the documents, and records the entry. Harmless when repeated
/// or run twice at once: whoever commits first counts.
pub async fn finish(desk: Desk, id: SubmissionId) -> anyhow::Result<()> {
    let submission = records::by_id(&desk, id).await?;
    if submission.state != State::Sending {
        return Ok(());
    }
    let letter = submission.content.in_reply_to.clone();
    let enclosed = enclose(&desk, submission).await?;
    let mut tx = desk.db.begin().await?;
    let recorded = record(&desk, &mut tx, id, &enclosed).await?;
    if let (true, Some(letter)) = (recorded, &letter) {
        invitation::count_reply(&mut tx, letter.invitation_id, desk.clock.now()).await?;
    }
    tx.commit().await.context("recording a submission")?;
    if !recorded {
        let comment = enclosed.comment.as_ref().map(|made| &made.blob.key);
        for blob in [&enclosed.manifest.key, &enclosed.arkivmelding.key]
            .into_iter()
            .chain(comment)
        {
            desk.blobs.delete(blob).await?;
        }
    }
    Ok(())
}

/// The comment comes first: manifest and arkivmelding name it among the documents.
async fn enclose(desk: &Desk, mut submission: records::Submission) -> anyhow::Result<Enclosed> {
    let id = submission.id;
    let comment = comment::of(desk, &submission).await?;
    submission
        .documents
        .extend(comment.iter().map(NewDocument::as_kept));
    let code = crypt::random_token();
    let mut manifest = Manifest::of(&submission, &desk.municipality, &code)?;
    let xml =
        arkivmelding::xml(desk.arkivmelding, &manifest).context("writing arkivmelding.xml")?;
    manifest.arkivmelding_sha256 = Some(crypt::sha256_hex(xml.as_bytes()));
    Ok(Enclosed {
        manifest: store(desk, id, &serde_json::to_vec_pretty(&manifest)?).await?,
        arkivmelding: store(desk, id, xml.as_bytes()).await?,
        comment,
        code,
    })
}

async fn store(desk: &Desk, id: SubmissionId, plaintext: &[u8]) -> anyhow::Result<SealedBlob> {
    let key = BlobKey::new(id);
    let sealed = seal::seal_bytes(&desk.recipients, plaintext)?;
    desk.blobs.put(&key, sealed.rest).await?;
    let sha256 = sealed.ciphertext_sha256;
    Ok(SealedBlob { key, sha256 })
}

async fn record(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
    enclosed: &Enclosed,
) -> anyhow::Result<bool> {
    let now = desk.clock.now();
    let comment = enclosed.comment.as_ref();
    let (documents, bytes) = comment.map_or((0, 0), |made| (1, made.facts.size_bytes));
    let sent = sqlx::query(
        "UPDATE submissions SET sent_at = $1, manifest_blob = $2, manifest_sha256 = $3, arkivmelding_blob = $4,
             arkivmelding_sha256 = $5, confirmation_hash = $6, document_count = document_count + $7,
             size_bytes = size_bytes + $8
         WHERE id = $9 AND sent_at IS NULL",
    )
    .bind(now.millis())
    .bind(enclosed.manifest.key.as_str())
    .bind(&enclosed.manifest.sha256)
    .bind(enclosed.arkivmelding.key.as_str())
    .bind(&enclosed.arkivmelding.sha256)
    .bind(crypt::sha256_hex(enclosed.code.as_bytes()))
    .bind(documents)
    .bind(i64::try_from(bytes)?)
    .bind(id.to_string())
    .execute(&mut **tx)
    .await
    .context("marking a submission as sent")?;
    if sent.rows_affected() == 0 {
        return Ok(false);
    }
    if let Some(comment) = comment {
        documents::insert(desk, tx, id, comment).await?;
    }
    sqlx::query("UPDATE journal_entries SET recorded_at = $1 WHERE submission_id = $2")
        .bind(now.millis())
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .context("recording the journal entry")?;
    outbox::enqueue(tx, outbox::Kind::Receipt, &id.to_string(), now).await?;
    Ok(true)
}

/// Finishes every submission that was frozen by then and whose sending was interrupted; how many
/// could be finished.
pub async fn finish_interrupted(desk: &Desk, frozen_by: Instant) -> anyhow::Result<usize> {
    let rows = sqlx::query(
        "SELECT id FROM submissions WHERE frozen_at <= $1 AND sent_at IS NULL ORDER BY frozen_at",
    )
    .bind(frozen_by.millis())
    .fetch_all(desk.db.pool())
    .await
    .context("looking for interrupted submissions")?;
    let mut finished = 0;
    for row in rows {
        let id: SubmissionId = row
            .try_get::<String, _>("id")?
            .parse()
            .context("submissions.id")?;
        // One that can't be finished must not keep the others waiting.
        match finish(desk.clone(), id).await {
            Ok(()) => finished += 1,
            Err(error) => tell_unfinished(id, &error),
        }
    }
    Ok(finished)
}

fn tell_unfinished(id: SubmissionId, error: &anyhow::Error) {
    tracing::error!(submission.id = %id, error = format!("{error:#}"), "a submission is not finished yet; it will be tried again");
}
