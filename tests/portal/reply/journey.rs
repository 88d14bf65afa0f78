//! From the link in a letter to the archive.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;

use super::{Archive, CASE, ENTRY, KEY, Letter, TITLE, bygg_s_letter, kari_s_letter};
use crate::representation::{BYGG, KARI, MANAGER};
use crate::support::people::{Receipt, Sender, receipt};
use crate::support::{TestApp, files};

const MESSAGE: [(&str, &str); 3] = [
    ("title", "Svar: Vi kan ikke den dagen"),
    ("comment", "Kan vi finne en annen dag?"),
    ("email", "kari@example.no"),
];

/// Begins the answer that a link's page offers, and gives the draft's address.
pub(super) async fn begin(sender: &Sender, path: &str) -> String {
    let page = sender.browser.open(path).await;
    let page = sender.browser.submit(&page, path, &[]).await;
    let draft = page.address.strip_suffix("/message");
    draft.expect("the message comes first").to_owned()
}

/// Fills in what the letter leaves open.
pub(super) async fn complete(sender: &Sender, draft: &str) {
    sender.fill(draft, "message", &MESSAGE).await;
    let page = sender
        .attach(draft, &[("svar.pdf", &files::pdf("a"))])
        .await;
    assert_eq!(page.status, StatusCode::OK);
}

async fn answer(sender: &Sender, path: &str) -> Receipt {
    let draft = begin(sender, path).await;
    complete(sender, &draft).await;
    sender.send(&draft).await
}

/// The newest submission that was pulled: its manifest and its arkivmelding.
pub(super) async fn pulled(app: &TestApp) -> (Value, String) {
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let folder = archivist.folders().pop().unwrap();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    (
        serde_json::from_str(&read("manifest.json")).unwrap(),
        read("arkivmelding.xml"),
    )
}

