//! Maskinporten's keys: found by its metadata (RFC 8414), kept for a day, and read again when a token names
//! one that is not among them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use openidconnect::core::CoreJsonWebKeySet;
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Settings;
use crate::clock::Clock;
use crate::identity::back_channel::{BackChannel, MAX_ANSWER_BYTES};
use crate::identity::published::{BETWEEN_READINGS, Published};

/// Digdir asks that keys be kept for a day, and not read for each request.
const LIFETIME: Duration = Duration::from_hours(24);
/// While Maskinporten can't be reached, they are used for a day more: the tokens they verify live for
/// minutes, and have to be fetched there.
const LAST_RESORT: Duration = Duration::from_hours(48);
/// How long Maskinporten may keep an archive waiting.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The keys, wherever they are.
pub(super) struct Keys {
    issuer: String,
    metadata_url: String,
    http: BackChannel,
    clock: Clock,
    published: Published<CoreJsonWebKeySet>,
}

/// What is needed of the metadata (RFC 8414, 2).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    jwks_uri: String,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.metadata_url)
    }
}

impl Keys {
    pub(super) fn new(settings: &Settings, clock: Clock) -> anyhow::Result<Self> {
        let below = || {
            let issuer = settings.issuer.trim_end_matches('/');
            format!("{issuer}/.well-known/oauth-authorization-server")
        };
        Ok(Self {
            issuer: settings.issuer.clone(),
            metadata_url: settings.metadata_url.clone().unwrap_or_else(below),
            http: BackChannel::to(&settings.issuer, TIMEOUT, MAX_ANSWER_BYTES)?,
            clock: clock.clone(),
            published: Published::new(clock),
        })
    }

    /// The keys, no older than a day unless Maskinporten is down.
    pub(super) async fn known(&self) -> anyhow::Result<Arc<CoreJsonWebKeySet>> {
        let error = match self.published.no_older_than(LIFETIME, self.read()).await {
            Ok(keys) => return Ok(keys),
            Err(error) => error,
        };
        let limit = self.clock.now().before(LAST_RESORT);
        let Some(keys) = self.published.read_after(limit).await else {
            return Err(error);
        };
        tracing::warn!(
            error = format!("{error:#}"),
            "Maskinporten's keys can't be read; those of yesterday are used"
        );
        Ok(keys)
    }

    /// The keys as they were just now, or seconds ago.
    pub(super) async fn renewed(&self) -> anyhow::Result<Arc<CoreJsonWebKeySet>> {
        let read = self.read();
        self.published.no_older_than(BETWEEN_READINGS, read).await
    }

    /// Asks Maskinporten.
    pub(super) async fn read(&self) -> anyhow::Result<CoreJsonWebKeySet> {
        let metadata: Metadata = self
            .get(&self.metadata_url)
            .await
            .context("reading Maskinporten's metadata")?;
        ensure!(
            metadata.issuer == self.issuer,
            "Maskinporten's metadata is another issuer's"
        );
        let keys: CoreJsonWebKeySet = self
            .get(&metadata.jwks_uri)
            .await
            .context("reading Maskinporten's keys")?;
        ensure!(!keys.keys().is_empty(), "Maskinporten publishes no keys");
        Ok(keys)
    }

    async fn get<T: DeserializeOwned>(&self, url: &str) -> anyhow::Result<T> {
        let answer = self.http.send(self.http.request(Method::GET, url)).await?;
        ensure!(answer.status == 200, "it answers {}", answer.status);
        answer.json()
    }
}
