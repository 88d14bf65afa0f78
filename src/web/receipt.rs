//! The receipt: shown only when the submission is durable and an archivist will get it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::error::WebError;
use super::page::{Page, html, see_other};
use super::review::OrganisationShown;
use super::submissions::{DocumentRow, document_rows, status, submission_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::State;
use crate::submission::collect::answer;

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    id: String,
    reference: String,
    journal_number: String,
    sent: String,
    title: String,
    confidential: bool,
    case_number: String,
    comment: String,
    email: String,
    documents: Vec<DocumentRow>,
    organisation: Option<OrganisationShown>,
    status: String,
    /// Why the archive has sent it back.
    from_archive: Option<String>,
}

/// Send was pressed, and something is still being finished.
#[derive(Template)]
#[template(path = "sending.html")]
struct SendingPage {
    page: Page,
    id: String,
}

/// `GET /submissions/{id}/receipt`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = submission_of(&app, &citizen, &id).await?;
    let id = submission.id.to_string();
    match submission.state {
        State::Draft => return Ok(see_other(format!("/submissions/{id}/review"))),
        State::Sending => {
            return html(
                StatusCode::OK,
                &SendingPage {
                    page: citizen.page,
                    id,
                },
            );
        }
        State::Waiting | State::Acknowledged | State::Returned | State::Withdrawn => {}
    }
    let from_archive = match submission.state {
        State::Returned => answer::to_the_sender(&app.desk, submission.id).await?,
        _ => None,
    };
    let organisation = OrganisationShown::of(&submission);
    let message = submission.content.message;
    let case_number = message
        .case_number()
        .map(|number| number.to_string())
        .unwrap_or_default();
    html(
        StatusCode::OK,
        &ReceiptPage {
            id,
            reference: submission.reference.to_string(),
            journal_number: submission
                .journal_number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            sent: submission
                .received_at
                .map(crate::clock::Instant::norwegian_minute)
                .unwrap_or_default(),
            title: message.title,
            confidential: message.confidential,
            case_number,
            comment: message.comment,
            email: message.email,
            documents: document_rows(&submission.documents, citizen.page.locale),
            organisation,
            status: status(submission.state, citizen.page.locale),
            from_archive,
            page: citizen.page,
        },
    )
}
