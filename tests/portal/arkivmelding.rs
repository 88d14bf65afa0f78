//! `arkivmelding.xml`: valid by every schema that archives import by, and true.

mod documents;
mod entry;
mod manifests;
mod sender;
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use roxmltree::{Document, Node};
use sendsikkert::crypt::sha256_hex;
use sendsikkert::submission::arkivmelding::{self, Form};
use sendsikkert::submission::manifest::Manifest;
use serde_json::{Value, json};

use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};
use manifests::{every_sort, manifest};

/// Each form with the schemas that it must be valid by.
const SCHEMAS: [(Form, &[&str]); 2] = [
    (
        Form::FiksArkivV1,
        &["fiks-arkiv-v1/no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"],
    ),
    (
        Form::EFormidling,
        &[
            "eformidling/arkivmelding.xsd",
            "eformidling/nextmove-variant/arkivmelding.xsd",
        ],
    ),
];

/// What `xmllint` says of some files.
fn xmllint(schema: &str, files: &[PathBuf]) -> Output {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet", "--schema"]);
    command.arg(schemas.join(schema)).args(files);
    command.output().unwrap()
}

fn assert_valid(form: Form, files: &[PathBuf]) {
    let (_, schemas) = SCHEMAS.iter().find(|(of, _)| *of == form).unwrap();
    for schema in *schemas {
        let output = xmllint(schema, files);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{schema}: {told}");
        assert_eq!(told.matches(" validates\n").count(), files.len(), "{told}");
    }
}

fn xml(form: Form, manifest: &Manifest) -> String {
    arkivmelding::xml(form, manifest).unwrap()
}

/// The text of every element at a path of names, from the outermost one.
fn texts(xml: &str, path: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let mut found = vec![document.root_element()];
    for name in path.split('/') {
        found = found
            .iter()
            .flat_map(Node::children)
            .filter(|node| node.tag_name().name() == name)
            .collect();
    }
    let text = |node: &Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    found.iter().map(text).collect()
}

/// The text of the one element at a path.
fn text(xml: &str, path: &str) -> String {
    let mut found = texts(xml, path);
    assert_eq!(found.len(), 1, "{path}: {found:?}");
    found.remove(0)
}

/// Where the journal entry stands in each form.
const FIKS: &str = "registrering";
const EFORMIDLING: &str = "mappe/basisregistrering";

fn fiks(changes: &Value) -> String {
    xml(Form::FiksArkivV1, &manifest(changes))
}

fn eformidling(changes: &Value) -> String {
    xml(Form::EFormidling, &manifest(changes))
}

/// Both forms, each with where the journal entry stands.
fn both(manifest: &Manifest) -> [(String, &'static str); 2] {
    [
        (xml(Form::FiksArkivV1, manifest), FIKS),
        (xml(Form::EFormidling, manifest), EFORMIDLING),
    ]
}

/// A1.
#[test]
fn every_sort_of_submission_is_valid_by_every_schema() {
    let folder = tempfile::tempdir().unwrap();
    for (form, _) in SCHEMAS {
        let sorts = every_sort();
        let files: Vec<_> = sorts
            .iter()
            .enumerate()
            .map(|(number, (_, manifest))| {
                let path = folder.path().join(format!("{form:?}-{number}.xml"));
                std::fs::write(&path, xml(form, manifest)).unwrap();
                path
            })
            .collect();
        assert_eq!(files.len(), 28);
        assert_valid(form, &files);
    }
}

#[test]
fn what_is_not_in_a_schema_is_refused_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("arkivmelding.xml");
    for (form, schemas) in SCHEMAS {
        let right = xml(form, &manifest(&json!({})));
        for wrong in [
            right.replace("<antallFiler>1</antallFiler>", ""),
            right
                .replace("<tittel>", "<titel>")
                .replace("</tittel>", "</titel>"),
            right.replace("dokumentnummer>1<", "dokumentnummer>én<"),
            right.replace(manifests::RECEIVED_AT, "21.11.2026"),
        ] {
            assert_ne!(wrong, right);
            std::fs::write(&path, wrong).unwrap();
            for schema in schemas {
                let output = xmllint(schema, std::slice::from_ref(&path));
                assert!(!output.status.success(), "{schema}");
            }
        }
    }
}

