//! What a letter settles of its answer, and what becomes of a draft when the letter is not to be answered any more.

use std::time::Duration;

use reqwest::StatusCode;

use super::journey::{begin, complete, pulled};
use super::{CASE, TITLE, kari_s_letter};
use crate::api::Program;
use crate::representation::BYGG;

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_sender_nor_the_case_of_an_answer_can_be_changed() {
    let (app, _, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let draft = begin(&kari, &letter.path).await;
    complete(&kari, &draft).await;
    let page = kari.browser.open(&format!("{draft}/sender")).await;
    assert!(
        page.html
            .contains("Bare den brevet er sendt til, kan svare")
    );
    assert_eq!(
        page.texts("input[type=radio], #organisation_number").len(),
        0
    );
    // What the page does not offer is not taken from a form that somebody makes.
    let action = format!("{draft}/sender");
    let fields = [
        ("csrf", page.csrf()),
        ("sender", "organisation".to_owned()),
        ("organisation_number", BYGG.to_owned()),
    ];
    let page = kari.browser.post(&action, &fields).await;
    assert_eq!(page.address, format!("{draft}/message"));
    let fields = [
        ("title", "2019/7 – Svar"),
        ("case_number", "2020/1"),
        ("email", "kari@example.no"),
    ];
    let action = format!("{draft}/message");
    let page = kari.browser.submit(&page, &action, &fields).await;
    assert_eq!(page.address, format!("{draft}/files"));
    let review = kari.browser.open(&format!("{draft}/review")).await;
    assert!(
        review
            .value_of("Avsender")
            .unwrap()
            .starts_with("Privatperson")
    );
    assert!(review.value_of("Saksnummer").unwrap().starts_with(CASE));
    kari.send(&draft).await;
    let (manifest, xml) = pulled(&app).await;
    assert_eq!(manifest["sender"]["kind"], "person");
    assert_eq!(manifest["title"], "2019/7 – Svar");
    assert_eq!(manifest["case_number"], CASE);
    assert!(!xml.contains("oppgitt av avsenderen"));
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_somebody_else_opens_is_not_there() {
    let (app, _, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let draft = begin(&kari, &letter.path).await;
    let ola = app.sender(1).await;
    for step in [
        "", "/sender", "/message", "/files", "/review", "/receipt", "/delete",
    ] {
        let page = ola.browser.open(&format!("{draft}{step}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
        assert!(!page.html.contains(TITLE) && !page.html.contains(CASE));
    }
    let list = ola.browser.open("/submissions").await;
    let fields = [("csrf", list.csrf()), ("letter", "let-go".to_owned())];
    for step in ["sender", "message", "send", "delete"] {
        let page = ola.browser.post(&format!("{draft}/{step}"), &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
    }
    let page = kari.browser.open(&format!("{draft}/message")).await;
    assert_eq!(page.status, StatusCode::OK);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_in_time_can_be_sent_when_the_time_is_over() {
    let (app, archive, letter) = kari_s_letter().await;
    app.advance(Duration::from_hours(719));
    let kari = app.sender(0).await;
    let draft = begin(&kari, &letter.path).await;
    complete(&kari, &draft).await;
    app.advance(Duration::from_hours(24));
    let kari = app.sender(0).await;
    assert_eq!(archive.show(&letter).await["state"], "expired");
    let page = kari.browser.open(&letter.path).await;
    assert!(!page.html.contains(TITLE), "it opens nothing any more");
    kari.send(&draft).await;
    assert_eq!(archive.show(&letter).await["replies"], 1);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_to_be_answered_any_more_is_not_sent_and_not_lost() {
    let (app, archive, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let draft = begin(&kari, &letter.path).await;
    complete(&kari, &draft).await;
    archive.revoke(&letter).await;
    let page = kari.press_send(&draft).await;
    assert_eq!(page.address, format!("{draft}/review"));
    let told = page.texts(".ds-error-summary li");
    assert!(told[0].contains("tar ikke lenger imot svar"), "{told:?}");
    assert_eq!(app.count("SELECT COUNT(*) FROM journal_entries").await, 0);

    // She makes an ordinary submission of it: nothing has to be entered again.
    let there = page.attribute(".ds-error-summary a", "href").unwrap();
    let page = kari.browser.open(&there).await;
    let page = kari.browser.submit(&page, &there, &[]).await;
    assert_eq!(page.address, format!("{draft}/sender"));
    assert_eq!(
        page.attribute("#sender[checked]", "value").unwrap(),
        "person"
    );
    let review = kari.browser.open(&format!("{draft}/review")).await;
    assert!(review.value_of("Svar på").is_none());
    assert!(review.html.contains("svar.pdf") && review.html.contains("en annen dag?"));
    kari.send(&draft).await;
    let (manifest, xml) = pulled(&app).await;
    assert!(manifest.get("in_reply_to").is_none());
    assert!(!xml.contains("kryssreferanse"));
    assert!(xml.contains(&format!("Saksnummeret {CASE} er oppgitt av avsenderen")));
    assert_eq!(archive.show(&letter).await["replies"], 0);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_sent_back_is_sent_again_from_the_letter() {
    let (app, _, letter) = kari_s_letter().await;
    let kari = app.sender(0).await;
    let draft = begin(&kari, &letter.path).await;
    complete(&kari, &draft).await;
    kari.send(&draft).await;
    let id = draft.trim_start_matches("/submissions/");
    Program::of(&app).send_back(id).await;
    let page = kari.browser.open(&format!("{draft}/receipt")).await;
    assert!(
        page.html
            .contains("Følg lenken i brevet når du sender på nytt.")
    );
    app.work().await;
    app.finish().await;
}
