//! The relying party: authorization code with PKCE (S256), `state` and `nonce` at ID-porten.
//!
//! The protocol only: cookies and redirects are [`crate::web`]'s. The provider's metadata is read when
//! it is first needed and again once a day, so that the portal starts, and serves its public pages,
//! while the provider is down.

mod claims;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use openidconnect::core::{CoreAuthenticationFlow, CoreProviderMetadata};
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    IssuerUrl, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse,
};
use serde::{Deserialize, Serialize};
use tokio::sync::RwLock;

use super::back_channel::{BackChannel, MAX_ANSWER_BYTES};
use super::session::Session;
use crate::clock::{Clock, Instant};
use crate::i18n::Locale;
use crate::numbers::NationalId;
pub use claims::{IdPortenClaims, Pid};
use claims::{OidcClient, Tokens};

/// Digdir names a day as the metadata's typical lifetime.
const METADATA_LIFETIME: Duration = Duration::from_hours(24);

/// How long the provider may keep a person waiting.
const TIMEOUT: Duration = Duration::from_secs(10);

/// `[identity]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The provider's issuer, exactly as in its metadata: `https://idporten.no`.
    pub issuer: String,
    /// The client's id.
    pub client_id: String,
    /// A file that holds the client's secret.
    pub client_secret_file: std::path::PathBuf,
    /// The least level of assurance.
    #[serde(default)]
    pub acr: Acr,
}

/// The level of assurance that is asked for and checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Acr {
    /// MinID and better.
    #[serde(rename = "idporten-loa-substantial")]
    Substantial,
    /// BankID, Buypass, Commfides.
    #[default]
    #[serde(rename = "idporten-loa-high")]
    High,
}

impl Acr {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Substantial => "idporten-loa-substantial",
            Self::High => "idporten-loa-high",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Substantial, Self::High]
            .into_iter()
            .find(|acr| acr.as_str() == text)
    }
}

/// Why nobody is logged in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The provider can't be reached or is out of order: try again later.
    #[error("the identity provider can't be reached")]
    Unavailable(#[source] anyhow::Error),
    /// The provider's answer does not stand up to the rules.
    #[error("the identity provider's answer is refused")]
    Refused(#[source] anyhow::Error),
}

/// What the browser brings back from the provider is only believed together with this.
#[derive(Clone, Serialize, Deserialize)]
pub struct Attempt {
    /// Ties the answer to the browser that asked.
    pub state: String,
    nonce: String,
    verifier: String,
    /// Where the person was going.
    pub return_to: String,
    /// When it began.
    pub begun_at: i64,
}

/// The portal's side of OpenID Connect.
#[derive(Clone)]
pub struct RelyingParty {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    redirect: RedirectUrl,
    acr: Acr,
    http: BackChannel,
    clock: Clock,
    metadata: Arc<RwLock<Option<(CoreProviderMetadata, Instant)>>>,
}

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RelyingParty({})", self.issuer.as_str())
    }
}

