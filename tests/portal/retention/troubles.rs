//! A store that does not delete, a portal that was down, and people who come at the wrong moment.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::StatusCode;
use sendsikkert::clock::Clock;
use sendsikkert::i18n::Locale;

use super::{stored, stored_of, withdraw};
use crate::api::{Program, send};
use crate::interrupted::{head, multipart};
use crate::support::{START, TestApp, Wishes, files};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_does_not_delete_keeps_nobody_waiting_and_is_asked_again() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let stubborn = send(&kari, "a").await;
    let others = [send(&kari, "b").await, send(&kari, "c").await];
    let waiting = send(&kari, "d").await;
    program.acknowledge(&others[0]).await;
    app.work().await;

    // Where the folder of one submission is, a file is in the way.
    let folder = app.folder.path().join("blobs").join(&stubborn);
    let aside = app.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, b"in the way").unwrap();
    let page = withdraw(&kari, &stubborn).await;
    assert_eq!(page.status, StatusCode::OK, "she has done what she can");
    let shown = program.read(&format!("/v1/submissions/{stubborn}")).await;
    assert_eq!(shown["state"], "withdrawn");
    let path = format!("/v1/submissions/{stubborn}/manifest");
    assert_eq!(program.get(&path).await.status(), StatusCode::GONE);
    let left_over = "SELECT COUNT(*) FROM discarded_blobs";
    assert_eq!(app.count(left_over).await, 3);

    app.advance(DAY * 31);
    let told = format!("{:#}", app.app.sweep().await.unwrap_err());
    assert!(
        told.contains("3 sealed files could not be deleted"),
        "{told}"
    );
    assert!(stored_of(&app, &others[0]).is_empty(), "the others go");
    assert_eq!(stored_of(&app, &others[1]).len(), 3);
    assert_eq!(stored_of(&app, &waiting).len(), 3);
    assert_eq!(app.count(left_over).await, 3);

    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    app.app.sweep().await.unwrap();
    assert!(stored_of(&app, &stubborn).is_empty());
    assert_eq!(app.count(left_over).await, 0);
    assert_eq!(stored(&app).len(), 6);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_nobody_names_goes_from_what_is_withdrawn_too() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (withdrawn, waiting) = (send(&kari, "a").await, send(&kari, "b").await);
    app.work().await;
    let folder = app.folder.path().join("blobs");
    for id in [&withdrawn, &waiting] {
        // As a crash between storing a file and naming it leaves it; long ago, by whatever clock.
        let orphan = std::fs::File::create(folder.join(id).join("orphaned.age")).unwrap();
        orphan.set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    withdraw(&kari, &withdrawn).await;
    assert_eq!(stored_of(&app, &withdrawn).len(), 1);
    app.app.sweep().await.unwrap();
    assert!(stored_of(&app, &withdrawn).is_empty());
    assert_eq!(stored_of(&app, &waiting).len(), 3);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_down_loses_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let (answered, waiting) = (send(&kari, "a").await, send(&kari, "b").await);
    program.acknowledge(&answered).await;
    app.work().await;
    app.advance(DAY * 31);
    let folder = app.folder.path().join("blobs");
    let aside = app.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, b"in the way").unwrap();
    for _ in 0..2 {
        app.app.sweep().await.unwrap_err();
    }
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    assert_eq!(stored(&app).len(), 6);
    app.app.sweep().await.unwrap();
    assert_eq!(stored(&app), stored_of(&app, &waiting));
    assert_eq!(stored(&app).len(), 3);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_warned_late_has_as_much_time_all_the_same() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let addressed = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let nameless = kari.begin().await;
    kari.attach(&nameless, &[("brev.pdf", &files::pdf("b"))])
        .await;
    let drafts = async || app.count("SELECT COUNT(*) FROM submissions").await;
    // The portal was down for three weeks.
    app.advance(DAY * 20);
    for (hours, left, told) in [(0, 2, 0), (1, 2, 1), (46, 2, 1), (1, 0, 1)] {
        app.advance(Duration::from_hours(hours));
        app.work().await;
        app.app.sweep().await.unwrap();
        assert_eq!((drafts().await, app.mails().len()), (left, told));
        assert_eq!(app.blobs().len(), usize::try_from(left).unwrap());
    }
    // What the letter said is what was done: two days after it, in Norway.
    let mail = app.mails()[0].replace("=\r\n", "");
    let day = Locale::Nb.day(START.after(DAY * 22).norwegian_day());
    assert!(mail.contains(&day), "{mail}");
    let ever = "SELECT COUNT(*) FROM outbox WHERE kind = 'draft-expiry'";
    assert_eq!(app.count(ever).await, 1);
    let kari = app.sender(0).await;
    let page = kari.browser.open(&format!("{addressed}/message")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_under_way_meets_a_draft_that_is_gone() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    kari.attach(&submission, &[("brev.pdf", &files::pdf("a"))])
        .await;
    app.advance(DAY * 5);
    app.app.sweep().await.unwrap();
    app.advance(DAY + Duration::from_mins(23 * 60 + 59));
    let kari = app.sender(0).await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let body = multipart(&page.csrf(), "kart.jpg", &files::jpeg_of(3_000_000));
    let request = head(&app.url, &submission, &kari.browser.cookies(), body.len());
    let address = app.url.trim_start_matches("http://").to_owned();
    let (half, rest) = body.split_at(body.len() / 2);
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(half).unwrap();

    app.advance(Duration::from_mins(2));
    app.app.sweep().await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 0);
    stream.write_all(rest).unwrap();
    let answer = tokio::task::spawn_blocking(move || {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = answer.await.unwrap();
    let first = answer.lines().next().unwrap_or_default();
    assert!(
        ["404", "409"].iter().any(|status| first.contains(status)),
        "{first}"
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 0);
    assert!(stored(&app).is_empty(), "{:?}", stored(&app));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_on_with_a_draft_at_the_last_moment_keeps_it() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    app.advance(DAY * 5);
    app.app.sweep().await.unwrap();
    app.work().await;
    app.advance(DAY * 2);
    // The sweeper's turn is late, and she is there first.
    let kari = app.sender(0).await;
    kari.attach(&submission, &[("kart.jpg", &files::jpeg())])
        .await;
    app.app.sweep().await.unwrap();
    assert_eq!(app.blobs().len(), 2);
    kari.send(&submission).await;
    app.advance(DAY * 400);
    app.app.sweep().await.unwrap();
    assert_eq!(app.blobs().len(), 4, "nobody has answered it");
    app.work().await;
    app.finish().await;
}

/// The program has the machine's clock: what it is to find due has been due for long.
#[tokio::test(flavor = "multi_thread")]
async fn the_operator_sees_what_is_due_and_what_stays_although_it_should_not() {
    let long_ago = START.before(DAY * 500);
    let app = TestApp::start_with(Wishes {
        clock: Some(Clock::manual(long_ago)),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let (answered, withdrawn) = (send(&kari, "a").await, send(&kari, "b").await);
    send(&kari, "c").await;
    program.acknowledge(&answered).await;
    withdraw(&kari, &withdrawn).await;
    app.work().await;
    let checked = check(&app);
    let due = "drafts 0, sealed files of 1 answered submissions, what is known of 1";
    assert!(
        checked.contains(&format!("ok    retention         due to be deleted: {due}")),
        "{checked}"
    );
    assert!(
        checked.contains("1 waits for more than 30 days, and is kept until it is answered"),
        "{checked}"
    );
    let discard = "INSERT INTO discarded_blobs (blob, submission_id, discarded_at) VALUES ('x/y.age', 'x', 1)";
    let pool = app.app.desk.db.pool();
    sqlx::query(discard).execute(pool).await.unwrap();
    let checked = check(&app);
    assert!(checked.contains("FAIL  retention"), "{checked}");
    assert!(
        checked.contains("could not be deleted for more than a day: 1"),
        "{checked}"
    );
    app.finish().await;
}

/// What `sendsikkert check` says, with a configuration that knows nothing of the world outside.
fn check(app: &TestApp) -> String {
    let text = format!(
        r#"
public_url = "{url}"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
receipt_key_file = "receipt-key"
recipients_file = "recipients.txt"
municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
database = {{ url = "{database}" }}
blobs = {{ kind = "disk", path = "blobs" }}
scanner = {{ kind = "none" }}
identity = {{ issuer = "{issuer}", client_id = "test", client_key_file = "client-key.pem", environment = "test" }}
mail = {{ from = "a@eksempel.invalid", transport = {{ kind = "folder", path = "mail" }} }}
registers = {{ enhetsregisteret = {{ url = "{issuer}/enhetsregisteret/api" }} }}
"#,
        url = app.url,
        database = app.database_url(),
        issuer = app.issuer,
    );
    let config = app.folder.path().join("sendsikkert.toml");
    std::fs::write(&config, text).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    let output = command.arg("check").arg("--config").arg(config).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}
