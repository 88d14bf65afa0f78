//! What is not sent yet: made, filled in page by page, deleted. Survives restarts, log-outs and the end
//! of a session, and is found by the same person only.
//!
//! A draft that is frozen can't be changed: whatever changes one goes through [`touch`], which says so.
//! [`super::journal`] takes over when Send is pressed.

use anyhow::Context;

use super::reply::{self, Reply};
use super::typed::{SetAside, Typed};
use super::{Content, Desk, Message, Person, Reference, SubmissionId, discard, records};
use crate::clock::Instant;
use crate::db::Tx;
use crate::i18n::Locale;

/// The submission can't be changed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the submission is sent already, or not this person's")]
pub struct NotADraft;

/// Begins a draft. Until something is done with it, it is in no list, and it is swept after a day:
/// pressing Back and the button again leaves no trail of empty drafts. (To go on with an untouched one
/// instead would bring two tabs into the same draft, and their documents into the same submission.)
pub async fn create(desk: &Desk, person: &Person, locale: Locale) -> anyhow::Result<SubmissionId> {
    let content = Content {
        national_id: person.national_id.clone(),
        sender: None,
        message: Message::default(),
        locale,
        in_reply_to: None,
        typed: Typed::default(),
    };
    keep(desk, person, &content).await
}

/// Begins a draft that answers a letter, from whom the letter was to. Always a new one, for the same reason.
pub async fn reply(
    desk: &Desk,
    person: &Person,
    locale: Locale,
    reply: Reply,
) -> anyhow::Result<SubmissionId> {
    let content = Content {
        national_id: person.national_id.clone(),
        sender: Some(reply.sender),
        message: Message {
            title: reply.title,
            ..Message::default()
        },
        locale,
        in_reply_to: Some(reply.letter),
        typed: Typed::default(),
    };
    keep(desk, person, &content).await
}

async fn keep(desk: &Desk, person: &Person, content: &Content) -> anyhow::Result<SubmissionId> {
    let id = SubmissionId::new();
    let sealed = records::seal_content(desk, id, content)?;
    let now = desk.clock.now();
    loop {
        let created = sqlx::query(
            "INSERT INTO submissions (id, owner, content, reference, created_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id.to_string())
        .bind(&person.owner)
        .bind(&sealed)
        .bind(Reference::random().to_string())
        .bind(now.millis())
        .execute(desk.db.pool())
        .await;
        match created {
            // Someone has this reference already: draw another.
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {}
            other => return other.map(|_| id).context("beginning a draft"),
        }
    }
}

/// Changes what the sender chose or wrote, under the row's lock, so that two tabs don't undo each other. What
/// a letter has settled stays as it is, whatever is to be changed.
pub async fn update(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    change: impl FnOnce(&mut Content),
) -> anyhow::Result<Result<(), NotADraft>> {
    let change = |content: &mut Content| {
        let before = content.clone();
        change(content);
        reply::keep_settled(&before, content);
        if content.sender != before.sender {
            // Chosen anew, here or at Ansattporten: what was begun in the form is done with.
            content.typed.sender = None;
        }
    };
    rewrite(desk, person, id, change).await
}

/// Makes an ordinary submission of the answer to a letter. What was entered stays.
pub async fn let_go_of_letter(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<(), NotADraft>> {
    rewrite(desk, person, id, reply::let_go).await
}

async fn rewrite(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    change: impl FnOnce(&mut Content),
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    let mut content = records::find_in(desk, &mut tx, id).await?.content;
    change(&mut content);
    sqlx::query("UPDATE submissions SET content = $1 WHERE id = $2")
        .bind(records::seal_content(desk, id, &content)?)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await
        .context("saving a draft")?;
    tx.commit().await.context("saving a draft")?;
    Ok(Ok(()))
}

/// Keeps a form that was sent when nobody was logged in any more. The draft itself stays as it is, and how long it
/// is kept too: only its owner changes it. Whether there is such a draft.
pub async fn set_aside(desk: &Desk, id: SubmissionId, aside: &SetAside) -> anyhow::Result<bool> {
    let kept =
        sqlx::query("UPDATE submissions SET set_aside = $1 WHERE id = $2 AND frozen_at IS NULL")
            .bind(records::seal_aside(desk, id, aside)?)
            .bind(id.to_string())
            .execute(desk.db.pool())
            .await
            .context("setting a form aside")?;
    Ok(kept.rows_affected() == 1)
}

/// Takes in what was set aside, if the draft has not been written in since; then it is what its form shows.
/// Whether it was taken in.
pub async fn take_in(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    SetAside { form, version }: SetAside,
) -> anyhow::Result<Result<bool, NotADraft>> {
    let mut fits = false;
    let updated = update(desk, person, id, |content| {
        let shown = form.shown(content);
        fits = shown == form || shown.version(&desk.keys, id) == version;
        if fits {
            form.keep_in(content);
        }
    });
    if updated.await?.is_err() {
        return Ok(Err(NotADraft));
    }
    if fits {
        forget_aside(desk, person, id).await?;
    }
    Ok(Ok(fits))
}

/// Forgets what was set aside: the person has seen it, and saved what she wanted.
pub async fn forget_aside(desk: &Desk, person: &Person, id: SubmissionId) -> anyhow::Result<()> {
    sqlx::query("UPDATE submissions SET set_aside = NULL WHERE id = $1 AND owner = $2")
        .bind(id.to_string())
        .bind(&person.owner)
        .execute(desk.db.pool())
        .await
        .context("forgetting what was set aside")?;
    Ok(())
}

/// Deletes a draft and what was uploaded to it.
pub async fn delete(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    if touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    erase(&mut tx, id, desk.clock.now()).await?;
    tx.commit().await.context("deleting a draft")?;
    discard::at_once(desk, id).await;
    Ok(Ok(()))
}

/// Deletes a draft's rows within the transaction that holds its lock; its files are discarded.
pub(super) async fn erase(tx: &mut Tx, id: SubmissionId, now: Instant) -> anyhow::Result<()> {
    discard::all_of(tx, id, now).await?;
    for statement in [
        "DELETE FROM documents WHERE submission_id = $1",
        "DELETE FROM submissions WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(id.to_string())
            .execute(&mut **tx)
            .await
            .context("deleting a draft")?;
    }
    Ok(())
}

/// Locks a draft's row for the rest of the transaction, if it still is this person's draft. It is kept anew from
/// now on.
pub(super) async fn touch(
    desk: &Desk,
    tx: &mut Tx,
    person: &Person,
    id: SubmissionId,
) -> anyhow::Result<Result<(), NotADraft>> {
    let touched = sqlx::query(
        "UPDATE submissions SET updated_at = $1, expires_at = NULL
         WHERE id = $2 AND owner = $3 AND frozen_at IS NULL",
    )
    .bind(desk.clock.now().millis())
    .bind(id.to_string())
    .bind(&person.owner)
    .execute(&mut **tx)
    .await
    .context("locking a draft")?;
    Ok(if touched.rows_affected() == 1 {
        Ok(())
    } else {
        Err(NotADraft)
    })
}
