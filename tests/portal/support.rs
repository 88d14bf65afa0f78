//! A portal of one test's own: database, store, identity provider, mail folder, clock.

pub(crate) mod browser;
pub(crate) mod clamd;
pub(crate) mod files;
pub(crate) mod hardware;
pub(crate) mod idporten;

pub(crate) mod mail_server;
pub(crate) mod maskinporten;
pub(crate) mod people;
pub(crate) mod process;
pub(crate) mod read_mail;
pub(crate) mod registers;
pub(crate) mod relay;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use openidconnect::core::CoreJsonWebKeySet;
use sendsikkert::app::App;
use sendsikkert::clock::{Clock, Instant};
use sendsikkert::config::{self, Config};
use sendsikkert::crypt::PortalKeys;
use sendsikkert::identity::jwt::SigningKey;
use sendsikkert::identity::{archive_access, provider, registers as outside, representation};
use sendsikkert::numbers::OrganisationNumber;
use sendsikkert::signing::SigningKeys;
use sendsikkert::simulator::{Behaviour, Honest, Registration, Simulator};
use sendsikkert::submission::letters::undelivered;
use sendsikkert::submission::{Limits, retention};
use sendsikkert::{blobs, cli, db, house, mail, scan, web};
use sqlx::{AnyPool, Row};
use tempfile::TempDir;

use people::{Archivist, Sender};

/// A Saturday in November 2026.
pub(crate) const START: Instant = Instant::from_millis(1_795_266_000_000);

/// One running portal.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) url: String,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
    pub(crate) provider: Arc<Simulator>,
    pub(crate) issuer: String,
    servers: Vec<ServerHandle>,
    /// Kept, so that nobody else listens there while the portal is started again.
    listener: TcpListener,
    schema: Option<Schema>,
    /// What the archive shows to be let in.
    pub(crate) token: String,
    finished: bool,
}

/// What a test may want otherwise.
#[derive(Default)]
pub(crate) struct Wishes {
    pub(crate) limits: Limits,
    /// How long what is kept.
    pub(crate) retention: retention::Settings,
    pub(crate) mail: Option<mail::Transport>,
    /// How the provider behaves; honestly, when nothing is said.
    pub(crate) behaviour: Option<Arc<dyn Behaviour>>,
    /// A clock that others go by as well.
    pub(crate) clock: Option<Clock>,
    /// Who may act for an organisation; whoever says so, when nothing is said.
    pub(crate) representation: Option<representation::Settings>,
    /// Which registers are asked; the simulator's, when nothing is said.
    pub(crate) registers: Option<outside::Settings>,
    /// Changes to `[identity]`.
    pub(crate) identity: Option<fn(&mut provider::Settings)>,
    /// The keys that the provider knows the portal by; its own, when nothing is said.
    pub(crate) registered: Vec<usize>,
    /// What looks for malware; nothing, when nothing is said.
    pub(crate) scanner: Option<scan::Settings>,
    /// `[municipality]`, whose files lie in the folder; without much to say, when nothing is said.
    pub(crate) municipality: Option<fn(&Path) -> house::Settings>,
    /// Where people reach the portal, when it is not where it listens.
    pub(crate) public_url: Option<&'static str>,
    /// `[archive]`, but for the rates.
    pub(crate) archive: config::Archive,
    /// How often a client of the API may ask; as often as it likes, when nothing is said, since time stands
    /// still.
    pub(crate) requests_per_minute: Option<u32>,
}

/// The municipality that serves everybody in the tests.
pub(crate) fn eksempel() -> house::Settings {
    let number = OrganisationNumber::parse("313001008").unwrap();
    house::Settings::named("Eksempel kommune", number)
}

/// Making a key takes long; every test may use these.
static KEYS: LazyLock<[String; 3]> =
    LazyLock::new(|| std::array::from_fn(|_| SigningKey::generate(START).unwrap().to_string()));

/// The file of one of them.
pub(crate) fn key_text(number: usize) -> &'static str {
    &KEYS[number]
}

