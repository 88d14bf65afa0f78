//! The signed receipt: what its sender gets, and what others make of it.

mod command;
mod page;
mod rotation;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, StatusCode};
use sendsikkert::crypt::sha256_hex;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Page, header};
use crate::support::people::{Receipt, Sender};
use crate::support::{TestApp, files};

/// Something that was sent, with its receipt.
struct Sent {
    submission: String,
    receipt: Receipt,
    /// The receipt as a PDF.
    file: Vec<u8>,
    letter: Vec<u8>,
}

impl Sent {
    /// One letter and an attachment.
    async fn by(sender: &Sender) -> Self {
        let letter = files::pdf("brev");
        let submission = sender
            .prepare(&[("Klage æøå.pdf", &letter), ("svar.xml", b"<svar/>")])
            .await;
        let receipt = sender.send(&submission).await;
        Self {
            file: download(sender, &submission).await,
            submission,
            receipt,
            letter,
        }
    }
}

/// Downloads a receipt as its page offers it.
async fn download(sender: &Sender, submission: &str) -> Vec<u8> {
    let page = sender.browser.open(&format!("{submission}/receipt")).await;
    let link = page.attribute("a[href$=\"/receipt.pdf\"]", "href").unwrap();
    let response = sender.browser.get(&link).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), "application/pdf");
    assert_eq!(header(&response, "cache-control"), "no-store");
    response.bytes().await.unwrap().to_vec()
}

/// Files to be checked: the receipt, and copies with the names they have now.
fn form(receipt: &[u8], copies: &[(&str, &[u8])]) -> Form {
    let part = |name: &str, bytes: &[u8]| Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    let form = Form::new().part("receipt", part("kvittering.pdf", receipt));
    copies.iter().fold(form, |form, (name, bytes)| {
        form.part("documents", part(name, bytes))
    })
}

fn asking(url: &str, form: Form) -> RequestBuilder {
    let browser = Browser::new(url);
    browser.http.post(format!("{url}/verify")).multipart(form)
}

/// Checks a receipt on the page, as somebody who is not logged in.
async fn check(app: &TestApp, receipt: &[u8], copies: &[(&str, &[u8])]) -> Page {
    Page::of(
        asking(&app.url, form(receipt, copies))
            .send()
            .await
            .unwrap(),
    )
    .await
}

