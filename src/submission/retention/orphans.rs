//! Sealed files without a row. They are stored before the rows that name them, so what a crash leaves behind is
//! a file without a row, never a row without its file.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::Context;
use sqlx::Row;

use crate::submission::{BlobKey, Desk};

/// A file without a row is left alone for this long: somebody may be about to name it.
const ORPHAN_AGE: Duration = Duration::from_hours(24);

/// Deletes blobs that no row names, a submission at a time; how many there were.
pub(super) async fn delete(desk: &Desk) -> anyhow::Result<usize> {
    let mut deleted = 0;
    for submission in desk.blobs.submissions().await? {
        // Listed before the rows are read: a blob that gets its row in between is found in the rows.
        let limit = desk.clock.now().before(ORPHAN_AGE);
        let candidates = desk.blobs.older_than(&submission, limit).await?;
        if candidates.is_empty() {
            continue;
        }
        let named = named_blobs(desk, &submission).await?;
        for blob in candidates.iter().filter(|blob| !named.contains(*blob)) {
            desk.blobs.delete(blob).await?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

async fn named_blobs(desk: &Desk, submission: &str) -> anyhow::Result<HashSet<BlobKey>> {
    let rows = sqlx::query(
        "SELECT blob FROM documents WHERE submission_id = $1 AND blob IS NOT NULL
         UNION ALL SELECT manifest_blob FROM submissions WHERE id = $1 AND manifest_blob IS NOT NULL
         UNION ALL SELECT arkivmelding_blob FROM submissions WHERE id = $1 AND arkivmelding_blob IS NOT NULL",
    )
    .bind(submission)
    .fetch_all(desk.db.pool())
    .await
    .context("listing the blobs that rows name")?;
    rows.iter()
        .map(|row| Ok(BlobKey::from_row(row.try_get::<String, _>("blob")?)))
        .collect()
}
