//! schemathesis asks everything that the OpenAPI document allows, and much that it does not.

use std::process::Command;

use sendsikkert::clock::Clock;

use super::{Program, send};
use crate::support::{TestApp, Wishes};

/// The same questions every time.
const SEED: &str = "20261122";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs schemathesis, which tests/run installs; SCHEMATHESIS names the program"]
#[expect(
    clippy::disallowed_methods,
    reason = "where the program is, is told by the environment"
)]
async fn the_portal_answers_as_it_is_described() {
    let schemathesis = std::env::var("SCHEMATHESIS").unwrap();
    let app = TestApp::start_with(Wishes {
        // It asks for minutes, and time must pass for it.
        clock: Some(Clock::System),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    for n in 0..2 {
        send(&kari, &format!("waiting {n}")).await;
        program
            .acknowledge(&send(&kari, "acknowledged").await)
            .await;
        program.send_back(&send(&kari, "returned").await).await;
    }
    let mut command = Command::new(schemathesis);
    command
        .current_dir(app.folder.path())
        .args(["run", &format!("{}/openapi.json", program.url)])
        .args(["--header", &format!("Authorization: Bearer {}", app.token)])
        .args(["--checks", "all", "--seed", SEED])
        .args(["--max-examples", "40", "--continue-on-failure"]);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    app.work().await;
    app.finish().await;
}
