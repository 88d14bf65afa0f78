//! Trying how mail leaves, without sending any.

use std::path::Path;

use anyhow::{Context, ensure};
use lettre::message::Mailbox;
use uuid::Uuid;

use super::{Mailer, Outgoing, Settings, Transport};

impl Mailer {
    /// Connects, encrypts and logs in as for a mail, and hangs up; or writes to the folder and tidies up.
    /// `false` when the folder is not there yet, which opening it would make.
    pub async fn probe(settings: &Settings) -> anyhow::Result<bool> {
        let from = settings.from.parse::<Mailbox>();
        from.context("[mail] from is not an address")?;
        if let Transport::Folder { path } = &settings.transport {
            return try_folder(path);
        }
        let mailer = Self::open(settings)?;
        if let Outgoing::Smtp(transport) = &*mailer.transport {
            let alive = transport.test_connection().await;
            let alive = alive.context("asking the mail server")?;
            ensure!(
                alive,
                "the mail server lets us in, and then does not answer"
            );
        }
        Ok(true)
    }
}

fn try_folder(folder: &Path) -> anyhow::Result<bool> {
    let exists = folder.try_exists();
    if !exists.with_context(|| format!("looking for {}", folder.display()))? {
        return Ok(false);
    }
    ensure!(folder.is_dir(), "{} is not a folder", folder.display());
    let path = folder.join(format!(".check-{}", Uuid::new_v4()));
    let context = || format!("writing to {}", folder.display());
    std::fs::write(&path, b"").with_context(context)?;
    std::fs::remove_file(&path).with_context(context)?;
    Ok(true)
}
