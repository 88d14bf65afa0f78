//! The archive's keys: what they open, how they are exchanged, and what is said of them.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::Ordering;

use sendsikkert::submission::recipients::Recipients;
use sendsikkert::submission::seal::seal_bytes;
use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::hardware::{HardwareKey, identity_file};
use crate::support::people::{Archivist, Sender};
use crate::support::process::Demo;
use crate::support::relay::Relay;
use crate::support::{TestApp, files};

fn keys(arguments: &[&str], files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.arg("keys").args(arguments).args(files);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn sealed_to(recipients: &Recipients, plaintext: &[u8]) -> Vec<u8> {
    seal_bytes(recipients, plaintext).unwrap().rest.to_vec()
}

/// Opens with an identity that is no file.
fn opened_by(identity: &dyn age::Identity, sealed: &[u8]) -> Option<Vec<u8>> {
    let decryptor = age::Decryptor::new(sealed).unwrap();
    let mut plaintext = Vec::new();
    let mut reader = decryptor.decrypt(std::iter::once(identity)).ok()?;
    reader.read_to_end(&mut plaintext).unwrap();
    Some(plaintext)
}

#[test]
fn what_is_sealed_to_several_opens_for_each_alone_and_with_debian_s_age() {
    let folder = tempfile::tempdir().unwrap();
    let archive: Vec<_> = (0..3).map(|_| identity_file()).collect();
    let public: Vec<_> = archive.iter().map(|(_, public)| public.as_str()).collect();
    let recipients = Recipients::parse(&public.join("\n")).unwrap();
    let sealed = sealed_to(&recipients, b"til arkivet");
    let path = folder.path().join("sealed.age");
    std::fs::write(&path, &sealed).unwrap();
    for (n, (identity, _)) in archive.iter().enumerate() {
        let file = folder.path().join(format!("identity-{n}.txt"));
        std::fs::write(&file, identity).unwrap();
        let output = Command::new("age")
            .arg("-d")
            .arg("-i")
            .arg(&file)
            .arg(&path)
            .output();
        let output = output.unwrap();
        assert_eq!(stdout(&output), "til arkivet", "{}", stderr(&output));
    }
    let stranger = age::x25519::Identity::generate();
    assert!(opened_by(&stranger, &sealed).is_none());
}

#[test]
fn hardware_keys_of_both_kinds_open_what_is_sealed_to_them() {
    for (one, two) in [
        (HardwareKey::classic(), HardwareKey::classic()),
        (HardwareKey::post_quantum(), HardwareKey::post_quantum()),
    ] {
        let text = format!("{}\n{}\n", one.public(), two.public());
        let sealed = sealed_to(&Recipients::parse(&text).unwrap(), b"til arkivet");
        let header = String::from_utf8_lossy(&sealed);
        let stanzas = header.matches(&format!("\n-> {} ", one.stanza())).count();
        assert_eq!(stanzas, 2);
        for key in [&one, &two] {
            assert_eq!(opened_by(key, &sealed).unwrap(), b"til arkivet");
        }
        let stranger = if one.stanza() == "p256tag" {
            HardwareKey::classic()
        } else {
            HardwareKey::post_quantum()
        };
        assert!(opened_by(&stranger, &sealed).is_none());
    }
    // A classic one in a file goes together with a classic one in hardware.
    let (file, hardware) = (age::x25519::Identity::generate(), HardwareKey::classic());
    let text = format!("{}\n{}\n", file.to_public(), hardware.public());
    let sealed = sealed_to(&Recipients::parse(&text).unwrap(), b"begge");
    assert_eq!(opened_by(&file, &sealed).unwrap(), b"begge");
    assert_eq!(opened_by(&hardware, &sealed).unwrap(), b"begge");
}

#[test]
fn classic_and_post_quantum_keys_are_not_mixed_and_it_is_said_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let post_quantum = HardwareKey::post_quantum();
    for other in [
        identity_file().1,
        HardwareKey::classic().public().to_owned(),
    ] {
        for text in [
            format!("{other}\n{}\n", post_quantum.public()),
            format!("{}\n{other}\n", post_quantum.public()),
        ] {
            let refused = format!("{:#}", Recipients::parse(&text).unwrap_err());
            assert!(
                refused.contains("mixes post-quantum keys")
                    && refused.contains("exchange all lines at once"),
                "{refused}"
            );
            let path = folder.path().join("recipients.txt");
            std::fs::write(&path, text).unwrap();
            let output = keys(&["show"], &[&path]);
            assert_eq!(output.status.code(), Some(1));
            assert!(stderr(&output).contains("mixes post-quantum keys"));
        }
    }
}

#[test]
fn a_key_that_is_there_is_kept_and_another_name_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for which in ["portal", "client", "archive"] {
        let path = folder.path().join(which);
        assert!(keys(&[which, "--out"], &[&path]).status.success());
        let key = std::fs::read(&path).unwrap();
        let again = keys(&[which, "--out"], &[&path]);
        assert_eq!(again.status.code(), Some(1));
        assert_eq!(stdout(&again), "");
        assert!(stderr(&again).contains("choose another name with --out"));
        assert_eq!(std::fs::read(&path).unwrap(), key);
    }
}

