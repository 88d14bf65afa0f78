//! That a draft is about to be deleted. Whoever has gone on with it since needs no warning.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;

use super::Wording;
use crate::clock::Instant;
use crate::outbox::{Failure, Letter};
use crate::submission::{Desk, State, SubmissionId, records};

/// How long a draft is kept after it was last changed.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// How long a draft is kept after its warning was put into the outbox, at least.
const NOTICE: Duration = Duration::from_hours(2 * 24);

/// What a warning is about, and the subject of its letter, as `0b9d1b2a-…/1795266000000`: a draft as it was
/// last changed at that moment. Changed again, it is warned of again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The draft.
    pub id: SubmissionId,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.id, self.updated_at.millis())
    }
}

impl FromStr for Warning {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (id, millis) = text.split_once('/').context("a draft and a time")?;
        Ok(Self {
            id: id.parse()?,
            updated_at: Instant::from_millis(millis.parse()?),
        })
    }
}

impl Warning {
    /// When the draft is deleted, when the warning was put into the outbox at that moment: the portal may have
    /// been down when it was due, and nobody's draft goes sooner than the warning says.
    pub fn expires_at(&self, warned_at: Instant) -> Instant {
        self.updated_at.after(KEPT).max(warned_at.after(NOTICE))
    }
}

pub(super) async fn word(desk: &Desk, letter: &Letter) -> anyhow::Result<Result<Wording, Failure>> {
    let warning: Warning = letter.subject.parse().context("outbox.subject")?;
    let withdrawn = |reason: &str| Ok(Err(Failure::Withdraw(reason.to_owned())));
    let Some(submission) = records::known(desk, warning.id).await? else {
        return withdrawn("the draft is gone");
    };
    if submission.state != State::Draft {
        return withdrawn("the draft has been sent");
    }
    if submission.updated_at != warning.updated_at {
        return withdrawn("somebody has gone on with the draft");
    }
    let locale = submission.content.language();
    let municipality = desk.municipality.name.as_str();
    let day = warning.expires_at(letter.put_at).norwegian_date();
    Ok(Ok(Wording {
        locale,
        subject: t!(locale, "mail-draft-subject", municipality = municipality),
        said: vec![
            t!(locale, "mail-draft-begun", municipality = municipality),
            t!(locale, "mail-draft-deleted", day = day.as_str()),
        ],
        facts: vec![
            (
                t!(locale, "mail-draft-changed"),
                submission.updated_at.norwegian_minute(),
            ),
            (t!(locale, "mail-draft-deleted-on"), day),
        ],
        see: t!(locale, "mail-draft-see"),
        closing: vec![
            t!(locale, "mail-draft-nothing"),
            t!(locale, "mail-draft-not-you"),
        ],
        to: submission.content.message.email,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_its_letter_s_subject() {
        let warning = Warning {
            id: SubmissionId::new(),
            updated_at: Instant::from_millis(1_795_266_000_000),
        };
        assert_eq!(warning.to_string().parse::<Warning>().unwrap(), warning);
        for wrong in ["", "/", "x/1", &warning.id.to_string()] {
            assert!(wrong.parse::<Warning>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_late_warning_is_a_warning_all_the_same() {
        let warning = Warning {
            id: SubmissionId::new(),
            updated_at: Instant::from_millis(0),
        };
        let days = |days: u64| Instant::from_millis(0).after(Duration::from_hours(24 * days));
        assert_eq!(warning.expires_at(days(5)), days(7));
        assert_eq!(warning.expires_at(days(9)), days(11));
    }
}
