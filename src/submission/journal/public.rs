//! The public journal of a period, for the archive to publish: Noark 5 v5.0, `offentligJournal.xsd`. The
//! portal itself publishes nothing.
//!
//! It holds dates, numbers, the titles that are proposed for the public, and who sent what, as far as that
//! is open: no national id, address, internal title, file name or comment.

use std::io::Write;

use anyhow::{Context, ensure};
use askama::Template;
use sqlx::Row;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::clock::{Day, Instant};
use crate::crypt::PortalKeys;
use crate::db::Db;
use crate::submission::arkivmelding::{self, LEGAL_BASIS, RESTRICTION};
use crate::submission::public_title::{self, SCREENED};
use crate::submission::{
    CaseNumber, Content, JournalNumber, Municipality, Organisation, Sender, records,
};

/// How many entries are in memory at a time.
const PAGE: i64 = 500;

/// Whole days in Norway, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Day,
    to: Day,
}

impl Period {
    /// From one day to another, or the same.
    pub fn new(from: Day, to: Day) -> anyhow::Result<Self> {
        ensure!(
            from <= to,
            "a journal can't begin on {from} and end on {to}"
        );
        Ok(Self { from, to })
    }

    /// The last month that is over.
    pub fn last_month(today: Day) -> Self {
        let to = today.first_of_month().previous();
        Self {
            from: to.first_of_month(),
            to,
        }
    }

    /// Its first day.
    pub fn from(&self) -> Day {
        self.from
    }

    /// Its last day.
    pub fn to(&self) -> Day {
        self.to
    }
}

/// What was received in a period, by the portal's own journal.
#[derive(Clone, Copy, Debug)]
pub struct PublicJournal<'a> {
    /// Where the entries are.
    pub db: &'a Db,
    /// Opens them.
    pub keys: &'a PortalKeys,
    /// Whose journal it is.
    pub municipality: &'a Municipality,
    /// Which days.
    pub period: Period,
    /// What is recorded later is left out, so that the number of entries is known before the first.
    pub as_of: Instant,
}

/// How many entries a period has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Those that are in the journal.
    pub entries: i64,
    /// Those whose sending is not finished yet: they have numbers, and will be in the journal.
    pub unfinished: i64,
}

#[derive(Template)]
#[template(path = "public_journal/head.xml")]
struct Head<'a> {
    period: Period,
    entries: i64,
    municipality: &'a Municipality,
}

#[derive(Template)]
#[template(path = "public_journal/entry.xml")]
struct Entry {
    system_id: Uuid,
    number: JournalNumber,
    received_on: Day,
    case: CaseNumber,
    title: String,
    sender: String,
    is_confidential: bool,
}

