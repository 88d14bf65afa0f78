//! The sender takes back what she has sent. Asked first, since documents can't be brought back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::error::WebError;
use super::forms::{Nothing, Protected};
use super::page::{Page, html, see_other};
use super::submissions::submission_of;
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::State;
use crate::submission::records::Submission;
use crate::submission::withdrawal::{self, Outcome};

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage {
    page: Page,
    id: String,
    title: String,
    reference: String,
    journal_number: String,
}

/// Whether it can be taken back, as far as its page knows: the archive may be fetching it just now.
pub(super) fn can_be(submission: &Submission) -> bool {
    submission.state == State::Waiting && submission.fetched_at.is_none()
}

/// `GET /submissions/{id}/withdraw`
pub(super) async fn ask(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = submission_of(&app, &citizen, &id).await?;
    if !can_be(&submission) {
        return instead(&submission);
    }
    html(
        StatusCode::OK,
        &WithdrawPage {
            page: citizen.page,
            id: submission.id.to_string(),
            title: submission.content.message.title,
            reference: submission.reference.to_string(),
            journal_number: submission
                .journal_number
                .map(|number| number.to_string())
                .unwrap_or_default(),
        },
    )
}

/// `POST /submissions/{id}/withdraw`. Pressed twice, the first press counts.
pub(super) async fn withdraw(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let submission = submission_of(&app, &citizen, &id).await?;
    if submission.state == State::Draft {
        return instead(&submission);
    }
    match withdrawal::withdraw(&app.desk, &citizen.person, submission.id).await? {
        Outcome::Withdrawn | Outcome::NotYet => Ok(see_other(receipt_of(&submission))),
        Outcome::TooLate => Err(WebError::FetchedAlready),
        Outcome::NotFound => Err(WebError::NotFound),
    }
}

/// What is shown of a submission that can't be taken back.
fn instead(submission: &Submission) -> Result<HttpResponse, WebError> {
    match submission.state {
        State::Draft => Ok(see_other(format!("/submissions/{}/review", submission.id))),
        // It is being made ready, or it was taken back before.
        State::Sending | State::Withdrawn => Ok(see_other(receipt_of(submission))),
        State::Waiting | State::Acknowledged | State::Returned => Err(WebError::FetchedAlready),
    }
}

fn receipt_of(submission: &Submission) -> String {
    format!("/submissions/{}/receipt", submission.id)
}
