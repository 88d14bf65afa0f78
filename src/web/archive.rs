//! An archive at the API: known by its token, let in for what the token allows, and noted in the audit
//! trail with all it asks for.

mod bearer;
mod denied;

use std::future::{Future, Ready, ready};
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest};
use anyhow::Context;

use super::address::client_address;
use super::api::Limits;
use crate::app::App;
use crate::identity::archive_access::{Client, Refusal, Scope};
use crate::identity::audit::{self, Action, Detail, Event};
use bearer::Presented;
use denied::Denied;

/// An archive that has shown a token, whatever that allows.
#[derive(Clone)]
pub(super) struct Archive(Rc<Known>);

struct Known {
    client: Client,
    address: Option<String>,
}

/// An archive that may list and fetch.
pub(super) struct Reads(Archive);

/// An archive that may acknowledge and return.
pub(super) struct Writes(Archive);

/// Lets in who has shown a token of use here, before anything else is looked at: who is not let in is told
/// nothing of what is there, nor of what is wrong with the request.
pub(super) async fn admit(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (parts, payload) = request.parts_mut();
    let presented = Presented::take(parts, payload);
    match Archive::counted(request.request(), presented).await {
        Ok(archive) => {
            request.extensions_mut().insert(archive);
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        // As an answer rather than an error, so that it is logged and has its headers like any other.
        Err(denied) => Ok(request.error_response(denied)),
    }
}

impl Archive {
    /// Who it is.
    pub(super) fn client(&self) -> &Client {
        &self.0.client
    }

    /// What the audit trail says of it, and of what it asks for.
    pub(super) fn detail(&self, object: String) -> Detail {
        Detail {
            address: self.0.address.clone(),
            object: Some(object),
            ..self.client().detail()
        }
    }

    /// Puts into the audit trail what it did. What can't be noted isn't given.
    pub(super) async fn note(
        &self,
        app: &App,
        action: Action,
        result: &'static str,
        object: String,
    ) -> anyhow::Result<()> {
        let event = Event {
            action,
            result,
            person: None,
            detail: &self.detail(object),
        };
        audit::record(&app.desk.db, &app.desk.keys, &app.desk.clock, event).await
    }

    /// Whom a token was given to, unless there were too many requests.
    async fn counted(request: &HttpRequest, presented: Presented) -> Result<Self, Denied> {
        let limits = request.app_data::<Data<Limits>>();
        let limits = limits.context("the server has no limits")?;
        let address = client_address(request, app_of(request)?);
        let archive = Self::admitted(request, presented).await;
        if archive.as_ref().is_err_and(Denied::is_the_client_s) {
            limits.failed(address.as_deref())?;
        }
        let archive = archive?;
        limits.admit(&archive.client().id)?;
        Ok(archive)
    }

    /// Whom a token was given to.
    async fn admitted(request: &HttpRequest, presented: Presented) -> Result<Self, Denied> {
        let app = app_of(request)?;
        let token = presented.token().await?;
        match app.gate.admit(&app.desk.db, &app.desk.clock, &token).await {
            Ok(client) => Ok(Self::at(request, client)?),
            Err(refusal) => Err(Self::refused(request, refusal).await?),
        }
    }

    fn at(request: &HttpRequest, client: Client) -> anyhow::Result<Self> {
        let address = client_address(request, app_of(request)?);
        Ok(Self(Rc::new(Known { client, address })))
    }

    /// What somebody is told who is refused, once that is noted.
    async fn refused(request: &HttpRequest, refusal: Refusal) -> anyhow::Result<Denied> {
        let (client, why, denied) = match refusal {
            Refusal::Unfit { client, why } => (client, why, Denied::Invalid),
            Refusal::Forbidden { client, why } => (client, why, Denied::Forbidden),
            Refusal::Unavailable(error) => return Ok(Denied::Unavailable(error)),
            Refusal::Internal(error) => return Ok(Denied::Internal(error)),
            Refusal::Unknown(why) => {
                let error = format!("{why:#}");
                tracing::warn!(error, "a token for the archive's API is nobody's");
                return Ok(Denied::Invalid);
            }
        };
        Self::at(request, *client)?
            .turned_away(request, why)
            .await?;
        Ok(denied)
    }

    /// The archive of a request, if it may do this.
    async fn allowed(request: HttpRequest, scope: Scope) -> Result<Self, Denied> {
        let archive = Self::of(&request)?;
        if archive.client().may(scope) {
            return Ok(archive);
        }
        archive.turned_away(&request, "insufficient-scope").await?;
        let word = archive.client().word(scope).to_owned();
        Err(Denied::InsufficientScope(word))
    }

    fn of(request: &HttpRequest) -> anyhow::Result<Self> {
        let archive = request.extensions().get::<Self>().cloned();
        archive.context("the address is not behind the archive's door")
    }

    /// Notes that somebody who is known tried what she may not.
    async fn turned_away(&self, request: &HttpRequest, why: &'static str) -> anyhow::Result<()> {
        let app = app_of(request)?;
        tracing::warn!(
            client.name = self.client().name,
            reason = why,
            "a client of the archive's API is turned away"
        );
        if !app.gate.is_news(self.client(), why, &app.desk.clock) {
            return Ok(());
        }
        // The route's pattern: an address may hold anything.
        let route = request.match_pattern().unwrap_or_else(|| "-".to_owned());
        let tried = format!("{} {route}", request.method());
        self.note(app, Action::Enter, why, tried).await
    }
}

impl FromRequest for Archive {
    type Error = Denied;
    type Future = Ready<Result<Self, Denied>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).map_err(Denied::from))
    }
}

impl FromRequest for Reads {
    type Error = Denied;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Denied>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let allowed = Archive::allowed(request.clone(), Scope::Read);
        Box::pin(async { Ok(Self(allowed.await?)) })
    }
}

impl FromRequest for Writes {
    type Error = Denied;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Denied>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let allowed = Archive::allowed(request.clone(), Scope::Write);
        Box::pin(async { Ok(Self(allowed.await?)) })
    }
}

impl Deref for Reads {
    type Target = Archive;

    fn deref(&self) -> &Archive {
        &self.0
    }
}

impl Deref for Writes {
    type Target = Archive;

    fn deref(&self) -> &Archive {
        &self.0
    }
}

fn app_of(request: &HttpRequest) -> anyhow::Result<&Data<App>> {
    request
        .app_data::<Data<App>>()
        .context("the server has no App")
}
