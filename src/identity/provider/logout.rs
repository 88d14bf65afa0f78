//! The end of a session at the provider: asked for by us (OpenID Connect RP-Initiated Logout 1.0), or
//! told to us through the browser (Front-Channel Logout 1.0) or directly (Back-Channel Logout 1.0).

use std::time::Duration;

use anyhow::{Context, ensure};
use openidconnect::core::CoreJsonWebKeySet;
use serde_json::Value;

use super::rules::{MAX_AGE, SKEW};
use super::{Error, RelyingParty};
use crate::clock::Instant;
use crate::crypt;
use crate::identity::jwt::{self, NotVerified};

/// What makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How long a `jti` must be remembered: longer than a token with it is accepted.
pub const REMEMBER_TOKENS: Duration = Duration::from_mins(10);

/// A form that the browser sends to the provider, so that the token in it stands in no address.
#[derive(Debug)]
pub struct EndSession {
    /// Where to.
    pub action: String,
    /// Its hidden fields.
    pub fields: Vec<(&'static str, String)>,
}

/// What a logout token says.
#[derive(Debug)]
pub struct LogoutToken {
    /// The provider's session that has ended.
    pub sid: String,
    /// Its own id; each is accepted once.
    pub jti: String,
}

impl RelyingParty {
    /// How to end the provider's session; nothing when the provider has no such endpoint. Without an
    /// `id_token` the provider knows its person by its own cookie: that is for those we never let in.
    pub async fn end_session(&self, id_token: Option<&str>) -> Result<Option<EndSession>, Error> {
        let metadata = self.metadata().await?;
        let endpoint = &metadata.additional_metadata().end_session_endpoint;
        Ok(endpoint.as_ref().map(|action| EndSession {
            action: action.clone(),
            fields: id_token
                .map(|token| ("id_token_hint", token.to_owned()))
                .into_iter()
                .chain([
                    ("client_id", self.client_id.to_string()),
                    ("post_logout_redirect_uri", self.logged_out_url.clone()),
                    ("state", crypt::random_token()),
                ])
                .collect(),
        }))
    }

    /// Where the provider's pages live that may show our front-channel page in a frame, as far as it is
    /// known without asking.
    pub async fn origins(&self) -> Vec<String> {
        let metadata = self.discovery.known().await;
        let end_session = metadata
            .as_ref()
            .and_then(|known| known.additional_metadata().end_session_endpoint.as_deref());
        let authorize = metadata
            .as_ref()
            .map(|known| known.authorization_endpoint().as_str());
        let mut origins: Vec<String> = [
            Some(self.discovery.issuer().as_str()),
            authorize,
            end_session,
        ]
        .into_iter()
        .flatten()
        .filter_map(|url| Some(url::Url::parse(url).ok()?.origin().ascii_serialization()))
        .collect();
        origins.sort();
        origins.dedup();
        origins
    }

    /// Whether a front-channel call names this provider. Digdir's sample has a slash at the end that
    /// the issuer itself has not: here both are taken.
    pub fn is_issuer(&self, iss: &str) -> bool {
        let own = self.discovery.issuer().as_str();
        iss == own || iss.strip_suffix('/') == Some(own)
    }

    /// What a logout token says, if it stands up to every rule (Back-Channel Logout 1.0, 2.6) but the
    /// one that each is used once, which takes a memory.
    pub async fn logout_token(&self, token: &str) -> Result<LogoutToken, Error> {
        let metadata = self.metadata().await?;
        let claims = match claims(token, metadata.jwks()) {
            Err(NotVerified::UnknownKey) => {
                let metadata = self.discovery.with_new_keys().await;
                claims(token, metadata.map_err(Error::Unavailable)?.jwks())
            }
            judged => judged,
        };
        let claims = claims.map_err(|error| Error::invalid(error.into()))?;
        self.judge(&claims, self.clock.now())
            .map_err(Error::invalid)
    }

    fn judge(&self, claims: &Value, now: Instant) -> anyhow::Result<LogoutToken> {
        let text = |name: &str| {
            claims
                .get(name)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        };
        ensure!(
            text("iss") == Some(self.discovery.issuer().as_str()),
            "another issuer"
        );
        ensure!(
            is_for(claims.get("aud"), self.client_id.as_str()),
            "another audience"
        );
        let time = |name: &str| {
            let seconds = claims.get(name).and_then(Value::as_f64);
            // Digits after the point, and what lies beyond a trillion years, don't matter here.
            #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
            seconds.map(|seconds| Instant::from_millis((seconds * 1000.0) as i64))
        };
        let issued = time("iat").context("there is no iat")?;
        ensure!(
            issued <= now.after(SKEW) && issued > now.before(MAX_AGE),
            "it is too old, or from the future"
        );
        ensure!(
            claims.get("exp").is_none() || time("exp").is_some_and(|exp| exp > now.before(SKEW)),
            "it has expired"
        );
        ensure!(
            claims
                .get("events")
                .and_then(|events| events.get(EVENT))
                .is_some_and(Value::is_object),
            "it is no logout token"
        );
        ensure!(
            claims.get("nonce").is_none(),
            "a logout token has no nonce: this may be an id_token"
        );
        Ok(LogoutToken {
            sid: text("sid").context("there is no sid")?.to_owned(),
            jti: text("jti").context("there is no jti")?.to_owned(),
        })
    }
}

fn claims(token: &str, keys: &CoreJsonWebKeySet) -> Result<Value, NotVerified> {
    jwt::verified(token, keys, Some("logout+jwt"))
}

/// Ours, and nobody else's.
fn is_for(aud: Option<&Value>, client_id: &str) -> bool {
    match aud {
        Some(Value::String(one)) => one == client_id,
        Some(Value::Array(many)) => matches!(many.as_slice(), [one] if one == client_id),
        _ => false,
    }
}
