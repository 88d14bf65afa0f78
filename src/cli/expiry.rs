//! Until when something is to be good, as it is written on the command line: `90d` or `2027-06-30`.

use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;

use crate::clock::{Day, Instant};

/// The end of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expiry {
    /// After so many days.
    Days(u32),
    /// After this day, in Norway.
    Day(Day),
}

impl FromStr for Expiry {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        if let Some(days) = text.strip_suffix('d') {
            let days = days.parse().context("a number of days, as 90d")?;
            return Ok(Self::Days(days));
        }
        let day = text.parse();
        Ok(Self::Day(day.context(
            "a number of days, as 90d, or a day, as 2027-06-30",
        )?))
    }
}

impl Expiry {
    /// The moment it is, counted from now.
    pub(super) fn from(self, now: Instant) -> Instant {
        match self {
            Self::Days(days) => now.after(Duration::from_hours(24) * days),
            Self::Day(day) => day.next().begins(),
        }
    }

    /// The midnight in Norway that it comes to: asked for again on the same day, it is the same.
    pub(super) fn at_midnight(self, now: Instant) -> Instant {
        match self {
            Self::Days(days) => now.norwegian_day().after(days).next().begins(),
            Self::Day(day) => day.next().begins(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant::from_millis(1_795_266_000_000);

    #[test]
    fn an_end_is_a_number_of_days_or_the_last_day() {
        let end = |text: &str| Expiry::from_str(text).unwrap().from(NOON);
        assert_eq!(end("1d"), NOON.after(Duration::from_hours(24)));
        assert_eq!(end("2027-06-30").rfc3339(), "2027-07-01T00:00:00+02:00");
        for wrong in ["", "d", "-1d", "1", "1y", "2027-02-30", "30.06.2027"] {
            assert!(Expiry::from_str(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whole_days_end_at_midnight() {
        let end = |text: &str| Expiry::from_str(text).unwrap().at_midnight(NOON);
        assert_eq!(end("0d").rfc3339(), "2026-11-22T00:00:00+01:00");
        assert_eq!(end("21d").rfc3339(), "2026-12-13T00:00:00+01:00");
        // Clocks are changed in between.
        assert_eq!(end("180d").rfc3339(), "2027-05-21T00:00:00+02:00");
        assert_eq!(end("2027-05-20"), end("180d"));
    }
}
