//! Who the submission is from: the person herself, or an organisation she may act for.

mod settled;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Errors, Protected};
use super::onward::onward;
use super::page::{Page, html, see_other};
use super::representation::{note, wrong_elsewhere, wrong_organisation};
use super::submissions::{change, draft_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::registers::altinn::Party;
use crate::identity::representation::Choice;
use crate::numbers::{NotAnOrganisationNumber, OrganisationNumber};
use crate::submission::Sender;

#[derive(Template)]
#[template(path = "sender.html")]
struct SenderPage {
    page: Page,
    id: String,
    sender: String,
    organisation_number: String,
    choice: Choice,
    errors: Errors,
}

impl SenderPage {
    fn can_be_organisation(&self) -> bool {
        match &self.choice {
            Choice::Typed | Choice::Elsewhere => true,
            Choice::Listed(parties) => !parties.is_empty(),
            Choice::Unavailable => false,
        }
    }

    fn is_chosen(&self, party: &Party) -> bool {
        is_chosen(&self.organisation_number, party)
    }
}

/// Whether it is this one's number that was told.
pub(super) fn is_chosen(told: &str, party: &Party) -> bool {
    told.replace(' ', "") == party.number.as_str()
}

/// An organisation number as it was typed, or what is wrong with it.
pub(super) fn read_number(typed: &str, at: Locale) -> Result<OrganisationNumber, String> {
    if typed.trim().is_empty() {
        return Err(t!(at, "err-organisation-number-missing"));
    }
    OrganisationNumber::parse(typed.trim()).map_err(|wrong| match wrong {
        NotAnOrganisationNumber::Digits => t!(at, "err-organisation-number-digits"),
        NotAnOrganisationNumber::CheckDigit => t!(at, "err-organisation-number-invalid"),
    })
}

/// What was typed, kept as it is until it is right.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    sender: String,
    organisation_number: String,
    /// On the page of an answer to a letter, where there is nothing else to choose.
    letter: String,
}

/// What the fields say.
enum Told {
    Person,
    Organisation(OrganisationNumber),
    /// An organisation that is to be chosen at Ansattporten.
    Elsewhere,
}

impl Fields {
    fn of(sender: Option<&Sender>) -> Self {
        let (sender, organisation_number) = match sender {
            None => ("", String::new()),
            Some(Sender::Person) => ("person", String::new()),
            Some(Sender::Organisation(organisation)) => {
                ("organisation", organisation.number.grouped())
            }
        };
        Self {
            sender: sender.to_owned(),
            organisation_number,
            letter: String::new(),
        }
    }

    fn parse(&self, elsewhere: bool, at: Locale) -> Result<Told, Errors> {
        let mut errors = Errors::default();
        match (self.sender.as_str(), self.organisation_number.trim()) {
            ("person", "") => return Ok(Told::Person),
            ("person", _) => errors.add("sender", t!(at, "err-sender-both")),
            ("organisation", _) if elsewhere => return Ok(Told::Elsewhere),
            ("organisation", typed) => match read_number(typed, at) {
                Ok(number) => return Ok(Told::Organisation(number)),
                Err(wrong) => errors.add("organisation_number", wrong),
            },
            _ => errors.add("sender", t!(at, "err-sender-missing")),
        }
        Err(errors)
    }
}

/// `GET /submissions/{id}/sender`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    if submission.content.in_reply_to.is_some() {
        return settled::show(citizen.page, &submission, request.query_string());
    }
    let fields = Fields::of(submission.content.sender.as_ref());
    let errors = wrong_elsewhere(request.query_string(), citizen.page.locale);
    answer(&app, citizen, &id, fields, errors).await
}

/// `POST /submissions/{id}/sender`
pub(super) async fn save(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let (mut fields, is_current) = form.into_inner().salvaged(&citizen.page);
    let submission = draft_of(&app, &citizen, &id).await?;
    if submission.content.in_reply_to.is_some() {
        let lets_go = is_current && fields.letter == settled::LET_GO;
        return settled::save(&app, &citizen, &submission, lets_go).await;
    }
    // A number that stands there from earlier was not typed now: who chooses herself means it. From a
    // list, one is always chosen.
    let before = Fields::of(submission.content.sender.as_ref());
    let is_listed = app.representatives.lists();
    if fields.sender == "person"
        && (is_listed || fields.organisation_number == before.organisation_number)
    {
        fields.organisation_number.clear();
    }
    let locale = citizen.page.locale;
    let elsewhere = app.representatives.ansattporten().is_some();
    let told = if is_current {
        fields.parse(elsewhere, locale)
    } else {
        Err(Errors::old_form("sender", &citizen.page))
    };
    let sender = match told {
        Ok(Told::Person) => Sender::Person,
        Ok(Told::Elsewhere) => {
            let to = format!("/login/ansattporten?submission={}", submission.id);
            return onward(citizen.page, to);
        }
        Ok(Told::Organisation(number)) => {
            let person = &citizen.person.national_id;
            let established = app.representatives.establish(person, number).await;
            note(&app, &citizen, submission.id.to_string(), &established).await?;
            match established {
                Ok(organisation) => Sender::Organisation(organisation),
                Err(refusal) => {
                    let errors = wrong_organisation(refusal, locale);
                    return answer(&app, citizen, &id, fields, errors).await;
                }
            }
        }
        Err(errors) => return answer(&app, citizen, &id, fields, errors).await,
    };
    change(&app, &citizen, submission.id, |content| {
        content.sender = Some(sender);
    })
    .await?;
    Ok(see_other(format!("/submissions/{}/message", submission.id)))
}

/// The page, with what is wrong, if anything is.
async fn answer(
    app: &App,
    citizen: Citizen,
    id: &str,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, WebError> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let choice = app
        .representatives
        .choice(&citizen.person.national_id)
        .await;
    html(
        status,
        &SenderPage {
            page: citizen.page,
            id: id.to_owned(),
            sender: fields.sender,
            organisation_number: fields.organisation_number,
            choice,
            errors,
        },
    )
}
