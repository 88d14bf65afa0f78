//! What must be there when the storm is over, and what must not.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use sendsikkert::app::App;
use sendsikkert::clock::Clock;
use sendsikkert::config::Config;
use sendsikkert::crypt::sha256_hex;
use sendsikkert::identity::audit;
use serde_json::Value;
use sqlx::Row;

use super::installation::{Installation, message_id};
use super::people::Sent;
use crate::support::{files_below, sealed_files};

impl Installation {
    /// Looks at everything; the portal does not run any more. How many e-mails were sent twice.
    pub(super) async fn see_to_it(mut self, sent: &[Sent]) -> usize {
        self.folders_hold_what_was_sent(sent);
        // Leases that the kills left behind run out, and a day later it tidies up.
        let clock = Clock::manual(Clock::System.now());
        let app = App::open(&Config::read(&self.config()).unwrap(), clock.clone())
            .await
            .unwrap();
        app.recover().await.unwrap();
        clock.advance(Duration::from_mins(3));
        deliver_everything(&app).await;
        everything_is_recorded(&app, sent.len()).await;
        clock.advance(Duration::from_hours(25));
        app.sweep().await.unwrap();
        self.blobs_belong_to_submissions(sent);
        app.desk.tasks.finish().await;
        app.desk.db.close().await;
        let sent_twice = self.mails_came_once_or_twice(sent);
        self.provider.stop(false).await;
        if let Some(schema) = self.schema.take() {
            schema.drop().await;
        }
        sent_twice
    }

    /// Every receipt's folder, once, whole, with nothing else in it; and no others.
    fn folders_hold_what_was_sent(&self, sent: &[Sent]) {
        let mut expected: Vec<_> = sent.iter().map(folder_name).collect();
        expected.sort();
        let left: Vec<_> = std::fs::read_dir(&self.archivist.out).unwrap().collect();
        let mut left: Vec<_> = left
            .into_iter()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != ".pull.lock")
            .collect();
        left.sort();
        assert_eq!(left, expected);
        for sent in sent {
            sent.lies_whole_in(&self.archivist.out.join(folder_name(sent)));
        }
        let numbers = sent.iter().map(|sent| sequence(sent).1);
        let mut numbers: Vec<_> = numbers.collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=sent.len()).collect::<Vec<_>>());
    }

    /// Nothing half-written, nothing that no row names, nothing missing.
    fn blobs_belong_to_submissions(&self, sent: &[Sent]) {
        let blobs = sealed_files(&self.folder.path().join("blobs"));
        let staged = blobs
            .iter()
            .filter(|path| path.to_string_lossy().contains('#'));
        assert_eq!(staged.count(), 0, "half-written files");
        let named: usize = sent.iter().map(|sent| sent.files.len() + 2).sum();
        assert_eq!(blobs.len(), named);
    }

    /// How many came twice.
    fn mails_came_once_or_twice(&self, sent: &[Sent]) -> usize {
        let mut copies = BTreeMap::<_, (usize, String)>::new();
        for mail in self.mailbox.received() {
            let (count, text) = copies.entry(message_id(&mail)).or_default();
            *count += 1;
            *text = mail;
        }
        // The receipt, and that it is journalled.
        assert_eq!(copies.len(), 2 * sent.len());
        let often: Vec<_> = copies.values().filter(|(count, _)| *count > 2).collect();
        assert!(often.is_empty(), "{often:?}");
        for sent in sent {
            let told = |(_, text): &&(usize, String)| text.contains(&sent.receipt.reference);
            assert_eq!(copies.values().filter(told).count(), 2);
        }
        copies.values().filter(|(count, _)| *count == 2).count()
    }
}

async fn count(app: &App, statement: &'static str) -> i64 {
    let row = sqlx::query(statement).fetch_one(app.desk.db.pool()).await;
    row.unwrap().try_get(0).unwrap()
}

async fn deliver_everything(app: &App) {
    while count(app, "SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL").await > 0 {
        app.deliver_due().await.unwrap();
    }
}

/// Every entry of the journal, acknowledged; the audit trail in one piece.
async fn everything_is_recorded(app: &App, sent: usize) {
    let sent = i64::try_from(sent).unwrap();
    for statement in [
        "SELECT COUNT(*) FROM journal_entries WHERE recorded_at IS NOT NULL",
        "SELECT COUNT(*) FROM journal_entries",
        "SELECT MAX(number) FROM journal_entries",
        "SELECT last FROM journal_numbers",
        "SELECT COUNT(*) FROM submissions WHERE acknowledged_at IS NOT NULL",
    ] {
        assert_eq!(count(app, statement).await, sent, "{statement}");
    }
    let trail = audit::verify(&app.desk.db, &app.desk.keys, |_| {}).await;
    assert!(matches!(trail.unwrap(), audit::Verdict::Whole { .. }));
}

/// Year and number in the journal.
fn sequence(sent: &Sent) -> (&str, usize) {
    let (year, number) = sent.receipt.journal_number.split_once('/').unwrap();
    (year, number.parse().unwrap())
}

/// `2026-000001-K7QM-3TXV`
fn folder_name(sent: &Sent) -> String {
    let (year, number) = sequence(sent);
    format!("{year}-{number:06}-{}", sent.receipt.reference)
}

impl Sent {
    fn lies_whole_in(&self, folder: &Path) {
        let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        assert_eq!(manifest["reference"], self.receipt.reference);
        let documents = manifest["documents"].as_array().unwrap();
        assert_eq!(documents.len(), self.files.len());
        let mut names = vec!["manifest.json", "arkivmelding.xml"];
        for (entry, (name, bytes)) in documents.iter().zip(&self.files) {
            assert_eq!(entry["name"], *name);
            assert_eq!(entry["sha256"], sha256_hex(bytes));
            let file = entry["file"].as_str().unwrap();
            assert_eq!(&std::fs::read(folder.join(file)).unwrap(), bytes);
            names.push(file);
        }
        let arkivmelding = std::fs::read_to_string(folder.join("arkivmelding.xml")).unwrap();
        assert!(
            arkivmelding.contains(&self.receipt.reference)
                && arkivmelding.trim_end().ends_with("</arkivmelding>")
        );
        assert_eq!(files_below(folder).len(), names.len(), "nothing else");
    }
}
