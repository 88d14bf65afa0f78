//! `sendsikkert pull`: the archive's side, on the archivist's own machine.
//!
//! One folder a submission. A folder under its final name is complete, checked against the manifest's
//! hashes and flushed to the disk; only then does the archive's own import see it, and only then is the
//! submission acknowledged, with the code from inside the manifest. Interrupted at any point, the next pull
//! goes on; pulled twice, nothing happens.

mod ciphertext;
mod client;
mod document;
mod folder;
mod hook;
mod memory;
mod report;
mod round;

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio_util::sync::CancellationToken;

use super::identities::Identities;
use super::portal_client::Reach;
use super::trouble::{self, Trouble};
use client::Client;
use hook::Hook;
use report::Report;
use round::Patience;

/// What `--help` says below the options.
pub(super) const HELP: &str = r#"The hook:
  Its only argument is the folder. In its environment stand
    SENDSIKKERT_SUBMISSION      an id, the same if the hook is ever run twice for a submission
    SENDSIKKERT_REFERENCE       what the sender calls it
    SENDSIKKERT_JOURNAL_NUMBER  its number in the portal's journal
    SENDSIKKERT_FOLDER          the folder
  It may print one JSON object, {"case_number": "…", "journal_number": "…"}: the portal is told the archive's
  numbers. With any other exit code than 0 the submission stays waiting, and the hook is run again in the next round.

Exit codes:
  0  everything was fetched, or nothing waits, or a watch was stopped
  1  something stays waiting
  2  an option, or a file that it names, can't be used
  3  the portal, or Maskinporten, can't be reached
  4  access is refused
  5  another pull, or a hook that it started, holds the folder
  6  the output folder can't be written to, or the disk is full"#;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    reach: Reach,
    /// A file that holds an identity of the archive's: what `sendsikkert keys archive` made, or what an age
    /// plugin made for a hardware key. May be given several times; whichever fits opens the submission
    #[arg(long, required = true, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Where to put the submissions, a folder each
    #[arg(long, default_value = "innsendinger", value_name = "FOLDER")]
    out: PathBuf,
    /// Go on until stopped (Ctrl-C or SIGTERM), and look so many seconds after the last time; 60 when no number
    /// is given
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "60",
          value_parser = clap::value_parser!(u64).range(1..))]
    watch: Option<u64>,
    /// A program that imports a submission into the archive. It is run when the folder is complete and checked,
    /// and before the portal is told; its only argument is the folder. Exit code 0 means imported
    #[arg(long, value_name = "PROGRAM")]
    hook: Option<OsString>,
    /// Print a JSON line for each event, at a terminal too
    #[arg(long)]
    json: bool,
}

/// What a pull works with.
#[derive(Debug)]
struct Pull {
    client: Client,
    identities: Identities,
    out: PathBuf,
    hook: Option<Hook>,
    report: Report,
    stop: CancellationToken,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let watch = self.watch.map(Duration::from_secs);
        // Held until the end, and by the hook for as long as it runs.
        let (pull, _lock) = self.prepared()?;
        if let Some(every) = watch {
            return pull.watch(every).await;
        }
        let tally = pull.round(&mut Patience::default()).await?;
        pull.report.round(tally);
        if tally.failed > 0 {
            let all = tally.failed.saturating_add(tally.acknowledged);
            let said = format!("{} of {all} submissions stay waiting", tally.failed);
            return Err(anyhow::anyhow!(said).context(Trouble::StaysWaiting));
        }
        Ok(())
    }

    fn prepared(self) -> anyhow::Result<(Pull, File)> {
        let stop = CancellationToken::new();
        let client = Client::new(self.reach.client(stop.clone())?);
        let identities = Identities::read(&self.identity).context(Trouble::Options)?;
        trouble::make_folder(&self.out)?;
        let lock = locked(&self.out)?;
        let hook = self
            .hook
            .map(|program| Hook::new(program, lock.try_clone()?))
            .transpose()?;
        let pull = Pull {
            client,
            identities,
            out: self.out,
            hook,
            report: Report::new(self.json),
            stop,
        };
        Ok((pull, lock))
    }
}

/// Two pulls at once would write into each other's folders.
fn locked(out: &Path) -> anyhow::Result<File> {
    let lock = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(out.join(".pull.lock"))
        .context("making a file in the output folder")
        .context(Trouble::Unwritable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(anyhow::anyhow!(
            "{} is in use by another pull, or by an import that one has started",
            out.display()
        )
        .context(Trouble::Held)),
        Err(TryLockError::Error(error)) => Err(anyhow::Error::from(error)
            .context("locking the output folder")
            .context(Trouble::Unwritable)),
    }
}
