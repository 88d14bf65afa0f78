//! Letters to senders: what they say, that they say it once, and what becomes of those that don't arrive.

mod operator;
mod snapshots;

use std::time::Duration;

use sqlx::Row;

use crate::api::{Program, send};
use crate::support::people::MESSAGE;
use crate::support::read_mail::Mail;
use crate::support::{TestApp, files};

/// Every mail of some kind, taken apart; kinds are told apart by what stands in their subjects.
pub(crate) fn mails(app: &TestApp, subject: &str) -> Vec<Mail> {
    let mails = app.mails().into_iter().map(|raw| Mail::read(&raw));
    mails
        .filter(|mail| mail.subject.contains(subject))
        .collect()
}

const OUTCOMES: &str = "SELECT COUNT(*) FROM outbox WHERE kind = 'outcome'";

#[tokio::test(flavor = "multi_thread")]
async fn that_the_archive_has_it_is_told_once_however_often_it_says_so() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    app.work().await;
    assert_eq!(app.count(OUTCOMES).await, 0, "nothing before it has ended");

    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    assert!(archivist.pull().await.status.success(), "pulled twice");
    app.work().await;
    let told = mails(&app, "Arkivet har mottatt innsending");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, "kari@example.no");

    // The archive's own numbers come later, one by one.
    let code = program.code(&id).await;
    for answer in [
        serde_json::json!({ "confirmation_code": code, "case_number": "2026/58713" }),
        serde_json::json!({ "confirmation_code": code, "journal_number": "2026/99123" }),
        serde_json::json!({ "confirmation_code": code }),
    ] {
        let path = format!("/v1/submissions/{id}/acknowledgement");
        assert_eq!(program.post(&path, &answer).await.status(), 200);
        app.advance(Duration::from_hours(1));
        app.work().await;
    }
    let told = mails(&app, "Arkivet har mottatt innsending");
    assert_eq!((told.len(), app.count(OUTCOMES).await), (1, 1));
    for number in ["58713", "99123"] {
        assert!(!told[0].text.contains(number), "{}", told[0].text);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_told_once_and_not_why() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let answer = serde_json::json!({
        "confirmation_code": program.code(&id).await,
        "reason": "incomplete",
        "text": "Beskjedkanari: side 2 mangler",
    });
    for _ in 0..3 {
        let path = format!("/v1/submissions/{id}/return");
        assert_eq!(program.post(&path, &answer).await.status(), 200);
        app.work().await;
    }
    let told = mails(&app, "er sendt tilbake");
    assert_eq!((told.len(), app.count(OUTCOMES).await), (1, 1));
    let html = told[0].html.as_ref().unwrap();
    for word in ["anari", "mangler", "Klage"] {
        assert!(
            !told[0].text.contains(word) && !html.contains(word),
            "{word}"
        );
    }
    app.finish().await;
}

/// Lets five days go by, and the sweeper come round.
async fn let_five_days_go_by(app: &TestApp) {
    app.advance(Duration::from_hours(5 * 24));
    app.app.sweep().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_warned_of_while_it_is_the_draft_it_was() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letter = files::pdf("a");
    kari.prepare(&[("a.pdf", &letter)]).await;
    let touched = kari.prepare(&[("a.pdf", &letter)]).await;
    let deleted = kari.prepare(&[("a.pdf", &letter)]).await;
    let sent = kari.prepare(&[("a.pdf", &letter)]).await;
    let bare = kari.begin().await;
    kari.attach(&bare, &[("a.pdf", &letter)]).await;
    let_five_days_go_by(&app).await;
    let warnings = "SELECT COUNT(*) FROM outbox WHERE kind = 'draft-expiry'";
    assert_eq!(app.count(warnings).await, 4, "where an address is known");

    // Before the letters leave, something happens to all but one.
    kari.log_in(0).await;
    kari.fill(&touched, "message", &MESSAGE).await;
    let page = kari.browser.open(&format!("{deleted}/delete")).await;
    kari.browser
        .submit(&page, &format!("{deleted}/delete"), &[])
        .await;
    kari.send(&sent).await;
    app.work().await;

    let told = mails(&app, "som ikke er sendt");
    assert_eq!(told.len(), 1, "about the one that is as it was");
    assert!(
        told[0].text.contains("Den slettes 28. november 2026"),
        "{}",
        told[0].text
    );
    assert!(!told[0].text.contains("Klage"), "{}", told[0].text);
    for reason in [
        "somebody has gone on with the draft",
        "the draft is gone",
        "the draft has been sent",
    ] {
        let row = sqlx::query(
            "SELECT COUNT(*) FROM outbox WHERE withdrawn_at IS NOT NULL AND sent_at IS NULL AND reason = $1",
        );
        let row = row.bind(reason).fetch_one(app.app.desk.db.pool()).await;
        assert_eq!(row.unwrap().get::<i64, _>(0), 1, "{reason}");
    }

    // Changed again, it is warned of again.
    let_five_days_go_by(&app).await;
    app.work().await;
    let told = mails(&app, "som ikke er sendt");
    assert_eq!(told.len(), 2);
    assert!(
        told.iter()
            .any(|mail| mail.text.contains("Den slettes 3. desember 2026")),
        "{}",
        told[1].text
    );
    app.finish().await;
}
