//! Sessions of citizens, on the server.
//!
//! The cookie is 256 random bits. A row is found by a hash of it and sealed with a key derived from
//! it: whoever steals the database has no session, and nobody but the browser can open one.

use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use zeroize::Zeroizing;

use crate::clock::{Clock, Instant};
use crate::crypt::{self, SecretBytes};
use crate::db::Db;
use crate::i18n::Locale;
use crate::numbers::NationalId;

/// ID-porten's rule for services: half an hour without activity.
pub const IDLE: Duration = Duration::from_mins(30);
/// ID-porten's rule for services: two hours from authentication, however active.
pub const ABSOLUTE: Duration = Duration::from_hours(2);
/// A page view writes to the database only when the last one is older than this.
const TOUCH_AFTER: Duration = Duration::from_mins(1);

/// What is known of a person who is logged in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// The verified `pid`.
    pub national_id: NationalId,
    /// The level of assurance that was reached.
    pub acr: String,
    /// The provider's session id, when it gives one.
    pub sid: Option<String>,
    /// The language chosen at ID-porten.
    pub locale: Option<Locale>,
}

/// What the browser holds. Everything about the session is derived from it.
pub struct Cookie(SecretBytes);

impl Cookie {
    /// A new one.
    pub fn random() -> Self {
        Self(crypt::random_bytes())
    }

    /// Reads a cookie's value.
    pub fn parse(value: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(value).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The cookie's value.
    pub fn value(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_slice())
    }

    /// What every form of the session carries, so that no other site can send one.
    pub fn csrf_token(&self) -> String {
        URL_SAFE_NO_PAD.encode(crypt::derive(&self.0, "csrf").as_slice())
    }

    fn row_id(&self) -> String {
        crypt::hex(crypt::derive(&self.0, "row").as_slice())
    }

    fn key(&self) -> SecretBytes {
        crypt::derive(&self.0, "content")
    }
}

/// Begins a session at log-in, always with a new cookie.
pub async fn begin(
    db: &Db,
    session: &Session,
    authenticated_at: Instant,
    now: Instant,
) -> anyhow::Result<Cookie> {
    let cookie = Cookie::random();
    let id = cookie.row_id();
    let content = crypt::seal_with(&cookie.key(), id.as_bytes(), &serde_json::to_vec(session)?)?;
    sqlx::query("INSERT INTO sessions (id, content, authenticated_at, seen_at, sid_hash) VALUES ($1, $2, $3, $4, $5)")
        .bind(&id)
        .bind(content)
        .bind(authenticated_at.millis())
        .bind(now.millis())
        .bind(session.sid.as_ref().map(|sid| crypt::sha256_hex(sid.as_bytes())))
        .execute(db.pool())
        .await
        .context("beginning a session")?;
    Ok(cookie)
}

/// The session of a cookie, unless it has ended; counts as activity.
pub async fn resume(db: &Db, clock: &Clock, cookie: &Cookie) -> anyhow::Result<Option<Session>> {
    let id = cookie.row_id();
    let now = clock.now();
    let row = sqlx::query("SELECT content, seen_at FROM sessions WHERE id = $1 AND seen_at > $2 AND authenticated_at > $3")
        .bind(&id)
        .bind(now.before(IDLE).millis())
        .bind(now.before(ABSOLUTE).millis())
        .fetch_optional(db.pool())
        .await
        .context("finding a session")?;
    let Some(row) = row else { return Ok(None) };
    let sealed: String = row.try_get("content")?;
    let content = crypt::open_with(&cookie.key(), id.as_bytes(), &sealed)?;
    if row.try_get::<i64, _>("seen_at")? < now.before(TOUCH_AFTER).millis() {
        // A disk that is full must not keep people from reading.
        if let Err(error) = touch(db, &id, now).await {
            tracing::warn!(error = format!("{error:#}"), "a session was not kept alive");
        }
    }
    Ok(Some(
        serde_json::from_slice(&content).context("sessions.content")?,
    ))
}

async fn touch(db: &Db, id: &str, now: Instant) -> anyhow::Result<()> {
    sqlx::query("UPDATE sessions SET seen_at = $1 WHERE id = $2")
        .bind(now.millis())
        .bind(id)
        .execute(db.pool())
        .await
        .context("keeping a session alive")?;
    Ok(())
}

/// Ends a session; one that has ended already is fine.
pub async fn end(db: &Db, cookie: &Cookie) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE id = $1")
        .bind(cookie.row_id())
        .execute(db.pool())
        .await
        .context("ending a session")?;
    Ok(())
}

/// Deletes the rows of sessions that have ended by themselves.
pub async fn sweep(db: &Db, clock: &Clock) -> anyhow::Result<u64> {
    let now = clock.now();
    let swept = sqlx::query("DELETE FROM sessions WHERE seen_at <= $1 OR authenticated_at <= $2")
        .bind(now.before(IDLE).millis())
        .bind(now.before(ABSOLUTE).millis())
        .execute(db.pool())
        .await
        .context("sweeping sessions")?;
    Ok(swept.rows_affected())
}
