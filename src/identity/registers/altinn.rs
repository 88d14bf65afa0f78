//! Altinn 3: the organisations a person may act for ("authorized parties", asked as resource owner).
//!
//! A right is an access package or a resource that the municipality has chosen. Roles are not looked at:
//! what they give is for Altinn to know. A right to an organisation gives none to its sub-units, and the
//! other way round.

use std::path::PathBuf;
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

const SCOPE: &str = "altinn:accessmanagement/authorizedparties.resourceowner";

/// Leaders of accounting firms represent thousands of organisations.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

/// As deep as sub-units are followed; Enhetsregisteret's own hierarchies are not half as deep.
const MAX_DEPTH: usize = 8;

/// Every question to Altinn is asked outright: its defaults differ between its code and its
/// documentation. `includeResources` is added, and Altinn 2 is left out.
const PARTIES: &str = "accessmanagement/api/v1/resourceowner/authorizedparties\
    ?includeAltinn2=false&includeAltinn3=true&includeRoles=false&includeAccessPackages=true\
    &includeInstances=false&includePartiesViaKeyRoles=True&includeSubParties=True\
    &includeInactiveParties=False&includeResources=";

const PACKAGE: &str = "urn:altinn:accesspackage:";
const RESOURCE: &str = "urn:altinn:resource:";

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

/// An organisation that a person may act for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its number.
    pub number: OrganisationNumber,
    /// Its name, as Altinn has it.
    pub name: String,
    /// Whether it is a part of another organisation.
    pub sub_unit: bool,
    /// Altinn's own id of it.
    pub party_uuid: Option<String>,
    /// The access package or the resource that gives the right, as a URN.
    pub via: String,
}

/// A client of Altinn. Cheap to clone; clones share the token.
#[derive(Clone, Debug)]
pub struct Altinn(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    url: String,
    subscription_key: Option<HeaderValue>,
    access_package: String,
    resource: Option<String>,
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
        let access_package = bare(&settings.access_package, PACKAGE);
        let resource = settings.resource.as_deref().map(|id| bare(id, RESOURCE));
        ensure!(
            !access_package.is_empty() && resource.as_deref() != Some(""),
            "the access package and the resource need names"
        );
        Ok(Self(Arc::new(Inner {
            url: address(&settings.platform_url)?,
            subscription_key: settings
                .subscription_key_file
                .as_ref()
                .map(subscription_key)
                .transpose()?,
            access_package,
            resource,
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

    async fn ask(
        &self,
        person: &NationalId,
        only: Option<&OrganisationNumber>,
    ) -> Result<Answer, Unavailable> {
        let token = self.token().await?;
        let path = format!("{PARTIES}{}", self.0.resource.is_some());
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
        let mut parties = Vec::new();
        self.gather(answer.json()?, 0, &mut parties);
        Ok(parties)
    }

    /// Judges each organisation by itself, whatever is above or below it.
    fn gather(&self, listed: Vec<Listed>, depth: usize, parties: &mut Vec<Party>) {
        for listed in listed {
            if let Some(party) = self.judge(&listed, depth > 0) {
                parties.push(party);
            }
            if depth < MAX_DEPTH {
                self.gather(listed.subunits.unwrap_or_default(), depth + 1, parties);
            }
        }
    }

    fn judge(&self, listed: &Listed, below_another: bool) -> Option<Party> {
        let out_of_question = listed.is_deleted || listed.only_hierarchy_element_with_no_access;
        if out_of_question || !listed.kind.eq_ignore_ascii_case("Organization") {
            return None;
        }
        let kind_of_unit = listed.unit_type.as_deref().unwrap_or_default();
        Some(Party {
            via: self.right(listed)?,
            number: OrganisationNumber::parse(listed.organization_number.as_deref()?).ok()?,
            name: listed.name.clone().unwrap_or_default(),
            sub_unit: below_another || ["BEDR", "AAFY"].contains(&kind_of_unit),
            party_uuid: listed.party_uuid.clone(),
        })
    }

    /// The right that counts, if there is one.
    fn right(&self, listed: &Listed) -> Option<String> {
        let right = |given: &Option<Vec<String>>, urn: &str, wanted: &str| {
            given
                .iter()
                .flatten()
                .any(|name| bare(name, urn) == wanted)
                .then(|| format!("{urn}{wanted}"))
        };
        let package = || {
            right(
                &listed.authorized_access_packages,
                PACKAGE,
                &self.0.access_package,
            )
        };
        let resource = |id: &String| right(&listed.authorized_resources, RESOURCE, id);
        package().or_else(|| self.0.resource.as_ref().and_then(resource))
    }
}

/// An element of Altinn's list. The two that can take a right away must be there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    #[serde(rename = "type")]
    kind: String,
    name: Option<String>,
    party_uuid: Option<String>,
    organization_number: Option<String>,
    unit_type: Option<String>,
    is_deleted: bool,
    /// Listed only because something below it is.
    only_hierarchy_element_with_no_access: bool,
    authorized_access_packages: Option<Vec<String>>,
    authorized_resources: Option<Vec<String>>,
    subunits: Option<Vec<Listed>>,
}

fn question(person: &NationalId, only: Option<&OrganisationNumber>) -> Value {
    let mut question = json!({
        "type": "urn:altinn:person:identifier-no",
        "value": person.as_str(),
    });
    if let Some(number) = only {
        question["partyFilter"] = json!([{
            "type": "urn:altinn:organization:identifier-no",
            "value": number.as_str(),
        }]);
    }
    question
}

/// A name as it is compared: in small letters, without the URN's beginning. Altinn has written the same
/// names in more than one way.
fn bare(name: &str, urn: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.strip_prefix(urn).unwrap_or(&name).to_owned()
}

fn subscription_key(path: &PathBuf) -> anyhow::Result<HeaderValue> {
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
