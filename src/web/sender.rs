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
use super::page::{Page, has_value, html};
use super::representation::{note, wrong_elsewhere, wrong_organisation};
use super::step::{self, Carried, Saved, Step};
use super::submissions::{change, draft_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::registers::altinn::Party;
use crate::identity::representation::Choice;
use crate::numbers::{NotAnOrganisationNumber, OrganisationNumber};
use crate::submission::typed::{self, TypedSender};
use crate::submission::{Content, Sender, SubmissionId};

#[derive(Template)]
#[template(path = "sender.html")]
struct SenderPage {
    page: Page,
    id: String,
    carried: Carried,
    sender: String,
    organisation_number: String,
    choice: Choice,
    /// Whether it was sent after the session's end, and kept.
    was_aside: bool,
    /// Whether another page has saved something else since this one was made.
    is_changed: bool,
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

/// The form of the page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    #[serde(flatten)]
    typed: TypedSender,
    #[serde(flatten)]
    step: Step,
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

/// Reads what was typed.
fn read(typed: &TypedSender, elsewhere: bool, at: Locale) -> Result<Told, Errors> {
    let mut errors = Errors::default();
    match (typed.sender.as_str(), typed.organisation_number.trim()) {
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

/// `GET /submissions/{id}/sender`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let query = request.query_string();
    if submission.content.in_reply_to.is_some() {
        return settled::show(citizen.page, &submission, query);
    }
    let any = form_of(TypedSender::default());
    let returned = step::returned_to(&app, &citizen, submission, &any).await?;
    let (id, content) = (returned.submission.id, &returned.submission.content);
    let version = any.shown(content).version(&app.desk.keys, id);
    let errors = wrong_elsewhere(query, citizen.page.locale);
    let shown = Shown {
        id,
        status: if errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        },
        carried: Carried::by(&app, id, version, has_value(query, "return", step::REVIEW)),
        typed: typed_in(returned.form),
        was_aside: returned.was_aside,
        is_changed: returned.instead.is_some(),
        errors,
    };
    shown.answer(&app, citizen).await
}

/// `POST /submissions/{id}/sender`
pub(super) async fn save(
    app: Data<App>,
    citizen: Result<Citizen, WebError>,
    id: Path<String>,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let (citizen, submission) = match step::owned(&app, citizen, &id).await {
        Ok(owned) => owned,
        Err(refused) => {
            let Fields { typed, step, .. } = form.into_inner().unverified();
            let form = form_of(typed);
            return Err(step.set_aside(&app, &id, form, refused).await);
        }
    };
    let (fields, is_current) = form.into_inner().salvaged(&citizen.page);
    if submission.content.in_reply_to.is_some() {
        let lets_go = is_current && fields.letter == settled::LET_GO;
        return settled::save(&app, &citizen, &submission, lets_go).await;
    }
    let Fields {
        mut typed, step, ..
    } = fields;
    // A number that stands there from earlier was not typed now: who chooses herself means it. From a
    // list, one is always chosen.
    let before = TypedSender::of(submission.content.sender.as_ref());
    let is_listed = app.representatives.lists();
    if typed.sender == "person"
        && (is_listed || typed.organisation_number == before.organisation_number)
    {
        typed.organisation_number.clear();
    }
    let id = submission.id;
    let saved = if is_current {
        let at = (app.get_ref(), &citizen, &submission);
        let form = form_of(typed.clone());
        let put = |content: &mut Content| typed.clone().keep_in(content);
        step.save(at, &form, put).await?
    } else {
        Saved::Old
    };
    if let Some(answer) = step.answer((&app, &citizen.page, id), &saved) {
        return Ok(answer);
    }
    let mut shown = Shown {
        id,
        status: StatusCode::UNPROCESSABLE_ENTITY,
        carried: Carried::by(&app, id, step.version.clone(), step.is_from_review()),
        typed,
        was_aside: false,
        is_changed: false,
        errors: Errors::default(),
    };
    match saved {
        Saved::Old => shown.errors = Errors::old_form("sender", &citizen.page),
        Saved::Changed(instead) => {
            shown.status = StatusCode::CONFLICT;
            shown.carried.version = instead.version(&app.desk.keys, id);
            shown.is_changed = true;
        }
        Saved::Now(now) => {
            shown.carried.version = now.version(&app.desk.keys, id);
            match settle(&app, &citizen, id, &shown.typed).await? {
                Ok(Settled::Here) => return Ok(step.onward(id, "message")),
                Ok(Settled::Elsewhere) => return onward(citizen.page, elsewhere(id, &step)),
                Err(errors) => shown.errors = errors,
            }
        }
    }
    shown.answer(&app, citizen).await
}

/// The way to Ansattporten and back.
fn elsewhere(id: SubmissionId, step: &Step) -> String {
    let from = if step.is_from_review() {
        "&from=change"
    } else {
        ""
    };
    format!("/login/ansattporten?submission={id}{from}")
}

/// How a sender is settled.
enum Settled {
    Here,
    /// At Ansattporten, where she chooses the organisation.
    Elsewhere,
}

/// Makes what was typed the draft's sender, when it is right and she may act for it.
async fn settle(
    app: &App,
    citizen: &Citizen,
    id: SubmissionId,
    typed: &TypedSender,
) -> Result<Result<Settled, Errors>, WebError> {
    let locale = citizen.page.locale;
    let elsewhere = app.representatives.ansattporten().is_some();
    let sender = match read(typed, elsewhere, locale) {
        Ok(Told::Person) => Sender::Person,
        Ok(Told::Elsewhere) => return Ok(Ok(Settled::Elsewhere)),
        Ok(Told::Organisation(number)) => {
            let person = &citizen.person.national_id;
            let established = app.representatives.establish(person, number).await;
            note(app, citizen, id.to_string(), &established).await?;
            match established {
                Ok(organisation) => Sender::Organisation(organisation),
                Err(refusal) => return Ok(Err(wrong_organisation(refusal, locale))),
            }
        }
        Err(errors) => return Ok(Err(errors)),
    };
    change(app, citizen, id, |content| {
        content.sender = Some(sender);
        content.typed.sender = None;
    })
    .await?;
    Ok(Ok(Settled::Here))
}

fn form_of(typed: TypedSender) -> typed::Form {
    typed::Form::Sender(typed)
}

fn typed_in(form: typed::Form) -> TypedSender {
    match form {
        typed::Form::Sender(typed) => typed,
        typed::Form::Message(_) => TypedSender::default(),
    }
}

/// The page as it is to be shown.
struct Shown {
    id: SubmissionId,
    status: StatusCode,
    carried: Carried,
    typed: TypedSender,
    was_aside: bool,
    is_changed: bool,
    errors: Errors,
}

impl Shown {
    async fn answer(self, app: &App, citizen: Citizen) -> Result<HttpResponse, WebError> {
        let choice = app
            .representatives
            .choice(&citizen.person.national_id)
            .await;
        html(
            self.status,
            &SenderPage {
                page: Page {
                    form: step::FORM,
                    ..citizen.page
                },
                id: self.id.to_string(),
                carried: self.carried,
                sender: self.typed.sender,
                organisation_number: self.typed.organisation_number,
                choice,
                was_aside: self.was_aside,
                is_changed: self.is_changed,
                errors: self.errors,
            },
        )
    }
}
