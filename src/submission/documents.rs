//! The documents of a draft: added when they have been received, judged and sealed; taken out again. Their order
//! is [`order`]'s.

pub mod order;

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::draft::{self, NotADraft};
use super::room::{Room, Used};
use super::{BlobKey, Desk, Document, DocumentFacts, Person, Rejection, SubmissionId, discard};
use crate::crypt::Place;
use crate::db::Tx;

/// Why a document that was received is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The draft was sent or deleted meanwhile.
    NotADraft,
    /// The draft can't hold it.
    Refused(Rejection),
}

/// A document's ciphertext, as it lies.
#[derive(Clone, Debug)]
pub struct SealedBlob {
    /// Where it lies.
    pub key: BlobKey,
    /// SHA-256 of it, lower-case hexadecimal.
    pub sha256: String,
}

/// A document that has no row yet.
#[derive(Clone, Debug)]
pub(super) struct NewDocument {
    pub(super) number: i64,
    pub(super) blob: SealedBlob,
    pub(super) facts: DocumentFacts,
}

impl NewDocument {
    /// As it will be found.
    pub(super) fn as_kept(&self) -> Document {
        Document {
            number: self.number,
            blob: Some(self.blob.key.clone()),
            facts: self.facts.clone(),
        }
    }
}

/// Adds a document whose blob is stored. The limits on the whole are checked here, under the row's
/// lock, since several uploads may run at once.
pub async fn add(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    blob: &SealedBlob,
    mut facts: DocumentFacts,
) -> anyhow::Result<Result<(), NotKept>> {
    let mut tx = desk.db.begin().await?;
    if draft::touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotKept::NotADraft));
    }
    let present = list_in(desk, &mut tx, id).await?;
    let uploaded = add_to_day(desk, &mut tx, person, facts.size_bytes).await?;
    let used = Used {
        documents: present.len(),
        bytes: present
            .iter()
            .map(|document| document.facts.size_bytes)
            .sum(),
        today_bytes: uploaded.saturating_sub(facts.size_bytes),
    };
    let room = Room::beside(used, &desk.limits);
    if let Err(rejection) = room.and_then(|room| room.check(facts.size_bytes)) {
        return Ok(Err(NotKept::Refused(rejection)));
    }
    let taken: Vec<_> = present
        .iter()
        .map(|document| &document.facts.name)
        .collect();
    facts.name = facts.name.made_unique(&taken);
    // Counted up even when documents are removed: a form in an old tab must not meet another document
    // under the number it knows.
    let counted = sqlx::query("UPDATE submissions SET documents_made = documents_made + 1 WHERE id = $1 RETURNING documents_made")
        .bind(id.to_string())
        .fetch_one(&mut *tx)
        .await
        .context("numbering a document")?;
    let document = NewDocument {
        number: counted.try_get("documents_made")?,
        blob: blob.clone(),
        facts,
    };
    insert(desk, &mut tx, id, &document).await?;
    tx.commit().await.context("keeping a document")?;
    Ok(Ok(()))
}

/// Writes a document's row.
pub(super) async fn insert(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
    document: &NewDocument,
) -> anyhow::Result<()> {
    let NewDocument {
        number,
        blob: SealedBlob { key, sha256 },
        facts,
    } = document;
    let content = serde_json::to_vec(facts)?;
    sqlx::query(
        "INSERT INTO documents (submission_id, number, position, blob, ciphertext_sha256, content, size_bytes, created_at)
         VALUES ($1, $2, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_string())
    .bind(number)
    .bind(key.as_str())
    .bind(sha256)
    .bind(desk.keys.seal(place(key.as_str()), &content)?)
    .bind(i64::try_from(facts.size_bytes)?)
    .bind(desk.clock.now().millis())
    .execute(&mut **tx)
    .await
    .context("keeping a document")?;
    Ok(())
}

/// Takes a document out of a draft; one that is gone already is fine.
pub async fn remove(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    number: i64,
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if draft::touch(desk, &mut tx, person, id).await?.is_err() {
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
    if let Some(row) = row {
        let blob = BlobKey::from_row(row.try_get::<String, _>("blob")?);
        discard::one(&mut tx, id, &blob, desk.clock.now()).await?;
    }
    tx.commit().await.context("removing a document")?;
    discard::at_once(desk, id).await;
    Ok(Ok(()))
}

/// How much room there is for one more document; asked before it is received.
pub async fn room(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<Room, Rejection>> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS documents, CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) AS bytes,
           (SELECT COALESCE(MAX(bytes), 0) FROM daily_uploads WHERE owner = $2 AND day = $3) AS today
         FROM documents WHERE submission_id = $1",
    )
    .bind(id.to_string())
    .bind(&person.owner)
    .bind(desk.clock.now().norwegian_date())
    .fetch_one(desk.db.pool())
    .await
    .context("looking for room")?;
    let count = |column: &str| anyhow::Ok(u64::try_from(row.try_get::<i64, _>(column)?)?);
    let used = Used {
        documents: usize::try_from(count("documents")?)?,
        bytes: count("bytes")?,
        today_bytes: count("today")?,
    };
    Ok(Room::beside(used, &desk.limits))
}

