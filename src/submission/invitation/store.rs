//! Invitations as they lie in the database: found by their link or their id, counted, forgotten.

use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::link::LinkToken;
use super::{Invitation, InvitationId, LetterKey, Recipient};
use crate::clock::Instant;
use crate::crypt::{Place, PortalKeys};
use crate::db::Tx;
use crate::submission::{CaseNumber, Desk};

/// How long an invitation is remembered when it can't be used any more: for as long, the archive can ask what came of it.
pub const REMEMBERED_DAYS: u32 = 90;
const REMEMBERED: Duration = Duration::from_hours(REMEMBERED_DAYS as u64 * 24);

/// Everything that is known of an invitation, for the archive.
#[derive(Clone, Debug)]
pub struct Registered {
    /// As its recipient meets it.
    pub invitation: Invitation,
    /// What stands in its link.
    pub token: LinkToken,
    /// When it was registered.
    pub created_at: Instant,
    /// How many replies were sent, those that were withdrawn later among them.
    pub replies: i64,
    /// When the last one was.
    pub last_reply_at: Option<Instant>,
}

/// What is sealed of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) recipient: Recipient,
    pub(super) title: String,
    pub(super) case_number: Option<CaseNumber>,
    pub(super) journal_number: Option<String>,
    pub(super) letter: LetterKey,
    pub(super) token: LinkToken,
}

/// From when to when an invitation is good, unless it is revoked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) begins: Instant,
    pub(super) ends: Instant,
    pub(super) revoked: Option<Instant>,
}

impl Kept {
    pub(super) fn seal(&self, keys: &PortalKeys, id: InvitationId) -> anyhow::Result<String> {
        keys.seal(place(&id.to_string()), &serde_json::to_vec(self)?)
    }

    /// The invitation that it is part of, with no replies.
    pub(super) fn registered(self, id: InvitationId, term: Term) -> Registered {
        Registered {
            invitation: Invitation {
                id,
                recipient: self.recipient,
                title: self.title,
                case_number: self.case_number,
                journal_number: self.journal_number,
                letter: self.letter,
                expires_at: term.ends,
                revoked_at: term.revoked,
            },
            token: self.token,
            created_at: term.begins,
            replies: 0,
            last_reply_at: None,
        }
    }

    fn open(keys: &PortalKeys, id: &str, sealed: &str) -> anyhow::Result<Self> {
        let kept = keys.open(place(id), sealed)?;
        serde_json::from_slice(&kept).context("invitations.content")
    }
}

const fn place(id: &str) -> Place<'_> {
    Place {
        column: "invitations.content",
        row: id,
    }
}

/// Every column that is read of an invitation that some condition holds for.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, content, created_at, expires_at, revoked_at, replies, last_reply_at
             FROM invitations WHERE ",
            $condition
        )
    };
}

/// The invitation of a link, if there is one and it is open. The same work is done whatever the link is, so that the
/// time it takes tells nobody whether there is such a letter.
pub async fn of_link(desk: &Desk, token: &str) -> anyhow::Result<Option<Invitation>> {
    // What can't stand in any link is looked up as one that stands in none.
    let token: LinkToken = token.parse().unwrap_or_else(|_misread| LinkToken::random());
    let row = sqlx::query(select!("token_hash = $1"))
        .bind(token.hash(&desk.keys))
        .fetch_optional(desk.db.pool())
        .await
        .context("looking for the invitation of a link")?;
    let Some(row) = row else {
        // Sealing a value costs what opening one does.
        let nothing = InvitationId::random().to_string();
        desk.keys.seal(place(&nothing), &[0; 256])?;
        return Ok(None);
    };
    open_now(desk, &row)
}

/// The same by its id, for a draft that was begun with it.
pub async fn find(desk: &Desk, id: InvitationId) -> anyhow::Result<Option<Invitation>> {
    let row = row_of(desk, id).await?;
    row.map_or(Ok(None), |row| open_now(desk, &row))
}

