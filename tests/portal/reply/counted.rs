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

    /// The statements since a place in the log, sorted: each connection writes its own lines. What the worker does is
    /// no request's, nor is what belongs to a new connection, or to a session that has lasted for a while.
    fn statements(&self, since: usize) -> Vec<String> {
        let log = self.read();
        let (whole, _) = log
            .get(since..)
            .unwrap()
            .rsplit_once('\n')
            .unwrap_or_default();
        let events = whole
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let statements = events.filter(|event| event["target"] == "sqlx::query");
        let mut all: Vec<_> = statements
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
            .collect();
        all.sort();
        all
    }

    /// The statements of one request. Their lines may come a moment after the answer, so they are waited for; one too
    /// many is found here or among the next request's.
    async fn made_by(
        &self,
        browser: &Browser,
        (tried, at): (Try, (&str, &str)),
        are_all: impl Fn(&[String]) -> bool,
    ) -> Vec<String> {
        let since = self.read().len();
        tried.at(browser, at).await;
        let begun = std::time::Instant::now();
        loop {
            let made = self.statements(since);
            if are_all(&made) || begun.elapsed().as_secs() > 10 {
                return made;
            }
            tokio::task::yield_now().await;
        }
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
        // The link is looked up last, where a number can be read at all.
        let last = if matches!(tried, Try::For("12")) {
            "sessions"
        } else {
            "invitations"
        };
        let is_there = |made: &[String]| made.iter().any(|statement| statement.contains(last));
        let usual = log.made_by(&ola.browser, (tried, at), is_there).await;
        assert!(is_there(&usual), "{usual:?}");
        for path in &paths {
            let asked = (tried, (path.as_str(), csrf.as_str()));
            let made = log.made_by(&ola.browser, asked, |made| made == usual).await;
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
