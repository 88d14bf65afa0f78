//! A portal with a past, and what is asked of it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sendsikkert::app::App;
use sendsikkert::clock::Clock;
use sendsikkert::config::Config;
use sendsikkert::crypt::PortalKeys;
use sendsikkert::db::Db;
use sendsikkert::identity::jwt::SigningKey;
use sendsikkert::signing::SigningKeys;
use sendsikkert::simulator::{Registration, Simulator};
use sqlx::Executor;
use tokio::runtime::Runtime;

use super::engine::Place;
use super::past::{OWN, Past, WAITING};
use crate::client::{Body, Connection};
use crate::files;
use crate::people::Citizen;
use crate::process::Portal;

/// Submissions on a page of the archive's list.
const PAGE: usize = 100;

const CLIENT_KEY: &str = "client-key.pem";

pub(super) struct Installation {
    port: u16,
    citizen: Citizen,
    /// What the archive is let in with.
    token: String,
    connection: Connection,
    /// What Send is pressed for: addresses, and what their last page showed.
    drafts: Vec<(String, String)>,
    body: Body,
    config: PathBuf,
    is_postgres: bool,
    /// How many submissions the first page of the archive's list must show.
    waiting: usize,
    _portal: Portal,
}

impl Installation {
    /// Makes an installation, gives it a past, and starts its portal.
    pub(super) fn start(runtime: &Runtime, place: &Place, past: usize) -> anyhow::Result<Self> {
        let port = free_port()?;
        let provider = TcpListener::bind("127.0.0.1:0")?;
        let issuer = format!("http://localhost:{}", provider.local_addr()?.port());
        let config = write_config(place, port, &issuer)?;
        let key = std::fs::read_to_string(place.folder.join(CLIENT_KEY))?;
        runtime.block_on(async {
            let app = App::open(&Config::read(&config)?, Clock::System).await?;
            Past::of(&app.desk, past).write().await?;
            if place.is_postgres {
                analyse(&app.desk.db).await?;
            }
            app.desk.db.close().await;
            provide(provider, &issuer, port, &SigningKey::parse(&key)?)
        })?;
        let token = token(&config)?;
        let portal = Portal::serve(&config, port)?;
        Ok(Self {
            port,
            citizen: Citizen::log_in(port)?,
            token,
            connection: Connection::open(port)?,
            drafts: Vec::new(),
            body: Body::new(&place.folder, "brev.pdf", &files::pdf(100_000))?,
            config,
            is_postgres: place.is_postgres,
            waiting: WAITING,
            _portal: portal,
        })
    }

    /// A new connection: portals close those that rest.
    pub(super) fn connect(&mut self) -> anyhow::Result<()> {
        self.connection = Connection::open(self.port)?;
        Ok(())
    }

    /// `GET /api/v1/submissions`: the first page of what waits for the archive.
    pub(super) fn list_waiting(&mut self) -> anyhow::Result<Duration> {
        let request = format!(
            "GET /api/v1/submissions?state=waiting&limit={PAGE} HTTP/1.1\r\nHost: localhost\r\n\
             Authorization: Bearer {}\r\n\r\n",
            self.token
        );
        let (took, answer) = self.ask(&request, "")?;
        let shown = answer.matches("\"journal_number\"").count();
        ensure!(
            shown == self.waiting.min(PAGE),
            "{shown} submissions are listed"
        );
        Ok(took)
    }

    /// `GET /submissions`: what a person has sent.
    pub(super) fn list_own(&mut self) -> anyhow::Result<Duration> {
        let request = format!(
            "GET /submissions HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\r\n",
            self.citizen.cookies()
        );
        let (took, answer) = self.ask(&request, "")?;
        let shown = answer.matches("/receipt\"").count();
        ensure!(shown == OWN, "{shown} submissions are listed");
        Ok(took)
    }

    /// Makes drafts that lack nothing.
    pub(super) fn prepare(&mut self, drafts: usize) -> anyhow::Result<()> {
        self.connect()?;
        for draft in self.citizen.begin(drafts)? {
            self.citizen
                .fill(&format!("{draft}/sender"), &[("sender", "person")])?;
            let message = [
                ("title", "Klage på vedtak"),
                ("case_number", ""),
                ("comment", ""),
                ("email", "kari@example.no"),
            ];
            self.citizen.fill(&format!("{draft}/message"), &message)?;
            self.connection.upload(&self.citizen, &draft, &self.body)?;
            let seen = self.citizen.seen(&draft)?;
            self.drafts.push((draft, seen));
        }
        Ok(())
    }

