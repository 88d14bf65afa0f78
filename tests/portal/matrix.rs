//! Every address of the portal, asked by everybody who could ask: who gets what, and that nobody gets what
//! is somebody else's.

use std::collections::BTreeSet;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use sqlx::Row;

use crate::invitations;
use crate::support::browser::{Browser, header};
use crate::support::people::Sender;
use crate::support::{TestApp, files};

const TITLE: &str = "Tittelkanari";
const DOCUMENT: &str = "filnavnkanari";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Actor {
    Anonymous,
    /// With the cookie of a session that has ended by itself.
    Expired,
    /// With a token for the archive's API.
    Archive,
    /// Somebody else who is logged in.
    Other,
    /// Whose submissions they are.
    Owner,
}

const ACTORS: [Actor; 5] = [
    Actor::Anonymous,
    Actor::Expired,
    Actor::Archive,
    Actor::Other,
    Actor::Owner,
];

/// A method and a pattern as they stand in `src/web.rs`, and what each actor is answered, in the order of
/// [`ACTORS`]. What the owner does changes the draft, so what ends it stands last.
pub(crate) type Line = (&'static str, &'static str, [u16; 5]);

pub(crate) const TABLE: [Line; 60] = [
    ("read", "/", [200; 5]),
    ("read", "/help", [200; 5]),
    ("read", "/privacy", [200; 5]),
    ("read", "/accessibility", [200; 5]),
    ("read", "/healthz", [200; 5]),
    ("read", "/robots.txt", [200; 5]),
    ("read", "/security.txt", [303; 5]),
    // Nobody is named in the configuration.
    ("read", "/.well-known/security.txt", [404; 5]),
    ("read", "/favicon.ico", [303; 5]),
    ("read", "/static/{version}/{name}", [200; 5]),
    ("read", "/.well-known/receipt-keys.json", [200; 5]),
    ("read", "/verify", [200; 5]),
    // Not the form it takes.
    ("post", "/verify", [400; 5]),
    ("read", "/api/openapi.json", [200; 5]),
    ("read", "/api/v1/figures", [401, 401, 200, 401, 401]),
    ("read", "/login", [303; 5]),
    ("get", "/login/callback", [303; 5]),
    // Not the way of this portal.
    ("get", "/login/ansattporten", [303, 303, 303, 404, 404]),
    (
        "get",
        "/login/ansattporten/callback",
        [303, 303, 303, 404, 404],
    ),
    ("read", "/login/{outcome}", [403; 5]),
    ("read", "/logout/callback", [200, 200, 200, 303, 303]),
    ("get", "/logout/frontchannel", [200; 5]),
    ("post", "/logout/backchannel", [400; 5]),
    // Nobody being logged in is an answer too.
    ("read", "/session", [200; 5]),
    ("post", "/session", [401, 401, 401, 200, 200]),
    ("read", "/submissions", [303, 303, 303, 200, 200]),
    ("post", "/submissions", [401, 401, 401, 303, 303]),
    ("read", "/submissions/{id}", [303; 5]),
    (
        "read",
        "/submissions/{id}/sender",
        [303, 303, 303, 404, 200],
    ),
    (
        "post",
        "/submissions/{id}/sender",
        // Without what its page carries, it is taken for an old one.
        [401, 401, 401, 404, 409],
    ),
    (
        "read",
        "/submissions/{id}/message",
        [303, 303, 303, 404, 200],
    ),
    (
        "post",
        "/submissions/{id}/message",
        // Without what its page carries, it is taken for an old one.
        [401, 401, 401, 404, 409],
    ),
    ("read", "/submissions/{id}/files", [303, 303, 303, 404, 200]),
    ("post", "/submissions/{id}/files", [401, 401, 401, 404, 400]),
    // Nowhere to go.
    (
        "post",
        "/submissions/{id}/files/{number}/move",
        [401, 401, 401, 404, 400],
    ),
    (
        "read",
        "/submissions/{id}/files/{number}/remove",
        [303, 303, 303, 404, 200],
    ),
    (
        "post",
        "/submissions/{id}/files/{number}/remove",
        [401, 401, 401, 404, 303],
    ),
    (
        "read",
        "/submissions/{id}/review",
        [303, 303, 303, 404, 200],
    ),
    ("read", "/submissions/{id}/send", [303; 5]),
    ("post", "/submissions/{id}/send", [401, 401, 401, 404, 303]),
    (
        "read",
        "/submissions/{id}/receipt",
        [303, 303, 303, 404, 303],
    ),
    // A draft can't be withdrawn.
    (
        "read",
        "/submissions/{id}/withdraw",
        [303, 303, 303, 404, 303],
    ),
    (
        "post",
        "/submissions/{id}/withdraw",
        [401, 401, 401, 404, 303],
    ),
    (
        "read",
        "/submissions/{id}/receipt.pdf",
        [303, 303, 303, 404, 303],
    ),
    (
        "read",
        "/submissions/{id}/delete",
        [303, 303, 303, 404, 200],
    ),
    (
        "post",
        "/submissions/{id}/delete",
        [401, 401, 401, 404, 303],
    ),
    // No link at all, for anybody.
    ("read", "/reply/{token}", [303, 303, 303, 200, 200]),
    ("post", "/reply/{token}", [401, 401, 401, 422, 422]),
    ("read", "/api/v1/submissions", [401, 401, 200, 401, 401]),
    (
        "read",
        "/api/v1/submissions/{id}",
        [401, 401, 200, 401, 401],
    ),
    (
        "read",
        "/api/v1/submissions/{id}/manifest",
        [401, 401, 200, 401, 401],
    ),
    (
        "read",
        "/api/v1/submissions/{id}/arkivmelding",
        [401, 401, 200, 401, 401],
    ),
    (
        "read",
        "/api/v1/submissions/{id}/documents/{number}",
        [401, 401, 200, 401, 401],
    ),
    (
        "post",
        "/api/v1/submissions/{id}/acknowledgement",
        [401, 401, 415, 401, 401],
    ),
    (
        "post",
        "/api/v1/submissions/{id}/return",
        [401, 401, 415, 401, 401],
    ),
    ("post", "/api/v1/invitations", [401, 401, 415, 401, 401]),
    (
        "read",
        "/api/v1/invitations/{id}",
        [401, 401, 200, 401, 401],
    ),
    (
        "read",
        "/api/v1/invitations/{id}/qr",
        [401, 401, 200, 401, 401],
    ),
    (
        "post",
        "/api/v1/invitations/{id}/revocation",
        [401, 401, 200, 401, 401],
    ),
    ("post", "/logout", [200; 5]),
];

