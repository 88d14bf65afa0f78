//! Where a person can be notified.

use std::time::Duration;

use sendsikkert::i18n::Locale;
use sendsikkert::identity::registers::Unavailable;
use sendsikkert::identity::registers::contact::Contact;
use serde_json::{Value, json};

use super::{KARI, kari, reason, start};
use crate::support::START;
use crate::support::registers::{Registers, Service, registered, told};

async fn look_up(registers: &Registers, person: Value) -> Result<Option<Contact>, Unavailable> {
    registers.book().people.insert(KARI.to_owned(), person);
    registers.contact_register().look_up(&kari()).await
}

async fn email(registers: &Registers, details: Value) -> Option<String> {
    let mut person = registered(KARI);
    person["kontaktinformasjon"] = details;
    let contact = look_up(registers, person).await.unwrap();
    contact.unwrap().email
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_registered_is_found_with_address_and_language() {
    let (registers, _) = start();
    let contact = look_up(&registers, registered(KARI))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(contact.email.as_deref(), Some("kari@eksempel.invalid"));
    assert_eq!(contact.language, Some(Locale::Nn));
    let body = &registers.calls(Service::Contact)[0].body;
    assert_eq!(
        *body,
        json!({ "personidentifikatorer": [KARI] }).to_string()
    );
    for (spraak, expected) in [
        (json!("nb"), Some(Locale::Nb)),
        (json!("en"), Some(Locale::En)),
        (json!("se"), Some(Locale::Se)),
        (json!("fr"), None),
        (Value::Null, None),
    ] {
        let mut person = registered(KARI);
        person["spraak"] = spraak;
        let contact = look_up(&registers, person).await.unwrap().unwrap();
        assert_eq!(contact.language, expected);
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_those_who_are_not_registered_nothing_is_taken() {
    let (registers, _) = start();
    let nobody = registers.contact_register().look_up(&kari()).await;
    assert_eq!(nobody.unwrap(), None);
    for status in ["SLETTET", "IKKE_REGISTRERT", "aktiv", "NOE_NYTT"] {
        let mut person = registered(KARI);
        person["status"] = status.into();
        assert_eq!(look_up(&registers, person).await.unwrap(), None, "{status}");
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_be_notified_keeps_her_language_only() {
    let (registers, _) = start();
    for status in [json!("KAN_IKKE_VARSLES"), json!("KANSKJE"), Value::Null] {
        let mut person = registered(KARI);
        person["varslingsstatus"] = status;
        let contact = look_up(&registers, person).await.unwrap().unwrap();
        assert_eq!((contact.email, contact.language), (None, Some(Locale::Nn)));
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_counts_for_18_months_after_it_was_updated_or_verified() {
    let (registers, _) = start();
    let (fresh, stale) = ("2025-06-29T10:14:52+02", "2025-04-29T10:14:52+02");
    for (field, date, counts) in [
        ("epostadresse_oppdatert", fresh, true),
        ("epostadresse_oppdatert", stale, false),
        ("epostadresse_sist_verifisert", fresh, true),
        ("epostadresse_sist_verifisert", stale, false),
        ("epostadresse_sist_validert", "2026-06-29T08:14:52Z", true),
        (
            "epostadresse_sist_validert",
            "2026-06-29T08:14:52.123Z",
            true,
        ),
        ("epostadresse_sist_validert", stale, false),
        ("epostadresse_oppdatert", "yesterday", false),
        // Another channel's dates say nothing of this one.
        ("mobiltelefonnummer_oppdatert", fresh, false),
        ("epostadresse_duplisert", fresh, false),
    ] {
        let details = json!({ "epostadresse": "kari@eksempel.invalid", field: date });
        let found = email(&registers, details).await;
        assert_eq!(found.is_some(), counts, "{field} {date}");
    }
    let date_alone = json!({ "epostadresse_oppdatert": fresh });
    assert_eq!(email(&registers, date_alone).await, None);
    assert_eq!(email(&registers, Value::Null).await, None);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_grows_stale_as_time_goes_by() {
    let (registers, clock) = start();
    let updated = START.rfc3339();
    let details = json!({
        "epostadresse": "kari@eksempel.invalid",
        "epostadresse_oppdatert": updated,
    });
    // From 21 November 2026 to 21 May 2028.
    clock.advance(Duration::from_hours(24 * 547));
    assert!(email(&registers, details.clone()).await.is_some());
    clock.advance(Duration::from_secs(1));
    assert!(email(&registers, details).await.is_none());
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_about_somebody_else_is_no_answer() {
    let (registers, _) = start();
    let other = look_up(&registers, registered("02858910002")).await;
    assert!(reason(other).contains("another person"));
    for people in [
        json!([]),
        json!([registered(KARI), registered("02858910002")]),
        json!([registered(KARI), registered(KARI)]),
    ] {
        let text = json!({ "personer": people }).to_string();
        registers.answers(Service::Contact, 200, &text);
        reason(registers.contact_register().look_up(&kari()).await);
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_down_or_closed_to_us_says_so_and_nothing_else() {
    let (registers, _) = start();
    registers
        .book()
        .people
        .insert(KARI.to_owned(), registered(KARI));
    for service in [Service::Maskinporten, Service::Contact] {
        let quoting = format!("{{\"error\":\"{KARI} kari@eksempel.invalid\"}}");
        for (status, text) in [(200, "<html>"), (302, ""), (403, &quoting), (503, "")] {
            registers.answers(service, status, text);
            let answer = registers.contact_register().look_up(&kari()).await;
            let text = told(&answer.unwrap_err());
            assert!(!text.contains(KARI), "{text}");
        }
        registers.book().trouble.clear();
    }
    registers.never_answers(Service::Contact);
    let mut settings = registers.contact_settings();
    settings.timeout_ms = 20;
    reason(
        registers
            .contact_register_with(&settings)
            .look_up(&kari())
            .await,
    );
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_is_not_used_again() {
    let (registers, _) = start();
    registers
        .book()
        .people
        .insert(KARI.to_owned(), registered(KARI));
    let register = registers.contact_register();
    assert!(register.look_up(&kari()).await.unwrap().is_some());
    registers.withdraw_tokens();
    reason(register.look_up(&kari()).await);
    assert!(register.look_up(&kari()).await.unwrap().is_some());
    registers.finish().await;
}
