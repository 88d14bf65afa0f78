//! Log-in: the cookies and redirects around [`crate::identity::provider`].

pub(super) mod attempt;

use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::{Context, anyhow};
use serde::Deserialize;

use super::address::client_address;
use super::error::WebError;
use super::middleware::RequestId;
use super::page::see_other;
use super::visitor::{Visitor, cookie, session_cookie};
use crate::app::App;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::identity::provider::{self, Answer, Ask, Attempt, Identity, Refusal};
use crate::identity::session::Session;

/// Where a log-in leads when nothing else is asked for.
const AFTER_LOGIN: &str = "/submissions";

/// The code in the address is nobody's business.
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");

/// `GET /login`
#[derive(Deserialize)]
pub(super) struct Begin {
    return_to: Option<String>,
    /// `send`, when it takes more to go on than to log in; `anew`, before a session ends that can't last longer.
    to: Option<String>,
}

pub(super) async fn begin(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
    query: Query<Begin>,
) -> Result<HttpResponse, WebError> {
    let Begin { return_to, to } = query.into_inner();
    let return_to = return_to
        .filter(|path| is_own_path(path))
        .unwrap_or_else(|| AFTER_LOGIN.to_owned());
    let demand = match to.as_deref() {
        Some("send") => app.demands.send,
        _ => app.demands.log_in,
    };
    let mut fresh = false;
    if let Some(session) = &visitor.session {
        let is_enough = to.as_deref() != Some("anew");
        if is_enough && session.satisfies(demand, app.desk.clock.now()) {
            return Ok(see_other(return_to));
        }
        // The provider's single sign-on would bring back the same old authentication.
        fresh = session.acr >= demand.acr;
    }
    let going_to = return_to.clone();
    let ask = Ask {
        return_to,
        locale: visitor.page.locale,
        acr: demand.acr,
        fresh,
        authorization_details: None,
    };
    // Who is logged in and is sent to log in again and again is being sent round in circles.
    let starts = attempt::Starts::of(&app, &request);
    if visitor.session.is_some() && starts.are_too_many() {
        return Err(WebError::TooManyLogins);
    }
    let (url, begun) = match app.identity.begin(ask).await {
        Ok(begun) => begun,
        Err(error) => return Ok(refuse(&request, &error, &going_to)),
    };
    let mut response = see_other(url);
    response
        .add_cookie(&attempt::remember(&app, &begun)?)
        .context("setting a cookie")?;
    if visitor.session.is_some() {
        response
            .add_cookie(&starts.with_another(&app)?)
            .context("setting a cookie")?;
    }
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
    let state = state_in(request.query_string());
    // One that was answered before was noted then.
    let attempt = attempt::recall(&app, &request, &state);
    let attempt = attempt.filter(|attempt| app.identity.use_up(attempt));
    let mut response = match attempt {
        Some(attempt) => match accept(&app, answer, &attempt).await {
            Ok(identity) => let_in(&app, &request, identity, &attempt.return_to)
                .await
                .unwrap_or_else(|error| {
                    // The code leaves the address whatever happens.
                    let error = provider::Error::Unavailable(error);
                    refuse(&request, &error, &attempt.return_to)
                }),
            Err(error) => {
                note_refusal(&app, &request, &error).await;
                refuse(&request, &error, &attempt.return_to)
            }
        },
        // Reload or Back after a log-in that worked: nothing is wrong.
        None if visitor.session.is_some() => see_other(AFTER_LOGIN),
        None => refuse(
            &request,
            &provider::Error::invalid(anyhow!(
                "an answer to a log-in that this browser has not begun, has ended, or began too long ago"
            )),
            AFTER_LOGIN,
        ),
    };
    response
        .add_cookie(&attempt::forget(&app, &state))
        .context("removing a cookie")?;
    response.headers_mut().insert(REFERRER_POLICY, NO_REFERRER);
    Ok(response)
}

/// The state of an answer, even of one that makes no sense: its attempt is used up all the same.
pub(super) fn state_in(query: &str) -> String {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "state")
        .map(|(_, state)| state.into_owned())
        .unwrap_or_default()
}

