//! What Norway's registers know: whether an organisation is there ([`enhetsregisteret`]), whom a person
//! may act for ([`altinn`]), where she can be reached ([`contact`]). Those that are not open to everybody
//! are asked with a token from [`maskinporten`].
//!
//! A register that is down, or whose answer makes no sense, is [`Unavailable`]: that is never taken for a
//! yes or a no, and it is for the caller to go on without it.

pub mod altinn;
pub mod contact;
pub mod enhetsregisteret;
pub mod maskinporten;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, ensure};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use crate::clock::{Clock, Instant};

/// `[registers]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Enhetsregisteret, which is open to everybody.
    pub enhetsregisteret: enhetsregisteret::Settings,
    /// Maskinporten, without which the others can't be asked.
    pub maskinporten: Option<maskinporten::Settings>,
    /// Altinn.
    pub altinn: altinn::Settings,
    /// The contact register; not asked when it does not stand there.
    pub contact: Option<contact::Settings>,
}

impl Settings {
    /// Files that are named in the settings.
    pub fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let keys = self
            .maskinporten
            .iter_mut()
            .map(|settings| &mut settings.key_file);
        keys.chain(&mut self.altinn.subscription_key_file)
    }

    /// Refuses what can't work.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(
            self.contact.is_none() || self.maskinporten.is_some(),
            "[registers.contact] needs [registers.maskinporten]"
        );
        Ok(())
    }

    /// The contact register, when the installation uses it.
    pub fn contacts(&self, clock: &Clock) -> anyhow::Result<Option<contact::ContactRegister>> {
        let (Some(contact), Some(maskinporten)) = (&self.contact, &self.maskinporten) else {
            return Ok(None);
        };
        let maskinporten = maskinporten::Maskinporten::new(maskinporten, clock.clone())?;
        contact::ContactRegister::new(contact, maskinporten, clock.clone()).map(Some)
    }
}

/// Enhetsregisteret's form of organisation (`organisasjonsform`) of a sole trader's, `enkeltpersonforetak`.
pub const SOLE_TRADER: &str = "ENK";

/// A register has no answer that can be believed. The sources tell the operator why; they hold nothing
/// personal.
#[derive(Debug, thiserror::Error)]
#[error("{register} has no answer")]
pub struct Unavailable {
    register: &'static str,
    #[source]
    reason: anyhow::Error,
}

impl Unavailable {
    /// For `map_err`: which register it is.
    fn at(register: &'static str) -> impl FnOnce(anyhow::Error) -> Self {
        move |reason| Self { register, reason }
    }
}

/// A bearer token (RFC 6750), and until when it may be used.
#[derive(Clone, Debug)]
struct Token {
    value: SecretString,
    until: Instant,
}

/// The tokens in use, each under its scope. The scopes are few and our own.
#[derive(Debug, Default)]
struct TokenCache(Mutex<HashMap<String, Token>>);

impl TokenCache {
    fn get(&self, scope: &str, now: Instant) -> Option<Token> {
        let tokens = self.lock();
        tokens.get(scope).filter(|token| now < token.until).cloned()
    }

    fn keep(&self, scope: &str, token: &Token) {
        self.lock().insert(scope.to_owned(), token.clone());
    }

    fn forget(&self, scope: &str) {
        self.lock().remove(scope);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Token>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A service's address, without a slash at its end. Tokens and national ids are sent there, so it must be
/// by TLS, unless it is on this machine.
fn address(text: &str) -> anyhow::Result<String> {
    let url = Url::parse(text).with_context(|| format!("{text} is not an address"))?;
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1"));
    ensure!(
        url.scheme() == "https" || local,
        "{text} must begin with https://"
    );
    Ok(text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_national_ids_travel_by_tls_only() {
        assert_eq!(
            address("https://data.brreg.no/enhetsregisteret/api/").unwrap(),
            "https://data.brreg.no/enhetsregisteret/api"
        );
        assert!(address("http://127.0.0.1:8080").is_ok());
        for wrong in ["http://maskinporten.no/", "maskinporten.no", ""] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn without_settings_the_registers_are_those_of_production() {
        let enhetsregisteret: enhetsregisteret::Settings = toml::from_str("").unwrap();
        let altinn: altinn::Settings = toml::from_str("").unwrap();
        let contact: contact::Settings = toml::from_str("timeout_ms = 1000").unwrap();
        assert_eq!(
            [enhetsregisteret.url, altinn.platform_url, contact.url],
            [
                "https://data.brreg.no/enhetsregisteret/api",
                "https://platform.altinn.no",
                "https://kontaktregisteret.no/rest/v1/personer",
            ]
        );
        assert_eq!(altinn.access_package, "mine-sider-kommune");
        assert_eq!(contact.timeout_ms, 1000);
        assert!(toml::from_str::<contact::Settings>("timeout = 1").is_err());
        assert!(toml::from_str::<altinn::Settings>("package = 'x'").is_err());
        assert!(toml::from_str::<enhetsregisteret::Settings>("uri = ''").is_err());
    }
}
