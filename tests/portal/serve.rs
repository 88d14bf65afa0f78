//! An installation as an operator makes it, command by command.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::support::browser::Browser;
use crate::support::process::free_port;

fn sendsikkert(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = sendsikkert(folder, arguments).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Stops with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_is_made_by_five_commands_and_waits_for_its_provider() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(folder, &["keys", "portal", "--out", "portal-key"]);
    run(folder, &["keys", "receipts", "--out", "receipt-key"]);
    let public_key = run(folder, &["keys", "archive", "--out", "identity.txt"]);
    std::fs::write(folder.join("recipients.txt"), &public_key).unwrap();
    let public_keys = run(folder, &["keys", "client", "--out", "client-key.pem"]);
    assert!(public_keys.contains("\"kid\"") && !public_keys.contains("PRIVATE"));
    let [port, nobody] = [free_port(), free_port()];
    let config = format!(
        r#"public_url = "http://localhost:{port}"
        listen = "127.0.0.1:{port}"
        portal_key_file = "portal-key"
        receipt_key_file = "receipt-key"
        recipients_file = "recipients.txt"
        municipality = {{ name = "Eksempel kommune", organisation_number = "313001008" }}
        database = {{ url = "sqlite:sendsikkert.db" }}
        blobs = {{ kind = "disk", path = "blobs" }}
        scanner = {{ kind = "none" }}
        identity = {{ issuer = "http://localhost:{nobody}", client_id = "x", client_key_file = "client-key.pem", environment = "test" }}
        [mail]
        from = "Eksempel kommune <ikke-svar@eksempel.invalid>"
        transport = {{ kind = "folder", path = "mail" }}"#
    );
    std::fs::write(folder.join("sendsikkert.toml"), config).unwrap();
    let token = run(folder, &["token", "create", "--name", "arkiv"]);
    std::fs::write(folder.join("token"), &token).unwrap();
    let serve = sendsikkert(folder, &["serve"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _serving = Serving(serve);
    let url = format!("http://localhost:{port}");
    let browser = Browser::new(&url);
    let deadline = Instant::now() + Duration::from_secs(20);
    while browser
        .http
        .get(format!("{url}/healthz"))
        .send()
        .await
        .is_err()
    {
        assert!(Instant::now() < deadline, "it does not answer");
    }

    let browser = Browser::new(&url);
    assert_eq!(
        browser.open("/").await.status,
        StatusCode::OK,
        "the public pages need no provider"
    );
    let page = browser.open("/login").await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "/login/unavailable")
    );
    assert!(page.html.contains("ID-porten") && page.texts("h1").len() == 1);

    let pull = [
        "pull",
        "--url",
        &url,
        "--token-file",
        "token",
        "--identity",
        "identity.txt",
    ];
    assert_eq!(
        run(folder, &pull),
        "{\"event\":\"round\",\"acknowledged\":0,\"failed\":0}\n"
    );
    assert!(folder.join("sendsikkert.db").exists() && folder.join("innsendinger").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_that_can_t_work_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(folder, &["keys", "archive", "--out", "identity.txt"]);
    std::fs::write(folder.join("token"), "sst_x").unwrap();
    let nobody = format!("http://localhost:{}", free_port());
    for (url, token, said) in [
        ("localhost:8080", "token", "--url must begin with https://"),
        (
            nobody.as_str(),
            "identity.txt",
            "does not hold an access token",
        ),
        (
            nobody.as_str(),
            "missing",
            "reading the access token from missing",
        ),
        (nobody.as_str(), "token", "can't be reached"),
    ] {
        let output = sendsikkert(
            folder,
            &[
                "pull",
                "--url",
                url,
                "--token-file",
                token,
                "--identity",
                "identity.txt",
            ],
        )
        .output();
        let output = output.unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !output.status.success() && stderr.contains(said),
            "{stderr}"
        );
    }
}
