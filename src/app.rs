//! The assembled portal: the desk of the submissions, who may come in, and how mail leaves.

mod turn;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::ensure;
use tokio::sync::Semaphore;

use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::config::{Config, PerMinute};
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::house::House;
use crate::identity::archive_access::Gate;
use crate::identity::audit;
use crate::identity::provider::{Demand, Dialect, Environment, RelyingParty};
use crate::identity::registers::contact::ContactRegister;
use crate::identity::representation::Representatives;
use crate::identity::session::Sessions;
use crate::mail::Mailer;
use crate::outbox::{self, Failure, Letter};
use crate::signing::SigningKeys;
use crate::submission::alarm::Alarm;
use crate::submission::recipients::Recipients;
use crate::submission::{Desk, invitation, journal, letters, retention};
use crate::tasks::Tasks;
use turn::Turn;

/// How often the worker looks for something to do.
const WORKER_PAUSE: Duration = Duration::from_secs(1);
/// How many letters it delivers before it looks at something else.
const LETTERS_A_ROUND: usize = 10;
/// How often it tidies up.
const SWEEP_EVERY: Duration = Duration::from_hours(6);
/// How often it looks whether something waits too long for the archive.
const WATCH_EVERY: Duration = Duration::from_mins(1);

/// Every tool, ready for use.
#[derive(Clone, Debug)]
pub struct App {
    /// Where submissions are handled.
    pub desk: Desk,
    /// Log-in at ID-porten.
    pub identity: RelyingParty,
    /// Who may act for an organisation.
    pub representatives: Representatives,
    /// Whom the archive's API lets in.
    pub gate: Gate,
    /// Where people can be reached, when the installation asks for it.
    pub contacts: Option<ContactRegister>,
    /// Mail to people.
    pub mailer: Mailer,
    /// Tells the archive what waits too long.
    pub alarm: Arc<Alarm>,
    /// Signs receipts.
    pub receipt_keys: Arc<SigningKeys>,
    /// How the municipality presents itself.
    pub house: Arc<House>,
    /// Where people reach the portal.
    pub public_url: Arc<str>,
    /// How sure it must be of people.
    pub demands: Demands,
    /// Whether those are real.
    pub environment: Environment,
    /// How often a client of the archive's API may ask.
    pub requests_per_minute: PerMinute,
    /// Whose word on where a request comes from is taken.
    pub proxies: Arc<[IpAddr]>,
}

/// How sure the portal must be of people.
#[derive(Clone, Copy, Debug)]
pub struct Demands {
    /// To log in.
    pub log_in: Demand,
    /// To press Send.
    pub send: Demand,
}

impl App {
    /// Opens every tool that the configuration names.
    pub async fn open(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        let keys = PortalKeys::read(&config.portal_key_file)?;
        let receipt_keys = SigningKeys::read(&config.receipt_key_file)?;
        let recipients = Recipients::read(&config.recipients_file)?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let desk = Desk {
            db: Db::open(&config.database).await?,
            blobs: Blobs::open(&config.blobs)?,
            keys: Arc::new(keys),
            recipients: Arc::new(recipients),
            limits: config.limits,
            clock: clock.clone(),
            tasks: Tasks::new(),
            inspections: Arc::new(Semaphore::new(processors)),
            scanner: config.scanner.scanner(),
            municipality: Arc::new(config.receiver()),
            arkivmelding: config.archive.arkivmelding,
            retention: config.retention,
        };
        Ok(Self {
            desk,
            identity: RelyingParty::new(
                &config.identity,
                Dialect::IdPorten,
                (&config.public_url, "/login/callback"),
                clock.clone(),
            )?,
            gate: config.gate(&clock)?,
            contacts: config.registers.contacts(&clock)?,
            representatives: Representatives::new(
                &config.representation,
                &config.registers,
                &config.public_url,
                clock,
            )?,
            mailer: Mailer::open(&config.mail)?,
            alarm: Arc::new(Alarm::new(config.archive.alarm.clone())),
            receipt_keys: Arc::new(receipt_keys),
            house: Arc::new(House::open(&config.municipality)?),
            public_url: config.public_url.as_str().into(),
            demands: Demands {
                log_in: config.identity.to_log_in(),
                send: config.identity.to_send(),
            },
            environment: config.identity.environment,
            requests_per_minute: config.archive.requests_per_minute,
            proxies: config.proxies.as_slice().into(),
        })
    }

