//! How commands reach the portal's archive API, from the outside: its address, an access to it, and what it answers.

mod access;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use clap::Args;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::printable::shortened;
use super::trouble::Trouble;
use access::Access;

/// How long the portal may be silent, also in the middle of a file.
const SILENCE: Duration = Duration::from_mins(1);
/// Lists, manifests and pictures are small; a larger answer is not one.
pub(super) const MAX_SMALL_BYTES: usize = 16 * 1024 * 1024;
/// More than any problem's details.
const MAX_PROBLEM_BYTES: usize = 16 * 1024;
/// When the portal asks to come later and does not say when.
const LATER: Duration = Duration::from_secs(5);
/// The longest that it is listened to.
const MAX_LATER: Duration = Duration::from_mins(10);
/// How often it may say so of one request.
const MAX_TIMES_LATER: u32 = 10;

/// Where the portal is, and how it lets the archive in.
#[derive(Debug, Args)]
pub(super) struct Reach {
    /// The portal's address
    #[arg(long)]
    url: String,
    /// A file that holds the archive's access token; it is read again for each request
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "maskinporten",
        conflicts_with = "maskinporten"
    )]
    token_file: Option<PathBuf>,
    /// Ask Maskinporten for access tokens, as the client described in this TOML file: `client_id`, `key_file`,
    /// `scopes` (a list), `resource` (the portal's audience) and, for trials, `issuer`
    #[arg(long, value_name = "FILE")]
    maskinporten: Option<PathBuf>,
}

impl Reach {
    /// The way there; whoever waits on it stops waiting once `stop` is called.
    pub(super) fn client(self, stop: CancellationToken) -> anyhow::Result<PortalClient> {
        let access = match (self.token_file, &self.maskinporten) {
            (Some(file), _) => Access::file(file),
            (None, Some(file)) => Access::maskinporten(file),
            (None, None) => Err(anyhow::anyhow!("--token-file or --maskinporten is needed")),
        };
        access
            .and_then(|access| PortalClient::new(&self.url, access, stop))
            .context(Trouble::Options)
    }
}

/// The API with an access to it.
#[derive(Debug)]
pub(super) struct PortalClient {
    http: reqwest::Client,
    api: String,
    access: Access,
    stop: CancellationToken,
}

/// Problem details (RFC 9457); what is in them is nobody's but the portal's.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Problem {
    r#type: String,
    title: String,
    detail: String,
}

impl PortalClient {
    /// Speaks to the portal at `url`; waits for nothing any more once `stop` is called.
    fn new(url: &str, access: Access, stop: CancellationToken) -> anyhow::Result<Self> {
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
            api: format!("{}/api/v1", url.trim_end_matches('/')),
            access,
            stop,
        })
    }

    /// Sends a request, again when the portal asks for that, and once more with a new token.
    /// Given are the client to ask with, and the address of the API.
    pub(super) async fn send(
        &self,
        request: impl Fn(&reqwest::Client, &str) -> RequestBuilder,
    ) -> anyhow::Result<Response> {
        let mut renewed = false;
        let mut later = 0;
        loop {
            let token = self.access.token().await?;
            let request = request(&self.http, &self.api).bearer_auth(token.expose_secret());
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

/// The body of an answer that is a yes.
pub(super) async fn accepted(response: Response, max_bytes: usize) -> anyhow::Result<Vec<u8>> {
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
pub(super) async fn refusal(response: Response) -> anyhow::Error {
    let status = response.status();
    let body = body(response, MAX_PROBLEM_BYTES).await.unwrap_or_default();
    let problem: Problem = serde_json::from_slice(&body).unwrap_or_default();
    let mut said = format!("it answers {status}");
    for more in [&problem.title, &problem.detail] {
        if !more.is_empty() {
            said.push_str(": ");
            said.push_str(more);
        }
    }
    let error = anyhow::anyhow!(shortened(&said));
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
