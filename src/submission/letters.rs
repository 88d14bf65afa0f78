//! What a sender is written by e-mail: that her submission was received ([`receipt`]), what became of it
//! ([`outcome`]), that a draft is about to be deleted ([`draft_expiry`]). A letter says what something is
//! called and where to log in, and nothing of what was sent.
//!
//! Each is composed as things stand when it is its turn, in the sender's language, and goes out as text and
//! as HTML: two forms of the same [`Wording`], so that neither can say more than the other.

pub mod draft_expiry;
mod outcome;
mod receipt;
pub mod undelivered;

use anyhow::Context;
use askama::Template;

use super::{Desk, SubmissionId};
use crate::i18n::Locale;
use crate::mail::Mail;
use crate::outbox::{self, Failure, Kind, Letter};

/// Why a letter without an address is not sent: the outbox keeps the reason.
const NO_ADDRESS: &str = "no address is known";

/// What a letter says.
struct Wording {
    locale: Locale,
    /// The address; empty, when none is known.
    to: String,
    subject: String,
    /// What has happened, a paragraph each.
    said: Vec<String>,
    /// What names it: a word and what it stands for.
    facts: Vec<(String, String)>,
    /// Why to log in.
    see: String,
    /// What else she should know, a paragraph each.
    closing: Vec<String>,
}

/// Plain text.
#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Text<'a> {
    wording: &'a Wording,
    municipality: &'a str,
    submissions_url: &'a str,
}

/// One column that follows the reader's own size of letters and dark mode; nothing in it is fetched.
#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlPage<'a> {
    wording: &'a Wording,
    municipality: &'a str,
    submissions_url: &'a str,
}

/// Whether a letter about a submission could not be delivered to its sender.
pub async fn is_undelivered(desk: &Desk, id: SubmissionId) -> anyhow::Result<bool> {
    outbox::is_undelivered(&desk.db, &id.to_string()).await
}

/// Composes a letter to a sender, or says why it is not to be sent any more. `public_url` is where people
/// reach the portal.
pub async fn compose(
    desk: &Desk,
    letter: &Letter,
    public_url: &str,
) -> anyhow::Result<Result<Mail, Failure>> {
    let worded = match letter.kind {
        Kind::Receipt => receipt::word(desk, letter).await?,
        Kind::Outcome => outcome::word(desk, letter).await?,
        Kind::DraftExpiry => draft_expiry::word(desk, letter).await?,
        Kind::Alarm => Err(Failure::Fail("an alarm is not to a sender".to_owned())),
    };
    match worded {
        Ok(wording) if wording.to.is_empty() => Ok(Err(Failure::Withdraw(NO_ADDRESS.to_owned()))),
        Ok(wording) => Ok(Ok(written(desk, letter, wording, public_url)?)),
        Err(failure) => Ok(Err(failure)),
    }
}

fn written(
    desk: &Desk,
    letter: &Letter,
    wording: Wording,
    public_url: &str,
) -> anyhow::Result<Mail> {
    let (municipality, submissions_url) = (
        desk.municipality.name.as_str(),
        format!("{public_url}/submissions"),
    );
    let text = Text {
        wording: &wording,
        municipality,
        submissions_url: &submissions_url,
    };
    let html = HtmlPage {
        wording: &wording,
        municipality,
        submissions_url: &submissions_url,
    };
    let (text, html) = (
        text.render().context("writing a letter")?,
        html.render().context("writing a letter")?,
    );
    Ok(Mail {
        id: letter.id.clone(),
        to: wording.to,
        subject: wording.subject,
        text,
        html: Some(html),
    })
}
