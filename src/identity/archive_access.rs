//! Who may use the archive's API: clients with a [`token`] of our own, or with one of [`maskinporten`]'s.

pub mod maskinporten;
mod scope;
pub mod token;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::audit::Detail;
use crate::clock::{Clock, Instant};
use crate::db::Db;
use maskinporten::ResourceServer;
pub use scope::{Scope, Scopes};
use token::{Standing, Token};

/// The words by which tokens name the two scopes.
#[derive(Clone, Debug)]
struct Words {
    read: Cow<'static, str>,
    write: Cow<'static, str>,
}

impl Words {
    /// In tokens of ours.
    const OWN: Self = Self {
        read: Cow::Borrowed(Scope::Read.word()),
        write: Cow::Borrowed(Scope::Write.word()),
    };

    fn of(&self, scope: Scope) -> &str {
        match scope {
            Scope::Read => &self.read,
            Scope::Write => &self.write,
        }
    }
}

/// A client of the API, known by what it has shown.
#[derive(Clone, Debug)]
pub struct Client {
    /// Who it is when its requests are counted: the same, whatever it shows the next time.
    pub id: String,
    /// What the audit trail calls it: a token's name, or the client's id at Maskinporten.
    pub name: String,
    /// What it has shown: the id of a token, never the token.
    pub credential: String,
    scopes: Scopes,
    words: Words,
    evidence: Evidence,
}

/// What its token says beside.
#[derive(Clone, Debug, Default)]
struct Evidence {
    scope: String,
    consumer: Option<String>,
    supplier: Option<String>,
    delegation_source: Option<String>,
}

impl Client {
    /// Whether it may do this.
    pub const fn may(&self, scope: Scope) -> bool {
        self.scopes.include(scope)
    }

    /// The word by which its token would have to name a scope.
    pub fn word(&self, scope: Scope) -> &str {
        self.words.of(scope)
    }

    /// What the audit trail says of it.
    pub fn detail(&self) -> Detail {
        Detail {
            token: Some(self.name.clone()),
            credential: Some(self.credential.clone()),
            scope: Some(self.evidence.scope.clone()),
            consumer: self.evidence.consumer.clone(),
            supplier: self.evidence.supplier.clone(),
            delegation_source: self.evidence.delegation_source.clone(),
            ..Detail::default()
        }
    }
}

impl From<Token> for Client {
    fn from(token: Token) -> Self {
        Self {
            id: token.id.clone(),
            name: token.name,
            credential: token.id,
            scopes: token.scopes,
            words: Words::OWN,
            evidence: Evidence {
                scope: token.scopes.to_string(),
                ..Evidence::default()
            },
        }
    }
}

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is no token that anybody has given, or its time is over: anybody can show it.
    #[error("it is no token for this API")]
    Unknown(#[source] anyhow::Error),
    /// Its holder is known; it was taken back, or given for something else.
    #[error("the token is of no use here: {why}")]
    Unfit {
        /// Who has shown it.
        client: Box<Client>,
        /// Why, in a word of ours.
        why: &'static str,
    },
    /// Its holder is known, and may not use this API.
    #[error("the client may not use this API: {why}")]
    Forbidden {
        /// Who has shown it.
        client: Box<Client>,
        /// Why, in a word of ours.
        why: &'static str,
    },
    /// It can't be told as long as Maskinporten is down.
    #[error("Maskinporten's keys can't be read")]
    Unavailable(#[source] anyhow::Error),
    /// It can't be told: something of ours failed.
    #[error("the token can't be looked up")]
    Internal(#[from] anyhow::Error),
}

/// Whom the archive's API lets in. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    maskinporten: Option<ResourceServer>,
    /// Until when which refusals are not noted once more.
    noted: Arc<Mutex<HashMap<String, Instant>>>,
}

/// How long a refusal is remembered; no token of Maskinporten's lives longer.
const REMEMBERED: Duration = Duration::from_hours(1);

impl Gate {
    /// Lets in who has a token of ours, and, where the installation wants it, who has one of Maskinporten's.
    pub fn new(maskinporten: Option<ResourceServer>) -> Self {
        Self {
            maskinporten,
            noted: Arc::default(),
        }
    }

    /// True the first time in an hour that a client is refused for a reason. The audit trail has an entry for
    /// each, and everybody in Norway with a client at Maskinporten could fill it otherwise: a new token, with an
    /// id of its own, costs nothing there.
    pub fn is_news(&self, client: &Client, why: &str, clock: &Clock) -> bool {
        let now = clock.now();
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.retain(|_, until| *until > now);
        let refusal = format!("{why} {} {}", client.id, client.name);
        noted.insert(refusal, now.after(REMEMBERED)).is_none()
    }

    /// The client that a token was given to.
    pub async fn admit(&self, db: &Db, clock: &Clock, presented: &str) -> Result<Client, Refusal> {
        let now = clock.now();
        match &self.maskinporten {
            Some(maskinporten) if !token::is_ours(presented) => {
                maskinporten.admit(presented, now).await
            }
            _ => holder(db, presented, now).await,
        }
    }
}

/// Whom a token of ours was given to.
async fn holder(db: &Db, presented: &str, now: Instant) -> Result<Client, Refusal> {
    let unknown = || Refusal::Unknown(anyhow::anyhow!("no token of ours has this hash"));
    let token = token::find(db, presented).await?.ok_or_else(unknown)?;
    let unfit = |token: Token, why| {
        let client = Box::new(Client::from(token));
        Err(Refusal::Unfit { client, why })
    };
    match token.standing(now) {
        Standing::Revoked => return unfit(token, "revoked"),
        Standing::Expired => return unfit(token, "expired"),
        Standing::InForce => {}
    }
    token::used(db, &token, now).await?;
    Ok(token.into())
}
