//! `[identity]`: which provider, who we are to it, and how sure it must be of people.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

/// Digdir's issuers in production, without a slash at the end.
const REAL: [&str; 2] = ["https://idporten.no", "https://ansattporten.no"];
/// Digdir's issuers for trials.
const TRIAL: [&str; 2] = ["https://test.idporten.no", "https://test.ansattporten.no"];

/// `[identity]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The provider's issuer, exactly as in its metadata: `https://idporten.no`.
    pub issuer: String,
    /// The client's id.
    pub client_id: String,
    /// The key file (`sendsikkert keys client`) whose public key is registered for the client.
    #[serde(default)]
    pub client_key_file: Option<PathBuf>,
    /// A file that holds the client's secret, for providers used in tests that know no keys.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// Whether real people log in.
    #[serde(default)]
    pub environment: Environment,
    /// The least level of assurance.
    #[serde(default)]
    pub acr: Acr,
    /// The level of assurance to send with, when it is higher than the one to log in with.
    #[serde(default)]
    pub acr_to_send: Option<Acr>,
    /// How many minutes ago, at most, a person must have proven who she is when she presses Send. Who
    /// did so earlier logs in once more, without the provider's single sign-on.
    #[serde(default)]
    pub fresh_minutes_to_send: Option<u32>,
    /// The name under which a supplier's client serves this municipality (`onbehalfof`).
    #[serde(default)]
    pub on_behalf_of: Option<String>,
}

/// Whether real people log in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Yes: synthetic people and Digdir's `TestID` are refused, and the client proves itself by key.
    #[default]
    Production,
    /// No: trials with synthetic people.
    Test,
}

/// A level of assurance, in rising order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Acr {
    /// MinID and better.
    #[serde(rename = "idporten-loa-substantial")]
    Substantial,
    /// BankID, Buypass, Commfides.
    #[default]
    #[serde(rename = "idporten-loa-high")]
    High,
}

/// What a provider calls the levels. ID-porten and Ansattporten use words of their own for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `idporten-loa-…`
    IdPorten,
    /// `substantial`, `high`
    Ansattporten,
}

impl Dialect {
    /// The provider's word for a level.
    pub const fn word(self, acr: Acr) -> &'static str {
        match (self, acr) {
            (Self::IdPorten, Acr::Substantial) => "idporten-loa-substantial",
            (Self::IdPorten, Acr::High) => "idporten-loa-high",
            (Self::Ansattporten, Acr::Substantial) => "substantial",
            (Self::Ansattporten, Acr::High) => "high",
        }
    }

    /// The level of a word. Everything else, such as `selfregistered-email`, `eidas-loa-high` or
    /// `entraid`, is no level at all.
    pub fn level(self, word: &str) -> Option<Acr> {
        [Acr::Substantial, Acr::High]
            .into_iter()
            .find(|acr| self.word(*acr) == word)
    }
}

