//! The doctor: `sendsikkert check` beside a running portal, and where nothing runs yet.

mod access;
mod appearance;
mod installation;
mod outside;
mod scanner;
mod trail;

use std::time::Duration;

use sendsikkert::clock::Clock;

use crate::support::{files, files_below};
use installation::{Installation, check, chmod, days_ago, made_on};

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_installation_has_a_line_for_everything_and_stays_as_it_is() {
    let installation = Installation::start().await;
    installation.write();
    let files = || files_below(installation.app.folder.path());
    let before = files();
    let checked = installation.check();
    for name in [
        "configuration",
        "portal key",
        "recipients",
        "appearance",
        "database",
        "sealed files",
        "client key",
        "Maskinporten key",
        "Altinn key",
        "clock",
        "Maskinporten",
        "Altinn",
        "contact register",
        "Enhetsregisteret",
        "mail",
        "audit trail",
    ] {
        checked.has("ok", name, &[]);
    }
    checked.has("ok", "portal key", &["1 key"]);
    checked.has("ok", "receipt key", &["signs; 0 retired"]);
    checked.has("ok", "client key", &["300 days old"]);
    checked.has(
        "ok",
        "Enhetsregisteret",
        &["313 001 008 is Foretak 313001008"],
    );
    checked.has("warn", "hand-over", &["waiting: 0", "[archive.alarm]"]);
    checked.has("warn", "ID-porten", &["without TLS"]);
    checked.has("warn", "malware scanner", &["none", "[scanner]"]);
    assert!(!checked.out.contains("FAIL"), "{}", checked.out);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    assert_eq!(files(), before, "nothing it makes stays");
    for secret in [
        "SENDSIKKERT-PORTAL-KEY",
        "SENDSIKKERT-RECEIPT-KEY",
        "PRIVATE KEY",
        "eyJ",
        "a-subscription-key",
    ] {
        assert!(!checked.out.contains(secret), "{secret}");
    }
    installation.finish().await;
}

#[test]
fn where_nothing_runs_yet_it_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("sendsikkert.toml");
    let checked = check(&config, &[]);
    checked.has("FAIL", "configuration", &["No such file", "--config FILE"]);
    assert_eq!(checked.out.lines().count(), 2, "it stops there");
    assert!(checked.err.contains("1 thing fails"), "{}", checked.err);

    let text = r#"
