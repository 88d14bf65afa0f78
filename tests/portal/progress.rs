//! Where a submission is, as its sender reads it on the receipt and in her list.

use reqwest::StatusCode;
use sendsikkert::i18n::Locale;
use serde_json::json;

use crate::api::{Program, send};
use crate::support::browser::Page;
use crate::support::people::Sender;
use crate::support::{TestApp, files};

const SENT_AT: &str = "21. november 2026 kl. 14.00";

/// The words of a state in every language, in the order of [`Locale::ALL`]: the heading, and the name of the
/// step it has come to.
type Words = [(&'static str, &'static str); 4];

const RECEIVED: Words = [
    ("Innsendingen er sendt", "Mottatt"),
    ("Innsendinga er send", "Motteken"),
    ("The submission has been sent", "Received"),
    ("Sáddejupmi lea sáddejuvvon", "Vuostáiváldon"),
];
const FETCHED: Words = [
    ("Innsendingen er sendt", "Hentet av arkivet"),
    ("Innsendinga er send", "Henta av arkivet"),
    ("The submission has been sent", "Collected by the archive"),
    ("Sáddejupmi lea sáddejuvvon", "Arkiiva lea viežžan"),
];
const ARCHIVED: Words = [
    ("Arkivet har mottatt innsendingen", "Mottatt i arkivet"),
    ("Arkivet har teke imot innsendinga", "Motteken i arkivet"),
    (
        "The archive has received the submission",
        "Received by the archive",
    ),
    (
        "Arkiiva lea vuostáiváldán sáddejumi",
        "Arkiiva lea vuostáiváldán",
    ),
];
const JOURNALLED: Words = [
    ("Innsendingen er journalført", "Journalført i arkivet"),
    ("Innsendinga er journalført", "Journalført i arkivet"),
    (
        "The submission has been registered",
        "Registered in the archive",
    ),
    (
        "Sáddejupmi lea journálerejuvvon",
        "Journálerejuvvon arkiivii",
    ),
];
const RETURNED: Words = [
    ("Innsendingen er sendt tilbake til deg", "Sendt tilbake"),
    ("Innsendinga er send tilbake til deg", "Send tilbake"),
    ("The submission has been sent back to you", "Sent back"),
    ("Sáddejupmi lea máhcahuvvon dutnje", "Máhcahuvvon"),
];
const WITHDRAWN: Words = [
    ("Innsendingen er trukket tilbake", "Trukket tilbake av deg"),
    ("Innsendinga er trekt tilbake", "Trekt tilbake av deg"),
    ("The submission has been withdrawn", "Withdrawn by you"),
    (
        "Sáddejupmi lea gessojuvvon ruovttoluotta",
        "Don leat geassán ruovttoluotta",
    ),
];

/// What a screen reader is told of the step that is the current one.
const HERE: [&str; 4] = [
    "Her er innsendingen nå",
    "Her er innsendinga no",
    "The submission is here now",
    "Sáddejupmi lea dál dás",
];

/// Opens a receipt in every language and holds it, and the list, against the words.
async fn reads(sender: &Sender, submission: &str, words: Words, steps: usize) {
    for ((locale, (heading, step)), here) in Locale::ALL.into_iter().zip(words).zip(HERE) {
        let language = locale.tag();
        let address = format!("{submission}/receipt?lang={language}");
        let page = sender.browser.open(&address).await;
        assert_eq!(page.texts("h1"), [heading], "{language}");
        assert_eq!(page.texts("ol.progress > li").len(), steps, "{language}");
        assert_eq!(page.texts("[aria-current=step] .progress-name"), [step]);
        assert_eq!(page.texts("[aria-current=step] .ds-tag"), [here]);
        assert_eq!(
            page.texts("ol.progress .ds-tag").len(),
            1,
            "one is the current one"
        );
        let list = sender.browser.open("/submissions").await;
        let tag = list.texts(".row .ds-tag").remove(0);
        assert!(tag.ends_with(&format!(": {step}")), "{language}: {tag}");
    }
    sender.browser.open("/submissions?lang=nb").await;
}

