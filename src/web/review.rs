//! Check your answers, and press Send.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::document_row::{DocumentRow, document_rows};
use super::error::WebError;
use super::forms::{Errors, Protected};
use super::message;
use super::onward::onward;
use super::page::{Page, has_parameter, html, see_other};
use super::reply::Letter;
use super::representation;
use super::step;
use super::submissions::submission_of;
use super::visitor::Citizen;
use crate::app::App;
use crate::identity::representation::Refusal;
use crate::submission::journal::{self, Missing, Outcome, Seen};
use crate::submission::public_title::{self, SCREENED};
use crate::submission::records::Submission;
use crate::submission::typed::TypedMessage;
use crate::submission::{Sender, State, SubmissionId};

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    page: Page,
    id: String,
    sender_is_chosen: bool,
    organisation: Option<OrganisationShown>,
    title: String,
    confidential: bool,
    /// What is proposed for the public journal, word by word.
    public_title: Vec<String>,
    case_number: String,
    comment: String,
    email: String,
    documents: Vec<DocumentRow>,
    letter: Option<Letter>,
    /// For the form: what the page shows.
    seen: String,
    /// Whether Send was pressed, and something else came in between.
    not_sent: bool,
    errors: Errors,
}

impl ReviewPage {
    /// Whether the letter says what case it is.
    fn case_is_settled(&self) -> bool {
        self.letter
            .as_ref()
            .is_some_and(|letter| letter.case.is_some())
    }

    /// Whether words of the title are not to be shown in public.
    fn is_screened(&self) -> bool {
        self.public_title.iter().any(|word| word == SCREENED)
    }
}

/// `GET /submissions/{id}/review`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let submission = submission_of(&app, &citizen, &id).await?;
    if submission.state != State::Draft {
        return Ok(see_other(format!("/submissions/{}/receipt", submission.id)));
    }
    if let Some(page) = step::page_of_aside(&submission) {
        return Ok(see_other(page));
    }
    let query = request.query_string();
    demand_to_send(&app, &citizen, page_of(submission.id))?;
    let mut missing = journal::missing(&submission);
    if !has_parameter(query, "missing") {
        // What lacks is told only to who has pressed Send: a page that is merely opened blames nobody. What was
        // begun is told at once, since the page shows it, and it can't be sent.
        missing.retain(|what| what.is_begun());
    }
    let mut errors = errors_of(&missing, &submission, &citizen.page);
    if has_parameter(query, REVOKED) && submission.content.in_reply_to.is_some() {
        let told = t!(citizen.page, "err-reply-revoked");
        errors.add_elsewhere("sender", told, sender_page(submission.id));
    }
    let shown = Shown {
        status: StatusCode::OK,
        not_sent: has_parameter(query, "not-sent"),
        errors,
    };
    answer(&app, citizen.page, &submission, shown)
}

/// What the page is told in its address when the letter is not to be answered any more.
const REVOKED: &str = "revoked";

/// Where a submission can be made that answers no letter.
fn sender_page(id: SubmissionId) -> String {
    format!("/submissions/{id}/sender")
}

/// The address of the page.
fn page_of(id: SubmissionId) -> String {
    format!("/submissions/{id}/review")
}

/// The form of the page.
#[derive(Deserialize)]
pub(super) struct Fields {
    /// What the page showed.
    #[serde(default)]
    seen: String,
}

/// `POST /submissions/{id}/send`
pub(super) async fn send(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let Fields { seen: digest } = form.into_inner().verified(&citizen.page)?;
    let submission = submission_of(&app, &citizen, &id).await?;
    let id = submission.id;
    let here = page_of(id);
    let sender = submission.content.sender.clone();
    let mut confirmed = sender.clone();
    if submission.state == State::Draft {
        // Who comes back from another log-in must be told that Send was pressed in vain.
        demand_to_send(&app, &citizen, format!("{here}?not-sent"))?;
        confirmed = match representation::confirm(&app, &citizen, &submission).await? {
            Ok(confirmed) => confirmed,
            Err(refusal) => return refused(&app, citizen.page, &submission, refusal),
        };
    }
    let seen = Seen {
        digest,
        sender,
        confirmed,
    };
    Ok(
        match journal::send(&app.desk, &citizen.person, id, seen).await? {
            Outcome::Sent => see_other(format!("/submissions/{id}/receipt")),
            // A page of its own rather than the form's answer, so that Back and reload do no harm.
            Outcome::Incomplete(_) => see_other(format!("{here}?missing")),
            Outcome::Changed => see_other(format!("{here}?not-sent")),
            Outcome::Revoked => see_other(format!("{here}?{REVOKED}")),
            Outcome::NotFound => return Err(WebError::NotFound),
        },
    )
}

