//! A person's own submissions: drafts to go on with, and what was sent.

use std::str::FromStr;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::forms::{Nothing, Protected};
use super::page::{Moment, Page, has_parameter, html, see_other, shown_at};
use super::progress::{SentBack, status};
use super::reply::Letter;
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::submission::draft;
use crate::submission::journal::{self, Missing};
use crate::submission::records::{self, Submission};
use crate::submission::{Content, State, SubmissionId};

#[derive(Template)]
#[template(path = "submissions.html")]
struct Submissions {
    page: Page,
    drafts: Vec<Draft>,
    /// How long a draft is kept after it was last changed.
    draft_days: u32,
    sent: Vec<Sent>,
    /// Where in the list of what was sent this page is.
    place: Place,
    /// Whether she has just saved one for later.
    was_saved: bool,
}

/// Part of a long list, from 1.
struct Place {
    number: u32,
    is_last: bool,
}

/// So many can be looked through on a telephone.
const SENT_ON_A_PAGE: u32 = 20;

impl Place {
    /// The part that is asked for, and what was sent that belongs there; none if the list ends before.
    async fn find(
        app: &App,
        citizen: &Citizen,
        query: &str,
    ) -> anyhow::Result<Option<(Self, Vec<Submission>)>> {
        let number: u32 = url::form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "page")
            .and_then(|(_, number)| number.parse().ok())
            .unwrap_or(1)
            .max(1);
        let passed = (number - 1).saturating_mul(SENT_ON_A_PAGE);
        // One more than is shown tells whether there are any.
        let mut sent =
            records::sent(&app.desk, &citizen.person, passed, SENT_ON_A_PAGE + 1).await?;
        let is_last = sent.len() <= SENT_ON_A_PAGE as usize;
        sent.truncate(SENT_ON_A_PAGE as usize);
        let place = Self { number, is_last };
        Ok((place.is_first() || !sent.is_empty()).then_some((place, sent)))
    }

    const fn is_first(&self) -> bool {
        self.number == 1
    }

    const fn newer(&self) -> u32 {
        self.number - 1
    }

    const fn older(&self) -> u32 {
        self.number + 1
    }
}

struct Draft {
    id: String,
    title: String,
    updated: String,
    documents: usize,
    /// The letter that it answers, by its numbers.
    letter: Option<String>,
    /// The first step that is not done.
    step: &'static str,
    step_name: String,
}

struct Sent {
    id: String,
    title: String,
    reference: String,
    journal_number: String,
    received: Option<Moment>,
    confidential: bool,
    /// The letter that it answers, by its numbers.
    letter: Option<String>,
    status: String,
    /// Why the archive has sent it back.
    returned: Option<SentBack>,
}

/// `GET /submissions`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
) -> Result<HttpResponse, WebError> {
    let locale = citizen.page.locale;
    let Some((place, sent)) = Place::find(&app, &citizen, request.query_string()).await? else {
        return Ok(see_other("/submissions"));
    };
    let drafts = if place.is_first() {
        records::drafts(&app.desk, &citizen.person).await?
    } else {
        Vec::new()
    };
    let letter = |content: &Content| Letter::answered_by(content, locale).map(|letter| letter.told);
    let drafts = drafts.into_iter().map(|submission| {
        let step = first_undone(&submission);
        Draft {
            letter: letter(&submission.content),
            step,
            step_name: name_of_step(step, locale),
            id: submission.id.to_string(),
            title: submission.content.as_typed().message.title,
            updated: locale.minute(submission.updated_at),
            documents: submission.document_count,
        }
    });
    let sent = sent.into_iter().map(|submission| Sent {
        letter: letter(&submission.content),
        id: submission.id.to_string(),
        status: status(&submission, locale),
        returned: SentBack::of(submission.answer.as_ref(), locale),
        reference: submission.reference.to_string(),
        journal_number: submission
            .journal_number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        received: submission.received_at.map(|at| Moment::of(at, locale)),
        confidential: submission.content.message.confidential,
        title: submission.content.message.title,
    });
    html(
        StatusCode::OK,
        &Submissions {
            was_saved: has_parameter(request.query_string(), "saved"),
            drafts: drafts.collect(),
            draft_days: app.desk.retention.draft_days,
            sent: sent.collect(),
            place,
            page: citizen.page,
        },
    )
}

