//! What is still to be sent to the world outside, committed together with what caused it.
//!
//! A worker leases a row, delivers it, and marks it sent. A delivery that may succeed later is tried
//! again with growing pauses; one that can't is kept with its reason. Nothing is deleted unsent, and
//! nothing personal stands here: rows hold ids. Delivery is at least once, so whoever delivers must
//! make a second time harmless.

mod look;
mod unsent;

use std::time::Duration;

use anyhow::Context;
use sqlx::Row;
use uuid::Uuid;

use crate::clock::{Clock, Instant};
use crate::db::{Db, Tx};
pub use look::{Record, is_undelivered, since};
pub use unsent::{Standing, Unsent, retry, unsent};

/// How long a worker may take for one letter before another takes it over.
const LEASE: Duration = Duration::from_mins(2);
/// The first pause; each one after is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_hours(6);
/// After this many attempts (about three days) a person has to look at it.
const MAX_ATTEMPTS: i64 = 20;

/// What a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The receipt by e-mail; its subject is the submission's id.
    Receipt,
    /// What became of a submission: acknowledged, returned or withdrawn; its subject is the submission's id.
    Outcome,
    /// That a draft is about to be deleted; its subject is made by `submission::letters::draft_expiry`.
    DraftExpiry,
    /// To the archive, about what waits too long; its subject is made by `submission::alarm`.
    Alarm,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Receipt, Self::Outcome, Self::DraftExpiry, Self::Alarm];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Outcome => "outcome",
            Self::DraftExpiry => "draft-expiry",
            Self::Alarm => "alarm",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A letter that one worker has leased.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The row's id; what is delivered twice carries it twice.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What it is about, by its kind's own names; no two letters of a kind have the same.
    pub subject: String,
    attempts: i64,
    claim: String,
}

/// Why a letter was not delivered. The reason is kept for the operator and must hold nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may succeed later.
    Retry(String),
    /// It will not.
    Fail(String),
    /// It is not to be sent any more: what it would tell is not so.
    Withdraw(String),
}

/// Puts a letter into the outbox, once for each subject, within the transaction that causes it.
pub async fn enqueue(tx: &mut Tx, kind: Kind, subject: &str, now: Instant) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO outbox (id, kind, subject, created_at, due_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (kind, subject) DO NOTHING",
    )
    .bind(Uuid::new_v4().to_string())
    .bind(kind.as_str())
    .bind(subject)
    .bind(now.millis())
    .execute(&mut **tx)
    .await
    .context("putting a letter into the outbox")?;
    Ok(())
}

/// Forgets the letter of a kind about something, delivered or not, within the transaction that forgets what it
/// is about.
pub async fn forget(tx: &mut Tx, kind: Kind, subject: &str) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM outbox WHERE kind = $1 AND subject = $2")
        .bind(kind.as_str())
        .bind(subject)
        .execute(&mut **tx)
        .await
        .context("forgetting a letter")?;
    Ok(())
}

/// Forgets the letters of a kind that were put into the outbox by then; how many there were.
pub async fn forget_older(db: &Db, kind: Kind, put_by: Instant) -> anyhow::Result<u64> {
    let forgotten = sqlx::query("DELETE FROM outbox WHERE kind = $1 AND created_at <= $2")
        .bind(kind.as_str())
        .bind(put_by.millis())
        .execute(db.pool())
        .await
        .context("forgetting old letters")?;
    Ok(forgotten.rows_affected())
}

