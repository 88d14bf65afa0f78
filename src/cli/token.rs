//! `sendsikkert token`: access to the archive's API.

use std::path::PathBuf;

use anyhow::ensure;
use clap::{Args, Subcommand};

use super::expiry::Expiry;
use super::table::table;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::Db;
use crate::identity::archive_access::token::{self, Order, Standing, Token};
use crate::identity::archive_access::{Scope, Scopes};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token and print it. It is not shown again
    Create {
        /// The configuration file
        #[arg(long, default_value = "sendsikkert.toml")]
        config: PathBuf,
        /// Whom it is for, as `arkiv`. No two tokens in force have the same name
        #[arg(long)]
        name: String,
        /// What it lets them do: read (list and fetch) or write (acknowledge and return). May be given
        /// twice; both, when it is not given
        #[arg(long = "scope")]
        scopes: Vec<Scope>,
        /// How long it is good for: a number of days, as 90d, or the last day, as 2027-06-30; three years
        /// at most
        #[arg(long, default_value = "365d")]
        expires: Expiry,
    },
    /// List all tokens, those that are no longer good as well; not what they are, but whose
    List {
        /// The configuration file
        #[arg(long, default_value = "sendsikkert.toml")]
        config: PathBuf,
    },
    /// Take a token back: the next request that shows it is refused
    Revoke {
        /// The configuration file
        #[arg(long, default_value = "sendsikkert.toml")]
        config: PathBuf,
        /// The id of a token as `token list` shows it, or a name, for every token of that name
        #[arg(value_name = "ID-OR-NAME")]
        which: String,
    },
}

impl Options {
    #[expect(
        clippy::print_stdout,
        reason = "the token, or what is known of tokens, is what the command is asked for"
    )]
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let clock = Clock::System;
        let (What::Create { config, .. } | What::List { config } | What::Revoke { config, .. }) =
            &self.what;
        let db = Db::open(&Config::read(config)?.database).await?;
        match &self.what {
            What::Create {
                name,
                scopes,
                expires,
                ..
            } => {
                let order = Order {
                    name,
                    scopes: scopes_of(scopes),
                    expires_at: expires.from(clock.now()),
                };
                println!("{}", token::create(&db, &clock, &order).await?);
            }
            What::List { .. } => print!("{}", listed(&token::list(&db).await?, clock.now())),
            What::Revoke { which, .. } => {
                let revoked = token::revoke(&db, &clock, which).await?;
                ensure!(
                    revoked > 0,
                    "no token that could be revoked has the id or the name {which}; see them with: sendsikkert token list"
                );
                println!("Revoked: {revoked}. The next request with it is refused.");
            }
        }
        db.close().await;
        Ok(())
    }
}

fn scopes_of(given: &[Scope]) -> Scopes {
    if given.is_empty() {
        Scopes::ALL
    } else {
        given.iter().copied().collect()
    }
}

/// The tokens, a line each, below a line that names the columns.
fn listed(tokens: &[Token], now: Instant) -> String {
    let heading = [
        "NAME",
        "ID",
        "SCOPES",
        "STATE",
        "MADE",
        "EXPIRES",
        "REVOKED",
        "LAST USED",
    ];
    table(heading, tokens.iter().map(|token| row(token, now)))
}

fn row(token: &Token, now: Instant) -> [String; 8] {
    let day = |at: Option<Instant>| at.map_or_else(|| "-".to_owned(), Instant::norwegian_minute);
    let state = match token.standing(now) {
        Standing::InForce => "in force",
        Standing::Expired => "expired",
        Standing::Revoked => "revoked",
    };
    [
        token.name.clone(),
        token.id.clone(),
        token.scopes.to_string(),
        state.to_owned(),
        day(Some(token.created_at)),
        day(token.expires_at),
        day(token.revoked_at),
        token.last_used_on.clone().unwrap_or_else(|| "-".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant::from_millis(1_795_266_000_000);

    #[test]
    fn columns_stand_below_each_other() {
        let token = |name: &str, revoked_at| Token {
            id: "5e8a".to_owned(),
            name: name.to_owned(),
            scopes: Scopes::ALL,
            created_at: NOON,
            expires_at: Some(NOON.after(token::LIFETIME)),
            revoked_at,
            last_used_on: None,
        };
        let table = listed(&[token("arkiv", None), token("æ", Some(NOON))], NOON);
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        let place = |line: &str, word: &str| {
            let (before, _) = line.split_once(word).unwrap();
            before.chars().count()
        };
        assert_eq!(place(lines[0], "STATE"), place(lines[1], "in force"));
        assert_eq!(place(lines[0], "STATE"), place(lines[2], "revoked"));
        assert!(
            lines[1].ends_with("2027-11-21 14:00  -                 -"),
            "{table}"
        );
    }
}
