//! The archive is told when a submission waits too long: by mail, at most three times a day in Norway and
//! never within four hours of the last time, until nothing waits too long. KS warns its receivers in the same
//! way: after two hours, three times a day.
//!
//! The archive's clock runs from the moment something is sent until it is acknowledged or returned: what is
//! fetched and not acknowledged waits too. The mail holds figures and references, and nothing of what was
//! sent. Nobody to tell? Then it is said in the log, once a day.

mod schedule;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, ensure};
use askama::Template;
use serde::Deserialize;

use super::Desk;
use super::collect::figures::{Figures, Overdue, figures, overdue};
use crate::clock::Instant;
use crate::db::Tx;
use crate::i18n::Locale;
use crate::mail::{self, Mail};
use crate::outbox::{self, Failure, Kind, Letter, Record};
use schedule::{Subject, next};

/// How long the archive may take when it is not told otherwise, in minutes.
const AFTER_MINUTES: u64 = 120;
/// A letter is given up within this time, so older ones say nothing of what is still to come.
const MEMORY: Duration = Duration::from_hours(96);

/// `[archive.alarm]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The addresses that are told, each by a mail of its own.
    pub to: Vec<String>,
    /// How long a submission may wait, in minutes.
    #[serde(default = "after_minutes")]
    pub after_minutes: u64,
    /// The language of the mail.
    #[serde(default)]
    pub language: Locale,
}

const fn after_minutes() -> u64 {
    AFTER_MINUTES
}

impl Settings {
    /// Refuses what nobody would be told by.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(
            !self.to.is_empty(),
            "[archive.alarm] to must be a list of e-mail addresses, as [\"arkiv@eksempel.kommune.no\"]"
        );
        let unfit = self.to.iter().find(|to| !mail::is_address(to));
        ensure!(
            unfit.is_none(),
            "[archive.alarm] to holds “{}”, which is not an e-mail address alone, as arkiv@eksempel.kommune.no",
            unfit.map_or("", String::as_str)
        );
        ensure!(
            self.after_minutes > 0,
            "[archive.alarm] after_minutes must be above zero"
        );
        Ok(())
    }
}

/// How long a submission may wait before the archive is told.
pub fn patience(settings: Option<&Settings>) -> Duration {
    Duration::from_mins(settings.map_or(AFTER_MINUTES, |settings| settings.after_minutes))
}

/// The address that an alarm goes to, by its letter's subject; none, when the configuration has it no more.
pub fn addressee<'a>(settings: Option<&'a Settings>, subject: &str) -> Option<&'a str> {
    Subject::parse(subject)?.address(&settings?.to)
}

/// Tells the archive what waits too long.
#[derive(Debug)]
pub struct Alarm {
    settings: Option<Settings>,
    /// The day on which it was last said in the log, as `2026-11-22`.
    logged_on: Mutex<String>,
}

impl Alarm {
    /// With nobody to tell, the log is told.
    pub fn new(settings: Option<Settings>) -> Self {
        Self {
            settings,
            logged_on: Mutex::default(),
        }
    }

    /// Looks whether something waits too long, and puts an alarm into the outbox if the archive is to be
    /// told once more.
    pub async fn watch(&self, desk: &Desk) -> anyhow::Result<()> {
        let overdue = self.overdue(desk).await?;
        if overdue.count == 0 {
            return Ok(());
        }
        if let Some(settings) = &self.settings {
            return raise(desk, settings).await;
        }
        self.log(desk, &overdue);
        Ok(())
    }

    async fn overdue(&self, desk: &Desk) -> anyhow::Result<Overdue> {
        let patience = patience(self.settings.as_ref());
        overdue(&desk.db, desk.clock.now().before(patience)).await
    }

    fn log(&self, desk: &Desk, overdue: &Overdue) {
        let today = desk.clock.now().norwegian_date();
        let mut logged_on = self
            .logged_on
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if *logged_on == today {
            return;
        }
        let oldest = overdue.oldest.first();
        tracing::error!(
            submissions.overdue = overdue.count,
            submissions.oldest_sent_at = oldest.map(|(_, sent_at)| sent_at.rfc3339()),
            "ALARM: submissions wait too long for the archive, and [archive.alarm] names nobody to tell"
        );
        *logged_on = today;
    }

    /// Composes an alarm as things stand when it is its turn. One that has become needless is withdrawn.
    pub async fn compose(
        &self,
        desk: &Desk,
        letter: &Letter,
    ) -> anyhow::Result<Result<Mail, Failure>> {
        let withdrawn = |reason: &str| Ok(Err(Failure::Withdraw(reason.to_owned())));
        let subject = Subject::parse(&letter.subject).context("outbox.subject")?;
        let settings = self.settings.as_ref();
        let addressed =
            settings.and_then(|settings| Some((settings, subject.address(&settings.to)?)));
        let Some((settings, to)) = addressed else {
            return withdrawn("its address is not in the configuration");
        };
        let overdue = self.overdue(desk).await?;
        if overdue.count == 0 {
            return withdrawn("nothing waits too long");
        }
        if subject.is_overtaken(&recent(desk).await?) {
            return withdrawn("another alarm has been raised");
        }
        let mail = AlarmMail {
            locale: settings.language,
            municipality: &desk.municipality.name,
            minutes: settings.after_minutes,
            figures: figures(&desk.db).await?,
            overdue: &overdue,
        };
        Ok(Ok(Mail {
            id: letter.id.clone(),
            to: to.to_owned(),
            subject: t!(mail.locale, "mail-alarm-subject", count = overdue.count),
            text: mail.render().context("writing an alarm")?,
            html: None,
        }))
    }
}

#[derive(Template)]
#[template(path = "mail/alarm.txt")]
struct AlarmMail<'a> {
    locale: Locale,
    municipality: &'a str,
    minutes: u64,
    figures: Figures,
    overdue: &'a Overdue,
}

/// Puts an alarm to every address into the outbox, unless it is too early for another one.
async fn raise(desk: &Desk, settings: &Settings) -> anyhow::Result<()> {
    let now = desk.clock.now();
    let Some(alarm) = next(&recent(desk).await?, now) else {
        return Ok(());
    };
    let mut tx = desk.db.begin().await?;
    address(&mut tx, &alarm, settings.to.len(), now).await?;
    tx.commit().await.context("raising an alarm")?;
    tracing::warn!(
        alarm.day = alarm.day,
        alarm.number = alarm.number,
        "submissions wait too long; the archive is told"
    );
    Ok(())
}

async fn address(tx: &mut Tx, alarm: &Subject, places: usize, now: Instant) -> anyhow::Result<()> {
    for place in 1..=places {
        let subject = Subject {
            place,
            ..alarm.clone()
        };
        // Another node may be at the same: the second one finds it there.
        outbox::enqueue(tx, Kind::Alarm, &subject.to_string(), now).await?;
    }
    Ok(())
}

async fn recent(desk: &Desk) -> anyhow::Result<Vec<Record>> {
    outbox::since(&desk.db, Kind::Alarm, desk.clock.now().before(MEMORY)).await
}
