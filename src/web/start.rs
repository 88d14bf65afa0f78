//! The start page: what the service is for, and when something else is better.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::error::WebError;
use super::page::{Page, html};
use super::visitor::Visitor;
use crate::app::App;
use crate::submission::{Kind, MB};

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    page: Page,
    /// The kinds that are taken, each group empty when there is none.
    text: String,
    pictures: String,
    maps: String,
    media: String,
    takes_pdf: bool,
    max_file_mb: u64,
    max_zip_mb: u64,
}

/// `GET /`
pub(super) async fn show(app: Data<App>, visitor: Visitor) -> Result<HttpResponse, WebError> {
    let limits = app.desk.limits;
    let group = |kinds: &[Kind]| limits.kinds.among(kinds).in_words(visitor.page.locale);
    html(
        StatusCode::OK,
        &Start {
            text: group(&[Kind::Pdf, Kind::Xml, Kind::Html]),
            pictures: group(&[Kind::Jpeg, Kind::Tiff, Kind::Png]),
            maps: group(&[Kind::Sosi]),
            media: group(&[Kind::Mp3, Kind::Mpeg]),
            takes_pdf: limits.kinds.has(Kind::Pdf),
            max_file_mb: limits.file_bytes / MB,
            max_zip_mb: limits.zip_bytes / MB,
            page: visitor.page,
        },
    )
}

/// `GET /healthz`: the process answers.
pub(super) async fn health() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}
