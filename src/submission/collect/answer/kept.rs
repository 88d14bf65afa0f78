//! What is kept of an archive's answer, and what a second answer may add to the first.

use serde::{Deserialize, Serialize};

use super::ReturnReason;
use crate::submission::collect::Answered;

/// What is kept of an answer, sealed: the archive's text may name people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kept {
    /// The archive has everything.
    Acknowledged {
        /// The archive's case, once it is known.
        case_number: Option<String>,
        /// The archive's own journal number, once it is known.
        journal_number: Option<String>,
    },
    /// The archive has sent it back.
    Returned {
        /// Why.
        reason: ReturnReason,
        /// Why and what to do, in the archive's words.
        text: String,
    },
}

impl Kept {
    pub(super) const fn state(&self) -> Answered {
        match self {
            Self::Acknowledged { .. } => Answered::Acknowledged,
            Self::Returned { .. } => Answered::Returned,
        }
    }

    /// What is to be kept when something was kept before.
    pub(super) fn with(self, before: &Self) -> Result<Self, Another> {
        match (before, self) {
            (
                Self::Acknowledged {
                    case_number: case_before,
                    journal_number: journal_before,
                },
                Self::Acknowledged {
                    case_number,
                    journal_number,
                },
            ) => Ok(Self::Acknowledged {
                case_number: added(case_before.as_ref(), case_number)?,
                journal_number: added(journal_before.as_ref(), journal_number)?,
            }),
            (before, again) if *before == again => Ok(again),
            _ => Err(Another),
        }
    }
}

/// The two don't go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Another;

/// What is known of a number after it was given, or not given, once more.
fn added(before: Option<&String>, given: Option<String>) -> Result<Option<String>, Another> {
    match (before, given) {
        (Some(before), Some(given)) if *before != given => Err(Another),
        (Some(before), _) => Ok(Some(before.clone())),
        (None, given) => Ok(given),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acknowledged(case: &str, journal: &str) -> Kept {
        let number = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Kept::Acknowledged {
            case_number: number(case),
            journal_number: number(journal),
        }
    }

    #[test]
    fn numbers_are_added_and_never_changed() {
        for (before, given, kept) in [
            (["", ""], ["", ""], Some(["", ""])),
            (["", ""], ["1", "2"], Some(["1", "2"])),
            (["1", ""], ["", "2"], Some(["1", "2"])),
            (["1", "2"], ["", ""], Some(["1", "2"])),
            (["1", "2"], ["1", "2"], Some(["1", "2"])),
            (["1", "2"], ["1", "3"], None),
            (["1", ""], ["2", "2"], None),
        ] {
            let [before, given] =
                [before, given].map(|[case, journal]| acknowledged(case, journal));
            let kept = kept.map(|[case, journal]| acknowledged(case, journal));
            assert_eq!(given.with(&before).ok(), kept);
        }
    }

    #[test]
    fn a_return_is_the_same_or_it_is_another_one() {
        let returned = |text: &str| Kept::Returned {
            reason: ReturnReason::Other,
            text: text.to_owned(),
        };
        assert_eq!(returned("a").with(&returned("a")), Ok(returned("a")));
        assert_eq!(returned("b").with(&returned("a")), Err(Another));
        assert_eq!(returned("a").with(&acknowledged("", "")), Err(Another));
        assert_eq!(acknowledged("", "").with(&returned("a")), Err(Another));
    }
}
