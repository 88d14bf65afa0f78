//! Check your answers, and press Send.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;

use super::error::WebError;
use super::forms::{Errors, Nothing, Protected};
use super::page::{Page, html, see_other};
use super::representation;
use super::submissions::{DocumentRow, document_rows, submission_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::identity::representation::Refusal;
use crate::submission::journal::{self, Missing, Outcome};
use crate::submission::records::Submission;
use crate::submission::{Sender, State, SubmissionId};

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    page: Page,
    id: String,
    sender_is_chosen: bool,
    organisation: Option<OrganisationShown>,
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
    let errors = errors_of(&missing, submission.id, &citizen.page);
    answer(StatusCode::OK, citizen.page, submission, errors)
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
        if let Err(refusal) = representation::confirm(&app, &citizen, &submission).await? {
            return refused(citizen.page, submission, refusal);
        }
    }
    let id = submission.id;
    Ok(match journal::send(&app.desk, &citizen.person, id).await? {
        Outcome::Sent => see_other(format!("/submissions/{id}/receipt")),
        // A page of its own rather than the form's answer, so that Back and reload do no harm.
        Outcome::Incomplete(_) => see_other(format!("/submissions/{id}/review?missing")),
        Outcome::NotFound => return Err(WebError::NotFound),
    })
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

/// The right to act for the organisation is not there any more, or must be shown once more.
fn refused(page: Page, submission: Submission, refusal: Refusal) -> Result<HttpResponse, WebError> {
    let id = submission.id;
    if matches!(refusal, Refusal::Stale) {
        return Ok(see_other(format!("/login/ansattporten?submission={id}")));
    }
    let mut errors = Errors::default();
    let told = representation::told(refusal, page.locale);
    errors.add_elsewhere("sender", told, format!("/submissions/{id}/sender"));
    answer(StatusCode::UNPROCESSABLE_ENTITY, page, submission, errors)
}

/// What is missing, and where it is put right.
fn errors_of(missing: &[Missing], id: SubmissionId, page: &Page) -> Errors {
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
    errors
}

fn answer(
    status: StatusCode,
    page: Page,
    submission: Submission,
    errors: Errors,
) -> Result<HttpResponse, WebError> {
    let id = submission.id.to_string();
    let organisation = OrganisationShown::of(&submission);
    let documents = document_rows(&submission.documents, page.locale);
    let message = submission.content.message;
    let case_number = message
        .case_number()
        .map(|number| number.to_string())
        .unwrap_or_default();
    html(
        status,
        &ReviewPage {
            page,
            id,
            sender_is_chosen: submission.content.sender.is_some(),
            organisation,
            title: message.title,
            case_number,
            comment: message.comment,
            email: message.email,
            documents,
            errors,
        },
    )
}

/// The organisation a submission is from, as people read it.
pub(super) struct OrganisationShown {
    pub(super) number: String,
    pub(super) name: String,
    /// Whether nobody but the person vouches for her right to act.
    pub(super) is_declared: bool,
}

impl OrganisationShown {
    pub(super) fn of(submission: &Submission) -> Option<Self> {
        let Some(Sender::Organisation(organisation)) = &submission.content.sender else {
            return None;
        };
        let representation = organisation.representation.as_ref();
        Some(Self {
            number: organisation.number.grouped(),
            name: organisation.name.clone().unwrap_or_default(),
            is_declared: representation.is_none_or(|known| !known.evidence.is_verified()),
        })
    }
}
