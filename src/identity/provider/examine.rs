//! A provider's metadata held against what the portal needs, for an operator. Nobody logs in, and the
//! client does not prove itself.

use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use openidconnect::core::{CoreClientAuthMethod, CoreJwsSigningAlgorithm};
use openidconnect::{DiscoveryError, HttpRequest, HttpResponse, IssuerUrl};

use super::claims::Metadata;
use super::discovery::ensure_tls;
use super::settings::{Acr, Dialect, Settings};
use super::{MAX_ANSWER_BYTES, TIMEOUT};
use crate::clock::{Clock, Instant};
use crate::identity::back_channel::{BackChannel, CallError};

/// What was found.
#[derive(Debug)]
pub struct Examination {
    /// By how many milliseconds this machine's clock is ahead of the provider's, when that told its time.
    pub ahead: Option<i64>,
    /// What it offers, or why that can't be told.
    pub offers: Result<Offers, Trouble>,
}

/// What a provider offers.
#[derive(Debug)]
pub struct Offers {
    /// How many public keys it has.
    pub keys: usize,
    /// What the portal misses.
    pub lacks: Vec<Lack>,
}

/// Something that the metadata does not announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Pushed requests (RFC 9126).
    PushedRequests,
    /// That each answer names its issuer (RFC 9207).
    IssuerInAnswers,
    /// Signatures by RS256.
    Rs256,
    /// PKCE by S256, though other methods are announced.
    S256,
    /// Any method of PKCE.
    Pkce,
    /// The level of assurance that is asked for.
    Level(&'static str),
    /// The way in which the client proves itself.
    ClientProof(&'static str),
    /// Log-out at the provider.
    LogOut,
    /// Any public key.
    Keys,
}

/// Why it can't be told what a provider offers.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No metadata can be had.
    #[error("its metadata can't be read")]
    Unreadable(#[source] anyhow::Error),
    /// The metadata is that of another issuer.
    #[error("its metadata is another issuer's ({0})")]
    OtherIssuer(String),
    /// Its keys can't be had.
    #[error("its keys can't be read")]
    KeysUnreadable(#[source] anyhow::Error),
}

/// Reads a provider's metadata and keys. The client's own key is not needed.
pub async fn examine(
    settings: &Settings,
    dialect: Dialect,
    clock: &Clock,
) -> anyhow::Result<Examination> {
    let issuer = IssuerUrl::new(settings.issuer.clone()).context("the issuer is not an address")?;
    let line = Line {
        http: BackChannel::new(TIMEOUT, MAX_ANSWER_BYTES)?,
        clock,
        heard: Mutex::default(),
    };
    let call = |request| line.call(request);
    let read = Metadata::discover_async(issuer.clone(), &call).await;
    let heard = line.heard.into_inner();
    let Heard { answers, ahead } = heard.unwrap_or_else(PoisonError::into_inner);
    let offers = read
        .map_err(|error| trouble(error, answers))
        .and_then(|metadata| {
            ensure_tls(&issuer, &metadata).map_err(Trouble::Unreadable)?;
            Ok(offers(&metadata, settings, dialect))
        });
    Ok(Examination { ahead, offers })
}

/// Calls, and remembers what is heard beside the answers.
struct Line<'a> {
    http: BackChannel,
    clock: &'a Clock,
    heard: Mutex<Heard>,
}

#[derive(Default)]
struct Heard {
    answers: usize,
    ahead: Option<i64>,
}

impl Line<'_> {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, CallError> {
        let asked = self.clock.now();
        let response = self.http.call(request).await?;
        let date = response.headers().get("date");
        let date = date.and_then(|date| Instant::from_http_date(date.to_str().ok()?));
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.answers += 1;
        heard.ahead = date
            .map(|date| ahead(date, asked, self.clock.now()))
            .or(heard.ahead);
        Ok(response)
    }
}

/// The date is in whole seconds, and was written somewhen between the question and the answer.
fn ahead(date: Instant, asked: Instant, answered: Instant) -> i64 {
    let (early, late) = (date.millis(), date.millis() + 999);
    if asked.millis() > late {
        asked.millis() - late
    } else if answered.millis() < early {
        answered.millis() - early
    } else {
        0
    }
}

/// After one answer that made sense, the metadata, it is the keys that are asked for.
fn trouble(error: DiscoveryError<CallError>, answers: usize) -> Trouble {
    let keys = match &error {
        DiscoveryError::Validation(said) => return Trouble::OtherIssuer(said.clone()),
        DiscoveryError::Request(_) => answers > 0,
        _ => answers > 1,
    };
    let error = match error {
        DiscoveryError::Request(error) => error.into(),
        error => error.into(),
    };
    if keys {
        Trouble::KeysUnreadable(error)
    } else {
        Trouble::Unreadable(error)
    }
}

fn offers(metadata: &Metadata, settings: &Settings, dialect: Dialect) -> Offers {
    let more = metadata.additional_metadata();
    let rs256 = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let algorithms = metadata.id_token_signing_alg_values_supported();
    let pkce = more.code_challenge_methods_supported.as_deref();
    let keys = metadata.jwks().keys().len();
    let unless = |offered: bool, lack| (!offered).then_some(lack);
    let mut lacks: Vec<Lack> = [
        unless(
            more.pushed_authorization_request_endpoint.is_some(),
            Lack::PushedRequests,
        ),
        unless(
            more.authorization_response_iss_parameter_supported,
            Lack::IssuerInAnswers,
        ),
        unless(algorithms.contains(&rs256), Lack::Rs256),
        unless(pkce.is_some(), Lack::Pkce),
        unless(
            pkce.is_none_or(|methods| methods.iter().any(|method| method == "S256")),
            Lack::S256,
        ),
        proof(metadata, settings),
        unless(more.end_session_endpoint.is_some(), Lack::LogOut),
        unless(keys > 0, Lack::Keys),
    ]
    .into_iter()
    .flatten()
    .collect();
    lacks.extend(levels(metadata, settings, dialect));
    Offers { keys, lacks }
}

fn proof(metadata: &Metadata, settings: &Settings) -> Option<Lack> {
    let (method, name) = if settings.client_key_file.is_some() {
        (CoreClientAuthMethod::PrivateKeyJwt, "private_key_jwt")
    } else {
        (CoreClientAuthMethod::ClientSecretPost, "client_secret_post")
    };
    let announced = metadata.token_endpoint_auth_methods_supported();
    let refused = announced.is_some_and(|methods| !methods.contains(&method));
    refused.then_some(Lack::ClientProof(name))
}

/// The levels we ask for and it does not have, if it tells which it has.
fn levels(metadata: &Metadata, settings: &Settings, dialect: Dialect) -> Vec<Lack> {
    let Some(published) = metadata.acr_values_supported() else {
        return Vec::new();
    };
    let mut wanted: Vec<Acr> = vec![settings.to_log_in().acr, settings.to_send().acr];
    wanted.dedup();
    wanted
        .into_iter()
        .map(|acr| dialect.word(acr))
        .filter(|word| !published.iter().any(|acr| acr.as_str() == *word))
        .map(Lack::Level)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_whole_seconds_tells_no_more_than_it_knows() {
        let at = Instant::from_millis;
        for (date, asked, answered, expected) in [
            (10_000, 10_100, 10_200, 0),
            (10_000, 9_000, 10_000, 0),
            (10_000, 10_990, 14_000, 0),
            (10_000, 16_999, 17_100, 6_000),
            (10_000, 1_000, 4_000, -6_000),
        ] {
            assert_eq!(ahead(at(date), at(asked), at(answered)), expected);
        }
    }
}
