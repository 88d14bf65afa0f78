//! A2 and A6: what kind of entry it is, where it belongs, and that it is the same at every export.

use std::collections::BTreeSet;

use sendsikkert::submission::Kind;
use serde_json::{Value, json};

use super::manifests::{ID, RECEIVED_AT, REFERENCE, document, manifest, reply_to};
use super::{EFORMIDLING, FIKS, both, eformidling, fiks, text, texts};

/// A letter with as many attachments as there may be.
fn fifty() -> Value {
    let documents: Vec<_> = (1..=50).map(|n| document(n, Kind::Jpeg, &[])).collect();
    json!({ "documents": documents })
}

#[test]
fn a2_an_incoming_entry_that_nobody_has_judged_yet() {
    let read = fiks(&json!({}));
    assert_eq!(text(&read, "registrering/journalposttype/kode"), "I");
    assert_eq!(text(&read, "registrering/journalstatus/kode"), "M");
    // As Noark's list (M053) says it.
    assert_eq!(
        text(&read, "registrering/journalstatus/beskrivelse"),
        "Midlertidig registrering av innkommet dokument"
    );
    let read = eformidling(&json!({}));
    let at = |path: &str| text(&read, &format!("{EFORMIDLING}/{path}"));
    assert_eq!(at("journalposttype"), "Inngående dokument");
    assert_eq!(at("journalstatus"), "Ferdigstilt fra saksbehandler");
}

#[test]
fn a2_it_came_in_when_send_was_pressed() {
    for (read, entry) in both(&manifest(&json!({}))) {
        assert_eq!(text(&read, &format!("{entry}/mottattDato")), RECEIVED_AT);
        assert_eq!(text(&read, &format!("{entry}/journaldato")), "2026-11-21");
    }
}

#[test]
fn a2_what_is_not_known_or_is_the_archive_s_own_is_left_out() {
    for (read, entry) in both(&manifest(&json!({}))) {
        for left_out in [
            "journalaar",
            "journalsekvensnummer",
            "journalpostnummer",
            "dokumentetsDato",
        ] {
            assert_eq!(texts(&read, &format!("{entry}/{left_out}")), [""; 0]);
        }
        let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
        let receipt = format!("referanse {REFERENCE} og journalnummer 2026/17");
        assert!(
            remarks.iter().any(|text| text.contains(&receipt)),
            "{remarks:?}"
        );
    }
}

#[test]
fn a2_documents_are_counted_and_numbered_and_the_first_is_the_main_one() {
    for (read, entry) in both(&manifest(&fifty())) {
        assert_eq!(text(&read, "antallFiler"), "50");
        assert_eq!(text(&read, &format!("{entry}/antallVedlegg")), "49");
        let numbers = texts(
            &read,
            &format!("{entry}/dokumentbeskrivelse/dokumentnummer"),
        );
        let expected: Vec<_> = (1..=50).map(|n| n.to_string()).collect();
        assert_eq!(numbers, expected);
    }
    let role = "dokumentbeskrivelse/tilknyttetRegistreringSom";
    let roles = texts(&fiks(&fifty()), &format!("{FIKS}/{role}/kode"));
    assert_eq!(roles.concat(), format!("H{}", "V".repeat(49)));
    let roles = texts(&eformidling(&fifty()), &format!("{EFORMIDLING}/{role}"));
    assert_eq!(
        roles.concat(),
        format!("Hoveddokument{}", "Vedlegg".repeat(49))
    );
}

#[test]
fn a2_it_is_filed_on_the_case_that_the_sender_names() {
    let read = fiks(&json!({}));
    let case = "registrering/referanseForelderMappe/saksnummer";
    assert_eq!(text(&read, &format!("{case}/saksaar")), "2023");
    assert_eq!(text(&read, &format!("{case}/sakssekvensnummer")), "587");
    let read = eformidling(&json!({}));
    assert_eq!(text(&read, "mappe/saksaar"), "2023");
    assert_eq!(text(&read, "mappe/sakssekvensnummer"), "587");
    for (read, entry) in both(&manifest(&json!({}))) {
        let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
        let told = "Saksnummeret 2023/587 er oppgitt av avsenderen og ikke kontrollert.";
        assert!(remarks.iter().any(|text| text == told), "{remarks:?}");
    }
}

#[test]
fn a2_without_a_case_the_archive_distributes() {
    let changes = json!({ "case_number": null });
    let read = fiks(&changes);
    assert_eq!(texts(&read, "registrering/referanseForelderMappe"), [""; 0]);
    assert_eq!(texts(&read, "mappe").len(), 0);
    let read = eformidling(&changes);
    assert_eq!(texts(&read, "mappe/saksaar"), [""; 0]);
    assert_eq!(texts(&read, "mappe/sakssekvensnummer"), [""; 0]);
    for (read, _) in both(&manifest(&changes)) {
        assert!(!read.contains("Saksnummeret"));
    }
}

