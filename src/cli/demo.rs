//! `sendsikkert demo`: the whole path on one machine, with synthetic people. Everything it makes lies in
//! one folder; nothing outside is touched, and a second start goes on with the same data.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::files::write_secret;
use super::{keys, serve};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::crypt::PortalKeys;
use crate::identity::jwt::SigningKey;
use crate::identity::{archive_access, provider, registers, representation};
use crate::signing::SigningKeys;
use crate::simulator::{Registration, Simulator};
use crate::submission::{Limits, retention};
use crate::tasks::Tasks;
use crate::{blobs, db, house, mail, scan};

const CLIENT_ID: &str = "sendsikkert-demo";
const CLIENT_KEY: &str = "idporten-client-key.pem";
const RECEIPT_KEY: &str = "receipt-key";
const MUNICIPALITY: &str = include_str!("demo/municipality.toml");
const LOGO: &str = include_str!("demo/logo.svg");

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder for everything the demo makes
    #[arg(long, default_value = "demo-data")]
    data: PathBuf,
    /// The portal's port
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The ID-porten simulator's port
    #[arg(long, default_value_t = 8081)]
    idp_port: u16,
}

impl Options {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let portal = listen(self.port, "--port")?;
        let idp = listen(self.idp_port, "--idp-port")?;
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("making the folder {}", self.data.display()))?;
        let folder = DemoFolder(
            self.data
                .canonicalize()
                .context("finding the demo's folder")?,
        );
        let issuer = format!("http://localhost:{}", self.idp_port);
        let public_url = format!("http://localhost:{}", self.port);
        let client_key = SigningKey::parse(&folder.client_key()?)?;
        let signing_key = folder.made_once("idporten-signing-key.pem", new_key)?;

        let app = App::open(&folder.config(&issuer, &public_url)?, Clock::System).await?;
        if !folder.path("archive-token").exists() {
            let clock = Clock::System;
            // One whose file was lost, or not written before the demo was killed, is nobody's.
            archive_access::token::revoke(&app.desk.db, &clock, "demo").await?;
            let order = archive_access::token::Order::for_a_year("demo", &clock);
            let token = archive_access::token::create(&app.desk.db, &clock, &order).await?;
            folder.made_once("archive-token", || Ok(token))?;
        }
        let registration = Registration {
            client_id: CLIENT_ID.to_owned(),
            keys: serde_json::from_value(client_key.public_jwks())
                .context("registering the portal with the simulator")?,
            url: public_url.clone(),
            callback: "/login/callback",
        };
        let signing_key = SigningKey::parse(&signing_key)?;
        let simulator = Simulator::new(&issuer, registration, signing_key, Clock::System);
        let simulator = Arc::new(simulator).serve(idp)?;
        app.desk
            .tasks
            .spawn(stopping_with(app.desk.tasks.clone(), simulator));
        folder.announce(&public_url, &issuer)?;
        serve::serve(app, portal).await
    }
}

/// The simulator ends when the portal does.
async fn stopping_with(tasks: Tasks, server: actix_web::dev::Server) -> std::io::Result<()> {
    let handle = server.handle();
    let stopping = tasks.stopping();
    tokio::select! {
        ended = server => ended,
        () = stopping => {
            handle.stop(false).await;
            Ok(())
        }
    }
}

fn new_key() -> anyhow::Result<String> {
    Ok(SigningKey::generate(Clock::System.now())?.to_string())
}

fn listen(port: u16, option: &str) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!(
                "port {port} is taken by another program (or another demo); choose a free one with {option} PORT"
            )
        }
        Err(error) => Err(error).with_context(|| format!("listening on port {port}")),
    }
}

/// Everything the demo makes.
struct DemoFolder(PathBuf);

impl DemoFolder {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A secret file's text, made at the first start.
    fn made_once(
        &self,
        name: &str,
        make: impl FnOnce() -> anyhow::Result<String>,
    ) -> anyhow::Result<String> {
        let path = self.path(name);
        if !path.exists() {
            write_secret(&path, &make()?).with_context(|| format!("writing {}", path.display()))?;
        }
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    }

    /// The portal's key file for the simulator.
    fn client_key(&self) -> anyhow::Result<String> {
        self.made_once(CLIENT_KEY, new_key)
    }

