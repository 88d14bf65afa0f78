//! The registers on a real port of one test's own: Enhetsregisteret, Maskinporten, Altinn, and Kontakt- og
//! reservasjonsregisteret. They know what a test tells them, and refuse what the real ones refuse.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::net::TcpListener;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use openidconnect::core::CoreJsonWebKeySet;
use sendsikkert::clock::{Clock, Instant};
use sendsikkert::identity::jwt::{self, SigningKey};
use sendsikkert::identity::registers::{altinn, contact, enhetsregisteret, maskinporten};
use sendsikkert::tasks::Tasks;
use serde_json::{Value, json};
use tempfile::TempDir;

const CLIENT: &str = "sendsikkert";
const SUBSCRIPTION_KEY: &str = "a-subscription-key";
const ALTINN_SCOPE: &str = "altinn:accessmanagement/authorizedparties.resourceowner";
const CONTACT_SCOPE: &str = "krr:global/kontaktinformasjon.read";

/// Making a key takes a while; one is enough for all tests.
static KEY: LazyLock<String> = LazyLock::new(|| {
    let day = Instant::from_millis(1_795_266_000_000);
    SigningKey::generate(day).unwrap().to_string()
});

/// The running registers.
pub(crate) struct Registers {
    pub(crate) url: String,
    folder: TempDir,
    clock: Clock,
    state: Data<State>,
    server: ServerHandle,
    tasks: Tasks,
}

struct State {
    issuer: String,
    clock: Clock,
    keys: CoreJsonWebKeySet,
    book: Mutex<Book>,
}

/// What the registers know, and what they were asked.
#[derive(Default)]
pub(crate) struct Book {
    /// By organisation number; any other is unknown.
    pub(crate) organisations: HashMap<String, Organisation>,
    /// What Altinn lists for a person, by national id; nothing for any other. It is listed whole even
    /// when one organisation is asked for.
    pub(crate) parties: HashMap<String, Value>,
    /// People in the contact register, by national id; any other is not registered.
    pub(crate) people: HashMap<String, Value>,
    /// What is wrong with a service.
    pub(crate) trouble: HashMap<Service, Trouble>,
    /// How long Maskinporten's tokens live, in seconds; two minutes when it is not said.
    pub(crate) token_lifetime: Option<u64>,
    /// Whether Altinn's own token comes in JSON's quotes.
    pub(crate) quoted: bool,
    calls: Vec<Call>,
    grants: HashSet<String>,
    /// The scope and the end of each token given.
    tokens: HashMap<String, (String, Instant)>,
}