/// Leases the letter that has been due longest, if there is one.
pub async fn claim(db: &Db, clock: &Clock) -> anyhow::Result<Option<Letter>> {
    let now = clock.now();
    let claim = Uuid::new_v4().to_string();
    // The outer WHERE is what makes the lease safe: of two workers that chose the same row, the
    // second finds it leased when its turn to write comes.
    let row = sqlx::query(
        "UPDATE outbox SET claimed_by = $1, claimed_until = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM outbox
                     WHERE sent_at IS NULL AND failed_at IS NULL AND withdrawn_at IS NULL AND due_at <= $3
                       AND (claimed_until IS NULL OR claimed_until <= $3)
                     ORDER BY due_at, id LIMIT 1)
           AND sent_at IS NULL AND failed_at IS NULL AND withdrawn_at IS NULL
           AND (claimed_until IS NULL OR claimed_until <= $3)
         RETURNING id, kind, subject, attempts",
    )
    .bind(&claim)
    .bind(now.after(LEASE).millis())
    .bind(now.millis())
    .fetch_optional(db.pool())
    .await
    .context("leasing a letter")?;
    let Some(row) = row else { return Ok(None) };
    let kind: String = row.try_get("kind")?;
    Ok(Some(Letter {
        id: row.try_get("id")?,
        kind: Kind::parse(&kind).with_context(|| format!("outbox.kind is {kind}"))?,
        subject: row.try_get("subject")?,
        attempts: row.try_get("attempts")?,
        claim,
    }))
}

/// What a row says after a delivery.
struct Settled {
    sent_at: Option<Instant>,
    failed_at: Option<Instant>,
    withdrawn_at: Option<Instant>,
    due_at: Instant,
    reason: Option<String>,
}

impl Settled {
    fn of(delivered: Result<(), Failure>, attempts: i64, now: Instant) -> Self {
        let settled = Self {
            sent_at: None,
            failed_at: None,
            withdrawn_at: None,
            due_at: now,
            reason: None,
        };
        match delivered {
            Ok(()) => Self {
                sent_at: Some(now),
                ..settled
            },
            Err(Failure::Withdraw(reason)) => Self {
                withdrawn_at: Some(now),
                reason: Some(reason),
                ..settled
            },
            Err(Failure::Retry(reason)) if attempts < MAX_ATTEMPTS => Self {
                due_at: now.after(pause_after(attempts)),
                reason: Some(reason),
                ..settled
            },
            Err(Failure::Retry(reason) | Failure::Fail(reason)) => Self {
                failed_at: Some(now),
                reason: Some(reason),
                ..settled
            },
        }
    }

    fn tell(&self, letter: &Letter) {
        let Some(reason) = &self.reason else { return };
        if self.withdrawn_at.is_some() {
            tell_withdrawn(letter, reason);
        } else {
            tell_undelivered(letter, self.failed_at.is_some(), reason);
        }
    }
}

fn tell_withdrawn(letter: &Letter, reason: &str) {
    tracing::info!(outbox.id = letter.id, reason, "a letter was withdrawn");
}

fn tell_undelivered(letter: &Letter, gave_up: bool, reason: &str) {
    tracing::warn!(
        outbox.id = letter.id,
        outbox.gave_up = gave_up,
        reason,
        "a letter was not delivered"
    );
}

/// Records what came of a delivery; without effect when the lease has passed to another worker.
pub async fn settle(
    db: &Db,
    clock: &Clock,
    letter: &Letter,
    delivered: Result<(), Failure>,
) -> anyhow::Result<()> {
    let settled = Settled::of(delivered, letter.attempts, clock.now());
    settled.tell(letter);
    sqlx::query(
        "UPDATE outbox SET sent_at = $1, failed_at = $2, withdrawn_at = $3, due_at = $4, reason = $5,
                           claimed_by = NULL, claimed_until = NULL
         WHERE id = $6 AND claimed_by = $7",
    )
    .bind(settled.sent_at.map(Instant::millis))
    .bind(settled.failed_at.map(Instant::millis))
    .bind(settled.withdrawn_at.map(Instant::millis))
    .bind(settled.due_at.millis())
    .bind(settled.reason)
    .bind(&letter.id)
    .bind(&letter.claim)
    .execute(db.pool())
    .await
    .context("recording a delivery")?;
    Ok(())
}

fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1))
        .unwrap_or_default()
        .min(16);
    FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(doublings))
        .min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        assert_eq!(pause_after(1), Duration::from_secs(30));
        assert_eq!(pause_after(3), Duration::from_mins(2));
        assert_eq!(pause_after(19), LONGEST_PAUSE);
    }
}
