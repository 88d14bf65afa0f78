//! Networks that break, disks that are full, power cuts, and a portal that is not there.

use serde_json::json;

use super::{Pulling, assert_whole, behind, command, events, listed, names, run, send_letters};
use crate::support::process::free_port;
use crate::support::relay::{Act, Relay};
use crate::support::{TestApp, archive_identity, files};

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_request_the_next_pull_finishes() {
    for held in [Act::Hold, Act::HoldAnswer] {
        let app = TestApp::start().await;
        let kari = app.sender(0).await;
        for name in ["a", "b"] {
            let documents: [(&str, &[u8]); 2] = [
                ("brev.pdf", &files::pdf(name)),
                ("bilde.jpg", &files::jpeg_of(150_000)),
            ];
            let draft = kari.prepare(&documents).await;
            kari.send(&draft).await;
        }
        let relay = Relay::before(&app.url);
        let archivist = behind(&relay, &app);
        let hook = app.folder.path().join("import");
        super::hook::write_script(&hook, "echo \"$SENDSIKKERT_SUBMISSION\" >>\"$0.log\"");
        let mut kills = 0;
        // Each time one request later, until there is none any more that could be held.
        for at in 0.. {
            let act = held.clone();
            relay.plan(move |n, _| if n == at { act.clone() } else { Act::Pass });
            let mut pulling = Pulling::start(command(
                &archivist,
                &app,
                &["--hook", hook.to_str().unwrap()],
            ));
            let ended = tokio::select! {
                ended = pulling.child.wait() => Some(ended.unwrap()),
                () = relay.until_number(at) => None,
            };
            // What is acknowledged lies there whole.
            let acknowledged = 2 - app.archivist().waiting().await.len();
            let folders = archivist.folders();
            assert!(acknowledged <= folders.len());
            folders.iter().for_each(assert_whole);
            if let Some(status) = ended {
                assert_eq!(status.code(), Some(0));
                break;
            }
            pulling.kill().await;
            kills += 1;
        }
        assert!(kills >= 3, "{kills}");
        assert!(archivist.waiting().await.is_empty());
        assert_eq!(archivist.folders().len(), 2);
        assert_eq!(listed(&archivist.out).len(), 3, "nothing is left over");
        let log = std::fs::read_to_string(hook.with_extension("log")).unwrap();
        assert_eq!(log.lines().count(), 2, "each was imported once: {log}");
        relay.finish().await;
        app.work().await;
        app.finish().await;
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_looks_into_the_folder_that_it_makes() {
    use std::os::unix::fs::PermissionsExt as _;
    let app = TestApp::start().await;
    let archivist = app.archivist();
    let mode = || std::fs::metadata(&archivist.out).unwrap().permissions();
    assert_eq!(archivist.pull().await.status.code(), Some(0));
    assert_eq!(mode().mode() & 0o777, 0o700);
    // Of one that is there, whoever made it has decided.
    std::fs::set_permissions(&archivist.out, std::fs::Permissions::from_mode(0o750)).unwrap();
    assert_eq!(archivist.pull().await.status.code(), Some(0));
    assert_eq!(mode().mode() & 0o777, 0o750);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_broke_off_goes_on_where_it_was() {
    const FIRST: usize = 100_000;
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letter = files::pdf_of(400_000);
    let draft = kari.prepare(&[("brev.pdf", &letter)]).await;
    kari.send(&draft).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    let mut broken = 0;
    relay.plan(move |_, asked| {
        let document = asked.path.ends_with("/documents/1");
        broken += usize::from(document);
        match (document, broken) {
            (true, 1) => Act::BreakAfter(FIRST),
            (true, _) => Act::Hold,
            _ => Act::Pass,
        }
    });
    let pulling = Pulling::start(command(&archivist, &app, &[]));
    let range = format!("bytes={FIRST}-");
    relay.until(|asked| asked.range == range).await;
    // Killed with a part on the disk.
    pulling.kill().await;
    relay.plan(|_, _| Act::Pass);
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(0));
    let asked = relay.asked();
    let again: Vec<_> = asked
        .iter()
        .filter(|asked| asked.path.ends_with("/documents/1"))
        .collect();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].range, range);
    assert!(again[0].if_range.len() == 66, "a tag of SHA-256");
    assert_whole(&archivist.folders()[0]);
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_was_damaged_on_the_disk_is_fetched_again() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let archivist = app.archivist();
    for (number, whole) in [(1, false), (2, true)] {
        let draft = kari.prepare(&[("brev.pdf", &files::pdf_of(300_000))]).await;
        let receipt = kari.send(&draft).await;
        let id = draft.rsplit('/').next().unwrap();
        let sealed = archivist.download(&format!("/{id}/documents/1")).await;
        let tag = crate::support::browser::header(&sealed, "etag").to_owned();
        // As a power cut leaves it: the length is there, the bytes are not.
        let mut part = sealed.bytes().await.unwrap().to_vec();
        part[50_000..60_000].fill(0);
        part.truncate(if whole { part.len() } else { 100_000 });
        let name = format!(".2026-{number:06}-{}.part", receipt.reference);
        let unfinished = archivist.out.join(name);
        std::fs::create_dir_all(&unfinished).unwrap();
        std::fs::write(unfinished.join(".1.age"), &part).unwrap();
        std::fs::write(unfinished.join(".1.etag"), &tag).unwrap();
        let output = run(command(&archivist, &app, &[])).await;
        assert_eq!(output.status.code(), Some(0));
    }
    assert_eq!(archivist.folders().len(), 2);
    archivist.folders().iter().for_each(assert_whole);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_outlives_the_portal_s_absence_and_tells_it_once() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    relay.plan(|n, _| match n {
        0 => Act::Answer(503, ""),
        1 => Act::Answer(502, ""),
        _ => Act::Pass,
    });
    let mut pulling = Pulling::start(command(&archivist, &app, &["--watch", "1"]));
    let waiting = pulling.event().await;
    assert_eq!(waiting["event"], "waiting");
    assert_eq!(waiting["seconds"], 1);
    let reason = waiting["reason"].as_str().unwrap();
    assert!(reason.contains("can't be reached"), "{reason}");
    let mut told = Vec::new();
    for _ in 0..4 {
        let event = pulling.event().await;
        told.push(event["event"].as_str().unwrap().to_owned());
    }
    assert_eq!(told, ["fetched", "acknowledged", "resumed", "round"]);
    pulling.ask_to_stop();
    assert_eq!(pulling.exit_code().await, Some(0));
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_portal_is_asked_again_when_it_says() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    // Every request twice.
    relay.plan(|n, _| {
        if n % 2 == 0 {
            Act::Answer(429, if n == 0 { "1" } else { "0" })
        } else {
            Act::Pass
        }
    });
    let begun = std::time::Instant::now();
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(0));
    assert!(
        begun.elapsed().as_secs() >= 1,
        "it waits when it is told to"
    );
    assert_eq!(relay.asked().len(), 10);

    relay.plan(|_, _| Act::Answer(429, "0"));
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(3), "not for ever");
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_can_t_be_fetched_keeps_nobody_waiting() {
    let app = TestApp::start().await;
    send_letters(&app, 4).await;
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    // A page each, as a long list comes.
    relay.add_to_lists("&limit=1");
    let mut bad = None;
    relay.plan(move |_, asked| {
        let submission = asked.path.split('/').nth(4).unwrap_or_default().to_owned();
        if !submission.is_empty() && bad.get_or_insert_with(|| submission.clone()) == &submission {
            Act::Answer(500, "")
        } else {
            Act::Pass
        }
    });
    let output = run(command(&archivist, &app, &[])).await;
    assert_eq!(output.status.code(), Some(1));
    let told = events(&output);
    assert_eq!(names(&told)[0], "failed");
    assert_eq!(
        told.last().unwrap(),
        &json!({ "event": "round", "acknowledged": 3, "failed": 1 })
    );
    assert_eq!(archivist.folders().len(), 3);
    relay.plan(|_, _| Act::Pass);
    assert_eq!(
        run(command(&archivist, &app, &[])).await.status.code(),
        Some(0)
    );
    assert_eq!(archivist.folders().len(), 4);
    relay.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_ends_the_pull_and_loses_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf_of(400_000))]).await;
    kari.send(&draft).await;
    let archivist = app.archivist();
    let small = app.folder.path().join("small");
    std::fs::create_dir(&small).unwrap();
    for (wrapper, script, out) in [
        // No file may be longer than that (setrlimit(2)), as on a disk that is full.
        (
            "sh",
            "trap '' XFSZ; ulimit -f 400; exec \"$@\"",
            &archivist.out,
        ),
        // A real disk that is full, where one may be made.
        (
            "unshare -m sh",
            "mount -t tmpfs -o size=256k tmpfs \"$0\" && exec \"$@\"",
            &small,
        ),
    ] {
        let mut words = wrapper.split(' ');
        let mut wrapped = std::process::Command::new(words.next().unwrap());
        wrapped.args(words).args(["-c", script]).arg(out);
        let pull = command(&archivist, &app, &[]);
        wrapped
            .arg(pull.get_program())
            .args(pull.get_args().map(|argument| {
                if argument == archivist.out {
                    out.as_os_str()
                } else {
                    argument
                }
            }));
        let output = run(wrapped).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if wrapper.starts_with("unshare") && !said.contains("sendsikkert") {
            continue;
        }
        assert_eq!(output.status.code(), Some(6), "{said}");
        assert!(
            said.contains("the output folder can't be written to"),
            "{said}"
        );
        assert_eq!(names(&events(&output)), ["failed"]);
        assert_eq!(archivist.waiting().await.len(), 1);
    }
    assert!(archivist.folders().is_empty());
    let left = crate::support::files_below(&archivist.out);
    let left: u64 = left.iter().map(|path| path.metadata().unwrap().len()).sum();
    assert_eq!(left, 0, "what came of it does not keep the disk full");
    assert_eq!(
        run(command(&archivist, &app, &[])).await.status.code(),
        Some(0)
    );
    assert_whole(&archivist.folders()[0]);
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reason_has_an_exit_code_of_its_own() {
    let app = TestApp::start().await;
    let archivist = app.archivist();
    let folder = app.folder.path();
    std::fs::write(folder.join("wrong-token"), "sst_wrong").unwrap();
    std::fs::write(folder.join("stranger.txt"), archive_identity().1).unwrap();
    std::fs::write(folder.join("a-file"), "").unwrap();
    let nobody = format!("http://localhost:{}", free_port());
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (code, option, value, said) in [
        (2, "--watch", "0".to_owned(), "--watch"),
        (2, "--url", "portal".to_owned(), "must begin with https://"),
        (
            2,
            "--url",
            "http://send.eksempel.kommune.no".to_owned(),
            "must begin with https://",
        ),
        (
            2,
            "--token-file",
            path("nothing"),
            "reading the access token",
        ),
        (
            2,
            "--identity",
            path("nothing"),
            "reading the identity file",
        ),
        (
            2,
            "--identity",
            path("stranger.txt"),
            "this holds a public key",
        ),
        (3, "--url", nobody, "can't be reached"),
        (
            3,
            "--url",
            format!("{}/elsewhere", app.url),
            "is --url the portal's address?",
        ),
        (
            4,
            "--token-file",
            path("wrong-token"),
            "does not accept the access token",
        ),
        (6, "--out", path("a-file"), "making the folder"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.arg("pull");
        let usual = [
            ("--url", app.url.clone()),
            ("--token-file", path("archive-token")),
            ("--identity", path("archive-identity.txt")),
            ("--out", path("out")),
        ];
        for (name, usual) in usual {
            command.args([name, if name == option { &value } else { &usual }]);
        }
        if option == "--watch" {
            command.args([option, &value]);
        }
        let output = run(command).await;
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{option} {value}: {stderr}"
        );
        assert!(stderr.contains(said), "{option} {value}: {stderr}");
    }
    assert!(archivist.folders().is_empty());
    app.finish().await;
}
