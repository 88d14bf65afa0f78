//! Let in by Maskinporten, or not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sendsikkert::clock::Clock;
use serde_json::{Value, json};

use super::{assert_whole, behind, events, names, run};
use crate::support::process::free_port;
use crate::support::registers::{Registers, Service};
use crate::support::relay::{Act, Relay};
use crate::support::{TestApp, files};

const SCOPES: [&str; 2] = ["kommune:sendsikkert.read", "kommune:sendsikkert.write"];
const AUDIENCE: &str = "https://send.eksempel.kommune.no/api";

/// The archive's client, its key beside it.
fn client_file(app: &TestApp, registers: &Registers, issuer: &str) -> std::path::PathBuf {
    let settings = registers.maskinporten_settings();
    let folder = app.folder.path();
    std::fs::copy(settings.key_file, folder.join("maskinporten-key.pem")).unwrap();
    let text = format!(
        "client_id = \"{}\"\nkey_file = \"maskinporten-key.pem\"\nissuer = \"{issuer}\"\n\
         scopes = {SCOPES:?}\nresource = \"{AUDIENCE}\"\n",
        settings.client_id
    );
    let path = folder.join("maskinporten.toml");
    std::fs::write(&path, text).unwrap();
    path
}

fn pull(app: &TestApp, url: &str, file: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
    command
        .args(["pull", "--url", url, "--maskinporten"])
        .arg(file);
    command
        .arg("--identity")
        .arg(app.folder.path().join("archive-identity.txt"))
        .arg("--out")
        .arg(app.folder.path().join("out"));
    command
}

/// The claims of a grant that was sent.
fn claims(body: &str) -> Value {
    let form = url::form_urlencoded::parse(body.as_bytes());
    let (_, grant) = form
        .into_owned()
        .find(|(name, _)| name == "assertion")
        .unwrap();
    let claims = grant.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn maskinporten_s_tokens_are_asked_for_this_portal_and_renewed_in_time() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let registers = Registers::start(&Clock::System);
    // One that is about to end is used once.
    registers.book().token_lifetime = Some(10);
    let relay = Relay::before(&app.url);
    let archivist = behind(&relay, &app);
    relay.show_token(&app.token);
    // The portal may have other ideas of how long a token lives.
    relay.plan(|n, _| {
        if n == 1 {
            Act::Answer(401, "")
        } else {
            Act::Pass
        }
    });
    let issuer = registers.maskinporten_settings().issuer;
    let file = client_file(&app, &registers, &issuer);
    let output = run(pull(&app, &relay.url, &file)).await;
    assert_eq!(
        names(&events(&output)),
        ["fetched", "acknowledged", "round"],
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_whole(&archivist.folders()[0]);

    let shown: Vec<_> = relay
        .asked()
        .into_iter()
        .map(|asked| asked.authorization)
        .collect();
    let calls = registers.calls(Service::Maskinporten);
    assert_eq!(shown.len(), calls.len(), "a new one each time");
    assert!(
        shown
            .iter()
            .all(|token| token.starts_with("Bearer maskinporten-"))
    );
    assert!(shown.windows(2).all(|pair| pair[0] != pair[1]));
    for call in calls {
        let claims = claims(&call.body);
        assert_eq!(claims["resource"], json!([AUDIENCE]));
        assert_eq!(claims["scope"], SCOPES.join(" "));
    }
    relay.finish().await;
    registers.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_lives_long_enough_serves_for_everything() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let draft = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    kari.send(&draft).await;
    let registers = Registers::start(&Clock::System);
    let relay = Relay::before(&app.url);
    relay.show_token(&app.token);
    let issuer = registers.maskinporten_settings().issuer;
    let file = client_file(&app, &registers, &issuer);
    let output = run(pull(&app, &relay.url, &file)).await;
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(registers.calls(Service::Maskinporten).len(), 1);
    assert_eq!(relay.asked().len(), 5);
    relay.finish().await;
    registers.finish().await;
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_nothing_is_asked_of_the_portal() {
    let app = TestApp::start().await;
    let registers = Registers::start(&Clock::System);
    let relay = Relay::before(&app.url);
    let issuer = registers.maskinporten_settings().issuer;
    let file = client_file(&app, &registers, &issuer);
    let no = r#"{"error":"invalid_scope","error_description":"MP-201: no access"}"#;
    registers.answers(Service::Maskinporten, 403, no);
    let output = run(pull(&app, &relay.url, &file)).await;
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("access is refused") && said.contains("invalid_scope (MP-201"),
        "{said}"
    );
    let nobody = format!("http://127.0.0.1:{}/", free_port());
    let file = client_file(&app, &registers, &nobody);
    let output = run(pull(&app, &relay.url, &file)).await;
    assert_eq!(output.status.code(), Some(3));
    std::fs::write(&file, "client_id = 'x'").unwrap();
    let output = run(pull(&app, &relay.url, &file)).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(relay.asked().is_empty());
    relay.finish().await;
    registers.finish().await;
    app.finish().await;
}
