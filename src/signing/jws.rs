//! JSON Web Signatures in compact form (RFC 7515, 7.1), read so strictly that for one payload and key there is one
//! text alone: no other spelling of base64url, nothing around it, nothing else in the header.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{PublicKeys, SigningKeys};

/// The one algorithm, by its full name (RFC 9864, 2.2): the header can't choose another.
pub const ALGORITHM: &str = "Ed25519";

/// A signature says which key made it, and of what kind the payload is. Any other member is refused; so are `crit`,
/// `jwk` and all that would let the signature choose its own rules.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Why a signature is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotVerified {
    /// It is not of this kind, or not written as it must be.
    #[error("it is not a signature of this kind")]
    Malformed,
    /// None of the keys is the one it names.
    #[error("it is signed with an unknown key")]
    UnknownKey,
    /// The key it names has not signed this.
    #[error("the signature is wrong")]
    Wrong,
}

impl SigningKeys {
    /// Signs a payload of this `typ`. The same key and payload give the same text.
    pub fn sign(&self, typ: &str, payload: &[u8]) -> anyhow::Result<String> {
        let header = serde_json::to_vec(&Header {
            alg: ALGORITHM.to_owned(),
            kid: self.id().to_owned(),
            typ: typ.to_owned(),
        })?;
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(payload)
        );
        let signature = URL_SAFE_NO_PAD.encode(self.signature(signed.as_bytes()));
        Ok(format!("{signed}.{signature}"))
    }
}

