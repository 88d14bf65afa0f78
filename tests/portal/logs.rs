//! What the log tells of people: that something happened, and never who, nor anything that opens a door.

use std::fs::File;

use crate::support::browser::{Browser, Page, header};
use crate::support::files;
use crate::support::idporten::part_of;
use crate::support::people::Sender;
use crate::support::process::Demo;

const KARI: &str = "01858910001";

/// The values of a query.
fn values_of(address: &str) -> Vec<String> {
    let (_, query) = address.split_once('?').unwrap_or_default();
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs
        .filter(|(name, _)| !["iss", "client_id", "id"].contains(&name.as_ref()))
        .map(|(_, value)| value.into_owned())
        .collect()
}

/// The values of a browser's cookies.
fn cookie_values(browser: &Browser) -> Vec<String> {
    let cookies = browser.cookies();
    let values = cookies
        .split("; ")
        .filter_map(|cookie| cookie.split_once('='));
    values.map(|(_, value)| value.to_owned()).collect()
}

/// Logs in step by step, and keeps everything that must not become known.
async fn log_in(browser: &Browser, tamper: impl Fn(String) -> String) -> Vec<String> {
    let begun = browser.get("/login").await;
    let provider = header(&begun, "location").to_owned();
    let mut secrets = values_of(&provider);
    secrets.extend(cookie_values(browser));
    let chosen = browser.direct.post(&provider).form(&[("person", KARI)]);
    let back = tamper(header(&chosen.send().await.unwrap(), "location").to_owned());
    secrets.extend(values_of(&back));
    browser.open(&back).await;
    secrets.extend(cookie_values(browser));
    secrets
}

/// Presses log-out, and keeps the token that the form carries.
async fn log_out(browser: &Browser) -> (String, Vec<String>) {
    let page = browser.open("/submissions").await;
    let csrf = page.csrf();
    let page: Page = browser.submit(&page, "/logout", &[]).await;
    let field = |name: &str| {
        page.attribute(&format!("input[name={name}]"), "value")
            .unwrap()
    };
    let token = field("id_token_hint");
    let claims = part_of(&token, 1);
    let mut secrets = vec![csrf, field("state"), token.clone()];
    for name in ["sid", "nonce", "sub", "pid", "jti"] {
        secrets.push(claims[name].as_str().unwrap().to_owned());
    }
    browser.follow_form(&page).await;
    (token, secrets)
}

/// Whether a word looks like a secret of ours or of a provider's: so many random characters. Ids of
/// requests and hashes of the audit trail are hexadecimal.
fn looks_secret(word: &str) -> bool {
    word.len() >= 40 && !word.bytes().all(|b| b.is_ascii_hexdigit())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_holds_no_secret_and_nobody_s_number() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let demo = Demo::start_logging(folder.path(), File::create(&log).unwrap().into());
    let kari = Sender::new(&demo.url);
    let mut secrets = vec![KARI.to_owned()];

    // One log-in that works, and all that can be done with it.
    secrets.extend(log_in(&kari.browser, |back| back).await);
    let submission = kari
        .prepare(&[("filnavnkanari.pdf", &files::pdf("a"))])
        .await;
    kari.send(&submission).await;
    let (token, more) = log_out(&kari.browser).await;
    secrets.extend(more);
    // Some that don't: another code, another issuer, an error with the number in it.
    for tamper in [
        (|back| format!("{back}&code=hemmelig-kode")) as fn(String) -> String,
        |back| back.replace("code=", "code=hemmelig"),
        |back| back.replace("iss=", "iss=x"),
        |back| {
            back.replace(
                "code=",
                &format!("error=invalid_{KARI}&error_description={KARI}&x="),
            )
        },
    ] {
        let eve = Browser::new(&demo.url);
        secrets.extend(log_in(&eve, tamper).await);
        assert!(!eve.has_session());
    }
    // And what the provider, or somebody in its name, says of sessions.
    let browser = Browser::new(&demo.url);
    browser
        .post("/logout/backchannel", &[("logout_token", token)])
        .await;
    browser
        .get("/logout/frontchannel?iss=x&sid=hemmelig-sid")
        .await;
    browser
        .get("/login?return_to=/submissions/hemmelig-vei")
        .await;
    secrets.extend(["hemmelig-sid", "hemmelig-vei", "filnavnkanari"].map(str::to_owned));
    secrets.extend(["kari@example.no", "Klage på vedtak", "Kari Eksempel"].map(str::to_owned));
    demo.kill();

    let log = std::fs::read_to_string(&log).unwrap();
    for told in [
        "a log-in did not succeed",
        "a logout token is not acted on",
        "/login/callback",
    ] {
        assert!(log.contains(told), "{told}: {log}");
    }
    for secret in secrets.iter().filter(|secret| secret.len() > 3) {
        assert!(!log.contains(secret.as_str()), "{secret}");
    }
    let words =
        log.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.'));
    let suspects: Vec<_> = words.filter(|word| looks_secret(word)).collect();
    assert!(suspects.is_empty(), "{suspects:?}");
    assert!(!log.contains("eyJ"), "a token begins like this");
}
