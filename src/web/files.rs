//! The files of a draft: what is there, in its order, and what was refused and why. How they come in is
//! [`upload`]'s, and what is done with them afterwards [`rows`]'.

mod alive;
mod refusal;
mod rows;
mod upload;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::document_row::{DocumentRow, document_rows};
use super::error::WebError;
use super::forms::Errors;
use super::page::{Page, html};
use super::submissions::draft_of;
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::documents;
use crate::submission::records::Submission;
use crate::submission::room::Room;
use crate::submission::{Kind, Limits, MB, Rejection};
use refusal::{Foreseen, Refusal};
pub(super) use rows::{arrange, ask_remove, remove};
pub(super) use upload::upload;

#[derive(Template)]
#[template(path = "files.html")]
struct FilesPage {
    page: Page,
    id: String,
    documents: Vec<DocumentRow>,
    /// How many more documents there is room for, and how many bytes.
    free_documents: usize,
    free_bytes: u64,
    refusals: Vec<Refusal>,
    /// What a script says by itself.
    foreseen: Vec<Foreseen>,
    /// Whether other files of the same form were kept.
    others_kept: bool,
    errors: Errors,
    kinds: String,
    takes_pdf: bool,
    takes_photos: bool,
    accepted: String,
    extensions: String,
    limits: Limits,
}

impl FilesPage {
    fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || !self.refusals.is_empty()
    }

    fn max_file_mb(&self) -> u64 {
        self.limits.file_bytes / MB
    }

    fn max_zip_mb(&self) -> u64 {
        self.limits.zip_bytes / MB
    }
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

/// `GET /submissions/{id}/files`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let room = documents::room(&app.desk, &citizen.person, submission.id).await?;
    let shown = Shown {
        submission,
        limits: app.desk.limits,
        room,
    };
    html(StatusCode::OK, &shown.page(citizen.page, Wrong::default()))
}

/// The page with what has to be put right.
async fn put_right(
    app: &App,
    citizen: &Citizen,
    submission: Submission,
    wrong: Wrong,
) -> Result<HttpResponse, WebError> {
    let room = documents::room(&app.desk, &citizen.person, submission.id).await?;
    let shown = Shown {
        submission,
        limits: app.desk.limits,
        room,
    };
    let page = shown.page(citizen.page.clone(), wrong);
    html(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// What there is, and what there is room for.
struct Shown {
    submission: Submission,
    limits: Limits,
    room: Result<Room, Rejection>,
}

impl Shown {
    fn page(self, page: Page, wrong: Wrong) -> FilesPage {
        let Self {
            submission,
            limits,
            room,
        } = self;
        let locale = page.locale;
        let kinds = limits.kinds;
        let documents = document_rows(&submission.documents, locale);
        FilesPage {
            page,
            id: submission.id.to_string(),
            free_documents: limits.documents.saturating_sub(documents.len()),
            free_bytes: room.as_ref().map_or(0, Room::bytes),
            documents,
            others_kept: wrong.others_kept,
            refusals: wrong.refusals,
            foreseen: refusal::foreseen(limits, &room, locale),
            errors: wrong.errors,
            kinds: kinds.in_words(locale),
            takes_pdf: kinds.has(Kind::Pdf),
            takes_photos: kinds.has(Kind::Jpeg),
            accepted: refusal::accepted(limits),
            extensions: refusal::extensions(),
            limits,
        }
    }
}
