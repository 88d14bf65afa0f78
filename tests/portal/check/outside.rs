//! The provider, the registers and the mail server, when they are not as they should be.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use actix_web::HttpResponse;
use sendsikkert::clock::{Clock, Instant};
use sendsikkert::simulator::Endpoint;
use serde_json::{Value, json};

use super::installation::{Checked, Installation, chmod};
use crate::support::process::free_port;
use crate::support::registers::{Organisation, Service};

impl Installation {
    /// A check while the provider says something else of itself.
    fn check_told(&self, name: &str, value: &Value) -> Checked {
        *self.provider.metadata.lock().unwrap() = json!({ name: value });
        let checked = self.check();
        *self.provider.metadata.lock().unwrap() = Value::Null;
        checked
    }

    /// A check while somebody else answers at the provider's.
    fn check_instead(
        &self,
        instead: impl Fn(Endpoint) -> Option<HttpResponse> + Send + 'static,
    ) -> Checked {
        *self.provider.instead.lock().unwrap() = Some(Box::new(instead));
        let checked = self.check();
        *self.provider.instead.lock().unwrap() = None;
        checked
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_lacks_something_is_told_of() {
    let installation = Installation::start().await;
    for (word, name, value, parts) in [
        (
            "warn",
            "pushed_authorization_request_endpoint",
            Value::Null,
            ["pushed requests", "[identity] issuer"],
        ),
        (
            "warn",
            "authorization_response_iss_parameter_supported",
            json!(false),
            ["name their issuer", "Log-in works"],
        ),
        (
            "warn",
            "end_session_endpoint",
            Value::Null,
            ["log-out", "stays logged in"],
        ),
        (
            "warn",
            "code_challenge_methods_supported",
            Value::Null,
            ["PKCE", "stolen"],
        ),
        (
            "FAIL",
            "code_challenge_methods_supported",
            json!(["plain"]),
            ["S256", "issuer"],
        ),
        (
            "FAIL",
            "id_token_signing_alg_values_supported",
            json!(["PS256"]),
            ["RS256", "issuer"],
        ),
        (
            "FAIL",
            "token_endpoint_auth_methods_supported",
            json!(["client_secret_post"]),
            ["private_key_jwt", "client_key_file"],
        ),
        (
            "FAIL",
            "acr_values_supported",
            json!(["idporten-loa-substantial"]),
            ["idporten-loa-high", "acr in [identity]"],
        ),
        (
            "FAIL",
            "issuer",
            json!("https://test.idporten.no"),
            ["another issuer's", "letter by letter"],
        ),
    ] {
        installation
            .check_told(name, &value)
            .has(word, "ID-porten", &parts);
    }
    let checked = installation.check_told("acr_values_supported", &Value::Null);
    checked.has("ok", "ID-porten", &[]);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_or_has_another_time_is_told_of() {
    let installation = Installation::start().await;
    let down = |which: Endpoint| {
        move |endpoint| (endpoint == which).then(|| HttpResponse::ServiceUnavailable().finish())
    };
    let checked = installation.check_instead(down(Endpoint::Metadata));
    checked.has(
        "FAIL",
        "ID-porten",
        &["metadata can't be read", "503", "nobody gets in"],
    );
    checked.has("warn", "clock", &["can't be compared"]);
    let checked = installation.check_instead(down(Endpoint::Keys));
    checked.has("FAIL", "ID-porten", &["keys can't be read", "503"]);
    checked.has("ok", "clock", &[]);

    for (date, word, parts) in [
        (
            Clock::System.now().before(Duration::from_secs(3)),
            "ok",
            ["ahead", ""],
        ),
        (
            Clock::System.now().before(Duration::from_secs(30)),
            "warn",
            ["ahead", "NTP"],
        ),
        (
            Clock::System.now().after(Duration::from_secs(90)),
            "FAIL",
            ["behind", "NTP"],
        ),
    ] {
        let date = http_date(date);
        let keys = installation.app.provider.key().unwrap().public_jwks();
        let checked = installation.check_instead(move |endpoint| {
            (endpoint == Endpoint::Keys).then(|| {
                HttpResponse::Ok()
                    .insert_header(("Date", date.clone()))
                    .json(&keys)
            })
        });
        checked.has(word, "clock", &parts);
    }
    let no_keys = |endpoint| {
        (endpoint == Endpoint::Keys).then(|| HttpResponse::Ok().json(json!({"keys": []})))
    };
    let checked = installation.check_instead(no_keys);
    checked.has("FAIL", "ID-porten", &["publishes no keys"]);
    installation.finish().await;
}

fn http_date(instant: Instant) -> String {
    let time = std::time::UNIX_EPOCH + Duration::from_millis(instant.millis().unsigned_abs());
    actix_web::http::header::HttpDate::from(time).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn ansattporten_is_looked_at_when_it_is_the_way() {
    let installation = Installation::start().await;
    let way = format!(
        r#"{{ way = "ansattporten", issuer = "{}", client_id = "x", client_key_file = "client-key.pem", environment = "test", resource = "r" }}"#,
        installation.app.issuer
    );
    // The levels there have other names than ID-porten's, whose part the simulator plays.
    let checked = installation.check_when(r#"{ way = "altinn" }"#, &way);
    checked.has("FAIL", "Ansattporten", &["substantial", "[representation]"]);
    checked.has("ok", "Ansattporten key", &["300 days old"]);
    assert!(!checked.out.contains("  Altinn"), "{}", checked.out);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn registers_that_don_t_answer_are_told_of() {
    let installation = Installation::start().await;
    let registers = &installation.registers;
    registers.book().organisations.clear();
    let checked = installation.check();
    checked.has(
        "warn",
        "Enhetsregisteret",
        &["is unknown", "organisation_number"],
    );
    let number = "313001008".to_owned();
    registers
        .book()
        .organisations
        .insert(number, Organisation::Deleted);
    installation
        .check()
        .has("warn", "Enhetsregisteret", &["is deleted"]);

    registers.answers(Service::Enhetsregisteret, 503, "");
    let checked = installation.check();
    checked.has("warn", "Enhetsregisteret", &["answers 503", "firewall"]);
    let checked = installation.check_when(r#"way = "altinn""#, r#"way = "declared""#);
    checked.has("FAIL", "Enhetsregisteret", &["answers 503", "firewall"]);

    registers.answers(Service::Exchange, 403, "");
    let checked = installation.check();
    checked.has("ok", "Maskinporten", &["gives a token"]);
    checked.has("FAIL", "Altinn", &["answers 403", "subscription_key_file"]);
    let refusal = r#"{"error":"invalid_grant","error_description":"MP-112"}"#;
    registers.answers(Service::Maskinporten, 400, refusal);
    let checked = installation.check();
    checked.has("FAIL", "Maskinporten", &["400", "MP-112", "client_id"]);
    checked.has("FAIL", "Altinn", &["MP-112", "Maskinporten"]);
    checked.has("FAIL", "contact register", &["MP-112", "type their"]);
    installation.finish().await;
}

/// A mail server that lets in who knows its one password, until the test's process ends.
fn mail_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // Somebody who hangs up half-way is of no concern.
            drop(converse(stream.unwrap()));
        }
    });
    port
}

fn converse(mut stream: TcpStream) -> std::io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 mail.eksempel.invalid\r\n")?;
    for line in lines {
        let answer: &[u8] = match line?.as_str() {
            // x and topsecret.
            "AUTH PLAIN AHgAdG9wc2VjcmV0" => b"235 welcome\r\n",
            line if line.starts_with("AUTH") => b"535 who are you\r\n",
            line if line.starts_with("EHLO") => b"250-hello\r\n250 AUTH PLAIN\r\n",
            "NOOP" => b"250 yes\r\n",
            "QUIT" => b"221 bye\r\n",
            _ => b"500 only a log-in is expected\r\n",
        };
        stream.write_all(answer)?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_not_there_or_refuses_is_told_of() {
    let installation = Installation::start().await;
    let folder = r#"{ kind = "folder", path = "mail" }"#;
    let smtp = |port: u16, login: &str| {
        format!(
            r#"{{ kind = "smtp", host = "127.0.0.1", port = {port}, encryption = "none"{login} }}"#
        )
    };
    let checked = installation.check_when(folder, &smtp(free_port(), ""));
    checked.has(
        "FAIL",
        "mail",
        &["refused", "[mail.transport]", "Receipts wait"],
    );

    let port = mail_server();
    let login = r#", login = { username = "x", password_file = "password" }"#;
    let password = installation.file("password");
    std::fs::write(&password, "topsecret\n").unwrap();
    chmod(&password, 0o604);
    let checked = installation.check_when(folder, &smtp(port, login));
    checked.has("ok", "mail", &["127.0.0.1", "lets the portal in"]);
    checked.has("FAIL", "mail password", &["every user", "chmod 600"]);
    assert!(!checked.out.contains("topsecret"));
    chmod(&password, 0o600);
    std::fs::write(&password, "hunter2").unwrap();
    let checked = installation.check_when(folder, &smtp(port, login));
    checked.has("FAIL", "mail", &["535", "login"]);
    assert!(!checked.out.contains("hunter2"));

    // Somebody listens, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let checked = installation.check_when(folder, &smtp(port, ""));
    checked.has("FAIL", "mail", &["no answer within 10 seconds", "firewall"]);
    checked.has("ok", "audit trail", &[]);
    installation.finish().await;
}
