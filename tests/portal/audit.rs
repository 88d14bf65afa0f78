//! The audit trail: what stands in it, what does not, and that nobody can change it unnoticed.

use futures_util::future::join_all;
use sendsikkert::db::{self, Db};
use sendsikkert::identity::audit::{self, Action, Detail, Entry, Event, Verdict};
use sendsikkert::numbers::NationalId;
use serde_json::{Value, json};

use crate::support::files;
use crate::support::idporten::{Wayward, add, lack, remove};
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, holds};

const KARI: &str = "01858910001";
const OLA: &str = "14908310072";

/// The whole trail, as it is verified.
pub(crate) async fn trail(app: &TestApp) -> (Vec<Entry>, Verdict) {
    let mut entries = Vec::new();
    let desk = &app.app.desk;
    let verdict = audit::verify(&desk.db, &desk.keys, |entry| entries.push(copy(entry))).await;
    (entries, verdict.unwrap())
}

fn copy(entry: &Entry) -> Entry {
    Entry {
        action: entry.action.clone(),
        result: entry.result.clone(),
        person: entry.person.clone(),
        detail: entry.detail.clone(),
        ..*entry
    }
}

async fn is_whole(app: &TestApp) -> bool {
    matches!(trail(app).await.1, Verdict::Whole { .. })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_archive_fetches_and_answers_stands_in_the_trail() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let (entries, verdict) = trail(&app).await;
    let id = submission.trim_start_matches("/submissions/");
    let told: Vec<_> = entries
        .iter()
        .skip(1)
        .map(|e| {
            (
                e.action.as_str(),
                e.result.as_str(),
                e.detail.object.clone().unwrap(),
            )
        })
        .collect();
    let of = |part: &str| format!("{id} {part}");
    assert_eq!(
        told,
        [
            ("send", "accepted", id.to_owned()),
            ("list", "given", "waiting".to_owned()),
            ("fetch", "given", of("manifest")),
            ("fetch", "given", of("document 1")),
            ("fetch", "given", of("arkivmelding")),
            ("answer", "acknowledged", id.to_owned()),
        ]
    );
    assert_eq!(
        entries[1].person, entries[0].person,
        "who logged in has sent"
    );
    let fetched = &entries[3];
    assert_eq!(fetched.detail.token.as_deref(), Some("test"));
    assert_eq!(fetched.detail.address.as_deref(), Some("127.0.0.1"));
    assert!(fetched.person.is_empty());
    assert_eq!(fetched.detail.scope.as_deref(), Some("read write"));
    assert!(matches!(verdict, Verdict::Whole { entries: 7, .. }));
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_in_who_was_refused_and_who_left_stands_in_the_trail() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let sid = wayward.claimed()["sid"].as_str().unwrap().to_owned();
    kari.log_out().await;
    app.sender(1).await;
    let olas = wayward.claimed()["sid"].as_str().unwrap().to_owned();
    app.app.sessions().end_by_sid(&olas).await.unwrap();
    app.app.sessions().end_by_sid("nobody's").await.unwrap();
    for change in [
        (|c| c["acr"] = json!("idporten-loa-low")) as fn(&mut Value),
        |c| lack(c, "pid"),
        |c| c["nonce"] = json!("x"),
    ] {
        wayward.claim(change);
        Sender::new(&app.url).arrive("/login", 0).await;
    }
    wayward.bring_back(|p| {
        remove(p, "code");
        add(p, "error", "access_denied");
    });
    Sender::new(&app.url).arrive("/login", 0).await;

    let (entries, verdict) = trail(&app).await;
    let told: Vec<_> = entries
        .iter()
        .map(|e| (e.action.as_str(), e.result.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("log-in", "accepted"),
            ("log-out", "by-person"),
            ("log-in", "accepted"),
            ("log-out", "front-channel"),
            ("log-in", "too-low"),
            ("log-in", "unidentified"),
            ("log-in", "failed"),
            ("log-in", "cancelled"),
        ]
    );
    let first = &entries[0];
    assert_eq!(first.person, app.app.desk.keys.lookup("person", KARI));
    assert_eq!(first.at, app.clock.now());
    assert_eq!(first.detail.address.as_deref(), Some("127.0.0.1"));
    assert_eq!(first.detail.sid.as_ref(), Some(&sid));
    assert_eq!(first.detail.acr.as_deref(), Some("idporten-loa-high"));
    assert_eq!(first.detail.amr.as_deref(), Some("TestID"));
    assert_eq!(entries[2].person, app.app.desk.keys.lookup("person", OLA));
    assert_eq!(entries[3].detail.sid, Some(olas.clone()));
    assert!(entries[4..].iter().all(|entry| {
        entry.person.is_empty() && entry.detail.address.as_deref() == Some("127.0.0.1")
    }));
    assert!(
        matches!(verdict, Verdict::Whole { entries: 8, .. }),
        "{verdict:?}"
    );
    let at_rest = app.database_bytes().await;
    for secret in [
        KARI,
        OLA,
        &sid,
        &olas,
        "127.0.0.1",
        "idporten-loa-high",
        "TestID",
    ] {
        assert!(!holds(&at_rest, secret), "{secret}");
    }
    app.finish().await;
}

