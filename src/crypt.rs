//! Personal fields at rest: sealed with the portal key, found by keyed hash.
//!
//! A stolen database tells nothing without the key file. Every sealed value is bound to the column
//! and row it stands in (the AEAD's associated data), so that one row's value can't be moved into
//! another, and carries the id of its key in front, so that keys can be changed: the first key of
//! the file seals, every key of the file opens, and the last one makes the look-up hashes.

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;
use zeroize::Zeroizing;

const KEY_PREFIX: &str = "SENDSIKKERT-PORTAL-KEY-1-";
const NONCE_LENGTH: usize = 24;

/// Where a sealed value stands: table and column, and the row's id. Part of what is authenticated.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Table and column, as `submissions.content`.
    pub column: &'static str,
    /// The row's primary key.
    pub row: &'a str,
}

impl Place<'_> {
    fn associated_data(&self) -> Vec<u8> {
        format!("{}:{}", self.column, self.row).into_bytes()
    }
}

/// A 256-bit key, its text form wiped from memory when it is dropped.
pub type SecretBytes = Zeroizing<[u8; 32]>;

struct Key {
    id: String,
    secret: SecretBytes,
}

impl Key {
    fn derive(&self, purpose: &str) -> SecretBytes {
        derive(&self.secret, purpose)
    }
}

/// The portal's keys for personal fields.
pub struct PortalKeys {
    first: Key,
    older: Vec<Key>,
}

impl PortalKeys {
    /// The text of a new key file with one key.
    pub fn generate() -> Zeroizing<String> {
        let secret = random_bytes();
        Zeroizing::new(format!(
            "{KEY_PREFIX}{}\n",
            STANDARD_NO_PAD.encode(secret.as_slice())
        ))
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
        let mut keys = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(parse_key)
            .collect::<anyhow::Result<Vec<_>>>()?
            .into_iter();
        let first = keys.next().context("the portal key file holds no key")?;
        Ok(Self {
            first,
            older: keys.collect(),
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        1 + self.older.len()
    }

    /// Seals a value for one place in the database.
    pub fn seal(&self, place: Place<'_>, plaintext: &[u8]) -> anyhow::Result<String> {
        let sealed = seal_with(
            &self.first.derive("fields"),
            &place.associated_data(),
            plaintext,
        )?;
        Ok(format!("{}.{sealed}", self.first.id))
    }

    /// Opens a value sealed for the same place; anything else is an error.
    pub fn open(&self, place: Place<'_>, sealed: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        let (id, body) = sealed
            .split_once('.')
            .context("a sealed value names no key")?;
        let key = std::iter::once(&self.first)
            .chain(&self.older)
            .find(|key| key.id == id)
            .with_context(|| format!("the portal key {id} is not in the key file"))?;
        open_with(&key.derive("fields"), &place.associated_data(), body)
            .with_context(|| format!("opening {}", place.column))
    }

    /// The keyed hash a value is found by. `kind` keeps equal values of different kinds apart.
    pub fn lookup(&self, kind: &str, value: &str) -> String {
        let oldest = self.older.last().unwrap_or(&self.first);
        let key = oldest.derive("lookup");
        keyed_hash(&key, format!("{kind}:{value}").as_bytes())
    }
}

impl fmt::Debug for PortalKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortalKeys(sealing with {})", self.first.id)
    }
}

fn parse_key(line: &str) -> anyhow::Result<Key> {
    let encoded = line
        .strip_prefix(KEY_PREFIX)
        .with_context(|| format!("a portal key begins with {KEY_PREFIX}"))?;
    let bytes = Zeroizing::new(
        STANDARD_NO_PAD
            .decode(encoded)
            .context("a portal key is base64")?,
    );
    let Ok(secret) = <[u8; 32]>::try_from(bytes.as_slice()) else {
        bail!("a portal key is 32 bytes long");
    };
    let secret = Zeroizing::new(secret);
    let mut id = hex(derive(&secret, "id").as_slice());
    id.truncate(8);
    Ok(Key { id, secret })
}