impl RelyingParty {
    /// Makes ready; the provider is not asked yet. `public_url` is where people reach the portal.
    pub fn new(settings: &Settings, public_url: &str, clock: Clock) -> anyhow::Result<Self> {
        let path = &settings.client_secret_file;
        let secret =
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone())
                .context("[identity] issuer is not an address")?,
            client_id: ClientId::new(settings.client_id.clone()),
            client_secret: ClientSecret::new(secret.trim().to_owned()),
            redirect: RedirectUrl::new(format!("{public_url}/login/callback"))
                .context("public_url is not an address")?,
            acr: settings.acr,
            http: BackChannel::new(TIMEOUT, MAX_ANSWER_BYTES)?,
            clock,
            metadata: Arc::default(),
        })
    }

    /// Begins a log-in: where to send the browser, and what to remember until it comes back.
    pub async fn begin(
        &self,
        return_to: String,
        locale: Locale,
    ) -> Result<(String, Attempt), Error> {
        let client = self.client().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("profile".to_owned()))
            .add_auth_context_value(AuthenticationContextClass::new(
                self.acr.as_str().to_owned(),
            ))
            .add_ui_locale(LanguageTag::new(locale.tag().to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let attempt = Attempt {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            return_to,
            begun_at: self.clock.now().millis(),
        };
        Ok((url.into(), attempt))
    }

    /// Ends a log-in: changes the code for an `id_token` and believes it only if it stands up to every
    /// rule. Returns the session and when the person was authenticated.
    pub async fn finish(
        &self,
        code: String,
        attempt: Attempt,
    ) -> Result<(Session, Instant), Error> {
        let client = self.client().await?;
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .context("the provider has no token endpoint")
            .map_err(Error::Unavailable)?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier));
        let call = |request| self.http.call(request);
        let tokens: Tokens = request
            .request_async(&call)
            .await
            .map_err(|error| match error {
                openidconnect::RequestTokenError::Request(_) => {
                    Error::Unavailable(without_body(&error))
                }
                _ => Error::Refused(without_body(&error)),
            })?;
        let now = self.clock.now();
        let verifier = client.id_token_verifier().set_time_fn(move || {
            chrono::DateTime::from_timestamp_millis(now.millis()).unwrap_or_default()
        });
        let id_token = tokens
            .id_token()
            .context("there is no id_token")
            .map_err(Error::Refused)?;
        let claims = id_token
            .claims(&verifier, &Nonce::new(attempt.nonce))
            .context("the id_token is not valid")
            .map_err(Error::Refused)?;
        let acr = claims
            .auth_context_ref()
            .map(|acr| acr.as_str().to_owned())
            .unwrap_or_default();
        if Acr::parse(&acr).is_none_or(|reached| reached < self.acr) {
            return Err(Error::Refused(anyhow::anyhow!(
                "the level of assurance is too low"
            )));
        }
        let extra = claims.additional_claims();
        let national_id = extra
            .pid
            .as_ref()
            .map(|pid| NationalId::parse(&pid.0))
            .context("there is no pid")
            .and_then(|parsed| parsed.context("the pid is not a national id"))
            .map_err(Error::Refused)?;
        let authenticated = claims.auth_time().unwrap_or_else(|| claims.issue_time());
        let session = Session {
            national_id,
            acr,
            sid: extra.sid.clone(),
            locale: claims
                .locale()
                .and_then(|tag| Locale::from_tag(tag.as_ref())),
        };
        Ok((
            session,
            Instant::from_millis(authenticated.timestamp_millis()).min(now),
        ))
    }

    async fn client(&self) -> Result<OidcClient, Error> {
        let metadata = self.metadata().await.map_err(Error::Unavailable)?;
        Ok(Client::from_provider_metadata(
            metadata,
            self.client_id.clone(),
            Some(self.client_secret.clone()),
        )
        .set_redirect_uri(self.redirect.clone()))
    }

    async fn metadata(&self) -> anyhow::Result<CoreProviderMetadata> {
        let now = self.clock.now();
        if let Some((metadata, read_at)) = &*self.metadata.read().await
            && now < read_at.after(METADATA_LIFETIME)
        {
            return Ok(metadata.clone());
        }
        let call = |request| self.http.call(request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &call)
            .await
            .context("reading the identity provider's metadata")?;
        *self.metadata.write().await = Some((metadata.clone(), now));
        Ok(metadata)
    }
}

/// The provider's answer may repeat codes and tokens: only what kind of error it was is kept.
fn without_body<E: std::error::Error, T: openidconnect::ErrorResponse>(
    error: &openidconnect::RequestTokenError<E, T>,
) -> anyhow::Error {
    use openidconnect::RequestTokenError as Kind;
    match error {
        Kind::ServerResponse(_) => anyhow::anyhow!("the token endpoint refused the code"),
        Kind::Request(_) => anyhow::anyhow!("the token endpoint can't be reached"),
        Kind::Parse(..) => anyhow::anyhow!("the token endpoint's answer can't be read"),
        Kind::Other(_) => anyhow::anyhow!("the token endpoint's answer makes no sense"),
    }
}
