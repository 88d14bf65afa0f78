//! What is told while pulling: lines and a progress bar for people at a terminal, JSON lines for programs.
//! Nothing personal: no titles, and no names of documents.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::submission::collect::Consignment;

/// Where everything is told.
#[derive(Debug)]
pub(super) struct Report {
    json: bool,
    bar: Mutex<Bar>,
}

/// How far the submission at hand has come.
#[derive(Debug, Default)]
struct Bar {
    name: String,
    received: u64,
    total: u64,
    shown: Option<u64>,
}

/// How one round went.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Tally {
    /// What was fetched, checked and acknowledged.
    pub(super) acknowledged: u64,
    /// What stays waiting.
    pub(super) failed: u64,
}

/// One line for a program.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event {
    Fetched(About),
    Imported(About),
    Acknowledged(About),
    Failed(About),
    Gone(About),
    Waiting { reason: String, seconds: u64 },
    Resumed,
    Stopping,
    Round(Tally),
}

/// Which submission it is about.
#[derive(Serialize)]
struct About {
    submission: String,
    reference: String,
    journal_number: String,
    folder: String,
    documents: i64,
    bytes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl Report {
    /// JSON lines if that is asked for, or if nobody sits at a terminal.
    pub(super) fn new(json: bool) -> Self {
        Self {
            json: json || !io::stdout().is_terminal(),
            bar: Mutex::default(),
        }
    }

    /// A submission is begun.
    pub(super) fn begins(&self, consignment: &Consignment) {
        let mut bar = self.bar();
        *bar = Bar {
            name: name(consignment),
            total: consignment.size_bytes.unsigned_abs(),
            ..Bar::default()
        };
        self.show(&mut bar);
    }

    /// So many bytes of it have come.
    pub(super) fn received(&self, bytes: u64) {
        let mut bar = self.bar();
        bar.received = bar.received.saturating_add(bytes);
        self.show(&mut bar);
    }

    /// The folder is complete, checked and on the disk.
    pub(super) fn fetched(&self, consignment: &Consignment, folder: &Path) {
        self.about(consignment, folder, None, Event::Fetched);
    }

    /// The hook has said yes, perhaps with an answer that can't be used.
    pub(super) fn imported(
        &self,
        consignment: &Consignment,
        folder: &Path,
        warning: Option<&'static str>,
    ) {
        if let (false, Some(warning)) = (self.json, warning) {
            self.problem(&format!("{}: {warning}", name(consignment)));
        }
        self.about(consignment, folder, warning, Event::Imported);
    }

    /// The portal has recorded that the archive has it.
    pub(super) fn acknowledged(&self, consignment: &Consignment, folder: &Path) {
        if !self.json {
            self.line(&format!("{} -> {}", name(consignment), folder.display()));
        }
        self.about(consignment, folder, None, Event::Acknowledged);
    }

    /// It stays waiting.
    pub(super) fn failed(&self, consignment: &Consignment, folder: &Path, reason: &anyhow::Error) {
        let reason = format!("{reason:#}");
        if !self.json {
            self.problem(&format!("{} stays waiting: {reason}", name(consignment)));
        }
        self.about(consignment, folder, Some(&reason), Event::Failed);
    }

    /// It is passed over: the sender has withdrawn it since the list was made.
    pub(super) fn gone(&self, consignment: &Consignment, folder: &Path) {
        if !self.json {
            self.line(&format!(
                "{} is passed over: it was withdrawn, and there is nothing to fetch any more.",
                name(consignment)
            ));
        }
        self.about(consignment, folder, None, Event::Gone);
    }

    /// Nothing can be fetched for the time being.
    pub(super) fn waiting(&self, reason: &anyhow::Error, pause: Duration) {
        let reason = format!("{reason:#}");
        let seconds = pause.as_secs();
        if self.json {
            event_line(&Event::Waiting { reason, seconds });
        } else {
            self.problem(&format!("{reason}. Trying again in {seconds} seconds …"));
        }
    }

    /// It can again.
    pub(super) fn resumed(&self) {
        self.told("The portal answers again.", &Event::Resumed);
    }

    /// The program was asked to stop.
    pub(super) fn stopping(&self) {
        self.told(
            "Stopping when the submission at hand is done; stop once more to leave it as it is.",
            &Event::Stopping,
        );
    }

    /// Everything that waits has been gone through.
    pub(super) fn round(&self, tally: Tally) {
        let empty = tally.acknowledged == 0 && tally.failed == 0;
        if self.json {
            event_line(&Event::Round(tally));
        } else if empty {
            self.line("Nothing is waiting.");
        }
    }

    fn about(
        &self,
        consignment: &Consignment,
        folder: &Path,
        reason: Option<&str>,
        event: fn(About) -> Event,
    ) {
        if self.json {
            event_line(&event(About {
                submission: consignment.id.to_string(),
                reference: consignment.reference.to_string(),
                journal_number: consignment.journal_number.to_string(),
                folder: folder.display().to_string(),
                documents: consignment.documents,
                bytes: consignment.size_bytes,
                reason: reason.map(str::to_owned),
            }));
        }
    }

    fn told(&self, line: &str, event: &Event) {
        if self.json {
            event_line(event);
        } else {
            self.line(line);
        }
    }

    fn line(&self, line: &str) {
        self.clear();
        write(&mut io::stdout(), &format!("{line}\n"));
    }

    fn problem(&self, line: &str) {
        self.clear();
        write(&mut io::stderr(), &format!("{line}\n"));
    }

    fn clear(&self) {
        if self.bar().shown.take().is_some() {
            write(&mut io::stdout(), "\r\x1b[K");
        }
    }

    fn show(&self, bar: &mut Bar) {
        let hundredths = (bar.received.saturating_mul(100))
            .checked_div(bar.total)
            .unwrap_or(100)
            .min(100);
        // A line that would look the same is not written again.
        if self.json || bar.shown == Some(hundredths) {
            return;
        }
        bar.shown = Some(hundredths);
        let done = usize::try_from(hundredths / 5).unwrap_or_default();
        let line = format!(
            "\r\x1b[K{} [{:<20}] {hundredths:>3} %",
            bar.name,
            "=".repeat(done)
        );
        write(&mut io::stdout(), &line);
    }

    fn bar(&self) -> std::sync::MutexGuard<'_, Bar> {
        self.bar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(consignment: &Consignment) -> String {
    format!("{} {}", consignment.journal_number, consignment.reference)
}

fn event_line(event: &Event) {
    if let Ok(line) = serde_json::to_string(event) {
        write(&mut io::stdout(), &format!("{line}\n"));
    }
}

/// Nobody may be reading; what is fetched is fetched all the same.
fn write(out: &mut impl Write, text: &str) {
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}
