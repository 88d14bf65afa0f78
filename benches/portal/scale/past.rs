//! Years of submissions, as the portal itself would have written them: everything sealed with its key, the
//! journal without gaps, the audit trail in one piece. Only the blobs are missing: nobody opens them.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use sendsikkert::clock::Instant;
use sendsikkert::crypt::{Place, random_token, sha256_hex};
use sendsikkert::i18n::Locale;
use sendsikkert::numbers::NationalId;
use sendsikkert::submission::{
    BlobKey, Content, Desk, DocumentFacts, FileName, Kind, Message, Notes, Reference, Sender,
    SubmissionId, Typed,
};
use serde::Serialize;
use serde_json::json;

use super::rows::{Portion, Rows};
use super::trail::Trail;

/// Bytes of each document, in the rows alone.
const DOCUMENT_BYTES: usize = 123_456;
/// The first of the simulator's people, who is asked to list hers, and how many that are.
const CITIZEN: &str = "01858910001";
pub(super) const OWN: usize = 20;
/// How many of the newest the archive has not fetched.
pub(super) const WAITING: usize = 40;

/// How many the others have sent each.
const EACH: usize = 5;
/// How long it has been going on.
const SPAN: Duration = Duration::from_hours(24 * 365 * 3);
/// Submissions that are written together.
const PORTION: usize = 500;

pub(super) struct Past<'d> {
    desk: &'d Desk,
    submissions: usize,
    references: HashSet<String>,
    /// The journal's last number in each year.
    numbers: BTreeMap<i64, i64>,
    trail: Trail<'d>,
}

impl<'d> Past<'d> {
    pub(super) fn of(desk: &'d Desk, submissions: usize) -> Self {
        Self {
            desk,
            submissions,
            references: HashSet::new(),
            numbers: BTreeMap::new(),
            trail: Trail::begin(desk),
        }
    }

    /// Writes everything into an empty database.
    pub(super) async fn write(mut self) -> anyhow::Result<()> {
        let now = self.desk.clock.now();
        let pause = SPAN / u32::try_from(self.submissions)?;
        let mut portion = Portion::empty();
        for place in 0..self.submissions {
            let sent_at = now.before(pause * u32::try_from(self.submissions - place)?);
            self.submission(&mut portion, place, sent_at)?;
            if place % PORTION == PORTION - 1 {
                portion.write(self.desk).await?;
            }
        }
        portion.write(self.desk).await?;
        self.end().await
    }

    /// What stands once: the last numbers; the receipts went out long ago.
    async fn end(self) -> anyhow::Result<()> {
        let mut tx = self.desk.db.begin().await?;
        let mut numbers = Rows::into("journal_numbers (year, last)");
        for (year, last) in &self.numbers {
            numbers.add(&[year, last]);
        }
        numbers.write(&mut tx).await?;
        sqlx::query("UPDATE outbox SET attempts = 1, sent_at = created_at + 900")
            .execute(&mut *tx)
            .await?;
        sqlx::query("UPDATE audit_head SET number = $1, hash = $2")
            .bind(self.trail.number)
            .bind(&self.trail.hash)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        self.trail.verify().await
    }

