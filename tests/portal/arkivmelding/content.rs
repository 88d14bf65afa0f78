//! The rules of the archive export, each by its name: A1 is `every_sort_of_submission_is_valid_by_every_schema`.

use std::collections::BTreeSet;

use roxmltree::Document;
use sendsikkert::submission::arkivmelding::Form;
use sendsikkert::submission::manifest::Manifest;
use sendsikkert::submission::{Kind, Note};
use serde_json::{Value, json};

use super::manifests::{
    BYGG, ID, KARI, NOTES, RECEIVED_AT, REFERENCE, THREE_GB, document, every_sort, manifest,
    organisation, rights,
};
use super::{text, texts, xml};

fn fiks(changes: &Value) -> String {
    xml(Form::FiksArkivV1, &manifest(changes))
}

fn eformidling(changes: &Value) -> String {
    xml(Form::EFormidling, &manifest(changes))
}

fn both(manifest: &Manifest) -> [String; 2] {
    [Form::FiksArkivV1, Form::EFormidling].map(|form| xml(form, manifest))
}

/// Where the journal entry stands.
const FIKS: &str = "registrering";
const EFORMIDLING: &str = "mappe/basisregistrering";

#[test]
fn a2_an_incoming_entry_that_nobody_has_judged_yet() {
    let documents: Vec<_> = (1..=50).map(|n| document(n, Kind::Jpeg, &[])).collect();
    let changes = json!({ "documents": documents });
    let read = fiks(&changes);
    assert_eq!(text(&read, "registrering/journalposttype/kode"), "I");
    assert_eq!(text(&read, "registrering/journalstatus/kode"), "M");
    let roles = texts(
        &read,
        "registrering/dokumentbeskrivelse/tilknyttetRegistreringSom/kode",
    );
    assert_eq!(roles.concat(), format!("H{}", "V".repeat(49)));
    let saksnummer = "registrering/referanseForelderMappe/saksnummer";
    assert_eq!(text(&read, &format!("{saksnummer}/saksaar")), "2023");
    assert_eq!(
        text(&read, &format!("{saksnummer}/sakssekvensnummer")),
        "587"
    );

    let other = eformidling(&changes);
    let at = |path: &str| text(&other, &format!("{EFORMIDLING}/{path}"));
    assert_eq!(at("journalposttype"), "Inngående dokument");
    assert_eq!(at("journalstatus"), "Ferdigstilt fra saksbehandler");
    let roles = texts(
        &other,
        &format!("{EFORMIDLING}/dokumentbeskrivelse/tilknyttetRegistreringSom"),
    );
    assert_eq!(roles[0], "Hoveddokument");
    assert!(roles.len() == 50 && roles[1..].iter().all(|role| role == "Vedlegg"));
    assert_eq!(text(&other, "mappe/saksaar"), "2023");
    assert_eq!(text(&other, "mappe/sakssekvensnummer"), "587");

    let receipt = format!("referanse {REFERENCE} og journalnummer 2026/17");
    for (read, entry) in [(&read, FIKS), (&other, EFORMIDLING)] {
        assert_eq!(text(read, "antallFiler"), "50");
        assert_eq!(text(read, &format!("{entry}/antallVedlegg")), "49");
        assert_eq!(text(read, &format!("{entry}/mottattDato")), RECEIVED_AT);
        assert_eq!(text(read, &format!("{entry}/journaldato")), "2026-11-21");
        let numbers = texts(read, &format!("{entry}/dokumentbeskrivelse/dokumentnummer"));
        let expected: Vec<_> = (1..=50).map(|n| n.to_string()).collect();
        assert_eq!(numbers, expected);
        for theirs in [
            "journalaar",
            "journalsekvensnummer",
            "journalpostnummer",
            "dokumentetsDato",
        ] {
            assert_eq!(
                texts(read, &format!("{entry}/{theirs}")).len(),
                0,
                "{theirs}"
            );
        }
        let remarks = texts(read, &format!("{entry}/merknad/merknadstekst"));
        assert!(
            remarks.iter().any(|text| text.contains(&receipt)),
            "{remarks:?}"
        );
    }
}

