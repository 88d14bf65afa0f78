//! The archive acknowledges what it has received, with the code that stands inside the sealed manifest,
//! or returns it with a reason. The same answer twice is recorded once.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{Answered, find};
use crate::crypt::{self, Place};
use crate::identity::audit::{self, Action, Detail, Event};
use crate::submission::{Desk, SubmissionId};

/// `POST …/acknowledgement`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// From inside the manifest.
    pub confirmation_code: String,
    /// The archive's case, when it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// The archive's own journal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_number: Option<String>,
}

/// `POST …/return`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// From inside the manifest: only who has read it can judge it.
    pub confirmation_code: String,
    /// Why, for machines.
    pub reason: ReturnReason,
    /// Why and what to do, for the sender.
    pub text: String,
}

/// Why an archive sends something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnReason {
    /// Meant for somebody else.
    WrongRecipient,
    /// A document can't be read.
    Unreadable,
    /// Something is missing.
    Incomplete,
    /// Another reason; the text tells.
    Other,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is recorded, now or earlier.
    Recorded,
    /// The code is not the one inside the manifest.
    WrongCode,
    /// It was answered in another way before.
    AnsweredOtherwise,
    /// There is no such sent submission.
    NotFound,
}

/// The archive has everything. The same acknowledgement twice is recorded once.
pub async fn acknowledge(
    desk: &Desk,
    id: SubmissionId,
    answer: &Acknowledgement,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let kept = Kept::Acknowledged {
        case_number: answer.case_number.clone(),
        journal_number: answer.journal_number.clone(),
    };
    record(desk, id, &answer.confirmation_code, &kept, by).await
}

/// The archive sends it back.
pub async fn send_back(
    desk: &Desk,
    id: SubmissionId,
    answer: &Return,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let kept = Kept::Returned {
        reason: answer.reason,
        text: answer.text.clone(),
    };
    record(desk, id, &answer.confirmation_code, &kept, by).await
}

/// What is kept of an answer, sealed: the archive's text may name people.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Kept {
    Acknowledged {
        case_number: Option<String>,
        journal_number: Option<String>,
    },
    Returned {
        reason: ReturnReason,
        text: String,
    },
}

impl Kept {
    const fn state(&self) -> Answered {
        match self {
            Self::Acknowledged { .. } => Answered::Acknowledged,
            Self::Returned { .. } => Answered::Returned,
        }
    }
}

async fn record(
    desk: &Desk,
    id: SubmissionId,
    code: &str,
    kept: &Kept,
    by: &Detail,
) -> anyhow::Result<Outcome> {
    let state = kept.state();
    let row = sqlx::query(
        "SELECT confirmation_hash, acknowledged_at, returned_at FROM submissions WHERE id = $1 AND sent_at IS NOT NULL",
    )
    .bind(id.to_string())
    .fetch_optional(desk.db.pool())
    .await
    .context("finding a submission to answer")?;
    let Some(row) = row else {
        return Ok(Outcome::NotFound);
    };
    // Hashes are compared, so the time it takes tells nothing about the code.
    if row.try_get::<Option<String>, _>("confirmation_hash")?
        != Some(crypt::sha256_hex(code.as_bytes()))
    {
        return Ok(Outcome::WrongCode);
    }
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    match (state, time("acknowledged_at")?, time("returned_at")?) {
        (Answered::Acknowledged, Some(_), _) | (Answered::Returned, _, Some(_)) => {
            return Ok(Outcome::Recorded);
        }
        (_, None, None) => {}
        _ => return Ok(Outcome::AnsweredOtherwise),
    }
    let row_id = id.to_string();
    let answer = desk.keys.seal(
        Place {
            column: "submissions.answer",
            row: &row_id,
        },
        &serde_json::to_vec(kept)?,
    )?;
    let statement = match state {
        Answered::Returned => sqlx::query(
            "UPDATE submissions SET returned_at = $1, answer = $2
             WHERE id = $3 AND acknowledged_at IS NULL AND returned_at IS NULL",
        ),
        _ => sqlx::query(
            "UPDATE submissions SET acknowledged_at = $1, answer = $2
             WHERE id = $3 AND acknowledged_at IS NULL AND returned_at IS NULL",
        ),
    };
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let changed = statement
        .bind(now.millis())
        .bind(answer)
        .bind(&row_id)
        .execute(&mut *tx)
        .await
        .context("recording the archive's answer")?;
    // Another request of the same archive may have come in between.
    if changed.rows_affected() == 1 {
        let event = Event {
            action: Action::Answer,
            result: state.name(),
            person: None,
            detail: by,
        };
        audit::append(&mut tx, &desk.keys, now, event).await?;
        tx.commit()
            .await
            .context("recording the archive's answer")?;
        return Ok(Outcome::Recorded);
    }
    tx.rollback().await?;
    let now = find(desk, id).await?.map(|consignment| consignment.state);
    Ok(if now == Some(state) {
        Outcome::Recorded
    } else {
        Outcome::AnsweredOtherwise
    })
}
