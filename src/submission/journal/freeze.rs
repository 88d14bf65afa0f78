//! The first of the two transactions: the draft is frozen, and takes its number in the journal.

use anyhow::Context;
use sqlx::Row;

use super::Outcome;
use super::ready::{Seen, keeps_back};
use crate::clock::Instant;
use crate::db::Tx;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::submission::{Desk, JournalNumber, Person, SubmissionId, draft, invitation, records};

/// Freezes a draft that lacks nothing and is what was seen.
pub(super) async fn freeze(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    seen: Seen,
) -> anyhow::Result<Outcome> {
    let mut tx = desk.db.begin().await?;
    if draft::touch(desk, &mut tx, person, id).await?.is_err() {
        tx.rollback().await?;
        // Pressed twice or in two tabs: the first press counts.
        let known = records::find(desk, person, id).await?;
        return Ok(known.map_or(Outcome::NotFound, |_| Outcome::Sent));
    }
    let mut submission = records::find_in(desk, &mut tx, id).await?;
    if let Some(outcome) = kept_back(desk, &mut tx, &mut submission, seen).await? {
        tx.rollback().await?;
        return Ok(outcome);
    }
    enter(desk, &mut tx, person, &submission).await?;
    tx.commit().await.context("freezing a draft")?;
    Ok(Outcome::Sent)
}

/// All that freezing writes.
async fn enter(
    desk: &Desk,
    tx: &mut Tx,
    person: &Person,
    submission: &records::Submission,
) -> anyhow::Result<()> {
    let now = desk.clock.now();
    number_documents(tx, submission.id, submission).await?;
    mark_frozen(desk, tx, submission, now).await?;
    reserve_number(tx, submission.id, now).await?;
    note(desk, tx, person, submission.id).await
}

/// Why it is not sent, if it is not.
async fn kept_back(
    desk: &Desk,
    tx: &mut Tx,
    submission: &mut records::Submission,
    seen: Seen,
) -> anyhow::Result<Option<Outcome>> {
    Ok(match keeps_back(desk, submission, seen)? {
        None if is_revoked(tx, submission).await? => Some(Outcome::Revoked),
        outcome => outcome,
    })
}

/// Whether it answers a letter that the archive takes no answers to any more. That the time to answer has run out
/// meanwhile is no reason: who began in time may finish.
async fn is_revoked(tx: &mut Tx, submission: &records::Submission) -> anyhow::Result<bool> {
    match &submission.content.in_reply_to {
        Some(letter) => invitation::is_revoked(tx, letter.invitation_id).await,
        None => Ok(false),
    }
}

/// From here on nothing of it changes, so that its lists can tell at once how much it is.
async fn mark_frozen(
    desk: &Desk,
    tx: &mut Tx,
    submission: &records::Submission,
    now: Instant,
) -> anyhow::Result<()> {
    let documents = &submission.documents;
    let size_bytes: u64 = documents.iter().map(|each| each.facts.size_bytes).sum();
    sqlx::query(
        "UPDATE submissions SET frozen_at = $1, content = $2, document_count = $3, size_bytes = $4, set_aside = NULL
         WHERE id = $5",
    )
    .bind(now.millis())
    .bind(records::seal_content(
        desk,
        submission.id,
        &submission.content,
    )?)
    .bind(i64::try_from(documents.len())?)
    .bind(i64::try_from(size_bytes)?)
    .bind(submission.id.to_string())
    .execute(&mut **tx)
    .await
    .context("freezing a draft")?;
    Ok(())
}

/// Puts the sending into the audit trail.
async fn note(desk: &Desk, tx: &mut Tx, person: &Person, id: SubmissionId) -> anyhow::Result<()> {
    let detail = Detail {
        object: Some(id.to_string()),
        ..Detail::default()
    };
    let event = Event {
        action: Action::Send,
        result: "accepted",
        person: Some(&person.national_id),
        detail: &detail,
    };
    audit::append(tx, &desk.keys, desk.clock.now(), event).await
}

/// Numbers the documents 1..n in their order. They first go below zero, so that no number is taken that is still
/// in use.
async fn number_documents(
    tx: &mut Tx,
    id: SubmissionId,
    submission: &records::Submission,
) -> anyhow::Result<()> {
    sqlx::query("UPDATE documents SET number = -number WHERE submission_id = $1")
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .context("numbering the documents")?;
    for (number, document) in (1_i64..).zip(&submission.documents) {
        sqlx::query(
            "UPDATE documents SET number = $1, position = $1 WHERE submission_id = $2 AND number = $3",
        )
        .bind(number)
        .bind(id.to_string())
        .bind(-document.number)
        .execute(&mut **tx)
        .await
        .context("numbering the documents")?;
    }
    Ok(())
}

/// Takes the year's next number. The row stays locked until the transaction ends and a rollback
/// gives the number back, so that a year has neither gaps nor doubles.
async fn reserve_number(
    tx: &mut Tx,
    id: SubmissionId,
    now: Instant,
) -> anyhow::Result<JournalNumber> {
    let year = i64::from(now.norwegian_year());
    let row = sqlx::query(
        "INSERT INTO journal_numbers (year, last) VALUES ($1, 1)
         ON CONFLICT (year) DO UPDATE SET last = journal_numbers.last + 1 RETURNING last",
    )
    .bind(year)
    .fetch_one(&mut **tx)
    .await
    .context("taking a journal number")?;
    let number = JournalNumber {
        year,
        sequence: row.try_get("last")?,
    };
    sqlx::query("INSERT INTO journal_entries (year, number, submission_id, reserved_at) VALUES ($1, $2, $3, $4)")
        .bind(number.year)
        .bind(number.sequence)
        .bind(id.to_string())
        .bind(now.millis())
        .execute(&mut **tx)
        .await
        .context("reserving a journal entry")?;
    Ok(number)
}
