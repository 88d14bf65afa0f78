//! Ansattporten: a person logs in there once more, chooses an organisation, and the provider says in the
//! token response that she may act for it (RFC 9396, `authorization_details`).
//!
//! Any client may ask for any resource, so what comes back is held against what was asked for. Who chooses
//! to act for herself comes back without an organisation.

use std::path::PathBuf;

use anyhow::{Context, anyhow};
use serde::Deserialize;
use serde_json::{Value, json};

use super::name::readable;
use super::{Evidence, Organisation, Refusal, Representation};
use crate::clock::{Clock, Instant};
use crate::i18n::Locale;
use crate::identity::provider::{
    self, Acr, Answer, Ask, Attempt, Dialect, EndSession, Environment, Error, RelyingParty,
};
use crate::identity::registers::SOLE_TRADER;
use crate::numbers::{NationalId, OrganisationNumber};

/// The path people come back to.
pub const CALLBACK: &str = "/login/ansattporten/callback";
/// The kind of authorization: a resource in Altinn 3.
const TYPE: &str = "ansattporten:altinn:resource";
/// What organisation numbers are marked with (ISO 6523, Norway's register).
const AUTHORITY: &str = "iso6523-actorid-upis";
const PREFIX: &str = "0192:";

/// `[representation]` with `way = "ansattporten"`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The issuer, exactly as in its metadata.
    #[serde(default = "production")]
    pub issuer: String,
    /// The client's id there.
    pub client_id: String,
    /// The key file (`sendsikkert keys client`) whose public key is registered for the client.
    pub client_key_file: PathBuf,
    /// Whether real people log in.
    #[serde(default)]
    pub environment: Environment,
    /// The resource in Altinn that the municipality has made for this service, without `urn:…`.
    pub resource: String,
}

fn production() -> String {
    "https://ansattporten.no".to_owned()
}

impl Settings {
    /// The settings of a relying party there.
    pub fn provider(&self) -> provider::Settings {
        provider::Settings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_key_file: Some(self.client_key_file.clone()),
            client_secret_file: None,
            environment: self.environment,
            acr: Acr::Substantial,
            acr_to_send: None,
            fresh_minutes_to_send: None,
            on_behalf_of: None,
        }
    }

    /// Refuses what can't work.
    pub fn check(&self) -> anyhow::Result<()> {
        self.provider().check().context("[representation]")
    }
}

/// The portal's side of Ansattporten.
#[derive(Clone, Debug)]
pub struct Ansattporten {
    relying_party: RelyingParty,
    resource: String,
    clock: Clock,
}

impl Ansattporten {
    pub(super) fn new(settings: &Settings, public_url: &str, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self {
            relying_party: RelyingParty::new(
                &settings.provider(),
                Dialect::Ansattporten,
                (public_url, CALLBACK),
                clock.clone(),
            )
            .context("[representation]")?,
            resource: format!("urn:altinn:resource:{}", settings.resource),
            clock,
        })
    }

    /// Begins: where to send the browser, and what to remember until it comes back. A browser that was not
    /// there before in this session may carry a single sign-on of somebody else's, who used the machine
    /// earlier: then `fresh` asks for a log-in of her own.
    pub async fn begin(
        &self,
        return_to: String,
        locale: Locale,
        fresh: bool,
    ) -> Result<(String, Attempt), Error> {
        let ask = Ask {
            return_to,
            locale,
            acr: Acr::Substantial,
            fresh,
            authorization_details: Some(json!([{ "type": TYPE, "resource": self.resource }])),
        };
        self.relying_party.begin(ask).await
    }

    /// Whether an attempt is answered for the first time, which is to be asked before anything else.
    pub fn use_up(&self, attempt: &Attempt) -> bool {
        self.relying_party.use_up(attempt)
    }

    /// Ends: the organisation that was chosen, if it is the same person who is logged in here.
    pub async fn finish(
        &self,
        answer: Answer,
        attempt: &Attempt,
        person: &NationalId,
    ) -> Result<Organisation, Refusal> {
        let identity = self.relying_party.finish(answer, attempt).await;
        let identity = identity.map_err(|error| match error {
            Error::Unavailable(why) => Refusal::Unavailable(why),
            Error::Refused(refusal, why) => {
                tracing::warn!(
                    error = format!("{why:#}"),
                    "Ansattporten's answer is refused ({refusal:?})"
                );
                Refusal::NoRight
            }
        })?;
        if identity.national_id != *person {
            tracing::warn!("somebody else logged in at Ansattporten");
            return Err(Refusal::NoRight);
        }
        let details = identity.authorization_details.unwrap_or_default();
        let chosen = chosen(&details, &self.resource).map_err(|error| {
            tracing::warn!(
                error = format!("{error:#}"),
                "Ansattporten's authorization is refused"
            );
            Refusal::NoRight
        })?;
        let Chosen { number, party } = chosen.ok_or(Refusal::NoRight)?;
        Ok(Organisation {
            number,
            name: party.name.as_deref().and_then(readable),
            is_sole_trader: party.unit_type.as_deref() == Some(SOLE_TRADER),
            representation: Some(self.representation()),
        })
    }

    /// How to end the session there.
    pub async fn end_session(&self) -> Result<Option<EndSession>, Error> {
        self.relying_party.end_session(None).await
    }

    fn representation(&self) -> Representation {
        let established_at: Instant = self.clock.now();
        Representation {
            established_at,
            evidence: Evidence::Ansattporten {
                resource: self.resource.clone(),
            },
        }
    }
}

