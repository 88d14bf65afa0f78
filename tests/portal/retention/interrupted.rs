//! The sweeper is stopped anywhere, and changes nothing by it: whatever it had begun, the next sweep ends as one
//! that nobody disturbed.

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use sendsikkert::app::App;
use sendsikkert::blobs::{self, Blobs};
use sendsikkert::db::{self, Db};
use sendsikkert::submission::Desk;
use sendsikkert::submission::retention::Settings;
use sqlx::Row;

use super::{stored, withdraw};
use crate::api::{Program, send};
use crate::support::process::Demo;
use crate::support::{TestApp, Wishes, files, sealed_files};

const DAY: Duration = Duration::from_hours(24);

/// A portal at which every clock has come round to something.
struct Due {
    app: TestApp,
    /// The sealed files that nobody may delete.
    kept: BTreeSet<String>,
}

impl Due {
    async fn make() -> Self {
        let app = TestApp::start_with(Wishes {
            retention: Settings {
                audit_days: 90,
                ..Settings::default()
            },
            ..Wishes::default()
        })
        .await;
        to_forget(&app).await;
        app.advance(DAY * 55);
        let waiting = to_empty_and_waiting(&app).await;
        app.advance(DAY * 14);
        let warned = drafts(&app).await;
        app.advance(DAY * 6);
        let waiting = waiting.iter().flat_map(|id| super::stored_of(&app, id));
        let kept: BTreeSet<_> = waiting.chain(warned).collect();
        assert_eq!(kept.len(), 7);
        let due = Self { app, kept };
        due.leave_over().await;
        due
    }

    /// What earlier crashes have left: a file that was to be deleted, and one that nobody names.
    async fn leave_over(&self) {
        let folder = self
            .app
            .folder
            .path()
            .join("blobs/0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55");
        std::fs::create_dir(&folder).unwrap();
        for name in ["discarded.age", "orphaned.age"] {
            // Long ago, by whatever clock.
            let file = std::fs::File::create(folder.join(name)).unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        }
        let discard = "INSERT INTO discarded_blobs (blob, submission_id, discarded_at)
             VALUES ('0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55/discarded.age', '0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55', 1)";
        let pool = self.app.app.desk.db.pool();
        sqlx::query(discard).execute(pool).await.unwrap();
    }

    /// Whether everything is there that has to be, whatever else is done: no row without its file.
    async fn is_sound(&self) {
        let stored = stored(&self.app);
        assert!(stored.is_superset(&self.kept), "{stored:?}");
        let named = named(&self.app.app.desk.db).await;
        assert!(stored.is_superset(&named), "{named:?}");
    }
}

/// Two submissions whose time is over at the end, the one by an answer, the other by its sender.
async fn to_forget(app: &TestApp) {
    let kari = app.sender(0).await;
    let ids = [send(&kari, "a").await, send(&kari, "b").await];
    Program::of(app).acknowledge(&ids[0]).await;
    withdraw(&kari, &ids[1]).await;
    app.work().await;
    app.advance(DAY * 31);
    app.app.sweep().await.unwrap();
}

/// Two submissions whose sealed files are due at the end, and two that nobody may touch.
async fn to_empty_and_waiting(app: &TestApp) -> [String; 2] {
    let kari = app.sender(0).await;
    let program = Program::of(app);
    for _ in 0..2 {
        let id = send(&kari, "c").await;
        program.send_back(&id).await;
    }
    let waiting = [send(&kari, "d").await, send(&kari, "e").await];
    program.code(&waiting[1]).await;
    app.work().await;
    waiting
}

/// A draft whose day has come, as an earlier sweep has set it, one to be warned of, and an untouched one; the sealed
/// files of the second.
async fn drafts(app: &TestApp) -> BTreeSet<String> {
    let kari = app.sender(0).await;
    let nameless = kari.begin().await;
    kari.attach(&nameless, &[("brev.pdf", &files::pdf("f"))])
        .await;
    sqlx::query(
        "UPDATE submissions SET expires_at = updated_at WHERE updated_at IS NOT NULL AND frozen_at IS NULL",
    )
    .execute(app.app.desk.db.pool())
    .await
    .unwrap();
    app.advance(DAY * 10);
    let kari = app.sender(0).await;
    let before = stored(app);
    kari.prepare(&[("brev.pdf", &files::pdf("g"))]).await;
    kari.begin().await;
    stored(app).difference(&before).cloned().collect()
}

