//! The archive fetches: lists what waits ([`listing`]), downloads ciphertext ([`sealed`]) and says what
//! came of it ([`answer`]). Everything may be repeated without harm.

pub mod answer;
pub mod figures;
pub mod listing;
pub mod sealed;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;
use utoipa::ToSchema;

use super::{Desk, JournalNumber, Reference, SubmissionId};
use crate::clock::Instant;

/// A sent submission as the archive's API shows it before anything is decrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Consignment {
    /// Its id in the API.
    #[schema(value_type = String, format = "uuid", example = "0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55")]
    pub id: SubmissionId,
    /// What the sender calls it.
    #[schema(value_type = String, example = "K7QM-3TXV")]
    pub reference: Reference,
    /// Its journal number, `2026/1`.
    #[schema(value_type = String, example = "2026/1")]
    pub journal_number: JournalNumber,
    /// When it was received (RFC 3339).
    #[schema(format = DateTime, example = "2026-11-21T14:00:00+01:00")]
    pub received_at: String,
    /// `waiting`, `acknowledged`, `returned` or `withdrawn`.
    pub state: Answered,
    /// When the archive first fetched one of its sealed files, while it was waiting (RFC 3339).
    #[serde(default)]
    #[schema(format = DateTime, required)]
    pub fetched_at: Option<String>,
    /// How many documents there are, numbered from 1.
    #[schema(minimum = 1)]
    pub documents: i64,
    /// Bytes of plaintext in all documents together.
    #[schema(minimum = 0)]
    pub size_bytes: i64,
}

/// Whether the archive has answered, or need not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = State)]
pub enum Answered {
    /// Not yet.
    Waiting,
    /// It has everything.
    Acknowledged,
    /// It has sent it back.
    Returned,
    /// The sender has taken it back before the archive had fetched anything.
    Withdrawn,
}

impl Answered {
    /// As it stands in the API and in the audit trail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Acknowledged => "acknowledged",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What is shown of the sent submissions that some condition holds for.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT s.id, s.reference, s.frozen_at, s.sent_at, s.fetched_at, s.acknowledged_at, s.returned_at,
                    s.withdrawn_at, s.document_count, s.size_bytes, j.year, j.number
             FROM submissions s JOIN journal_entries j ON j.submission_id = s.id
             WHERE s.sent_at IS NOT NULL AND ",
            $condition
        )
    };
}
use select;

/// One sent submission.
pub async fn find(desk: &Desk, id: SubmissionId) -> anyhow::Result<Option<Consignment>> {
    let row = sqlx::query(select!("s.id = $1"))
        .bind(id.to_string())
        .fetch_optional(desk.db.pool())
        .await
        .context("finding a submission for the archive")?;
    row.as_ref().map(consignment_of).transpose()
}

fn consignment_of(row: &AnyRow) -> anyhow::Result<Consignment> {
    let (year, sequence) = (row.try_get("year")?, row.try_get("number")?);
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    let received = time("frozen_at")?
        .map(Instant::from_millis)
        .context("a sent submission has a time")?;
    let [acknowledged, returned, withdrawn] = [
        time("acknowledged_at")?,
        time("returned_at")?,
        time("withdrawn_at")?,
    ];
    let state = match (acknowledged, returned, withdrawn) {
        (Some(_), _, _) => Answered::Acknowledged,
        (None, Some(_), _) => Answered::Returned,
        (None, None, Some(_)) => Answered::Withdrawn,
        (None, None, None) => Answered::Waiting,
    };
    Ok(Consignment {
        id: row
            .try_get::<String, _>("id")?
            .parse()
            .context("submissions.id")?,
        reference: row
            .try_get::<String, _>("reference")?
            .parse()
            .context("submissions.reference")?,
        journal_number: JournalNumber { year, sequence },
        received_at: received.rfc3339(),
        state,
        fetched_at: time("fetched_at")?.map(|at| Instant::from_millis(at).rfc3339()),
        documents: row.try_get("document_count")?,
        size_bytes: row.try_get("size_bytes")?,
    })
}
