//! What the link in a letter finds, for whom, and until when.

use std::time::Duration;

use sendsikkert::numbers::OrganisationNumber;
use sendsikkert::submission::invitation::{self, Invitation};
use serde_json::{Value, json};

use super::{Letter, ORGANISATION, get, id_of, person, reply, revoke, shown, token_of};
use crate::support::TestApp;

const DAY: Duration = Duration::from_hours(24);

async fn found(app: &TestApp, token: &str) -> Option<Invitation> {
    invitation::of_link(&app.app.desk, token).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_found_as_it_is_typed_and_for_its_recipient_alone() {
    let app = TestApp::start().await;
    let desk = &app.app.desk;
    let made = Letter::to_person(0).register(&app).await;
    let token = token_of(&made);
    let typed = token.to_lowercase().replace('0', "o").replace('1', "l");
    for token in [
        token,
        &typed,
        &token.replace('-', ""),
        &token.replace('-', " "),
    ] {
        let found = found(&app, token).await.unwrap();
        assert_eq!(found.id, id_of(&made));
    }
    let invitation = found(&app, token).await.unwrap();
    assert_eq!(invitation.title, "Varsel om befaring");
    assert_eq!(invitation.case_number.unwrap().to_string(), "2026/587");
    assert_eq!(
        invitation.letter.system, "sendsikkert",
        "a letter without a name"
    );
    let said = json!(invitation.in_reply_to());
    assert_eq!(said["invitation_id"], made["id"]);
    assert_eq!(said["journal_number"], "2026/1234-2");
    let number = OrganisationNumber::parse(ORGANISATION).unwrap();
    let own = |at: &Invitation| [0, 1, 2, 3].map(|n| at.is_for_person(desk, &person(&app, n)));
    assert_eq!(own(&invitation), [true, false, false, false]);
    assert!(!invitation.is_for_organisation(&number));

    let made = Letter::to_organisation().register(&app).await;
    let invitation = found(&app, token_of(&made)).await.unwrap();
    assert_eq!(own(&invitation), [false; 4], "not who manages it, but it");
    assert!(invitation.is_for_organisation(&number));
    let another = OrganisationNumber::parse("974760673").unwrap();
    assert!(!invitation.is_for_organisation(&another));

    let mut misread = token.to_owned();
    misread.replace_range(0..1, if token.starts_with('A') { "B" } else { "A" });
    for token in [
        "",
        "x",
        &misread,
        token.trim_end_matches(|c| c != '-'),
        &made["id"].to_string(),
    ] {
        assert!(found(&app, token).await.is_none(), "{token}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_leads_nowhere_once_it_is_over() {
    let app = TestApp::start().await;
    let desk = &app.app.desk;
    let made = Letter::to_person(0).register(&app).await;
    let short = Letter::to_person(0).with("expires_at", json!("2026-11-22T14:00:00+01:00"));
    let short = short.register(&app).await;
    let is_open = async |made: &Value| {
        let by_link = found(&app, token_of(made)).await.is_some();
        let by_id = invitation::find(desk, id_of(made)).await.unwrap().is_some();
        assert_eq!(by_link, by_id);
        by_link
    };
    assert!(is_open(&made).await && is_open(&short).await);
    let moment = Duration::from_millis(1);
    app.advance(DAY.checked_sub(moment).unwrap());
    assert!(is_open(&short).await);
    app.advance(moment);
    assert!(!is_open(&short).await);
    let id = short["id"].as_str().unwrap();
    assert_eq!(shown(&app, id).await["state"], "expired");
    assert_eq!(
        revoke(&app, made["id"].as_str().unwrap(), &app.token)
            .await
            .status(),
        200
    );
    assert!(!is_open(&made).await);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_are_counted_when_they_are_sent() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let made = Letter::to_person(0).register(&app).await;
    let other = Letter::to_person(0).register(&app).await;
    let id = made["id"].as_str().unwrap();
    for (minutes, replies, at) in [
        (5, 1, "2026-11-21T14:05:00+01:00"),
        (10, 2, "2026-11-21T14:15:00+01:00"),
    ] {
        app.advance(Duration::from_mins(minutes));
        reply(&app, &kari, 0, &made).await;
        let now = shown(&app, id).await;
        assert_eq!(now["replies"], replies);
        assert_eq!(now["last_reply_at"], at);
        assert_eq!(now["state"], "open", "it works again");
    }
    let program = app.archivist();
    assert_eq!(
        program.waiting().await.len(),
        2,
        "each is a submission of its own"
    );
    assert_eq!(
        shown(&app, other["id"].as_str().unwrap()).await["replies"],
        0
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_remembered_for_ninety_days() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let short = Letter::to_person(0).with("expires_at", json!("2026-11-22T14:00:00+01:00"));
    let short = short.register(&app).await;
    let long = Letter::to_person(0)
        .with("expires_at", json!("2028-11-21T14:00:00+01:00"))
        .named("4711");
    let [revoked, open] = [
        long.register(&app).await,
        Letter::to_organisation().register(&app).await,
    ];
    reply(&app, &kari, 0, &short).await;
    let known = async || {
        let mut known = Vec::new();
        for made in [&short, &revoked, &open] {
            let path = format!("/{}", made["id"].as_str().unwrap());
            known.push(get(&app, &path, &app.token).await.status().as_u16());
        }
        known
    };
    app.advance(DAY * 10);
    assert_eq!(
        revoke(&app, revoked["id"].as_str().unwrap(), &app.token)
            .await
            .status(),
        200
    );
    // 90 days after the first has expired, to the moment.
    app.advance(DAY * 81);
    app.app.sweep().await.unwrap();
    assert_eq!(known().await, [200, 200, 200]);
    app.advance(Duration::from_millis(1));
    app.app.sweep().await.unwrap();
    assert_eq!(known().await, [404, 200, 200]);
    app.advance(DAY * 9);
    app.app.sweep().await.unwrap();
    app.app.sweep().await.unwrap();
    assert_eq!(known().await, [404, 404, 200]);
    assert!(found(&app, token_of(&short)).await.is_none());
    assert_eq!(app.archivist().waiting().await.len(), 1, "the reply stays");
    app.work().await;
    app.finish().await;
}
