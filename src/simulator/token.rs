//! The simulator's token endpoint: a code, once, for an `id_token`.

use std::sync::PoisonError;
use std::time::Duration;

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{
    CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    Audience, AuthenticationContextClass, IdToken, IdTokenClaims, IssuerUrl, LanguageTag, Nonce,
    StandardClaims, SubjectIdentifier,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Authorize, Grant, Simulator, locale_of};
use crate::clock::Instant;
use crate::crypt;
use crate::identity::provider::{IdPortenClaims, Pid};

/// How long a code can be changed for a token.
const CODE_LIFETIME: Duration = Duration::from_mins(1);
/// ID-porten's `id_token` lives two minutes.
const TOKEN_LIFETIME: Duration = Duration::from_mins(2);

type SimulatedIdToken = IdToken<
    IdPortenClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

#[derive(Deserialize)]
pub(super) struct TokenRequest {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
}

/// `POST /token`: a code, once, for an `id_token`.
pub(super) async fn give(
    simulator: Data<Simulator>,
    http: HttpRequest,
    form: Form<TokenRequest>,
) -> HttpResponse {
    let refuse =
        |error: &str| HttpResponse::BadRequest().json(serde_json::json!({ "error": error }));
    if !simulator.is_client(&http) {
        return refuse("invalid_client");
    }
    let grant = simulator
        .grants
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .remove(&form.code);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(form.code_verifier.as_bytes()));
    let now = simulator.clock.now();
    let Some(grant) = grant.filter(|grant| {
        form.grant_type == "authorization_code"
            && grant.request.redirect_uri == form.redirect_uri
            && grant.request.code_challenge == challenge
            && now <= grant.given_at.after(CODE_LIFETIME)
    }) else {
        return refuse("invalid_grant");
    };
    match simulator.id_token(&grant) {
        Ok(id_token) => HttpResponse::Ok()
            .insert_header(("Cache-Control", "no-store"))
            .json(serde_json::json!({
                "access_token": crypt::random_token(),
                "token_type": "Bearer",
                "expires_in": TOKEN_LIFETIME.as_secs(),
                "scope": grant.request.scope,
                "id_token": id_token.to_string(),
            })),
        Err(_) => refuse("server_error"),
    }
}

impl Simulator {
    /// `client_secret_basic` (RFC 6749, 2.3.1).
    fn is_client(&self, request: &HttpRequest) -> bool {
        let header = request
            .headers()
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let credentials = header
            .and_then(|value| value.strip_prefix("Basic "))
            .and_then(|text| STANDARD.decode(text).ok());
        credentials.is_some_and(|given| {
            given == format!("{}:{}", self.client_id, self.client_secret).into_bytes()
        })
    }

    fn id_token(&self, grant: &Grant) -> anyhow::Result<SimulatedIdToken> {
        let time = |instant: Instant| {
            chrono::DateTime::from_timestamp_millis(instant.millis()).unwrap_or_default()
        };
        let now = self.clock.now();
        let person = grant.person;
        let locale = locale_of(&grant.request);
        let subject =
            crypt::sha256_hex(format!("{}{}", person.national_id, self.client_id).as_bytes());
        let claims = IdTokenClaims::new(
            IssuerUrl::new(self.issuer.clone())?,
            vec![Audience::new(self.client_id.clone())],
            time(now.after(TOKEN_LIFETIME)),
            time(now),
            StandardClaims::new(SubjectIdentifier::new(subject))
                .set_locale(Some(LanguageTag::new(locale.tag().to_owned()))),
            IdPortenClaims {
                pid: Some(Pid(person.national_id.to_owned())),
                sid: Some(crypt::random_token()),
            },
        )
        .set_nonce(Some(Nonce::new(grant.request.nonce.clone())))
        .set_auth_time(Some(time(now)))
        .set_auth_context_ref(Some(AuthenticationContextClass::new(level_of(
            &grant.request,
        ))));
        Ok(IdToken::new(
            claims,
            &self.key,
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            None,
            None,
        )?)
    }
}

/// The highest level that was asked for; BankID's, when nothing was.
fn level_of(request: &Authorize) -> String {
    let asked = request.acr_values.split(' ').find(|acr| !acr.is_empty());
    asked.unwrap_or("idporten-loa-high").to_owned()
}