fn open_now(desk: &Desk, row: &AnyRow) -> anyhow::Result<Option<Invitation>> {
    let invitation = Registered::read(&desk.keys, row)?.invitation;
    Ok(Some(invitation).filter(|invitation| invitation.is_open(desk.clock.now())))
}

/// What is known of an invitation, open or not, until it is forgotten.
pub async fn registered(desk: &Desk, id: InvitationId) -> anyhow::Result<Option<Registered>> {
    let row = row_of(desk, id).await?;
    row.map(|row| Registered::read(&desk.keys, &row))
        .transpose()
}

async fn row_of(desk: &Desk, id: InvitationId) -> anyhow::Result<Option<AnyRow>> {
    sqlx::query(select!("id = $1"))
        .bind(id.to_string())
        .fetch_optional(desk.db.pool())
        .await
        .context("finding an invitation")
}

/// The invitation that a letter has, within a transaction.
pub(super) async fn of_letter(
    desk: &Desk,
    tx: &mut Tx,
    letter_hash: Option<&str>,
) -> anyhow::Result<Option<Registered>> {
    let row = sqlx::query(select!("letter_hash = $1"))
        .bind(letter_hash)
        .fetch_optional(&mut **tx)
        .await
        .context("looking for the invitation of a letter")?;
    row.map(|row| Registered::read(&desk.keys, &row))
        .transpose()
}

/// Whether there is such an invitation, within a transaction.
pub(super) async fn is_known(tx: &mut Tx, id: InvitationId) -> anyhow::Result<bool> {
    let row = sqlx::query("SELECT COUNT(*) AS many FROM invitations WHERE id = $1")
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await
        .context("finding an invitation")?;
    Ok(row.try_get::<i64, _>("many")? > 0)
}

impl Registered {
    fn read(keys: &PortalKeys, row: &AnyRow) -> anyhow::Result<Self> {
        let id: String = row.try_get("id")?;
        let kept = Kept::open(keys, &id, &row.try_get::<String, _>("content")?)?;
        let time = |column: &str| {
            let millis: Option<i64> = row.try_get(column)?;
            anyhow::Ok(millis.map(Instant::from_millis))
        };
        let id = id.parse().context("invitations.id")?;
        let term = Term {
            begins: Instant::from_millis(row.try_get("created_at")?),
            ends: Instant::from_millis(row.try_get("expires_at")?),
            revoked: time("revoked_at")?,
        };
        Ok(Self {
            replies: row.try_get("replies")?,
            last_reply_at: time("last_reply_at")?,
            ..kept.registered(id, term)
        })
    }
}

/// Whether the archive has taken an invitation back, within a transaction.
pub(in crate::submission) async fn is_revoked(
    tx: &mut Tx,
    id: InvitationId,
) -> anyhow::Result<bool> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS many FROM invitations WHERE id = $1 AND revoked_at IS NOT NULL",
    )
    .bind(id.to_string())
    .fetch_one(&mut **tx)
    .await
    .context("finding an invitation")?;
    Ok(row.try_get::<i64, _>("many")? > 0)
}

/// Counts a reply, in the transaction that records it as sent. An invitation that is forgotten meanwhile is no obstacle.
pub(in crate::submission) async fn count_reply(
    tx: &mut Tx,
    id: InvitationId,
    now: Instant,
) -> anyhow::Result<()> {
    sqlx::query("UPDATE invitations SET replies = replies + 1, last_reply_at = $1 WHERE id = $2")
        .bind(now.millis())
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .context("counting a reply")?;
    Ok(())
}

/// Forgets invitations 90 days after they expired or were revoked; how many there were. What answered them keeps what the
/// letter is called.
pub async fn forget(desk: &Desk) -> anyhow::Result<u64> {
    let forgotten = sqlx::query("DELETE FROM invitations WHERE expires_at < $1 OR revoked_at < $1")
        .bind(desk.clock.now().before(REMEMBERED).millis())
        .execute(desk.db.pool())
        .await
        .context("forgetting invitations")?;
    Ok(forgotten.rows_affected())
}
