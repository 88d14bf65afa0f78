//! An installation as `serve` runs it, with a provider and a mail server that stand in calm air.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use sendsikkert::cli;
use sendsikkert::clock::Clock;
use sendsikkert::crypt::PortalKeys;
use sendsikkert::signing::SigningKeys;
use sendsikkert::simulator::{Registration, Simulator};
use sendsikkert::tasks::Tasks;
use tempfile::TempDir;
use tokio::sync::watch;

use super::{Told, step};
use crate::support::mail_server::Mailbox;
use crate::support::people::Archivist;
use crate::support::process::{Serving, kept_port};
use crate::support::{Schema, address, archive_identity, database_url, key, key_file};

pub(super) struct Installation {
    pub(super) folder: TempDir,
    pub(super) url: String,
    pub(super) mailbox: Mailbox,
    pub(super) archivist: Archivist,
    /// Whether the portal serves.
    pub(super) up: Arc<watch::Sender<bool>>,
    pub(super) schema: Option<Schema>,
    pub(super) provider: ServerHandle,
}

impl Installation {
    pub(super) async fn make(told: &Told) -> Self {
        cli::install_tls();
        let folder = TempDir::new().unwrap();
        let schema = Schema::create().await;
        let url = format!("http://localhost:{}", kept_port());
        let (provider, issuer) = provide(&url);
        let mail = TcpListener::bind("127.0.0.1:0").unwrap();
        let mail_port = mail.local_addr().unwrap().port();
        let mailbox = mailbox(Arc::clone(told));
        mailbox.serve(mail);

        let (identity, recipient) = archive_identity();
        for (name, text) in [
            ("portal-key", PortalKeys::generate().as_str()),
            ("receipt-key", SigningKeys::generate().unwrap().as_str()),
            ("archive-identity.txt", &identity),
            ("recipients.txt", &recipient),
            ("client-key.pem", key_file(0)),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let config = format!(
            r#"public_url = "{url}"
            listen = "127.0.0.1:{port}"
            portal_key_file = "portal-key"
            receipt_key_file = "receipt-key"
            recipients_file = "recipients.txt"
            municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
            database = {{ url = "{database}" }}
            blobs = {{ kind = "disk", path = "blobs" }}
            scanner = {{ kind = "none" }}
            archive = {{ requests_per_minute = 1000000 }}
            identity = {{ issuer = "{issuer}", client_id = "storm", client_key_file = "client-key.pem", environment = "test" }}
            [mail]
            from = "Eksempel kommune <ikke-svar@eksempel.invalid>"
            transport = {{ kind = "smtp", host = "127.0.0.1", port = {mail_port}, encryption = "none" }}"#,
            port = url.rsplit(':').next().unwrap(),
            database = database_url(folder.path(), schema.as_ref()),
        );
        std::fs::write(folder.path().join("sendsikkert.toml"), config).unwrap();
        let token = token(folder.path().join("sendsikkert.toml"));
        Self {
            archivist: Archivist::new(&url, folder.path(), &token),
            folder,
            url,
            mailbox,
            up: Arc::new(watch::Sender::new(false)),
            schema,
            provider,
        }
    }

    pub(super) fn config(&self) -> PathBuf {
        self.folder.path().join("sendsikkert.toml")
    }

    /// The portal, begun.
    pub(super) fn start(&self) -> Portal {
        Portal {
            serving: Serving::start(&self.config(), Arc::clone(&self.up)),
            up: Arc::clone(&self.up),
        }
    }

    /// What the storm has left waiting.
    pub(super) async fn pull_the_rest(&self) {
        let mut up = self.up.subscribe();
        up.wait_for(|up| *up).await.unwrap();
        let pulled = self.archivist.pull().await;
        let said = String::from_utf8_lossy(&pulled.stderr);
        assert!(pulled.status.success(), "{said}");
        assert_eq!(self.archivist.waiting().await, [] as [serde_json::Value; 0]);
    }
}

/// A portal that can be killed.
pub(super) struct Portal {
    serving: Serving,
    up: Arc<watch::Sender<bool>>,
}

impl Portal {
    /// `kill -9`. Nobody who finds it gone takes it for there.
    pub(super) fn end(self) {
        self.up.send_replace(false);
        let log = self.serving.kill();
        self.up.send_replace(false);
        let trouble = |line: &&String| line.contains("\"ERROR\"") || line.contains("panicked");
        let trouble: Vec<_> = log.iter().filter(trouble).collect();
        assert_eq!(trouble, Vec::<&String>::new());
    }
}

fn provide(url: &str) -> (ServerHandle, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = address(&listener);
    let registration = Registration {
        client_id: "storm".to_owned(),
        keys: serde_json::from_value(key(0).public_jwks()).unwrap(),
        url: url.to_owned(),
        callback: "/login/callback",
    };
    let simulator = Simulator::new(&issuer, registration, key(1), Clock::System);
    let server = Arc::new(simulator).serve(listener).unwrap();
    let handle = server.handle();
    drop(Tasks::new().spawn(server));
    (handle, issuer)
}

/// The first copy of each mail is a step on the way.
fn mailbox(told: Told) -> Mailbox {
    let known = std::sync::Mutex::new(std::collections::BTreeSet::new());
    Mailbox::telling(move |mail| {
        if known.lock().unwrap().insert(message_id(mail)) {
            step(&told);
        }
    })
}

/// What a mail is known by.
pub(super) fn message_id(mail: &str) -> String {
    let mut lines = mail.lines();
    let found = lines.find_map(|line| line.strip_prefix("Message-ID: "));
    found.unwrap().trim_end().to_owned()
}

fn token(config: PathBuf) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.args(["token", "create", "--name", "arkiv", "--config"]);
    let made = command.arg(config).output().unwrap();
    assert!(made.status.success());
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}
