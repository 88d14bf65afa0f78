//! Receipts reach people, through a real mail server, sooner or later.

use std::net::TcpListener;
use std::time::Duration;

use sendsikkert::outbox::Standing;
use sendsikkert::{mail, outbox};

use crate::support::mail_server::Mailbox;
use crate::support::{TestApp, Wishes, files};

pub(crate) fn smtp(port: u16) -> Wishes {
    let transport = mail::Transport::Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: mail::Encryption::None,
        login: None,
    };
    Wishes {
        mail: Some(transport),
        ..Wishes::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_waits_for_the_mail_server_and_goes_out_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let app = TestApp::start_with(smtp(address.port())).await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let receipt = kari.send(&submission).await;
    app.work().await;
    assert_eq!(
        app.count("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL")
            .await,
        1
    );

    let mailbox = Mailbox::default();
    mailbox.serve(TcpListener::bind(address).unwrap());
    app.work().await;
    assert!(
        mailbox.received().is_empty(),
        "not before its pause is over"
    );
    app.advance(Duration::from_secs(31));
    app.work().await;
    app.advance(Duration::from_hours(1));
    app.work().await;
    let received = mailbox.received();
    assert_eq!(received.len(), 1);
    assert!(
        received[0].contains(&receipt.reference)
            && received[0].contains("Auto-Submitted: auto-generated")
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_does_not_exist_becomes_a_dead_letter_without_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut app = TestApp::start_with(smtp(listener.local_addr().unwrap().port())).await;
    Mailbox::default().serve(listener);
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    let fields = [
        ("title", "Klage"),
        ("case_number", ""),
        ("comment", ""),
        ("email", "ukjent@example.no"),
    ];
    kari.fill(&submission, "message", &fields).await;
    kari.send(&submission).await;
    app.work().await;
    let dead = outbox::unsent(&app.app.desk.db).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert!(matches!(dead[0].standing, Standing::GivenUp(_)));
    assert_eq!(dead[0].reason.as_deref(), Some("smtp: 550"));
    app.advance(Duration::from_hours(24));
    app.work().await;
    assert_eq!(
        outbox::unsent(&app.app.desk.db).await.unwrap(),
        dead,
        "kept, not tried again"
    );
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_take_each_letter_once() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    for _ in 0..6 {
        let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
        kari.send(&submission).await;
    }
    let claims = (0..12).map(|_| outbox::claim(&app.app.desk.db, &app.clock));
    let claimed = futures_util::future::join_all(claims).await;
    let mut ids: Vec<_> = claimed
        .into_iter()
        .filter_map(|claim| claim.unwrap())
        .map(|letter| letter.id)
        .collect();
    ids.sort();
    ids.dedup();
    assert!(!ids.is_empty() && ids.len() <= 6);
    app.work().await;
    let sent_while_leased = app.mails().len();
    assert_eq!(
        sent_while_leased + ids.len(),
        6,
        "what is leased is left alone"
    );
    app.advance(Duration::from_mins(3));
    app.work().await;
    assert_eq!(app.mails().len(), 6, "a lease that ran out is taken over");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_from_before_they_had_subjects_are_delivered_as_they_were() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    for _ in 0..2 {
        let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
        kari.send(&submission).await;
    }
    // The outbox as it was: one letter sent, one waiting.
    let pool = app.app.desk.db.pool();
    for statements in [
        "DROP TABLE outbox",
        include_str!("../../migrations/0003_outbox.sql"),
        "INSERT INTO outbox (id, kind, submission_id, created_at, due_at, attempts, sent_at)
         SELECT CASE WHEN j.number = 1 THEN 'sent' ELSE 'waiting' END, 'receipt', s.id, s.sent_at, s.sent_at,
                3, CASE WHEN j.number = 1 THEN s.sent_at END
         FROM submissions s JOIN journal_entries j ON j.submission_id = s.id",
        include_str!("../../migrations/0012_outbox_subjects.sql"),
    ] {
        sqlx::raw_sql(statements).execute(pool).await.unwrap();
    }
    app.work().await;
    let mails = app.mails();
    assert_eq!(mails.len(), 1, "what was sent is not sent again");
    assert!(mails[0].contains("2026/2") && mails[0].contains("Message-ID: <waiting@"));
    assert_eq!(
        app.count("SELECT COUNT(*) FROM outbox WHERE attempts >= 3 AND sent_at IS NOT NULL")
            .await,
        2
    );
    app.finish().await;
}