impl PublicJournal<'_> {
    /// How many entries there are.
    pub async fn count(&self) -> anyhow::Result<Counted> {
        let row = sqlx::query(
            "SELECT COALESCE(SUM(CASE WHEN recorded_at <= $1 THEN 1 ELSE 0 END), 0) AS entries, COUNT(*) AS reserved
             FROM journal_entries WHERE year >= $2 AND year <= $3 AND reserved_at >= $4 AND reserved_at < $5",
        )
        .bind(self.as_of.millis())
        .bind(i64::from(self.period.from.year()))
        .bind(i64::from(self.period.to.year()))
        .bind(self.period.from.begins().millis())
        .bind(self.period.to.next().begins().millis())
        .fetch_one(self.db.pool())
        .await
        .context("counting the journal's entries")?;
        let entries = row.try_get("entries")?;
        Ok(Counted {
            entries,
            unfinished: row.try_get::<i64, _>("reserved")? - entries,
        })
    }

    /// Writes the journal, entry by entry; what was counted is what it holds, or it is an error.
    pub async fn write(&self, counted: Counted, out: &mut impl Write) -> anyhow::Result<()> {
        ensure!(
            counted.entries > 0,
            "the schema of the public journal has no journal without entries"
        );
        let head = Head {
            period: self.period,
            entries: counted.entries,
            municipality: self.municipality,
        };
        writeln!(out, "{}", head.render()?)?;
        // Numbers begin anew each year.
        let year = i64::from(self.period.from.year());
        let mut last = JournalNumber { year, sequence: 0 };
        let mut written = 0;
        loop {
            let page = self.page(last).await?;
            for entry in &page {
                writeln!(out, "{}", entry.render()?)?;
                last = entry.number;
                written += 1;
            }
            if page.is_empty() {
                break;
            }
        }
        writeln!(out, "</offentligJournal>")?;
        ensure!(
            written == counted.entries,
            "entries were recorded meanwhile; write the journal once more"
        );
        Ok(())
    }

    /// The entries after a number.
    async fn page(&self, last: JournalNumber) -> anyhow::Result<Vec<Entry>> {
        let rows = sqlx::query(
            "SELECT j.year, j.number, j.reserved_at, s.id, s.content, s.withdrawn_at, s.forgotten_at
             FROM journal_entries j JOIN submissions s ON s.id = j.submission_id
             WHERE (j.year, j.number) > ($1, $2) AND j.year <= $3
               AND j.reserved_at >= $4 AND j.reserved_at < $5 AND j.recorded_at <= $6
             ORDER BY j.year, j.number LIMIT $7",
        )
        .bind(last.year)
        .bind(last.sequence)
        .bind(i64::from(self.period.to.year()))
        .bind(self.period.from.begins().millis())
        .bind(self.period.to.next().begins().millis())
        .bind(self.as_of.millis())
        .bind(PAGE)
        .fetch_all(self.db.pool())
        .await
        .context("reading the journal's entries")?;
        rows.iter().map(|row| self.entry_of(row)).collect()
    }

    fn entry_of(&self, row: &AnyRow) -> anyhow::Result<Entry> {
        let id: String = row.try_get("id")?;
        let told = self.told(&id, row)?;
        let received_at = Instant::from_millis(row.try_get("reserved_at")?);
        Ok(Entry {
            system_id: self.system_id(&id)?,
            number: JournalNumber {
                year: row.try_get("year")?,
                sequence: row.try_get("number")?,
            },
            received_on: received_at.norwegian_day(),
            case: told.case,
            title: told.title,
            sender: told.sender,
            is_confidential: told.is_confidential,
        })
    }

    /// What an entry tells of its submission, while there is anything to tell.
    fn told(&self, id: &str, row: &AnyRow) -> anyhow::Result<Told> {
        let is_set = |column: &str| anyhow::Ok(row.try_get::<Option<i64>, _>(column)?.is_some());
        if is_set("withdrawn_at")? {
            return Ok(Told::nothing_but(WITHDRAWN));
        }
        if is_set("forgotten_at")? {
            return Ok(Told::nothing_but(SCREENED));
        }
        let content = records::open_content(self.keys, id, row.try_get("content")?)?;
        Ok(Told {
            case: content.case_number().unwrap_or(NO_CASE),
            title: public_title::of(&content),
            sender: shown(&content),
            is_confidential: content.message.confidential,
        })
    }

    /// The same at every export, and nothing that stands in the portal's addresses or logs: what is
    /// published can't be looked up there.
    fn system_id(&self, id: &str) -> anyhow::Result<Uuid> {
        let hash = self.keys.lookup("public-journal", id);
        let front = hash.get(..32).context("a keyed hash has 64 digits")?;
        let bytes = u128::from_str_radix(front, 16)?.to_be_bytes();
        // A UUID whose bits are ours to choose (RFC 9562, 5.8).
        Ok(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// The title of an entry whose submission its sender has taken back: nobody has received what it told of.
const WITHDRAWN: &str = "Trukket tilbake av avsenderen";

/// What the public is told of a submission.
struct Told {
    case: CaseNumber,
    title: String,
    sender: String,
    is_confidential: bool,
}

impl Told {
    fn nothing_but(title: &str) -> Self {
        Self {
            case: NO_CASE,
            title: title.to_owned(),
            sender: SCREENED.to_owned(),
            is_confidential: false,
        }
    }
}

/// What stands for "no case".
const NO_CASE: CaseNumber = CaseNumber {
    year: 0,
    sequence: 0,
};

/// Who sent it, as far as that is open: nobody knows a private person's name here, and a sole trader's, which
/// is a person's too, is screened.
fn shown(content: &Content) -> String {
    match &content.sender {
        Some(Sender::Organisation(Organisation {
            name,
            number,
            is_sole_trader: false,
            ..
        })) if !content.message.confidential => arkivmelding::organisation(name.as_deref(), number),
        _ => SCREENED.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_organisations_that_are_nobody_s_name_are_shown() {
        let sender = |is_sole_trader| {
            json!({ "kind": "organisation", "number": "313001016", "name": "Eksempel Bygg",
                    "is_sole_trader": is_sole_trader })
        };
        for (sender, is_confidential, name) in [
            (sender(false), false, "Eksempel Bygg"),
            (sender(false), true, SCREENED),
            (sender(true), false, SCREENED),
            (json!({ "kind": "person" }), false, SCREENED),
        ] {
            let content: Content = serde_json::from_value(json!({
                "national_id": "01819012345", "sender": sender, "locale": "nb",
                "message": { "title": "", "typed_case_number": null, "comment": "", "email": "",
                             "confidential": is_confidential },
            }))
            .unwrap();
            assert_eq!(shown(&content), name, "{sender}");
        }
    }
}
