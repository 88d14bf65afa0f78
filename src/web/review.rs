//! Check your answers, and press Send.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;

use super::error::WebError;
use super::forms::{Errors, Nothing, Protected};
use super::page::{Page, html, see_other};
use super::submissions::{DocumentRow, document_rows, submission_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::journal::{self, Missing, Outcome};
use crate::submission::records::Submission;
use crate::submission::{Sender, State};

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    page: Page,
    id: String,
    sender_is_chosen: bool,
    sender_is_organisation: bool,
    organisation_number: String,
    title: String,
    case_number: String,
    comment: String,
    email: String,
    documents: Vec<DocumentRow>,
    errors: Errors,
}

/// `GET /submissions/{id}/review`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    query: Query<HashMap<String, String>>,
) -> Result<HttpResponse, WebError> {
    let submission = submission_of(&app, &citizen, &id).await?;
    if submission.state != State::Draft {
        return Ok(see_other(format!("/submissions/{}/receipt", submission.id)));
    }
    demand_to_send(&app, &citizen, &submission)?;
    // Told only to who has pressed Send: a page that is merely opened blames nobody.
    let missing = if query.contains_key("missing") {
        journal::missing(&submission)
    } else {
        Vec::new()
    };
    answer(citizen.page, submission, &missing)
}

/// `POST /submissions/{id}/send`
pub(super) async fn send(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let submission = submission_of(&app, &citizen, &id).await?;
    if submission.state == State::Draft {
        demand_to_send(&app, &citizen, &submission)?;
    }
    match journal::send(&app.desk, &citizen.person, submission.id).await? {
        Outcome::Sent => {
            tracing::info!(submission.id = %submission.id, "a submission was sent");
            Ok(see_other(format!("/submissions/{}/receipt", submission.id)))
        }
        // A page of its own rather than the form's answer, so that Back and reload do no harm.
        Outcome::Incomplete(_) => Ok(see_other(format!(
            "/submissions/{}/review?missing",
            submission.id
        ))),
        Outcome::NotFound => Err(WebError::NotFound),
    }
}

/// Leads who may log in, but not send, by way of a new log-in back to this page.
fn demand_to_send(app: &App, citizen: &Citizen, submission: &Submission) -> Result<(), WebError> {
    if citizen
        .session
        .satisfies(app.demands.send, app.desk.clock.now())
    {
        return Ok(());
    }
    Err(WebError::StepUp {
        return_to: format!("/submissions/{}/review", submission.id),
    })
}

fn answer(
    page: Page,
    submission: Submission,
    missing: &[Missing],
) -> Result<HttpResponse, WebError> {
    let id = submission.id.to_string();
    let mut errors = Errors::default();
    for what in missing {
        let (field, message, step) = match what {
            Missing::Sender => ("sender", t!(page, "err-sender-missing"), "sender"),
            Missing::Title => ("title", t!(page, "err-title-missing"), "message#title"),
            Missing::Email => ("email", t!(page, "err-email-missing"), "message#email"),
            Missing::Documents => ("files", t!(page, "err-files-missing"), "files"),
        };
        errors.add_elsewhere(field, message, format!("/submissions/{id}/{step}"));
    }
    let organisation_number = organisation_number(&submission);
    let documents = document_rows(&submission.documents, page.locale);
    let message = submission.content.message;
    let case_number = message
        .case_number()
        .map(|number| number.to_string())
        .unwrap_or_default();
    html(
        StatusCode::OK,
        &ReviewPage {
            page,
            id,
            sender_is_chosen: submission.content.sender.is_some(),
            sender_is_organisation: !organisation_number.is_empty(),
            organisation_number,
            title: message.title,
            case_number,
            comment: message.comment,
            email: message.email,
            documents,
            errors,
        },
    )
}

/// The organisation a submission is from, in threes; empty for a person.
pub(super) fn organisation_number(submission: &Submission) -> String {
    match &submission.content.sender {
        Some(Sender::Organisation { number }) => number.grouped(),
        Some(Sender::Person) | None => String::new(),
    }
}
