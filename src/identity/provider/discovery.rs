//! The provider's metadata and keys: read when they are first needed, again once a day, and the keys
//! again when a token names one that is not among them.
//!
//! So the portal starts, and serves its public pages, while the provider is down, and a change of keys
//! at the provider disturbs nobody.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use openidconnect::IssuerUrl;
use tokio::sync::{Mutex, RwLock};

use super::claims::Metadata;
use crate::clock::{Clock, Instant};
use crate::identity::back_channel::BackChannel;

/// Digdir names a day as the metadata's typical lifetime.
const LIFETIME: Duration = Duration::from_hours(24);
/// Tokens with made-up key ids must not make us hammer the provider.
const BETWEEN_READINGS: Duration = Duration::from_secs(5);

pub(super) struct Discovery {
    issuer: IssuerUrl,
    http: BackChannel,
    clock: Clock,
    known: RwLock<Option<Known>>,
    /// Held by the one that asks the provider; when it last asked in vain.
    failed_at: Mutex<Option<Instant>>,
}

#[derive(Clone)]
struct Known {
    metadata: Arc<Metadata>,
    read_at: Instant,
}

impl Discovery {
    pub(super) fn new(issuer: IssuerUrl, http: BackChannel, clock: Clock) -> Self {
        Self {
            issuer,
            http,
            clock,
            known: RwLock::default(),
            failed_at: Mutex::default(),
        }
    }

    pub(super) fn issuer(&self) -> &IssuerUrl {
        &self.issuer
    }

    /// The metadata, no older than a day.
    pub(super) async fn metadata(&self) -> anyhow::Result<Arc<Metadata>> {
        let now = self.clock.now();
        self.no_older_than(now.before(LIFETIME)).await
    }

    /// The metadata with keys that were read just now, or seconds ago.
    pub(super) async fn with_new_keys(&self) -> anyhow::Result<Arc<Metadata>> {
        let now = self.clock.now();
        self.no_older_than(now.before(BETWEEN_READINGS)).await
    }

    /// The metadata if it was ever read; nobody is asked.
    pub(super) async fn known(&self) -> Option<Arc<Metadata>> {
        let known = self.known.read().await;
        known.as_ref().map(|known| Arc::clone(&known.metadata))
    }

    async fn no_older_than(&self, limit: Instant) -> anyhow::Result<Arc<Metadata>> {
        if let Some(metadata) = self.read_after(limit).await {
            return Ok(metadata);
        }
        // One asks for everybody, and when it asks in vain, those who waited don't each wait again.
        let mut failed_at = self.failed_at.lock().await;
        if let Some(metadata) = self.read_after(limit).await {
            return Ok(metadata);
        }
        let now = self.clock.now();
        if failed_at.is_some_and(|at| now < at.after(BETWEEN_READINGS)) {
            bail!("the identity provider did not answer a moment ago");
        }
        match self.read().await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *self.known.write().await = Some(Known {
                    metadata: Arc::clone(&metadata),
                    read_at: now,
                });
                *failed_at = None;
                Ok(metadata)
            }
            Err(error) => {
                *failed_at = Some(now);
                Err(error)
            }
        }
    }

    async fn read_after(&self, limit: Instant) -> Option<Arc<Metadata>> {
        let known = self.known.read().await;
        let known = known.as_ref().filter(|known| known.read_at > limit)?;
        Some(Arc::clone(&known.metadata))
    }

    /// Asks the provider. The library refuses metadata of another issuer, letter by letter.
    pub(super) async fn read(&self) -> anyhow::Result<Metadata> {
        let call = |request| self.http.call(request);
        let metadata = Metadata::discover_async(self.issuer.clone(), &call)
            .await
            .context("reading the identity provider's metadata")?;
        ensure_tls(&self.issuer, &metadata)?;
        Ok(metadata)
    }
}

/// A provider with TLS sends nobody anywhere without it.
pub(super) fn ensure_tls(issuer: &IssuerUrl, metadata: &Metadata) -> anyhow::Result<()> {
    let more = metadata.additional_metadata();
    let endpoints = [
        Some(metadata.authorization_endpoint().as_str()),
        Some(metadata.jwks_uri().as_str()),
        metadata.token_endpoint().map(|url| url.as_str()),
        more.pushed_authorization_request_endpoint.as_deref(),
        more.end_session_endpoint.as_deref(),
    ];
    if issuer.as_str().starts_with("https://") {
        ensure!(
            endpoints
                .into_iter()
                .flatten()
                .all(|url| url.starts_with("https://")),
            "the identity provider's metadata names an address without TLS"
        );
    }
    Ok(())
}
