//! Help: how to make a file that is accepted, and what each step is about. What it says of limits, log-in and
//! organisations is what this installation does.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::indexed::Indexed;
use super::page::{Page, html};
use super::visitor::Visitor;
use crate::app::App;
use crate::identity::provider::Acr;
use crate::identity::session::{ABSOLUTE, IDLE};
use crate::submission::{Kind, Kinds, MB};

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    indexed: Indexed,
    page: Page,
    /// Whether MinID is not enough to log in.
    takes_high_only: bool,
    /// Whether it takes more to send than to log in.
    asks_again: bool,
    organisation: Way,
    /// What is taken, in words too, and what of it is pictures.
    taken: Kinds,
    kinds: String,
    pictures: String,
    max_file_mb: u64,
    max_zip_mb: u64,
    max_submission_mb: u64,
    max_documents: usize,
    draft_days: u32,
    idle_minutes: u64,
    session_hours: u64,
}

/// How an organisation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Its number is typed.
    Typed,
    /// It is chosen from Altinn's list.
    Listed,
    /// It is chosen at Ansattporten.
    Elsewhere,
}

impl Way {
    pub(super) fn of(app: &App) -> Self {
        if app.representatives.lists() {
            Self::Listed
        } else if app.representatives.ansattporten().is_some() {
            Self::Elsewhere
        } else {
            Self::Typed
        }
    }
}

/// `GET /help`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let Visitor { page, .. } = visitor;
    let limits = app.desk.limits;
    let pictures = limits
        .kinds
        .among(&[Kind::Jpeg, Kind::Tiff, Kind::Png])
        .in_words(page.locale);
    let demands = app.demands;
    html(
        StatusCode::OK,
        &Help {
            indexed: Indexed::new(&app, &request, &page, t!(page, "help-description")),
            takes_high_only: demands.log_in.acr == Acr::High,
            asks_again: demands.send.acr > demands.log_in.acr || demands.send.max_age.is_some(),
            organisation: Way::of(&app),
            kinds: limits.kinds.in_words(page.locale),
            pictures,
            taken: limits.kinds,
            max_file_mb: limits.file_bytes / MB,
            max_zip_mb: limits.zip_bytes / MB,
            max_submission_mb: limits.submission_bytes / MB,
            max_documents: limits.documents,
            draft_days: app.desk.retention.draft_days,
            idle_minutes: IDLE.as_secs() / 60,
            session_hours: ABSOLUTE.as_secs() / 3600,
            page,
        },
    )
}
