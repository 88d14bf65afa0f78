//! The command line. It is for operators and archivists and speaks English; what citizens read is in
//! [`crate::i18n`].

mod check;
#[cfg(feature = "demo")]
mod demo;
mod expiry;
mod files;
mod identities;
mod inspect;
mod invite;
mod journal;
mod keys;
mod letters;
mod portal_client;
mod printable;
mod pull;
mod receipt;
mod serve;
mod table;
mod token;
mod trouble;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The secure door into a Norwegian municipality.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal
    Serve(serve::Options),
    /// Try everything on this machine: portal, ID-porten simulator, mail to a folder
    #[cfg(feature = "demo")]
    Demo(demo::Options),
    /// Look whether everything the portal needs is there and works, and say what to do
    ///
    /// Every line begins with ok, warn or FAIL and the name of what was looked at; under a warning or a
    /// failure stands what to do. It only looks: nothing is changed, nothing it makes stays, and it can be
    /// run beside the portal or before its first start. What does not answer is given up after ten seconds.
    ///
    /// The exit code is 0 when nothing fails (warnings don't count), and 1 when something does.
    Check(check::Options),
    /// Judge files as the portal would: why was my file refused?
    ///
    /// Prints a JSON line for each file: `path`, `verdict` (accept or reject), `kind`, `code` of the reason,
    /// `notes` for whoever opens the file, and what the citizen reads. Malware is not looked for. The exit
    /// code is 0 when all are accepted, and 1 when one is not or can't be read.
    Inspect(inspect::Options),
    /// Register a letter that its recipient may answer at the portal, and get the link to print in it
    ///
    /// Prints the invitation's id, until when it is open, the link, and a line for the letter. The link lets nobody in: the
    /// recipient logs in with ID-porten, and finds receiver, case and title filled in. Only she, or whoever may act for the
    /// organisation, can use it; to anybody else it tells nothing. It can be used again until it expires.
    ///
    /// A letter that is named with --letter-system and --letter-key has one invitation: run again with the same options on the
    /// same day, the command prints the same link.
    #[command(after_long_help = invite::HELP)]
    Invite(Box<invite::Options>),
    /// Write the public journal of a period (Noark 5, `offentligJournal`), for the archive to judge and publish
    ///
    /// Days are days in Norway, and both the first and the last one count. Without any, it is the last month
    /// that is over. It holds dates, numbers, proposed public titles and screened correspondents, nothing more,
    /// and what was received, not what the archive has made of it. It only reads, and can be run beside the
    /// portal.
    Journal(journal::Options),
    /// Show e-mail that reached nobody yet, and have it tried again
    ///
    /// Lists the letters that were given up, with the reason, and those that are still to be sent. Addresses are
    /// masked; the reference names the submission. It only reads. It can be run beside the portal, and so can
    /// `letters retry`.
    Letters(letters::Options),
    /// Fetch, decrypt and acknowledge what waits for the archive
    ///
    /// Each submission becomes a folder such as 2026-000001-K7QM-3TXV with arkivmelding.xml, manifest.json and the
    /// documents, named as arkivmelding.xml names them. The portal is told only when everything is checked against
    /// the manifest and flushed to the disk. Nothing is overwritten, an interrupted pull goes on where it was, and
    /// pulling twice is harmless.
    #[command(after_long_help = pull::HELP)]
    Pull(pull::Options),
    /// Check a receipt that the portal has signed
    Receipt(receipt::Options),
    /// Make keys, and show what keys are
    Keys(keys::Options),
    /// Manage the archive's access tokens
    Token(token::Options),
}

impl Cli {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(options) => Box::pin(options.run()).await,
            #[cfg(feature = "demo")]
            Command::Demo(options) => Box::pin(options.run()).await,
            Command::Check(options) => Box::pin(options.run()).await,
            Command::Inspect(options) => options.run(),
            Command::Invite(options) => Box::pin(options.run()).await,
            Command::Journal(options) => Box::pin(options.run()).await,
            Command::Letters(options) => Box::pin(options.run()).await,
            Command::Pull(options) => Box::pin(options.run()).await,
            Command::Receipt(options) => Box::pin(options.run()).await,
            Command::Keys(options) => options.run(),
            Command::Token(options) => options.run().await,
        }
    }
}

/// The exit code for an error; 1, unless the command has a meaning for others.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    let told = trouble::Trouble::of(error).map(trouble::Trouble::exit_code);
    let of_receipt = receipt::Verdict::of(error).map(receipt::Verdict::exit_code);
    told.or(of_receipt)
        .map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Chooses the cryptography that every TLS connection uses, before the first one is made.
pub fn install_tls() {
    // Only the first call counts, and a second one is harmless.
    drop(rustls::crypto::ring::default_provider().install_default());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
