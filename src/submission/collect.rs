//! The archive fetches: lists what waits, downloads ciphertext, and acknowledges with the code that
//! stands inside the sealed manifest, or returns the submission with a reason.
//!
//! Listed by state, never by "newer than": two submissions may commit in another order than they
//! were numbered, and a cursor would skip one. Everything may be repeated without harm.

use std::io;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{BlobKey, Desk, JournalNumber, Reference, SubmissionId};
use crate::clock::Instant;
use crate::crypt::{self, Place};

/// A sent submission as the archive's API shows it before anything is decrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consignment {
    /// Its id in the API.
    pub id: SubmissionId,
    /// What the sender calls it.
    pub reference: Reference,
    /// Its journal number, `2026/1`.
    pub journal_number: JournalNumber,
    /// When it was received (RFC 3339).
    pub received_at: String,
    /// `waiting`, `acknowledged` or `returned`.
    pub state: Answered,
    /// How many documents there are, numbered from 1.
    pub documents: i64,
    /// Bytes of plaintext in all documents together.
    pub size_bytes: i64,
}

/// Whether the archive has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Not yet.
    Waiting,
    /// It has everything.
    Acknowledged,
    /// It has sent it back.
    Returned,
}

/// `POST …/acknowledgement`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// From inside the manifest.
    pub confirmation_code: String,
    /// The archive's case, when it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// The archive's own journal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_number: Option<String>,
}

/// `POST …/return`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// From inside the manifest: only who has read it can judge it.
    pub confirmation_code: String,
    /// Why, for machines.
    pub reason: ReturnReason,
    /// Why and what to do, for the sender.
    pub text: String,
}

/// Why an archive sends something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnReason {
    /// Meant for somebody else.
    WrongRecipient,
    /// A document can't be read.
    Unreadable,
    /// Something is missing.
    Incomplete,
    /// Another reason; the text tells.
    Other,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is recorded, now or earlier.
    Recorded,
    /// The code is not the one inside the manifest.
    WrongCode,
    /// It was answered in another way before.
    AnsweredOtherwise,
    /// There is no such sent submission.
    NotFound,
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT s.id, s.reference, s.frozen_at, s.acknowledged_at, s.returned_at, j.year, j.number,
                    (SELECT COUNT(*) FROM documents d WHERE d.submission_id = s.id) AS documents,
                    (SELECT CAST(COALESCE(SUM(d.size_bytes), 0) AS BIGINT) FROM documents d
                     WHERE d.submission_id = s.id) AS size_bytes
             FROM submissions s JOIN journal_entries j ON j.submission_id = s.id
             WHERE s.sent_at IS NOT NULL AND ",
            $condition
        )
    };
}

/// Sent submissions in one state, in the order of the journal.
pub async fn list(desk: &Desk, state: Answered) -> anyhow::Result<Vec<Consignment>> {
    let statement = match state {
        Answered::Waiting => {
            select!("s.acknowledged_at IS NULL AND s.returned_at IS NULL ORDER BY j.year, j.number")
        }
        Answered::Acknowledged => {
            select!("s.acknowledged_at IS NOT NULL ORDER BY j.year, j.number")
        }
        Answered::Returned => select!("s.returned_at IS NOT NULL ORDER BY j.year, j.number"),
    };
    let rows = sqlx::query(statement)
        .fetch_all(desk.db.pool())
        .await
        .context("listing for the archive")?;
    rows.iter().map(consignment_of).collect()
}

/// One sent submission.
pub async fn find(desk: &Desk, id: SubmissionId) -> anyhow::Result<Option<Consignment>> {
    let row = sqlx::query(select!("s.id = $1"))
        .bind(id.to_string())
        .fetch_optional(desk.db.pool())
        .await
        .context("finding a submission for the archive")?;
    row.as_ref().map(consignment_of).transpose()
}

fn consignment_of(row: &AnyRow) -> anyhow::Result<Consignment> {
    let (year, sequence) = (row.try_get("year")?, row.try_get("number")?);
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    let received = time("frozen_at")?
        .map(Instant::from_millis)
        .context("a sent submission has a time")?;
    let state = match (time("acknowledged_at")?, time("returned_at")?) {
        (Some(_), _) => Answered::Acknowledged,
        (None, Some(_)) => Answered::Returned,
        (None, None) => Answered::Waiting,
    };
    Ok(Consignment {
        id: row
            .try_get::<String, _>("id")?
            .parse()
            .context("submissions.id")?,
        reference: row
            .try_get::<String, _>("reference")?
            .parse()
            .context("submissions.reference")?,
        journal_number: JournalNumber { year, sequence },
        received_at: received.rfc3339(),
        state,
        documents: row.try_get("documents")?,
        size_bytes: row.try_get("size_bytes")?,
    })
}

/// Which sealed file of a submission.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The manifest.
    Manifest,
    /// `arkivmelding.xml`.
    Arkivmelding,
    /// A document by its number.
    Document(i64),
}

