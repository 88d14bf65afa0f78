//! JSON Web Tokens (RFC 7519) beside the `id_token`, which the OpenID Connect library judges: those we
//! sign to say who we are, and those others sign that are no `id_token`s.
//!
//! Signed by RS256 with ring, in constant time; verified with the library's keys.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm,
};
use openidconnect::{JsonWebKey, JsonWebKeyId};
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PKCS1_SHA256;
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::clock::Instant;
use crate::crypt;

/// What is signed for one use is used at once.
const ONE_USE_SECONDS: i64 = 30;
/// Longer than any token of ours or of a provider's; a longer one is not looked into.
const MAX_TOKEN_BYTES: usize = 16 * 1024;

/// An RSA key of ours, known to others by its id.
pub struct SigningKey {
    id: String,
    made_on: Option<String>,
    pair: KeyPair,
}

impl SigningKey {
    /// The text of a new key file: PKCS #8 (PEM) below the key's id and the day it was made.
    pub fn generate(now: Instant) -> anyhow::Result<Zeroizing<String>> {
        let key =
            rsa::RsaPrivateKey::new(&mut rand_core::OsRng, 2048).context("making an RSA key")?;
        let pem = key
            .to_pkcs8_pem(LineEnding::LF)
            .context("writing an RSA key")?;
        let day = now.norwegian_date();
        let mark: String = crypt::hex(crypt::random_bytes().as_slice())
            .chars()
            .take(8)
            .collect();
        Ok(Zeroizing::new(format!(
            "# key id: sendsikkert-{day}-{mark}\n# made on: {day}\n{}",
            pem.as_str()
        )))
    }

    /// Reads a key file from disk.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        std::fs::read_to_string(path)
            .context("it can't be read")
            .and_then(|text| Self::parse(&Zeroizing::new(text)))
            .with_context(|| format!("reading {}", path.display()))
    }

    /// Reads a key file's text: PKCS #8 (PEM), and above it a line `# key id: …` with the id under which the
    /// public key is registered; the line `# made on: YYYY-MM-DD` lets `check` tell when it grows old.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let note = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name))
                .map(|value| value.trim().to_owned())
        };
        let id = note("# key id:").context("the key file has no line “# key id: …”")?;
        ensure!(
            !id.is_empty()
                && id
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)),
            "a key id is made of letters, digits and . _ -"
        );
        let der = PrivatePkcs8KeyDer::from_pem_slice(text.as_bytes())
            .map_err(|_shows_nothing| anyhow::anyhow!("the key file holds no PKCS #8 key (PEM)"))?;
        let pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(|error| {
            anyhow::anyhow!("the key is not an RSA key of 2048 bits or more: {error}")
        })?;
        Ok(Self {
            id,
            made_on: note("# made on:"),
            pair,
        })
    }

    /// The id others know it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The day it was made, `YYYY-MM-DD`, when its file says so.
    pub fn made_on(&self) -> Option<&str> {
        self.made_on.as_deref()
    }

    /// The public key as a JWK Set (RFC 7517), for whom it is to be registered with.
    pub fn public_jwks(&self) -> Value {
        let public = ring::rsa::PublicKeyComponents::<Vec<u8>>::from(self.pair.public());
        json!({ "keys": [{
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": URL_SAFE_NO_PAD.encode(public.n),
            "e": URL_SAFE_NO_PAD.encode(public.e),
        }] })
    }

    /// Signs claims. The header says how, and with which key.
    pub fn sign(&self, claims: &Value) -> anyhow::Result<String> {
        self.sign_with(&json!({ "alg": "RS256", "kid": self.id }), claims)
    }

    /// Signs claims that prove who we are: good for half a minute, and with an id of their own, so that they
    /// are taken once (RFC 7523). ID-porten and Maskinporten would accept two minutes.
    pub fn sign_once(&self, mut claims: Value, now: Instant) -> anyhow::Result<String> {
        let seconds = now.millis().div_euclid(1000);
        let object = claims.as_object_mut().context("claims are an object")?;
        object.insert("iat".to_owned(), seconds.into());
        object.insert("exp".to_owned(), (seconds + ONE_USE_SECONDS).into());
        object.insert("jti".to_owned(), crypt::random_token().into());
        self.sign(&claims)
    }

    /// Signs claims under a header of the caller's own.
    pub fn sign_with(&self, header: &Value, claims: &Value) -> anyhow::Result<String> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.pair.public().modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                input.as_bytes(),
                &mut signature,
            )
            .map_err(|_opaque| anyhow::anyhow!("the token can't be signed"))?;
        Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.id)
    }
}

/// The first part of a token.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// Extensions that must be understood (RFC 7515, 4.1.11): we know none.
    crit: Option<Value>,
}

/// Why a token is not believed.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// None of the keys is the one it names: they may have changed.
    #[error("the token is signed with an unknown key")]
    UnknownKey,
    /// Anything else.
    #[error("the token is refused")]
    Refused(#[source] anyhow::Error),
}

impl From<anyhow::Error> for NotVerified {
    fn from(error: anyhow::Error) -> Self {
        Self::Refused(error)
    }
}

