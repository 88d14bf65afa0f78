//! What an archive says of a submission, and how long its texts may be.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Characters of a confirmation code, at most; ours are shorter.
const MAX_CODE: usize = 200;
/// Characters of a case or journal number, at most.
pub const MAX_NUMBER: usize = 64;
/// Characters of the text to the sender, at most.
const MAX_TEXT: usize = 2000;

/// `POST …/acknowledgement`
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// From inside the manifest.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000-\u001F\u007F-\u009F]+$",
        example = "from inside the manifest"
    )]
    pub confirmation_code: String,
    /// The archive's case, when it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 1,
        max_length = 64,
        pattern = r"^[^\u0000-\u001F\u007F-\u009F]+$",
        example = "2026/587"
    )]
    pub case_number: Option<String>,
    /// The archive's own journal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 1,
        max_length = 64,
        pattern = r"^[^\u0000-\u001F\u007F-\u009F]+$",
        example = "2026/1234"
    )]
    pub journal_number: Option<String>,
}

/// `POST …/return`
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// From inside the manifest: only who has read it can judge it.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000-\u001F\u007F-\u009F]+$",
        example = "from inside the manifest"
    )]
    pub confirmation_code: String,
    /// Why, for machines.
    pub reason: ReturnReason,
    /// Why and what to do, for the sender.
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"^[^\u0000-\u001F\u007F-\u009F]+$",
        example = "Side 2 mangler"
    )]
    pub text: String,
}

/// Why an archive sends something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnReason {
    /// Meant for somebody else.
    WrongRecipient,
    /// A document can't be read.
    Unreadable,
    /// Something is missing.
    Incomplete,
    /// Another reason; the text tells.
    Other,
}

/// What is wrong with an answer, in words for whoever wrote the program that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    field: &'static str,
    most: usize,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, most } = self;
        write!(
            f,
            "{field} is 1 to {most} characters, none of them a control character"
        )
    }
}

impl Acknowledgement {
    /// Whether its texts are as long as they may be, and hold nothing that is no text.
    pub fn check(&self) -> Result<(), Unfit> {
        fits("confirmation_code", &self.confirmation_code, MAX_CODE)?;
        for (field, number) in [
            ("case_number", &self.case_number),
            ("journal_number", &self.journal_number),
        ] {
            if let Some(number) = number {
                fits(field, number, MAX_NUMBER)?;
            }
        }
        Ok(())
    }
}

impl Return {
    /// The same.
    pub fn check(&self) -> Result<(), Unfit> {
        fits("confirmation_code", &self.confirmation_code, MAX_CODE)?;
        fits("text", &self.text, MAX_TEXT)
    }
}

fn fits(field: &'static str, text: &str, most: usize) -> Result<(), Unfit> {
    let is_fit = (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    is_fit.then_some(()).ok_or(Unfit { field, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_their_lengths() {
        let mut answer = Return {
            confirmation_code: "x".to_owned(),
            reason: ReturnReason::Other,
            text: "æ".repeat(2000),
        };
        assert_eq!(answer.check(), Ok(()));
        for text in [String::new(), "æ".repeat(2001), "linje\nlinje".to_owned()] {
            answer.text = text;
            let told = answer.check().unwrap_err().to_string();
            assert!(told.starts_with("text is 1 to 2000 characters"), "{told}");
        }
    }
}
