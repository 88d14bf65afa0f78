//! A3 and A8: what is told of the files.

use sendsikkert::crypt::sha256_hex;
use sendsikkert::i18n::Locale;
use sendsikkert::submission::{Kind, Note};
use serde_json::json;

use super::manifests::{NOTES, THREE_GB, document, manifest};
use super::{EFORMIDLING, both, eformidling, fiks, text, texts};

const OBJECT: &str = "registrering/dokumentbeskrivelse/dokumentobjekt";

#[test]
fn a3_a_file_is_told_by_name_checksum_and_size() {
    let read = fiks(&json!({}));
    let at = |path: &str| text(&read, &format!("{OBJECT}/{path}"));
    let sha256 = sha256_hex("Søknad nr. 1.pdf".as_bytes());
    for (element, value) in [
        ("sjekksum", sha256.as_str()),
        ("sjekksumAlgoritme", "SHA-256"),
        ("filstoerrelse", "1001"),
        ("filnavn", "Søknad nr. 1.pdf"),
        ("referanseDokumentfil", "0001-soknad-nr-1.pdf"),
        ("mimeType", "application/pdf"),
        ("variantformat/kode", "P"),
    ] {
        assert_eq!(at(element), value, "{element}");
    }
    let read = eformidling(&json!({}));
    let told = "dokumentbeskrivelse/merknad/merknadstekst";
    let told = text(&read, &format!("{EFORMIDLING}/{told}"));
    for value in [&sha256, "1001 byte", "application/pdf", "av/0"] {
        assert!(told.contains(value), "{told}");
    }
}

/// The codes of a file of each kind.
fn codes(notes: &[Note]) -> Vec<String> {
    let kinds = Kind::ALL.iter().zip(1..);
    let documents: Vec<_> = kinds
        .map(|(kind, number)| document(number, *kind, notes))
        .collect();
    let read = fiks(&json!({ "documents": documents }));
    texts(&read, &format!("{OBJECT}/format/kode"))
}

#[test]
fn a3_formats_have_the_codes_of_pronom() {
    let [jpeg, png, xml, html, sosi] = ["fmt/42", "fmt/11", "fmt/101", "fmt/96", "av/1"];
    let [unknown, mp3, zip] = ["av/0", "fmt/134", "x-fmt/263"];
    let [tiff_6, mpeg_1, mpeg_2] = ["fmt/353", "x-fmt/385", "x-fmt/386"];
    assert_eq!(
        codes(&[]),
        [
            unknown, jpeg, tiff_6, png, xml, html, sosi, mp3, mpeg_2, zip
        ]
    );
    assert_eq!(
        codes(&[Note::TiffBig, Note::Mpeg1]),
        [
            unknown, jpeg, unknown, png, xml, html, sosi, mp3, mpeg_1, zip
        ]
    );
}

#[test]
fn a3_a_pdf_is_said_to_be_archival_only_when_it_says_so_itself() {
    let details = |notes: &[Note]| {
        let read = fiks(&json!({ "documents": [document(1, Kind::Pdf, notes)] }));
        text(&read, &format!("{OBJECT}/formatDetaljer"))
    };
    // What it is when it says nothing is not known: metadata that are packed are not read.
    assert_eq!(
        details(&[Note::PdfNotArchival]),
        "PDF som ikke oppgir å være PDF/A"
    );
    assert!(details(&[]).starts_with("PDF som oppgir å være PDF/A"));
}

#[test]
fn a3_a_size_that_the_element_can_t_hold_is_told_in_a_remark() {
    for (size, fits) in [(THREE_GB, false), (1 << 31, false), ((1 << 31) - 1, true)] {
        let mut large = document(1, Kind::Zip, &[]);
        large["size_bytes"] = json!(size);
        let changes = json!({ "documents": [large] });
        let element = texts(&fiks(&changes), &format!("{OBJECT}/filstoerrelse"));
        assert_eq!(element == [size.to_string()], fits, "{element:?}");
        for (read, _) in both(&manifest(&changes)) {
            assert!(read.contains(&format!("{size}")));
            assert_eq!(read.contains("som er mer enn feltet"), !fits, "{size}");
        }
    }
}

#[test]
fn a8_what_was_noted_is_told_to_the_archivist() {
    let words = include_str!("../../../i18n/nb/sendsikkert.ftl");
    let known = words.lines().filter(|line| line.starts_with("note-"));
    assert_eq!(NOTES.len(), known.count(), "every note is tried");
    for note in NOTES {
        let documents = [document(1, Kind::Pdf, &[]), document(2, Kind::Xml, &[note])];
        let told = format!("{}: {}", note.code(), note.text(Locale::Nb));
        for (read, entry) in both(&manifest(&json!({ "documents": documents }))) {
            let path = format!("{entry}/dokumentbeskrivelse/merknad/merknadstekst");
            let remarks = texts(&read, &path);
            let same = remarks.iter().filter(|text| **text == told);
            assert_eq!(same.count(), 1, "{remarks:?}");
        }
    }
}

#[test]
fn a8_a_note_stands_on_the_document_that_it_is_about() {
    let documents = [
        document(1, Kind::Pdf, &[]),
        document(2, Kind::Html, &[Note::Html]),
    ];
    for (read, _) in both(&manifest(&json!({ "documents": documents }))) {
        let xml = roxmltree::Document::parse(&read).unwrap();
        let described = xml
            .descendants()
            .filter(|node| node.tag_name().name() == "dokumentbeskrivelse");
        let is_note = |text: &str| text.starts_with("html: ");
        let is_noted: Vec<_> = described
            .map(|node| {
                node.descendants()
                    .any(|node| node.text().is_some_and(is_note))
            })
            .collect();
        assert_eq!(is_noted, [false, true]);
    }
}