/// Every `systemID`: the folder's, the entry's, the documents'.
fn ids(changes: &Value) -> Vec<String> {
    let read = eformidling(changes);
    let folder = text(&read, "mappe/systemID");
    let parent = text(&read, &format!("{EFORMIDLING}/referanseForelderMappe"));
    assert_eq!(folder, parent);
    let documents = format!("{EFORMIDLING}/dokumentbeskrivelse");
    ["mappe", EFORMIDLING, &documents]
        .map(|place| texts(&read, &format!("{place}/systemID")))
        .concat()
}

#[test]
fn a6_a_second_export_has_the_same_key() {
    let read = fiks(&json!({}));
    let key = "registrering/referanseEksternNoekkel";
    assert_eq!(text(&read, &format!("{key}/fagsystem")), "sendsikkert");
    assert_eq!(text(&read, &format!("{key}/noekkel")), ID);
    assert_eq!(text(&eformidling(&json!({})), "meldingId"), ID);
    for (first, second) in both(&manifest(&fifty()))
        .iter()
        .zip(both(&manifest(&fifty())))
    {
        assert_eq!(*first, second);
    }
}

#[test]
fn a6_ids_are_made_from_the_submission_s() {
    let first = ids(&fifty());
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 52);
    let version = |id: &String| uuid::Uuid::parse_str(id).unwrap().get_version_num();
    assert!(first.iter().all(|id| version(id) == 8));
    let mut other = fifty();
    other["submission_id"] = json!("f11f5cba-68ad-422f-ad2c-922cd6060f47");
    assert!(ids(&other).iter().all(|id| !first.contains(id)));
}

#[test]
fn a_reply_names_the_letter_that_it_answers() {
    let letter = "8f4c2e0a-5b1d-4c53-9c5d-0d7b1a2e9f11";
    let changes = json!({ "in_reply_to": reply_to(letter) });
    let to = "kryssreferanse/referanseTilRegistrering";
    let key = format!("{FIKS}/{to}/referanseEksternNoekkel/noekkel");
    assert_eq!(text(&fiks(&changes), &key), letter);
    let system = format!("{FIKS}/{to}/referanseEksternNoekkel/fagsystem");
    assert_eq!(text(&fiks(&changes), &system), "Arkivet");
    let read = eformidling(&changes);
    assert_eq!(text(&read, &format!("{EFORMIDLING}/{to}")), letter);
    for (read, entry) in both(&manifest(&changes)) {
        let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
        let told = format!(
            "Svar på kommunens brev {letter}, journalnummer 2026/1234 i arkivet, i sak 2026/587."
        );
        assert!(remarks.contains(&told), "{remarks:?}");
        assert!(
            !read.contains("avskriv"),
            "whether that settles the letter is for the archivist to say"
        );
    }
}

#[test]
fn a_letter_is_found_by_its_number_as_far_as_that_can_be_read() {
    let to = format!("{FIKS}/kryssreferanse/referanseTilRegistrering");
    for (number, case, journal_number, place) in [
        (
            Some("2026/1234"),
            Some("2026/587"),
            ["2026", "1234"].as_slice(),
            [].as_slice(),
        ),
        (
            Some("2026/587-2"),
            Some("2026/587"),
            &[],
            &["2026", "587", "2"],
        ),
        (Some("2026/587-2"), None, &[], &["2026", "587", "2"]),
        // Of another case than its own, it is something else.
        (Some("2026/586-2"), Some("2026/587"), &[], &[]),
        (Some("D-4711"), Some("2026/587"), &[], &[]),
        (Some("2026/x-2"), None, &[], &[]),
        (None, None, &[], &[]),
    ] {
        let mut letter = reply_to("x");
        letter["journal_number"] = json!(number);
        letter["case_number"] = json!(case);
        let read = fiks(&json!({ "in_reply_to": letter, "case_number": case }));
        let parts = |element: &str, names: &[&str]| {
            let at = |name: &&str| texts(&read, &format!("{to}/{element}/{name}"));
            names.iter().flat_map(at).collect::<Vec<_>>()
        };
        let found = parts("journalnummer", &["journalaar", "journalsekvensnummer"]);
        assert_eq!(found, journal_number, "{number:?}");
        let names = ["saksaar", "sakssekvensnummer", "journalpostnummer"];
        let found = parts("saksJournalpostnummer", &names);
        assert_eq!(found, place, "{number:?}");
        assert!(
            !read.contains("oppgitt av avsenderen"),
            "it is the archive's own case"
        );
    }
}

#[test]
fn a_title_that_archives_cut_stands_whole_in_a_remark() {
    for (length, is_cut) in [(255, false), (256, true), (1000, true)] {
        let title = "å".repeat(length);
        for (read, entry) in both(&manifest(&json!({ "title": title }))) {
            assert_eq!(text(&read, &format!("{entry}/tittel")), title);
            let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
            let whole = format!("Hele tittelen: {title}");
            assert_eq!(remarks.contains(&whole), is_cut, "{length}");
        }
    }
}
