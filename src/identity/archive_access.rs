//! Who may use the archive's API: clients with a [`token`] of our own.

pub mod token;

use std::fmt;
use std::str::FromStr;

use anyhow::bail;

use super::audit::Detail;
use crate::clock::Clock;
use crate::db::Db;

/// What a client may be allowed to do (RFC 6749, 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// List what waits, and fetch it.
    Read,
    /// Acknowledge and return.
    Write,
}

impl Scope {
    /// Its word in a token of ours.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

impl FromStr for Scope {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> anyhow::Result<Self> {
        match word {
            "read" => Ok(Self::Read),
            "write" => Ok(Self::Write),
            _ => bail!("a scope is read or write"),
        }
    }
}

/// The scopes of one client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    read: bool,
    write: bool,
}

impl Scopes {
    /// Everything there is.
    pub const ALL: Self = Self {
        read: true,
        write: true,
    };

    /// Whether one is among them.
    pub const fn include(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Write => self.write,
        }
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::default(), |mut all, scope| {
            match scope {
                Scope::Read => all.read = true,
                Scope::Write => all.write = true,
            }
            all
        })
    }
}

impl FromStr for Scopes {
    type Err = anyhow::Error;

    /// Reads them as the database keeps them: `read write`.
    fn from_str(words: &str) -> anyhow::Result<Self> {
        words.split_whitespace().map(Scope::from_str).collect()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [Scope::Read, Scope::Write]
            .into_iter()
            .filter(|scope| self.include(*scope));
        let words: Vec<_> = held.map(Scope::word).collect();
        f.write_str(&words.join(" "))
    }
}

/// A client of the API, known by what it has shown.
#[derive(Clone, Debug)]
pub struct Client {
    /// Who it is when its requests are counted: the same, whatever it shows the next time.
    pub id: String,
    /// What the audit trail calls it.
    pub name: String,
    /// What it has shown: the id of a token, never the token.
    pub credential: String,
    scopes: Scopes,
}

impl Client {
    /// Whether it may do this.
    pub const fn may(&self, scope: Scope) -> bool {
        self.scopes.include(scope)
    }

    /// The word by which a token would have to name a scope.
    pub const fn word(&self, scope: Scope) -> &str {
        scope.word()
    }

    /// What the audit trail says of it.
    pub fn detail(&self) -> Detail {
        Detail {
            token: Some(self.name.clone()),
            credential: Some(self.credential.clone()),
            scope: Some(self.scopes.to_string()),
            ..Detail::default()
        }
    }
}

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is no token that anybody has given: anybody can make one up.
    #[error("it is no token for this API")]
    Unknown(#[source] anyhow::Error),
    /// Its holder is known, and may not use it.
    #[error("the token may not be used here: {why}")]
    Unfit {
        /// Who has shown it.
        client: Box<Client>,
        /// Why not, in a word of ours.
        why: &'static str,
    },
    /// It can't be told: something of ours failed.
    #[error("the token can't be looked up")]
    Internal(#[from] anyhow::Error),
}

/// Whom the archive's API lets in.
#[derive(Clone, Debug, Default)]
pub struct Gate;

impl Gate {
    /// The client that a token was given to.
    pub async fn admit(&self, db: &Db, clock: &Clock, presented: &str) -> Result<Client, Refusal> {
        let now = clock.now();
        let unknown = || Refusal::Unknown(anyhow::anyhow!("no token of ours has this hash"));
        let token = token::find(db, presented).await?.ok_or_else(unknown)?;
        let client = Client {
            id: token.id.clone(),
            name: token.name.clone(),
            credential: token.id.clone(),
            scopes: token.scopes,
        };
        let unfit = |why| {
            let client = Box::new(client.clone());
            Err(Refusal::Unfit { client, why })
        };
        match token.standing(now) {
            token::Standing::Revoked => return unfit("revoked"),
            token::Standing::Expired => return unfit("expired"),
            token::Standing::InForce => {}
        }
        token::used(db, &token, now).await?;
        Ok(client)
    }
}
