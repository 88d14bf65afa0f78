//! What a client may do.

use std::fmt;
use std::str::FromStr;

use anyhow::bail;

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
