//! What is done so that everybody gets through, what is not good enough, and whom to tell.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::indexed::Indexed;
use super::page::{Page, html, see_other};
use super::visitor::Visitor;
use crate::app::App;
use crate::identity::session::ABSOLUTE;

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Accessibility {
    indexed: Indexed,
    page: Page,
    session_hours: u64,
}

/// `GET /accessibility`: the municipality's own statement takes its place.
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let Visitor { page, .. } = visitor;
    let statement = app.house.accessibility();
    if statement != request.path() {
        return Ok(see_other(statement));
    }
    let description = t!(
        page,
        "accessibility-description",
        municipality = page.municipality.as_str()
    );
    html(
        StatusCode::OK,
        &Accessibility {
            indexed: Indexed::new(&app, &request, &page, description),
            session_hours: ABSOLUTE.as_secs() / 3600,
            page,
        },
    )
}