async fn accept(
    app: &App,
    answer: Option<Answer>,
    attempt: &Attempt,
) -> Result<Identity, provider::Error> {
    let answer = answer
        .ok_or_else(|| provider::Error::invalid(anyhow!("the provider's answer makes no sense")))?;
    app.identity.finish(answer, attempt).await
}

/// Lets the person in, with a new cookie; a session that the browser had before ends.
async fn let_in(
    app: &App,
    request: &HttpRequest,
    identity: Identity,
    return_to: &str,
) -> anyhow::Result<HttpResponse> {
    let detail = Detail {
        address: client_address(request, app),
        sid: identity.sid.clone(),
        acr: Some(provider::Dialect::IdPorten.word(identity.acr).to_owned()),
        amr: Some(identity.amr.clone()),
        ..Detail::default()
    };
    let session = Session::from(identity);
    let before = session_cookie(request, app);
    let begun = app
        .sessions()
        .begin(&session, before.as_ref(), &detail)
        .await?;
    let mut response = see_other(return_to);
    response
        .add_cookie(&cookie(app, "session", begun.value()))
        .context("setting a cookie")?;
    Ok(response)
}

/// Puts a refusal into the audit trail. That it can't be written must not be what the person is told.
async fn note_refusal(app: &App, request: &HttpRequest, error: &provider::Error) {
    let detail = Detail {
        address: client_address(request, app),
        ..Detail::default()
    };
    let event = Event {
        action: Action::LogIn,
        result: outcome_of(error),
        person: None,
        detail: &detail,
    };
    let desk = &app.desk;
    if let Err(error) = audit::record(&desk.db, &desk.keys, &desk.clock, event).await {
        tracing::error!(
            error = format!("{error:#}"),
            "a refused log-in is not in the audit trail"
        );
    }
}

/// A word for what came of it: in the audit trail, and in the address of the page that tells what to do.
const fn outcome_of(error: &provider::Error) -> &'static str {
    match error {
        provider::Error::Unavailable(_) => "unavailable",
        provider::Error::Refused(Refusal::Cancelled, _) => "cancelled",
        provider::Error::Refused(Refusal::TooLow, _) => "too-low",
        provider::Error::Refused(Refusal::NoNationalId, _) => "unidentified",
        provider::Error::Refused(Refusal::Invalid, _) => "failed",
    }
}

/// Tells the operator why, and leads the person to what to do; from there she can go on to where she was
/// going.
pub(super) fn refuse(
    request: &HttpRequest,
    error: &provider::Error,
    going_to: &str,
) -> HttpResponse {
    let id = RequestId::of(request);
    tracing::warn!(request.id = %id, error = error.chain(), "a log-in did not succeed");
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("id", &id.to_string())
        .append_pair("return_to", going_to)
        .finish();
    see_other(format!("/login/{}?{query}", outcome_of(error)))
}

/// Where the person was going, as the address of the page says.
pub(super) fn going_to(query: &str) -> String {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "return_to")
        .map(|(_, path)| path.into_owned())
        .filter(|path| is_own_path(path))
        .unwrap_or_else(|| AFTER_LOGIN.to_owned())
}

/// `GET /login/{outcome}`
pub(super) async fn outcome(
    request: HttpRequest,
    outcome: Path<String>,
) -> Result<HttpResponse, WebError> {
    RequestId::take_over(&request);
    Err(match outcome.as_str() {
        "unavailable" => WebError::LoginUnavailable,
        "cancelled" => WebError::LoginRefused(Refusal::Cancelled),
        "too-low" => WebError::LoginRefused(Refusal::TooLow),
        "unidentified" => WebError::LoginRefused(Refusal::NoNationalId),
        "failed" => WebError::LoginRefused(Refusal::Invalid),
        _ => WebError::NotFound,
    })
}

/// Longer than any path of ours; the attempt's cookie, which holds it, would be too large for a browser.
const MAX_PATH_BYTES: usize = 128;

/// A path of this site and nothing that a browser could take for another one, as a header can hold it.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= MAX_PATH_BYTES
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
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
            "/a b",
            "/æ",
            "evil",
            &format!("/{}", "x".repeat(MAX_PATH_BYTES)),
        ] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