/// How an organisation stands.
#[derive(Clone, Copy)]
pub(crate) enum Organisation {
    Main,
    /// With one of the three signs of an end to come set.
    Ending(&'static str),
    SubUnit,
    /// Told with 200.
    Deleted,
    /// Told with 200 and a date, but no class.
    DeletedWithoutClass,
    /// Told with 410.
    Removed,
    WithoutClass,
    OfAnotherClass,
    UnderAnotherNumber,
    Nameless,
    SoleTrader,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Service {
    Enhetsregisteret,
    Maskinporten,
    Exchange,
    Parties,
    Contact,
}

#[derive(Clone)]
pub(crate) enum Trouble {
    /// Always the same status and text.
    Answers(u16, String),
    NeverAnswers,
}

/// One question, as it came in.
#[derive(Clone)]
pub(crate) struct Call {
    service: Service,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: String,
}

impl Registers {
    pub(crate) fn start(clock: &Clock) -> Self {
        sendsikkert::cli::install_tls();
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("key"), &*KEY).unwrap();
        let subscription_key = format!("{SUBSCRIPTION_KEY}\n");
        std::fs::write(folder.path().join("subscription-key"), subscription_key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let key = SigningKey::parse(&KEY).unwrap();
        let state = Data::new(State {
            issuer: format!("{url}/maskinporten/"),
            clock: clock.clone(),
            keys: serde_json::from_value(key.public_jwks()).unwrap(),
            book: Mutex::default(),
        });
        let data = state.clone();
        let app = move || {
            App::new()
                .app_data(data.clone())
                .default_service(actix_web::web::to(answer))
        };
        let server = HttpServer::new(app)
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        let (handle, tasks) = (server.handle(), Tasks::new());
        tasks.spawn(server);
        Self {
            url,
            folder,
            clock: clock.clone(),
            state,
            server: handle,
            tasks,
        }
    }

    /// What the registers know; to be let go of before anything is asked.
    pub(crate) fn book(&self) -> MutexGuard<'_, Book> {
        self.state.book()
    }

    pub(crate) fn enhetsregisteret_settings(&self) -> enhetsregisteret::Settings {
        enhetsregisteret::Settings {
            url: format!("{}/enhetsregisteret/api", self.url),
            ..Default::default()
        }
    }

    pub(crate) fn maskinporten_settings(&self) -> maskinporten::Settings {
        maskinporten::Settings {
            issuer: self.state.issuer.clone(),
            token_url: None,
            client_id: CLIENT.to_owned(),
            key_file: self.folder.path().join("key"),
            timeout_ms: 8_000,
        }
    }

    pub(crate) fn altinn_settings(&self) -> altinn::Settings {
        altinn::Settings {
            platform_url: format!("{}/altinn", self.url),
            subscription_key_file: Some(self.folder.path().join("subscription-key")),
            ..Default::default()
        }
    }

    pub(crate) fn contact_settings(&self) -> contact::Settings {
        contact::Settings {
            url: format!("{}/rest/v1/personer", self.url),
            ..Default::default()
        }
    }

    pub(crate) fn enhetsregisteret(&self) -> enhetsregisteret::Enhetsregisteret {
        enhetsregisteret::Enhetsregisteret::new(&self.enhetsregisteret_settings()).unwrap()
    }

    pub(crate) fn maskinporten(&self) -> maskinporten::Maskinporten {
        let settings = self.maskinporten_settings();
        maskinporten::Maskinporten::new(&settings, self.clock.clone()).unwrap()
    }

    pub(crate) fn altinn(&self) -> altinn::Altinn {
        self.altinn_with(&self.altinn_settings())
    }

    pub(crate) fn altinn_with(&self, settings: &altinn::Settings) -> altinn::Altinn {
        altinn::Altinn::new(settings, self.maskinporten(), self.clock.clone()).unwrap()
    }

    pub(crate) fn contact_register(&self) -> contact::ContactRegister {
        self.contact_register_with(&self.contact_settings())
    }

    pub(crate) fn contact_register_with(
        &self,
        settings: &contact::Settings,
    ) -> contact::ContactRegister {
        contact::ContactRegister::new(settings, self.maskinporten(), self.clock.clone()).unwrap()
    }

    /// The questions that a service was asked, in order.
    pub(crate) fn calls(&self, service: Service) -> Vec<Call> {
        let book = self.book();
        let of_it = book.calls.iter().filter(|call| call.service == service);
        of_it.cloned().collect()
    }

    /// Makes a service answer the same to everything.
    pub(crate) fn answers(&self, service: Service, status: u16, text: &str) {
        let trouble = Trouble::Answers(status, text.to_owned());
        self.book().trouble.insert(service, trouble);
    }

    pub(crate) fn never_answers(&self, service: Service) {
        let mut book = self.book();
        book.trouble.insert(service, Trouble::NeverAnswers);
    }

    /// From now on no token that was given before is worth anything.
    pub(crate) fn withdraw_tokens(&self) {
        self.book().tokens.clear();
    }

    pub(crate) async fn finish(self) {
        self.server.stop(false).await;
        self.tasks.finish().await;
    }
}

/// A grant as Maskinporten wants it, before a test makes it worse.
pub(crate) fn grant(registers: &Registers, now: i64) -> Value {
    json!({
        "aud": registers.state.issuer, "iss": CLIENT, "scope": CONTACT_SCOPE,
        "iat": now, "exp": now + 120, "jti": uuid::Uuid::new_v4(),
    })
}

/// The client's own key.
pub(crate) fn signing_key() -> SigningKey {
    SigningKey::parse(&KEY).unwrap()
}

impl State {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes a grant for a token's scope, or says what is wrong with it.
    fn grant(&self, form: &[u8]) -> Result<(String, String), &'static str> {
        let form: HashMap<String, String> =
            url::form_urlencoded::parse(form).into_owned().collect();
        let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        if field("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" {
            return Err("the grant type is not known");
        }
        let claims = jwt::verified(field("assertion"), &self.keys, None)
            .map_err(|_why| "MP-100: the signature is wrong")?;
        let text = |name: &str| claims[name].as_str().unwrap_or_default().to_owned();
        let time = |name: &str| claims[name].as_i64().unwrap_or_default();
        let late = (self.clock.now().millis() / 1000 - time("iat")).abs();
        match () {
            () if text("aud") != self.issuer => Err("MP-111: aud is not the issuer"),
            () if text("iss") != CLIENT => Err("MP-112: iss is not a client"),
            () if time("exp") - time("iat") > 120 => Err("MP-113: it lives too long"),
            () if late > 10 => Err("MP-114: iat is not now"),
            () if text("jti").is_empty() => Err("MP-115: there is no jti"),
            () if text("scope").is_empty() => Err("MP-200: there is no scope"),
            () => Ok((text("jti"), text("scope"))),
        }
    }

