//! `sendsikkert keys`: makes the portal's keys and an archive's identity, and shows what a file of keys holds.

mod show;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use anyhow::{anyhow, ensure};
use clap::{Args, Subcommand};

use super::files::write_secret;
use crate::clock::Clock;
use crate::crypt::PortalKeys;
use crate::identity::jwt::SigningKey;
use crate::signing::SigningKeys;

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
    /// The key file that receipts are signed with. Prints the public keys (a JWK Set)
    ///
    /// With what is printed, receipts can be checked when the portal is gone: keep it with the archive. With --retire,
    /// the file holds a new key, and below it the public parts of those of OLD: what they have signed can still be
    /// checked, and their secret parts can be destroyed.
    Receipts {
        /// Where to write it
        #[arg(long)]
        out: PathBuf,
        /// The key file that is to sign no more
        #[arg(long, value_name = "OLD")]
        retire: Option<PathBuf>,
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
    ///
    /// The public key is printed: it becomes a line of the portal's recipients file. The identity is the private key
    /// that opens what is sealed from then on. Without it, or that of another recipient, documents are lost, so a
    /// second identity in a safe is worth its line.
    ///
    /// It is of the classic kind (X25519). Post-quantum keys are made by hardware keys and their age plugins
    /// (age1tagpq1…); there are none in files.
    Archive {
        /// Where to write the identity
        #[arg(long)]
        out: PathBuf,
    },
    /// What keys are in identity files and recipients files, and what they are for. Secrets are not printed
    ///
    /// The exit code is 1 when a file can't be used as it is: a private key among public ones, classic keys beside
    /// post-quantum ones, or a key of a kind that is not supported.
    Show {
        /// Identity files and recipients files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Options {
    #[expect(
        clippy::print_stdout,
        reason = "public keys are what the command is asked for"
    )]
    pub(super) fn run(self) -> anyhow::Result<()> {
        match self.which {
            Which::Portal { out } => write(&out, &PortalKeys::generate()),
            Which::Receipts { out, retire } => {
                let text = match retire {
                    Some(old) => SigningKeys::read(&old)?.retire()?,
                    None => SigningKeys::generate()?,
                };
                write(&out, &text)?;
                print!("{}", SigningKeys::parse(&text)?.public().jwk_set());
                Ok(())
            }
            Which::Client { out } => {
                let text = SigningKey::generate(Clock::System.now())?;
                write(&out, &text)?;
                println!("{:#}", SigningKey::parse(&text)?.public_jwks());
                Ok(())
            }
            Which::Archive { out } => {
                let (identity, recipient) = archive_identity();
                write(&out, &identity)?;
                println!("{recipient}");
                Ok(())
            }
            Which::Show { files } => {
                let mut wrong = Vec::new();
                for path in &files {
                    let name = path.display();
                    match show::describe(path) {
                        Ok(text) => print!("{name}\n{text}"),
                        Err(error) => wrong.push(format!("{name}: {error:#}")),
                    }
                }
                ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
                Ok(())
            }
        }
    }
}

/// Writes a key where there was none: what is overwritten opens nothing any more.
fn write(out: &Path, text: &str) -> anyhow::Result<()> {
    let name = out.display();
    write_secret(out, text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            anyhow!("{name} exists, and a key is never overwritten; choose another name with --out")
        }
        _ => anyhow!(error).context(format!("writing {name}")),
    })
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
