//! How much work a link makes, counted in the program's own log; and what that log says of letters.

use std::fs::File;
use std::path::PathBuf;

use sendsikkert::clock::Clock;
use serde_json::Value;

use super::journey::{begin, complete};
use super::wrong::{Try, made_up, tells_nothing};
use super::{Archive, Letter, letter, to_organisation, to_person, token_of};
use crate::representation::{BYGG, KARI, KOMMUNE};
use crate::support::browser::Browser;
use crate::support::process::Demo;

/// A log that is being written.
struct Log(PathBuf);

impl Log {
    fn read(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }

    /// The statements that one request makes, in order. What the worker does beside it is not the request's, nor is
    /// what belongs to a new connection, or to a session that has lasted for a while.
    async fn statements(&self, browser: &Browser, tried: Try, at: (&str, &str)) -> Vec<String> {
        let before = self.read().len();
        tried.at(browser, at).await;
        let log = self.read();
        let events = log.get(before..).unwrap().lines();
        let events: Vec<Value> = events
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let requests = events.iter().filter(|event| event["message"] == "request");
        assert_eq!(
            requests.count(),
            1,
            "the line of the request is written before the answer"
        );
        let statements = events
            .iter()
            .filter(|event| event["target"] == "sqlx::query");
        statements
            .map(|event| event["db.statement"].as_str().unwrap().to_owned())
            .filter(|statement| {
                ![
                    "outbox",
                    "frozen_at",
                    "sent_at",
                    "PRAGMA",
                    "UPDATE sessions",
                ]
                .iter()
                .any(|word| statement.contains(word))
            })
            .collect()
    }
}

/// A letter to Ola whose time is over.
async fn expired(archive: &Archive) -> Letter {
    let soon = Clock::System.now().after(std::time::Duration::from_secs(2));
    let expired = archive
        .register(&letter(&to_person("14908310072"), &soon.rfc3339()))
        .await;
    while archive.show(&expired).await["state"] != "expired" {}
    expired
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_makes_the_same_statements_and_none_stands_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log(folder.path().join("log"));
    let file = File::create(&log.0).unwrap();
    let demo = Demo::start_with_log(
        folder.path(),
        "info,sqlx=debug,sendsikkert=trace",
        file.into(),
    );
    let token = std::fs::read_to_string(folder.path().join("archive-token")).unwrap();
    let archive = Archive::new(&demo.url, &token);
    let month = Clock::System
        .now()
        .after(std::time::Duration::from_hours(720));
    let to = async |recipient: Value| {
        archive
            .register(&letter(&recipient, &month.rfc3339()))
            .await
    };
    let revoked = to(to_person("14908310072")).await;
    archive.revoke(&revoked).await;
    let letters = [
        to(to_person(KARI)).await,
        to(to_organisation(KOMMUNE)).await,
        expired(&archive).await,
        revoked,
    ];
    let mut paths = made_up();
    paths.extend(letters.iter().map(|letter| letter.path.clone()));

    let ola = demo.sender(1).await;
    let csrf = ola.browser.open("/submissions").await.csrf();
    for tried in [
        Try::Open,
        Try::Head,
        Try::AsPerson,
        Try::For(BYGG),
        Try::For("12"),
    ] {
        let at = (paths[0].as_str(), csrf.as_str());
        let usual = log.statements(&ola.browser, tried, at).await;
        assert!(
            usual.iter().any(|statement| statement.contains("sessions")),
            "{usual:?}"
        );
        for path in &paths {
            let made = log.statements(&ola.browser, tried, (path, &csrf)).await;
            assert_eq!(made, usual, "{tried:?} {path}");
        }
    }

    // And what is told of them, and of one that is answered.
    let kari = demo.sender(0).await;
    let draft = begin(&kari, &letters[0].path).await;
    complete(&kari, &draft).await;
    kari.send(&draft).await;
    let strangers = Browser::new(&demo.url);
    strangers.get(&letters[0].path).await;
    demo.kill();
    let log = log.read();
    assert!(log.contains("\"http.route\":\"/reply/{token}\""));
    assert!(tells_nothing(&log));
    for path in &paths {
        let token = token_of(path);
        assert!(token.len() < 9 || !log.contains(token), "{token}");
        assert!(
            token.len() < 9 || !log.contains(&token.replace('-', "")),
            "{token}"
        );
    }
}
