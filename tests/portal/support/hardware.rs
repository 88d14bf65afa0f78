//! A hardware key in software: what `age1tag1…` and `age1tagpq1…` public keys are sealed to, opened by the
//! letter of C2SP's age specification and RFC 9180, and the age plugin that brings it to a program.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};
use age_core::primitives::bech32_encode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bech32::Hrp;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use ml_kem::kem::{Decapsulate, DecapsulationKey};
use ml_kem::{EncodedSizeUser, KemCore, MlKem768, MlKem768Params};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use rand_core::OsRng;
use sha2::Sha256;
use sha3::{Digest, Sha3_256};

/// The bytes of an encapsulated ML-KEM-768 key (FIPS 203).
const ML_KEM_BYTES: usize = 1088;

/// A key that never leaves its device; here, its memory.
#[derive(Clone)]
pub(crate) struct HardwareKey {
    classic: p256::SecretKey,
    post_quantum: Option<DecapsulationKey<MlKem768Params>>,
    public: String,
}

impl HardwareKey {
    /// `age1tag1…`
    pub(crate) fn classic() -> Self {
        let classic = p256::SecretKey::random(&mut OsRng);
        let point = classic.public_key().to_encoded_point(true);
        Self {
            public: bech32_encode(Hrp::parse_unchecked("age1tag"), point.as_bytes()),
            classic,
            post_quantum: None,
        }
    }

    /// `age1tagpq1…`
    pub(crate) fn post_quantum() -> Self {
        let classic = p256::SecretKey::random(&mut OsRng);
        let (secret, public) = MlKem768::generate(&mut OsRng);
        let mut bytes = public.as_bytes().to_vec();
        bytes.extend(classic.public_key().to_encoded_point(false).as_bytes());
        Self {
            public: bech32_encode(Hrp::parse_unchecked("age1tagpq"), &bytes),
            classic,
            post_quantum: Some(secret),
        }
    }

    pub(crate) fn public(&self) -> &str {
        &self.public
    }

    /// The stanza it answers to.
    pub(crate) fn stanza(&self) -> &'static str {
        if self.post_quantum.is_some() {
            "mlkem768p256tag"
        } else {
            "p256tag"
        }
    }

    fn unwrap(&self, tag: &str, args: &[String], body: &[u8]) -> Option<Vec<u8>> {
        if tag != self.stanza() {
            return None;
        }
        let enc = STANDARD_NO_PAD.decode(args.get(1)?).ok()?;
        let (kem, secret) = match &self.post_quantum {
            None => (0x0010, self.dhkem(&enc)?),
            Some(key) => (0x0050, self.hybrid(key, &enc)?),
        };
        let info = format!("age-encryption.org/{tag}");
        open(kem, &secret, info.as_bytes(), body)
    }

    fn agreed(&self, point: &[u8]) -> Option<Vec<u8>> {
        let theirs = p256::PublicKey::from_sec1_bytes(point).ok()?;
        let agreed =
            p256::ecdh::diffie_hellman(self.classic.to_nonzero_scalar(), theirs.as_affine());
        Some(agreed.raw_secret_bytes().to_vec())
    }

    fn own_point(&self) -> Vec<u8> {
        let point = self.classic.public_key().to_encoded_point(false);
        point.as_bytes().to_vec()
    }

    /// RFC 9180, 4.1.
    fn dhkem(&self, enc: &[u8]) -> Option<Vec<u8>> {
        let suite = [&b"KEM"[..], &[0x00, 0x10]].concat();
        let prk = labeled_extract(&suite, &[], b"eae_prk", &self.agreed(enc)?);
        let context = [enc, &self.own_point()].concat();
        Some(labeled_expand(&suite, &prk, b"shared_secret", &context, 32))
    }

    /// The combination of ML-KEM-768 with P-256.
    fn hybrid(&self, key: &DecapsulationKey<MlKem768Params>, enc: &[u8]) -> Option<Vec<u8>> {
        let (first, second) = enc.split_at_checked(ML_KEM_BYTES)?;
        let shared = key.decapsulate(&first.try_into().ok()?).ok()?;
        let mut hash = Sha3_256::new();
        let parts: [&[u8]; 5] = [
            &shared,
            &self.agreed(second)?,
            second,
            &self.own_point(),
            b"MLKEM768-P256",
        ];
        for part in parts {
            hash.update(part);
        }
        Some(hash.finalize().to_vec())
    }

    /// Puts the plugin `age-plugin-soft` into a folder for as long as the test runs, and gives its identity
    /// file's text and how often the key was touched.
    pub(crate) fn plug_in(&self, folder: &Path) -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let script =
            format!("#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/{port}\ncat <&3 &\ncat >&3\nwait\n");
        let program = folder.join("age-plugin-soft");
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let touched = Arc::new(AtomicUsize::new(0));
        let (key, count) = (self.clone(), Arc::clone(&touched));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                key.serve(&stream.unwrap(), &count);
            }
        });
        let identity = age::plugin::Identity::default_for_plugin("soft").unwrap();
        (
            format!("# recipient: {}\n{identity}\n", self.public),
            touched,
        )
    }

    /// The plugin's side of age's `identity-v1` (C2SP, age-plugin).
    fn serve(&self, stream: &TcpStream, touched: &AtomicUsize) {
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        let mut found = None;
        while let Some((name, args, body)) = command(&mut lines) {
            match name.as_str() {
                "recipient-stanza" => {
                    let key = self.unwrap(&args[1], &args[2..], &body);
                    found = found.or(key.map(|key| (args[0].clone(), key)));
                }
                "done" => break,
                _ => {}
            }
        }
        let say = |command: &str, body: &[u8]| {
            let text = format!("-> {command}\n{}\n", STANDARD_NO_PAD.encode(body));
            (&*stream).write_all(text.as_bytes()).unwrap();
        };
        if let Some((file, key)) = found {
            say("msg", b"Touch the key");
            command(&mut lines);
            touched.fetch_add(1, Ordering::Relaxed);
            say(&format!("file-key {file}"), &key);
            command(&mut lines);
        }
        say("done", b"");
    }
}

