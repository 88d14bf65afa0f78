//! The archive is told when a submission waits too long: by mail, at most three times a day in Norway and
//! never within four hours of the last time, until nothing waits too long (KS SvarInn warns after two
//! hours, three times a day).
//!
//! The archive's clock runs from the moment something is sent until it is acknowledged or returned: what is
//! fetched and not acknowledged waits too. The mail holds figures and references, and nothing of what was
//! sent. Nobody to tell? Then it is said in the log, once a day.

use std::collections::BTreeMap;
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

/// How long the archive may take when it is not told otherwise, in minutes.
const AFTER_MINUTES: u64 = 120;
/// How often it is told in a day.
const ALARMS_A_DAY: usize = 3;
/// How long it is left alone in between.
const PAUSE: Duration = Duration::from_hours(4);
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
            !self.to.is_empty() && self.to.iter().all(|to| mail::is_address(to)),
            "[archive.alarm] to must be a list of e-mail addresses, as [\"arkiv@eksempel.kommune.no\"]"
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
        match &self.settings {
            Some(settings) => raise(desk, settings).await,
            None => {
                self.log(desk, &overdue);
                Ok(())
            }
        }
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
        let addressed = settings.and_then(|settings| Some((settings, subject.address(settings)?)));
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

/// The next alarm, if it is time for one. What was withdrawn has disturbed nobody and counts for its number
/// only.
fn next(records: &[Record], now: Instant) -> Option<Subject> {
    let today = now.norwegian_date();
    let mut last_number = 0;
    let mut raised: BTreeMap<(String, u32), Instant> = BTreeMap::new();
    for record in records {
        let Some(subject) = Subject::parse(&record.subject) else {
            continue;
        };
        if subject.day == today {
            last_number = last_number.max(subject.number);
        }
        if !record.is_withdrawn {
            let at = raised
                .entry((subject.day, subject.number))
                .or_insert(record.at);
            *at = record.at.max(*at);
        }
    }
    let is_too_early = raised.values().any(|at| at.after(PAUSE) > now);
    let told_today = raised
        .values()
        .filter(|at| at.norwegian_date() == today)
        .count();
    (!is_too_early && told_today < ALARMS_A_DAY).then(|| Subject {
        day: today,
        number: last_number + 1,
        place: 1,
    })
}

/// What a letter with an alarm is about: `2026-11-22/1/2` is the day's first alarm, to the second address.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subject {
    /// The day in Norway.
    day: String,
    /// Which of the day's alarms, from 1.
    number: u32,
    /// Which of the configured addresses, from 1: addresses may be people's, so none stands in the outbox.
    place: usize,
}

impl Subject {
    fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('/')?;
        let (number, place) = rest.split_once('/')?;
        Some(Self {
            day: day.to_owned(),
            number: number.parse().ok()?,
            place: place.parse().ok()?,
        })
    }

    fn address<'a>(&self, settings: &'a Settings) -> Option<&'a str> {
        let index = self.place.checked_sub(1)?;
        settings.to.get(index).map(String::as_str)
    }

    /// Whether a later alarm to the same address is there: one is enough.
    fn is_overtaken(&self, records: &[Record]) -> bool {
        let others = records.iter().filter(|record| !record.is_withdrawn);
        let mut others = others.filter_map(|record| Subject::parse(&record.subject));
        others.any(|other| {
            other.place == self.place && (&other.day, other.number) > (&self.day, self.number)
        })
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.day, self.number, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Saturday in November, at midnight in Norway.
    const MIDNIGHT: Instant = Instant::from_millis(1_795_215_600_000);

    fn hour(hours: u64) -> Instant {
        MIDNIGHT.after(Duration::from_hours(hours))
    }

    fn record(subject: &str, at: Instant) -> Record {
        Record {
            subject: subject.to_owned(),
            at,
            is_withdrawn: false,
        }
    }

    fn told(records: &[Record], now: Instant) -> Option<String> {
        next(records, now).map(|subject| subject.to_string())
    }

    #[test]
    fn three_a_day_and_four_hours_in_between() {
        let mut records = Vec::new();
        let mut raised = Vec::new();
        for quarter in 0..4 * 48 {
            let now = MIDNIGHT.after(Duration::from_mins(15 * quarter));
            if let Some(subject) = told(&records, now) {
                records.push(record(&subject, now));
                raised.push((subject, quarter / 4));
            }
        }
        let raised: Vec<_> = raised
            .iter()
            .map(|(subject, hour)| (subject.as_str(), *hour))
            .collect();
        assert_eq!(
            raised,
            [
                ("2026-11-21/1/1", 0),
                ("2026-11-21/2/1", 4),
                ("2026-11-21/3/1", 8),
                ("2026-11-22/1/1", 24),
                ("2026-11-22/2/1", 28),
                ("2026-11-22/3/1", 32),
            ]
        );
    }

    #[test]
    fn the_day_is_the_day_it_was_sent_on() {
        // Raised before midnight, delivered after it: the four hours and the day's number begin there.
        let late = record("2026-11-20/1/1", hour(1));
        assert_eq!(told(std::slice::from_ref(&late), hour(4)), None);
        let mut records = vec![late];
        for (number, at) in [(1, 5), (2, 9)] {
            assert_eq!(
                told(&records, hour(at)),
                Some(format!("2026-11-21/{number}/1"))
            );
            records.push(record(&format!("2026-11-21/{number}/1"), hour(at)));
        }
        assert_eq!(told(&records, hour(13)), None, "the third was yesterday's");
    }

    #[test]
    fn what_was_withdrawn_keeps_its_number_and_nothing_else() {
        let withdrawn = Record {
            is_withdrawn: true,
            ..record("2026-11-21/1/1", hour(1))
        };
        assert_eq!(
            told(&[withdrawn], hour(2)).as_deref(),
            Some("2026-11-21/2/1")
        );
    }

    #[test]
    fn a_later_alarm_to_the_same_address_overtakes() {
        let subject = Subject::parse("2026-11-21/2/1").unwrap();
        assert_eq!(subject.to_string(), "2026-11-21/2/1");
        for (other, is_overtaken) in [
            ("2026-11-21/3/1", true),
            ("2026-11-22/1/1", true),
            ("2026-11-21/1/1", false),
            ("2026-11-21/3/2", false),
        ] {
            assert_eq!(
                subject.is_overtaken(&[record(other, MIDNIGHT)]),
                is_overtaken,
                "{other}"
            );
        }
    }
}
