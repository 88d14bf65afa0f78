//! How far a sent submission has come, in the sender's language: step by step on its receipt, in a word or
//! two in lists.

use super::page::Moment;
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::submission::State;
use crate::submission::collect::answer::{Kept, ReturnReason};
use crate::submission::records::Submission;

/// One step of its way.
pub(super) struct Step {
    pub(super) name: String,
    /// When it was taken; nothing, when it is still to come.
    pub(super) when: Option<Moment>,
    pub(super) is_to_come: bool,
    /// Whether this is where the submission is.
    pub(super) is_current: bool,
    /// What the archive calls it, once it has said so.
    pub(super) numbers: Vec<(String, String)>,
}

/// The steps it has taken, and those that are still to come.
pub(super) fn steps(submission: &Submission, locale: Locale) -> Vec<Step> {
    let (received, fetched, ended) = (
        submission.received_at,
        submission.fetched_at,
        submission.ended_at,
    );
    let taken = |name: String, at: Option<Instant>| Step {
        name,
        when: at.map(|at| Moment::of(at, locale)),
        is_to_come: false,
        is_current: false,
        numbers: Vec::new(),
    };
    let to_come = |name: String| Step {
        is_to_come: true,
        ..taken(name, None)
    };
    let mut steps = vec![taken(t!(locale, "step-received"), received)];
    let mut still_to_come = Vec::new();
    match submission.state {
        State::Draft | State::Sending | State::Waiting => {
            let fetch = t!(locale, "step-fetched");
            if fetched.is_some() {
                steps.push(taken(fetch, fetched));
            } else {
                still_to_come.push(to_come(fetch));
            }
            still_to_come.push(to_come(t!(locale, "step-journalled")));
        }
        State::Acknowledged => {
            steps.push(taken(t!(locale, "step-fetched"), fetched));
            steps.push(Step {
                numbers: numbers(submission.answer.as_ref(), locale),
                ..taken(status(submission, locale), ended)
            });
        }
        State::Returned => {
            steps.push(taken(t!(locale, "step-fetched"), fetched));
            steps.push(taken(t!(locale, "step-returned"), ended));
        }
        State::Withdrawn => steps.push(taken(t!(locale, "step-withdrawn"), ended)),
    }
    if let Some(step) = steps.last_mut() {
        step.is_current = true;
    }
    steps.append(&mut still_to_come);
    steps
}

/// What the archive calls what it has journalled.
fn numbers(answer: Option<&Kept>, locale: Locale) -> Vec<(String, String)> {
    let Some(Kept::Acknowledged {
        case_number,
        journal_number,
    }) = answer
    else {
        return Vec::new();
    };
    [
        (t!(locale, "step-archive-case"), case_number),
        (t!(locale, "step-archive-journal"), journal_number),
    ]
    .into_iter()
    .filter_map(|(name, number)| Some((name, number.clone()?)))
    .collect()
}

/// Where it is, in a word or two: the name of its last step.
pub(super) fn status(submission: &Submission, locale: Locale) -> String {
    match submission.state {
        State::Waiting if submission.fetched_at.is_some() => t!(locale, "step-fetched"),
        State::Draft | State::Sending | State::Waiting => t!(locale, "step-received"),
        State::Acknowledged if submission.is_journalled() => t!(locale, "step-journalled"),
        State::Acknowledged => t!(locale, "step-archived"),
        State::Returned => t!(locale, "step-returned"),
        State::Withdrawn => t!(locale, "step-withdrawn"),
    }
}

/// Why the archive has sent it back, and what to do.
pub(super) struct SentBack {
    pub(super) reason: String,
    pub(super) remedy: String,
    /// In the archive's own words.
    pub(super) text: String,
}

impl SentBack {
    pub(super) fn of(answer: Option<&Kept>, locale: Locale) -> Option<Self> {
        let Some(Kept::Returned { reason, text }) = answer else {
            return None;
        };
        let (reason, remedy) = match reason {
            ReturnReason::WrongRecipient => (
                t!(locale, "returned-wrong-recipient"),
                t!(locale, "returned-wrong-recipient-remedy"),
            ),
            ReturnReason::Unreadable => (
                t!(locale, "returned-unreadable"),
                t!(locale, "returned-unreadable-remedy"),
            ),
            ReturnReason::Incomplete => (
                t!(locale, "returned-incomplete"),
                t!(locale, "returned-incomplete-remedy"),
            ),
            ReturnReason::Other => (
                t!(locale, "returned-other"),
                t!(locale, "returned-other-remedy"),
            ),
        };
        Some(Self {
            reason,
            remedy,
            text: text.clone(),
        })
    }
}