#[test]
fn keys_are_shown_with_what_they_are_for_and_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let made = Command::new(env!("CARGO_BIN_EXE_sendsikkert"))
        .args(["keys", "archive", "--out"])
        .arg(path("identity.txt"))
        .output()
        .unwrap();
    let public = stdout(&made).trim().to_owned();
    // The same as age's own tool says.
    let by_age = Command::new("age-keygen")
        .arg("-y")
        .arg(path("identity.txt"))
        .output()
        .unwrap();
    assert_eq!(stdout(&by_age).trim(), public);
    let secret = std::fs::read_to_string(path("identity.txt")).unwrap();
    let secret = secret.lines().find(|line| !line.starts_with('#')).unwrap();

    let [classic, post_quantum] = [HardwareKey::classic(), HardwareKey::post_quantum()];
    let recipients = format!("# arkivet\n{public}\n{}\n", classic.public());
    std::fs::write(path("recipients.txt"), recipients).unwrap();
    std::fs::write(path("pq.txt"), post_quantum.public()).unwrap();
    let (hardware, _) = classic.plug_in(folder.path());
    std::fs::write(path("hardware.txt"), hardware).unwrap();
    let names = ["identity.txt", "recipients.txt", "pq.txt", "hardware.txt"].map(path);
    let names: Vec<_> = names.iter().map(std::path::PathBuf::as_path).collect();
    let output = keys(&["show"], &names);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stdout(&output);
    for expected in [
        "private identity, X25519 (classic)",
        &format!("public key: {public}\n"),
        "public key, X25519 (classic)",
        "public key, P-256 in a hardware key (classic)",
        "ML-KEM-768 with P-256 in a hardware key (post-quantum)",
        "identity of a hardware key, by age-plugin-soft",
        &format!("public key: {}\n", classic.public()),
        "belongs in the portal's recipients file",
        "belongs on the archivist's machine",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains(secret) && !said.contains("AGE-"), "{said}");
}

#[test]
fn a_private_key_among_public_ones_is_told_plainly_and_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recipients.txt");
    let (secret, public) = identity_file();
    for (text, said) in [
        (
            format!("{public}\n{secret}"),
            "PRIVATE key among public keys",
        ),
        ("AGE-SECRET-KEY-PQ-1QQQQ\n".to_owned(), "not supported"),
        ("age1pq1qqqq\n".to_owned(), "not supported"),
        ("# nothing\n".to_owned(), "holds no key"),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\n".to_owned(),
            "no age identity",
        ),
        ("hei\n".to_owned(), "line 1: this is not an age public key"),
    ] {
        std::fs::write(&path, text).unwrap();
        let output = keys(&["show"], &[&path]);
        assert_eq!(output.status.code(), Some(1));
        let told = stderr(&output);
        assert!(told.contains(said), "{told}");
        let all = stdout(&output) + &told;
        assert!(!all.contains(secret.trim()), "{all}");
    }
}

/// The portal is started again with these public keys.
fn restarted(demo: Demo, data: &Path, recipients: &[&str]) -> Demo {
    demo.kill();
    std::fs::write(data.join("archive-recipients.txt"), recipients.join("\n")).unwrap();
    Demo::start(data)
}

/// A browser that stays logged in while the portal moves to another port.
fn moved(sender: &Sender, demo: &Demo) -> Sender {
    let browser = Browser::new(&demo.url);
    for cookie in sender.browser.cookies().split("; ") {
        browser.plant(cookie);
    }
    Sender { browser }
}

async fn pull(archivist: &Archivist, out: &Path, identities: &[&Path]) -> (Output, Vec<Value>) {
    let mut command = archivist.pull_command();
    let output = archivist.out.clone();
    let arguments: Vec<_> = command
        .get_args()
        .map(|argument| {
            if argument == output {
                out.as_os_str()
            } else {
                argument
            }
            .to_owned()
        })
        .collect();
    command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.args(arguments);
    for identity in identities {
        command.arg("--identity").arg(identity);
    }
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    let events = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    (output, events)
}