/// What stands at the steps, in Norwegian.
fn steps(page: &Page) -> Vec<String> {
    page.texts("ol.progress > li")
}

#[tokio::test(flavor = "multi_thread")]
async fn from_received_to_journalled() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let submission = format!("/submissions/{id}");
    reads(&kari, &submission, RECEIVED, 3).await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(
        steps(&page),
        [
            &format!("Mottatt {SENT_AT} Her er innsendingen nå"),
            "Hentet av arkivet Ikke ennå",
            "Journalført i arkivet Ikke ennå"
        ]
    );
    assert!(page.attribute(".confirmation", "data-color").as_deref() == Some("success"));
    assert!(
        page.html
            .contains("blir slettet 90 dager etter at arkivet er ferdig")
    );

    app.advance(std::time::Duration::from_mins(10));
    let code = program.code(&id).await;
    reads(&kari, &submission, FETCHED, 3).await;

    app.advance(std::time::Duration::from_mins(10));
    let answer = |case, journal| {
        let answer =
            json!({ "confirmation_code": code, "case_number": case, "journal_number": journal });
        let path = format!("/v1/submissions/{id}/acknowledgement");
        let program = &program;
        async move { assert_eq!(program.post(&path, &answer).await.status(), 200) }
    };
    answer(None::<&str>, None::<&str>).await;
    reads(&kari, &submission, ARCHIVED, 3).await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    let told = [
        &format!("Mottatt {SENT_AT}"),
        "Hentet av arkivet 21. november 2026 kl. 14.10",
        "Mottatt i arkivet 21. november 2026 kl. 14.20 Her er innsendingen nå",
    ];
    assert_eq!(steps(&page), told);
    assert!(
        !page.html.contains("ournalført"),
        "an archive that has it need not have journalled it"
    );
    assert!(!page.html.contains("Hva skjer nå?"), "it has happened");
    assert!(!page.html.contains("/withdraw"));
    assert!(
        page.html
            .contains("Denne siden blir slettet 19. februar 2027.")
    );

    // What the archive calls it comes later, and the time stays.
    app.advance(std::time::Duration::from_mins(15));
    answer(Some("2026/587"), None).await;
    answer(None, Some("2026/1234 <b>")).await;
    reads(&kari, &submission, JOURNALLED, 3).await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    let (Some(case), Some(journal)) = (
        page.value_of("Arkivets saksnummer"),
        page.value_of("Arkivets journalnummer"),
    ) else {
        panic!("{:?}", steps(&page));
    };
    assert_eq!(
        (case.as_str(), journal.as_str()),
        ("2026/587", "2026/1234 <b>")
    );
    assert!(steps(&page)[2].starts_with("Journalført i arkivet 21. november 2026 kl. 14.20"));
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_back_says_why_and_what_to_do() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let mut told = std::collections::BTreeSet::new();
    for (reason, words) in [
        ("wrong-recipient", "ment for noen andre enn kommunen"),
        ("unreadable", "kan ikke lese ett eller flere av dokumentene"),
        ("incomplete", "at noe mangler"),
        ("other", "Arkivet har skrevet hvorfor"),
    ] {
        let id = send(&kari, "a").await;
        let text = format!("Beskjed om {reason} <script>");
        let answer =
            json!({ "confirmation_code": program.code(&id).await, "reason": reason, "text": text });
        let path = format!("/v1/submissions/{id}/return");
        assert_eq!(program.post(&path, &answer).await.status(), 200);
        let submission = format!("/submissions/{id}");
        let page = kari.browser.open(&format!("{submission}/receipt")).await;
        assert!(
            page.texts("main p").iter().any(|p| p.contains(words)),
            "{reason}"
        );
        assert_eq!(page.value_of("Beskjed fra arkivet"), Some(text));
        assert_eq!(page.value_of("Status").as_deref(), Some("Sendt tilbake"));
        assert_eq!(
            page.attribute(".confirmation", "data-color").as_deref(),
            Some("warning"),
            "not as if all were well"
        );
        for language in ["nb", "nn", "en", "se"] {
            let address = format!("{submission}/receipt?lang={language}");
            let page = kari.browser.open(&address).await;
            let paragraphs = page.texts("main h2 + p");
            told.insert((language, paragraphs[..2].to_vec()));
        }
        // To send it again, a new one is begun from here.
        let begun = kari.browser.submit(&page, "/submissions", &[]).await;
        assert!(begun.address.ends_with("/sender"), "{}", begun.address);
        kari.browser.open("/submissions?lang=nb").await;
    }
    assert_eq!(
        told.len(),
        16,
        "four reasons and four remedies in four languages"
    );
    let id = send(&kari, "a").await;
    program.send_back(&id).await;
    reads(&kari, &format!("/submissions/{id}"), RETURNED, 3).await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_fetched_is_withdrawn_by_its_sender() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let receipt = kari.send(&submission).await;
    app.work().await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    let way = page
        .attribute("a.ds-button[href$=withdraw]", "href")
        .unwrap();
    assert_eq!(way, format!("{submission}/withdraw"));

    let asked = kari.browser.open(&way).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!(asked.texts("h1"), ["Trekke tilbake innsendingen?"]);
    let number = &receipt.journal_number;
    assert!(
        asked
            .texts("li")
            .iter()
            .any(|li| li.contains(&format!("nummer {number}")))
    );
    assert!(!app.blobs().is_empty(), "asking withdraws nothing");

    app.advance(std::time::Duration::from_mins(5));
    for press in 0..2 {
        let page = kari.browser.submit(&asked, &way, &[]).await;
        assert_eq!(
            page.address,
            format!("{submission}/receipt"),
            "press {press}"
        );
        assert_eq!(page.texts("h1"), ["Innsendingen er trukket tilbake"]);
        app.advance(std::time::Duration::from_mins(5));
    }
    assert_eq!(app.blobs().len(), 0, "for good");
    reads(&kari, &submission, WITHDRAWN, 2).await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(
        steps(&page),
        [
            &format!("Mottatt {SENT_AT}"),
            "Trukket tilbake av deg 21. november 2026 kl. 14.05 Her er innsendingen nå"
        ]
    );
    assert_eq!(page.value_of("Journalnummer").as_ref(), Some(number));
    assert!(!page.html.contains("/withdraw"));
    let again = kari.browser.open(&way).await;
    assert_eq!(
        again.address,
        format!("{submission}/receipt"),
        "there is nothing to ask"
    );

    app.work().await;
    let outcomes = "SELECT COUNT(*) FROM outbox WHERE kind = 'outcome' AND sent_at IS NOT NULL";
    assert_eq!(app.count(outcomes).await, 1);
    assert!(app.archivist().waiting().await.is_empty());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_archive_has_fetched_meanwhile_is_not_withdrawn() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let way = format!("/submissions/{id}/withdraw");
    let asked = kari.browser.open(&way).await;
    program.code(&id).await;
    let late = kari.browser.submit(&asked, &way, &[]).await;
    let blobs = app.blobs().len();
    for page in [late, kari.browser.open(&way).await] {
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert_eq!(page.texts("h1"), ["Innsendingen kan ikke trekkes tilbake"]);
        assert!(page.html.contains("Ta kontakt med kommunen"));
    }
    for language in ["nn", "en", "se"] {
        let page = kari.browser.open(&format!("{way}?lang={language}")).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(language));
        assert_ne!(page.texts("h1"), ["Innsendingen kan ikke trekkes tilbake"]);
    }
    let receipt = format!("/submissions/{id}/receipt");
    assert!(!kari.browser.open(&receipt).await.html.contains("/withdraw"));
    program.acknowledge(&id).await;
    assert_eq!(kari.browser.open(&way).await.status, StatusCode::CONFLICT);
    assert_eq!(app.blobs().len(), blobs, "nothing is deleted");
    app.work().await;
    app.finish().await;
}
