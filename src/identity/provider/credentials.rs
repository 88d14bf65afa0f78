//! How the portal proves to the provider that it is the registered client.

use anyhow::Context;
use serde_json::json;
use zeroize::Zeroizing;

use super::settings::Settings;
use crate::clock::Instant;
use crate::identity::jwt::SigningKey;

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
        let claims = json!({ "iss": client_id, "sub": client_id, "aud": issuer });
        let assertion = key.sign_once(claims, now)?;
        Ok(vec![
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
            ),
            ("client_assertion", assertion),
        ])
    }
}
