//! The keys that receipts are checked with: those of the portal that is named, or those that were saved.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};

use crate::signing::PublicKeys;

/// How long the portal may be silent.
const SILENCE: Duration = Duration::from_secs(30);
/// Room for the keys of centuries.
const MAX_KEY_SET_BYTES: usize = 1024 * 1024;

/// Keys that are believed.
pub(super) struct Trusted {
    pub(super) keys: PublicKeys,
    /// Who must have given the receipt out; whoever says so, when keys were saved.
    pub(super) portal: Option<String>,
    /// Where they come from, for people.
    pub(super) source: String,
}

impl Trusted {
    /// Those that a portal publishes.
    pub(super) async fn at(portal: &str) -> anyhow::Result<Self> {
        let portal = url::Url::parse(portal)
            .context("--portal is not an address")?
            .origin()
            .ascii_serialization();
        ensure!(
            is_authentic(&portal),
            "--portal must begin with https://; only a portal on this machine can be asked by http://"
        );
        let text = fetch(&format!("{portal}/.well-known/receipt-keys.json"))
            .await
            .with_context(|| format!("asking {portal} for its keys"))?;
        let keys = PublicKeys::from_jwk_set(&text)
            .with_context(|| format!("reading the keys of {portal}"))?;
        Ok(Self {
            keys,
            source: format!("that {portal} publishes"),
            portal: Some(portal),
        })
    }

    /// Those in a file.
    pub(super) fn saved(path: &Path) -> anyhow::Result<Self> {
        let reading = || format!("reading {}", path.display());
        let text = std::fs::read(path).with_context(reading)?;
        let keys = PublicKeys::from_jwk_set(&text).with_context(reading)?;
        Ok(Self {
            keys,
            portal: None,
            source: format!("of {}", path.display()),
        })
    }
}

async fn fetch(url: &str) -> anyhow::Result<Vec<u8>> {
    let http = reqwest::ClientBuilder::new()
        .connect_timeout(SILENCE)
        .read_timeout(SILENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("making the HTTP client")?;
    let response = http.get(url).send().await;
    let mut response = response.map_err(reqwest::Error::without_url)?;
    let status = response.status();
    ensure!(status.is_success(), "it answers {status}");
    let mut text = Vec::new();
    while let Some(chunk) = response.chunk().await.context("the connection broke")? {
        text.extend_from_slice(&chunk);
        ensure!(text.len() <= MAX_KEY_SET_BYTES, "the answer is too large");
    }
    Ok(text)
}

/// Whether nobody on the way can put other keys in.
fn is_authentic(portal: &str) -> bool {
    let Ok(url) = url::Url::parse(portal) else {
        return false;
    };
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}
