//! Maskinporten's tokens: what a portal takes, and everything that it does not.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use sendsikkert::clock::Clock;
use sendsikkert::config;
use sendsikkert::identity::archive_access::maskinporten::Settings;
use sendsikkert::numbers::OrganisationNumber;
use serde_json::{Value, json};

use super::{LIST, Told, answer, http, list};
use crate::support::browser::{Browser, header};
use crate::support::idporten::Wayward;
use crate::support::maskinporten::{
    Maskinporten, READ, WRITE, organisation, signed, signed_with_header, unsigned,
};
use crate::support::{START, TestApp, Wishes, files, key};

/// The key that Maskinporten signs with, and one that it does not know.
const OWN: usize = 2;
const OTHER: usize = 0;
/// Another municipality, and somebody's supplier.
const ANOTHER: &str = "974760673";
const SUPPLIER: &str = "313001016";

/// A portal that takes Maskinporten's tokens.
pub(super) struct Scene {
    pub(super) app: TestApp,
    pub(super) maskinporten: Maskinporten,
}

impl Scene {
    pub(super) async fn set() -> Self {
        Self::set_with(|_| ()).await
    }

    async fn set_with(change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Clock::manual(START);
        let maskinporten = Maskinporten::start(&clock);
        let mut settings = maskinporten.settings();
        change(&mut settings);
        let app = TestApp::start_with(Wishes {
            clock: Some(clock),
            archive: config::Archive {
                maskinporten: Some(settings),
                ..config::Archive::default()
            },
            ..Wishes::default()
        });
        Self {
            app: app.await,
            maskinporten,
        }
    }

    fn claims(&self) -> Value {
        self.maskinporten.claims(&self.app.url)
    }

    /// A token that is right but for a change to its claims.
    pub(super) fn token(&self, change: impl FnOnce(&mut Value)) -> String {
        let mut claims = self.claims();
        change(&mut claims);
        signed(&claims, OWN, "RS256")
    }

    /// What the list answers to a token with one claim changed.
    async fn told_when(&self, claim: &str, value: Value) -> Told {
        let token = self.token(|claims| claims[claim] = value);
        list(&self.app, &token).await
    }

    pub(super) async fn finish(self) {
        self.maskinporten.finish().await;
        self.app.finish().await;
    }
}

fn number(text: &str) -> OrganisationNumber {
    OrganisationNumber::parse(text).unwrap()
}

