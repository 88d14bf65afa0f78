//! The way from a form to a log-in elsewhere. A browser holds every step that a form leads to against the page's
//! `form-action` (Content Security Policy), redirects among them, and a log-in ends at another site. So the form
//! is answered with a page that goes on by itself.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::error::WebError;
use super::page::{Page, html};

#[derive(Template)]
#[template(path = "onward.html")]
struct OnwardPage {
    page: Page,
    to: String,
}

/// Leads on to an address of ours that leads to a log-in elsewhere.
pub(super) fn onward(page: Page, to: String) -> Result<HttpResponse, WebError> {
    html(StatusCode::OK, &OnwardPage { page, to })
}
