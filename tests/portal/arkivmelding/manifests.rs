//! Manifests of every sort.

use sendsikkert::crypt::sha256_hex;
use sendsikkert::i18n::Locale;
use sendsikkert::submission::manifest::{FORMAT, Manifest};
use sendsikkert::submission::{FileName, Kind, Note};
use serde_json::{Value, json};

/// Kari, number 0 of the simulator's people.
pub(super) const KARI: &str = "01858910001";
pub(super) const BYGG: &str = "313001016";
pub(super) const ID: &str = "f11f5cba-68ad-422f-ad2c-922cd6060f46";
pub(super) const REFERENCE: &str = "K7QM-3TXS";
pub(super) const RECEIVED_AT: &str = "2026-11-21T14:05:30+01:00";
/// More bytes than an `xs:int` can tell.
pub(super) const THREE_GB: u64 = 3 * 1024 * 1024 * 1024;

/// Every note that a file can get.
pub(super) const NOTES: [Note; 18] = [
    Note::Renamed,
    Note::TrailingData,
    Note::PdfNotArchival,
    Note::PdfRestricted,
    Note::PdfScript,
    Note::PdfLaunch,
    Note::PdfAttachment,
    Note::PdfRepaired,
    Note::TiffBig,
    Note::Incomplete,
    Note::XmlDoctype,
    Note::Html,
    Note::SosiCharset,
    Note::SosiCharsetMissing,
    Note::SosiVersion,
    Note::Mpeg1,
    Note::ZipMemberExtension,
    Note::Comment,
];

/// What people should not, and programs might, write into a field.
pub(super) const HOSTILE: [&str; 9] = [
    "]]></tittel><tittel>&amp;&lt;<![CDATA[",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    "bjelle \u{7} null \u{0} escape \u{1b}[31m slett \u{7f} neste \u{85}",
    "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}\u{10ffff}",
    "\u{202e}gnissarp\u{202c} \u{200f}\u{2066}skjult\u{2069}\u{200b}\u{feff}",
    "linje 1\r\nlinje 2\rlinje 3\tkolonne 2",
    "'enkle' \"doble\" `bakvendte` {{ manifest }} {% if %} ${x} %s",
    "čáhcedávvirat – søknad på øl, ærlig talt 🏔️ e\u{301}",
    "\u{1}",
];

/// A person's letter of one document, and what is changed in it.
pub(super) fn manifest(changes: &Value) -> Manifest {
    let mut manifest = json!({
        "format": FORMAT,
        "recipient": { "name": "Eksempel kommune", "organisation_number": "313001008" },
        "submission_id": ID,
        "reference": REFERENCE,
        "journal_number": "2026/17",
        "received_at": RECEIVED_AT,
        "sender": { "kind": "person", "national_id": KARI },
        "title": "2023/587 – Klage fra Kari Nordmann",
        "public_title": "2023/587 – Klage fra *****",
        "case_number": "2023/587",
        "comment": "",
        "email": "kari@example.no",
        "language": "nb",
        "documents": [document(1, Kind::Pdf, &[])],
        "confirmation_code": "hemmelig-kode",
    });
    for (key, value) in changes.as_object().unwrap() {
        manifest[key] = value.clone();
    }
    serde_json::from_value(manifest).unwrap()
}

pub(super) fn document(number: usize, kind: Kind, notes: &[Note]) -> Value {
    let name = format!("Søknad nr. {number}.{}", kind.extensions()[0]);
    let notes = notes.iter();
    let notes: Vec<_> = notes
        .map(|note| json!({ "code": note.code(), "text": note.text(Locale::Nb) }))
        .collect();
    json!({
        "number": number,
        "role": if number == 1 { "main" } else { "attachment" },
        "name": FileName::made_safe(&name),
        "file": format!("{number:04}-soknad-nr-{number}.{}", kind.extensions()[0]),
        "kind": kind,
        "media_type": kind.media_type(),
        "size_bytes": 1000 + number,
        "sha256": sha256_hex(name.as_bytes()),
        "notes": notes,
    })
}

/// The same document under another name.
pub(super) fn named(name: &str) -> Value {
    let mut document = document(1, Kind::Pdf, &[]);
    document["name"] = json!(name);
    document
}

/// An organisation, for which Kari acts.
pub(super) fn organisation(name: Option<&str>, evidence: &Value) -> Value {
    json!({
        "kind": "organisation",
        "organisation_number": BYGG,
        "organisation_name": name,
        "acting_national_id": KARI,
        "representation": evidence["way"],
        "established_at": RECEIVED_AT,
        "evidence": evidence,
    })
}

