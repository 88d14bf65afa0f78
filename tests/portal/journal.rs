//! The public journal: what was received, by number and day, and nothing that is not for everybody.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use sendsikkert::clock::{Clock, Instant};
use sendsikkert::crypt::{Place, PortalKeys};
use sendsikkert::submission::{Content, SubmissionId};

use crate::api::Program;
use crate::retention::withdraw;
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files};

const NAMESPACE: &str = "http://www.arkivverket.no/standarder/noark5/offentligJournal";
/// 2024-12-31T12:00:00+01:00: the program has the machine's clock, for which this is long past.
const NEW_YEAR_S_EVE: Instant = Instant::from_millis(1_735_642_800_000);
/// Until the last millisecond of the year.
const TO_MIDNIGHT: Duration = Duration::from_millis(12 * 3_600_000 - 1);

/// A portal on New Year's Eve, and its configuration as an operator would have written it.
struct Installation {
    app: TestApp,
}

/// A parsed entry: what an archive would read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    case: String,
    system_id: String,
    number: String,
    title: String,
    date: String,
    restriction: Option<(String, String)>,
    correspondents: Vec<(String, String)>,
}

impl Installation {
    async fn start() -> Self {
        let app = TestApp::start_with(Wishes {
            clock: Some(Clock::manual(NEW_YEAR_S_EVE)),
            ..Wishes::default()
        })
        .await;
        let text = format!(
            r#"
public_url = "{url}"
listen = "127.0.0.1:8080"
portal_key_file = "portal-key"
receipt_key_file = "receipt-key"
recipients_file = "recipients.txt"
municipality = {{ name = "Eksempel & <kommune>", organisation_number = "313001008" }}
database = {{ url = "{database}" }}
blobs = {{ kind = "disk", path = "blobs" }}
scanner = {{ kind = "none" }}
identity = {{ issuer = "{issuer}", client_id = "test", client_key_file = "client-key.pem", environment = "test" }}
mail = {{ from = "a@eksempel.invalid", transport = {{ kind = "folder", path = "mail" }} }}
"#,
            url = app.url,
            database = app.database_url(),
            issuer = app.issuer,
        );
        std::fs::write(app.folder.path().join("sendsikkert.toml"), text).unwrap();
        Self { app }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.app.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.arg("journal").arg("--config");
        command.arg(self.path("sendsikkert.toml")).args(arguments);
        command.output().unwrap()
    }