/// The sealed files that rows name.
async fn named(db: &Db) -> BTreeSet<String> {
    let rows = sqlx::query(
        "SELECT blob FROM documents WHERE blob IS NOT NULL
         UNION ALL SELECT manifest_blob FROM submissions WHERE manifest_blob IS NOT NULL
         UNION ALL SELECT arkivmelding_blob FROM submissions WHERE arkivmelding_blob IS NOT NULL",
    );
    let rows = rows.fetch_all(db.pool()).await.unwrap();
    rows.iter()
        .map(|row| row.try_get("blob").unwrap())
        .collect()
}

/// Everything that a sweep changes, but for what is random: ids of letters, and how something is sealed.
async fn state(db: &Db, files: BTreeSet<String>) -> Vec<String> {
    let mut told: Vec<_> = files.into_iter().collect();
    for statement in [
        "SELECT id || owner || reference || COALESCE(CAST(expires_at AS TEXT), '-')
             || COALESCE(CAST(emptied_at AS TEXT), '-') || COALESCE(CAST(forgotten_at AS TEXT), '-')
             || COALESCE(manifest_blob, '-') || COALESCE(arkivmelding_blob, '-') || COALESCE(answer, '-')
             || COALESCE(confirmation_hash, '-') || content AS told FROM submissions ORDER BY id",
        "SELECT submission_id || CAST(number AS TEXT) || COALESCE(blob, '-') AS told FROM documents
         ORDER BY submission_id, number",
        "SELECT kind || subject || CAST(created_at AS TEXT) AS told FROM outbox ORDER BY kind, subject",
        "SELECT blob AS told FROM discarded_blobs ORDER BY blob",
        "SELECT CAST(number AS TEXT) || hash AS told FROM audit ORDER BY number",
        "SELECT CAST(number AS TEXT) || seal AS told FROM audit_anchor",
        "SELECT id AS told FROM sessions ORDER BY id",
        "SELECT owner || day AS told FROM daily_uploads ORDER BY owner, day",
    ] {
        let rows = sqlx::query(statement).fetch_all(db.pool()).await.unwrap();
        told.extend(rows.iter().map(|row| row.try_get::<String, _>("told").unwrap()));
    }
    told
}

