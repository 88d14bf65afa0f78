//! Getting in: what the portal asks the provider for, how it proves itself, and what it makes of the way
//! back.

use std::collections::BTreeSet;
use std::time::Duration;

use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use reqwest::StatusCode;
use sendsikkert::identity::jwt::SigningKey;
use sendsikkert::identity::provider::Acr;
use sendsikkert::simulator::Endpoint;
use serde_json::Value;

use crate::support::browser::header;
use crate::support::idporten::{Fault, Form, Wayward, add, lack, part_of, remove, replace};
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, key};

/// Where a browser is sent, as its parameters.
fn query_of(address: &str) -> Form {
    let address = url::Url::parse(address).unwrap();
    address.query_pairs().into_owned().collect()
}

fn is_url_safe(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What nobody-got-in looks like.
async fn nobody_is_in(app: &TestApp, browser: &Sender) {
    assert!(!browser.browser.has_session());
    assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_asks_for_a_code_with_everything_fresh() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    for _ in 0..3 {
        kari.browser.get("/login").await;
    }
    let requests = wayward.forms(Endpoint::Par);
    for request in &requests {
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "test"),
            ("redirect_uri", &format!("{}/login/callback", app.url)),
            ("code_challenge_method", "S256"),
            ("acr_values", "idporten-loa-high"),
            ("ui_locales", "nb"),
        ] {
            assert_eq!(request[name], value, "{name}");
        }
        assert!(request["scope"].split(' ').any(|scope| scope == "openid"));
        assert!(!request.contains_key("prompt") && !request.contains_key("response_mode"));
    }
    for name in ["state", "nonce", "code_challenge"] {
        let values: BTreeSet<_> = requests.iter().map(|request| &request[name]).collect();
        assert_eq!(values.len(), 3, "{name} is fresh");
        assert!(
            values
                .iter()
                .all(|value| value.len() >= 43 && is_url_safe(value)),
            "{name}: {values:?}"
        );
    }
    app.finish().await;
}

