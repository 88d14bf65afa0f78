//! Who may pull: tokens of the portal's own, where a token is shown, and what stands of it in the audit trail.

mod maskinporten;
mod trail;

use std::time::Duration;

use reqwest::{Client, Method, Response};
use sendsikkert::clock::Instant;
use sendsikkert::identity::archive_access::token::{self, Order};
use sendsikkert::identity::archive_access::{Scope, Scopes};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::browser::header;
use crate::support::{TestApp, files};

const LIST: &str = "/api/v1/submissions";
const ANSWER: &str = "/api/v1/submissions/00000000-0000-4000-8000-000000000000/acknowledgement";

/// What somebody is told at the door.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    status: u16,
    challenge: String,
    code: String,
}

impl Told {
    async fn of(response: Response) -> Self {
        let status = response.status().as_u16();
        let challenge = header(&response, "www-authenticate").to_owned();
        let body = response.bytes().await.unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let kind = body["type"].as_str().unwrap_or_default();
        let code = kind.strip_prefix("urn:sendsikkert:problem:");
        if status >= 400 && code.is_some() {
            assert_eq!(body["status"], status, "{body}");
        }
        Self {
            status,
            challenge,
            code: code.unwrap_or_default().to_owned(),
        }
    }

    fn new(status: u16, challenge: &str, code: &str) -> Self {
        Self {
            status,
            challenge: challenge.to_owned(),
            code: code.to_owned(),
        }
    }

    /// Let in.
    fn welcome() -> Self {
        Self::new(200, "", "")
    }

    fn no_token() -> Self {
        Self::new(401, "Bearer", "unauthorized")
    }

    fn invalid_request() -> Self {
        let challenge = "Bearer error=\"invalid_request\"";
        Self::new(400, challenge, "invalid-request")
    }

    fn invalid_token() -> Self {
        let challenge = "Bearer error=\"invalid_token\"";
        Self::new(401, challenge, "invalid-token")
    }

    fn forbidden() -> Self {
        Self::new(403, "", "forbidden")
    }

    fn needs(scope: &str) -> Self {
        let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"");
        Self::new(403, &challenge, "insufficient-scope")
    }

    fn unavailable() -> Self {
        Self::new(503, "", "maskinporten-unavailable")
    }
}

fn http() -> Client {
    sendsikkert::cli::install_tls();
    Client::builder().build().unwrap()
}

/// What the list answers to somebody who shows a token.
async fn list(app: &TestApp, token: &str) -> Told {
    let request = http().get(format!("{}{LIST}", app.url));
    Told::of(request.bearer_auth(token).send().await.unwrap()).await
}

/// What an answer to a submission that is not there is answered.
async fn answer(app: &TestApp, token: &str) -> Told {
    let request = http().post(format!("{}{ANSWER}", app.url));
    let request = request.json(&json!({ "confirmation_code": "x" }));
    Told::of(request.bearer_auth(token).send().await.unwrap()).await
}

async fn make(app: &TestApp, name: &str, scopes: &[Scope], expires_at: Instant) -> String {
    let order = Order {
        name,
        scopes: scopes.iter().copied().collect(),
        expires_at,
    };
    let made = token::create(&app.app.desk.db, &app.clock, &order);
    made.await.unwrap()
}

