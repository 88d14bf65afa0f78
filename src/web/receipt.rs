//! The receipt: shown only when the submission is durable and an archivist will get it. It keeps its address,
//! and says what is true of the submission when it is opened.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::document_row::{DocumentRow, document_rows};
use super::error::WebError;
use super::page::{Moment, Page, html, see_other};
use super::progress::{SentBack, Step, status, steps};
use super::reply::Letter;
use super::review::OrganisationShown;
use super::submissions::submission_of;
use super::visitor::Citizen;
use super::withdraw;
use crate::app::App;
use crate::submission::State;
use crate::submission::letters;
use crate::submission::records::Submission;
use crate::submission::retention;

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    page: Page,
    id: String,
    /// What is true of it now.
    told: Told,
    steps: Vec<Step>,
    /// Why the archive has sent it back.
    sent_back: Option<SentBack>,
    /// What is still to happen, while the archive has not answered.
    next: Vec<String>,
    can_be_withdrawn: bool,
    /// Whether a mail about it could not be delivered.
    is_undelivered: bool,
    /// When this page is deleted.
    kept: String,
    reference: String,
    journal_number: String,
    sent: Option<Moment>,
    title: String,
    confidential: bool,
    case_number: String,
    comment: String,
    email: String,
    documents: Vec<DocumentRow>,
    organisation: Option<OrganisationShown>,
    letter: Option<Letter>,
    status: String,
}

/// What stands above everything else. The colour says nothing that the heading does not.
struct Told {
    heading: String,
    said: String,
    colour: &'static str,
}

impl Told {
    fn of(submission: &Submission, page: &Page) -> Self {
        let municipality = page.municipality.as_str();
        let (heading, said, colour) = match submission.state {
            State::Draft | State::Sending | State::Waiting => (
                t!(page, "receipt-heading"),
                t!(page, "receipt-promise", municipality = municipality),
                "success",
            ),
            State::Acknowledged if !submission.is_journalled() => (
                t!(page, "receipt-archived-heading"),
                t!(page, "receipt-archived-said", municipality = municipality),
                "success",
            ),
            State::Acknowledged => (
                t!(page, "receipt-journalled-heading"),
                t!(page, "receipt-journalled-said", municipality = municipality),
                "success",
            ),
            State::Returned => (
                t!(page, "receipt-returned-heading"),
                t!(page, "receipt-returned-said", municipality = municipality),
                "warning",
            ),
            State::Withdrawn => (
                t!(page, "receipt-withdrawn-heading"),
                t!(page, "receipt-withdrawn-said", municipality = municipality),
                "neutral",
            ),
        };
        Self {
            heading,
            said,
            colour,
        }
    }
}

/// How long the page is kept: what it shows is forgotten when the time for receipts is over.
fn kept(submission: &Submission, settings: retention::Settings, page: &Page) -> String {
    match submission.ended_at {
        Some(ended) => {
            let day = ended.after(settings.receipt()).norwegian_day();
            t!(page, "receipt-kept-until", day = page.locale.day(day))
        }
        None => t!(page, "receipt-kept-days", days = settings.receipt_days),
    }
}

/// What is still to happen. No e-mail is promised to an address that takes none.
fn next(submission: &Submission, is_undelivered: bool, page: &Page) -> Vec<String> {
    if submission.state != State::Waiting {
        return Vec::new();
    }
    let mut next = Vec::new();
    if submission.fetched_at.is_none() {
        next.push(t!(page, "receipt-next-archive"));
    }
    if !is_undelivered {
        next.push(t!(page, "receipt-next-email"));
        next.push(t!(page, "receipt-next-outcome"));
    }
    next
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
    let is_undelivered = letters::is_undelivered(&app.desk, submission.id).await?;
    let kept = kept(&submission, app.desk.retention, &citizen.page);
    let page = receipt(citizen.page, submission, is_undelivered, kept);
    html(StatusCode::OK, &page)
}

fn receipt(page: Page, submission: Submission, is_undelivered: bool, kept: String) -> ReceiptPage {
    let locale = page.locale;
    let message = &submission.content.message;
    let case_number = submission.content.case_number();
    ReceiptPage {
        id: submission.id.to_string(),
        told: Told::of(&submission, &page),
        steps: steps(&submission, locale),
        sent_back: SentBack::of(submission.answer.as_ref(), locale),
        next: next(&submission, is_undelivered, &page),
        can_be_withdrawn: withdraw::can_be(&submission),
        is_undelivered,
        kept,
        reference: submission.reference.to_string(),
        journal_number: submission
            .journal_number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        sent: submission.received_at.map(|at| Moment::of(at, locale)),
        confidential: message.confidential,
        case_number: case_number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        documents: document_rows(&submission.documents, locale),
        organisation: OrganisationShown::of(&submission),
        letter: Letter::answered_by(&submission.content, locale),
        status: status(&submission, locale),
        title: submission.content.message.title,
        comment: submission.content.message.comment,
        email: submission.content.message.email,
        page,
    }
}
