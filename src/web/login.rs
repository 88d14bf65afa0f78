//! Log-in and log-out: the cookies and redirects around [`crate::identity::provider`].
//!
//! Each attempt has a cookie of its own, named after its `state`, so that several tabs can log in at
//! once; it is sealed, lives ten minutes, and is used up by the first answer whatever that is.

use std::time::Duration;

use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::{Context, anyhow};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Nothing, Protected};
use super::middleware::RequestId;
use super::page::{Page, html, see_other};
use super::visitor::{Visitor, app_of, cookie, cookie_name, session_cookie};
use crate::app::App;
use crate::clock::Instant;
use crate::crypt::{self, Place};
use crate::identity::provider::{self, Attempt};
use crate::identity::session::{self, Session};

/// How long a person may take at the provider.
const ATTEMPT_LIFETIME: Duration = Duration::from_mins(10);
/// Where a log-in leads when nothing else is asked for.
const AFTER_LOGIN: &str = "/submissions";

/// `GET /login`
#[derive(Deserialize)]
pub(super) struct Begin {
    return_to: Option<String>,
}

pub(super) async fn begin(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
    query: Query<Begin>,
) -> Result<HttpResponse, WebError> {
    let return_to = query
        .into_inner()
        .return_to
        .filter(|path| is_own_path(path))
        .unwrap_or_else(|| AFTER_LOGIN.to_owned());
    if visitor.session.is_some() {
        return Ok(see_other(return_to));
    }
    let (url, attempt) = match app.identity.begin(return_to, visitor.page.locale).await {
        Ok(begun) => begun,
        Err(error) => return Ok(refuse(&request, error)),
    };
    let sealed = app.desk.keys.seal(
        attempt_place(&attempt.state),
        &serde_json::to_vec(&attempt).context("keeping a log-in")?,
    )?;
    let mut kept = cookie(&app, &attempt_cookie(&attempt.state), sealed);
    kept.set_max_age(CookieDuration::try_from(ATTEMPT_LIFETIME).unwrap_or_default());
    let mut response = see_other(url);
    response.add_cookie(&kept).context("setting a cookie")?;
    Ok(response)
}

/// `GET /login/callback`: what the browser brings back from the provider. Whatever it answered, the
/// attempt is used up and the code leaves the address at once.
pub(super) async fn callback(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let answer = Answer::parse(request.query_string());
    let state = answer
        .as_ref()
        .and_then(|answer| answer.state.clone())
        .unwrap_or_default();
    let kept = request.cookie(&cookie_name(&app, &attempt_cookie(&state)));
    let mut response = match (kept, visitor.session) {
        (Some(kept), _) => match accept(&app, answer, &state, &kept).await {
            Ok(accepted) => let_in(&app, accepted).await?,
            Err(error) => refuse(&request, error),
        },
        // Reload or Back after a log-in that worked: nothing is wrong.
        (None, Some(_)) => see_other(AFTER_LOGIN),
        (None, None) => refuse(
            &request,
            refused("an answer to a log-in this browser has not begun"),
        ),
    };
    let mut used = cookie(&app, &attempt_cookie(&state), String::new());
    used.make_removal();
    response.add_cookie(&used).context("removing a cookie")?;
    Ok(response)
}

/// A log-in that stands up to every rule.
struct Accepted {
    known: Session,
    authenticated_at: Instant,
    return_to: String,
}

async fn accept(
    app: &App,
    answer: Option<Answer>,
    state: &str,
    kept: &Cookie<'_>,
) -> Result<Accepted, provider::Error> {
    let opened = app
        .desk
        .keys
        .open(attempt_place(state), kept.value())
        .map_err(provider::Error::Refused)?;
    let attempt: Attempt = serde_json::from_slice(&opened)
        .context("reading a log-in")
        .map_err(provider::Error::Refused)?;
    let expires = Instant::from_millis(attempt.begun_at).after(ATTEMPT_LIFETIME);
    if app.desk.clock.now() > expires {
        return Err(refused("the log-in took too long"));
    }
    let code = answer
        .filter(|answer| !answer.has_error)
        .and_then(|answer| answer.code)
        .ok_or_else(|| refused("the provider answered with an error"))?;
    let return_to = attempt.return_to.clone();
    let (known, authenticated_at) = app.identity.finish(code, attempt).await?;
    Ok(Accepted {
        known,
        authenticated_at,
        return_to,
    })
}

