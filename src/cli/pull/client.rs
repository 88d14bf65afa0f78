//! The portal's archive API, from the outside.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::{Response, StatusCode};
use serde::Deserialize;

use crate::submission::SubmissionId;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::Acknowledgement;

/// How long the portal may be silent in the middle of a file.
const SILENCE: Duration = Duration::from_mins(1);
/// Manifests are small; a larger answer is not one.
const MAX_SMALL_BYTES: usize = 16 * 1024 * 1024;

/// More than the header of any age file for a few dozen recipients.
const MAX_HEADER_BYTES: u64 = 256 * 1024;

pub(super) struct Client {
    http: reqwest::Client,
    url: String,
    token: String,
}

#[derive(Deserialize)]
struct Listing {
    submissions: Vec<Consignment>,
}

impl Client {
    pub(super) fn new(url: &str, token: &str) -> anyhow::Result<Self> {
        ensure!(
            url.starts_with("http://") || url.starts_with("https://"),
            "--url must begin with https:// (or http:// for the demo)"
        );
        ensure!(
            !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()),
            "the token file does not hold an access token: one line that begins with sst_"
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
            token: token.to_owned(),
        })
    }

    pub(super) async fn waiting(&self) -> anyhow::Result<Vec<Consignment>> {
        let listing = self
            .small("?state=waiting")
            .await
            .context("asking what is waiting")?;
        let listing: Listing = serde_json::from_slice(&listing)
            .context("understanding the list of what is waiting")?;
        Ok(listing.submissions)
    }

    /// Something small, into memory.
    pub(super) async fn small(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let mut response = self.get(path).await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.context("the connection broke")? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_SMALL_BYTES {
                bail!("the portal's answer is too large");
            }
        }
        Ok(bytes)
    }

    /// The ciphertext of so many bytes, into a file.
    pub(super) async fn large(
        &self,
        path: &str,
        into: &Path,
        size_bytes: u64,
    ) -> anyhow::Result<()> {
        let mut response = self.get(path).await?;
        let mut file = File::create(into).with_context(|| format!("writing {}", into.display()))?;
        // age adds 16 bytes to every 64 KiB, and a header.
        let mut room = size_bytes + size_bytes / 1024 + MAX_HEADER_BYTES;
        while let Some(chunk) = response.chunk().await.context("the connection broke")? {
            room = room
                .checked_sub(chunk.len() as u64)
                .context("the portal's answer is larger than the document")?;
            file.write_all(&chunk)
                .with_context(|| format!("writing {}", into.display()))?;
        }
        Ok(())
    }

    pub(super) async fn acknowledge(
        &self,
        id: SubmissionId,
        confirmation_code: &str,
    ) -> anyhow::Result<()> {
        let body = Acknowledgement {
            confirmation_code: confirmation_code.to_owned(),
            case_number: None,
            journal_number: None,
        };
        let request = self
            .http
            .post(format!("{}/{id}/acknowledgement", self.url))
            .bearer_auth(&self.token)
            .json(&body);
        let response = request.send().await.context("acknowledging")?;
        accepted(&response).context("acknowledging")
    }

    async fn get(&self, path: &str) -> anyhow::Result<Response> {
        let request = self
            .http
            .get(format!("{}{path}", self.url))
            .bearer_auth(&self.token);
        let response = request
            .send()
            .await
            .with_context(|| format!("the portal can't be reached at {}", self.url))?;
        accepted(&response)?;
        Ok(response)
    }
}

fn accepted(response: &Response) -> anyhow::Result<()> {
    match response.status() {
        status if status.is_success() => Ok(()),
        StatusCode::UNAUTHORIZED => bail!("the portal does not accept the access token"),
        StatusCode::FORBIDDEN => bail!("the portal does not accept the confirmation code"),
        StatusCode::NOT_FOUND => bail!("it is not there; is --url the portal's address?"),
        status => bail!("the portal answered {status}"),
    }
}