async fn revoke(app: &TestApp, which: &str) -> u64 {
    let revoked = token::revoke(&app.app.desk.db, &app.clock, which);
    revoked.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_lets_its_holder_do_what_its_scopes_say() {
    let app = TestApp::start().await;
    let end = app.clock.now().after(token::LIFETIME);
    let reader = make(&app, "leser", &[Scope::Read], end).await;
    assert_eq!(list(&app, &reader).await, Told::welcome());
    assert_eq!(answer(&app, &reader).await, Told::needs("write"));
    let writer = make(&app, "skriver", &[Scope::Write], end).await;
    assert_eq!(list(&app, &writer).await, Told::needs("read"));
    assert_eq!(answer(&app, &writer).await.status, 404);
    let both = make(&app, "begge", &[Scope::Read, Scope::Write], end).await;
    assert_eq!(list(&app, &both).await, Told::welcome());
    assert_eq!(answer(&app, &both).await.status, 404);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_has_expired_opens_nothing() {
    let app = TestApp::start().await;
    let end = app.clock.now().after(Duration::from_mins(1));
    let token = make(&app, "kort", &[Scope::Read], end).await;
    app.advance(Duration::from_millis(59_999));
    assert_eq!(list(&app, &token).await, Told::welcome());
    app.advance(Duration::from_millis(1));
    assert_eq!(list(&app, &token).await, Told::invalid_token());
    // Its name is free again, which brings the old one no new life.
    let end = app.clock.now().after(Duration::from_mins(1));
    let new = make(&app, "kort", &[Scope::Read], end).await;
    assert_eq!(list(&app, &new).await, Told::welcome());
    assert_eq!(list(&app, &token).await, Told::invalid_token());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_revoked_opens_nothing_from_the_next_request_on() {
    let app = TestApp::start().await;
    let end = app.clock.now().after(token::LIFETIME);
    let [lost, kept] = [
        make(&app, "tapt", &[Scope::Read], end).await,
        make(&app, "beholdt", &[Scope::Read], end).await,
    ];
    assert_eq!(list(&app, &lost).await, Told::welcome());
    assert_eq!(revoke(&app, "tapt").await, 1);
    assert_eq!(list(&app, &lost).await, Told::invalid_token());
    assert_eq!(list(&app, &kept).await, Told::welcome());
    assert_eq!(revoke(&app, "tapt").await, 0, "revoked already");
    let tokens = token::list(&app.app.desk.db).await.unwrap();
    let kept_id = tokens.iter().find(|token| token.name == "beholdt");
    assert_eq!(revoke(&app, &kept_id.unwrap().id).await, 1);
    assert_eq!(list(&app, &kept).await, Told::invalid_token());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_another_installation_or_a_made_up_one_opens_nothing() {
    let [app, other] = [TestApp::start().await, TestApp::start().await];
    assert_eq!(list(&app, &app.token).await, Told::welcome());
    let changed = format!("{}x", app.token);
    for token in [
        other.token.as_str(),
        &changed,
        "sst_",
        "sst_x",
        "x",
        "a.b.c",
    ] {
        assert_eq!(list(&app, token).await, Told::invalid_token(), "{token}");
    }
    for app in [app, other] {
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_from_before_there_were_scopes_and_ends_goes_on() {
    let app = TestApp::start().await;
    let hash = sendsikkert::crypt::sha256_hex(b"sst_gammel");
    sqlx::query("INSERT INTO archive_tokens (id, name, hash, created_at) VALUES ('gammel', 'gammel', $1, 0)")
        .bind(hash)
        .execute(app.app.desk.db.pool())
        .await
        .unwrap();
    app.advance(Duration::from_hours(10 * 365 * 24));
    assert_eq!(list(&app, "sst_gammel").await, Told::welcome());
    assert_eq!(answer(&app, "sst_gammel").await.status, 404);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_has_a_name_of_its_own_a_scope_and_an_end_within_three_years() {
    let app = TestApp::start().await;
    let db = &app.app.desk.db;
    let now = app.clock.now();
    let year = now.after(token::LIFETIME);
    let order = |name, expires_at| Order {
        name,
        scopes: Scopes::ALL,
        expires_at,
    };
    let days = |days: u64| now.after(Duration::from_hours(days * 24));
    let long = "æ".repeat(65);
    for (wrong, said) in [
        (order("test", year), "is a token named test already"),
        (order("", year), "1 to 64 characters"),
        (order(" arkiv", year), "1 to 64 characters"),
        (order("arkiv\t2", year), "1 to 64 characters"),
        (order(&long, year), "1 to 64 characters"),
        (order("arkiv", now), "would expire before"),
        (order("arkiv", days(3 * 365 + 2)), "three years at most"),
        (
            Order {
                scopes: Scopes::default(),
                ..order("arkiv", year)
            },
            "needs a scope",
        ),
    ] {
        let error = token::create(db, &app.clock, &wrong).await.unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
    let latest = order("arkiv", days(3 * 365 + 1));
    assert!(token::create(db, &app.clock, &latest).await.is_ok());
    revoke(&app, "test").await;
    let again = order("test", year);
    assert!(token::create(db, &app.clock, &again).await.is_ok());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_remembers_the_day_it_was_last_used_on_and_nothing_of_itself() {
    let app = TestApp::start().await;
    let known = async || {
        let tokens = token::list(&app.app.desk.db).await.unwrap();
        tokens[0].last_used_on.clone()
    };
    assert_eq!(known().await, None);
    list(&app, &app.token).await;
    assert_eq!(known().await.as_deref(), Some("2026-11-21"));
    // Eleven hours later it is another day in Norway.
    app.advance(Duration::from_hours(11));
    list(&app, &app.token).await;
    assert_eq!(known().await.as_deref(), Some("2026-11-22"));
    let at_rest = app.database_bytes().await;
    let secret = app.token.trim_start_matches("sst_");
    assert!(!crate::support::holds(&at_rest, secret));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_stands_in_one_header_and_nowhere_else() {
    let app = TestApp::start().await;
    let token = app.token.as_str();
    let bearer = format!("Bearer {token}");
    let ask = |path: &str| http().get(format!("{}{path}", app.url));
    let told =
        async |request: reqwest::RequestBuilder| Told::of(request.send().await.unwrap()).await;

    assert_eq!(told(ask(LIST)).await, Told::no_token());
    let basic = ask(LIST).basic_auth("arkiv", Some(token));
    assert_eq!(told(basic).await, Told::no_token());

    // In the address: without a header, and beside a good one.
    let in_address = format!("{LIST}?access_token={token}");
    assert_eq!(told(ask(&in_address)).await, Told::invalid_request());
    let beside = ask(&in_address).bearer_auth(token);
    assert_eq!(told(beside).await, Told::invalid_request());

    // In a form: the same.
    let form = |fields: &[(&str, &str)]| http().post(format!("{}{ANSWER}", app.url)).form(fields);
    let in_form = [("access_token", token)];
    assert_eq!(told(form(&in_form)).await, Told::invalid_request());
    let beside = form(&in_form).bearer_auth(token);
    assert_eq!(told(beside).await, Told::invalid_request());
    assert_eq!(told(form(&[("a", "b")])).await, Told::no_token());
    let endless = "x".repeat(300_000);
    let too_long = form(&[("a", &endless)]).bearer_auth(token);
    assert_eq!(told(too_long).await, Told::invalid_request());

    // Twice, even if it is the same, or beside another way; or not a token at all.
    for others in [
        [bearer.as_str(), bearer.as_str()],
        [&bearer, "Basic YTpi"],
        ["Basic YTpi", &bearer],
    ] {
        let twice = others.iter().fold(ask(LIST), |request, value| {
            request.header("Authorization", *value)
        });
        assert_eq!(told(twice).await, Told::invalid_request(), "{others:?}");
    }
    for wrong in [
        "Bearer",
        "Bearer a b",
        &format!("Bearer {token}, Bearer {token}"),
    ] {
        let request = ask(LIST).header("Authorization", wrong);
        assert_eq!(told(request).await, Told::invalid_request(), "{wrong}");
    }
    let other_spelling = ask(LIST).header("Authorization", format!("bearer  {token}"));
    assert_eq!(told(other_spelling).await, Told::welcome());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_let_in_learns_nothing_of_what_is_there() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let id = submission.trim_start_matches("/submissions/");
    for (method, path, body) in [
        (Method::GET, format!("{LIST}/{id}"), ""),
        (Method::GET, format!("{LIST}/nobody"), ""),
        (Method::GET, format!("{LIST}?state=lost"), ""),
        (Method::GET, "/api/v9/anything".to_owned(), ""),
        (Method::DELETE, LIST.to_owned(), ""),
        (
            Method::POST,
            format!("{LIST}/{id}/acknowledgement"),
            "no JSON",
        ),
        (Method::POST, format!("{LIST}/{id}/return"), "{}"),
    ] {
        let request = http().request(method, format!("{}{path}", app.url));
        let request = request.bearer_auth("sst_made-up").body(body);
        let told = Told::of(request.send().await.unwrap()).await;
        assert_eq!(told, Told::invalid_token(), "{path}");
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_never_comes_is_not_waited_for() {
    let app = TestApp::start().await;
    let host = app.url.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /api/v1/submissions HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\naccess"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    let answered = tokio::time::timeout(Duration::from_mins(1), stream.read_exact(&mut status));
    answered.await.unwrap().unwrap();
    assert_eq!(&status, b"HTTP/1.1 400");
    app.finish().await;
}
