//! The `sendsikkert` program.

use std::process::ExitCode;

use clap::Parser;
use sendsikkert::{cli, telemetry};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    telemetry::start();
    cli::install_tls();
    match cli.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "the one place where the program says why it gives up"
            )]
            {
                eprintln!("sendsikkert: {error:#}");
            }
            cli::exit_code(&error)
        }
    }
}
