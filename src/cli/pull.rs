//! `sendsikkert pull`: the archive's side, on the archivist's own machine.
//!
//! One folder a submission. A folder under its final name is complete, checked against the manifest's
//! hashes and flushed to the disk; only then is the submission acknowledged, with the code from inside
//! the manifest. Interrupted at any point, the next pull goes on; pulled twice, nothing happens.

mod client;
mod folder;

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use client::Client;
use folder::Folder;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The portal's address
    #[arg(long)]
    url: String,
    /// A file that holds the archive's access token
    #[arg(long)]
    token_file: PathBuf,
    /// A file that holds the archive's age identity; may be given several times
    #[arg(long, required = true)]
    identity: Vec<PathBuf>,
    /// Where to put the submissions, a folder each
    #[arg(long, default_value = "innsendinger")]
    out: PathBuf,
}

impl Options {
    #[expect(
        clippy::print_stdout,
        clippy::print_stderr,
        reason = "the archivist reads what was fetched and what was not"
    )]
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let token = std::fs::read_to_string(&self.token_file).with_context(|| {
            format!(
                "reading the access token from {}",
                self.token_file.display()
            )
        })?;
        let identities = read_identities(&self.identity)?;
        let client = Client::new(&self.url, token.trim())?;
        std::fs::create_dir_all(&self.out)
            .with_context(|| format!("making the folder {}", self.out.display()))?;

        // Two pulls at once would write into each other's folders.
        let lock =
            File::create(self.out.join(".pull.lock")).context("writing to the output folder")?;
        if lock.try_lock().is_err() {
            bail!("another pull is writing to {}", self.out.display());
        }
        let waiting = client.waiting().await?;
        if waiting.is_empty() {
            println!("Nothing is waiting.");
        }
        let mut failed = 0;
        for consignment in &waiting {
            let folder = Folder::of(&self.out, consignment);
            match folder.fetch(&client, &identities).await {
                Ok(()) => println!(
                    "{} {} -> {}",
                    consignment.journal_number,
                    consignment.reference,
                    folder.path().display()
                ),
                Err(error) => {
                    failed += 1;
                    eprintln!(
                        "{} {} stays waiting: {error:#}",
                        consignment.journal_number, consignment.reference
                    );
                }
            }
        }
        if failed > 0 {
            bail!("{failed} of {} submissions stay waiting", waiting.len());
        }
        Ok(())
    }
}

/// Identities that may open a submission.
pub(super) type Identities = Vec<Box<dyn age::Identity + Send + Sync>>;

fn read_identities(paths: &[PathBuf]) -> anyhow::Result<Identities> {
    let mut identities: Identities = Vec::new();
    for path in paths {
        let name = path
            .to_str()
            .context("the identity file's name is not UTF-8")?
            .to_owned();
        let file = age::IdentityFile::from_file(name)
            .with_context(|| format!("reading the identity file {}", path.display()))?;
        identities.extend(
            file.into_identities()
                .with_context(|| format!("understanding the identity file {}", path.display()))?,
        );
    }
    Ok(identities)
}
