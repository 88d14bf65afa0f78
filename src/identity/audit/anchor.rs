//! Where the trail begins when its oldest entries were cut off: the number and the hash of the last one that
//! was, so that the first one that is left still has something to be held against. The anchor itself is under a
//! keyed hash: without the portal key nobody can cut off a piece and set another.

use anyhow::Context;
use serde::Serialize;
use sqlx::{Any, Executor, Row};

use crate::clock::Instant;
use crate::crypt::PortalKeys;
use crate::db::Tx;

/// The last entry that was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// Its place in the trail; zero, and no hash, when nothing was ever cut off.
    pub number: i64,
    /// Its hash.
    pub hash: String,
    /// When it was written.
    pub entry_at: Instant,
    /// When it was cut off.
    pub cut_at: Instant,
}

/// An anchor that was not set by whoever has the portal key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forged {
    /// Where it claims to stand.
    pub(super) number: i64,
}

impl Anchor {
    /// Where a trail begins that nothing was cut off from.
    pub(super) const fn none() -> Self {
        Self {
            number: 0,
            hash: String::new(),
            entry_at: Instant::from_millis(0),
            cut_at: Instant::from_millis(0),
        }
    }

    /// Where the trail begins now.
    pub(super) async fn read(
        db: impl Executor<'_, Database = Any>,
        keys: &PortalKeys,
    ) -> anyhow::Result<Result<Self, Forged>> {
        let row = sqlx::query(
            "SELECT number, hash, entry_at, cut_at, seal FROM audit_anchor WHERE id = 1",
        )
        .fetch_optional(db)
        .await
        .context("reading where the audit trail begins")?;
        let Some(row) = row else {
            return Ok(Ok(Self::none()));
        };
        let anchor = Self {
            number: row.try_get("number")?,
            hash: row.try_get("hash")?,
            entry_at: Instant::from_millis(row.try_get("entry_at")?),
            cut_at: Instant::from_millis(row.try_get("cut_at")?),
        };
        let is_ours = row.try_get::<String, _>("seal")? == anchor.seal(keys)?;
        Ok(if is_ours {
            Ok(anchor)
        } else {
            Err(Forged {
                number: anchor.number,
            })
        })
    }

    /// Sets it, within the transaction that cuts.
    pub(super) async fn set(&self, tx: &mut Tx, keys: &PortalKeys) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO audit_anchor (id, number, hash, entry_at, cut_at, seal) VALUES (1, $1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash,
                 entry_at = excluded.entry_at, cut_at = excluded.cut_at, seal = excluded.seal",
        )
        .bind(self.number)
        .bind(&self.hash)
        .bind(self.entry_at.millis())
        .bind(self.cut_at.millis())
        .bind(self.seal(keys)?)
        .execute(&mut **tx)
        .await
        .context("setting where the audit trail begins")?;
        Ok(())
    }

    fn seal(&self, keys: &PortalKeys) -> anyhow::Result<String> {
        Ok(keys.lookup("audit-anchor", &serde_json::to_string(self)?))
    }
}