/// The first step of a draft that is not done: there it is gone on with.
fn first_undone(submission: &Submission) -> &'static str {
    let missing = journal::missing(submission);
    match missing.first() {
        Some(Missing::Sender | Missing::UnfinishedSender) => "sender",
        Some(Missing::UnfinishedMessage | Missing::Title | Missing::Email) => "message",
        // A list of submissions knows how many documents there are, and not which.
        Some(Missing::Documents) if submission.document_count == 0 => "files",
        Some(Missing::Documents) | None => "review",
    }
}

fn name_of_step(step: &str, locale: Locale) -> String {
    match step {
        "sender" => t!(locale, "steps-sender"),
        "message" => t!(locale, "steps-message"),
        "files" => t!(locale, "steps-files"),
        _ => t!(locale, "steps-review"),
    }
}

/// `POST /submissions`: begins one.
pub(super) async fn create(
    app: Data<App>,
    citizen: Citizen,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let id = draft::create(&app.desk, &citizen.person, citizen.page.locale).await?;
    Ok(see_other(format!("/submissions/{id}/sender")))
}

#[derive(Template)]
#[template(path = "delete.html")]
struct DeletePage {
    page: Page,
    id: String,
    title: String,
    documents: usize,
}

/// `GET /submissions/{id}/delete`: asks first, since files can't be brought back.
pub(super) async fn ask_delete(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let title = submission.content.as_typed().message.title;
    let title = if title.is_empty() {
        t!(citizen.page, "submissions-untitled")
    } else {
        title
    };
    let documents = submission.document_count;
    html(
        StatusCode::OK,
        &DeletePage {
            page: citizen.page,
            id: id.into_inner(),
            title,
            documents,
        },
    )
}

/// `GET` of an address that only takes forms, and of the submission itself: leads to its page.
pub(super) async fn lead_on(request: HttpRequest, _: Citizen) -> HttpResponse {
    see_other(shown_at(request.path()))
}

/// `POST /submissions/{id}/delete`
pub(super) async fn delete(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let submission = draft_of(&app, &citizen, &id).await?;
    if draft::delete(&app.desk, &citizen.person, submission.id)
        .await?
        .is_err()
    {
        return Err(not_a_draft(&app, &citizen, submission.id).await);
    }
    Ok(see_other("/submissions"))
}

/// The submission in an address, if it is this person's.
pub(super) async fn submission_of(
    app: &App,
    citizen: &Citizen,
    id: &str,
) -> Result<Submission, WebError> {
    let id = SubmissionId::from_str(id).map_err(|_not_an_id| WebError::NotFound)?;
    records::find(&app.desk, &citizen.person, id)
        .await?
        .ok_or(WebError::NotFound)
}

/// The same, if it can still be changed.
pub(super) async fn draft_of(
    app: &App,
    citizen: &Citizen,
    id: &str,
) -> Result<Submission, WebError> {
    let submission = submission_of(app, citizen, id).await?;
    if submission.state == State::Draft {
        Ok(submission)
    } else {
        Err(WebError::SentAlready)
    }
}

/// Changes what a draft says, and keeps the language it was last written in.
pub(super) async fn change(
    app: &App,
    citizen: &Citizen,
    id: SubmissionId,
    change: impl FnOnce(&mut Content),
) -> Result<(), WebError> {
    let locale = citizen.page.locale;
    let saved = draft::update(&app.desk, &citizen.person, id, |content| {
        content.locale = locale;
        change(content);
    });
    match saved.await? {
        Ok(()) => Ok(()),
        Err(draft::NotADraft) => Err(not_a_draft(app, citizen, id).await),
    }
}

/// Why a draft could not be changed after it had been found: it was sent meanwhile, or deleted.
pub(super) async fn not_a_draft(app: &App, citizen: &Citizen, id: SubmissionId) -> WebError {
    match records::find(&app.desk, &citizen.person, id).await {
        Ok(Some(_)) => WebError::SentAlready,
        Ok(None) => WebError::NotFound,
        Err(error) => error.into(),
    }
}
