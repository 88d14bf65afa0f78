//! Rows that are written many at a time.

use sendsikkert::clock::Instant;
use sendsikkert::db::Tx;
use sendsikkert::outbox;
use sendsikkert::submission::{Desk, SubmissionId};
use sqlx::AssertSqlSafe;

/// Rows of one table, as they stand in SQL. None of our values holds a quotation mark.
pub(super) struct Rows {
    into: &'static str,
    values: Vec<String>,
}

impl Rows {
    pub(super) const fn into(into: &'static str) -> Self {
        Self {
            into,
            values: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, values: &[&dyn Value]) {
        let values: Vec<_> = values.iter().map(|value| value.sql()).collect();
        self.values.push(format!("({})", values.join(",")));
    }

    pub(super) async fn write(&mut self, tx: &mut Tx) -> anyhow::Result<()> {
        if self.values.is_empty() {
            return Ok(());
        }
        let statement = format!("INSERT INTO {} VALUES {}", self.into, self.values.join(","));
        sqlx::raw_sql(AssertSqlSafe(statement))
            .execute(&mut **tx)
            .await?;
        self.values.clear();
        Ok(())
    }
}

/// What stands in a column.
pub(super) trait Value {
    fn sql(&self) -> String;
}

impl Value for i64 {
    fn sql(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn sql(&self) -> String {
        format!("'{self}'")
    }
}

impl Value for &str {
    fn sql(&self) -> String {
        format!("'{self}'")
    }
}

impl<T: Value> Value for Option<T> {
    fn sql(&self) -> String {
        self.as_ref().map_or_else(|| "NULL".to_owned(), Value::sql)
    }
}

/// A portion of the past.
pub(super) struct Portion {
    pub(super) submissions: Rows,
    pub(super) documents: Rows,
    pub(super) entries: Rows,
    pub(super) audit: Rows,
    pub(super) receipts: Vec<(SubmissionId, Instant)>,
}

impl Portion {
    pub(super) const fn empty() -> Self {
        Self {
            submissions: Rows::into(
                "submissions (id, owner, content, reference, created_at, updated_at, documents_made, document_count, size_bytes, frozen_at, \
                 sent_at, fetched_at, acknowledged_at, returned_at, manifest_blob, manifest_sha256, arkivmelding_blob, \
                 arkivmelding_sha256, confirmation_hash, answer)",
            ),
            documents: Rows::into(
                "documents (blob, submission_id, number, content, size_bytes, created_at, ciphertext_sha256)",
            ),
            entries: Rows::into(
                "journal_entries (year, number, submission_id, reserved_at, recorded_at)",
            ),
            audit: Rows::into("audit (number, at, action, result, person, detail, hash)"),
            receipts: Vec::new(),
        }
    }

    pub(super) async fn write(&mut self, desk: &Desk) -> anyhow::Result<()> {
        let mut tx = desk.db.begin().await?;
        for rows in [
            &mut self.submissions,
            &mut self.documents,
            &mut self.entries,
            &mut self.audit,
        ] {
            rows.write(&mut tx).await?;
        }
        for (id, at) in self.receipts.drain(..) {
            outbox::enqueue(&mut tx, outbox::Kind::Receipt, &id.to_string(), at).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
