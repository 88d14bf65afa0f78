//! Going through what waits: once, or again and again.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::Pull;
use super::folder::Folder;
use super::memory;
use super::report::Tally;
use crate::cli::trouble::Trouble;
use crate::submission::SubmissionId;
use crate::submission::collect::Consignment;

/// Pauses grow to this, or to what was asked for if that is longer.
const MAX_PAUSE: Duration = Duration::from_mins(15);
/// What fails again and again is passed over in no more rounds than this at a time.
const MAX_PASSED_OVER: u32 = 60;

/// How often submissions have failed, so that one that can't be opened is not fetched, and noted in the
/// portal's audit trail, every minute for ever.
#[derive(Default)]
pub(super) struct Patience(HashMap<SubmissionId, Failing>);

#[derive(Default)]
struct Failing {
    times: u32,
    pass_over: u32,
}

impl Patience {
    /// Whether it is not its turn in this round.
    fn passes_over(&mut self, id: SubmissionId) -> bool {
        let Some(failing) = self.0.get_mut(&id) else {
            return false;
        };
        let passed_over = failing.pass_over > 0;
        failing.pass_over = failing.pass_over.saturating_sub(1);
        passed_over
    }

    fn failed(&mut self, id: SubmissionId) {
        let failing = self.0.entry(id).or_default();
        failing.pass_over = 2_u32
            .saturating_pow(failing.times)
            .saturating_sub(1)
            .min(MAX_PASSED_OVER);
        failing.times = failing.times.saturating_add(1);
    }

    fn succeeded(&mut self, id: SubmissionId) {
        self.0.remove(&id);
    }
}

/// How one submission's turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// It was fetched, checked and acknowledged.
    Acknowledged,
    /// It was not, and will be tried again.
    StaysWaiting,
    /// There is nothing to fetch any more: it was withdrawn since the list was made.
    Gone,
}

impl Pull {
    /// Goes once through everything that waits. What fails does not keep the others waiting.
    pub(super) async fn round(&self, patience: &mut Patience) -> anyhow::Result<Tally> {
        let mut tally = Tally::default();
        let mut waiting = HashSet::new();
        let mut seen = HashSet::new();
        let mut after = None;
        loop {
            let page = self.client.waiting(after.as_deref()).await?;
            let before = seen.len();
            for consignment in &page.submissions {
                if self.stop.is_cancelled() {
                    return Ok(tally);
                }
                if !seen.insert(consignment.id) {
                    continue;
                }
                let folder = Folder::of(self, consignment);
                waiting.insert(folder.name());
                let ended = if patience.passes_over(consignment.id) {
                    Ended::StaysWaiting
                } else {
                    self.one(&folder, consignment, patience).await?
                };
                match ended {
                    Ended::Acknowledged => tally.acknowledged += 1,
                    Ended::StaysWaiting => tally.failed += 1,
                    Ended::Gone => {}
                }
            }
            if page.next.is_none() {
                break;
            }
            ensure!(
                seen.len() > before,
                anyhow::anyhow!("the list of what is waiting goes on without anything new")
                    .context(Trouble::NotReached)
            );
            after = page.next;
        }
        memory::forget_answered(&self.out, &waiting)?;
        Ok(tally)
    }

    /// Fetches one. How that ended; an error is one that the others would meet, too.
    async fn one(
        &self,
        folder: &Folder<'_>,
        consignment: &Consignment,
        patience: &mut Patience,
    ) -> anyhow::Result<Ended> {
        self.report.begins(consignment);
        let Err(error) = folder.fetch().await else {
            patience.succeeded(consignment.id);
            return Ok(Ended::Acknowledged);
        };
        if Trouble::of(&error) == Some(Trouble::Gone) {
            patience.succeeded(consignment.id);
            self.report.gone(consignment, folder.path());
            return Ok(Ended::Gone);
        }
        self.report.failed(consignment, folder.path(), &error);
        match Trouble::of(&error) {
            Some(trouble) if trouble.concerns_all() => return Err(error),
            // An import is tried again in every round: the archive's own program knows best.
            Some(Trouble::NotImported) => {}
            _ => patience.failed(consignment.id),
        }
        Ok(Ended::StaysWaiting)
    }

    /// Goes on until the program is asked to stop, which lets the submission at hand finish; asked once
    /// more, it leaves it as it is.
    pub(super) async fn watch(&self, every: Duration) -> anyhow::Result<()> {
        let mut asked = Asked::listen().context("listening for signals")?;
        let mut rounds = std::pin::pin!(self.rounds(every));
        tokio::select! {
            () = &mut rounds => return Ok(()),
            () = asked.again() => {}
        }
        self.report.stopping();
        self.stop.cancel();
        tokio::select! {
            () = &mut rounds => Ok(()),
            () = asked.again() => Err(anyhow::anyhow!("stopped before the submission at hand was done")),
        }
    }

    async fn rounds(&self, every: Duration) {
        let mut patience = Patience::default();
        let mut pause = every;
        let mut told = None;
        while !self.stop.is_cancelled() {
            match self.round(&mut patience).await {
                Ok(tally) => {
                    pause = every;
                    if told.take().is_some() {
                        self.report.resumed();
                    }
                    if tally.acknowledged > 0 || tally.failed > 0 {
                        self.report.round(tally);
                    }
                }
                Err(error) => {
                    // Once for each kind of trouble: it may last all night.
                    let trouble = Trouble::of(&error);
                    if told.replace(trouble) != Some(trouble) {
                        self.report.waiting(&error, pause);
                    }
                }
            }
            self.sleep(pause).await;
            if told.is_some() {
                pause = pause.saturating_mul(2).min(MAX_PAUSE.max(every));
            }
        }
    }

    async fn sleep(&self, pause: Duration) {
        // Whether it was cut short shows in the loop.
        self.stop
            .run_until_cancelled(tokio::time::sleep(pause))
            .await;
    }
}

/// Ctrl-C, or a service manager's stop.
struct Asked {
    interrupt: Signal,
    terminate: Signal,
}

impl Asked {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn again(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_again_and_again_is_tried_more_and_more_seldom() {
        let mut patience = Patience::default();
        let id = SubmissionId::new();
        let mut tried = Vec::new();
        for round in 0..200 {
            if !patience.passes_over(id) {
                tried.push(round);
                patience.failed(id);
            }
        }
        assert_eq!(tried, [0, 1, 3, 7, 15, 31, 63, 124, 185]);
        patience.succeeded(id);
        assert!(!patience.passes_over(id));
    }
}