/// What somebody with the database, but without the portal key, could do to five entries of which a copy
/// is kept.
const TAMPERING: [(&str, &[&str]); 13] = [
    ("a time", &["UPDATE audit SET at = at + 1 WHERE number = 3"]),
    (
        "an action",
        &["UPDATE audit SET action = 'send' WHERE number = 3"],
    ),
    (
        "a result",
        &["UPDATE audit SET result = 'failed' WHERE number = 1"],
    ),
    (
        "a person",
        &["UPDATE audit SET person = (SELECT person FROM kept WHERE number = 5) WHERE number = 1"],
    ),
    ("nobody", &["UPDATE audit SET person = '' WHERE number = 5"]),
    (
        "a detail",
        &["UPDATE audit SET detail = (SELECT detail FROM kept WHERE number = 1) WHERE number = 3"],
    ),
    (
        "a hash",
        &["UPDATE audit SET hash = (SELECT hash FROM kept WHERE number = 1) WHERE number = 3"],
    ),
    ("one less", &["DELETE FROM audit WHERE number = 2"]),
    (
        "one less, and the rest moved up",
        &[
            "DELETE FROM audit WHERE number = 2",
            "UPDATE audit SET number = number - 100 WHERE number > 2",
            "UPDATE audit SET number = number + 99 WHERE number < 0",
            "UPDATE audit_head SET number = 4",
        ],
    ),
    ("the last one less", &["DELETE FROM audit WHERE number = 5"]),
    (
        "one more",
        &[
            "INSERT INTO audit SELECT 6, at, action, result, person, detail, hash FROM kept WHERE number = 5",
            "UPDATE audit_head SET number = 6",
        ],
    ),
    (
        "another order",
        &[
            "UPDATE audit SET number = 0 WHERE number = 2",
            "UPDATE audit SET number = 2 WHERE number = 3",
            "UPDATE audit SET number = 3 WHERE number = 0",
        ],
    ),
    (
        "another end",
        &["UPDATE audit_head SET hash = (SELECT hash FROM kept WHERE number = 1)"],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn nobody_changes_the_trail_unnoticed() {
    let app = TestApp::start().await;
    for _ in 0..2 {
        app.sender(0).await.log_out().await;
    }
    app.sender(1).await;
    let run = async |statements: &[&'static str]| {
        for statement in statements {
            sqlx::query(*statement)
                .execute(app.app.desk.db.pool())
                .await
                .unwrap();
        }
    };
    assert!(is_whole(&app).await);
    run(&[
        "CREATE TABLE kept AS SELECT * FROM audit",
        "CREATE TABLE kept_head AS SELECT * FROM audit_head",
    ])
    .await;
    for (what, statements) in TAMPERING {
        run(statements).await;
        assert!(!is_whole(&app).await, "{what}");
        run(&[
            "DELETE FROM audit",
            "INSERT INTO audit SELECT * FROM kept",
            "DELETE FROM audit_head",
            "INSERT INTO audit_head SELECT * FROM kept_head",
        ])
        .await;
        assert!(is_whole(&app).await);
    }
    // Cut off at the end with the end moved: shown by the number of entries, which the log holds.
    run(&[
        "DELETE FROM audit WHERE number > 3",
        "UPDATE audit_head SET number = 3, hash = (SELECT hash FROM kept WHERE number = 3)",
    ])
    .await;
    let (_, verdict) = trail(&app).await;
    assert!(
        matches!(verdict, Verdict::Whole { entries: 3, .. }),
        "{verdict:?}"
    );
    run(&["DROP TABLE kept", "DROP TABLE kept_head"]).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_portals_write_at_once_and_the_chain_stays_whole() {
    let app = TestApp::start().await;
    let desk = &app.app.desk;
    let settings = db::Settings {
        url: app.database_url(),
        max_connections: 4,
    };
    let other = Db::open(&settings).await.unwrap();
    let kari = NationalId::parse(KARI).unwrap();
    let detail = Detail::default();
    let writers = (0..40).map(|number| {
        let db = if number % 2 == 0 { &desk.db } else { &other };
        let event = Event {
            action: Action::LogIn,
            result: "accepted",
            person: Some(&kari),
            detail: &detail,
        };
        audit::record(db, &desk.keys, &desk.clock, event)
    });
    for written in join_all(writers).await {
        written.unwrap();
    }
    let people = [0, 1, 2].map(|person| app.sender(person));
    join_all(people).await;
    let (entries, verdict) = trail(&app).await;
    assert!(
        matches!(verdict, Verdict::Whole { entries: 43, .. }),
        "{verdict:?}"
    );
    let numbers: Vec<_> = entries.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, (1..=43).collect::<Vec<_>>());
    other.close().await;
    app.finish().await;
}