    /// Whether a request brings a token of the right kind that is still good.
    fn lets_in(&self, request: &HttpRequest, scope: &str) -> bool {
        let header = |name: &str| request.headers().get(name)?.to_str().ok();
        let token = header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        let subscribed = header("ocp-apim-subscription-key") == Some(SUBSCRIPTION_KEY);
        let book = self.book();
        let given = token.and_then(|token| book.tokens.get(token));
        given.is_some_and(|(of, until)| of == scope && self.clock.now() < *until)
            && (subscribed || !request.path().starts_with("/altinn/"))
    }
}

async fn answer(request: HttpRequest, body: Bytes, state: Data<State>) -> HttpResponse {
    let service = match request.path() {
        "/maskinporten/token" => Service::Maskinporten,
        "/altinn/authentication/api/v1/exchange/maskinporten" => Service::Exchange,
        "/altinn/accessmanagement/api/v1/resourceowner/authorizedparties" => Service::Parties,
        "/rest/v1/personer" => Service::Contact,
        path if path.starts_with("/enhetsregisteret/api/") => Service::Enhetsregisteret,
        _ => return HttpResponse::NotImplemented().finish(),
    };
    let trouble = {
        let mut book = state.book();
        book.calls.push(Call {
            service,
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            body: String::from_utf8_lossy(&body).into_owned(),
        });
        book.trouble.get(&service).cloned()
    };
    match trouble {
        Some(Trouble::NeverAnswers) => std::future::pending().await,
        Some(Trouble::Answers(status, text)) => {
            let status = actix_web::http::StatusCode::from_u16(status).unwrap();
            let elsewhere = ("Location", "http://127.0.0.1:9/");
            HttpResponse::build(status)
                .append_header(elsewhere)
                .body(text)
        }
        None => match service {
            Service::Enhetsregisteret => organisation(&request, &state),
            Service::Maskinporten => token(&body, &state),
            Service::Exchange => exchange(&request, &state),
            Service::Parties => parties(&request, &body, &state),
            Service::Contact => people(&request, &body, &state),
        },
    }
}

fn organisation(request: &HttpRequest, state: &State) -> HttpResponse {
    let (list, number) = request.path().rsplit_once('/').unwrap();
    let known = state.book().organisations.get(number).copied();
    let sub_unit = matches!(known, Some(Organisation::SubUnit));
    let Some(organisation) = known.filter(|_| list.ends_with("/underenheter") == sub_unit) else {
        return HttpResponse::NotFound().finish();
    };
    let mut unit = json!({
        "organisasjonsnummer": number,
        "navn": format!("Foretak {number}"),
        "organisasjonsform": { "kode": "AS", "beskrivelse": "Aksjeselskap" },
        "konkurs": false,
        "underAvvikling": false,
        "underTvangsavviklingEllerTvangsopplosning": false,
        "respons_klasse": "Enhet",
    });
    let deleted = json!({ "organisasjonsnummer": number, "slettedato": "2020-01-31" });
    match organisation {
        Organisation::Main => {}
        Organisation::Ending(sign) => unit[sign] = true.into(),
        Organisation::SubUnit => unit["respons_klasse"] = "Underenhet".into(),
        Organisation::Deleted => {
            unit = deleted;
            unit["respons_klasse"] = "SlettetEnhet".into();
        }
        Organisation::DeletedWithoutClass => unit = deleted,
        Organisation::Removed => return HttpResponse::Gone().json(deleted),
        Organisation::WithoutClass => unit["respons_klasse"] = Value::Null,
        Organisation::OfAnotherClass => unit["respons_klasse"] = "Enhetssamling".into(),
        Organisation::UnderAnotherNumber => unit["organisasjonsnummer"] = "974760673".into(),
        Organisation::Nameless => unit["navn"] = Value::Null,
        Organisation::SoleTrader => unit["organisasjonsform"]["kode"] = "ENK".into(),
    }
    HttpResponse::Ok().json(unit)
}

fn token(form: &[u8], state: &State) -> HttpResponse {
    let granted = state.grant(form);
    let mut book = state.book();
    let refusal = match granted {
        Ok((jti, scope)) if book.grants.insert(jti.clone()) => {
            let token = format!("maskinporten-{jti}");
            let lifetime = book.token_lifetime.unwrap_or(120);
            let until = state.clock.now().after(Duration::from_secs(lifetime));
            book.tokens.insert(token.clone(), (scope.clone(), until));
            return HttpResponse::Ok().json(json!({
                "access_token": token, "token_type": "Bearer", "expires_in": lifetime, "scope": scope,
            }));
        }
        Ok(_) => "MP-116: the grant has been used",
        Err(refusal) => refusal,
    };
    HttpResponse::BadRequest().json(json!({
        "error": "invalid_grant",
        "error_description": format!("{refusal} (trace_id: 4bf92f3577b34da6, {CLIENT})"),
    }))
}

fn exchange(request: &HttpRequest, state: &State) -> HttpResponse {
    if !state.lets_in(request, ALTINN_SCOPE) {
        return HttpResponse::Unauthorized().finish();
    }
    let mut book = state.book();
    let token = format!("altinn-{}", uuid::Uuid::new_v4());
    let until = state.clock.now().after(Duration::from_mins(2));
    book.tokens
        .insert(token.clone(), ("altinn".to_owned(), until));
    let mut text = token;
    if book.quoted {
        text = format!("\"{text}\"");
    }
    HttpResponse::Ok().body(text)
}

fn parties(request: &HttpRequest, body: &[u8], state: &State) -> HttpResponse {
    if !state.lets_in(request, "altinn") {
        return HttpResponse::Unauthorized().finish();
    }
    let question: Value = serde_json::from_slice(body).unwrap();
    assert_eq!(question["type"], "urn:altinn:person:identifier-no");
    let person = question["value"].as_str().unwrap();
    let listed = state.book().parties.get(person).cloned();
    HttpResponse::Ok().json(listed.unwrap_or(json!([])))
}

fn people(request: &HttpRequest, body: &[u8], state: &State) -> HttpResponse {
    if !state.lets_in(request, CONTACT_SCOPE) {
        return HttpResponse::Unauthorized().finish();
    }
    let question: Value = serde_json::from_slice(body).unwrap();
    let asked = question["personidentifikatorer"].as_array().unwrap();
    let book = state.book();
    let found: Vec<Value> = asked
        .iter()
        .map(|id| {
            let known = book.people.get(id.as_str().unwrap()).cloned();
            known.unwrap_or(json!({
                "personidentifikator": id,
                "reservasjon": "NEI",
                "status": "IKKE_REGISTRERT",
                "varslingsstatus": "KAN_IKKE_VARSLES",
            }))
        })
        .collect();
    HttpResponse::Ok().json(json!({ "personer": found }))
}

/// An organisation as Altinn lists it, with one access package.
pub(crate) fn party(number: &str, access_package: &str) -> Value {
    json!({
        "partyUuid": format!("uuid-of-{number}"),
        "name": format!("Foretak {number}"),
        "organizationNumber": number,
        "personId": null,
        "dateOfBirth": null,
        "partyId": 50_000_000,
        "type": "Organization",
        "unitType": "AS",
        "isDeleted": false,
        "onlyHierarchyElementWithNoAccess": false,
        "authorizedAccessPackages": [access_package],
        "authorizedResources": [],
        "authorizedRoles": ["dagl"],
        "authorizedInstances": [],
        "subunits": [],
    })
}

/// Somebody in the contact register who can be notified.
pub(crate) fn registered(national_id: &str) -> Value {
    json!({
        "personidentifikator": national_id,
        "reservasjon": "NEI",
        "status": "AKTIV",
        "varslingsstatus": "KAN_VARSLES",
        "kontaktinformasjon": {
            "epostadresse": "kari@eksempel.invalid",
            "epostadresse_oppdatert": "2019-03-01T10:14:52+01",
            "epostadresse_sist_verifisert": "2026-06-29T10:14:52+02",
            "mobiltelefonnummer": "+4799999999",
            "mobiltelefonnummer_oppdatert": "2026-10-29T10:14:52+02",
            "mobiltelefonnummer_sist_verifisert": "2026-10-29T10:14:52+02",
        },
        "spraak": "nn",
        "spraak_oppdatert": "2023-06-29T10:14:52+02",
    })
}

/// An error with everything that led to it, as the operator sees it.
pub(crate) fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        write!(text, ": {source}").unwrap();
        next = source.source();
    }
    text
}