/// The claims of a token that is signed by RS256 with one of the keys and has this `typ`, or none when
/// none is asked for. What the claims say is for the caller to judge.
pub fn verified(
    token: &str,
    keys: &CoreJsonWebKeySet,
    typ: Option<&str>,
) -> Result<Value, NotVerified> {
    let token = Token::parse(token)?;
    if let Some(typ) = typ
        && token
            .header
            .typ
            .as_ref()
            .is_none_or(|given| !given.eq_ignore_ascii_case(typ))
    {
        return Err(anyhow::anyhow!("the token is not of the type {typ}").into());
    }
    token.verified(keys, |alg| match alg {
        "RS256" => Some(CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256),
        _ => None,
    })
}

/// The claims of an access token of Maskinporten's that one of the keys has signed by RS256, RS384 or RS512
/// (Digdir: *Maskinporten, token*). What the claims say is for the caller to judge.
pub fn verified_access_token(token: &str, keys: &CoreJsonWebKeySet) -> Result<Value, NotVerified> {
    Token::parse(token)?.verified(keys, |alg| match alg {
        "RS256" => Some(CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256),
        "RS384" => Some(CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384),
        "RS512" => Some(CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512),
        _ => None,
    })
}

/// Whose token it says it is. Anybody can write that: good for nothing but to spare a look at the keys.
pub fn says_it_is_from(token: &str) -> anyhow::Result<Option<String>> {
    let claims = Token::parse(token)?.claims;
    let issuer = claims.get("iss").and_then(Value::as_str);
    Ok(issuer.map(str::to_owned))
}

/// A token taken apart (RFC 7515, 3.1).
struct Token<'a> {
    header: Header,
    claims: Value,
    signature: Vec<u8>,
    signed: &'a str,
}

impl<'a> Token<'a> {
    fn parse(token: &'a str) -> anyhow::Result<Self> {
        ensure!(token.len() <= MAX_TOKEN_BYTES, "the token is too long");
        let (signed, signature) = token.rsplit_once('.').context("it is no token")?;
        let (header, claims) = signed.split_once('.').context("it is no token")?;
        if claims.contains('.') {
            bail!("it is no token");
        }
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).context("it is no token");
        // What serde says of JSON it can't read may quote it.
        let unreadable = |_quotes: serde_json::Error| anyhow::anyhow!("it is no token");
        Ok(Self {
            header: serde_json::from_slice(&decode(header)?).map_err(unreadable)?,
            claims: serde_json::from_slice(&decode(claims)?).map_err(unreadable)?,
            signature: decode(signature)?,
            signed,
        })
    }

    fn verified(
        self,
        keys: &CoreJsonWebKeySet,
        allowed: impl Fn(&str) -> Option<CoreJwsSigningAlgorithm>,
    ) -> Result<Value, NotVerified> {
        let algorithm = allowed(&self.header.alg).filter(|_| self.header.crit.is_none());
        let algorithm = algorithm.context("the algorithm or an extension is not allowed")?;
        let kid = self.header.kid.context("the token names no key")?;
        let key = key_of(keys, &kid).ok_or(NotVerified::UnknownKey)?;
        key.verify_signature(&algorithm, self.signed.as_bytes(), &self.signature)
            .context("the signature is wrong")?;
        Ok(self.claims)
    }
}

fn key_of<'a>(keys: &'a CoreJsonWebKeySet, kid: &str) -> Option<&'a CoreJsonWebKey> {
    let kid = JsonWebKeyId::new(kid.to_owned());
    keys.keys().iter().find(|key| {
        key.key_id() == Some(&kid)
            && key
                .key_use()
                .is_none_or(|usage| *usage == CoreJsonWebKeyUse::Signature)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::parse(&SigningKey::generate(Instant::from_millis(1_795_266_000_000)).unwrap())
            .unwrap()
    }

    fn keys_of(key: &SigningKey) -> CoreJsonWebKeySet {
        serde_json::from_value(key.public_jwks()).unwrap()
    }

    #[test]
    fn a_key_file_says_what_it_is() {
        let key = key();
        assert!(key.id().starts_with("sendsikkert-2026-11-2"));
        assert!(key.made_on().unwrap().starts_with("2026-11-2"));
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.id()));
        for text in [
            "",
            "# key id: a b\n",
            "# key id: a\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        ] {
            assert!(SigningKey::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_an_untouched_token_of_a_known_key_is_verified() {
        let (key, other) = (key(), key());
        let claims = json!({ "iss": "https://idporten.no", "jti": "1" });
        let token = key.sign(&claims).unwrap();
        assert_eq!(verified(&token, &keys_of(&key), None).unwrap(), claims);
        assert!(matches!(
            verified(&token, &keys_of(&other), None),
            Err(NotVerified::UnknownKey)
        ));
        assert!(verified(&token, &keys_of(&key), Some("logout+jwt")).is_err());
        let borrowed = other
            .sign_with(&json!({ "alg": "RS256", "kid": key.id() }), &claims)
            .unwrap();
        for alg in ["none", "HS256", "RS512", "PS256"] {
            let token = key
                .sign_with(&json!({ "alg": alg, "kid": key.id() }), &claims)
                .unwrap();
            assert!(verified(&token, &keys_of(&key), None).is_err(), "{alg}");
        }
        let (head, _) = token.rsplit_once('.').unwrap();
        for token in [
            &borrowed,
            &format!("{head}."),
            head,
            "",
            "a.b.c",
            &format!("{token}.x"),
        ] {
            assert!(
                matches!(
                    verified(token, &keys_of(&key), None),
                    Err(NotVerified::Refused(_))
                ),
                "{token}"
            );
        }
    }
}