fn without(claims: &mut Value, name: &str) {
    claims.as_object_mut().unwrap().remove(name);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_municipality_s_own_client_lists_fetches_and_answers() {
    let scene = Scene::set().await;
    let kari = scene.app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let archivist = crate::support::people::Archivist::new(
        &scene.app.url,
        scene.app.folder.path(),
        &scene.token(|_| ()),
    );
    assert!(archivist.pull().await.status.success());
    assert_eq!(archivist.folders().len(), 1);
    assert!(archivist.waiting().await.is_empty());
    scene.app.work().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rs256_rs384_and_rs512_are_taken_and_nothing_else_is() {
    let scene = Scene::set().await;
    let claims = scene.claims();
    let told = async |alg: &str| list(&scene.app, &signed(&claims, OWN, alg)).await;
    assert_eq!(told("RS256").await, Told::welcome());
    assert_eq!(
        told("RS512").await,
        Told::invalid_token(),
        "the key is for RS256"
    );
    scene.maskinporten.leaves_out_algorithms();
    scene.app.advance(Duration::from_hours(25));
    let claims = scene.claims();
    let told = async |alg: &str| list(&scene.app, &signed(&claims, OWN, alg)).await;
    for alg in ["RS256", "RS384", "RS512"] {
        assert_eq!(told(alg).await, Told::welcome(), "{alg}");
    }
    for alg in ["PS256", "ES256", "none", "None", "HS256"] {
        assert_eq!(told(alg).await, Told::invalid_token(), "{alg}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_a_signature_or_with_a_public_one_opens_nothing() {
    let scene = Scene::set().await;
    let claims = scene.claims();
    let kid = key(OWN).id().to_owned();
    let none = unsigned(&claims, &json!({ "alg": "none", "kid": kid }));
    // What everybody can read must not become a secret (RFC 8725, 2.1).
    let public = key(OWN).public_jwks()["keys"][0].clone();
    let modulus = URL_SAFE_NO_PAD
        .decode(public["n"].as_str().unwrap())
        .unwrap();
    let hs256 = unsigned(&claims, &json!({ "alg": "HS256", "kid": kid }));
    let by_public_key = |secret: &[u8]| {
        let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
        let signature = ring::hmac::sign(&secret, hs256.as_bytes());
        format!("{hs256}.{}", URL_SAFE_NO_PAD.encode(signature))
    };
    for token in [
        none.clone(),
        format!("{none}."),
        by_public_key(&modulus),
        by_public_key(public["n"].as_str().unwrap().as_bytes()),
        by_public_key(public.to_string().as_bytes()),
    ] {
        assert_eq!(
            list(&scene.app, &token).await,
            Told::invalid_token(),
            "{token}"
        );
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_is_not_maskinporten_s_opens_nothing() {
    let scene = Scene::set().await;
    let claims = scene.claims();
    let right = signed(&claims, OWN, "RS256");
    let (_, signature) = right.rsplit_once('.').unwrap();
    let mut more = claims.clone();
    more["consumer"] = organisation(ANOTHER);
    let kid = key(OWN).id().to_owned();
    let header = json!({ "alg": "RS256", "kid": kid });
    let borrowed_name = signed_with_header(&claims, OTHER, &header);
    let changed = format!("{}.{signature}", unsigned(&more, &header));
    let own_key = json!({ "alg": "RS256", "jwk": key(OTHER).public_jwks()["keys"][0] });
    let own_key = signed_with_header(&claims, OTHER, &own_key);
    let extension = json!({ "alg": "RS256", "kid": kid, "crit": ["b64"], "b64": true });
    let extension = signed_with_header(&claims, OWN, &extension);
    for token in [
        borrowed_name,
        changed,
        own_key,
        extension,
        format!("{right}x"),
    ] {
        assert_eq!(list(&scene.app, &token).await, Told::invalid_token());
    }
    assert_eq!(list(&scene.app, &right).await, Told::welcome());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_another_audience_opens_nothing() {
    let scene = Scene::set().await;
    let own = scene.app.url.clone();
    assert_eq!(scene.told_when("aud", json!([own])).await, Told::welcome());
    for aud in [
        json!("https://send.annen.kommune.no"),
        json!(["https://send.annen.kommune.no"]),
        json!(format!("{own}/")),
        json!(own.to_uppercase()),
        json!([own, "https://send.annen.kommune.no"]),
        json!({ "aud": own }),
        json!(1),
    ] {
        let told = scene.told_when("aud", aud.clone()).await;
        assert_eq!(told, Told::invalid_token(), "{aud}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_an_audience_opens_nothing() {
    let scene = Scene::set().await;
    let absent = scene.token(|claims| without(claims, "aud"));
    assert_eq!(list(&scene.app, &absent).await, Told::invalid_token());
    for aud in [json!("unspecified"), json!(null), json!(""), json!([])] {
        let told = scene.told_when("aud", aud.clone()).await;
        assert_eq!(told, Told::invalid_token(), "{aud}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audience_is_what_the_installation_says() {
    let audience = "https://send.eksempel.kommune.no/arkiv";
    let scene = Scene::set_with(|settings| settings.audience = Some(audience.to_owned())).await;
    assert_eq!(
        scene.told_when("aud", json!(audience)).await,
        Told::welcome()
    );
    let by_address = scene.token(|_| ());
    assert_eq!(list(&scene.app, &by_address).await, Told::invalid_token());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_another_issuer_or_of_the_other_environment_opens_nothing() {
    let scene = Scene::set().await;
    let own = scene.maskinporten.issuer.clone();
    for iss in [
        json!("https://maskinporten.no/"),
        json!("https://test.maskinporten.no/"),
        json!(own.trim_end_matches('/')),
        json!([own]),
        json!(null),
    ] {
        let told = scene.told_when("iss", iss.clone()).await;
        assert_eq!(told, Told::invalid_token(), "{iss}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_and_cookies_of_a_log_in_at_id_porten_open_nothing() {
    let clock = Clock::manual(START);
    let maskinporten = Maskinporten::start(&clock);
    let (app, wayward) = Wayward::portal(Wishes {
        clock: Some(clock),
        archive: config::Archive {
            maskinporten: Some(maskinporten.settings()),
            ..config::Archive::default()
        },
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let given = wayward.handed_out();
    let id_token = given["id_token"].as_str().unwrap();
    let access_token = given["access_token"].as_str().unwrap();
    // ID-porten's access tokens may be JWTs, too: with everything that ours must have.
    let mut claims = maskinporten.claims(&app.url);
    claims["iss"] = json!(app.issuer);
    let jwt = signed(&claims, 1, "RS256");
    for token in [id_token, access_token, &jwt] {
        assert_eq!(list(&app, token).await, Told::invalid_token());
    }
    let with_session = kari.browser.get(LIST).await;
    assert_eq!(Told::of(with_session).await, Told::no_token());
    maskinporten.finish().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_maskinporten_s_gives_nothing_on_the_citizens_pages() {
    let scene = Scene::set().await;
    let token = scene.token(|claims| claims["pid"] = json!("01858910001"));
    let stranger = Browser::new(&scene.app.url);
    for path in ["/submissions", "/"] {
        let asked = |with: bool| {
            let request = stranger.direct.get(stranger.absolute(path));
            if with {
                request.bearer_auth(&token)
            } else {
                request
            }
        };
        let with = asked(true).send().await.unwrap();
        let without = asked(false).send().await.unwrap();
        assert_eq!(with.status(), without.status(), "{path}");
        assert_eq!(header(&with, "location"), header(&without, "location"));
    }
    let as_cookie = stranger.direct.get(stranger.absolute("/submissions"));
    let as_cookie = as_cookie.header("Cookie", format!("session={token}; __Host-session={token}"));
    let led_on = as_cookie.send().await.unwrap();
    assert_eq!(led_on.status(), StatusCode::SEE_OTHER);
    assert!(header(&led_on, "location").starts_with("/login"));
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_has_expired_is_not_valid_yet_or_lives_too_long_opens_nothing() {
    let scene = Scene::set().await;
    let now = scene.app.clock.now().millis() / 1000;
    let times = |iat: i64, exp: i64| {
        scene.token(|claims| {
            claims["iat"] = json!(iat);
            claims["exp"] = json!(exp);
        })
    };
    // Clocks may differ by ten seconds.
    for (iat, exp) in [
        (now - 120, now - 9),
        (now + 10, now + 120),
        (now, now + 3600),
    ] {
        let token = times(iat, exp);
        assert_eq!(
            list(&scene.app, &token).await,
            Told::welcome(),
            "{iat} {exp}"
        );
    }
    for (iat, exp) in [
        (now - 120, now - 10),
        (now - 3600, now - 600),
        (now + 11, now + 120),
        (now, now + 3601),
        (now - 3000, now + 601),
        (now, now),
        (now + 5, now + 4),
        (i64::MIN, i64::MAX),
        (0, i64::MAX),
    ] {
        let token = times(iat, exp);
        let told = list(&scene.app, &token).await;
        assert_eq!(told, Told::invalid_token(), "{iat} {exp}");
    }
    let told = scene.told_when("nbf", json!(now + 11)).await;
    assert_eq!(told, Told::invalid_token());
    for claim in ["exp", "iat", "jti"] {
        let token = scene.token(|claims| without(claims, claim));
        assert_eq!(list(&scene.app, &token).await, Told::invalid_token());
        let told = scene.told_when(claim, json!({ "at": now })).await;
        assert_eq!(told, Told::invalid_token(), "{claim}");
    }
    let token = scene.token(|_| ());
    scene.app.advance(Duration::from_secs(129));
    assert_eq!(list(&scene.app, &token).await, Told::welcome());
    scene.app.advance(Duration::from_secs(1));
    assert_eq!(list(&scene.app, &token).await, Told::invalid_token());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_key_is_looked_for_and_nobody_makes_us_hammer_maskinporten() {
    let scene = Scene::set().await;
    assert_eq!(
        list(&scene.app, &scene.token(|_| ())).await,
        Told::welcome()
    );
    assert_eq!(scene.maskinporten.key_readings(), 1);
    let unknown = signed(&scene.claims(), OTHER, "RS256");
    for _ in 0..5 {
        assert_eq!(list(&scene.app, &unknown).await, Told::invalid_token());
    }
    assert_eq!(scene.maskinporten.key_readings(), 1, "read a moment ago");
    scene.app.advance(Duration::from_secs(6));
    let strangers = (0..5).map(|_| list(&scene.app, &unknown));
    for told in futures_util::future::join_all(strangers).await {
        assert_eq!(told, Told::invalid_token());
    }
    assert_eq!(
        scene.maskinporten.key_readings(),
        2,
        "one asks for everybody"
    );
    // What does not even say that it is Maskinporten's is not worth a look.
    scene.app.advance(Duration::from_secs(6));
    let mut foreign = scene.claims();
    foreign["iss"] = json!("https://idporten.no");
    let foreign = signed(&foreign, OTHER, "RS256");
    assert_eq!(list(&scene.app, &foreign).await, Told::invalid_token());
    assert_eq!(scene.maskinporten.key_readings(), 2);
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_keys_are_found_and_retired_ones_open_nothing() {
    let scene = Scene::set().await;
    let old = scene.token(|_| ());
    assert_eq!(list(&scene.app, &old).await, Told::welcome());
    scene.maskinporten.publishes(&[OWN, OTHER]);
    scene.app.advance(Duration::from_secs(6));
    let new = signed(&scene.claims(), OTHER, "RS256");
    assert_eq!(list(&scene.app, &new).await, Told::welcome());
    assert_eq!(list(&scene.app, &old).await, Told::welcome());
    scene.maskinporten.publishes(&[OTHER]);
    scene.app.advance(Duration::from_hours(25));
    let old = scene.token(|_| ());
    let new = signed(&scene.claims(), OTHER, "RS256");
    assert_eq!(list(&scene.app, &old).await, Told::invalid_token());
    assert_eq!(list(&scene.app, &new).await, Told::welcome());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_maskinporten_is_down_nobody_is_let_in_whose_token_can_t_be_verified() {
    let scene = Scene::set().await;
    scene.maskinporten.answers(Some(503));
    let token = scene.token(|_| ());
    let request = http().get(format!("{}{LIST}", scene.app.url));
    let answered = request.bearer_auth(&token).send().await.unwrap();
    assert_eq!(header(&answered, "retry-after"), "30");
    assert_eq!(Told::of(answered).await, Told::unavailable());
    assert_eq!(
        list(&scene.app, &scene.app.token).await,
        Told::welcome(),
        "a token of our own needs nobody's keys"
    );
    assert_eq!(list(&scene.app, "x.y.z").await, Told::invalid_token());

    scene.maskinporten.answers(None);
    assert_eq!(
        list(&scene.app, &token).await,
        Told::unavailable(),
        "asked a moment ago"
    );
    scene.app.advance(Duration::from_secs(6));
    assert_eq!(list(&scene.app, &token).await, Told::welcome());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_read_are_used_for_a_day_more_while_maskinporten_is_down() {
    let scene = Scene::set().await;
    let token = || scene.token(|_| ());
    assert_eq!(list(&scene.app, &token()).await, Told::welcome());
    scene.maskinporten.answers(Some(500));
    for hours in [1, 24, 22] {
        scene.app.advance(Duration::from_hours(hours));
        let told = list(&scene.app, &token()).await;
        assert_eq!(told, Told::welcome(), "{hours}");
    }
    let unknown = signed(&scene.claims(), OTHER, "RS256");
    assert_eq!(
        list(&scene.app, &unknown).await,
        Told::unavailable(),
        "its key may be a new one"
    );
    scene.app.advance(Duration::from_hours(1));
    assert_eq!(list(&scene.app, &token()).await, Told::unavailable());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn metadata_and_keys_that_make_no_sense_let_nobody_in() {
    let scene = Scene::set().await;
    let issuer = scene.maskinporten.issuer.clone();
    for metadata in [
        json!({ "issuer": "https://maskinporten.no/", "jwks_uri": format!("{issuer}jwk") }),
        json!({ "issuer": issuer.trim_end_matches('/'), "jwks_uri": format!("{issuer}jwk") }),
        json!({ "issuer": issuer }),
        json!({ "issuer": issuer, "jwks_uri": format!("{issuer}nothing-there") }),
        json!([]),
    ] {
        scene.maskinporten.describes_itself(metadata.clone());
        let told = list(&scene.app, &scene.token(|_| ())).await;
        assert_eq!(told, Told::unavailable(), "{metadata}");
        scene.app.advance(Duration::from_secs(6));
    }
    let right = json!({ "issuer": issuer, "jwks_uri": format!("{issuer}jwk") });
    scene.maskinporten.describes_itself(right);
    scene.maskinporten.publishes(&[]);
    let told = list(&scene.app, &scene.token(|_| ())).await;
    assert_eq!(told, Told::unavailable(), "no keys");
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_municipality_s_consumer_is_turned_away() {
    let scene = Scene::set().await;
    let another = organisation(ANOTHER);
    let told = scene.told_when("consumer", another.clone()).await;
    assert_eq!(told, Told::forbidden());
    // Not even with everything else that names us.
    let token = scene.token(|claims| {
        claims["consumer"] = another;
        claims["client_id"] = json!("313001008");
        claims["client_orgno"] = json!("313001008");
    });
    assert_eq!(list(&scene.app, &token).await, Told::forbidden());
    assert_eq!(answer(&scene.app, &token).await, Told::forbidden());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consumers_are_those_that_are_listed() {
    let scene = Scene::set_with(|settings| settings.consumers = Some(vec![number(ANOTHER)])).await;
    let listed = scene.told_when("consumer", organisation(ANOTHER)).await;
    assert_eq!(listed, Told::welcome());
    let own = scene.token(|_| ());
    assert_eq!(list(&scene.app, &own).await, Told::forbidden());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_in_another_notation_is_nobody() {
    let scene = Scene::set().await;
    let absent = scene.token(|claims| without(claims, "consumer"));
    assert_eq!(list(&scene.app, &absent).await, Told::invalid_token());
    let with = |authority: &str, id: &str| json!({ "authority": authority, "ID": id });
    for consumer in [
        json!(null),
        json!("0192:313001008"),
        json!([organisation("313001008")]),
        json!({ "ID": "0192:313001008" }),
        json!({ "authority": "iso6523-actorid-upis" }),
        with("iso6523-actorid-upis", "313001008"),
        with("iso6523-actorid-upis", "9908:313001008"),
        with("iso6523-actorid-upis", "0192:313001009"),
        with("iso6523-actorid-upis", "0192:313 001 008"),
        with("iso6523-actorid-upis", "0192:NO313001008MVA"),
        with("iso6523-actorid-upis", "0192:0192:313001008"),
        with("iso6523-actorid-upis", " 0192:313001008"),
        with("ISO6523-ACTORID-UPIS", "0192:313001008"),
        with("", "0192:313001008"),
    ] {
        let told = scene.told_when("consumer", consumer.clone()).await;
        assert_eq!(told, Told::invalid_token(), "{consumer}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_is_a_whole_word_of_the_token_s() {
    let scene = Scene::set().await;
    for scope in [
        READ.to_owned(),
        format!("a:b {READ}"),
        format!("{READ}  a:b"),
    ] {
        let told = scene.told_when("scope", json!(scope)).await;
        assert_eq!(told, Told::welcome(), "{scope}");
    }
    for scope in [
        "".to_owned(),
        format!("{READ}.all"),
        format!("x{READ}"),
        READ.trim_end_matches(".read").to_owned(),
        READ.to_uppercase(),
        READ.replace(':', " "),
        format!("{READ},a:b"),
        WRITE.to_owned(),
    ] {
        let told = scene.told_when("scope", json!(scope)).await;
        assert_eq!(told, Told::needs(READ), "{scope}");
    }
    let none = scene.token(|claims| without(claims, "scope"));
    assert_eq!(list(&scene.app, &none).await, Told::needs(READ));
    let told = scene.told_when("scope", json!([READ])).await;
    assert_eq!(told, Told::invalid_token(), "not as Maskinporten writes it");
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_read_is_not_to_write() {
    let scene = Scene::set().await;
    let reader = scene.token(|claims| claims["scope"] = json!(READ));
    assert_eq!(list(&scene.app, &reader).await, Told::welcome());
    assert_eq!(answer(&scene.app, &reader).await, Told::needs(WRITE));
    let writer = scene.token(|claims| claims["scope"] = json!(WRITE));
    assert_eq!(list(&scene.app, &writer).await, Told::needs(READ));
    assert_eq!(answer(&scene.app, &writer).await.status, 404);
    // The words in tokens of our own are none of Maskinporten's.
    let words = scene.token(|claims| claims["scope"] = json!("read write"));
    assert_eq!(list(&scene.app, &words).await, Told::needs(READ));
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_about_a_person_opens_nothing() {
    let scene = Scene::set().await;
    let told = scene.told_when("pid", json!("01858910001")).await;
    assert_eq!(told, Told::forbidden());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_a_system_user_opens_nothing() {
    let scene = Scene::set().await;
    let details = json!([{
        "type": "urn:altinn:systemuser",
        "systemuser_id": ["33a0911a-5459-456f-bc57-3d37ef9a016c"],
        "systemuser_org": organisation("313001008"),
        "system_id": "arkiv",
    }]);
    for value in [details, json!([]), json!({})] {
        let told = scene.told_when("authorization_details", value).await;
        assert_eq!(told, Told::forbidden());
    }
    scene.finish().await;
}

/// A supplier that acts for the municipality, and where that was delegated.
fn supplied(claims: &mut Value, number: &str, source: &str) {
    claims["supplier"] = organisation(number);
    claims["delegation_source"] = json!(source);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_turned_away_unless_it_is_listed() {
    let scene = Scene::set().await;
    let token = scene.token(|claims| supplied(claims, SUPPLIER, "https://tt02.altinn.no/"));
    assert_eq!(list(&scene.app, &token).await, Told::forbidden());
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_supplier_pulls_by_a_delegation_in_altinn() {
    let scene = Scene::set_with(|settings| settings.suppliers = vec![number(SUPPLIER)]).await;
    let app = &scene.app;
    let altinn = "https://tt02.altinn.no/";
    let right = scene.token(|claims| supplied(claims, SUPPLIER, altinn));
    assert_eq!(list(app, &right).await, Told::welcome());
    assert_eq!(answer(app, &right).await.status, 404);
    for (supplier, source) in [
        (ANOTHER, altinn),
        // Its own consumer is not its supplier.
        ("313001008", altinn),
        (SUPPLIER, "https://www.altinn.no/"),
        (SUPPLIER, "https://tt02.altinn.no.eksempel.no/"),
        (SUPPLIER, "http://tt02.altinn.no/"),
        (SUPPLIER, ""),
    ] {
        let token = scene.token(|claims| supplied(claims, supplier, source));
        let told = list(app, &token).await;
        assert_eq!(told, Told::forbidden(), "{supplier} {source}");
    }
    let nowhere = scene.token(|claims| claims["supplier"] = organisation(SUPPLIER));
    assert_eq!(list(app, &nowhere).await, Told::forbidden());
    let nobody = scene.told_when("delegation_source", json!(altinn)).await;
    assert_eq!(nobody, Told::forbidden());
    let told = scene.told_when("supplier", json!("0192:313001016")).await;
    assert_eq!(told, Told::forbidden(), "not in the notation");
    let another_s = scene.token(|claims| {
        supplied(claims, SUPPLIER, altinn);
        claims["consumer"] = organisation(ANOTHER);
    });
    assert_eq!(list(app, &another_s).await, Told::forbidden());
    assert_eq!(
        list(app, &scene.token(|_| ())).await,
        Told::welcome(),
        "the municipality itself still may"
    );
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_maskinporten_is_not_set_up_its_tokens_open_nothing() {
    let clock = Clock::manual(START);
    let maskinporten = Maskinporten::start(&clock);
    let app = TestApp::start().await;
    let token = signed(&maskinporten.claims(&app.url), OWN, "RS256");
    assert_eq!(list(&app, &token).await, Told::invalid_token());
    assert_eq!(maskinporten.key_readings(), 0);
    maskinporten.finish().await;
    app.finish().await;
}
