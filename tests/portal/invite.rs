//! `sendsikkert invite`: an archivist at her own machine, and a portal that is really there.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sendsikkert::clock::Clock;
use sendsikkert::submission::invitation;
use serde_json::Value;

use crate::invitations::picture::Picture;
use crate::invitations::{ORGANISATION, PEOPLE};
use crate::support::process::{Demo, free_port};
use crate::support::{TestApp, Wishes};

/// A portal that goes by this machine's clock, as the command does.
async fn portal() -> TestApp {
    TestApp::start_with(Wishes {
        clock: Some(Clock::System),
        ..Wishes::default()
    })
    .await
}

/// The command with its way to a portal.
fn command(url: &str, folder: &Path, token: &str, what: &[&str]) -> Command {
    let file = folder.join("invite-token");
    std::fs::write(&file, token).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.arg("invite").args(what).args(["--url", url]);
    command.arg("--token-file").arg(file);
    command.current_dir(folder);
    command
}

/// Runs it with something on standard input.
async fn run(mut command: Command, input: &str) -> Output {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let input = input.to_owned();
    let output = tokio::task::spawn_blocking(move || {
        let mut child = command.spawn().unwrap();
        // Who does not read it may have ended by now.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    });
    output.await.unwrap()
}

async fn ask(app: &TestApp, what: &[&str], input: &str) -> Output {
    run(
        command(&app.url, app.folder.path(), &app.token, what),
        input,
    )
    .await
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What stands behind a word at the beginning of a line.
fn value<'a>(said: &'a str, name: &str) -> &'a str {
    let mut lines = said.lines();
    let line = lines.find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| unreachable!("{name} in {said}"))
        .trim()
}

