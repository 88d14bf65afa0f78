//! What an operator sees of letters that did not arrive, and has tried again: `sendsikkert letters`.

use std::net::TcpListener;
use std::process::{Command, Output};

use sendsikkert::clock::Clock;
use serde_json::Value;

use crate::outbox::smtp;
use crate::support::mail_server::Mailbox;
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};

/// A portal with a configuration file, whose program goes by the machine's own clock, as the command does.
struct Installation {
    app: TestApp,
    mailbox: Mailbox,
}

impl Installation {
    /// With a mail server; nobody answers at its port when it is not to be there.
    async fn start(is_there: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mailbox = Mailbox::default();
        if is_there {
            mailbox.serve(listener);
        } else {
            drop(listener);
        }
        let app = TestApp::start_with(Wishes {
            clock: Some(Clock::System),
            ..smtp(port)
        })
        .await;
        let text = format!(
            r#"
public_url = "{url}"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
recipients_file = "recipients.txt"
municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
database = {{ url = "{database}" }}
blobs = {{ kind = "disk", path = "blobs" }}
scanner = {{ kind = "none" }}
identity = {{ issuer = "{issuer}", client_id = "test", client_key_file = "client-key.pem", environment = "test" }}
mail = {{ from = "a@eksempel.invalid", transport = {{ kind = "folder", path = "mail" }} }}
"#,
            url = app.url,
            database = app.database_url(),
            issuer = app.issuer,
        );
        std::fs::write(app.folder.path().join("sendsikkert.toml"), text).unwrap();
        Self { app, mailbox }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.args(arguments).arg("--config");
        command.arg(self.app.folder.path().join("sendsikkert.toml"));
        command.output().unwrap()
    }

    /// What a command that goes well prints; nothing of what it says may be an address.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{complaint}");
        for part in ["ukjent", "example", "kari"] {
            assert!(
                !format!("{said}{complaint}").contains(part),
                "{part} in\n{said}"
            );
        }
        said
    }

    /// The letters as JSON, with more options.
    fn letters(&self, options: &[&str]) -> Vec<Value> {
        let said = self.says(&[&["letters", "--json"], options].concat());
        let lines = said.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.collect()
    }
}

/// Sends something, with an address that no mail server knows yet; where it stands, and its reference.
async fn send_with_a_wrong_address(kari: &Sender) -> (String, String) {
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let fields = [
        ("title", "Klage"),
        ("case_number", ""),
        ("comment", ""),
        ("email", "ukjent@epost.example.no"),
    ];
    kari.fill(&submission, "message", &fields).await;
    let receipt = kari.send(&submission).await;
    (submission, receipt.reference)
}

const UNDELIVERED: &str = "Vi fikk ikke sendt e-post til adressen som står på kvitteringen.";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_shown_without_the_address_and_goes_out_when_it_can() {
    let mut installation = Installation::start(true).await;
    let app = &installation.app;
    assert_eq!(
        installation.says(&["letters"]),
        "Every letter was delivered.\n"
    );
    let kari = app.sender(0).await;
    let (submission, reference) = send_with_a_wrong_address(&kari).await;
    let waiting = installation.letters(&[]);
    assert_eq!(waiting[0]["state"], "waiting");
    app.work().await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert!(page.texts(".ds-alert").concat().starts_with(UNDELIVERED));
    assert!(
        !page.html.contains("Du får en e-post med"),
        "it is not promised any more"
    );

    let letters = installation.letters(&[]);
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    for (name, value) in [
        ("kind", "receipt"),
        ("reference", &reference),
        ("to", "u***@e***.no"),
        ("state", "given-up"),
        ("reason", "smtp: 550"),
    ] {
        assert_eq!(letter[name], value, "{letter}");
    }
    assert_eq!(letter["attempts"], 1);
    assert!(letter["given_up_at"].is_string() && letter["next_try_at"].is_null());
    let id = letter["id"].as_str().unwrap();
    let table = installation.says(&["letters"]);
    for part in [
        id,
        "receipt",
        &reference,
        "u***@e***.no",
        "given up",
        "smtp: 550",
        "letters retry ID",
    ] {
        assert!(table.contains(part), "{part} is not in\n{table}");
    }
    assert_eq!(installation.letters(&["--kind", "outcome"]).len(), 0);
    assert_eq!(installation.letters(&["--kind", "receipt"]).len(), 1);

    // Ids that are none change nothing, not even for those beside them.
    let refused = installation.run(&["letters", "retry", id, "no-such-letter"]);
    let complaint = String::from_utf8(refused.stderr).unwrap();
    assert!(
        !refused.status.success() && complaint.contains("no-such-letter"),
        "{complaint}"
    );
    assert_eq!(installation.letters(&[])[0]["state"], "given-up");

    // The server still knows nobody of that name: a real try, and it is given up anew.
    installation.says(&["letters", "retry", id]);
    let again = &installation.letters(&[])[0];
    assert_eq!(
        (&again["state"], &again["attempts"]),
        (&"waiting".into(), &0.into())
    );
    app.work().await;
    assert_eq!(installation.letters(&[])[0]["state"], "given-up");

    installation.mailbox.know_everybody();
    app.work().await;
    assert!(
        installation.mailbox.received().is_empty(),
        "what was given up is left alone"
    );
    let said = installation.says(&["letters", "retry", "--all"]);
    assert!(said.contains("To be tried again: 1."), "{said}");
    app.work().await;
    let received = installation.mailbox.received();
    assert_eq!(received.len(), 1);
    assert!(received[0].contains(&reference));
    assert_eq!(
        installation.says(&["letters"]),
        "Every letter was delivered.\n"
    );
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert!(!page.html.contains(UNDELIVERED), "it has reached her");
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'retry' AND result = 'due'";
    assert_eq!(app.count(noted).await, 2);

    // What was sent is not sent again.
    let refused = installation.run(&["letters", "retry", id]);
    assert!(!refused.status.success());
    assert!(
        installation
            .says(&["letters", "retry", "--all"])
            .contains("again: 0.")
    );
    app.work().await;
    assert_eq!(installation.mailbox.received().len(), 1);
    installation.app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_being_tried_is_shown_with_its_next_try() {
    let mut installation = Installation::start(false).await;
    let app = &installation.app;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    kari.send(&submission).await;
    app.work().await;
    let letter = &installation.letters(&[])[0];
    for (name, value) in [
        ("state", "being-tried"),
        ("to", "k***@e***.no"),
        ("reason", "smtp: no answer"),
    ] {
        assert_eq!(letter[name], value, "{letter}");
    }
    assert!(letter["next_try_at"].is_string() && letter["given_up_at"].is_null());
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert!(!page.html.contains(UNDELIVERED), "it may still arrive");
    // Only what was given up is tried again by hand: the rest is on its way.
    let id = letter["id"].as_str().unwrap();
    assert!(!installation.run(&["letters", "retry", id]).status.success());
    let checked = installation.run(&["check"]);
    let checked = String::from_utf8(checked.stdout).unwrap();
    assert!(
        checked.contains("given up: 0, being tried: 1, not tried yet: 0"),
        "{checked}"
    );
    assert!(
        checked.contains("“sendsikkert letters” shows which"),
        "{checked}"
    );
    installation.app.close().await;
}
