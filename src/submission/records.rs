//! Submissions as they are found in the database, in whatever state.

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::collect::answer::{self, Kept};
use super::typed::SetAside;
use super::{
    Content, Desk, Document, JournalNumber, Person, Reference, State, SubmissionId, documents,
};
use crate::clock::Instant;
use crate::crypt::{Place, PortalKeys};
use crate::db::{Db, Tx};

/// A submission as its owner sees it, in whatever state.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// What people call it.
    pub reference: Reference,
    /// What the sender chose and wrote.
    pub content: Content,
    /// Its documents in order; lists of submissions leave them out.
    pub documents: Vec<Document>,
    /// How many documents it has.
    pub document_count: usize,
    /// How far it has come.
    pub state: State,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When the sender pressed Send: the municipality has received it then.
    pub received_at: Option<Instant>,
    /// Its entry in the journal, from the moment Send was pressed.
    pub journal_number: Option<JournalNumber>,
    /// When the archive first fetched one of its sealed files.
    pub fetched_at: Option<Instant>,
    /// When a draft that nobody goes on with is deleted, once its sender was warned.
    pub expires_at: Option<Instant>,
    /// When it came to its final state: acknowledged, returned or withdrawn.
    pub ended_at: Option<Instant>,
    /// What the archive has answered.
    pub answer: Option<Kept>,
    /// What was sent with a form of a draft when nobody was logged in any more.
    pub set_aside: Option<SetAside>,
}

impl Submission {
    /// Whether the archive has told what it calls it. Until then it is known to have everything, and no more:
    /// an archive may acknowledge before anybody there has journalled it.
    pub const fn is_journalled(&self) -> bool {
        match &self.answer {
            Some(Kept::Acknowledged {
                case_number,
                journal_number,
            }) => case_number.is_some() || journal_number.is_some(),
            Some(Kept::Returned { .. }) | None => false,
        }
    }
}

/// Every column of a submission with its journal number.
macro_rules! select {
    () => {
        "SELECT s.id, s.content, s.reference, COALESCE(s.updated_at, s.created_at) AS updated_at, s.expires_at, s.frozen_at, s.sent_at, s.fetched_at,
                s.acknowledged_at, s.returned_at, s.withdrawn_at, s.answer, s.set_aside, j.year, j.number AS sequence,
                (SELECT COUNT(*) FROM documents d WHERE d.submission_id = s.id) AS document_count
         FROM submissions s LEFT JOIN journal_entries j ON j.submission_id = s.id"
    };
}

/// One submission of this person; of others, nothing is found.
pub async fn find(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Option<Submission>> {
    let row = sqlx::query(concat!(select!(), " WHERE s.id = $1 AND s.owner = $2"))
        .bind(id.to_string())
        .bind(&person.owner)
        .fetch_optional(desk.db.pool())
        .await
        .context("finding a submission")?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Submission {
        documents: documents::list(desk, id).await?,
        ..submission_of(desk, &row)?
    }))
}

/// The drafts of a person that something has been done with, newest first, without their documents.
pub async fn drafts(desk: &Desk, person: &Person) -> anyhow::Result<Vec<Submission>> {
    let rows = sqlx::query(concat!(
        select!(),
        " WHERE s.owner = $1 AND s.frozen_at IS NULL AND s.updated_at IS NOT NULL
          ORDER BY s.created_at DESC, s.id"
    ))
    .bind(&person.owner)
    .fetch_all(desk.db.pool())
    .await
    .context("listing a person's drafts")?;
    rows.iter().map(|row| submission_of(desk, row)).collect()
}

/// What a person has sent, the last first, without documents: at most `most`, after the first `passed`.
pub async fn sent(
    desk: &Desk,
    person: &Person,
    passed: u32,
    most: u32,
) -> anyhow::Result<Vec<Submission>> {
    let rows = sqlx::query(concat!(
        select!(),
        " WHERE s.owner = $1 AND s.frozen_at IS NOT NULL
          ORDER BY s.frozen_at DESC, s.id LIMIT $2 OFFSET $3"
    ))
    .bind(&person.owner)
    .bind(i64::from(most))
    .bind(i64::from(passed))
    .fetch_all(desk.db.pool())
    .await
    .context("listing what a person has sent")?;
    rows.iter().map(|row| submission_of(desk, row)).collect()
}

/// A submission by its id alone, for work that no person waits for.
pub(super) async fn by_id(desk: &Desk, id: SubmissionId) -> anyhow::Result<Submission> {
    let known = known(desk, id).await?;
    known.context("there is no such submission")
}

/// The same, if it is still there and not forgotten.
pub(super) async fn known(desk: &Desk, id: SubmissionId) -> anyhow::Result<Option<Submission>> {
    let row = sqlx::query(concat!(
        select!(),
        " WHERE s.id = $1 AND s.forgotten_at IS NULL"
    ))
    .bind(id.to_string())
    .fetch_optional(desk.db.pool())
    .await
    .context("finding a submission")?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Submission {
        documents: documents::list(desk, id).await?,
        ..submission_of(desk, &row)?
    }))
}

