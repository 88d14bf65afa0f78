//! What stands in the forms of a draft as it was typed, right or wrong. It is what the person meets when she
//! comes back to the form; what is sent is made from it once it is right, and nothing that is typed is sent
//! before.

use serde::{Deserialize, Serialize};

use super::{Content, Message, Sender, SubmissionId};
use crate::crypt::PortalKeys;
use crate::i18n::Locale;

/// What was typed in each form of a draft, as long as it is not what the draft says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Who it is from.
    pub sender: Option<TypedSender>,
    /// What is written.
    pub message: Option<TypedMessage>,
}

impl Content {
    /// As its forms show it: what was typed stands in place of what is to be sent.
    #[must_use]
    pub fn as_typed(&self) -> Self {
        let mut shown = self.clone();
        if let Some(typed) = &self.typed.message {
            shown.message = Message {
                title: typed.title.clone(),
                typed_case_number: typed.case_number.trim().parse().ok(),
                comment: typed.comment.clone(),
                confidential: typed.confidential.is_some(),
                email: typed.email.clone(),
                language: Locale::from_tag(&typed.language),
            };
        }
        shown
    }
}

/// The form that asks who a submission is from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedSender {
    /// What is chosen: `person`, `organisation`, or nothing.
    pub sender: String,
    /// The organisation's number.
    pub organisation_number: String,
}

impl TypedSender {
    /// What the form shows of a draft.
    pub fn shown(content: &Content) -> Self {
        let typed = content.typed.sender.clone();
        typed.unwrap_or_else(|| Self::of(content.sender.as_ref()))
    }

    /// The form of a sender that is settled.
    pub fn of(sender: Option<&Sender>) -> Self {
        let (sender, organisation_number) = match sender {
            None => ("", String::new()),
            Some(Sender::Person) => ("person", String::new()),
            Some(Sender::Organisation(organisation)) => {
                ("organisation", organisation.number.grouped())
            }
        };
        Self {
            sender: sender.to_owned(),
            organisation_number,
        }
    }

    /// Keeps it in a draft, unless it is what the draft says anyway.
    pub fn keep_in(self, content: &mut Content) {
        // However the number's digits are grouped.
        let told = |typed: &Self| {
            let digits: String = typed.organisation_number.split_whitespace().collect();
            (typed.sender.clone(), digits)
        };
        let is_settled = told(&self) == told(&Self::of(content.sender.as_ref()));
        content.typed.sender = (!is_settled).then_some(self);
    }
}

/// The form of the message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedMessage {
    /// What it is about.
    pub title: String,
    /// The municipality's case.
    pub case_number: String,
    /// Free text.
    pub comment: String,
    /// What the tick box sends when it is ticked, and nothing else.
    pub confidential: Option<String>,
    /// Where the receipt goes.
    pub email: String,
    /// The language of the receipt.
    pub language: String,
}

impl TypedMessage {
    /// What the form shows of a draft.
    pub fn shown(content: &Content) -> Self {
        let typed = content.typed.message.clone();
        typed.unwrap_or_else(|| Self::of(&content.message))
    }

    /// Keeps it in a draft, unless it is what the draft says anyway.
    pub fn keep_in(self, content: &mut Content) {
        let is_settled = self == Self::of(&content.message);
        content.typed.message = (!is_settled).then_some(self);
    }

    /// The form of a message that is right.
    pub fn of(message: &Message) -> Self {
        Self {
            title: message.title.clone(),
            case_number: message
                .typed_case_number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            comment: message.comment.clone(),
            confidential: message.confidential.then(|| "yes".to_owned()),
            email: message.email.clone(),
            language: message
                .language
                .map(|locale| locale.tag().to_owned())
                .unwrap_or_default(),
        }
    }
}

/// One form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// Who it is from.
    Sender(TypedSender),
    /// What is written.
    Message(TypedMessage),
}

impl Form {
    /// The same form as a draft shows it.
    #[must_use]
    pub fn shown(&self, content: &Content) -> Self {
        match self {
            Self::Sender(_) => Self::Sender(TypedSender::shown(content)),
            Self::Message(_) => Self::Message(TypedMessage::shown(content)),
        }
    }

    /// Whether both are the same form, whatever is typed in it.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Keeps it in a draft, unless it is what the draft says anyway.
    pub(super) fn keep_in(self, content: &mut Content) {
        match self {
            Self::Sender(typed) => typed.keep_in(content),
            Self::Message(typed) => typed.keep_in(content),
        }
    }

    /// What the form's page carries, so that an old page does not undo what was written after it: a keyed hash of
    /// all that the form shows.
    pub fn version(&self, keys: &PortalKeys, id: SubmissionId) -> String {
        let shown = serde_json::to_string(self).unwrap_or_default();
        keys.lookup("form", &format!("{id}:{shown}"))
    }
}

/// A form that was sent when nobody was logged in any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetAside {
    /// As it was typed.
    pub form: Form,
    /// The version that its page carried.
    pub version: String,
}

/// What the forms of a draft carry and nobody else knows: who sends it back has had a page of its owner's.
pub fn token(keys: &PortalKeys, id: SubmissionId) -> String {
    keys.lookup("form-of", &id.to_string())
}
