//! What goes wrong is told in one form, and tells nothing else.

use reqwest::Method;
use serde_json::json;

use super::{Program, problem, send};
use crate::support::TestApp;
use crate::support::browser::header;

const CANARY: &str = "kanarifugl";

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_has_a_code_that_stays() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let submission = format!("/v1/submissions/{id}");
    let acknowledgement = format!("{submission}/acknowledgement");
    let (get, post) = (Method::GET, Method::POST);
    for (method, path, status, code) in [
        (
            &get,
            "/v1/submissions?state=kanarifugl",
            400,
            "invalid-parameter",
        ),
        (&get, "/v1/submissions?limit=0", 400, "invalid-parameter"),
        (
            &get,
            "/v1/submissions?after=kanarifugl",
            400,
            "invalid-parameter",
        ),
        (
            &get,
            "/v1/submissions?kanarifugl=1",
            400,
            "invalid-parameter",
        ),
        (&get, "/v1/kanarifugl", 404, "not-found"),
        (&get, "/v2/submissions", 404, "not-found"),
        (&get, "/v1/submissions/kanarifugl", 404, "not-found"),
        (&get, "/v1/submissions/%FF", 404, "not-found"),
        (&get, &format!("{submission}/documents/2"), 404, "not-found"),
        (
            &get,
            &format!("{submission}/documents/kanarifugl"),
            404,
            "not-found",
        ),
        (&get, &acknowledgement, 405, "method-not-allowed"),
        (&post, &submission, 405, "method-not-allowed"),
        (
            &Method::DELETE,
            "/v1/submissions",
            405,
            "method-not-allowed",
        ),
        (&Method::OPTIONS, "/openapi.json", 405, "method-not-allowed"),
        (&post, &acknowledgement, 415, "unsupported-media-type"),
    ] {
        let response = program.request(method.clone(), path).send().await.unwrap();
        let allow = header(&response, "allow").to_owned();
        let (found, kind, details) = problem(response).await;
        assert_eq!((found, kind.as_str()), (status, code), "{method} {path}");
        assert!(!details.to_string().contains(CANARY), "{details}");
        let expected = match (status, path == acknowledgement) {
            (405, true) => "POST",
            (405, false) => "GET, HEAD",
            _ => "",
        };
        assert_eq!(allow, expected, "{method} {path}");
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_can_t_be_read_is_told_what_is_wrong_and_not_repeated() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let path = format!("/v1/submissions/{id}/return");
    let large = json!({ "text": "x".repeat(70_000) }).to_string();
    for (body, status, code, detail) in [
        ("", 400, "invalid-body", "not JSON"),
        ("{kanarifugl", 400, "invalid-body", "line 1, column 2"),
        ("{}", 400, "invalid-body", "confirmation_code is missing"),
        (
            r#"{"confirmation_code":"kanarifugl"}"#,
            400,
            "invalid-body",
            "reason is missing",
        ),
        (
            r#"{"confirmation_code":"x","reason":"kanarifugl","text":"x"}"#,
            400,
            "invalid-body",
            "column",
        ),
        (r#"{"kanarifugl":1}"#, 400, "invalid-body", "unknown"),
        (&large, 413, "body-too-large", ""),
    ] {
        let request = program.request(Method::POST, &path).body(body.to_owned());
        let request = request.header("Content-Type", "application/json");
        let (found, kind, details) = problem(request.send().await.unwrap()).await;
        assert_eq!((found, kind.as_str()), (status, code), "{body:.40}");
        let told = details["detail"].as_str().unwrap_or_default();
        assert!(told.contains(detail), "{told}");
        assert!(!details.to_string().contains(CANARY), "{details}");
    }
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
    ] {
        let request = program.request(Method::POST, &path).body("{}");
        let response = request
            .header("Content-Type", media_type)
            .send()
            .await
            .unwrap();
        assert_eq!(problem(response).await.0, 415, "{media_type}");
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_told_nothing_of_what_there_is() {
    let app = TestApp::start().await;
    let stranger = Program::of(&app).with_token("sst_made-up");
    for (method, path) in [
        (Method::GET, "/v1/submissions?limit=0"),
        (Method::GET, "/v1/nothing"),
        (Method::DELETE, "/v1/submissions"),
        (Method::POST, "/v1/submissions/x/return"),
        (Method::POST, "/openapi.json"),
    ] {
        let response = stranger.request(method, path).send().await.unwrap();
        assert!(header(&response, "www-authenticate").starts_with("Bearer"));
        assert_eq!(problem(response).await.0, 401, "{path}");
    }
    app.finish().await;
}
