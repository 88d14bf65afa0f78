//! Whom a person may act for.

use std::time::Duration;

use sendsikkert::clock::Clock;
use sendsikkert::identity::registers::altinn::{Altinn, Party};
use sendsikkert::numbers::OrganisationNumber;
use serde_json::{Value, json};

use super::{FIRST, KARI, SECOND, SUB_UNIT, kari, number, reason, start};
use crate::support::START;
use crate::support::registers::{Registers, Service, party};

const PACKAGE: &str = "mine-sider-kommune";

async fn parties_of(altinn: &Altinn, only: Option<&str>) -> Vec<(String, bool)> {
    let only = only.map(number);
    let parties = altinn.authorized_parties(&kari(), only.as_ref()).await;
    let pair = |party: Party| (party.number.as_str().to_owned(), party.sub_unit);
    parties.unwrap().into_iter().map(pair).collect()
}

async fn numbers(registers: &Registers, listed: Value) -> Vec<String> {
    registers.book().parties.insert(KARI.to_owned(), listed);
    let parties = parties_of(&registers.altinn(), None).await;
    parties.into_iter().map(|(number, _)| number).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_flag_is_asked_for_outright_and_one_organisation_by_a_filter() {
    let (registers, _) = start();
    let mut settings = registers.altinn_settings();
    assert_eq!(
        parties_of(&registers.altinn_with(&settings), None).await,
        []
    );
    settings.resource = Some("eksempel-portal".to_owned());
    let altinn = registers.altinn_with(&settings);
    assert_eq!(parties_of(&altinn, Some(FIRST)).await, []);
    let calls = registers.calls(Service::Parties);
    for (call, resources) in calls.iter().zip(["false", "true"]) {
        let query = url::form_urlencoded::parse(call.query.as_bytes()).into_owned();
        let mut flags: Vec<(String, String)> = query.collect();
        flags.sort();
        let expected = [
            ("includeAccessPackages", "true"),
            ("includeAltinn2", "false"),
            ("includeAltinn3", "true"),
            ("includeInactiveParties", "False"),
            ("includeInstances", "false"),
            ("includePartiesViaKeyRoles", "True"),
            ("includeResources", resources),
            ("includeRoles", "false"),
            ("includeSubParties", "True"),
        ];
        assert_eq!(flags, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }
    let body = |call: usize| serde_json::from_str::<Value>(&calls[call].body).unwrap();
    let person = json!({ "type": "urn:altinn:person:identifier-no", "value": KARI });
    assert_eq!(body(0), person);
    let mut filtered = person;
    filtered["partyFilter"] =
        json!([{ "type": "urn:altinn:organization:identifier-no", "value": FIRST }]);
    assert_eq!(body(1), filtered);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_is_told_with_what_gives_the_right() {
    let (registers, _) = start();
    let listed = json!([party(FIRST, PACKAGE)]);
    registers.book().parties.insert(KARI.to_owned(), listed);
    let parties = registers.altinn().authorized_parties(&kari(), None).await;
    let mut expected = Party {
        number: number(FIRST),
        name: format!("Foretak {FIRST}"),
        is_sole_trader: false,
        sub_unit: false,
        party_uuid: Some(format!("uuid-of-{FIRST}")),
        via: "urn:altinn:accesspackage:mine-sider-kommune".to_owned(),
    };
    assert_eq!(parties.unwrap(), [expected.clone()]);

    let mut sole_trader = party(FIRST, PACKAGE);
    sole_trader["unitType"] = "ENK".into();
    let listed = json!([sole_trader]);
    registers.book().parties.insert(KARI.to_owned(), listed);
    let parties = registers.altinn().authorized_parties(&kari(), None).await;
    expected.is_sole_trader = true;
    assert_eq!(parties.unwrap(), [expected]);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn main_units_and_sub_units_are_judged_each_by_itself() {
    let (registers, _) = start();
    let altinn = registers.altinn();
    let mut below = party(SUB_UNIT, PACKAGE);
    below["unitType"] = "BEDR".into();
    let mut only_below = party(FIRST, "another");
    only_below["onlyHierarchyElementWithNoAccess"] = true.into();
    only_below["subunits"] = json!([below]);
    // The mark alone is enough, whatever else the entry says.
    let mut marked = only_below.clone();
    marked["authorizedAccessPackages"] = json!([PACKAGE]);
    let mut only_above = party(FIRST, PACKAGE);
    only_above["subunits"] = json!([party(SUB_UNIT, "another")]);
    // What is below another is a sub-unit, whatever type it is said to be of.
    let mut both = party(FIRST, PACKAGE);
    both["subunits"] = json!([party(SUB_UNIT, PACKAGE)]);
    let mut deleted_above = both.clone();
    deleted_above["isDeleted"] = true.into();
    let (main, sub) = ((FIRST.to_owned(), false), (SUB_UNIT.to_owned(), true));
    for (listed, expected) in [
        (only_below, vec![sub.clone()]),
        (marked, vec![sub.clone()]),
        (deleted_above, vec![sub.clone()]),
        (below, vec![sub.clone()]),
        (only_above, vec![main.clone()]),
        (both, vec![main, sub]),
    ] {
        registers
            .book()
            .parties
            .insert(KARI.to_owned(), json!([listed]));
        assert_eq!(parties_of(&altinn, None).await, expected);
        for asked in [FIRST, SUB_UNIT] {
            let theirs = expected.iter().filter(|(number, _)| number == asked);
            let theirs: Vec<_> = theirs.cloned().collect();
            assert_eq!(parties_of(&altinn, Some(asked)).await, theirs, "{asked}");
        }
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_whatever_is_deleted_or_without_a_number_do_not_count() {
    let (registers, _) = start();
    for (field, value) in [
        ("type", json!("Person")),
        ("type", json!("SelfIdentified")),
        ("isDeleted", json!(true)),
        ("onlyHierarchyElementWithNoAccess", json!(true)),
        ("organizationNumber", Value::Null),
        ("organizationNumber", json!("923609017")),
        ("organizationNumber", json!("")),
        ("authorizedAccessPackages", Value::Null),
        ("authorizedAccessPackages", json!([])),
    ] {
        let mut listed = party(FIRST, PACKAGE);
        listed[field] = value;
        let others = json!([listed, party(SECOND, PACKAGE)]);
        assert_eq!(numbers(&registers, others).await, [SECOND], "{field}");
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn access_packages_are_compared_regardless_of_case_and_urn_and_others_give_nothing() {
    let (registers, _) = start();
    for (name, counts) in [
        ("mine-sider-kommune", true),
        ("Mine-Sider-Kommune", true),
        ("urn:altinn:accesspackage:mine-sider-kommune", true),
        ("URN:Altinn:AccessPackage:mine-sider-kommune", true),
        ("mine-sider-kommune-les", false),
        ("urn:altinn:resource:mine-sider-kommune", false),
        ("post-til-virksomheten", false),
        ("DAGL", false),
        ("", false),
    ] {
        let mut listed = party(FIRST, name);
        listed["type"] = "organization".into();
        let expected: &[&str] = if counts { &[FIRST] } else { &[] };
        assert_eq!(
            numbers(&registers, json!([listed])).await,
            expected,
            "{name}"
        );
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_package_and_the_resource_that_count_are_the_municipality_s_choice() {
    let (registers, _) = start();
    let mut listed = party(FIRST, "byggesoknad");
    listed["authorizedResources"] = json!(["Eksempel-Portal"]);
    registers
        .book()
        .parties
        .insert(KARI.to_owned(), json!([listed]));
    let ordinary = registers.altinn_settings();
    for (package, resource, via) in [
        (PACKAGE, None, None),
        (PACKAGE, Some("another"), None),
        (
            PACKAGE,
            Some("eksempel-portal"),
            Some("urn:altinn:resource:eksempel-portal"),
        ),
        (
            "Byggesoknad",
            None,
            Some("urn:altinn:accesspackage:byggesoknad"),
        ),
        (
            "urn:altinn:accesspackage:byggesoknad",
            Some("eksempel-portal"),
            Some("urn:altinn:accesspackage:byggesoknad"),
        ),
    ] {
        let mut settings = ordinary.clone();
        settings.access_package = package.to_owned();
        settings.resource = resource.map(str::to_owned);
        let altinn = registers.altinn_with(&settings);
        let parties = altinn.authorized_parties(&kari(), None).await.unwrap();
        let found = parties.first().map(|party| party.via.as_str());
        assert_eq!(found, via, "{package} {resource:?}");
    }
    let mut nameless = ordinary;
    nameless.access_package = "urn:altinn:accesspackage:".to_owned();
    let clock = Clock::manual(START);
    assert!(Altinn::new(&nameless, registers.maskinporten(), clock).is_err());
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_for_one_organisation_whatever_else_is_listed_is_left_out() {
    let (registers, _) = start();
    let listed = json!([party(SECOND, PACKAGE), party(FIRST, PACKAGE)]);
    registers.book().parties.insert(KARI.to_owned(), listed);
    let altinn = registers.altinn();
    let first = (FIRST.to_owned(), false);
    assert_eq!(parties_of(&altinn, Some(FIRST)).await, [first]);
    assert_eq!(parties_of(&altinn, Some(SUB_UNIT)).await, []);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_organisations_are_read_and_more_than_anybody_has_are_not() {
    let (registers, _) = start();
    let all = (310_000_000..).map(|n: u32| n.to_string());
    let valid = all.filter(|text| OrganisationNumber::parse(text).is_ok());
    let mut listed: Value = valid
        .take(4_000)
        .map(|text| party(&text, PACKAGE))
        .collect();
    assert!(listed.to_string().len() > 1024 * 1024);
    assert_eq!(numbers(&registers, listed.clone()).await.len(), 4_000);
    listed[0]["name"] = "x".repeat(8 * 1024 * 1024).into();
    registers.book().parties.insert(KARI.to_owned(), listed);
    let answer = registers.altinn().authorized_parties(&kari(), None).await;
    assert!(reason(answer).contains("too large"));
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sub_units_are_followed_only_so_far() {
    let nested = |depth: usize| {
        (0..depth).fold(party(SUB_UNIT, PACKAGE), |below, _| {
            let mut above = party(FIRST, "another");
            above["subunits"] = json!([below]);
            above
        })
    };
    let (registers, _) = start();
    assert_eq!(numbers(&registers, json!([nested(8)])).await, [SUB_UNIT]);
    assert_eq!(numbers(&registers, json!([nested(9)])).await, [""; 0]);
    let endless = json!([nested(500)]);
    registers.book().parties.insert(KARI.to_owned(), endless);
    reason(registers.altinn().authorized_parties(&kari(), None).await);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_kept_until_shortly_before_their_end() {
    let (registers, clock) = start();
    let altinn = registers.altinn();
    for _ in 0..3 {
        parties_of(&altinn, None).await;
    }
    clock.advance(Duration::from_secs(109));
    parties_of(&altinn.clone(), None).await;
    for service in [Service::Maskinporten, Service::Exchange] {
        assert_eq!(registers.calls(service).len(), 1, "{service:?}");
    }
    clock.advance(Duration::from_secs(1));
    parties_of(&altinn, None).await;
    for service in [Service::Maskinporten, Service::Exchange] {
        assert_eq!(registers.calls(service).len(), 2, "{service:?}");
    }
    assert_eq!(registers.calls(Service::Parties).len(), 5);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_is_replaced_once() {
    let (registers, _) = start();
    let listed = json!([party(FIRST, PACKAGE)]);
    registers.book().parties.insert(KARI.to_owned(), listed);
    let altinn = registers.altinn();
    parties_of(&altinn, None).await;
    registers.withdraw_tokens();
    assert_eq!(parties_of(&altinn, None).await.len(), 1);
    assert_eq!(registers.calls(Service::Parties).len(), 3);
    registers.answers(Service::Parties, 401, "");
    reason(altinn.authorized_parties(&kari(), None).await);
    assert_eq!(registers.calls(Service::Parties).len(), 5);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exchanged_token_may_stand_in_quotes_and_needs_the_subscription() {
    let (registers, _) = start();
    registers.book().quoted = true;
    assert_eq!(parties_of(&registers.altinn(), None).await, []);
    let mut settings = registers.altinn_settings();
    settings.subscription_key_file = None;
    let altinn = registers.altinn_with(&settings);
    let refused = reason(altinn.authorized_parties(&kari(), None).await);
    assert!(
        refused.contains("the exchange of tokens answers 401"),
        "{refused}"
    );
    for text in ["", "\"\"", "<html> no token </html>", "to\nken", "bl\u{e5}"] {
        registers.answers(Service::Exchange, 200, text);
        reason(registers.altinn().authorized_parties(&kari(), None).await);
    }
    assert_eq!(registers.calls(Service::Parties).len(), 1);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_another_shape_is_no_answer() {
    let (registers, _) = start();
    let without = |field: &str| {
        let mut listed = party(FIRST, PACKAGE);
        listed.as_object_mut().unwrap().remove(field);
        json!([listed])
    };
    let with = |field: &str, value: Value| {
        let mut listed = party(FIRST, PACKAGE);
        listed[field] = value;
        json!([listed])
    };
    for listed in [
        json!({}),
        json!({ "data": [party(FIRST, PACKAGE)] }),
        json!([1]),
        without("isDeleted"),
        without("onlyHierarchyElementWithNoAccess"),
        without("type"),
        with("type", json!(2)),
        with("isDeleted", json!("false")),
        with("authorizedAccessPackages", json!([{ "id": PACKAGE }])),
        with("subunits", json!({})),
    ] {
        registers.book().parties.insert(KARI.to_owned(), listed);
        reason(registers.altinn().authorized_parties(&kari(), None).await);
    }
    assert_eq!(
        numbers(&registers, with("unheardOf", json!({}))).await,
        [FIRST]
    );
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_any_of_the_services_is_down_nothing_is_known() {
    let (registers, _) = start();
    let listed = json!([party(FIRST, PACKAGE)]);
    registers.book().parties.insert(KARI.to_owned(), listed);
    let mut settings = registers.altinn_settings();
    settings.timeout_ms = 20;
    for service in [Service::Maskinporten, Service::Exchange, Service::Parties] {
        for (status, text) in [(200, "<html>"), (302, ""), (403, ""), (429, ""), (503, "")] {
            registers.answers(service, status, text);
            reason(registers.altinn().authorized_parties(&kari(), None).await);
        }
        registers.book().trouble.clear();
    }
    registers.never_answers(Service::Parties);
    let impatient = registers.altinn_with(&settings);
    reason(impatient.authorized_parties(&kari(), None).await);
    registers.finish().await;
}