    fn submission(
        &mut self,
        portion: &mut Portion,
        place: usize,
        pressed_at: Instant,
    ) -> anyhow::Result<()> {
        let desk = self.desk;
        let person = self.person(place)?;
        let id = SubmissionId::new();
        let row = id.to_string();
        let sent_at = pressed_at.after(Duration::from_millis(40));
        let answered_at = sent_at.after(Duration::from_hours(1));
        let answered = (place + WAITING < self.submissions).then_some(answered_at.millis());
        let is_returned = place % 50 == 7;
        let answer = answered.map(|_| sealed(desk, "submissions.answer", &row, &kept(is_returned)));
        let documents = 1 + place % 2;
        portion.submissions.add(&[
            &row,
            &desk.keys.lookup("person", person.as_str()),
            &sealed(desk, "submissions.content", &row, &content(&person, place))?,
            &self.reference(),
            &pressed_at.before(Duration::from_mins(20)).millis(),
            &pressed_at.millis(),
            &i64::try_from(documents)?,
            &i64::try_from(documents)?,
            &i64::try_from(documents * DOCUMENT_BYTES)?,
            &pressed_at.millis(),
            &sent_at.millis(),
            &answered,
            &answered.filter(|_| !is_returned),
            &answered.filter(|_| is_returned),
            &BlobKey::new(id).as_str(),
            &random_hash(),
            &BlobKey::new(id).as_str(),
            &random_hash(),
            &random_hash(),
            &answer.transpose()?,
        ]);
        for number in 1..=documents {
            self.document(portion, id, number, pressed_at)?;
        }
        let year = i64::from(pressed_at.norwegian_year());
        let number = self.numbers.entry(year).or_default();
        *number += 1;
        portion.entries.add(&[
            &year,
            &*number,
            &row,
            &pressed_at.millis(),
            &sent_at.millis(),
        ]);
        portion.receipts.push((id, sent_at));
        self.trail.sent(portion, id, &person, pressed_at)?;
        if answered.is_some() {
            self.trail
                .answered(portion, (id, documents), is_returned, answered_at)?;
        }
        Ok(())
    }

    fn document(
        &self,
        portion: &mut Portion,
        id: SubmissionId,
        number: usize,
        pressed_at: Instant,
    ) -> anyhow::Result<()> {
        let blob = BlobKey::new(id);
        let facts = DocumentFacts {
            name: FileName::made_safe(&format!("vedlegg {number}.pdf")),
            kind: Kind::Pdf,
            size_bytes: DOCUMENT_BYTES as u64,
            sha256: sha256_hex(blob.as_str().as_bytes()),
            notes: Notes::default(),
        };
        portion.documents.add(&[
            &blob.as_str(),
            &id.to_string(),
            &i64::try_from(number)?,
            &sealed(self.desk, "documents.content", blob.as_str(), &facts)?,
            &i64::try_from(facts.size_bytes)?,
            &pressed_at.before(Duration::from_mins(5)).millis(),
            &random_hash(),
        ]);
        Ok(())
    }

    /// The citizen's stand among all the others'.
    fn person(&self, place: usize) -> anyhow::Result<NationalId> {
        let others = self.submissions / EACH;
        if place.is_multiple_of(self.submissions / OWN) {
            return Ok(NationalId::parse(CITIZEN)?);
        }
        Ok(NationalId::parse(&format!("018590{:05}", place % others))?)
    }

    fn reference(&mut self) -> String {
        loop {
            let reference = Reference::random().to_string();
            if self.references.insert(reference.clone()) {
                return reference;
            }
        }
    }
}

/// Of a sealed file, or of a code: nothing we compare it with.
fn random_hash() -> String {
    sha256_hex(random_token().as_bytes())
}

pub(super) fn sealed(
    desk: &Desk,
    column: &'static str,
    row: &str,
    value: &impl Serialize,
) -> anyhow::Result<String> {
    desk.keys
        .seal(Place { column, row }, &serde_json::to_vec(value)?)
}

fn content(person: &NationalId, place: usize) -> Content {
    Content {
        national_id: person.clone(),
        sender: Some(Sender::Person),
        message: Message {
            title: format!("Klage på vedtak i byggesak nummer {place}"),
            comment: "Jeg viser til vedtaket og ber om at det blir vurdert på nytt.".to_owned(),
            email: format!("innbygger.{place}@example.no"),
            ..Message::default()
        },
        locale: Locale::Nb,
        in_reply_to: None,
        typed: Typed::default(),
    }
}

fn kept(is_returned: bool) -> serde_json::Value {
    if is_returned {
        json!({ "kind": "returned", "reason": "incomplete", "text": "Side to mangler." })
    } else {
        json!({ "kind": "acknowledged", "case_number": "2026/17", "journal_number": null })
    }
}
