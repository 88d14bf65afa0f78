//! `sendsikkert pull` as an archive's daily tool, through good days and bad ones.

mod access;
mod hook;
mod hostile;
mod trouble;

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use sendsikkert::crypt::sha256_hex;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::support::people::Archivist;
use crate::support::relay::Relay;
use crate::support::{TestApp, files};

/// `sendsikkert pull`, running.
struct Pulling {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Pulling {
    fn start(command: std::process::Command) -> Self {
        let mut command = Command::from(command);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next event.
    async fn event(&mut self) -> Value {
        let line = self.lines.next_line().await.unwrap();
        serde_json::from_str(&line.expect("it goes on")).unwrap()
    }

    /// Goes on to an event of this name.
    async fn until(&mut self, name: &str) -> Value {
        loop {
            let event = self.event().await;
            if event["event"] == name {
                return event;
            }
        }
    }

    /// As a service manager does.
    fn ask_to_stop(&self) {
        let process = self.child.id().unwrap().to_string();
        let told = std::process::Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .unwrap();
        assert!(told.success());
    }

    async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    async fn exit_code(mut self) -> Option<i32> {
        while self.lines.next_line().await.unwrap().is_some() {}
        self.child.wait().await.unwrap().code()
    }
}

/// The archive with its identity, and perhaps more options.
fn command(archivist: &Archivist, app: &TestApp, more: &[&str]) -> std::process::Command {
    let mut command = archivist.pull_command();
    command
        .arg("--identity")
        .arg(app.folder.path().join("archive-identity.txt"))
        .args(more);
    command
}

async fn run(mut command: std::process::Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap()
}

fn events(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn names(events: &[Value]) -> Vec<&str> {
    let names = events.iter().map(|event| event["event"].as_str().unwrap());
    names.collect()
}

/// Letters that wait for the archive, a second between them, so that they are listed in this order.
async fn send_letters(app: &TestApp, count: usize) {
    let kari = app.sender(0).await;
    for _ in 0..count {
        let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
        kari.send(&draft).await;
        app.advance(Duration::from_secs(1));
    }
}

/// An archivist who reaches the portal through a relay.
fn behind(relay: &Relay, app: &TestApp) -> Archivist {
    Archivist::new(&relay.url, app.folder.path(), &app.token)
}

/// The names of the files in a folder.
fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A folder that holds what the manifest says, and nothing else.
fn assert_whole(folder: impl AsRef<Path>) {
    let folder = folder.as_ref();
    let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let mut expected = vec!["arkivmelding.xml".to_owned(), "manifest.json".to_owned()];
    let arkivmelding = std::fs::read_to_string(folder.join("arkivmelding.xml")).unwrap();
    for document in manifest["documents"].as_array().unwrap() {
        let file = document["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        assert_eq!(document["sha256"], json!(sha256_hex(&bytes)));
        assert!(
            arkivmelding.contains(&format!(
                "<referanseDokumentfil>{file}</referanseDokumentfil>"
            )),
            "{file} is the one that arkivmelding names"
        );
        expected.push(file.to_owned());
    }
    expected.sort();
    assert_eq!(listed(folder), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_read_what_happened_and_nothing_personal() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari
        .prepare(&[
            ("Hemmelig brev.pdf", &files::pdf("a")),
            ("Bilde.jpg", &files::jpeg()),
        ])
        .await;
    let receipt = kari.send(&draft).await;
    let archivist = app.archivist();
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(0));
    let told = events(&output);
    assert_eq!(names(&told), ["fetched", "acknowledged", "round"]);
    let folder = archivist.folders().remove(0);
    assert_whole(&folder);
    let size = files::pdf("a").len() + files::jpeg().len();
    let expected = json!({
        "event": "acknowledged",
        "submission": draft.rsplit('/').next().unwrap(),
        "reference": receipt.reference,
        "journal_number": "2026/1",
        "folder": folder,
        "documents": 2,
        "bytes": size,
    });
    assert_eq!(told[1], expected);
    let said = String::from_utf8_lossy(&output.stdout).to_lowercase();
    for personal in ["hemmelig", "klage", "bilde", "01858910001", "kari@"] {
        assert!(!said.contains(personal), "{said}");
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_at_a_terminal_read_lines_and_see_how_far_it_is() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf_of(400_000))]).await;
    let receipt = kari.send(&draft).await;
    let archivist = app.archivist();
    let at_a_terminal = || {
        let pull = command(&archivist, &app, &[]);
        let words: Vec<_> = std::iter::once(pull.get_program())
            .chain(pull.get_args())
            .map(|word| format!("'{}'", word.to_str().unwrap()))
            .collect();
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &words.join(" "), "/dev/null"]);
        script.stdin(Stdio::null());
        script
    };
    let output = run(at_a_terminal()).await;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let name = format!("2026/1 {}", receipt.reference);
    assert!(
        said.contains(&format!("{name} [====================] 100 %")),
        "{said}"
    );
    let line = format!("{name} -> {}", archivist.folders()[0].display());
    assert!(
        said.contains(&line) && !said.contains("\"event\""),
        "{said}"
    );
    let output = run(at_a_terminal()).await;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said.trim(), "Nothing is waiting.");
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_takes_what_comes_until_it_is_asked_to_stop() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let archivist = app.archivist();
    let mut pulling = Pulling::start(command(&archivist, &app, &["--watch", "1"]));
    for n in 1..=2 {
        let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
        kari.send(&draft).await;
        let event = pulling.until("acknowledged").await;
        assert_eq!(event["journal_number"], format!("2026/{n}"));
        let round = pulling.until("round").await;
        assert_eq!(
            round,
            json!({ "event": "round", "acknowledged": 1, "failed": 0 })
        );
    }
    pulling.ask_to_stop();
    pulling.until("stopping").await;
    assert_eq!(pulling.exit_code().await, Some(0));
    assert!(archivist.waiting().await.is_empty());
    archivist.folders().iter().for_each(assert_whole);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_that_is_asked_to_stop_finishes_the_submission_at_hand_and_begins_no_other() {
    let app = TestApp::start().await;
    send_letters(&app, 2).await;
    let archivist = app.archivist();
    let hook = app.folder.path().join("hook");
    hook::write_script(&hook, "kill -TERM $PPID");
    let hook = hook.to_str().unwrap();
    let mut pulling = Pulling::start(command(&archivist, &app, &["--watch", "--hook", hook]));
    let event = pulling.until("acknowledged").await;
    assert_eq!(event["journal_number"], "2026/1");
    assert_eq!(pulling.exit_code().await, Some(0));
    assert_eq!(archivist.waiting().await.len(), 1, "the other waits");
    assert_eq!(archivist.folders().len(), 1);
    app.work().await;
    app.finish().await;
}
