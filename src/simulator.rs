//! A simulator of ID-porten for the demo: metadata, keys, pushed requests, a log-in page with synthetic
//! people, single sign-on and log-out; and of Enhetsregisteret, which knows their organisations.
//!
//! Part of the cargo feature `demo` only; a production build does not contain it. It behaves as the
//! real one does towards an honest client, and refuses what the real one refuses. Tests give it a
//! [`Behaviour`] to see what the portal makes of a provider that does not behave.

mod authorize;
mod behaviour;
mod client;
mod logout;
mod people;
mod register;
mod token;

use std::collections::{HashMap, HashSet};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::dev::Server;
use actix_web::web::{Data, ServiceConfig, get, post};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context;
use openidconnect::core::CoreJsonWebKeySet;
use serde_json::json;

use crate::clock::Clock;
use crate::identity::jwt::SigningKey;
use authorize::{Authorize, Grant, Pushed, SignOn};
pub use behaviour::{Behaviour, Endpoint, Honest};

/// A client that is registered with the simulator.
pub struct Registration {
    /// Its id.
    pub client_id: String,
    /// Its public keys.
    pub keys: CoreJsonWebKeySet,
    /// Where people reach it. Its addresses below are ID-porten's usual ones.
    pub url: String,
    /// The path people come back to.
    pub callback: &'static str,
}

/// The simulator, with one registered client.
pub struct Simulator {
    issuer: String,
    client: Registration,
    behaviour: Arc<dyn Behaviour>,
    clock: Clock,
    state: Mutex<State>,
}

/// What is remembered from one request to the next.
struct State {
    /// The last one signs; all are published.
    keys: Vec<Arc<SigningKey>>,
    pushed: HashMap<String, Pushed>,
    grants: HashMap<String, Grant>,
    signed_on: HashMap<String, SignOn>,
    used_assertions: HashSet<String>,
}

impl Simulator {
    /// A simulator under `issuer` that signs with `key` and knows one client.
    pub fn new(issuer: &str, client: Registration, key: SigningKey, clock: Clock) -> Self {
        Self {
            issuer: issuer.to_owned(),
            client,
            behaviour: Arc::new(Honest),
            clock,
            state: Mutex::new(State {
                keys: vec![Arc::new(key)],
                pushed: HashMap::new(),
                grants: HashMap::new(),
                signed_on: HashMap::new(),
                used_assertions: HashSet::new(),
            }),
        }
    }

    /// The same, but behaving otherwise.
    #[must_use]
    pub fn behaving(mut self, behaviour: Arc<dyn Behaviour>) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// Publishes another key beside those there are, and signs with it from now on.
    pub fn add_key(&self, key: SigningKey) {
        self.state().keys.push(Arc::new(key));
    }

    /// Publishes the newest key only.
    pub fn retire_old_keys(&self) {
        let keys = &mut self.state().keys;
        keys.drain(..keys.len().saturating_sub(1));
    }

    /// The key that signs.
    pub fn key(&self) -> Option<Arc<SigningKey>> {
        self.state().keys.last().cloned()
    }

    /// Serves on a listener until it is stopped.
    pub fn serve(self: Arc<Self>, listener: TcpListener) -> anyhow::Result<Server> {
        let data = Data::from(self);
        let server = HttpServer::new(move || App::new().app_data(data.clone()).configure(routes))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .context("listening")?;
        Ok(server.run())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn callback(&self) -> String {
        format!("{}{}", self.client.url, self.client.callback)
    }

    fn is_acceptable(&self, request: &Authorize) -> bool {
        request.client_id == self.client.client_id
            && request.redirect_uri == self.callback()
            && request.response_type == "code"
            && request.scope.split(' ').any(|scope| scope == "openid")
            && request.code_challenge_method == "S256"
            && request.code_challenge.len() == 43
            && !request.state.is_empty()
            && !request.nonce.is_empty()
    }
}

fn routes(routes: &mut ServiceConfig) {
    routes
        .route("/.well-known/openid-configuration", get().to(metadata))
        .route("/jwks.json", get().to(keys))
        .route("/par", post().to(authorize::push))
        .route("/authorize", get().to(authorize::show))
        .route("/authorize", post().to(authorize::choose))
        .route("/token", post().to(token::give))
        .route("/logout", get().to(logout::everywhere))
        .route("/logout", post().to(logout::for_client))
        .route(
            "/enhetsregisteret/api/enheter/{number}",
            get().to(register::unit),
        )
        .route(
            "/enhetsregisteret/api/underenheter/{number}",
            get().to(register::sub_unit),
        );
}

async fn metadata(simulator: Data<Simulator>) -> HttpResponse {
    if let Some(answer) = simulator.behaviour.asked(Endpoint::Metadata) {
        return answer;
    }
    let issuer = &simulator.issuer;
    let mut metadata = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "token_endpoint": format!("{issuer}/token"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "jwks_uri": format!("{issuer}/jwks.json"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "acr_values_supported": ["idporten-loa-substantial", "idporten-loa-high"],
        "ui_locales_supported": ["nb", "nn", "en", "se"],
        "scopes_supported": ["openid", "profile"],
        "authorization_response_iss_parameter_supported": true,
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
    });
    simulator.behaviour.metadata(&mut metadata);
    HttpResponse::Ok().json(metadata)
}

async fn keys(simulator: Data<Simulator>) -> HttpResponse {
    if let Some(answer) = simulator.behaviour.asked(Endpoint::Keys) {
        return answer;
    }
    let keys: Vec<_> = simulator
        .state()
        .keys
        .iter()
        .filter_map(|key| key.public_jwks().get("keys")?.get(0).cloned())
        .collect();
    HttpResponse::Ok().json(json!({ "keys": keys }))
}
