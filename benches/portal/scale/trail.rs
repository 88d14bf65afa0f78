//! The audit trail as the portal chains it.

use std::time::Duration;

use anyhow::ensure;
use sendsikkert::clock::Instant;
use sendsikkert::identity::audit::{self, Detail, Verdict};
use sendsikkert::numbers::NationalId;
use sendsikkert::submission::{Desk, SubmissionId};
use serde::Serialize;
use uuid::Uuid;

use super::past::sealed;
use super::rows::Portion;

/// The end of the trail.
pub(super) struct Trail<'d> {
    desk: &'d Desk,
    pub(super) number: i64,
    pub(super) hash: String,
}

impl<'d> Trail<'d> {
    pub(super) fn begin(desk: &'d Desk) -> Self {
        Self {
            desk,
            number: 0,
            hash: String::new(),
        }
    }

    /// The portal itself finds every entry sealed and chained as its own.
    pub(super) async fn verify(self) -> anyhow::Result<()> {
        let verdict = audit::verify(&self.desk.db, &self.desk.keys, |_| {}).await?;
        let whole = Verdict::Whole {
            entries: self.number,
            hash: self.hash,
            cut: None,
        };
        ensure!(verdict == whole, "the audit trail is not in one piece");
        Ok(())
    }

    /// She has logged in, and she sends.
    pub(super) fn sent(
        &mut self,
        portion: &mut Portion,
        id: SubmissionId,
        person: &NationalId,
        at: Instant,
    ) -> anyhow::Result<()> {
        let log_in = Detail {
            address: Some("192.0.2.17".to_owned()),
            sid: Some(Uuid::new_v4().to_string()),
            acr: Some("idporten-loa-high".to_owned()),
            amr: Some("BankID".to_owned()),
            ..Detail::default()
        };
        let person = self.desk.keys.lookup("person", person.as_str());
        let logged_in_at = at.before(Duration::from_mins(21));
        self.note(
            portion,
            ("log-in", "accepted"),
            (&person, &log_in),
            logged_in_at,
        )?;
        let send = Detail {
            object: Some(id.to_string()),
            ..Detail::default()
        };
        self.note(portion, ("send", "accepted"), (&person, &send), at)
    }

    /// The archive has fetched everything, and answers.
    pub(super) fn answered(
        &mut self,
        portion: &mut Portion,
        (id, documents): (SubmissionId, usize),
        is_returned: bool,
        at: Instant,
    ) -> anyhow::Result<()> {
        let of_archive = |object: String| Detail {
            address: Some("192.0.2.80".to_owned()),
            token: Some("arkiv".to_owned()),
            object: Some(object),
            ..Detail::default()
        };
        let parts = ["manifest".to_owned(), "arkivmelding".to_owned()];
        let parts = parts
            .into_iter()
            .chain((1..=documents).map(|number| format!("document {number}")));
        for part in parts {
            let fetched = of_archive(format!("{id} {part}"));
            self.note(portion, ("fetch", "given"), ("", &fetched), at)?;
        }
        let result = if is_returned {
            "returned"
        } else {
            "acknowledged"
        };
        let answered = of_archive(id.to_string());
        self.note(portion, ("answer", result), ("", &answered), at)
    }

    /// An entry.
    fn note(
        &mut self,
        portion: &mut Portion,
        (action, result): (&'static str, &'static str),
        (person, detail): (&str, &Detail),
        at: Instant,
    ) -> anyhow::Result<()> {
        #[derive(Serialize)]
        struct Link<'a> {
            number: i64,
            at: i64,
            action: &'a str,
            result: &'a str,
            person: &'a str,
            detail: &'a str,
        }
        let number = self.number + 1;
        let detail = sealed(self.desk, "audit.detail", &number.to_string(), detail)?;
        let link = Link {
            number,
            at: at.millis(),
            action,
            result,
            person,
            detail: &detail,
        };
        let chained = serde_json::to_string(&(&self.hash, link))?;
        let hash = self.desk.keys.lookup("audit", &chained);
        portion.audit.add(&[
            &number,
            &at.millis(),
            &action,
            &result,
            &person,
            &detail,
            &hash,
        ]);
        self.number = number;
        self.hash = hash;
        Ok(())
    }
}
