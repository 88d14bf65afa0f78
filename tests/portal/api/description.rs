//! The OpenAPI document and the portal say the same.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use super::{Program, problem, send};
use crate::invitations::Letter;
use crate::matrix;
use crate::support::TestApp;

/// Every operation: its method, its path, and what is said of it.
fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(|(method, operation)| {
            let method = method.to_uppercase().parse().unwrap();
            (method, path.clone(), operation.clone())
        })
    });
    all.collect()
}

async fn document(program: &Program) -> Value {
    let response = program.http.get(format!("{}/openapi.json", program.url));
    response.send().await.unwrap().json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn document_and_routes_agree() {
    let app = TestApp::start().await;
    let document = document(&Program::of(&app)).await;
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<_> = operations(&document)
        .into_iter()
        .map(|(method, path, _)| (method.to_string(), path))
        .collect();
    let routed: BTreeSet<_> = matrix::TABLE
        .iter()
        .filter(|(_, pattern, _)| pattern.starts_with("/api/"))
        .map(|(method, pattern, _)| {
            let method = if *method == "post" { "POST" } else { "GET" };
            (method.to_owned(), (*pattern).to_owned())
        })
        .collect();
    assert_eq!(described, routed);
    let schemes = document["components"]["securitySchemes"]
        .as_object()
        .unwrap();
    assert_eq!(
        schemes.keys().collect::<Vec<_>>(),
        ["maskinporten", "token"]
    );
    app.finish().await;
}

/// The codes of problems that the page for archivists lists.
fn listed_codes() -> BTreeSet<String> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/archive.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with("| Code | Status |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).unwrap().to_owned());
    cells
        .flat_map(|cell| {
            let codes = cell.split('`').skip(1).step_by(2);
            codes.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_is_explained_to_archivists() {
    let app = TestApp::start().await;
    let document = document(&Program::of(&app)).await;
    let mut codes: BTreeSet<_> = operations(&document)
        .iter()
        .flat_map(|(_, _, operation)| operation["responses"].as_object().unwrap().clone())
        .flat_map(|(_, answer)| {
            let problems = &answer["content"]["application/problem+json"]["examples"];
            let problems = problems.as_object().cloned().unwrap_or_default();
            problems.keys().cloned().collect::<Vec<_>>()
        })
        .collect();
    // Told where there is no operation.
    codes.insert("method-not-allowed".to_owned());
    assert_eq!(listed_codes(), codes);
    app.finish().await;
}

/// The path of an operation with its parameters filled in: required ones with what there is, optional ones
/// not at all.
fn address(path: &str, id: &str) -> String {
    let path = path.strip_prefix("/api").unwrap();
    path.replace("{id}", id).replace("{number}", "1")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_answered_as_it_is_described() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let document = document(&program).await;
    let stranger = program.with_token("sst_made-up");
    for (method, path, operation) in operations(&document) {
        let described = |status: u16| operation["responses"].get(status.to_string()).cloned();
        // A submission or an invitation of its own, since some operations change it.
        let (id, code) = if path.contains("/invitations/") {
            let letter = Letter::to_person(0).register(&app).await;
            (letter["id"].as_str().unwrap().to_owned(), String::new())
        } else {
            let id = send(&kari, &path).await;
            let code = program.code(&id).await;
            (id, code)
        };
        let mut request = program.request(method.clone(), &address(&path, &id));
        if let Some(body) = operation.get("requestBody") {
            request = request.json(&example(&document, body, &code));
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let expected = if operation["operationId"] == "invite" {
            201
        } else {
            200
        };
        assert_eq!(status, expected, "{method} {path}");
        let answer = described(expected).unwrap();
        for name in answer["headers"].as_object().into_iter().flatten() {
            assert!(
                response.headers().contains_key(name.0),
                "{path}: {}",
                name.0
            );
        }
        let media_type = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            answer["content"].get(&media_type).is_some(),
            "{path}: {media_type}"
        );

        if path == "/api/openapi.json" {
            continue;
        }
        let response = stranger
            .request(method.clone(), &address(&path, &id))
            .send();
        let (status, code, _) = problem(response.await.unwrap()).await;
        let codes = &described(status).unwrap()["content"]["application/problem+json"]["examples"];
        assert!(codes.get(&code).is_some(), "{path}: {code}");
        assert!(
            described(429).is_some() && described(500).is_some(),
            "{path}"
        );
    }
    app.work().await;
    app.finish().await;
}

/// A body made of the examples of its fields, with a code that counts.
fn example(document: &Value, body: &Value, code: &str) -> Value {
    let schema = &body["content"]["application/json"]["schema"]["$ref"];
    let pointer = schema.as_str().unwrap().strip_prefix('#').unwrap();
    let schema = document.pointer(pointer).unwrap();
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    let fields = schema["properties"].as_object().unwrap();
    let mut body = json!({});
    for (name, field) in fields {
        body[name] = match (field.get("example"), field["$ref"].as_str()) {
            (Some(example), _) => example.clone(),
            // One of a few words: the first.
            (None, Some(pointer)) => {
                let words = document.pointer(pointer.strip_prefix('#').unwrap());
                words.unwrap()["enum"][0].clone()
            }
            (None, None) => unreachable!("{name} has no example"),
        };
    }
    assert_eq!(schema["additionalProperties"], false);
    body["confirmation_code"] = json!(code);
    body
}
