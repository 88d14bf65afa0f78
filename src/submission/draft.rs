//! What is not sent yet: made, filled in page by page, added to, deleted. Survives restarts,
//! log-outs and the end of a session, and is found by the same person only.
//!
//! The SQL of `submissions` and `documents` before sending stands here; [`super::journal`] takes over
//! when Send is pressed. A draft that is frozen can't be changed: every statement says so itself.

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{
    BlobKey, Content, Desk, Document, DocumentFacts, JournalNumber, Message, Person, Reference,
    Rejection, State, SubmissionId,
};
use crate::clock::Instant;
use crate::crypt::Place;
use crate::db::Tx;
use crate::i18n::Locale;

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
}

/// The submission can't be changed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the submission is sent already, or not this person's")]
pub struct NotADraft;

/// Every column of a submission with its journal number.
macro_rules! select {
    () => {
        "SELECT s.id, s.content, s.reference, s.updated_at, s.frozen_at, s.sent_at, s.acknowledged_at,
                s.returned_at, j.year, j.number AS sequence,
                (SELECT COUNT(*) FROM documents d WHERE d.submission_id = s.id) AS document_count
         FROM submissions s LEFT JOIN journal_entries j ON j.submission_id = s.id"
    };
}

/// Begins a draft.
pub async fn create(desk: &Desk, person: &Person, locale: Locale) -> anyhow::Result<SubmissionId> {
    let id = SubmissionId::new();
    let content = Content {
        national_id: person.national_id.clone(),
        sender: None,
        message: Message::default(),
        locale,
    };
    let sealed = seal_content(desk, id, &content)?;
    let now = desk.clock.now();
    loop {
        let created = sqlx::query(
            "INSERT INTO submissions (id, owner, content, reference, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $5)",
        )
        .bind(id.to_string())
        .bind(&person.owner)
        .bind(&sealed)
        .bind(Reference::random().to_string())
        .bind(now.millis())
        .execute(desk.db.pool())
        .await;
        match created {
            // Someone has this reference already: draw another.
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {}
            other => return other.map(|_| id).context("beginning a draft"),
        }
    }
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
        documents: documents(desk, id).await?,
        ..submission_of(desk, &row)?
    }))
}

/// All submissions of a person, newest first, without their documents.
pub async fn list(desk: &Desk, person: &Person) -> anyhow::Result<Vec<Submission>> {
    let rows = sqlx::query(concat!(
        select!(),
        " WHERE s.owner = $1 ORDER BY s.created_at DESC, s.id"
    ))
    .bind(&person.owner)
    .fetch_all(desk.db.pool())
    .await
    .context("listing a person's submissions")?;
    rows.iter().map(|row| submission_of(desk, row)).collect()
}

/// A submission by its id alone, for work that no person waits for.
pub(super) async fn by_id(desk: &Desk, id: SubmissionId) -> anyhow::Result<Submission> {
    let row = sqlx::query(concat!(select!(), " WHERE s.id = $1"))
        .bind(id.to_string())
        .fetch_one(desk.db.pool())
        .await
        .context("finding a submission")?;
    Ok(Submission {
        documents: documents(desk, id).await?,
        ..submission_of(desk, &row)?
    })
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
        documents: documents_in(desk, tx, id).await?,
        ..submission_of(desk, &row)?
    })
}

/// Changes what the sender chose or wrote, under the row's lock, so that two tabs don't undo each other.
pub async fn update(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    change: impl FnOnce(&mut Content),
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    let mut content = find_in(desk, &mut tx, id).await?.content;
    change(&mut content);
    sqlx::query("UPDATE submissions SET content = $1 WHERE id = $2")
        .bind(seal_content(desk, id, &content)?)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .context("saving a draft")?;
    tx.commit().await.context("saving a draft")?;
    Ok(Ok(()))
}

/// Deletes a draft and what was uploaded to it. Rows go first: a blob without a row is swept.
pub async fn delete(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    let blobs = sqlx::query("SELECT blob FROM documents WHERE submission_id = $1")
        .bind(id.to_string())
        .fetch_all(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM documents WHERE submission_id = $1")
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM submissions WHERE id = $1")
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    tx.commit().await.context("deleting a draft")?;
    for row in blobs {
        desk.blobs
            .delete(&BlobKey::from_row(row.try_get::<String, _>("blob")?))
            .await?;
    }
    Ok(Ok(()))
}

/// Why a document that was received is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The draft was sent or deleted meanwhile.
    NotADraft,
    /// The draft can't hold it.
    Refused(Rejection),
}

/// Adds a document whose blob is stored. The limits on the whole are checked here, under the row's
/// lock, since several uploads may run at once.
pub async fn add_document(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    blob: &BlobKey,
    mut facts: DocumentFacts,
) -> anyhow::Result<Result<(), NotKept>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotKept::NotADraft));
    }
    let present = documents_in(desk, &mut tx, id).await?;
    match room_beside(desk, present.len(), together(&present)) {
        Ok(room) if facts.size_bytes <= room => {}
        Ok(_) => {
            return Ok(Err(NotKept::Refused(Rejection::SubmissionTooLarge {
                max: max_mb(desk),
            })));
        }
        Err(rejection) => return Ok(Err(NotKept::Refused(rejection))),
    }
    let taken: Vec<_> = present
        .iter()
        .map(|document| &document.facts.name)
        .collect();
    facts.name = facts.name.made_unique(&taken);
    let number = present.last().map_or(0, |document| document.number) + 1;
    sqlx::query(
        "INSERT INTO documents (submission_id, number, blob, content, size_bytes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(number)
    .bind(blob.as_str())
    .bind(
        desk.keys
            .seal(document_place(blob.as_str()), &serde_json::to_vec(&facts)?)?,
    )
    .bind(i64::try_from(facts.size_bytes)?)
    .bind(desk.clock.now().millis())
    .execute(&mut *tx)
    .await
    .context("keeping a document")?;
    tx.commit().await.context("keeping a document")?;
    Ok(Ok(()))
}

