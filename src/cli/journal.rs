//! `sendsikkert journal`: the public journal of a period, as a file for the archive to judge and publish.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;

use super::files::sync_folder;
use crate::clock::{Clock, Day};
use crate::config::Config;
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::submission::journal::public::{Counted, Period, PublicJournal};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The configuration file
    #[arg(long, default_value = "sendsikkert.toml")]
    config: PathBuf,
    /// The first day, as 2026-11-01; else the first of the last day's month
    #[arg(long)]
    from: Option<Day>,
    /// The last day, as 2026-11-30; else the last day that is over
    #[arg(long)]
    to: Option<Day>,
    /// Where to write it; else it is written to standard output. A file that exists is not overwritten
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let now = Clock::System.now();
        let period = self.period(now.norwegian_day())?;
        if let Some(out) = &self.out {
            refuse_to_overwrite(out)?;
        }
        let config = Config::read(&self.config)?;
        let keys = PortalKeys::read(&config.portal_key_file)?;
        // To read only: the portal may run beside it.
        let db = Db::look_current(&config.database).await?.context(
            "the database has not been made, or is not the one this program expects; see “sendsikkert check”",
        )?;
        let journal = PublicJournal {
            db: &db,
            keys: &keys,
            municipality: &config.receiver(),
            period,
            as_of: now,
        };
        let counted = journal.count().await?;
        if counted.entries > 0 {
            self.write(&journal, counted).await?;
        }
        db.close().await;
        tell(period, counted);
        Ok(())
    }

    /// Without any day, the last month that is over.
    fn period(&self, today: Day) -> anyhow::Result<Period> {
        let period = match (self.from, self.to) {
            (None, None) => Period::last_month(today),
            (Some(from), None) => Period::new(from, from.max(today.previous()))?,
            (None, Some(to)) => Period::new(to.first_of_month(), to)?,
            (Some(from), Some(to)) => Period::new(from, to)?,
        };
        ensure!(
            period.to() <= today,
            "the journal of {} can't be written before that day",
            period.to()
        );
        Ok(period)
    }

    async fn write(&self, journal: &PublicJournal<'_>, counted: Counted) -> anyhow::Result<()> {
        let Some(out) = &self.out else {
            let mut standard_output = BufWriter::new(std::io::stdout());
            journal.write(counted, &mut standard_output).await?;
            return Ok(standard_output.flush()?);
        };
        // Under its own name once it is whole and on the disk.
        let unfinished = out.with_added_extension("part");
        let written = write_whole(journal, counted, &unfinished).await;
        let written = written.and_then(|()| {
            refuse_to_overwrite(out)?;
            Ok(std::fs::rename(&unfinished, out)?)
        });
        if written.is_err() && unfinished.exists() {
            std::fs::remove_file(&unfinished)?;
        }
        written.with_context(|| format!("writing {}", out.display()))?;
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        Ok(sync_folder(folder.unwrap_or(Path::new(".")))?)
    }
}

async fn write_whole(
    journal: &PublicJournal<'_>,
    counted: Counted,
    path: &Path,
) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    journal.write(counted, &mut file).await?;
    Ok(file.into_inner()?.sync_all()?)
}

fn refuse_to_overwrite(out: &Path) -> anyhow::Result<()> {
    ensure!(
        !out.exists(),
        "{} exists; it is not overwritten",
        out.display()
    );
    Ok(())
}

#[expect(
    clippy::print_stderr,
    reason = "standard output may be where the journal goes"
)]
fn tell(period: Period, counted: Counted) {
    let entries = counted.entries;
    let (from, to) = (period.from(), period.to());
    if entries == 0 {
        eprintln!(
            "Nothing was received from {from} to {to}. The schema has no journal without entries, so nothing is written."
        );
    } else {
        eprintln!("From {from} to {to}; entries: {entries}.");
    }
    if counted.unfinished > 0 {
        eprintln!(
            "Not finished, and left out: {}. When the portal has finished them, write this journal once more.",
            counted.unfinished
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: Option<&str>, to: Option<&str>) -> Option<String> {
        let day = |text: &str| text.parse().unwrap();
        let options = Options {
            config: PathBuf::new(),
            from: from.map(day),
            to: to.map(day),
            out: None,
        };
        let period = options.period(day("2027-01-10")).ok()?;
        Some(format!("{}/{}", period.from(), period.to()))
    }

    #[test]
    fn what_is_not_said_is_the_last_whole_month_or_the_rest_of_a_month() {
        for (from, to, expected) in [
            (None, None, Some("2026-12-01/2026-12-31")),
            (Some("2027-01-03"), None, Some("2027-01-03/2027-01-09")),
            (Some("2027-01-10"), None, Some("2027-01-10/2027-01-10")),
            (None, Some("2026-11-15"), Some("2026-11-01/2026-11-15")),
            (
                Some("2026-12-31"),
                Some("2027-01-01"),
                Some("2026-12-31/2027-01-01"),
            ),
            (Some("2026-12-31"), Some("2026-12-30"), None),
            (Some("2027-01-11"), None, None),
            (None, Some("2027-01-11"), None),
        ] {
            assert_eq!(period(from, to).as_deref(), expected, "{from:?} to {to:?}");
        }
    }
}
