//! What time it is. Everything that asks for the time asks here, so that tests move a clock
//! instead of sleeping.

mod day;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use day::{Day, NotADay};

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z, as the database keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Instant(i64);

impl Instant {
    /// The instant that many milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The instant that much later.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// The instant that much earlier.
    #[must_use]
    pub fn before(self, time: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(time.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// The calendar year in Norway: journal numbers begin anew at midnight there.
    pub fn norwegian_year(self) -> i16 {
        self.norwegian().year()
    }

    /// Date and time in Norway, `2026-11-21 14:05`, as the command line shows it. For people in their own language, see
    /// `Locale::minute`.
    pub fn norwegian_minute(self) -> String {
        self.norwegian().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The instant as RFC 3339 with Norway's offset, for the archive's manifest and XML.
    pub fn rfc3339(self) -> String {
        self.norwegian()
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    /// The date in Norway, `2026-11-21`.
    pub fn norwegian_date(self) -> String {
        self.norwegian_day().to_string()
    }

    /// Hour and minute of the day in Norway.
    pub fn norwegian_time(self) -> (i8, i8) {
        let moment = self.norwegian();
        (moment.hour(), moment.minute())
    }

    /// The day it is in Norway.
    pub fn norwegian_day(self) -> Day {
        Day::of(&self.norwegian())
    }

    /// The instant of an HTTP date (RFC 9110, 5.6.7), as `Sat, 21 Nov 2026 13:00:00 GMT`.
    pub fn from_http_date(text: &str) -> Option<Self> {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new();
        let timestamp = parser.parse_timestamp(text).ok()?;
        Some(Self(timestamp.as_millisecond()))
    }

    /// The instant of a date-time as RFC 3339 writes it (5.6), such as `2027-06-30T00:00:00+02:00`. Others that
    /// mean the same are not taken.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let (date, time) = text.split_at_checked(10)?;
        let (clock, zone) = time.split_at_checked(time.find(['Z', 'z', '+', '-'])?)?;
        let clock = clock.strip_prefix(['T', 't'])?;
        let (whole, fraction) = clock.split_at_checked(8)?;
        let is_zone = matches!(zone, "Z" | "z") || has_shape(zone.get(1..)?, "00:00");
        let is_fraction = fraction.is_empty()
            || fraction.strip_prefix('.').is_some_and(|digits| {
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
            });
        if has_shape(date, "0000-00-00") && has_shape(whole, "00:00:00") && is_zone && is_fraction {
            let timestamp: Timestamp = text.parse().ok()?;
            return Some(Self(timestamp.as_millisecond()));
        }
        None
    }

    /// How many days ago a day was in Norway, `2026-11-21`; below zero when it is still to come.
    pub fn days_since(self, day: &str) -> Option<i32> {
        let day: jiff::civil::Date = day.parse().ok()?;
        Some((self.norwegian().date() - day).get_days())
    }

    fn norwegian(self) -> jiff::Zoned {
        Timestamp::from_millisecond(self.0)
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned(norway())
    }
}

/// Whether a text is as a pattern, in which each 0 stands for a digit.
fn has_shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(b, wanted)| b == wanted || wanted == b'0' && b.is_ascii_digit())
}

fn norway() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)
}

/// The system's clock, or one that stands still until a test moves it.
#[derive(Clone, Default)]
pub enum Clock {
    /// The machine's own clock.
    #[default]
    System,
    /// A clock that moves only when it is told to.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `start` until it is advanced.
    pub fn manual(start: Instant) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.millis())))
    }

    /// The time now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => Instant(Timestamp::now().as_millisecond()),
            Self::Manual(millis) => Instant(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the system's clock can't be moved and is left alone.
    pub fn advance(&self, time: Duration) {
        if let Self::Manual(millis) = self {
            let step = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
            millis.fetch_add(step, Ordering::SeqCst);
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now().millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_turns_at_norwegian_midnight() {
        // 2026-12-31T23:30Z is half past midnight on New Year's Day in Oslo.
        let instant = Instant::from_millis(1_798_759_800_000);
        assert_eq!(instant.rfc3339(), "2027-01-01T00:30:00+01:00");
        assert_eq!(instant.norwegian_year(), 2027);
    }

    #[test]
    fn a_date_time_is_taken_as_rfc_3339_writes_it() {
        let at = Instant::from_millis(1_798_759_800_000);
        for text in [
            "2026-12-31T23:30:00Z",
            "2027-01-01T00:30:00+01:00",
            "2026-12-31t18:30:00.000-05:00",
        ] {
            assert_eq!(Instant::from_rfc3339(text), Some(at), "{text}");
        }
        assert_eq!(Instant::from_rfc3339(&at.rfc3339()), Some(at));
        for text in [
            "",
            "2026-12-31",
            "2026-12-31T23:30Z",
            "2026-12-31T23:30:00",
            "2026-12-31 23:30:00Z",
            "2026-12-31T23:30:00.Z",
            "2026-12-31T23:30:00+0100",
            "2026-12-31T23:30:00Z[UTC]",
            "20261231T233000Z",
            "2026-02-30T00:00:00Z",
            "2026-12-31T25:00:00Z",
            "2026-12-31æ23:30:00Z",
        ] {
            assert_eq!(Instant::from_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn others_tell_dates_in_their_own_ways() {
        let date = Instant::from_http_date("Thu, 31 Dec 2026 23:30:00 GMT").unwrap();
        assert_eq!(date, Instant::from_millis(1_798_759_800_000));
        assert_eq!(Instant::from_http_date("yesterday"), None);
        assert_eq!(date.days_since("2026-01-01"), Some(365));
        assert_eq!(date.days_since("2027-01-02"), Some(-1));
        assert_eq!(date.days_since("last year"), None);
    }
}
