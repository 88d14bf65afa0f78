//! A sealed file of a sent submission: found, read in whole or in part, and noted as given.

use std::fmt;
use std::io;
use std::ops::Range;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use sqlx::Row;

use crate::identity::audit::{self, Action, Detail, Event};
use crate::submission::{BlobKey, Desk, SubmissionId};

/// Which sealed file of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A sealed file as it lies.
#[derive(Clone, Debug)]
pub struct SealedFile {
    blob: BlobKey,
    /// Bytes of ciphertext.
    pub size_bytes: u64,
    /// SHA-256 of the ciphertext, lower-case hexadecimal; what was sealed by an older portal has none.
    pub sha256: Option<String>,
}

/// What came of looking for a sealed file.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is here.
    Here(SealedFile),
    /// It was deleted.
    Gone,
    /// There never was one.
    Nowhere,
}

/// Finds one sealed file of a sent submission.
pub async fn find(desk: &Desk, id: SubmissionId, part: Part) -> anyhow::Result<Found> {
    let Named::File(blob, sha256) = named(desk, id, part).await? else {
        return was_there(desk, id).await;
    };
    match desk.blobs.length(&blob).await {
        Ok(size_bytes) => Ok(Found::Here(SealedFile {
            blob,
            size_bytes,
            sha256,
        })),
        // It may have been deleted since its row was read.
        Err(error) => match named(desk, id, part).await? {
            Named::File(..) => Err(error),
            Named::Nothing => was_there(desk, id).await,
        },
    }
}

/// What a submission's rows say of a sealed file.
enum Named {
    File(BlobKey, Option<String>),
    Nothing,
}

async fn named(desk: &Desk, id: SubmissionId, part: Part) -> anyhow::Result<Named> {
    let query = match part {
        Part::Manifest => sqlx::query(
            "SELECT manifest_blob AS blob, manifest_sha256 AS sha256 FROM submissions
             WHERE id = $1 AND sent_at IS NOT NULL",
        ),
        Part::Arkivmelding => sqlx::query(
            "SELECT arkivmelding_blob AS blob, arkivmelding_sha256 AS sha256 FROM submissions
             WHERE id = $1 AND sent_at IS NOT NULL",
        ),
        Part::Document(_) => sqlx::query(
            "SELECT d.blob, d.ciphertext_sha256 AS sha256 FROM documents d
             JOIN submissions s ON s.id = d.submission_id
             WHERE s.id = $1 AND s.sent_at IS NOT NULL AND d.number = $2",
        ),
    };
    let query = query.bind(id.to_string());
    let query = if let Part::Document(number) = part {
        query.bind(number)
    } else {
        query
    };
    let row = query.fetch_optional(desk.db.pool()).await;
    let Some(row) = row.context("finding a sealed file")? else {
        return Ok(Named::Nothing);
    };
    Ok(match row.try_get::<Option<String>, _>("blob")? {
        Some(blob) => Named::File(BlobKey::from_row(blob), row.try_get("sha256")?),
        None => Named::Nothing,
    })
}

/// Whether a submission that names no such file had one: when it is emptied, numbers that it never had are no
/// longer told apart.
async fn was_there(desk: &Desk, id: SubmissionId) -> anyhow::Result<Found> {
    let row = sqlx::query("SELECT id FROM submissions WHERE id = $1 AND emptied_at IS NOT NULL")
        .bind(id.to_string())
        .fetch_optional(desk.db.pool())
        .await
        .context("finding a submission without files")?;
    Ok(row.map_or(Found::Nowhere, |_| Found::Gone))
}

/// The bytes of a range of it, as they come.
pub async fn read(
    desk: &Desk,
    file: &SealedFile,
    range: Range<u64>,
) -> anyhow::Result<BoxStream<'static, io::Result<Bytes>>> {
    desk.blobs.read_range(&file.blob, range).await
}

/// Whether a part may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// It is noted, and may be.
    Given,
    /// The sender has taken it back.
    Withdrawn,
}

/// Puts into the audit trail that a part is given, and remembers when the first one of what waits was: from then
/// on the sender can't withdraw it, and somebody is working on it, or has forgotten it half-way. Withdrawing
/// takes the same row's lock: whoever commits first counts.
pub async fn note(desk: &Desk, id: SubmissionId, by: &Detail) -> anyhow::Result<Noted> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    sqlx::query(
        "UPDATE submissions SET fetched_at = $1
         WHERE id = $2 AND fetched_at IS NULL AND acknowledged_at IS NULL AND returned_at IS NULL
           AND withdrawn_at IS NULL",
    )
    .bind(now.millis())
    .bind(id.to_string())
    .execute(&mut *tx)
    .await
    .context("noting that a submission was fetched")?;
    let row = sqlx::query("SELECT withdrawn_at FROM submissions WHERE id = $1")
        .bind(id.to_string())
        .fetch_one(&mut *tx)
        .await
        .context("looking whether a submission was withdrawn")?;
    if row.try_get::<Option<i64>, _>("withdrawn_at")?.is_some() {
        return Ok(Noted::Withdrawn);
    }
    let event = Event {
        action: Action::Fetch,
        result: "given",
        person: None,
        detail: by,
    };
    audit::append(&mut tx, &desk.keys, now, event).await?;
    tx.commit().await.context("noting what was fetched")?;
    Ok(Noted::Given)
}
