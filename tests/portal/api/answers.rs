//! Acknowledgements and returns.

use serde_json::{Value, json};

use super::{Program, problem, send};
use crate::support::TestApp;

/// What a second and third acknowledgement are answered with.
#[tokio::test(flavor = "multi_thread")]
async fn numbers_may_come_later_and_stay() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let code = program.code(&id).await;
    let path = format!("/v1/submissions/{id}/acknowledgement");
    for (case, journal, status) in [
        (Value::Null, Value::Null, 200),
        (Value::Null, Value::Null, 200),
        (json!("2026/587"), Value::Null, 200),
        (json!("2026/588"), Value::Null, 409),
        (json!("2026/587"), json!("2026/1234"), 200),
        (Value::Null, json!("2026/1235"), 409),
        (Value::Null, Value::Null, 200),
        (json!("2026/587"), json!("2026/1234"), 200),
    ] {
        let answer =
            json!({ "confirmation_code": code, "case_number": case, "journal_number": journal });
        let response = program.post(&path, &answer).await;
        assert_eq!(response.status().as_u16(), status, "{case} {journal}");
        if status == 200 {
            let now: Value = response.json().await.unwrap();
            assert_eq!(
                (&now["id"], &now["state"]),
                (&json!(id), &json!("acknowledged"))
            );
        } else {
            assert_eq!(problem(response).await.1, "answered-otherwise");
        }
    }
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'answer' AND result = 'acknowledged'";
    assert_eq!(app.count(noted).await, 3, "what changes something is noted");
    let again = "SELECT COUNT(*) FROM audit WHERE action = 'answer' AND result = 'known'";
    assert_eq!(app.count(again).await, 3, "and what is said once more");
    let refused =
        "SELECT COUNT(*) FROM audit WHERE action = 'answer' AND result = 'answered-otherwise'";
    assert_eq!(app.count(refused).await, 2);

    let back = json!({ "confirmation_code": code, "reason": "other", "text": "x" });
    let response = program
        .post(&format!("/v1/submissions/{id}/return"), &back)
        .await;
    assert_eq!(problem(response).await.0, 409);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_repeated_and_not_changed() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let code = program.code(&id).await;
    let path = format!("/v1/submissions/{id}/return");
    for (reason, text, status) in [
        ("unreadable", "Side 2 mangler", 200),
        ("unreadable", "Side 2 mangler", 200),
        ("unreadable", "Side 3 mangler", 409),
        ("incomplete", "Side 2 mangler", 409),
    ] {
        let answer = json!({ "confirmation_code": code, "reason": reason, "text": text });
        let response = program.post(&path, &answer).await;
        assert_eq!(response.status().as_u16(), status, "{reason} {text}");
    }
    let answer = json!({ "confirmation_code": code });
    let response = program
        .post(&format!("/v1/submissions/{id}/acknowledgement"), &answer)
        .await;
    assert_eq!(problem(response).await.1, "answered-otherwise");
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'answer' AND result = 'returned'";
    assert_eq!(app.count(noted).await, 1);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_answers_at_once_one_is_kept() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let code = program.code(&id).await;
    let answers = (0..12).map(|n| {
        let (program, id, code) = (&program, &id, &code);
        async move {
            let (path, answer) = if n % 2 == 0 {
                let answer =
                    json!({ "confirmation_code": code, "case_number": format!("2026/{n}") });
                ("acknowledgement", answer)
            } else {
                (
                    "return",
                    json!({ "confirmation_code": code, "reason": "other", "text": n.to_string() }),
                )
            };
            let path = format!("/v1/submissions/{id}/{path}");
            program.post(&path, &answer).await.status().as_u16()
        }
    });
    let mut statuses = futures_util::future::join_all(answers).await;
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(
        statuses[1..].iter().all(|status| *status == 409),
        "{statuses:?}"
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_have_bounds_and_they_are_told() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let code = program.code(&id).await;
    let long = "æ".repeat(2001);
    for (path, field, value) in [
        ("return", "text", json!("")),
        ("return", "text", json!(long)),
        ("return", "text", json!("linje\nlinje")),
        ("return", "text", json!("\u{0}")),
        ("acknowledgement", "case_number", json!("")),
        ("acknowledgement", "case_number", json!("x".repeat(65))),
        ("acknowledgement", "journal_number", json!("\u{85}")),
        (
            "acknowledgement",
            "confirmation_code",
            json!("x".repeat(201)),
        ),
    ] {
        let mut answer = json!({ "confirmation_code": code });
        if path == "return" {
            answer["reason"] = json!("other");
        }
        answer[field] = value;
        let response = program
            .post(&format!("/v1/submissions/{id}/{path}"), &answer)
            .await;
        let (status, kind, details) = problem(response).await;
        assert_eq!((status, kind.as_str()), (400, "invalid-body"), "{field}");
        assert!(
            details["detail"].as_str().unwrap().starts_with(field),
            "{details}"
        );
    }
    let longest = "æ".repeat(2000);
    let answer = json!({ "confirmation_code": code, "reason": "other", "text": longest });
    let response = program
        .post(&format!("/v1/submissions/{id}/return"), &answer)
        .await;
    assert_eq!(response.status(), 200);
    app.work().await;
    app.finish().await;
}