/// Leads who may log in, but not send, by way of a new log-in back to this page.
fn demand_to_send(app: &App, citizen: &Citizen, return_to: String) -> Result<(), WebError> {
    if citizen
        .session
        .satisfies(app.demands.send, app.desk.clock.now())
    {
        return Ok(());
    }
    Err(WebError::StepUp { return_to })
}

/// The right to act for the organisation is not there any more, or must be shown once more.
fn refused(
    app: &App,
    page: Page,
    submission: &Submission,
    refusal: Refusal,
) -> Result<HttpResponse, WebError> {
    let id = submission.id;
    if matches!(refusal, Refusal::Stale) {
        let to = format!("/login/ansattporten?submission={id}&from=review");
        return onward(page, to);
    }
    let mut errors = Errors::default();
    let told = match submission.content.in_reply_to {
        Some(_) => representation::told_of_letter(refusal, page.locale),
        None => representation::told(refusal, page.locale),
    };
    errors.add_elsewhere("sender", told, sender_page(id));
    let shown = Shown {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        not_sent: false,
        errors,
    };
    answer(app, page, submission, shown)
}

/// How the page is to be shown.
struct Shown {
    status: StatusCode,
    not_sent: bool,
    errors: Errors,
}

/// What is missing, and where it is put right.
fn errors_of(missing: &[Missing], submission: &Submission, page: &Page) -> Errors {
    let mut errors = Errors::default();
    let mut add = |field, message, step: &str| {
        let href = format!("/submissions/{}/{step}", submission.id);
        errors.add_elsewhere(field, message, href);
    };
    let sender = "sender?return=review";
    for what in missing {
        match what {
            Missing::Sender => add("sender", t!(page, "err-sender-missing"), sender),
            Missing::UnfinishedSender => add("sender", t!(page, "err-sender-unfinished"), sender),
            Missing::UnfinishedMessage => {
                let typed = TypedMessage::shown(&submission.content);
                let wrong = message::read(&typed, page.locale).err();
                let Some(wrong) = wrong else {
                    let told = t!(page, "err-message-unfinished");
                    add("title", told, "message?return=review");
                    continue;
                };
                for error in wrong.iter() {
                    let step = format!("message?return=review#{}", error.field);
                    add(error.field, error.message.clone(), &step);
                }
            }
            Missing::Title => {
                let step = "message?return=review#title";
                add("title", t!(page, "err-title-missing"), step);
            }
            Missing::Email => {
                let step = "message?return=review#email";
                add("email", t!(page, "err-email-missing"), step);
            }
            Missing::Documents => add("files", t!(page, "err-files-missing"), "files"),
        }
    }
    errors
}

fn answer(
    app: &App,
    page: Page,
    submission: &Submission,
    shown: Shown,
) -> Result<HttpResponse, WebError> {
    let id = submission.id.to_string();
    let seen = journal::digest(&app.desk, submission)?;
    let organisation = OrganisationShown::of(submission);
    let letter = Letter::answered_by(&submission.content, page.locale);
    let documents = document_rows(&submission.documents, page.locale);
    let content = submission.content.as_typed();
    let public_title = public_title::of(&content);
    let case_number = content
        .case_number()
        .map(|number| number.to_string())
        .unwrap_or_default();
    let message = content.message;
    html(
        shown.status,
        &ReviewPage {
            page,
            id,
            sender_is_chosen: submission.content.sender.is_some(),
            organisation,
            title: message.title,
            confidential: message.confidential,
            public_title: public_title.split(' ').map(str::to_owned).collect(),
            case_number,
            comment: message.comment,
            email: message.email,
            documents,
            letter,
            seen,
            not_sent: shown.not_sent,
            errors: shown.errors,
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
        Some(Self {
            number: organisation.number.grouped(),
            name: organisation.name.clone().unwrap_or_default(),
            is_declared: organisation.is_declared(),
        })
    }
}