    /// The journal of some days, valid and parsed.
    fn journal(&self, from: &str, to: &str) -> (String, Vec<Entry>) {
        let output = self.run(&["--from", from, "--to", to]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        let xml = String::from_utf8(output.stdout).unwrap();
        if xml.is_empty() {
            assert!(said.contains("nothing is written"), "{said}");
            return (xml, Vec::new());
        }
        let path = self.path("journal.xml");
        std::fs::write(&path, &xml).unwrap();
        validate(&path);
        let entries = read(&xml, from, to);
        assert!(
            said.contains(&format!("entries: {}.", entries.len())),
            "{said}"
        );
        (xml, entries)
    }

    async fn finish(self) {
        self.app.work().await;
        self.app.finish().await;
    }
}

/// Holds a journal against the standard's own schema, where there is one: it states no licence, so it is
/// not part of the project. `NOARK5_SCHEMAS` names its folder.
fn validate(path: &Path) {
    let Some(folder) = std::env::var_os("NOARK5_SCHEMAS").map(PathBuf::from) else {
        return;
    };
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--nonet", "--huge", "--schema"]);
    let output = xmllint
        .arg(folder.join("offentligJournal.xsd"))
        .arg(path)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

type Node<'a> = roxmltree::Node<'a, 'a>;

/// The children that are elements, which all belong to the standard.
fn elements(node: Node<'_>) -> Vec<Node<'_>> {
    let elements: Vec<_> = node.children().filter(Node::is_element).collect();
    for element in &elements {
        assert_eq!(element.tag_name().namespace(), Some(NAMESPACE));
        assert_eq!(element.attributes().len(), 0);
    }
    elements
}

fn names(node: Node<'_>) -> Vec<String> {
    let elements = elements(node);
    elements
        .iter()
        .map(|element| element.tag_name().name().to_owned())
        .collect()
}

fn text(node: Node<'_>, name: &str) -> Option<String> {
    let found = elements(node)
        .into_iter()
        .find(|child| child.tag_name().name() == name);
    found.map(|child| child.text().unwrap_or_default().to_owned())
}

/// Reads a journal, with the order of its elements as the schema has it.
fn read(xml: &str, from: &str, to: &str) -> Vec<Entry> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let parts = elements(document.root_element());
    let (head, registrations) = parts.split_first().unwrap();
    assert_eq!(
        names(*head),
        [
            "journalStartDato",
            "journalSluttDato",
            "seleksjon",
            "antallJournalposter",
            "arkivskaper"
        ]
    );
    assert_eq!(text(*head, "journalStartDato").as_deref(), Some(from));
    assert_eq!(text(*head, "journalSluttDato").as_deref(), Some(to));
    assert_eq!(
        text(*head, "antallJournalposter"),
        Some(registrations.len().to_string())
    );
    let creator = elements(*head)[4];
    assert_eq!(names(creator), ["arkivskaperID", "arkivskaperNavn"]);
    assert_eq!(
        text(creator, "arkivskaperNavn").as_deref(),
        Some("Eksempel & <kommune>")
    );
    registrations
        .iter()
        .map(|registration| entry(*registration))
        .collect()
}

fn entry(registration: Node<'_>) -> Entry {
    assert_eq!(registration.tag_name().name(), "journalregistrering");
    assert_eq!(names(registration), ["saksmappe", "journalpost"]);
    let [case, post] = <[_; 2]>::try_from(elements(registration)).unwrap();
    assert_eq!(names(case), ["saksaar", "sakssekvensnummer"]);
    let is_restricted = text(post, "tilgangsrestriksjon").is_some();
    let mut expected = vec![
        "systemID",
        "journalaar",
        "journalsekvensnummer",
        "journalpostnummer",
        "offentligTittel",
        "journaldato",
    ];
    if is_restricted {
        expected.extend(["tilgangsrestriksjon", "skjermingshjemmel"]);
    }
    expected.push("korrespondansepart");
    assert_eq!(names(post), expected);
    assert_eq!(text(post, "journalpostnummer").as_deref(), Some("0"));
    let part = *elements(post).last().unwrap();
    assert_eq!(
        names(part),
        ["korrespondanseparttype", "korrespondansepartNavn"]
    );
    let of = |node, name| text(node, name).unwrap();
    Entry {
        case: format!("{}/{}", of(case, "saksaar"), of(case, "sakssekvensnummer")),
        system_id: of(post, "systemID"),
        number: format!(
            "{}/{}",
            of(post, "journalaar"),
            of(post, "journalsekvensnummer")
        ),
        title: of(post, "offentligTittel"),
        date: of(post, "journaldato"),
        restriction: is_restricted.then(|| {
            (
                of(post, "tilgangsrestriksjon"),
                of(post, "skjermingshjemmel"),
            )
        }),
        correspondents: vec![(
            of(part, "korrespondanseparttype"),
            of(part, "korrespondansepartNavn"),
        )],
    }
}

/// What differs between submissions.
#[derive(Clone, Copy, Default)]
struct Letter {
    title: &'static str,
    case: &'static str,
    organisation: bool,
    confidential: bool,
}

/// Sends something in which all that is not for the journal can be recognised, and gives its address.
async fn send(sender: &Sender, letter: Letter) -> String {
    let submission = sender
        .prepare(&[("filnavnkanari.pdf", &files::pdf("innholdskanari"))])
        .await;
    if letter.organisation {
        let fields = [
            ("sender", "organisation"),
            ("organisation_number", "313001016"),
        ];
        sender.fill(&submission, "sender", &fields).await;
    }
    let mut fields = vec![
        ("title", letter.title),
        ("case_number", letter.case),
        ("comment", "kommentarkanari"),
        ("email", "epostkanari@example.no"),
    ];
    if letter.confidential {
        fields.push(("confidential", "yes"));
    }
    sender.fill(&submission, "message", &fields).await;
    sender.send(&submission).await;
    submission
}

fn assert_nothing_personal(xml: &str, addresses: &[String]) {
    for canary in [
        "anari",
        "01858910001",
        "Nordmann",
        "313001016",
        "@",
        "utkast",
        "http://localhost",
    ] {
        assert!(!xml.contains(canary), "{canary} is in\n{xml}");
    }
    for address in addresses {
        let id = address.rsplit('/').next().unwrap();
        assert!(
            !xml.contains(id),
            "what is published can't be looked up in the portal's logs"
        );
    }
}

/// A person and an organisation, openly and confidentially, with a case and without.
fn letters() -> [Letter; 4] {
    [
        Letter {
            title: "Klage fra Kari Nordmann på vedtak",
            case: "2023/587",
            ..Letter::default()
        },
        Letter {
            title: "Søknad om garasje & <klage> på \"vedtak\"",
            organisation: true,
            ..Letter::default()
        },
        Letter {
            title: "Tittelkanari",
            organisation: true,
            confidential: true,
            ..Letter::default()
        },
        Letter {
            title: "2019/4 – Tittelkanari",
            confidential: true,
            ..Letter::default()
        },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_journal_holds_numbers_days_public_titles_and_screened_senders_only() {
    if std::env::var_os("NOARK5_SCHEMAS").is_none() {
        println!("not held against the schema: NOARK5_SCHEMAS is not set");
    }
    let installation = Installation::start().await;
    let kari = installation.app.sender(0).await;
    let mut addresses = Vec::new();
    for letter in letters() {
        addresses.push(send(&kari, letter).await);
    }
    kari.prepare(&[("utkast.pdf", &files::pdf("x"))]).await;

    let (xml, entries) = installation.journal("2024-12-01", "2024-12-31");
    let seen: Vec<_> = entries
        .iter()
        .map(|entry| {
            let (kind, name) = &entry.correspondents[0];
            assert_eq!(
                (kind.as_str(), entry.date.as_str()),
                ("Avsender", "2024-12-31")
            );
            (
                entry.number.as_str(),
                entry.case.as_str(),
                entry.title.as_str(),
                name.as_str(),
                entry.restriction.is_some(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "2024/1",
                "2023/587",
                "Klage fra ***** på vedtak",
                "*****",
                false
            ),
            (
                "2024/2",
                "0/0",
                "Søknad om garasje & <klage> på \"vedtak\"",
                "Eksempel Bygg AS",
                false
            ),
            ("2024/3", "0/0", "*****", "*****", true),
            ("2024/4", "2019/4", "*****", "*****", true),
        ]
    );
    let (restriction, basis) = entries[2].restriction.clone().unwrap();
    assert_eq!(restriction, "Midlertidig sperret");
    assert!(basis.starts_with("Offl. § 13"), "{basis}");

    assert_nothing_personal(&xml, &addresses);
    let mut ids: Vec<_> = entries
        .iter()
        .map(|entry| entry.system_id.clone())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    let (again, _) = installation.journal("2024-12-01", "2024-12-31");
    assert_eq!(again, xml, "the same at every export");
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_and_years_turn_at_midnight_in_norway() {
    let installation = Installation::start().await;
    let app = &installation.app;
    app.advance(TO_MIDNIGHT);
    let kari = app.sender(0).await;
    let letter = Letter {
        title: "Klage på vedtak",
        ..Letter::default()
    };
    send(&kari, letter).await;
    app.advance(Duration::from_millis(1));
    send(&kari, letter).await;
    send(&kari, letter).await;
    app.advance(Duration::from_millis(1) + TO_MIDNIGHT);

    let seen = |from, to| -> Vec<_> {
        let (_, entries) = installation.journal(from, to);
        entries
            .into_iter()
            .map(|entry| (entry.number, entry.date))
            .collect()
    };
    let all = [
        "2024/1 2024-12-31",
        "2025/1 2025-01-01",
        "2025/2 2025-01-01",
    ]
    .map(|entry| entry.split_once(' ').unwrap())
    .map(|(number, date)| (number.to_owned(), date.to_owned()));
    assert_eq!(seen("2024-12-31", "2025-01-01"), all);
    assert_eq!(seen("2024-12-31", "2024-12-31"), all[..1]);
    assert_eq!(seen("2025-01-01", "2025-01-01"), all[1..]);
    assert_eq!(seen("2025-01-02", "2025-12-31"), []);
    assert_eq!(seen("2024-12-01", "2024-12-30"), []);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_or_is_forgotten_keeps_its_number_and_its_day() {
    let installation = Installation::start().await;
    let app = &installation.app;
    let kari = app.sender(0).await;
    let letter = Letter {
        title: "Klage på vedtak",
        case: "2023/587",
        ..Letter::default()
    };
    let mut addresses = Vec::new();
    for confidential in [true, false, false, false] {
        let letter = Letter {
            confidential,
            ..letter
        };
        addresses.push(send(&kari, letter).await);
    }
    let (_, before) = installation.journal("2024-12-31", "2024-12-31");
    let id = |place: usize| addresses[place].rsplit('/').next().unwrap().to_owned();
    // The first is forgotten, the second withdrawn, the third both; the fourth waits.
    let program = Program::of(app);
    program.acknowledge(&id(0)).await;
    withdraw(&kari, &id(2)).await;
    app.work().await;
    app.advance(Duration::from_hours(24 * 90));
    let kari = app.sender(0).await;
    withdraw(&kari, &id(1)).await;
    app.app.sweep().await.unwrap();
    let forgotten = "SELECT COUNT(*) FROM submissions WHERE forgotten_at IS NOT NULL";
    assert_eq!(app.count(forgotten).await, 2);

    let (xml, after) = installation.journal("2024-12-31", "2024-12-31");
    let withdrawn = "Trukket tilbake av avsenderen";
    for ((before, after), title) in
        before
            .iter()
            .zip(&after)
            .zip(["*****", withdrawn, withdrawn, "Klage på vedtak"])
    {
        let expected = Entry {
            title: title.to_owned(),
            ..before.clone()
        };
        let expected = if title == "Klage på vedtak" {
            expected
        } else {
            Entry {
                case: "0/0".to_owned(),
                restriction: None,
                ..expected
            }
        };
        assert_eq!(*after, expected);
    }
    assert_eq!((before.len(), after.len()), (4, 4));
    assert_nothing_personal(&xml, &addresses);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_exists_is_not_overwritten_and_days_must_make_sense() {
    let installation = Installation::start().await;
    let kari = installation.app.sender(0).await;
    send(
        &kari,
        Letter {
            title: "Klage på vedtak",
            ..Letter::default()
        },
    )
    .await;
    let out = installation.path("ut.xml");
    let days = ["--from", "2024-12-31", "--to", "2024-12-31"];
    let arguments = [&days[..], &["--out", out.to_str().unwrap()]].concat();

    let output = installation.run(&arguments);
    assert!(output.status.success() && output.stdout.is_empty());
    let xml = std::fs::read_to_string(&out).unwrap();
    assert_eq!(read(&xml, "2024-12-31", "2024-12-31").len(), 1);
    assert!(!installation.path("ut.xml.part").exists());
    std::fs::write(&out, "kept").unwrap();
    let refused = |arguments: &[&str], part: &str| {
        let output = installation.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(part), "{said}");
    };
    refused(&arguments, "not overwritten");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "kept");
    refused(
        &["--from", "2024-12-31", "--to", "2024-12-30"],
        "can't begin on",
    );
    refused(&["--from", "31.12.2024"], "written as");
    refused(&["--to", "2999-01-01"], "before that day");

    std::fs::remove_file(&out).unwrap();
    let none = installation.run(&[
        "--from",
        "2024-11-01",
        "--to",
        "2024-11-30",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(none.status.success() && !out.exists());
    std::fs::write(installation.path("portal-key"), &*PortalKeys::generate()).unwrap();
    refused(&arguments, "the portal key");
    assert!(
        !out.exists() && !installation.path("ut.xml.part").exists(),
        "whole or not at all"
    );
    installation.finish().await;
}

/// Rows of a journal as the portal writes them, with a title each. The last one is not recorded yet.
async fn fill(app: &TestApp, template: &Content, titles: &[String]) {
    let text = std::fs::read_to_string(app.folder.path().join("portal-key")).unwrap();
    let keys = Arc::new(PortalKeys::parse(&text).unwrap());
    let mut tx = app.app.desk.db.begin().await.unwrap();
    for (number, title) in (1_i64..).zip(titles) {
        let id = SubmissionId::new().to_string();
        let mut content = template.clone();
        content.message.title.clone_from(title);
        let place = Place {
            column: "submissions.content",
            row: &id,
        };
        let sealed = keys
            .seal(place, &serde_json::to_vec(&content).unwrap())
            .unwrap();
        let at = NEW_YEAR_S_EVE.millis();
        let insert = "INSERT INTO submissions (id, owner, content, reference, created_at, frozen_at, sent_at)
                      VALUES ($1, 'x', $2, $3, $4, $4, $4)";
        let insert = sqlx::query(insert).bind(&id).bind(sealed);
        insert
            .bind(format!("x{number}"))
            .bind(at)
            .execute(&mut *tx)
            .await
            .unwrap();
        let recorded_at = usize::try_from(number)
            .is_ok_and(|number| number < titles.len())
            .then_some(at);
        let insert =
            "INSERT INTO journal_entries (year, number, submission_id, reserved_at, recorded_at)
                      VALUES (2024, $1, $2, $3, $4)";
        let insert = sqlx::query(insert).bind(number).bind(&id).bind(at);
        insert.bind(recorded_at).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_journal_comes_whole_and_in_order_whatever_stands_in_its_titles() {
    let installation = Installation::start().await;
    let template = serde_json::json!({
        "national_id": "01858910001",
        "sender": { "kind": "person" },
        "message": { "title": "", "typed_case_number": null, "comment": "", "email": "kari@example.no" },
        "locale": "nb",
    });
    let template: Content = serde_json::from_value(template).unwrap();
    let hostile = [
        "søknad \u{0}\u{1}\u{8}\u{1b}[31m om garasje".to_owned(),
        "søknad ]]> <!-- &amp; &#0; om garasje".to_owned(),
        "søknad \u{202e}om\u{2066} \u{200f}garasje".to_owned(),
        "søknad \u{fffe}\u{ffff}\u{1fffe}om garasje".to_owned(),
        "søknad om ".repeat(100),
        "æ".repeat(1000),
    ];
    let plain = (0..1200).map(|number| format!("søknad om garasje {number}"));
    let titles: Vec<_> = hostile.into_iter().chain(plain).collect();
    fill(&installation.app, &template, &titles).await;

    let output = installation.run(&["--from", "2024-12-31", "--to", "2024-12-31"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("left out: 1."));
    let (xml, entries) = installation.journal("2024-12-31", "2024-12-31");
    assert!(!xml.contains(['\0', '\u{1b}', '\u{fffe}']));
    assert_eq!(entries.len(), titles.len() - 1);
    for (number, entry) in (1..).zip(&entries) {
        assert_eq!(entry.number, format!("2024/{number}"));
    }
    let last = entries.last().unwrap();
    assert!(last.title.ends_with("garasje 1198"), "{}", last.title);
    installation.app.finish().await;
}
