//! The public keys, as everybody may read and keep them: a JWK Set (RFC 7517, 5) of Ed25519 keys (RFC 8037, 2).

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::jws::ALGORITHM;

/// A public key, known by its thumbprint (RFC 7638): nobody can give it another one's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    id: String,
    bytes: [u8; 32],
}

impl PublicKey {
    /// The key of these bytes (RFC 8032, 5.1.2).
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        // The members that RFC 8037, 2, requires, in the order and without the spaces that RFC 7638, 3, asks for.
        let required =
            json!({ "crv": "Ed25519", "kty": "OKP", "x": URL_SAFE_NO_PAD.encode(bytes) });
        Self {
            id: URL_SAFE_NO_PAD.encode(Sha256::digest(required.to_string())),
            bytes,
        }
    }

    /// What signatures name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    pub(super) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.bytes);
        key.verify(message, signature).is_ok()
    }
}

/// All keys that signatures are checked with, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys(Vec<PublicKey>);

/// A key as RFC 7517, 4, and RFC 8037, 2, write it. What it is called there is not read: its thumbprint counts.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default, rename = "use")]
    usage: Option<String>,
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

impl PublicKeys {
    pub(super) const fn new(keys: Vec<PublicKey>) -> Self {
        Self(keys)
    }

    /// Each of them.
    pub fn keys(&self) -> &[PublicKey] {
        &self.0
    }

    /// The key of an id.
    pub(super) fn find(&self, id: &str) -> Option<&PublicKey> {
        self.0.iter().find(|key| key.id == id)
    }

    /// The JWK Set as it is published.
    pub fn jwk_set(&self) -> String {
        let keys = self.0.iter().map(|key| {
            json!({
                "kty": "OKP",
                "crv": "Ed25519",
                "x": URL_SAFE_NO_PAD.encode(key.bytes),
                "use": "sig",
                "alg": ALGORITHM,
                "kid": key.id,
            })
        });
        format!("{:#}\n", json!({ "keys": keys.collect::<Vec<_>>() }))
    }

    /// Reads a JWK Set. Keys of other kinds, or for other uses, are passed over (RFC 7517, 5); without any Ed25519
    /// key it is none of ours.
    pub fn from_jwk_set(text: &[u8]) -> anyhow::Result<Self> {
        let set: JwkSet = serde_json::from_slice(text).context("it is no JWK Set (RFC 7517)")?;
        let ours = set.keys.iter().filter(|key| {
            key.kty == "OKP"
                && key.crv == "Ed25519"
                && key.usage.as_deref().is_none_or(|usage| usage == "sig")
        });
        let keys = ours
            .map(|key| {
                let bytes = URL_SAFE_NO_PAD.decode(&key.x).ok();
                let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
                bytes
                    .map(PublicKey::new)
                    .context("an Ed25519 key is 32 bytes of base64url (RFC 8037)")
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        ensure!(!keys.is_empty(), "there is no Ed25519 key in it");
        Ok(Self(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_thumbprint_of_the_standard_s_example() {
        // RFC 8037, A.2 and A.3.
        let set = br#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
        let keys = PublicKeys::from_jwk_set(set).unwrap();
        let ids: Vec<_> = keys.keys().iter().map(PublicKey::id).collect();
        assert_eq!(ids, ["kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"]);
    }

    #[test]
    fn what_is_published_is_read_again_and_other_keys_are_passed_over() {
        let keys = PublicKeys::new(vec![PublicKey::new([1; 32]), PublicKey::new([2; 32])]);
        let set = keys.jwk_set();
        assert_eq!(PublicKeys::from_jwk_set(set.as_bytes()).unwrap(), keys);
        let other = set.replacen(
            "\"keys\": [",
            r#""keys": [{"kty":"RSA","n":"AQ","e":"AQAB"}, {"kty":"OKP","crv":"X25519","x":"AA"},"#,
            1,
        );
        assert_eq!(PublicKeys::from_jwk_set(other.as_bytes()).unwrap(), keys);
        for wrong in [
            "",
            "{}",
            "[]",
            r#"{"keys":[]}"#,
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}"#,
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519"}]}"#,
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","use":"enc"}]}"#,
        ] {
            assert!(
                PublicKeys::from_jwk_set(wrong.as_bytes()).is_err(),
                "{wrong}"
            );
        }
    }
}
