//! An installation that a test can make sick, and what a check says of it.

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
use crate::support::{TestApp, Wishes};

/// An installation of one test's own: a portal, its registers, and what an operator would have written.
pub(super) struct Installation {
    pub(super) app: TestApp,
    pub(super) registers: Registers,
    pub(super) provider: Arc<Moody>,
    text: Mutex<String>,
}

/// A provider whose metadata and keys a test can change.
#[derive(Default)]
pub(super) struct Moody {
    /// What is said otherwise; null for what is not said.
    pub(super) metadata: Mutex<Value>,
    /// Answers instead of the provider.
    pub(super) instead: Mutex<Option<Instead>>,
}

pub(super) type Instead = Box<dyn Fn(Endpoint) -> Option<HttpResponse> + Send>;

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
pub(super) struct Checked {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Checked {
    /// The line that begins with a word and a name, and the advice below it.
    pub(super) fn line(&self, word: &str, name: &str) -> String {
        let start = format!("{word:<4}  {name:<16}  ");
        let mut lines = self.out.lines();
        let found = lines.find(|line| line.starts_with(&start));
        assert!(found.is_some(), "no {start}in\n{}{}", self.out, self.err);
        let found = found.unwrap_or_default();
        let advice = lines.next().filter(|line| line.starts_with("      "));
        assert_eq!(advice.is_some(), word != "ok", "{found}");
        format!("{found}\n{}", advice.unwrap_or_default())
    }

    pub(super) fn has(&self, word: &str, name: &str, parts: &[&str]) {
        let line = self.line(word, name);
        for part in parts {
            assert!(line.contains(part), "{part:?} is not in\n{line}");
        }
        let fails = self.out.lines().any(|line| line.starts_with("FAIL"));
        assert_eq!(self.code, i32::from(fails), "{}", self.err);
    }
}

pub(super) fn check(config: &Path, arguments: &[&str]) -> Checked {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.arg("check").arg("--config").arg(config);
    let output = command.args(arguments).output().unwrap();
    Checked {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(super) fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The day that many days ago, in Norway.
pub(super) fn days_ago(days: u64) -> String {
    let now = Clock::System.now();
    now.before(Duration::from_hours(24 * days)).norwegian_date()
}

/// Changes the day that a key file says it was made on.
pub(super) fn made_on(file: &Path, day: Option<&str>) {
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
    pub(super) async fn start() -> Self {
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
        for name in ["portal-key", "receipt-key", "client-key.pem"] {
            chmod(&app.folder.path().join(name), 0o600);
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

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.app.folder.path().join(name)
    }

    /// Changes the configuration for all checks to come.
    pub(super) fn change(&self, from: &str, to: &str) {
        let mut text = self.text.lock().unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
    }

    pub(super) fn check(&self) -> Checked {
        self.check_with(&[])
    }

    pub(super) fn check_with(&self, arguments: &[&str]) -> Checked {
        check(&self.write(), arguments)
    }

    /// Writes the configuration file.
    pub(super) fn write(&self) -> PathBuf {
        let config = self.file("sendsikkert.toml");
        std::fs::write(&config, &*self.text.lock().unwrap()).unwrap();
        // A server's password may stand in it.
        chmod(&config, 0o600);
        config
    }

    /// A check while the configuration says something else.
    pub(super) fn check_when(&self, from: &str, to: &str) -> Checked {
        let before = self.text.lock().unwrap().clone();
        self.change(from, to);
        let checked = self.check();
        *self.text.lock().unwrap() = before;
        checked
    }

    pub(super) async fn finish(self) {
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
receipt_key_file = "receipt-key"
recipients_file = "recipients.txt"
municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
database = {{ url = "{database}" }}
blobs = {{ kind = "disk", path = "blobs" }}
scanner = {{ kind = "none" }}
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