/// What the archive reads of the letter that is answered.
fn assert_names_the_letter(letter: &Letter, (manifest, xml): &(Value, String)) {
    let named = &manifest["in_reply_to"];
    assert_eq!(named["invitation_id"], letter.id.as_str());
    assert_eq!(named["letter"]["system"], "Elements");
    let key = named["letter"]["key"].as_str().unwrap();
    assert!(key.starts_with(KEY));
    assert_eq!(
        (&named["case_number"], &named["journal_number"]),
        (&CASE.into(), &ENTRY.into())
    );
    assert_eq!(manifest["case_number"], CASE);
    assert!(xml.contains(&format!("<m:noekkel>{key}</m:noekkel>")));
    assert!(xml.contains("<m:saksJournalpostnummer><m:saksaar>2026</m:saksaar><m:sakssekvensnummer>587</m:sakssekvensnummer><m:journalpostnummer>2</m:journalpostnummer>"), "{xml}");
    let remark =
        format!("Svar på kommunens brev {key}, journalnummer {ENTRY} i arkivet, i sak {CASE}.");
    assert!(xml.contains(&remark), "{xml}");
    assert!(
        !xml.contains("oppgitt av avsenderen"),
        "the archive knows its own case"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_finds_her_letter_and_answers_it() {
    let (app, archive, letter) = kari_s_letter().await;
    let kari = Sender::new(&app.url);
    // Led through log-in, and back in the language that was chosen on the way.
    let page = kari.arrive(&format!("{}?lang=nn", letter.path), 0).await;
    assert_eq!(page.address, letter.path);
    assert_eq!(page.texts("h1"), ["Svar på brev frå kommunen"]);
    assert_eq!(page.value_of("Brevet gjeld").unwrap(), TITLE);
    let shown = page.value_of("Du svarer på").unwrap();
    assert!(shown.contains(CASE) && shown.contains(ENTRY), "{shown}");
    let until = page.value_of("Du kan svare til").unwrap();
    assert_eq!(
        until, "21. desember 2026 kl. 13.59",
        "the last minute, not the one after it"
    );
    kari.browser.open("/?lang=nb").await;

    let draft = begin(&kari, &letter.path).await;
    let page = kari.browser.open(&format!("{draft}/message")).await;
    let title = page.attribute("#title", "value").unwrap();
    assert_eq!(title, format!("Svar: {TITLE}"));
    assert!(page.attribute("#case_number", "name").is_none());
    assert!(page.value_of("Saksnummer").unwrap().starts_with(CASE));
    complete(&kari, &draft).await;
    let review = kari.browser.open(&format!("{draft}/review")).await;
    assert!(
        review
            .value_of("Avsender")
            .unwrap()
            .starts_with("Privatperson")
    );
    assert!(review.value_of("Svar på").unwrap().contains(ENTRY));
    assert!(review.value_of("Saksnummer").unwrap().starts_with(CASE));

    let page = kari.press_send(&draft).await;
    receipt(&page);
    assert!(page.value_of("Svar på").unwrap().contains(ENTRY));
    let list = kari.browser.open("/submissions").await;
    assert!(list.value_of("Svar på").unwrap().contains(ENTRY));
    let came = pulled(&app).await;
    assert_names_the_letter(&letter, &came);
    assert_eq!(came.0["sender"]["kind"], "person");
    assert_eq!(came.0["sender"]["national_id"], KARI);
    assert_eq!(archive.show(&letter).await["replies"], 1);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_can_be_answered_again_and_each_answer_has_its_number() {
    let (app, archive, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let first = answer(&kari, &letter.path).await;
    let second = answer(&kari, &letter.path).await;
    assert_eq!(
        (
            first.journal_number.as_str(),
            second.journal_number.as_str()
        ),
        ("2026/1", "2026/2")
    );
    assert_ne!(first.reference, second.reference);
    assert_eq!(archive.show(&letter).await["replies"], 2);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_there_are_two_drafts_and_no_trace_of_one_that_is_left() {
    let (app, _, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let page = kari.browser.open(&letter.path).await;
    let begun = |browser| {
        let browser: &crate::support::browser::Browser = browser;
        browser.submit(&page, &letter.path, &[])
    };
    let (first, second) = tokio::join!(begun(&kari.browser), begun(&kari.browser));
    assert_ne!(first.address, second.address);
    let list = kari.browser.open("/submissions").await;
    assert!(!list.html.contains(TITLE), "nothing was done with them");
    complete(&kari, first.address.strip_suffix("/message").unwrap()).await;
    app.advance(Duration::from_hours(25));
    app.app.sweep().await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tells_the_organisation_answers_for_it() {
    let (app, archive, letter) = bygg_s_letter().await;
    let manager = app.sender(MANAGER).await;
    let page = manager.browser.open(&letter.path).await;
    assert_eq!(
        page.texts("h1"),
        ["Lenken kan ikke åpnes for deg som privatperson"]
    );
    let told = [("organisation_number", "313 001 016")];
    let page = manager.browser.submit(&page, &letter.path, &told).await;
    let draft = page.address.strip_suffix("/message").unwrap().to_owned();
    assert_eq!(
        page.attribute("#title", "value").unwrap(),
        format!("Svar: {TITLE}")
    );
    let sender = manager.browser.open(&format!("{draft}/sender")).await;
    assert!(
        sender
            .value_of("Avsender")
            .unwrap()
            .contains("Eksempel Bygg AS")
    );
    complete(&manager, &draft).await;
    // What was established more than three minutes ago is asked for again.
    app.advance(Duration::from_mins(4));
    manager.send(&draft).await;
    let came = pulled(&app).await;
    assert_names_the_letter(&letter, &came);
    let sender = &came.0["sender"];
    assert_eq!(sender["organisation_number"], BYGG);
    assert_eq!(sender["representation"], "declared-unverified");
    assert_eq!(archive.show(&letter).await["replies"], 1);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_without_numbers_leaves_the_case_to_the_sender() {
    let app = TestApp::start().await;
    let archive = Archive::of(&app);
    let month = app.clock.now().after(Duration::from_hours(720)).rfc3339();
    let letter = archive
        .register(&serde_json::json!({
            "recipient": super::to_person(KARI), "title": "x".repeat(1000), "expires_at": month,
        }))
        .await;
    let kari = app.sender(0).await;
    let page = kari.browser.open(&letter.path).await;
    assert_eq!(page.value_of("Du svarer på").unwrap(), "Brev fra kommunen");
    let draft = begin(&kari, &letter.path).await;
    let page = kari.browser.open(&format!("{draft}/message")).await;
    let title = page.attribute("#title", "value").unwrap();
    assert_eq!((title.len(), title.get(..7)), (1000, Some("Svar: x")));
    complete(&kari, &draft).await;
    let mut message = MESSAGE.to_vec();
    message.push(("case_number", "2025/12"));
    kari.fill(&draft, "message", &message).await;
    kari.send(&draft).await;
    let (manifest, xml) = pulled(&app).await;
    assert_eq!(manifest["case_number"], "2025/12");
    assert_eq!(manifest["in_reply_to"]["invitation_id"], letter.id.as_str());
    assert!(xml.contains("Saksnummeret 2025/12 er oppgitt av avsenderen"));
    app.work().await;
    app.finish().await;
}
