//! Acting for an organisation: what is told of a right that is not there, the last look before something is
//! sent, and the way by Ansattporten.

mod elsewhere;

use super::error::WebError;
use super::forms::Errors;
use super::page::has_parameter;
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::identity::representation::{Organisation, Refusal};
use crate::submission::Sender;
use crate::submission::records::Submission;
pub(super) use elsewhere::{begin, callback};

/// What the page of the sender is told in its address.
pub(super) const NO_RIGHT: &str = "no-right";
pub(super) const UNAVAILABLE: &str = "unavailable";

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
            tell(&error);
            t!(at, "err-organisation-unavailable")
        }
    }
}

/// The same of the organisation that a letter was to: there is no other to choose.
pub(super) fn told_of_letter(refusal: Refusal, at: Locale) -> String {
    if let Refusal::Unavailable(error) = refusal {
        tell(&error);
        return t!(at, "err-reply-unavailable");
    }
    t!(at, "err-reply-no-right")
}

/// Tells the operator.
pub(super) fn tell(error: &anyhow::Error) {
    tracing::error!(
        error = format!("{error:#}"),
        "a right to act can't be told now"
    );
}

/// Puts what came of it into the audit trail, and what it was wanted for.
pub(super) async fn note(
    app: &App,
    citizen: &Citizen,
    wanted_for: String,
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
            Some(number) => format!("{wanted_for} {number}"),
            None => wanted_for,
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
        note(app, citizen, submission.id.to_string(), &confirmed).await?;
    }
    Ok(confirmed.map(|confirmed| Some(Sender::Organisation(confirmed))))
}
