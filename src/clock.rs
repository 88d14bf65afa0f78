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

    /// Date and time in Norway, `2026-11-21 14:05`, as receipts and lists show it.
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
    fn others_tell_dates_in_their_own_ways() {
        let date = Instant::from_http_date("Thu, 31 Dec 2026 23:30:00 GMT").unwrap();
        assert_eq!(date, Instant::from_millis(1_798_759_800_000));
        assert_eq!(Instant::from_http_date("yesterday"), None);
        assert_eq!(date.days_since("2026-01-01"), Some(365));
        assert_eq!(date.days_since("2027-01-02"), Some(-1));
        assert_eq!(date.days_since("last year"), None);
    }
}
