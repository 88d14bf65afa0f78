//! Who the submission is from: the person herself, or an organisation she represents.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Errors, Protected};
use super::page::{Page, html, see_other};
use super::submissions::{change, draft_of};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::numbers::{NotAnOrganisationNumber, OrganisationNumber};
use crate::submission::Sender;

#[derive(Template)]
#[template(path = "sender.html")]
struct SenderPage {
    page: Page,
    id: String,
    sender: String,
    organisation_number: String,
    errors: Errors,
}

/// What was typed, kept as it is until it is right.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    sender: String,
    organisation_number: String,
}

impl Fields {
    fn of(sender: Option<&Sender>) -> Self {
        let (sender, organisation_number) = match sender {
            None => ("", String::new()),
            Some(Sender::Person) => ("person", String::new()),
            Some(Sender::Organisation { number }) => ("organisation", number.grouped()),
        };
        Self {
            sender: sender.to_owned(),
            organisation_number,
        }
    }

    fn parse(&self, at: Locale) -> Result<Sender, Errors> {
        let mut errors = Errors::default();
        match (self.sender.as_str(), self.organisation_number.trim()) {
            ("person", "") => return Ok(Sender::Person),
            ("person", _) => errors.add("sender", t!(at, "err-sender-both")),
            ("organisation", "") => errors.add(
                "organisation_number",
                t!(at, "err-organisation-number-missing"),
            ),
            ("organisation", typed) => match OrganisationNumber::parse(typed) {
                Ok(number) => return Ok(Sender::Organisation { number }),
                Err(wrong) => errors.add(
                    "organisation_number",
                    match wrong {
                        NotAnOrganisationNumber::Digits => t!(at, "err-organisation-number-digits"),
                        NotAnOrganisationNumber::CheckDigit => {
                            t!(at, "err-organisation-number-invalid")
                        }
                    },
                ),
            },
            _ => errors.add("sender", t!(at, "err-sender-missing")),
        }
        Err(errors)
    }
}

/// `GET /submissions/{id}/sender`
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    let fields = Fields::of(submission.content.sender.as_ref());
    answer(
        StatusCode::OK,
        citizen.page,
        id.into_inner(),
        fields,
        Errors::default(),
    )
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
    // A number that stands there from earlier was not typed now: who chooses herself means it.
    if fields.organisation_number
        == Fields::of(submission.content.sender.as_ref()).organisation_number
        && fields.sender == "person"
    {
        fields.organisation_number.clear();
    }
    let parsed = if is_current {
        fields.parse(citizen.page.locale)
    } else {
        Err(Errors::old_form("sender", &citizen.page))
    };
    let sender = match parsed {
        Ok(sender) => sender,
        Err(errors) => {
            return answer(
                StatusCode::UNPROCESSABLE_ENTITY,
                citizen.page,
                id.into_inner(),
                fields,
                errors,
            );
        }
    };
    change(&app, &citizen, submission.id, |content| {
        content.sender = Some(sender);
    })
    .await?;
    Ok(see_other(format!("/submissions/{}/message", submission.id)))
}

fn answer(
    status: StatusCode,
    page: Page,
    id: String,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, WebError> {
    let Fields {
        sender,
        organisation_number,
    } = fields;
    html(
        status,
        &SenderPage {
            page,
            id,
            sender,
            organisation_number,
            errors,
        },
    )
}
