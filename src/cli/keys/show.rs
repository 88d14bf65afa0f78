//! `sendsikkert keys show`: what keys are in a file, and what they are for. Secrets are never printed.

use std::path::Path;

use age::plugin;
use age::x25519::Identity;
use anyhow::{Context, bail, ensure};
use zeroize::Zeroizing;

use crate::cli::identities;
use crate::submission::recipients::{Kind, Recipient};

/// Larger files hold no keys.
const MAX_BYTES: u64 = 1024 * 1024;

/// What one file holds.
#[derive(Default)]
struct Contents {
    recipients: Vec<Recipient>,
    identities: Vec<Private>,
    /// Public keys in comments, as tools for hardware keys note them.
    noted: Vec<String>,
}

/// A private key, as far as it may be shown.
enum Private {
    /// With its public key.
    InFile(String),
    /// In hardware; the name of the plugin.
    Hardware(String),
}

/// What is to be said of a file, or why it is of no use.
pub(super) fn describe(path: &Path) -> anyhow::Result<String> {
    let size = std::fs::metadata(path)?.len();
    ensure!(size <= MAX_BYTES, "it is too large to be a file of keys");
    let bytes = Zeroizing::new(std::fs::read(path)?);
    if identities::is_encrypted(&bytes) {
        return Ok(
            "  a private identity under a passphrase\n  what it opens can't be told without the passphrase; pull asks for it\n"
                .to_owned(),
        );
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        bail!("it is neither an identity file nor a recipients file");
    };
    let contents = Contents::of(text)?;
    contents.refuse_mixtures()?;
    Ok(contents.described())
}

impl Contents {
    fn of(text: &str) -> anyhow::Result<Self> {
        let mut contents = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if let Some(comment) = line.strip_prefix('#') {
                contents.noted.extend(public_key_in(comment));
            } else if let Ok(identity) = line.parse::<Identity>() {
                let public = identity.to_public().to_string();
                contents.identities.push(Private::InFile(public));
            } else if let Ok(identity) = line.parse::<plugin::Identity>() {
                let plugin = identity.plugin().to_owned();
                contents.identities.push(Private::Hardware(plugin));
            } else if !line.is_empty() {
                if let Some(why) = identities::foreign_private_key(line) {
                    bail!("line {number}: {why}");
                }
                let recipient = line.parse().with_context(|| format!("line {number}"))?;
                contents.recipients.push(recipient);
            }
        }
        Ok(contents)
    }

    fn refuse_mixtures(&self) -> anyhow::Result<()> {
        ensure!(
            !(self.recipients.is_empty() && self.identities.is_empty()),
            "it holds no key; make an identity with: sendsikkert keys archive --out FILE"
        );
        ensure!(
            self.recipients.is_empty() || self.identities.is_empty(),
            "there is a PRIVATE key among public keys. If this file was ever on the portal, or has been sent to anybody, \
             make a new identity, put only its public key here, and keep the old one to open what was sealed before"
        );
        let post_quantum = self
            .recipients
            .iter()
            .filter(|key| key.kind().is_post_quantum());
        let post_quantum = post_quantum.count();
        ensure!(
            post_quantum == 0 || post_quantum == self.recipients.len(),
            "it mixes post-quantum keys (age1tagpq1…) with others, which age does not seal to together: give everybody \
             a key of the same kind, and exchange all lines at once"
        );
        Ok(())
    }

    fn described(&self) -> String {
        let recipients = self.recipients.iter().map(|recipient| {
            entry(
                "public key",
                kind(recipient.kind()),
                recipient.text(),
                "documents are sealed to it; belongs in the portal's recipients file",
            )
        });
        let identities = self.identities.iter().map(|identity| match identity {
            Private::InFile(public) => entry(
                "private identity",
                kind(Kind::X25519),
                public,
                "opens what was sealed to this public key; belongs on the archivist's machine, with a copy in a safe",
            ),
            Private::Hardware(plugin) => entry(
                "identity of a hardware key",
                &format!("by age-plugin-{plugin}"),
                &self.noted_or_asked(plugin),
                "opens what was sealed to this public key, with the hardware key at hand; belongs on the archivist's \
                 machine",
            ),
        });
        recipients.chain(identities).collect()
    }

    /// Only the plugin knows the public key; it usually noted it beside.
    fn noted_or_asked(&self, plugin: &str) -> String {
        if self.noted.is_empty() {
            format!("is not noted in the file; ask age-plugin-{plugin}")
        } else {
            self.noted.join(", ")
        }
    }
}

fn entry(what: &str, kind: &str, public: &str, purpose: &str) -> String {
    format!("  {what}, {kind}\n    public key: {public}\n    {purpose}\n")
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::X25519 => "X25519 (classic)",
        Kind::Tag => "P-256 in a hardware key (classic)",
        Kind::TagPq => "ML-KEM-768 with P-256 in a hardware key (post-quantum)",
    }
}

fn public_key_in(comment: &str) -> Option<String> {
    comment
        .split_whitespace()
        .find(|word| word.parse::<Recipient>().is_ok())
        .map(str::to_owned)
}
