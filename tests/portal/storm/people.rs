//! People who try again when nobody answers.

use reqwest::{Result, StatusCode};
use tokio::sync::watch;

use super::installation::Installation;
use super::{Told, step};
use crate::support::browser::Page;
use crate::support::files;
use crate::support::people::{MESSAGE, Receipt, Sender, receipt};

/// A submission whose receipt its sender has seen.
pub(super) struct Sent {
    pub(super) receipt: Receipt,
    /// Names and bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Somebody whose browser finds nobody there, again and again.
pub(super) struct Persistent {
    person: usize,
    sender: Sender,
    up: watch::Receiver<bool>,
    told: Told,
}

impl Persistent {
    pub(super) fn new(person: usize, installation: &Installation, told: &Told) -> Self {
        Self {
            person,
            sender: Sender::new(&installation.url),
            up: installation.up.subscribe(),
            told: Told::clone(told),
        }
    }

    /// Sends a few, one after another.
    pub(super) async fn send(mut self, numbers: impl Iterator<Item = usize>) -> Vec<Sent> {
        self.log_in().await;
        let mut sent = Vec::new();
        for number in numbers {
            sent.push(self.send_one(number).await);
        }
        sent
    }

    /// Until there is an answer. Every answer must be a page that helps.
    async fn until_answered(&mut self, step: impl AsyncFn(&Sender) -> Result<Page>) -> Page {
        loop {
            self.up.wait_for(|up| *up).await.unwrap();
            if let Ok(page) = step(&self.sender).await {
                let told = page.texts("h1");
                assert_eq!(page.status, StatusCode::OK, "{}: {told:?}", page.address);
                return page;
            }
        }
    }

    /// A log-in that was cut off is begun again.
    async fn log_in(&mut self) {
        let mut address = String::new();
        while address != "/submissions" {
            self.up.wait_for(|up| *up).await.unwrap();
            let logged_in = self.sender.try_arrive("/login", self.person).await;
            address = logged_in.map(|page| page.address).unwrap_or_default();
        }
    }

    async fn open(&mut self, path: &str) -> Page {
        self.until_answered(async |sender| sender.browser.try_open(path).await)
            .await
    }

    /// Opens a page, fills in its form and goes where it leads.
    async fn fill(&mut self, path: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        self.until_answered(async |sender| {
            let page = sender.browser.try_open(path).await?;
            sender.browser.try_submit(&page, action, fields).await
        })
        .await
    }

    async fn send_one(&mut self, number: usize) -> Sent {
        let files = files_of(number);
        let first = self.fill("/submissions", "/submissions", &[]).await;
        let draft = first.address.strip_suffix("/sender").unwrap().to_owned();
        step(&self.told);
        let step_of = |name| format!("{draft}/{name}");
        let page = step_of("sender");
        self.fill(&page, &page, &[("sender", "person")]).await;
        let page = step_of("message");
        self.fill(&page, &page, &MESSAGE).await;
        self.attach(&step_of("files"), &files).await;
        step(&self.told);
        let receipt = self.press_send(&draft).await;
        self.told.send_modify(|progress| {
            progress.steps += 1;
            progress.receipts += 1;
        });
        Sent { receipt, files }
    }

    /// Until all files stand in the list. Those that do are not sent again.
    async fn attach(&mut self, path: &str, files: &[(String, Vec<u8>)]) {
        loop {
            let page = self.open(path).await;
            let kept = page.texts(".rows .document-name");
            let mut missing = files.to_vec();
            missing.retain(|(name, _)| !kept.contains(name));
            if missing.is_empty() {
                assert_eq!(kept.len(), files.len(), "{kept:?}");
                return;
            }
            self.up.wait_for(|up| *up).await.unwrap();
            let browser = &self.sender.browser;
            if let Ok(page) = browser.try_upload(&page, path, missing).await {
                let refusals = page.texts(".refusals li");
                assert_eq!(page.status, StatusCode::OK, "{refusals:?}");
            }
        }
    }

    /// Until the receipt is there. Who does not know whether Send was pressed looks for the receipt, and
    /// is led back to Send if there is none.
    async fn press_send(&mut self, draft: &str) -> Receipt {
        let (review, send) = (format!("{draft}/review"), format!("{draft}/send"));
        loop {
            let mut page = self.open(&format!("{draft}/receipt")).await;
            if page.address == review {
                self.up.wait_for(|up| *up).await.unwrap();
                match self.sender.browser.try_submit(&page, &send, &[]).await {
                    Ok(answer) => page = answer,
                    Err(_) => continue,
                }
            }
            if page.value_of("Journalnummer").is_some() {
                return receipt(&page);
            }
        }
    }
}

/// What is sent: no two submissions hold the same.
fn files_of(number: usize) -> Vec<(String, Vec<u8>)> {
    let letter = files::pdf(&format!("Innsending {number}"));
    let picture = files::jpeg_of(20_000 + number * 1_000);
    vec![
        ("soknad.pdf".to_owned(), letter),
        ("vedlegg.jpg".to_owned(), picture),
    ]
}
