//! What the archive has answered, it has read: its code stands inside the manifest. What it acknowledged it
//! keeps; what it returned must be sent anew. So the sealed files have done their work, and stay for a while
//! only, in case the archive has lost something.

use anyhow::Context;

use super::due::Due;
use crate::clock::Instant;
use crate::submission::{Desk, SubmissionId, emptying};

/// Empties submissions that were answered long enough ago.
pub(super) async fn empty(desk: &Desk) -> anyhow::Result<u64> {
    let by = desk.clock.now().before(desk.retention.acknowledged());
    let mut due = Due::by(
        desk,
        "SELECT id, COALESCE(acknowledged_at, returned_at) AS due_at FROM submissions
         WHERE COALESCE(acknowledged_at, returned_at) IS NOT NULL AND emptied_at IS NULL
           AND COALESCE(acknowledged_at, returned_at) <= $1
           AND (COALESCE(acknowledged_at, returned_at), id) > ($2, $3)
         ORDER BY COALESCE(acknowledged_at, returned_at), id LIMIT $4",
        by,
    );
    while let Some(id) = due.next().await? {
        due.note(id, empty_one(desk, id, by).await);
    }
    Ok(due.done())
}

async fn empty_one(desk: &Desk, id: SubmissionId, answered_by: Instant) -> anyhow::Result<bool> {
    let mut tx = desk.db.begin().await?;
    let locked = sqlx::query(
        "UPDATE submissions SET emptied_at = emptied_at
         WHERE id = $1 AND emptied_at IS NULL AND COALESCE(acknowledged_at, returned_at) <= $2",
    )
    .bind(id.to_string())
    .bind(answered_by.millis())
    .execute(&mut *tx)
    .await
    .context("locking a submission that was answered")?;
    if locked.rows_affected() == 0 {
        return Ok(false);
    }
    emptying::empty(desk, &mut tx, id, desk.clock.now()).await?;
    tx.commit().await.context("emptying a submission")?;
    Ok(true)
}
