//! An archive at the API: known by its token, and noted in the audit trail with all it fetches.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use anyhow::Context;

use super::address::client_address;
use super::api::{Limits, Problem};
use crate::app::App;
use crate::identity::archive_token;
use crate::identity::audit::{self, Action, Detail, Event};

/// An archive that has shown a token of ours.
pub(super) struct Archive {
    token: String,
    address: Option<String>,
}

impl Archive {
    /// What the audit trail says of it, and of what it asks for.
    pub(super) fn detail(&self, object: String) -> Detail {
        Detail {
            address: self.address.clone(),
            token: Some(self.token.clone()),
            object: Some(object),
            ..Detail::default()
        }
    }

    /// Puts into the audit trail what it did.
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
}

impl FromRequest for Archive {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request
                .app_data::<Data<App>>()
                .context("the server has no App")?;
            let limits = request
                .app_data::<Data<Limits>>()
                .context("the server has no limits")?;
            let address = client_address(&request, app);
            limits.listen_to(address.as_deref())?;
            let token = match bearer(&request) {
                Some(presented) => archive_token::name_of(&app.desk.db, presented).await?,
                None => None,
            };
            let Some(token) = token else {
                limits.failed(address.as_deref());
                return Err(Problem::Unauthorized);
            };
            limits.admit(&token)?;
            Ok(Self { token, address })
        })
    }
}

/// The token of a request (RFC 6750, 2.1).
fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
