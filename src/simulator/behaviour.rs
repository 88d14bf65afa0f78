//! How the provider behaves: honestly, unless a test wants it otherwise.

use actix_web::HttpResponse;
use serde_json::Value;

use crate::identity::jwt::SigningKey;

/// What the provider is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `/.well-known/openid-configuration`
    Metadata,
    /// `/jwks.json`
    Keys,
    /// `/par`
    Par,
    /// `/token`
    Token,
}

/// Where a provider can go wrong. Every method's default is what an honest one does: nothing more.
pub trait Behaviour: Send + Sync {
    /// Sees every call, and may answer it in its own way.
    fn asked(&self, _endpoint: Endpoint) -> Option<HttpResponse> {
        None
    }

    /// Sees what a client hands in at `/par` and `/token`, after it has been accepted.
    fn accepted(&self, _endpoint: Endpoint, _form: &[(String, String)]) {}

    /// Changes what is published.
    fn metadata(&self, _metadata: &mut Value) {}

    /// Changes what the browser carries back.
    fn callback(&self, _parameters: &mut Vec<(String, String)>) {}

    /// Changes what the `id_token` says.
    fn claims(&self, _claims: &mut Value) {}

    /// Signs the `id_token`.
    fn sign(&self, key: &SigningKey, claims: &Value) -> anyhow::Result<String> {
        key.sign(claims)
    }

    /// Changes what the token endpoint answers. `request` is the authorization request's parameters that
    /// ask for more than who somebody is (RFC 9396).
    fn tokens(&self, _tokens: &mut Value, _request: Option<&Value>) {}
}

/// The demo's: as it should be.
pub struct Honest;

impl Behaviour for Honest {}
