//! Altinn 3: the organisations a person may act for ("authorized parties", asked as resource owner).
//!
//! A right is an access package or a resource that the municipality has chosen. Roles are not looked at:
//! what they give is for Altinn to know. A right to an organisation gives none to its sub-units, and the
//! other way round.

mod listed;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use reqwest::header::HeaderValue;
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::maskinporten::Maskinporten;
use super::{Token, TokenCache, Unavailable, address};
use crate::clock::Clock;
use crate::identity::back_channel::{Answer, BackChannel};
use crate::numbers::{NationalId, OrganisationNumber};
pub use listed::Party;
use listed::Rights;

/// What Maskinporten is asked to let the portal do.
pub const SCOPE: &str = "altinn:accessmanagement/authorizedparties.resourceowner";

/// Leaders of accounting firms represent thousands of organisations.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

/// Every question to Altinn is asked outright: its defaults differ between its code and its
/// documentation. `includeResources` is added, and Altinn 2 is left out.
const PARTIES: &str = "accessmanagement/api/v1/resourceowner/authorizedparties\
    ?includeAltinn2=false&includeAltinn3=true&includeRoles=false&includeAccessPackages=true\
    &includeInstances=false&includePartiesViaKeyRoles=True&includeSubParties=True\
    &includeInactiveParties=False&includeResources=";

/// Where to ask, and which right counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Altinn's platform.
    pub platform_url: String,
    /// A file with the subscription key for Altinn's APIs.
    pub subscription_key_file: Option<PathBuf>,
    /// The access package that lets a person act for an organisation here, with or without
    /// `urn:altinn:accesspackage:` in front.
    pub access_package: String,
    /// The municipality's own resource in Altinn's resource register, if the right to that counts too.
    pub resource: Option<String>,
    /// How long one answer may take, in milliseconds.
    pub timeout_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            platform_url: "https://platform.altinn.no".to_owned(),
            subscription_key_file: None,
            access_package: "mine-sider-kommune".to_owned(),
            resource: None,
            timeout_ms: 8_000,
        }
    }
}

/// A client of Altinn. Cheap to clone; clones share the token.
#[derive(Clone, Debug)]
pub struct Altinn(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    url: String,
    subscription_key: Option<HeaderValue>,
    rights: Rights,
    maskinporten: Maskinporten,
    http: BackChannel,
    clock: Clock,
    tokens: TokenCache,
}

impl Altinn {
    /// Reads the subscription key; Altinn is not asked yet.
    pub fn new(
        settings: &Settings,
        maskinporten: Maskinporten,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        Ok(Self(Arc::new(Inner {
            url: address(&settings.platform_url)?,
            subscription_key: settings
                .subscription_key_file
                .as_deref()
                .map(subscription_key)
                .transpose()?,
            rights: Rights::new(&settings.access_package, settings.resource.as_deref())?,
            maskinporten,
            http: BackChannel::new(Duration::from_millis(settings.timeout_ms), MAX_ANSWER_BYTES)?,
            clock,
            tokens: TokenCache::default(),
        })))
    }

    /// The organisations that a person may act for, or of those the one that is asked for.
    pub async fn authorized_parties(
        &self,
        person: &NationalId,
        only: Option<&OrganisationNumber>,
    ) -> Result<Vec<Party>, Unavailable> {
        let mut answer = self.ask(person, only).await?;
        if answer.status == 401 {
            // A token may be withdrawn before its time.
            self.0.tokens.forget(SCOPE);
            self.0.maskinporten.forget(SCOPE);
            answer = self.ask(person, only).await?;
        }
        let mut parties = self.read(&answer).map_err(Unavailable::at("Altinn"))?;
        parties.retain(|party| only.is_none_or(|only| party.number == *only));
        Ok(parties)
    }

    /// Whether Altinn lets the portal in. Nothing is asked about anybody.
    pub async fn reach(&self) -> Result<(), Unavailable> {
        self.token().await.map(drop)
    }

    async fn ask(
        &self,
        person: &NationalId,
        only: Option<&OrganisationNumber>,
    ) -> Result<Answer, Unavailable> {
        let token = self.token().await?;
        let path = format!("{PARTIES}{}", self.0.rights.ask_for_resources());
        let request = self
            .request(Method::POST, &path, &token)
            .json(&question(person, only));
        self.send(request).await.map_err(Unavailable::at("Altinn"))
    }

    async fn token(&self) -> Result<SecretString, Unavailable> {
        if let Some(token) = self.0.tokens.get(SCOPE, self.0.clock.now()) {
            return Ok(token.value);
        }
        let grant = self.0.maskinporten.lasting_token(SCOPE).await?;
        let token = Token {
            value: self
                .exchange(&grant.value)
                .await
                .map_err(Unavailable::at("Altinn"))?,
            // Altinn's own lives as long as the one it is given for.
            until: grant.until,
        };
        self.0.tokens.keep(SCOPE, &token);
        Ok(token.value)
    }

    /// Changes Maskinporten's token for Altinn's own.
    async fn exchange(&self, token: &SecretString) -> anyhow::Result<SecretString> {
        let path = "authentication/api/v1/exchange/maskinporten";
        let answer = self.send(self.request(Method::GET, path, token)).await?;
        if answer.status == 401 {
            self.0.maskinporten.forget(SCOPE);
        }
        ensure!(
            answer.status == 200,
            "the exchange of tokens answers {}",
            answer.status
        );
        // As plain text, or as a JSON string.
        let body = answer.body.trim_ascii();
        let body = body.strip_prefix(b"\"").unwrap_or(body);
        let body = body.strip_suffix(b"\"").unwrap_or(body);
        ensure!(
            !body.is_empty() && body.iter().all(u8::is_ascii_graphic),
            "the exchange of tokens answers with something that is no token"
        );
        String::from_utf8(body.to_vec())
            .map(SecretString::from)
            .map_err(|_shows_it| anyhow!("the exchange of tokens answers with no text"))
    }

    fn request(&self, method: Method, path: &str, token: &SecretString) -> RequestBuilder {
        let url = format!("{}/{path}", self.0.url);
        let request = self
            .0
            .http
            .request(method, &url)
            .bearer_auth(token.expose_secret());
        match &self.0.subscription_key {
            Some(key) => request.header("Ocp-Apim-Subscription-Key", key),
            None => request,
        }
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Answer> {
        Ok(self.0.http.send(request).await?)
    }

    fn read(&self, answer: &Answer) -> anyhow::Result<Vec<Party>> {
        ensure!(answer.status == 200, "it answers {}", answer.status);
        Ok(self.0.rights.parties(answer.json()?))
    }
}

fn question(person: &NationalId, only: Option<&OrganisationNumber>) -> Value {
    let (kind, value) = ("urn:altinn:person:identifier-no", person.as_str());
    match only.map(OrganisationNumber::as_str) {
        None => json!({ "type": kind, "value": value }),
        Some(number) => json!({
            "type": kind,
            "value": value,
            "partyFilter": [{ "type": "urn:altinn:organization:identifier-no", "value": number }],
        }),
    }
}

fn subscription_key(path: &Path) -> anyhow::Result<HeaderValue> {
    let text = std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .with_context(|| format!("reading {}", path.display()))?;
    let mut key = HeaderValue::from_str(text.trim())
        .with_context(|| format!("{} holds no subscription key", path.display()))?;
    ensure!(!key.is_empty(), "{} is empty", path.display());
    // Not shown by `Debug`.
    key.set_sensitive(true);
    Ok(key)
}
