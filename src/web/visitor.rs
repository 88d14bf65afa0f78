//! Who makes a request: anybody ([`Visitor`]), or a citizen who is logged in ([`Citizen`]).
//!
//! A handler that takes a [`Citizen`] is never reached without a session that is alive.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use anyhow::Context;

use super::error::WebError;
use super::page::Page;
use super::session::Lasts;
use crate::app::App;
use crate::identity::session::{self, Session};
use crate::submission::Person;

/// A request's sender, known or not, and the frame of the page that answers.
pub(super) struct Visitor {
    pub(super) page: Page,
    pub(super) session: Option<Session>,
}

/// A person who is logged in.
pub(super) struct Citizen {
    pub(super) person: Person,
    pub(super) page: Page,
    pub(super) session: Session,
    pub(super) cookie: session::Cookie,
}

impl Visitor {
    pub(super) async fn of(request: &HttpRequest) -> Result<Self, WebError> {
        let app = app_of(request)?;
        let cookie = session_cookie(request, app);
        let alive = match &cookie {
            Some(cookie) => app.sessions().resume(cookie).await?,
            None => None,
        };
        let alive = alive.filter(|alive| suffices(app, &alive.session));
        let lasts = alive.as_ref().map(|alive| Lasts::of(app, alive));
        let session = alive.map(|alive| alive.session);
        let at_log_in = session.as_ref().and_then(|session| session.locale);
        let page = Page {
            logged_in: session.is_some(),
            csrf: match (&session, &cookie) {
                (Some(_), Some(cookie)) => cookie.csrf_token(),
                _ => String::new(),
            },
            lasts,
            ..Page::for_anybody(request, at_log_in)?
        };
        Ok(Self { page, session })
    }
}

/// Who logged in when less was asked for must log in again.
pub(super) fn suffices(app: &App, session: &Session) -> bool {
    session.acr >= app.demands.log_in.acr
}

impl FromRequest for Visitor {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::of(&request).await })
    }
}

impl FromRequest for Citizen {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app_of(&request)?;
            let Visitor { page, session } = Visitor::of(&request).await?;
            let (Some(session), Some(cookie)) = (session, session_cookie(&request, app)) else {
                // A page is come back to; a form that was sent can't be sent again by itself.
                let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
                let return_to = is_read.then(|| request.path().to_owned());
                return Err(WebError::LoginRequired {
                    return_to,
                    is_kept: false,
                });
            };
            let owner = app.desk.keys.lookup("person", session.national_id.as_str());
            Ok(Self {
                person: Person {
                    national_id: session.national_id.clone(),
                    owner,
                },
                page,
                session,
                cookie,
            })
        })
    }
}

pub(super) fn app_of(request: &HttpRequest) -> Result<&App, WebError> {
    let data = request
        .app_data::<Data<App>>()
        .context("the server has no App")?;
    Ok(data.get_ref())
}

pub(super) fn session_cookie(request: &HttpRequest, app: &App) -> Option<session::Cookie> {
    request
        .cookie(&cookie_name(app, "session"))
        .and_then(|cookie| session::Cookie::parse(cookie.value()))
}

/// A cookie's full name. `__Host-` ties it to this very host over TLS; a plain-HTTP demo on localhost
/// can't have it.
pub(super) fn cookie_name(app: &App, name: &str) -> String {
    if is_secure(app) {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// A cookie that scripts can't read and other sites can't send with their forms.
pub(super) fn cookie(app: &App, name: &str, value: String) -> Cookie<'static> {
    Cookie::build(cookie_name(app, name), value)
        .path("/")
        .http_only(true)
        .secure(is_secure(app))
        .same_site(SameSite::Lax)
        .finish()
}

fn is_secure(app: &App) -> bool {
    app.public_url.starts_with("https://")
}