/// Lets a future run until it has been polled that often, and drops it where it is: killed between two steps.
/// What it comes to, if it comes so far.
async fn polled<F: Future>(future: F, mut times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| {
        if times == 0 {
            return Poll::Ready(None);
        }
        times -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// A copy of a portal's database and store, and a portal that works on them.
struct Copy {
    app: App,
    _folder: tempfile::TempDir,
    blobs: std::path::PathBuf,
}

impl Copy {
    async fn of(due: &Due, snapshot: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("portal.db");
        std::fs::copy(snapshot, &database).unwrap();
        let blobs = folder.path().join("blobs");
        let original = due.app.folder.path().join("blobs");
        for name in stored(&due.app) {
            let path = blobs.join(&name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(original.join(&name), path).unwrap();
        }
        let desk = Desk {
            db: Db::open(&db::Settings::sqlite(&database)).await.unwrap(),
            blobs: Blobs::open(&blobs::Settings::Disk {
                path: blobs.clone(),
            })
            .unwrap(),
            ..due.app.app.desk.clone()
        };
        let app = App {
            desk,
            ..due.app.app.clone()
        };
        Self {
            app,
            _folder: folder,
            blobs,
        }
    }

    fn stored(&self) -> BTreeSet<String> {
        let files = sealed_files(&self.blobs).into_iter();
        files
            .map(|path| {
                path.strip_prefix(&self.blobs)
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect()
    }

    async fn state(&self) -> Vec<String> {
        state(&self.app.desk.db, self.stored()).await
    }
}

/// On SQLite, where a database can be copied: stopped after one step, after two, after three.
#[tokio::test(flavor = "multi_thread")]
async fn wherever_a_sweep_is_stopped_the_next_one_ends_as_if_it_had_not_been() {
    let due = Due::make().await;
    if !due.app.database_url().starts_with("sqlite:") {
        due.app.finish().await;
        return;
    }
    let snapshot = due.app.folder.path().join("snapshot.db");
    sqlx::query("VACUUM INTO $1")
        .bind(snapshot.to_str().unwrap())
        .execute(due.app.app.desk.db.pool())
        .await
        .unwrap();
    let undisturbed = Copy::of(&due, &snapshot).await;
    undisturbed.app.sweep().await.unwrap();
    let end = undisturbed.state().await;
    assert_eq!(undisturbed.stored(), due.kept);
    undisturbed.app.desk.db.close().await;

    let mut times = 0;
    loop {
        times += 1;
        let copy = Copy::of(&due, &snapshot).await;
        let swept = polled(copy.app.sweep(), times).await;
        let stored = copy.stored();
        assert!(stored.is_superset(&due.kept), "after {times} steps");
        let named = named(&copy.app.desk.db).await;
        assert!(stored.is_superset(&named), "after {times} steps");
        copy.app.sweep().await.unwrap();
        assert_eq!(copy.state().await, end, "after {times} steps");
        copy.app.desk.db.close().await;
        if let Some(swept) = swept {
            swept.unwrap();
            break;
        }
    }
    assert!(times > 100, "there were {times} steps");
    due.app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_that_is_stopped_again_and_again_comes_to_its_end() {
    let due = Due::make().await;
    let app = &due.app.app;
    for times in 1.. {
        let swept = polled(app.sweep(), times).await;
        due.is_sound().await;
        if let Some(swept) = swept {
            swept.unwrap();
            break;
        }
    }
    assert_eq!(stored(&due.app), due.kept);
    let end = state(&app.desk.db, stored(&due.app)).await;
    app.sweep().await.unwrap();
    assert_eq!(state(&app.desk.db, stored(&due.app)).await, end);
    due.app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_sweep_at_once_do_no_harm() {
    let due = Due::make().await;
    let app = due.app.app.clone();
    let settings = db::Settings {
        url: due.app.database_url(),
        max_connections: 4,
    };
    let other = App {
        desk: Desk {
            db: Db::open(&settings).await.unwrap(),
            ..app.desk.clone()
        },
        ..app.clone()
    };
    let (first, second, third) = tokio::join!(app.sweep(), other.sweep(), app.sweep());
    for swept in [first, second, third] {
        swept.unwrap();
    }
    due.is_sound().await;
    assert_eq!(stored(&due.app), due.kept);
    let end = state(&app.desk.db, stored(&due.app)).await;
    app.sweep().await.unwrap();
    assert_eq!(state(&app.desk.db, stored(&due.app)).await, end);
    let letters = "SELECT COUNT(*) FROM outbox WHERE kind = 'draft-expiry'";
    assert_eq!(due.app.count(letters).await, 1, "she is warned once");
    other.desk.db.close().await;
    due.app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Demo::start(&data);
    let kari = demo.sender(0).await;
    for _ in 0..16 {
        let submission = kari
            .prepare(&[("a.pdf", &files::pdf("a")), ("b.jpg", &files::jpeg())])
            .await;
        kari.send(&submission).await;
    }
    assert!(demo.archivist(&data).pull().await.status.success());
    for _ in 0..3 {
        let submission = kari.prepare(&[("c.pdf", &files::pdf("c"))]).await;
        kari.send(&submission).await;
    }
    demo.kill();
    let stored = || sealed_files(&data.join("blobs")).len();
    assert_eq!(stored(), 16 * 4 + 3 * 3);
    let db = Db::open(&db::Settings::sqlite(&data.join("sendsikkert.db")))
        .await
        .unwrap();
    // A hundred days pass.
    sqlx::query("UPDATE submissions SET acknowledged_at = acknowledged_at - 8640000000")
        .execute(db.pool())
        .await
        .unwrap();
    for round in 0..5 {
        let demo = Demo::start(&data);
        // In each round at another moment: the sweeper begins as soon as the portal serves.
        let goal = 16 * 4 + 3 * 3 - round * 12;
        let deadline = Instant::now() + Duration::from_mins(1);
        while stored() > goal && Instant::now() < deadline {
            tokio::task::yield_now().await;
        }
        demo.kill();
        let named = named(&db).await;
        assert!(named.len() >= 9 && stored() >= named.len(), "round {round}");
    }
    let demo = Demo::start(&data);
    let left = async || {
        let forgotten = "SELECT COUNT(*) FROM submissions WHERE acknowledged_at IS NOT NULL AND forgotten_at IS NULL";
        let row = sqlx::query(forgotten).fetch_one(db.pool()).await.unwrap();
        row.try_get::<i64, _>(0).unwrap()
    };
    let deadline = Instant::now() + Duration::from_mins(1);
    while (stored() > 9 || left().await > 0) && Instant::now() < deadline {
        tokio::task::yield_now().await;
    }
    assert_eq!((stored(), left().await), (9, 0));
    let archivist = demo.archivist(&data);
    assert_eq!(archivist.waiting().await.len(), 3);
    assert!(
        archivist.pull().await.status.success(),
        "what waited is whole"
    );
    demo.kill();
    db.close().await;
}
