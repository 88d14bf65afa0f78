//! Letters that may be answered: what the archive registers, looks at and takes back, and what its link finds.

mod link;
pub(crate) mod picture;
mod registering;

use reqwest::{Client, Response};
use sendsikkert::numbers::NationalId;
use sendsikkert::submission::invitation::InvitationId;
use sendsikkert::submission::{Person, SubmissionId, draft, invitation};
use serde_json::{Value, json};

use crate::support::people::Sender;
use crate::support::{TestApp, files};

/// The simulator's people, in its order.
pub(crate) const PEOPLE: [&str; 4] = ["01858910001", "14908310072", "23866017409", "05927110050"];
/// The organisation that the last of them manages.
pub(crate) const ORGANISATION: &str = "313001016";

/// A letter from the municipality, as the archive registers it.
#[derive(Clone)]
pub(crate) struct Letter(pub(crate) Value);

impl Letter {
    fn to(recipient: &Value) -> Self {
        Self(json!({
            "recipient": recipient,
            "title": "Varsel om befaring",
            "case_number": "2026/587",
            "journal_number": "2026/1234-2",
            "expires_at": "2027-03-01T00:00:00+01:00",
        }))
    }

    /// A letter to one of the simulator's people.
    pub(crate) fn to_person(person: usize) -> Self {
        Self::to(&json!({ "kind": "person", "national_id": PEOPLE[person] }))
    }

    /// A letter to the organisation.
    pub(crate) fn to_organisation() -> Self {
        Self::to(&json!({ "kind": "organisation", "organisation_number": ORGANISATION }))
    }

    /// The same with a field changed, or one more.
    pub(crate) fn with(mut self, field: &str, value: Value) -> Self {
        self.0[field] = value;
        self
    }

    /// The same by the name that the archive has for it.
    fn named(self, key: &str) -> Self {
        self.with("letter", json!({ "system": "Elements", "key": key }))
    }

    async fn send(&self, app: &TestApp, token: &str) -> Response {
        let request = http().post(address(app, ""));
        let request = request.bearer_auth(token).json(&self.0);
        request.send().await.unwrap()
    }

    /// Registers it; what is answered.
    pub(crate) async fn register(&self, app: &TestApp) -> Value {
        let response = self.send(app, &app.token).await;
        assert_eq!(response.status(), 201);
        response.json().await.unwrap()
    }
}

fn http() -> Client {
    Client::builder().build().unwrap()
}

fn address(app: &TestApp, path: &str) -> String {
    format!("{}/api/v1/invitations{path}", app.url)
}

async fn get(app: &TestApp, path: &str, token: &str) -> Response {
    let request = http().get(address(app, path));
    request.bearer_auth(token).send().await.unwrap()
}

async fn shown(app: &TestApp, id: &str) -> Value {
    let response = get(app, &format!("/{id}"), &app.token).await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

async fn revoke(app: &TestApp, id: &str, token: &str) -> Response {
    let request = http().post(address(app, &format!("/{id}/revocation")));
    request.bearer_auth(token).send().await.unwrap()
}

fn id_of(shown: &Value) -> InvitationId {
    shown["id"].as_str().unwrap().parse().unwrap()
}

/// The token in a link.
fn token_of(shown: &Value) -> &str {
    shown["link"].as_str().unwrap().rsplit('/').next().unwrap()
}

/// One of the simulator's people, as the portal knows her.
fn person(app: &TestApp, person: usize) -> Person {
    Person {
        national_id: NationalId::parse(PEOPLE[person]).unwrap(),
        owner: app.app.desk.keys.lookup("person", PEOPLE[person]),
    }
}

/// Sends something that answers a letter.
async fn reply(app: &TestApp, sender: &Sender, who: usize, shown: &Value) {
    let desk = &app.app.desk;
    let invitation = invitation::find(desk, id_of(shown)).await.unwrap().unwrap();
    let submission = sender.prepare(&[("svar.pdf", &files::pdf("svar"))]).await;
    let id: SubmissionId = submission.rsplit('/').next().unwrap().parse().unwrap();
    let changed = draft::update(desk, &person(app, who), id, |content| {
        content.in_reply_to = Some(invitation.in_reply_to());
    })
    .await;
    assert!(changed.unwrap().is_ok());
    sender.send(&submission).await;
}
