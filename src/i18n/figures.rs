//! Days, times, sizes and numbers as each language writes them. Time is Norway's, wherever the reader is.

use fluent_bundle::FluentValue;

use super::Locale;
use crate::clock::{Day, Instant};

/// What keeps the groups of a number on one line.
const NO_BREAK: char = '\u{a0}';

impl Locale {
    /// A day: `22. november 2026`.
    pub fn day(self, day: Day) -> String {
        t!(
            self,
            "date-day",
            // As text: a year's digits are not grouped.
            day = day.of_month().to_string(),
            month = day.month(),
            year = day.year().to_string()
        )
    }

    /// A moment, to the minute: `22. november 2026 kl. 14.05`.
    pub fn minute(self, at: Instant) -> String {
        t!(
            self,
            "date-minute",
            day = self.day(at.norwegian_day()),
            time = self.time(at)
        )
    }

    /// The time of day: `14.05`.
    pub fn time(self, at: Instant) -> String {
        let (hour, minute) = at.norwegian_time();
        t!(
            self,
            "date-time",
            hour = format!("{hour:02}"),
            minute = format!("{minute:02}")
        )
    }

    /// Bytes: whole kilobytes, or megabytes with one decimal. Rounded up, so that nothing seems to be empty or to fit
    /// where it does not.
    pub fn size(self, bytes: u64) -> String {
        const KB: u64 = 1024;
        const MB: u64 = 1024 * KB;
        if bytes < MB {
            return format!("{} kB", self.number(bytes.div_ceil(KB)));
        }
        let tenths = bytes.saturating_mul(10).div_ceil(MB);
        let mark = if self == Self::En { '.' } else { ',' };
        format!("{}{mark}{} MB", self.number(tenths / 10), tenths % 10)
    }

    /// A whole number with its digits in threes: `1 234 567`.
    pub fn number(self, number: u64) -> String {
        let mark = if self == Self::En { ',' } else { NO_BREAK };
        grouped(&number.to_string(), mark)
    }

    /// What writes the numbers within this language's sentences.
    pub(super) fn formatter<M>(self) -> fn(&FluentValue<'_>, &M) -> Option<String> {
        match self {
            Self::Nb | Self::Nn | Self::Se => |value, _| spelled(value, NO_BREAK),
            Self::En => |value, _| spelled(value, ','),
        }
    }
}

/// A whole number as a sentence has it; anything else is left to Fluent.
fn spelled(value: &FluentValue<'_>, mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let digits = number.as_string();
    let is_whole = digits.bytes().all(|b| b.is_ascii_digit());
    is_whole.then(|| grouped(&digits, mark))
}

fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in (1..=digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if place > 1 && place % 3 == 1 {
            text.push(mark);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, five minutes past two in Oslo.
    const AT: Instant = Instant::from_millis(1_795_352_700_000);

    #[test]
    fn a_moment_is_written_as_the_language_writes_it() {
        for (locale, day, minute) in [
            (
                Locale::Nb,
                "22. november 2026",
                "22. november 2026 kl. 14.05",
            ),
            (
                Locale::Nn,
                "22. november 2026",
                "22. november 2026 kl. 14.05",
            ),
            (Locale::En, "22 November 2026", "22 November 2026 at 14:05"),
            (
                Locale::Se,
                "skábmamánu 22. b. 2026",
                "skábmamánu 22. b. 2026 dii. 14.05",
            ),
        ] {
            assert_eq!(locale.day(AT.norwegian_day()), day);
            assert_eq!(locale.minute(AT), minute);
        }
    }

    #[test]
    fn every_month_has_its_own_name() {
        for locale in Locale::ALL {
            let months = (1..=12).map(|month| {
                let day: Day = format!("2026-{month:02}-01").parse().unwrap();
                locale.day(day)
            });
            let mut months: Vec<_> = months.collect();
            assert!(months.iter().all(|day| day.contains("2026")), "{months:?}");
            months.sort();
            months.dedup();
            assert_eq!(months.len(), 12, "{months:?}");
        }
        let first: Day = "2026-05-01".parse().unwrap();
        assert_eq!(Locale::Se.day(first), "miessemánu 1. b. 2026");
        assert_eq!(Locale::Nn.day(first), "1. mai 2026");
    }

    #[test]
    fn time_is_norway_s_on_either_side_of_midnight_and_in_summer() {
        for (utc, language, written) in [
            (
                "2026-12-31T23:30:00Z",
                Locale::En,
                "1 January 2027 at 00:30",
            ),
            ("2026-07-01T00:05:00Z", Locale::Nb, "1. juli 2026 kl. 02.05"),
        ] {
            let at = Instant::from_rfc3339(utc).unwrap();
            assert_eq!(language.minute(at), written);
        }
    }

    #[test]
    fn sizes_are_rounded_up_and_follow_the_language() {
        const MB: u64 = 1024 * 1024;
        assert_eq!(Locale::Nb.size(0), "0 kB");
        assert_eq!(Locale::Nb.size(1), "1 kB");
        assert_eq!(Locale::Nn.size(MB - 1), "1\u{a0}024 kB");
        assert_eq!(Locale::Nb.size(MB), "1,0 MB");
        assert_eq!(Locale::Se.size(MB * 14 / 10), "1,4 MB");
        assert_eq!(Locale::En.size(21 * MB + 1), "21.1 MB");
        assert_eq!(Locale::En.size(2048 * MB), "2,048.0 MB");
    }

    #[test]
    fn big_numbers_are_grouped_alone_and_in_sentences() {
        assert_eq!(Locale::Nb.number(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(Locale::En.number(1_234_567), "1,234,567");
        assert_eq!(Locale::En.number(999), "999");
        for (locale, written) in [
            (Locale::Nb, "10\u{a0}000"),
            (Locale::Nn, "10\u{a0}000"),
            (Locale::En, "10,000"),
            (Locale::Se, "10\u{a0}000"),
        ] {
            let text = t!(locale, "err-comment-too-long", max = 10_000);
            assert!(text.contains(written), "{text}");
        }
    }
}
