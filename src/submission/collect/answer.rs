//! The archive acknowledges what it has received, with the code that stands inside the sealed manifest,
//! or returns it with a reason. The same answer twice is recorded once.

mod given;
mod kept;

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::Answered;
use crate::crypt::{self, Place, PortalKeys};
use crate::db::Tx;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::outbox;
use crate::submission::{Desk, SubmissionId};
pub use given::{Acknowledgement, MAX_NUMBER, Return, ReturnReason, Unfit};
pub use kept::Kept;

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is recorded now.
    Recorded,
    /// The same was recorded earlier.
    Known,
    /// The code is not the one inside the manifest.
    WrongCode,
    /// It was answered in another way before.
    AnsweredOtherwise,
    /// The sender has taken it back; there is nothing to answer.
    Withdrawn,
    /// It was answered so long ago that nothing is known of it any more.
    Forgotten,
    /// There is no such sent submission.
    NotFound,
}

/// The archive has everything. The same acknowledgement twice is recorded once; a number that was not known
/// the first time is added by a later one, and what is known stays as it is.
pub async fn acknowledge(
    desk: &Desk,
    id: SubmissionId,
    answer: &Acknowledgement,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let given = Kept::Acknowledged {
        case_number: answer.case_number.clone(),
        journal_number: answer.journal_number.clone(),
    };
    record(desk, id, &answer.confirmation_code, given, by).await
}

/// The archive sends it back. The same return twice is recorded once.
pub async fn send_back(
    desk: &Desk,
    id: SubmissionId,
    answer: &Return,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let given = Kept::Returned {
        reason: answer.reason,
        text: answer.text.clone(),
    };
    record(desk, id, &answer.confirmation_code, given, by).await
}

async fn record(
    desk: &Desk,
    id: SubmissionId,
    code: &str,
    given: Kept,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let mut tx = desk.db.begin().await?;
    let Some(found) = lock(&mut tx, id).await? else {
        return Ok(Outcome::NotFound);
    };
    if found.is_withdrawn {
        return Ok(Outcome::Withdrawn);
    }
    if found.is_forgotten {
        return Ok(Outcome::Forgotten);
    }
    // Hashes are compared, so the time it takes tells nothing about the code.
    if found.confirmation_hash != Some(crypt::sha256_hex(code.as_bytes())) {
        return Ok(Outcome::WrongCode);
    }
    let state = given.state();
    let before = found.before(desk, id)?;
    let kept = match &before {
        None => Ok(given),
        Some(before) => given.with(before),
    };
    let Ok(kept) = kept else {
        return Ok(Outcome::AnsweredOtherwise);
    };
    if before.as_ref() == Some(&kept) {
        return Ok(Outcome::Known);
    }
    let now = desk.clock.now();
    let statement = match state {
        Answered::Returned => sqlx::query(
            "UPDATE submissions SET returned_at = COALESCE(returned_at, $1), answer = $2 WHERE id = $3",
        ),
        _ => sqlx::query(
            "UPDATE submissions SET acknowledged_at = COALESCE(acknowledged_at, $1), answer = $2 WHERE id = $3",
        ),
    };
    statement
        .bind(now.millis())
        .bind(
            desk.keys
                .seal(place(&id.to_string()), &serde_json::to_vec(&kept)?)?,
        )
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .context("recording the archive's answer")?;
    let event = Event {
        action: Action::Answer,
        result: state.name(),
        person: None,
        detail: by,
    };
    audit::append(&mut tx, &desk.keys, now, event).await?;
    if before.is_none() {
        // The sender is told once. A number that comes later stands on her receipt.
        outbox::enqueue(&mut tx, outbox::Kind::Outcome, &id.to_string(), now).await?;
    }
    tx.commit()
        .await
        .context("recording the archive's answer")?;
    Ok(Outcome::Recorded)
}

/// An archive's answer, as it lies sealed in its submission's row.
pub(in crate::submission) fn open(
    keys: &PortalKeys,
    id: &str,
    sealed: &str,
) -> anyhow::Result<Kept> {
    let kept = keys.open(place(id), sealed)?;
    serde_json::from_slice(&kept).context("submissions.answer")
}

/// A sent submission that is about to be answered.
struct Found {
    confirmation_hash: Option<String>,
    answer: Option<String>,
    is_withdrawn: bool,
    is_forgotten: bool,
}

impl Found {
    fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            confirmation_hash: row.try_get("confirmation_hash")?,
            answer: row.try_get("answer")?,
            is_forgotten: row.try_get::<Option<i64>, _>("forgotten_at")?.is_some(),
            is_withdrawn: row.try_get::<Option<i64>, _>("withdrawn_at")?.is_some(),
        })
    }

    /// What was answered before.
    fn before(&self, desk: &Desk, id: SubmissionId) -> anyhow::Result<Option<Kept>> {
        let sealed = self.answer.as_ref();
        sealed
            .map(|sealed| open(&desk.keys, &id.to_string(), sealed))
            .transpose()
    }
}

/// Finds it and keeps its row to the end of the transaction: another request of the same archive may come
/// in between.
async fn lock(tx: &mut Tx, id: SubmissionId) -> anyhow::Result<Option<Found>> {
    let row = sqlx::query(
        "UPDATE submissions SET answer = answer WHERE id = $1 AND sent_at IS NOT NULL
         RETURNING confirmation_hash, answer, withdrawn_at, forgotten_at",
    )
    .bind(id.to_string())
    .fetch_optional(&mut **tx)
    .await
    .context("finding a submission to answer")?;
    Ok(row.map(|row| Found::of(&row)).transpose()?)
}

const fn place(id: &str) -> Place<'_> {
    Place {
        column: "submissions.answer",
        row: id,
    }
}
