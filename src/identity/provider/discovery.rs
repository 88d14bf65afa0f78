//! The provider's metadata and keys: read when they are first needed, again once a day, and the keys
//! again when a token names one that is not among them.
//!
//! So the portal starts, and serves its public pages, while the provider is down, and a change of keys
//! at the provider disturbs nobody.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use openidconnect::IssuerUrl;

use super::claims::Metadata;
use crate::clock::Clock;
use crate::identity::back_channel::BackChannel;
use crate::identity::published::{BETWEEN_READINGS, Published};

/// Digdir names a day as the metadata's typical lifetime.
const LIFETIME: Duration = Duration::from_hours(24);

pub(super) struct Discovery {
    issuer: IssuerUrl,
    http: BackChannel,
    metadata: Published<Metadata>,
}

impl Discovery {
    pub(super) fn new(issuer: IssuerUrl, http: BackChannel, clock: Clock) -> Self {
        Self {
            issuer,
            http,
            metadata: Published::new(clock),
        }
    }

    pub(super) fn issuer(&self) -> &IssuerUrl {
        &self.issuer
    }

    /// The metadata, no older than a day.
    pub(super) async fn metadata(&self) -> anyhow::Result<Arc<Metadata>> {
        self.metadata.no_older_than(LIFETIME, self.read()).await
    }

    /// The metadata with keys that were read just now, or seconds ago.
    pub(super) async fn with_new_keys(&self) -> anyhow::Result<Arc<Metadata>> {
        let read = self.read();
        self.metadata.no_older_than(BETWEEN_READINGS, read).await
    }

    /// The metadata if it was ever read; nobody is asked.
    pub(super) async fn known(&self) -> Option<Arc<Metadata>> {
        self.metadata.known().await
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
