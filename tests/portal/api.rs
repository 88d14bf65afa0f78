//! The archive's API, asked by programs.

mod answers;
mod description;
mod limits;
mod listing;
mod problems;

mod schemathesis;
mod sealed;

use age::x25519::Identity;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::browser::header;
use crate::support::people::Sender;
use crate::support::{TestApp, files};

/// A program of the archive's, with its token and its identity.
pub(crate) struct Program {
    http: Client,
    url: String,
    token: String,
    identity: Identity,
}

impl Program {
    pub(crate) fn of(app: &TestApp) -> Self {
        let identity = app.folder.path().join("archive-identity.txt");
        let identity = std::fs::read_to_string(identity).unwrap();
        Self {
            http: Client::builder().build().unwrap(),
            url: format!("{}/api", app.url),
            token: app.token.clone(),
            identity: identity.parse().unwrap(),
        }
    }

    /// Another program, with a token of its own.
    fn with_token(&self, token: &str) -> Self {
        Self {
            http: self.http.clone(),
            url: self.url.clone(),
            token: token.to_owned(),
            identity: self.identity.clone(),
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        request.bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// What is answered in JSON.
    pub(crate) async fn read(&self, path: &str) -> Value {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "cache-control"), "no-store", "{path}");
        response.json().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        let request = self.request(Method::POST, path).json(body);
        request.send().await.unwrap()
    }

    /// The code that stands inside a manifest.
    pub(crate) async fn code(&self, id: &str) -> String {
        let sealed = self.get(&format!("/v1/submissions/{id}/manifest")).await;
        let sealed = sealed.bytes().await.unwrap();
        let manifest = age::decrypt(&self.identity, &sealed).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        manifest["confirmation_code"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn acknowledge(&self, id: &str) {
        let answer = json!({ "confirmation_code": self.code(id).await });
        let path = format!("/v1/submissions/{id}/acknowledgement");
        assert_eq!(self.post(&path, &answer).await.status(), StatusCode::OK);
    }

    pub(crate) async fn send_back(&self, id: &str) {
        let code = self.code(id).await;
        let answer =
            json!({ "confirmation_code": code, "reason": "unreadable", "text": "Side 2 mangler" });
        let path = format!("/v1/submissions/{id}/return");
        assert_eq!(self.post(&path, &answer).await.status(), StatusCode::OK);
    }
}

/// Sends something small; its id.
pub(crate) async fn send(sender: &Sender, name: &str) -> String {
    let submission = sender.prepare(&[("brev.pdf", &files::pdf(name))]).await;
    sender.send(&submission).await;
    submission.rsplit('/').next().unwrap().to_owned()
}

/// The problem that an answer tells, checked against its status.
pub(crate) async fn problem(response: Response) -> (u16, String, Value) {
    let status = response.status().as_u16();
    assert_eq!(
        header(&response, "content-type"),
        "application/problem+json",
        "{status}"
    );
    let details: Value = response.json().await.unwrap();
    assert_eq!(details["status"], status);
    assert!(details["title"].is_string());
    let kind = details["type"].as_str().unwrap();
    let code = kind.strip_prefix("urn:sendsikkert:problem:").unwrap();
    (status, code.to_owned(), details)
}
