//! How long a session lasts, for the page that warns before it ends. To ask is no activity: a page that stands
//! open somewhere must not keep a session alive.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::error::WebError;
use super::forms::{Nothing, Protected};
use super::visitor::{Citizen, session_cookie, suffices};
use crate::app::App;
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::identity::session::Alive;
use crate::numbers::NationalId;

/// How long a session lasts, seen from a page of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Lasts {
    /// Seconds until it ends by itself, if nothing is done.
    pub(super) rest: i64,
    /// Seconds until it ends, whatever is done.
    pub(super) end: i64,
    /// Whose it is: the same for every session of a person, and told to nobody else.
    pub(super) person: String,
    #[serde(skip)]
    rests_until: Instant,
}

impl Lasts {
    pub(super) fn of(app: &App, alive: &Alive) -> Self {
        let now = app.desk.clock.now();
        let seconds_until = |at: Instant| (at.millis() - now.millis()).max(0) / 1000;
        let rests_until = alive.rests_until();
        Self {
            rest: seconds_until(rests_until),
            end: seconds_until(alive.ends_at()),
            person: mark(app, &alive.session.national_id),
            rests_until,
        }
    }

    /// When it ends by itself, in words.
    pub(super) fn until(&self, at: Locale) -> String {
        t!(at, "session-until", time = at.time(self.rests_until))
    }
}

fn mark(app: &App, person: &NationalId) -> String {
    app.desk.keys.lookup("page-of", person.as_str())
}

/// What a page is told.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    lasts: Lasts,
    /// What the forms of the session carry: a page from before a new log-in of the same person goes on with it.
    csrf: String,
}

/// `GET /session`. Nobody being logged in is an answer too, and no error.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let Some(cookie) = session_cookie(&request, &app) else {
        return Ok(answer(None));
    };
    let alive = app.sessions().look(&cookie).await?;
    let alive = alive.filter(|alive| suffices(&app, &alive.session));
    Ok(answer(alive.map(|alive| Told {
        lasts: Lasts::of(&app, &alive),
        csrf: cookie.csrf_token(),
    })))
}

/// `POST /session`: the person wants to stay logged in.
pub(super) async fn stay(
    app: Data<App>,
    citizen: Citizen,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    app.sessions().touch(&citizen.cookie).await?;
    let alive = app.sessions().look(&citizen.cookie).await?;
    Ok(answer(alive.map(|alive| Told {
        lasts: Lasts::of(&app, &alive),
        csrf: citizen.page.csrf,
    })))
}

fn answer(told: Option<Told>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(told)
}