/// The ways in which a right to act is established, and what the archivist reads of it.
pub(super) fn rights() -> [(Value, &'static str); 4] {
    let declared =
        |known: bool| json!({ "way": "declared-unverified", "known_to_register": known });
    [
        (
            declared(true),
            "som står i Enhetsregisteret. Retten til å handle på vegne av den er ikke kontrollert.",
        ),
        (declared(false), "fordi Enhetsregisteret ikke svarte."),
        (
            json!({ "way": "altinn-authorized-parties", "via": "urn:altinn:accesspackage:x", "party_uuid": null }),
            "Altinn bekreftet 2026-11-21 14:05 at personen kan handle på vegne av virksomheten (urn:altinn:accesspackage:x).",
        ),
        (
            json!({ "way": "ansattporten", "resource": "urn:altinn:resource:send-sikkert" }),
            "i Ansattporten, som bekreftet 2026-11-21 14:05 at personen kan handle på vegne av den (urn:altinn:resource:send-sikkert).",
        ),
    ]
}

/// A letter of the archive's that is answered.
pub(super) fn reply_to(key: &str) -> serde_json::Value {
    json!({
        "invitation_id": "5b6c2f4e-4f0e-4d8e-8f62-3a1f1d1a7c55",
        "letter": { "system": "Arkivet", "key": key },
        "case_number": "2026/587",
        "journal_number": "2026/1234",
    })
}

/// The same, by another number.
fn numbered(number: &str) -> serde_json::Value {
    let mut letter = reply_to("8f4c2e0a-5b1d-4c53-9c5d-0d7b1a2e9f11");
    letter["journal_number"] = json!(number);
    letter
}

/// Every sort of submission, by what is special about it.
pub(super) fn every_sort() -> Vec<(String, Manifest)> {
    let mut sorts = vec![
        ("person".to_owned(), json!({})),
        (
            "reply".to_owned(),
            json!({ "in_reply_to": reply_to("8f4c2e0a-5b1d-4c53-9c5d-0d7b1a2e9f11") }),
        ),
        (
            "reply to a letter by its place in the case".to_owned(),
            json!({ "in_reply_to": numbered("2026/587-2"), "case_number": "2026/587" }),
        ),
        (
            "reply to a letter without numbers".to_owned(),
            json!({ "in_reply_to": json!({
                "invitation_id": "5b6c2f4e-4f0e-4d8e-8f62-3a1f1d1a7c55",
                "letter": { "system": "sendsikkert", "key": "x" },
            }) }),
        ),
        (
            "confidential".to_owned(),
            json!({ "confidential": true, "public_title": "*****" }),
        ),
        ("no case".to_owned(), json!({ "case_number": null })),
        (
            "from before public titles".to_owned(),
            json!({ "public_title": "" }),
        ),
        (
            "1,000 characters".to_owned(),
            json!({ "title": "æ".repeat(1000), "public_title": "å".repeat(1000) }),
        ),
        (
            "a comment".to_owned(),
            json!({ "comment": HOSTILE.concat().chars().cycle().take(10_000).collect::<String>() }),
        ),
        (
            "50 documents".to_owned(),
            json!({ "documents": (1..=50).map(|n| document(n, Kind::Jpeg, &[])).collect::<Vec<_>>() }),
        ),
        (
            "every kind".to_owned(),
            json!({ "documents": Kind::ALL.iter().zip(1..).map(|(kind, n)| document(n, *kind, &[])).collect::<Vec<_>>() }),
        ),
        (
            "every note".to_owned(),
            json!({ "documents": Kind::ALL.iter().zip(1..).map(|(kind, n)| document(n, *kind, &NOTES)).collect::<Vec<_>>() }),
        ),
    ];
    let mut large = document(1, Kind::Zip, &[]);
    large["size_bytes"] = json!(THREE_GB);
    sorts.push(("3 GB".to_owned(), json!({ "documents": [large] })));
    for (evidence, _) in rights() {
        let sender = organisation(Some("Eksempel Bygg AS"), &evidence);
        sorts.push((evidence.to_string(), json!({ "sender": sender })));
    }
    let mut sole_trader = organisation(Some("Kari Nordmann"), &rights()[0].0);
    sole_trader["is_sole_trader"] = json!(true);
    sorts.push(("a sole trader".to_owned(), json!({ "sender": sole_trader })));
    let nameless = organisation(None, &rights()[1].0);
    sorts.push(("without a name".to_owned(), json!({ "sender": nameless })));
    for text in HOSTILE {
        let changes = json!({
            "title": text,
            "public_title": text,
            "comment": text,
            "email": text,
            "in_reply_to": reply_to(text),
            "confidential": true,
            "sender": organisation(Some(text), &json!({ "way": "ansattporten", "resource": text })),
            "documents": [named(text)],
        });
        sorts.push((format!("hostile {text:?}"), changes));
    }
    sorts
        .into_iter()
        .map(|(name, changes)| (name, manifest(&changes)))
        .collect()
}
