//! Answering a letter: whom it is to finds everything filled in, and everybody else learns nothing.

mod counted;
mod journey;
mod organisations;
mod settled;
mod wrong;

use serde_json::{Value, json};

use crate::representation::{BYGG, KARI};
use crate::support::TestApp;

/// What nobody but the recipient may read.
const TITLE: &str = "Varsel om befaring basaltkanari";
const CASE: &str = "2026/587";
const ENTRY: &str = "2026/587-2";
const KEY: &str = "feltspatkanari";

/// A letter that may be answered: its invitation's id, and the path of its link.
struct Letter {
    id: String,
    path: String,
}

fn to_person(national_id: &str) -> Value {
    json!({ "kind": "person", "national_id": national_id })
}

fn to_organisation(number: &str) -> Value {
    json!({ "kind": "organisation", "organisation_number": number })
}

/// What the archive says of a letter.
fn letter(recipient: &Value, expires_at: &str) -> Value {
    json!({
        "recipient": recipient,
        "title": TITLE,
        "case_number": CASE,
        "journal_number": ENTRY,
        "letter": { "system": "Elements", "key": format!("{KEY}-{}", uuid::Uuid::new_v4()) },
        "expires_at": expires_at,
    })
}

/// The archive's side of it.
struct Archive {
    url: String,
    token: String,
    http: reqwest::Client,
}

impl Archive {
    fn new(url: &str, token: &str) -> Self {
        sendsikkert::cli::install_tls();
        Self {
            url: url.to_owned(),
            token: token.to_owned(),
            http: reqwest::ClientBuilder::new().build().unwrap(),
        }
    }

    fn of(app: &TestApp) -> Self {
        Self::new(&app.url, &app.token)
    }

    async fn register(&self, wanted: &Value) -> Letter {
        let shown = self.post("", wanted).await;
        let link = shown["link"].as_str().expect("a link to print");
        Letter {
            id: shown["id"].as_str().unwrap().to_owned(),
            path: link.strip_prefix(&self.url).unwrap().to_owned(),
        }
    }

    /// A letter that may be answered for a month.
    async fn invite(&self, app: &TestApp, recipient: &Value) -> Letter {
        let month = app.clock.now().after(std::time::Duration::from_hours(720));
        self.register(&letter(recipient, &month.rfc3339())).await
    }

    async fn revoke(&self, letter: &Letter) {
        let path = format!("/{}/revocation", letter.id);
        let shown = self.post(&path, &json!({})).await;
        assert_eq!(shown["state"], "revoked");
    }

    async fn show(&self, letter: &Letter) -> Value {
        let address = format!("{}/api/v1/invitations/{}", self.url, letter.id);
        let request = self.http.get(address).bearer_auth(&self.token);
        request.send().await.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let address = format!("{}/api/v1/invitations{path}", self.url);
        let request = self.http.post(address).bearer_auth(&self.token).json(body);
        request.send().await.unwrap().json().await.unwrap()
    }
}

/// The token in a link's path.
fn token_of(path: &str) -> &str {
    path.strip_prefix("/reply/").unwrap()
}

/// Kari's letter, and the portal that it came from.
async fn kari_s_letter() -> (TestApp, Archive, Letter) {
    let app = TestApp::start().await;
    let archive = Archive::of(&app);
    let letter = archive.invite(&app, &to_person(KARI)).await;
    (app, archive, letter)
}

/// A letter to the organisation that the simulator's manager manages.
async fn bygg_s_letter() -> (TestApp, Archive, Letter) {
    let app = TestApp::start().await;
    let archive = Archive::of(&app);
    let letter = archive.invite(&app, &to_organisation(BYGG)).await;
    (app, archive, letter)
}
