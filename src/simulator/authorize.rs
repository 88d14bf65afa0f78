//! Pushed requests, the page that asks who one wants to be, and the way back to the client.

use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Fields;
use super::people::{PEOPLE, Person};
use super::{Endpoint, Simulator};
use crate::clock::Instant;
use crate::crypt;
use crate::i18n::{Locale, Speaks};

/// The browser's key to its single sign-on. Cookies are shared by all ports of a host, hence the name.
const SIGN_ON: &str = "idporten-simulator";
/// How long a pushed request is kept.
const PUSHED_LIFETIME: Duration = Duration::from_mins(2);
/// ID-porten's single sign-on rests after half an hour and ends after two hours.
const REST: Duration = Duration::from_mins(30);
const END: Duration = Duration::from_hours(2);

/// The parameters of an authorization request.
#[derive(Clone, Deserialize)]
pub(super) struct Authorize {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) response_type: String,
    pub(super) scope: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) code_challenge: String,
    pub(super) code_challenge_method: String,
    #[serde(default)]
    ui_locales: String,
    #[serde(default)]
    acr_values: String,
    #[serde(default)]
    prompt: String,
    #[serde(default)]
    authorization_details: String,
}

impl Authorize {
    pub(super) fn locale(&self) -> Locale {
        self.ui_locales
            .split(' ')
            .find_map(Locale::from_tag)
            .unwrap_or_default()
    }

    /// The level that was asked for; BankID's, when none was.
    pub(super) fn level(&self) -> String {
        let asked = self.acr_values.split(' ').find(|acr| !acr.is_empty());
        asked.unwrap_or("idporten-loa-high").to_owned()
    }

    pub(super) fn details(&self) -> Option<Value> {
        serde_json::from_str(&self.authorization_details).ok()
    }
}

/// A request that waits for its browser.
pub(super) struct Pushed {
    request: Authorize,
    pushed_at: Instant,
}

/// What a code stands for until it is changed for a token.
pub(super) struct Grant {
    pub(super) request: Authorize,
    pub(super) sign_on: SignOn,
    pub(super) given_at: Instant,
}

/// A browser in which somebody has logged in.
#[derive(Clone)]
pub(super) struct SignOn {
    pub(super) person: &'static Person,
    pub(super) sid: String,
    pub(super) acr: String,
    pub(super) authenticated_at: Instant,
    pub(super) seen_at: Instant,
}

/// `POST /par` (RFC 9126).
pub(super) async fn push(simulator: Data<Simulator>, form: Form<Fields>) -> HttpResponse {
    if let Some(answer) = simulator.behaviour.asked(Endpoint::Par) {
        return answer;
    }
    let form = form.into_inner();
    if simulator.authenticate(&form).is_err() {
        return HttpResponse::Unauthorized().json(json!({ "error": "invalid_client" }));
    }
    let request = serde_urlencoded_request(&form);
    let Some(request) = request.filter(|request| simulator.is_acceptable(request)) else {
        return HttpResponse::BadRequest().json(json!({ "error": "invalid_request" }));
    };
    simulator.behaviour.accepted(Endpoint::Par, &form);
    let request_uri = format!("urn:idporten:{}", crypt::random_token());
    let pushed_at = simulator.clock.now();
    simulator
        .state()
        .pushed
        .insert(request_uri.clone(), Pushed { request, pushed_at });
    HttpResponse::Created().json(json!({
        "request_uri": request_uri,
        "expires_in": PUSHED_LIFETIME.as_secs(),
    }))
}

