//! What the next sweep would do, in numbers.

use std::time::Duration;

use anyhow::Context;
use sqlx::Row;

use super::Settings;
use crate::clock::Instant;
use crate::db::Db;
use crate::submission::discard;

/// What is discarded and still lies in the store after this long is a store's trouble, not a sweep's turn.
const TROUBLE: Duration = Duration::from_hours(24);

/// What is due, and what lies there although it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Drafts to be deleted.
    pub drafts: i64,
    /// Answered submissions whose sealed files are to be deleted.
    pub answered: i64,
    /// Submissions that are to be forgotten.
    pub ended: i64,
    /// Sealed files that should have been deleted a day ago.
    pub left_over: i64,
}

/// The figures at a moment.
pub async fn figures(db: &Db, settings: &Settings, now: Instant) -> anyhow::Result<Figures> {
    let row = sqlx::query(
        "SELECT
            (SELECT COUNT(*) FROM submissions
             WHERE expires_at IS NOT NULL AND frozen_at IS NULL AND expires_at <= $1) AS drafts,
            (SELECT COUNT(*) FROM submissions
             WHERE COALESCE(acknowledged_at, returned_at) IS NOT NULL AND emptied_at IS NULL
               AND COALESCE(acknowledged_at, returned_at) <= $2) AS answered,
            (SELECT COUNT(*) FROM submissions
             WHERE emptied_at IS NOT NULL AND forgotten_at IS NULL
               AND COALESCE(acknowledged_at, returned_at, withdrawn_at) <= $3) AS ended",
    )
    .bind(now.millis())
    .bind(now.before(settings.acknowledged()).millis())
    .bind(now.before(settings.receipt()).millis())
    .fetch_one(db.pool())
    .await
    .context("counting what is due to be deleted")?;
    Ok(Figures {
        drafts: row.try_get("drafts")?,
        answered: row.try_get("answered")?,
        ended: row.try_get("ended")?,
        left_over: discard::left_over(db, now.before(TROUBLE)).await?,
    })
}