/// Runs `sendsikkert` in a folder.
async fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.current_dir(folder).args(arguments);
    tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn write(app: &TestApp, name: &str, bytes: &[u8]) -> PathBuf {
    let path = app.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What a program of another maker says of a PDF.
fn told_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The signature in a receipt, found as docs/receipts.md tells others to find it.
fn signature_in(file: &[u8]) -> String {
    let shown = text(file);
    let (_, rest) = shown
        .split_once("stream\neyJhbGciOiJFZDI1NTE5Iiwia2lkIjoi")
        .unwrap();
    let (rest, _) = rest.split_once("\nendstream").unwrap();
    format!("eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoi{rest}")
}

fn part_of(jws: &str, part: usize) -> Value {
    let part = jws.split('.').nth(part).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_says_what_was_received_to_people_and_to_programs() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    let path = write(&app, "kvittering.pdf", &sent.file);
    let path = path.to_str().unwrap();

    let address = format!("{}/receipt.pdf", sent.submission);
    let response = kari.browser.get(&address).await;
    assert_eq!(
        header(&response, "content-disposition"),
        format!(
            "attachment; filename=\"kvittering-{}.pdf\"",
            sent.receipt.reference
        )
    );
    assert_eq!(response.bytes().await.unwrap(), sent.file, "the same again");

    told_by("qpdf", &["--check", path]);
    let facts = told_by("pdfinfo", &[path]);
    assert!(
        facts.contains(&format!("Kvittering {}", sent.receipt.reference)),
        "{facts}"
    );
    let metadata = told_by("pdfinfo", &["-meta", path]);
    assert!(
        metadata.contains("<pdfaid:part>3</pdfaid:part>"),
        "{metadata}"
    );
    let words = told_by("pdftotext", &["-layout", path, "-"]);
    for said in [
        "Eksempel kommune, organisasjonsnummer 313 001 008",
        &sent.receipt.reference,
        &sent.receipt.journal_number,
        "Privatperson",
        "Klage på vedtak",
        "Klage æøå.pdf",
        "svar.xml",
        "7 byte",
        "/verify",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }

    let jws = signature_in(&sent.file);
    let published: Value = {
        let answer = kari.browser.get("/.well-known/receipt-keys.json").await;
        assert_eq!(header(&answer, "content-type"), "application/jwk-set+json");
        assert_eq!(header(&answer, "access-control-allow-origin"), "*");
        assert_eq!(header(&answer, "cache-control"), "public, max-age=3600");
        answer.json().await.unwrap()
    };
    assert_eq!(
        part_of(&jws, 0),
        json!({ "alg": "Ed25519", "kid": published["keys"][0]["kid"], "typ": "sendsikkert-receipt+jwt" })
    );
    let stated = part_of(&jws, 1);
    let mut zeroed = sent.file.clone();
    let at = memchr::memmem::find(&zeroed, jws.as_bytes()).unwrap();
    zeroed[at..at + jws.len()].fill(b'0');
    assert_eq!(
        stated,
        json!({
            "iss": app.url,
            "municipality": { "name": "Eksempel kommune", "organisation_number": "313001008" },
            "reference": sent.receipt.reference,
            "journal_number": "2026/1",
            "received_at": "2026-11-21T14:00:00+01:00",
            "sender": { "kind": "person" },
            "title": "Klage på vedtak",
            "documents": [
                { "number": 1, "name": "Klage æøå.pdf", "size_bytes": sent.letter.len(), "sha256": sha256_hex(&sent.letter) },
                { "number": 2, "name": "svar.xml", "size_bytes": 7, "sha256": sha256_hex(b"<svar/>") },
            ],
            "pdf_sha256": sha256_hex(&zeroed),
        })
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_the_same_once_the_archive_has_it_and_is_nobody_else_s() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("utkast"))]).await;
    let early = kari.browser.get(&format!("{draft}/receipt.pdf")).await;
    assert_eq!(header(&early, "location"), format!("{draft}/receipt"));

    let acknowledged = Sent::by(&kari).await;
    let output = app.archivist().pull().await;
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        download(&kari, &acknowledged.submission).await,
        acknowledged.file
    );

    // Somebody else's is not there, and an address that is none is told in the same way.
    let ola = app.sender(1).await;
    for address in [
        format!("{}/receipt.pdf", acknowledged.submission),
        "/submissions/6b1f0b5e-2f55-4cb5-9b9f-5b9e0a0f3a77/receipt.pdf".to_owned(),
        "/submissions/x/receipt.pdf".to_owned(),
    ] {
        let page = ola.browser.open(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.texts("h1").len(), 1);
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_stands_on_its_receipt_and_the_person_does_not() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let sender = [
        ("sender", "organisation"),
        ("organisation_number", "313 001 016"),
    ];
    kari.fill(&submission, "sender", &sender).await;
    let message = [
        ("title", "Søknad om skjenkebevilling"),
        ("case_number", "2026/587"),
        ("comment", "Hemmelig kommentarkanari"),
        ("email", "kari.kanari@example.no"),
    ];
    kari.fill(&submission, "message", &message).await;
    kari.attach(&submission, &[("søknad.pdf", &files::pdf("s"))])
        .await;
    let receipt = kari.send(&submission).await;
    let file = download(&kari, &submission).await;
    let stated = part_of(&signature_in(&file), 1);
    let comment = &stated["documents"][1];
    assert_eq!(
        (&comment["name"], &comment["is_comment"]),
        (&json!("kommentar.pdf"), &json!(true))
    );
    assert_eq!(
        stated["sender"],
        json!({ "kind": "organisation", "organisation_number": "313001016", "name": "Eksempel Bygg AS", "is_declared": true }),
        "the demo has no register of rights: nobody but Kari says so"
    );
    assert_eq!(stated["case_number"], json!("2026/587"));
    assert_eq!(stated["reference"], json!(receipt.reference));
    let path = write(&app, "kvittering.pdf", &file);
    let words = told_by("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    assert!(
        words.contains("Eksempel Bygg AS, organisasjonsnummer 313 001 016 (oppgitt"),
        "{words}"
    );
    assert!(words.contains("ikke kontrollert)"), "{words}");
    for secret in ["01858910001", "kanari"] {
        assert!(
            !words.contains(secret) && !stated.to_string().contains(secret),
            "{secret}"
        );
    }
    app.work().await;
    app.finish().await;
}
