//! Sealed files that are to leave the store. The rows that named them give them up, and the list of what is to
//! be deleted takes them, in one transaction; then the files go; then their place in the list. What a crash or a
//! store that is down leaves over is still in the list, and [`carry_out`] takes it up again.

use anyhow::{Context, bail};
use sqlx::Row;

use super::{BlobKey, Desk, SubmissionId};
use crate::clock::Instant;
use crate::db::{Db, Tx};

/// How many are looked up at a time.
const PAGE: i64 = 100;

/// Puts one sealed file into the list. The caller sees to it that no row names it.
pub(super) async fn one(
    tx: &mut Tx,
    id: SubmissionId,
    blob: &BlobKey,
    now: Instant,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO discarded_blobs (blob, submission_id, discarded_at) VALUES ($1, $2, $3)
         ON CONFLICT (blob) DO NOTHING",
    )
    .bind(blob.as_str())
    .bind(id.to_string())
    .bind(now.millis())
    .execute(&mut **tx)
    .await
    .context("discarding a sealed file")?;
    Ok(())
}

/// Puts every sealed file that a submission's rows name into the list. The caller sees to it that the rows give
/// them up.
pub(super) async fn all_of(tx: &mut Tx, id: SubmissionId, now: Instant) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO discarded_blobs (blob, submission_id, discarded_at)
         SELECT named.blob, $1, CAST($2 AS BIGINT) FROM (
             SELECT blob FROM documents WHERE submission_id = $1
             UNION SELECT manifest_blob FROM submissions WHERE id = $1
             UNION SELECT arkivmelding_blob FROM submissions WHERE id = $1
         ) named WHERE named.blob IS NOT NULL
         ON CONFLICT (blob) DO NOTHING",
    )
    .bind(id.to_string())
    .bind(now.millis())
    .execute(&mut **tx)
    .await
    .context("discarding a submission's sealed files")?;
    Ok(())
}

/// Deletes what was discarded of one submission, as far as it can be: the rest stays in the list, and whoever
/// caused it need not wait for a store that is down.
pub(super) async fn at_once(desk: &Desk, id: SubmissionId) {
    let work = desk.clone();
    let deleted = desk.tasks.spawn(async move {
        let rows = sqlx::query("SELECT blob FROM discarded_blobs WHERE submission_id = $1")
            .bind(id.to_string())
            .fetch_all(work.db.pool())
            .await
            .context("looking for discarded files")?;
        for row in rows {
            delete(&work, row.try_get("blob")?).await?;
        }
        anyhow::Ok(())
    });
    if let Err(error) = deleted.await.context("deleting sealed files").flatten() {
        tell_left_over(&error);
    }
}

/// Deletes everything that was discarded; how many files went. One that can't be deleted keeps no other from
/// going.
pub async fn carry_out(desk: &Desk) -> anyhow::Result<u64> {
    let (mut deleted, mut left_over) = (0, 0);
    let mut last = String::new();
    loop {
        let rows =
            sqlx::query("SELECT blob FROM discarded_blobs WHERE blob > $1 ORDER BY blob LIMIT $2")
                .bind(&last)
                .bind(PAGE)
                .fetch_all(desk.db.pool())
                .await
                .context("looking for discarded files")?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            last = row.try_get("blob")?;
            match delete(desk, last.clone()).await {
                Ok(()) => deleted += 1,
                Err(error) => {
                    left_over += 1;
                    tell_left_over(&error);
                }
            }
        }
    }
    if left_over > 0 {
        bail!("{left_over} sealed files could not be deleted");
    }
    Ok(deleted)
}

/// The file first: while it lies there, the list says so.
async fn delete(desk: &Desk, blob: String) -> anyhow::Result<()> {
    desk.blobs.delete(&BlobKey::from_row(blob.as_str())).await?;
    sqlx::query("DELETE FROM discarded_blobs WHERE blob = $1")
        .bind(blob)
        .execute(desk.db.pool())
        .await
        .context("noting that a sealed file is deleted")?;
    Ok(())
}

fn tell_left_over(error: &anyhow::Error) {
    tracing::warn!(
        error = format!("{error:#}"),
        "a sealed file is not deleted yet; it will be tried again"
    );
}

/// How many sealed files were to be deleted by then, and still lie there.
pub async fn left_over(db: &Db, discarded_by: Instant) -> anyhow::Result<i64> {
    let row =
        sqlx::query("SELECT COUNT(*) AS left_over FROM discarded_blobs WHERE discarded_at <= $1")
            .bind(discarded_by.millis())
            .fetch_one(db.pool())
            .await
            .context("counting discarded files")?;
    Ok(row.try_get("left_over")?)
}
