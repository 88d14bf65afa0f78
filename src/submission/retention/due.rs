//! What a clock has come round to: submissions, the oldest first, a page at a time.

use anyhow::Context;
use sqlx::Row;

use crate::clock::Instant;
use crate::submission::{Desk, SubmissionId};

/// How many are looked up at a time.
const PAGE: i64 = 100;

/// Goes through what is due. What can't be done is passed over, and met again by the next sweep.
pub(super) struct Due<'a> {
    desk: &'a Desk,
    statement: &'static str,
    by: Instant,
    last: (i64, String),
    page: std::vec::IntoIter<SubmissionId>,
    done: u64,
}

impl<'a> Due<'a> {
    /// What a statement finds due by then. It takes that time, the time and id that the page before ended
    /// with, and the length of a page; and it finds `id` and `due_at`, in the order of both.
    pub(super) fn by(desk: &'a Desk, statement: &'static str, by: Instant) -> Self {
        Self {
            desk,
            statement,
            by,
            last: (i64::MIN, String::new()),
            page: Vec::new().into_iter(),
            done: 0,
        }
    }

    /// The next one, if there is any.
    pub(super) async fn next(&mut self) -> anyhow::Result<Option<SubmissionId>> {
        if self.page.as_slice().is_empty() {
            self.page = self.next_page().await?.into_iter();
        }
        Ok(self.page.next())
    }

    /// The next ones; none at the end, and when the program is asked to stop.
    async fn next_page(&mut self) -> anyhow::Result<Vec<SubmissionId>> {
        if self.desk.tasks.is_stopping() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(self.statement)
            .bind(self.by.millis())
            .bind(self.last.0)
            .bind(&self.last.1)
            .bind(PAGE)
            .fetch_all(self.desk.db.pool())
            .await
            .context("looking for what is due")?;
        let mut page = Vec::with_capacity(rows.len());
        for row in rows {
            self.last = (row.try_get("due_at")?, row.try_get("id")?);
            page.push(self.last.1.parse().context("submissions.id")?);
        }
        Ok(page)
    }

    /// What came of one: whether it was done, or was not due any more.
    pub(super) fn note(&mut self, id: SubmissionId, came: anyhow::Result<bool>) {
        match came {
            Ok(true) => self.done += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(
                submission.id = %id,
                error = format!("{error:#}"),
                "what is due could not be done; it will be tried again"
            ),
        }
    }

    /// How many were done.
    pub(super) fn done(&self) -> u64 {
        self.done
    }
}
