//! Signatures that can be checked for years: Ed25519 keys in a file, the public ones for everybody
//! ([`PublicKeys`]), and statements signed as compact JWS ([`jws`], RFC 7515 and RFC 8037).
//!
//! The first key of the file signs. The others are there so that what they have signed can still be checked; of
//! them the public part is enough, so that no retired private key need be kept.

pub mod jws;
mod published;

use std::fmt;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::signature::{Ed25519KeyPair, KeyPair};
use zeroize::Zeroizing;

use crate::crypt::{SecretBytes, random_bytes};
pub use published::{PublicKey, PublicKeys};

const SECRET_PREFIX: &str = "SENDSIKKERT-RECEIPT-KEY-1-";
const PUBLIC_PREFIX: &str = "SENDSIKKERT-RECEIPT-PUBLIC-1-";

/// The keys of a key file.
pub struct SigningKeys {
    first: Ed25519KeyPair,
    public: PublicKeys,
}

impl SigningKeys {
    /// The text of a new key file with one key.
    pub fn generate() -> anyhow::Result<Zeroizing<String>> {
        Ok(file(&Secret::generate()?, &[]))
    }

    /// The text of a new key file whose first key is new; of those that were there the public parts follow.
    pub fn retire(&self) -> anyhow::Result<Zeroizing<String>> {
        Ok(file(&Secret::generate()?, self.public.keys()))
    }

    /// Reads a key file from disk.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        std::fs::read_to_string(path)
            .context("it can't be read")
            .and_then(|text| Self::parse(&Zeroizing::new(text)))
            .with_context(|| format!("reading {}", path.display()))
    }

    /// Reads a key file's text: a key a line, newest first; empty lines and lines after `#` are skipped.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let lines = text.lines().map(str::trim);
        let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let first = lines
            .next()
            .context("the receipt key file holds no key")?
            .strip_prefix(SECRET_PREFIX)
            .with_context(|| {
                format!("the first key must be one that can sign: {SECRET_PREFIX}…")
            })?;
        let first = Secret::parse(first)?;
        let mut public = vec![first.public()];
        for line in lines {
            let key = public_part(line)?;
            let id = key.id();
            ensure!(!public.contains(&key), "the key {id} stands there twice");
            public.push(key);
        }
        Ok(Self {
            first: first.pair,
            public: PublicKeys::new(public),
        })
    }

    /// The public parts of all keys; the first one's signs.
    pub const fn public(&self) -> &PublicKeys {
        &self.public
    }

    /// The id of the key that signs.
    pub fn id(&self) -> &str {
        self.public.keys().first().map_or("", PublicKey::id)
    }

    /// Signs bytes with the first key.
    fn signature(&self, message: &[u8]) -> Vec<u8> {
        self.first.sign(message).as_ref().to_vec()
    }
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKeys(signing with {})", self.id())
    }
}

/// A key that can sign: the seed of RFC 8032, 5.1.5, and what is made of it.
struct Secret {
    seed: SecretBytes,
    pair: Ed25519KeyPair,
}

impl Secret {
    fn generate() -> anyhow::Result<Self> {
        Self::of(random_bytes())
    }

    fn parse(encoded: &str) -> anyhow::Result<Self> {
        Self::of(Zeroizing::new(key_bytes(encoded)?))
    }

    fn of(seed: SecretBytes) -> anyhow::Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice())
            .map_err(|_opaque| anyhow::anyhow!("the receipt key can't be used"))?;
        Ok(Self { seed, pair })
    }

    fn public(&self) -> PublicKey {
        let bytes = self.pair.public_key().as_ref();
        PublicKey::new(std::array::from_fn(|i| {
            bytes.get(i).copied().unwrap_or_default()
        }))
    }
}

/// The public part of an older key, which stands there alone or as what it is made of.
fn public_part(line: &str) -> anyhow::Result<PublicKey> {
    if let Some(encoded) = line.strip_prefix(SECRET_PREFIX) {
        return Ok(Secret::parse(encoded)?.public());
    }
    let Some(encoded) = line.strip_prefix(PUBLIC_PREFIX) else {
        bail!("a receipt key begins with {SECRET_PREFIX} or {PUBLIC_PREFIX}");
    };
    Ok(PublicKey::new(key_bytes(encoded)?))
}

fn key_bytes(encoded: &str) -> anyhow::Result<[u8; 32]> {
    let bytes = STANDARD_NO_PAD
        .decode(encoded)
        .map(Zeroizing::new)
        .map_err(|_quotes_it| anyhow::anyhow!("a receipt key is base64"))?;
    <[u8; 32]>::try_from(bytes.as_slice())
        .map_err(|_wrong_length| anyhow::anyhow!("a receipt key is 32 bytes long"))
}

fn file(first: &Secret, retired: &[PublicKey]) -> Zeroizing<String> {
    let id = first.public();
    let seed = Zeroizing::new(STANDARD_NO_PAD.encode(first.seed.as_slice()));
    let mut text = Zeroizing::new(format!(
        "# key id: {}\n{SECRET_PREFIX}{}\n",
        id.id(),
        seed.as_str()
    ));
    for key in retired {
        for part in [
            "# retired, key id: ",
            key.id(),
            "\n",
            PUBLIC_PREFIX,
            &STANDARD_NO_PAD.encode(key.bytes()),
            "\n",
        ] {
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> SigningKeys {
        SigningKeys::parse(&SigningKeys::generate().unwrap()).unwrap()
    }

    #[test]
    fn a_retired_key_leaves_its_public_part() {
        let first = keys();
        let second = SigningKeys::parse(&first.retire().unwrap()).unwrap();
        let text = second.retire().unwrap();
        let third = SigningKeys::parse(&text).unwrap();
        assert_eq!(text.matches(SECRET_PREFIX).count(), 1);
        let ids: Vec<_> = third.public().keys().iter().map(PublicKey::id).collect();
        assert_eq!(ids, [third.id(), second.id(), first.id()]);
        assert_eq!(
            format!("{third:?}"),
            format!("SigningKeys(signing with {})", third.id())
        );
    }

    #[test]
    fn a_key_file_that_can_t_sign_or_says_a_key_twice_is_refused() {
        let text = SigningKeys::generate().unwrap();
        let keys = SigningKeys::parse(&text).unwrap();
        let after = keys.retire().unwrap();
        let (_, retired) = after.split_once("# retired").unwrap();
        let public_only = format!("# retired{retired}");
        for (wrong, why) in [
            ("", "holds no key"),
            ("# only a comment", "holds no key"),
            (public_only.as_str(), "can sign"),
            ("SENDSIKKERT-PORTAL-KEY-1-AAAA", "can sign"),
            ("SENDSIKKERT-RECEIPT-KEY-1-AAAA", "32 bytes"),
            ("SENDSIKKERT-RECEIPT-KEY-1-secret!", "base64"),
            (&format!("{}{}", text.as_str(), text.as_str()), "twice"),
            (&format!("{}{public_only}", text.as_str()), "twice"),
            (&format!("{}nonsense", text.as_str()), "begins with"),
        ] {
            let told = format!("{:#}", SigningKeys::parse(wrong).unwrap_err());
            assert!(told.contains(why), "{told}");
            assert!(!told.contains("secret!"));
        }
    }
}
