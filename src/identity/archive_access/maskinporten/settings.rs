//! `[archive.maskinporten]`: whose tokens, for what, and from whom.

use anyhow::{Context, ensure};
use serde::Deserialize;
use url::Url;

use crate::identity::provider::Environment;
use crate::numbers::OrganisationNumber;

/// Digdir's issuer in production, with the slash at its end.
const REAL: &str = "https://maskinporten.no/";
/// Digdir's issuer for trials.
const TRIAL: &str = "https://test.maskinporten.no/";

/// `[archive.maskinporten]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Maskinporten's issuer, exactly as in its metadata, with the slash at its end.
    #[serde(default = "real")]
    pub issuer: String,
    /// Where its metadata (RFC 8414) is; below the issuer when it is not given.
    #[serde(default)]
    pub metadata_url: Option<String>,
    /// What tokens must have been asked for (`resource`, RFC 8707); `public_url` when it is not given.
    #[serde(default)]
    pub audience: Option<String>,
    /// The scope that lets a client list and fetch, as `eksempel:sendsikkert.read`.
    pub read_scope: String,
    /// The scope that lets a client acknowledge and return.
    pub write_scope: String,
    /// The organisations that may pull; the municipality alone when it is not given.
    #[serde(default)]
    pub consumers: Option<Vec<OrganisationNumber>>,
    /// The suppliers that may pull for one of them by a delegation in Altinn; nobody when it is not given.
    #[serde(default)]
    pub suppliers: Vec<OrganisationNumber>,
}

fn real() -> String {
    REAL.to_owned()
}

impl Settings {
    /// Refuses what can't work, or would let trials into a real archive's access.
    pub fn check(&self, environment: Environment) -> anyhow::Result<()> {
        let issuer =
            Url::parse(&self.issuer).context("[archive.maskinporten] issuer is not an address")?;
        let is_local = matches!(issuer.host_str(), Some("localhost" | "127.0.0.1"));
        let is = |known: &str| self.issuer.trim_end_matches('/') == known.trim_end_matches('/');
        match environment {
            Environment::Test => ensure!(
                !is(REAL),
                "[archive.maskinporten] issuer must be written as {TRIAL} while [identity] environment is \"test\""
            ),
            Environment::Production => ensure!(
                !is(TRIAL),
                "[archive.maskinporten] issuer can't be {TRIAL} unless [identity] environment is \"test\""
            ),
        }
        ensure!(
            issuer.scheme() == "https" || (is_local && environment == Environment::Test),
            "[archive.maskinporten] issuer must begin with https:// (but on this machine, with environment = \"test\")"
        );
        for (name, scope) in [
            ("read_scope", &self.read_scope),
            ("write_scope", &self.write_scope),
        ] {
            ensure!(
                is_scope(scope),
                "[archive.maskinporten] {name} is one scope, as eksempel:sendsikkert.read"
            );
        }
        ensure!(
            self.read_scope != self.write_scope,
            "[archive.maskinporten] read_scope and write_scope must be two different scopes"
        );
        ensure!(
            self.consumers.as_ref().is_none_or(|all| !all.is_empty()),
            "[archive.maskinporten] consumers must not be empty: nobody could pull"
        );
        if let Some(audience) = &self.audience {
            Url::parse(audience).context("[archive.maskinporten] audience is not an address")?;
        }
        if let Some(url) = &self.metadata_url {
            let url =
                Url::parse(url).context("[archive.maskinporten] metadata_url is not an address")?;
            ensure!(
                url.scheme() == issuer.scheme(),
                "[archive.maskinporten] metadata_url must begin with {}://, as issuer does",
                issuer.scheme()
            );
        }
        Ok(())
    }
}

/// One scope (RFC 6749, 3.3).
fn is_scope(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPES: &str =
        "read_scope = 'eksempel:sendsikkert.read'\nwrite_scope = 'eksempel:sendsikkert.write'\n";

    fn check(more: &str, environment: Environment) -> anyhow::Result<()> {
        toml::from_str::<Settings>(&format!("{SCOPES}{more}"))?.check(environment)
    }

    #[test]
    fn trials_and_the_real_thing_don_t_mix() {
        use Environment::{Production, Test};
        for (issuer, production, test) in [
            ("", true, false),
            ("issuer = 'https://maskinporten.no/'", true, false),
            ("issuer = 'https://maskinporten.no'", true, false),
            ("issuer = 'https://test.maskinporten.no/'", false, true),
            ("issuer = 'https://test.maskinporten.no'", false, true),
            ("issuer = 'http://localhost:9000/'", false, true),
            ("issuer = 'http://maskinporten.eksempel.no/'", false, false),
            ("issuer = 'maskinporten'", false, false),
        ] {
            assert_eq!(check(issuer, Production).is_ok(), production, "{issuer}");
            assert_eq!(check(issuer, Test).is_ok(), test, "{issuer}");
        }
    }

    #[test]
    fn what_can_t_work_is_refused() {
        for right in [
            "consumers = ['313001008', '313001016']",
            "suppliers = ['313001016']",
            "audience = 'https://send.eksempel.kommune.no/api'",
            "metadata_url = 'https://maskinporten.no/metadata'",
        ] {
            assert!(check(right, Environment::Production).is_ok(), "{right}");
        }
        for wrong in [
            "consumers = []",
            "consumers = ['313001009']",
            "suppliers = ['0192:313001016']",
            "audience = 'unspecified'",
            "metadata_url = 'http://maskinporten.no/metadata'",
            "audiences = []",
        ] {
            assert!(check(wrong, Environment::Production).is_err(), "{wrong}");
        }
        for scopes in [
            ["", "b:write"],
            ["a:read b:write", "b:write"],
            ["a:read", "a:read"],
            ["a:\\\"read", "b:write"],
        ] {
            let [read, write] = scopes;
            let text = format!("read_scope = '{read}'\nwrite_scope = '{write}'");
            let settings: Settings = toml::from_str(&text).unwrap();
            assert!(settings.check(Environment::Production).is_err(), "{text}");
        }
        assert!(toml::from_str::<Settings>("read_scope = 'a:read'").is_err());
    }
}
