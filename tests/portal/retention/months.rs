//! Four months, day by day: what lies in the store and in the tables is what a simple model says, exactly that
//! and nothing else.

use std::collections::BTreeSet;
use std::time::Duration;

use reqwest::StatusCode;
use sendsikkert::submission::{InReplyTo, draft};
use serde_json::{Value, json};
use sqlx::Row;

use super::{KARI, person, stored, stored_of, withdraw};
use crate::api::{Program, problem};
use crate::support::people::MESSAGE;
use crate::support::{START, TestApp, files};

const DAY: Duration = Duration::from_hours(24);
/// What an installation keeps when it says nothing.
const DRAFT: u64 = 7;
const WARNING: u64 = 5;
const ANSWERED: u64 = 30;
const RECEIPT: u64 = 90;
/// Until everything has come to its end, and some days more.
const LAST_DAY: u64 = 135;

/// A submission, and what has been done with it on which day.
struct Story {
    name: &'static str,
    id: String,
    /// The names of its sealed files.
    files: BTreeSet<String>,
    documents: usize,
    has_address: bool,
    changed: Vec<u64>,
    sent: Option<u64>,
    answered: Option<u64>,
    withdrawn: Option<u64>,
}

/// What is in the tables about a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept {
    rows: BTreeSet<String>,
    files: BTreeSet<String>,
    letters: BTreeSet<(String, String)>,
}

impl Story {
    /// When it came to its end.
    fn ended(&self) -> Option<u64> {
        self.answered.or(self.withdrawn)
    }

    fn is_forgotten(&self, day: u64) -> bool {
        self.ended().is_some_and(|ended| day >= ended + RECEIPT)
    }

    fn is_emptied(&self, day: u64) -> bool {
        self.withdrawn.is_some() || self.answered.is_some_and(|at| day >= at + ANSWERED)
    }

    /// Whether it is a draft whose time is over; nobody goes on with those in these stories.
    fn is_expired(&self, day: u64) -> bool {
        self.sent.is_none()
            && match self.changed.last() {
                Some(changed) => day >= changed + DRAFT,
                None => day >= 1,
            }
    }

    /// What there should be of it at the end of a day.
    fn expected(&self, day: u64) -> Kept {
        let mut kept = Kept::default();
        self.letters(day, &mut kept);
        if self.is_expired(day) {
            return kept;
        }
        let (is_emptied, is_forgotten) = (self.is_emptied(day), self.is_forgotten(day));
        let state = match (is_forgotten, self.sent) {
            (true, _) => "forgotten",
            (false, Some(_)) => "sent",
            (false, None) => "draft",
        };
        kept.rows.insert(format!("submission {} {state}", self.id));
        if self.sent.is_some() {
            kept.rows.insert(format!("entry {}", self.id));
        }
        if !is_forgotten {
            let documents = 1..=self.documents;
            let told =
                documents.map(|number| format!("document {} {number} {is_emptied}", self.id));
            kept.rows.extend(told);
        }
        if !is_emptied {
            kept.files.clone_from(&self.files);
        }
        kept
    }

    /// Letters are put into the outbox when there is a reason, and forgotten after what they are about.
    fn letters(&self, day: u64, kept: &mut Kept) {
        let mut put = |kind: &str, subject: &str| {
            kept.letters.insert((kind.to_owned(), subject.to_owned()));
        };
        if self.sent.is_some() && !self.is_forgotten(day) {
            put("receipt", &self.id);
            if self.ended().is_some() {
                put("outcome", &self.id);
            }
        }
        let later = self.changed.iter().skip(1).map(Some).chain([None]);
        for (changed, next) in self.changed.iter().zip(later) {
            let warned = changed + WARNING;
            let is_warned = self.has_address
                && self.sent.is_none()
                && next.is_none_or(|next| *next > warned)
                && day >= warned
                && day < warned + RECEIPT;
            if is_warned {
                let at = START.after(DAY * u32::try_from(*changed).unwrap()).millis();
                put("draft-expiry", &format!("{}/{at}", self.id));
            }
        }
    }
}

