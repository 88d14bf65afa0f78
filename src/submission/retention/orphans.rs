//! Sealed files without a row. They are stored before the rows that name them, so what a crash leaves behind is
//! a file without a row, never a row without its file.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::{Context, ensure};
use sqlx::Row;

use crate::submission::{BlobKey, Desk};

/// A file without a row is left alone for this long: somebody may be about to name it.
const ORPHAN_AGE: Duration = Duration::from_hours(24);

/// Deletes blobs that no row names, a submission at a time; how many there were. One that can't be deleted keeps
/// no other from going.
pub(super) async fn delete(desk: &Desk) -> anyhow::Result<u64> {
    let (mut deleted, mut left_over) = (0, 0);
    for submission in desk.blobs.submissions().await? {
        for blob in nobody_s(desk, &submission).await? {
            match desk.blobs.delete(&blob).await {
                Ok(()) => deleted += 1,
                Err(error) => {
                    left_over += 1;
                    tell_left_over(&error);
                }
            }
        }
    }
    ensure!(left_over == 0, "{left_over} of them could not be deleted");
    Ok(deleted)
}

fn tell_left_over(error: &anyhow::Error) {
    tracing::warn!(
        error = format!("{error:#}"),
        "a sealed file without a row is not deleted yet; it will be tried again"
    );
}

/// Listed before the rows are read: a blob that gets its row in between is found in the rows.
async fn nobody_s(desk: &Desk, submission: &str) -> anyhow::Result<Vec<BlobKey>> {
    let limit = desk.clock.now().before(ORPHAN_AGE);
    let mut blobs = desk.blobs.older_than(submission, limit).await?;
    if !blobs.is_empty() {
        let named = named_blobs(desk, submission).await?;
        blobs.retain(|blob| !named.contains(blob));
    }
    Ok(blobs)
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
