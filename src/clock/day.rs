//! Days in Norway: a journal's day begins and ends at midnight there.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan, Zoned};

use super::{Instant, norway};

/// A day in Norway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

/// The text is not a day of the calendar, written `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as 2026-11-22")]
pub struct NotADay;

impl Day {
    pub(super) fn of(moment: &Zoned) -> Self {
        Self(moment.date())
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1.day()))
    }

    /// The day so many days later.
    #[must_use]
    pub fn after(self, days: u32) -> Self {
        let time = SignedDuration::from_hours(24 * i64::from(days));
        Self(self.0.saturating_add(time))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1.day()))
    }

    /// The first of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Its month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Which of the month's days it is.
    pub fn of_month(self) -> i8 {
        self.0.day()
    }

    /// Its first moment. Clocks in Norway are changed at night, but never at midnight.
    pub fn begins(self) -> Instant {
        let midnight = self.0.to_zoned(norway());
        Instant::from_millis(midnight.map_or(0, |midnight| midnight.timestamp().as_millisecond()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let day: Date = text.parse().map_err(|_not_a_date| NotADay)?;
        // The parser also takes times of a day, and years with a sign.
        if day.to_string() == text && day.year() > 0 {
            Ok(Self(day))
        } else {
            Err(NotADay)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_in_norway_winter_and_summer() {
        for (text, begins) in [
            ("2027-01-01", "2027-01-01T00:00:00+01:00"),
            ("2026-07-01", "2026-07-01T00:00:00+02:00"),
            ("2026-03-29", "2026-03-29T00:00:00+01:00"),
            ("2026-03-30", "2026-03-30T00:00:00+02:00"),
        ] {
            let first = day(text).begins();
            assert_eq!(first.rfc3339(), begins);
            assert_eq!(first.norwegian_day(), day(text));
            let before = first.before(Duration::from_millis(1));
            assert_eq!(before.norwegian_day(), day(text).previous());
        }
        let short = day("2026-03-29");
        let length = short.next().begins().millis() - short.begins().millis();
        assert_eq!(length, 23 * 3_600_000);
    }

    #[test]
    fn days_follow_the_calendar() {
        assert_eq!(day("2026-12-31").next(), day("2027-01-01"));
        assert_eq!(day("2024-03-01").previous(), day("2024-02-29"));
        assert_eq!(day("2026-11-22").first_of_month(), day("2026-11-01"));
        for wrong in [
            "",
            "2026-02-29",
            "2026-1-1",
            "20261122",
            "2026-11-22T10:00",
            "22.11.2026",
            "-002026-11-22",
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
        }
    }
}
