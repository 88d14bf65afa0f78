//! Whether an organisation is there.

use sendsikkert::identity::registers::Unavailable;
use sendsikkert::identity::registers::enhetsregisteret::{Enhetsregisteret, Standing, UnitKind};
use sendsikkert::numbers::OrganisationNumber;

use super::{FIRST, number, reason, start};
use crate::support::registers::{Organisation, Registers, Service};

async fn standing(registers: &Registers, text: &str) -> Result<Standing, Unavailable> {
    registers.enhetsregisteret().look_up(&number(text)).await
}

#[test]
fn a_number_is_nine_digits_of_which_the_last_checks_the_others() {
    for right in [
        "123456785",
        "991825827",
        "974760673",
        "889640782",
        "314 242 726",
    ] {
        assert!(OrganisationNumber::parse(right).is_ok(), "{right}");
    }
    // These would need the check digit 10.
    for last in 0..10 {
        assert!(OrganisationNumber::parse(&format!("20000003{last}")).is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_and_sub_units_are_told_apart() {
    let (registers, _) = start();
    for (known, expected) in [
        (Organisation::Main, UnitKind::Main),
        (Organisation::WithoutClass, UnitKind::Main),
        (Organisation::SoleTrader, UnitKind::Main),
        (Organisation::SubUnit, UnitKind::Sub),
    ] {
        registers
            .book()
            .organisations
            .insert(FIRST.to_owned(), known);
        let Standing::Active(unit) = standing(&registers, FIRST).await.unwrap() else {
            panic!("it is active");
        };
        assert_eq!(unit.kind, expected);
        assert_eq!(unit.number, number(FIRST));
        assert_eq!(unit.name, format!("Foretak {FIRST}"));
        assert!(!unit.bankrupt_or_winding_up);
        let is_sole_trader = matches!(known, Organisation::SoleTrader);
        assert_eq!(unit.is_sole_trader, is_sole_trader);
    }
    let paths: Vec<_> = registers.calls(Service::Enhetsregisteret);
    let last = &paths.last().unwrap().path;
    assert_eq!(*last, format!("/enhetsregisteret/api/underenheter/{FIRST}"));
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_at_its_end_is_active_and_marked() {
    let (registers, _) = start();
    for sign in [
        "konkurs",
        "underAvvikling",
        "underTvangsavviklingEllerTvangsopplosning",
    ] {
        let ending = Organisation::Ending(sign);
        registers
            .book()
            .organisations
            .insert(FIRST.to_owned(), ending);
        let Standing::Active(unit) = standing(&registers, FIRST).await.unwrap() else {
            panic!("it is active");
        };
        assert!(unit.bankrupt_or_winding_up, "{sign}");
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_organisation_is_deleted_in_whichever_way_it_is_told() {
    let (registers, _) = start();
    for known in [
        Organisation::Deleted,
        Organisation::DeletedWithoutClass,
        Organisation::Removed,
    ] {
        registers
            .book()
            .organisations
            .insert(FIRST.to_owned(), known);
        assert_eq!(
            standing(&registers, FIRST).await.unwrap(),
            Standing::Deleted
        );
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_in_neither_list_is_unknown() {
    let (registers, _) = start();
    assert_eq!(
        standing(&registers, FIRST).await.unwrap(),
        Standing::Unknown
    );
    assert_eq!(registers.calls(Service::Enhetsregisteret).len(), 2);
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_number_or_an_unknown_class_is_no_answer() {
    let (registers, _) = start();
    for (known, why) in [
        (Organisation::UnderAnotherNumber, "another number"),
        (Organisation::OfAnotherClass, "respons_klasse"),
        (Organisation::Nameless, "without a name"),
    ] {
        registers
            .book()
            .organisations
            .insert(FIRST.to_owned(), known);
        let reason = reason(standing(&registers, FIRST).await);
        assert!(reason.contains(why), "{reason}");
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_down_gives_no_answer() {
    let (registers, _) = start();
    let too_large = " ".repeat(1024 * 1024 + 1);
    for (status, text) in [
        (200, "<!doctype html><title>Vedlikehold</title>"),
        (200, "{}"),
        (200, ""),
        (200, too_large.as_str()),
        (302, ""),
        (400, ""),
        (429, ""),
        (500, ""),
        (503, "<title>503</title>"),
    ] {
        registers.answers(Service::Enhetsregisteret, status, text);
        let reason = reason(standing(&registers, FIRST).await);
        assert!(
            reason.starts_with("Enhetsregisteret has no answer: "),
            "{reason}"
        );
    }
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_never_answers_is_given_up() {
    let (registers, _) = start();
    registers.never_answers(Service::Enhetsregisteret);
    let mut settings = registers.enhetsregisteret_settings();
    settings.timeout_ms = 20;
    let register = Enhetsregisteret::new(&settings).unwrap();
    reason(register.look_up(&number(FIRST)).await);
    registers.finish().await;
}
