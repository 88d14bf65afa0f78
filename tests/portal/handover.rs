//! What waits too long for the archive is told, as often as agreed, and as long as it waits.

use std::io::Write;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use sendsikkert::config::Archive;
use sendsikkert::submission::alarm::Settings;
use sendsikkert::submission::collect::figures::{Figures, figures};

use crate::outbox::smtp;
use crate::support::mail_server::Mailbox;
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};

/// The archive's addresses.
const ARCHIVE: [&str; 2] = ["arkiv@eksempel.example", "vakt@eksempel.example"];

fn alarm(addresses: &[&str]) -> Archive {
    Archive {
        alarm: Some(Settings {
            to: addresses.iter().map(|to| (*to).to_owned()).collect(),
            after_minutes: 120,
            language: sendsikkert::i18n::Locale::Nb,
        }),
        ..Archive::default()
    }
}

async fn start(addresses: &[&str]) -> TestApp {
    TestApp::start_with(Wishes {
        archive: alarm(addresses),
        ..Wishes::default()
    })
    .await
}

/// Sends something in which everything personal can be recognised, and gives its reference.
async fn send_canaries(kari: &Sender) -> String {
    let submission = kari
        .prepare(&[("filnavnkanari.pdf", &files::pdf("innholdskanari"))])
        .await;
    let fields = [
        ("title", "Tittelkanari"),
        ("case_number", "2023/58713"),
        ("comment", "kommentarkanari"),
        ("email", "epostkanari@example.no"),
    ];
    kari.fill(&submission, "message", &fields).await;
    kari.send(&submission).await.reference
}

