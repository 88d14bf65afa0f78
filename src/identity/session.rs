//! Sessions of citizens, on the server.
//!
//! The cookie is 256 random bits. A row is found by a hash of it and sealed with a key derived from
//! it: whoever steals the database has no session, and nobody but the browser can open one. The provider
//! ends one by its `sid`, of which the row holds a keyed hash.

mod end;

use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use zeroize::Zeroizing;

use super::audit::{self, Action, Detail, Event};
use super::provider::{Acr, Demand, Identity};
use crate::clock::{Clock, Instant};
use crate::crypt::{self, PortalKeys, SecretBytes};
use crate::db::Db;
use crate::i18n::Locale;
use crate::numbers::NationalId;

/// ID-porten's rule for services: half an hour without activity.
pub const IDLE: Duration = Duration::from_mins(30);
/// ID-porten's rule for services: two hours from authentication, however active.
pub const ABSOLUTE: Duration = Duration::from_hours(2);
/// A page view writes to the database only when the last one is older than this.
pub const TOUCH_AFTER: Duration = Duration::from_mins(1);

/// What is known of a person who is logged in.
#[derive(Clone, Serialize, Deserialize)]
pub struct Session {
    /// The verified `pid`.
    pub national_id: NationalId,
    /// The level of assurance that was reached.
    pub acr: Acr,
    /// When she proved who she is.
    pub authenticated_at: Instant,
    /// The provider's session id, when it gives one.
    pub sid: Option<String>,
    /// The language chosen at the provider.
    pub locale: Option<Locale>,
    /// For the provider, when she logs out.
    pub id_token: String,
}

impl Session {
    /// Whether we are as sure of her as is asked for.
    pub fn satisfies(&self, demand: Demand, now: Instant) -> bool {
        let fresh = demand
            .max_age
            .is_none_or(|max_age| self.authenticated_at.after(max_age) >= now);
        self.acr >= demand.acr && fresh
    }
}

/// A session that has not ended.
pub struct Alive {
    /// What is known of the person.
    pub session: Session,
    /// When something was last done in it.
    pub seen_at: Instant,
    /// When she proved who she is, as the row says by which it ends.
    authenticated_at: Instant,
}

impl Alive {
    /// When it ends by itself, if nothing is done.
    pub fn rests_until(&self) -> Instant {
        self.seen_at.after(IDLE).min(self.ends_at())
    }

    /// When it ends, whatever is done.
    pub fn ends_at(&self) -> Instant {
        self.authenticated_at.after(ABSOLUTE)
    }
}

impl From<Identity> for Session {
    fn from(identity: Identity) -> Self {
        Self {
            national_id: identity.national_id,
            acr: identity.acr,
            authenticated_at: identity.authenticated_at,
            sid: identity.sid,
            locale: identity.locale,
            id_token: identity.id_token,
        }
    }
}

/// What the browser holds. Everything about the session is derived from it.
#[derive(Clone)]
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

/// The sessions of one portal.
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    /// The database.
    pub db: &'a Db,
    /// For what is looked up and for the audit trail.
    pub keys: &'a PortalKeys,
    /// What time it is.
    pub clock: &'a Clock,
}

impl Sessions<'_> {
    /// Begins a session at log-in, always with a new cookie; the one the browser had ends. All of it, the
    /// audit trail's entry included, is one commit.
    pub async fn begin(
        self,
        session: &Session,
        before: Option<&Cookie>,
        detail: &Detail,
    ) -> anyhow::Result<Cookie> {
        let now = self.clock.now();
        let cookie = Cookie::random();
        let id = cookie.row_id();
        let content =
            crypt::seal_with(&cookie.key(), id.as_bytes(), &serde_json::to_vec(session)?)?;
        let sid_hash = session.sid.as_ref().map(|sid| self.sid_hash(sid));
        let mut tx = self.db.begin().await?;
        if let Some(before) = before {
            end::delete(&mut tx, &before.row_id()).await?;
        }
        sqlx::query("INSERT INTO sessions (id, content, authenticated_at, seen_at, sid_hash) VALUES ($1, $2, $3, $4, $5)")
            .bind(&id)
            .bind(content)
            .bind(session.authenticated_at.millis())
            .bind(now.millis())
            .bind(sid_hash)
            .execute(&mut *tx)
            .await
            .context("beginning a session")?;
        let event = Event {
            action: Action::LogIn,
            result: "accepted",
            person: Some(&session.national_id),
            detail,
        };
        audit::append(&mut tx, self.keys, now, event).await?;
        tx.commit().await.context("beginning a session")?;
        Ok(cookie)
    }

    /// The session of a cookie, unless it has ended; counts as activity.
    pub async fn resume(self, cookie: &Cookie) -> anyhow::Result<Option<Alive>> {
        let Some(mut alive) = self.look(cookie).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        if alive.seen_at < now.before(TOUCH_AFTER) {
            match self.touch(cookie).await {
                Ok(_) => alive.seen_at = now,
                // A disk that is full must not keep people from reading.
                Err(error) => {
                    tracing::warn!(error = format!("{error:#}"), "a session was not kept alive");
                }
            }
        }
        Ok(Some(alive))
    }

    /// The session of a cookie, unless it has ended; to ask is no activity.
    pub async fn look(self, cookie: &Cookie) -> anyhow::Result<Option<Alive>> {
        let id = cookie.row_id();
        let now = self.clock.now();
        let row = sqlx::query("SELECT content, seen_at, authenticated_at FROM sessions WHERE id = $1 AND seen_at > $2 AND authenticated_at > $3")
            .bind(&id)
            .bind(now.before(IDLE).millis())
            .bind(now.before(ABSOLUTE).millis())
            .fetch_optional(self.db.pool())
            .await
            .context("finding a session")?;
        let Some(row) = row else { return Ok(None) };
        let sealed: String = row.try_get("content")?;
        let content = crypt::open_with(&cookie.key(), id.as_bytes(), &sealed)?;
        let time = |column| row.try_get(column).map(Instant::from_millis);
        let (seen_at, authenticated_at) = (time("seen_at")?, time("authenticated_at")?);
        // A session from before an update of the portal may lack what is known today: it has ended.
        let session = serde_json::from_slice(&content).ok();
        Ok(session.map(|session| Alive {
            session,
            seen_at,
            authenticated_at,
        }))
    }

    /// Counts as activity; whether the session still is there. One that has rested too long has ended, even
    /// if its row has not been swept yet.
    pub async fn touch(self, cookie: &Cookie) -> anyhow::Result<bool> {
        let now = self.clock.now();
        let touched =
            sqlx::query("UPDATE sessions SET seen_at = $1 WHERE id = $2 AND seen_at > $3")
                .bind(now.millis())
                .bind(cookie.row_id())
                .bind(now.before(IDLE).millis())
                .execute(self.db.pool())
                .await
                .context("keeping a session alive")?;
        Ok(touched.rows_affected() > 0)
    }

    fn sid_hash(self, sid: &str) -> String {
        self.keys.lookup("sid", sid)
    }
}
