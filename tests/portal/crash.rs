//! The power goes, and comes back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::people::{Sender, receipt};
use crate::support::process::{Demo, free_port};
use crate::support::{TestApp, files, files_below, sealed_files};

/// Those of the mails in a folder that are receipts; that something is journalled is told as well.
fn receipts_below(folder: &Path) -> Vec<PathBuf> {
    let mut mails = files_below(folder);
    mails.retain(|mail| {
        let mail = std::fs::read_to_string(mail);
        mail.is_ok_and(|mail| mail.contains("Subject: Kvittering"))
    });
    mails
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_receipt_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Demo::start(&data);
    let kari = demo.sender(0).await;
    let letter = files::pdf("brev");
    let submission = kari.prepare(&[("brev.pdf", &letter)]).await;
    let shown = kari.send(&submission).await;
    demo.kill();

    let demo = Demo::start(&data);
    let archivist = demo.archivist(&data);
    assert_eq!(archivist.waiting().await.len(), 1);
    let kari = demo.sender(0).await;
    assert_eq!(
        receipt(&kari.browser.open(&format!("{submission}/receipt")).await),
        shown
    );

    let mails = || receipts_below(&data.join("mail"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while mails().is_empty() && Instant::now() < deadline {
        reqwest::get(format!("{}/healthz", demo.url)).await.unwrap();
    }
    assert_eq!(mails().len(), 1, "the receipt goes out, once");

    let pull = format!(
        "{} --out {}",
        demo.pull_command,
        folder.path().join("out").display()
    );
    let pulled = tokio::task::spawn_blocking(move || {
        std::process::Command::new("sh")
            .args(["-c", &pull])
            .output()
            .unwrap()
    });
    let pulled = pulled.await.unwrap();
    assert!(
        pulled.status.success(),
        "{}",
        String::from_utf8_lossy(&pulled.stderr)
    );
    let documents = files_below(&folder.path().join("out"));
    let document = documents
        .iter()
        .find(|path| path.ends_with("0001-brev.pdf"))
        .unwrap();
    assert_eq!(std::fs::read(document).unwrap(), letter);
    drop(demo);
    let demo = Demo::start(&data);
    assert!(demo.archivist(&data).waiting().await.is_empty());
    assert_eq!(mails().len(), 1, "and not again after another start");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_killed_leaves_nothing_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Demo::start(&data);
    let kari = demo.sender(0).await;
    let submission = kari.begin().await;
    let staged = data
        .join("blobs")
        .join(submission.rsplit('/').next().unwrap());
    std::fs::create_dir_all(&staged).unwrap();
    std::fs::write(staged.join("half.age#1"), b"half").unwrap();
    demo.kill();
    let demo = Demo::start(&data);
    let kari = demo.sender(0).await;
    let page = kari
        .attach(&submission, &[("brev.pdf", &files::pdf("x"))])
        .await;
    assert_eq!(
        page.texts(".rows .document-name"),
        ["brev.pdf"],
        "the draft goes on"
    );
    assert_eq!(sealed_files(&data.join("blobs")).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_send_that_was_interrupted_is_finished_with_the_same_number() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    // The store fails between the two transactions: its folder for the submission is in the way.
    let folder = app
        .folder
        .path()
        .join("blobs")
        .join(submission.rsplit('/').next().unwrap());
    let aside = app.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, b"in the way").unwrap();
    let page = kari.press_send(&submission).await;
    assert_eq!(
        page.address,
        format!("{submission}/receipt"),
        "the person pressed Send"
    );
    assert!(
        page.value_of("Journalnummer").is_none(),
        "but there is no receipt yet"
    );
    assert!(app.archivist().waiting().await.is_empty());
    assert_eq!(app.count("SELECT COUNT(*) FROM outbox").await, 0);

    // Somebody else takes the next number meanwhile.
    let ola = app.sender(1).await;
    let other = ola.prepare(&[("brev.pdf", &files::pdf("y"))]).await;
    assert_eq!(ola.send(&other).await.journal_number, "2026/2");

    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    app.advance(Duration::from_mins(1));
    app.work().await;
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(receipt(&page).journal_number, "2026/1");
    assert_eq!(app.archivist().waiting().await.len(), 2);
    assert_eq!(app.mails().len(), 2);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_port_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut command = Demo::command(&folder.path().join("demo"), port, free_port());
    let output = command
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success()
            && said.contains(&format!("port {port} is taken"))
            && said.contains("--port"),
        "{said}"
    );
    assert!(!folder.path().join("demo").exists(), "nothing is made");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_portals_do_not_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Demo::start(&data);
    let mut second = Demo::command(&data, free_port(), free_port());
    let output = second
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains("in use by another"),
        "{said}"
    );
    drop(demo);
    Demo::start(&data);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_receipt_that_was_seen_is_pulled_once_however_often_the_power_goes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    for round in 0..5_usize {
        let demo = Demo::start(&data);
        let url = demo.url.clone();
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let mut people = tokio::task::JoinSet::new();
        for person in 0..4 {
            let (url, seen, tell) = (url.clone(), Arc::clone(&seen), tell.clone());
            people.spawn(async move {
                let sender = Sender::new(&url);
                sender.log_in(person).await;
                loop {
                    let submission = sender
                        .prepare(&[("brev.pdf", &files::pdf_of(300_000))])
                        .await;
                    let receipt = sender.send(&submission).await;
                    seen.lock().unwrap().insert(receipt.reference);
                    tell.send(()).unwrap();
                }
            });
        }
        // In each round at another moment, while everybody else is somewhere on the way.
        for _ in 0..=round {
            told.recv().await;
        }
        demo.kill();
        while people.join_next().await.is_some() {}
    }

    let demo = Demo::start(&data);
    let archivist = demo.archivist(&data);
    let output = archivist.pull().await;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    // `2026-000001-K7QM-3TXV`
    let pulled: Vec<_> = archivist
        .folders()
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let parts: Vec<_> = name.splitn(3, '-').collect();
            (parts[1].parse::<usize>().unwrap(), parts[2].to_owned())
        })
        .collect();
    let numbers: Vec<_> = pulled.iter().map(|(number, _)| *number).collect();
    assert_eq!(
        numbers,
        (1..=pulled.len()).collect::<Vec<_>>(),
        "no gaps, no doubles"
    );
    let references: BTreeSet<_> = pulled
        .iter()
        .map(|(_, reference)| reference.clone())
        .collect();
    let lost: Vec<_> = seen
        .lock()
        .unwrap()
        .difference(&references)
        .cloned()
        .collect();
    assert_eq!(lost, Vec::<String>::new(), "receipts were seen for these");
    let staged = sealed_files(&data.join("blobs"))
        .into_iter()
        .filter(|path| path.to_string_lossy().contains('#'));
    assert_eq!(staged.count(), 0, "half-written files");
    // A letter that a worker held when it was killed is free again after two minutes.
    let deadline = Instant::now() + Duration::from_mins(3);
    let mails = || receipts_below(&data.join("mail")).len();
    while mails() < pulled.len() && Instant::now() < deadline {
        tokio::task::yield_now().await;
    }
    assert_eq!(mails(), pulled.len(), "one receipt by e-mail for each");
}
