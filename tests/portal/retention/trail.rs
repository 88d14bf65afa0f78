//! The audit trail's beginning is cut off, and what is left is still one chain.

use std::time::Duration;

use sendsikkert::db::{self, Db};
use sendsikkert::identity::audit::{self, Action, Anchor, Detail, Event, Verdict};
use sendsikkert::submission::retention::Settings;

use crate::audit::trail;
use crate::support::{TestApp, Wishes};

const DAY: Duration = Duration::from_hours(24);

/// A portal that keeps entries for a hundred days.
async fn start() -> TestApp {
    TestApp::start_with(Wishes {
        retention: Settings {
            audit_days: 100,
            ..Settings::default()
        },
        ..Wishes::default()
    })
    .await
}

async fn add(app: &TestApp, entries: usize) {
    let desk = &app.app.desk;
    let event = Event {
        action: Action::List,
        result: "given",
        person: None,
        detail: &Detail::default(),
    };
    for _ in 0..entries {
        audit::record(&desk.db, &desk.keys, &desk.clock, event)
            .await
            .unwrap();
    }
}

async fn run(app: &TestApp, statements: &[&'static str]) {
    for statement in statements {
        sqlx::query(*statement)
            .execute(app.app.desk.db.pool())
            .await
            .unwrap();
    }
}

/// The entries that are there, how many there ever were, and where they were cut; only of a whole trail.
async fn whole(app: &TestApp) -> Option<(Vec<i64>, i64, Option<Anchor>)> {
    let (seen, verdict) = trail(app).await;
    let Verdict::Whole { entries, cut, .. } = verdict else {
        return None;
    };
    Some((
        seen.iter().map(|entry| entry.number).collect(),
        entries,
        cut,
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_go_when_their_time_is_over_and_the_rest_is_one_chain() {
    let app = start().await;
    // Five a day, for 240 days.
    for day in 0..240_i64 {
        add(&app, 5).await;
        app.app.sweep().await.unwrap();
        app.advance(DAY);
        // Each time from the first entry to the last: not every day.
        if day % 9 != 0 && day != 99 && day != 100 {
            continue;
        }
        let gone = (day - 100).max(0) * 5;
        let (seen, entries, cut) = whole(&app).await.unwrap();
        assert_eq!(entries, (day + 1) * 5, "day {day}");
        assert_eq!(seen, (gone + 1..=entries).collect::<Vec<_>>(), "day {day}");
        assert_eq!(cut.map_or(0, |anchor| anchor.number), gone, "day {day}");
    }
    // Nobody has looked for years: more than one portion.
    app.advance(DAY * 1000);
    app.app.sweep().await.unwrap();
    let (seen, entries, cut) = whole(&app).await.unwrap();
    assert_eq!((seen, entries), (Vec::new(), 1200));
    let cut = cut.unwrap();
    assert_eq!((cut.number, cut.cut_at), (1200, app.clock.now()));
    add(&app, 1).await;
    assert_eq!(whole(&app).await.unwrap().0, [1201]);
    app.finish().await;
}

/// What somebody with the database, but without the portal key, could do about the beginning, when five of
/// fifteen entries have been cut off. `older` is how things stood when two had been.
const TAMPERING: [(&str, &[&str]); 8] = [
    ("the anchor removed", &["DELETE FROM audit_anchor"]),
    ("one more cut off", &["DELETE FROM audit WHERE number = 6"]),
    (
        "one more cut off, and the anchor moved",
        &[
            "UPDATE audit_anchor SET number = 6, hash = (SELECT hash FROM audit WHERE number = 6)",
            "DELETE FROM audit WHERE number = 6",
        ],
    ),
    (
        "another time of cutting",
        &["UPDATE audit_anchor SET cut_at = cut_at - 1"],
    ),
    (
        "another time of the entry",
        &["UPDATE audit_anchor SET entry_at = entry_at - 1"],
    ),
    (
        "an older anchor",
        &[
            "DELETE FROM audit_anchor",
            "INSERT INTO audit_anchor SELECT * FROM older_anchor",
        ],
    ),
    (
        "something put where something was cut off",
        &[
            "INSERT INTO audit SELECT 5, at, action, result, person, detail, hash FROM audit WHERE number = 6",
        ],
    ),
    (
        "everything cut off, and the end put back",
        &[
            "DELETE FROM audit",
            "UPDATE audit_head SET number = 3, hash = (SELECT hash FROM older WHERE number = 3)",
        ],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn nobody_cuts_the_beginning_off_unnoticed() {
    let app = start().await;
    for entries in [2, 3, 10] {
        add(&app, entries).await;
        app.advance(DAY * 50);
    }
    // Of the first two days' entries, two and then three are too old.
    run(&app, &["CREATE TABLE older AS SELECT * FROM audit"]).await;
    app.app.sweep().await.unwrap();
    assert_eq!(whole(&app).await.unwrap().2.unwrap().number, 2);
    run(
        &app,
        &["CREATE TABLE older_anchor AS SELECT * FROM audit_anchor"],
    )
    .await;
    app.advance(DAY * 50);
    app.app.sweep().await.unwrap();
    assert_eq!(whole(&app).await.unwrap().2.unwrap().number, 5);
    run(
        &app,
        &[
            "CREATE TABLE kept AS SELECT * FROM audit",
            "CREATE TABLE kept_anchor AS SELECT * FROM audit_anchor",
            "CREATE TABLE kept_head AS SELECT * FROM audit_head",
        ],
    )
    .await;
    for (what, statements) in TAMPERING {
        run(&app, statements).await;
        assert!(whole(&app).await.is_none(), "{what}");
        // It is not hidden by cutting more, however old it becomes.
        app.advance(DAY * 1000);
        // What is whole before it may go; that the rest is not stays to be seen.
        drop(app.app.sweep().await);
        assert!(whole(&app).await.is_none(), "{what}, and swept");
        run(
            &app,
            &[
                "DELETE FROM audit",
                "INSERT INTO audit SELECT * FROM kept",
                "DELETE FROM audit_anchor",
                "INSERT INTO audit_anchor SELECT * FROM kept_anchor",
                "DELETE FROM audit_head",
                "INSERT INTO audit_head SELECT * FROM kept_head",
            ],
        )
        .await;
        assert!(whole(&app).await.is_some());
    }
    run(
        &app,
        &[
            "DROP TABLE older",
            "DROP TABLE older_anchor",
            "DROP TABLE kept",
            "DROP TABLE kept_anchor",
            "DROP TABLE kept_head",
        ],
    )
    .await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_is_not_cut_off_with_the_rest() {
    let app = start().await;
    add(&app, 8).await;
    app.advance(DAY * 101);
    run(
        &app,
        &["UPDATE audit SET result = 'never' WHERE number = 4"],
    )
    .await;
    let told = format!("{:#}", app.app.sweep().await.unwrap_err());
    assert!(told.contains("broken at entry 4"), "{told}");
    let (_, verdict) = trail(&app).await;
    assert_eq!(verdict, Verdict::BrokenAt(4));
    assert_eq!(app.count("SELECT COUNT(*) FROM audit").await, 8);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_cut_while_others_write_and_one_verifies() {
    let app = start().await;
    add(&app, 1100).await;
    app.advance(DAY * 101);
    let settings = db::Settings {
        url: app.database_url(),
        max_connections: 4,
    };
    let other = Db::open(&settings).await.unwrap();
    let desk = &app.app.desk;
    let before = desk.clock.now().before(DAY * 100);
    let cut = async |db: &Db| {
        audit::cut(db, &desk.keys, &desk.clock, before)
            .await
            .unwrap()
    };
    let verify = async {
        // Until nothing of it is left to cut.
        while app
            .count("SELECT COUNT(*) FROM audit WHERE number <= 1100")
            .await
            > 0
        {
            assert!(whole(&app).await.is_some());
        }
    };
    let (first, second, (), ()) = tokio::join!(cut(&desk.db), cut(&other), add(&app, 40), verify);
    assert_eq!(first + second, 1100);
    let (seen, entries, cut) = whole(&app).await.unwrap();
    assert_eq!((seen.len(), entries), (40, 1140));
    assert_eq!(cut.unwrap().number, 1100);
    other.close().await;
    app.finish().await;
}
