//! Whom a letter was to is the one who answers it: the page says so, and offers to send without the letter.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::app::App;
use crate::submission::draft;
use crate::submission::records::Submission;
use crate::web::error::WebError;
use crate::web::forms::Errors;
use crate::web::page::{Page, has_parameter, html, see_other};
use crate::web::reply::Letter;
use crate::web::representation::{NO_RIGHT, UNAVAILABLE};
use crate::web::review::OrganisationShown;
use crate::web::submissions::not_a_draft;
use crate::web::visitor::Citizen;

/// What the form says that sends without the letter.
pub(super) const LET_GO: &str = "let-go";

#[derive(Template)]
#[template(path = "sender_settled.html")]
struct SettledPage {
    page: Page,
    id: String,
    letter: Option<Letter>,
    organisation: Option<OrganisationShown>,
    errors: Errors,
}

pub(super) fn show(
    page: Page,
    submission: &Submission,
    query: &str,
) -> Result<HttpResponse, WebError> {
    let mut errors = Errors::default();
    if has_parameter(query, NO_RIGHT) {
        errors.add("sender", t!(page, "err-reply-no-right"));
    } else if has_parameter(query, UNAVAILABLE) {
        errors.add("sender", t!(page, "err-reply-unavailable"));
    }
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html(
        status,
        &SettledPage {
            id: submission.id.to_string(),
            letter: Letter::answered_by(&submission.content, page.locale),
            organisation: OrganisationShown::of(submission),
            errors,
            page,
        },
    )
}

/// Another sender is not taken: the form that could name one is not on the page.
pub(super) async fn save(
    app: &App,
    citizen: &Citizen,
    submission: &Submission,
    lets_go: bool,
) -> Result<HttpResponse, WebError> {
    let id = submission.id;
    if !lets_go {
        return Ok(see_other(format!("/submissions/{id}/message")));
    }
    let gone = draft::let_go_of_letter(&app.desk, &citizen.person, id);
    match gone.await? {
        Ok(()) => Ok(see_other(format!("/submissions/{id}/sender"))),
        Err(draft::NotADraft) => Err(not_a_draft(app, citizen, id).await),
    }
}
