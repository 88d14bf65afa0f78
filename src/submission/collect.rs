//! The archive fetches: lists what waits and downloads ciphertext. What it says then is [`answer`]'s.
//!
//! Listed by state, never by "newer than": two submissions may commit in another order than they
//! were numbered, and a cursor would skip one. Everything may be repeated without harm.

pub mod answer;
pub mod figures;

use std::fmt;
use std::io;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{BlobKey, Desk, JournalNumber, Reference, SubmissionId};
use crate::clock::Instant;

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

impl Answered {
    /// As it stands in the API and in the audit trail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Acknowledged => "acknowledged",
            Self::Returned => "returned",
        }
    }
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

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest => f.write_str("manifest"),
            Self::Arkivmelding => f.write_str("arkivmelding"),
            Self::Document(number) => write!(f, "document {number}"),
        }
    }
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
