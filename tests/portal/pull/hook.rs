//! The archive's own import.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Pulling, assert_whole, behind, command, events, names, run, send_letters};
use crate::support::relay::{Act, Relay};
use crate::support::{TestApp, files};

/// A program for `/bin/sh`.
pub(super) fn write_script(path: &Path, text: &str) {
    std::fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// How often a script noted something in a file.
fn times(path: &Path) -> usize {
    std::fs::read_to_string(path).map_or(0, |text| text.lines().count())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_gets_the_whole_folder_and_its_answer_reaches_the_portal() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let receipt = kari.send(&draft).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let hook = app.folder.path().join("import");
    write_script(
        &hook,
        r#"[ "$1" = "$SENDSIKKERT_FOLDER" ] && [ -s "$1/arkivmelding.xml" ] && [ -s "$1/manifest.json" ] || exit 3
[ "$#" = 1 ] && [ -s "$1/0001-brev.pdf" ] || exit 4
printf '%s\n' "$SENDSIKKERT_SUBMISSION $SENDSIKKERT_REFERENCE $SENDSIKKERT_JOURNAL_NUMBER" >"$0.log"
printf '{"case_number": "2026/12", "journal_number": "4711-1"}\n'"#,
    );
    let output = run(command(
        &archivist,
        &app,
        &["--hook", hook.to_str().unwrap()],
    ))
    .await;
    let told = events(&output);
    assert_eq!(
        names(&told),
        ["fetched", "imported", "acknowledged", "round"],
        "{told:?}"
    );
    let id = draft.rsplit('/').next().unwrap();
    assert_eq!(
        std::fs::read_to_string(hook.with_extension("log")).unwrap(),
        format!("{id} {} 2026/1\n", receipt.reference)
    );
    let asked = relay.asked();
    let answer: Value = serde_json::from_str(&asked.last().unwrap().body).unwrap();
    assert_eq!(answer["case_number"], "2026/12");
    assert_eq!(answer["journal_number"], "4711-1");
    assert_whole(&archivist.folders()[0]);
    assert_eq!(
        super::listed(&archivist.out).len(),
        2,
        "the folder and the lock; what was remembered is forgotten"
    );
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_says_no_is_asked_again_and_keeps_nobody_else_waiting() {
    let app = TestApp::start().await;
    send_letters(&app, 2).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let hook = app.folder.path().join("import");
    write_script(
        &hook,
        r#"echo "$SENDSIKKERT_JOURNAL_NUMBER" >>"$0.log"
[ "$SENDSIKKERT_JOURNAL_NUMBER" = 2026/2 ] || [ -e "$0.ready" ] || exit 7
echo "Imported, thank you.""#,
    );
    let pull = || {
        run(command(
            &archivist,
            &app,
            &["--hook", hook.to_str().unwrap()],
        ))
    };
    let output = pull().await;
    assert_eq!(output.status.code(), Some(1));
    let told = events(&output);
    assert_eq!(
        names(&told),
        [
            "fetched",
            "failed",
            "fetched",
            "imported",
            "acknowledged",
            "round"
        ]
    );
    let reason = told[1]["reason"].as_str().unwrap();
    assert!(
        reason.contains("the hook ended with exit code 7"),
        "{reason}"
    );
    let warning = told[3]["reason"].as_str().unwrap();
    assert!(warning.contains("acknowledged without them"), "{warning}");
    assert_eq!(
        told[5],
        json!({ "event": "round", "acknowledged": 1, "failed": 1 })
    );
    assert_eq!(archivist.waiting().await.len(), 1);

    // Nothing is fetched again but the manifest, whose code is needed.
    std::fs::write(hook.with_extension("ready"), "").unwrap();
    relay.plan(|_, _| Act::Pass);
    let output = pull().await;
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        names(&events(&output)),
        ["imported", "acknowledged", "round"]
    );
    let asked = relay.asked();
    let paths = asked
        .iter()
        .map(|asked| asked.path.rsplit('/').next().unwrap());
    assert_eq!(
        paths.collect::<Vec<_>>(),
        ["submissions", "manifest", "acknowledgement"]
    );
    assert_eq!(times(&hook.with_extension("log")), 3);
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_imported_is_not_imported_again_after_a_kill_before_the_acknowledgement() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let hook = app.folder.path().join("import");
    // Some archives take the folder away when they have it.
    write_script(
        &hook,
        "echo >>\"$0.log\"\nmv \"$1\" \"$0.taken\"\necho '{\"case_number\":\"2026/12\"}'",
    );
    let pull = || {
        command(
            &archivist,
            &app,
            &["--hook", hook.to_str().unwrap(), "--watch"],
        )
    };
    relay.plan(|_, asked| match asked.method.as_str() {
        "POST" => Act::Hold,
        _ => Act::Pass,
    });
    let pulling = Pulling::start(pull());
    relay.until(|asked| asked.method == "POST").await;
    pulling.kill().await;
    assert_eq!(times(&hook.with_extension("log")), 1);
    assert_eq!(app.archivist().waiting().await.len(), 1);

    relay.plan(|_, _| Act::Pass);
    let mut pulling = Pulling::start(pull());
    assert_eq!(pulling.event().await["event"], "acknowledged");
    let asked = relay.asked();
    let answer: Value = serde_json::from_str(&asked.last().unwrap().body).unwrap();
    assert_eq!(answer["case_number"], "2026/12", "it is remembered");
    pulling.ask_to_stop();
    assert_eq!(pulling.exit_code().await, Some(0));
    assert_eq!(times(&hook.with_extension("log")), 1);
    assert_whole(hook.with_extension("taken"));
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_second_import_runs_beside_one_whose_pull_was_killed() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let archivist = app.archivist();
    let hook = app.folder.path().join("import");
    let [begun, go_on] = ["begun", "go-on"].map(|name| app.folder.path().join(name));
    for pipe in [&begun, &go_on] {
        let made = std::process::Command::new("mkfifo").arg(pipe).status();
        assert!(made.unwrap().success());
    }
    // Tells that it has begun, and goes on when it is told to; the second time it does not wait.
    write_script(
        &hook,
        "[ -e \"$0.log\" ] && exec echo again >>\"$0.log\"\necho first >\"$0.log\"\n\
         dir=$(dirname \"$0\")\necho >\"$dir/begun\"\nread -r _ <\"$dir/go-on\"",
    );
    let pull = || command(&archivist, &app, &["--hook", hook.to_str().unwrap()]);
    let pulling = Pulling::start(pull());
    tokio::task::spawn_blocking(move || std::fs::read(begun).unwrap())
        .await
        .unwrap();
    let second = run(pull()).await;
    assert_eq!(second.status.code(), Some(5));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("in use by another pull"), "{said}");
    pulling.kill().await;
    assert_eq!(
        run(pull()).await.status.code(),
        Some(5),
        "the import runs, though its pull does not"
    );
    std::fs::write(&go_on, "\n").unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut code = Some(5);
    while code == Some(5) && Instant::now() < deadline {
        code = run(pull()).await.status.code();
    }
    assert_eq!(code, Some(0));
    assert_eq!(
        std::fs::read_to_string(hook.with_extension("log")).unwrap(),
        "first\nagain\n",
        "nobody was there to remember the first answer"
    );
    assert!(archivist.waiting().await.is_empty());
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_does_not_reach_the_import() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let archivist = app.archivist();
    let hook = app.folder.path().join("import");
    // The terminal's Ctrl-C goes to the whole process group of the pull.
    write_script(&hook, "kill -INT -\"$PPID\" && echo '{}'");
    let mut pull = command(
        &archivist,
        &app,
        &["--hook", hook.to_str().unwrap(), "--watch"],
    );
    std::os::unix::process::CommandExt::process_group(&mut pull, 0);
    pull.stdin(Stdio::null());
    let mut pulling = Pulling::start(pull);
    pulling.until("acknowledged").await;
    assert_eq!(pulling.exit_code().await, Some(0));
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_is_not_there_is_told_before_anything_is_fetched() {
    let app = TestApp::start().await;
    let archivist = app.archivist();
    for missing in ["/nowhere/import", "no-such-program-anywhere"] {
        let output = run(command(&archivist, &app, &["--hook", missing])).await;
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("there is no program"), "{said}");
    }
    app.finish().await;
}
