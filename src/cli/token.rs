//! `sendsikkert token`: access to the archive's API.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::identity::archive_access::token;

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
        /// Whom it is for, as `arkiv`
        #[arg(long)]
        name: String,
    },
}

impl Options {
    #[expect(
        clippy::print_stdout,
        reason = "the token is what the command is asked for"
    )]
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let What::Create { config, name } = self.what;
        let db = Db::open(&Config::read(&config)?.database).await?;
        println!(
            "{}",
            token::create(
                &db,
                &Clock::System,
                &token::Order::for_a_year(&name, &Clock::System)
            )
            .await?
        );
        db.close().await;
        Ok(())
    }
}
