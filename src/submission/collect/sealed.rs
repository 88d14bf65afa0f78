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

/// Finds one sealed file of a sent submission.
pub async fn find(desk: &Desk, id: SubmissionId, part: Part) -> anyhow::Result<Option<SealedFile>> {
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
        return Ok(None);
    };
    let Some(blob) = row.try_get::<Option<String>, _>("blob")? else {
        return Ok(None);
    };
    let blob = BlobKey::from_row(blob);
    Ok(Some(SealedFile {
        size_bytes: desk.blobs.length(&blob).await?,
        sha256: row.try_get("sha256")?,
        blob,
    }))
}

/// The bytes of a range of it, as they come.
pub async fn read(
    desk: &Desk,
    file: &SealedFile,
    range: Range<u64>,
) -> anyhow::Result<BoxStream<'static, io::Result<Bytes>>> {
    desk.blobs.read_range(&file.blob, range).await
}

/// Puts into the audit trail that a part is given, and remembers when the manifest of what waits was
/// first: from then on somebody is working on it, or has forgotten it half-way.
pub async fn note(desk: &Desk, id: SubmissionId, part: Part, by: &Detail) -> anyhow::Result<()> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    if part == Part::Manifest {
        sqlx::query(
            "UPDATE submissions SET fetched_at = $1
             WHERE id = $2 AND fetched_at IS NULL AND acknowledged_at IS NULL AND returned_at IS NULL",
        )
        .bind(now.millis())
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .context("noting that a submission was fetched")?;
    }
    let event = Event {
        action: Action::Fetch,
        result: "given",
        person: None,
        detail: by,
    };
    audit::append(&mut tx, &desk.keys, now, event).await?;
    tx.commit().await.context("noting what was fetched")
}
