//! Cuts off the oldest entries, so that it is not known for ever who came in years ago.

use anyhow::{Context, bail};
use sqlx::Row;

use super::anchor::Anchor;
use super::verify::{ENTRIES, PAGE, whole};
use crate::clock::{Clock, Instant};
use crate::crypt::PortalKeys;
use crate::db::{Db, Tx};

/// Cuts off the entries from before an instant, from the beginning to the first one that is younger; how many
/// there were. A portion at a time, each in a transaction of its own; and nothing that is not whole: cutting it
/// off would hide that somebody was there.
pub async fn cut(
    db: &Db,
    keys: &PortalKeys,
    clock: &Clock,
    before: Instant,
) -> anyhow::Result<u64> {
    let mut cut = 0;
    while begins_before(db, before).await? {
        let portion = cut_portion(db, keys, clock, before).await?;
        if portion == 0 {
            break;
        }
        cut += portion;
    }
    Ok(cut)
}

/// Whether there is anything to cut off; asked without anybody's lock.
async fn begins_before(db: &Db, instant: Instant) -> anyhow::Result<bool> {
    let first = sqlx::query("SELECT at FROM audit ORDER BY number LIMIT 1")
        .fetch_optional(db.pool())
        .await
        .context("reading the beginning of the audit trail")?;
    let at: Option<i64> = first.map(|row| row.try_get("at")).transpose()?;
    Ok(at.is_some_and(|at| at < instant.millis()))
}

async fn cut_portion(
    db: &Db,
    keys: &PortalKeys,
    clock: &Clock,
    before: Instant,
) -> anyhow::Result<u64> {
    let mut tx = db.begin().await?;
    // Who cuts takes turns with who adds, and with another node that cuts.
    sqlx::query("UPDATE audit_head SET number = number WHERE id = 1")
        .execute(&mut *tx)
        .await
        .context("taking a turn at the audit trail")?;
    let Some((begins, last)) = portion(&mut tx, keys, before).await? else {
        return Ok(0);
    };
    let anchor = Anchor {
        cut_at: clock.now(),
        ..last
    };
    anchor.set(&mut tx, keys).await?;
    // What somebody has put below stays there to be found.
    let deleted = sqlx::query("DELETE FROM audit WHERE number > $1 AND number <= $2")
        .bind(begins)
        .bind(anchor.number)
        .execute(&mut *tx)
        .await
        .context("cutting the audit trail")?;
    tx.commit().await.context("cutting the audit trail")?;
    Ok(deleted.rows_affected())
}

/// The number before the next portion and the last entry of it, if there is one to be cut off.
async fn portion(
    tx: &mut Tx,
    keys: &PortalKeys,
    before: Instant,
) -> anyhow::Result<Option<(i64, Anchor)>> {
    let Ok(begins) = Anchor::read(&mut **tx, keys).await? else {
        bail!("where the audit trail begins was not set by this portal; nothing is cut off");
    };
    let rows = sqlx::query(ENTRIES)
        .bind(begins.number)
        .bind(i64::MAX)
        .bind(PAGE)
        .fetch_all(&mut **tx)
        .await
        .context("reading the audit trail")?;
    let first = begins.number;
    let mut last = begins;
    for row in rows {
        let number = last.number + 1;
        let Some((entry, hash)) = whole(&row, keys, &last.hash, number)? else {
            bail!("the audit trail is broken at entry {number}; nothing from there on is cut off");
        };
        if entry.at >= before {
            break;
        }
        last = Anchor {
            number,
            hash,
            entry_at: entry.at,
            ..last
        };
    }
    Ok((last.number > first).then_some((first, last)))
}