    fn municipality(&self) -> anyhow::Result<house::Settings> {
        self.made_once("logo.svg", || Ok(LOGO.to_owned()))?;
        let told: house::Settings =
            toml::from_str(MUNICIPALITY).context("the demo's municipality")?;
        Ok(house::Settings {
            logo_file: Some(self.path("logo.svg")),
            ..told
        })
    }

    fn config(&self, issuer: &str, public_url: &str) -> anyhow::Result<Config> {
        self.made_once("portal-key", || Ok(PortalKeys::generate().to_string()))?;
        self.made_once(RECEIPT_KEY, || Ok(SigningKeys::generate()?.to_string()))?;
        let identity = self.made_once("archive-identity.txt", || Ok(keys::archive_identity().0))?;
        let recipient = identity
            .lines()
            .find_map(|line| line.strip_prefix("# public key: "));
        let recipient = recipient
            .context("archive-identity.txt does not name its public key")?
            .to_owned();
        self.made_once("archive-recipients.txt", || Ok(format!("{recipient}\n")))?;
        Config {
            public_url: public_url.to_owned(),
            // The listener is bound already.
            listen: ([127, 0, 0, 1], 0).into(),
            portal_key_file: self.path("portal-key"),
            receipt_key_file: self.path(RECEIPT_KEY),
            recipients_file: self.path("archive-recipients.txt"),
            municipality: self.municipality()?,
            database: db::Settings::sqlite(&self.path("sendsikkert.db")),
            blobs: blobs::Settings::Disk {
                path: self.path("blobs"),
            },
            // A trial needs no daemon.
            scanner: scan::Settings::None,
            identity: provider::Settings {
                issuer: issuer.to_owned(),
                client_id: CLIENT_ID.to_owned(),
                client_key_file: Some(self.path(CLIENT_KEY)),
                client_secret_file: None,
                environment: provider::Environment::Test,
                acr: provider::Acr::High,
                acr_to_send: None,
                fresh_minutes_to_send: None,
                on_behalf_of: None,
            },
            retention: retention::Settings::default(),
            representation: representation::Settings::Declared,
            registers: registers::Settings {
                enhetsregisteret: registers::enhetsregisteret::Settings {
                    url: format!("{issuer}/enhetsregisteret/api"),
                    ..Default::default()
                },
                ..Default::default()
            },
            proxies: config::loopback(),
            mail: mail::Settings {
                from: "Eksempel kommune <ikke-svar@eksempel.invalid>".to_owned(),
                transport: mail::Transport::Folder {
                    path: self.path("mail"),
                },
            },
            // Nobody is kept from trying as long as she likes.
            limits: Limits {
                person_day_bytes: i64::MAX.unsigned_abs(),
                ..Limits::default()
            },
            archive: config::Archive::default(),
        }
        .checked()
    }

    #[expect(
        clippy::print_stdout,
        reason = "the addresses are what the demo is started for"
    )]
    fn announce(&self, public_url: &str, issuer: &str) -> anyhow::Result<()> {
        let mut text = String::new();
        writeln!(text, "Portal:              {public_url}")?;
        writeln!(text, "ID-porten simulator: {issuer}")?;
        writeln!(
            text,
            "Everything is kept in {} (receipts in its folder mail).",
            self.0.display()
        )?;
        writeln!(text, "Nothing is scanned for malware here.\n")?;
        writeln!(
            text,
            "The archive fetches and decrypts with (--out DIR chooses where to):"
        )?;
        writeln!(text, "{}", self.pull_command(public_url)?)?;
        println!("{text}");
        Ok(())
    }

    fn pull_command(&self, public_url: &str) -> anyhow::Result<String> {
        let program = std::env::current_exe().context("finding this program's own path")?;
        Ok(format!(
            "{} pull --url {public_url} --token-file {} --identity {}",
            shell_word(&program),
            shell_word(&self.path("archive-token")),
            shell_word(&self.path("archive-identity.txt")),
        ))
    }
}

/// A path as a shell takes it: quoted when it holds anything unusual.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    if text
        .chars()
        .all(|c| c.is_alphanumeric() || "/._-".contains(c))
    {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
