//! Acting for an organisation: the way by Ansattporten, what is told of a right that is not there, and
//! the last look before something is sent.

use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use serde::Deserialize;

use super::error::WebError;
use super::forms::Errors;
use super::login::{attempt, state_in};
use super::logout::BEEN_AT_ANSATTPORTEN;
use super::middleware::RequestId;
use super::page::{has_parameter, see_other};
use super::submissions::{change, draft_of};
use super::visitor::{Citizen, cookie, cookie_name};
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::identity::provider::{Answer, Attempt};
use crate::identity::representation::ansattporten::Ansattporten;
use crate::identity::representation::{Organisation, Refusal};
use crate::submission::records::Submission;
use crate::submission::{Sender, SubmissionId};

/// Stands in the cookie of who has shown a right at Ansattporten.
const SHOWN: &str = "shown";
/// What the page of the sender is told in its address.
const NO_RIGHT: &str = "no-right";
const UNAVAILABLE: &str = "unavailable";

/// What is wrong with the organisation, at its field.
pub(super) fn wrong_organisation(refusal: Refusal, at: Locale) -> Errors {
    let mut errors = Errors::default();
    errors.add("organisation_number", told(refusal, at));
    errors
}

/// What was wrong at Ansattporten, as the address of the page tells.
pub(super) fn wrong_elsewhere(query: &str, at: Locale) -> Errors {
    let mut errors = Errors::default();
    if has_parameter(query, NO_RIGHT) {
        errors.add("organisation_number", t!(at, "err-organisation-no-right"));
    } else if has_parameter(query, UNAVAILABLE) {
        let told = t!(at, "err-organisation-unavailable");
        errors.add("organisation_number", told);
    }
    errors
}

/// What is wrong with the organisation, in the person's language; the rest is for the operator.
pub(super) fn told(refusal: Refusal, at: Locale) -> String {
    match refusal {
        Refusal::Unknown => t!(at, "err-organisation-unknown"),
        Refusal::Deleted => t!(at, "err-organisation-deleted"),
        Refusal::NoRight | Refusal::Stale => t!(at, "err-organisation-no-right"),
        Refusal::Unavailable(error) => {
            tracing::error!(
                error = format!("{error:#}"),
                "a right to act can't be told now"
            );
            t!(at, "err-organisation-unavailable")
        }
    }
}

/// Puts what came of it into the audit trail.
pub(super) async fn note(
    app: &App,
    citizen: &Citizen,
    id: SubmissionId,
    established: &Result<Organisation, Refusal>,
) -> anyhow::Result<()> {
    let result = match established {
        Ok(Organisation {
            representation: Some(representation),
            ..
        }) => representation.evidence.way(),
        Ok(_) => "nothing",
        Err(Refusal::Unknown) => "unknown",
        Err(Refusal::Deleted) => "deleted",
        Err(Refusal::NoRight) => "no-right",
        Err(Refusal::Stale) => "stale",
        Err(Refusal::Unavailable(_)) => "unavailable",
    };
    let organisation = established.as_ref().ok().map(|o| o.number.as_str());
    let detail = Detail {
        sid: citizen.session.sid.clone(),
        object: Some(match organisation {
            Some(number) => format!("{id} {number}"),
            None => id.to_string(),
        }),
        ..Detail::default()
    };
    let event = Event {
        action: Action::Represent,
        result,
        person: Some(&citizen.person.national_id),
        detail: &detail,
    };
    audit::record(&app.desk.db, &app.desk.keys, &app.desk.clock, event).await
}

/// `GET /login/ansattporten`
#[derive(Deserialize)]
pub(super) struct Begin {
    submission: Option<String>,
    /// `review`, when Send was pressed and the right had grown old.
    from: Option<String>,
}

pub(super) async fn begin(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    query: Query<Begin>,
) -> Result<HttpResponse, WebError> {
    let ansattporten = app.representatives.ansattporten();
    let ansattporten = ansattporten.ok_or(WebError::NotFound)?;
    // Who had to log in first comes back without it.
    let Some(id) = &query.submission else {
        return Ok(see_other("/submissions"));
    };
    let submission = draft_of(&app, &citizen, id).await?;
    let next = match query.from.as_deref() {
        Some("review") => "review?not-sent",
        _ => "message",
    };
    let return_to = format!("/submissions/{}/{next}", submission.id);
    // Only who has shown a right of her own there is known to be the one who is signed on there.
    let is_known = request
        .cookie(&cookie_name(&app, BEEN_AT_ANSATTPORTEN))
        .is_some_and(|cookie| cookie.value() == SHOWN);
    let begun = ansattporten.begin(return_to, citizen.page.locale, !is_known);
    let (url, begun) = match begun.await {
        Ok(begun) => begun,
        Err(error) => {
            let id = RequestId::of(&request);
            tracing::error!(request.id = %id, error = error.chain(), "nobody can choose an organisation now");
            return Ok(see_other(format!(
                "/submissions/{}/sender?{UNAVAILABLE}",
                submission.id
            )));
        }
    };
    let mut response = see_other(url);
    response
        .add_cookie(&attempt::remember(&app, &begun)?)
        .context("setting a cookie")?;
    Ok(response)
}

