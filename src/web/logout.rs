//! Log-out: here and at the provider at once, told by the person or by the provider.
//!
//! There is no log-out "here only": it would leave the next one at the same machine a click away from
//! the provider's single sign-on.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::address::client_address;
use super::error::WebError;
use super::forms::{Nothing, Protected};
use super::middleware::content_security_policy;
use super::page::{Page, html, see_other};
use super::visitor::{Visitor, cookie, cookie_name, session_cookie};
use crate::app::App;
use crate::identity::provider::{self, EndSession};

const NOT_KEPT: (HeaderName, &str) = (CACHE_CONTROL, "no-store");
/// Remembers that this browser has a session at Ansattporten.
pub(super) const BEEN_AT_ANSATTPORTEN: &str = "ansattporten";
/// The provider gives up on us after two seconds.
const BACK_CHANNEL_TIMEOUT: Duration = Duration::from_millis(1_800);

#[derive(Template)]
#[template(path = "logging_out.html")]
struct LoggingOut {
    page: Page,
    provider: &'static str,
    end_session: EndSession,
}

#[derive(Template)]
#[template(path = "logged_out.html")]
struct LoggedOut {
    page: Page,
    /// The provider at which the session may be alive; empty, when there is none.
    still_at: &'static str,
}

/// `POST /logout`: ends the session here, and takes the browser to the provider to end it there, by a
/// form of its own: what it carries names the person and may not stand in an address. Works for those
/// too who were not let in.
pub(super) async fn end(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    let Visitor { page, session } = visitor;
    if session.is_some() {
        form.into_inner().verified(&page)?;
    }
    if let Some(cookie) = session_cookie(&request, &app) {
        app.sessions()
            .end(&cookie, session.as_ref(), client_address(&request, &app))
            .await?;
    }
    let page = Page {
        logged_in: false,
        csrf: String::new(),
        lasts: None,
        path: "/".to_owned(),
        ..page
    };
    let id_token = session.as_ref().map(|session| session.id_token.as_str());
    let end_session = app.identity.end_session(id_token).await;
    let mut response = goodbye(page, "ID-porten", end_session)?;
    let mut ended = cookie(&app, "session", String::new());
    ended.make_removal();
    response.add_cookie(&ended).context("removing a cookie")?;
    Ok(response)
}

/// The way to the provider's log-out, or where there is none, the page that says good-bye.
fn goodbye(
    page: Page,
    provider: &'static str,
    end_session: Result<Option<EndSession>, provider::Error>,
) -> Result<HttpResponse, WebError> {
    match end_session {
        Ok(Some(end_session)) => logging_out(page, provider, end_session),
        // A provider without single log-out has no session that outlives this one.
        Ok(None) => logged_out_page(page, ""),
        Err(error) => {
            tracing::warn!(
                error = error.chain(),
                "a log-out could not be passed on to the provider"
            );
            logged_out_page(page, provider)
        }
    }
}

fn logging_out(
    page: Page,
    provider: &'static str,
    end_session: EndSession,
) -> Result<HttpResponse, WebError> {
    let target = url::Url::parse(&end_session.action).context("the end-session endpoint")?;
    // The way leads from the provider back to us, and form-action covers every step of it.
    let policy = content_security_policy(
        &format!("'self' {}", target.origin().ascii_serialization()),
        "'none'",
    );
    let mut response = html(
        StatusCode::OK,
        &LoggingOut {
            page,
            provider,
            end_session,
        },
    )?;
    let policy = policy.try_into().context("a content security policy")?;
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn logged_out_page(page: Page, still_at: &'static str) -> Result<HttpResponse, WebError> {
    html(StatusCode::OK, &LoggedOut { page, still_at })
}

/// `GET /logout/callback`: back from the provider. What it brings along changes nothing. Who has been at
/// Ansattporten too goes on to end the session there.
pub(super) async fn callback(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    if visitor.session.is_some() {
        // Not back from a log-out: somebody was led here.
        return Ok(see_other("/submissions"));
    }
    let been = request.cookie(&cookie_name(&app, BEEN_AT_ANSATTPORTEN));
    let (Some(_), Some(ansattporten)) = (been, app.representatives.ansattporten()) else {
        return logged_out_page(visitor.page, "");
    };
    let end_session = ansattporten.end_session().await;
    let mut response = goodbye(visitor.page, "Ansattporten", end_session)?;
    let mut been = cookie(&app, BEEN_AT_ANSATTPORTEN, String::new());
    been.make_removal();
    response.add_cookie(&been).context("removing a cookie")?;
    Ok(response)
}

/// `GET /logout/frontchannel?iss&sid`: the provider says, in a frame of its own page, that a session has
/// ended. No cookie can be expected to come along; the provider's `sid`, which nobody can guess, finds it.
pub(super) async fn front_channel(
    app: Data<App>,
    request: HttpRequest,
) -> Result<HttpResponse, WebError> {
    let query = request.query_string().as_bytes();
    let one = |name: &str| {
        let mut values = url::form_urlencoded::parse(query).filter(|(known, _)| known == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value.into_owned()),
            _ => None,
        }
    };
    if let (Some(iss), Some(sid)) = (one("iss"), one("sid"))
        && app.identity.is_issuer(&iss)
    {
        app.sessions().end_by_sid(&sid).await?;
    }
    let frames = app.identity.origins().await.join(" ");
    Ok(HttpResponse::Ok()
        .insert_header(NOT_KEPT)
        .insert_header((
            CONTENT_SECURITY_POLICY,
            content_security_policy("'none'", &frames),
        ))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .content_type("text/plain; charset=utf-8")
        .body("ok\n"))
}

/// The form of a logout token.
#[derive(Deserialize)]
pub(super) struct Told {
    logout_token: String,
}

/// `POST /logout/backchannel`: the provider says so directly.
pub(super) async fn back_channel(
    app: Data<App>,
    form: Form<Told>,
) -> Result<HttpResponse, WebError> {
    let judged = judge(&app, &form.logout_token);
    let told = tokio::time::timeout(BACK_CHANNEL_TIMEOUT, judged).await;
    let verdict = told.unwrap_or_else(|late| Ok(Verdict::OutOfReach(late.into())))?;
    let (mut answer, why) = match verdict {
        Verdict::Ended => return Ok(HttpResponse::Ok().insert_header(NOT_KEPT).finish()),
        Verdict::Refused(why) => (HttpResponse::BadRequest(), why),
        Verdict::OutOfReach(why) => (HttpResponse::ServiceUnavailable(), why),
    };
    // The token itself names a person and is not told of.
    tracing::warn!(error = format!("{why:#}"), "a logout token is not acted on");
    Ok(answer
        .insert_header(NOT_KEPT)
        .json(json!({ "error": "invalid_request" })))
}

/// What became of a logout token.
enum Verdict {
    /// The session has ended, if it was there.
    Ended,
    Refused(anyhow::Error),
    /// The provider's keys can't be had now.
    OutOfReach(anyhow::Error),
}

async fn judge(app: &App, token: &str) -> anyhow::Result<Verdict> {
    let token = match app.identity.logout_token(token).await {
        Ok(token) => token,
        Err(provider::Error::Refused(_, why)) => return Ok(Verdict::Refused(why)),
        Err(provider::Error::Unavailable(why)) => return Ok(Verdict::OutOfReach(why)),
    };
    let is_first = app.sessions().end_by_token(&token).await?;
    Ok(if is_first {
        Verdict::Ended
    } else {
        Verdict::Refused(anyhow::anyhow!("it was used before"))
    })
}