public_url = "https://send.eksempel.kommune.no"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
receipt_key_file = "receipt-key"
recipients_file = "recipients.txt"
municipality = { name = "Eksempel kommune", organisation_number = "313001008" }
database = { url = "sqlite:data.db" }
blobs = { kind = "disk", path = "blobs" }
scanner = { kind = "clamd", address = "clamd.ctl" }
identity = { issuer = "http://127.0.0.1:9", client_id = "x", client_key_file = "key.pem", environment = "test" }
registers = { enhetsregisteret = { url = "http://127.0.0.1:9" } }
mail = { from = "a@eksempel.invalid", transport = { kind = "folder", path = "mail" } }
"#;
    std::fs::write(&config, text).unwrap();
    let checked = check(&config, &["--audit"]);
    checked.has("ok", "configuration", &["is valid"]);
    checked.has(
        "FAIL",
        "portal key",
        &["No such file", "sendsikkert keys portal"],
    );
    checked.has(
        "FAIL",
        "receipt key",
        &["No such file", "sendsikkert keys receipts"],
    );
    checked.has(
        "FAIL",
        "recipients",
        &["No such file", "sendsikkert keys archive"],
    );
    checked.has(
        "FAIL",
        "client key",
        &["No such file", "sendsikkert keys client"],
    );
    checked.has("warn", "database", &["has not been made yet", "serve"]);
    checked.has("warn", "sealed files", &["has not been made yet"]);
    checked.has("FAIL", "ID-porten", &["refused", "firewall"]);
    checked.has("warn", "clock", &["can't be compared"]);
    checked.has(
        "FAIL",
        "malware scanner",
        &["clamd.ctl", "No such file", "no file is accepted"],
    );
    checked.has("warn", "mail", &["not there yet"]);
    checked.has("FAIL", "audit trail", &["portal-key"]);
    assert_eq!(files_below(folder.path()), std::slice::from_ref(&config));

    std::fs::write(&config, text.replace("listen", "listens")).unwrap();
    check(&config, &[]).has("FAIL", "configuration", &["listens", "Put right"]);
    std::fs::write(
        &config,
        text.replace("sqlite:data.db", "sqlite:nowhere/data.db"),
    )
    .unwrap();
    check(&config, &[]).has(
        "FAIL",
        "database",
        &["there is no folder", "[database] url"],
    );
    let server = "postgres://portal:topsecret@127.0.0.1:9/x";
    std::fs::write(&config, text.replace("sqlite:data.db", server)).unwrap();
    let checked = check(&config, &[]);
    checked.has("FAIL", "database", &["refused"]);
    checked.has(
        "FAIL",
        "configuration",
        &["every user of this machine", "chmod 600"],
    );
    assert!(!checked.out.contains("topsecret"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_the_archive_is_told_with_figures() {
    let installation = Installation::start().await;
    let alarm = "[archive.alarm]\nto = [\"arkiv@eksempel.kommune.no\"]\n[mail]";
    let hand_over = |word, parts: &[&str]| {
        let checked = installation.check_when("[mail]", alarm);
        checked.has(word, "hand-over", parts);
        assert!(!checked.out.contains("arkiv@"), "{}", checked.out);
    };
    hand_over("ok", &["waiting: 0, fetched"]);
    let kari = installation.app.sender(0).await;
    for _ in 0..2 {
        let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
        kari.send(&submission).await;
    }
    // The program has the machine's clock.
    for (waited, word, parts) in [
        (
            119,
            "ok",
            ["waiting: 2 (the oldest since 20", "returned: 0"],
        ),
        (
            121,
            "warn",
            ["2 wait for more than 120 minutes", "sendsikkert pull"],
        ),
        (24 * 60 - 1, "warn", ["waiting: 2", "120 minutes"]),
        (
            24 * 60 + 1,
            "FAIL",
            ["2 wait for more than a day", "sendsikkert pull"],
        ),
    ] {
        let sent_at = Clock::System.now().before(Duration::from_mins(waited));
        let update = sqlx::query("UPDATE submissions SET sent_at = $1 WHERE sent_at IS NOT NULL");
        let update = update.bind(sent_at.millis());
        update
            .execute(installation.app.app.desk.db.pool())
            .await
            .unwrap();
        hand_over(word, &parts);
    }
    let longer = alarm.replace("[mail]", "after_minutes = 1500\n[mail]");
    installation
        .check_when("[mail]", &longer)
        .has("FAIL", "hand-over", &["a day"]);
    for (wrong, parts) in [
        ("to = []", ["[archive.alarm] to", "list"]),
        (
            "to = [\"a@eksempel.no\", \"Arkivet <b@eksempel.no>\"]",
            ["“Arkivet <b@eksempel.no>”", "alone"],
        ),
        (
            "to = [\"a@b.no\"]\nafter_minutes = 0",
            ["after_minutes", "above zero"],
        ),
        ("to = [\"a@b.no\"]\nafter = 1", ["unknown field", "after"]),
    ] {
        let section = format!("[archive.alarm]\n{wrong}\n[mail]");
        installation
            .check_when("[mail]", &section)
            .has("FAIL", "configuration", &parts);
    }
    installation.app.work().await;
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_old_or_open_to_others_are_told_of() {
    let installation = Installation::start().await;
    let key = installation.file("client-key.pem");
    for (age, word, parts) in [
        (304, "ok", ["304 days old", ""]),
        (
            305,
            "warn",
            ["another 60 days", "[identity] client_key_file"],
        ),
        (364, "warn", ["another 1 day", "sendsikkert keys client"]),
        (
            365,
            "FAIL",
            ["valid for 365 days", "sendsikkert keys client"],
        ),
    ] {
        made_on(&key, Some(&days_ago(age)));
        installation.check().has(word, "client key", &parts);
    }
    made_on(&key, None);
    let checked = installation.check();
    checked.has("warn", "client key", &["does not say", "# made on"]);
    made_on(&key, Some("2999-01-01"));
    let checked = installation.check();
    checked.has("warn", "client key", &["still to come", "clock"]);
    made_on(&key, Some(&days_ago(1)));

    chmod(&key, 0o644);
    let portal_key = installation.file("portal-key");
    chmod(&portal_key, 0o640);
    let checked = installation.check();
    checked.has(
        "FAIL",
        "client key",
        &["every user", "mode 644", "chmod 600"],
    );
    checked.has("ok", "client key", &["1 day old"]);
    checked.has("warn", "portal key", &["the group", "chmod 600"]);
    chmod(&key, 0o600);
    chmod(&portal_key, 0o600);

    std::fs::write(&portal_key, "SENDSIKKERT-PORTAL-KEY-1-abc").unwrap();
    std::fs::write(installation.file("recipients.txt"), "AGE-SECRET-KEY-1X").unwrap();
    let checked = installation.check();
    checked.has("FAIL", "portal key", &["32 bytes", "safe"]);
    checked.has("FAIL", "recipients", &["PRIVATE key", "An archivist"]);
    checked.has("ok", "audit trail", &[]);
    assert!(!checked.out.contains("AGE-SECRET"));
    assert!(checked.err.contains("2 things fail"), "{}", checked.err);

    let receipt_key = installation.file("receipt-key");
    let text = std::fs::read_to_string(&receipt_key).unwrap();
    std::fs::write(&receipt_key, [text.as_str(), &text].concat()).unwrap();
    let checked = installation.check();
    checked.has("FAIL", "receipt key", &["stands there twice"]);
    assert!(!checked.out.contains("SENDSIKKERT-RECEIPT"));
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_that_can_t_be_written_to_are_told_of() {
    let installation = Installation::start().await;
    std::fs::write(installation.file("file"), "").unwrap();
    let checked = installation.check_when(r#"path = "blobs""#, r#"path = "file""#);
    checked.has("FAIL", "sealed files", &["is not a folder", "[blobs] path"]);
    let checked = installation.check_when(r#"path = "mail""#, r#"path = "file""#);
    checked.has(
        "FAIL",
        "mail",
        &["is not a folder", "[mail.transport] path"],
    );
    installation.finish().await;
}