#[test]
fn a2_without_a_case_the_archive_distributes() {
    let changes = json!({ "case_number": null });
    assert_eq!(
        texts(&fiks(&changes), "registrering/referanseForelderMappe").len(),
        0
    );
    let other = eformidling(&changes);
    assert_eq!(texts(&other, "mappe/saksaar").len(), 0);
    assert_eq!(texts(&other, "mappe/sakssekvensnummer").len(), 0);
    for read in [fiks(&changes), other] {
        assert!(!read.contains("Saksnummeret"));
    }
}

#[test]
fn a3_files_are_told_by_checksum_size_and_format() {
    let codes = |notes: &[Note]| {
        let documents: Vec<_> = Kind::ALL
            .iter()
            .zip(1..)
            .map(|(kind, n)| document(n, *kind, notes))
            .collect();
        let read = fiks(&json!({ "documents": documents }));
        texts(
            &read,
            "registrering/dokumentbeskrivelse/dokumentobjekt/format/kode",
        )
    };
    let [pdf, jpeg, tiff, png, xml, html, sosi, mp3, mpeg, zip] = [
        "av/0",
        "fmt/42",
        "fmt/353",
        "fmt/11",
        "fmt/101",
        "fmt/96",
        "av/1",
        "fmt/134",
        "x-fmt/386",
        "x-fmt/263",
    ];
    assert_eq!(
        codes(&[]),
        [pdf, jpeg, tiff, png, xml, html, sosi, mp3, mpeg, zip]
    );
    let (big_tiff, mpeg_1) = ("av/0", "x-fmt/385");
    assert_eq!(
        codes(&NOTES),
        [pdf, jpeg, big_tiff, png, xml, html, sosi, mp3, mpeg_1, zip]
    );

    let read = fiks(&json!({}));
    let at = |path: &str| {
        text(
            &read,
            &format!("registrering/dokumentbeskrivelse/dokumentobjekt/{path}"),
        )
    };
    let sha256 = sendsikkert::crypt::sha256_hex("Søknad nr. 1.pdf".as_bytes());
    assert_eq!(at("sjekksum"), sha256);
    assert_eq!(at("sjekksumAlgoritme"), "SHA-256");
    assert_eq!(at("filstoerrelse"), "1001");
    assert_eq!(at("filnavn"), "Søknad nr. 1.pdf");
    assert_eq!(at("referanseDokumentfil"), "0001-soknad-nr-1.pdf");
    assert_eq!(at("mimeType"), "application/pdf");
    let other = eformidling(&json!({}));
    let told = text(
        &other,
        &format!("{EFORMIDLING}/dokumentbeskrivelse/merknad/merknadstekst"),
    );
    assert!(
        told.contains(&sha256) && told.contains("1001 byte") && told.contains("application/pdf")
    );
}

#[test]
fn a3_a_pdf_is_said_to_be_archival_only_when_it_says_so_itself() {
    let details = |notes: &[Note]| {
        let read = fiks(&json!({ "documents": [document(1, Kind::Pdf, notes)] }));
        text(
            &read,
            "registrering/dokumentbeskrivelse/dokumentobjekt/formatDetaljer",
        )
    };
    assert_eq!(details(&[Note::PdfNotArchival]), "PDF, ikke PDF/A");
    assert!(details(&[]).starts_with("PDF som oppgir å være PDF/A"));
}

#[test]
fn a3_a_size_that_the_element_can_t_hold_is_told_in_a_remark() {
    for (size, fits) in [(THREE_GB, false), (1 << 31, false), ((1 << 31) - 1, true)] {
        let mut large = document(1, Kind::Zip, &[]);
        large["size_bytes"] = json!(size);
        for read in both(&manifest(&json!({ "documents": [large] }))) {
            assert!(read.contains(&format!("{size}")));
            assert_eq!(read.contains("som er mer enn feltet"), !fits, "{size}");
            assert_eq!(
                read.contains(&format!("<filstoerrelse>{size}<")),
                fits && read.contains("fiks-arkiv")
            );
        }
    }
}