/// What `src/web.rs` routes: methods and patterns.
fn routes() -> BTreeSet<(String, String)> {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web.rs"));
    let source: String = source.unwrap().split_whitespace().collect();
    let (_, table) = source.split_once("fnroutes(").expect("the route table");
    let (table, _) = table.split_once("fnread(").expect("its end");
    let quoted = |text: &str| text.split('"').nth(1).unwrap_or_default().to_owned();
    let mut found = BTreeSet::new();
    for (place, service) in table.split(".service(").enumerate() {
        let whole = if place > 0 {
            quoted(service)
        } else {
            String::new()
        };
        let is_scope = service.starts_with("scope(");
        for route in service.split(".route(").skip(1) {
            let (path, method) = match route.strip_prefix('"') {
                // Behind a resource, the table goes on.
                Some(route) if !is_scope => route.split_once("\",").unwrap(),
                Some(route) => {
                    let (path, method) = route.split_once("\",").unwrap();
                    let pattern = format!("{whole}{path}");
                    found.insert((method_of(method), pattern));
                    continue;
                }
                None => (whole.as_str(), route),
            };
            found.insert((method_of(method), path.to_owned()));
        }
    }
    found
}

fn method_of(text: &str) -> String {
    text.split('(').next().unwrap().to_owned()
}

#[test]
fn every_route_stands_in_the_table() {
    let listed: BTreeSet<_> = TABLE
        .iter()
        .map(|(method, pattern, _)| ((*method).to_owned(), (*pattern).to_owned()))
        .collect();
    assert_eq!(listed, routes());
}

/// One portal with a draft, something that was sent, and everybody who could ask.
struct Scene {
    app: TestApp,
    anonymous: Browser,
    expired: Sender,
    other: Sender,
    owner: Sender,
    /// The forms' tokens of the other one and of the owner.
    tokens: [String; 2],
    draft: String,
    sent: String,
    /// A letter to the other one that may be answered.
    invitation: String,
    /// What only the owner may see.
    secrets: Vec<String>,
}

/// A draft, and something that was sent.
async fn write(owner: &Sender) -> (String, String) {
    let sent = owner.prepare(&[("sendt.pdf", &files::pdf("b"))]).await;
    owner.send(&sent).await;
    let file = format!("{DOCUMENT}.pdf");
    let draft = owner.prepare(&[(&file, &files::pdf("a"))]).await;
    let fields = [
        ("title", TITLE),
        ("case_number", ""),
        ("comment", ""),
        ("email", "kanari@example.no"),
    ];
    owner.fill(&draft, "message", &fields).await;
    (draft, sent)
}

/// What only the owner may see: what she wrote, and what is known of it.
async fn secrets(app: &TestApp) -> Vec<String> {
    let references = sqlx::query("SELECT reference FROM submissions");
    let references = references.fetch_all(app.app.desk.db.pool()).await.unwrap();
    let references = references.iter().map(|row| row.get(0));
    let written = [TITLE, DOCUMENT, "kanari@example.no", "sendt.pdf"].map(str::to_owned);
    references.chain(written).collect()
}

impl Scene {
    async fn set() -> Self {
        let app = TestApp::start().await;
        let expired = app.sender(0).await;
        app.advance(Duration::from_mins(31));
        let [other, owner] = [app.sender(1).await, app.sender(0).await];
        let (draft, sent) = write(&owner).await;
        let tokens = [
            other.browser.open("/submissions").await.csrf(),
            owner.browser.open("/submissions").await.csrf(),
        ];
        let secrets = secrets(&app).await;
        let invitation = invitations::Letter::to_person(1).register(&app).await;
        Self {
            anonymous: Browser::new(&app.url),
            app,
            expired,
            other,
            owner,
            tokens,
            draft: draft.trim_start_matches("/submissions/").to_owned(),
            sent: sent.trim_start_matches("/submissions/").to_owned(),
            invitation: invitation["id"].as_str().unwrap().to_owned(),
            secrets,
        }
    }

