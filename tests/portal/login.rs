//! Getting in, and being let out again.

use std::time::Duration;

use reqwest::StatusCode;

use crate::support::TestApp;
use crate::support::people::Sender;

#[tokio::test(flavor = "multi_thread")]
async fn half_an_hour_of_rest_or_two_hours_of_work_end_a_session() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    for _ in 0..5 {
        app.advance(Duration::from_mins(20));
        assert_eq!(
            kari.browser.open("/submissions").await.address,
            "/submissions"
        );
    }
    app.advance(Duration::from_mins(20));
    assert_eq!(
        kari.browser.open("/submissions").await.address,
        "/authorize",
        "two hours"
    );
    kari.log_in(0).await;
    app.advance(Duration::from_mins(31));
    assert_eq!(
        kari.browser.open("/submissions").await.address,
        "/authorize",
        "half an hour"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_asked_for_lets_nobody_in() {
    let app = TestApp::start().await;
    let eve = Sender::new(&app.url);
    for query in [
        "",
        "?code=x",
        "?state=y",
        "?code=x&state=y",
        "?error=access_denied&state=y",
        "?code=x&code=y&state=z",
    ] {
        let page = eve.browser.open(&format!("/login/callback{query}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{query}");
        assert_eq!(page.texts("h1").len(), 1, "{query}");
    }
    // Kari's own answer, in Eve's browser.
    let kari = Sender::new(&app.url);
    let page = kari.browser.open("/login").await;
    assert_eq!(page.address, "/authorize");
    let state = page
        .html
        .split("state=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let page = eve
        .browser
        .open(&format!("/login/callback?code=x&state={state}"))
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_or_a_late_answer_is_refused_and_used_up() {
    let app = TestApp::start().await;
    let kari = Sender::new(&app.url);
    for late in [false, true] {
        let page = kari.browser.open("/login").await;
        let state = page
            .html
            .split("state=")
            .nth(1)
            .unwrap()
            .split('&')
            .next()
            .unwrap()
            .to_owned();
        if late {
            app.advance(Duration::from_mins(11));
        }
        let callback = format!("/login/callback?code=wrong&state={state}");
        assert_eq!(
            kari.browser.open(&callback).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            kari.browser.open(&callback).await.status,
            StatusCode::FORBIDDEN,
            "used up"
        );
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_in_leads_back_to_where_one_was_going_and_nowhere_else() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    kari.log_out().await;
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert_eq!(page.address, "/authorize");
    // The same request once more, to see where its answer leads.
    let kept = kari.browser.http.get(
        kari.browser
            .absolute(&format!("/login?return_to={submission}/message")),
    );
    let provider = kept.send().await.unwrap();
    let address = provider.url().clone();
    let page = kari
        .browser
        .post(address.as_str(), &[("person", "01858910001".to_owned())])
        .await;
    assert_eq!(page.address, format!("{submission}/message"));
    kari.log_out().await;
    for elsewhere in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
    ] {
        let query: String = url::form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        let provider = kari
            .browser
            .http
            .get(kari.browser.absolute(&format!("/login?return_to={query}")));
        let address = provider.send().await.unwrap().url().clone();
        let page = kari
            .browser
            .post(address.as_str(), &[("person", "01858910001".to_owned())])
            .await;
        assert_eq!(page.address, "/submissions", "{elsewhere}");
        kari.log_out().await;
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_log_out_the_old_cookie_opens_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let cookie = kari.browser.cookies();
    let page = kari.log_out().await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::OK, "/logout/callback")
    );
    let thief = reqwest::ClientBuilder::new()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let answer = thief
        .get(format!("{}/submissions", app.url))
        .header("Cookie", cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(
        answer.headers()["location"]
            .to_str()
            .unwrap()
            .starts_with("/login")
    );
    app.finish().await;
}
