//! A simulator of ID-porten for the demo: metadata, keys, a log-in page with synthetic people, tokens.
//!
//! Part of the cargo feature `demo` only; a production build does not contain it. It behaves as the
//! real one does towards an honest client, and refuses what the real one refuses.

mod people;
mod token;

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};

use actix_web::dev::Server;
use actix_web::web::{Data, Form, Query, ServiceConfig, get, post};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use anyhow::Context;
use askama::Template;
use openidconnect::core::{CoreJsonWebKeySet, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
use serde::Deserialize;

use crate::clock::{Clock, Instant};
use crate::crypt;
use crate::i18n::{Locale, Speaks};
use people::{PEOPLE, Person};

/// The simulator, with one registered client.
pub struct Simulator {
    issuer: String,
    client_id: String,
    client_secret: String,
    redirect_uri: String,
    key: CoreRsaPrivateSigningKey,
    clock: Clock,
    grants: Mutex<HashMap<String, Grant>>,
}

/// What a code stands for until it is changed for a token.
struct Grant {
    request: Authorize,
    person: &'static Person,
    given_at: Instant,
}

/// The parameters of an authorization request.
#[derive(Clone, Deserialize)]
struct Authorize {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
    #[serde(default)]
    ui_locales: String,
    #[serde(default)]
    acr_values: String,
}

impl Simulator {
    /// A new signing key, as PEM.
    pub fn generate_key() -> anyhow::Result<String> {
        let key = rsa::RsaPrivateKey::new(&mut rand_core::OsRng, 2048)
            .context("making the simulator's key")?;
        Ok(key
            .to_pkcs1_pem(LineEnding::LF)
            .context("writing the simulator's key")?
            .to_string())
    }

    /// A simulator under `issuer` that knows one client, the portal at `portal_url`.
    pub fn new(
        issuer: &str,
        client: (&str, &str),
        portal_url: &str,
        key_pem: &str,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let key = CoreRsaPrivateSigningKey::from_pem(
            key_pem,
            Some(JsonWebKeyId::new("simulator-1".to_owned())),
        )
        .map_err(|error| anyhow::anyhow!("reading the simulator's key: {error}"))?;
        Ok(Self {
            issuer: issuer.to_owned(),
            client_id: client.0.to_owned(),
            client_secret: client.1.to_owned(),
            redirect_uri: format!("{portal_url}/login/callback"),
            key,
            clock,
            grants: Mutex::default(),
        })
    }

    /// Serves on a listener until it is stopped.
    pub fn serve(self, listener: TcpListener) -> anyhow::Result<Server> {
        let data = Data::new(self);
        let server = HttpServer::new(move || App::new().app_data(data.clone()).configure(routes))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .context("listening")?;
        Ok(server.run())
    }

    fn is_acceptable(&self, request: &Authorize) -> bool {
        request.client_id == self.client_id
            && request.redirect_uri == self.redirect_uri
            && request.response_type == "code"
            && request.scope.split(' ').any(|scope| scope == "openid")
            && request.code_challenge_method == "S256"
            && !request.state.is_empty()
            && !request.nonce.is_empty()
    }
}

fn routes(routes: &mut ServiceConfig) {
    routes
        .route("/.well-known/openid-configuration", get().to(metadata))
        .route("/jwks.json", get().to(keys))
        .route("/authorize", get().to(choose))
        .route("/authorize", post().to(authorize))
        .route("/token", post().to(token::give));
}

async fn metadata(simulator: Data<Simulator>) -> HttpResponse {
    let issuer = &simulator.issuer;
    HttpResponse::Ok().json(serde_json::json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks.json"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "acr_values_supported": ["idporten-loa-substantial", "idporten-loa-high"],
        "ui_locales_supported": ["nb", "nn", "en", "se"],
        "scopes_supported": ["openid", "profile"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys(simulator: Data<Simulator>) -> HttpResponse {
    HttpResponse::Ok().json(CoreJsonWebKeySet::new(vec![
        simulator.key.as_verification_key(),
    ]))
}

#[derive(Template)]
#[template(path = "simulator.html")]
struct LogInPage {
    page: SimulatorPage,
    query: String,
    people: &'static [Person],
}

struct SimulatorPage {
    locale: Locale,
}

impl Speaks for SimulatorPage {
    fn words(&self) -> &'static i18n_embed::fluent::FluentLanguageLoader {
        self.locale.words()
    }
}

/// `GET /authorize`: who do you want to be?
async fn choose(
    simulator: Data<Simulator>,
    request: HttpRequest,
    query: Query<Authorize>,
) -> HttpResponse {
    if !simulator.is_acceptable(&query) {
        return HttpResponse::BadRequest()
            .body("invalid_request: the parameters are not those of a registered client\n");
    }
    let page = LogInPage {
        page: SimulatorPage {
            locale: locale_of(&query),
        },
        query: request.query_string().to_owned(),
        people: &PEOPLE,
    };
    match page.render() {
        Ok(body) => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(body),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

#[derive(Deserialize)]
struct Choice {
    person: String,
}

/// `POST /authorize`: back to the client with a code.
async fn authorize(
    simulator: Data<Simulator>,
    query: Query<Authorize>,
    choice: Form<Choice>,
) -> HttpResponse {
    let person = PEOPLE
        .iter()
        .find(|person| person.national_id == choice.person);
    let (Some(person), true) = (person, simulator.is_acceptable(&query)) else {
        return HttpResponse::BadRequest().body("invalid_request: unknown person or client\n");
    };
    let request = query.into_inner();
    let code = crypt::random_token();
    let answer: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("code", &code)
        .append_pair("state", &request.state)
        .append_pair("iss", &simulator.issuer)
        .finish();
    let location = format!("{}?{answer}", request.redirect_uri);
    let grant = Grant {
        request,
        person,
        given_at: simulator.clock.now(),
    };
    simulator
        .grants
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(code, grant);
    HttpResponse::SeeOther()
        .insert_header(("Location", location))
        .finish()
}

fn locale_of(request: &Authorize) -> Locale {
    request
        .ui_locales
        .split(' ')
        .find_map(Locale::from_tag)
        .unwrap_or_default()
}