impl Settings {
    /// Files that are named in the settings.
    pub fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        self.client_key_file
            .iter_mut()
            .chain(&mut self.client_secret_file)
    }

    /// Refuses what can't work, or would let synthetic people into a real portal.
    pub fn check(&self) -> anyhow::Result<()> {
        let issuer =
            url::Url::parse(&self.issuer).context("[identity] issuer is not an address")?;
        ensure!(
            self.client_key_file.is_some() != self.client_secret_file.is_some(),
            "[identity] needs either client_key_file or client_secret_file"
        );
        ensure!(
            self.fresh_minutes_to_send != Some(0),
            "[identity] fresh_minutes_to_send must be above zero"
        );
        let is_local = matches!(issuer.host_str(), Some("localhost" | "127.0.0.1"));
        ensure!(
            issuer.scheme() == "https" || (is_local && self.environment == Environment::Test),
            "[identity] issuer must begin with https:// (but on this machine, with environment = \"test\")"
        );
        match self.environment {
            Environment::Test => ensure!(
                !REAL.contains(&self.issuer.as_str()),
                "[identity] environment can't be \"test\" with {}: synthetic people would be let in",
                self.issuer
            ),
            Environment::Production => {
                ensure!(
                    !TRIAL.contains(&self.issuer.as_str()),
                    "[identity] environment must be \"test\" with {}, where nobody is real",
                    self.issuer
                );
                ensure!(
                    self.client_key_file.is_some(),
                    "[identity] needs client_key_file in production (make one with: sendsikkert keys client)"
                );
            }
        }
        Ok(())
    }

    /// What is asked of who logs in.
    pub const fn to_log_in(&self) -> Demand {
        Demand {
            acr: self.acr,
            max_age: None,
        }
    }

    /// What is asked of who is to press Send.
    pub fn to_send(&self) -> Demand {
        Demand {
            acr: self.acr_to_send.unwrap_or(self.acr).max(self.acr),
            max_age: self
                .fresh_minutes_to_send
                .map(|minutes| Duration::from_mins(minutes.into())),
        }
    }
}

/// How sure we must be of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The least level of assurance.
    pub acr: Acr,
    /// How long ago she may have proven it.
    pub max_age: Option<Duration>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            issuer: REAL[0].to_owned(),
            client_id: "x".to_owned(),
            client_key_file: Some("key.pem".into()),
            client_secret_file: None,
            environment: Environment::Production,
            acr: Acr::Substantial,
            acr_to_send: None,
            fresh_minutes_to_send: None,
            on_behalf_of: None,
        }
    }

    #[test]
    fn a_production_portal_takes_a_key_and_real_people_only() {
        assert!(settings().check().is_ok());
        let with = |change: fn(&mut Settings)| {
            let mut settings = settings();
            change(&mut settings);
            settings.check()
        };
        for change in [
            (|s| s.environment = Environment::Test) as fn(&mut Settings),
            |s| s.issuer = TRIAL[0].to_owned(),
            |s| s.issuer = TRIAL[1].to_owned(),
            |s| s.issuer = "http://localhost:8081".to_owned(),
            |s| s.issuer = "idporten".to_owned(),
            |s| s.fresh_minutes_to_send = Some(0),
            |s| s.client_key_file = None,
            |s| s.client_secret_file = Some("secret".into()),
            |s| {
                s.client_key_file = None;
                s.client_secret_file = Some("secret".into());
            },
        ] {
            assert!(with(change).is_err());
        }
        assert!(
            with(|s| {
                s.environment = Environment::Test;
                s.issuer = TRIAL[0].to_owned();
            })
            .is_ok()
        );
    }

    #[test]
    fn levels_come_from_a_list() {
        use Dialect::{Ansattporten, IdPorten};
        for (dialect, word, level) in [
            (IdPorten, "idporten-loa-high", Some(Acr::High)),
            (IdPorten, "idporten-loa-substantial", Some(Acr::Substantial)),
            (IdPorten, "idporten-loa-low", None),
            (IdPorten, "eidas-loa-high", None),
            (IdPorten, "eidas-loa-substantial", None),
            (IdPorten, "eIDAS", None),
            (IdPorten, "selfregistered-email", None),
            (IdPorten, "Level4", None),
            (IdPorten, "high", None),
            (IdPorten, "", None),
            (Ansattporten, "high", Some(Acr::High)),
            (Ansattporten, "substantial", Some(Acr::Substantial)),
            (Ansattporten, "entraid", None),
            (Ansattporten, "idporten-loa-high", None),
        ] {
            assert_eq!(dialect.level(word), level, "{word}");
        }
        assert!(Acr::High > Acr::Substantial);
    }

    #[test]
    fn sending_never_asks_for_less_than_logging_in() {
        let mut settings = settings();
        settings.acr = Acr::High;
        settings.acr_to_send = Some(Acr::Substantial);
        assert_eq!(settings.to_send().acr, Acr::High);
    }
}
