//! Whether a request is from the registered client: `private_key_jwt` as ID-porten takes it.

use anyhow::{Context, ensure};
use serde_json::Value;

use super::Simulator;
use crate::clock::Instant;
use crate::identity::jwt;

/// ID-porten's limit for an assertion's life, in seconds.
const MAX_LIFETIME: i64 = 120;

/// A form's fields, in order.
pub(super) type Fields = Vec<(String, String)>;

/// The one value of a field; nothing, when it stands there twice.
pub(super) fn field<'a>(form: &'a Fields, name: &str) -> Option<&'a str> {
    let mut values = form.iter().filter(|(known, _)| known == name);
    let (_, value) = values.next()?;
    values.next().is_none().then_some(value)
}

impl Simulator {
    /// Refuses whoever is not the registered client, or proves it with an assertion that was used before.
    pub(super) fn authenticate(&self, form: &Fields) -> anyhow::Result<()> {
        let id = self.client.client_id.as_str();
        ensure!(field(form, "client_id") == Some(id), "another client");
        ensure!(
            field(form, "client_assertion_type")
                == Some("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            "no assertion"
        );
        let assertion = field(form, "client_assertion").context("no assertion")?;
        let claims = jwt::verified(assertion, &self.client.keys, None)?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        ensure!(
            text("iss") == Some(id) && text("sub") == Some(id),
            "iss and sub are the client's id"
        );
        ensure!(text("aud") == Some(&self.issuer), "aud is the issuer alone");
        let time = |name: &str| claims.get(name).and_then(Value::as_i64);
        let (iat, exp) = (
            time("iat").context("no iat")?,
            time("exp").context("no exp")?,
        );
        let now = seconds(self.clock.now());
        ensure!(
            (iat - now).abs() <= 10 && exp > now && exp - iat <= MAX_LIFETIME,
            "its times are wrong"
        );
        let jti = text("jti").context("no jti")?.to_owned();
        ensure!(self.state().used_assertions.insert(jti), "used before");
        Ok(())
    }
}

/// Whole seconds, as tokens count time.
pub(super) fn seconds(instant: Instant) -> i64 {
    instant.millis().div_euclid(1000)
}
