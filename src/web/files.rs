//! Files come in, several at a time, each as a stream straight into the cipher.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LENGTH, ContentDisposition, HeaderMap};
use actix_web::web::{Data, Form, Path};
use askama::Template;
use futures_util::TryStreamExt;

use super::error::WebError;
use super::forms::{Errors, Nothing, Protected, verify_token};
use super::page::{Page, html, see_other};
use super::submissions::{DocumentRow, document_rows, draft_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::draft::{self, Submission};
use crate::submission::intake::{self, Failure};
use crate::submission::{FileName, Limits, MB, SubmissionId};

/// Room for what a form carries beside the files.
const FORM_OVERHEAD_BYTES: u64 = 1024 * 1024;
/// A token is 43 characters.
const MAX_TOKEN_BYTES: usize = 256;

#[derive(Template)]
#[template(path = "files.html")]
struct FilesPage {
    page: Page,
    id: String,
    documents: Vec<DocumentRow>,
    refusals: Vec<Refusal>,
    errors: Errors,
    max_file_mb: u64,
    max_zip_mb: u64,
    max_file_bytes: u64,
    max_zip_bytes: u64,
}

/// What has to be put right on the page.
#[derive(Default)]
struct Wrong {
    refusals: Vec<Refusal>,
    errors: Errors,
}

impl Wrong {
    fn is_empty(&self) -> bool {
        self.refusals.is_empty() && self.errors.is_empty()
    }
}

/// A file that was not accepted.
struct Refusal {
    name: String,
    what: String,
    remedy: String,
}

/// `GET /submissions/{id}/files`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    answer(
        StatusCode::OK,
        citizen.page,
        &submission,
        app.desk.limits,
        Wrong::default(),
    )
}

/// `POST /submissions/{id}/files`: each file is kept or refused by itself.
pub(super) async fn upload(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    id: Path<String>,
    mut form: Multipart,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    refuse_hopeless(request.headers(), app.desk.limits)?;
    let mut verified = false;
    let mut received = 0;
    let mut wrong = Wrong::default();
    while let Some(mut field) = form.try_next().await.map_err(|error| interrupted(&error))? {
        match field.name() {
            Some("csrf") => {
                let token = field
                    .bytes(MAX_TOKEN_BYTES)
                    .await
                    .map_err(|_too_long| WebError::Csrf)?;
                let token = token.map_err(|error| interrupted(&error))?;
                verify_token(&String::from_utf8_lossy(&token), &citizen.page)?;
                verified = true;
            }
            // The token stands first in the form: no byte of a file is taken without it.
            Some("files") if !verified => return Err(WebError::Csrf),
            Some("files") => match receive(&app, &citizen, submission.id, &mut field).await? {
                Received::Kept => received += 1,
                Received::NothingChosen => {}
                Received::Refused(refusal) => wrong.refusals.push(refusal),
            },
            _ => {}
        }
    }
    if !verified {
        return Err(WebError::Csrf);
    }
    if received == 0 && wrong.refusals.is_empty() {
        wrong
            .errors
            .add("files", t!(citizen.page, "err-files-none-chosen"));
    }
    if wrong.is_empty() {
        return Ok(see_other(format!("/submissions/{}/files", submission.id)));
    }
    let submission = draft_of(&app, &citizen, &id).await?;
    answer(
        StatusCode::UNPROCESSABLE_ENTITY,
        citizen.page,
        &submission,
        app.desk.limits,
        wrong,
    )
}

enum Received {
    Kept,
    NothingChosen,
    Refused(Refusal),
}

async fn receive(
    app: &App,
    citizen: &Citizen,
    id: SubmissionId,
    field: &mut Field,
) -> Result<Received, WebError> {
    let disposition = field.content_disposition();
    let given = disposition
        .and_then(ContentDisposition::get_filename)
        .unwrap_or_default()
        .to_owned();
    if given.is_empty() {
        // What browsers send for a file field that nobody touched.
        return Ok(Received::NothingChosen);
    }
    match intake::receive(&app.desk, &citizen.person, id, &given, &mut *field).await {
        Ok(()) => Ok(Received::Kept),
        Err(Failure::Refused(rejection)) => {
            tracing::info!(submission.id = %id, verdict = rejection.code(), "a document was refused");
            // The browser has to be heard out before it listens to the answer.
            while field
                .try_next()
                .await
                .map_err(|error| interrupted(&error))?
                .is_some()
            {}
            let explanation = rejection.explain(citizen.page.locale);
            let name = FileName::made_safe(&given).to_string();
            Ok(Received::Refused(Refusal {
                name,
                what: explanation.what,
                remedy: explanation.remedy,
            }))
        }
        Err(Failure::NotADraft) => Err(WebError::SentAlready),
        Err(Failure::CutOff(error)) => Err(interrupted(&error)),
        Err(Failure::Internal(error)) => Err(error.into()),
    }
}

/// A request that says itself that it is larger than everything that could be accepted is not listened
/// to. (Refused files in an acceptable request are read to their end and thrown away.)
fn refuse_hopeless(headers: &HeaderMap, limits: Limits) -> Result<(), WebError> {
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    let most = limits
        .submission_bytes
        .max(limits.zip_bytes)
        .saturating_mul(2)
        + FORM_OVERHEAD_BYTES;
    if length.is_some_and(|length| length > most) {
        Err(WebError::TooLarge)
    } else {
        Ok(())
    }
}

/// The connection broke; there is hardly anyone left to read the answer.
fn interrupted(error: &MultipartError) -> WebError {
    tracing::info!(error = error_kind(error), "an upload was cut off");
    WebError::BadRequest
}

/// The error's own text may quote the form.
const fn error_kind(error: &MultipartError) -> &'static str {
    match error {
        MultipartError::Incomplete => "incomplete",
        MultipartError::Payload(_) => "connection",
        _ => "malformed",
    }
}

/// `POST /submissions/{id}/files/{number}/remove`
pub(super) async fn remove(
    app: Data<App>,
    citizen: Citizen,
    path: Path<(String, i64)>,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let (id, number) = path.into_inner();
    let submission = draft_of(&app, &citizen, &id).await?;
    let removed = draft::remove_document(&app.desk, &citizen.person, submission.id, number).await?;
    removed.map_err(|_not_a_draft| WebError::SentAlready)?;
    Ok(see_other(format!("/submissions/{}/files", submission.id)))
}

fn answer(
    status: StatusCode,
    page: Page,
    submission: &Submission,
    limits: Limits,
    wrong: Wrong,
) -> Result<HttpResponse, WebError> {
    let documents = document_rows(&submission.documents, page.locale);
    let page = FilesPage {
        page,
        id: submission.id.to_string(),
        documents,
        refusals: wrong.refusals,
        errors: wrong.errors,
        max_file_mb: limits.file_bytes / MB,
        max_zip_mb: limits.zip_bytes / MB,
        max_file_bytes: limits.file_bytes,
        max_zip_bytes: limits.zip_bytes,
    };
    html(status, &page)
}
