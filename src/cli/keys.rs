//! `sendsikkert keys`: makes the portal's key file and, for trials, an archive's identity.

use std::path::PathBuf;

use age::secrecy::ExposeSecret;
use anyhow::Context;
use clap::{Args, Subcommand};

use super::files::write_secret;
use crate::clock::Clock;
use crate::crypt::PortalKeys;
use crate::identity::jwt::SigningKey;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// The portal's key file for personal fields. Keep a copy in a safe: without it they are lost
    Portal {
        /// Where to write it
        #[arg(long)]
        out: PathBuf,
    },
    /// The key the portal proves itself with to ID-porten or Maskinporten. Prints the public key (a JWK
    /// Set), which is to be registered for the client; a registered key is valid for a year
    Client {
        /// Where to write it
        #[arg(long)]
        out: PathBuf,
    },
    /// An age identity for the archive, and its public key. Make it on the archivist's machine; only
    /// the public key goes to the portal
    Archive {
        /// Where to write the identity
        #[arg(long)]
        out: PathBuf,
    },
}

impl Options {
    #[expect(
        clippy::print_stdout,
        reason = "public keys are what the command is asked for"
    )]
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self.which {
            Which::Portal { out } => write_secret(&out, &PortalKeys::generate())
                .with_context(|| format!("writing {}", out.display())),
            Which::Client { out } => {
                let text = SigningKey::generate(Clock::System.now())?;
                write_secret(&out, &text).with_context(|| format!("writing {}", out.display()))?;
                println!("{:#}", SigningKey::parse(&text)?.public_jwks());
                Ok(())
            }
            Which::Archive { out } => {
                let (identity, recipient) = archive_identity();
                write_secret(&out, &identity)
                    .with_context(|| format!("writing {}", out.display()))?;
                println!("{recipient}");
                Ok(())
            }
        }
    }
}

/// The text of an identity file, as age's own tool writes it, and the public key.
pub(super) fn archive_identity() -> (String, String) {
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    (
        format!(
            "# public key: {recipient}\n{}\n",
            identity.to_string().expose_secret()
        ),
        recipient,
    )
}