/// The organisation that was chosen.
struct Chosen {
    number: OrganisationNumber,
    party: Authorized,
}

/// How Ansattporten tells of an organisation.
#[derive(Deserialize)]
struct Authorized {
    orgno: Marked,
    resource: Option<String>,
    name: Option<String>,
    unit_type: Option<String>,
}

#[derive(Deserialize)]
struct Marked {
    authority: String,
    #[serde(rename = "ID")]
    id: String,
}

/// The one organisation of an answer; none, when she acts for herself or has no right.
fn chosen(details: &Value, resource: &str) -> anyhow::Result<Option<Chosen>> {
    #[derive(Deserialize)]
    struct Detail {
        r#type: String,
        resource: Option<String>,
        #[serde(default)]
        authorized_parties: Vec<Authorized>,
    }
    let details = Vec::<Detail>::deserialize(details)
        .map_err(|_may_quote| anyhow!("the authorization is not of the documented form"))?;
    let Ok([detail]) = <[Detail; 1]>::try_from(details) else {
        return Ok(None);
    };
    if detail.r#type != TYPE {
        return Err(anyhow!("another type than was asked for"));
    }
    let [party] = match <[Authorized; 1]>::try_from(detail.authorized_parties) {
        Ok(one) => one,
        Err(none) if none.is_empty() => return Ok(None),
        Err(_) => return Err(anyhow!("several organisations where one was asked for")),
    };
    let named = [&detail.resource, &party.resource];
    if named.iter().all(|name| name.is_none())
        || named.into_iter().flatten().any(|name| name != resource)
    {
        return Err(anyhow!("another resource than was asked for"));
    }
    let number = party
        .orgno
        .id
        .strip_prefix(PREFIX)
        .filter(|_| party.orgno.authority == AUTHORITY)
        .context("an unknown kind of organisation number")?;
    let number = OrganisationNumber::parse(number).context("a wrong organisation number")?;
    Ok(Some(Chosen { number, party }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESOURCE: &str = "urn:altinn:resource:send-sikkert";

    fn party(id: &str, authority: &str, resource: &str) -> Value {
        json!({ "orgno": { "authority": authority, "ID": id }, "resource": resource, "name": "Eksempel Bygg AS", "unit_type": "AS" })
    }

    fn details(kind: &str, parties: &[Value]) -> Value {
        json!([{ "type": kind, "resource": RESOURCE, "resource_name": "Send sikkert", "authorized_parties": parties }])
    }

    #[test]
    fn an_organisation_is_taken_from_exactly_what_was_asked_for() {
        let right = party("0192:313001016", AUTHORITY, RESOURCE);
        let right_one = details(TYPE, std::slice::from_ref(&right));
        let found = chosen(&right_one, RESOURCE).unwrap().unwrap();
        assert_eq!(found.number.as_str(), "313001016");
        assert_eq!(found.party.name.as_deref(), Some("Eksempel Bygg AS"));
        assert_eq!(found.party.unit_type.as_deref(), Some("AS"));
        for nobody in [json!([]), json!([{ "type": TYPE }]), details(TYPE, &[])] {
            assert!(chosen(&nobody, RESOURCE).unwrap().is_none(), "{nobody}");
        }
        for wrong in [
            json!(null),
            json!("x"),
            json!([{ "type": TYPE, "authorized_parties": [party("0192:313001016", AUTHORITY, "urn:altinn:resource:other")] }]),
            details("ansattporten:orgno", std::slice::from_ref(&right)),
            details(TYPE, &[right.clone(), right.clone()]),
            details(TYPE, &[party("0192:313001017", AUTHORITY, RESOURCE)]),
            details(TYPE, &[party("313001016", AUTHORITY, RESOURCE)]),
            details(TYPE, &[party("0192:313001016", "other", RESOURCE)]),
            details(
                TYPE,
                &[party(
                    "0192:313001016",
                    AUTHORITY,
                    "urn:altinn:resource:other",
                )],
            ),
        ] {
            assert!(chosen(&wrong, RESOURCE).is_err(), "{wrong}");
        }
    }
}
