//! What has come to its end is forgotten: what was written, by whom, what the archive answered, what documents
//! there were. Its entry in the journal stays, with its number, its times and how it ended.

use anyhow::Context;

use super::due::Due;
use crate::clock::Instant;
use crate::db::Tx;
use crate::outbox::{self, Kind};
use crate::submission::{Desk, SubmissionId};

/// Forgets submissions that came to their end long enough ago.
pub(super) async fn forget(desk: &Desk) -> anyhow::Result<u64> {
    let by = desk.clock.now().before(desk.retention.receipt());
    let mut due = Due::by(
        desk,
        "SELECT id, COALESCE(acknowledged_at, returned_at, withdrawn_at) AS due_at FROM submissions
         WHERE emptied_at IS NOT NULL AND forgotten_at IS NULL
           AND COALESCE(acknowledged_at, returned_at, withdrawn_at) <= $1
           AND (COALESCE(acknowledged_at, returned_at, withdrawn_at), id) > ($2, $3)
         ORDER BY COALESCE(acknowledged_at, returned_at, withdrawn_at), id LIMIT $4",
        by,
    );
    while let Some(id) = due.next().await? {
        due.note(id, forget_one(desk, id, by).await);
    }
    Ok(due.done())
}

/// With the rows go the letters about it, those that were never delivered too: the address that they were for
/// is forgotten.
async fn forget_one(desk: &Desk, id: SubmissionId, ended_by: Instant) -> anyhow::Result<bool> {
    let mut tx = desk.db.begin().await?;
    let forgotten = sqlx::query(
        "UPDATE submissions SET forgotten_at = $1, owner = '', content = '', answer = NULL, confirmation_hash = NULL
         WHERE id = $2 AND emptied_at IS NOT NULL AND forgotten_at IS NULL
           AND COALESCE(acknowledged_at, returned_at, withdrawn_at) <= $3",
    )
    .bind(desk.clock.now().millis())
    .bind(id.to_string())
    .bind(ended_by.millis())
    .execute(&mut *tx)
    .await
    .context("forgetting a submission")?;
    if forgotten.rows_affected() == 0 {
        return Ok(false);
    }
    forget_documents(&mut tx, id).await?;
    for kind in [Kind::Receipt, Kind::Outcome] {
        outbox::forget(&mut tx, kind, &id.to_string()).await?;
    }
    tx.commit().await.context("forgetting a submission")?;
    Ok(true)
}

async fn forget_documents(tx: &mut Tx, id: SubmissionId) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM documents WHERE submission_id = $1")
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .context("forgetting a submission's documents")?;
    Ok(())
}
