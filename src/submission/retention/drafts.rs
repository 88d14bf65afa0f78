//! Drafts are not kept for ever: nobody has received them, and their senders may have forgotten them.

use std::time::Duration;

use anyhow::Context;
use sqlx::Row;

use super::due::Due;
use crate::clock::Instant;
use crate::outbox;
use crate::submission::letters::draft_expiry::Warning;
use crate::submission::{Desk, SubmissionId, draft, records};

/// A draft without anything is left alone for this long: somebody may be about to begin.
const UNTOUCHED: Duration = Duration::from_hours(24);

/// Deletes drafts that nothing has been done with for a day; they hold nothing but their person.
pub(super) async fn untouched(desk: &Desk) -> anyhow::Result<u64> {
    let swept =
        sqlx::query("DELETE FROM submissions WHERE updated_at IS NULL AND created_at <= $1")
            .bind(desk.clock.now().before(UNTOUCHED).millis())
            .execute(desk.db.pool())
            .await
            .context("sweeping untouched drafts")?;
    Ok(swept.rows_affected())
}

/// Forgets how much was uploaded on days that are past.
pub(super) async fn past_days(desk: &Desk) -> anyhow::Result<u64> {
    let swept = sqlx::query("DELETE FROM daily_uploads WHERE day < $1")
        .bind(desk.clock.now().norwegian_date())
        .execute(desk.db.pool())
        .await
        .context("sweeping past days' uploads")?;
    Ok(swept.rows_affected())
}

/// Sets the day on which drafts that nobody goes on with are deleted, and warns their senders.
pub(super) async fn warn(desk: &Desk) -> anyhow::Result<u64> {
    let by = desk.clock.now().before(desk.retention.draft_warning());
    let mut due = Due::by(
        desk,
        "SELECT id, updated_at AS due_at FROM submissions
         WHERE updated_at IS NOT NULL AND frozen_at IS NULL AND expires_at IS NULL
           AND updated_at <= $1 AND (updated_at, id) > ($2, $3) ORDER BY updated_at, id LIMIT $4",
        by,
    );
    while let Some(id) = due.next().await? {
        due.note(id, warn_of(desk, id, by).await);
    }
    Ok(due.done())
}

/// The portal may have been down for longer than it should, or not have deleted any drafts so far: who is warned late
/// has as much time all the same, and so has who can't be warned.
async fn warn_of(desk: &Desk, id: SubmissionId, changed_by: Instant) -> anyhow::Result<bool> {
    let mut tx = desk.db.begin().await?;
    let row = sqlx::query(
        "UPDATE submissions SET expires_at = NULL
         WHERE id = $1 AND frozen_at IS NULL AND expires_at IS NULL AND updated_at <= $2
         RETURNING updated_at, content",
    )
    .bind(id.to_string())
    .bind(changed_by.millis())
    .fetch_optional(&mut *tx)
    .await
    .context("locking a draft that nobody goes on with")?;
    let Some(row) = row else { return Ok(false) };
    let updated_at = Instant::from_millis(row.try_get("updated_at")?);
    let content = records::open_content(&desk.keys, &id.to_string(), row.try_get("content")?)?;
    let now = desk.clock.now();
    let expires_at = updated_at
        .after(desk.retention.draft())
        .max(now.after(desk.retention.notice()));
    if !content.message.email.is_empty() {
        let warning = Warning { id, updated_at }.to_string();
        outbox::enqueue(&mut tx, outbox::Kind::DraftExpiry, &warning, now).await?;
    }
    sqlx::query("UPDATE submissions SET expires_at = $1 WHERE id = $2")
        .bind(expires_at.millis())
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .context("setting the day on which a draft is deleted")?;
    tx.commit().await.context("warning of a draft's end")?;
    Ok(true)
}

/// Deletes drafts whose day has come.
pub(super) async fn delete(desk: &Desk) -> anyhow::Result<u64> {
    let now = desk.clock.now();
    let mut due = Due::by(
        desk,
        "SELECT id, expires_at AS due_at FROM submissions
         WHERE expires_at IS NOT NULL AND frozen_at IS NULL
           AND expires_at <= $1 AND (expires_at, id) > ($2, $3) ORDER BY expires_at, id LIMIT $4",
        now,
    );
    while let Some(id) = due.next().await? {
        due.note(id, delete_one(desk, id, now).await);
    }
    Ok(due.done())
}

/// Whoever was about to go on with it meets a draft that is gone.
async fn delete_one(desk: &Desk, id: SubmissionId, now: Instant) -> anyhow::Result<bool> {
    let mut tx = desk.db.begin().await?;
    let locked = sqlx::query(
        "UPDATE submissions SET expires_at = expires_at
         WHERE id = $1 AND frozen_at IS NULL AND expires_at <= $2",
    )
    .bind(id.to_string())
    .bind(now.millis())
    .execute(&mut *tx)
    .await
    .context("locking a draft whose day has come")?;
    if locked.rows_affected() == 0 {
        return Ok(false);
    }
    draft::erase(&mut tx, id, now).await?;
    tx.commit().await.context("deleting a draft")?;
    Ok(true)
}
