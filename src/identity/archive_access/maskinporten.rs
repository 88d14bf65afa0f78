//! Maskinporten's access tokens, judged by us as a resource server: signed by Maskinporten for this portal,
//! in time, and held by an organisation that may pull.
//!
//! Sources: RFC 8414 (metadata), RFC 8725 (JSON Web Token best current practices); Digdir: *Maskinporten,
//! token*, *audience-begrensede tokens*, *guide for API-tilbyder*. The rules by number: docs/identity.md,
//! A1 to A8.

mod claims;
mod keys;
mod settings;

use std::sync::Arc;

use super::{Client, Evidence, Refusal, Scope, Scopes, Words};
use crate::clock::{Clock, Instant};
use crate::identity::jwt::{self, NotVerified};
use crate::identity::provider::Environment;
use crate::numbers::OrganisationNumber;
use claims::{Claims, Objection};
use keys::Keys;
pub use settings::Settings;

/// Whose portal it is, which settings may leave out.
#[derive(Clone, Copy, Debug)]
pub struct Installation<'a> {
    /// Where people reach it.
    pub public_url: &'a str,
    /// The municipality.
    pub municipality: &'a OrganisationNumber,
    /// Whether it is a real one.
    pub environment: Environment,
}

/// What a token must be.
#[derive(Debug)]
struct Rules {
    issuer: String,
    audience: String,
    consumers: Vec<OrganisationNumber>,
    suppliers: Vec<OrganisationNumber>,
    environment: Environment,
}

/// The judge of Maskinporten's tokens. Cheap to clone; clones share its keys.
#[derive(Clone, Debug)]
pub struct ResourceServer {
    rules: Arc<Rules>,
    words: Words,
    keys: Arc<Keys>,
}

impl ResourceServer {
    /// Makes ready; Maskinporten is not asked yet.
    pub fn new(
        settings: &Settings,
        installation: Installation<'_>,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let own = || vec![installation.municipality.clone()];
        let audience = settings.audience.as_deref();
        Ok(Self {
            rules: Arc::new(Rules {
                issuer: settings.issuer.clone(),
                audience: audience.unwrap_or(installation.public_url).to_owned(),
                consumers: settings.consumers.clone().unwrap_or_else(own),
                suppliers: settings.suppliers.clone(),
                environment: installation.environment,
            }),
            words: Words {
                read: settings.read_scope.clone().into(),
                write: settings.write_scope.clone().into(),
            },
            keys: Arc::new(Keys::new(settings, clock)?),
        })
    }

    /// Reads metadata and keys, and says how many keys there are.
    pub async fn reach(&self) -> anyhow::Result<usize> {
        Ok(self.keys.read().await?.keys().len())
    }

    /// The client that a token was given to.
    pub(super) async fn admit(&self, token: &str, now: Instant) -> Result<Client, Refusal> {
        let claims = self.genuine(token).await?;
        self.judge(&claims, now)
    }

    /// What a token says that Maskinporten has signed.
    async fn genuine(&self, token: &str) -> Result<Claims, Refusal> {
        let says = jwt::says_it_is_from(token).map_err(Refusal::Unknown)?;
        if says.as_deref() != Some(&self.rules.issuer) {
            return Err(Refusal::Unknown(anyhow::anyhow!("another issuer")));
        }
        let keys = self.keys.known().await.map_err(Refusal::Unavailable)?;
        let claims = match jwt::verified_access_token(token, &keys) {
            Err(NotVerified::UnknownKey) => {
                let keys = self.keys.renewed().await.map_err(Refusal::Unavailable)?;
                jwt::verified_access_token(token, &keys)
            }
            judged => judged,
        };
        let claims = claims.map_err(|error| Refusal::Unknown(error.into()))?;
        Claims::read(claims).map_err(Refusal::Unknown)
    }

    fn judge(&self, claims: &Claims, now: Instant) -> Result<Client, Refusal> {
        claims
            .ensure_current(&self.rules.issuer, now)
            .map_err(Refusal::Unknown)?;
        let client = self.client(claims);
        match claims.hold_against(&self.rules) {
            Ok(()) => Ok(client),
            Err(Objection::Unfit(why)) => Err(Refusal::Unfit {
                client: Box::new(client),
                why,
            }),
            Err(Objection::Forbidden(why)) => Err(Refusal::Forbidden {
                client: Box::new(client),
                why,
            }),
        }
    }

    fn client(&self, claims: &Claims) -> Client {
        let held = [Scope::Read, Scope::Write]
            .into_iter()
            .filter(|scope| claims.has_scope(self.words.of(*scope)));
        let scopes: Scopes = held.collect();
        let [consumer, supplier] = [claims.consumer(), claims.supplier()]
            .map(|organisation| organisation.map(|number| number.as_str().to_owned()));
        let parties = [&consumer, &supplier].into_iter().flatten();
        Client {
            id: parties.map(String::as_str).collect::<Vec<_>>().join("/"),
            name: claims.client_id().to_owned(),
            credential: claims.jti.clone(),
            scopes,
            words: self.words.clone(),
            evidence: Evidence {
                scope: claims.scope.clone(),
                consumer,
                supplier,
                delegation_source: claims.delegation_source.clone(),
            },
        }
    }
}
