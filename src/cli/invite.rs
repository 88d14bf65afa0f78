//! `sendsikkert invite`: letters that may be answered, registered from the archivist's own machine.

mod letter;
mod picture;
mod told;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use reqwest::{RequestBuilder, StatusCode};
use tokio_util::sync::CancellationToken;

use super::inspect::language;
use super::portal_client::{MAX_SMALL_BYTES, PortalClient, Reach, accepted};
use super::trouble::Trouble;
use crate::i18n::Locale;
use crate::submission::invitation::InvitationId;
use crate::submission::invitation::given::Wanted;
use crate::submission::invitation::shown::Shown;
use letter::LetterOptions;
use picture::PictureFile;

/// What `--help` says below the options.
pub(super) const HELP: &str = r"Example:
  sendsikkert invite --url https://send.eksempel.kommune.no --token-file token --person - \
      --title 'Varsel om befaring' --case 2026/587 --letter-system Elements --letter-key 4711 \
      --expires 60d --qr brev.png <national-id.txt

Exit codes:
  0  it is done
  1  the portal says no, or the picture can't be written
  2  an option, or a file that it names, can't be used
  3  the portal, or Maskinporten, can't be reached
  4  access is refused";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Options {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    letter: Option<LetterOptions>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show how an invitation stands, and how many replies there are
    Show(Known),
    /// Take an invitation back: its link leads nowhere from now on, and its letter can get another one. Replies
    /// that were sent stay sent
    Revoke(Known),
}

#[derive(Debug, Args)]
struct Known {
    /// The invitation's id, as it was printed when it was registered
    #[arg(value_name = "ID")]
    id: InvitationId,
    #[command(flatten)]
    common: Common,
}

/// How the portal is reached, and what is told.
#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    reach: Reach,
    /// Write the link as a QR code, to be printed in the letter: a file that ends in .png or .svg. A file that exists
    /// and is another picture is not overwritten
    #[arg(long, value_name = "FILE")]
    qr: Option<PathBuf>,
    /// The language of the line for the letter: nb, nn, en or se. May be given several times
    #[arg(long = "language", value_name = "LANGUAGE", default_value = "nb", value_parser = language)]
    languages: Vec<Locale>,
    /// Print one JSON object: what the portal's API answers, and the lines for the letter by their language
    #[arg(long)]
    json: bool,
}

/// What is asked of the portal.
enum Request {
    Register(Box<Wanted>),
    Show(InvitationId),
    Revoke(InvitationId),
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (request, common) = match (self.what, self.letter) {
            (Some(What::Show(Known { id, common })), _) => (Request::Show(id), common),
            (Some(What::Revoke(Known { id, common })), _) => (Request::Revoke(id), common),
            (None, Some(letter)) => {
                let (wanted, common) = letter.wanted().context(Trouble::Options)?;
                (Request::Register(Box::new(wanted)), common)
            }
            (None, None) => {
                let missing =
                    anyhow::anyhow!("say which letter it is; see sendsikkert invite --help");
                return Err(missing.context(Trouble::Options));
            }
        };
        common.ask(&request).await
    }
}

impl Common {
    async fn ask(self, request: &Request) -> anyhow::Result<()> {
        let file = self.qr.map(PictureFile::new).transpose();
        let file = file.context(Trouble::Options)?;
        let portal = self.reach.client(CancellationToken::new())?;
        let (shown, is_known) = request.send(&portal).await?;
        // Told before the picture is fetched: what is registered is registered.
        if self.json {
            told::json(&shown, &self.languages)?;
        } else {
            told::lines(&shown, &self.languages);
        }
        if is_known {
            told::known();
        }
        if let Some(file) = file {
            file.fetch(&portal, shown.id).await?;
        }
        Ok(())
    }
}

impl Request {
    /// What the portal answers, and whether the letter was registered before.
    async fn send(&self, portal: &PortalClient) -> anyhow::Result<(Shown, bool)> {
        let doing = match self {
            Self::Register(_) => "registering the letter",
            Self::Show(_) => "asking how the invitation stands",
            Self::Revoke(_) => "taking the invitation back",
        };
        let response = portal.send(|http, api| self.build(http, api)).await;
        let response = response.context(doing)?;
        let is_known = matches!(self, Self::Register(_)) && response.status() == StatusCode::OK;
        let answer = accepted(response, MAX_SMALL_BYTES).await.context(doing)?;
        let shown = serde_json::from_slice(&answer).map_err(|_quotes_it| {
            anyhow::anyhow!("the answer is not an invitation; is --url the portal's address?")
                .context(Trouble::NotReached)
        })?;
        Ok((shown, is_known))
    }

    fn build(&self, http: &reqwest::Client, api: &str) -> RequestBuilder {
        match self {
            Self::Register(wanted) => http.post(format!("{api}/invitations")).json(wanted),
            Self::Show(id) => http.get(format!("{api}/invitations/{id}")),
            Self::Revoke(id) => http.post(format!("{api}/invitations/{id}/revocation")),
        }
    }
}
