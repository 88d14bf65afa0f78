//! What an `id_token` must say before anybody is let in: every wrong one, and that it opens nothing.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use reqwest::StatusCode;
use ring::rsa::KeyPair;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use sendsikkert::identity::jwt::SigningKey;
use sendsikkert::identity::provider::{Acr, Environment};
use sendsikkert::numbers::NationalId;
use sendsikkert::simulator::Endpoint;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::support::idporten::{Fault, Wayward, lack, until};
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, key, key_file};

/// Kari, whom every one of these tokens is about.
const PID: &str = "01858910001";

/// Something wrong, and where it leads.
type Wrong = (&'static str, fn(&Wayward), &'static str);
/// What a token says otherwise.
type Change = fn(&mut Value);

/// Seconds beside a time that stands in the claims.
fn shift(claims: &mut Value, name: &str, seconds: i64) {
    let time = claims[name].as_i64().unwrap();
    claims[name] = json!(time + seconds);
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A token whose "signature" is made with something everybody knows.
fn hs256(kid: &str, claims: &Value, secret: &[u8]) -> String {
    let header = json!({ "alg": "HS256", "kid": kid });
    let input = format!("{}.{}", part(&header), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(input.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    format!("{input}.{signature}")
}

/// Rightly signed by the provider's key, in a way that it has not announced.
fn rs512(key: &SigningKey, claims: &Value) -> String {
    let der = PrivatePkcs8KeyDer::from_pem_slice(key_file(1).as_bytes()).unwrap();
    let pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let header = json!({ "alg": "RS512", "kid": key.id() });
    let input = format!("{}.{}", part(&header), part(claims));
    let mut signature = vec![0; pair.public().modulus_len()];
    let random = ring::rand::SystemRandom::new();
    pair.sign(
        &ring::signature::RSA_PKCS1_SHA512,
        &random,
        input.as_bytes(),
        &mut signature,
    )
    .unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Lets the provider go wrong in each way, each in a fresh browser, and sees that nobody gets in.
async fn nobody_gets_in(app: &TestApp, wayward: &Wayward, table: &[Wrong]) {
    for (what, go_wrong, outcome) in table {
        wayward.behave();
        go_wrong(wayward);
        let kari = Sender::new(&app.url);
        let asked = wayward.calls(Endpoint::Token);
        let page = kari.arrive("/login", 0).await;
        let status = match *outcome {
            "unavailable" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::FORBIDDEN,
        };
        assert_eq!(
            (page.status, page.address),
            (status, format!("/login/{outcome}")),
            "{what}"
        );
        assert_eq!(
            wayward.calls(Endpoint::Token),
            asked + 1,
            "{what}: one call, once"
        );
        let page = kari.browser.open("/submissions").await;
        assert_ne!(page.address, "/submissions", "{what}");
        assert!(!kari.browser.has_session(), "{what}");
        assert_eq!(
            app.count("SELECT COUNT(*) FROM sessions").await,
            0,
            "{what}"
        );
    }
    wayward.behave();
    app.sender(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_is_not_the_provider_s_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 4] = [
        (
            "another's key under the provider's name",
            |w| {
                w.sign_by(|own, claims| {
                    key(2)
                        .sign_with(&json!({ "alg": "RS256", "kid": own.id() }), claims)
                        .unwrap()
                });
            },
            "failed",
        ),
        (
            "an unknown key",
            |w| w.sign_by(|_, claims| key(2).sign(claims).unwrap()),
            "failed",
        ),
        (
            "the client's own key",
            |w| w.sign_by(|_, claims| key(0).sign(claims).unwrap()),
            "failed",
        ),
        (
            "claims changed after signing",
            |w| {
                w.sign_by(|own, claims| {
                    let token = own.sign(claims).unwrap();
                    let mut changed = claims.clone();
                    changed["pid"] = json!("14908310072");
                    let parts: Vec<_> = token.split('.').collect();
                    [parts[0], &part(&changed), parts[2]].join(".")
                });
            },
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_of_signing_that_is_not_announced_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 8] = [
        (
            "no algorithm, no signature",
            |w| {
                w.sign_by(|own, claims| {
                    format!(
                        "{}.{}.",
                        part(&json!({ "alg": "none", "kid": own.id() })),
                        part(claims)
                    )
                });
            },
            "failed",
        ),
        (
            "no algorithm, another's signature",
            |w| {
                w.sign_by(|own, claims| {
                    own.sign_with(&json!({ "alg": "none", "kid": own.id() }), claims)
                        .unwrap()
                });
            },
            "failed",
        ),
        (
            "HS256 with the provider's public key as the secret",
            |w| {
                w.sign_by(|own, claims| {
                    let public = own.public_jwks()["keys"][0]["n"]
                        .as_str()
                        .unwrap()
                        .to_owned();
                    hs256(own.id(), claims, public.as_bytes())
                });
            },
            "failed",
        ),
        (
            "HS256 with the provider's public key, decoded",
            |w| {
                w.sign_by(|own, claims| {
                    let public = own.public_jwks()["keys"][0]["n"]
                        .as_str()
                        .unwrap()
                        .to_owned();
                    hs256(own.id(), claims, &URL_SAFE_NO_PAD.decode(public).unwrap())
                });
            },
            "failed",
        ),
        (
            "HS256 with the client's id",
            |w| {
                w.sign_by(|own, claims| hs256(own.id(), claims, b"test"));
            },
            "failed",
        ),
        (
            "HS256 with an empty secret",
            |w| {
                w.sign_by(|own, claims| hs256(own.id(), claims, b""));
            },
            "failed",
        ),
        ("RS512", |w| w.sign_by(rs512), "failed"),
        (
            "an extension that must be understood",
            |w| {
                w.sign_by(|own, claims| {
                    let header = json!({ "alg": "RS256", "kid": own.id(), "crit": ["x"], "x": 1 });
                    own.sign_with(&header, claims).unwrap()
                });
            },
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_another_issuer_for_another_client_or_from_another_time_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 13] = [
        (
            "another issuer",
            |w| w.claim(|c| c["iss"] = json!("https://idporten.no")),
            "failed",
        ),
        (
            "the issuer with a slash",
            |w| {
                w.claim(|c| c["iss"] = json!(format!("{}/", c["iss"].as_str().unwrap())));
            },
            "failed",
        ),
        ("no issuer", |w| w.claim(|c| lack(c, "iss")), "failed"),
        (
            "another client",
            |w| w.claim(|c| c["aud"] = json!("other")),
            "failed",
        ),
        (
            "an audience more",
            |w| w.claim(|c| c["aud"] = json!(["test", "other"])),
            "failed",
        ),
        (
            "no audience",
            |w| w.claim(|c| c["aud"] = json!([])),
            "failed",
        ),
        (
            "another authorized party",
            |w| w.claim(|c| c["azp"] = json!("other")),
            "failed",
        ),
        ("expired", |w| w.claim(|c| shift(c, "exp", -140)), "failed"),
        ("no expiry", |w| w.claim(|c| lack(c, "exp")), "failed"),
        (
            "from the future",
            |w| w.claim(|c| shift(c, "iat", 60)),
            "failed",
        ),
        ("old", |w| w.claim(|c| shift(c, "iat", -301)), "failed"),
        (
            "another nonce",
            |w| w.claim(|c| c["nonce"] = json!("x")),
            "failed",
        ),
        ("no nonce", |w| w.claim(|c| lack(c, "nonce")), "failed"),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_may_differ_by_seconds() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let near: [(&str, Change); 4] = [
        ("issued in nine seconds", |c| shift(c, "iat", 9)),
        ("authenticated in nine seconds", |c| {
            shift(c, "auth_time", 9);
        }),
        ("expired nine seconds ago", |c| shift(c, "exp", -129)),
        ("issued some minutes ago", |c| shift(c, "iat", -290)),
    ];
    for (what, change) in near {
        wayward.claim(change);
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert_eq!(page.address, "/submissions", "{what}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_that_is_missing_lower_or_unknown_is_too_low() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 12] = [
        ("none", |w| w.claim(|c| lack(c, "acr")), "too-low"),
        (
            "lower",
            |w| w.claim(|c| c["acr"] = json!("idporten-loa-substantial")),
            "too-low",
        ),
        (
            "low",
            |w| w.claim(|c| c["acr"] = json!("idporten-loa-low")),
            "too-low",
        ),
        (
            "e-mail",
            |w| w.claim(|c| c["acr"] = json!("selfregistered-email")),
            "too-low",
        ),
        (
            "eidas-loa-low",
            |w| w.claim(|c| c["acr"] = json!("eidas-loa-low")),
            "too-low",
        ),
        (
            "eidas-loa-high",
            |w| w.claim(|c| c["acr"] = json!("eidas-loa-high")),
            "too-low",
        ),
        (
            "eIDAS",
            |w| w.claim(|c| c["acr"] = json!("eIDAS")),
            "too-low",
        ),
        (
            "the old Level4",
            |w| w.claim(|c| c["acr"] = json!("Level4")),
            "too-low",
        ),
        (
            "Ansattporten's word",
            |w| w.claim(|c| c["acr"] = json!("high")),
            "too-low",
        ),
        (
            "in capitals",
            |w| w.claim(|c| c["acr"] = json!("IDPORTEN-LOA-HIGH")),
            "too-low",
        ),
        (
            "two at once",
            |w| {
                w.claim(|c| c["acr"] = json!("idporten-loa-high idporten-loa-substantial"));
            },
            "too-low",
        ),
        ("empty", |w| w.claim(|c| c["acr"] = json!("")), "too-low"),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_less_is_asked_for_more_is_accepted() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| settings.acr = Acr::Substantial),
        ..Wishes::default()
    })
    .await;
    app.sender(0).await;
    assert_eq!(wayward.claimed()["acr"], "idporten-loa-substantial");
    wayward.claim(|c| c["acr"] = json!("idporten-loa-high"));
    app.sender(1).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_an_eleven_digit_number_is_told_so() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 7] = [
        ("none", |w| w.claim(|c| lack(c, "pid")), "unidentified"),
        (
            "ten digits",
            |w| w.claim(|c| c["pid"] = json!("0185891000")),
            "unidentified",
        ),
        (
            "twelve digits",
            |w| w.claim(|c| c["pid"] = json!("018589100012")),
            "unidentified",
        ),
        (
            "letters",
            |w| w.claim(|c| c["pid"] = json!("0185891000A")),
            "unidentified",
        ),
        (
            "a space",
            |w| w.claim(|c| c["pid"] = json!("018589 10001")),
            "unidentified",
        ),
        (
            "other people's digits",
            |w| {
                w.claim(|c| c["pid"] = json!("٠١٨٥٨٩١٠٠٠١"));
            },
            "unidentified",
        ),
        (
            "empty",
            |w| w.claim(|c| c["pid"] = json!("")),
            "unidentified",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    wayward.claim(|c| lack(c, "pid"));
    let page = Sender::new(&app.url).arrive("/login", 0).await;
    assert!(
        page.html.contains("fødselsnummer"),
        "{:?}",
        page.texts("main p")
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authentication_from_the_future_or_hours_ago_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 4] = [
        (
            "in a minute",
            |w| w.claim(|c| shift(c, "auth_time", 60)),
            "failed",
        ),
        (
            "two hours ago",
            |w| w.claim(|c| shift(c, "auth_time", -7200)),
            "failed",
        ),
        ("untold", |w| w.claim(|c| lack(c, "auth_time")), "failed"),
        (
            "yesterday",
            |w| w.claim(|c| shift(c, "auth_time", -86_400)),
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_behalf_of_is_what_was_asked_for_and_nothing_else() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 2] = [
        (
            "unasked",
            |w| w.claim(|c| c["client_onbehalfof"] = json!("kommune")),
            "failed",
        ),
        (
            "unasked, by its other name",
            |w| w.claim(|c| c["aud_onbehalfof"] = json!("kommune")),
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    assert!(!wayward.pushed().contains_key("onbehalfof"));
    app.finish().await;

    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| settings.on_behalf_of = Some("kommune".to_owned())),
        ..Wishes::default()
    })
    .await;
    for (returned, address) in [
        (None, "/login/failed"),
        (Some("nabokommune"), "/login/failed"),
        (Some("kommune"), "/submissions"),
    ] {
        wayward.claim(move |c| {
            if let Some(name) = returned {
                c["client_onbehalfof"] = json!(name);
            }
        });
        let page = Sender::new(&app.url).arrive("/login", 0).await;
        assert_eq!(page.address, address, "{returned:?}");
        assert_eq!(wayward.pushed()["onbehalfof"], "kommune");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_an_id_token_of_ours_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 7] = [
        (
            "the access token in its place",
            |w| {
                w.hand_out(|t| t["id_token"] = t["access_token"].clone());
            },
            "failed",
        ),
        (
            "an access token that is a JWT",
            |w| {
                w.sign_by(|own, claims| {
                let access = json!({
                    "iss": claims["iss"], "sub": claims["sub"], "client_id": "test", "scope": "openid",
                    "exp": claims["exp"], "iat": claims["iat"], "jti": "1", "pid": claims["pid"],
                });
                own.sign_with(&json!({ "alg": "RS256", "kid": own.id(), "typ": "at+jwt" }), &access)
                    .unwrap()
            });
            },
            "failed",
        ),
        (
            "another client's token",
            |w| {
                w.claim(|c| {
                    c["aud"] = json!("other");
                    c["nonce"] = json!("theirs");
                });
            },
            "failed",
        ),
        (
            "Ansattporten's token",
            |w| {
                w.claim(|c| {
                    c["iss"] = json!("https://ansattporten.no");
                    c["acr"] = json!("high");
                });
            },
            "failed",
        ),
        (
            "none at all",
            |w| {
                w.hand_out(|t| lack(t, "id_token"));
            },
            "failed",
        ),
        (
            "no JWT",
            |w| w.hand_out(|t| t["id_token"] = json!("x.y.z")),
            "failed",
        ),
        (
            "a number",
            |w| w.hand_out(|t| t["id_token"] = json!(1)),
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_endpoint_that_is_out_of_order_lets_nobody_in() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let table: [Wrong; 6] = [
        (
            "refused",
            |w| w.fail(Endpoint::Token, Fault::Refuses(400, "invalid_client")),
            "unavailable",
        ),
        (
            "not ours",
            |w| w.fail(Endpoint::Token, Fault::Refuses(401, "invalid_client")),
            "unavailable",
        ),
        (
            "down",
            |w| w.fail(Endpoint::Token, Fault::Refuses(500, "server_error")),
            "unavailable",
        ),
        (
            "broken",
            |w| w.fail(Endpoint::Token, Fault::Breaks),
            "failed",
        ),
        (
            "endless",
            |w| w.fail(Endpoint::Token, Fault::Floods),
            "unavailable",
        ),
        (
            "elsewhere",
            |w| w.fail(Endpoint::Token, Fault::Redirects),
            "failed",
        ),
    ];
    nobody_gets_in(&app, &wayward, &table).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_longer_than_ten_seconds_for_a_provider_that_never_answers() {
    let (by_token, stalls_at_token) = Wayward::portal(Wishes::default()).await;
    let (by_par, stalls_at_par) = Wayward::portal(Wishes::default()).await;
    stalls_at_token.fail(Endpoint::Token, Fault::Stalls);
    stalls_at_par.fail(Endpoint::Par, Fault::Stalls);
    let begun = std::time::Instant::now();
    let [kari, ola] = [&by_token, &by_par].map(|app| Sender::new(&app.url));
    let (page, other) = tokio::join!(kari.arrive("/login", 0), ola.arrive("/login", 1));
    for page in [page, other] {
        assert_eq!(page.address, "/login/unavailable");
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(stalls_at_par.calls(Endpoint::Token), 0);
    by_token.finish().await;
    by_par.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_production_nobody_is_synthetic() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| settings.environment = Environment::Production),
        ..Wishes::default()
    })
    .await;
    // 01019010046 is a number of the real kind: no month above twelve.
    let real = "01019010046";
    for (pid, amr, address) in [
        (PID, json!(["TestID"]), "/login/failed"),
        (PID, json!(["BankID"]), "/login/failed"),
        ("01458910008", json!(["BankID"]), "/login/failed"),
        (real, json!(["TestID"]), "/login/failed"),
        (real, json!(["BankID", "testid"]), "/login/failed"),
        // How somebody logs in decides nothing else.
        (real, json!(["BankID"]), "/submissions"),
        (real, json!(["something new"]), "/submissions"),
        (real, Value::Null, "/submissions"),
    ] {
        let methods = amr.clone();
        wayward.claim(move |c| {
            c["pid"] = json!(pid);
            match &methods {
                Value::Null => lack(c, "amr"),
                methods => c["amr"] = methods.clone(),
            }
        });
        let page = Sender::new(&app.url).arrive("/login", 0).await;
        assert_eq!(page.address, address, "{pid} {amr}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_trial_synthetic_people_are_let_in() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(0).await;
    let claims = wayward.claimed();
    assert_eq!(
        (claims["pid"].as_str(), &claims["amr"][0]),
        (Some(PID), &json!("TestID"))
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_keys_disturbs_nobody_and_a_retired_key_opens_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(0).await;
    let read = || wayward.calls(Endpoint::Keys);
    assert_eq!(read(), 1);
    app.advance(Duration::from_secs(6));
    app.provider.add_key(key(2));
    app.sender(0).await;
    assert_eq!(read(), 2, "read again for the new key");
    app.sender(1).await;
    assert_eq!(read(), 2, "and then known");
    // The old one is still published, and still good.
    wayward.sign_by(|_, claims| key(1).sign(claims).unwrap());
    app.sender(1).await;
    app.provider.retire_old_keys();
    app.advance(Duration::from_hours(24));
    wayward.behave();
    app.sender(0).await;
    wayward.sign_by(|_, claims| key(1).sign(claims).unwrap());
    let page = Sender::new(&app.url).arrive("/login", 0).await;
    assert_eq!(page.address, "/login/failed", "retired");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_keys_make_nobody_hammer_the_provider() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(0).await;
    wayward.sign_by(|_, claims| key(2).sign(claims).unwrap());
    for (round, read) in [(1, 2), (2, 3)] {
        app.advance(Duration::from_secs(6));
        for _ in 0..4 {
            let page = Sender::new(&app.url).arrive("/login", 0).await;
            assert_eq!(page.address, "/login/failed");
        }
        assert_eq!(wayward.calls(Endpoint::Keys), read, "round {round}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_not_for_signing_verifies_nothing() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for (name, value) in [("use", "enc"), ("kty", "EC")] {
        wayward.publish_keys(move |keys| keys["keys"][0][name] = json!(value));
        app.advance(Duration::from_hours(25));
        let kari = Sender::new(&app.url);
        let page = kari.arrive("/login", 0).await;
        assert!(
            page.status.is_client_error() || page.status.is_server_error(),
            "{name}"
        );
        assert!(!kari.browser.has_session(), "{name}");
    }
    wayward.behave();
    app.advance(Duration::from_hours(25));
    app.sender(0).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn metadata_is_read_daily_and_another_issuer_s_is_refused() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(0).await;
    app.advance(Duration::from_hours(23));
    app.sender(0).await;
    assert_eq!(wayward.calls(Endpoint::Metadata), 1);
    app.advance(Duration::from_hours(2));
    app.sender(0).await;
    assert_eq!(wayward.calls(Endpoint::Metadata), 2);
    for change in [
        (|m| m["issuer"] = json!("https://evil.example")) as fn(&mut Value),
        |m| m["issuer"] = json!(format!("{}/", m["issuer"].as_str().unwrap())),
        |m| lack(m, "issuer"),
    ] {
        wayward.publish(change);
        app.advance(Duration::from_hours(25));
        let pushed = wayward.calls(Endpoint::Par);
        let page = Sender::new(&app.url).arrive("/login", 0).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(wayward.calls(Endpoint::Par), pushed);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_at_the_start_is_found_when_it_is_up() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    for fault in [
        Fault::Refuses(500, "server_error"),
        Fault::Refuses(404, "not_found"),
        Fault::Breaks,
        Fault::Floods,
        Fault::Redirects,
    ] {
        for endpoint in [Endpoint::Metadata, Endpoint::Keys] {
            wayward.behave();
            wayward.fail(endpoint, fault);
            app.advance(Duration::from_secs(6));
            let kari = Sender::new(&app.url);
            let page = kari.arrive("/login", 0).await;
            assert_eq!(
                page.status,
                StatusCode::SERVICE_UNAVAILABLE,
                "{endpoint:?} {fault:?}"
            );
            assert_eq!(kari.browser.open("/").await.status, StatusCode::OK);
            let calls = wayward.calls(Endpoint::Metadata);
            kari.arrive("/login", 0).await;
            assert_eq!(
                wayward.calls(Endpoint::Metadata),
                calls,
                "not asked again at once"
            );
        }
    }
    wayward.behave();
    app.advance(Duration::from_secs(6));
    until("nobody gets in again", || async {
        Sender::new(&app.url).arrive("/login", 0).await.address == "/submissions"
    })
    .await;
    app.finish().await;
}

/// A number that the provider vouches for is not doubted: its check digits follow one rule until 2032, and
/// another for numbers given after that. Typed numbers are another matter.
#[test]
fn a_number_is_eleven_digits_under_the_rules_of_today_and_of_2032() {
    for (number, synthetic) in [
        ("02013299997", false),
        ("30108299920", false),
        // These two fit the rule of 2032 alone.
        ("30108299939", false),
        ("02013299903", false),
        // A D-number of a real person has an ordinary month.
        ("41010112345", false),
        ("20914695016", true),
        ("45840375084", true),
        ("47906701517", true),
        ("13527248013", true),
        (PID, true),
    ] {
        let national_id = NationalId::parse(number).unwrap();
        assert_eq!(national_id.is_synthetic(), synthetic, "{number}");
    }
}
