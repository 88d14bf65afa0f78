//! The database as it is found, and the audit trail in it.

use sqlx::Executor;

use super::installation::{Installation, check};
use crate::support::files_below;

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_is_verified_and_listed_without_any_national_id() {
    let installation = Installation::start().await;
    let kari = installation.app.sender(0).await;
    kari.log_out().await;
    let checked = installation.check();
    checked.has(
        "ok",
        "audit trail",
        &["2 entries, ends with", "not verified"],
    );
    let checked = installation.check_with(&["--audit"]);
    checked.has("ok", "audit trail", &["2 entries, whole, ends with "]);

    let checked = installation.check_with(&["--audit", "--list"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(
        checked
            .err
            .contains("ok    audit trail       2 entries, whole")
    );
    let rows: Vec<Vec<&str>> = checked
        .out
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let columns = "number time action result person session acr amr address object token credential scope \
                   consumer supplier delegation_source";
    assert_eq!(rows[0].join(" "), columns);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == 16), "{}", checked.out);
    let log_in = &rows[1];
    assert_eq!((log_in[0], log_in[2]), ("1", "log-in"));
    assert!(log_in[1].starts_with("2026-11-2"), "{}", log_in[1]);
    assert_eq!(log_in[6], "idporten-loa-high");
    assert_eq!(log_in[8], "127.0.0.1");
    assert!(!log_in[4].is_empty() && log_in[4] == rows[2][4]);
    assert!(!checked.out.contains("01858910001"));

    let pool = installation.app.app.desk.db.pool();
    pool.execute("UPDATE audit SET result = 'never' WHERE number = 2")
        .await
        .unwrap();
    let checked = installation.check_with(&["--audit"]);
    checked.has("FAIL", "audit trail", &["broken at entry 2", "Keep a copy"]);
    let checked = installation.check_with(&["--audit", "--list"]);
    assert_eq!((checked.code, checked.out.lines().count()), (1, 2));
    installation
        .check()
        .has("ok", "audit trail", &["2 entries"]);
    let checked = installation.check_with(&["--list"]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (2, ""),
        "nothing to list without --audit"
    );
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_version_is_told_of() {
    let installation = Installation::start().await;
    let pool = installation.app.app.desk.db.pool();
    let changed = async |statement: &'static str| {
        pool.execute(statement).await.unwrap();
        installation.check()
    };
    let checked = changed(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         SELECT 999999, description, success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
    )
    .await;
    checked.has(
        "FAIL",
        "database",
        &["newer version", "Install that version"],
    );
    let checked = changed("DELETE FROM _sqlx_migrations WHERE version IN (999999, 6)").await;
    checked.has(
        "warn",
        "database",
        &["older than this program by 1 migration", "backup"],
    );
    checked.has("warn", "audit trail", &["not looked at", "database"]);
    let checked = changed("UPDATE _sqlx_migrations SET success = false WHERE version = 2").await;
    checked.has("FAIL", "database", &["migration 2", "latest backup"]);
    let checked = changed("DELETE FROM _sqlx_migrations").await;
    checked.has("warn", "database", &["has not been made yet"]);
    installation.finish().await;
}

/// A SQLite file that nobody has open, and one that is no database.
#[tokio::test(flavor = "multi_thread")]
async fn a_sleeping_database_is_left_as_it_lies() {
    let mut installation = Installation::start().await;
    if !installation.app.database_url().starts_with("sqlite:") {
        installation.finish().await;
        return;
    }
    installation.app.close().await;
    let folder = installation.app.folder.path().to_owned();
    let config = installation.write();
    let before = files_below(&folder);
    assert!(!before.iter().any(|file| file.ends_with("portal.db-wal")));
    let checked = installation.check();
    checked.has("ok", "database", &["portal.db is whole and up to date"]);
    checked.has("ok", "sealed files", &[]);
    checked.has("ok", "audit trail", &["no entries yet"]);
    checked.has("FAIL", "ID-porten", &["refused"]);
    assert_eq!(files_below(&folder), before);

    let database = folder.join("portal.db");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[4096..12288].fill(0x5a);
    std::fs::write(&database, &bytes).unwrap();
    installation
        .check()
        .has("FAIL", "database", &["is damaged", "backup"]);
    std::fs::write(&database, "Dear diary").unwrap();
    installation
        .check()
        .has("FAIL", "database", &["not a database", "[database] url"]);
    std::fs::remove_file(&database).unwrap();
    let checked = installation.check();
    checked.has(
        "warn",
        "database",
        &["has not been made yet", "[database] url"],
    );
    assert!(!database.exists());
    check(&config, &["--audit"]).has("warn", "audit trail", &["not looked at"]);
    installation.registers.finish().await;
}