/// A sealed file as it lies: its length and its ciphertext.
pub type Ciphertext = (u64, BoxStream<'static, io::Result<Bytes>>);

/// Opens one sealed file of a sent submission.
pub async fn open(desk: &Desk, id: SubmissionId, part: Part) -> anyhow::Result<Option<Ciphertext>> {
    let query = match part {
        Part::Manifest => sqlx::query(
            "SELECT manifest_blob AS blob FROM submissions WHERE id = $1 AND sent_at IS NOT NULL",
        ),
        Part::Arkivmelding => sqlx::query(
            "SELECT arkivmelding_blob AS blob FROM submissions WHERE id = $1 AND sent_at IS NOT NULL",
        ),
        Part::Document(_) => sqlx::query(
            "SELECT d.blob FROM documents d JOIN submissions s ON s.id = d.submission_id
             WHERE s.id = $1 AND s.sent_at IS NOT NULL AND d.number = $2",
        ),
    };
    let query = query.bind(id.to_string());
    let query = if let Part::Document(number) = part {
        query.bind(number)
    } else {
        query
    };
    let Some(row) = query
        .fetch_optional(desk.db.pool())
        .await
        .context("finding a sealed file")?
    else {
        return Ok(None);
    };
    let Some(blob) = row.try_get::<Option<String>, _>("blob")? else {
        return Ok(None);
    };
    desk.blobs.read(&BlobKey::from_row(blob)).await.map(Some)
}

/// The archive has everything. The same acknowledgement twice is recorded once.
pub async fn acknowledge(
    desk: &Desk,
    id: SubmissionId,
    answer: &Acknowledgement,
) -> anyhow::Result<Outcome> {
    record(
        desk,
        id,
        &answer.confirmation_code,
        Answered::Acknowledged,
        &Kept::Acknowledged {
            case_number: answer.case_number.clone(),
            journal_number: answer.journal_number.clone(),
        },
    )
    .await
}

/// The archive sends it back.
pub async fn send_back(desk: &Desk, id: SubmissionId, answer: &Return) -> anyhow::Result<Outcome> {
    record(
        desk,
        id,
        &answer.confirmation_code,
        Answered::Returned,
        &Kept::Returned {
            reason: answer.reason,
            text: answer.text.clone(),
        },
    )
    .await
}

/// What is kept of an answer, sealed: the archive's text may name people.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kept {
    Acknowledged {
        case_number: Option<String>,
        journal_number: Option<String>,
    },
    Returned {
        reason: ReturnReason,
        text: String,
    },
}

async fn record(
    desk: &Desk,
    id: SubmissionId,
    code: &str,
    state: Answered,
    kept: &Kept,
) -> anyhow::Result<Outcome> {
    let row = sqlx::query(
        "SELECT confirmation_hash, acknowledged_at, returned_at FROM submissions WHERE id = $1 AND sent_at IS NOT NULL",
    )
    .bind(id.to_string())
    .fetch_optional(desk.db.pool())
    .await
    .context("finding a submission to answer")?;
    let Some(row) = row else {
        return Ok(Outcome::NotFound);
    };
    // Hashes are compared, so the time it takes tells nothing about the code.
    if row.try_get::<Option<String>, _>("confirmation_hash")?
        != Some(crypt::sha256_hex(code.as_bytes()))
    {
        return Ok(Outcome::WrongCode);
    }
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    match (state, time("acknowledged_at")?, time("returned_at")?) {
        (Answered::Acknowledged, Some(_), _) | (Answered::Returned, _, Some(_)) => {
            return Ok(Outcome::Recorded);
        }
        (_, None, None) => {}
        _ => return Ok(Outcome::AnsweredOtherwise),
    }
    let row_id = id.to_string();
    let answer = desk.keys.seal(
        Place {
            column: "submissions.answer",
            row: &row_id,
        },
        &serde_json::to_vec(kept)?,
    )?;
    let statement = match state {
        Answered::Returned => sqlx::query(
            "UPDATE submissions SET returned_at = $1, answer = $2
             WHERE id = $3 AND acknowledged_at IS NULL AND returned_at IS NULL",
        ),
        _ => sqlx::query(
            "UPDATE submissions SET acknowledged_at = $1, answer = $2
             WHERE id = $3 AND acknowledged_at IS NULL AND returned_at IS NULL",
        ),
    };
    let changed = statement
        .bind(desk.clock.now().millis())
        .bind(answer)
        .bind(&row_id)
        .execute(desk.db.pool())
        .await
        .context("recording the archive's answer")?;
    // Another request of the same archive may have come in between.
    if changed.rows_affected() == 1 {
        return Ok(Outcome::Recorded);
    }
    let now = find(desk, id).await?.map(|consignment| consignment.state);
    Ok(if now == Some(state) {
        Outcome::Recorded
    } else {
        Outcome::AnsweredOtherwise
    })
}
