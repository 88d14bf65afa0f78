//! Lists, a page at a time.

use std::time::Duration;

use serde_json::Value;

use super::{Program, send};
use crate::support::TestApp;

/// Every id of a list, fetched in pages.
async fn pages(program: &Program, state: &str, limit: usize) -> Vec<String> {
    let mut ids = Vec::new();
    let mut after = String::new();
    loop {
        let path = format!("/v1/submissions?state={state}&limit={limit}{after}");
        let page = program.read(&path).await;
        let submissions = page["submissions"].as_array().unwrap();
        assert!(submissions.len() <= limit);
        for submission in submissions {
            assert_eq!(submission["state"], state);
            ids.push(submission["id"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else {
            assert_eq!(page["next"], Value::Null);
            return ids;
        };
        assert_eq!(submissions.len(), limit, "only the last page is short");
        after = format!("&after={next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_submission_stands_once_in_the_list_of_its_state() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    assert!(pages(&program, "waiting", 2).await.is_empty());
    let mut sent = Vec::new();
    for n in 0..7 {
        // Three of them in the same millisecond, which the id tells apart.
        if !(2..4).contains(&n) {
            app.advance(Duration::from_secs(1));
        }
        sent.push(send(&kari, &n.to_string()).await);
    }
    sent[1..4].sort();
    for limit in [1, 2, 3, 7, 200] {
        assert_eq!(pages(&program, "waiting", limit).await, sent, "{limit}");
    }

    // Answered in another order than sent.
    for id in [&sent[4], &sent[0], &sent[6]] {
        app.advance(Duration::from_secs(1));
        program.acknowledge(id).await;
    }
    for id in [&sent[5], &sent[2]] {
        app.advance(Duration::from_secs(1));
        program.send_back(id).await;
    }
    for limit in [1, 2, 100] {
        let waiting = pages(&program, "waiting", limit).await;
        assert_eq!(waiting, [sent[1].as_str(), &sent[3]]);
        let acknowledged = pages(&program, "acknowledged", limit).await;
        assert_eq!(acknowledged, [sent[4].as_str(), &sent[0], &sent[6]]);
        let returned = pages(&program, "returned", limit).await;
        assert_eq!(returned, [sent[5].as_str(), &sent[2]]);
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_during_a_round_keeps_nothing_from_the_next_page() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let mut sent = Vec::new();
    for n in 0..4 {
        app.advance(Duration::from_secs(1));
        sent.push(send(&kari, &n.to_string()).await);
    }
    let first = program.read("/v1/submissions?limit=2").await;
    for id in &sent[..2] {
        program.acknowledge(id).await;
    }
    let path = format!(
        "/v1/submissions?limit=2&after={}",
        first["next"].as_str().unwrap()
    );
    let second = program.read(&path).await;
    let ids: Vec<_> = second["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|submission| submission["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, &sent[2..]);
    assert_eq!(second["next"], Value::Null);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_known_when_a_submission_was_first_worked_on() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let [first, second] = [send(&kari, "a").await, send(&kari, "b").await];
    let shown = async |id: &str| program.read(&format!("/v1/submissions/{id}")).await;
    let figures = async || program.read("/v1/figures").await;
    let now = figures().await;
    assert_eq!((&now["waiting"], &now["fetched"]), (&2.into(), &0.into()));
    let oldest = now["oldest_waiting_at"].clone();
    assert_eq!(oldest, shown(&first).await["received_at"]);

    let manifest = format!("/v1/submissions/{first}/manifest");
    let looked = program.request(reqwest::Method::HEAD, &manifest);
    assert!(looked.send().await.unwrap().status().is_success());
    assert_eq!(
        shown(&first).await["fetched_at"],
        Value::Null,
        "looked at, not fetched"
    );
    program
        .get(&format!("/v1/submissions/{first}/documents/1"))
        .await;
    let fetched = shown(&first).await["fetched_at"].clone();
    assert_eq!(fetched, "2026-11-21T14:00:00+01:00");
    app.advance(Duration::from_hours(1));
    program.get(&manifest).await;
    assert_eq!(
        shown(&first).await["fetched_at"],
        fetched,
        "the first time counts"
    );
    assert_eq!(figures().await["fetched"], 1);

    program.acknowledge(&first).await;
    let now = figures().await;
    assert_eq!((&now["waiting"], &now["fetched"]), (&1.into(), &0.into()));
    assert_eq!(shown(&first).await["fetched_at"], fetched);
    program.send_back(&second).await;
    let now = figures().await;
    assert_eq!((&now["waiting"], &now["returned"]), (&0.into(), &1.into()));
    assert_eq!(now["oldest_waiting_at"], Value::Null);
    app.work().await;
    app.finish().await;
}
