//! A letter to an organisation, where others than the person vouch for her right to act.

use std::time::Duration;

use reqwest::StatusCode;
use sendsikkert::identity::representation::Settings;
use serde_json::json;

use super::journey::{complete, pulled};
use super::wrong::{made_up, tells_nothing};
use super::{Archive, to_organisation, token_of};
use crate::representation::{
    BYGG, KOMMUNE, MANAGER, MANAGER_ID, chosen, finish, parties, portal, portal_with_ansattporten,
};
use crate::support::browser::Page;
use crate::support::people::Sender;

#[tokio::test(flavor = "multi_thread")]
async fn altinn_s_list_opens_the_letter_and_is_asked_again_at_send() {
    let (app, registers) = portal(Settings::Altinn, false).await;
    let listed = parties();
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), listed);
    let archive = Archive::of(&app);
    let letter = archive.invite(&app, &to_organisation(BYGG)).await;
    let manager = app.sender(MANAGER).await;
    let page = manager.browser.open(&letter.path).await;
    assert_eq!(page.texts("#organisation_number option").len(), 2);
    let told = [("organisation_number", BYGG)];
    let page = manager.browser.submit(&page, &letter.path, &told).await;
    let draft = page.address.strip_suffix("/message").unwrap().to_owned();
    complete(&manager, &draft).await;

    // The right ends before she sends: nothing is lost, and nobody else can be chosen instead.
    app.advance(Duration::from_mins(4));
    let none = json!([]);
    registers.book().parties.insert(MANAGER_ID.to_owned(), none);
    let page = manager.press_send(&draft).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = page.texts(".ds-error-summary li");
    assert!(wrong[0].contains("Vi kan ikke bekrefte"), "{wrong:?}");
    let page = manager.browser.open(&format!("{draft}/sender")).await;
    assert!(page.value_of("Avsender").unwrap().contains("313 001 016"));
    let listed = parties();
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), listed);
    manager.send(&draft).await;
    let (manifest, _) = pulled(&app).await;
    assert_eq!(
        manifest["sender"]["representation"],
        "altinn-authorized-parties"
    );
    assert_eq!(manifest["in_reply_to"]["invitation_id"], letter.id.as_str());
    finish(app, registers).await;
}

/// Follows the link to Ansattporten that stands on a letter's page, and back.
async fn by_way_of_ansattporten(sender: &Sender, path: &str) -> Page {
    let page = sender.browser.open(path).await;
    let there = page.attribute("main a.ds-button", "href").unwrap();
    assert_eq!(
        there,
        format!("/login/ansattporten?reply={}", token_of(path))
    );
    let page = sender.browser.open(&there).await;
    if page.address == "/authorize" {
        return sender.choose(&page, MANAGER).await;
    }
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn ansattporten_opens_the_letter_of_the_organisation_that_is_chosen_there() {
    let (app, ansattporten) = portal_with_ansattporten().await;
    let archive = Archive::of(&app);
    let letter = archive.invite(&app, &to_organisation(BYGG)).await;
    let manager = app.sender(MANAGER).await;

    // Another organisation, or none, opens it no more than a link that was made up.
    let made_up = &made_up()[0];
    for said in [chosen(KOMMUNE), json!([])] {
        ansattporten.say(said);
        let [real, unreal] = [
            by_way_of_ansattporten(&manager, &letter.path).await,
            by_way_of_ansattporten(&manager, made_up).await,
        ];
        assert_eq!(real.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((real.status, &real.address), (unreal.status, &letter.path));
        assert!(tells_nothing(&real.html));
        let neutral = |page: &Page, path: &str| page.html.replace(token_of(path), "LINK");
        assert_eq!(
            neutral(&real, &letter.path),
            neutral(&unreal, made_up),
            "to the byte"
        );
        assert!(real.texts(".ds-error-summary li")[0].contains("kan ikke åpnes med dette"));
    }
    ansattporten.say(chosen(BYGG));
    let unreal = by_way_of_ansattporten(&manager, made_up).await;
    assert_eq!(unreal.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 0);

    let page = by_way_of_ansattporten(&manager, &letter.path).await;
    let draft = page.address.strip_suffix("/message").unwrap().to_owned();
    complete(&manager, &draft).await;

    // When the right has to be shown again, another organisation does not take the answer over.
    app.advance(Duration::from_mins(16));
    ansattporten.say(chosen(KOMMUNE));
    let page = manager.press_send(&draft).await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{draft}/sender").as_str()
        )
    );
    assert!(
        page.value_of("Avsender")
            .unwrap()
            .contains("Eksempel Bygg AS")
    );
    ansattporten.say(chosen(BYGG));
    let page = manager.press_send(&draft).await;
    assert_eq!(page.address, format!("{draft}/review"));
    manager.send(&draft).await;
    let (manifest, _) = pulled(&app).await;
    assert_eq!(manifest["sender"]["organisation_number"], BYGG);
    assert_eq!(manifest["in_reply_to"]["invitation_id"], letter.id.as_str());
    app.work().await;
    ansattporten.server.stop(false).await;
    app.finish().await;
}
