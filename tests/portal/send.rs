//! From log-in to receipt.

use std::collections::BTreeSet;

use reqwest::StatusCode;

use crate::support::people::{MESSAGE, receipt};
use crate::support::{TestApp, files, holds};

const ID: &str = "01858910001";

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_journalled_and_nothing_of_it_can_be_read_on_the_portal() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    let canaries = [
        "tittelkanari",
        "kommentarkanari",
        "kanari@example.no",
        "filnavnkanari",
        "innholdskanari",
        ID,
    ];
    let fields = [
        ("title", "2023/587 – tittelkanari"),
        ("case_number", ""),
        ("comment", "kommentarkanari"),
        ("email", "kanari@example.no"),
    ];
    kari.fill(&submission, "message", &fields).await;
    kari.attach(
        &submission,
        &[
            ("filnavnkanari.pdf", &files::pdf("innholdskanari")),
            ("bilde.jpg", &files::jpeg()),
        ],
    )
    .await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    assert_eq!(
        review.value_of("Saksnummer").as_deref(),
        Some("2023/587"),
        "recognised in the title"
    );
    let receipt = kari.send(&submission).await;
    assert_eq!(receipt.journal_number, "2026/1");
    app.work().await;

    let list = kari.browser.open("/submissions").await;
    assert!(
        list.html.contains(&receipt.reference),
        "the list of one's own submissions"
    );

    let mut at_rest = app.database_bytes().await;
    assert!(
        holds(&at_rest, &receipt.reference),
        "the search does look into the database"
    );
    for blob in app.blobs() {
        at_rest.extend(std::fs::read(blob).unwrap());
    }
    for canary in canaries {
        assert!(
            !holds(&at_rest, canary),
            "{canary} can be read on the portal's disks"
        );
    }
    let mails = app.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains(&receipt.reference) && mails[0].contains("2026/1"));
    // The letter's id is random, and may hold any number.
    let lines = mails[0]
        .lines()
        .filter(|line| !line.starts_with("Message-ID"));
    let mail: String = lines.collect();
    for canary in [
        "tittelkanari",
        "kommentarkanari",
        "filnavnkanari",
        ID,
        "587",
    ] {
        assert!(!mail.contains(canary), "{canary} stands in the mail");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressing_send_in_twenty_tabs_gives_one_entry() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    let action = format!("{submission}/send");
    let tabs = (0..20).map(|_| kari.browser.submit(&review, &action, &[]));
    let pages = futures_util::future::join_all(tabs).await;
    for page in &pages {
        assert!(page.status.is_success(), "{}", page.status);
        assert_eq!(page.address, format!("{submission}/receipt"));
    }
    let shown = receipt(&kari.browser.open(&format!("{submission}/receipt")).await);
    assert_eq!(shown.journal_number, "2026/1");
    assert_eq!(app.count("SELECT COUNT(*) FROM journal_entries").await, 1);
    assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 1);
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    assert_eq!(app.archivist().waiting().await.len(), 1);
    assert_eq!(
        app.blobs().len(),
        3,
        "document, manifest, arkivmelding: what lost the race is deleted"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_s_journal_numbers_have_neither_gaps_nor_doubles() {
    let app = TestApp::start().await;
    let mut drafts = Vec::new();
    for n in 0..12 {
        let sender = app.sender(n % 4).await;
        let submission = sender.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
        drafts.push((sender, submission));
    }
    let sent =
        futures_util::future::join_all(drafts.iter().map(|(sender, draft)| sender.send(draft)))
            .await;
    let numbers: BTreeSet<_> = sent
        .iter()
        .map(|receipt| receipt.journal_number.clone())
        .collect();
    let expected: BTreeSet<_> = (1..=12).map(|n| format!("2026/{n}")).collect();
    assert_eq!(numbers, expected);

    app.advance(std::time::Duration::from_hours(60 * 24));
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    assert_eq!(
        kari.send(&submission).await.journal_number,
        "2027/1",
        "a new year begins at one"
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_wrong_is_told_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;

    let page = kari.press_send(&submission).await;
    assert_eq!(page.address, format!("{submission}/review"));
    assert_eq!(page.value_of("Avsender").as_deref(), Some("Ikke fylt ut"));
    assert_eq!(
        page.texts("#error-summary li").len(),
        4,
        "sender, title, e-mail, files"
    );

    let page = kari
        .fill(
            &submission,
            "sender",
            &[
                ("sender", "organisation"),
                ("organisation_number", "123456789"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attribute("#organisation_number", "value").as_deref(),
        Some("123456789")
    );

    let fields = [
        ("title", ""),
        ("case_number", "sak 5"),
        ("comment", "En lang kommentar"),
        ("email", "kari@"),
    ];
    let page = kari.fill(&submission, "message", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("title").concat().starts_with("Feil:"));
    assert_eq!(page.texts("#error-summary li").len(), 3);
    assert_eq!(page.texts("#comment").concat(), "En lang kommentar");
    assert_eq!(
        page.attribute("#case_number", "value").as_deref(),
        Some("sak 5")
    );

    let page = kari
        .fill(
            &submission,
            "sender",
            &[
                ("sender", "organisation"),
                ("organisation_number", "313 001 016"),
            ],
        )
        .await;
    assert_eq!(page.address, format!("{submission}/message"));
    kari.fill(&submission, "message", &MESSAGE).await;
    kari.attach(&submission, &[("brev.pdf", &files::pdf("x"))])
        .await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    assert!(review.value_of("Avsender").unwrap().contains("313 001 016"));
    kari.send(&submission).await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_can_t_be_changed() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let files_page = kari.browser.open(&format!("{submission}/files")).await;
    kari.send(&submission).await;

    let file = vec![("ny.pdf".to_owned(), files::pdf("y"))];
    let page = kari
        .browser
        .upload(&files_page, &format!("{submission}/files"), file)
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    for action in ["files/1/remove", "delete"] {
        let page = kari
            .browser
            .submit(&files_page, &format!("{submission}/{action}"), &[])
            .await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{action}");
    }
    assert_eq!(app.blobs().len(), 3);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_waits_for_its_person_and_is_nobody_else_s() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    kari.log_out().await;
    let page = kari.browser.open(&format!("{submission}/review")).await;
    assert!(
        page.address.starts_with("/authorize"),
        "to log in: {}",
        page.address
    );

    // Another person in the same browser.
    kari.log_in(1).await;
    let own = kari.browser.open("/submissions").await;
    for step in ["sender", "message", "files", "review", "receipt"] {
        let page = kari.browser.open(&format!("{submission}/{step}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
    }
    for action in ["sender", "message", "send", "delete", "files/1/remove"] {
        let fields = [("sender", "person"), ("title", "x"), ("email", "a@b.no")];
        let page = kari
            .browser
            .submit(&own, &format!("{submission}/{action}"), &fields)
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{action}");
    }
    kari.log_out().await;

    kari.log_in(0).await;
    let page = kari.browser.open(&format!("{submission}/review")).await;
    assert_eq!(page.value_of("Tittel").as_deref(), Some("Klage på vedtak"));
    let page = kari
        .browser
        .submit(&page, &format!("{submission}/delete"), &[])
        .await;
    assert_eq!(page.address, "/submissions");
    assert_eq!(
        (
            app.blobs().len(),
            app.count("SELECT COUNT(*) FROM submissions").await
        ),
        (0, 0)
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_tab_neither_loses_text_nor_meets_another_document() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("a.pdf", &files::pdf("a")), ("b.pdf", &files::pdf("b"))])
        .await;
    let old_message = kari.browser.open(&format!("{submission}/message")).await;
    let old_files = kari.browser.open(&format!("{submission}/files")).await;

    kari.browser
        .submit(&old_files, &format!("{submission}/files/2/remove"), &[])
        .await;
    kari.attach(&submission, &[("c.pdf", &files::pdf("c"))])
        .await;
    let page = kari
        .browser
        .submit(&old_files, &format!("{submission}/files/2/remove"), &[])
        .await;
    assert_eq!(
        page.texts(".rows .document-name"),
        ["a.pdf", "c.pdf"],
        "b.pdf is gone, c.pdf is not b.pdf"
    );

    kari.log_out().await;
    kari.log_in(0).await;
    let fields = [
        ("title", "Ny tittel"),
        ("case_number", ""),
        ("comment", "Lang tekst"),
        ("email", "kari@example.no"),
    ];
    let page = kari
        .browser
        .submit(&old_message, &format!("{submission}/message"), &fields)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("#comment").concat(), "Lang tekst");
    let page = kari
        .browser
        .submit(&page, &format!("{submission}/message"), &fields)
        .await;
    assert_eq!(
        page.address,
        format!("{submission}/files"),
        "once more is enough"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_not_made_by_accident_nor_deleted_unasked() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    assert_ne!(
        kari.begin().await,
        submission,
        "two tabs never meet in one draft"
    );
    let list = kari.browser.open("/submissions").await;
    assert!(
        !list.html.contains(&submission),
        "an untouched draft is in no list"
    );
    app.advance(std::time::Duration::from_hours(25));
    kari.log_in(0).await;
    let untouched = "SELECT COUNT(*) FROM submissions";
    app.app.sweep().await.unwrap();
    assert_eq!(app.count(untouched).await, 0, "and is swept after a day");
    let submission = kari.begin().await;
    kari.attach(&submission, &[("a.pdf", &files::pdf("a"))])
        .await;

    let asked = kari.browser.open(&format!("{submission}/delete")).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM documents").await,
        1,
        "asking deletes nothing"
    );
    kari.browser
        .submit(&asked, &format!("{submission}/delete"), &[])
        .await;
    assert_eq!(
        (
            app.blobs().len(),
            app.count("SELECT COUNT(*) FROM submissions").await
        ),
        (0, 0)
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_only_takes_forms_leads_to_its_page() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    for address in [format!("{submission}/send"), submission.clone()] {
        assert_eq!(
            kari.browser.open(&address).await.address,
            format!("{submission}/review"),
            "{address}"
        );
    }
    let both = [("sender", "person"), ("organisation_number", "974760673")];
    let page = kari.fill(&submission, "sender", &both).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a number that would be dropped is asked about"
    );
    app.finish().await;
}
