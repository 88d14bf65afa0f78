//! How the hand-over to the archive stands, in numbers: what waits, since when, what is being worked on.
//! Nothing here tells of a person, and what is acknowledged costs nothing to count.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use utoipa::ToSchema;

use crate::clock::Instant;
use crate::db::Db;
use crate::submission::Reference;

/// The figures of the hand-over, as the archive's API shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    /// How many sent submissions the archive has to answer, those it has fetched among them.
    pub waiting: i64,
    /// When the one that has waited longest was sent (RFC 3339, Norway's offset).
    #[schema(format = DateTime, required)]
    pub oldest_waiting_at: Option<String>,
    /// How many of those that wait the archive has fetched something of.
    pub fetched: i64,
    /// How many the archive has returned to their senders.
    pub returned: i64,
}

/// The figures as they are at this moment, all from one statement.
pub async fn figures(db: &Db) -> anyhow::Result<Figures> {
    // Each part is read from an index that holds no more than it counts.
    let row = sqlx::query(
        "SELECT
            (SELECT COUNT(*) FROM submissions
             WHERE sent_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL
               AND withdrawn_at IS NULL) AS waiting,
            (SELECT MIN(sent_at) FROM submissions
             WHERE sent_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL
               AND withdrawn_at IS NULL) AS oldest,
            (SELECT COUNT(*) FROM submissions
             WHERE fetched_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL) AS fetched,
            (SELECT COUNT(*) FROM submissions WHERE returned_at IS NOT NULL) AS returned",
    )
    .fetch_one(db.pool())
    .await
    .context("counting what waits for the archive")?;
    let oldest: Option<i64> = row.try_get("oldest")?;
    Ok(Figures {
        waiting: row.try_get("waiting")?,
        oldest_waiting_at: oldest.map(|at| Instant::from_millis(at).rfc3339()),
        fetched: row.try_get("fetched")?,
        returned: row.try_get("returned")?,
    })
}

/// What has waited too long, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// How many there are.
    pub count: i64,
    /// A few of those that have waited longest: what they are called, and when they were sent.
    pub oldest: Vec<(Reference, Instant)>,
}

/// How many of what has waited too long are named.
const NAMED: i64 = 5;

/// What was sent by then and still waits, whether the archive has fetched it or not.
pub async fn overdue(db: &Db, sent_by: Instant) -> anyhow::Result<Overdue> {
    let counted = sqlx::query(
        "SELECT COUNT(*) AS overdue FROM submissions
         WHERE sent_at <= $1 AND acknowledged_at IS NULL AND returned_at IS NULL AND withdrawn_at IS NULL",
    )
    .bind(sent_by.millis())
    .fetch_one(db.pool())
    .await
    .context("counting what waits too long")?;
    let rows = sqlx::query(
        "SELECT reference, sent_at FROM submissions
         WHERE sent_at <= $1 AND acknowledged_at IS NULL AND returned_at IS NULL AND withdrawn_at IS NULL
         ORDER BY sent_at, id LIMIT $2",
    )
    .bind(sent_by.millis())
    .bind(NAMED)
    .fetch_all(db.pool())
    .await
    .context("looking for what waits too long")?;
    let oldest = rows.iter().map(|row| {
        let reference = row.try_get::<String, _>("reference")?;
        let reference = reference.parse().context("submissions.reference")?;
        Ok((reference, Instant::from_millis(row.try_get("sent_at")?)))
    });
    Ok(Overdue {
        count: counted.try_get("overdue")?,
        oldest: oldest.collect::<anyhow::Result<_>>()?,
    })
}