    /// `POST /submissions/{id}/send`
    pub(super) fn send(&mut self) -> anyhow::Result<Duration> {
        let (draft, seen) = self.drafts.pop().context("no draft is left")?;
        let form = format!("csrf={}&seen={seen}", self.citizen.csrf());
        let request = format!(
            "POST {draft}/send HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.citizen.cookies(),
            form.len()
        );
        let (took, _) = self.ask(&request, &format!("{draft}/receipt"))?;
        self.waiting += 1;
        Ok(took)
    }

    /// An archive that has not come for years: everything waits.
    pub(super) async fn make_all_wait(&mut self) -> anyhow::Result<()> {
        let db = Db::open(&Config::read(&self.config)?.database).await?;
        sqlx::query("UPDATE submissions SET fetched_at = NULL, acknowledged_at = NULL, returned_at = NULL, answer = NULL WHERE sent_at IS NOT NULL")
            .execute(db.pool())
            .await?;
        if self.is_postgres {
            analyse(&db).await?;
        }
        db.close().await;
        self.waiting = PAGE;
        Ok(())
    }

    /// How long it took from the first byte of a request to the last of its answer, and the answer's body.
    fn ask(&mut self, request: &str, leads_to: &str) -> anyhow::Result<(Duration, String)> {
        let begun = Instant::now();
        let answer = self.connection.ask(request)?;
        let took = begun.elapsed();
        answer.expect(leads_to)?;
        Ok((took, String::from_utf8(answer.body)?))
    }
}

/// What autovacuum does by itself some time after so many rows have changed.
async fn analyse(db: &Db) -> anyhow::Result<()> {
    db.pool().execute(sqlx::raw_sql("VACUUM ANALYZE")).await?;
    Ok(())
}

fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}

fn write_config(place: &Place, port: u16, issuer: &str) -> anyhow::Result<PathBuf> {
    let write = |name: &str, text: &str| std::fs::write(place.folder.join(name), text);
    write("portal-key", &PortalKeys::generate())?;
    write("receipt-key", &SigningKeys::generate()?)?;
    let archive = age::x25519::Identity::generate().to_public();
    write("recipients.txt", &archive.to_string())?;
    write(CLIENT_KEY, &SigningKey::generate(Clock::System.now())?)?;
    let text = format!(
        r#"public_url = "http://localhost:{port}"
        listen = "127.0.0.1:{port}"
        portal_key_file = "portal-key"
        receipt_key_file = "receipt-key"
        recipients_file = "recipients.txt"
        municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
        database = {{ url = "{}" }}
        blobs = {{ kind = "disk", path = "blobs" }}
        scanner = {{ kind = "none" }}
        identity = {{ issuer = "{issuer}", client_id = "bench", client_key_file = "{CLIENT_KEY}", environment = "test" }}
        archive = {{ requests_per_minute = 1000000 }}
        [mail]
        from = "Eksempel kommune <ikke-svar@eksempel.invalid>"
        transport = {{ kind = "folder", path = "mail" }}"#,
        place.database
    );
    write("sendsikkert.toml", &text)?;
    Ok(place.folder.join("sendsikkert.toml"))
}

/// A provider that runs as long as the runtime.
fn provide(
    listener: TcpListener,
    issuer: &str,
    port: u16,
    client_key: &SigningKey,
) -> anyhow::Result<()> {
    let registration = Registration {
        client_id: "bench".to_owned(),
        keys: serde_json::from_value(client_key.public_jwks())?,
        url: format!("http://localhost:{port}"),
        callback: "/login/callback",
    };
    let signing_key = SigningKey::parse(&SigningKey::generate(Clock::System.now())?)?;
    let simulator = Simulator::new(issuer, registration, signing_key, Clock::System);
    let server = Arc::new(simulator).serve(listener)?;
    drop(sendsikkert::tasks::Tasks::new().spawn(server));
    Ok(())
}

fn token(config: &Path) -> anyhow::Result<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.args(["token", "create", "--name", "arkiv", "--config"]);
    let made = command.arg(config).output()?;
    ensure!(made.status.success(), "no token was made");
    Ok(String::from_utf8(made.stdout)?.trim().to_owned())
}
