//! Ansattporten: a person is sent there, and comes back with an organisation, or without.

use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use serde::Deserialize;

use super::{NO_RIGHT, UNAVAILABLE, note};
use crate::app::App;
use crate::identity::provider::{Answer, Attempt};
use crate::identity::representation::ansattporten::Ansattporten;
use crate::identity::representation::{Organisation, Refusal};
use crate::submission::Sender;
use crate::submission::records::Submission;
use crate::web::error::WebError;
use crate::web::login::{attempt, state_in};
use crate::web::logout::BEEN_AT_ANSATTPORTEN;
use crate::web::middleware::RequestId;
use crate::web::page::see_other;
use crate::web::reply::{self, Link};
use crate::web::submissions::{change, draft_of};
use crate::web::visitor::{Citizen, cookie, cookie_name};

/// Stands in the cookie of who has shown a right at Ansattporten.
const SHOWN: &str = "shown";

/// What an organisation is wanted for.
enum Purpose {
    /// It is to be the sender of a draft.
    Draft(Box<Submission>),
    /// A letter may be to it.
    Reply(Link),
}

impl Purpose {
    /// As the address tells that somebody comes back to. None, when the draft was deleted or sent meanwhile.
    async fn of(app: &App, citizen: &Citizen, return_to: &str) -> Option<Self> {
        if let Some(link) = Link::at(return_to) {
            return Some(Self::Reply(link));
        }
        let id = return_to.split('/').nth(2)?;
        let submission = draft_of(app, citizen, id).await.ok()?;
        Some(Self::Draft(Box::new(submission)))
    }

    /// What the audit trail calls it. Which letter it is does not stand there.
    fn name(&self) -> String {
        match self {
            Self::Draft(submission) => submission.id.to_string(),
            Self::Reply(_) => reply::WANTED_FOR.to_owned(),
        }
    }

    /// The page that says what was wrong.
    fn refused_at(&self, refusal: &Refusal) -> String {
        let why = match refusal {
            Refusal::Unavailable(_) => UNAVAILABLE,
            _ => NO_RIGHT,
        };
        match self {
            Self::Draft(submission) => format!("/submissions/{}/sender?{why}", submission.id),
            Self::Reply(link) => format!("{}?{why}", link.path()),
        }
    }

    /// Where an organisation leads that she has shown a right to act for.
    async fn go_on(
        &self,
        app: &App,
        citizen: &Citizen,
        (organisation, return_to): (Organisation, &str),
    ) -> Result<String, WebError> {
        match self {
            Self::Draft(submission) if settled_otherwise(submission, &organisation) => {
                Ok(self.refused_at(&Refusal::NoRight))
            }
            Self::Draft(submission) => {
                change(app, citizen, submission.id, |content| {
                    content.sender = Some(Sender::Organisation(organisation));
                })
                .await?;
                Ok(return_to.to_owned())
            }
            Self::Reply(link) => {
                let begun = reply::begin_for(app, citizen, link, organisation).await?;
                Ok(begun.unwrap_or_else(|| self.refused_at(&Refusal::NoRight)))
            }
        }
    }
}

/// Whether a draft answers a letter to another organisation.
fn settled_otherwise(submission: &Submission, chosen: &Organisation) -> bool {
    let content = &submission.content;
    match &content.sender {
        Some(Sender::Organisation(known)) => {
            content.in_reply_to.is_some() && known.number != chosen.number
        }
        _ => content.in_reply_to.is_some(),
    }
}

/// `GET /login/ansattporten`
#[derive(Deserialize)]
pub(in crate::web) struct Begin {
    submission: Option<String>,
    /// `review`, when Send was pressed and the right had grown old; `change`, when the answer is being changed.
    from: Option<String>,
    /// The token of a letter's link.
    reply: Option<String>,
}

impl Begin {
    /// Where to come back to, and what for. None for who had to log in first, and comes back without it.
    async fn purpose(
        &self,
        app: &App,
        citizen: &Citizen,
    ) -> Result<Option<(String, Purpose)>, WebError> {
        if let Some(token) = &self.reply {
            let link = Link::of(token);
            return Ok(Some((link.path(), Purpose::Reply(link))));
        }
        let Some(id) = &self.submission else {
            return Ok(None);
        };
        let submission = draft_of(app, citizen, id).await?;
        let next = match self.from.as_deref() {
            Some("review") => "review?not-sent",
            Some("change") => "review",
            _ => "message",
        };
        let return_to = format!("/submissions/{}/{next}", submission.id);
        Ok(Some((return_to, Purpose::Draft(Box::new(submission)))))
    }
}

pub(in crate::web) async fn begin(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    query: Query<Begin>,
) -> Result<HttpResponse, WebError> {
    let ansattporten = app.representatives.ansattporten();
    let ansattporten = ansattporten.ok_or(WebError::NotFound)?;
    let Some((return_to, purpose)) = query.purpose(&app, &citizen).await? else {
        return Ok(see_other("/submissions"));
    };
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
            let refusal = Refusal::Unavailable(error.into());
            return Ok(see_other(purpose.refused_at(&refusal)));
        }
    };
    let mut response = see_other(url);
    response
        .add_cookie(&attempt::remember(&app, &begun)?)
        .context("setting a cookie")?;
    Ok(response)
}

/// `GET /login/ansattporten/callback`: back with an organisation, or without.
pub(in crate::web) async fn callback(
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
    let return_to = attempt.return_to.as_str();
    // Deleted or sent meanwhile: the code leaves the address all the same.
    let Some(purpose) = Purpose::of(app, citizen, return_to).await else {
        return Ok(see_other("/submissions"));
    };
    let person = &citizen.person.national_id;
    let established = ansattporten.finish(answer, attempt, person).await;
    note(app, citizen, purpose.name(), &established).await?;
    let been = match &established {
        Ok(_) => Some(SHOWN),
        Err(Refusal::Unavailable(_)) => None,
        Err(_) => Some("no-right"),
    };
    let next = match established {
        Ok(organisation) => {
            purpose
                .go_on(app, citizen, (organisation, return_to))
                .await?
        }
        Err(refusal) => purpose.refused_at(&refusal),
    };
    let mut response = see_other(next);
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
