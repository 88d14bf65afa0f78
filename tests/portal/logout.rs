//! Log-out: by the person, and by the provider through the browser or directly.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use sendsikkert::simulator::Endpoint;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Page, header};
use crate::support::idporten::{Fault, Wayward, lack};
use crate::support::people::{MESSAGE, Sender};
use crate::support::{TestApp, Wishes, files, key};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A hidden field of the page's form.
fn field(page: &Page, name: &str) -> Option<String> {
    page.attribute(&format!("main form input[name={name}]"), "value")
}

async fn is_in(sender: &Sender) -> bool {
    sender.browser.get("/submissions").await.status() == StatusCode::OK
}

#[tokio::test(flavor = "multi_thread")]
async fn log_out_ends_the_session_here_first_and_then_at_the_provider() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let mut states = Vec::new();
    for _ in 0..2 {
        let kari = app.sender(0).await;
        let cookies = kari.browser.cookies();
        let page = kari.browser.open("/submissions").await;
        let form = [("csrf", page.csrf())];
        let answer = kari
            .browser
            .direct
            .post(kari.browser.absolute("/logout"))
            .form(&form);
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let policy = header(&answer, "content-security-policy").to_owned();
        assert!(
            policy.contains(&format!("form-action 'self' {};", app.issuer)),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        // Whoever never comes back is logged out here.
        assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0);
        assert!(!kari.browser.has_session());
        let thief = Browser::new(&app.url);
        let request = thief
            .direct
            .get(thief.absolute("/submissions"))
            .header("Cookie", cookies);
        let stolen = request.send().await.unwrap();
        assert_eq!(
            header(&stolen, "location"),
            "/login?return_to=%2Fsubmissions"
        );

        let page = Page::of(answer).await;
        let action = page.attribute("main form", "action").unwrap();
        assert_eq!(
            action,
            format!("{}/logout", app.issuer),
            "nothing in the address"
        );
        assert_eq!(page.attribute("main form", "method").unwrap(), "post");
        let id_token = wayward.handed_out()["id_token"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(field(&page, "id_token_hint"), Some(id_token.clone()));
        assert_eq!(field(&page, "client_id").as_deref(), Some("test"));
        let back = format!("{}/logout/callback", app.url);
        assert_eq!(field(&page, "post_logout_redirect_uri"), Some(back));
        states.push(field(&page, "state").unwrap());
        assert_eq!(page.html.matches(&id_token).count(), 1, "in the form alone");
        assert_eq!(
            page.texts("main form button").len(),
            1,
            "no log-out \"here only\""
        );

        let page = kari.browser.follow_form(&page).await;
        assert_eq!(
            (page.status, page.address.as_str()),
            (StatusCode::OK, "/logout/callback")
        );
        let page = kari.browser.open("/login").await;
        assert_eq!(
            page.address, "/authorize",
            "the provider asks again who it is"
        );
    }
    assert!(states.iter().all(|state| state.len() >= 43) && states[0] != states[1]);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_refused_can_log_out_of_the_provider_all_the_same() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let refusals: [fn(&mut Value); 2] = [
        |c| lack(c, "pid"),
        |c| c["acr"] = json!("idporten-loa-substantial"),
    ];
    for refusal in refusals {
        wayward.claim(refusal);
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(
            page.attribute("main form", "action").as_deref(),
            Some("/logout")
        );
        let page = kari.browser.follow_form(&page).await;
        assert_eq!(field(&page, "id_token_hint"), None);
        let page = kari.browser.follow_form(&page).await;
        assert_eq!(
            (page.status, page.address.as_str()),
            (StatusCode::OK, "/logout/callback")
        );
        assert_eq!(kari.browser.open("/login").await.address, "/authorize");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_brought_back_from_the_provider_s_log_out_changes_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    for query in [
        "",
        "?state=",
        "?state=wrong",
        "?state=a&state=b",
        "?error=x&state=%00",
    ] {
        let path = format!("/logout/callback{query}");
        let somebody = Sender::new(&app.url);
        let [page, own] = [
            somebody.browser.open(&path).await,
            kari.browser.open(&path).await,
        ];
        for page in [page, own] {
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert_eq!(page.texts("h1").len(), 1, "{query}");
        }
    }
    assert!(is_in(&kari).await, "nobody can be logged out by a link");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_out_while_the_provider_is_down_says_that_it_counts_here_only() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(1).await;
    app.advance(Duration::from_mins(24 * 60 - 10));
    let kari = app.sender(0).await;
    app.advance(Duration::from_mins(20));
    wayward.fail(Endpoint::Metadata, Fault::Refuses(500, "server_error"));
    let page = kari.browser.open("/submissions").await;
    let page = kari.browser.submit(&page, "/logout", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!kari.browser.has_session());
    let here_only = page.texts("main p").join(" ");
    wayward.behave();
    app.advance(Duration::from_secs(6));
    let everywhere = kari
        .browser
        .open("/logout/callback")
        .await
        .texts("main p")
        .join(" ");
    assert_ne!(here_only, everywhere, "she is told");
    app.finish().await;
}

/// The provider's word, as a frame of its page carries it: without a cookie.
async fn tell(app: &TestApp, query: &[(&str, &str)]) -> reqwest::Response {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    Browser::new(&app.url)
        .get(&format!("/logout/frontchannel?{query}"))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_s_frame_ends_the_session_it_names_and_no_other() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let sid = wayward.claimed()["sid"].as_str().unwrap().to_owned();
    let ola = app.sender(1).await;
    let (iss, slashed) = (app.issuer.as_str(), format!("{}/", app.issuer));
    let nothing: [&[(&str, &str)]; 9] = [
        &[("iss", "https://evil.example"), ("sid", &sid)],
        &[("iss", &format!("{iss}//")), ("sid", &sid)],
        &[("iss", ""), ("sid", &sid)],
        &[("sid", &sid)],
        &[("iss", iss)],
        &[("iss", iss), ("sid", "unknown")],
        &[("iss", iss), ("sid", "")],
        &[("iss", iss), ("sid", &sid), ("sid", &sid)],
        &[("iss", iss), ("iss", iss), ("sid", &sid)],
    ];
    for query in nothing {
        assert_eq!(
            tell(&app, query).await.status(),
            StatusCode::OK,
            "{query:?}"
        );
        assert!(is_in(&kari).await && is_in(&ola).await, "{query:?}");
    }
    let answer = tell(&app, &[("iss", iss), ("sid", &sid)]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "cache-control"), "no-store");
    let policy = header(&answer, "content-security-policy");
    assert!(
        policy.ends_with(&format!("frame-ancestors {iss}")),
        "{policy}"
    );
    assert!(answer.headers().get("x-frame-options").is_none());
    assert!(!is_in(&kari).await, "ended");
    assert!(is_in(&ola).await, "somebody else's");
    // Digdir's sample has a slash at the end.
    let sid = wayward.claimed()["sid"].as_str().unwrap().to_owned();
    tell(&app, &[("iss", &slashed), ("sid", &sid)]).await;
    assert!(!is_in(&ola).await);
    for path in [
        "/",
        "/logout/callback",
        "/login/failed",
        "/static/x/style.css",
    ] {
        let answer = Browser::new(&app.url).get(path).await;
        let policy = header(&answer, "content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frame_is_answered_while_the_provider_is_down() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    wayward.fail(Endpoint::Metadata, Fault::Refuses(500, "server_error"));
    let answer = tell(&app, &[("iss", &app.issuer), ("sid", "x")]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(
        header(&answer, "content-security-policy")
            .ends_with(&format!("frame-ancestors {}", app.issuer))
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_out_at_another_service_ends_what_an_open_tab_could_do() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    let tab = kari.browser.open(&format!("{submission}/message")).await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    // The provider's own log-out page, with its frame.
    let page = kari.browser.open(&format!("{}/logout", app.issuer)).await;
    let frame = page.attribute("iframe", "src").unwrap();
    assert_eq!(
        Browser::new(&app.url).open(&frame).await.status,
        StatusCode::OK
    );
    for (page, step, fields) in [(&tab, "message", &MESSAGE[..]), (&review, "send", &[])] {
        let page = kari
            .browser
            .submit(page, &format!("{submission}/{step}"), fields)
            .await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{step}");
        assert!(!page.html.contains("Klage på vedtak"), "{step}");
    }
    let files = vec![("b.pdf".to_owned(), files::pdf("b"))];
    let page = kari
        .browser
        .upload(&tab, &format!("{submission}/files"), files)
        .await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 1);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM submissions WHERE frozen_at IS NOT NULL")
            .await,
        0
    );
    app.finish().await;
}

/// A logout token as it should be, and the provider's header for it.
fn right_token(app: &TestApp, wayward: &Wayward) -> (Value, Value) {
    let now = app.clock.now().millis() / 1000;
    let head = json!({ "alg": "RS256", "kid": key(1).id(), "typ": "logout+jwt" });
    let claims = json!({
        "iss": app.issuer, "aud": "test", "sub": wayward.claimed()["sub"],
        "iat": now, "exp": now + 120, "jti": uuid::Uuid::new_v4(),
        "sid": wayward.claimed()["sid"], "events": { EVENT: {} },
    });
    (head, claims)
}

async fn hand_in(app: &TestApp, token: &str) -> StatusCode {
    let browser = Browser::new(&app.url);
    let form = [("logout_token", token)];
    let request = browser
        .direct
        .post(browser.absolute("/logout/backchannel"))
        .form(&form);
    let answer = request.send().await.unwrap();
    assert_eq!(header(&answer, "cache-control"), "no-store");
    answer.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_token_that_breaks_a_rule_ends_nothing() {
    type Break = fn(&mut Value, &mut Value);
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let table: [(&str, Break); 25] = [
        ("no type", |h, _| lack(h, "typ")),
        ("another type", |h, _| h["typ"] = json!("JWT")),
        ("no algorithm", |h, _| h["alg"] = json!("none")),
        ("HS256", |h, _| h["alg"] = json!("HS256")),
        ("RS512", |h, _| h["alg"] = json!("RS512")),
        ("an unknown key", |h, _| h["kid"] = json!("x")),
        ("no key", |h, _| lack(h, "kid")),
        ("an extension", |h, _| h["crit"] = json!(["x"])),
        ("another issuer", |_, c| {
            c["iss"] = json!("https://evil.example");
        }),
        ("the issuer with a slash", |_, c| {
            c["iss"] = json!(format!("{}/", c["iss"].as_str().unwrap()));
        }),
        ("another audience", |_, c| c["aud"] = json!("other")),
        ("an audience more", |_, c| {
            c["aud"] = json!(["test", "other"]);
        }),
        ("no audience", |_, c| lack(c, "aud")),
        ("no events", |_, c| lack(c, "events")),
        ("another event", |_, c| {
            c["events"] = json!({ "https://x.example": {} });
        }),
        ("an event that is no object", |_, c| {
            c["events"] = json!({ EVENT: 1 });
        }),
        ("a nonce", |_, c| c["nonce"] = json!("x")),
        ("no session", |_, c| lack(c, "sid")),
        ("an empty session", |_, c| c["sid"] = json!("")),
        ("no id", |_, c| lack(c, "jti")),
        ("no time", |_, c| lack(c, "iat")),
        ("an old one", |_, c| {
            c["iat"] = json!(c["iat"].as_i64().unwrap() - 301);
        }),
        ("one from the future", |_, c| {
            c["iat"] = json!(c["iat"].as_i64().unwrap() + 60);
        }),
        ("an expired one", |_, c| {
            c["exp"] = json!(c["iat"].as_i64().unwrap() - 11);
        }),
        ("an expiry that is no time", |_, c| {
            c["exp"] = json!("never");
        }),
    ];
    for (what, go_wrong) in table {
        let (mut head, mut claims) = right_token(&app, &wayward);
        go_wrong(&mut head, &mut claims);
        let token = key(1).sign_with(&head, &claims).unwrap();
        assert_eq!(
            hand_in(&app, &token).await,
            StatusCode::BAD_REQUEST,
            "{what}"
        );
        assert!(is_in(&kari).await, "{what}");
    }
    let (head, claims) = right_token(&app, &wayward);
    let borrowed = key(2).sign_with(&head, &claims).unwrap();
    let own = wayward.handed_out()["id_token"]
        .as_str()
        .unwrap()
        .to_owned();
    for token in ["", "x", "a.b.c", &borrowed, &own, &"x".repeat(20_000)] {
        assert_eq!(hand_in(&app, token).await, StatusCode::BAD_REQUEST);
        assert!(is_in(&kari).await);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_logout_token_ends_its_session_once() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let ola = app.sender(1).await;
    let kari = app.sender(0).await;
    let (head, claims) = right_token(&app, &wayward);
    let token = key(1).sign_with(&head, &claims).unwrap();
    assert_eq!(hand_in(&app, &token).await, StatusCode::OK);
    assert!(!is_in(&kari).await && is_in(&ola).await);
    // Again: refused, and harmless to who has logged in since.
    let again = app.sender(0).await;
    assert_eq!(hand_in(&app, &token).await, StatusCode::BAD_REQUEST);
    assert!(is_in(&again).await);
    app.advance(Duration::from_mins(11));
    app.app.sweep().await.unwrap();
    assert_eq!(
        app.count("SELECT COUNT(*) FROM logout_tokens").await,
        0,
        "forgotten in time"
    );
    assert_eq!(
        hand_in(&app, &token).await,
        StatusCode::BAD_REQUEST,
        "too old by then"
    );
    // A session that is not there is fine.
    let (head, claims) = {
        let (head, mut claims) = right_token(&app, &wayward);
        claims["sid"] = json!("unknown");
        (head, claims)
    };
    let token = key(1).sign_with(&head, &claims).unwrap();
    assert_eq!(hand_in(&app, &token).await, StatusCode::OK);
    assert!(is_in(&again).await);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_token_by_a_new_key_is_believed_and_without_keys_the_provider_is_told_so_in_time()
{
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let by_new_key = || {
        let (mut head, claims) = right_token(&app, &wayward);
        head["kid"] = json!(key(2).id());
        key(2).sign_with(&head, &claims).unwrap()
    };
    app.advance(Duration::from_secs(6));
    for fault in [Fault::Stalls, Fault::Refuses(500, "server_error")] {
        wayward.behave();
        wayward.fail(Endpoint::Keys, fault);
        app.advance(Duration::from_secs(6));
        let begun = Instant::now();
        let status = hand_in(&app, &by_new_key()).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{fault:?}");
        // It gives up after 1.8 seconds; the rest is for a busy machine.
        assert!(begun.elapsed() < Duration::from_secs(4), "{fault:?}");
        assert!(is_in(&kari).await);
    }
    wayward.behave();
    app.provider.add_key(key(2));
    app.advance(Duration::from_secs(6));
    assert_eq!(hand_in(&app, &by_new_key()).await, StatusCode::OK);
    assert!(!is_in(&kari).await);
    app.finish().await;
}
