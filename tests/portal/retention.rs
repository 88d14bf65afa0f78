//! What is taken back, and what is not kept for longer than it is needed.

mod interrupted;
mod months;
mod trail;
mod troubles;
mod withdrawal;

use std::collections::BTreeSet;

use sendsikkert::numbers::NationalId;
use sendsikkert::submission::Person;

use crate::support::TestApp;
use crate::support::browser::Page;
use crate::support::people::Sender;

/// The simulator's first person.
const KARI: &str = "01858910001";

/// A person as the portal knows her.
fn person(app: &TestApp, national_id: &str) -> Person {
    Person {
        national_id: NationalId::parse(national_id).unwrap(),
        owner: app.app.desk.keys.lookup("person", national_id),
    }
}

/// Takes a submission back by its page.
pub(crate) async fn withdraw(sender: &Sender, id: &str) -> Page {
    let address = format!("/submissions/{id}/withdraw");
    let page = sender.browser.open(&address).await;
    sender.browser.submit(&page, &address, &[]).await
}

/// The names of all sealed files, as rows name them.
fn stored(app: &TestApp) -> BTreeSet<String> {
    let folder = app.folder.path().join("blobs");
    let files = app.blobs().into_iter();
    files
        .map(|path| path.strip_prefix(&folder).unwrap().display().to_string())
        .collect()
}

/// Those of one submission.
fn stored_of(app: &TestApp, id: &str) -> BTreeSet<String> {
    let mut all = stored(app);
    all.retain(|name| name.starts_with(id));
    all
}