#[test]
fn a4_a_sender_is_a_person_or_an_organisation() {
    let part = "registrering/korrespondansepart";
    let read = fiks(&json!({}));
    let at = |path: &str| texts(&read, &format!("{part}/{path}"));
    assert_eq!(at("korrespondanseparttype/kode"), ["EA"]);
    assert_eq!(at("personid"), [KARI]);
    assert_eq!(at("erPersonnavn"), ["true"]);
    assert_eq!(at("organisasjonid"), [""; 0]);
    assert_eq!(at("epostadresse"), ["kari@example.no"]);
    assert_eq!(at("deresReferanse"), [REFERENCE]);
    let other = eformidling(&json!({}));
    assert!(other.contains(&format!("fødselsnummer eller d-nummer: {KARI}.")));

    for (evidence, told) in rights() {
        let changes = json!({ "sender": organisation(Some("Eksempel Bygg AS"), &evidence) });
        let read = fiks(&changes);
        let at = |path: &str| texts(&read, &format!("{part}/{path}"));
        assert_eq!(at("organisasjonid"), [BYGG]);
        assert_eq!(at("korrespondansepartNavn"), ["Eksempel Bygg AS"]);
        assert_eq!((at("personid").len(), at("erPersonnavn").len()), (0, 0));
        let other = eformidling(&changes);
        assert!(other.contains(&format!("organisasjonsnummer: {BYGG}.")));
        for (read, entry) in [(read, FIKS), (other, EFORMIDLING)] {
            let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
            let acting = remarks.iter().find(|text| text.contains(KARI)).unwrap();
            assert!(acting.contains(told), "{acting}");
        }
    }
    let nameless = json!({ "sender": organisation(None, &rights()[1].0) });
    let name = text(&fiks(&nameless), &format!("{part}/korrespondansepartNavn"));
    assert_eq!(name, "Virksomhet 313 001 016");
}

/// The national id stands where archives screen it, and nowhere else.
#[test]
fn a5_a_national_id_stands_only_where_it_is_screened() {
    for (name, manifest) in every_sort() {
        let read = xml(Form::FiksArkivV1, &manifest);
        let document = Document::parse(&read).unwrap();
        let holding = document.descendants().filter(|node| {
            node.is_element() && node.text().is_some_and(|text| text.contains(KARI))
        });
        for node in holding {
            let screened = node
                .next_siblings()
                .any(|next| next.tag_name().name() == "erSkjermet" && next.text() == Some("true"));
            assert!(node.tag_name().name() == "personid" || screened, "{name}");
        }
    }
}

#[test]
fn a5_the_public_title_is_the_proposed_one() {
    for (read, entry) in both(&manifest(&json!({}))).iter().zip([FIKS, EFORMIDLING]) {
        assert_eq!(
            text(read, &format!("{entry}/offentligTittel")),
            "2023/587 – Klage fra *****"
        );
        assert_eq!(texts(read, &format!("{entry}/skjerming")).len(), 0);
    }
    assert_eq!(
        text(
            &fiks(&json!({})),
            "registrering/korrespondansepart/erSkjermet"
        ),
        "false"
    );
}

#[test]
fn a5_what_is_confidential_is_screened_until_it_is_judged() {
    let changes = json!({ "confidential": true, "public_title": "*****", "comment": "hemmelig" });
    let read = fiks(&changes);
    for place in ["registrering", "registrering/dokumentbeskrivelse"] {
        let at = |path: &str| text(&read, &format!("{place}/skjerming/{path}"));
        assert_eq!(at("tilgangsrestriksjon/kode"), "XX");
        assert_eq!(at("tilgangsrestriksjon/beskrivelse"), "Midlertidig sperret");
        assert!(at("skjermingshjemmel").ends_with("Ikke vurdert."));
    }
    assert_eq!(
        text(&read, "registrering/korrespondansepart/erSkjermet"),
        "true"
    );
    assert_eq!(text(&read, "registrering/offentligTittel"), "*****");
    assert_eq!(
        texts(&read, "registrering/merknad/erSkjermet")
            .last()
            .unwrap(),
        "true"
    );

    let other = eformidling(&changes);
    for place in [
        "mappe",
        EFORMIDLING,
        &format!("{EFORMIDLING}/dokumentbeskrivelse"),
    ] {
        let at = |path: &str| texts(&other, &format!("{place}/skjerming/{path}"));
        assert_eq!(at("tilgangsrestriksjon"), ["Midlertidig sperret"]);
        assert_eq!(
            at("skjermingMetadata"),
            ["Midlertidig skjerming", "Skjerming navn avsender"]
        );
        assert_eq!(at("skjermingDokument"), ["Skjerming av hele dokumentet"]);
    }
    assert_eq!(text(&other, "mappe/offentligTittel"), "*****");
}