/// `GET /login/ansattporten/callback`: back with an organisation, or without.
pub(super) async fn callback(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
) -> Result<HttpResponse, WebError> {
    let ansattporten = app.representatives.ansattporten();
    let ansattporten = ansattporten.ok_or(WebError::NotFound)?;
    let state = state_in(request.query_string());
    let attempt = attempt::recall(&app, &request, &state);
    let attempt = attempt.filter(|attempt| ansattporten.use_up(attempt));
    let answer = Answer::parse(request.query_string());
    let mut response = match (attempt, answer) {
        (Some(attempt), Some(answer)) => {
            let settled = settle(&app, &citizen, ansattporten, (answer, &attempt)).await;
            // The code leaves the address whatever happens.
            settled.unwrap_or_else(|error| {
                tracing::error!(request.id = %RequestId::of(&request), error = told_of(&error), "{error}");
                see_other("/submissions")
            })
        }
        // Reload or Back: the submissions are where to go on from.
        _ => see_other("/submissions"),
    };
    response
        .add_cookie(&attempt::forget(&app, &state))
        .context("removing a cookie")?;
    response
        .headers_mut()
        .insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// What an answer of Ansattporten's comes to.
async fn settle(
    app: &App,
    citizen: &Citizen,
    ansattporten: &Ansattporten,
    (answer, attempt): (Answer, &Attempt),
) -> Result<HttpResponse, WebError> {
    // Deleted or sent meanwhile: the code leaves the address all the same.
    let id = attempt.return_to.split('/').nth(2).unwrap_or_default();
    let Ok(submission) = draft_of(app, citizen, id).await else {
        return Ok(see_other("/submissions"));
    };
    let person = &citizen.person.national_id;
    let established = ansattporten.finish(answer, attempt, person).await;
    note(app, citizen, submission.id, &established).await?;
    let been = match &established {
        Ok(_) => Some(SHOWN),
        Err(Refusal::Unavailable(_)) => None,
        Err(_) => Some("no-right"),
    };
    let mut response = match established {
        Ok(organisation) => {
            change(app, citizen, submission.id, |content| {
                content.sender = Some(Sender::Organisation(organisation));
            })
            .await?;
            see_other(&attempt.return_to)
        }
        Err(refusal) => see_other(refused_at(&submission, &refusal)),
    };
    if let Some(been) = been {
        response
            .add_cookie(&cookie(app, BEEN_AT_ANSATTPORTEN, been.to_owned()))
            .context("setting a cookie")?;
    }
    Ok(response)
}

/// An error with its causes, for the operator.
fn told_of(error: &WebError) -> String {
    match error {
        WebError::Internal(cause) => format!("{cause:#}"),
        error => error.to_string(),
    }
}

/// The page of the sender, which says what was wrong.
fn refused_at(submission: &Submission, refusal: &Refusal) -> String {
    let why = match refusal {
        Refusal::Unavailable(_) => UNAVAILABLE,
        _ => NO_RIGHT,
    };
    format!("/submissions/{}/sender?{why}", submission.id)
}

/// The last look before something is sent for an organisation: rights end, and organisations are deleted.
/// The sender as it is to be sent, with the newest evidence.
pub(super) async fn confirm(
    app: &App,
    citizen: &Citizen,
    submission: &Submission,
) -> Result<Result<Option<Sender>, Refusal>, WebError> {
    let seen = submission.content.sender.clone();
    let Some(Sender::Organisation(before)) = &seen else {
        return Ok(Ok(seen));
    };
    let person = &citizen.person.national_id;
    let confirmed = app.representatives.confirm(person, before.clone()).await;
    if !confirmed.as_ref().is_ok_and(|same| same == before) {
        note(app, citizen, submission.id, &confirmed).await?;
    }
    Ok(confirmed.map(|confirmed| Some(Sender::Organisation(confirmed))))
}
