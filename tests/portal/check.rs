//! The doctor: `sendsikkert check` beside a running portal, and where nothing runs yet.

mod outside;
mod trail;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::HttpResponse;
use sendsikkert::clock::Clock;
use sendsikkert::simulator::{Behaviour, Endpoint};
use serde_json::Value;

use crate::support::registers::{Organisation, Registers};
use crate::support::{TestApp, Wishes, files_below};

/// An installation of one test's own: a portal, its registers, and what an operator would have written.
struct Installation {
    app: TestApp,
    registers: Registers,
    provider: Arc<Moody>,
    text: Mutex<String>,
}

/// A provider whose metadata and keys a test can change.
#[derive(Default)]
struct Moody {
    /// What is said otherwise; null for what is not said.
    metadata: Mutex<Value>,
    /// Answers instead of the provider.
    instead: Mutex<Option<Instead>>,
}

type Instead = Box<dyn Fn(Endpoint) -> Option<HttpResponse> + Send>;

impl Behaviour for Moody {
    fn asked(&self, endpoint: Endpoint) -> Option<HttpResponse> {
        self.instead.lock().unwrap().as_ref()?(endpoint)
    }

    fn metadata(&self, metadata: &mut Value) {
        if let Value::Object(changes) = &*self.metadata.lock().unwrap() {
            for (name, value) in changes {
                metadata[name] = value.clone();
            }
            let told = metadata.as_object_mut().unwrap();
            told.retain(|_, value| !value.is_null());
        }
    }
}

/// What a check said.
struct Checked {
    code: i32,
    out: String,
    err: String,
}

impl Checked {
    /// The line that begins with a word and a name, and the advice below it.
    fn line(&self, word: &str, name: &str) -> String {
        let start = format!("{word:<4}  {name:<16}  ");
        let mut lines = self.out.lines();
        let found = lines.find(|line| line.starts_with(&start));
        assert!(found.is_some(), "no {start}in\n{}{}", self.out, self.err);
        let found = found.unwrap_or_default();
        let advice = lines.next().filter(|line| line.starts_with("      "));
        assert_eq!(advice.is_some(), word != "ok", "{found}");
        format!("{found}\n{}", advice.unwrap_or_default())
    }

    fn has(&self, word: &str, name: &str, parts: &[&str]) {
        let line = self.line(word, name);
        for part in parts {
            assert!(line.contains(part), "{part:?} is not in\n{line}");
        }
        let fails = self.out.lines().any(|line| line.starts_with("FAIL"));
        assert_eq!(self.code, i32::from(fails), "{}", self.err);
    }
}