fn serde_urlencoded_request(form: &Fields) -> Option<Authorize> {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    Some(Query::<Authorize>::from_query(&query).ok()?.into_inner())
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

/// `GET /authorize`: who do you want to be? Who has told already is not asked again.
pub(super) async fn show(simulator: Data<Simulator>, http: HttpRequest) -> HttpResponse {
    let Some(request) = simulator.request_of(http.query_string()) else {
        return refuse();
    };
    let known = simulator.sign_on_of(&http);
    let is_enough = |known: &SignOn| {
        !request.prompt.split(' ').any(|prompt| prompt == "login")
            && (known.acr == request.level() || known.acr.ends_with("high"))
    };
    if let Some(known) = known.filter(is_enough) {
        return simulator.back_to_client(request, known);
    }
    let page = LogInPage {
        page: SimulatorPage {
            locale: request.locale(),
        },
        query: http.query_string().to_owned(),
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
pub(super) struct Choice {
    person: String,
}

/// `POST /authorize`: logs in as somebody.
pub(super) async fn choose(
    simulator: Data<Simulator>,
    http: HttpRequest,
    choice: Form<Choice>,
) -> HttpResponse {
    let person = PEOPLE
        .iter()
        .find(|person| person.national_id == choice.person);
    let (Some(person), Some(request)) = (person, simulator.request_of(http.query_string())) else {
        return refuse();
    };
    let now = simulator.clock.now();
    let sign_on = SignOn {
        person,
        sid: crypt::random_token(),
        acr: request.level(),
        authenticated_at: now,
        seen_at: now,
    };
    let cookie = crypt::random_token();
    simulator
        .state()
        .signed_on
        .insert(cookie.clone(), sign_on.clone());
    let mut response = simulator.back_to_client(request, sign_on);
    let cookie = Cookie::build(SIGN_ON, cookie)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish();
    match response.add_cookie(&cookie) {
        Ok(()) => response,
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

fn refuse() -> HttpResponse {
    HttpResponse::BadRequest()
        .body("invalid_request: the parameters are not those of a registered client\n")
}

impl Simulator {
    /// The request of an address: pushed, and then nothing else may stand there, or written out.
    fn request_of(&self, query: &str) -> Option<Authorize> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Reference {
            client_id: String,
            request_uri: String,
        }
        if let Ok(reference) = Query::<Reference>::from_query(query) {
            let now = self.clock.now();
            let state = self.state();
            let pushed = state.pushed.get(&reference.request_uri)?;
            let alive = now <= pushed.pushed_at.after(PUSHED_LIFETIME)
                && pushed.request.client_id == reference.client_id;
            return alive.then(|| pushed.request.clone());
        }
        let request = Query::<Authorize>::from_query(query).ok()?.into_inner();
        self.is_acceptable(&request).then_some(request)
    }

    fn back_to_client(&self, request: Authorize, sign_on: SignOn) -> HttpResponse {
        let code = crypt::random_token();
        let mut answer = vec![
            ("code".to_owned(), code.clone()),
            ("state".to_owned(), request.state.clone()),
            ("iss".to_owned(), self.issuer.clone()),
        ];
        self.behaviour.callback(&mut answer);
        let answer: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(answer)
            .finish();
        let location = format!("{}?{answer}", request.redirect_uri);
        let grant = Grant {
            request,
            sign_on,
            given_at: self.clock.now(),
        };
        self.state().grants.insert(code, grant);
        HttpResponse::SeeOther()
            .insert_header((LOCATION, location))
            .finish()
    }

    /// Who has logged in with this browser, unless it was too long ago.
    fn sign_on_of(&self, http: &HttpRequest) -> Option<SignOn> {
        let now = self.clock.now();
        let mut state = self.state();
        let known = state.signed_on.get_mut(http.cookie(SIGN_ON)?.value())?;
        if known.seen_at <= now.before(REST) || known.authenticated_at <= now.before(END) {
            return None;
        }
        known.seen_at = now;
        Some(known.clone())
    }

    /// Ends the single sign-on of a browser.
    pub(super) fn sign_off(&self, http: &HttpRequest) -> Option<SignOn> {
        let cookie = http.cookie(SIGN_ON)?;
        self.state().signed_on.remove(cookie.value())
    }
}
