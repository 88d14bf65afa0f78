//! Calls from the portal to other services, behind the browser's back: in time, of a bounded size, to
//! where they were sent, and over TLS that is verified.

use std::time::Duration;

use anyhow::Context;
use openidconnect::{HttpRequest, HttpResponse};
use serde::de::DeserializeOwned;

/// More than most services ever have to say.
pub const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// A client with limits. Cheap to clone.
#[derive(Clone, Debug)]
pub struct BackChannel {
    http: reqwest::Client,
    max_answer_bytes: usize,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    /// The status line's number.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON. The error does not quote it.
    pub fn json<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| {
            anyhow::anyhow!(
                "the answer is not the JSON that is expected (line {}, column {})",
                error.line(),
                error.column()
            )
        })
    }
}

impl BackChannel {
    /// A client that waits no longer than `timeout` for a whole answer, and reads none that is larger
    /// than `max_answer_bytes`.
    pub fn new(timeout: Duration, max_answer_bytes: usize) -> anyhow::Result<Self> {
        let http = reqwest::ClientBuilder::new()
            .timeout(timeout)
            // A redirect here would be an attempt to send us, and our credentials, elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making the HTTP client")?;
        Ok(Self {
            http,
            max_answer_bytes,
        })
    }

    /// Begins a request.
    pub fn request(&self, method: reqwest::Method, url: &str) -> reqwest::RequestBuilder {
        self.http.request(method, url)
    }

    /// Sends a request and reads the answer, whatever its status.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, CallError> {
        let response = request.send().await.map_err(CallError::without_url)?;
        let status = response.status().as_u16();
        Ok(Answer {
            status,
            body: self.read(response).await?,
        })
    }

    /// The same in the types of the OpenID Connect library.
    pub(super) async fn call(&self, request: HttpRequest) -> Result<HttpResponse, CallError> {
        let request = request.try_into().map_err(CallError::without_url)?;
        let response = self
            .http
            .execute(request)
            .await
            .map_err(CallError::without_url)?;
        let mut builder = openidconnect::http::Response::builder().status(response.status());
        if let Some(headers) = builder.headers_mut() {
            headers.clone_from(response.headers());
        }
        Ok(builder.body(self.read(response).await?)?)
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Vec<u8>, CallError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(CallError::without_url)? {
            body.extend_from_slice(&chunk);
            if body.len() > self.max_answer_bytes {
                return Err(CallError::TooLarge);
            }
        }
        Ok(body)
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No connection, no time left, or no HTTP.
    #[error("the call failed")]
    Http(#[source] reqwest::Error),
    /// Not HTTP as the library knows it.
    #[error("the answer makes no sense")]
    Nonsense(#[from] openidconnect::http::Error),
    /// More than anything that is expected.
    #[error("the answer is too large")]
    TooLarge,
}

impl CallError {
    /// The address may hold what must not be logged.
    fn without_url(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}
