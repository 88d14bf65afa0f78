//! What the outbox has done, for who asks.

use anyhow::Context;
use sqlx::Row;

use super::Kind;
use crate::clock::Instant;
use crate::db::Db;

/// A letter of lately, for who decides whether there is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is about.
    pub subject: String,
    /// When it was sent; while it is not, when it was put into the outbox.
    pub at: Instant,
    /// Whether it is not to be sent any more.
    pub is_withdrawn: bool,
}

/// The letters of a kind that were put into the outbox since then, in that order.
pub async fn since(db: &Db, kind: Kind, then: Instant) -> anyhow::Result<Vec<Record>> {
    let rows = sqlx::query(
        "SELECT subject, COALESCE(sent_at, created_at) AS at, withdrawn_at FROM outbox
         WHERE kind = $1 AND created_at >= $2 ORDER BY created_at, subject",
    )
    .bind(kind.as_str())
    .bind(then.millis())
    .fetch_all(db.pool())
    .await
    .context("looking through the outbox")?;
    let records = rows.iter().map(|row| {
        Ok(Record {
            subject: row.try_get("subject")?,
            at: Instant::from_millis(row.try_get("at")?),
            is_withdrawn: row.try_get::<Option<i64>, _>("withdrawn_at")?.is_some(),
        })
    });
    records.collect()
}

/// Whether a letter to a submission's sender was given up. `subject` is the submission's id.
pub async fn is_undelivered(db: &Db, subject: &str) -> anyhow::Result<bool> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS count FROM outbox WHERE kind IN ($1, $2) AND subject = $3 AND failed_at IS NOT NULL",
    )
    .bind(Kind::Receipt.as_str())
    .bind(Kind::Outcome.as_str())
    .bind(subject)
    .fetch_one(db.pool())
    .await
    .context("looking for a letter that was given up")?;
    Ok(row.try_get::<i64, _>("count")? > 0)
}