    fn address(&self, pattern: &str) -> String {
        let id = if pattern.starts_with("/api/v1/invitations") {
            &self.invitation
        } else if pattern.starts_with("/api/") {
            &self.sent
        } else {
            &self.draft
        };
        pattern
            .replace("{id}", id)
            .replace("{number}", "1")
            .replace("{version}", "x")
            .replace("{name}", "style.css")
            .replace("{outcome}", "failed")
    }

    /// A request as this actor would make it; forms carry the actor's token.
    fn request(&self, actor: Actor, method: Method, pattern: &str) -> RequestBuilder {
        let (browser, token) = match actor {
            Actor::Anonymous | Actor::Archive => (&self.anonymous, ""),
            Actor::Expired => (&self.expired.browser, ""),
            Actor::Other => (&self.other.browser, self.tokens[0].as_str()),
            Actor::Owner => (&self.owner.browser, self.tokens[1].as_str()),
        };
        let is_form = method == Method::POST;
        let request = browser
            .direct
            .request(method, browser.absolute(&self.address(pattern)));
        let request = match actor {
            Actor::Archive => request.bearer_auth(&self.app.token),
            _ => request,
        };
        if is_form {
            request.form(&[("csrf", token)])
        } else {
            request
        }
    }

    /// What may be told to whom: the archive lists what was sent, by its reference.
    async fn tells_nothing(&self, actor: Actor, what: &str, response: Response) {
        let location = header(&response, "location").to_owned();
        let body = response.bytes().await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        if matches!(actor, Actor::Owner | Actor::Archive) {
            assert!(!body.contains(TITLE) || actor == Actor::Owner, "{what}");
            return;
        }
        for secret in &self.secrets {
            assert!(
                !body.contains(secret) && !location.contains(secret),
                "{what}: {secret}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_is_theirs_and_nothing_else() {
    let scene = Scene::set().await;
    let mut wrong = Vec::new();
    for (method, pattern, expected) in TABLE {
        for (actor, expected) in ACTORS.into_iter().zip(expected) {
            let methods = match method {
                "read" => vec![Method::HEAD, Method::GET],
                "get" => vec![Method::GET],
                _ => vec![Method::POST],
            };
            for method in methods {
                let what = format!("{method} {pattern} by {actor:?}");
                let response = scene.request(actor, method, pattern).send().await.unwrap();
                let status = response.status().as_u16();
                if status != expected {
                    wrong.push(format!("{what}: {status} instead of {expected}"));
                }
                scene.tells_nothing(actor, &what, response).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    scene.app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_taken_from_another_site_or_without_its_token() {
    let scene = Scene::set().await;
    let rows = "SELECT CAST(COUNT(*) + SUM(COALESCE(updated_at, 0)) AS BIGINT) FROM submissions";
    let before = scene.app.count(rows).await;
    let forms = TABLE
        .iter()
        .filter(|(method, pattern, _)| *method == "post" && !pattern.starts_with("/api/"));
    for (_, pattern, _) in forms {
        for (name, value) in [
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ] {
            let request = scene.request(Actor::Owner, Method::POST, pattern);
            let answer = request.header(name, value).send().await.unwrap();
            assert_eq!(
                answer.status(),
                StatusCode::FORBIDDEN,
                "{pattern} {name}: {value}"
            );
        }
        if ["/logout/backchannel", "/verify"].contains(pattern) {
            // The provider's call, where what it carries is signed, and a form that changes nothing.
            continue;
        }
        for token in ["", "wrong", scene.tokens[0].as_str()] {
            let request = scene.request(Actor::Owner, Method::POST, pattern);
            let answer = request.form(&[("csrf", token), ("title", "Endret")]).send();
            let status = answer.await.unwrap().status();
            let refused = match *pattern {
                // What was typed is shown again, and not acted on.
                "/submissions/{id}/sender" | "/submissions/{id}/message" => 422,
                // No form for files at all: see the test of uploads.
                "/submissions/{id}/files" => 400,
                _ => 403,
            };
            assert_eq!(status.as_u16(), refused, "{pattern} with {token:?}");
        }
    }
    let page = scene
        .owner
        .browser
        .open(&scene.address("/submissions/{id}/files"))
        .await;
    let other = scene.other.browser.open("/submissions").await;
    assert_ne!(page.csrf(), other.csrf());
    let upload = vec![("evil.pdf".to_owned(), files::pdf("c"))];
    let action = scene.address("/submissions/{id}/files");
    let answer = scene.owner.browser.upload(&other, &action, upload).await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "an upload with another's token"
    );
    assert_eq!(scene.app.count(rows).await, before, "nothing has changed");
    assert_eq!(scene.app.count("SELECT COUNT(*) FROM documents").await, 2);
    assert!(scene.owner.browser.has_session());
    scene.app.finish().await;
}
