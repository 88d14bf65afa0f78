//! schemathesis asks everything that the OpenAPI document allows, and much that it does not.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use sendsikkert::clock::Clock;

use super::{Program, send};
use crate::invitations::Letter;
use crate::support::{TestApp, Wishes};

/// The same questions every time.
const SEED: &str = "20261122";

/// The fields of a letter that a schema can't describe: check digits, a title that holds no such number, a time to come.
async fn letters(app: &TestApp) -> String {
    let mut ids = Vec::new();
    for _ in 0..3 {
        let made = Letter::to_person(0).register(app).await;
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let soon = Clock::System.now().after(Duration::from_hours(24));
    let end = soon.rfc3339();
    format!(
        r#"
        [dictionaries.invitations]
        values = {ids:?}
        [dictionaries.titles]
        values = ["Varsel om befaring", "Vedtak"]
        [dictionaries.ends]
        values = [{end:?}]
        [[operations]]
        include-path-regex = "/invitations/"
        [operations.parameters]
        "path.id" = {{ dictionary = "invitations", probability = 0.7 }}
        [[operations]]
        include-operation-id = "invite"
        [operations.checks.positive_data_acceptance]
        expected-statuses = ["2xx", 400, 401, 403, 409]
        [operations.parameters]
        "body.title" = {{ dictionary = "titles", probability = 0.7 }}
        "body.expires_at" = {{ dictionary = "ends", probability = 0.7 }}
        "#
    )
}

/// What it is told beside the document: real ids and codes, mixed with those that it makes up.
async fn settings(app: &TestApp, program: &Program) -> String {
    let kari = app.sender(0).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(send(&kari, "waiting").await);
        ids.push(send(&kari, "acknowledged").await);
        program.acknowledge(&ids[ids.len() - 1]).await;
        ids.push(send(&kari, "returned").await);
        program.send_back(&ids[ids.len() - 1]).await;
    }
    let mut settings = format!(
        r#"
        # A range may be well-formed and still begin behind the end.
        [checks.positive_data_acceptance]
        expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 416]
        [warnings]
        fail-on = true
        [dictionaries]
        ids.values = {ids:?}
        [parameters]
        "path.id" = {{ dictionary = "ids", probability = 0.7 }}
        "#
    );
    for operation in ["acknowledge", "sendBack"] {
        let id = send(&kari, operation).await;
        let code = program.code(&id).await;
        let written = write!(
            settings,
            r#"
            [dictionaries.id-to-{operation}]
            values = [{id:?}]
            [dictionaries.code-to-{operation}]
            values = [{code:?}]
            [[operations]]
            include-operation-id = "{operation}"
            [operations.parameters]
            "path.id" = {{ dictionary = "id-to-{operation}", probability = 0.7 }}
            "body.confirmation_code" = {{ dictionary = "code-to-{operation}", probability = 0.7 }}
            "#
        );
        written.unwrap();
    }
    settings
}

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "where the program is, is told by the environment"
)]
async fn the_portal_answers_as_it_is_described() {
    let Ok(schemathesis) = std::env::var("SCHEMATHESIS") else {
        println!("not asked: SCHEMATHESIS names no program (tests/run installs it)");
        return;
    };
    let app = TestApp::start_with(Wishes {
        // It waits for nobody's hand to move the time.
        clock: Some(Clock::System),
        ..Wishes::default()
    })
    .await;
    let program = Program::of(&app);
    let settings = settings(&app, &program).await + &letters(&app).await;
    let folder: PathBuf = app.folder.path().join("schemathesis");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("schemathesis.toml"), settings).unwrap();
    let mut command = Command::new(schemathesis);
    command
        .current_dir(folder)
        .args(["run", &format!("{}/openapi.json", program.url)])
        .args(["--header", &format!("Authorization: Bearer {}", app.token)])
        .args(["--checks", "all", "--continue-on-failure"])
        .args(["--seed", SEED, "--max-examples", "50"]);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{}", output.status);
    let waiting = program.read("/v1/figures").await["waiting"].clone();
    assert_eq!(waiting, 2, "of its answers some were taken");
    app.work().await;
    app.finish().await;
}