/// Lets the person in, with a new cookie.
async fn let_in(app: &App, accepted: Accepted) -> Result<HttpResponse, WebError> {
    let Accepted {
        known,
        authenticated_at,
        return_to,
    } = accepted;
    let begun =
        session::begin(&app.desk.db, &known, authenticated_at, app.desk.clock.now()).await?;
    let mut response = see_other(return_to);
    response
        .add_cookie(&cookie(app, "session", begun.value()))
        .context("setting a cookie")?;
    Ok(response)
}

fn refused(why: &'static str) -> provider::Error {
    provider::Error::Refused(anyhow!(why))
}

/// Tells the operator why, and shows the person what to do.
fn refuse(request: &HttpRequest, error: provider::Error) -> HttpResponse {
    let id = RequestId::of(request);
    let cause = anyhow::Error::new(error);
    tracing::warn!(request.id = %id, error = format!("{cause:#}"), "a log-in did not succeed");
    see_other(match cause.downcast_ref() {
        Some(provider::Error::Unavailable(_)) => format!("/login/unavailable?id={id}"),
        _ => format!("/login/failed?id={id}"),
    })
}

/// `GET /login/failed`
pub(super) async fn failed(request: HttpRequest) -> Result<HttpResponse, WebError> {
    RequestId::take_over(&request);
    Err(WebError::LoginFailed)
}

/// `GET /login/unavailable`
pub(super) async fn unavailable(request: HttpRequest) -> Result<HttpResponse, WebError> {
    RequestId::take_over(&request);
    Err(WebError::LoginUnavailable)
}

/// The provider's answer in the address. Each parameter may stand there once.
#[derive(Default)]
struct Answer {
    state: Option<String>,
    code: Option<String>,
    has_error: bool,
}

impl Answer {
    fn parse(query: &str) -> Option<Self> {
        let mut answer = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "state" => &mut answer.state,
                "code" => &mut answer.code,
                "error" => {
                    answer.has_error = true;
                    continue;
                }
                _ => continue,
            };
            if slot.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(answer)
    }
}

/// `POST /logout`
pub(super) async fn logout(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    if visitor.session.is_some() {
        form.into_inner().verified(&visitor.page)?;
    }
    if let Some(cookie) = session_cookie(&request, app_of(&request)?) {
        session::end(&app.desk.db, &cookie).await?;
    }
    let mut ended = cookie(&app, "session", String::new());
    ended.make_removal();
    let mut response = see_other("/logout/callback");
    response.add_cookie(&ended).context("removing a cookie")?;
    Ok(response)
}

#[derive(Template)]
#[template(path = "logged_out.html")]
struct LoggedOut {
    page: Page,
}

/// `GET /logout/callback`
pub(super) async fn logged_out(visitor: Visitor) -> Result<HttpResponse, WebError> {
    html(StatusCode::OK, &LoggedOut { page: visitor.page })
}

/// The cookie of an attempt. The state is hashed: whatever stands in the address ends up in the name.
fn attempt_cookie(state: &str) -> String {
    let hash = crypt::sha256_hex(state.as_bytes());
    format!("login-{}", hash.get(..16).unwrap_or_default())
}

fn attempt_place(state: &str) -> Place<'_> {
    Place {
        column: "cookie.login",
        row: state,
    }
}

/// A path of this site and nothing that a browser could take for another one.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_returned_to() {
        for path in ["/", "/submissions/x/files"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "evil",
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }

    #[test]
    fn a_parameter_that_stands_twice_is_refused() {
        assert!(
            Answer::parse("state=a&code=b")
                .is_some_and(|answer| answer.code.as_deref() == Some("b"))
        );
        assert!(Answer::parse("state=a&state=b&code=c").is_none());
    }
}