/// One of a few keys that exist for tests: the client's is number 0, the provider's number 1.
pub(crate) fn key(number: usize) -> SigningKey {
    SigningKey::parse(key_file(number)).unwrap()
}

/// The same as its file.
pub(crate) fn key_file(number: usize) -> &'static str {
    &KEYS[number]
}

impl TestApp {
    pub(crate) async fn start() -> Self {
        Self::start_with(Wishes::default()).await
    }

    pub(crate) async fn start_with(wishes: Wishes) -> Self {
        cli::install_tls();
        let folder = TempDir::new().unwrap();
        let portal = TcpListener::bind("127.0.0.1:0").unwrap();
        let listener = portal.try_clone().unwrap();
        let idp = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = address(&portal);
        let issuer = address(&idp);
        let schema = Schema::create().await;
        let clock = wishes.clock.clone().unwrap_or_else(|| Clock::manual(START));
        let behaviour = wishes.behaviour.clone();
        let registered = registered_keys(&wishes.registered);
        let public_url = wishes.public_url.unwrap_or(&url).to_owned();
        let config = config(folder.path(), &public_url, &issuer, schema.as_ref(), wishes);
        let app = App::open(&config, clock.clone()).await.unwrap();
        let registration = Registration {
            client_id: "test".to_owned(),
            keys: registered,
            url: public_url,
            callback: "/login/callback",
        };
        let provider = Simulator::new(&issuer, registration, key(1), clock.clone())
            .behaving(behaviour.unwrap_or_else(|| Arc::new(Honest)));
        let provider = Arc::new(provider);
        let mut servers = Vec::new();
        for server in [
            Arc::clone(&provider).serve(idp).unwrap(),
            web::serve(&app, portal).unwrap(),
        ] {
            servers.push(server.handle());
            app.desk.tasks.spawn(server);
        }
        let order = archive_access::token::Order::for_a_year("test", &clock);
        let token = archive_access::token::create(&app.desk.db, &clock, &order);
        let token = token.await.unwrap();
        Self {
            app,
            url,
            clock,
            folder,
            provider,
            issuer,
            servers,
            listener,
            schema,
            token,
            finished: false,
        }
    }

    /// Somebody with a browser of her own, logged in. People are numbered as the simulator lists them.
    pub(crate) async fn sender(&self, person: usize) -> Sender {
        let sender = Sender::new(&self.url);
        sender.log_in(person).await;
        sender
    }

    pub(crate) fn archivist(&self) -> Archivist {
        Archivist::new(&self.url, self.folder.path(), &self.token)
    }

    pub(crate) fn advance(&self, time: Duration) {
        self.clock.advance(time);
    }

    /// Stops the portal, and starts it again with another key file for receipts.
    pub(crate) async fn restart_signing_with(&mut self, file: &str) {
        self.servers.pop().unwrap().stop(true).await;
        // A worker of the server's takes the connections along that it has opened.
        let database = db::Settings {
            url: self.database_url(),
            max_connections: db::DEFAULT_CONNECTIONS,
        };
        self.app.desk.db = db::Db::open(&database).await.unwrap();
        let keys = SigningKeys::read(&self.folder.path().join(file)).unwrap();
        self.app.receipt_keys = Arc::new(keys);
        let server = web::serve(&self.app, self.listener.try_clone().unwrap()).unwrap();
        self.servers.push(server.handle());
        self.app.desk.tasks.spawn(server);
    }

    /// Lets the worker do everything that is due.
    pub(crate) async fn work(&self) {
        self.app.finish_interrupted().await.unwrap();
        self.app.alarm.watch(&self.app.desk).await.unwrap();
        self.app.deliver_due().await.unwrap();
    }

    /// The mails that were sent, as they lie in the folder.
    pub(crate) fn mails(&self) -> Vec<String> {
        let mut mails: Vec<_> = files_below(&self.folder.path().join("mail"));
        mails.sort();
        mails
            .iter()
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }

