//! `sendsikkert serve`: the portal, until it is told to stop.

use std::net::TcpListener;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use futures_util::future::Either;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::web;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The configuration file
    #[arg(long, default_value = "sendsikkert.toml")]
    config: PathBuf,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let config = Config::read(&self.config)?;
        let app = App::open(&config, Clock::System).await?;
        let listener = TcpListener::bind(config.listen)
            .with_context(|| format!("listening on {}", config.listen))?;
        tracing::info!(listen = %config.listen, "serving");
        serve(app, listener).await
    }
}

/// Serves until the program is asked to stop, then lets what is under way end well.
pub(super) async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    app.recover()
        .await
        .context("putting right what a crash left behind")?;
    let server = web::serve(&app, listener)?;
    let handle = server.handle();
    let serving = app.desk.tasks.spawn(server);
    app.desk.tasks.spawn(app.clone().work());
    match futures_util::future::select(serving, Box::pin(asked_to_stop())).await {
        Either::Left((ended, _)) => ended.context("serving")?.context("serving")?,
        Either::Right((stopped, _)) => {
            stopped?;
            handle.stop(true).await;
        }
    }
    app.desk.tasks.finish().await;
    app.desk.db.close().await;
    Ok(())
}

/// Ctrl-C, or the signal a service manager sends.
async fn asked_to_stop() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("waiting for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("waiting for signals")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
