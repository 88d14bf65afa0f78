//! Who can pull, as it is found, and the commands that change it.

use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use sendsikkert::clock::Clock;
use sendsikkert::identity::archive_access::token;

use super::installation::Installation;
use crate::support::maskinporten::Maskinporten;

/// Runs `sendsikkert token …`.
fn token_command(config: &Path, arguments: &[&str]) -> Output {
    let [what, rest @ ..] = arguments else {
        panic!("what?")
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.args(["token", what, "--config"]).arg(config);
    command.args(rest).output().unwrap()
}

/// What it prints when it succeeds.
fn said(config: &Path, arguments: &[&str]) -> String {
    let output = token_command(config, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it complains of.
fn complaint(config: &Path, arguments: &[&str]) -> String {
    let output = token_command(config, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_made_listed_and_revoked_on_the_command_line() {
    let installation = Installation::start().await;
    let config = installation.write();
    let made = said(&config, &["create", "--name", "arkiv"]);
    let secret = made.trim_end();
    assert!(secret.starts_with("sst_") && !secret.contains('\n'));
    let expires = ["--expires", "90d"];
    said(
        &config,
        &[
            &["create", "--name", "leser", "--scope", "read"],
            &expires[..],
        ]
        .concat(),
    );
    let url = format!("{}/api/v1/submissions", installation.app.url);
    let status = async |token: &str| {
        let http = reqwest::Client::builder().build().unwrap();
        let answer = http.get(&url).bearer_auth(token).send().await.unwrap();
        answer.status().as_u16()
    };
    assert_eq!(status(secret).await, 200);

    let list = said(&config, &["list"]);
    let rows: Vec<Vec<&str>> = list
        .lines()
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|c| !c.is_empty())
                .collect()
        })
        .collect();
    let heading = "NAME ID SCOPES STATE MADE EXPIRES REVOKED LAST USED";
    assert_eq!(rows[0].join(" "), heading);
    let of = |name: &str| rows.iter().find(|row| row[0] == name).unwrap();
    assert_eq!(of("arkiv")[2..4], ["read write", "in force"]);
    assert_eq!(of("leser")[2..4], ["read", "in force"]);
    assert_eq!(of("arkiv")[7], "2026-11-21", "by the portal's clock");
    assert_eq!(of("leser")[7], "-");
    let day = |days: u64| Clock::System.now().after(Duration::from_hours(24 * days));
    assert!(of("leser")[5].starts_with(&day(90).norwegian_date()));
    assert!(of("arkiv")[5].starts_with(&day(365).norwegian_date()));
    assert!(!list.contains(secret) && !list.contains("sst_"));

    assert!(said(&config, &["revoke", "arkiv"]).starts_with("Revoked: 1."));
    assert_eq!(status(secret).await, 401);
    said(&config, &["revoke", of("leser")[1]]);
    let list = said(&config, &["list"]);
    assert_eq!(list.matches("revoked").count(), 2, "{list}");

    for (wrong, complains) in [
        (&["revoke", "arkiv"] as &[&str], "token list"),
        (&["create", "--name", "test"], "a token named test already"),
        (
            &["create", "--name", "x", "--expires", "1097d"],
            "three years",
        ),
        (
            &["create", "--name", "x", "--expires", "2020-01-01"],
            "day to come",
        ),
        (&["create", "--name", "x", "--expires", "soon"], "as 90d"),
        (
            &["create", "--name", "x", "--scope", "all"],
            "read or write",
        ),
        (&["create"], "--name"),
    ] {
        let complaint = complaint(&config, wrong);
        assert!(complaint.contains(complains), "{wrong:?}: {complaint}");
    }
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_end_soon_or_never_and_nobody_s_access_are_told_of() {
    let installation = Installation::start().await;
    let db = &installation.app.app.desk.db;
    let clock = Clock::System;
    token::revoke(db, &clock, "test").await.unwrap();
    let checked = installation.check();
    checked.has(
        "warn",
        "archive access",
        &["nobody can pull", "token create"],
    );

    let order = |name, days: u64| token::Order {
        expires_at: clock.now().after(Duration::from_hours(24 * days)),
        ..token::Order::for_a_year(name, &clock)
    };
    token::create(db, &clock, &order("arkiv", 32))
        .await
        .unwrap();
    let checked = installation.check();
    checked.has("ok", "archive access", &["1 token of our own in force"]);
    token::create(db, &clock, &order("gammel", 29))
        .await
        .unwrap();
    let checked = installation.check();
    checked.has(
        "warn",
        "archive access",
        &["the token of gammel expires", "token revoke"],
    );
    token::revoke(db, &clock, "gammel").await.unwrap();
    sqlx::query(
        "INSERT INTO archive_tokens (id, name, hash, created_at) VALUES ('evig', 'evig', 'x', 0)",
    )
    .execute(db.pool())
    .await
    .unwrap();
    let checked = installation.check();
    checked.has(
        "warn",
        "archive access",
        &["the token of evig never expires"],
    );
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn maskinporten_s_keys_are_looked_at_where_its_tokens_are_taken() {
    let installation = Installation::start().await;
    let maskinporten = Maskinporten::start(&Clock::System);
    let db = &installation.app.app.desk.db;
    token::revoke(db, &Clock::System, "test").await.unwrap();
    let section = format!(
        "[archive.maskinporten]\nissuer = \"{}\"\nread_scope = \"eksempel:sendsikkert.read\"\n\
         write_scope = \"eksempel:sendsikkert.write\"\n[mail]",
        maskinporten.issuer
    );
    installation.change("[mail]", &section);
    let checked = installation.check();
    checked.has("ok", "archive access", &["by Maskinporten alone"]);
    assert!(
        checked.out.contains("Maskinporten publishes 1 key"),
        "{}",
        checked.out
    );
    maskinporten.answers(Some(503));
    let checked = installation.check();
    let out = &checked.out;
    assert!(
        out.contains("FAIL  archive access    reading Maskinporten's metadata"),
        "{out}"
    );
    assert_eq!(checked.code, 1);
    let checked =
        installation.check_when("eksempel:sendsikkert.write", "eksempel:sendsikkert.read");
    checked.has("FAIL", "configuration", &["two different scopes"]);
    maskinporten.finish().await;
    installation.finish().await;
}