/// The example that Digdir publishes.
#[test]
fn the_challenge_is_the_verifier_s_sha_256() {
    let verifier = PkceCodeVerifier::new("xyo94uhy3zKvgB0NJwLms86SwcjtWviEOpkBnGgaLlo".to_owned());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    assert_eq!(
        challenge.as_str(),
        "b7elB7ZyxIXgFyvBznKvxl7wOB-H17Pz0a3B62NIMFI"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_asked_for_with_the_verifier_and_the_same_address() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(0).await;
    let pushed = wayward.pushed();
    let asked = wayward.forms(Endpoint::Token).pop().unwrap();
    assert_eq!(asked["grant_type"], "authorization_code");
    assert_eq!(asked["redirect_uri"], pushed["redirect_uri"]);
    assert_eq!(asked["code"], wayward.brought_back()["code"]);
    let verifier = asked["code_verifier"].clone();
    assert!((43..=128).contains(&verifier.len()) && is_url_safe(&verifier));
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
    assert_eq!(challenge.as_str(), pushed["code_challenge"]);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_level_that_is_asked_for_is_the_one_that_is_configured() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| settings.acr = Acr::Substantial),
        ..Wishes::default()
    })
    .await;
    app.sender(0).await;
    assert_eq!(wayward.pushed()["acr_values"], "idporten-loa-substantial");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_s_pages_speak_the_portal_s_language() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for (asked, given) in [
        ("nb", "nb"),
        ("nn", "nn"),
        ("en", "en"),
        ("se", "se"),
        ("sv", "nb"),
    ] {
        Sender::new(&app.url)
            .browser
            .get(&format!("/login?lang={asked}"))
            .await;
        assert_eq!(wayward.pushed()["ui_locales"], given, "{asked}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_pushed_and_the_browser_carries_a_reference_to_it() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    let answer = kari.browser.get("/login").await;
    let query = query_of(header(&answer, "location"));
    assert_eq!(
        query.keys().map(String::as_str).collect::<Vec<_>>(),
        ["client_id", "request_uri"]
    );
    // A provider that takes none is asked in the address, with the same parameters.
    wayward.publish(|m| {
        lack(m, "pushed_authorization_request_endpoint");
    });
    app.advance(Duration::from_hours(25));
    let answer = kari.browser.get("/login").await;
    let query = query_of(header(&answer, "location"));
    let mut expected: BTreeSet<_> = wayward.pushed().into_keys().collect();
    expected.retain(|name| !name.starts_with("client_assertion"));
    assert_eq!(query.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(wayward.calls(Endpoint::Par), 1);
    app.sender(0).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_can_t_be_pushed_is_never_sent_in_another_way() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for fault in [
        Fault::Refuses(400, "invalid_request"),
        Fault::Refuses(401, "invalid_client"),
        Fault::Refuses(500, "server_error"),
        Fault::Breaks,
        Fault::Floods,
        Fault::Redirects,
    ] {
        wayward.behave();
        wayward.fail(Endpoint::Par, fault);
        let kari = Sender::new(&app.url);
        let answer = kari.browser.get("/login").await;
        let location = header(&answer, "location").to_owned();
        assert!(
            location.starts_with("/login/unavailable?id="),
            "{fault:?}: {location}"
        );
        let page = kari.browser.open(&location).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        let (_, id) = location.split_once("id=").unwrap();
        let (id, _) = id.split_once('&').unwrap();
        assert!(
            page.html.contains(id),
            "{fault:?}: something to tell support"
        );
        assert!(
            !page.html.contains("kid 42"),
            "the provider's words are for the log"
        );
        nobody_is_in(&app, &kari).await;
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_call_is_proven_by_an_assertion_of_its_own() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for person in 0..2 {
        app.sender(person).await;
    }
    let mut ids = BTreeSet::new();
    let forms = [Endpoint::Par, Endpoint::Token].map(|endpoint| wayward.forms(endpoint));
    for form in forms.iter().flatten() {
        assert_eq!(form["client_id"], "test");
        assert!(!form.contains_key("client_secret"));
        assert_eq!(
            form["client_assertion_type"],
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        );
        let assertion = &form["client_assertion"];
        let (head, claims) = (part_of(assertion, 0), part_of(assertion, 1));
        assert_eq!(head["alg"], "RS256");
        assert_eq!(head["kid"], key(0).id());
        assert!(head.get("x5c").is_none());
        assert_eq!(
            (&claims["iss"], &claims["sub"]),
            (&"test".into(), &"test".into())
        );
        assert_eq!(
            claims["aud"],
            Value::String(app.issuer.clone()),
            "one string"
        );
        let time = |name: &str| claims[name].as_i64().unwrap();
        assert_eq!(time("iat"), app.clock.now().millis().div_euclid(1000));
        assert!((1..=30).contains(&(time("exp") - time("iat"))));
        assert!(
            ids.insert(claims["jti"].as_str().unwrap().to_owned()),
            "used twice"
        );
    }
    assert_eq!(ids.len(), 4);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_keys_can_be_registered_while_one_takes_the_other_s_place() {
    // The provider knows the next key too, and the portal goes on with this one.
    let app = TestApp::start_with(Wishes {
        registered: vec![0, 2],
        ..Wishes::default()
    })
    .await;
    app.sender(0).await;
    app.finish().await;
    // And the other way round: the portal has changed, the provider still knows the one before.
    let app = TestApp::start_with(Wishes {
        registered: vec![2, 0],
        identity: Some(|settings| {
            let path = settings.client_key_file.as_ref().unwrap();
            std::fs::write(path, crate::support::key_file(2)).unwrap();
        }),
        ..Wishes::default()
    })
    .await;
    app.sender(0).await;
    app.finish().await;
    // One that is not registered opens nothing.
    let app = TestApp::start_with(Wishes {
        registered: vec![2],
        ..Wishes::default()
    })
    .await;
    let page = Sender::new(&app.url).arrive("/login", 0).await;
    assert_eq!(page.address, "/login/unavailable");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_not_told_by_what_programs_print() {
    let app = TestApp::start().await;
    let file = crate::support::key_file(0);
    let inside = file.lines().nth(10).unwrap();
    let printed = [
        format!("{:?}", app.app),
        format!("{:?}", app.app.identity),
        format!("{:?}", SigningKey::parse(file).unwrap()),
        format!(
            "{:#}",
            SigningKey::parse(&file.replace(inside, "!")).unwrap_err()
        ),
        format!(
            "{:#}",
            SigningKey::parse(&file.replace("# key id", "# id")).unwrap_err()
        ),
    ];
    for text in printed {
        for line in file.lines().skip(3).filter(|line| line.len() > 20) {
            assert!(!text.contains(line), "{text}");
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_attempt_is_kept_in_a_sealed_cookie_that_only_this_browser_has() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    let answer = kari.browser.get("/login").await;
    let cookie = header(&answer, "set-cookie").to_owned();
    assert!(cookie.starts_with("login-"), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let pushed = wayward.pushed();
    for name in ["state", "nonce", "code_challenge"] {
        assert!(!cookie.contains(&pushed[name]), "{name} is sealed");
    }
    app.finish().await;
    // Over TLS, it can come from this very host alone.
    let app = TestApp::start_with(Wishes {
        public_url: Some("https://send.eksempel.kommune.no"),
        ..Wishes::default()
    })
    .await;
    let answer = Sender::new(&app.url).browser.get("/login").await;
    let cookie = header(&answer, "set-cookie").to_owned();
    assert!(
        cookie.starts_with("__Host-login-") && cookie.contains("Secure"),
        "{cookie}"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_in_leads_back_to_where_one_was_going_and_nowhere_else() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    kari.log_out().await;
    let page = kari.arrive(&format!("{submission}/message"), 0).await;
    assert_eq!(
        (page.status, page.address),
        (StatusCode::OK, format!("{submission}/message"))
    );
    for elsewhere in [
        "https://evil.example/",
        "https:evil.example",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\evil",
        "javascript:alert(1)",
        "evil",
        "",
        " /submissions",
        "/\t/evil.example",
        "/\r\nLocation: https://evil.example",
        "/\u{7f}",
        "/æ",
        &format!("/{}", "x".repeat(4000)),
    ] {
        let eve = Sender::new(&app.url);
        let path = format!("/login?return_to={}", escaped(elsewhere));
        let page = eve.arrive(&path, 0).await;
        assert_eq!(
            (page.status, page.address.as_str()),
            (StatusCode::OK, "/submissions"),
            "{elsewhere:?}"
        );
        // Who is logged in already is not led astray either.
        let answer = eve.browser.get(&path).await;
        assert_eq!(header(&answer, "location"), "/submissions", "{elsewhere:?}");
    }
    // This one is ours however it is read: browsers don't decode what stands in a path.
    let page = Sender::new(&app.url)
        .arrive("/login?return_to=/%252f/evil.example", 0)
        .await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::NOT_FOUND, "/%2f/evil.example")
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_tabs_log_in_at_once_and_each_works_once() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    for person in [0, 1] {
        // Two tabs ask before either comes back.
        let [first, second] = [
            kari.browser.get("/login?return_to=/submissions?a").await,
            kari.browser.get("/login?return_to=/submissions?b").await,
        ];
        let ways = [second, first].map(|answer| header(&answer, "location").to_owned());
        for way in ways {
            let page = kari.arrive(&way, person).await;
            assert_eq!(
                (page.status, page.address.as_str()),
                (StatusCode::OK, "/submissions")
            );
        }
        kari.log_out().await;
    }
    let calls = wayward.calls(Endpoint::Token);
    assert_eq!(calls, 4);
    for answer in wayward.callbacks() {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(answer)
            .finish();
        let page = kari.browser.open(&format!("/login/callback?{query}")).await;
        assert_eq!(page.address, "/login/failed");
    }
    assert_eq!(wayward.calls(Endpoint::Token), calls);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_sent_round_in_circles_is_stopped() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| {
            settings.acr = Acr::Substantial;
            settings.acr_to_send = Some(Acr::High);
        }),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let begun = wayward.calls(Endpoint::Par);
    for start in 0..5 {
        let answer = kari.browser.get("/login?to=send").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{start}");
    }
    let page = kari.browser.open("/login?to=send").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.texts("h1").len(), 1);
    assert_eq!(
        wayward.calls(Endpoint::Par),
        begun + 5,
        "the provider is spared"
    );
    app.advance(Duration::from_secs(6));
    let answer = kari.browser.get("/login?to=send").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "a moment later");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_asked_for_lets_nobody_in() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let eve = Sender::new(&app.url);
    for query in [
        "",
        "?code=x",
        "?state=y",
        "?code=x&state=y",
        "?error=access_denied&state=y",
        "?code=x&code=y&state=z",
        "?code=x&state=",
    ] {
        let page = eve.browser.open(&format!("/login/callback{query}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{query}");
        assert_eq!(page.texts("h1").len(), 1, "{query}");
    }
    // Kari's own answer, in Eve's browser.
    let kari = Sender::new(&app.url);
    kari.browser.get("/login").await;
    let state = &wayward.pushed()["state"];
    let callback = format!(
        "/login/callback?code=x&state={state}&iss={}",
        escaped(&app.issuer)
    );
    assert_eq!(
        eve.browser.open(&callback).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(wayward.calls(Endpoint::Token), 0);
    nobody_is_in(&app, &eve).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_or_a_late_answer_is_refused_and_used_up() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    for (late, calls) in [(false, 1), (true, 1)] {
        kari.browser.get("/login").await;
        let state = &wayward.pushed()["state"];
        if late {
            app.advance(Duration::from_secs(601));
        }
        let callback = format!(
            "/login/callback?code=wrong&state={state}&iss={}",
            escaped(&app.issuer)
        );
        for _ in ["answered", "used up"] {
            let page = kari.browser.open(&callback).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
            assert_eq!(wayward.calls(Endpoint::Token), calls, "late: {late}");
        }
    }
    nobody_is_in(&app, &kari).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_taken_once_even_from_a_browser_whose_cookies_were_copied() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    kari.browser.get("/login").await;
    let state = wayward.pushed()["state"].clone();
    let copy = kari.browser.copy();
    let callback = format!(
        "/login/callback?code=wrong&state={state}&iss={}",
        escaped(&app.issuer)
    );
    assert_eq!(
        kari.browser.open(&callback).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(wayward.calls(Endpoint::Token), 1);
    assert_eq!(copy.open(&callback).await.status, StatusCode::FORBIDDEN);
    assert_eq!(wayward.calls(Endpoint::Token), 1, "not again");
    // Nor does saying it again and again fill the audit trail.
    for answer in ["error=access_denied", "code=a&code=b", "code=a"] {
        copy.open(&format!("/login/callback?{answer}&state={state}"))
            .await;
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM audit").await, 1);
    nobody_is_in(&app, &kari).await;
    app.finish().await;
}

/// What is changed on the way back, and where that leads.
type Change = fn(&mut Vec<(String, String)>);

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_says_something_wrong_is_refused_before_the_code_is_shown_to_anybody() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [(&str, Change); 14] = [
        ("no issuer", |p| remove(p, "iss")),
        ("another issuer", |p| {
            replace(p, "iss", "https://evil.example");
        }),
        ("an empty issuer", |p| replace(p, "iss", "")),
        ("two issuers", |p| add(p, "iss", "https://evil.example")),
        ("the issuer twice", |p| {
            let again = p.iter().find(|(name, _)| name == "iss").unwrap().clone();
            p.push(again);
        }),
        ("a code and an error", |p| add(p, "error", "access_denied")),
        ("two codes", |p| add(p, "code", "x")),
        ("two states", |p| add(p, "state", "x")),
        ("no code", |p| remove(p, "code")),
        ("no state", |p| remove(p, "state")),
        ("another state", |p| replace(p, "state", "x")),
        ("an endless code", |p| replace(p, "code", &"x".repeat(5000))),
        ("an endless state", |p| {
            replace(p, "state", &"x".repeat(5000));
        }),
        ("an endless description", |p| {
            add(p, "error_description", &"x".repeat(5000));
        }),
    ];
    for (what, change) in table {
        wayward.bring_back(change);
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert_eq!(
            (page.status, page.address.as_str()),
            (StatusCode::FORBIDDEN, "/login/failed"),
            "{what}"
        );
        assert_eq!(wayward.calls(Endpoint::Token), 0, "{what}");
        nobody_is_in(&app, &kari).await;
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_issuer_with_a_slash_at_the_end_is_another_one() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    wayward.bring_back(|p| {
        let (_, issuer) = p.iter().find(|(name, _)| name == "iss").unwrap().clone();
        replace(p, "iss", &format!("{issuer}/"));
    });
    let page = Sender::new(&app.url).arrive("/login", 0).await;
    assert_eq!(
        (page.address.as_str(), wayward.calls(Endpoint::Token)),
        ("/login/failed", 0)
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_issuer_is_announced_none_is_missed_but_a_wrong_one_is_refused() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    wayward.publish(|m| {
        lack(m, "authorization_response_iss_parameter_supported");
    });
    wayward.bring_back(|p| remove(p, "iss"));
    app.sender(0).await;
    wayward.bring_back(|p| replace(p, "iss", "https://evil.example"));
    let page = Sender::new(&app.url).arrive("/login", 0).await;
    assert_eq!(page.address, "/login/failed");
    assert_eq!(wayward.calls(Endpoint::Token), 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_error_of_the_provider_has_its_page_and_none_shows_the_provider_s_words() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for (error, outcome) in [
        ("access_denied", "cancelled"),
        ("server_error", "unavailable"),
        ("temporarily_unavailable", "unavailable"),
        ("unmet_authentication_requirements", "too-low"),
        ("invalid_request", "failed"),
        ("login_required", "failed"),
        ("<script>alert(1)</script>", "failed"),
    ] {
        wayward.bring_back(move |p| {
            remove(p, "code");
            add(p, "error", error);
            add(p, "error_description", "<b>idporten-words</b>");
        });
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert_eq!(page.address, format!("/login/{outcome}"), "{error}");
        assert!(!page.html.contains("idporten-words") && !page.html.contains("alert(1)"));
        assert_eq!(page.texts("h1").len(), 1, "{error}");
        nobody_is_in(&app, &kari).await;
    }
    assert_eq!(wayward.calls(Endpoint::Token), 0);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_log_in_in_vain_one_still_knows_where_one_was_going() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    wayward.bring_back(|p| {
        remove(p, "code");
        add(p, "error", "access_denied");
    });
    let kari = Sender::new(&app.url);
    let page = kari
        .arrive("/login?return_to=/submissions/x/files", 0)
        .await;
    let button = page.attribute("main a.ds-button", "href").unwrap();
    assert_eq!(button, "/login?return_to=%2Fsubmissions%2Fx%2Ffiles");
    // The page is the same one in another language, with the same number for support.
    let number = page.texts(".request-id .code");
    let nynorsk = page.attribute("a[hreflang=nn]", "href").unwrap();
    let page = kari.browser.open(&nynorsk).await;
    assert_eq!(page.texts("h1"), ["Du vart ikkje logga inn"]);
    assert_eq!(page.texts(".request-id .code"), number);
    assert_eq!(page.attribute("main a.ds-button", "href").unwrap(), button);
    // And no address that is typed makes the page link to another site.
    let page = kari.browser.open("//evil.example/x").await;
    assert!(!page.html.contains("\"//"), "{}", page.html);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_is_not_kept_names_no_referrer_and_leaves_the_address() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = Sender::new(&app.url);
    kari.browser.get("/login").await;
    let state = wayward.pushed()["state"].clone();
    let refused = format!(
        "/login/callback?code=secret&state={state}&iss={}",
        escaped(&app.issuer)
    );
    for path in [refused.as_str(), "/login/callback?code=secret&state=x"] {
        let answer = kari.browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(header(&answer, "cache-control"), "no-store");
        assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
        assert!(!header(&answer, "location").contains("secret"));
        assert!(answer.text().await.unwrap().is_empty());
    }
    // The same after one that worked; and then Reload and Back do no harm.
    kari.log_in(0).await;
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(wayward.brought_back())
        .finish();
    let calls = wayward.calls(Endpoint::Token);
    let answer = kari.browser.get(&format!("/login/callback?{query}")).await;
    assert_eq!(header(&answer, "location"), "/submissions");
    assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
    let page = kari.browser.open(&format!("/login/callback?{query}")).await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::OK, "/submissions")
    );
    assert_eq!(wayward.calls(Endpoint::Token), calls);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_of_the_provider_s_are_not_followed_behind_the_browser_s_back() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let faults = [
        Endpoint::Metadata,
        Endpoint::Keys,
        Endpoint::Par,
        Endpoint::Token,
    ];
    for endpoint in faults {
        wayward.behave();
        wayward.fail(endpoint, Fault::Redirects);
        app.advance(Duration::from_hours(25));
        let calls = wayward.calls(endpoint);
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert_eq!(wayward.calls(endpoint), calls + 1, "{endpoint:?}");
        assert!(
            page.address.starts_with("/login/"),
            "{endpoint:?}: {}",
            page.address
        );
        nobody_is_in(&app, &kari).await;
    }
    app.finish().await;
}