    /// The sessions of people who are logged in.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions {
            db: &self.desk.db,
            keys: &self.desk.keys,
            clock: &self.desk.clock,
        }
    }

    /// Puts right what a crash left behind. To be called before the first request is served.
    pub async fn recover(&self) -> anyhow::Result<()> {
        let removed = self.desk.blobs.remove_unfinished().await?;
        let finished = journal::finish_interrupted(&self.desk, self.desk.clock.now()).await?;
        if removed + finished > 0 {
            tracing::info!(
                uploads.removed = removed,
                submissions.finished = finished,
                "recovered after an interruption"
            );
        }
        Ok(())
    }

    /// Works until the program stops: delivers, finishes, watches, sweeps.
    pub async fn work(self) {
        let now = self.desk.clock.now();
        // Not at every turn: what can't be recorded leaves two small blobs at each try.
        let mut finishing = Turn::from(now, journal::GRACE);
        let mut watching = Turn::from(now, WATCH_EVERY);
        let mut sweeping = Turn::from(now, SWEEP_EVERY);
        let mut stopping = std::pin::pin!(self.desk.tasks.stopping());
        loop {
            tell_failure("the mail worker", self.deliver_due().await);
            let now = self.desk.clock.now();
            if finishing.has_come(now) {
                tell_failure("the finisher", self.finish_interrupted().await);
            }
            if watching.has_come(now) {
                tell_failure("the watch", self.alarm.watch(&self.desk).await);
            }
            if sweeping.has_come(now) {
                tell_failure("the sweeper", self.sweep().await);
            }
            if tokio::time::timeout(WORKER_PAUSE, &mut stopping)
                .await
                .is_ok()
            {
                return;
            }
        }
    }

    /// Finishes submissions whose sending was interrupted.
    pub async fn finish_interrupted(&self) -> anyhow::Result<()> {
        let frozen_by = self.desk.clock.now().before(journal::GRACE);
        journal::finish_interrupted(&self.desk, frozen_by).await?;
        Ok(())
    }

    /// Delivers what is due now.
    pub async fn deliver_due(&self) -> anyhow::Result<()> {
        // In portions: a mail server that keeps everybody waiting must not keep the rest from its turn.
        for _ in 0..LETTERS_A_ROUND {
            if self.desk.tasks.is_stopping() {
                break;
            }
            let Some(letter) = outbox::claim(&self.desk.db, &self.desk.clock).await? else {
                break;
            };
            let delivered = self.deliver(&letter).await;
            let in_trouble = matches!(delivered, Err(Failure::Retry(_)));
            outbox::settle(&self.desk.db, &self.desk.clock, &letter, delivered).await?;
            if in_trouble {
                break;
            }
        }
        Ok(())
    }

    async fn deliver(&self, letter: &Letter) -> Result<(), Failure> {
        let composed = match letter.kind {
            outbox::Kind::Receipt | outbox::Kind::Outcome | outbox::Kind::DraftExpiry => {
                letters::compose(&self.desk, letter, &self.public_url).await
            }
            outbox::Kind::Alarm => self.alarm.compose(&self.desk, letter).await,
        };
        let mail = composed.map_err(|error| {
            tracing::error!(
                outbox.id = letter.id,
                error = format!("{error:#}"),
                "a letter can't be written"
            );
            Failure::Retry("the letter can't be written".to_owned())
        })?;
        self.mailer.send(&mail?).await
    }

    /// Deletes what has been kept long enough. A part that fails keeps no other from its turn.
    pub async fn sweep(&self) -> anyhow::Result<()> {
        let parts = retention::sweep(&self.desk).await.into_iter().chain([
            ("invitations", invitation::forget(&self.desk).await),
            ("sessions", self.sessions().sweep().await),
            ("the audit trail", self.cut_audit_trail().await),
        ]);
        let failed: Vec<_> = parts.filter_map(what_failed).collect();
        ensure!(failed.is_empty(), "{}", failed.join("; "));
        retention::tell_what_waits(&self.desk).await
    }

    async fn cut_audit_trail(&self) -> anyhow::Result<u64> {
        let desk = &self.desk;
        let before = desk.clock.now().before(desk.retention.audit());
        let cut = audit::cut(&desk.db, &desk.keys, &desk.clock, before).await;
        self.tell_audit_head().await?;
        cut
    }

    /// Where logs are kept elsewhere, this tells later whether entries were cut off at the trail's end.
    async fn tell_audit_head(&self) -> anyhow::Result<()> {
        let (entries, hash) = audit::head(&self.desk.db).await?;
        tracing::info!(
            audit.entries = entries,
            audit.hash = hash,
            "the audit trail ends here"
        );
        Ok(())
    }
}

/// What a part of a sweep has done is told; what it has not, is to be told.
fn what_failed((part, swept): retention::Part) -> Option<String> {
    match swept {
        Ok(count) => {
            tracing::debug!(part, count, "swept");
            None
        }
        Err(error) => Some(format!("{part}: {error:#}")),
    }
}

/// A round that failed is told of once and tried again in the next.
fn tell_failure(who: &str, round: anyhow::Result<()>) {
    if let Err(error) = round {
        tracing::error!(
            error = format!("{error:#}"),
            "{who} failed and will try again"
        );
    }
}