/// Sends two submissions, as a person, and for an organisation what is confidential, and pulls them.
async fn sent_and_pulled(form: Form) {
    let wish = match form {
        Form::FiksArkivV1 => "arkivmelding = \"fiks-arkiv-v1\"",
        Form::EFormidling => "arkivmelding = \"eformidling\"",
    };
    let app = TestApp::start_with(Wishes {
        archive: toml::from_str(wish).unwrap(),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let bygg = [
        ("sender", "organisation"),
        ("organisation_number", manifests::BYGG),
    ];
    send(&kari, &[("sender", "person")], &[]).await;
    send(&kari, &bygg, &[("confidential", "yes")]).await;
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let folders = archivist.folders();
    assert_eq!(folders.len(), 2);
    let paths: Vec<_> = folders
        .iter()
        .map(|folder| folder.join("arkivmelding.xml"))
        .collect();
    assert_valid(form, &paths);
    for folder in folders {
        let xml = std::fs::read_to_string(folder.join("arkivmelding.xml")).unwrap();
        let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
        let manifest = serde_json::from_slice(&manifest).unwrap();
        assert_same(form, &xml, &manifest);
        assert_documents_lie_in(&folder, &manifest);
    }
    app.work().await;
    app.finish().await;
}

/// Every document has the name and the checksum that the manifest tells.
fn assert_documents_lie_in(folder: &Path, manifest: &Value) {
    let hashes = of_documents(manifest, "sha256");
    for (file, sha256) in of_documents(manifest, "file").iter().zip(hashes) {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        assert_eq!(sha256_hex(&bytes), sha256, "{file}");
    }
}

async fn send(sender: &Sender, from: &[(&str, &str)], ticked: &[(&str, &str)]) {
    let submission = sender
        .prepare(&[
            ("Søknad & <skjema>.pdf", &files::pdf("a")),
            ("bilde.png", &files::jpeg()),
        ])
        .await;
    sender.fill(&submission, "sender", from).await;
    let fields = [
        ("title", "2023/587 – <Klage> fra Kari Nordmann & \"flere\""),
        ("case_number", ""),
        ("comment", "Første linje\nandre ]]> linje"),
        ("email", "kari@example.no"),
    ];
    let fields = [&fields, ticked].concat();
    sender.fill(&submission, "message", &fields).await;
    sender.send(&submission).await;
}

/// What the manifest says, the XML says, too.
fn assert_same(form: Form, xml: &str, manifest: &Value) {
    let entry = match form {
        Form::FiksArkivV1 => FIKS,
        Form::EFormidling => EFORMIDLING,
    };
    let read = |path: &str| texts(xml, &format!("{entry}/{path}"));
    let said = |key: &str| manifest[key].as_str().unwrap();
    assert_eq!(read("tittel"), [said("title")]);
    assert_eq!(read("offentligTittel"), [said("public_title")]);
    assert!(!said("public_title").contains("Nordmann"));
    let is_screened = xml.contains("Midlertidig sperret");
    assert_eq!(manifest["confidential"], is_screened);
    let files = read("dokumentbeskrivelse/dokumentobjekt/referanseDokumentfil");
    let expected = [
        "0001-soknad-skjema.pdf",
        "0002-bilde.jpg",
        "0003-kommentar.pdf",
    ];
    assert_eq!(files, expected);
    assert_eq!(files, of_documents(manifest, "file"));
    assert_remarks_tell(form, &read, &of_documents(manifest, "sha256"));
    let has = |key: &str| xml.contains(said(key));
    assert!(has("submission_id") && !has("confirmation_code"));
}

/// The comment, the notes and, where there is no element for them, the checksums stand in remarks.
fn assert_remarks_tell(form: Form, read: &impl Fn(&str) -> Vec<String>, hashes: &[String]) {
    let remarks = read("merknad/merknadstekst");
    let comment = "Kommentar fra avsenderen:\nFørste linje\nandre ]]> linje";
    assert!(remarks.iter().any(|text| text == comment), "{remarks:?}");
    let notes = read("dokumentbeskrivelse/merknad/merknadstekst").concat();
    assert!(notes.contains("renamed: "), "{notes}");
    let sums = match form {
        Form::FiksArkivV1 => read("dokumentbeskrivelse/dokumentobjekt/sjekksum").concat(),
        Form::EFormidling => notes,
    };
    assert!(hashes.iter().all(|sha256| sums.contains(sha256)), "{sums}");
}

/// What a manifest says of each document.
fn of_documents(manifest: &Value, key: &str) -> Vec<String> {
    let documents = manifest["documents"].as_array().unwrap().iter();
    documents
        .map(|document| document[key].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_pulled_as_fiks_arkiv() {
    sent_and_pulled(Form::FiksArkivV1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_pulled_as_eformidling_where_that_is_wanted() {
    sent_and_pulled(Form::EFormidling).await;
}
