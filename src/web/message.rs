//! What the sender writes: title, case number, comment, and where the receipt goes.

mod contact;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Errors, Protected};
use super::page::{Page, html, see_other};
use super::reply::Letter;
use super::submissions::{change, draft_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::registers::contact::Contact;
use crate::mail;
use crate::numbers::NationalId;
use crate::submission::name::{is_deceptive, is_invisible};
use crate::submission::{InReplyTo, Message};

/// SvarUt's limit for `tittel`, in characters.
const MAX_TITLE: usize = Message::MAX_TITLE;
/// Some 5,000 words, in characters; longer texts are documents.
const MAX_COMMENT: usize = 40_000;

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    page: Page,
    id: String,
    title: String,
    case_number: String,
    comment: String,
    confidential: bool,
    email: String,
    language: String,
    /// Where the contact register is asked, the language of the receipt can be chosen.
    asks_for_language: bool,
    registered: Registered,
    letter: Option<Letter>,
    errors: Errors,
}

/// Which fields the contact register filled in.
struct Registered {
    email: bool,
    language: bool,
}

/// What was typed, kept as it is until it is right.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    title: String,
    case_number: String,
    comment: String,
    /// What the tick box sends when it is ticked, and nothing else.
    confidential: Option<String>,
    email: String,
    language: String,
}

impl MessagePage {
    fn settled_case(&self) -> Option<&str> {
        self.letter.as_ref()?.case.as_deref()
    }
}

impl Fields {
    fn of(message: &Message) -> Self {
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

    fn parse(&self, at: Locale) -> Result<Message, Errors> {
        let mut errors = Errors::default();
        let title = one_line(&self.title);
        if title.is_empty() {
            errors.add("title", t!(at, "err-title-missing"));
        } else if title.chars().count() > MAX_TITLE {
            errors.add("title", t!(at, "err-title-too-long", max = MAX_TITLE));
        } else if NationalId::occurs_in(&title) {
            errors.add("title", t!(at, "err-title-national-id"));
        }
        let typed = self.case_number.trim();
        let typed_case_number = match typed.parse() {
            _ if typed.is_empty() => None,
            Ok(number) => Some(number),
            Err(_) => {
                errors.add("case_number", t!(at, "err-case-number-invalid"));
                None
            }
        };
        let comment = plain_text(&self.comment);
        if comment.chars().count() > MAX_COMMENT {
            errors.add("comment", t!(at, "err-comment-too-long", max = MAX_COMMENT));
        }
        let email = self.email.trim().to_owned();
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
                confidential: self.confidential.is_some(),
                email,
                language: Locale::from_tag(&self.language),
            })
        } else {
            Err(errors)
        }
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

/// `GET /submissions/{id}/message`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let mut fields = Fields::of(&submission.content.message);
    let mut registered = None;
    if fields.email.is_empty() {
        registered = contact::registered(&app, &citizen.person.national_id).await;
    }
    if let Some(contact) = &registered {
        fields.email = contact.email.clone().unwrap_or_default();
        fields.language = contact
            .language
            .map(|locale| locale.tag().to_owned())
            .unwrap_or_default();
    }
    let form = MessageForm {
        id: id.into_inner(),
        fields,
        errors: Errors::default(),
        registered,
        letter: submission.content.in_reply_to,
    };
    form.show(&app, citizen.page)
}

/// `POST /submissions/{id}/message`
pub(super) async fn save(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let (mut fields, is_current) = form.into_inner().salvaged(&citizen.page);
    let submission = draft_of(&app, &citizen, &id).await?;
    let letter = submission.content.in_reply_to.as_ref();
    if letter.is_some_and(|letter| letter.case_number.is_some()) {
        // The page has no field for it.
        fields.case_number.clear();
    }
    let parsed = if is_current {
        fields.parse(citizen.page.locale)
    } else {
        Err(Errors::old_form("title", &citizen.page))
    };
    let message = match parsed {
        Ok(message) => message,
        Err(errors) => {
            let form = MessageForm {
                id: id.into_inner(),
                fields,
                errors,
                registered: None,
                letter: submission.content.in_reply_to,
            };
            return form.show(&app, citizen.page);
        }
    };
    change(&app, &citizen, submission.id, |content| {
        content.message = message;
    })
    .await?;
    Ok(see_other(format!("/submissions/{}/files", submission.id)))
}

/// The page as it is to be shown.
struct MessageForm {
    id: String,
    fields: Fields,
    errors: Errors,
    registered: Option<Contact>,
    letter: Option<InReplyTo>,
}

impl MessageForm {
    fn show(self, app: &App, page: Page) -> Result<HttpResponse, WebError> {
        let Fields {
            title,
            case_number,
            comment,
            confidential,
            email,
            language,
        } = self.fields;
        let status = if self.errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let language = Locale::from_tag(&language).unwrap_or(page.locale);
        let registered = self.registered.as_ref();
        let letter = self.letter.as_ref();
        let letter = letter.map(|letter| Letter::of(letter, page.locale));
        html(
            status,
            &MessagePage {
                page,
                id: self.id,
                title,
                case_number,
                comment,
                confidential: confidential.is_some(),
                email,
                language: language.tag().to_owned(),
                asks_for_language: app.contacts.is_some(),
                registered: Registered {
                    email: registered.is_some_and(|contact| contact.email.is_some()),
                    language: registered.is_some_and(|contact| contact.language.is_some()),
                },
                letter,
                errors: self.errors,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(title: &str, case_number: &str) -> Fields {
        Fields {
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
        let read = |title, number| {
            fields(title, number)
                .parse(Locale::Nb)
                .ok()
                .and_then(|m| m.case_number())
                .map(|n| n.to_string())
        };
        assert_eq!(read("2023/587 – Søknad", ""), Some("2023/587".to_owned()));
        assert_eq!(
            read("2023/587 – Søknad", "2024/1"),
            Some("2024/1".to_owned())
        );
        assert_eq!(read("Søknad", ""), None);
    }

    #[test]
    fn text_is_freed_of_what_journals_do_not_allow() {
        let message = fields("  Klage \u{7} på\nvedtak ", "")
            .parse(Locale::Nb)
            .ok()
            .unwrap();
        assert_eq!(message.title, "Klage på vedtak");
        assert_eq!(message.comment, "a\nb");
        assert_eq!(message.email, "kari@example.no");
    }

    #[test]
    fn each_wrong_field_is_told_of() {
        let wrong = Fields {
            case_number: "x".to_owned(),
            email: "kari".to_owned(),
            ..Fields::default()
        };
        let errors = wrong.parse(Locale::Nb).err().unwrap();
        assert_eq!(
            errors.iter().map(|error| error.field).collect::<Vec<_>>(),
            ["title", "case_number", "email"]
        );
        assert!(fields("Gjelder 01819012345", "").parse(Locale::En).is_err());
    }
}
