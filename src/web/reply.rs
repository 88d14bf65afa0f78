//! Answering a letter: the link in it leads here. Whom the letter is to sees what it is about, and begins the
//! answer. Everybody else, and whoever follows a link that opens nothing, sees one and the same page, and the
//! same is done for it: it tells neither whether there is such a letter nor to whom.

mod letter;
mod link;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{Error, HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::forms::{Errors, Protected};
use super::page::{Moment, Page, has_parameter, html, see_other};
use super::representation::{NO_RIGHT, UNAVAILABLE, note, tell};
use super::sender::{is_chosen, read_number};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::identity::registers::altinn::Party;
use crate::identity::representation::{Choice, Organisation, Refusal};
use crate::submission::draft;
use crate::submission::invitation::{self, Invitation};
use crate::submission::reply::Reply;
pub(super) use letter::Letter;
pub(super) use link::Link;

/// What a right was wanted for, in the audit trail: a letter, and not which.
pub(super) const WANTED_FOR: &str = "reply";
/// What is in an address. One that can't be read is a link that opens nothing, like any other.
type Address = Result<Path<String>, Error>;

fn link_in(address: Address) -> Link {
    Link::of(&address.map(Path::into_inner).unwrap_or_default())
}

/// The page for whom the letter is to.
#[derive(Template)]
#[template(path = "reply.html")]
struct ReplyPage {
    page: Page,
    link: Link,
    title: String,
    letter: Letter,
    open_until: Moment,
}

/// The page for everybody else.
#[derive(Template)]
#[template(path = "reply_closed.html")]
struct ClosedPage {
    page: Page,
    link: Link,
    organisation_number: String,
    choice: Choice,
    errors: Errors,
}

impl ClosedPage {
    fn is_chosen(&self, party: &Party) -> bool {
        is_chosen(&self.organisation_number, party)
    }

    /// Whether an organisation can be told of on the page itself.
    fn has_field(&self) -> bool {
        match &self.choice {
            Choice::Typed => true,
            Choice::Listed(parties) => !parties.is_empty(),
            Choice::Elsewhere | Choice::Unavailable => false,
        }
    }
}

/// `GET /reply/{token}`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    address: Address,
) -> Result<HttpResponse, WebError> {
    let link = link_in(address);
    let invitation = invitation::of_link(&app.desk, link.token()).await?;
    let hers = invitation.filter(|one| one.is_for_person(&app.desk, &citizen.person));
    let Some(invitation) = hers else {
        let query = request.query_string();
        let mut told = Told::default();
        if has_parameter(query, NO_RIGHT) {
            told.not_opened(citizen.page.locale);
        } else if has_parameter(query, UNAVAILABLE) {
            told.unavailable(citizen.page.locale);
        }
        return closed(&app, citizen, link, told).await;
    };
    html(
        StatusCode::OK,
        &ReplyPage {
            link,
            letter: Letter::of(&invitation.in_reply_to(), citizen.page.locale),
            open_until: Moment::of(invitation.last_moment(), citizen.page.locale),
            title: invitation.title,
            page: citizen.page,
        },
    )
}

/// The form of either page: a person begins by pressing, an organisation is told of.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    sender: String,
    organisation_number: String,
}

/// What was told, and what is wrong with it.
#[derive(Default)]
struct Told {
    organisation_number: String,
    errors: Errors,
}

impl Told {
    /// One and the same, whatever the reason.
    fn not_opened(&mut self, at: Locale) {
        self.errors
            .add("organisation_number", t!(at, "err-reply-not-opened"));
    }

    fn unavailable(&mut self, at: Locale) {
        self.errors
            .add("organisation_number", t!(at, "err-reply-unavailable"));
    }
}

/// `POST /reply/{token}`: begins the answer.
pub(super) async fn begin(
    app: Data<App>,
    citizen: Citizen,
    address: Address,
    form: Form<Protected<Fields>>,
) -> Result<HttpResponse, WebError> {
    let fields = form.into_inner().verified(&citizen.page)?;
    let link = link_in(address);
    let locale = citizen.page.locale;
    let mut told = Told::default();
    let begun = if fields.sender == "person" {
        begin_as_person(&app, &citizen, &link).await?
    } else {
        told.organisation_number = fields.organisation_number;
        begin_as_told(&app, &citizen, &link, &mut told).await?
    };
    if let Some(next) = begun {
        return Ok(see_other(next));
    }
    if told.errors.is_empty() {
        told.not_opened(locale);
    }
    closed(&app, citizen, link, told).await
}

async fn begin_as_person(
    app: &App,
    citizen: &Citizen,
    link: &Link,
) -> Result<Option<String>, WebError> {
    let invitation = invitation::of_link(&app.desk, link.token()).await?;
    let reply = invitation.and_then(|one| Reply::of_person(&app.desk, &citizen.person, &one));
    begin_reply(app, citizen, reply).await
}

/// The organisation that was told of: her right to act for it comes first, whether the link opens anything or not.
async fn begin_as_told(
    app: &App,
    citizen: &Citizen,
    link: &Link,
    told: &mut Told,
) -> Result<Option<String>, WebError> {
    let locale = citizen.page.locale;
    let number = match read_number(&told.organisation_number, locale) {
        Ok(number) => number,
        Err(wrong) => {
            told.errors.add("organisation_number", wrong);
            return Ok(None);
        }
    };
    let person = &citizen.person.national_id;
    let established = app.representatives.establish(person, number).await;
    note(app, citizen, WANTED_FOR.to_owned(), &established).await?;
    match established {
        Ok(organisation) => begin_for(app, citizen, link, organisation).await,
        Err(Refusal::Unavailable(error)) => {
            tell(&error);
            told.unavailable(locale);
            Ok(None)
        }
        Err(_) => Ok(None),
    }
}

/// Begins the answer of an organisation that somebody has shown a right to act for, if the letter is to it: where
/// to go on.
pub(super) async fn begin_for(
    app: &App,
    citizen: &Citizen,
    link: &Link,
    organisation: Organisation,
) -> Result<Option<String>, WebError> {
    let invitation = invitation::of_link(&app.desk, link.token()).await?;
    let of = |one: Invitation| Reply::of_organisation(organisation, &one);
    begin_reply(app, citizen, invitation.and_then(of)).await
}

/// Sender, title and case are filled in: the first page is the one that is written on.
async fn begin_reply(
    app: &App,
    citizen: &Citizen,
    reply: Option<Reply>,
) -> Result<Option<String>, WebError> {
    let Some(reply) = reply else { return Ok(None) };
    let locale = citizen.page.locale;
    let id = draft::reply(&app.desk, &citizen.person, locale, reply).await?;
    Ok(Some(format!("/submissions/{id}/message")))
}

async fn closed(
    app: &App,
    citizen: Citizen,
    link: Link,
    told: Told,
) -> Result<HttpResponse, WebError> {
    let status = if told.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let person = &citizen.person.national_id;
    let choice = app.representatives.choice(person).await;
    html(
        status,
        &ClosedPage {
            page: citizen.page,
            link,
            organisation_number: told.organisation_number,
            choice,
            errors: told.errors,
        },
    )
}
