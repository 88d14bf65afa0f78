//! A portal, or what stands before it, that tells what is not so.

use serde_json::{Value, json};

use super::{assert_whole, behind, command, events, run};
use crate::support::relay::{Act, Asked, Relay};
use crate::support::{TestApp, files};

fn is_list(asked: &Asked) -> bool {
    asked.path.ends_with("/submissions")
}

/// Sends as many letters as there are names.
async fn send(app: &TestApp, names: &[&str]) {
    let kari = app.sender(0).await;
    for name in names {
        let draft = kari.prepare(&[("brev.pdf", &files::pdf(name))]).await;
        kari.send(&draft).await;
    }
}

/// Why the one that failed did.
fn reason(output: &std::process::Output) -> String {
    let told = events(output);
    let failed = told.iter().find(|event| event["event"] == "failed");
    failed.unwrap()["reason"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_has_no_end_is_left() {
    let app = TestApp::start().await;
    send(&app, &["a"]).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let listed = archivist.waiting().await;
    for in_circles in [true, false] {
        let listed = listed.clone();
        relay.plan(move |n, asked| {
            let next = if in_circles { n % 2 } else { n };
            let page = json!({ "submissions": listed, "next": next.to_string() });
            if is_list(asked) {
                Act::Say(200, page.to_string())
            } else {
                Act::Answer(500, "")
            }
        });
        let output = run(command(&archivist, &app, &[])).await;
        assert_eq!(output.status.code(), Some(3));
        assert_eq!(relay.asked().len(), 3, "two pages and a manifest");
    }
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_portal_says_gives_a_terminal_no_orders() {
    let app = TestApp::start().await;
    send(&app, &["a"]).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let problem = json!({
        "title": "\u{1b}[2J\u{9b}31mred",
        "detail": format!("\u{202e}\u{2066}\u{200b}\r\nnew{}", "x".repeat(10_000)),
    });
    relay.plan(move |_, asked| {
        if asked.path.ends_with("/manifest") {
            Act::Say(500, problem.to_string())
        } else {
            Act::Pass
        }
    });
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(1));
    let reason = reason(&output);
    assert!(reason.contains("[2J31mred: newxxx"), "{reason}");
    assert!(reason.chars().count() < 600, "{reason}");
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_submission_is_neither_kept_nor_acknowledged() {
    let app = TestApp::start().await;
    send(&app, &["a", "b"]).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let listed = archivist.waiting().await;
    let (first, second) = (listed[0].clone(), listed[1].clone());
    let part = |one: &Value| format!("{}/arkivmelding", one["id"].as_str().unwrap());
    let mut renamed = first.clone();
    renamed["reference"] = second["reference"].clone();
    for (path, act, said) in [
        (
            part(&first),
            Act::Instead(format!("/api/v1/submissions/{}", part(&second))),
            "arkivmelding.xml is not the one",
        ),
        (
            "submissions".to_owned(),
            Act::Say(200, json!({ "submissions": [renamed] }).to_string()),
            "another reference or journal number",
        ),
    ] {
        relay.plan(move |_, asked| {
            if asked.path.ends_with(&path) {
                act.clone()
            } else if asked.path.ends_with("/acknowledgement") {
                Act::Answer(500, "")
            } else {
                Act::Pass
            }
        });
        let output = run(command(&archivist, &app, &[])).await;
        assert_eq!(output.status.code(), Some(1));
        let reason = reason(&output);
        assert!(reason.contains(said), "{reason}");
    }
    let folders = archivist.folders();
    assert_eq!(folders.len(), 1, "the other's alone");
    assert_whole(&folders[0]);
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_changed_is_not_acknowledged() {
    let app = TestApp::start().await;
    send(&app, &["a"]).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    relay.plan(|_, asked| {
        if asked.path.ends_with("/acknowledgement") {
            Act::Answer(500, "")
        } else {
            Act::Pass
        }
    });
    run(command(&archivist, &app, &[])).await;
    relay.plan(|_, _| Act::Pass);
    for name in ["arkivmelding.xml", "manifest.json"] {
        let path = std::path::Path::new(&archivist.folders()[0]).join(name);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let output = run(command(&archivist, &app, &[])).await;
        assert_eq!(output.status.code(), Some(1));
        let reason = reason(&output);
        assert!(reason.contains("is changed"), "{reason}");
        std::fs::write(&path, whole).unwrap();
    }
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(0));
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_in_the_output_folder_lead_nowhere() {
    let app = TestApp::start().await;
    send(&app, &["a"]).await;
    let archivist = app.archivist();
    let listed = archivist.waiting().await;
    let reference = listed[0]["reference"].as_str().unwrap();
    let unfinished = archivist.out.join(format!(".2026-000001-{reference}.part"));
    let elsewhere = app.folder.path().join("elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    std::fs::create_dir_all(&archivist.out).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &unfinished).unwrap();
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(reason(&output).contains("is a link"), "{}", reason(&output));
    std::fs::remove_file(&unfinished).unwrap();

    std::fs::create_dir_all(&unfinished).unwrap();
    let precious = elsewhere.join("precious");
    std::fs::write(&precious, "precious").unwrap();
    let names = [
        ".1.age",
        ".1.etag",
        ".1.plain",
        "0001-brev.pdf",
        "manifest.json",
    ];
    for name in names {
        std::os::unix::fs::symlink(&precious, unfinished.join(name)).unwrap();
    }
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&precious).unwrap(), "precious");
    assert_eq!(crate::support::files_below(&elsewhere).len(), 1);
    let folder = archivist.folders().remove(0);
    assert_whole(&folder);
    for entry in std::fs::read_dir(&folder).unwrap() {
        assert!(entry.unwrap().file_type().unwrap().is_file());
    }
    app.work().await;
    app.finish().await;
}
