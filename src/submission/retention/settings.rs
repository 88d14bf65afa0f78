//! `[retention]`: an installation's own measures.

use std::time::Duration;

use anyhow::ensure;
use serde::Deserialize;

/// `[retention]`, in days. Whoever sets them answers for them (GDPR, article 5 (1) (e)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How long a draft is kept after it was last changed.
    pub draft_days: u32,
    /// When its sender is warned, if she has given an address: as long after it was last changed.
    pub draft_warning_days: u32,
    /// How long sealed files are kept after the archive's answer.
    pub acknowledged_days: u32,
    /// How long receipt and status are kept after a submission was answered or withdrawn.
    pub receipt_days: u32,
    /// How long an entry stands in the audit trail.
    pub audit_days: u32,
}

impl Default for Settings {
    /// A week for drafts, three months for receipts, as municipalities tell their citizens; a month in which an
    /// archive can fetch once more what it has lost; two years in which misuse can be traced.
    fn default() -> Self {
        Self {
            draft_days: 7,
            draft_warning_days: 5,
            acknowledged_days: 30,
            receipt_days: 90,
            audit_days: 730,
        }
    }
}

/// The longest time that can be set, a hundred years: what is meant to be kept for ever belongs in the archive.
const MOST_DAYS: u32 = 36_525;

impl Settings {
    /// Refuses measures that contradict each other.
    pub fn check(&self) -> anyhow::Result<()> {
        for (name, days) in [
            ("draft_days", self.draft_days),
            ("draft_warning_days", self.draft_warning_days),
            ("acknowledged_days", self.acknowledged_days),
            ("receipt_days", self.receipt_days),
            ("audit_days", self.audit_days),
        ] {
            ensure!(
                (1..=MOST_DAYS).contains(&days),
                "[retention] {name} must be a number of days from 1 to {MOST_DAYS}"
            );
        }
        ensure!(
            self.draft_warning_days < self.draft_days,
            "[retention] draft_warning_days must be below draft_days: a warning comes before what it warns of"
        );
        ensure!(
            self.receipt_days >= self.acknowledged_days,
            "[retention] receipt_days can't be below acknowledged_days: sealed files are not kept longer than \
             what is known of them"
        );
        ensure!(
            self.audit_days >= self.receipt_days,
            "[retention] audit_days can't be below receipt_days: what was done with a submission is kept as long \
             as the submission"
        );
        Ok(())
    }

    /// `draft_days`
    pub fn draft(&self) -> Duration {
        days(self.draft_days)
    }

    /// `draft_warning_days`
    pub fn draft_warning(&self) -> Duration {
        days(self.draft_warning_days)
    }

    /// How long a draft is kept after its sender was warned, at least.
    pub fn notice(&self) -> Duration {
        days(self.draft_days.saturating_sub(self.draft_warning_days))
    }

    /// `acknowledged_days`
    pub fn acknowledged(&self) -> Duration {
        days(self.acknowledged_days)
    }

    /// `receipt_days`
    pub fn receipt(&self) -> Duration {
        days(self.receipt_days)
    }

    /// `audit_days`
    pub fn audit(&self) -> Duration {
        days(self.audit_days)
    }
}

fn days(days: u32) -> Duration {
    Duration::from_hours(24 * u64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_that_contradict_each_other_are_refused() {
        let right = Settings::default();
        assert!(right.check().is_ok());
        let told = |change: fn(&mut Settings)| {
            let mut settings = right;
            change(&mut settings);
            settings.check().unwrap_err().to_string()
        };
        for (change, names) in [
            ((|s| s.draft_days = 0) as fn(&mut Settings), "draft_days"),
            (|s| s.draft_warning_days = 0, "draft_warning_days"),
            (|s| s.draft_warning_days = 7, "draft_warning_days"),
            (|s| s.acknowledged_days = 0, "acknowledged_days"),
            (|s| s.receipt_days = 29, "receipt_days"),
            (|s| s.audit_days = 89, "audit_days"),
            (|s| s.audit_days = u32::MAX, "audit_days"),
        ] {
            let told = told(change);
            assert!(told.starts_with(&format!("[retention] {names}")), "{told}");
        }
        let shortest = Settings {
            draft_days: 2,
            draft_warning_days: 1,
            acknowledged_days: 1,
            receipt_days: 1,
            audit_days: 1,
        };
        assert!(shortest.check().is_ok());
        assert_eq!(right.notice(), Duration::from_hours(48));
    }
}