/// Counts bytes to the person's day; how many it has then. The row stays locked until the transaction
/// ends, and a rollback takes them off again.
async fn add_to_day(desk: &Desk, tx: &mut Tx, person: &Person, bytes: u64) -> anyhow::Result<u64> {
    let row = sqlx::query(
        "INSERT INTO daily_uploads (owner, day, bytes) VALUES ($1, $2, $3)
         ON CONFLICT (owner, day) DO UPDATE SET bytes = daily_uploads.bytes + excluded.bytes RETURNING bytes",
    )
    .bind(&person.owner)
    .bind(desk.clock.now().norwegian_date())
    .bind(i64::try_from(bytes)?)
    .fetch_one(&mut **tx)
    .await
    .context("counting what was uploaded today")?;
    Ok(u64::try_from(row.try_get::<i64, _>("bytes")?)?)
}

const DOCUMENTS: &str = "SELECT submission_id, number, blob, content FROM documents WHERE submission_id = $1 ORDER BY position, number";

/// The documents of a submission, in order.
pub(super) async fn list(desk: &Desk, id: SubmissionId) -> anyhow::Result<Vec<Document>> {
    let rows = sqlx::query(DOCUMENTS)
        .bind(id.to_string())
        .fetch_all(desk.db.pool())
        .await
        .context("listing documents")?;
    rows.iter().map(|row| document_of(desk, row)).collect()
}

/// The same within a transaction that holds the submission's lock.
pub(super) async fn list_in(
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

/// Lets the documents of a submission give up their sealed files: what is known of them is sealed anew, under
/// a name that is no file's.
pub(super) async fn give_up_files(
    desk: &Desk,
    tx: &mut Tx,
    id: SubmissionId,
) -> anyhow::Result<()> {
    for document in list_in(desk, tx, id).await? {
        let name = without_file(&id.to_string(), document.number);
        sqlx::query(
            "UPDATE documents SET blob = NULL, ciphertext_sha256 = NULL, content = $1
             WHERE submission_id = $2 AND number = $3",
        )
        .bind(
            desk.keys
                .seal(place(&name), &serde_json::to_vec(&document.facts)?)?,
        )
        .bind(id.to_string())
        .bind(document.number)
        .execute(&mut **tx)
        .await
        .context("giving up a document's file")?;
    }
    Ok(())
}

fn document_of(desk: &Desk, row: &AnyRow) -> anyhow::Result<Document> {
    let number = row.try_get("number")?;
    let blob: Option<String> = row.try_get("blob")?;
    let sealed: String = row.try_get("content")?;
    let name = match &blob {
        Some(blob) => blob.clone(),
        None => without_file(row.try_get("submission_id")?, number),
    };
    let facts = desk.keys.open(place(&name), &sealed)?;
    Ok(Document {
        number,
        facts: serde_json::from_slice(&facts).context("documents.content")?,
        blob: blob.map(BlobKey::from_row),
    })
}

/// What a document without a sealed file is called where it is sealed.
fn without_file(submission: &str, number: i64) -> String {
    format!("{submission}/{number}")
}

const fn place(name: &str) -> Place<'_> {
    Place {
        column: "documents.content",
        row: name,
    }
}
