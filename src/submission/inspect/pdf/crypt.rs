//! Whether an encrypted PDF opens without a password: the standard security handler of ISO 32000-1, 7.6.3
//! (revisions 2 to 4) and ISO 32000-2, 7.6.4 (revision 6), and revision 5 of Adobe's extension level 3.

use aes::Aes128;
use aes::cipher::{BlockEncrypt, KeyInit};
use md5::{Digest as _, Md5};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::syntax::{Dict, Value};

/// What a password is filled up with, so the whole of an empty one (ISO 32000-1, algorithm 2, step a).
const PADDING: [u8; 32] = *b"\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\
\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A";

/// Whether the empty user password opens it. `id` is the first part of the file's identifier.
pub(super) fn opens(encrypt: Dict<'_>, id: &[u8]) -> bool {
    let is_standard = encrypt
        .get(b"Filter")
        .is_some_and(|handler| handler.is_name(b"Standard"));
    // Other handlers ask for a certificate, or for a program that nobody has.
    is_standard && is_definite(encrypt) && opens_standard(encrypt, id).unwrap_or(false)
}

/// Whether all readers understand the same: some take the first of two values, others the last.
fn is_definite(encrypt: Dict<'_>) -> bool {
    let keys = [
        b"Filter".as_slice(),
        b"V",
        b"R",
        b"O",
        b"U",
        b"P",
        b"Length",
    ];
    keys.iter().all(|key| encrypt.is_definite(key))
}

fn opens_standard(encrypt: Dict<'_>, id: &[u8]) -> Option<bool> {
    let user = encrypt.get(b"U")?.string()?;
    match encrypt.number(b"R")? {
        revision @ 2..=4 => {
            let secret = Secret {
                owner: encrypt.get(b"O")?.string()?,
                permissions: encrypt.get(b"P")?.integer()?,
                is_metadata_plain: revision == 4
                    && encrypt.get(b"EncryptMetadata").is_some_and(Value::is_false),
                revision,
            };
            let declared = key_bytes(encrypt);
            // Some programs write a length that they do not keep to themselves.
            Some(
                [declared, 16, 5]
                    .iter()
                    .any(|length| secret.opens(&user, id, *length)),
            )
        }
        5 => {
            let (hash, salt) = (user.get(..32)?, user.get(32..40)?);
            Some(Sha256::digest(salt).as_slice() == hash)
        }
        6 => {
            let (hash, salt) = (user.get(..32)?, user.get(32..40)?);
            Some(hardened(salt)?.get(..32)? == hash)
        }
        _ => None,
    }
}

/// The key's length (ISO 32000-1, table 20).
fn key_bytes(encrypt: Dict<'_>) -> usize {
    match encrypt.number(b"V") {
        Some(4) => 16,
        Some(2 | 3) => match encrypt.number(b"Length").unwrap_or(40) {
            // Some programs count bytes.
            bytes @ 5..=16 => usize::try_from(bytes).unwrap_or(16),
            bits => usize::try_from(bits / 8).unwrap_or(16).clamp(5, 16),
        },
        _ => 5,
    }
}

/// What the key of revisions 2 to 4 is made of.
struct Secret {
    owner: Vec<u8>,
    permissions: i64,
    is_metadata_plain: bool,
    revision: u64,
}

impl Secret {
    /// Algorithms 4 to 6.
    fn opens(&self, user: &[u8], id: &[u8], key_bytes: usize) -> bool {
        let key = self.key(id, key_bytes);
        let key = key.get(..key_bytes).unwrap_or(&key);
        if self.revision == 2 {
            let mut expected = PADDING;
            rc4(key, &mut expected);
            return user.starts_with(&expected);
        }
        let mut expected: [u8; 16] = Md5::new()
            .chain_update(PADDING)
            .chain_update(id)
            .finalize()
            .into();
        for round in 0..20 {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            rc4(&key, &mut expected);
        }
        user.starts_with(&expected)
    }

    /// Algorithm 2.
    fn key(&self, id: &[u8], key_bytes: usize) -> [u8; 16] {
        let owner = self.owner.get(..32).unwrap_or(&self.owner);
        let [a, b, c, d, ..] = self.permissions.to_le_bytes();
        let mut hash = Md5::new()
            .chain_update(PADDING)
            .chain_update(owner)
            .chain_update([a, b, c, d])
            .chain_update(id);
        if self.is_metadata_plain {
            hash.update([0xFF; 4]);
        }
        let mut key: [u8; 16] = hash.finalize().into();
        if self.revision >= 3 {
            for _ in 0..50 {
                key = Md5::digest(key.get(..key_bytes).unwrap_or(&key)).into();
            }
        }
        key
    }
}

/// The cipher that revisions 2 to 4 check passwords with.
fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: [u8; 256] = std::array::from_fn(|index| u8::try_from(index).unwrap_or_default());
    let at = |state: &[u8; 256], index: u8| state.get(usize::from(index)).copied().unwrap_or(0);
    let mut j = 0_u8;
    for (i, byte) in (0..=255_u8).zip(key.iter().cycle()) {
        j = j.wrapping_add(at(&state, i)).wrapping_add(*byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    for byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(at(&state, i));
        state.swap(usize::from(i), usize::from(j));
        *byte ^= at(&state, at(&state, i).wrapping_add(at(&state, j)));
    }
}

/// The hash of an empty password (ISO 32000-2, algorithm 2.B).
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0_u32;
    loop {
        let mut text = key.repeat(64);
        let cipher = Aes128::new_from_slice(key.get(..16)?).ok()?;
        let mut previous: [u8; 16] = key.get(16..32)?.try_into().ok()?;
        for block in text.chunks_exact_mut(16) {
            for (byte, before) in block.iter_mut().zip(previous) {
                *byte ^= before;
            }
            cipher.encrypt_block(block.into());
            previous = (&*block).try_into().ok()?;
        }
        // 256 is 1 more than a multiple of 3: the number's remainder is that of its digits' sum.
        let sum: u32 = text.iter().take(16).map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&text).to_vec(),
            1 => Sha384::digest(&text).to_vec(),
            _ => Sha512::digest(&text).to_vec(),
        };
        round += 1;
        // The last byte is at most 255, so this ends.
        if round >= 64 && u32::from(*text.last()?) + 32 <= round {
            return Some(key);
        }
    }
}