async fn send_one(demo: &Demo) {
    let sender = demo.sender(0).await;
    let draft = sender.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    sender.send(&draft).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_exchanged_without_losing_anything() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let demo = Demo::start(&data);
    let a = data.join("archive-identity.txt");
    let public_a = std::fs::read_to_string(data.join("archive-recipients.txt")).unwrap();
    let public_a = public_a.trim();
    let (identity_b, public_b) = identity_file();
    let b = folder.path().join("b.txt");
    std::fs::write(&b, identity_b).unwrap();

    // A alone. A draft has its document sealed now and is sent in the end.
    send_one(&demo).await;
    let early = demo.sender(1).await;
    let draft = early.prepare(&[("tidlig.pdf", &files::pdf("x"))]).await;
    // A and B.
    let demo = restarted(demo, &data, &[public_a, &public_b]);
    send_one(&demo).await;
    // B alone.
    let demo = restarted(demo, &data, &[&public_b]);
    send_one(&demo).await;
    let early = moved(&early, &demo);
    early.send(&draft).await;

    // One page each; what B can't open is first and last in the list.
    let relay = Relay::before(&demo.url);
    relay.add_to_lists("&limit=1");
    let token = std::fs::read_to_string(data.join("archive-token")).unwrap();
    let archivist = Archivist::new(&relay.url, &data, &token);
    let (output, events) = pull(&archivist, &archivist.out, &[&b]).await;
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let of = |name: &str| -> Vec<String> {
        events
            .iter()
            .filter(|event| event["event"] == name)
            .map(|event| event["journal_number"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(of("acknowledged"), ["2026/2", "2026/3"]);
    assert_eq!(of("failed"), ["2026/1", "2026/4"]);
    let reason = events[0]["reason"].as_str().unwrap();
    assert!(
        reason.contains("none of the given identities opens it"),
        "{reason}"
    );

    // A is kept for what was sealed to it.
    let (output, events) = pull(&archivist, &archivist.out, &[&b, &a]).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        events.last().unwrap(),
        &json!({ "event": "round", "acknowledged": 2, "failed": 0 })
    );
    let folders = archivist.folders();
    assert_eq!(folders.len(), 4);
    assert_eq!(
        std::fs::read(folders[3].join("0001-tidlig.pdf")).unwrap(),
        files::pdf("x")
    );
    relay.finish().await;
    drop(demo);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hardware_key_is_touched_for_what_it_opens() {
    for key in [HardwareKey::classic(), HardwareKey::post_quantum()] {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("demo");
        let demo = Demo::start(&data);
        let demo = restarted(demo, &data, &[key.public()]);
        send_one(&demo).await;
        let archivist = demo.archivist(&data);
        let (identity, touched) = key.plug_in(folder.path());
        let file = folder.path().join("hardware.txt");
        std::fs::write(&file, identity).unwrap();
        let (output, _) = pull(&archivist, &archivist.out, &[&file]).await;
        assert_eq!(output.status.code(), Some(2));
        let said = stderr(&output);
        assert!(
            said.contains("age-plugin-soft") && said.contains("PATH"),
            "{said}"
        );

        let path = std::env::var_os("PATH").unwrap();
        let mut folders = vec![folder.path().to_owned()];
        folders.extend(std::env::split_paths(&path));
        let mut command = archivist.pull_command();
        command.arg("--identity").arg(&file);
        command.env("PATH", std::env::join_paths(folders).unwrap());
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = output.await.unwrap();
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("Touch the key"), "{said}");
        // The manifest, the document and arkivmelding.xml.
        assert_eq!(touched.load(Ordering::Relaxed), 3);
        assert_eq!(archivist.folders().len(), 1);
    }
}

/// An identity under a passphrase, as `age -p` makes it.
fn under_passphrase(identity: &str, passphrase: &str, path: &Path) {
    let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
    // Quick: it is the way in that is tried.
    recipient.set_work_factor(4);
    let sealed = age::encrypt(&recipient, identity.as_bytes()).unwrap();
    std::fs::write(path, sealed).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_under_a_passphrase_is_asked_for_at_a_terminal_only() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let archivist = app.archivist();
    let identity = std::fs::read_to_string(app.folder.path().join("archive-identity.txt")).unwrap();
    let file = app.folder.path().join("identity.age");
    under_passphrase(&identity, "hemmelig", &file);
    let output = keys(&["show"], &[&file]);
    assert!(stdout(&output).contains("a private identity under a passphrase"));

    let mut command = archivist.pull_command();
    command.arg("--identity").arg(&file);
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| format!("'{}'", word.to_str().unwrap()))
        .collect();
    // In a session of its own there is no terminal.
    let mut alone = Command::new("setsid");
    alone.args(["-w", "sh", "-c", &words.join(" ")]);
    let output = tokio::task::spawn_blocking(move || alone.output().unwrap());
    let output = output.await.unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("Where nobody sits at a terminal"), "{said}");

    let mut script = Command::new("script");
    script.args(["-qec", &words.join(" "), "/dev/null"]);
    let mut child = script
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut keyboard, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (status, said) = tokio::task::spawn_blocking(move || {
        // Typed when it is asked for.
        let mut shown = Vec::new();
        while !shown.ends_with(b": ") {
            let mut byte = [0];
            screen.read_exact(&mut byte).unwrap();
            shown.extend(byte);
        }
        keyboard.write_all(b"hemmelig\n").unwrap();
        screen.read_to_end(&mut shown).unwrap();
        drop(keyboard);
        let said = String::from_utf8_lossy(&shown).into_owned();
        (child.wait().unwrap(), said)
    })
    .await
    .unwrap();
    assert!(status.success(), "{said}");
    assert_eq!(archivist.folders().len(), 1);
    app.work().await;
    app.finish().await;
}
