//! That a submission arrived, and what it is called.

use anyhow::Context;

use super::Wording;
use crate::outbox::{Failure, Letter};
use crate::submission::{Desk, records};

pub(super) async fn word(desk: &Desk, letter: &Letter) -> anyhow::Result<Result<Wording, Failure>> {
    let id = letter.subject.parse().context("outbox.subject")?;
    let submission = records::by_id(desk, id).await?;
    let locale = submission.content.language();
    let municipality = desk.municipality.name.as_str();
    // The comment is a document to the archive; to the sender it is what she wrote.
    let documents = submission.documents.iter();
    let documents = documents.filter(|document| document.is_the_senders());
    let reference = submission.reference.to_string();
    let received_at = submission.received_at;
    Ok(Ok(Wording {
        locale,
        subject: t!(
            locale,
            "mail-receipt-subject",
            reference = reference.as_str()
        ),
        said: vec![t!(
            locale,
            "mail-receipt-received",
            municipality = municipality,
            count = documents.count()
        )],
        facts: vec![
            (t!(locale, "fact-reference"), reference),
            (
                t!(locale, "fact-journal-number"),
                submission
                    .journal_number
                    .context("a sent submission has a journal number")?
                    .to_string(),
            ),
            (
                t!(locale, "fact-sent"),
                locale.minute(received_at.context("a sent submission has a time")?),
            ),
        ],
        see: t!(locale, "mail-receipt-see"),
        closing: vec![
            t!(locale, "mail-receipt-contents"),
            t!(locale, "mail-not-you"),
        ],
        to: submission.content.message.email,
    }))
}
