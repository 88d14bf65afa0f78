//! Maskinporten (Digdir): tokens with which the portal itself, and nobody logged in, asks other services.
//!
//! A grant that we sign is changed for a token (RFC 7523, 2.1). Digdir lets a grant live for two minutes
//! at most, and be used once.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::ensure;
use reqwest::Method;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use super::{Token, TokenCache, Unavailable, address};
use crate::clock::{Clock, Instant};
use crate::identity::back_channel::{BackChannel, MAX_ANSWER_BYTES};
use crate::identity::jwt::SigningKey;

/// A token is not used when it has no longer than this to live: it might expire on its way.
const MARGIN: Duration = Duration::from_secs(10);

/// A token is not kept for longer, whatever is said of it.
const MAX_TOKEN_LIFETIME: Duration = Duration::from_hours(1);

/// The portal's client at Maskinporten.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The issuer, exactly as in its metadata, with the slash at its end.
    #[serde(default = "issuer")]
    pub issuer: String,
    /// The token endpoint; `token` below the issuer when it is not given.
    pub token_url: Option<String>,
    /// The client's id.
    pub client_id: String,
    /// The file with the client's private key.
    pub key_file: PathBuf,
    /// How long an answer may take, in milliseconds.
    #[serde(default = "timeout_ms")]
    pub timeout_ms: u64,
}

fn issuer() -> String {
    "https://maskinporten.no/".to_owned()
}

fn timeout_ms() -> u64 {
    8_000
}

/// A client of Maskinporten, with the tokens it has. Cheap to clone; clones share the tokens.
#[derive(Clone, Debug)]
pub struct Maskinporten(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    issuer: String,
    token_url: String,
    client_id: String,
    resource: Option<String>,
    key: SigningKey,
    http: BackChannel,
    clock: Clock,
    tokens: TokenCache,
}

/// The token endpoint's answer (RFC 6749, 5.1).
#[derive(Deserialize)]
struct Given {
    access_token: String,
    /// Seconds. A token of which it is not said is used once.
    #[serde(default)]
    expires_in: u64,
}

/// The token endpoint's refusal (RFC 6749, 5.2). Digdir's own number (`MP-1xx`: the grant, `MP-2xx`: the
impl Maskinporten {
    /// Reads the key; Maskinporten is not asked yet.
    pub fn new(settings: &Settings, clock: Clock) -> anyhow::Result<Self> {
        Self::made_for(settings, None, clock)
    }

    /// The same for tokens that are good at one service alone: `resource` becomes their `aud`
    /// (Digdir, "Audience-begrensede tokens").
    pub fn for_resource(
        settings: &Settings,
        resource: String,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        Self::made_for(settings, Some(resource), clock)
    }

    fn made_for(
        settings: &Settings,
        resource: Option<String>,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let token_url = match &settings.token_url {
            Some(url) => address(url)?,
            None => format!("{}/token", address(&settings.issuer)?),
        };
        Ok(Self(Arc::new(Inner {
            issuer: settings.issuer.clone(),
            token_url,
            client_id: settings.client_id.clone(),
            resource,
            key: SigningKey::read(&settings.key_file)?,
            http: BackChannel::new(Duration::from_millis(settings.timeout_ms), MAX_ANSWER_BYTES)?,
            clock,
            tokens: TokenCache::default(),
        })))
    }

    /// A token for a scope: the one in use, or a new one when that is about to expire.
    pub async fn token(&self, scope: &str) -> Result<SecretString, Unavailable> {
        Ok(self.lasting_token(scope).await?.value)
    }

    /// The same, with its end.
    pub(super) async fn lasting_token(&self, scope: &str) -> Result<Token, Unavailable> {
        let now = self.0.clock.now();
        if let Some(token) = self.0.tokens.get(scope, now) {
            return Ok(token);
        }
        let token = self
            .fetch(scope, now)
            .await
            .map_err(Unavailable::at("Maskinporten"))?;
        self.0.tokens.keep(scope, &token);
        Ok(token)
    }

    /// Stops using the token of a scope, because somebody has refused it.
    pub fn forget(&self, scope: &str) {
        self.0.tokens.forget(scope);
    }

    async fn fetch(&self, scope: &str, now: Instant) -> anyhow::Result<Token> {
        let mut claims = json!({ "iss": self.0.client_id, "aud": self.0.issuer, "scope": scope });
        if let (Some(resource), Some(claims)) = (&self.0.resource, claims.as_object_mut()) {
            claims.insert("resource".to_owned(), json!([resource]));
        }
        let grant = self.0.key.sign_once(claims, now)?;
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", &grant),
        ];
        let request = self
            .0
            .http
            .request(Method::POST, &self.0.token_url)
            .form(&form);
        let answer = self.0.http.send(request).await?;
        if answer.status != 200 {
            return Err(answer.refusal());
        }
        let given: Given = answer.json()?;
        ensure!(!given.access_token.is_empty(), "it answers without a token");
        let lifetime = Duration::from_secs(given.expires_in).min(MAX_TOKEN_LIFETIME);
        Ok(Token {
            value: given.access_token.into(),
            until: now.after(lifetime.saturating_sub(MARGIN)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_and_the_client_must_be_given() {
        let settings: Settings = toml::from_str("client_id = 'x'\nkey_file = 'key.pem'").unwrap();
        assert_eq!(settings.issuer, "https://maskinporten.no/");
        assert_eq!(settings.timeout_ms, 8_000);
        assert!(toml::from_str::<Settings>("client_id = 'x'").is_err());
        assert!(toml::from_str::<Settings>("client_id = 'x'\nkey_file = 'k'\nkey = 'k'").is_err());
    }
}
