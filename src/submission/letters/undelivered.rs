//! Letters that reached nobody yet, as an operator may see them: which submission they are about, why they did not
//! arrive, and of the address as much as tells two apart.

use std::fmt;

use anyhow::Context;
use serde::Serialize;

use super::draft_expiry::Warning;
use crate::clock::{Clock, Instant};
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::mail::masked;
use crate::outbox::{self, Kind, Standing, Unsent};
use crate::submission::{Reference, SubmissionId, alarm, records};

/// What it takes to look.
#[derive(Clone, Copy, Debug)]
pub struct Lookout<'a> {
    /// The database; to read only is enough.
    pub db: &'a Db,
    /// Opens the addresses, which are masked before anybody sees them.
    pub keys: &'a PortalKeys,
    /// Whom alarms go to.
    pub alarm: Option<&'a alarm::Settings>,
}

/// A letter that reached nobody yet. As JSON, times are RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undelivered {
    /// What it is known by.
    pub id: String,
    /// `receipt`, `outcome`, `draft-expiry` or `alarm`.
    pub kind: String,
    /// The submission it is about; an alarm is about none.
    pub reference: Option<Reference>,
    /// The address, masked; none is known of what is gone.
    pub to: Option<String>,
    /// How it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last attempt failed.
    pub reason: Option<String>,
    /// When it was put into the outbox.
    pub put_at: String,
    /// When it was given up.
    pub given_up_at: Option<String>,
    /// When it is tried.
    pub next_try_at: Option<String>,
}

/// How an undelivered letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody tries any more, until somebody says so.
    GivenUp,
    /// It is tried again and again.
    BeingTried,
    /// It was not tried yet.
    Waiting,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::GivenUp => "given up",
            Self::BeingTried => "being tried",
            Self::Waiting => "waiting",
        })
    }
}

impl State {
    /// How a letter stands.
    pub const fn of(letter: &Unsent) -> Self {
        match (letter.standing, letter.attempts) {
            (Standing::GivenUp(_), _) => Self::GivenUp,
            (Standing::Due(_), 0) => Self::Waiting,
            (Standing::Due(_), _) => Self::BeingTried,
        }
    }
}

impl Lookout<'_> {
    /// Every letter that reached nobody yet, of one kind or of all, the oldest first.
    pub async fn undelivered(&self, kind: Option<Kind>) -> anyhow::Result<Vec<Undelivered>> {
        let letters = outbox::unsent(self.db).await?;
        let mut found = Vec::new();
        for letter in letters {
            if kind.is_none_or(|kind| kind == letter.kind) {
                found.push(self.described(letter).await?);
            }
        }
        Ok(found)
    }

    async fn described(&self, letter: Unsent) -> anyhow::Result<Undelivered> {
        let (reference, to) = self.addressee(&letter).await?;
        let (given_up_at, next_try_at) = match letter.standing {
            Standing::GivenUp(at) => (Some(at), None),
            Standing::Due(at) => (None, Some(at)),
        };
        Ok(Undelivered {
            state: State::of(&letter),
            id: letter.id,
            kind: letter.kind.to_string(),
            reference,
            to: to.as_deref().map(masked),
            attempts: letter.attempts,
            reason: letter.reason,
            put_at: letter.put_at.rfc3339(),
            given_up_at: given_up_at.map(Instant::rfc3339),
            next_try_at: next_try_at.map(Instant::rfc3339),
        })
    }

    /// Which submission it is about, and the address it goes to.
    async fn addressee(
        &self,
        letter: &Unsent,
    ) -> anyhow::Result<(Option<Reference>, Option<String>)> {
        let id: SubmissionId = match letter.kind {
            Kind::Alarm => {
                let to = alarm::addressee(self.alarm, &letter.subject);
                return Ok((None, to.map(str::to_owned)));
            }
            Kind::Receipt | Kind::Outcome => letter.subject.parse().context("outbox.subject")?,
            Kind::DraftExpiry => {
                let warning: Warning = letter.subject.parse().context("outbox.subject")?;
                warning.id
            }
        };
        let known = records::addressee(self.db, self.keys, id).await?;
        Ok(known.map_or((None, None), |(reference, to)| (Some(reference), Some(to))))
    }
}

/// The ids of every letter that was given up.
pub async fn given_up(db: &Db) -> anyhow::Result<Vec<String>> {
    let letters = outbox::unsent(db).await?.into_iter();
    let given_up = letters.filter(|letter| State::of(letter) == State::GivenUp);
    Ok(given_up.map(|letter| letter.id).collect())
}

/// There is no letter with this id that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotGivenUp(pub String);

/// Has letters tried again that were given up, and puts each into the audit trail: all of them, or none.
pub async fn retry(
    db: &Db,
    keys: &PortalKeys,
    clock: &Clock,
    ids: &[String],
) -> anyhow::Result<Result<(), NotGivenUp>> {
    let now = clock.now();
    let mut tx = db.begin().await?;
    for id in ids {
        if !outbox::retry(&mut tx, id, now).await? {
            tx.rollback().await?;
            return Ok(Err(NotGivenUp(id.clone())));
        }
        let detail = Detail {
            object: Some(id.clone()),
            ..Detail::default()
        };
        let event = Event {
            action: Action::Retry,
            result: "due",
            person: None,
            detail: &detail,
        };
        audit::append(&mut tx, keys, now, event).await?;
    }
    tx.commit().await.context("having letters tried again")?;
    Ok(Ok(()))
}
