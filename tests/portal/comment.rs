//! The comment as a document of its own: what the archivist pulls is opened with the tools that archives have.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sendsikkert::crypt::sha256_hex;
use sendsikkert::i18n::Locale;
use sendsikkert::submission::journal;
use serde_json::Value;

use crate::support::people::Sender;
use crate::support::{TestApp, files};

/// What a program says of a file; it must have no objection.
fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect(program);
    let told = String::from_utf8_lossy(&stdout).into_owned();
    let objections = String::from_utf8_lossy(&stderr);
    assert!(
        status.success(),
        "{program} {arguments:?}: {told}{objections}"
    );
    told
}

/// The text of a PDF, without the marks of direction that `pdftotext` puts around it and without its lines.
fn text_of(file: &Path) -> String {
    let text = told("pdftotext", &["-enc", "UTF-8"], file);
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let words = text.replace(is_mark, "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sends a comment and pulls it; the folder that the archive gets.
async fn sent(app: &TestApp, comment: &str, more: &[(&str, &str)]) -> PathBuf {
    let kari = app.sender(0).await;
    let letter = files::pdf("brev");
    let submission = kari.prepare(&[("brev.pdf", &letter)]).await;
    write(&kari, &submission, comment, more).await;
    kari.press_send(&submission).await;
    pulled(app).await
}

async fn write(kari: &Sender, submission: &str, comment: &str, more: &[(&str, &str)]) {
    let fields = [
        ("title", "2023/587 – Klage på vedtak"),
        ("case_number", ""),
        ("comment", comment),
        ("email", "kari@example.no"),
    ];
    let page = kari
        .fill(submission, "message", &[&fields, more].concat())
        .await;
    assert_eq!(page.address, format!("{submission}/files"));
}

async fn pulled(app: &TestApp) -> PathBuf {
    let archivist = app.archivist();
    let pulled = archivist.pull().await;
    let errors = String::from_utf8_lossy(&pulled.stderr);
    assert!(pulled.status.success(), "{errors}");
    archivist.folders().pop().unwrap()
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_gets_the_comment_as_its_last_attachment() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letters: [(&str, &[u8]); 2] = [
        ("brev.pdf", &files::pdf("a")),
        ("Kommentar.pdf", &files::pdf("b")),
    ];
    let submission = kari.prepare(&letters).await;
    let comment = "Jeg ærer din øde ås: ÆØÅ.\nČálli, đálu, ŋálbmi, š, ŧ, ž; ČĐŊŠŦŽ áÁ.";
    write(&kari, &submission, comment, &[]).await;
    let receipt = kari.send(&submission).await;
    let archivist = app.archivist();
    let waiting = archivist.waiting().await;
    assert_eq!(waiting[0]["documents"], 3, "as the archive counts");
    let folder = pulled(&app).await;

    let manifest = manifest(&folder);
    assert_eq!(manifest["comment"], comment);
    let entry = &manifest["documents"][2];
    assert_eq!(entry["number"], 3);
    assert_eq!(entry["role"], "attachment");
    assert_eq!(
        entry["name"], "kommentar (2).pdf",
        "beside one of the sender's"
    );
    assert_eq!(entry["notes"][0]["code"], "comment");
    assert_eq!(entry["notes"].as_array().unwrap().len(), 1);
    let file = folder.join(entry["file"].as_str().unwrap());
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(entry["sha256"], sha256_hex(&bytes));
    assert_eq!(entry["size_bytes"], bytes.len());
    let sizes = manifest["documents"].as_array().unwrap().iter();
    let sizes = sizes.map(|entry| entry["size_bytes"].as_u64().unwrap());
    assert_eq!(waiting[0]["size_bytes"], sizes.sum::<u64>());

    let xml = std::fs::read_to_string(folder.join("arkivmelding.xml")).unwrap();
    for part in [
        "<antallFiler>3</antallFiler>",
        "<antallVedlegg>2</antallVedlegg>",
        "<filnavn>kommentar (2).pdf</filnavn>",
        "<m:kode>fmt/476</m:kode><m:beskrivelse>PDF/A-2a</m:beskrivelse>",
        "comment: Laget av portalen av kommentaren",
    ] {
        assert!(xml.contains(part), "{part} is not in\n{xml}");
    }

    let text = text_of(&file);
    for part in [
        "Avsenderens kommentar",
        &comment.replace('\n', " "),
        &receipt.reference,
        &format!("Journalnummer {}", receipt.journal_number),
        "Sendt 21. november 2026 kl. 14.00",
        "Avsender Privatperson, innlogget med ID-porten",
        "Tittel 2023/587 – Klage på vedtak",
        "Saksnummer 2023/587",
        "1 brev.pdf",
        "2 Kommentar.pdf",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(
        !text.contains("01858910001"),
        "the national id is elsewhere"
    );
    let unbroken = text.replace(' ', "");
    for (_, bytes) in letters {
        assert!(unbroken.contains(&sha256_hex(bytes)), "{text}");
    }
    app.work().await;
    assert_the_sender_counts_her_own(&app, &kari, &submission).await;
    app.finish().await;
}

/// Receipt, mail and list show two documents: the comment stands among what she wrote.
async fn assert_the_sender_counts_her_own(app: &TestApp, kari: &Sender, submission: &str) {
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(
        page.texts(".documents .document-name"),
        ["brev.pdf", "Kommentar.pdf"]
    );
    let mail = app.mails().concat().replace("=\r\n", "");
    assert!(mail.contains("2 dokumenter"), "{mail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_archival_and_can_be_read_aloud() {
    let app = TestApp::start().await;
    let folder = sent(&app, "Første avsnitt.\n\nAndre avsnitt.", &[]).await;
    let file = folder.join("0002-kommentar.pdf");
    let checked = told("qpdf", &["--check"], &file);
    assert!(
        checked.contains("No syntax or stream encoding errors"),
        "{checked}"
    );

    let facts = told("pdfinfo", &["-isodates"], &file);
    for (key, value) in [
        ("Title", "Avsenderens kommentar"),
        ("Author", "Eksempel kommune"),
        ("CreationDate", "2026-11-21T13:00:00Z"),
        ("Tagged", "yes"),
        ("JavaScript", "no"),
        ("Page size", "595.28 x 841.89 pts (A4)"),
        ("PDF version", "1.7"),
    ] {
        let line = facts
            .lines()
            .find(|line| line.starts_with(&format!("{key}:")));
        let line = line.unwrap_or_else(|| panic!("{key} is not in\n{facts}"));
        assert!(line.ends_with(value), "{line}");
    }
    let fonts = told("pdffonts", &[], &file);
    for font in fonts.lines().skip(2) {
        assert!(
            font.contains(" yes yes yes "),
            "embedded, subset, Unicode: {font}"
        );
    }

    let xmp = told("pdfinfo", &["-meta"], &file);
    for (key, value) in [
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),
    ] {
        assert!(
            xmp.contains(&format!("<{key}>{value}</{key}>")),
            "{key} in {xmp}"
        );
    }
    let catalogue = told("qpdf", &["--json"], &file);
    assert!(catalogue.contains(r#""/Lang": "u:nb-NO""#), "its language");
    assert!(catalogue.contains(r#""/DisplayDocTitle": true"#));

    let structure = told("pdfinfo", &["-struct-text"], &file);
    let words: Vec<_> = structure.split_whitespace().collect();
    let structure = words.join(" ");
    for part in [
        r#"H1 "Avsenderens kommentar" (block)"#,
        r#"H2 "Kommentar" (block)"#,
        r#"P (block) "Første avsnitt." P (block) "Andre avsnitt.""#,
        r#"TR TH: /Scope /Row "Referanse" TD"#,
        r#"TH: /Scope /Column "Filnavn""#,
        r#"TD "brev.pdf""#,
    ] {
        assert!(structure.contains(part), "{part} is not in\n{structure}");
    }
    assert!(
        !structure.contains("1 / 1"),
        "page numbers are not read aloud"
    );
    let unbroken = text_of(&file).replace(' ', "");
    assert!(unbroken.contains("kommune1/1"), "but seen");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_judgement_finds_nothing_about_it_to_note() {
    let app = TestApp::start().await;
    let folder = sent(&app, "Se vedlegg", &[]).await;
    let output = Command::new(env!("CARGO_BIN_EXE_sendsikkert"))
        .arg("inspect")
        .arg(folder.join("0002-kommentar.pdf"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let judged: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(judged["kind"], "pdf", "{judged}");
    assert_eq!(judged["notes"], serde_json::json!([]), "{judged}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_script_comes_back_as_it_was_written() {
    let app = TestApp::start().await;
    let lines = [
        "Emoji: 😀 👍🏽 👩\u{200d}👩\u{200d}👧\u{200d}👦 ❤\u{fe0f} 🇳🇴 1\u{fe0f}\u{20e3}",
        "Ελληνικά και Кириллица, Việt Nam, fi ffi fl office, ½ € → ∑ √",
        "Norsk med مرحبا بالعالم og שלום עולם midt i linjen.",
        "مرحبا بالعالم هذا نص عربي طويل بعض الشيء ليملأ أكثر من سطر واحد في الصفحة حتى نرى كيف يبدو",
        "שלום עולם, זה טקסט בעברית עם מילה Norwegian באמצע",
        "Uten skrift: 漢字かな交じり文 한국어 ไทย",
        "En\ttabulator og kombinert e\u{301}.",
    ];
    let folder = sent(&app, &lines.join("\n"), &[]).await;
    let file = folder.join("0002-kommentar.pdf");
    told("qpdf", &["--check"], &file);
    let text = text_of(&file);
    let compatible = |text: &str| {
        use unicode_normalization::UnicodeNormalization;
        // Lam with alef comes back as one letter, as which Unicode has it, too.
        text.nfkc().collect::<String>()
    };
    let text = compatible(&text);
    for line in [
        lines[0],
        lines[1],
        "مرحبا بالعالم",
        "שלום עולם",
        "midt i linjen.",
        // Of a line that is read from the right.
        "مرحبا بالعالم هذا نص عربي طويل بعض الشيء ليملأ أكثر من سطر واحد في الصفحة",
        "זה טקסט בעברית עם מילה",
        lines[5],
        "En tabulator og kombinert é.",
    ] {
        let line = compatible(line);
        assert!(text.contains(&line), "{line} is not in\n{text}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_words_are_all_there_in_their_order() {
    let app = TestApp::start().await;
    let words: Vec<String> = (1..=5_000).map(|number| format!("ord{number}")).collect();
    let paragraphs: Vec<String> = words.chunks(80).map(|words| words.join(" ")).collect();
    let comment = paragraphs.join("\n\n");
    let folder = sent(&app, &comment, &[]).await;
    let file = folder.join("0002-kommentar.pdf");
    told("qpdf", &["--check"], &file);
    let text = text_of(&file);
    let found: Vec<&str> = text
        .split(' ')
        .filter(|word| {
            word.strip_prefix("ord")
                .is_some_and(|number| number.parse::<u32>().is_ok())
        })
        .collect();
    assert_eq!(found, words);
    let pages = told("pdfinfo", &[], &file);
    let pages = pages.lines().find_map(|line| line.strip_prefix("Pages:"));
    let pages: usize = pages.unwrap().trim().parse().unwrap();
    assert!(pages > 10, "{pages}");
    for page in 1..=pages {
        assert!(text.contains(&format!("{page} / {pages}")), "page {page}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_speaks_the_sender_s_language() {
    for (locale, title, name) in [
        (
            Locale::Nn,
            "Kommentaren til avsendaren",
            "0002-kommentar.pdf",
        ),
        (Locale::En, "The sender’s comment", "0002-comment.pdf"),
        (Locale::Se, "Sáddejeaddji kommentára", "0002-kommentara.pdf"),
    ] {
        let app = TestApp::start().await;
        let folder = sent(&app, "áčđŋšŧž", &[("language", locale.tag())]).await;
        let file = folder.join(name);
        let text = text_of(&file);
        assert!(text.contains(title) && text.contains("áčđŋšŧž"), "{text}");
        let catalogue = told("qpdf", &["--json"], &file);
        let tag = if locale == Locale::Nn {
            "nn-NO"
        } else {
            locale.tag()
        };
        assert!(
            catalogue.contains(&format!(r#""/Lang": "u:{tag}""#)),
            "{tag}"
        );
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_stands_with_its_number() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let sender = [
        ("sender", "organisation"),
        ("organisation_number", "313001016"),
    ];
    kari.fill(&submission, "sender", &sender).await;
    write(&kari, &submission, "På vegne av andre", &[]).await;
    kari.press_send(&submission).await;
    let folder = pulled(&app).await;
    let name = manifest(&folder)["sender"]["organisation_name"].clone();
    let text = text_of(&folder.join("0002-kommentar.pdf"));
    let sender = format!(
        "Avsender {} Virksomhet, organisasjonsnummer 313 001 016 (oppgitt av avsenderen selv, ikke kontrollert)",
        name.as_str().unwrap_or_default()
    );
    let words: Vec<_> = sender.split_whitespace().collect();
    assert!(
        text.contains(&words.join(" ")),
        "{sender} is not in\n{text}"
    );
    assert!(!text.contains("01858910001"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_comment_there_is_none() {
    let app = TestApp::start().await;
    let folder = sent(&app, " \n ", &[]).await;
    let manifest = manifest(&folder);
    assert_eq!(manifest["documents"].as_array().unwrap().len(), 1);
    assert_eq!(app.blobs().len(), 3, "brev, manifest, arkivmelding");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_twice_at_once_after_a_crash_it_is_there_once() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    write(&kari, &submission, "Se vedlegg", &[]).await;
    // The store fails between the two transactions: its folder for the submission is in the way.
    let id = submission.rsplit('/').next().unwrap();
    let folder = app.folder.path().join("blobs").join(id);
    let aside = app.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, b"in the way").unwrap();
    kari.press_send(&submission).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 1);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();

    let desk = &app.app.desk;
    let id = id.parse().unwrap();
    let finish = || journal::finish(desk.clone(), id);
    let (one, two, three) = tokio::join!(finish(), finish(), finish());
    one.and(two).and(three).unwrap();
    finish().await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 2);
    assert_eq!(app.count("SELECT document_count FROM submissions").await, 2);
    assert_eq!(
        app.blobs().len(),
        4,
        "brev, kommentar, manifest, arkivmelding"
    );
    let waiting = app.archivist().waiting().await;
    assert_eq!(waiting[0]["documents"], 2);
    let folder = pulled(&app).await;
    assert!(text_of(&folder.join("0002-kommentar.pdf")).contains("Se vedlegg"));
    app.finish().await;
}
