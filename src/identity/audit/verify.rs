//! Reads the audit trail, and holds every entry against the one before it.

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Detail, Link, head, place};
use crate::clock::Instant;
use crate::crypt::PortalKeys;
use crate::db::Db;

/// How many entries are read at a time.
const PAGE: i64 = 500;

/// An entry that was read and found whole.
#[derive(Debug)]
pub struct Entry {
    /// Its place in the trail, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What was done.
    pub action: String,
    /// What came of it.
    pub result: String,
    /// Keyed hash of the person; empty when nobody is known.
    pub person: String,
    /// The rest.
    pub detail: Detail,
}

/// What the chain turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Whole, with that many entries, up to that hash.
    Whole {
        /// How many.
        entries: i64,
        /// The last one's hash.
        hash: String,
    },
    /// Changed, removed or inserted by somebody without the portal key.
    BrokenAt(i64),
}

/// The lowest and the highest number in the table; one and none, when it is empty.
async fn ends(db: &Db) -> anyhow::Result<(i64, i64)> {
    let row = sqlx::query(
        "SELECT COALESCE(MIN(number), 1) AS lowest, COALESCE(MAX(number), 0) AS highest FROM audit",
    )
    .fetch_one(db.pool())
    .await
    .context("reading the audit trail")?;
    Ok((row.try_get("lowest")?, row.try_get("highest")?))
}

/// Reads the whole trail, holds every entry against the one before it, and shows it to `see`.
pub async fn verify(
    db: &Db,
    keys: &PortalKeys,
    mut see: impl FnMut(&Entry),
) -> anyhow::Result<Verdict> {
    // Read first: what is added meanwhile is not part of what is verified.
    let (entries, last) = head(db).await?;
    let mut hash = String::new();
    let mut verified = 0;
    while verified < entries {
        let rows = sqlx::query(
            "SELECT number, at, action, result, person, detail, hash FROM audit WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3",
        )
        .bind(verified)
        .bind(entries)
        .bind(PAGE)
        .fetch_all(db.pool())
        .await
        .context("reading the audit trail")?;
        if rows.is_empty() {
            return Ok(Verdict::BrokenAt(verified + 1));
        }
        for row in rows {
            verified += 1;
            match whole(&row, keys, &hash, verified)? {
                Some((entry, own)) => {
                    see(&entry);
                    hash = own;
                }
                None => return Ok(Verdict::BrokenAt(verified)),
            }
        }
    }
    // What stands above the end was put there, or the end was put back. (Read in this order, an entry that
    // is being added is never above.)
    let (lowest, highest) = ends(db).await?;
    if lowest < 1 || highest > head(db).await?.0 {
        return Ok(Verdict::BrokenAt(if lowest < 1 { lowest } else { highest }));
    }
    Ok(if hash == last {
        Verdict::Whole { entries, hash }
    } else {
        Verdict::BrokenAt(entries)
    })
}

/// The entry of a row and its hash, if both are what they must be.
fn whole(
    row: &AnyRow,
    keys: &PortalKeys,
    before: &str,
    expected: i64,
) -> anyhow::Result<Option<(Entry, String)>> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let [action, result, person, detail, hash] = [
        text("action")?,
        text("result")?,
        text("person")?,
        text("detail")?,
        text("hash")?,
    ];
    let link = Link {
        number: row.try_get("number")?,
        at: row.try_get("at")?,
        action: &action,
        result: &result,
        person: &person,
        detail: &detail,
    };
    if link.number != expected || link.hash(keys, before)? != hash {
        return Ok(None);
    }
    let (number, at) = (link.number, Instant::from_millis(link.at));
    let opened = keys.open(place(&number.to_string()), &detail)?;
    let entry = Entry {
        number,
        at,
        action,
        result,
        person,
        detail: serde_json::from_slice(&opened).context("audit.detail")?,
    };
    Ok(Some((entry, hash)))
}