    /// Every file in the store of sealed files, half-written ones too.
    pub(crate) fn blobs(&self) -> Vec<PathBuf> {
        sealed_files(&self.folder.path().join("blobs"))
    }

    /// Where the database is, for who opens it a second time.
    pub(crate) fn database_url(&self) -> String {
        database_url(self.folder.path(), self.schema.as_ref())
    }

    /// Rows of a table.
    pub(crate) async fn count(&self, statement: &'static str) -> i64 {
        sqlx::query(statement)
            .fetch_one(self.app.desk.db.pool())
            .await
            .unwrap()
            .try_get(0)
            .unwrap()
    }

    /// Everything that lies in the database, as bytes to search through.
    pub(crate) async fn database_bytes(&self) -> Vec<u8> {
        match &self.schema {
            None => files_below(self.folder.path())
                .iter()
                .filter(|path| path.to_string_lossy().contains("portal.db"))
                .flat_map(|path| std::fs::read(path).unwrap())
                .collect(),
            Some(_) => self.every_row().await.into_bytes(),
        }
    }

    async fn every_row(&self) -> String {
        let tables = [
            "SELECT CAST(t.* AS TEXT) FROM submissions t",
            "SELECT CAST(t.* AS TEXT) FROM documents t",
            "SELECT CAST(t.* AS TEXT) FROM journal_entries t",
            "SELECT CAST(t.* AS TEXT) FROM invitations t",
            "SELECT CAST(t.* AS TEXT) FROM outbox t",
            "SELECT CAST(t.* AS TEXT) FROM sessions t",
            "SELECT CAST(t.* AS TEXT) FROM archive_tokens t",
            "SELECT CAST(t.* AS TEXT) FROM audit t",
            "SELECT CAST(t.* AS TEXT) FROM logout_tokens t",
        ];
        let mut all = String::new();
        for table in tables {
            for row in sqlx::query(table)
                .fetch_all(self.app.desk.db.pool())
                .await
                .unwrap()
            {
                all.push_str(&row.try_get::<String, _>(0).unwrap());
            }
        }
        all
    }

    /// Ends the test: nothing may be left undone or left over.
    pub(crate) async fn finish(mut self) {
        assert_eq!(
            undelivered::given_up(&self.app.desk.db).await.unwrap(),
            [] as [String; 0],
            "dead letters"
        );
        self.close().await;
        let unfinished: Vec<_> = self
            .blobs()
            .into_iter()
            .filter(|path| !path.ends_with(".age"))
            .collect();
        let half_written = unfinished
            .iter()
            .filter(|path| path.to_string_lossy().contains('#'))
            .count();
        assert_eq!(half_written, 0, "half-written files");
    }