impl age::Identity for HardwareKey {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        let key = self.unwrap(&stanza.tag, &stanza.args, &stanza.body)?;
        Some(Ok(FileKey::new(Box::new(key.try_into().ok()?))))
    }
}

/// A command with its arguments and its body, which ends with a line that is not full.
fn command(lines: &mut impl Iterator<Item = String>) -> Option<(String, Vec<String>, Vec<u8>)> {
    let head = lines.next()?;
    let mut words = head
        .strip_prefix("-> ")
        .expect("a command begins with an arrow")
        .split(' ')
        .map(str::to_owned);
    let mut body = String::new();
    loop {
        let line = lines.next()?;
        body.push_str(&line);
        if line.len() < 64 {
            break;
        }
    }
    let name = words.next()?;
    Some((name, words.collect(), STANDARD_NO_PAD.decode(body).unwrap()))
}

/// RFC 9180, 5.1 and 5.2, in base mode with HKDF-SHA256 and ChaCha20-Poly1305.
fn open(kem: u16, secret: &[u8], info: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let suite = [&b"HPKE"[..], &kem.to_be_bytes(), &[0, 1, 0, 3]].concat();
    let psk_id = labeled_extract(&suite, &[], b"psk_id_hash", &[]);
    let info = labeled_extract(&suite, &[], b"info_hash", info);
    let context = [&[0][..], &psk_id, &info].concat();
    let prk = labeled_extract(&suite, secret, b"secret", &[]);
    let key = labeled_expand(&suite, &prk, b"key", &context, 32);
    let nonce = labeled_expand(&suite, &prk, b"base_nonce", &context, 12);
    let cipher = ChaCha20Poly1305::new_from_slice(&key).unwrap();
    cipher.decrypt(nonce.as_slice().into(), sealed).ok()
}

fn labeled_extract(suite: &[u8], salt: &[u8], label: &[u8], ikm: &[u8]) -> Vec<u8> {
    let ikm = [b"HPKE-v1", suite, label, ikm].concat();
    Hkdf::<Sha256>::extract(Some(salt), &ikm).0.to_vec()
}

fn labeled_expand(suite: &[u8], prk: &[u8], label: &[u8], info: &[u8], length: u16) -> Vec<u8> {
    let info = [&length.to_be_bytes()[..], b"HPKE-v1", suite, label, info].concat();
    let mut out = vec![0; length.into()];
    let hkdf = Hkdf::<Sha256>::from_prk(prk).unwrap();
    hkdf.expand(&info, &mut out).unwrap();
    out
}

/// An identity in a file: its text, and its public key.
pub(crate) fn identity_file() -> (String, String) {
    let identity = age::x25519::Identity::generate();
    let public = identity.to_public().to_string();
    (
        format!("{}\n", identity.to_string().expose_secret()),
        public,
    )
}
