//! What pull asks the portal for.

use anyhow::Context;
use reqwest::header::{ETAG, IF_RANGE, RANGE};
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::cli::portal_client::{MAX_SMALL_BYTES, PortalClient, accepted, refusal};
use crate::cli::trouble::Trouble;
use crate::submission::SubmissionId;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::Acknowledgement;

/// The API, as far as it is about submissions.
#[derive(Debug)]
pub(super) struct Client {
    portal: PortalClient,
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

impl Client {
    /// Asks the portal about submissions.
    pub(super) fn new(portal: PortalClient) -> Self {
        Self { portal }
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
        let acknowledged = self.portal.send(|http, api| {
            let url = format!("{api}/submissions/{id}/acknowledgement");
            http.post(url).json(answer)
        });
        let response = acknowledged.await.context("acknowledging")?;
        accepted(response, MAX_SMALL_BYTES)
            .await
            .context("acknowledging")?;
        Ok(())
    }

    async fn get(&self, path: &str, have: Option<&Have>) -> anyhow::Result<Response> {
        let fetched = self.portal.send(|http, api| {
            let request = http.get(format!("{api}/submissions{path}"));
            match have {
                None => request,
                Some(Have { bytes, etag }) => request
                    .header(RANGE, format!("bytes={bytes}-"))
                    .header(IF_RANGE, etag),
            }
        });
        fetched.await
    }
}

/// The tag of a sealed file, if it is a strong one: only that vouches for the same bytes
/// (RFC 9110, 8.8.3 and 13.1.5).
pub(super) fn etag(response: &Response) -> Option<String> {
    let tag = response.headers().get(ETAG)?.to_str().ok()?;
    (tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"')).then(|| tag.to_owned())
}
