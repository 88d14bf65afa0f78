//! The sender's comment as a document of its own: what an archive preserves is documents, and a comment that
//! stands in a manifest alone is lost with it.

use anyhow::Context;

use super::documents::{NewDocument, SealedBlob};
use super::records::Submission;
use super::{BlobKey, Desk, Document, DocumentFacts, FileName, Kind, Note, Sender, listed, seal};
use crate::clock::Instant;
use crate::paper::{Block, Paper};

/// Makes, seals and stores the document of a frozen submission's comment, if there is one: its last one. The
/// row is written when the submission is recorded.
pub(super) async fn of(
    desk: &Desk,
    submission: &Submission,
) -> anyhow::Result<Option<NewDocument>> {
    if submission.content.message.comment.trim().is_empty() {
        return Ok(None);
    }
    let Some(pdf) = written(desk, submission).await? else {
        return Ok(None);
    };
    let sealed = seal::seal_bytes(&desk.recipients, &pdf)?;
    let key = BlobKey::new(submission.id);
    desk.blobs.put(&key, sealed.rest).await?;
    let documents = &submission.documents;
    let last = documents.last().map_or(0, |document| document.number);
    Ok(Some(NewDocument {
        number: last + 1,
        blob: SealedBlob {
            key,
            sha256: sealed.ciphertext_sha256,
        },
        facts: DocumentFacts {
            name: name(submission),
            kind: Kind::Pdf,
            size_bytes: sealed.size_bytes,
            sha256: sealed.sha256,
            notes: [Note::Comment].into_iter().collect(),
        },
    }))
}

/// The comment as a PDF. What can't be set, whatever it may be, must not keep a submission from being sent: the
/// comment stands in the manifest and in arkivmelding as well.
async fn written(desk: &Desk, submission: &Submission) -> anyhow::Result<Option<Vec<u8>>> {
    let paper = paper(submission, &desk.municipality.name)?;
    // It takes a processor for a while, as looking into a file does.
    let turn = desk.inspections.acquire().await;
    let turn = turn.context("waiting to write a comment")?;
    let pdf = tokio::task::spawn_blocking(move || paper.pdf()).await;
    drop(turn);
    match pdf.context("the task ended").flatten() {
        Ok(pdf) => Ok(Some(pdf)),
        Err(error) => {
            tell_unwritten(submission, &error);
            Ok(None)
        }
    }
}

fn tell_unwritten(submission: &Submission, error: &anyhow::Error) {
    tracing::error!(
        submission.id = %submission.id,
        error = format!("{error:#}"),
        "a comment can't be made a document; it is in the manifest alone"
    );
}

/// Told apart from the names of the sender's documents.
fn name(submission: &Submission) -> FileName {
    let locale = submission.content.language();
    let documents = submission.documents.iter();
    let taken: Vec<_> = documents.map(|document| &document.facts.name).collect();
    FileName::made_safe(&t!(locale, "comment-file-name")).made_unique(&taken)
}

/// The comment under what it belongs to. The sender's national id is not in it: it would stand in clear wherever
/// the document is shown.
fn paper(submission: &Submission, municipality: &str) -> anyhow::Result<Paper> {
    let locale = submission.content.language();
    let at = submission
        .received_at
        .context("a frozen submission has a time")?;
    Ok(Paper {
        locale,
        title: t!(locale, "comment-title"),
        from: municipality.to_owned(),
        at,
        blocks: vec![
            Block::Paragraph(t!(locale, "comment-made")),
            Block::Facts(facts(submission, municipality, at)?),
            Block::Heading(t!(locale, "fact-comment")),
            Block::Written(submission.content.message.comment.clone()),
            Block::Heading(t!(locale, "fact-documents")),
            documents(submission),
        ],
        attachment: None,
    })
}

fn facts(
    submission: &Submission,
    municipality: &str,
    at: Instant,
) -> anyhow::Result<Vec<(String, String)>> {
    let locale = submission.content.language();
    let message = &submission.content.message;
    let number = submission
        .journal_number
        .context("a frozen submission has a journal number")?;
    let case = submission.content.case_number();
    let facts = [
        (
            t!(locale, "fact-reference"),
            Some(submission.reference.to_string()),
        ),
        (t!(locale, "fact-journal-number"), Some(number.to_string())),
        (t!(locale, "fact-sent"), Some(locale.minute(at))),
        (t!(locale, "fact-recipient"), Some(municipality.to_owned())),
        (t!(locale, "fact-sender"), Some(sender(submission))),
        (t!(locale, "fact-title"), Some(message.title.clone())),
        (
            t!(locale, "fact-case-number"),
            case.map(|case| case.to_string()),
        ),
    ];
    let known = facts.into_iter();
    Ok(known
        .filter_map(|(label, value)| Some((label, value?)))
        .collect())
}

fn sender(submission: &Submission) -> String {
    let locale = submission.content.language();
    let Some(Sender::Organisation(organisation)) = &submission.content.sender else {
        return t!(locale, "comment-sender-person");
    };
    let number = organisation.number.grouped();
    let number = t!(locale, "fact-sender-organisation", number = number);
    let sender = match &organisation.name {
        Some(name) if !name.is_empty() => format!("{name}\n{number}"),
        _ => number,
    };
    if organisation.is_declared() {
        t!(locale, "proof-declared", organisation = sender)
    } else {
        sender
    }
}

fn documents(submission: &Submission) -> Block {
    let locale = submission.content.language();
    let row = |document: &Document| {
        let DocumentFacts {
            name,
            size_bytes,
            sha256,
            ..
        } = &document.facts;
        listed::row(
            locale,
            document.number,
            name.to_string(),
            (*size_bytes, sha256),
        )
    };
    listed::table(locale, submission.documents.iter().map(row).collect())
}
