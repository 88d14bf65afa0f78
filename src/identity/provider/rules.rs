//! What an `id_token` must say, beyond what the library checks (signature, issuer, audience, expiry,
//! nonce), before anybody is let in.

use std::time::Duration;

use anyhow::{Context, anyhow};
use openidconnect::{Nonce, TokenResponse};

use super::claims::{Claims, Tokens};
use super::settings::{Acr, Dialect, Environment};
use super::{Attempt, Identity, Refusal};
use crate::clock::Instant;
use crate::i18n::Locale;
use crate::identity::session;
use crate::numbers::NationalId;

/// How far two clocks may be apart.
pub(super) const SKEW: Duration = Duration::from_secs(10);
/// An `id_token` is fetched at once; an older one has been lying somewhere.
pub(super) const MAX_AGE: Duration = Duration::from_mins(5);

/// The rules of one installation.
pub(super) struct Rules {
    pub(super) dialect: Dialect,
    pub(super) environment: Environment,
    pub(super) on_behalf_of: Option<String>,
}

type Judgement<T> = Result<T, (Refusal, anyhow::Error)>;

/// Refuses for a reason the person is told in general terms, and the operator in particular.
fn refuse<T>(refusal: Refusal, why: &'static str) -> Judgement<T> {
    Err((refusal, anyhow!(why)))
}

impl Rules {
    /// Who somebody is, if the claims stand up to every rule.
    pub(super) fn judge(
        &self,
        claims: &Claims,
        attempt: &Attempt,
        now: Instant,
    ) -> Judgement<Identity> {
        let more = claims.additional_claims();
        if more.client_onbehalfof != self.on_behalf_of {
            return refuse(Refusal::Invalid, "the token is on behalf of somebody else");
        }
        let acr = self.level(claims, attempt)?;
        let authenticated_at = authentication(claims, attempt, now)?;
        let national_id = more
            .pid
            .as_ref()
            .context("there is no pid")
            .and_then(|pid| NationalId::parse(&pid.0).context("the pid is not 11 digits"))
            .map_err(|error| (Refusal::NoNationalId, error))?;
        if self.environment == Environment::Production {
            refuse_synthetic(claims, &national_id)?;
        }
        Ok(Identity {
            national_id,
            acr,
            amr: methods(claims).collect::<Vec<_>>().join(" "),
            sid: more.sid.clone(),
            locale: claims
                .locale()
                .and_then(|tag| Locale::from_tag(tag.as_ref())),
            authenticated_at,
            id_token: String::new(),
            authorization_details: None,
        })
    }

    fn level(&self, claims: &Claims, attempt: &Attempt) -> Judgement<Acr> {
        claims
            .auth_context_ref()
            .and_then(|acr| self.dialect.level(acr.as_str()))
            .filter(|reached| *reached >= attempt.acr)
            .map_or_else(
                || {
                    refuse(
                        Refusal::TooLow,
                        "the level of assurance is missing, unknown or too low",
                    )
                },
                Ok,
            )
    }
}

/// When the person proved who she is.
fn authentication(claims: &Claims, attempt: &Attempt, now: Instant) -> Judgement<Instant> {
    let Some(at) = claims.auth_time() else {
        // When it was is what the two hours, and a fresh log-in, are counted from.
        return refuse(
            Refusal::Invalid,
            "it is not told when the person authenticated",
        );
    };
    let at = Instant::from_millis(at.timestamp_millis());
    if at > now.after(SKEW) {
        return refuse(Refusal::Invalid, "the authentication lies in the future");
    }
    // Without this, the session would have ended before it began, and the browser would be sent round
    // and round between the provider's single sign-on and us.
    if at <= now.before(session::ABSOLUTE) {
        return refuse(Refusal::Invalid, "the authentication is hours old");
    }
    let begun = Instant::from_millis(attempt.begun_at);
    if attempt.fresh && at < begun.before(SKEW) {
        return refuse(Refusal::Invalid, "a new authentication was asked for");
    }
    Ok(at.min(now))
}

/// `TestID` and synthetic numbers exist at the provider's test service only. Seen in production, something
/// is badly wrong, and the operator must know at once.
fn refuse_synthetic(claims: &Claims, national_id: &NationalId) -> Judgement<()> {
    let by_test_id = methods(claims).any(|method| method.eq_ignore_ascii_case("TestID"));
    if by_test_id || national_id.is_synthetic() {
        tracing::error!(
            alarm = "synthetic-person",
            "somebody who does not exist logged in to production; refused"
        );
        return refuse(Refusal::Invalid, "a synthetic person in production");
    }
    Ok(())
}

fn methods(claims: &Claims) -> impl Iterator<Item = &str> {
    let methods = claims.auth_method_refs().into_iter().flatten();
    methods.map(|method| method.as_str())
}

/// The nonce must be the attempt's own; the library's check of it, which would take a missing one for
/// equal to an empty one, is never given an empty one.
pub(super) fn nonce_of(attempt: &Attempt) -> Nonce {
    Nonce::new(attempt.nonce.clone())
}

/// The `id_token` of an answer.
pub(super) fn id_token_of(tokens: &Tokens) -> Judgement<&super::claims::SignedClaims> {
    tokens
        .id_token()
        .context("there is no id_token")
        .map_err(|error| (Refusal::Invalid, error))
}
