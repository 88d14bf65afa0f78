//! Maskinporten on a real port of one test's own, as those know it who take its tokens: metadata, keys, and
//! tokens that a test may spoil before they are signed.

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::{
    RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use sendsikkert::clock::Clock;
use sendsikkert::identity::archive_access::maskinporten::Settings;
use sendsikkert::tasks::Tasks;
use serde_json::{Value, json};

use super::{key, key_file};

pub(crate) const READ: &str = "eksempel:sendsikkert.read";
pub(crate) const WRITE: &str = "eksempel:sendsikkert.write";

/// The running service.
pub(crate) struct Maskinporten {
    pub(crate) issuer: String,
    clock: Clock,
    state: Data<State>,
    server: ServerHandle,
    tasks: Tasks,
}

#[derive(Default)]
struct State {
    issuer: String,
    /// The numbers of the keys that are published.
    keys: Mutex<Vec<usize>>,
    /// What is said instead of the metadata.
    metadata: Mutex<Option<Value>>,
    /// A status that is answered to everything.
    trouble: Mutex<Option<u16>>,
    /// Whether its keys don't say by which algorithm they sign.
    any_algorithm: AtomicBool,
    key_readings: AtomicUsize,
}

impl Maskinporten {
    pub(crate) fn start(clock: &Clock) -> Self {
        sendsikkert::cli::install_tls();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!(
            "http://127.0.0.1:{}/",
            listener.local_addr().unwrap().port()
        );
        let state = Data::new(State {
            issuer: issuer.clone(),
            keys: Mutex::new(vec![2]),
            ..State::default()
        });
        let data = state.clone();
        let app = move || {
            App::new()
                .app_data(data.clone())
                .default_service(actix_web::web::to(answer))
        };
        let server = HttpServer::new(app).workers(1).disable_signals();
        let server = server.listen(listener).unwrap().run();
        let (handle, tasks) = (server.handle(), Tasks::new());
        tasks.spawn(server);
        Self {
            issuer,
            clock: clock.clone(),
            state,
            server: handle,
            tasks,
        }
    }

    /// What an installation that takes its tokens would have written.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            issuer: self.issuer.clone(),
            metadata_url: None,
            audience: None,
            read_scope: READ.to_owned(),
            write_scope: WRITE.to_owned(),
            consumers: None,
            suppliers: Vec::new(),
        }
    }

    /// The claims of a token for the municipality, as Maskinporten writes them.
    pub(crate) fn claims(&self, audience: &str) -> Value {
        let now = self.clock.now().millis() / 1000;
        json!({
            "iss": self.issuer,
            "aud": audience,
            "iat": now,
            "exp": now + 120,
            "jti": uuid::Uuid::new_v4(),
            "scope": format!("{READ} {WRITE}"),
            "client_id": "b590f149-d0ba-4fca-b367-bccd9e444a00",
            "client_amr": "private_key_jwt",
            "token_type": "Bearer",
            "consumer": organisation("313001008"),
        })
    }

    /// Says that these keys are in use.
    pub(crate) fn publishes(&self, keys: &[usize]) {
        keys.clone_into(&mut lock(&self.state.keys));
    }

    /// No longer says by which algorithm its keys sign (RFC 7517, 4.4: `alg` may be left out).
    pub(crate) fn leaves_out_algorithms(&self) {
        self.state.any_algorithm.store(true, Ordering::SeqCst);
    }

    /// Says something else of itself.
    pub(crate) fn describes_itself(&self, metadata: Value) {
        *lock(&self.state.metadata) = Some(metadata);
    }

    /// Answers this status to everything, or what it should.
    pub(crate) fn answers(&self, trouble: Option<u16>) {
        *lock(&self.state.trouble) = trouble;
    }

    /// How often the keys were asked for.
    pub(crate) fn key_readings(&self) -> usize {
        self.state.key_readings.load(Ordering::SeqCst)
    }

    pub(crate) async fn finish(self) {
        self.server.stop(false).await;
        self.tasks.finish().await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An organisation in the notation of ISO 6523.
pub(crate) fn organisation(number: &str) -> Value {
    json!({ "authority": "iso6523-actorid-upis", "ID": format!("0192:{number}") })
}

/// A token signed by one of the tests' keys, with its id.
pub(crate) fn signed(claims: &Value, number: usize, alg: &str) -> String {
    signed_with_header(
        claims,
        number,
        &json!({ "alg": alg, "kid": key(number).id() }),
    )
}

/// The same under any header.
pub(crate) fn signed_with_header(claims: &Value, number: usize, header: &Value) -> String {
    let encoding: &'static dyn RsaEncoding = match header["alg"].as_str().unwrap() {
        "RS384" => &RSA_PKCS1_SHA384,
        "RS512" => &RSA_PKCS1_SHA512,
        "PS256" => &RSA_PSS_SHA256,
        _ => &RSA_PKCS1_SHA256,
    };
    let der = PrivatePkcs8KeyDer::from_pem_slice(key_file(number).as_bytes()).unwrap();
    let pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let input = unsigned(claims, header);
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(
        encoding,
        &SystemRandom::new(),
        input.as_bytes(),
        &mut signature,
    )
    .unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Header and claims, still without a signature.
pub(crate) fn unsigned(claims: &Value, header: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

async fn answer(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let trouble = *lock(&state.trouble);
    if let Some(status) = trouble {
        let status = actix_web::http::StatusCode::from_u16(status).unwrap();
        return HttpResponse::build(status).finish();
    }
    match request.path() {
        "/.well-known/oauth-authorization-server" => {
            let metadata = lock(&state.metadata).clone();
            HttpResponse::Ok().json(metadata.unwrap_or_else(|| {
                json!({
                    "issuer": state.issuer,
                    "token_endpoint": format!("{}token", state.issuer),
                    "jwks_uri": format!("{}jwk", state.issuer),
                    "grant_types_supported": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
                })
            }))
        }
        "/jwk" => {
            state.key_readings.fetch_add(1, Ordering::SeqCst);
            let published = lock(&state.keys).clone();
            let any_algorithm = state.any_algorithm.load(Ordering::SeqCst);
            let keys = published.iter().map(|number| {
                let mut key = key(*number).public_jwks()["keys"][0].clone();
                if any_algorithm {
                    key.as_object_mut().unwrap().remove("alg");
                }
                key
            });
            HttpResponse::Ok().json(json!({ "keys": keys.collect::<Vec<_>>() }))
        }
        _ => HttpResponse::NotFound().finish(),
    }
}
