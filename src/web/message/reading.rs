//! Reads what was typed: a message that can be sent, or what is wrong with it, field by field.

use crate::i18n::Locale;
use crate::mail;
use crate::numbers::NationalId;
use crate::submission::Message;
use crate::submission::name::{is_deceptive, is_invisible};
use crate::submission::typed::TypedMessage;
use crate::web::forms::Errors;

/// SvarUt's limit for `tittel`, in characters.
const MAX_TITLE: usize = Message::MAX_TITLE;
/// Some 5,000 words, in characters; longer texts are documents.
const MAX_COMMENT: usize = 40_000;

/// What was typed as a message, or all that is wrong with it.
pub(in crate::web) fn read(typed: &TypedMessage, at: Locale) -> Result<Message, Errors> {
    let mut errors = Errors::default();
    let title = one_line(&typed.title);
    if title.is_empty() {
        errors.add("title", t!(at, "err-title-missing"));
    } else if title.chars().count() > MAX_TITLE {
        errors.add("title", t!(at, "err-title-too-long", max = MAX_TITLE));
    } else if NationalId::occurs_in(&title) {
        errors.add("title", t!(at, "err-title-national-id"));
    }
    let number = typed.case_number.trim();
    let typed_case_number = match number.parse() {
        _ if number.is_empty() => None,
        Ok(number) => Some(number),
        Err(_) => {
            errors.add("case_number", t!(at, "err-case-number-invalid"));
            None
        }
    };
    let comment = plain_text(&typed.comment);
    if comment.chars().count() > MAX_COMMENT {
        errors.add("comment", t!(at, "err-comment-too-long", max = MAX_COMMENT));
    }
    let email = typed.email.trim().to_owned();
    if email.is_empty() {
        errors.add("email", t!(at, "err-email-missing"));
    } else if !mail::is_address(&email) {
        errors.add("email", t!(at, "err-email-invalid"));
    }
    if errors.is_empty() {
        Ok(Message {
            title,
            typed_case_number,
            comment,
            confidential: typed.confidential.is_some(),
            email,
            language: Locale::from_tag(&typed.language),
        })
    } else {
        Err(errors)
    }
}

/// What no text may hold: what can't be seen, and what XML does not allow.
fn is_forbidden(c: char) -> bool {
    is_deceptive(c) || is_invisible(c)
}

/// Text on one line: XML and journals allow no control characters in a title.
fn one_line(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_forbidden(*c))
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text with its lines, as browsers send them, and no other control characters. What joins letters stays:
/// Persian is misspelt without it, and a family of emoji falls apart.
fn plain_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .filter(|c| !is_forbidden(*c) || matches!(c, '\n' | '\t' | '\u{200c}' | '\u{200d}'))
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(title: &str, case_number: &str) -> TypedMessage {
        TypedMessage {
            title: title.to_owned(),
            case_number: case_number.to_owned(),
            comment: "a\r\nb\u{0}".to_owned(),
            confidential: None,
            email: " kari@example.no ".to_owned(),
            language: String::new(),
        }
    }

    #[test]
    fn a_case_number_in_the_title_counts_unless_one_is_typed() {
        let case = |title, number| {
            read(&fields(title, number), Locale::Nb)
                .ok()
                .and_then(|m| m.case_number())
                .map(|n| n.to_string())
        };
        assert_eq!(case("2023/587 – Søknad", ""), Some("2023/587".to_owned()));
        assert_eq!(
            case("2023/587 – Søknad", "2024/1"),
            Some("2024/1".to_owned())
        );
        assert_eq!(case("Søknad", ""), None);
    }

    #[test]
    fn text_is_freed_of_what_journals_do_not_allow() {
        let typed = fields("  Klage \u{7} på\nvedtak ", "");
        let message = read(&typed, Locale::Nb).ok().unwrap();
        assert_eq!(message.title, "Klage på vedtak");
        assert_eq!(message.comment, "a\nb");
        assert_eq!(message.email, "kari@example.no");
    }

    #[test]
    fn each_wrong_field_is_told_of() {
        let wrong = TypedMessage {
            case_number: "x".to_owned(),
            email: "kari".to_owned(),
            ..TypedMessage::default()
        };
        let errors = read(&wrong, Locale::Nb).err().unwrap();
        assert_eq!(
            errors.iter().map(|error| error.field).collect::<Vec<_>>(),
            ["title", "case_number", "email"]
        );
        let with_number = fields("Gjelder 01819012345", "");
        assert!(read(&with_number, Locale::En).is_err());
    }
}
