//! The portal's archive API, from the outside.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::header::{ETAG, HeaderMap, IF_RANGE, RANGE, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;
use url::form_urlencoded::byte_serialize;

use super::access::Access;
use super::trouble::Trouble;
use crate::submission::SubmissionId;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::Acknowledgement;
use crate::submission::name::{is_deceptive, is_invisible};

/// How long the portal may be silent, also in the middle of a file.
const SILENCE: Duration = Duration::from_mins(1);
/// Manifests and lists are small; a larger answer is not one.
const MAX_SMALL_BYTES: usize = 16 * 1024 * 1024;
/// More than any problem's details.
const MAX_PROBLEM_BYTES: usize = 16 * 1024;
/// What of them is told, in characters.
const MAX_TOLD_CHARACTERS: usize = 500;
/// When the portal asks to come later and does not say when.
const LATER: Duration = Duration::from_secs(5);
/// The longest that it is listened to.
const MAX_LATER: Duration = Duration::from_mins(10);
/// How often it may say so of one request.
const MAX_TIMES_LATER: u32 = 10;

/// The API with an access to it.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    url: String,
    access: Access,
    stop: CancellationToken,
}

/// A part of the list of what waits.
#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) submissions: Vec<Consignment>,
    /// Where the list goes on; nowhere when it is missing.
    #[serde(default)]
    pub(super) next: Option<String>,
}

/// What is there of a sealed file already: so many bytes of the one with this tag.
pub(super) struct Have {
    pub(super) bytes: u64,
    pub(super) etag: String,
}

/// Problem details (RFC 9457); what is in them is nobody's but the portal's.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Problem {
    r#type: String,
    title: String,
    detail: String,
}

