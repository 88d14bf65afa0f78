//! Tokens of our own for the archive's API: shown once when they are made, kept as a hash.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, ensure};
use sqlx::Row;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::Scopes;
use crate::clock::{Clock, Instant};
use crate::crypt;
use crate::db::Db;

/// What a token begins with, so that a leaked one is recognised for what it is.
const PREFIX: &str = "sst_";
/// How long a token is good for unless something else is asked for.
pub const LIFETIME: Duration = Duration::from_hours(365 * 24);
/// No token is good for longer: three years, one of which may be a leap year.
const LONGEST: Duration = Duration::from_hours((3 * 365 + 1) * 24);
/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

/// A token that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Whom it is for.
    pub name: &'a str,
    /// What it lets them do.
    pub scopes: Scopes,
    /// From when on it is no longer good.
    pub expires_at: Instant,
}

impl<'a> Order<'a> {
    /// A token that lets somebody do everything for a year.
    pub fn for_a_year(name: &'a str, clock: &Clock) -> Self {
        Self {
            name,
            scopes: Scopes::ALL,
            expires_at: clock.now().after(LIFETIME),
        }
    }

    fn check(&self, now: Instant) -> anyhow::Result<()> {
        let length = self.name.chars().count();
        ensure!(
            (1..=LONGEST_NAME).contains(&length)
                && self.name.trim() == self.name
                && !self.name.chars().any(char::is_control),
            "a token's name has 1 to {LONGEST_NAME} characters, and no spaces around them"
        );
        ensure!(
            self.scopes != Scopes::default(),
            "a token needs a scope: read, write or both"
        );
        ensure!(
            self.expires_at > now,
            "the token would expire before it is made; name a day to come"
        );
        ensure!(
            self.expires_at <= now.after(LONGEST),
            "a token is good for three years at most; make a new one in time"
        );
        Ok(())
    }
}

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It lets its holder in.
    InForce,
    /// Its time is over.
    Expired,
    /// It has been taken back.
    Revoked,
}

/// What is known of a token.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its id, which is no secret.
    pub id: String,
    /// Whom it was made for.
    pub name: String,
    /// What it lets them do.
    pub scopes: Scopes,
    /// When it was made.
    pub created_at: Instant,
    /// From when on it is no longer good; tokens from before there was such a time have none.
    pub expires_at: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// The last day it was used on, in Norway, `2026-11-21`.
    pub last_used_on: Option<String>,
}

impl Token {
    /// How it stands at a time.
    pub fn standing(&self, now: Instant) -> Standing {
        if self.revoked_at.is_some() {
            Standing::Revoked
        } else if self.expires_at.is_some_and(|at| now >= at) {
            Standing::Expired
        } else {
            Standing::InForce
        }
    }

    fn read(row: &AnyRow) -> anyhow::Result<Self> {
        let time = |name: &str| {
            let millis: Option<i64> = row.try_get(name)?;
            anyhow::Ok(millis.map(Instant::from_millis))
        };
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            scopes: Scopes::from_str(row.try_get("scopes")?).context("archive_tokens.scopes")?,
            created_at: Instant::from_millis(row.try_get("created_at")?),
            expires_at: time("expires_at")?,
            revoked_at: time("revoked_at")?,
            last_used_on: row.try_get("last_used_on")?,
        })
    }
}

/// Whether a token is made as ours are.
pub fn is_ours(presented: &str) -> bool {
    presented.starts_with(PREFIX)
}

/// Makes a token and returns it. It can't be shown again. Fails when somebody has one of that name that is
/// in force.
pub async fn create(db: &Db, clock: &Clock, order: &Order<'_>) -> anyhow::Result<String> {
    let now = clock.now();
    order.check(now)?;
    let mut tx = db.begin().await?;
    let in_force = sqlx::query(
        "SELECT COUNT(*) AS many FROM archive_tokens WHERE name = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
    )
    .bind(order.name)
    .bind(now.millis())
    .fetch_one(&mut *tx)
    .await
    .context("looking for a token of that name")?;
    ensure!(
        in_force.try_get::<i64, _>("many")? == 0,
        "there is a token named {} already: revoke it first (sendsikkert token revoke), or choose another name",
        order.name
    );
    // 256 random bits need no slow hash: there is nothing to guess.
    let token = format!("{PREFIX}{}", crypt::random_token());
    sqlx::query("INSERT INTO archive_tokens (id, name, hash, created_at, scopes, expires_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::new_v4().to_string())
        .bind(order.name)
        .bind(crypt::sha256_hex(token.as_bytes()))
        .bind(now.millis())
        .bind(order.scopes.to_string())
        .bind(order.expires_at.millis())
        .execute(&mut *tx)
        .await
        .context("keeping an archive token")?;
    tx.commit().await.context("keeping an archive token")?;
    Ok(token)
}

/// What is known of a token that somebody shows, if it is one of ours.
pub async fn find(db: &Db, presented: &str) -> anyhow::Result<Option<Token>> {
    let row = sqlx::query("SELECT id, name, scopes, created_at, expires_at, revoked_at, last_used_on FROM archive_tokens WHERE hash = $1")
        .bind(crypt::sha256_hex(presented.as_bytes()))
        .fetch_optional(db.pool())
        .await
        .context("looking up an archive token")?;
    row.as_ref().map(Token::read).transpose()
}

/// Remembers the day on which a token is used.
pub async fn used(db: &Db, token: &Token, now: Instant) -> anyhow::Result<()> {
    let today = now.norwegian_date();
    if token.last_used_on.as_deref() == Some(&today) {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE archive_tokens SET last_used_on = $1 WHERE id = $2")
        .bind(today)
        .bind(&token.id)
        .execute(&mut *tx)
        .await
        .context("remembering an archive token's use")?;
    tx.commit()
        .await
        .context("remembering an archive token's use")?;
    Ok(())
}

/// Every token there ever was, in the order in which they were made.
pub async fn list(db: &Db) -> anyhow::Result<Vec<Token>> {
    let rows = sqlx::query("SELECT id, name, scopes, created_at, expires_at, revoked_at, last_used_on FROM archive_tokens ORDER BY created_at, id")
        .fetch_all(db.pool())
        .await
        .context("listing the archive tokens")?;
    rows.iter().map(Token::read).collect()
}

/// Takes back the token of that id, or every token of that name, and says how many that were. It is refused
/// from the next request on.
pub async fn revoke(db: &Db, clock: &Clock, id_or_name: &str) -> anyhow::Result<u64> {
    let mut tx = db.begin().await?;
    let revoked = sqlx::query("UPDATE archive_tokens SET revoked_at = $1 WHERE revoked_at IS NULL AND (id = $2 OR name = $3)")
        .bind(clock.now().millis())
        .bind(id_or_name)
        .bind(id_or_name)
        .execute(&mut *tx)
        .await
        .context("revoking an archive token")?;
    tx.commit().await.context("revoking an archive token")?;
    Ok(revoked.rows_affected())
}
