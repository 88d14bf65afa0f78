//! What the provider says of itself and of a person, in the library's types.

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, Client, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, ExtraTokenFields, IdToken, IdTokenClaims, IdTokenFields, ProviderMetadata,
    StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The provider's metadata (OpenID Connect Discovery 1.0).
pub(super) type Metadata = ProviderMetadata<
    MoreMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What the metadata holds beyond the library's own fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct MoreMetadata {
    /// RFC 9126, 5.
    pub(super) pushed_authorization_request_endpoint: Option<String>,
    /// OpenID Connect RP-Initiated Logout 1.0, 2.1.
    pub(super) end_session_endpoint: Option<String>,
    /// RFC 9207, 3.
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    /// RFC 8414, 2.
    pub(super) code_challenge_methods_supported: Option<Vec<String>>,
}

impl AdditionalProviderMetadata for MoreMetadata {}

/// The `pid` claim before it is checked. `Debug`, which the library asks for, shows none of it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pid(pub(super) String);

impl std::fmt::Debug for Pid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pid(…)")
    }
}

/// ID-porten's claims beside the standard ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MoreClaims {
    /// The national id.
    pub(super) pid: Option<Pid>,
    /// The provider's session.
    pub(super) sid: Option<String>,
    /// Whom a supplier's client serves. Digdir's documentation has both names.
    #[serde(alias = "aud_onbehalfof")]
    pub(super) client_onbehalfof: Option<String>,
}

impl AdditionalClaims for MoreClaims {}

/// What the token endpoint answers beside tokens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MoreOfTokens {
    /// RFC 9396, 7.
    pub(super) authorization_details: Option<Value>,
}

impl ExtraTokenFields for MoreOfTokens {}

pub(super) type Claims = IdTokenClaims<MoreClaims, CoreGenderClaim>;

/// An `id_token` as it came.
pub(super) type SignedClaims = IdToken<
    MoreClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// What the token endpoint answers.
pub(super) type Tokens = StandardTokenResponse<
    IdTokenFields<
        MoreClaims,
        MoreOfTokens,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// The library's client with ID-porten's claims.
pub(super) type OidcClient = Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
