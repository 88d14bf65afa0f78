//! The archive registers letters, and takes them back.

use futures_util::future::join_all;
use sendsikkert::identity::archive_access::{Scope, token};
use serde_json::{Value, json};

use super::{Letter, ORGANISATION, PEOPLE, get, revoke, shown};
use crate::audit::trail;
use crate::support::browser::header;
use crate::support::{TestApp, holds};

/// The problem that an answer tells: status, code and detail.
async fn problem(response: reqwest::Response) -> (u16, String, String) {
    let status = response.status().as_u16();
    let details: Value = response.json().await.unwrap();
    let kind = details["type"].as_str().unwrap();
    let code = kind.strip_prefix("urn:sendsikkert:problem:").unwrap();
    let detail = details["detail"].as_str().unwrap_or_default();
    (status, code.to_owned(), detail.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_has_one_link_however_often_it_is_registered() {
    let app = TestApp::start().await;
    let letter = Letter::to_person(0).named("4711");
    let response = letter.send(&app, &app.token).await;
    assert_eq!(response.status(), 201);
    let place = header(&response, "location").to_owned();
    assert_eq!(header(&response, "cache-control"), "no-store");
    let first: Value = response.json().await.unwrap();
    let id = first["id"].as_str().unwrap();
    assert_eq!(place, format!("/api/v1/invitations/{id}"));
    let link = first["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("{}/reply/", app.url)), "{link}");
    assert_eq!(first["qr"], format!("{}{place}/qr", app.url));
    assert_eq!(first["state"], "open");
    assert_eq!(
        first["letter"],
        json!({ "system": "Elements", "key": "4711" })
    );
    assert_eq!(first["expires_at"], "2027-03-01T00:00:00+01:00");
    assert_eq!(
        (&first["replies"], &first["last_reply_at"]),
        (&json!(0), &Value::Null)
    );

    // The same moment, written in another way.
    let again = letter
        .clone()
        .with("expires_at", json!("2027-02-28T23:00:00Z"));
    let again = again.send(&app, &app.token).await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    assert_eq!(shown(&app, id).await, first);

    for (field, value) in [
        ("title", json!("Varsel om tilsyn")),
        ("case_number", json!("2026/588")),
        ("journal_number", Value::Null),
        ("expires_at", json!("2027-04-01T00:00:00+02:00")),
        ("recipient", Letter::to_person(1).0["recipient"].clone()),
        (
            "recipient",
            Letter::to_organisation().0["recipient"].clone(),
        ),
    ] {
        let other = letter.clone().with(field, value);
        let (status, code, detail) = problem(other.send(&app, &app.token).await).await;
        assert_eq!(
            (status, code.as_str()),
            (409, "invited-otherwise"),
            "{field}"
        );
        assert!(detail.contains(id), "{detail}");
    }
    // Another letter, and letters that the archive has no name for.
    let mut links = vec![link.to_owned()];
    for letter in [
        Letter::to_person(0).named("4712"),
        Letter::to_person(0),
        Letter::to_person(0),
    ] {
        links.push(
            letter.register(&app).await["link"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    links.sort();
    links.dedup();
    assert_eq!(links.len(), 4);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_invitation_is_revoked_can_get_another() {
    let app = TestApp::start().await;
    let letter = Letter::to_person(0).named("4711");
    let first = letter.register(&app).await;
    let id = first["id"].as_str().unwrap();
    for _ in 0..2 {
        let response = revoke(&app, id, &app.token).await;
        assert_eq!(response.status(), 200);
        let now: Value = response.json().await.unwrap();
        assert_eq!(now["state"], "revoked");
        assert_eq!(now["revoked_at"], "2026-11-21T14:00:00+01:00");
    }
    let corrected = letter.with("title", json!("Varsel om tilsyn"));
    let second = corrected.register(&app).await;
    assert_ne!(second["link"], first["link"]);
    assert_eq!(shown(&app, id).await["state"], "revoked", "and stays so");
    for id in ["7c1f6a0e-52b4-4f0c-8d38-90f1f6a1b2e4", "x"] {
        let (status, code, _) = problem(revoke(&app, id, &app.token).await).await;
        assert_eq!((status, code.as_str()), (404, "not-found"));
        let answer = get(&app, &format!("/{id}"), &app.token).await;
        assert_eq!(problem(answer).await.0, 404);
    }

    let (entries, _) = trail(&app).await;
    let told: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == "invite")
        .map(|entry| (entry.result.as_str(), entry.detail.object.as_deref()))
        .collect();
    let new = second["id"].as_str();
    assert_eq!(
        told,
        [
            ("registered", Some(id)),
            ("revoked", Some(id)),
            ("revoked-before", Some(id)),
            ("registered", new),
        ]
    );
    let invited = entries
        .iter()
        .find(|entry| entry.action == "invite")
        .unwrap();
    assert_eq!(invited.detail.token.as_deref(), Some("test"));
    assert_eq!(invited.detail.address.as_deref(), Some("127.0.0.1"));
    assert!(invited.person.is_empty(), "nobody's keyed hash");
    let detail = serde_json::to_string(&invited.detail).unwrap();
    for personal in [PEOPLE[0], "Varsel", "2026/587"] {
        assert!(!detail.contains(personal), "{detail}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_register_a_letter_at_once_one_makes_it() {
    let app = TestApp::start().await;
    let letter = Letter::to_person(0).named("4711");
    let answers = (0..12).map(|_| letter.send(&app, &app.token));
    let mut links = Vec::new();
    let mut created = 0;
    for response in join_all(answers).await {
        created += usize::from(response.status() == 201);
        assert!(response.status().is_success(), "{}", response.status());
        let shown: Value = response.json().await.unwrap();
        links.push(shown["link"].clone());
    }
    assert_eq!(created, 1);
    assert!(links.iter().all(|link| *link == links[0]));
    assert_eq!(app.count("SELECT COUNT(*) FROM invitations").await, 1);
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'invite'";
    assert_eq!(app.count(noted).await, 12);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_and_not_repeated() {
    let app = TestApp::start().await;
    let person = |number: &str| json!({ "kind": "person", "national_id": number });
    let organisation =
        |number: &str| json!({ "kind": "organisation", "organisation_number": number });
    for (field, value, told) in [
        (
            "recipient",
            person("01858910010"),
            "national_id is mistyped",
        ),
        (
            "recipient",
            person("018589 10001"),
            "national_id is 11 digits",
        ),
        (
            "recipient",
            organisation("313001017"),
            "organisation_number is 9 digits",
        ),
        (
            "recipient",
            json!({ "kind": "person" }),
            "national_id is missing",
        ),
        (
            "recipient",
            json!({ "kind": "household", "national_id": "x" }),
            "line 1, column",
        ),
        ("title", json!("Om 01858910001"), "title may become public"),
        ("title", json!(""), "title is 1 to 1000"),
        ("title", Value::Null, "line 1, column"),
        (
            "case_number",
            json!("Sak 2026/587"),
            "case_number is written as",
        ),
        ("letter", json!({ "system": "Elements" }), "key is missing"),
        (
            "letter",
            json!({ "system": "Elements", "key": "" }),
            "letter.key is 1 to 100",
        ),
        (
            "expires_at",
            json!("2026-11-21T12:00:00Z"),
            "expires_at is over",
        ),
        (
            "expires_at",
            json!("2028-11-22T13:00:00Z"),
            "expires_at is more than",
        ),
        ("expires_at", json!("i morgen"), "expires_at is a date"),
        ("hemmelig", json!("x"), "line 1, column"),
    ] {
        let letter = Letter::to_person(0).with(field, value);
        let (status, code, detail) = problem(letter.send(&app, &app.token).await).await;
        assert_eq!((status, code.as_str()), (400, "invalid-body"), "{field}");
        assert!(detail.starts_with(told), "{field}: {detail}");
        assert!(
            !detail.contains("hemmelig") && !detail.contains("0185"),
            "{detail}"
        );
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM invitations").await, 0);
    // The last moment that is near enough.
    let letter = Letter::to_person(0).with("expires_at", json!("2028-11-21T13:00:00Z"));
    letter.register(&app).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_read_looks_and_who_may_write_registers() {
    let app = TestApp::start().await;
    let with = async |name: &str, scope| {
        let order = token::Order {
            name,
            scopes: [scope].into_iter().collect(),
            ..token::Order::for_a_year(name, &app.clock)
        };
        token::create(&app.app.desk.db, &app.clock, &order)
            .await
            .unwrap()
    };
    let reader = with("leser", Scope::Read).await;
    let writer = with("skriver", Scope::Write).await;
    let letter = Letter::to_person(0);
    let (status, code, _) = problem(letter.send(&app, &reader).await).await;
    assert_eq!((status, code.as_str()), (403, "insufficient-scope"));
    let made: Value = letter.send(&app, &writer).await.json().await.unwrap();
    let id = made["id"].as_str().unwrap();
    for path in [format!("/{id}"), format!("/{id}/qr")] {
        assert_eq!(get(&app, &path, &reader).await.status(), 200);
        assert_eq!(get(&app, &path, &writer).await.status(), 403);
    }
    assert_eq!(revoke(&app, id, &reader).await.status(), 403);
    assert_eq!(shown(&app, id).await["state"], "open");
    assert_eq!(revoke(&app, id, &writer).await.status(), 200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_letter_stands_open_in_the_database_or_in_an_answer() {
    let app = TestApp::start().await;
    let letters = [Letter::to_person(0), Letter::to_organisation()];
    for letter in letters {
        let made = letter.named("nokkelkanari").register(&app).await;
        let id = made["id"].as_str().unwrap();
        let answers = format!("{made}{}", shown(&app, id).await);
        for personal in [PEOPLE[0], ORGANISATION, "Varsel", "2026/587", "2026/1234"] {
            assert!(!answers.contains(personal), "{personal}: {answers}");
        }
        let stored = app.database_bytes().await;
        let token = super::token_of(&made);
        for secret in [
            PEOPLE[0],
            ORGANISATION,
            "Varsel om befaring",
            "nokkelkanari",
            token,
            &token.replace('-', ""),
        ] {
            assert!(!holds(&stored, secret), "{secret}");
        }
        assert!(holds(&stored, id), "what is looked through is the database");
        assert_eq!(revoke(&app, id, &app.token).await.status(), 200);
    }
    app.finish().await;
}
