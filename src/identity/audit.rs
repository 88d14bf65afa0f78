//! The audit trail: who came in or was refused, and what was fetched, in the order in which it happened.
//!
//! Rows are only added, and the oldest cut off when they have been kept long enough. Each carries a keyed hash
//! of itself and of the row before it: without the portal key nobody can change, remove or insert one
//! unnoticed. What is cut off at the end shows when the number of the last entry, which the portal logs at its
//! start and every six hours, is held against the trail's.

mod anchor;
mod cut;
mod verify;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use crate::clock::{Clock, Instant};
use crate::crypt::{Place, PortalKeys};
use crate::db::{Db, Tx};
use crate::numbers::NationalId;
pub use anchor::Anchor;
pub use cut::cut;
pub use verify::{Entry, Verdict, verify};

/// What was done, or tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A citizen logs in.
    LogIn,
    /// A citizen logs out, or is logged out by the provider.
    LogOut,
    /// A citizen shows that she may act for an organisation.
    Represent,
    /// A citizen uploads a file.
    Upload,
    /// A citizen sends.
    Send,
    /// A citizen takes back what she has sent.
    Withdraw,
    /// An operator has a letter tried again that was given up.
    Retry,
    /// An archive shows a token that may not be used as it tries to.
    Enter,
    /// An archive lists submissions, or asks for figures.
    List,
    /// An archive asks how a submission stands.
    Show,
    /// An archive fetches something.
    Fetch,
    /// An archive acknowledges or returns.
    Answer,
    /// An archive registers that a letter may be answered, or takes that back.
    Invite,
}

impl Action {
    const fn name(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::LogOut => "log-out",
            Self::Represent => "represent",
            Self::Upload => "upload",
            Self::Send => "send",
            Self::Withdraw => "withdraw",
            Self::Retry => "retry",
            Self::Enter => "enter",
            Self::List => "list",
            Self::Show => "show",
            Self::Fetch => "fetch",
            Self::Answer => "answer",
            Self::Invite => "invite",
        }
    }
}

/// One entry before it is written.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// What was done.
    pub action: Action,
    /// What came of it, in a word of ours.
    pub result: &'static str,
    /// Who did it, when it is known; kept as a keyed hash.
    pub person: Option<&'a NationalId>,
    /// The rest.
    pub detail: &'a Detail,
}

/// What is sealed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// The client's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The provider's session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// The level of assurance that was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// How, in the provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amr: Option<String>,
    /// What it was about: a submission, a document of it, an organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The archive's client, by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What the client has shown: a token's id (RFC 7519, `jti`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// What it may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The organisation that has access, by its number (Maskinporten).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumer: Option<String>,
    /// The organisation that acts for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// Where the one has delegated to the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation_source: Option<String>,
}

/// Adds an entry in a transaction of the caller's, so that it is there if and only if what it tells of is.
pub async fn append(
    tx: &mut Tx,
    keys: &PortalKeys,
    now: Instant,
    event: Event<'_>,
) -> anyhow::Result<()> {
    let head = sqlx::query(
        "UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash",
    )
    .fetch_one(&mut **tx)
    .await
    .context("taking a place in the audit trail")?;
    let number: i64 = head.try_get("number")?;
    let person = event
        .person
        .map(|person| keys.lookup("person", person.as_str()))
        .unwrap_or_default();
    let detail = keys.seal(
        place(&number.to_string()),
        &serde_json::to_vec(event.detail)?,
    )?;
    let row = Link {
        number,
        at: now.millis(),
        action: event.action.name(),
        result: event.result,
        person: &person,
        detail: &detail,
    };
    let hash = row.hash(keys, &head.try_get::<String, _>("hash")?)?;
    sqlx::query("INSERT INTO audit (number, at, action, result, person, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(row.number)
        .bind(row.at)
        .bind(row.action)
        .bind(row.result)
        .bind(row.person)
        .bind(row.detail)
        .bind(&hash)
        .execute(&mut **tx)
        .await
        .context("adding to the audit trail")?;
    sqlx::query("UPDATE audit_head SET hash = $1 WHERE id = 1")
        .bind(&hash)
        .execute(&mut **tx)
        .await
        .context("closing the audit trail")?;
    Ok(())
}

/// Adds an entry by itself.
pub async fn record(
    db: &Db,
    keys: &PortalKeys,
    clock: &Clock,
    event: Event<'_>,
) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    append(&mut tx, keys, clock.now(), event).await?;
    tx.commit().await.context("adding to the audit trail")?;
    Ok(())
}

/// Where the trail ends: the number of its last entry, and that one's hash.
pub async fn head(db: &Db) -> anyhow::Result<(i64, String)> {
    let row = sqlx::query("SELECT number, hash FROM audit_head WHERE id = 1")
        .fetch_one(db.pool())
        .await
        .context("reading the end of the audit trail")?;
    Ok((row.try_get("number")?, row.try_get("hash")?))
}

fn place(number: &str) -> Place<'_> {
    Place {
        column: "audit.detail",
        row: number,
    }
}

/// A row as it is hashed.
#[derive(Serialize)]
struct Link<'a> {
    number: i64,
    at: i64,
    action: &'a str,
    result: &'a str,
    person: &'a str,
    detail: &'a str,
}

impl Link<'_> {
    fn hash(&self, keys: &PortalKeys, before: &str) -> anyhow::Result<String> {
        Ok(keys.lookup("audit", &serde_json::to_string(&(before, self))?))
    }
}
