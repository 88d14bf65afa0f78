//! Privacy: what the portal knows of people, why, and for how long. Every figure and every name on the page is
//! what the program goes by, so that it is true of this very installation.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::help::Way;
use super::indexed::Indexed;
use super::logout::BEEN_AT_ANSATTPORTEN;
use super::page::{Page, html, see_other};
use super::visitor::{Visitor, cookie_name};
use super::{language, login};
use crate::app::App;
use crate::identity::provider::ATTEMPT_LIFETIME;
use crate::identity::session::{ABSOLUTE, IDLE};
use crate::submission::invitation::REMEMBERED_DAYS;
use crate::submission::retention;

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy {
    indexed: Indexed,
    page: Page,
    organisation: Way,
    asks_contact_register: bool,
    is_scanned: bool,
    retention: retention::Settings,
    invitation_days: u32,
    idle_minutes: u64,
    session_hours: u64,
    cookies: Vec<Kept>,
}

/// What the portal keeps in a browser.
struct Kept {
    name: String,
    /// What it is for, and for how long.
    what: String,
}

/// `GET /privacy`: the municipality's own statement takes its place.
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let Visitor { page, .. } = visitor;
    let statement = app.house.privacy();
    if statement != request.path() {
        return Ok(see_other(statement));
    }
    let description = t!(
        page,
        "privacy-description",
        municipality = page.municipality.as_str()
    );
    html(
        StatusCode::OK,
        &Privacy {
            indexed: Indexed::new(&app, &request, &page, description),
            organisation: Way::of(&app),
            asks_contact_register: app.contacts.is_some(),
            is_scanned: app.desk.scanner.is_there(),
            retention: app.desk.retention,
            invitation_days: REMEMBERED_DAYS,
            idle_minutes: IDLE.as_secs() / 60,
            session_hours: session_hours(),
            cookies: cookies(&app, &page),
            page,
        },
    )
}

const fn session_hours() -> u64 {
    ABSOLUTE.as_secs() / 3600
}

/// What `static/session.js` keeps in the tab's own storage.
const WARNED: &str = "session-end-warning";

/// Every cookie, under the name it has in this installation, and what else is kept.
fn cookies(app: &App, page: &Page) -> Vec<Kept> {
    let named = |name: &str| cookie_name(app, name);
    let minutes = ATTEMPT_LIFETIME.as_secs() / 60;
    let mut cookies = vec![
        Kept {
            name: named("session"),
            what: t!(page, "privacy-cookie-session", hours = session_hours()),
        },
        Kept {
            name: format!("{}…", named(login::attempt::PREFIX)),
            what: t!(page, "privacy-cookie-login", minutes = minutes),
        },
        Kept {
            name: named(login::attempt::Starts::NAME),
            what: t!(page, "privacy-cookie-starts"),
        },
    ];
    if app.representatives.ansattporten().is_some() {
        cookies.push(Kept {
            name: named(BEEN_AT_ANSATTPORTEN),
            what: t!(page, "privacy-cookie-ansattporten"),
        });
    }
    cookies.push(Kept {
        name: language::COOKIE.to_owned(),
        what: t!(page, "privacy-cookie-lang"),
    });
    cookies.push(Kept {
        name: WARNED.to_owned(),
        what: t!(page, "privacy-cookie-warning"),
    });
    cookies
}