/// What a submission is called, and the address its sender gave, for who looks after letters; none, when it is gone
/// or forgotten. Needs no desk.
pub(super) async fn addressee(
    db: &Db,
    keys: &PortalKeys,
    id: SubmissionId,
) -> anyhow::Result<Option<(Reference, String)>> {
    let row = sqlx::query(
        "SELECT reference, content FROM submissions WHERE id = $1 AND forgotten_at IS NULL",
    )
    .bind(id.to_string())
    .fetch_optional(db.pool())
    .await
    .context("finding a submission")?;
    let Some(row) = row else { return Ok(None) };
    let reference: String = row.try_get("reference")?;
    let sealed: String = row.try_get("content")?;
    let content = open_content(keys, &id.to_string(), &sealed)?;
    let reference = reference.parse().context("submissions.reference")?;
    Ok(Some((reference, content.message.email)))
}

/// The same within a transaction that holds the row's lock.
pub(super) async fn find_in(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
) -> anyhow::Result<Submission> {
    let row = sqlx::query(concat!(select!(), " WHERE s.id = $1"))
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await
        .context("finding a submission")?;
    Ok(Submission {
        documents: documents::list_in(desk, tx, id).await?,
        ..submission_of(desk, &row)?
    })
}

fn submission_of(desk: &Desk, row: &AnyRow) -> anyhow::Result<Submission> {
    let id: String = row.try_get("id")?;
    let sealed: String = row.try_get("content")?;
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    let journal_number = match (time("year")?, time("sequence")?) {
        (Some(year), Some(sequence)) => Some(JournalNumber { year, sequence }),
        _ => None,
    };
    let (state, ended_at) = match final_state(row)? {
        Some((state, at)) => (state, Some(Instant::from_millis(at))),
        None if time("sent_at")?.is_some() => (State::Waiting, None),
        None if time("frozen_at")?.is_some() => (State::Sending, None),
        None => (State::Draft, None),
    };
    let answer: Option<String> = row.try_get("answer")?;
    let set_aside: Option<String> = row.try_get("set_aside")?;
    Ok(Submission {
        answer: answer
            .map(|sealed| answer::open(&desk.keys, &id, &sealed))
            .transpose()?,
        set_aside: set_aside
            .map(|sealed| open_aside(&desk.keys, &id, &sealed))
            .transpose()?,
        id: id.parse().context("submissions.id")?,
        reference: row
            .try_get::<String, _>("reference")?
            .parse()
            .context("submissions.reference")?,
        content: open_content(&desk.keys, &id, &sealed)?,
        documents: Vec::new(),
        document_count: usize::try_from(row.try_get::<i64, _>("document_count")?)?,
        state,
        updated_at: Instant::from_millis(row.try_get("updated_at")?),
        received_at: time("frozen_at")?.map(Instant::from_millis),
        journal_number,
        fetched_at: time("fetched_at")?.map(Instant::from_millis),
        expires_at: time("expires_at")?.map(Instant::from_millis),
        ended_at,
    })
}

/// The final state that it came to, and when.
fn final_state(row: &AnyRow) -> Result<Option<(State, i64)>, sqlx::Error> {
    for (column, state) in [
        ("acknowledged_at", State::Acknowledged),
        ("returned_at", State::Returned),
        ("withdrawn_at", State::Withdrawn),
    ] {
        if let Some(at) = row.try_get::<Option<i64>, _>(column)? {
            return Ok(Some((state, at)));
        }
    }
    Ok(None)
}

/// What the sender chose and wrote, as it lies sealed in its row.
pub(super) fn open_content(keys: &PortalKeys, id: &str, sealed: &str) -> anyhow::Result<Content> {
    let content = keys.open(content_place(id), sealed)?;
    serde_json::from_slice(&content).context("submissions.content")
}

/// What the sender chose and wrote, sealed for its row.
pub(super) fn seal_content(
    desk: &Desk,
    id: SubmissionId,
    content: &Content,
) -> anyhow::Result<String> {
    desk.keys.seal(
        content_place(&id.to_string()),
        &serde_json::to_vec(content)?,
    )
}

fn open_aside(keys: &PortalKeys, id: &str, sealed: &str) -> anyhow::Result<SetAside> {
    let aside = keys.open(aside_place(id), sealed)?;
    serde_json::from_slice(&aside).context("submissions.set_aside")
}

/// A form that was set aside, sealed for its row.
pub(super) fn seal_aside(
    desk: &Desk,
    id: SubmissionId,
    aside: &SetAside,
) -> anyhow::Result<String> {
    desk.keys
        .seal(aside_place(&id.to_string()), &serde_json::to_vec(aside)?)
}

const fn aside_place(id: &str) -> Place<'_> {
    Place {
        column: "submissions.set_aside",
        row: id,
    }
}

const fn content_place(id: &str) -> Place<'_> {
    Place {
        column: "submissions.content",
        row: id,
    }
}
