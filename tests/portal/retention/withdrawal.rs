//! The sender takes back what the archive has fetched nothing of.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use sendsikkert::submission::withdrawal::{self, Outcome};
use serde_json::{Value, json};

use super::{KARI, person, stored_of, withdraw};
use crate::api::{Program, problem, send};
use crate::audit::trail;
use crate::support::{TestApp, files};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_is_gone_but_for_its_entry() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let (id, other) = (send(&kari, "a").await, send(&kari, "b").await);
    let sent = program.read(&format!("/v1/submissions/{id}")).await;
    assert_eq!(stored_of(&app, &id).len(), 3);

    app.advance(Duration::from_mins(5));
    let page = withdraw(&kari, &id).await;
    assert_eq!(page.address, format!("/submissions/{id}/receipt"));
    assert!(stored_of(&app, &id).is_empty(), "at once");
    assert_eq!(stored_of(&app, &other).len(), 3, "and nothing else");
    assert_eq!(app.count("SELECT COUNT(*) FROM discarded_blobs").await, 0);

    let now = program.read(&format!("/v1/submissions/{id}")).await;
    let mut expected = sent.clone();
    expected["state"] = json!("withdrawn");
    assert_eq!(now, expected, "all else is as it was");
    let listed = async |state: &str| {
        let page = program
            .read(&format!("/v1/submissions?state={state}"))
            .await;
        let submissions = page["submissions"].as_array().unwrap().clone();
        let ids = submissions.into_iter().map(|each| each["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(listed("waiting").await, [json!(other)]);
    assert_eq!(listed("withdrawn").await, [json!(id)]);
    assert!(listed("returned").await.is_empty());
    let figures = program.read("/v1/figures").await;
    assert_eq!(
        [
            &figures["waiting"],
            &figures["fetched"],
            &figures["returned"]
        ],
        [&json!(1), &json!(0), &json!(0)]
    );

    // Withdrawn once more, it stays as it is: one letter, one entry in the trail.
    app.advance(Duration::from_mins(5));
    let owner = person(&app, KARI);
    for _ in 0..2 {
        let again = withdrawal::withdraw(&app.app.desk, &owner, id.parse().unwrap()).await;
        assert_eq!(again.unwrap(), Outcome::Withdrawn);
    }
    assert_eq!(program.read(&format!("/v1/submissions/{id}")).await, now);
    app.work().await;
    let mails = app.mails();
    assert_eq!(mails.len(), 3, "two receipts, and what became of the one");
    let (entries, _) = trail(&app).await;
    let noted: Vec<_> = entries.iter().filter(|e| e.action == "withdraw").collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].detail.object.as_deref(), Some(id.as_str()));
    assert_eq!(noted[0].person, owner.owner);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_is_told_that_it_is_gone() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    withdraw(&kari, &id).await;
    for part in ["manifest", "arkivmelding", "documents/1"] {
        let path = format!("/v1/submissions/{id}/{part}");
        let (status, code, _) = problem(program.get(&path).await).await;
        assert_eq!((status, code.as_str()), (410, "gone"), "{part}");
        let looked = program.request(Method::HEAD, &path).send().await.unwrap();
        assert_eq!(looked.status(), StatusCode::GONE);
        let known = program.request(Method::GET, &path);
        let known = known.header("If-None-Match", "*").send().await.unwrap();
        assert_eq!(known.status(), StatusCode::GONE);
    }
    let back = json!({ "confirmation_code": "x", "reason": "other", "text": "x" });
    for (way, answer) in [
        ("acknowledgement", json!({ "confirmation_code": "x" })),
        ("return", back),
    ] {
        let path = format!("/v1/submissions/{id}/{way}");
        let (status, code, _) = problem(program.post(&path, &answer).await).await;
        assert_eq!((status, code.as_str()), (409, "withdrawn"), "{way}");
    }
    let given = "SELECT COUNT(*) FROM audit WHERE action = 'fetch'";
    assert_eq!(app.count(given).await, 0, "nothing was given");
    // Two and a half hours later nobody is alarmed by it.
    app.advance(Duration::from_mins(150));
    let figures = program.read("/v1/figures").await;
    assert_eq!(figures["oldest_waiting_at"], Value::Null);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_fetched_in_any_part_can_not_be_withdrawn() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let owner = person(&app, KARI);
    for part in ["manifest", "arkivmelding", "documents/1"] {
        let id = send(&kari, "a").await;
        let address = format!("/submissions/{id}/withdraw");
        let asked = kari.browser.open(&address).await;
        let path = format!("/v1/submissions/{id}/{part}");
        let looked = program.request(Method::HEAD, &path).send().await.unwrap();
        assert!(looked.status().is_success(), "looked at is not fetched");
        assert!(program.get(&path).await.status().is_success());
        let page = kari.browser.submit(&asked, &address, &[]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{part}");
        let outcome = withdrawal::withdraw(&app.app.desk, &owner, id.parse().unwrap()).await;
        assert_eq!(outcome.unwrap(), Outcome::TooLate);
        let shown = program.read(&format!("/v1/submissions/{id}")).await;
        assert_eq!(shown["state"], "waiting");
        assert_eq!(stored_of(&app, &id).len(), 3);
        if part == "manifest" {
            program.acknowledge(&id).await;
        } else {
            program.send_back(&id).await;
        }
        let outcome = withdrawal::withdraw(&app.app.desk, &owner, id.parse().unwrap()).await;
        assert_eq!(outcome.unwrap(), Outcome::TooLate);
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_s_and_no_draft_is_withdrawn() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let id = send(&kari, "a").await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("b"))]).await;
    let draft = draft.trim_start_matches("/submissions/");
    let desk = &app.app.desk;
    let (owner, ola) = (person(&app, KARI), person(&app, "14908310072"));
    for (person, id) in [(&ola, id.as_str()), (&owner, draft), (&ola, draft)] {
        let outcome = withdrawal::withdraw(desk, person, id.parse().unwrap()).await;
        assert_eq!(outcome.unwrap(), Outcome::NotFound);
    }
    // Frozen, and not sent yet: it has a number, which can't be taken from it.
    let freeze = "UPDATE submissions SET frozen_at = 1 WHERE sent_at IS NULL";
    sqlx::query(freeze).execute(desk.db.pool()).await.unwrap();
    let outcome = withdrawal::withdraw(desk, &owner, draft.parse().unwrap()).await;
    assert_eq!(outcome.unwrap(), Outcome::NotYet);
    assert_eq!(app.blobs().len(), 4);
    let thaw = "UPDATE submissions SET frozen_at = NULL WHERE sent_at IS NULL";
    sqlx::query(thaw).execute(desk.db.pool()).await.unwrap();
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_withdrawing_and_fetching_at_once_one_wins() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let owner = person(&app, KARI);
    let mut won = [0, 0];
    for round in 0..24_usize {
        let id = send(&kari, "a").await;
        let program = Program::of(&app);
        let part = ["manifest", "arkivmelding", "documents/1"][round % 3];
        let path = format!("/v1/submissions/{id}/{part}");
        let fetch = async {
            // Half of the times the archive comes a little later.
            for _ in 0..(round % 2) * 20 * round {
                tokio::task::yield_now().await;
            }
            let response = program.get(&path).await;
            let status = response.status();
            // What was promised by its length comes whole, whoever deletes what.
            (status, response.bytes().await.unwrap().len())
        };
        let tasks = &app.app.desk.tasks;
        let (desk, owner, wanted) = (app.app.desk.clone(), owner.clone(), id.parse().unwrap());
        let withdrawing =
            tasks.spawn(async move { withdrawal::withdraw(&desk, &owner, wanted).await });
        let ((status, length), outcome) = tokio::join!(fetch, withdrawing);
        let shown = program.read(&format!("/v1/submissions/{id}")).await;
        let stored = stored_of(&app, &id).len();
        match outcome.unwrap().unwrap() {
            Outcome::Withdrawn => {
                won[0] += 1;
                assert_eq!(status, StatusCode::GONE, "{part}");
                assert_eq!((&shown["state"], stored), (&json!("withdrawn"), 0));
                assert_eq!(shown["fetched_at"], Value::Null);
            }
            Outcome::TooLate => {
                won[1] += 1;
                assert_eq!(status, StatusCode::OK, "{part}");
                assert!(length > 100);
                assert_eq!((&shown["state"], stored), (&json!("waiting"), 3));
                assert!(shown["fetched_at"].is_string());
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(won[0] + won[1], 24, "{won:?}");
    while app
        .count("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL")
        .await
        > 0
    {
        app.work().await;
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pull_passes_over_what_was_withdrawn_since_it_looked() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let gone = send(&kari, "a").await;
    app.advance(Duration::from_mins(1));
    let there = send(&kari, "b").await;
    // As if it had been withdrawn between the list and the fetching: the list still has it.
    withdraw(&kari, &gone).await;
    let relist = "UPDATE submissions SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL";
    let pool = app.app.desk.db.pool();
    sqlx::query(relist).execute(pool).await.unwrap();
    let archivist = app.archivist();
    assert_eq!(archivist.waiting().await.len(), 2);
    let output = archivist.pull().await;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    let lines: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line["event"].as_str().unwrap(), &line["submission"]))
        .collect();
    assert_eq!(
        told,
        [
            ("gone", &json!(gone)),
            ("fetched", &json!(there)),
            ("acknowledged", &json!(there)),
            ("round", &Value::Null),
        ]
    );
    assert_eq!(lines[3]["failed"], 0);
    app.work().await;
    app.finish().await;
}
