//! Calls from the portal to other services, behind the browser's back: in time, of a bounded size, to
//! where they were sent, and over TLS that is verified.

use std::time::Duration;

use anyhow::Context;
use openidconnect::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// More than most services ever have to say.
pub const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// A client with limits. Cheap to clone.
#[derive(Clone, Debug)]
pub struct BackChannel {
    http: reqwest::Client,
    max_bytes: usize,
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

    /// What it says of a request that it refuses (RFC 6749, 5.2), fit for the log.
    pub fn refusal(&self) -> anyhow::Error {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Body {
            error: String,
            error_description: String,
        }
        let said: Body = self.json().unwrap_or_default();
        anyhow::anyhow!(
            "it answers {}: {} ({})",
            self.status,
            fit_for_log(&said.error),
            fit_for_log(&said.error_description)
        )
    }
}

impl BackChannel {
    /// A client that waits no longer than `timeout` for a whole answer, and reads no more of it than
    /// `max_bytes`.
    pub fn new(timeout: Duration, max_bytes: usize) -> anyhow::Result<Self> {
        Self::made_from(reqwest::ClientBuilder::new(), timeout, max_bytes)
    }

    /// The same, for a service at `url`: when that has TLS, nothing is asked for without.
    pub fn to(url: &str, timeout: Duration, max_bytes: usize) -> anyhow::Result<Self> {
        let has_tls = url.starts_with("https://");
        let builder = reqwest::ClientBuilder::new().https_only(has_tls);
        Self::made_from(builder, timeout, max_bytes)
    }

    fn made_from(
        builder: reqwest::ClientBuilder,
        timeout: Duration,
        max_bytes: usize,
    ) -> anyhow::Result<Self> {
        let http = builder
            .timeout(timeout)
            // A redirect here would be an attempt to send us, and our credentials, elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making the HTTP client")?;
        Ok(Self { http, max_bytes })
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
        // An error of the provider's own is not an answer about our request.
        if response.status().is_server_error() {
            return Err(CallError::OutOfOrder(response.status().as_u16()));
        }
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
            if body.len() > self.max_bytes {
                return Err(CallError::TooLarge);
            }
        }
        Ok(body)
    }
}

/// What others say of an error, for the operator: printable, not long, and without anything that could
/// be a number of somebody's, a code or a token.
pub fn fit_for_log(text: &str) -> String {
    let printable: Vec<char> = text
        .chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .collect();
    // Numbers are written with gaps, too.
    let is_of_number = |c: char| c.is_ascii_digit() || " .-/".contains(c);
    let masked: String = printable
        .chunk_by(|a, b| is_of_number(*a) == is_of_number(*b))
        .map(|run| {
            if run.iter().filter(|c| c.is_ascii_digit()).count() >= 9 {
                " *** ".to_owned()
            } else {
                run.iter().collect()
            }
        })
        .collect();
    let words: Vec<&str> = masked
        .split_whitespace()
        .map(|word| if looks_secret(word) { "***" } else { word })
        .collect();
    // Cut after the masking: half a number is still somebody's.
    words.join(" ").chars().take(200).collect()
}

/// A token, or something as long and random as one; what is meant for people and for support is shorter.
fn looks_secret(word: &str) -> bool {
    word.len() > 40 || word.contains("eyJ")
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
    /// The service is not well.
    #[error("the service answered {0}")]
    OutOfOrder(u16),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_is_made_fit_for_the_log() {
        for (said, told) in [
            (
                "MP-100 \u{1b}[31mkid 42 trace 12345678",
                "MP-100 [31mkid 42 trace 12345678",
            ),
            ("for 01858910001, see", "for *** , see"),
            ("for 018589 10001", "for ***"),
            ("for 01.85.89-10001!", "for *** !"),
            ("assertion eyJhbGciOiJSUzI1NiJ9.e30.x", "assertion ***"),
            (
                "trace 4bf92f3577b34da6a3ce929d0e0e4736",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736",
            ),
            ("", ""),
        ] {
            assert_eq!(fit_for_log(said), told);
        }
        assert_eq!(fit_for_log(&"x".repeat(1000)), "***");
        assert_eq!(fit_for_log(&"word ".repeat(100)).len(), 200);
    }
}
