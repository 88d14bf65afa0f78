//! What the archive shows to be let in: a token of the portal's own, or one of Maskinporten's.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use secrecy::SecretString;
use serde::Deserialize;

use crate::cli::trouble::Trouble;
use crate::clock::Clock;
use crate::identity::back_channel::CallError;
use crate::identity::registers::maskinporten::{Maskinporten, Settings};

/// How long Maskinporten may take to answer, in milliseconds.
const TIMEOUT_MS: u64 = 15_000;

/// Where tokens come from.
#[derive(Debug)]
pub(super) enum Access {
    /// A file, which is read again for each request: a new token counts at once.
    File(PathBuf),
    /// Maskinporten, which is asked again before a token ends.
    Maskinporten {
        maskinporten: Maskinporten,
        scope: String,
    },
}

/// `--maskinporten FILE`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientFile {
    /// The archive's client at Maskinporten.
    client_id: String,
    /// Its private key; a relative path counts from this file's folder.
    key_file: PathBuf,
    /// Exactly as in Maskinporten's metadata, with the slash at its end.
    #[serde(default = "production")]
    issuer: String,
    /// What the client may do at the portal.
    scopes: Vec<String>,
    /// The portal's audience: the token is for this portal and no other
    /// (Digdir, "Audience-begrensede tokens").
    resource: String,
}

fn production() -> String {
    "https://maskinporten.no/".to_owned()
}

impl Access {
    /// Tokens from a file.
    pub(super) fn file(path: PathBuf) -> anyhow::Result<Self> {
        read_token(&path)?;
        Ok(Self::File(path))
    }

    /// Tokens from Maskinporten, which is not asked yet.
    pub(super) fn maskinporten(path: &Path) -> anyhow::Result<Self> {
        Self::client(path).with_context(|| format!("reading {}", path.display()))
    }

    fn client(path: &Path) -> anyhow::Result<Self> {
        let file: ClientFile = toml::from_str(&std::fs::read_to_string(path)?)?;
        ensure!(
            !file.scopes.is_empty() && !file.resource.is_empty(),
            "scopes and resource must be given: the portal takes no token that is not for it"
        );
        let settings = Settings {
            issuer: file.issuer,
            token_url: None,
            client_id: file.client_id,
            key_file: path.with_file_name("").join(file.key_file),
            timeout_ms: TIMEOUT_MS,
        };
        Ok(Self::Maskinporten {
            maskinporten: Maskinporten::for_resource(&settings, file.resource, Clock::System)?,
            scope: file.scopes.join(" "),
        })
    }

    /// A token that is good for a request.
    pub(super) async fn token(&self) -> anyhow::Result<SecretString> {
        match self {
            Self::File(path) => read_token(path).context(Trouble::Options),
            Self::Maskinporten {
                maskinporten,
                scope,
            } => maskinporten.token(scope).await.map_err(|error| {
                let error = anyhow::Error::from(error);
                let no_answer = error
                    .chain()
                    .any(<dyn std::error::Error + 'static>::is::<CallError>);
                error.context(if no_answer {
                    Trouble::NotReached
                } else {
                    Trouble::Refused
                })
            }),
        }
    }

    /// The portal has refused the token. Whether another can be had.
    pub(super) fn renew(&self) -> bool {
        match self {
            Self::File(_) => false,
            Self::Maskinporten {
                maskinporten,
                scope,
            } => {
                maskinporten.forget(scope);
                true
            }
        }
    }
}

fn read_token(path: &Path) -> anyhow::Result<SecretString> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("reading the access token from {}", path.display()))?;
    let token = text.trim();
    ensure!(
        !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()),
        "the file {} does not hold an access token: one line that begins with sst_",
        path.display()
    );
    Ok(token.into())
}