/// A letter to a person whose number comes on standard input.
const LETTER: [&str; 12] = [
    "--person",
    "-",
    "--title",
    "Varsel om befaring",
    "--case",
    "Sak 2026/587",
    "--letter-system",
    "Elements",
    "--letter-key",
    "journalpost-kanari",
    "--expires",
    "60d",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_registered_looked_at_and_taken_back() {
    let app = portal().await;
    let (date, rest) = PEOPLE[0].split_at(6);
    let number = format!(" {date} {rest}\n");
    let more = ["--qr", "brev.png", "--language", "nb", "--language", "se"];
    let output = ask(&app, &[&LETTER[..], &more].concat(), &number).await;
    assert!(output.status.success(), "{}", said(&output.stderr));
    let first = said(&output.stdout);
    let (id, link) = (value(&first, "Invitation"), value(&first, "Link"));
    assert!(value(&first, "State").starts_with("open until "), "{first}");
    assert!(value(&first, "State").ends_with(" 23:59"), "{first}");
    assert_eq!(value(&first, "Replies"), "0");
    assert!(
        first.contains(&format!("In letters  Svar på dette brevet: {link}\n")),
        "{first}"
    );
    assert!(
        first.contains(&format!("In letters  Vástit dán reivii: {link}\n")),
        "{first}"
    );
    let picture = std::fs::read(app.folder.path().join("brev.png")).unwrap();
    assert_eq!(Picture::png(&picture).read().0, link);
    let token = link.rsplit('/').next().unwrap();
    let found = invitation::of_link(&app.app.desk, token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.title, "Varsel om befaring");
    assert_eq!(found.case_number.unwrap().to_string(), "2026/587");

    // Once more, and nothing changes.
    let output = ask(&app, &[&LETTER[..], &more].concat(), PEOPLE[0]).await;
    assert_eq!(said(&output.stdout), first);
    assert!(said(&output.stderr).contains("was registered before"));

    let output = ask(&app, &["show", id, "--qr", "brev.svg"], "").await;
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert_eq!(value(&said(&output.stdout), "Link"), link);
    let picture = std::fs::read_to_string(app.folder.path().join("brev.svg")).unwrap();
    assert_eq!(Picture::svg(&picture).read().0, link);

    for _ in 0..2 {
        let output = ask(&app, &["revoke", id], "").await;
        assert!(output.status.success(), "{}", said(&output.stderr));
        let now = said(&output.stdout);
        assert!(value(&now, "State").starts_with("revoked "), "{now}");
        assert!(
            !now.contains("In letters"),
            "a dead link is printed nowhere"
        );
    }
    assert!(
        invitation::of_link(&app.app.desk, token)
            .await
            .unwrap()
            .is_none()
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_read_an_object_and_nothing_personal() {
    let app = portal().await;
    let letter = [
        "--organisation",
        "313 001 016",
        "--title",
        "Hemmelig sak",
        "--expires",
        "2d",
    ];
    let output = ask(
        &app,
        &[&letter[..], &["--json", "--language", "en"]].concat(),
        "",
    )
    .await;
    assert!(output.status.success(), "{}", said(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let link = told["link"].as_str().unwrap();
    assert_eq!(told["state"], "open");
    assert_eq!(
        told["letter_lines"]["en"],
        format!("Reply to this letter: {link}")
    );
    assert_eq!(told["letter_lines"].as_object().unwrap().len(), 1);
    let all = [output.stdout, output.stderr].concat();
    for personal in [ORGANISATION, "313 001 016", "Hemmelig"] {
        assert!(!said(&all).contains(personal), "{}", said(&all));
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_says_what_to_do() {
    let app = portal().await;
    let letter = |change: &[(&str, &'static str)]| {
        let mut letter = LETTER;
        for (option, value) in change {
            let at = letter.iter().position(|word| word == option).unwrap();
            letter[at + 1] = value;
        }
        letter.to_vec()
    };
    let with = |more: &[&'static str]| [&LETTER[..], more].concat();
    std::fs::write(app.folder.path().join("other.png"), "another").unwrap();
    let missing = "7c1f6a0e-52b4-4f0c-8d38-90f1f6a1b2e4";
    for (what, input, code, told) in [
        (letter(&[]), "01858910002", 2, "national_id is mistyped"),
        (letter(&[]), "", 2, "no national id"),
        (
            letter(&[("--person", PEOPLE[0])]),
            "",
            2,
            "--person takes a file",
        ),
        (letter(&[("--person", "nowhere.txt")]), "", 2, "nowhere.txt"),
        (
            letter(&[("--title", "Om 01858910001")]),
            PEOPLE[0],
            2,
            "title may become public",
        ),
        (
            letter(&[("--expires", "800d")]),
            PEOPLE[0],
            2,
            "more than two years",
        ),
        (
            letter(&[("--expires", "soon")]),
            PEOPLE[0],
            2,
            "a number of days",
        ),
        (
            letter(&[("--case", "587")]),
            PEOPLE[0],
            2,
            "a case number is written as",
        ),
        (with(&["--qr", "brev.pdf"]), PEOPLE[0], 2, ".png or .svg"),
        (
            with(&["--organisation", ORGANISATION]),
            PEOPLE[0],
            2,
            "cannot be used with",
        ),
        (with(&[]), PEOPLE[0], 0, ""),
        (
            letter(&[("--title", "Et annet")]),
            PEOPLE[0],
            1,
            "revoke it, and the letter can get another",
        ),
        (
            with(&["--qr", "other.png"]),
            PEOPLE[0],
            1,
            "is not overwritten",
        ),
        (vec!["show", missing], "", 1, "it is not there"),
        (vec!["revoke", missing], "", 1, "it is not there"),
        (vec!["revoke", "x"], "", 2, "<ID>"),
        (vec![], "", 2, "--title"),
    ] {
        let output = ask(&app, &what, input).await;
        let error = said(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{what:?}: {error}");
        assert!(error.contains(told), "{what:?}: {error}");
        if !what.contains(&PEOPLE[0]) {
            assert!(!error.contains("0185"), "{error}");
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM invitations").await, 1);
    let folder = app.folder.path();
    let nowhere = format!("http://localhost:{}", free_port());
    for (url, token, code) in [
        (nowhere.as_str(), app.token.as_str(), 3),
        (&app.url, "sst_no", 4),
    ] {
        let output = run(command(url, folder, token, &LETTER), PEOPLE[0]).await;
        assert_eq!(output.status.code(), Some(code), "{}", said(&output.stderr));
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_nothing_of_a_letter() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let demo = Demo::start_logging(folder.path(), std::fs::File::create(&log).unwrap().into());
    let token = std::fs::read_to_string(folder.path().join("archive-token")).unwrap();
    let ask = async |what: &[&str], input: &str| {
        let output = run(command(&demo.url, folder.path(), token.trim(), what), input).await;
        assert!(output.status.success(), "{}", said(&output.stderr));
        said(&output.stdout)
    };
    // Until the portal behind the demo answers.
    demo.sender(0).await;
    let first = ask(&LETTER, PEOPLE[0]).await;
    let (id, link) = (value(&first, "Invitation"), value(&first, "Link"));
    ask(&["show", id, "--qr", "brev.png"], "").await;
    // Somebody follows the link, as it is printed and as it is typed.
    let token = link.rsplit('/').next().unwrap();
    let browser = crate::support::browser::Browser::new(&demo.url);
    for typed in [
        token.to_owned(),
        token.to_lowercase(),
        token.replace('-', ""),
    ] {
        browser.get(&format!("/reply/{typed}")).await;
    }
    ask(&["revoke", id], "").await;
    demo.kill();
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("/api/v1/invitations"), "{log}");
    let bare = token.replace('-', "");
    for secret in [
        PEOPLE[0],
        "Varsel om befaring",
        "2026/587",
        "journalpost-kanari",
        token,
        &bare,
    ] {
        assert!(
            !log.to_uppercase().contains(&secret.to_uppercase()),
            "{secret}: {log}"
        );
    }
}
