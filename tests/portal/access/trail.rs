//! What stands of every access in the audit trail.

use std::time::Duration;

use sendsikkert::identity::archive_access::Scope;
use sendsikkert::identity::archive_access::token;
use sendsikkert::identity::audit::Entry;
use serde_json::json;

use super::maskinporten::Scene;
use super::{LIST, Told, answer, http, list, make, revoke};
use crate::audit::trail;
use crate::support::maskinporten::{READ, organisation, signed};
use crate::support::{TestApp, files};

/// Action, result and object of what came after some entries.
fn told(entries: &[Entry], after: usize) -> Vec<(&str, &str, &str)> {
    entries[after..]
        .iter()
        .map(|entry| {
            let object = entry.detail.object.as_deref().unwrap_or_default();
            (entry.action.as_str(), entry.result.as_str(), object)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_access_says_who_it_was_by_what_and_to_what() {
    let scene = Scene::set().await;
    let app = &scene.app;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let id = submission.trim_start_matches("/submissions/");
    let before = trail(app).await.0.len();
    let mut jti = String::new();
    let token = scene.token(|claims| jti = claims["jti"].as_str().unwrap().to_owned());
    for path in [
        "",
        &format!("/{id}"),
        &format!("/{id}/manifest"),
        &format!("/{id}/arkivmelding"),
        &format!("/{id}/documents/1"),
    ] {
        let request = http().get(format!("{}{LIST}{path}", app.url));
        let answer = request.bearer_auth(&token).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}");
    }
    let guess = http().post(format!("{}{LIST}/{id}/acknowledgement", app.url));
    let guess = guess.json(&json!({ "confirmation_code": "x" }));
    let guess = guess.bearer_auth(&token).send().await.unwrap();
    assert_eq!(guess.status().as_u16(), 403);

    let (entries, _) = trail(app).await;
    let of = |part: &str| format!("{id} {part}");
    assert_eq!(
        told(&entries, before),
        [
            ("list", "given", "waiting"),
            ("show", "given", id),
            ("fetch", "given", &of("manifest")),
            ("fetch", "given", &of("arkivmelding")),
            ("fetch", "given", &of("document 1")),
            ("answer", "wrong-code", id),
        ]
    );
    for entry in &entries[before..] {
        let detail = &entry.detail;
        assert_eq!(
            detail.token.as_deref(),
            Some("b590f149-d0ba-4fca-b367-bccd9e444a00")
        );
        assert_eq!(detail.credential.as_ref(), Some(&jti));
        assert_eq!(detail.consumer.as_deref(), Some("313001008"));
        assert_eq!(detail.supplier, None);
        assert_eq!(
            detail.scope.as_deref(),
            Some("eksempel:sendsikkert.read eksempel:sendsikkert.write")
        );
        assert_eq!(detail.address.as_deref(), Some("127.0.0.1"));
    }
    scene.app.work().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_stands_in_it_with_what_gave_it_the_right() {
    let scene = Scene::set().await;
    let token = scene.token(|claims| {
        claims["supplier"] = organisation("313001016");
        claims["delegation_source"] = json!("https://tt02.altinn.no/");
    });
    assert_eq!(list(&scene.app, &token).await, Told::forbidden());
    let (entries, _) = trail(&scene.app).await;
    assert_eq!(
        told(&entries, 0),
        [("enter", "other-supplier", "GET /api/v1/submissions")]
    );
    let detail = &entries[0].detail;
    assert_eq!(detail.consumer.as_deref(), Some("313001008"));
    assert_eq!(detail.supplier.as_deref(), Some("313001016"));
    assert_eq!(
        detail.delegation_source.as_deref(),
        Some("https://tt02.altinn.no/")
    );
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_known_and_turned_away_stands_in_it_once_and_made_up_tokens_never() {
    let scene = Scene::set().await;
    let app = &scene.app;
    for (claim, value, why) in [
        (
            "aud",
            json!("https://send.annen.kommune.no"),
            "other-audience",
        ),
        ("aud", json!("unspecified"), "no-audience"),
        ("consumer", json!("x"), "no-consumer"),
        ("consumer", organisation("974760673"), "other-consumer"),
        ("pid", json!("01858910001"), "of-a-person"),
        ("authorization_details", json!([]), "of-a-system-user"),
        ("scope", json!("a:b"), "insufficient-scope"),
    ] {
        let before = trail(app).await.0.len();
        // A new one each time: that costs nothing at Maskinporten.
        for _ in 0..3 {
            let token = scene.token(|claims| claims[claim] = value.clone());
            assert!(list(app, &token).await.status >= 400);
        }
        let (entries, _) = trail(app).await;
        let expected = [("enter", why, "GET /api/v1/submissions")];
        assert_eq!(told(&entries, before), expected);
    }
    let at_rest = trail(app).await.0;
    assert!(!format!("{at_rest:?}").contains("01858910001"));

    // Made up, of another issuer, or out of time: anybody can show that as often as she likes.
    let before = at_rest.len();
    let now = app.clock.now().millis() / 1000;
    let mut foreign = scene.maskinporten.claims(&app.url);
    foreign["iss"] = json!("https://idporten.no");
    for token in [
        "sst_made-up".to_owned(),
        signed(&scene.maskinporten.claims(&app.url), 0, "RS256"),
        signed(&foreign, 2, "RS256"),
        scene.token(|claims| claims["exp"] = json!(now - 60)),
    ] {
        assert_eq!(list(app, &token).await, Told::invalid_token());
    }
    assert_eq!(trail(app).await.0.len(), before);
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_our_own_that_are_not_good_any_more_stand_in_it_once_an_hour() {
    let app = TestApp::start().await;
    let end = app.clock.now().after(Duration::from_mins(1));
    let late = make(&app, "sen", &[Scope::Read], end).await;
    app.advance(Duration::from_mins(1));
    let end = app.clock.now().after(token::LIFETIME);
    let lost = make(&app, "tapt", &[Scope::Read], end).await;
    revoke(&app, "tapt").await;
    let reader = make(&app, "leser", &[Scope::Read], end).await;
    for _ in 0..2 {
        for token in [&late, &lost] {
            assert_eq!(list(&app, token).await, Told::invalid_token());
        }
        assert_eq!(answer(&app, &reader).await, Told::needs("write"));
    }
    let (entries, _) = trail(&app).await;
    let list_route = "GET /api/v1/submissions";
    let answer_route = "POST /api/v1/submissions/{id}/acknowledgement";
    assert_eq!(
        told(&entries, 0),
        [
            ("enter", "expired", list_route),
            ("enter", "revoked", list_route),
            ("enter", "insufficient-scope", answer_route),
        ]
    );
    let names = entries.iter().map(|entry| entry.detail.token.as_deref());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [Some("sen"), Some("tapt"), Some("leser")]
    );
    app.advance(Duration::from_hours(1));
    assert_eq!(list(&app, &lost).await, Told::invalid_token());
    assert_eq!(trail(&app).await.0.len(), 4);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_t_be_noted_is_not_given() {
    let scene = Scene::set().await;
    let app = &scene.app;
    let token = scene.token(|claims| claims["scope"] = json!(READ));
    assert_eq!(list(app, &token).await, Told::welcome());
    sqlx::query("ALTER TABLE audit RENAME TO elsewhere")
        .execute(app.app.desk.db.pool())
        .await
        .unwrap();
    for token in [&token, &app.token] {
        assert_eq!(list(app, token).await.status, 500);
    }
    sqlx::query("ALTER TABLE elsewhere RENAME TO audit")
        .execute(app.app.desk.db.pool())
        .await
        .unwrap();
    assert_eq!(list(app, &token).await, Told::welcome());
    scene.finish().await;
}
