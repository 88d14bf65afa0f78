//! The way back from the provider.

use anyhow::{Context, anyhow};
use openidconnect::core::CoreErrorResponseType;
use openidconnect::{AuthorizationCode, ClaimsVerificationError, PkceCodeVerifier};

use super::claims::{Claims, Metadata, SignedClaims, Tokens};
use super::{Answer, Attempt, Environment, Error, Identity, Refusal, RelyingParty, rules};
use crate::clock::Instant;
use crate::identity::back_channel::{CallError, fit_for_log};

impl RelyingParty {
    /// Ends a log-in: changes the code for an `id_token` and believes it only if it stands up to every
    /// rule.
    pub async fn finish(&self, answer: Answer, attempt: &Attempt) -> Result<Identity, Error> {
        if attempt.issuer != self.discovery.issuer().as_str() {
            return Err(Error::invalid(anyhow!(
                "the log-in was begun at another provider"
            )));
        }
        let metadata = self.metadata().await?;
        self.check_issuer(&answer, &metadata)?;
        let code = code_of(answer)?;
        let tokens = self.redeem(&metadata, code, attempt).await?;
        let id_token = rules::id_token_of(&tokens)?;
        let claims = match self.verify(&metadata, id_token, attempt) {
            // The provider may have changed its keys since we read them.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let metadata = self.discovery.with_new_keys().await;
                let metadata = metadata.map_err(Error::Unavailable)?;
                self.verify(&metadata, id_token, attempt)
            }
            judged => judged,
        };
        let claims = claims.map_err(|error| {
            Error::invalid(anyhow!("the id_token is not valid: {}", kind(&error)))
        })?;
        // The library leaves this one to its callers (OpenID Connect Core 1.0, 3.1.3.7, 5).
        if claims
            .authorized_party()
            .is_some_and(|party| *party != self.client_id)
        {
            return Err(Error::invalid(anyhow!(
                "the id_token was issued to another client"
            )));
        }
        let identity = self.rules.judge(claims, attempt, self.clock.now())?;
        Ok(Identity {
            id_token: id_token.to_string(),
            authorization_details: tokens
                .extra_fields()
                .extra_fields()
                .authorization_details
                .clone(),
            ..identity
        })
    }

    /// An answer that another provider gave is refused before its code is shown to anybody (RFC 9207).
    fn check_issuer(&self, answer: &Answer, metadata: &Metadata) -> Result<(), Error> {
        let announced = metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        let right = match answer.iss.as_deref() {
            Some(iss) => iss == self.discovery.issuer().as_str(),
            // ID-porten and Ansattporten always send it, whatever is announced.
            None => !announced && self.rules.environment == Environment::Test,
        };
        if right {
            Ok(())
        } else {
            Err(Error::invalid(anyhow!("the answer is from another issuer")))
        }
    }

    async fn redeem(
        &self,
        metadata: &Metadata,
        code: String,
        attempt: &Attempt,
    ) -> Result<Tokens, Error> {
        let client = self.client(metadata);
        let mut request = client
            .exchange_code(AuthorizationCode::new(code.clone()))
            .context("the provider has no token endpoint")
            .map_err(Error::Unavailable)?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        for (name, value) in self.proof().map_err(Error::Unavailable)? {
            request = request.add_extra_param(name, value);
        }
        let call = |request| self.http.call(request);
        let answer = request.request_async(&call).await;
        answer.map_err(|error| token_error(error, &code))
    }

    fn verify<'a>(
        &self,
        metadata: &Metadata,
        id_token: &'a SignedClaims,
        attempt: &Attempt,
    ) -> Result<&'a Claims, ClaimsVerificationError> {
        let now = self.clock.now();
        let time = |instant: Instant| {
            chrono::DateTime::from_timestamp_millis(instant.millis()).unwrap_or_default()
        };
        let [earliest, latest] = [now.before(rules::MAX_AGE), now.after(rules::SKEW)].map(time);
        let client = self.client(metadata);
        let verifier = client
            .id_token_verifier()
            .set_time_fn(move || time(now.before(rules::SKEW)))
            .set_issue_time_verifier_fn(move |issued| {
                if issued > earliest && issued <= latest {
                    Ok(())
                } else {
                    Err("issued too long ago, or in the future".to_owned())
                }
            });
        id_token.claims(&verifier, &rules::nonce_of(attempt))
    }
}

/// The code of an answer, or what its error means. Digdir publishes no list of codes; these are the
/// standards'.
fn code_of(answer: Answer) -> Result<String, Error> {
    let Some(error) = answer.error else {
        return answer
            .code
            .context("there is no code")
            .map_err(Error::invalid);
    };
    let description = fit_for_log(&answer.error_description.unwrap_or_default());
    let why = anyhow!(
        "the provider answered {}: {description}",
        fit_for_log(&error)
    );
    Err(match error.as_str() {
        "access_denied" => Error::Refused(Refusal::Cancelled, why),
        "server_error" | "temporarily_unavailable" => Error::Unavailable(why),
        "unmet_authentication_requirements" => Error::Refused(Refusal::TooLow, why),
        _ => Error::invalid(why),
    })
}

/// The provider's answer may repeat codes and tokens: only what kind of error it was is kept.
fn token_error(
    error: openidconnect::RequestTokenError<
        CallError,
        openidconnect::StandardErrorResponse<CoreErrorResponseType>,
    >,
    code: &str,
) -> Error {
    use openidconnect::RequestTokenError as Kind;
    match error {
        Kind::Request(error) => {
            Error::Unavailable(anyhow::Error::new(error).context("asking the token endpoint"))
        }
        Kind::ServerResponse(answer) => {
            let kind = answer.error().as_ref();
            let said = answer.error_description().map_or("", String::as_str);
            let why = anyhow!(
                "the token endpoint answered {}: {}",
                fit_for_log(kind),
                fit_for_log(&said.replace(code, "***"))
            );
            match kind {
                // Our key, or our registration: nothing the person could do about it.
                "invalid_client" | "unauthorized_client" => Error::Unavailable(why),
                _ => Error::invalid(why),
            }
        }
        Kind::Parse(..) => Error::invalid(anyhow!("the token endpoint's answer can't be read")),
        Kind::Other(_) => Error::invalid(anyhow!("the token endpoint's answer makes no sense")),
    }
}

/// The library's own text may quote the token's claims.
const fn kind(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "it has expired, or its time is wrong",
        ClaimsVerificationError::InvalidAudience(_) => "it is for another audience",
        ClaimsVerificationError::InvalidIssuer(_) => "it is from another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "its nonce is wrong",
        ClaimsVerificationError::SignatureVerification(_) => "its signature is wrong",
        ClaimsVerificationError::Unsupported(_) => "it is of an unknown kind",
        _ => "it breaks a rule",
    }
}
