//! The start page: what the service is for, and when something else is better.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::error::WebError;
use super::page::{Page, html};
use super::visitor::Visitor;
use crate::app::App;
use crate::submission::MB;

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    page: Page,
    max_file_mb: u64,
    max_zip_mb: u64,
}

/// `GET /`
pub(super) async fn show(app: Data<App>, visitor: Visitor) -> Result<HttpResponse, WebError> {
    let limits = app.desk.limits;
    let max_file_mb = limits.file_bytes / MB;
    let max_zip_mb = limits.zip_bytes / MB;
    html(
        StatusCode::OK,
        &Start {
            page: visitor.page,
            max_file_mb,
            max_zip_mb,
        },
    )
}

/// `GET /healthz`: the process answers.
pub(super) async fn health() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}
