//! Sealing: count, hash and encrypt in one pass, to the archive's age recipients and to nobody else.
//!
//! Inspection has to read the file back, and plaintext must not reach a disk. So the random key that
//! age makes for each file is also kept in memory for as long as that one request inspects it
//! ([`FileKeyInMemory`]); then it is wiped, and only the archive can open the file.

use std::io::{self, Read, Seek, Write};
use std::sync::{Arc, Mutex, PoisonError};

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};
use anyhow::Context;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

use super::recipients::{Recipient, Recipients};

/// The key of one file, held in memory while the file is inspected and wiped with the last copy.
///
/// To age it is a recipient that adds nothing to the file's header, and an identity that opens it.
#[derive(Clone)]
pub struct FileKeyInMemory {
    key: Arc<Mutex<Option<FileKey>>>,
    labels: HashSet<String>,
}

impl age::Recipient for FileKeyInMemory {
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(copy_of(file_key));
        Ok((Vec::new(), self.labels.clone()))
    }
}

impl age::Identity for FileKeyInMemory {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        self.key
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .map(|key| Ok(copy_of(key)))
    }
}

impl FileKeyInMemory {
    /// Reads what was sealed, through its ciphertext.
    pub fn open<R: Read + Seek>(
        &self,
        ciphertext: R,
    ) -> anyhow::Result<age::stream::StreamReader<R>> {
        let decryptor =
            age::Decryptor::new(ciphertext).context("reading back the header of a sealed file")?;
        decryptor
            .decrypt(std::iter::once(self as &dyn age::Identity))
            .context("reading back a sealed file")
    }
}

fn copy_of(key: &FileKey) -> FileKey {
    FileKey::new(Box::new(*key.expose_secret()))
}

/// Where age writes to, and the next part of ciphertext is taken from.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One file on its way through the cipher. Dropped before [`finish`](Sealer::finish), what it gave
/// so far can't be opened by anyone: a file that was cut off never passes for whole.
pub struct Sealer {
    cipher: age::stream::StreamWriter<Sink>,
    sink: Sink,
    hash: Sha256,
    /// Of what has left the sink.
    ciphertext_hash: Sha256,
    size_bytes: u64,
    key: FileKeyInMemory,
}

/// What is known of a file when its last byte has been sealed.
pub struct Sealed {
    /// The last of the ciphertext.
    pub rest: Bytes,
    /// Bytes of plaintext.
    pub size_bytes: u64,
    /// SHA-256 of the plaintext, lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of the whole ciphertext, lower-case hexadecimal.
    pub ciphertext_sha256: String,
    /// Opens the file until it is dropped.
    pub key: FileKeyInMemory,
}

impl Sealer {
    /// Begins a file for the archive's recipients.
    pub fn new(recipients: &Recipients) -> anyhow::Result<Self> {
        let key = FileKeyInMemory {
            key: Arc::default(),
            labels: recipients.labels().clone(),
        };
        let all = recipients
            .iter()
            .map(Recipient::key)
            .chain(std::iter::once(&key as &dyn age::Recipient));
        let encryptor = age::Encryptor::with_recipients(all)
            .context("encrypting to the archive's recipients")?;
        let sink = Sink::default();
        let cipher = encryptor
            .wrap_output(sink.clone())
            .context("writing the header of a sealed file")?;
        Ok(Self {
            cipher,
            sink,
            hash: Sha256::new(),
            ciphertext_hash: Sha256::new(),
            size_bytes: 0,
            key,
        })
    }

    /// Seals the next bytes.
    pub fn write(&mut self, plaintext: &[u8]) -> anyhow::Result<()> {
        self.hash.update(plaintext);
        self.size_bytes += plaintext.len() as u64;
        self.cipher.write_all(plaintext).context("sealing")
    }

    /// Bytes of plaintext so far.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The ciphertext made since the last call, once there are at least `least` bytes of it.
    pub fn take(&mut self, least: usize) -> Option<Bytes> {
        let mut made = self.sink.lock();
        if made.len() < least {
            return None;
        }
        // The next part will be as long as this one.
        let next = Vec::with_capacity(made.capacity());
        let part = std::mem::replace(&mut *made, next);
        self.ciphertext_hash.update(&part);
        Some(Bytes::from(part))
    }

    /// Closes the file.
    pub fn finish(self) -> anyhow::Result<Sealed> {
        let Self {
            cipher,
            sink,
            hash,
            mut ciphertext_hash,
            size_bytes,
            key,
        } = self;
        cipher.finish().context("closing a sealed file")?;
        let rest = Bytes::from(std::mem::take(&mut *sink.lock()));
        ciphertext_hash.update(&rest);
        Ok(Sealed {
            rest,
            size_bytes,
            sha256: crate::crypt::hex(&hash.finalize()),
            ciphertext_sha256: crate::crypt::hex(&ciphertext_hash.finalize()),
            key,
        })
    }
}

/// Seals something small and our own, such as the manifest: all of the ciphertext is in
/// [`rest`](Sealed::rest).
pub fn seal_bytes(recipients: &Recipients, plaintext: &[u8]) -> anyhow::Result<Sealed> {
    let mut sealer = Sealer::new(recipients)?;
    sealer.write(plaintext)?;
    sealer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn archive() -> (age::x25519::Identity, Recipients) {
        let identity = age::x25519::Identity::generate();
        let recipients =
            Recipients::parse(&format!("# archive\n{}\n", identity.to_public())).unwrap();
        (identity, recipients)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_chunking_opens_to_the_same_bytes(
            bytes in proptest::collection::vec(any::<u8>(), 0..200_000),
            chunk in 1_usize..70_000,
        ) {
            let (identity, recipients) = archive();
            let mut sealer = Sealer::new(&recipients).unwrap();
            let mut ciphertext = Vec::new();
            for part in bytes.chunks(chunk) {
                sealer.write(part).unwrap();
                ciphertext.extend(sealer.take(1000).unwrap_or_default());
            }
            let sealed = sealer.finish().unwrap();
            ciphertext.extend(&sealed.rest);
            prop_assert_eq!(age::decrypt(&identity, &ciphertext).unwrap(), bytes.clone());
            prop_assert_eq!(sealed.size_bytes, bytes.len() as u64);
            prop_assert_eq!(sealed.sha256, crate::crypt::sha256_hex(&bytes));
            prop_assert_eq!(sealed.ciphertext_sha256, crate::crypt::sha256_hex(&ciphertext));
            let mut back = Vec::new();
            sealed.key.open(Cursor::new(ciphertext)).unwrap().read_to_end(&mut back).unwrap();
            prop_assert_eq!(back, bytes);
        }
    }

    #[test]
    fn the_header_names_the_archive_alone() {
        let (_, recipients) = archive();
        let sealed = seal_bytes(&recipients, b"x").unwrap().rest;
        let header = String::from_utf8_lossy(&sealed);
        // age adds a random stanza of its own ("grease"); only these can hold the file's key.
        assert_eq!(header.matches("\n-> X25519 ").count(), 1);
    }

    #[test]
    fn what_was_not_finished_opens_for_nobody() {
        let (identity, recipients) = archive();
        let mut sealer = Sealer::new(&recipients).unwrap();
        sealer.write(&vec![7; 200_000]).unwrap();
        let ciphertext = sealer.take(0).unwrap();
        assert!(age::decrypt(&identity, &ciphertext).is_err());
    }
}
