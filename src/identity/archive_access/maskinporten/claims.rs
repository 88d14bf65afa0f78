//! What Maskinporten's tokens say (Digdir: *Maskinporten, token*), held against what they must be.

use std::time::Duration;

use anyhow::ensure;
use serde::Deserialize;
use serde_json::Value;

use super::Rules;
use crate::clock::Instant;
use crate::identity::provider::Environment;
use crate::numbers::OrganisationNumber;

/// How long a token may live, from when it was given to its end: they can't be taken back.
const LONGEST_LIFE: Duration = Duration::from_hours(1);
/// How far Maskinporten's clock and ours may be apart.
const SKEW: Duration = Duration::from_secs(10);
/// How organisations are named (ISO 6523), and what stands before a Norwegian organisation number.
const AUTHORITY: &str = "iso6523-actorid-upis";
const NORWEGIAN: &str = "0192:";

/// The claims of a token whose signature is right.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    iss: String,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    /// The token's own id.
    pub(super) jti: String,
    /// Scopes, with spaces between them.
    #[serde(default)]
    pub(super) scope: String,
    #[serde(default)]
    aud: Option<Value>,
    #[serde(default)]
    client_id: Option<String>,
    #[serde(default)]
    consumer: Option<Value>,
    #[serde(default)]
    supplier: Option<Value>,
    /// Where the consumer has delegated to the supplier.
    #[serde(default)]
    pub(super) delegation_source: Option<String>,
    /// Only in tokens about one person.
    #[serde(default)]
    pid: Option<Value>,
    /// Only in tokens of system users (RFC 9396).
    #[serde(default)]
    authorization_details: Option<Value>,
}

/// Why a genuine token opens nothing here, in a word of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Objection {
    /// It was not given for this API.
    Unfit(&'static str),
    /// It was given to somebody who may not use it.
    Forbidden(&'static str),
}

impl Claims {
    pub(super) fn read(claims: Value) -> anyhow::Result<Self> {
        // What serde says of JSON it can't read may quote it.
        serde_json::from_value(claims)
            .map_err(|_quotes| anyhow::anyhow!("the claims are not Maskinporten's"))
    }

    /// From whom it must be, and that it is neither too old nor to come.
    pub(super) fn ensure_current(&self, issuer: &str, now: Instant) -> anyhow::Result<()> {
        ensure!(self.iss == issuer, "another issuer");
        let [issued, end] = [self.iat, self.exp].map(seconds);
        ensure!(end > now.before(SKEW), "it has expired");
        ensure!(issued <= now.after(SKEW), "it is from the future");
        ensure!(
            self.nbf
                .is_none_or(|begin| seconds(begin) <= now.after(SKEW)),
            "it is not valid yet"
        );
        ensure!(
            end > issued && end <= issued.after(LONGEST_LIFE),
            "it lives too long"
        );
        ensure!(!self.jti.is_empty(), "it has no jti");
        Ok(())
    }

    /// Holds it against the rules. What it was given for comes first: who has a token for another API learns
    /// nothing of who may use this one.
    pub(super) fn hold_against(&self, rules: &Rules) -> Result<(), Objection> {
        self.audience(&rules.audience)?;
        if self.pid.is_some() {
            // Nobody has logged in, whatever it looks like.
            return Err(Objection::Forbidden("of-a-person"));
        }
        if self.authorization_details.is_some() {
            // There the consumer is the supplier, and the customer another organisation.
            return Err(Objection::Forbidden("of-a-system-user"));
        }
        let consumer = self.consumer().ok_or(Objection::Unfit("no-consumer"))?;
        if !rules.consumers.contains(&consumer) {
            return Err(Objection::Forbidden("other-consumer"));
        }
        self.delegation(rules)
    }

    /// For us, and for nobody else: whoever else it is for could show it here.
    fn audience(&self, own: &str) -> Result<(), Objection> {
        match &self.aud {
            Some(Value::String(one)) if one == own => Ok(()),
            Some(Value::Array(all)) if matches!(all.as_slice(), [one] if one == own) => Ok(()),
            None | Some(Value::Null) => Err(Objection::Unfit("no-audience")),
            Some(Value::String(word)) if word == "unspecified" => {
                Err(Objection::Unfit("no-audience"))
            }
            Some(_) => Err(Objection::Unfit("other-audience")),
        }
    }

    /// Nobody stands between us and the consumer, or a supplier that we allow and that the consumer has
    /// chosen in Altinn.
    fn delegation(&self, rules: &Rules) -> Result<(), Objection> {
        let source = self.delegation_source.as_deref();
        if self.supplier.is_none() && source.is_none() {
            return Ok(());
        }
        let supplier = self.supplier();
        let supplier = supplier.ok_or(Objection::Forbidden("no-supplier"))?;
        if source != Some(altinn(rules.environment)) {
            return Err(Objection::Forbidden("other-delegation-source"));
        }
        if !rules.suppliers.contains(&supplier) {
            return Err(Objection::Forbidden("other-supplier"));
        }
        Ok(())
    }

    /// The organisation that has access.
    pub(super) fn consumer(&self) -> Option<OrganisationNumber> {
        organisation(self.consumer.as_ref()?)
    }

    /// The organisation that acts for it.
    pub(super) fn supplier(&self) -> Option<OrganisationNumber> {
        organisation(self.supplier.as_ref()?)
    }

    /// Which of an organisation's clients it is: to be told, never to decide by.
    pub(super) fn client_id(&self) -> &str {
        self.client_id.as_deref().unwrap_or("-")
    }

    /// Whether a scope is a whole word among its scopes.
    pub(super) fn has_scope(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|word| word == scope)
    }
}

/// Where delegations are made.
const fn altinn(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "https://www.altinn.no/",
        Environment::Test => "https://tt02.altinn.no/",
    }
}

fn seconds(seconds: i64) -> Instant {
    Instant::from_millis(seconds.saturating_mul(1000))
}

/// An organisation in the one notation that there is. Digdir may add others: those are no organisation.
fn organisation(claim: &Value) -> Option<OrganisationNumber> {
    let text = |name: &str| claim.get(name).and_then(Value::as_str);
    let digits = text("ID")?.strip_prefix(NORWEGIAN)?;
    let number = OrganisationNumber::parse(digits).ok()?;
    (text("authority") == Some(AUTHORITY) && number.as_str() == digits).then_some(number)
}
