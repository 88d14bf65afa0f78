//! The files of a draft: what is there, what was refused and why, and taking one out again. How they
//! come in is [`upload`]'s.

mod alive;
mod upload;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::error::WebError;
use super::forms::{Errors, Nothing, Protected};
use super::page::{Page, html, see_other};
use super::submissions::{DocumentRow, document_rows, draft_of, not_a_draft};
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::documents;
use crate::submission::records::Submission;
use crate::submission::{Kind, Limits, MB};
pub(super) use upload::upload;

#[derive(Template)]
#[template(path = "files.html")]
struct FilesPage {
    page: Page,
    id: String,
    documents: Vec<DocumentRow>,
    refusals: Vec<Refusal>,
    /// Whether other files of the same form were kept.
    others_kept: bool,
    errors: Errors,
    kinds: String,
    takes_pdf: bool,
    max_file_mb: u64,
    max_zip_mb: u64,
    max_file_bytes: u64,
    max_zip_bytes: u64,
}

/// What has to be put right on the page.
#[derive(Default)]
struct Wrong {
    others_kept: bool,
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
    let removed = documents::remove(&app.desk, &citizen.person, submission.id, number).await?;
    if removed.is_err() {
        return Err(not_a_draft(&app, &citizen, submission.id).await);
    }
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
        id: submission.id.to_string(),
        documents,
        others_kept: wrong.others_kept,
        refusals: wrong.refusals,
        errors: wrong.errors,
        kinds: limits.kinds.in_words(page.locale),
        takes_pdf: limits.kinds.has(Kind::Pdf),
        page,
        max_file_mb: limits.file_bytes / MB,
        max_zip_mb: limits.zip_bytes / MB,
        max_file_bytes: limits.file_bytes,
        max_zip_bytes: limits.zip_bytes,
    };
    html(status, &page)
}
