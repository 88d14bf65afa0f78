//! A provider that does not behave: whatever a test wants wrong, and what it saw of the portal meanwhile.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sendsikkert::identity::jwt::SigningKey;
use sendsikkert::simulator::{Behaviour, Endpoint};
use serde_json::Value;

use super::{TestApp, Wishes};

/// How an endpoint fails.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// Answers with this status, and with this error as OAuth has it.
    Refuses(u16, &'static str),
    /// Answers with something that only begins as JSON.
    Breaks,
    /// Sends more than anybody would read.
    Floods,
    /// Sends the caller round: who followed would ask once more.
    Redirects,
    /// Begins to answer, and never ends.
    Stalls,
}

impl Fault {
    fn answer(self) -> HttpResponse {
        match self {
            Self::Refuses(status, error) => HttpResponse::build(StatusCode::from_u16(status).unwrap())
                .json(serde_json::json!({ "error": error, "error_description": "kid 42 for 01858910001" })),
            Self::Breaks => HttpResponse::Ok()
                .content_type("application/json")
                .body("{\"request_uri\": \"urn:x"),
            Self::Floods => HttpResponse::Ok()
                .content_type("application/json")
                .body(vec![b' '; 3 * 1024 * 1024]),
            Self::Redirects => HttpResponse::TemporaryRedirect()
                .insert_header(("Location", "?again"))
                .finish(),
            Self::Stalls => HttpResponse::Ok()
                .content_type("application/json")
                .streaming(futures_util::stream::pending::<Result<Bytes, std::io::Error>>()),
        }
    }
}

type Change<T> = Box<dyn Fn(&mut T) + Send + Sync>;
type Sign = Box<dyn Fn(&SigningKey, &Value) -> String + Send + Sync>;
/// A form's fields.
pub(crate) type Form = BTreeMap<String, String>;

/// What is to go wrong.
#[derive(Default)]
struct Orders {
    faults: Vec<(Endpoint, Fault)>,
    metadata: Option<Change<Value>>,
    keys: Option<Change<Value>>,
    callback: Option<Change<Vec<(String, String)>>>,
    claims: Option<Change<Value>>,
    sign: Option<Sign>,
    tokens: Option<Change<Value>>,
}

/// What was seen.
#[derive(Default)]
struct Seen {
    calls: Vec<Endpoint>,
    forms: Vec<(Endpoint, Form)>,
    callbacks: Vec<Form>,
    claims: Vec<Value>,
    tokens: Vec<Value>,
}

/// A provider that does what a test orders, and remembers what it sees.
#[derive(Default)]
pub(crate) struct Wayward {
    orders: Mutex<Orders>,
    seen: Mutex<Seen>,
}

impl Wayward {
    /// A portal with such a provider, which behaves until it is told not to.
    pub(crate) async fn portal(wishes: Wishes) -> (TestApp, Arc<Self>) {
        let wayward = Arc::new(Self::default());
        let app = TestApp::start_with(Wishes {
            behaviour: Some(Arc::clone(&wayward) as Arc<dyn Behaviour>),
            ..wishes
        });
        (app.await, wayward)
    }

    /// Does everything right again.
    pub(crate) fn behave(&self) {
        *self.orders() = Orders::default();
    }

    pub(crate) fn fail(&self, endpoint: Endpoint, fault: Fault) {
        self.orders().faults.push((endpoint, fault));
    }

    pub(crate) fn publish(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.orders().metadata = Some(Box::new(change));
    }

    pub(crate) fn publish_keys(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.orders().keys = Some(Box::new(change));
    }

    pub(crate) fn bring_back(
        &self,
        change: impl Fn(&mut Vec<(String, String)>) + Send + Sync + 'static,
    ) {
        self.orders().callback = Some(Box::new(change));
    }

    pub(crate) fn claim(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.orders().claims = Some(Box::new(change));
    }

    pub(crate) fn sign_by(
        &self,
        sign: impl Fn(&SigningKey, &Value) -> String + Send + Sync + 'static,
    ) {
        self.orders().sign = Some(Box::new(sign));
    }

    pub(crate) fn hand_out(&self, change: impl Fn(&mut Value) + Send + Sync + 'static) {
        self.orders().tokens = Some(Box::new(change));
    }

    /// How often an endpoint was called.
    pub(crate) fn calls(&self, endpoint: Endpoint) -> usize {
        let seen = self.seen();
        seen.calls.iter().filter(|call| **call == endpoint).count()
    }