/// How many bytes one more document may have; asked before it is received.
pub async fn room(desk: &Desk, id: SubmissionId) -> anyhow::Result<Result<u64, Rejection>> {
    let present = documents(desk, id).await?;
    Ok(room_beside(desk, present.len(), together(&present)))
}

fn room_beside(desk: &Desk, documents: usize, bytes: u64) -> Result<u64, Rejection> {
    let limits = desk.limits;
    if documents >= limits.documents {
        return Err(Rejection::TooManyDocuments {
            max: limits.documents,
        });
    }
    match limits.submission_bytes.saturating_sub(bytes) {
        0 => Err(Rejection::SubmissionTooLarge { max: max_mb(desk) }),
        room => Ok(room),
    }
}

fn together(documents: &[Document]) -> u64 {
    documents
        .iter()
        .map(|document| document.facts.size_bytes)
        .sum()
}

fn max_mb(desk: &Desk) -> u64 {
    desk.limits.submission_bytes / super::MB
}

/// Takes a document out of a draft; one that is gone already is fine.
pub async fn remove_document(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    number: i64,
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    let row = sqlx::query(
        "DELETE FROM documents WHERE submission_id = $1 AND number = $2 RETURNING blob",
    )
    .bind(id.to_string())
    .bind(number)
    .fetch_optional(&mut *tx)
    .await
    .context("removing a document")?;
    tx.commit().await.context("removing a document")?;
    if let Some(row) = row {
        desk.blobs
            .delete(&BlobKey::from_row(row.try_get::<String, _>("blob")?))
            .await?;
    }
    Ok(Ok(()))
}

/// Locks a draft's row for the rest of the transaction, if it still is this person's draft.
pub(super) async fn touch(
    desk: &Desk,
    tx: &mut Tx,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<(), NotADraft>> {
    let touched = sqlx::query(
        "UPDATE submissions SET updated_at = $1 WHERE id = $2 AND owner = $3 AND frozen_at IS NULL",
    )
    .bind(desk.clock.now().millis())
    .bind(id.to_string())
    .bind(&person.owner)
    .execute(&mut **tx)
    .await
    .context("locking a draft")?;
    Ok(if touched.rows_affected() == 1 {
        Ok(())
    } else {
        Err(NotADraft)
    })
}

const DOCUMENTS: &str =
    "SELECT number, blob, content FROM documents WHERE submission_id = $1 ORDER BY number";

async fn documents(desk: &Desk, id: SubmissionId) -> anyhow::Result<Vec<Document>> {
    let rows = sqlx::query(DOCUMENTS)
        .bind(id.to_string())
        .fetch_all(desk.db.pool())
        .await
        .context("listing documents")?;
    rows.iter().map(|row| document_of(desk, row)).collect()
}

pub(super) async fn documents_in(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
) -> anyhow::Result<Vec<Document>> {
    let rows = sqlx::query(DOCUMENTS)
        .bind(id.to_string())
        .fetch_all(&mut **tx)
        .await
        .context("listing documents")?;
    rows.iter().map(|row| document_of(desk, row)).collect()
}

fn submission_of(desk: &Desk, row: &AnyRow) -> anyhow::Result<Submission> {
    let id: String = row.try_get("id")?;
    let sealed: String = row.try_get("content")?;
    let content = desk.keys.open(content_place(&id), &sealed)?;
    let time = |column: &str| row.try_get::<Option<i64>, _>(column);
    let journal_number = match (time("year")?, time("sequence")?) {
        (Some(year), Some(sequence)) => Some(JournalNumber { year, sequence }),
        _ => None,
    };
    let state = match (
        time("frozen_at")?,
        time("sent_at")?,
        time("acknowledged_at")?,
        time("returned_at")?,
    ) {
        (_, _, Some(_), _) => State::Acknowledged,
        (_, _, None, Some(_)) => State::Returned,
        (_, Some(_), None, None) => State::Waiting,
        (Some(_), None, None, None) => State::Sending,
        (None, None, None, None) => State::Draft,
    };
    Ok(Submission {
        id: id.parse().context("submissions.id")?,
        reference: row
            .try_get::<String, _>("reference")?
            .parse()
            .context("submissions.reference")?,
        content: serde_json::from_slice(&content).context("submissions.content")?,
        documents: Vec::new(),
        document_count: usize::try_from(row.try_get::<i64, _>("document_count")?)?,
        state,
        updated_at: Instant::from_millis(row.try_get("updated_at")?),
        received_at: time("frozen_at")?.map(Instant::from_millis),
        journal_number,
    })
}

fn document_of(desk: &Desk, row: &AnyRow) -> anyhow::Result<Document> {
    let blob: String = row.try_get("blob")?;
    let sealed: String = row.try_get("content")?;
    let facts = desk.keys.open(document_place(&blob), &sealed)?;
    Ok(Document {
        number: row.try_get("number")?,
        facts: serde_json::from_slice(&facts).context("documents.content")?,
        blob: BlobKey::from_row(blob),
    })
}

fn seal_content(desk: &Desk, id: SubmissionId, content: &Content) -> anyhow::Result<String> {
    desk.keys.seal(
        content_place(&id.to_string()),
        &serde_json::to_vec(content)?,
    )
}

const fn content_place(id: &str) -> Place<'_> {
    Place {
        column: "submissions.content",
        row: id,
    }
}

const fn document_place(blob: &str) -> Place<'_> {
    Place {
        column: "documents.content",
        row: blob,
    }
}
