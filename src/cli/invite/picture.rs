//! The link as a QR code, in a file.

use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use reqwest::header::ACCEPT;

use crate::cli::files::write_durably;
use crate::cli::portal_client::{MAX_SMALL_BYTES, PortalClient, accepted};
use crate::submission::invitation::InvitationId;

/// `--qr FILE`
#[derive(Debug)]
pub(super) struct PictureFile {
    path: PathBuf,
    media_type: &'static str,
}

impl PictureFile {
    /// What its name says that it is to be, in a folder that is there.
    pub(super) fn new(path: PathBuf) -> anyhow::Result<Self> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let media_type = match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("png") => "image/png",
            Some("svg") => "image/svg+xml",
            _ => bail!("--qr takes a file that ends in .png or .svg"),
        };
        // Asked before the letter is registered: without a picture, a second try would register it once more.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            ensure!(folder.is_dir(), "there is no folder {}", folder.display());
        }
        Ok(Self { path, media_type })
    }

    /// Fetches the picture and writes it.
    pub(super) async fn fetch(self, portal: &PortalClient, id: InvitationId) -> anyhow::Result<()> {
        const DOING: &str = "fetching the link as a QR code";
        let response = portal.send(|http, api| {
            http.get(format!("{api}/invitations/{id}/qr"))
                .header(ACCEPT, self.media_type)
        });
        let response = response.await.context(DOING)?;
        let picture = accepted(response, MAX_SMALL_BYTES).await.context(DOING)?;
        let shown = self.path.display();
        match std::fs::read(&self.path) {
            Ok(before) => {
                ensure!(
                    before == picture,
                    "{shown} exists already and is not this picture; it is not overwritten"
                );
                Ok(())
            }
            Err(_) => {
                write_durably(&self.path, &picture).with_context(|| format!("writing {shown}"))
            }
        }
    }
}
