//! The archive's identities: the private keys that open what was sealed, from files, from files under a
//! passphrase, and from hardware keys through age's plugins.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use age::armor::ArmoredReader;
use age::encrypted::EncryptedIdentity;
use age::secrecy::SecretString;
use age::{Callbacks, Decryptor, IdentityFile};
use anyhow::{Context, bail};
use zeroize::Zeroizing;

/// Identities that may open a submission.
pub(super) struct Identities(Vec<Box<dyn age::Identity + Send + Sync>>);

impl Identities {
    /// Reads identity files; a passphrase is asked for once. Hardware keys are looked for when something is
    /// to be opened.
    pub(super) fn read(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let mut identities = Vec::new();
        for path in paths {
            let found = read_file(path)
                .with_context(|| format!("reading the identity file {}", path.display()))?;
            identities.extend(found);
        }
        Ok(Self(identities))
    }

    /// What a sealed file holds, as it is read.
    pub(super) fn open<R: Read>(&self, ciphertext: R) -> anyhow::Result<impl Read + use<R>> {
        let identities = self.0.iter();
        let identities = identities.map(|identity| identity.as_ref() as &dyn age::Identity);
        Decryptor::new_buffered(BufReader::new(ciphertext))
            .context("it is not an age file")?
            .decrypt(identities)
            .context("none of the given identities opens it; is this the archive's identity?")
    }
}

impl fmt::Debug for Identities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identities({})", self.0.len())
    }
}

fn read_file(path: &Path) -> anyhow::Result<Vec<Box<dyn age::Identity + Send + Sync>>> {
    let text = Zeroizing::new(std::fs::read(path)?);
    let file = if is_encrypted(&text) {
        with_passphrase(&text, path)?
    } else {
        // age's own error names a line and does not quote it.
        IdentityFile::from_buffer(BufReader::new(text.as_slice()))
            .map_err(|error| match why_not(&text) {
                Some(why) => anyhow::anyhow!(why),
                None => error.into(),
            })?
            .with_callbacks(AtTheTerminal)
    };
    let identities = file.into_identities().context(
        "a hardware key needs its age plugin (age-plugin-yubikey, age-plugin-tpm, …): install it where programs are \
         found (PATH)",
    )?;
    if identities.is_empty() {
        bail!("it holds no identity; make one with: sendsikkert keys archive --out FILE");
    }
    Ok(identities)
}

/// Whether a file is an age file itself: an identity under a passphrase.
pub(super) fn is_encrypted(text: &[u8]) -> bool {
    text.starts_with(b"age-encryption.org/") || text.starts_with(b"-----BEGIN AGE ENCRYPTED FILE")
}

fn with_passphrase(text: &[u8], path: &Path) -> anyhow::Result<IdentityFile<AtTheTerminal>> {
    let decryptor = Decryptor::new(ArmoredReader::new(text)).context("it is damaged")?;
    let Some(encrypted) = EncryptedIdentity::new(decryptor, AtTheTerminal, None) else {
        bail!("it is sealed to a public key, not with a passphrase; open it first with: age -d");
    };
    encrypted.decrypt(path.to_str()).context(
        "it is under a passphrase, which was wrong or could not be asked for. Where nobody sits at a terminal, use an \
         identity without one, in a file that only this program's user can read",
    )
}

/// What somebody may have taken for an identity file.
fn why_not(text: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(text);
    if let Some(why) = text.lines().find_map(foreign_private_key) {
        return Some(why);
    }
    text.lines()
        .any(|line| line.trim().starts_with("age1"))
        .then_some(
            "this holds a public key; the identity is the file that was made together with it",
        )
}

/// What private keys there are that this program does not use.
pub(super) fn foreign_private_key(line: &str) -> Option<&'static str> {
    if line.contains("AGE-SECRET-KEY-PQ-1") {
        return Some(
            "post-quantum identities in files (AGE-SECRET-KEY-PQ-1…) are not supported; post-quantum hardware keys are",
        );
    }
    line.contains("PRIVATE KEY-----").then_some(
        "this is a private key of another program, SSH for example, and no age identity; make one with: \
         sendsikkert keys archive --out FILE",
    )
}

/// Asks whoever sits at the terminal, and tells hardware keys' messages on standard error. Where nobody does,
/// questions stay without an answer, and what needs one fails.
#[derive(Clone, Copy)]
struct AtTheTerminal;

impl Callbacks for AtTheTerminal {
    fn display_message(&self, message: &str) {
        tell(&format!("{message}\n"));
    }

    /// Yes to what has one button only; to a choice nobody should answer for the archivist.
    fn confirm(&self, message: &str, yes: &str, no: Option<&str>) -> Option<bool> {
        let choice = no.map_or_else(|| format!("[{yes}]"), |no| format!("[1: {yes}, 2: {no}]"));
        let said = self.request_public_string(&format!("{message} {choice}"))?;
        Some(no.is_none() || said.trim() == "1")
    }

    fn request_public_string(&self, description: &str) -> Option<String> {
        let mut terminal = terminal()?;
        write!(terminal, "{description}: ").ok()?;
        let mut answer = String::new();
        BufReader::new(terminal).read_line(&mut answer).ok()?;
        Some(answer.trim_end_matches(['\r', '\n']).to_owned())
    }

    fn request_passphrase(&self, description: &str) -> Option<SecretString> {
        let answer = rpassword::prompt_password(format!("{description}: ")).ok()?;
        Some(answer.into())
    }
}

fn terminal() -> Option<std::fs::File> {
    std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .ok()
}

fn tell(text: &str) {
    // Who can't be told can't touch the key either, and the plugin gives up by itself.
    drop(std::io::stderr().write_all(text.as_bytes()));
}
