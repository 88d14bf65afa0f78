//! How often somebody may ask, with time that is moved.

use std::time::Duration;

use reqwest::Method;
use sendsikkert::identity::archive_access::token;

use super::{Program, problem};
use crate::support::browser::header;
use crate::support::{TestApp, Wishes};

/// Asks until it is told to wait: how often that went well, and how many seconds it has to wait.
async fn ask_until_stopped(program: &Program) -> (usize, u64) {
    for asked in 0..1000 {
        let response = program.get("/v1/figures").await;
        if response.status() != 429 {
            continue;
        }
        let wait = header(&response, "retry-after").parse().unwrap();
        assert_eq!(problem(response).await.1, "too-many-requests");
        return (asked, wait);
    }
    unreachable!("nobody stops it");
}

async fn portal(requests_per_minute: u32) -> TestApp {
    TestApp::start_with(Wishes {
        requests_per_minute: Some(requests_per_minute),
        ..Wishes::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_too_often_waits_and_keeps_nobody_else_waiting() {
    let app = portal(300).await;
    let program = Program::of(&app);
    assert_eq!(ask_until_stopped(&program).await, (30, 1));
    let order = token::Order::for_a_year("other", &app.clock);
    let other = token::create(&app.app.desk.db, &app.clock, &order).await;
    let other = program.with_token(&other.unwrap());
    assert_eq!(
        ask_until_stopped(&other).await,
        (30, 1),
        "a bucket of its own"
    );
    app.advance(Duration::from_secs(1));
    assert_eq!(ask_until_stopped(&program).await, (5, 1), "300 in a minute");
    app.advance(Duration::from_hours(1));
    assert_eq!(
        ask_until_stopped(&program).await,
        (30, 1),
        "no more than that at once"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_client_may_still_fetch_a_submission_at_once() {
    let app = portal(6).await;
    assert_eq!(ask_until_stopped(&Program::of(&app)).await, (20, 10));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_tokens_waits_and_keeps_nobody_else_waiting() {
    let app = portal(600).await;
    let known = Program::of(&app);
    let guesser = known.with_token("sst_guess");
    let from = async |program: &Program, address: &str| {
        let request = program.request(Method::GET, "/v1/figures");
        let response = request
            .header("X-Forwarded-For", address)
            .send()
            .await
            .unwrap();
        response.status().as_u16()
    };
    for guess in 0..20 {
        assert_eq!(from(&guesser, "192.0.2.7").await, 401, "{guess}");
    }
    assert_eq!(from(&guesser, "192.0.2.7").await, 429);
    for address in ["192.0.2.7", "192.0.2.8"] {
        assert_eq!(from(&known, address).await, 200, "{address}");
    }
    app.advance(Duration::from_secs(2));
    assert_eq!(from(&guesser, "192.0.2.7").await, 401);

    // With IPv6, somebody has as many addresses as she likes.
    for guess in 0..20 {
        from(&guesser, &format!("2001:db8::{guess:x}")).await;
    }
    assert_eq!(from(&guesser, "2001:db8::ffff:1").await, 429);
    assert_eq!(from(&guesser, "2001:db8:0:1::1").await, 401);
    app.finish().await;
}
