//! Reads the audit trail, and holds every entry against the one before it.

use anyhow::Context;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::anchor::Anchor;
use super::{Detail, Link, head, place};
use crate::clock::Instant;
use crate::crypt::PortalKeys;
use crate::db::Db;

/// How many entries are read at a time.
pub(super) const PAGE: i64 = 500;

/// The entries after a number, up to another one, a page of them.
pub(super) const ENTRIES: &str =
    "SELECT number, at, action, result, person, detail, hash FROM audit
     WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3";

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
    /// Whole, with that many entries, those that were cut off among them, up to that hash.
    Whole {
        /// How many.
        entries: i64,
        /// The last one's hash.
        hash: String,
        /// The last of those that were cut off, if any were.
        cut: Option<Anchor>,
    },
    /// Changed, removed or inserted by somebody without the portal key.
    BrokenAt(i64),
}

/// The lowest and the highest number in the table; as high and as low as can be, when it is empty.
async fn ends(db: &Db) -> anyhow::Result<(i64, i64)> {
    let row = sqlx::query("SELECT MIN(number) AS lowest, MAX(number) AS highest FROM audit")
        .fetch_one(db.pool())
        .await
        .context("reading the audit trail")?;
    let (lowest, highest): (Option<i64>, Option<i64>) =
        (row.try_get("lowest")?, row.try_get("highest")?);
    Ok((lowest.unwrap_or(i64::MAX), highest.unwrap_or(i64::MIN)))
}

/// Reads the whole trail, holds every entry against the one before it, and shows it to `see`.
pub async fn verify(
    db: &Db,
    keys: &PortalKeys,
    mut see: impl FnMut(&Entry),
) -> anyhow::Result<Verdict> {
    let mut shown = 0;
    loop {
        // Read first: what is added meanwhile is not part of what is verified.
        let end = head(db).await?;
        let anchor = match Anchor::read(db.pool(), keys).await? {
            Ok(anchor) => anchor,
            Err(forged) => return Ok(Verdict::BrokenAt(forged.number)),
        };
        let begins = anchor.number;
        let verdict = verify_between(db, keys, (anchor, end), |entry| {
            if entry.number > shown {
                shown = entry.number;
                see(entry);
            }
        });
        let verdict = verdict.await?;
        let is_whole = matches!(verdict, Verdict::Whole { .. });
        // What was cut off meanwhile is not missing.
        if is_whole
            || Anchor::read(db.pool(), keys)
                .await?
                .is_ok_and(|now| now.number == begins)
        {
            return Ok(verdict);
        }
    }
}

async fn verify_between(
    db: &Db,
    keys: &PortalKeys,
    (anchor, (entries, last)): (Anchor, (i64, String)),
    mut see: impl FnMut(&Entry),
) -> anyhow::Result<Verdict> {
    let mut hash = anchor.hash.clone();
    let mut verified = anchor.number;
    while verified < entries {
        let rows = sqlx::query(ENTRIES)
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
    // What stands above the end was put there, or the end was put back; so was what stands where entries were
    // cut off. (Read in this order, an entry that is being added is never above.)
    let (lowest, highest) = ends(db).await?;
    if lowest <= anchor.number || highest > head(db).await?.0 {
        let below = lowest <= anchor.number;
        return Ok(Verdict::BrokenAt(if below { lowest } else { highest }));
    }
    Ok(if hash == last && verified == entries {
        let cut = (anchor.number > 0).then_some(anchor);
        Verdict::Whole { entries, hash, cut }
    } else {
        Verdict::BrokenAt(entries)
    })
}

/// The entry of a row and its hash, if both are what they must be.
pub(super) fn whole(
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
