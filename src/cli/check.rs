//! `sendsikkert check`: the doctor. It looks at everything an installation needs, says what it found, and
//! what to do where that is not as it should be.
//!
//! It only looks: no migration, nothing that stays, nobody's lock. The tools are asked here; what their
//! answers mean to an operator is judged here too.

mod access;
mod appearance;
mod finding;
mod hand_over;
mod letters;
mod providers;
mod registers;
mod retention;
mod scanner;
mod secrets;
mod stores;
mod trail;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::clock::Clock;
use crate::config::Config;
use crate::identity::representation;
use crate::mail::{Mailer, Transport};
use finding::{Finding, Report};

/// How long one check may take.
const LIMIT: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The configuration file
    #[arg(long, default_value = "sendsikkert.toml")]
    config: PathBuf,
    /// Verify every entry of the audit trail, however long that takes
    #[arg(long)]
    audit: bool,
    /// Print every entry of the audit trail to standard output, and everything else to standard error
    ///
    /// An entry is a line, its fields are separated by tabs, and the first line names the columns. The list
    /// holds people's network addresses: keep it as safe as the portal itself.
    #[arg(long, requires = "audit")]
    list: bool,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let mut report = if self.list {
            Report::to(std::io::stderr())
        } else {
            Report::to(std::io::stdout())
        };
        match Config::read(&self.config) {
            Ok(config) => {
                report.tell(secrets::configuration(&self.config, &config))?;
                here(&mut report, &config).await?;
                elsewhere(&mut report, &config).await?;
                self.trail(&mut report, &config).await?;
            }
            Err(error) => report.tell([unreadable(&self.config, &error)])?,
        }
        report.conclude()
    }

    async fn trail(&self, report: &mut Report, config: &Config) -> anyhow::Result<()> {
        if self.audit {
            // However long it is: that is what was asked for.
            report.tell([trail::verified(config, self.list).await?])
        } else {
            report.take(trail::NAME, trail::end(config)).await
        }
    }
}

impl Report {
    /// Tells what a check finds, or that it found nothing in time.
    async fn take(
        &mut self,
        name: &'static str,
        check: impl Future<Output = Vec<Finding>>,
    ) -> anyhow::Result<()> {
        let found = tokio::time::timeout(LIMIT, check).await;
        self.tell(found.unwrap_or_else(|_elapsed| {
            vec![Finding::fail(
                name,
                format!("no answer within {} seconds", LIMIT.as_secs()),
                "See whether it runs, and whether a firewall stands in between.",
            )]
        }))
    }
}

/// What lies on this machine, or close to it.
async fn here(report: &mut Report, config: &Config) -> anyhow::Result<()> {
    let now = Clock::System.now();
    report.tell(secrets::portal_key(&config.portal_key_file))?;
    report.tell(secrets::receipt_key(&config.receipt_key_file))?;
    report.tell([secrets::recipients(&config.recipients_file)])?;
    report.tell(appearance::examine(config))?;
    report.take("database", stores::database(config)).await?;
    report.take("sealed files", stores::blobs(config)).await?;
    let figures = hand_over::figures(config, now);
    report.take(hand_over::NAME, figures).await?;
    let undelivered = letters::undelivered(config);
    report.take(letters::NAME, undelivered).await?;
    let due = retention::due(config, now);
    report.take(retention::NAME, due).await?;
    let tokens = access::tokens(config, now);
    report.take(access::NAME, tokens).await?;
    let examined = scanner::examine(config, now);
    report.take(scanner::NAME, examined).await?;
    for key in secrets::client_keys(config) {
        report.tell(key.examine(now))?;
    }
    for (name, file) in secrets::others(config) {
        report.tell(secrets::other(name, file))?;
    }
    Ok(())
}

/// Whom the portal talks to.
async fn elsewhere(report: &mut Report, config: &Config) -> anyhow::Result<()> {
    let clock = &Clock::System;
    let examined = providers::id_porten(&config.identity, clock);
    report.take("ID-porten", examined).await?;
    if let representation::Settings::Ansattporten(settings) = &config.representation {
        let examined = providers::ansattporten(settings, clock);
        report.take("Ansattporten", examined).await?;
    }
    registers(report, config).await?;
    if config.archive.maskinporten.is_some() {
        let asked = access::maskinporten(config, clock);
        report.take(access::NAME, asked).await?;
    }
    report.take("mail", mail(config)).await
}

async fn registers(report: &mut Report, config: &Config) -> anyhow::Result<()> {
    let clock = &Clock::System;
    if config.registers.maskinporten.is_some() {
        let asked = registers::maskinporten(config, clock);
        report.take("Maskinporten", asked).await?;
    }
    if matches!(config.representation, representation::Settings::Altinn) {
        let asked = registers::altinn(config, clock);
        report.take("Altinn", asked).await?;
    }
    if config.registers.contact.is_some() {
        let asked = registers::contact(config, clock);
        report.take("contact register", asked).await?;
    }
    let asked = registers::enhetsregisteret(config);
    report.take("Enhetsregisteret", asked).await
}

async fn mail(config: &Config) -> Vec<Finding> {
    let name = "mail";
    let (found, advice) = match &config.mail.transport {
        Transport::Smtp { host, port, .. } => (
            format!("{host}, port {port}, lets the portal in"),
            "See whether the mail server runs, whether a firewall stands in between, and whether host, port, \
             encryption and login in [mail.transport] are those it wants. Receipts wait until it works.",
        ),
        Transport::Folder { path } => (
            format!("the folder {} can be written to", path.display()),
            "Let the user that runs the portal write to the folder that [mail.transport] path names.",
        ),
    };
    vec![match Mailer::probe(&config.mail).await {
        Ok(true) => Finding::ok(name, found),
        Ok(false) => Finding::warn(
            name,
            "the folder is not there yet",
            "The portal makes it at its first start.",
        ),
        Err(error) => Finding::error(name, &error, advice),
    }]
}

fn unreadable(path: &Path, error: &anyhow::Error) -> Finding {
    let advice = if path.exists() {
        "Put right what is named there; nothing else can be looked at before."
    } else {
        "Name the configuration file with --config FILE."
    };
    Finding::error("configuration", error, advice)
}
