//! The receipt by e-mail: that it arrived, what it is called, where to look. Nothing of what was sent.

use anyhow::Context;
use askama::Template;

use super::{Desk, records};
use crate::i18n::{Locale, Speaks};
use crate::mail::Mail;
use crate::outbox::Letter;

#[derive(Template)]
#[template(path = "mail/receipt.txt")]
struct ReceiptMail {
    page: Letterhead,
    reference: String,
    journal_number: String,
    sent: String,
    documents: usize,
    submissions_url: String,
}

/// Who writes, and in which language.
struct Letterhead {
    locale: Locale,
    municipality: String,
}

impl Speaks for Letterhead {
    fn words(&self) -> &'static i18n_embed::fluent::FluentLanguageLoader {
        self.locale.words()
    }
}

/// Composes the receipt of a sent submission. `public_url` is where people reach the portal.
pub async fn compose(desk: &Desk, letter: &Letter, public_url: &str) -> anyhow::Result<Mail> {
    let id = letter.subject.parse().context("outbox.subject")?;
    let submission = records::by_id(desk, id).await?;
    let locale = submission.content.language();
    let reference = submission.reference.to_string();
    let mail = ReceiptMail {
        page: Letterhead {
            locale,
            municipality: desk.municipality.name.clone(),
        },
        reference: reference.clone(),
        journal_number: submission
            .journal_number
            .context("a sent submission has a journal number")?
            .to_string(),
        sent: submission
            .received_at
            .context("a sent submission has a time")?
            .norwegian_minute(),
        documents: submission
            .documents
            .iter()
            .filter(|document| document.is_the_senders())
            .count(),
        submissions_url: format!("{public_url}/submissions"),
    };
    Ok(Mail {
        id: letter.id.clone(),
        to: submission.content.message.email,
        subject: t!(locale, "mail-receipt-subject", reference = reference),
        text: mail.render().context("writing a receipt")?,
    })
}
