//! Calls from the portal to the identity provider, behind the browser's back: in time, of a bounded
//! size, and to where they were sent.

use std::time::Duration;

use anyhow::Context;
use openidconnect::{HttpRequest, HttpResponse};

/// How long the provider may keep a person waiting.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than any provider's answer; a larger one is not read.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;

#[derive(Clone)]
pub(super) struct BackChannel(reqwest::Client);

impl BackChannel {
    pub(super) fn new() -> anyhow::Result<Self> {
        let http = reqwest::ClientBuilder::new()
            .timeout(TIMEOUT)
            // A redirect from a provider's back channel would be an attempt to send us elsewhere.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making the HTTP client for the identity provider")?;
        Ok(Self(http))
    }

    pub(super) async fn call(&self, request: HttpRequest) -> Result<HttpResponse, CallError> {
        let mut response = self.0.execute(request.try_into()?).await?;
        let mut builder = openidconnect::http::Response::builder().status(response.status());
        if let Some(headers) = builder.headers_mut() {
            headers.clone_from(response.headers());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > MAX_ANSWER_BYTES {
                return Err(CallError::TooLarge);
            }
        }
        Ok(builder.body(body)?)
    }
}

#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    #[error("the call failed")]
    Http(#[from] reqwest::Error),
    #[error("the answer makes no sense")]
    Nonsense(#[from] openidconnect::http::Error),
    #[error("the answer is too large")]
    TooLarge,
}
