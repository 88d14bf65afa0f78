//! The start page: what the service is for, and when something else is better.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::indexed::Indexed;
use super::page::{Page, html};
use super::visitor::Visitor;
use crate::app::App;
use crate::submission::{Kind, MB};

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    indexed: Indexed,
    page: Page,
    /// The kinds that are taken, each group empty when there is none.
    text: String,
    pictures: String,
    maps: String,
    media: String,
    takes_pdf: bool,
    takes_zip: bool,
    max_file_mb: u64,
    max_zip_mb: u64,
    draft_days: u32,
}

/// `GET /`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let Visitor { page, .. } = visitor;
    let municipality = page.municipality.as_str();
    let description = t!(page, "start-description", municipality = municipality);
    let limits = app.desk.limits;
    let group = |kinds: &[Kind]| limits.kinds.among(kinds).in_words(page.locale);
    html(
        StatusCode::OK,
        &Start {
            indexed: Indexed::new(&app, &request, &page, description),
            text: group(&[Kind::Pdf, Kind::Xml, Kind::Html]),
            pictures: group(&[Kind::Jpeg, Kind::Tiff, Kind::Png]),
            maps: group(&[Kind::Sosi]),
            media: group(&[Kind::Mp3, Kind::Mpeg]),
            takes_pdf: limits.kinds.has(Kind::Pdf),
            takes_zip: limits.kinds.has(Kind::Zip),
            max_file_mb: limits.file_bytes / MB,
            max_zip_mb: limits.zip_bytes / MB,
            draft_days: app.desk.retention.draft_days,
            page,
        },
    )
}

/// `GET /healthz`: the process answers.
pub(super) async fn health() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}
