//! What the sender writes: title, case number, comment, and where the receipt goes. It is saved as it is typed,
//! and what is wrong with it is told when she wants to go on.

mod contact;
mod reading;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Errors, Protected};
use super::page::{Page, has_value, html};
use super::reply::Letter;
use super::step::{self, Carried, Returned, Saved, Step};
use super::submissions::draft_of;
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::registers::contact::Contact;
use crate::submission::typed::{self, TypedMessage};
use crate::submission::{InReplyTo, SubmissionId};
pub(super) use reading::read;

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    page: Page,
    id: String,
    carried: Carried,
    typed: TypedMessage,
    language: String,
    /// Where the contact register is asked, the language of the receipt can be chosen.
    asks_for_language: bool,
    registered: Registered,
    letter: Option<Letter>,
    /// Whether it was sent after the session's end, and kept.
    was_aside: bool,
    /// What another page has saved since this one was made.
    instead: Option<TypedMessage>,
    errors: Errors,
}

/// Which fields the contact register filled in.
struct Registered {
    email: bool,
    language: bool,
}

/// The form of the page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    #[serde(flatten)]
    typed: TypedMessage,
    #[serde(flatten)]
    step: Step,
}

impl MessagePage {
    fn settled_case(&self) -> Option<&str> {
        self.letter.as_ref()?.case.as_deref()
    }
}

/// `GET /submissions/{id}/message`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let any = form_of(TypedMessage::default());
    let Returned {
        submission,
        form,
        was_aside,
        instead,
    } = step::returned_to(&app, &citizen, submission, &any).await?;
    let id = submission.id;
    let version = any.shown(&submission.content).version(&app.desk.keys, id);
    let from_review = has_value(request.query_string(), "return", step::REVIEW);
    let mut typed = typed_in(form);
    let mut registered = None;
    if typed.email.is_empty() && submission.content.typed.message.is_none() {
        registered = contact::registered(&app, &citizen.person.national_id).await;
    }
    if let Some(contact) = &registered {
        typed.email = contact.email.clone().unwrap_or_default();
        typed.language = contact
            .language
            .map(|locale| locale.tag().to_owned())
            .unwrap_or_default();
    }
    let shown = Shown {
        carried: Carried::by(&app, id, version, from_review),
        typed,
        was_aside,
        instead: instead.map(typed_in),
        errors: Errors::default(),
        registered,
        letter: submission.content.in_reply_to,
    };
    shown.answer(&app, citizen.page, (id, StatusCode::OK))
}

/// `POST /submissions/{id}/message`
pub(super) async fn save(
    app: Data<App>,
    citizen: Result<Citizen, WebError>,
    id: Path<String>,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let (citizen, submission, form) = match step::owned(&app, citizen, &id).await {
        Ok((citizen, submission)) => (citizen, submission, form.into_inner()),
        Err(refused) => {
            let Fields { typed, step } = form.into_inner().unverified();
            let form = form_of(typed);
            return Err(step.set_aside(&app, &id, form, refused).await);
        }
    };
    let (Fields { mut typed, step }, is_current) = form.salvaged(&citizen.page);
    let letter = submission.content.in_reply_to.as_ref();
    if letter.is_some_and(|letter| letter.case_number.is_some()) {
        // The page has no field for it.
        typed.case_number.clear();
    }
    let id = submission.id;
    let read = read(&typed, citizen.page.locale);
    let saved = if is_current {
        let at = (app.get_ref(), &citizen, &submission);
        let form = form_of(typed.clone());
        step.save(at, &form, |content| match &read {
            Ok(message) => {
                content.message = message.clone();
                content.typed.message = None;
            }
            Err(_) => typed.clone().keep_in(content),
        })
        .await?
    } else {
        Saved::Old
    };
    if let Some(answer) = step.answer((&app, &citizen.page, id), &saved) {
        return Ok(answer);
    }
    let mut shown = Shown {
        carried: Carried::by(&app, id, step.version.clone(), step.is_from_review()),
        typed,
        was_aside: false,
        instead: None,
        errors: Errors::default(),
        registered: None,
        letter: submission.content.in_reply_to,
    };
    match (saved, read) {
        (Saved::Now(_), Ok(_)) => return Ok(step.onward(id, "files")),
        (Saved::Now(now), Err(errors)) => {
            shown.carried.version = now.version(&app.desk.keys, id);
            shown.errors = errors;
        }
        (Saved::Changed(instead), _) => {
            shown.carried.version = instead.version(&app.desk.keys, id);
            shown.instead = Some(typed_in(instead));
        }
        (Saved::Old, _) => shown.errors = Errors::old_form("title", &citizen.page),
    }
    let status = shown.status();
    shown.answer(&app, citizen.page, (id, status))
}

fn form_of(typed: TypedMessage) -> typed::Form {
    typed::Form::Message(typed)
}

fn typed_in(form: typed::Form) -> TypedMessage {
    match form {
        typed::Form::Message(typed) => typed,
        typed::Form::Sender(_) => TypedMessage::default(),
    }
}

/// The page as it is to be shown.
struct Shown {
    carried: Carried,
    typed: TypedMessage,
    was_aside: bool,
    instead: Option<TypedMessage>,
    errors: Errors,
    registered: Option<Contact>,
    letter: Option<InReplyTo>,
}

impl Shown {
    /// The status of an answer to a form that leads nowhere yet.
    fn status(&self) -> StatusCode {
        if self.instead.is_some() {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    fn answer(
        self,
        app: &App,
        page: Page,
        (id, status): (SubmissionId, StatusCode),
    ) -> Result<HttpResponse, WebError> {
        let language = Locale::from_tag(&self.typed.language).unwrap_or(page.locale);
        let registered = self.registered.as_ref();
        let letter = self.letter.as_ref();
        let letter = letter.map(|letter| Letter::of(letter, page.locale));
        html(
            status,
            &MessagePage {
                page: Page {
                    form: step::FORM,
                    ..page
                },
                id: id.to_string(),
                carried: self.carried,
                typed: self.typed,
                language: language.tag().to_owned(),
                asks_for_language: app.contacts.is_some(),
                registered: Registered {
                    email: registered.is_some_and(|contact| contact.email.is_some()),
                    language: registered.is_some_and(|contact| contact.language.is_some()),
                },
                letter,
                was_aside: self.was_aside,
                instead: self.instead,
                errors: self.errors,
            },
        )
    }
}