/// Those of some mails that go to an address, unfolded.
fn to(mails: &[String], address: &str) -> Vec<String> {
    let header = format!("To: {address}");
    let mails = mails.iter().filter(|mail| mail.contains(&header));
    mails
        .map(|mail| mail.replace("=\r\n", "").replace("\r\n", "\n"))
        .collect()
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_is_told_after_two_hours_with_figures_and_nothing_of_what_was_sent() {
    let app = start(&ARCHIVE).await;
    let kari = app.sender(0).await;
    let reference = send_canaries(&kari).await;
    app.work().await;
    app.advance(minutes(119));
    app.work().await;
    assert!(to(&app.mails(), ARCHIVE[0]).is_empty(), "not yet");

    app.advance(minutes(1));
    app.work().await;
    for address in ARCHIVE {
        let mails = to(&app.mails(), address);
        assert_eq!(mails.len(), 1, "{address}");
        let mail = &mails[0];
        let sent = format!("{reference}  21. november 2026 kl. 14.00");
        for part in [
            "Auto-Submitted: auto-generated",
            "Venter i alt: 1\n",
            "ikke kvittert for: 0\n",
            "tilbake til avsenderen: 0\n",
            "120 minutter",
            "sendsikkert pull",
            &sent,
        ] {
            assert!(mail.contains(part), "{part} is not in\n{mail}");
        }
        let (head, _) = mail.split_once("\n\n").unwrap();
        for canary in [
            "anari",
            "01858910001",
            "58713",
            "2023/",
            "example.no",
            "localhost",
        ] {
            assert!(!mail.contains(canary), "{canary} is in\n{mail}");
        }
        let other = ARCHIVE.iter().find(|other| **other != address).unwrap();
        assert!(!head.contains(other), "each has a mail of her own");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_times_a_day_until_it_is_acknowledged() {
    let app = start(&ARCHIVE[..1]).await;
    let kari = app.sender(0).await;
    send_canaries(&kari).await;
    let archivist = app.archivist();
    let mut told = Vec::new();
    // From two in the afternoon, a quarter at a time, into the third day.
    for quarter in 0..4 * 40 {
        app.work().await;
        let mails = to(&app.mails(), ARCHIVE[0]).len();
        while told.len() < mails {
            told.push(app.clock.now().norwegian_minute());
        }
        app.advance(minutes(15));
        // Fetching alone changes nothing.
        if quarter == 4 * 20 {
            let id = archivist.waiting().await[0]["id"]
                .as_str()
                .unwrap()
                .to_owned();
            archivist.get(&format!("/{id}/manifest")).await;
        }
    }
    assert_eq!(
        told,
        [
            "2026-11-21 16:00",
            "2026-11-21 20:00",
            "2026-11-22 00:00",
            "2026-11-22 04:00",
            "2026-11-22 08:00",
            "2026-11-23 00:00",
            "2026-11-23 04:00",
        ]
    );

    assert!(archivist.pull().await.status.success());
    app.advance(Duration::from_hours(24));
    app.work().await;
    assert_eq!(to(&app.mails(), ARCHIVE[0]).len(), told.len(), "it is over");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_at_once_tell_once() {
    let app = start(&ARCHIVE).await;
    let kari = app.sender(0).await;
    send_canaries(&kari).await;
    app.advance(minutes(121));
    let nodes: Vec<_> = (0..8).map(|_| app.app.clone()).collect();
    let rounds = nodes.iter().map(|node| async {
        node.alarm.watch(&node.desk).await.unwrap();
        node.deliver_due().await.unwrap();
        node.alarm.watch(&node.desk).await.unwrap();
    });
    join_all(rounds).await;
    app.work().await;
    assert_eq!(
        app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'alarm'")
            .await,
        2
    );
    for address in ARCHIVE {
        assert_eq!(to(&app.mails(), address).len(), 1);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_mail_server_s_pause_one_alarm_goes_out_and_none_without_a_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    drop(listener);
    let app = TestApp::start_with(Wishes {
        archive: alarm(&ARCHIVE[..1]),
        ..smtp(server.port())
    })
    .await;
    let kari = app.sender(0).await;
    let reference = send_canaries(&kari).await;
    // The server is away for five hours: two alarms wait for it.
    for _ in 0..20 {
        app.work().await;
        app.advance(minutes(15));
    }
    app.advance(Duration::from_hours(1));
    app.work().await;
    let raised = "SELECT COUNT(*) FROM outbox WHERE kind = 'alarm'";
    assert_eq!(app.count(raised).await, 2);
    let open = "SELECT COUNT(*) FROM outbox WHERE kind = 'alarm' AND sent_at IS NULL AND withdrawn_at IS NULL";

    let mailbox = Mailbox::default();
    mailbox.serve(TcpListener::bind(server).unwrap());
    let received = || to(&mailbox.received(), ARCHIVE[0]);
    for _ in 0..8 {
        app.advance(minutes(15));
        app.work().await;
    }
    assert_eq!(received().len(), 1, "{:?}", received());
    assert!(received()[0].contains(&reference));
    assert_eq!(app.count(open).await, 0);
    let withdrawn = "SELECT COUNT(*) FROM outbox WHERE withdrawn_at IS NOT NULL AND sent_at IS NULL
                     AND failed_at IS NULL AND reason = 'another alarm has been raised'";
    assert_eq!(app.count(withdrawn).await, 1);

    // Raised, and answered before it is its turn.
    app.advance(Duration::from_hours(4));
    app.app.alarm.watch(&app.app.desk).await.unwrap();
    assert_eq!(app.count(open).await, 1);
    assert!(app.archivist().pull().await.status.success());
    app.work().await;
    assert_eq!(app.count(open).await, 0);
    assert_eq!(received().len(), 1, "it had become needless");
    let needless = "SELECT COUNT(*) FROM outbox WHERE withdrawn_at IS NOT NULL AND reason = 'nothing waits too long'";
    assert_eq!(app.count(needless).await, 1);
    app.finish().await;
}

/// Where a test's log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_nobody_to_tell_the_log_says_so_once_a_day() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let reference = send_canaries(&kari).await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .finish();
    let listening = tracing::subscriber::set_default(subscriber);
    // From two in the afternoon, an hour at a time, to the next evening.
    for _ in 0..30 {
        app.work().await;
        app.advance(Duration::from_hours(1));
    }
    drop(listening);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let alarms: Vec<_> = log.lines().filter(|line| line.contains("ALARM")).collect();
    assert_eq!(alarms.len(), 2, "{log}");
    assert!(alarms[0].contains("2026-11-21T14:00:00+01:00"), "{log}");
    assert!(!log.contains("anari") && !log.contains(&reference), "{log}");
    assert_eq!(
        app.count("SELECT COUNT(*) FROM outbox WHERE kind = 'alarm'")
            .await,
        0
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_what_waits_and_what_was_answered() {
    let app = TestApp::start().await;
    let counted = async || figures(&app.app.desk.db).await.unwrap();
    let nothing = Figures {
        waiting: 0,
        oldest_waiting_at: None,
        fetched: 0,
        returned: 0,
    };
    let kari = app.sender(0).await;
    kari.begin().await;
    assert_eq!(counted().await, nothing, "a draft does not wait");
    for _ in 0..3 {
        send_canaries(&kari).await;
        app.advance(minutes(10));
    }
    let waiting = Figures {
        waiting: 3,
        oldest_waiting_at: Some("2026-11-21T14:00:00+01:00".to_owned()),
        ..nothing.clone()
    };
    assert_eq!(counted().await, waiting);
    assert!(app.archivist().pull().await.status.success());
    assert_eq!(counted().await, nothing);
    app.work().await;
    app.finish().await;
}