impl PublicKeys {
    /// The payload of a text that one of the keys has signed, if it is of this `typ`.
    pub fn verified(&self, typ: &str, text: &str) -> Result<Vec<u8>, NotVerified> {
        let (signed, signature) = text.rsplit_once('.').ok_or(NotVerified::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(NotVerified::Malformed)?;
        let header = header_of(&decoded(header)?).ok_or(NotVerified::Malformed)?;
        if header.alg != ALGORITHM || header.typ != typ {
            return Err(NotVerified::Malformed);
        }
        let payload = decoded(payload)?;
        let signature = decoded(signature)?;
        let key = self.find(&header.kid).ok_or(NotVerified::UnknownKey)?;
        if key.has_signed(signed.as_bytes(), &signature) {
            Ok(payload)
        } else {
            Err(NotVerified::Wrong)
        }
    }
}

/// A header that is written as ours are, to the byte.
fn header_of(bytes: &[u8]) -> Option<Header> {
    let header: Header = serde_json::from_slice(bytes).ok()?;
    let ours = serde_json::to_vec(&header).ok()?;
    (ours == bytes).then_some(header)
}

/// Base64url without padding. This engine refuses what is not canonical: bits that nobody reads must be zero.
fn decoded(part: &str) -> Result<Vec<u8>, NotVerified> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_quotes_it| NotVerified::Malformed)
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, Mac};
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;

    const TYP: &str = "test+jwt";

    fn keys() -> SigningKeys {
        SigningKeys::parse(&SigningKeys::generate().unwrap()).unwrap()
    }

    /// A text with a header of the test's own, properly signed by the key.
    fn signed_with(keys: &SigningKeys, header: &str, payload: &str) -> String {
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(payload)
        );
        let signature = URL_SAFE_NO_PAD.encode(keys.signature(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    #[test]
    fn the_standard_s_example_has_the_standard_s_signature() {
        // RFC 8037, A.4: the key of A.1, the header with the name the algorithm had then.
        let seed = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
        let keys = SigningKeys::parse(&format!("SENDSIKKERT-RECEIPT-KEY-1-{seed}")).unwrap();
        let text = signed_with(&keys, r#"{"alg":"EdDSA"}"#, "Example of Ed25519 signing");
        assert_eq!(
            text,
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
             hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
        assert_eq!(
            keys.public().verified(TYP, &text),
            Err(NotVerified::Malformed)
        );
    }

    #[test]
    fn only_the_one_header_is_believed() {
        let keys = keys();
        let id = keys.id();
        let right = format!(r#"{{"alg":"Ed25519","kid":"{id}","typ":"{TYP}"}}"#);
        let text = signed_with(&keys, &right, "{}");
        assert_eq!(text, keys.sign(TYP, b"{}").unwrap());
        assert_eq!(keys.public().verified(TYP, &text).unwrap(), b"{}");
        for header in [
            r#"{"alg":"none"}"#.to_owned(),
            right.replace("Ed25519", "none"),
            right.replace("Ed25519", "EdDSA"),
            right.replace("Ed25519", "ed25519"),
            right.replace("Ed25519", "HS256"),
            right.replace(TYP, "JWT"),
            right.replace(TYP, "TEST+JWT"),
            right.replace(&format!(r#","typ":"{TYP}""#), ""),
            right.replace('}', r#","crit":["b64"],"b64":false}"#),
            right.replace('}', r#","jwk":{}}"#),
            right.replace('}', r#","alg":"Ed25519"}"#),
            right.replace('{', r#"{"kid":"other","#),
            format!("[{right}]"),
            format!(r#"["Ed25519","{id}","{TYP}"]"#),
            format!(" {right}"),
            format!(r#"{{"kid":"{id}","alg":"Ed25519","typ":"{TYP}"}}"#),
            format!("{right}{right}"),
            String::new(),
        ] {
            let text = signed_with(&keys, &header, "{}");
            let answer = keys.public().verified(TYP, &text);
            assert_eq!(answer, Err(NotVerified::Malformed), "{header}");
        }
        let unknown = right.replace(id, "unknown");
        let answer = keys
            .public()
            .verified(TYP, &signed_with(&keys, &unknown, "{}"));
        assert_eq!(answer, Err(NotVerified::UnknownKey));
    }

    #[test]
    fn neither_the_public_key_nor_no_signature_signs() {
        let keys = keys();
        let text = keys.sign(TYP, b"{}").unwrap();
        let (signed, _) = text.rsplit_once('.').unwrap();
        let public = keys.public().keys().first().unwrap().bytes();
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(public).unwrap();
        mac.update(signed.as_bytes());
        for signature in [
            URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()),
            String::new(),
            URL_SAFE_NO_PAD.encode([0; 64]),
        ] {
            let answer = keys
                .public()
                .verified(TYP, &format!("{signed}.{signature}"));
            assert_eq!(answer, Err(NotVerified::Wrong));
        }
        let other = self::keys();
        let borrowed = format!(r#"{{"alg":"Ed25519","kid":"{}","typ":"{TYP}"}}"#, keys.id());
        let answer = keys
            .public()
            .verified(TYP, &signed_with(&other, &borrowed, "{}"));
        assert_eq!(answer, Err(NotVerified::Wrong));
    }

    proptest! {
        #[test]
        fn what_was_signed_is_verified_and_no_other_text_is(
            payload in prop::collection::vec(any::<u8>(), 0..200),
            place in any::<prop::sample::Index>(),
            other in any::<char>(),
        ) {
            let keys = keys();
            let text = keys.sign(TYP, &payload).unwrap();
            prop_assert_eq!(keys.public().verified(TYP, &text), Ok(payload));
            let mut characters: Vec<char> = text.chars().collect();
            let place = place.index(characters.len());
            if characters[place] != other {
                characters[place] = other;
                let altered: String = characters.iter().collect();
                prop_assert!(keys.public().verified(TYP, &altered).is_err());
            }
            for around in [format!("{text}\n"), format!(" {text}"), format!("{text}="), format!("{text}."), format!(".{text}"), format!("{text}A")] {
                prop_assert!(keys.public().verified(TYP, &around).is_err());
            }
        }
    }

    #[test]
    fn every_character_counts() {
        let keys = keys();
        let text = keys.sign(TYP, br#"{"a":1}"#).unwrap();
        for place in 0..text.len() {
            for other in b"AZaz09-_.=\n+/" {
                let mut altered = text.clone().into_bytes();
                if altered[place] == *other {
                    continue;
                }
                altered[place] = *other;
                let altered = String::from_utf8(altered).unwrap();
                assert!(keys.public().verified(TYP, &altered).is_err(), "{altered}");
            }
        }
    }
}
