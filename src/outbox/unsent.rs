//! Letters that have not been sent, for an operator who looks why, and has those tried again that were given up.

use std::fmt;
use std::str::FromStr;

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::Kind;
use crate::clock::Instant;
use crate::db::{Db, Tx};

/// A letter that has not been sent, and was not withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The row's id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it is about, by its kind's own names.
    pub subject: String,
    /// When it was put into the outbox.
    pub put_at: Instant,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last attempt failed.
    pub reason: Option<String>,
    /// What is to become of it.
    pub standing: Standing,
}

/// What is to become of a letter that has not been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was given up then.
    GivenUp(Instant),
    /// It is tried then, for the first time or again.
    Due(Instant),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let names = Self::ALL.map(Self::as_str).join(", ");
        Self::parse(text).with_context(|| format!("one of {names}"))
    }
}

/// Every letter that has not been sent, the oldest first.
pub async fn unsent(db: &Db) -> anyhow::Result<Vec<Unsent>> {
    let rows = sqlx::query(
        "SELECT id, kind, subject, created_at, attempts, reason, due_at, failed_at FROM outbox
         WHERE sent_at IS NULL AND withdrawn_at IS NULL ORDER BY created_at, id",
    )
    .fetch_all(db.pool())
    .await
    .context("listing letters that have not been sent")?;
    rows.iter().map(unsent_of).collect()
}

fn unsent_of(row: &AnyRow) -> anyhow::Result<Unsent> {
    let kind: String = row.try_get("kind")?;
    let failed_at: Option<i64> = row.try_get("failed_at")?;
    let due_at = Instant::from_millis(row.try_get("due_at")?);
    Ok(Unsent {
        id: row.try_get("id")?,
        kind: Kind::parse(&kind).with_context(|| format!("outbox.kind is {kind}"))?,
        subject: row.try_get("subject")?,
        put_at: Instant::from_millis(row.try_get("created_at")?),
        attempts: row.try_get("attempts")?,
        reason: row.try_get("reason")?,
        standing: failed_at.map_or(Standing::Due(due_at), |at| {
            Standing::GivenUp(Instant::from_millis(at))
        }),
    })
}

/// Makes a letter that was given up due now, as if it had never been tried; the last reason stays until it has
/// another. Whether there is such a letter.
pub async fn retry(tx: &mut Tx, id: &str, now: Instant) -> anyhow::Result<bool> {
    let retried = sqlx::query(
        "UPDATE outbox SET failed_at = NULL, attempts = 0, due_at = $1 WHERE id = $2 AND failed_at IS NOT NULL",
    )
    .bind(now.millis())
    .bind(id)
    .execute(&mut **tx)
    .await
    .context("having a letter tried again")?;
    Ok(retried.rows_affected() == 1)
}