/// A portal, and what its people do.
struct Months {
    app: TestApp,
    program: Program,
    day: u64,
    stories: Vec<Story>,
}

impl Months {
    /// A draft with a document, that is sent at once if that is wished.
    async fn begin(&mut self, name: &'static str, is_sent: bool) {
        let kari = self.app.sender(0).await;
        let submission = kari
            .prepare(&[
                ("brev.pdf", &files::pdf(name)),
                ("kart.jpg", &files::jpeg()),
            ])
            .await;
        let id = submission.rsplit('/').next().unwrap().to_owned();
        if name == "a reply" {
            self.answer_a_letter(&id).await;
        }
        if is_sent {
            kari.send(&submission).await;
        }
        self.tell(name, id, 2, is_sent);
    }

    fn tell(&mut self, name: &'static str, id: String, documents: usize, is_sent: bool) {
        let story = Story {
            name,
            files: stored_of(&self.app, &id),
            id,
            documents,
            has_address: documents == 2,
            changed: if documents == 0 {
                Vec::new()
            } else {
                vec![self.day]
            },
            sent: is_sent.then_some(self.day),
            answered: None,
            withdrawn: None,
        };
        assert_eq!(story.files.len(), documents + if is_sent { 2 } else { 0 });
        self.stories.push(story);
    }

    /// The archive has invited it, so it is bound to a letter.
    async fn answer_a_letter(&self, id: &str) {
        let desk = &self.app.app.desk;
        let letter: InReplyTo = serde_json::from_value(json!({
            "invitation_id": "0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55",
            "letter": { "system": "arkiv", "key": "4711" },
        }))
        .unwrap();
        let owner = person(&self.app, KARI);
        let changed = draft::update(desk, &owner, id.parse().unwrap(), |content| {
            content.in_reply_to = Some(letter);
        });
        changed.await.unwrap().unwrap();
    }

    fn story(&mut self, name: &str) -> &mut Story {
        let mut stories = self.stories.iter_mut();
        stories.find(|story| story.name == name).unwrap()
    }

    async fn acknowledge(&mut self, name: &str) {
        let (day, id) = (self.day, self.story(name).id.clone());
        self.program.acknowledge(&id).await;
        self.story(name).answered = Some(day);
    }

    /// Adds what was not known when it was acknowledged.
    async fn add_number(&mut self, name: &str, code: &str, which: &str) {
        let path = format!("/v1/submissions/{}/acknowledgement", self.story(name).id);
        let answer = json!({ "confirmation_code": code, which: "2026/1" });
        let status = self.program.post(&path, &answer).await.status();
        assert_eq!(status, StatusCode::OK, "{which}");
    }

