//! The page where anybody checks a receipt.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use super::{Sent, asking, check, form, text};
use crate::support::browser::{Browser, Page};
use crate::support::{TestApp, Wishes, files, files_below};

const MB: usize = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn anybody_sees_what_was_received_and_which_copy_is_which() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    let before = files_below(app.folder.path());
    let rows = "SELECT (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM sessions)";
    let rows_before = app.count(rows).await;

    let page = check(&app, &sent.file, &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("h1"), ["Kvitteringen er ekte"]);
    assert!(
        page.html
            .contains("Den viser ikke at noen har lest, godtatt eller tatt stilling")
    );
    assert_eq!(page.value_of("Referanse").unwrap(), sent.receipt.reference);
    assert_eq!(page.value_of("Journalnummer").unwrap(), "2026/1");
    assert_eq!(
        page.value_of("Mottatt").unwrap(),
        "21. november 2026 kl. 14.00"
    );
    assert_eq!(page.value_of("Tittel").unwrap(), "Klage på vedtak");
    assert_eq!(page.value_of("Avsender").unwrap(), "Privatperson");

    let page = check(
        &app,
        &sent.file,
        &[("omdøpt.pdf", &sent.letter), ("y.xml", b"<svar/>")],
    )
    .await;
    assert_eq!(page.texts("h1"), ["Kvitteringen er ekte"]);
    assert_eq!(
        page.texts(".rows .row"),
        [
            "omdøpt.pdf Er det samme som kommunen mottok: dokument 1, Klage æøå.pdf.",
            "y.xml Er det samme som kommunen mottok: dokument 2, svar.xml.",
        ]
    );

    let copies: [(&str, &[u8]); 2] = [("Klage æøå.pdf", &sent.letter), ("svar.xml", b"<svar />")];
    let page = check(&app, &sent.file, &copies).await;
    assert_eq!(
        page.texts("h1"),
        ["Kvitteringen er ekte, men ikke alle dokumentene stemmer"]
    );
    let [_, altered] = page.texts(".rows .row").try_into().unwrap();
    assert!(
        altered.starts_with("svar.xml Er ikke blant dokumentene i kvitteringen."),
        "{altered}"
    );

    assert_eq!(files_below(app.folder.path()), before, "nothing is written");
    assert_eq!(app.count(rows).await, rows_before, "and nothing noted");
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_genuine_receipt_is_told_in_words() {
    let app = TestApp::start().await;
    let other = TestApp::start().await;
    let [kari, ola] = [app.sender(0).await, other.sender(1).await];
    let [sent, foreign] = [Sent::by(&kari).await, Sent::by(&ola).await];
    let mut altered = sent.file.clone();
    let last = altered.len() - 8;
    altered[last] ^= 1;
    for (file, words) in [
        (&altered, "Filen er ikke slik den ble signert"),
        (
            &[&sent.file[..], b"\n"].concat(),
            "Filen er ikke slik den ble signert",
        ),
        (&foreign.file, "Signaturen i filen er ikke kommunens"),
    ] {
        let page = check(&app, file, &[("brev.pdf", &sent.letter)]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.texts("h1"), ["Kvitteringen er ikke ekte"]);
        assert!(page.html.contains(words), "{}", page.html);
        assert!(
            !page.html.contains("brev.pdf"),
            "nothing is said of documents"
        );
    }

    // A portal that has our keys, and is not this one.
    let copied = other_address(&app, &sent.file).await;
    assert_eq!(copied.texts("h1"), ["Kvitteringen er ikke ekte"]);
    assert!(
        copied.html.contains(&app.url),
        "it is named: {}",
        copied.html
    );

    for (file, words) in [
        (
            &sent.letter,
            "Filen er ikke en kvittering fra denne tjenesten",
        ),
        (
            &Vec::new(),
            "Filen er ikke en kvittering fra denne tjenesten",
        ),
        (&files::noise(2 * MB + 1), "Kvitteringen er større enn 2 MB"),
    ] {
        let page = check(&app, file, &[("brev.pdf", &sent.letter)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_is_summed_up(&page, words);
    }
    let nothing = Form::new()
        .part("receipt", Part::bytes(Vec::new()).file_name(""))
        .part("documents", Part::bytes(Vec::new()).file_name(""));
    let page = Page::of(asking(&app.url, nothing).send().await.unwrap()).await;
    assert_is_summed_up(&page, "Velg kvitteringen som skal kontrolleres");
    app.work().await;
    app.finish().await;
    other.work().await;
    other.finish().await;
}

/// The same portal, reached at another address than the one it is known by.
async fn other_address(app: &TestApp, file: &[u8]) -> Page {
    let mut moved = app.app.clone();
    moved.public_url = "https://other.example".into();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = crate::support::address(&listener);
    let server = sendsikkert::web::serve(&moved, listener).unwrap();
    let handle = server.handle();
    let serving = app.app.desk.tasks.spawn(server);
    let page = Page::of(asking(&url, form(file, &[])).send().await.unwrap()).await;
    handle.stop(false).await;
    serving.await.unwrap().unwrap();
    page
}

fn assert_is_summed_up(page: &Page, words: &str) {
    let summary = page.texts("#error-summary a[href=\"#receipt\"]");
    assert_eq!(summary.len(), 1);
    assert!(summary[0].contains(words), "{summary:?}");
    assert_eq!(page.texts("#receipt-error"), summary);
    assert_eq!(page.texts("h1"), ["Kontroller en kvittering"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_speaks_four_languages() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    for (language, heading, genuine) in [
        ("nb", "Kontroller en kvittering", "Kvitteringen er ekte"),
        ("nn", "Kontroller ei kvittering", "Kvitteringa er ekte"),
        ("en", "Check a receipt", "The receipt is genuine"),
        ("se", "Dárkkis duođaštusa", "Duođaštus lea duohta"),
    ] {
        let browser = Browser::new(&app.url);
        let page = browser.open(&format!("/verify?lang={language}")).await;
        assert_eq!(page.texts("h1"), [heading]);
        let request = browser.http.post(browser.absolute("/verify"));
        let request = request.multipart(form(&sent.file, &[]));
        let page = Page::of(request.send().await.unwrap()).await;
        assert_eq!(page.texts("h1"), [genuine]);
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_and_large_documents_are_only_hashed() {
    let app = TestApp::start_with(Wishes {
        limits: sendsikkert::submission::Limits {
            submission_bytes: 8 * 1024 * 1024,
            documents: 3,
            ..Default::default()
        },
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    let page = check(&app, &sent.file, &[("stor.pdf", &files::noise(8 * MB))]).await;
    assert_eq!(
        page.texts("h1"),
        ["Kvitteringen er ekte, men ikke alle dokumentene stemmer"]
    );
    let page = check(&app, &sent.file, &[("stor.pdf", &files::noise(12 * MB))]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let many = [("a.pdf", &b"x"[..]); 7];
    let page = check(&app, &sent.file, &many).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = check(&app, &sent.file, &many[..6]).await;
    assert_eq!(page.status, StatusCode::OK);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_few_are_checked_at_once_for_one_address() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    let held: Vec<_> = (0..4).map(|_| begin_and_wait(&app.url)).collect();
    let deadline = Instant::now() + Duration::from_secs(20);
    let busy = loop {
        let page = check(&app, &sent.file, &[]).await;
        if page.status != StatusCode::OK {
            break page;
        }
        assert!(Instant::now() < deadline, "nobody is refused");
    };
    assert_eq!(busy.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        busy.texts("h1"),
        ["Mange kontrollerer kvitteringer akkurat nå"]
    );
    drop(held);
    while check(&app, &sent.file, &[]).await.status != StatusCode::OK {
        assert!(Instant::now() < deadline, "a turn is not given back");
    }
    app.work().await;
    app.finish().await;
}

/// A form that is begun and not ended.
fn begin_and_wait(url: &str) -> TcpStream {
    let host = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    let begin = format!(
        "POST /verify HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=b\r\n\
         Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"receipt\"; \
         filename=\"a.pdf\"\r\n\r\n{}",
        text(b"%PDF")
    );
    stream.write_all(begin.as_bytes()).unwrap();
    stream
}
