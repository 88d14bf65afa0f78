//! Tokens of the portal's own.

use std::time::Duration;

use secrecy::ExposeSecret;
use sendsikkert::clock::Clock;
use sendsikkert::identity::registers::maskinporten::Maskinporten;
use serde_json::{Value, json};

use super::{FIRST, KARI, reason, start};
use crate::support::START;
use crate::support::registers::{Service, grant, signing_key};

const READ: &str = "krr:global/kontaktinformasjon.read";
const WRITE: &str = "another:scope";

async fn token(maskinporten: &Maskinporten, scope: &str) -> String {
    let token = maskinporten.token(scope).await.unwrap();
    token.expose_secret().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_used_for_its_scope_until_shortly_before_its_end() {
    for (lifetime, used_for) in [(120, 110), (600, 590), (1_000_000, 3_590)] {
        let (registers, clock) = start();
        registers.book().token_lifetime = Some(lifetime);
        let maskinporten = registers.maskinporten();
        let first = token(&maskinporten, READ).await;
        assert_ne!(token(&maskinporten, WRITE).await, first);
        clock.advance(Duration::from_secs(used_for - 1));
        assert_eq!(token(&maskinporten.clone(), READ).await, first);
        assert_eq!(registers.calls(Service::Maskinporten).len(), 2);
        clock.advance(Duration::from_secs(1));
        assert_ne!(token(&maskinporten, READ).await, first);
        registers.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_about_to_expire_is_used_once_and_each_has_a_grant_of_its_own() {
    let (registers, _) = start();
    registers.book().token_lifetime = Some(10);
    let maskinporten = registers.maskinporten();
    let first = token(&maskinporten, READ).await;
    assert_ne!(token(&maskinporten, READ).await, first);
    let calls = registers.calls(Service::Maskinporten);
    assert_eq!(calls.len(), 2);
    assert_ne!(calls[0].body, calls[1].body);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_double_takes_only_grants_that_maskinporten_takes() {
    let (registers, clock) = start();
    let now = clock.now().millis() / 1000;
    let http = reqwest::Client::builder().build().unwrap();
    let ask = async |claims: &Value| {
        let assertion = signing_key().sign(claims).unwrap();
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", assertion.as_str()),
        ];
        let url = format!("{}/maskinporten/token", registers.url);
        http.post(url)
            .form(&form)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    let right = grant(&registers, now);
    assert_eq!(ask(&right).await, 200);
    assert_eq!(ask(&right).await, 400, "used twice");
    let without_slash = right["aud"].as_str().unwrap().trim_end_matches('/');
    for (claim, wrong) in [
        ("aud", json!(without_slash)),
        ("aud", json!([right["aud"]])),
        ("iss", json!("another")),
        ("exp", json!(now + 121)),
        ("iat", json!(now + 11)),
        ("jti", json!("")),
        ("scope", json!("")),
    ] {
        let mut claims = grant(&registers, now);
        claims[claim] = wrong;
        assert_eq!(ask(&claims).await, 400, "{claim}");
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_told_to_the_operator_without_numbers() {
    let (registers, _) = start();
    let mut settings = registers.maskinporten_settings();
    settings.client_id = "another".to_owned();
    let stranger = Maskinporten::new(&settings, Clock::manual(START)).unwrap();
    let refused = reason(stranger.token(READ).await);
    assert!(refused.contains("invalid_grant (MP-112: "), "{refused}");
    let text = json!({ "error": "invalid_scope", "error_description": format!(
        "MP-201: 0192:{FIRST} has no access for {KARI}") });
    registers.answers(Service::Maskinporten, 403, &text.to_string());
    let refused = reason(registers.maskinporten().token(READ).await);
    let expected = "it answers 403: invalid_scope (MP-201: 0192: *** has no access for ***)";
    assert!(refused.ends_with(expected), "{refused}");
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_whose_clock_is_wrong_gets_no_token() {
    let (registers, _) = start();
    let late = Clock::manual(START.after(Duration::from_secs(11)));
    let settings = registers.maskinporten_settings();
    let maskinporten = Maskinporten::new(&settings, late).unwrap();
    assert!(reason(maskinporten.token(READ).await).contains("MP-114"));
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_is_no_token_and_no_token_is_shown() {
    let (registers, _) = start();
    let maskinporten = registers.maskinporten();
    for (status, text) in [
        (200, "<html>"),
        (200, "{}"),
        (200, r#"{"access_token":"","expires_in":120}"#),
        (302, ""),
        (500, ""),
    ] {
        registers.answers(Service::Maskinporten, status, text);
        reason(maskinporten.token(READ).await);
    }
    registers.never_answers(Service::Maskinporten);
    let mut settings = registers.maskinporten_settings();
    settings.timeout_ms = 20;
    let impatient = Maskinporten::new(&settings, Clock::manual(START)).unwrap();
    reason(impatient.token(READ).await);
    registers.book().trouble.clear();
    let given = maskinporten.token(READ).await.unwrap();
    assert!(!format!("{maskinporten:?}{given:?}").contains(given.expose_secret()));
    registers.finish().await;
}