/// A key for one purpose, derived from another by HKDF-SHA-256 (RFC 5869).
pub fn derive(secret: &[u8; 32], purpose: &str) -> SecretBytes {
    let mut derived = Zeroizing::new([0; 32]);
    let expanded = Hkdf::<Sha256>::new(Some(b"sendsikkert"), secret)
        .expand(purpose.as_bytes(), derived.as_mut_slice());
    debug_assert!(expanded.is_ok(), "32 bytes are always within HKDF's limit");
    derived
}

/// Seals with XChaCha20-Poly1305; nonce in front, base64url.
pub fn seal_with(key: &SecretBytes, associated: &[u8], plaintext: &[u8]) -> anyhow::Result<String> {
    let random = random_bytes();
    let nonce: [u8; NONCE_LENGTH] =
        std::array::from_fn(|i| random.get(i).copied().unwrap_or_default());
    let cipher = XChaCha20Poly1305::new(key.as_slice().into());
    let body = cipher
        .encrypt(
            XNonce::from_slice(&nonce),
            Payload {
                msg: plaintext,
                aad: associated,
            },
        )
        .map_err(|_opaque| anyhow::anyhow!("the value can't be sealed"))?;
    Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &body].concat()))
}

/// Opens what [`seal_with`] made.
pub fn open_with(
    key: &SecretBytes,
    associated: &[u8],
    sealed: &str,
) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let bytes = URL_SAFE_NO_PAD
        .decode(sealed)
        .context("a sealed value is base64url")?;
    let (nonce, body) = bytes
        .split_at_checked(NONCE_LENGTH)
        .context("a sealed value is too short")?;
    XChaCha20Poly1305::new(key.as_slice().into())
        .decrypt(
            XNonce::from_slice(nonce),
            Payload {
                msg: body,
                aad: associated,
            },
        )
        .map(Zeroizing::new)
        .map_err(|_opaque| {
            anyhow::anyhow!("the value was sealed with another key or for another place")
        })
}

/// `HMAC-SHA-256[key](message)` in hexadecimal.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "HMAC takes keys of any length (RFC 2104)"
)]
pub fn keyed_hash(key: &SecretBytes, message: &[u8]) -> String {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(key.as_slice()).expect("a key of any length");
    mac.update(message);
    hex(&mac.finalize().into_bytes())
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// 32 bytes from the operating system's generator.
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "without randomness nothing here is safe to go on with"
)]
pub fn random_bytes() -> SecretBytes {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice()).expect("the operating system gives random bytes");
    bytes
}

/// 256 random bits as base64url: session cookies, tokens, confirmation codes.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes().as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> PortalKeys {
        PortalKeys::parse(&PortalKeys::generate()).unwrap()
    }

    #[test]
    fn a_sealed_value_opens_in_its_own_place_only() {
        let keys = keys();
        let place = Place {
            column: "submissions.content",
            row: "a",
        };
        let sealed = keys.seal(place, b"secret").unwrap();
        assert_eq!(keys.open(place, &sealed).unwrap().as_slice(), b"secret");
        assert!(keys.open(Place { row: "b", ..place }, &sealed).is_err());
        assert!(
            keys.open(
                Place {
                    column: "documents.content",
                    ..place
                },
                &sealed
            )
            .is_err()
        );
    }

    #[test]
    fn after_a_rotation_old_values_open_and_hashes_stay() {
        let old = PortalKeys::generate();
        let before = PortalKeys::parse(&old).unwrap();
        let place = Place {
            column: "c",
            row: "r",
        };
        let sealed = before.seal(place, b"x").unwrap();
        let both = format!("{}{}", PortalKeys::generate().as_str(), old.as_str());
        let after = PortalKeys::parse(&both).unwrap();
        assert_eq!(after.open(place, &sealed).unwrap().as_slice(), b"x");
        assert_eq!(after.lookup("person", "1"), before.lookup("person", "1"));
        assert!(
            before
                .open(place, &after.seal(place, b"y").unwrap())
                .is_err()
        );
    }

    #[test]
    fn a_key_file_without_a_proper_key_is_refused() {
        for text in [
            "",
            "# only a comment",
            "SENDSIKKERT-PORTAL-KEY-1-AAAA",
            "hello",
        ] {
            assert!(PortalKeys::parse(text).is_err(), "{text}");
        }
    }
}
