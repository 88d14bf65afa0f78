//! The relying party: authorization code with PKCE (S256), `state` and `nonce` at ID-porten, by pushed
//! requests (PAR) wherever the provider takes them, and proven by key.
//!
//! The protocol only: cookies and redirects are [`crate::web`]'s.
//!
//! Sources: OpenID Connect Core 1.0; RFC 9126 (PAR), RFC 9207 (`iss`), RFC 7523 (`private_key_jwt`);
//! Digdir's documentation of ID-porten.

mod answer;
mod begin;
mod claims;
mod credentials;
mod discovery;
mod examine;
mod finish;
mod logout;
mod rules;
pub mod settings;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use openidconnect::{Client, ClientId, IssuerUrl, RedirectUrl};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Semaphore;

use super::back_channel::{BackChannel, MAX_ANSWER_BYTES};
use crate::clock::{Clock, Instant};
use crate::i18n::Locale;
use crate::numbers::NationalId;
pub use answer::Answer;
use claims::{Metadata, OidcClient};
use credentials::Credentials;
use discovery::Discovery;
pub use examine::{Examination, Lack, Offers, Trouble, examine};
pub use logout::{EndSession, LogoutToken, REMEMBER_TOKENS};
use rules::Rules;
pub use settings::{Acr, Demand, Dialect, Environment, Settings};

/// How long the provider may keep a person waiting.
const TIMEOUT: Duration = Duration::from_secs(10);
/// So many log-ins may begin at the same moment.
const MAX_PUSHES: usize = 64;
/// How long a person may take at the provider.
pub const ATTEMPT_LIFETIME: Duration = Duration::from_mins(10);

/// Why nobody is logged in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The provider can't be reached or is out of order: try again later.
    #[error("the identity provider can't be reached")]
    Unavailable(#[source] anyhow::Error),
    /// The provider's answer does not stand up to the rules.
    #[error("the identity provider's answer is refused ({0:?})")]
    Refused(Refusal, #[source] anyhow::Error),
}

/// What a person who is not let in can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// She changed her mind.
    Cancelled,
    /// She must log in with a stronger electronic identity.
    TooLow,
    /// She is not known by a Norwegian national id.
    NoNationalId,
    /// Nothing but to try again.
    Invalid,
}

impl Error {
    /// All that led to it, for the operator.
    pub fn chain(&self) -> String {
        let (Self::Unavailable(why) | Self::Refused(_, why)) = self;
        format!("{self}: {why:#}")
    }

    /// Refused for a reason that is the operator's business.
    pub fn invalid(why: anyhow::Error) -> Self {
        Self::Refused(Refusal::Invalid, why)
    }
}

impl From<(Refusal, anyhow::Error)> for Error {
    fn from((refusal, why): (Refusal, anyhow::Error)) -> Self {
        Self::Refused(refusal, why)
    }
}

/// What a log-in is to be like.
#[derive(Debug)]
pub struct Ask {
    /// Where the person was going.
    pub return_to: String,
    /// The language of the provider's pages.
    pub locale: Locale,
    /// The least level of assurance.
    pub acr: Acr,
    /// Whether an earlier authentication at the provider does not count.
    pub fresh: bool,
    /// What is asked for beside who she is (RFC 9396).
    pub authorization_details: Option<Value>,
}

/// What the browser brings back from the provider is only believed together with this.
#[derive(Clone, Serialize, Deserialize)]
pub struct Attempt {
    /// At which provider: an answer to one counts for nothing at another.
    issuer: String,
    /// Ties the answer to the browser that asked.
    pub state: String,
    nonce: String,
    verifier: String,
    acr: Acr,
    fresh: bool,
    /// Where the person was going.
    pub return_to: String,
    /// When it began.
    pub begun_at: i64,
}

/// A person whose log-in stands up to every rule.
pub struct Identity {
    /// The verified `pid`.
    pub national_id: NationalId,
    /// The level of assurance that was reached.
    pub acr: Acr,
    /// How, in the provider's words: for the audit trail, never for a decision.
    pub amr: String,
    /// The provider's session id, when it gives one.
    pub sid: Option<String>,
    /// The language chosen at the provider.
    pub locale: Option<Locale>,
    /// When she proved who she is.
    pub authenticated_at: Instant,
    /// For the provider, when she logs out.
    pub id_token: String,
    /// What the provider grants beside (RFC 9396).
    pub authorization_details: Option<Value>,
}

/// The portal's side of OpenID Connect. Cheap to clone.
#[derive(Clone)]
pub struct RelyingParty {
    discovery: Arc<Discovery>,
    client_id: ClientId,
    credentials: Arc<Credentials>,
    redirect: RedirectUrl,
    logged_out_url: String,
    rules: Arc<Rules>,
    http: BackChannel,
    clock: Clock,
    /// So many requests may be on their way to the provider at once.
    pushes: Arc<Semaphore>,
    /// Attempts that were answered, until nobody could answer them any more.
    used: Arc<Mutex<HashMap<String, Instant>>>,
}

impl fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RelyingParty({})", self.discovery.issuer().as_str())
    }
}

impl RelyingParty {
    /// Makes ready; the provider is not asked yet. `public_url` is where people reach the portal, and
    /// `callback` the path of it that they come back to.
    pub fn new(
        settings: &Settings,
        dialect: Dialect,
        (public_url, callback): (&str, &str),
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let issuer = IssuerUrl::new(settings.issuer.clone())
            .context("[identity] issuer is not an address")?;
        let http = BackChannel::to(&settings.issuer, TIMEOUT, MAX_ANSWER_BYTES)?;
        Ok(Self {
            discovery: Arc::new(Discovery::new(issuer, http.clone(), clock.clone())),
            client_id: ClientId::new(settings.client_id.clone()),
            credentials: Arc::new(Credentials::read(settings)?),
            redirect: RedirectUrl::new(format!("{public_url}{callback}"))
                .context("public_url is not an address")?,
            logged_out_url: format!("{public_url}/logout/callback"),
            rules: Arc::new(Rules {
                dialect,
                environment: settings.environment,
                on_behalf_of: settings.on_behalf_of.clone(),
            }),
            http,
            clock,
            pushes: Arc::new(Semaphore::new(MAX_PUSHES)),
            used: Arc::default(),
        })
    }

    /// True the first time an attempt is answered; to be asked before anything else. The browser's own memory,
    /// the cookie, can be copied. Several portals behind one address still have the provider's memory: it
    /// takes a code once.
    pub fn use_up(&self, attempt: &Attempt) -> bool {
        let now = self.clock.now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|_, forget_at| *forget_at >= now);
        let forget_at = now.after(ATTEMPT_LIFETIME);
        used.insert(attempt.state.clone(), forget_at).is_none()
    }

    fn client(&self, metadata: &Metadata) -> OidcClient {
        // Without a secret: what proves the client goes into each request as a field of its own.
        Client::from_provider_metadata(metadata.clone(), self.client_id.clone(), None)
            .set_redirect_uri(self.redirect.clone())
    }

    fn proof(&self) -> anyhow::Result<Vec<(&'static str, String)>> {
        let issuer = self.discovery.issuer().as_str();
        self.credentials
            .fields(self.client_id.as_str(), issuer, self.clock.now())
    }

    async fn metadata(&self) -> Result<Arc<Metadata>, Error> {
        self.discovery.metadata().await.map_err(Error::Unavailable)
    }
}
