//! The sender takes a submission back, as long as the archive has fetched nothing of it. Its sealed files are
//! deleted at once; its entry in the journal stays, with its number, and so does the proof of what was sent.

use anyhow::Context;
use sqlx::Row;

use super::{Desk, Person, SubmissionId, discard, emptying};
use crate::db::Tx;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::outbox;

/// What came of asking to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is withdrawn, now or since earlier.
    Withdrawn,
    /// The archive has fetched something of it, or has answered.
    TooLate,
    /// It is being made ready; in a moment it can be.
    NotYet,
    /// There is no such sent submission of this person.
    NotFound,
}

/// Withdraws a sent submission that the archive has fetched nothing of. Harmless when repeated. The archive's
/// fetching takes the same row's lock (see [`collect::sealed`](super::collect::sealed)): whoever commits first
/// counts.
pub async fn withdraw(desk: &Desk, person: &Person, id: SubmissionId) -> anyhow::Result<Outcome> {
    let mut tx = desk.db.begin().await?;
    let now = desk.clock.now();
    let withdrawn = sqlx::query(
        "UPDATE submissions SET withdrawn_at = $1
         WHERE id = $2 AND owner = $3 AND sent_at IS NOT NULL AND fetched_at IS NULL
           AND acknowledged_at IS NULL AND returned_at IS NULL AND withdrawn_at IS NULL",
    )
    .bind(now.millis())
    .bind(id.to_string())
    .bind(&person.owner)
    .execute(&mut *tx)
    .await
    .context("withdrawing a submission")?;
    let outcome = if withdrawn.rows_affected() == 1 {
        emptying::empty(desk, &mut tx, id, now).await?;
        outbox::enqueue(&mut tx, outbox::Kind::Outcome, &id.to_string(), now).await?;
        note(desk, &mut tx, person, id).await?;
        Outcome::Withdrawn
    } else {
        why_not(&mut tx, person, id).await?
    };
    tx.commit().await.context("withdrawing a submission")?;
    if outcome == Outcome::Withdrawn {
        discard::at_once(desk, id).await;
    }
    Ok(outcome)
}

/// Why nothing was withdrawn, or that it was earlier.
async fn why_not(tx: &mut Tx, person: &Person, id: SubmissionId) -> anyhow::Result<Outcome> {
    let row = sqlx::query(
        "SELECT frozen_at, sent_at, withdrawn_at FROM submissions WHERE id = $1 AND owner = $2",
    )
    .bind(id.to_string())
    .bind(&person.owner)
    .fetch_optional(&mut **tx)
    .await
    .context("finding a submission to withdraw")?;
    let Some(row) = row else {
        return Ok(Outcome::NotFound);
    };
    let is_set = |column: &str| anyhow::Ok(row.try_get::<Option<i64>, _>(column)?.is_some());
    Ok(if is_set("withdrawn_at")? {
        Outcome::Withdrawn
    } else if is_set("sent_at")? {
        Outcome::TooLate
    } else if is_set("frozen_at")? {
        Outcome::NotYet
    } else {
        Outcome::NotFound
    })
}

/// Puts the withdrawal into the audit trail.
async fn note(desk: &Desk, tx: &mut Tx, person: &Person, id: SubmissionId) -> anyhow::Result<()> {
    let detail = Detail {
        object: Some(id.to_string()),
        ..Detail::default()
    };
    let event = Event {
        action: Action::Withdraw,
        result: "accepted",
        person: Some(&person.national_id),
        detail: &detail,
    };
    audit::append(tx, &desk.keys, desk.clock.now(), event).await
}