impl Client {
    /// Speaks to the portal at `url`; waits for nothing any more once `stop` is called.
    pub(super) fn new(url: &str, access: Access, stop: CancellationToken) -> anyhow::Result<Self> {
        ensure!(
            is_private(url),
            "--url must begin with https://; only a portal on this machine can be asked by http://"
        );
        let http = reqwest::ClientBuilder::new()
            .connect_timeout(SILENCE)
            .read_timeout(SILENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making the HTTP client")?;
        Ok(Self {
            http,
            url: format!("{}/api/v1/submissions", url.trim_end_matches('/')),
            access,
            stop,
        })
    }

    /// What waits, from the beginning or from where an earlier part ended.
    pub(super) async fn waiting(&self, after: Option<&str>) -> anyhow::Result<Page> {
        let cursor = after.map_or_else(String::new, |after| {
            let cursor: String = byte_serialize(after.as_bytes()).collect();
            format!("&after={cursor}")
        });
        self.page(&format!("?state=waiting{cursor}"))
            .await
            .map_err(|error| match Trouble::of(&error) {
                Some(_) => error,
                // A portal that can't say what waits is not there, as far as an archive goes.
                None => error.context(Trouble::NotReached),
            })
            .context("asking what is waiting")
    }

    async fn page(&self, path: &str) -> anyhow::Result<Page> {
        let listing = self.small(path).await?;
        serde_json::from_slice(&listing).map_err(|_quotes_it| {
            anyhow::anyhow!(
                "the answer is not a list of submissions; is --url the portal's address?"
            )
        })
    }

    /// Something small, into memory.
    pub(super) async fn small(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let response = self.get(path, None).await?;
        accepted(response, MAX_SMALL_BYTES).await
    }

    /// A sealed file, or the rest of it: `200` with everything, `206` with what is missing, or `416`
    /// (RFC 9110, 14).
    pub(super) async fn sealed(&self, path: &str, have: Option<&Have>) -> anyhow::Result<Response> {
        let response = self.get(path, have).await?;
        match response.status() {
            StatusCode::OK => Ok(response),
            StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE if have.is_some() => {
                Ok(response)
            }
            _ => Err(refusal(response).await),
        }
    }

    pub(super) async fn acknowledge(
        &self,
        id: SubmissionId,
        answer: &Acknowledgement,
    ) -> anyhow::Result<()> {
        let url = format!("{}/{id}/acknowledgement", self.url);
        let response = self
            .send(|| self.http.post(&url).json(answer))
            .await
            .context("acknowledging")?;
        accepted(response, MAX_SMALL_BYTES)
            .await
            .context("acknowledging")?;
        Ok(())
    }

    async fn get(&self, path: &str, have: Option<&Have>) -> anyhow::Result<Response> {
        let url = format!("{}{path}", self.url);
        self.send(|| {
            let request = self.http.get(&url);
            match have {
                None => request,
                Some(Have { bytes, etag }) => request
                    .header(RANGE, format!("bytes={bytes}-"))
                    .header(IF_RANGE, etag),
            }
        })
        .await
    }

    /// Sends a request, again when the portal asks for that, and once more with a new token.
    async fn send(&self, request: impl Fn() -> RequestBuilder) -> anyhow::Result<Response> {
        let mut renewed = false;
        let mut later = 0;
        loop {
            let token = self.access.token().await?;
            let request = request().bearer_auth(token.expose_secret());
            let response = request
                .send()
                .await
                .map_err(reqwest::Error::without_url)
                .context(Trouble::NotReached)?;
            match response.status() {
                StatusCode::TOO_MANY_REQUESTS if later < MAX_TIMES_LATER => {
                    later += 1;
                    self.wait(pause_before(response.headers())).await?;
                }
                StatusCode::UNAUTHORIZED if !renewed && self.access.renew() => renewed = true,
                _ => return Ok(response),
            }
        }
    }

    async fn wait(&self, pause: Duration) -> anyhow::Result<()> {
        let stopped = self.stop.run_until_cancelled(tokio::time::sleep(pause));
        if stopped.await.is_none() {
            bail!(anyhow::anyhow!("asked to stop").context(Trouble::NotReached));
        }
        Ok(())
    }
}

/// What the portal says of when to come again (RFC 9110, 10.2.3, in seconds).
fn pause_before(headers: &HeaderMap) -> Duration {
    let seconds = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(LATER, Duration::from_secs).min(MAX_LATER)
}

/// The tag of a sealed file, if it is a strong one: only that vouches for the same bytes
/// (RFC 9110, 8.8.3 and 13.1.5).
pub(super) fn etag(response: &Response) -> Option<String> {
    let tag = response.headers().get(ETAG)?.to_str().ok()?;
    (tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"')).then(|| tag.to_owned())
}

/// The body of an answer that is a yes.
async fn accepted(response: Response, max_bytes: usize) -> anyhow::Result<Vec<u8>> {
    if response.status().is_success() {
        body(response, max_bytes).await
    } else {
        Err(refusal(response).await)
    }
}

async fn body(mut response: Response, max_bytes: usize) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.context("the connection broke")? {
        bytes.extend_from_slice(&chunk);
        ensure!(bytes.len() <= max_bytes, "the portal's answer is too large");
    }
    Ok(bytes)
}

/// What an answer that is a no means.
async fn refusal(response: Response) -> anyhow::Error {
    let status = response.status();
    let body = body(response, MAX_PROBLEM_BYTES).await.unwrap_or_default();
    let problem: Problem = serde_json::from_slice(&body).unwrap_or_default();
    let said = format!("it answers {status} {} {}", problem.title, problem.detail);
    // Terminals obey control characters, and bidirectional marks make a line look like another.
    let printable = said
        .chars()
        .filter(|c| !is_deceptive(*c) && !is_invisible(*c));
    let printable: String = printable.take(MAX_TOLD_CHARACTERS).collect();
    let error = anyhow::anyhow!(printable.trim_end().to_owned());
    match status {
        StatusCode::UNAUTHORIZED => error.context(
            "the portal does not accept the access token: it is wrong, has expired or has been withdrawn",
        )
        .context(Trouble::Refused),
        StatusCode::FORBIDDEN if !problem.is_about_the_code() => error
            .context("the portal gives no access for this; what may the token do, and for whom is it?")
            .context(Trouble::Refused),
        StatusCode::FORBIDDEN => error.context("the portal does not accept the confirmation code"),
        StatusCode::GONE => error.context(Trouble::Gone),
        StatusCode::NOT_FOUND => error.context("it is not there; is --url the portal's address?"),
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => error.context(Trouble::NotReached),
        _ => error,
    }
}

impl Problem {
    /// Whether the confirmation code is what is wrong, and not the access.
    fn is_about_the_code(&self) -> bool {
        self.r#type == "urn:sendsikkert:problem:wrong-code"
    }
}

/// Whether nobody on the way can read the token.
fn is_private(url: &str) -> bool {
    let Ok(url) = url::Url::parse(url) else {
        return false;
    };
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}
