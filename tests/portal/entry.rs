//! What a sender says of an entry in the journal: its title, and that it holds what is confidential.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use scraper::{Html, Selector};

use crate::support::browser::Page;
use crate::support::process::Demo;
use crate::support::{TestApp, files, files_below, holds};

const TICKED: &str = "Ja, krysset av";
const NOT_TICKED: &str = "Nei, ikke krysset av";

/// A message that lacks nothing, ticked as confidential.
fn confidential(title: &str) -> [(&str, &str); 5] {
    [
        ("title", title),
        ("case_number", ""),
        ("comment", "Se vedlegg"),
        ("confidential", "yes"),
        ("email", "kari@example.no"),
    ]
}

/// The same without the tick, as browsers send it.
fn open_to_all(title: &str) -> Vec<(&str, &str)> {
    let mut fields = confidential(title).to_vec();
    fields.retain(|(name, _)| *name != "confidential");
    fields
}

fn is_ticked(page: &Page) -> bool {
    page.attribute("#confidential", "checked").is_some()
}

/// What a term's value says to those who see it, and to those who hear it.
fn seen_and_heard(page: &Page, term: &str) -> (String, String) {
    let html = Html::parse_document(&page.html);
    let select = |text| Selector::parse(text).unwrap();
    let rows = select("dl > div");
    let (dt, bdi) = (select("dt"), select("dd bdi"));
    let row = html
        .select(&rows)
        .find(|row| row.select(&dt).next().unwrap().text().collect::<String>() == term)
        .unwrap();
    let value = row.select(&bdi).next().unwrap();
    let without = |attribute: &str, value_of_it: &str| {
        let texts = value.children().map(|child| {
            let element = scraper::ElementRef::wrap(child);
            match element {
                Some(element) if element.attr(attribute) == Some(value_of_it) => String::new(),
                Some(element) => element.text().collect(),
                None => child.value().as_text().unwrap().to_string(),
            }
        });
        let text: String = texts.collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (
        without("class", "ds-sr-only"),
        without("aria-hidden", "true"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_survives_what_is_wrong_elsewhere_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let asked = kari.browser.open(&format!("{submission}/message")).await;
    assert!(!is_ticked(&asked), "nobody is taken to be secretive");
    // What the archive is asked to screen: arkivmelding says it of the entry, the sender and each document.
    assert!(
        asked
            .html
            .contains("skjerme tittelen, avsenderen og dokumentene")
    );

    let mut wrong = confidential("Søknad om støttekontakt");
    wrong[4].1 = "kari@";
    let page = kari.fill(&submission, "message", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_ticked(&page), "kept while the address is put right");
    let title = page.attribute("#title", "value");
    assert_eq!(title.as_deref(), Some("Søknad om støttekontakt"));
    let shown = kari.browser.open(&format!("{submission}/message")).await;
    assert!(is_ticked(&shown), "what was refused is there all the same");

    let right = confidential("Søknad om støttekontakt");
    let page = kari.fill(&submission, "message", &right).await;
    assert_eq!(page.address, format!("{submission}/files"));
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert!(is_ticked(&page));

    // A box that is not ticked sends nothing.
    let page = kari
        .fill(
            &submission,
            "message",
            &open_to_all("Søknad om støttekontakt"),
        )
        .await;
    assert_eq!(page.address, format!("{submission}/files"));
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert!(!is_ticked(&page));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_title_with_a_national_id_is_refused_and_kept_to_be_put_right() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    for title in [
        "Klage for 01858910001",
        "Klage for 018589 10001",
        "Klage, kundenummer 99999999999",
    ] {
        let page = kari
            .fill(&submission, "message", &confidential(title))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{title}");
        assert_eq!(page.attribute("#title", "value").as_deref(), Some(title));
        assert_eq!(page.texts("#comment"), ["Se vedlegg"]);
        assert!(is_ticked(&page));
        let told = page.texts("#title-error").concat();
        assert!(told.contains("11 sifre"), "{told}");
        assert_eq!(page.texts("#error-summary li"), [told]);
        let described = page.attribute("#title", "aria-describedby").unwrap();
        assert!(described.ends_with("title-error"), "{described}");
    }
    for title in [
        "2023/587 – klage på vedtak 12.03.2024",
        "Klage, telefon +47 22 22 22 22",
        "Klage, organisasjonsnummer 974 760 673",
    ] {
        let page = kari
            .fill(&submission, "message", &confidential(title))
            .await;
        assert_eq!(page.address, format!("{submission}/files"), "{title}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_sending_the_public_title_is_shown_and_read_aloud_in_words() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let review = format!("{submission}/review");
    for (title, seen, heard) in [
        ("Klage på vedtak", "Klage på vedtak", "Klage på vedtak"),
        (
            "2023/587 Klage fra Kari Nordmann på støy",
            "2023/587 Klage fra ***** på støy",
            "2023/587 Klage fra skjermet på støy",
        ),
    ] {
        kari.fill(&submission, "message", &open_to_all(title)).await;
        let page = kari.browser.open(&review).await;
        let value = page.value_of("Fortrolige opplysninger");
        assert_eq!(value.as_deref(), Some(NOT_TICKED));
        let shown = seen_and_heard(&page, "Forslag til postlisten");
        assert_eq!(shown, (seen.to_owned(), heard.to_owned()));
    }
    kari.fill(&submission, "message", &confidential("Klage på vedtak"))
        .await;
    let page = kari.browser.open(&review).await;
    let value = page.value_of("Fortrolige opplysninger");
    assert_eq!(value.as_deref(), Some(TICKED));
    let shown = seen_and_heard(&page, "Forslag til postlisten");
    assert_eq!(shown, ("*****".to_owned(), "skjermet".to_owned()));
    let title = page.value_of("Tittel");
    assert_eq!(
        title.as_deref(),
        Some("Klage på vedtak"),
        "as it was written"
    );

    let receipt = kari.press_send(&submission).await;
    let value = receipt.value_of("Fortrolige opplysninger");
    assert_eq!(value.as_deref(), Some(TICKED));
    let list = kari.browser.open("/submissions").await;
    let value = list.value_of("Fortrolige opplysninger");
    assert_eq!(value.as_deref(), Some(TICKED));
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_tab_ticks_is_seen_before_it_is_sent() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    kari.fill(&submission, "message", &confidential("Klage på vedtak"))
        .await;

    let action = format!("{submission}/send");
    let page = kari.browser.submit(&review, &action, &[]).await;
    assert_eq!(page.address, format!("{submission}/review"));
    assert_eq!(page.texts("main [role=status]").len(), 1, "it was not sent");
    let value = page.value_of("Fortrolige opplysninger");
    assert_eq!(value.as_deref(), Some(TICKED), "and this is why");
    assert_eq!(app.count("SELECT COUNT(*) FROM journal_entries").await, 0);

    let page = kari.browser.submit(&page, &action, &[]).await;
    assert_eq!(page.address, format!("{submission}/receipt"));
    app.work().await;
    app.finish().await;
}

/// Where a page leads to, and where its forms go.
fn addresses(page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.html);
    let all = Selector::parse("[href], [src], [action]").unwrap();
    let mut found = vec![page.origin.to_string()];
    for element in html.select(&all) {
        let of = |name| element.attr(name).map(str::to_owned);
        found.extend(["href", "src", "action"].into_iter().filter_map(of));
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confidential_title_is_in_no_log_mail_or_address() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let data = folder.path().join("data");
    let demo = Demo::start_logging(&data, File::create(&log).unwrap().into());
    let kari = demo.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    // Refused first, then accepted: both must keep it to themselves.
    let refused = confidential("Hemmelighet tittelkanari 01858910001");
    let accepted = confidential("Hemmelighet tittelkanari");
    let mut pages = Vec::new();
    for fields in [refused, accepted] {
        pages.push(kari.fill(&submission, "message", &fields).await);
    }
    for step in ["message", "review", "delete"] {
        pages.push(kari.browser.open(&format!("{submission}/{step}")).await);
    }
    pages.push(kari.press_send(&submission).await);
    pages.push(kari.browser.open("/submissions").await);
    let mails = mails(&demo, &data).await;
    demo.kill();

    let shown = pages
        .iter()
        .filter(|page| page.html.contains("tittelkanari"));
    assert_eq!(shown.count(), 6, "all but the page of files show the title");
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("a submission was sent"), "{log}");
    for secret in ["tittelkanari", "Hemmelighet", "01858910001"] {
        assert!(!log.contains(secret), "{secret}");
        assert!(!holds(&mails, secret), "{secret}");
        for address in pages.iter().flat_map(addresses) {
            assert!(!address.contains(secret), "{address}");
        }
    }
}

/// The receipts that the demo sends by itself, once there are any.
async fn mails(demo: &Demo, data: &Path) -> Vec<u8> {
    let mails = || files_below(&data.join("mail"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while mails().is_empty() && Instant::now() < deadline {
        reqwest::get(format!("{}/healthz", demo.url)).await.unwrap();
    }
    assert_eq!(mails().len(), 1, "the receipt goes out");
    std::fs::read(&mails()[0]).unwrap()
}
