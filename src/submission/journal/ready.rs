//! Whether a draft can be sent: nothing lacks, and it is what the person saw when she pressed Send.

use super::Outcome;
use crate::submission::{Content, Desk, Sender, records};

/// What a draft still lacks before it can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Who it is from.
    Sender,
    /// Another sender was begun to be chosen, and is not settled.
    UnfinishedSender,
    /// What stands in the form of the message can't be sent as it is.
    UnfinishedMessage,
    /// What it is about.
    Title,
    /// Where the receipt goes.
    Email,
    /// Anything to send.
    Documents,
}

impl Missing {
    /// Whether it was begun, and is neither settled nor right.
    pub const fn is_begun(self) -> bool {
        matches!(self, Self::UnfinishedSender | Self::UnfinishedMessage)
    }
}

/// What a person saw when she pressed Send.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The [`digest`] that stood on her page.
    pub digest: String,
    /// Who it was from when it was looked up …
    pub sender: Option<Sender>,
    /// … and what was found.
    pub confirmed: Option<Sender>,
}

/// All that is shown before Send is pressed, as a keyed hash: another tab may change it in between, and
/// what she did not see is not sent.
pub fn digest(desk: &Desk, submission: &records::Submission) -> anyhow::Result<String> {
    let content = &submission.content;
    // The evidence behind an organisation is not shown, and is renewed by itself.
    let from = content.sender.as_ref().map(|sender| match sender {
        Sender::Organisation(organisation) => Some((&organisation.number, &organisation.name)),
        Sender::Person => None,
    });
    let documents: Vec<_> = submission
        .documents
        .iter()
        .map(|document| (document.number, &document.facts))
        .collect();
    let letter = &content.in_reply_to;
    let written = (&content.message, letter);
    // What was set aside since is to be read before anything is sent.
    let aside = submission.set_aside.as_ref();
    let shown = serde_json::to_string(&(from.is_some(), from, written, documents, aside))?;
    Ok(desk.keys.lookup("review", &shown))
}

/// What the draft still lacks.
pub fn missing(submission: &records::Submission) -> Vec<Missing> {
    let Content {
        message,
        sender,
        typed,
        ..
    } = &submission.content;
    let has_sender = is_settled(sender.as_ref());
    // What is wrong in the form says all that is to be said of it.
    let is_written = typed.message.is_none();
    [
        (!has_sender, Missing::Sender),
        (
            has_sender && typed.sender.is_some(),
            Missing::UnfinishedSender,
        ),
        (!is_written, Missing::UnfinishedMessage),
        (is_written && message.title.is_empty(), Missing::Title),
        (is_written && message.email.is_empty(), Missing::Email),
        (submission.documents.is_empty(), Missing::Documents),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect()
}

/// Whether it is known who a submission is from, and why an organisation's is believed.
fn is_settled(sender: Option<&Sender>) -> bool {
    sender.is_some_and(|sender| match sender {
        Sender::Person => true,
        Sender::Organisation(organisation) => organisation.representation.is_some(),
    })
}

/// Why a draft is not sent, if it is not; else its sender is the one that was confirmed.
pub(super) fn keeps_back(
    desk: &Desk,
    submission: &mut records::Submission,
    seen: Seen,
) -> anyhow::Result<Option<Outcome>> {
    let is_the_same =
        submission.content.sender == seen.sender && digest(desk, submission)? == seen.digest;
    if !is_the_same {
        return Ok(Some(Outcome::Changed));
    }
    submission.content.sender = seen.confirmed;
    let lacks = missing(submission);
    Ok((!lacks.is_empty()).then_some(Outcome::Incomplete(lacks)))
}
