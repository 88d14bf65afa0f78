//! Answering a letter of the municipality's: whom it was to answers it, in the case that it was written in.
//! The rest is a submission like any other, and each answer is one of its own.

use super::invitation::Invitation;
use super::{Content, Desk, InReplyTo, Message, Organisation, Person, Sender};

/// What stands before the letter's title. Norwegian in every language: it is the municipality that reads it.
const PREFIX: &str = "Svar: ";

/// What a letter settles of its answer. There is none for somebody whom the letter was not to.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Whom the letter was to.
    pub(super) sender: Sender,
    /// What is proposed; the sender may change it.
    pub(super) title: String,
    /// What the archive calls the letter.
    pub(super) letter: InReplyTo,
}

impl Reply {
    /// The answer of a person, if the letter was to her.
    pub fn of_person(desk: &Desk, person: &Person, invitation: &Invitation) -> Option<Self> {
        let is_hers = invitation.is_for_person(desk, person);
        is_hers.then(|| Self::to(invitation, Sender::Person))
    }

    /// The answer of an organisation that somebody has shown a right to act for, if the letter was to it.
    pub fn of_organisation(organisation: Organisation, invitation: &Invitation) -> Option<Self> {
        let is_its = invitation.is_for_organisation(&organisation.number);
        is_its.then(|| Self::to(invitation, Sender::Organisation(organisation)))
    }

    fn to(invitation: &Invitation, sender: Sender) -> Self {
        Self {
            sender,
            title: title_of(&invitation.title),
            letter: invitation.in_reply_to(),
        }
    }
}

/// The title of an answer, within the limit.
fn title_of(letter: &str) -> String {
    PREFIX
        .chars()
        .chain(letter.chars())
        .take(Message::MAX_TITLE)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// Keeps what a letter has settled: which letter it is, and who answers it. The evidence behind an
/// organisation may be renewed.
pub(super) fn keep_settled(before: &Content, after: &mut Content) {
    if before.in_reply_to.is_none() {
        return;
    }
    after.in_reply_to.clone_from(&before.in_reply_to);
    let is_the_same = match (&before.sender, &after.sender) {
        (Some(Sender::Organisation(before)), Some(Sender::Organisation(after))) => {
            before.number == after.number
        }
        (before, after) => before == after,
    };
    if !is_the_same {
        after.sender.clone_from(&before.sender);
    }
}

/// Takes the letter out of a draft. Its case stays, as the sender's own word.
pub(super) fn let_go(content: &mut Content) {
    let letter = content.in_reply_to.take();
    if let Some(case) = letter.and_then(|letter| letter.case_number) {
        content.message.typed_case_number = Some(case);
        if let Some(typed) = &mut content.typed.message {
            typed.case_number = case.to_string();
        }
    }
}
