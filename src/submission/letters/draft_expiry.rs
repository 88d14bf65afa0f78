//! That a draft is about to be deleted. Whoever has gone on with it since needs no warning.

use std::fmt;
use std::str::FromStr;

use anyhow::Context;

use super::Wording;
use crate::clock::Instant;
use crate::outbox::{Failure, Letter};
use crate::submission::{Desk, State, SubmissionId, records};

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

pub(super) async fn word(desk: &Desk, letter: &Letter) -> anyhow::Result<Result<Wording, Failure>> {
    let warning: Warning = letter.subject.parse().context("outbox.subject")?;
    let withdrawn = |reason: &str| Ok(Err(Failure::Withdraw(reason.to_owned())));
    let Some(submission) = records::known(desk, warning.id).await? else {
        return withdrawn("the draft is gone");
    };
    if submission.state != State::Draft {
        return withdrawn("the draft has been sent");
    }
    let is_the_same = submission.updated_at == warning.updated_at;
    let Some(expires_at) = submission.expires_at.filter(|_| is_the_same) else {
        return withdrawn("somebody has gone on with the draft");
    };
    let locale = submission.content.language();
    let municipality = desk.municipality.name.as_str();
    let day = locale.day(expires_at.norwegian_day());
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
                locale.minute(submission.updated_at),
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
}