    /// What lies in the store and in the tables.
    async fn found(&self) -> Kept {
        let pool = self.app.app.desk.db.pool();
        let rows = async |statement: &'static str| {
            let rows = sqlx::query(statement).fetch_all(pool).await.unwrap();
            let told = rows
                .iter()
                .map(|row| row.try_get::<String, _>("told").unwrap());
            told.collect::<Vec<_>>()
        };
        let mut found = Kept {
            files: stored(&self.app),
            ..Kept::default()
        };
        for statement in [
            "SELECT 'submission ' || id || CASE WHEN forgotten_at IS NOT NULL THEN ' forgotten'
                 WHEN sent_at IS NOT NULL THEN ' sent' ELSE ' draft' END AS told FROM submissions",
            "SELECT 'entry ' || submission_id AS told FROM journal_entries WHERE recorded_at IS NOT NULL",
            "SELECT 'document ' || submission_id || ' ' || CAST(number AS TEXT)
                 || CASE WHEN blob IS NULL THEN ' true' ELSE ' false' END AS told FROM documents",
        ] {
            found.rows.extend(rows(statement).await);
        }
        let named = rows(
            "SELECT blob AS told FROM documents WHERE blob IS NOT NULL
             UNION ALL SELECT manifest_blob FROM submissions WHERE manifest_blob IS NOT NULL
             UNION ALL SELECT arkivmelding_blob FROM submissions WHERE arkivmelding_blob IS NOT NULL",
        );
        let named: BTreeSet<String> = named.await.into_iter().collect();
        assert_eq!(named, found.files, "day {}: rows and store agree", self.day);
        let letters = rows("SELECT kind || ' ' || subject AS told FROM outbox").await;
        let letters = letters.iter().map(|told| told.split_once(' ').unwrap());
        found.letters = letters
            .map(|(kind, subject)| (kind.to_owned(), subject.to_owned()))
            .collect();
        found
    }

    /// The end of a day: letters go out, and what has been kept long enough goes.
    async fn end_day(&self) {
        self.app.work().await;
        self.app.app.sweep().await.unwrap();
        let day = self.day;
        let mut expected = Kept::default();
        for story in &self.stories {
            let Kept {
                rows,
                files,
                letters,
            } = story.expected(day);
            expected.rows.extend(rows);
            expected.files.extend(files);
            expected.letters.extend(letters);
        }
        assert_eq!(self.found().await, expected, "day {day}");
        // Whoever is forgotten is not found by a stolen key either.
        let personal = "SELECT COUNT(*) FROM submissions WHERE forgotten_at IS NOT NULL AND
             (owner <> '' OR content <> '' OR answer IS NOT NULL OR confirmation_hash IS NOT NULL)";
        assert_eq!(self.app.count(personal).await, 0, "day {day}");
        let left_over = "SELECT COUNT(*) FROM discarded_blobs";
        assert_eq!(self.app.count(left_over).await, 0, "day {day}");
    }

    /// What the archive is told of a submission, and gets of it.
    async fn archive_sees(&self, name: &str, state: &str, status: u16) {
        let story = self
            .stories
            .iter()
            .find(|story| story.name == name)
            .unwrap();
        let path = format!("/v1/submissions/{}", story.id);
        let shown = self.program.read(&path).await;
        assert_eq!(shown["state"], state, "{name}");
        assert!(
            shown["journal_number"]
                .as_str()
                .unwrap()
                .starts_with("2026/")
        );
        assert_eq!(shown["documents"], 2);
        for part in ["manifest", "arkivmelding", "documents/1"] {
            let response = self.program.get(&format!("{path}/{part}")).await;
            assert_eq!(response.status().as_u16(), status, "{name}: {part}");
        }
    }

    /// How many submissions stand in the sender's list, and whether the receipt of one is shown.
    async fn sender_sees(&self, count: usize, name: &str, receipt: StatusCode) {
        let story = self
            .stories
            .iter()
            .find(|story| story.name == name)
            .unwrap();
        let kari = self.app.sender(0).await;
        let page = kari.browser.open("/submissions").await;
        let ids = self
            .stories
            .iter()
            .filter(|story| page.html.contains(&story.id));
        assert_eq!(ids.count(), count, "day {}", self.day);
        let page = kari
            .browser
            .open(&format!("/submissions/{}/receipt", story.id))
            .await;
        assert_eq!(page.status, receipt, "{name}");
        if receipt == StatusCode::OK {
            assert!(page.value_of("Journalnummer").is_some());
            assert!(page.html.contains("brev.pdf") && page.html.contains("kart.jpg"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_day_there_is_what_the_clocks_say_and_nothing_else() {
    let app = TestApp::start().await;
    let program = Program::of(&app);
    let mut months = Months {
        app,
        program,
        day: 0,
        stories: Vec::new(),
    };
    let mut code = String::new();
    loop {
        match months.day {
            0 => {
                first_drafts(&mut months).await;
            }
            1 => {
                for name in [
                    "waiting",
                    "fetched",
                    "acknowledged early",
                    "acknowledged late",
                    "acknowledged very late",
                    "numbered later",
                    "returned",
                    "withdrawn",
                    "a reply",
                ] {
                    months.begin(name, true).await;
                }
                months.sender_sees(12, "waiting", StatusCode::OK).await;
            }
            2 => {
                let id = months.story("fetched").id.clone();
                months.program.code(&id).await;
                let kari = months.app.sender(0).await;
                let id = months.story("withdrawn").id.clone();
                withdraw(&kari, &id).await;
                months.story("withdrawn").withdrawn = Some(2);
            }
            3 => months.acknowledge("acknowledged early").await,
            4 => {
                let id = months.story("numbered later").id.clone();
                code = months.program.code(&id).await;
                months.acknowledge("numbered later").await;
            }
            5 => {
                let id = months.story("returned").id.clone();
                months.program.send_back(&id).await;
                months.story("returned").answered = Some(5);
            }
            6 => {
                let kari = months.app.sender(0).await;
                let id = months.story("gone on with").id.clone();
                kari.fill(&format!("/submissions/{id}"), "message", &MESSAGE)
                    .await;
                months.story("gone on with").changed.push(6);
            }
            10 => months.acknowledge("acknowledged late").await,
            12 => months.acknowledge("a reply").await,
            20 => {
                months
                    .add_number("numbered later", &code, "case_number")
                    .await;
            }
            40 => months.acknowledge("acknowledged very late").await,
            50 => {
                months
                    .add_number("numbered later", &code, "journal_number")
                    .await;
                months
                    .archive_sees("numbered later", "acknowledged", 410)
                    .await;
                months.archive_sees("withdrawn", "withdrawn", 410).await;
                months
                    .archive_sees("acknowledged very late", "acknowledged", 200)
                    .await;
                months
                    .sender_sees(9, "numbered later", StatusCode::OK)
                    .await;
                months.sender_sees(9, "withdrawn", StatusCode::OK).await;
            }
            _ => {}
        }
        months.end_day().await;
        if months.day == LAST_DAY {
            break;
        }
        months.app.advance(DAY);
        months.day += 1;
    }
    at_the_end(&months, &code).await;
    months.app.finish().await;
}

/// Nothing, a draft without an address, one with an address, and one that somebody goes on with.
async fn first_drafts(months: &mut Months) {
    let kari = months.app.sender(0).await;
    let id = kari.begin().await.rsplit('/').next().unwrap().to_owned();
    months.tell("untouched", id, 0, false);
    let submission = kari.begin().await;
    kari.attach(&submission, &[("brev.pdf", &files::pdf("x"))])
        .await;
    let id = submission.rsplit('/').next().unwrap().to_owned();
    months.tell("without an address", id, 1, false);
    months.begin("with an address", false).await;
    months.begin("gone on with", false).await;
}

/// What is left when everything but two that wait has come to its end.
async fn at_the_end(months: &Months, code: &str) {
    for (name, state, status) in [
        ("acknowledged early", "acknowledged", 410),
        ("returned", "returned", 410),
        ("withdrawn", "withdrawn", 410),
        ("fetched", "waiting", 200),
        ("waiting", "waiting", 200),
    ] {
        months.archive_sees(name, state, status).await;
    }
    months.sender_sees(2, "waiting", StatusCode::OK).await;
    months
        .sender_sees(2, "returned", StatusCode::NOT_FOUND)
        .await;
    archive_lists(months, code).await;
    // Two warnings, nine receipts and seven outcomes have been sent; the draft that was gone on with was
    // warned of before.
    assert_eq!(months.app.mails().len(), 18);
}

/// What its lists and figures say, and that it can't add anything to what is forgotten.
async fn archive_lists(months: &Months, code: &str) {
    let listed = months
        .program
        .read("/v1/submissions?state=acknowledged")
        .await;
    assert_eq!(listed["submissions"].as_array().unwrap().len(), 5);
    let id = &listed["submissions"][0]["id"];
    assert!(id.is_string(), "{id}");
    let numbered = months
        .stories
        .iter()
        .find(|story| story.name == "numbered later");
    let path = format!("/v1/submissions/{}/acknowledgement", numbered.unwrap().id);
    let answer = json!({ "confirmation_code": code });
    let (status, kind, _) = problem(months.program.post(&path, &answer).await).await;
    assert_eq!((status, kind.as_str()), (410, "gone"));
    let figures: Value = months.program.read("/v1/figures").await;
    assert_eq!(
        (&figures["waiting"], &figures["fetched"]),
        (&json!(2), &json!(2))
    );
}
