//! A4 and A5: who sent it, and what is screened.

use roxmltree::Document;
use serde_json::{Value, json};

use super::manifests::{BYGG, KARI, REFERENCE, every_sort, manifest, organisation, rights};
use super::{EFORMIDLING, FIKS, both, eformidling, fiks, text, texts};

const PART: &str = "registrering/korrespondansepart";

#[test]
fn a4_a_person_is_told_by_her_national_id() {
    let read = fiks(&json!({}));
    let at = |path: &str| texts(&read, &format!("{PART}/{path}"));
    assert_eq!(at("korrespondanseparttype/kode"), ["EA"]);
    assert_eq!(at("personid"), [KARI]);
    assert_eq!(at("erPersonnavn"), ["true"]);
    assert_eq!(at("organisasjonid"), [""; 0]);
    assert_eq!(at("epostadresse"), ["kari@example.no"]);
    assert_eq!(at("deresReferanse"), [REFERENCE]);
    let read = eformidling(&json!({}));
    let told = format!("Avsenderens fødselsnummer eller d-nummer: {KARI}.");
    let remarks = texts(&read, &format!("{EFORMIDLING}/merknad/merknadstekst"));
    assert!(remarks.contains(&told), "{remarks:?}");
}

/// Sent for an organisation, by such a right.
fn acted(evidence: &Value) -> Value {
    json!({ "sender": organisation(Some("Eksempel Bygg AS"), evidence) })
}

#[test]
fn a4_an_organisation_is_told_by_its_number_and_its_name() {
    for (evidence, _) in rights() {
        let read = fiks(&acted(&evidence));
        let at = |path: &str| texts(&read, &format!("{PART}/{path}"));
        assert_eq!(at("organisasjonid"), [BYGG]);
        assert_eq!(at("korrespondansepartNavn"), ["Eksempel Bygg AS"]);
        assert_eq!((at("personid").len(), at("erPersonnavn").len()), (0, 0));
        let read = eformidling(&acted(&evidence));
        assert!(read.contains(&format!("Avsenderens organisasjonsnummer: {BYGG}.")));
    }
    let mut sole_trader = acted(&rights()[0].0);
    sole_trader["sender"]["is_sole_trader"] = json!(true);
    let read = fiks(&sole_trader);
    let at = |path: &str| texts(&read, &format!("{PART}/{path}"));
    assert_eq!(at("organisasjonid"), [BYGG]);
    assert_eq!(at("erPersonnavn"), ["true"], "her name is a person's");
    let nameless = json!({ "sender": organisation(None, &rights()[1].0) });
    for (read, entry) in both(&manifest(&nameless)) {
        let name = text(
            &read,
            &format!("{entry}/korrespondansepart/korrespondansepartNavn"),
        );
        assert_eq!(name, "Virksomhet 313 001 016");
    }
}

#[test]
fn a4_who_acted_and_by_what_right_is_told_to_the_archivist() {
    for (evidence, told) in rights() {
        for (read, entry) in both(&manifest(&acted(&evidence))) {
            let remarks = texts(&read, &format!("{entry}/merknad/merknadstekst"));
            let acting = remarks.iter().find(|text| text.contains(KARI)).unwrap();
            assert!(acting.contains(told), "{acting}");
        }
    }
}

#[test]
fn a5_the_public_title_is_the_proposed_one() {
    for (read, entry) in both(&manifest(&json!({}))) {
        let public = text(&read, &format!("{entry}/offentligTittel"));
        assert_eq!(public, "2023/587 – Klage fra *****");
        assert!(!read.contains("<skjerming>"));
    }
    let is_screened = text(&fiks(&json!({})), &format!("{PART}/erSkjermet"));
    assert_eq!(is_screened, "false");
}

/// In a remark that is screened, or the element that is for it.
#[test]
fn a5_a_national_id_stands_only_where_archives_screen_it() {
    for (name, manifest) in every_sort() {
        let [(read, _), _] = both(&manifest);
        let document = Document::parse(&read).unwrap();
        let elements = document.descendants().filter(roxmltree::Node::is_element);
        let mut holding = 0;
        for node in elements.filter(|node| node.text().is_some_and(|text| text.contains(KARI))) {
            let mut after = node.next_siblings();
            let is_screened = after
                .any(|next| next.tag_name().name() == "erSkjermet" && next.text() == Some("true"));
            let is_its_own = node.tag_name().name() == "personid";
            assert!(is_its_own || is_screened, "{name}");
            holding += 1;
        }
        assert_eq!(holding, 1, "{name}");
    }
}

/// What the sender says is confidential, with a comment.
fn confidential() -> Value {
    json!({ "confidential": true, "public_title": "*****", "comment": "hemmelig" })
}

#[test]
fn a5_what_is_confidential_is_screened_until_it_is_judged() {
    let read = fiks(&confidential());
    for place in ["registrering", "registrering/dokumentbeskrivelse"] {
        let at = |path: &str| text(&read, &format!("{place}/skjerming/{path}"));
        assert_eq!(at("tilgangsrestriksjon/kode"), "XX");
        assert_eq!(at("tilgangsrestriksjon/beskrivelse"), "Midlertidig sperret");
        assert!(at("skjermingshjemmel").ends_with("Ikke vurdert."));
    }
    assert_eq!(text(&read, &format!("{PART}/erSkjermet")), "true");
    assert_eq!(text(&read, &format!("{FIKS}/offentligTittel")), "*****");
    let remarks = texts(&read, &format!("{FIKS}/merknad/erSkjermet"));
    assert_eq!(remarks.last().unwrap(), "true", "the comment");
}

#[test]
fn a5_what_is_confidential_is_screened_in_eformidling_s_form() {
    let read = eformidling(&confidential());
    let document = format!("{EFORMIDLING}/dokumentbeskrivelse");
    for place in ["mappe", EFORMIDLING, &document] {
        let at = |path: &str| texts(&read, &format!("{place}/skjerming/{path}"));
        assert_eq!(at("tilgangsrestriksjon"), ["Midlertidig sperret"]);
        assert_eq!(
            at("skjermingMetadata"),
            ["Midlertidig skjerming", "Skjerming navn avsender"]
        );
        assert_eq!(at("skjermingDokument"), ["Skjerming av hele dokumentet"]);
    }
    for place in ["mappe", EFORMIDLING] {
        assert_eq!(text(&read, &format!("{place}/offentligTittel")), "*****");
    }
}
