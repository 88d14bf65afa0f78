//! What the archive is shown of what was sent, a page at a time.
//!
//! Listed by state, never by "newer than": two submissions may commit in another order than their times
//! tell, and who remembered a cursor from yesterday would miss one. So a cursor continues one round
//! through a list, each round begins without it, and what waits stays in the list until it is answered.

use std::fmt;
use std::str::FromStr;

use anyhow::Context;
use serde::Serialize;
use sqlx::Row;
use utoipa::ToSchema;

use super::{Answered, Consignment, consignment_of, select};
use crate::submission::{Desk, SubmissionId};

/// A part of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page {
    /// In the order of the list.
    pub submissions: Vec<Consignment>,
    /// Where the next page begins; none when this is the last one.
    #[schema(value_type = Option<String>, required)]
    pub next: Option<Cursor>,
}

/// Where a page ended: the time that the list is ordered by, in milliseconds since 1970-01-01T00:00:00Z,
/// and the id. As text `1795266000000_0b9d1b2ac93f4d3d9b0a3c4f6f3a7c55`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    millis: i64,
    id: SubmissionId,
}

/// A text that is no cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}_{}",
            self.millis,
            self.id.to_string().replace('-', "")
        )
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (millis, id) = text.split_once('_').ok_or(NotACursor)?;
        let is_number =
            (1..=15).contains(&millis.len()) && millis.bytes().all(|byte| byte.is_ascii_digit());
        let is_id = id.len() == 32
            && id
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match (millis.parse(), id.parse()) {
            (Ok(millis), Ok(id)) if is_number && is_id => Ok(Self { millis, id }),
            _ => Err(NotACursor),
        }
    }
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Sent submissions in one state: those that wait in the order in which they were sent, the others in the order
/// in which they were answered or withdrawn.
pub async fn list(
    desk: &Desk,
    state: Answered,
    after: Option<Cursor>,
    limit: u8,
) -> anyhow::Result<Page> {
    // Each of these is read from an index of its own, from where the page begins.
    let (statement, ordered_by) = match state {
        Answered::Waiting => (
            select!(
                "s.acknowledged_at IS NULL AND s.returned_at IS NULL AND s.withdrawn_at IS NULL
                 AND (s.sent_at, s.id) > ($1, $2) ORDER BY s.sent_at, s.id LIMIT $3"
            ),
            "sent_at",
        ),
        Answered::Acknowledged => (
            select!(
                "s.acknowledged_at IS NOT NULL AND (s.acknowledged_at, s.id) > ($1, $2)
                 ORDER BY s.acknowledged_at, s.id LIMIT $3"
            ),
            "acknowledged_at",
        ),
        Answered::Returned => (
            select!(
                "s.returned_at IS NOT NULL AND (s.returned_at, s.id) > ($1, $2)
                 ORDER BY s.returned_at, s.id LIMIT $3"
            ),
            "returned_at",
        ),
        Answered::Withdrawn => (
            select!(
                "s.withdrawn_at IS NOT NULL AND (s.withdrawn_at, s.id) > ($1, $2)
                 ORDER BY s.withdrawn_at, s.id LIMIT $3"
            ),
            "withdrawn_at",
        ),
    };
    let (millis, id) = after.map_or((-1, String::new()), |cursor| {
        (cursor.millis, cursor.id.to_string())
    });
    let wanted = usize::from(limit);
    let mut rows = sqlx::query(statement)
        .bind(millis)
        .bind(id)
        // One more, to know whether it is the last page.
        .bind(i64::from(limit) + 1)
        .fetch_all(desk.db.pool())
        .await
        .context("listing for the archive")?;
    let is_last = rows.len() <= wanted;
    rows.truncate(wanted);
    let submissions: Vec<_> = rows
        .iter()
        .map(consignment_of)
        .collect::<anyhow::Result<_>>()?;
    let next = match (rows.last(), submissions.last()) {
        (Some(row), Some(last)) if !is_last => Some(Cursor {
            millis: row.try_get(ordered_by)?,
            id: last.id,
        }),
        _ => None,
    };
    Ok(Page { submissions, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let cursor = Cursor {
            millis: 1_795_266_000_000,
            id: SubmissionId::new(),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        let id = "0b9d1b2ac93f4d3d9b0a3c4f6f3a7c55";
        for text in [
            "",
            "_",
            id,
            &format!("-1_{id}"),
            &format!("+1_{id}"),
            &format!("1_{}", id.to_uppercase()),
            &format!("1_{{{id}}}"),
            &format!("1234567890123456_{id}"),
            "1_0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(NotACursor), "{text}");
        }
    }
}
