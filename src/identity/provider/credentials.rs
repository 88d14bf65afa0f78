//! How the portal proves to the provider that it is the registered client.

use std::time::Duration;

use anyhow::Context;
use serde_json::json;
use zeroize::Zeroizing;

use super::settings::Settings;
use crate::clock::Instant;
use crate::crypt;
use crate::identity::jwt::SigningKey;

/// ID-porten accepts two minutes; ours is used at once.
const ASSERTION_LIFETIME: Duration = Duration::from_secs(30);

/// What the client proves itself with.
pub(super) enum Credentials {
    /// `private_key_jwt` (OpenID Connect Core 1.0, 9).
    Key(Box<SigningKey>),
    /// `client_secret_post`, for providers used in tests.
    Secret(Zeroizing<String>),
}

impl Credentials {
    pub(super) fn read(settings: &Settings) -> anyhow::Result<Self> {
        if let Some(path) = &settings.client_key_file {
            return Ok(Self::Key(Box::new(SigningKey::read(path)?)));
        }
        let path = settings.client_secret_file.as_ref();
        let path = path.context("[identity] names no key and no secret")?;
        let secret = std::fs::read_to_string(path)
            .map(Zeroizing::new)
            .with_context(|| format!("reading {}", path.display()))?;
        Ok(Self::Secret(Zeroizing::new(secret.trim().to_owned())))
    }

    /// The form fields for one request, beside `client_id`. Each call makes an assertion of its own:
    /// the provider takes each `jti` once.
    pub(super) fn fields(
        &self,
        client_id: &str,
        issuer: &str,
        now: Instant,
    ) -> anyhow::Result<Vec<(&'static str, String)>> {
        let key = match self {
            Self::Secret(secret) => return Ok(vec![("client_secret", secret.to_string())]),
            Self::Key(key) => key,
        };
        let seconds = now.millis().div_euclid(1000);
        let assertion = key.sign(&json!({
            "iss": client_id,
            "sub": client_id,
            "aud": issuer,
            "iat": seconds,
            "exp": seconds + i64::try_from(ASSERTION_LIFETIME.as_secs())?,
            "jti": crypt::random_token(),
        }))?;
        Ok(vec![
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
            ),
            ("client_assertion", assertion),
        ])
    }
}
