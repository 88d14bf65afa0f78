//! `sendsikkert letters`: e-mail that reached nobody, and trying it again.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::table::table;
use crate::clock::Clock;
use crate::config::Config;
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::outbox::Kind;
use crate::submission::letters::undelivered::{self, Lookout, NotGivenUp, State, Undelivered};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Options {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Have letters tried again that were given up, as if they had never been tried
    ///
    /// It is noted in the audit trail. When one of them was not given up, nothing is changed.
    Retry(Retry),
}

#[derive(Debug, Args)]
struct List {
    /// The configuration file
    #[arg(long, default_value = "sendsikkert.toml")]
    config: PathBuf,
    /// Only these: receipt, outcome, draft-expiry or alarm
    #[arg(long)]
    kind: Option<Kind>,
    /// A JSON line for each letter
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Retry {
    /// The configuration file
    #[arg(long, default_value = "sendsikkert.toml")]
    config: PathBuf,
    /// Ids of letters as `letters` shows them
    #[arg(value_name = "ID", required_unless_present = "all")]
    ids: Vec<String>,
    /// Every letter that was given up
    #[arg(long, conflicts_with = "ids")]
    all: bool,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self.what {
            Some(What::Retry(retry)) => retry.run().await,
            None => self.list.run().await,
        }
    }
}

impl List {
    #[expect(
        clippy::print_stdout,
        reason = "the letters are what the command is asked for"
    )]
    async fn run(self) -> anyhow::Result<()> {
        let (config, keys) = read(&self.config)?;
        // To read only: the portal may run beside it.
        let db = Db::look_current(&config.database).await?.context(
            "the database has not been made, or is not the one this program expects; see “sendsikkert check”",
        )?;
        let lookout = Lookout {
            db: &db,
            keys: &keys,
            alarm: config.archive.alarm.as_ref(),
        };
        let letters = lookout.undelivered(self.kind).await?;
        db.close().await;
        if self.json {
            for letter in &letters {
                println!("{}", serde_json::to_string(letter)?);
            }
        } else {
            print!("{}", told(&letters));
        }
        Ok(())
    }
}

impl Retry {
    #[expect(
        clippy::print_stdout,
        reason = "how many are tried again is what the command is asked for"
    )]
    async fn run(self) -> anyhow::Result<()> {
        let (config, keys) = read(&self.config)?;
        let db = Db::open(&config.database).await?;
        let ids = if self.all {
            undelivered::given_up(&db).await?
        } else {
            self.ids
        };
        let retried = undelivered::retry(&db, &keys, &Clock::System, &ids).await?;
        db.close().await;
        if let Err(NotGivenUp(id)) = retried {
            bail!(
                "no letter that was given up has the id {id}, and nothing was changed; see them with: sendsikkert letters"
            );
        }
        println!(
            "To be tried again: {}. The portal sends them at once, if it runs.",
            ids.len()
        );
        Ok(())
    }
}

fn read(config: &Path) -> anyhow::Result<(Config, PortalKeys)> {
    let config = Config::read(config)?;
    let keys = PortalKeys::read(&config.portal_key_file)?;
    Ok((config, keys))
}

/// The letters, a line each, and what can be done about them.
fn told(letters: &[Undelivered]) -> String {
    if letters.is_empty() {
        return "Every letter was delivered.\n".to_owned();
    }
    let heading = [
        "ID",
        "KIND",
        "SUBMISSION",
        "TO",
        "STATE",
        "TRIED",
        "PUT",
        "NEXT TRY",
        "REASON",
    ];
    let listed = table(heading, letters.iter().map(row));
    if letters.iter().any(|letter| letter.state == State::GivenUp) {
        let advice =
            "What was given up is tried again with: sendsikkert letters retry ID… (or --all)";
        return format!("{listed}\n{advice}\n");
    }
    listed
}

fn row(letter: &Undelivered) -> [String; 9] {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    [
        letter.id.clone(),
        letter.kind.clone(),
        or_none(letter.reference.as_ref().map(ToString::to_string)),
        or_none(letter.to.clone()),
        letter.state.to_string(),
        letter.attempts.to_string(),
        letter.put_at.clone(),
        or_none(letter.next_try_at.clone()),
        or_none(letter.reason.clone()),
    ]
}
