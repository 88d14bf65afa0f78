//! The simulator's token endpoint: a code, once, for an `id_token`.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::client::{Fields, field, seconds};
use super::{Endpoint, Grant, Simulator};
use crate::crypt;

/// How long a code can be changed for a token.
const CODE_LIFETIME: Duration = Duration::from_mins(1);
/// ID-porten's `id_token` lives two minutes.
const TOKEN_LIFETIME: Duration = Duration::from_mins(2);

/// `POST /token`: a code, once, for an `id_token`.
pub(super) async fn give(simulator: Data<Simulator>, form: Form<Fields>) -> HttpResponse {
    if let Some(answer) = simulator.behaviour.asked(Endpoint::Token) {
        return answer;
    }
    let refuse = |error: &str| HttpResponse::BadRequest().json(json!({ "error": error }));
    if simulator.authenticate(&form).is_err() {
        return refuse("invalid_client");
    }
    let Some(grant) = simulator.redeem(&form) else {
        return refuse("invalid_grant");
    };
    simulator.behaviour.accepted(Endpoint::Token, &form);
    let Ok(id_token) = simulator.id_token(&grant) else {
        return HttpResponse::InternalServerError().finish();
    };
    let mut tokens = json!({
        "access_token": crypt::random_token(),
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME.as_secs(),
        "scope": grant.request.scope,
        "id_token": id_token,
    });
    simulator
        .behaviour
        .tokens(&mut tokens, grant.request.details().as_ref());
    HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(tokens)
}

impl Simulator {
    fn redeem(&self, form: &Fields) -> Option<Grant> {
        let grant = self.state().grants.remove(field(form, "code")?)?;
        let verifier = field(form, "code_verifier")?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let is_right = field(form, "grant_type") == Some("authorization_code")
            && field(form, "redirect_uri") == Some(&grant.request.redirect_uri)
            && grant.request.code_challenge == challenge
            && self.clock.now() <= grant.given_at.after(CODE_LIFETIME);
        is_right.then_some(grant)
    }

    fn id_token(&self, grant: &Grant) -> anyhow::Result<String> {
        let now = self.clock.now();
        let person = grant.sign_on.person;
        let client_id = &self.client.client_id;
        let mut claims = json!({
            "iss": self.issuer,
            "aud": client_id,
            "sub": crypt::sha256_hex(format!("{}{client_id}", person.national_id).as_bytes()),
            "pid": person.national_id,
            "acr": grant.sign_on.acr,
            "amr": ["TestID"],
            "auth_time": seconds(grant.sign_on.authenticated_at),
            "iat": seconds(now),
            "exp": seconds(now.after(TOKEN_LIFETIME)),
            "nonce": grant.request.nonce,
            "jti": crypt::random_token(),
            "sid": grant.sign_on.sid,
            "locale": grant.request.locale().tag(),
        });
        self.behaviour.claims(&mut claims);
        let key = self.key().context("the simulator has no key")?;
        self.behaviour.sign(&key, &claims)
    }
}
