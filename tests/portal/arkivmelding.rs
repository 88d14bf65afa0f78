//! `arkivmelding.xml`: valid by every schema that archives import by, and true.

mod content;
mod manifests;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use roxmltree::{Document, Node};
use sendsikkert::config;
use sendsikkert::submission::arkivmelding::{self, Form};
use sendsikkert::submission::manifest::Manifest;
use serde_json::{Value, json};

use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};
use manifests::{HOSTILE, every_sort, manifest, named, organisation, rights};

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
        assert_eq!(files.len(), 25);
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

/// A text as XML 1.0 can hold it.
fn in_xml(text: &str) -> String {
    let is_lost =
        |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_lost, "\u{fffd}")
}

/// All the places where others' words stand.
fn with_words(words: &[String; 6]) -> Manifest {
    let [title, public, comment, name, file, letter] = words;
    manifest(&json!({
        "title": title,
        "public_title": public,
        "comment": comment,
        "sender": organisation(Some(name), &rights()[0].0),
        "documents": [named(file)],
        "in_reply_to": letter,
    }))
}

fn assert_words_come_through(words: &[String; 6]) {
    let [title, public, comment, name, _, letter] = words;
    let manifest = with_words(words);
    for (form, entry, key) in [
        (
            Form::FiksArkivV1,
            "registrering",
            "/referanseEksternNoekkel/noekkel",
        ),
        (Form::EFormidling, "mappe/basisregistrering", ""),
    ] {
        let xml = xml(form, &manifest);
        let read = |path: &str| texts(&xml, &format!("{entry}/{path}"));
        assert_eq!(read("tittel"), [in_xml(title)]);
        let expected: Vec<_> = [in_xml(public)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(read("offentligTittel"), expected);
        let remarks = read("merknad/merknadstekst");
        let comment = format!("Kommentar fra avsenderen:\n{}", in_xml(comment));
        assert!(remarks.contains(&comment) || comment.ends_with(":\n"));
        let sender = read("korrespondansepart/korrespondansepartNavn");
        assert!(sender == [in_xml(name)] || name.is_empty());
        assert_eq!(
            read("dokumentbeskrivelse/tittel"),
            [in_xml(manifest.documents[0].name.as_str())]
        );
        let cross = format!("kryssreferanse/referanseTilRegistrering{key}");
        assert_eq!(read(&cross), [in_xml(letter)]);
    }
}

#[test]
fn hostile_words_come_through_as_they_were() {
    for text in HOSTILE {
        assert_words_come_through(&std::array::from_fn(|_| text.to_owned()));
    }
    assert_words_come_through(&std::array::from_fn(|_| "æ\u{202e}".repeat(500)));
}

proptest! {
    #[test]
    fn any_words_come_through_as_they_were(words: [String; 6]) {
        assert_words_come_through(&words);
    }
}

/// Sends two submissions, as a person and for an organisation, and pulls them.
async fn sent_and_pulled(form: Form) {
    let archive = config::Archive {
        arkivmelding: form,
        ..Default::default()
    };
    let app = TestApp::start_with(Wishes {
        archive,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    for sender in [
        [("sender", "person"), ("organisation_number", "")],
        [
            ("sender", "organisation"),
            ("organisation_number", manifests::BYGG),
        ],
    ] {
        send(&kari, &sender).await;
    }
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
        assert_same(form, &xml, &serde_json::from_slice(&manifest).unwrap());
    }
    app.work().await;
    app.finish().await;
}

async fn send(sender: &Sender, from: &[(&str, &str)]) {
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
    sender.fill(&submission, "message", &fields).await;
    sender.send(&submission).await;
}

/// What the manifest says, the XML says, too.
fn assert_same(form: Form, xml: &str, manifest: &Value) {
    let documents = manifest["documents"].as_array().unwrap();
    let all = |key: &str| -> Vec<_> {
        documents
            .iter()
            .map(|document| document[key].as_str().unwrap())
            .collect()
    };
    let entry = match form {
        Form::FiksArkivV1 => "registrering",
        Form::EFormidling => "mappe/basisregistrering",
    };
    let read = |path: &str| texts(xml, &format!("{entry}/{path}"));
    let files = read("dokumentbeskrivelse/dokumentobjekt/referanseDokumentfil");
    assert_eq!(files, all("file"));
    assert_eq!(files, ["0001-soknad-skjema.pdf", "0002-bilde.jpg"]);
    assert_eq!(read("tittel"), [manifest["title"].as_str().unwrap()]);
    assert_eq!(
        read("offentligTittel"),
        [manifest["public_title"].as_str().unwrap()]
    );
    let remarks = read("merknad/merknadstekst");
    assert_eq!(
        remarks
            .iter()
            .filter(|text| text.ends_with("Første linje\nandre ]]> linje"))
            .count(),
        1,
        "{remarks:?}"
    );
    let of_documents = read("dokumentbeskrivelse/merknad/merknadstekst");
    assert!(
        of_documents
            .iter()
            .any(|text| text.starts_with("renamed: ")),
        "{of_documents:?}"
    );
    if form == Form::FiksArkivV1 {
        assert_eq!(
            read("dokumentbeskrivelse/dokumentobjekt/sjekksum"),
            all("sha256")
        );
        assert_eq!(
            read("referanseEksternNoekkel/noekkel"),
            [manifest["submission_id"].as_str().unwrap()]
        );
    } else {
        for sha256 in all("sha256") {
            assert!(of_documents.iter().any(|text| text.contains(sha256)));
        }
        assert_eq!(
            text(xml, "meldingId"),
            manifest["submission_id"].as_str().unwrap()
        );
    }
    assert!(!xml.contains(manifest["confirmation_code"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_pulled_as_fiks_arkiv() {
    sent_and_pulled(Form::FiksArkivV1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_pulled_as_eformidling_where_that_is_wanted() {
    sent_and_pulled(Form::EFormidling).await;
}