    /// Ends a test that leaves dead letters on purpose.
    pub(crate) async fn close(&mut self) {
        self.finished = true;
        for server in &self.servers {
            server.stop(false).await;
        }
        self.app.desk.tasks.finish().await;
        self.app.desk.db.close().await;
        if let Some(schema) = self.schema.take() {
            schema.drop().await;
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        assert!(
            self.finished || std::thread::panicking(),
            "a test ends with finish() or close()"
        );
    }
}

/// A database in a folder, or in a schema of a server's.
pub(crate) fn database_url(folder: &Path, schema: Option<&Schema>) -> String {
    schema.map_or_else(
        || format!("sqlite:{}", folder.join("portal.db").display()),
        Schema::url,
    )
}

/// The public halves of some keys, as the provider has them.
fn registered_keys(numbers: &[usize]) -> CoreJsonWebKeySet {
    let numbers = if numbers.is_empty() { &[0] } else { numbers };
    let keys: Vec<_> = numbers
        .iter()
        .map(|number| key(*number).public_jwks()["keys"][0].clone())
        .collect();
    serde_json::from_value(serde_json::json!({ "keys": keys })).unwrap()
}

pub(crate) fn address(listener: &TcpListener) -> String {
    format!("http://localhost:{}", listener.local_addr().unwrap().port())
}

fn config(
    folder: &Path,
    url: &str,
    issuer: &str,
    schema: Option<&Schema>,
    wishes: Wishes,
) -> Config {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (identity, recipient) = archive_identity();
    write("archive-identity.txt", &identity);
    let mut identity_settings = provider::Settings {
        issuer: issuer.to_owned(),
        client_id: "test".to_owned(),
        client_key_file: Some(write("client-key.pem", &KEYS[0])),
        client_secret_file: None,
        environment: provider::Environment::Test,
        acr: provider::Acr::High,
        acr_to_send: None,
        fresh_minutes_to_send: None,
        on_behalf_of: None,
    };
    if let Some(change) = wishes.identity {
        change(&mut identity_settings);
    }
    Config {
        public_url: url.to_owned(),
        representation: wishes.representation.unwrap_or_default(),
        registers: wishes.registers.unwrap_or_else(|| outside::Settings {
            // The simulator knows its people's organisations.
            enhetsregisteret: outside::enhetsregisteret::Settings {
                url: format!("{issuer}/enhetsregisteret/api"),
                ..Default::default()
            },
            ..Default::default()
        }),
        proxies: config::loopback(),
        listen: ([127, 0, 0, 1], 0).into(),
        portal_key_file: write("portal-key", &PortalKeys::generate()),
        receipt_key_file: write("receipt-key", &SigningKeys::generate().unwrap()),
        recipients_file: write("recipients.txt", &recipient),
        municipality: wishes.municipality.unwrap_or(|_| eksempel())(folder),
        database: db::Settings {
            url: database_url(folder, schema),
            max_connections: 4,
        },
        blobs: blobs::Settings::Disk {
            path: folder.join("blobs"),
        },
        scanner: wishes.scanner.unwrap_or(scan::Settings::None),
        identity: identity_settings,
        mail: mail::Settings {
            from: "Eksempel kommune <ikke-svar@eksempel.invalid>".to_owned(),
            transport: wishes.mail.unwrap_or(mail::Transport::Folder {
                path: folder.join("mail"),
            }),
        },
        limits: wishes.limits,
        retention: wishes.retention,
        archive: config::Archive {
            requests_per_minute: config::PerMinute(
                wishes
                    .requests_per_minute
                    .unwrap_or(1_000_000)
                    .try_into()
                    .unwrap(),
            ),
            ..wishes.archive
        },
    }
}

/// An identity file and the public key that belongs to it.
pub(crate) fn archive_identity() -> (String, String) {
    use age::secrecy::ExposeSecret;
    let identity = age::x25519::Identity::generate();
    (
        identity.to_string().expose_secret().to_owned(),
        identity.to_public().to_string(),
    )
}

/// Every file below a folder; none when there is no such folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Every sealed file below a folder, half-written ones too.
pub(crate) fn sealed_files(folder: &Path) -> Vec<PathBuf> {
    files_below(folder)
        .into_iter()
        .filter(|path| path.to_string_lossy().contains(".age"))
        .collect()
}

/// Whether some bytes hold some text.
pub(crate) fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

/// A schema of one test's own on a PostgreSQL server.
pub(crate) struct Schema {
    server: String,
    name: String,
}

impl Schema {
    #[expect(
        clippy::disallowed_methods,
        reason = "which engine the tests run on is told by the environment"
    )]
    pub(crate) async fn create() -> Option<Self> {
        let server = std::env::var("TEST_DATABASE_URL").ok()?;
        let schema = Self {
            server,
            name: format!("test_{}", uuid::Uuid::new_v4().simple()),
        };
        schema.run(format!("CREATE SCHEMA {}", schema.name)).await;
        Some(schema)
    }

    fn url(&self) -> String {
        let mark = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{mark}options=-csearch_path%3D{}", self.server, self.name)
    }

    pub(crate) async fn drop(self) {
        self.run(format!("DROP SCHEMA {} CASCADE", self.name)).await;
    }

    async fn run(&self, statement: String) {
        sqlx::any::install_default_drivers();
        let pool = AnyPool::connect(&self.server).await.unwrap();
        // The name is ours, made of random hexadecimal.
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    }
}