#[test]
fn a6_a_second_export_has_the_same_key() {
    let read = fiks(&json!({}));
    assert_eq!(
        text(&read, "registrering/referanseEksternNoekkel/fagsystem"),
        "sendsikkert"
    );
    assert_eq!(
        text(&read, "registrering/referanseEksternNoekkel/noekkel"),
        ID
    );
    let documents: Vec<_> = (1..=50).map(|n| document(n, Kind::Png, &[])).collect();
    let ids = |changes: Value| {
        let read = eformidling(&changes);
        assert_eq!(
            text(&read, "mappe/systemID"),
            text(&read, &format!("{EFORMIDLING}/referanseForelderMappe"))
        );
        let ids = [
            "mappe",
            EFORMIDLING,
            &format!("{EFORMIDLING}/dokumentbeskrivelse"),
        ]
        .map(|place| texts(&read, &format!("{place}/systemID")));
        (text(&read, "meldingId"), ids.concat())
    };
    let (message, first) = ids(json!({ "documents": documents }));
    assert_eq!(message, ID);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 52);
    assert!(
        first
            .iter()
            .all(|id| uuid::Uuid::parse_str(id).unwrap().get_version_num() == 8)
    );
    assert_eq!(ids(json!({ "documents": documents })).1, first);
    let other =
        json!({ "documents": documents, "submission_id": "f11f5cba-68ad-422f-ad2c-922cd6060f47" });
    let (_, others) = ids(other);
    assert!(others.iter().all(|id| !first.contains(id)));
}

#[test]
fn a8_what_was_noted_is_told_to_the_archivist() {
    let words = include_str!("../../../i18n/nb/sendsikkert.ftl");
    let known = words
        .lines()
        .filter(|line| line.starts_with("note-"))
        .count();
    assert_eq!(NOTES.len(), known, "every note is tried");
    for note in NOTES {
        let changes =
            json!({ "documents": [document(1, Kind::Pdf, &[]), document(2, Kind::Xml, &[note])] });
        for (read, entry) in both(&manifest(&changes)).iter().zip([FIKS, EFORMIDLING]) {
            let remarks = texts(
                read,
                &format!("{entry}/dokumentbeskrivelse/merknad/merknadstekst"),
            );
            let told = format!(
                "{}: {}",
                note.code(),
                note.text(sendsikkert::i18n::Locale::Nb)
            );
            assert_eq!(
                remarks.iter().filter(|text| **text == told).count(),
                1,
                "{remarks:?}"
            );
        }
    }
}

#[test]
fn a_reply_names_the_letter_that_it_answers() {
    let letter = "8f4c2e0a-5b1d-4c53-9c5d-0d7b1a2e9f11";
    let changes = json!({ "in_reply_to": letter });
    let to = "kryssreferanse/referanseTilRegistrering";
    let read = fiks(&changes);
    assert_eq!(
        text(
            &read,
            &format!("registrering/{to}/referanseEksternNoekkel/noekkel")
        ),
        letter
    );
    let other = eformidling(&changes);
    assert_eq!(text(&other, &format!("{EFORMIDLING}/{to}")), letter);
    for (read, entry) in [(read, FIKS), (other, EFORMIDLING)] {
        let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
        assert!(remarks.contains(&format!("Svar på brevet {letter} fra kommunen.")));
        assert_eq!(
            texts(&read, &format!("{entry}/avskrivning")).len(),
            0,
            "the archivist's to say"
        );
    }
}

#[test]
fn a_title_that_archives_cut_stands_whole_in_a_remark() {
    for (length, is_cut) in [(255, false), (256, true), (1000, true)] {
        let title = "å".repeat(length);
        for (read, entry) in both(&manifest(&json!({ "title": title })))
            .iter()
            .zip([FIKS, EFORMIDLING])
        {
            assert_eq!(text(read, &format!("{entry}/tittel")), title);
            let remarks = texts(read, &format!("{entry}/merknad/merknadstekst"));
            assert_eq!(
                remarks.contains(&format!("Hele tittelen: {title}")),
                is_cut,
                "{length}"
            );
        }
    }
}