    /// What was handed in there, call by call.
    pub(crate) fn forms(&self, endpoint: Endpoint) -> Vec<Form> {
        let seen = self.seen();
        let forms = seen.forms.iter().filter(|(at, _)| *at == endpoint);
        forms.map(|(_, form)| form.clone()).collect()
    }

    /// What was pushed last.
    pub(crate) fn pushed(&self) -> Form {
        self.forms(Endpoint::Par).pop().expect("nothing was pushed")
    }

    /// What the browser took back last, before anything was changed in it.
    pub(crate) fn brought_back(&self) -> Form {
        self.seen()
            .callbacks
            .last()
            .cloned()
            .expect("nobody came back")
    }

    /// Everything that was ever brought back.
    pub(crate) fn callbacks(&self) -> Vec<Form> {
        self.seen().callbacks.clone()
    }

    /// What the last `id_token` said.
    pub(crate) fn claimed(&self) -> Value {
        self.seen()
            .claims
            .last()
            .cloned()
            .expect("no token was made")
    }

    /// What the token endpoint answered last.
    pub(crate) fn handed_out(&self) -> Value {
        self.seen()
            .tokens
            .last()
            .cloned()
            .expect("no token was given")
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }
}

impl Behaviour for Wayward {
    fn asked(&self, endpoint: Endpoint) -> Option<HttpResponse> {
        self.seen().calls.push(endpoint);
        let orders = self.orders();
        if let (Endpoint::Keys, Some(change)) = (endpoint, &orders.keys) {
            let mut keys = super::key(1).public_jwks();
            change(&mut keys);
            return Some(HttpResponse::Ok().json(keys));
        }
        let (_, fault) = orders.faults.iter().find(|(at, _)| *at == endpoint)?;
        Some(fault.answer())
    }

    fn accepted(&self, endpoint: Endpoint, form: &[(String, String)]) {
        let fields: Form = form.iter().cloned().collect();
        assert_eq!(fields.len(), form.len(), "a field stands there twice");
        self.seen().forms.push((endpoint, fields));
    }

    fn metadata(&self, metadata: &mut Value) {
        if let Some(change) = &self.orders().metadata {
            change(metadata);
        }
    }

    fn callback(&self, parameters: &mut Vec<(String, String)>) {
        self.seen()
            .callbacks
            .push(parameters.iter().cloned().collect());
        if let Some(change) = &self.orders().callback {
            change(parameters);
        }
    }

    fn claims(&self, claims: &mut Value) {
        if let Some(change) = &self.orders().claims {
            change(claims);
        }
        self.seen().claims.push(claims.clone());
    }

    fn sign(&self, key: &SigningKey, claims: &Value) -> anyhow::Result<String> {
        match &self.orders().sign {
            Some(sign) => Ok(sign(key, claims)),
            None => key.sign(claims),
        }
    }

    fn tokens(&self, tokens: &mut Value, _request: Option<&Value>) {
        if let Some(change) = &self.orders().tokens {
            change(tokens);
        }
        self.seen().tokens.push(tokens.clone());
    }
}

/// Replaces a parameter of what the browser brings back, or adds it.
pub(crate) fn replace(parameters: &mut Vec<(String, String)>, name: &str, value: &str) {
    remove(parameters, name);
    add(parameters, name, value);
}

/// Adds one, be it there or not.
pub(crate) fn add(parameters: &mut Vec<(String, String)>, name: &str, value: &str) {
    parameters.push((name.to_owned(), value.to_owned()));
}

/// Takes one out.
pub(crate) fn remove(parameters: &mut Vec<(String, String)>, name: &str) {
    parameters.retain(|(known, _)| known != name);
}

/// Takes a claim, or whatever an object holds, out of it.
pub(crate) fn lack(object: &mut Value, name: &str) {
    object.as_object_mut().unwrap().remove(name);
}

/// A part of a token, unverified: header (0) or claims (1).
pub(crate) fn part_of(token: &str, part: usize) -> Value {
    let part = token.split('.').nth(part).expect("it is no token");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Waits until something on the other side of a socket has happened, in its own time.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, mut is_so: impl FnMut() -> F) {
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    loop {
        let asked = pin!(is_so());
        if asked.await {
            return;
        }
        assert!(std::time::Instant::now() < deadline, "{what}");
        tokio::task::yield_now().await;
    }
}
