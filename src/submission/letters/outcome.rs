//! What became of a submission, told once: when it is in the archive, sent back or withdrawn. Why it was sent
//! back may tell what was sent, and is read after log-in.

use anyhow::Context;

use super::Wording;
use crate::i18n::Locale;
use crate::outbox::{Failure, Letter};
use crate::submission::records::Submission;
use crate::submission::{Desk, State, records};

pub(super) async fn word(desk: &Desk, letter: &Letter) -> anyhow::Result<Result<Wording, Failure>> {
    let id = letter.subject.parse().context("outbox.subject")?;
    let submission = records::by_id(desk, id).await?;
    let locale = submission.content.language();
    let Some(told) = Told::of(&submission, locale, &desk.municipality.name) else {
        let reason = "nothing has become of it yet".to_owned();
        return Ok(Err(Failure::Withdraw(reason)));
    };
    let at = submission.ended_at.context("what has ended has a time")?;
    let journal_number = submission.journal_number;
    Ok(Ok(Wording {
        locale,
        subject: told.subject,
        said: told.said,
        facts: vec![
            (
                t!(locale, "fact-reference"),
                submission.reference.to_string(),
            ),
            (
                t!(locale, "fact-journal-number"),
                journal_number
                    .context("a sent submission has a journal number")?
                    .to_string(),
            ),
            (told.when, locale.minute(at)),
        ],
        see: told.see,
        closing: vec![t!(locale, "mail-outcome-contents"), told.not_you],
        to: submission.content.message.email,
    }))
}

/// What differs with how it ended.
struct Told {
    subject: String,
    said: Vec<String>,
    /// What the time of it is called.
    when: String,
    see: String,
    /// For whom it is news.
    not_you: String,
}

impl Told {
    fn of(submission: &Submission, locale: Locale, municipality: &str) -> Option<Self> {
        let reference = submission.reference.to_string();
        match submission.state {
            State::Draft | State::Sending | State::Waiting => None,
            State::Acknowledged if !submission.is_journalled() => {
                Some(Self::archived(locale, &reference, municipality))
            }
            State::Acknowledged => Some(Self::journalled(locale, &reference, municipality)),
            State::Returned => Some(Self::returned(locale, &reference, municipality)),
            State::Withdrawn => Some(Self::withdrawn(locale, &reference, municipality)),
        }
    }

    fn archived(locale: Locale, reference: &str, municipality: &str) -> Self {
        Self {
            subject: t!(
                locale,
                "mail-outcome-archived-subject",
                reference = reference
            ),
            said: vec![t!(
                locale,
                "receipt-archived-said",
                municipality = municipality
            )],
            when: t!(locale, "step-archived"),
            see: t!(locale, "mail-outcome-see"),
            not_you: t!(locale, "mail-not-you"),
        }
    }

    fn journalled(locale: Locale, reference: &str, municipality: &str) -> Self {
        Self {
            subject: t!(
                locale,
                "mail-outcome-journalled-subject",
                reference = reference
            ),
            said: vec![t!(
                locale,
                "mail-outcome-journalled-said",
                municipality = municipality
            )],
            when: t!(locale, "step-journalled"),
            see: t!(locale, "mail-outcome-see"),
            not_you: t!(locale, "mail-not-you"),
        }
    }

    fn returned(locale: Locale, reference: &str, municipality: &str) -> Self {
        Self {
            subject: t!(
                locale,
                "mail-outcome-returned-subject",
                reference = reference
            ),
            said: vec![t!(
                locale,
                "mail-outcome-returned-said",
                municipality = municipality
            )],
            when: t!(locale, "step-returned"),
            see: t!(locale, "mail-outcome-returned-see"),
            not_you: t!(locale, "mail-not-you"),
        }
    }

    fn withdrawn(locale: Locale, reference: &str, municipality: &str) -> Self {
        Self {
            subject: t!(
                locale,
                "mail-outcome-withdrawn-subject",
                reference = reference
            ),
            said: vec![
                t!(
                    locale,
                    "mail-outcome-withdrawn-said",
                    municipality = municipality
                ),
                t!(locale, "mail-outcome-withdrawn-entry"),
            ],
            when: t!(locale, "step-withdrawn"),
            see: t!(locale, "mail-outcome-see"),
            not_you: t!(locale, "mail-outcome-withdrawn-not-you"),
        }
    }
}
