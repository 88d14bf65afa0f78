//! When the archive is told: three times a day at most, and not within four hours.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::clock::Instant;
use crate::outbox::Record;

/// How often it is told in a day.
const ALARMS_A_DAY: usize = 3;
/// How long it is left alone in between.
const PAUSE: Duration = Duration::from_hours(4);

/// The next alarm, if it is time for one. What was withdrawn has disturbed nobody and counts for its number
/// only.
pub(super) fn next(records: &[Record], now: Instant) -> Option<Subject> {
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
pub(super) struct Subject {
    /// The day in Norway.
    pub(super) day: String,
    /// Which of the day's alarms, from 1.
    pub(super) number: u32,
    /// Which of the configured addresses, from 1: addresses may be people's, so none stands in the outbox.
    pub(super) place: usize,
}

impl Subject {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('/')?;
        let (number, place) = rest.split_once('/')?;
        Some(Self {
            day: day.to_owned(),
            number: number.parse().ok()?,
            place: place.parse().ok()?,
        })
    }

    /// Which of the addresses it is for, if there are so many.
    pub(super) fn address<'a>(&self, addresses: &'a [String]) -> Option<&'a str> {
        let index = self.place.checked_sub(1)?;
        addresses.get(index).map(String::as_str)
    }

    /// Whether a later alarm to the same address is there: one is enough.
    pub(super) fn is_overtaken(&self, records: &[Record]) -> bool {
        let others = records.iter().filter(|record| !record.is_withdrawn);
        let mut others = others.filter_map(|record| Subject::parse(&record.subject));
        others.any(|other| {
            other.place == self.place && (&other.day, other.number) > (&self.day, self.number)
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
