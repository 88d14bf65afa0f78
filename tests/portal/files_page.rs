//! The page of files without a script: what is told of a file that can't be taken, and the order of the others.

use reqwest::StatusCode;
use sendsikkert::scan::{Address, Settings};
use sendsikkert::submission::{Limits, MB};
use serde_json::Value;

use crate::support::browser::Page;
use crate::support::clamd::{BAD_WORDS, Clamd};
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};

/// A zip that says of itself that it needs a password.
fn locked_zip() -> Vec<u8> {
    let mut zip = files::zip(&[("brev.pdf", &files::pdf("x"))]);
    let directory = zip
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    zip[6] |= 1;
    zip[directory + 8] |= 1;
    zip
}

/// A file that can't be taken, what is told of it in Bokmål, and where help is.
type WrongFile = (
    &'static str,
    Vec<u8>,
    [&'static str; 2],
    Option<&'static str>,
);

fn wrong_files() -> [WrongFile; 7] {
    let too_large = usize::try_from(20 * MB).unwrap() + 1;
    let jpeg = files::jpeg();
    [
        (
            "type.pdf",
            b"MZ\x90\0\x03\0\0\0".to_vec(),
            ["program", "Du kan sende PDF"],
            Some("/help#pdf"),
        ),
        (
            "stor.pdf",
            files::pdf_of(too_large),
            ["20 MB", "zip-fil"],
            Some("/help#size"),
        ),
        ("tom.pdf", Vec::new(), ["tom", "på nytt"], None),
        (
            "syk.pdf",
            files::pdf(BAD_WORDS),
            ["skadelig programvare", "antivirusprogram"],
            None,
        ),
        (
            "hemmelig.zip",
            locked_zip(),
            ["passord", "uten passord"],
            Some("/help#password"),
        ),
        (
            "avkuttet.jpg",
            jpeg[..jpeg.len() / 2].to_vec(),
            ["skadet", "på nytt"],
            Some("/help#pdf"),
        ),
        (
            "brev.docx",
            files::pdf("x"),
            ["docx", "Du kan sende PDF"],
            Some("/help#pdf"),
        ),
    ]
}

/// Sends what can't be taken, and one file more than there is room for.
async fn send_wrong_files(kari: &Sender, submission: &str) -> Page {
    let wrong = wrong_files();
    let mut all: Vec<(&str, &[u8])> = wrong
        .iter()
        .map(|(name, bytes, ..)| (*name, bytes.as_slice()))
        .collect();
    let letter = files::pdf("x");
    all.extend([("en.pdf", letter.as_slice()), ("to.pdf", &letter)]);
    kari.attach(submission, &all).await
}

/// The summary names every file that the page tells of, and leads to it.
fn assert_summary_leads_to_each(page: &Page) {
    let told = page.texts(".refusals li");
    let lines = page.texts("#error-summary li");
    assert_eq!(lines.len(), told.len());
    for (at, (line, told)) in lines.iter().zip(&told).enumerate() {
        let place = format!("#refusal-{}", at + 1);
        let link = format!("#error-summary li:nth-child({}) a", at + 1);
        assert_eq!(page.attribute(&link, "href"), Some(place.clone()));
        assert_eq!(page.texts(&place).concat(), *told);
        assert!(told.starts_with(line), "{told} does not begin with {line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_file_is_told_with_limit_and_remedy_in_every_language() {
    let clamd = Clamd::start();
    let app = TestApp::start_with(Wishes {
        limits: Limits {
            documents: 1,
            ..Limits::default()
        },
        scanner: Some(clamd.settings()),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let mut all_told = Vec::new();
    for (language, prefix) in [
        ("nn", "Feil:"),
        ("en", "Error:"),
        ("se", "Meattáhus:"),
        ("nb", "Feil:"),
    ] {
        kari.browser.open(&format!("/?lang={language}")).await;
        let submission = kari.begin().await;
        let page = send_wrong_files(&kari, &submission).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let title = page.texts("title").concat();
        assert!(title.starts_with(prefix), "{title}");
        assert_eq!(page.texts(".rows .document-name"), ["en.pdf"]);
        assert_summary_leads_to_each(&page);
        let told = page.texts(".refusals li");
        assert_eq!(told.len(), 8, "{told:?}");
        for (at, (name, _, words, help)) in wrong_files().into_iter().enumerate() {
            assert!(told[at].starts_with(name), "{}", told[at]);
            let nothing_is_missing = words.iter().all(|word| told[at].contains(word));
            assert!(language != "nb" || nothing_is_missing, "{}", told[at]);
            let link = format!("#refusal-{} a", at + 1);
            assert_eq!(page.attribute(&link, "href").as_deref(), help, "{name}");
        }
        assert!(told[7].starts_with("to.pdf") && told[7].contains('1'));
        all_told.push(told);
    }
    let [nynorsk, english, sami, bokmal] = all_told.try_into().unwrap();
    for at in 0..bokmal.len() {
        let each = [&nynorsk[at], &english[at], &sami[at], &bokmal[at]];
        let different: std::collections::BTreeSet<_> = each.into_iter().collect();
        assert_eq!(different.len(), 4, "{each:?}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chooses_nothing_is_told_where_to_choose() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let page = kari.attach(&submission, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.texts("#error-summary li"),
        ["Velg minst én fil før du går videre."]
    );
    assert_eq!(
        page.attribute("#error-summary a", "href").as_deref(),
        Some("#files")
    );
    assert_eq!(
        page.attribute("#files", "aria-invalid").as_deref(),
        Some("true")
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_t_be_taken_just_now_can_be_sent_again() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    let app = TestApp::start_with(Wishes {
        scanner: Some(Settings::Clamd {
            address: Address::Tcp(address.to_string()),
            timeout_seconds: 5.try_into().unwrap(),
        }),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let page = kari
        .attach(&submission, &[("brev.pdf", &files::pdf("x"))])
        .await;
    let told = page.texts(".refusals li").concat();
    assert!(told.contains("kan ikke ta imot") && told.contains("Prøv igjen"));
    assert_summary_leads_to_each(&page);
    app.finish().await;
}

/// The names on the page of files.
async fn order(kari: &Sender, submission: &str) -> Vec<String> {
    let page = kari.browser.open(&format!("{submission}/files")).await;
    page.texts(".rows .document-name")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sender_s_order_is_what_the_archive_and_the_receipt_have() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letter = files::pdf("x");
    let submission = kari
        .prepare(&[("a.pdf", &letter), ("b.pdf", &letter), ("c.pdf", &letter)])
        .await;
    for (document, fields, expected) in [
        (
            3,
            [("direction", "up"), ("before", "")],
            "a.pdf c.pdf b.pdf",
        ),
        (
            3,
            [("direction", "up"), ("before", "")],
            "c.pdf a.pdf b.pdf",
        ),
        (
            3,
            [("direction", "up"), ("before", "")],
            "c.pdf a.pdf b.pdf",
        ),
        (
            1,
            [("direction", "down"), ("before", "")],
            "c.pdf b.pdf a.pdf",
        ),
        (
            1,
            [("direction", "before"), ("before", "3")],
            "a.pdf c.pdf b.pdf",
        ),
        (
            1,
            [("direction", "last"), ("before", "")],
            "c.pdf b.pdf a.pdf",
        ),
        (
            7,
            [("direction", "up"), ("before", "")],
            "c.pdf b.pdf a.pdf",
        ),
    ] {
        let page = kari.browser.open(&format!("{submission}/files")).await;
        let action = format!("{submission}/files/{document}/move");
        let page = kari.browser.submit(&page, &action, &fields).await;
        assert_eq!(page.address, format!("{submission}/files"));
        let names = page.texts(".rows .document-name").join(" ");
        assert_eq!(names, expected, "{document} {fields:?}");
        let roles = page.texts(".rows .document-role");
        assert_eq!(roles, ["Hoveddokument", "Vedlegg", "Vedlegg"]);
    }
    kari.fill(&submission, "files/2/remove", &[]).await;
    kari.attach(&submission, &[("d.pdf", &letter)]).await;
    assert_eq!(order(&kari, &submission).await, ["c.pdf", "a.pdf", "d.pdf"]);

    kari.send(&submission).await;
    let receipt = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(
        receipt.texts(".documents .document-name"),
        ["c.pdf", "a.pdf", "d.pdf"]
    );
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let manifest = archivist.folders()[0].join("manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    for (at, (name, role)) in [
        ("c.pdf", "main"),
        ("a.pdf", "attachment"),
        ("d.pdf", "attachment"),
    ]
    .into_iter()
    .enumerate()
    {
        let document = &manifest["documents"][at];
        assert_eq!(document["number"], at + 1);
        assert_eq!(document["name"], name);
        assert_eq!(document["role"], role);
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_moved_in_many_tabs_at_once_and_none_is_lost() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letter = files::pdf("x");
    let submission = kari
        .prepare(&[("a.pdf", &letter), ("b.pdf", &letter), ("c.pdf", &letter)])
        .await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let actions: Vec<_> = (1..=3)
        .map(|number| format!("{submission}/files/{number}/move"))
        .collect();
    let moves = (0..24).map(|tab| {
        let direction = if tab % 2 == 0 { "up" } else { "down" };
        let fields = vec![("csrf", page.csrf()), ("direction", direction.to_owned())];
        let (browser, action) = (&kari.browser, &actions[tab % 3]);
        async move { browser.post(action, &fields).await }
    });
    for page in futures_util::future::join_all(moves).await {
        assert_eq!(page.status, StatusCode::OK);
    }
    let mut left = order(&kari, &submission).await;
    left.sort();
    assert_eq!(left, ["a.pdf", "b.pdf", "c.pdf"]);
    let places = "SELECT COUNT(DISTINCT position) FROM documents";
    assert_eq!(app.count(places).await, 3);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_asks_first_and_what_is_gone_is_gone() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let asked = kari
        .browser
        .open(&format!("{submission}/files/1/remove"))
        .await;
    assert_eq!(asked.texts("main .document-name"), ["brev.pdf"]);
    assert_eq!(order(&kari, &submission).await, ["brev.pdf"]);
    kari.browser.follow_form(&asked).await;
    assert!(order(&kari, &submission).await.is_empty());
    let again = kari
        .browser
        .open(&format!("{submission}/files/1/remove"))
        .await;
    assert_eq!(again.address, format!("{submission}/files"));
    app.finish().await;
}
