//! How sessions end: by their person, by the provider, by themselves.

use anyhow::Context;

use super::{Cookie, IDLE, Session, Sessions};
use crate::db::Tx;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::identity::provider::{LogoutToken, REMEMBER_TOKENS};

impl Sessions<'_> {
    /// Ends a session at its person's wish; one that has ended already is fine.
    pub async fn end(
        self,
        cookie: &Cookie,
        session: Option<&Session>,
        address: Option<String>,
    ) -> anyhow::Result<()> {
        let mut tx = self.db.begin().await?;
        delete(&mut tx, &cookie.row_id()).await?;
        if let Some(session) = session {
            let detail = Detail {
                address,
                sid: session.sid.clone(),
                ..Detail::default()
            };
            let event = Event {
                action: Action::LogOut,
                result: "by-person",
                person: Some(&session.national_id),
                detail: &detail,
            };
            audit::append(&mut tx, self.keys, self.clock.now(), event).await?;
        }
        tx.commit().await.context("ending a session")
    }

    /// Ends what the provider says has ended, told through the browser.
    pub async fn end_by_sid(self, sid: &str) -> anyhow::Result<()> {
        let mut tx = self.db.begin().await?;
        self.delete_by_sid(&mut tx, sid, "front-channel").await?;
        tx.commit().await.context("ending sessions")
    }

    /// The same, told directly; whether the token is used for the first time, as it must be.
    pub async fn end_by_token(self, token: &LogoutToken) -> anyhow::Result<bool> {
        let mut tx = self.db.begin().await?;
        let first = sqlx::query(
            "INSERT INTO logout_tokens (id, forget_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        )
        .bind(self.keys.lookup("logout-token", &token.jti))
        .bind(self.clock.now().after(REMEMBER_TOKENS).millis())
        .execute(&mut *tx)
        .await
        .context("remembering a logout token")?;
        if first.rows_affected() == 0 {
            return Ok(false);
        }
        self.delete_by_sid(&mut tx, &token.sid, "back-channel")
            .await?;
        tx.commit().await.context("ending sessions")?;
        Ok(true)
    }

    async fn delete_by_sid(
        self,
        tx: &mut Tx,
        sid: &str,
        channel: &'static str,
    ) -> anyhow::Result<()> {
        let ended = sqlx::query("DELETE FROM sessions WHERE sid_hash = $1")
            .bind(self.sid_hash(sid))
            .execute(&mut **tx)
            .await
            .context("ending sessions")?
            .rows_affected();
        // Nobody's session is nobody's business, and must not fill the trail.
        if ended > 0 {
            let detail = Detail {
                sid: Some(sid.to_owned()),
                ..Detail::default()
            };
            let event = Event {
                action: Action::LogOut,
                result: channel,
                person: None,
                detail: &detail,
            };
            audit::append(tx, self.keys, self.clock.now(), event).await?;
        }
        Ok(())
    }

    /// Deletes the rows of sessions that have ended by themselves, and ids of tokens nobody would accept.
    pub async fn sweep(self) -> anyhow::Result<u64> {
        let now = self.clock.now();
        // One that is past its two hours has ended, but an upload may still hang on it.
        let swept = sqlx::query("DELETE FROM sessions WHERE seen_at <= $1")
            .bind(now.before(IDLE).millis())
            .execute(self.db.pool())
            .await
            .context("sweeping sessions")?;
        sqlx::query("DELETE FROM logout_tokens WHERE forget_at <= $1")
            .bind(now.millis())
            .execute(self.db.pool())
            .await
            .context("sweeping logout tokens")?;
        Ok(swept.rows_affected())
    }
}

pub(super) async fn delete(tx: &mut Tx, id: &str) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE id = $1")
        .bind(id)
        .execute(&mut **tx)
        .await
        .context("ending a session")?;
    Ok(())
}