fn check(config: &Path, arguments: &[&str]) -> Checked {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.arg("check").arg("--config").arg(config);
    let output = command.args(arguments).output().unwrap();
    Checked {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The day that many days ago, in Norway.
fn days_ago(days: u64) -> String {
    let now = Clock::System.now();
    now.before(Duration::from_hours(24 * days)).norwegian_date()
}

/// Changes the day that a key file says it was made on.
fn made_on(file: &Path, day: Option<&str>) {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("# made on"));
    let note = day.map(|day| format!("# made on: {day}\n"));
    let rest: Vec<_> = lines.collect();
    std::fs::write(
        file,
        format!("{}{}\n", note.unwrap_or_default(), rest.join("\n")),
    )
    .unwrap();
}

impl Installation {
    async fn start() -> Self {
        let provider = Arc::new(Moody::default());
        let app = TestApp::start_with(Wishes {
            behaviour: Some(Arc::clone(&provider) as Arc<dyn Behaviour>),
            ..Wishes::default()
        })
        .await;
        // The program has the machine's clock, and so have those who judge its grants.
        let registers = Registers::start(&Clock::System);
        let number = "313001008".to_owned();
        registers
            .book()
            .organisations
            .insert(number, Organisation::Main);
        let key = registers.maskinporten_settings().key_file;
        let subscription_key = registers.altinn_settings().subscription_key_file.unwrap();
        for file in ["portal-key", "client-key.pem"].map(|name| app.folder.path().join(name)) {
            chmod(&file, 0o600);
        }
        chmod(&key, 0o600);
        chmod(&subscription_key, 0o600);
        made_on(&key, Some(&days_ago(0)));
        made_on(
            &app.folder.path().join("client-key.pem"),
            Some(&days_ago(300)),
        );
        let text = Mutex::new(text(&app, &registers));
        Self {
            app,
            registers,
            provider,
            text,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.app.folder.path().join(name)
    }

    /// Changes the configuration for all checks to come.
    fn change(&self, from: &str, to: &str) {
        let mut text = self.text.lock().unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
    }

    fn check(&self) -> Checked {
        self.check_with(&[])
    }

    fn check_with(&self, arguments: &[&str]) -> Checked {
        check(&self.write(), arguments)
    }

    /// Writes the configuration file.
    fn write(&self) -> PathBuf {
        let config = self.file("sendsikkert.toml");
        std::fs::write(&config, &*self.text.lock().unwrap()).unwrap();
        // A server's password may stand in it.
        chmod(&config, 0o600);
        config
    }

    /// A check while the configuration says something else.
    fn check_when(&self, from: &str, to: &str) -> Checked {
        let before = self.text.lock().unwrap().clone();
        self.change(from, to);
        let checked = self.check();
        *self.text.lock().unwrap() = before;
        checked
    }

    async fn finish(self) {
        self.registers.finish().await;
        self.app.finish().await;
    }
}

fn text(app: &TestApp, registers: &Registers) -> String {
    let maskinporten = registers.maskinporten_settings();
    let altinn = registers.altinn_settings();
    format!(
        r#"
public_url = "{url}"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
recipients_file = "recipients.txt"
municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
database = {{ url = "{database}" }}
blobs = {{ kind = "disk", path = "blobs" }}
identity = {{ issuer = "{issuer}", client_id = "test", client_key_file = "client-key.pem", environment = "test" }}
representation = {{ way = "altinn" }}
[registers.enhetsregisteret]
url = "{enhetsregisteret}"
[registers.maskinporten]
issuer = "{maskinporten_issuer}"
client_id = "{client_id}"
key_file = "{key_file}"
[registers.altinn]
platform_url = "{altinn_url}"
subscription_key_file = "{subscription_key}"
[registers.contact]
url = "{contact}"
[mail]
from = "Eksempel kommune <ikke-svar@eksempel.invalid>"
transport = {{ kind = "folder", path = "mail" }}
"#,
        url = app.url,
        database = app.database_url(),
        issuer = app.issuer,
        enhetsregisteret = registers.enhetsregisteret_settings().url,
        maskinporten_issuer = maskinporten.issuer,
        client_id = maskinporten.client_id,
        key_file = maskinporten.key_file.display(),
        altinn_url = altinn.platform_url,
        subscription_key = altinn.subscription_key_file.unwrap().display(),
        contact = registers.contact_settings().url,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_installation_has_a_line_for_everything_and_stays_as_it_is() {
    let installation = Installation::start().await;
    installation.write();
    let files = || files_below(installation.app.folder.path());
    let before = files();
    let checked = installation.check();
    for name in [
        "configuration",
        "portal key",
        "recipients",
        "database",
        "sealed files",
        "client key",
        "Maskinporten key",
        "Altinn key",
        "clock",
        "Maskinporten",
        "Altinn",
        "contact register",
        "Enhetsregisteret",
        "mail",
        "audit trail",
    ] {
        checked.has("ok", name, &[]);
    }
    checked.has("ok", "portal key", &["1 key"]);
    checked.has("ok", "client key", &["300 days old"]);
    checked.has(
        "ok",
        "Enhetsregisteret",
        &["313 001 008 is Foretak 313001008"],
    );
    checked.has("warn", "ID-porten", &["without TLS"]);
    assert!(!checked.out.contains("FAIL"), "{}", checked.out);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert_eq!(files(), before, "nothing it makes stays");
    for secret in [
        "SENDSIKKERT-PORTAL-KEY",
        "PRIVATE KEY",
        "eyJ",
        "a-subscription-key",
    ] {
        assert!(!checked.out.contains(secret), "{secret}");
    }
    installation.finish().await;
}

#[test]
fn where_nothing_runs_yet_it_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("sendsikkert.toml");
    let checked = check(&config, &[]);
    checked.has("FAIL", "configuration", &["No such file", "--config FILE"]);
    assert_eq!(checked.out.lines().count(), 2, "it stops there");
    assert!(checked.err.contains("1 thing fails"), "{}", checked.err);

    let text = r#"
public_url = "https://send.eksempel.kommune.no"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
recipients_file = "recipients.txt"
municipality = { name = "Eksempel kommune", organisation_number = "313001008" }
database = { url = "sqlite:data.db" }
blobs = { kind = "disk", path = "blobs" }
identity = { issuer = "http://127.0.0.1:9", client_id = "x", client_key_file = "key.pem", environment = "test" }
registers = { enhetsregisteret = { url = "http://127.0.0.1:9" } }
mail = { from = "a@eksempel.invalid", transport = { kind = "folder", path = "mail" } }
"#;
    std::fs::write(&config, text).unwrap();
    let checked = check(&config, &["--audit"]);
    checked.has("ok", "configuration", &["is valid"]);
    checked.has(
        "FAIL",
        "portal key",
        &["No such file", "sendsikkert keys portal"],
    );
    checked.has(
        "FAIL",
        "recipients",
        &["No such file", "sendsikkert keys archive"],
    );
    checked.has(
        "FAIL",
        "client key",
        &["No such file", "sendsikkert keys client"],
    );
    checked.has("warn", "database", &["has not been made yet", "serve"]);
    checked.has("warn", "sealed files", &["has not been made yet"]);
    checked.has("FAIL", "ID-porten", &["refused", "firewall"]);
    checked.has("warn", "clock", &["can't be compared"]);
    checked.has("warn", "mail", &["not there yet"]);
    checked.has("FAIL", "audit trail", &["portal-key"]);
    assert_eq!(files_below(folder.path()), std::slice::from_ref(&config));

    std::fs::write(&config, text.replace("listen", "listens")).unwrap();
    check(&config, &[]).has("FAIL", "configuration", &["listens", "Put right"]);
    std::fs::write(
        &config,
        text.replace("sqlite:data.db", "sqlite:nowhere/data.db"),
    )
    .unwrap();
    check(&config, &[]).has(
        "FAIL",
        "database",
        &["there is no folder", "[database] url"],
    );
    let server = "postgres://portal:topsecret@127.0.0.1:9/x";
    std::fs::write(&config, text.replace("sqlite:data.db", server)).unwrap();
    let checked = check(&config, &[]);
    checked.has("FAIL", "database", &["refused"]);
    checked.has(
        "FAIL",
        "configuration",
        &["every user of this machine", "chmod 600"],
    );
    assert!(!checked.out.contains("topsecret"));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_old_or_open_to_others_are_told_of() {
    let installation = Installation::start().await;
    let key = installation.file("client-key.pem");
    for (age, word, parts) in [
        (304, "ok", ["304 days old", ""]),
        (
            305,
            "warn",
            ["another 60 days", "[identity] client_key_file"],
        ),
        (364, "warn", ["another 1 day", "sendsikkert keys client"]),
        (
            365,
            "FAIL",
            ["valid for 365 days", "sendsikkert keys client"],
        ),
    ] {
        made_on(&key, Some(&days_ago(age)));
        installation.check().has(word, "client key", &parts);
    }
    made_on(&key, None);
    let checked = installation.check();
    checked.has("warn", "client key", &["does not say", "# made on"]);
    made_on(&key, Some("2999-01-01"));
    let checked = installation.check();
    checked.has("warn", "client key", &["still to come", "clock"]);
    made_on(&key, Some(&days_ago(1)));

    chmod(&key, 0o644);
    let portal_key = installation.file("portal-key");
    chmod(&portal_key, 0o640);
    let checked = installation.check();
    checked.has(
        "FAIL",
        "client key",
        &["every user", "mode 644", "chmod 600"],
    );
    checked.has("ok", "client key", &["1 day old"]);
    checked.has("warn", "portal key", &["the group", "chmod 600"]);
    chmod(&key, 0o600);
    chmod(&portal_key, 0o600);

    std::fs::write(&portal_key, "SENDSIKKERT-PORTAL-KEY-1-abc").unwrap();
    std::fs::write(installation.file("recipients.txt"), "AGE-SECRET-KEY-1X").unwrap();
    let checked = installation.check();
    checked.has("FAIL", "portal key", &["32 bytes", "safe"]);
    checked.has("FAIL", "recipients", &["only public keys", "An archivist"]);
    checked.has("ok", "audit trail", &[]);
    assert!(!checked.out.contains("AGE-SECRET"));
    assert!(checked.err.contains("2 things fail"), "{}", checked.err);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_that_can_t_be_written_to_are_told_of() {
    let installation = Installation::start().await;
    std::fs::write(installation.file("file"), "").unwrap();
    let checked = installation.check_when(r#"path = "blobs""#, r#"path = "file""#);
    checked.has("FAIL", "sealed files", &["is not a folder", "[blobs] path"]);
    let checked = installation.check_when(r#"path = "mail""#, r#"path = "file""#);
    checked.has(
        "FAIL",
        "mail",
        &["is not a folder", "[mail.transport] path"],
    );
    installation.finish().await;
}
