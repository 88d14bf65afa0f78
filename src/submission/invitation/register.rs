//! The archive registers that a letter may be answered, and takes that back. Both may be asked twice without harm.

use anyhow::Context;

use super::link::LinkToken;
use super::store::{self, Kept, Term};
use super::{InvitationId, LetterKey, Recipient, Registered};
use crate::clock::Instant;
use crate::db::Tx;
use crate::identity::audit::{self, Action, Detail, Event};
use crate::submission::{CaseNumber, Desk};

/// An invitation that is to be made, checked by [`given::Wanted::order`](super::given::Wanted::order).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whom the letter is written to.
    pub recipient: Recipient,
    /// What it is about.
    pub title: String,
    /// The case it is written in.
    pub case_number: Option<CaseNumber>,
    /// Its entry in the archive's journal.
    pub journal_number: Option<String>,
    /// What the archive calls it. The same letter has one invitation; without a name, each order makes another.
    pub letter: Option<LetterKey>,
    /// From when on it can't be used.
    pub expires_at: Instant,
}

/// The system that letters without a name of the archive's are called by.
const OWN_SYSTEM: &str = "sendsikkert";

/// What came of an order.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is registered now.
    Registered(Box<Registered>),
    /// The same was registered earlier, and has its link.
    Known(Box<Registered>),
    /// The letter has an invitation that says something else.
    InvitedOtherwise(InvitationId),
}

/// What came of taking an invitation back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It can't be used from now on.
    Now,
    /// It was taken back earlier.
    Before,
    /// There is no such invitation.
    NotFound,
}

impl Order {
    fn is_for(&self, registered: &Registered) -> bool {
        let invitation = &registered.invitation;
        (&self.recipient, &self.title) == (&invitation.recipient, &invitation.title)
            && self.case_number == invitation.case_number
            && self.journal_number == invitation.journal_number
            && self.expires_at == invitation.expires_at
    }

    /// What stands for the letter in the database; nothing, when it has no name.
    fn letter_hash(&self, desk: &Desk) -> anyhow::Result<Option<String>> {
        let letter = self.letter.as_ref();
        let hash = letter.map(|LetterKey { system, key }| {
            let name = serde_json::to_string(&[system, key])?;
            anyhow::Ok(desk.keys.lookup("letter", &name))
        });
        hash.transpose()
    }
}

/// Registers an invitation, unless the letter has one. `by` is who asks, for the audit trail.
pub async fn register(desk: &Desk, order: &Order, by: &Detail) -> anyhow::Result<Outcome> {
    let letter_hash = order.letter_hash(desk)?;
    let mut tx = desk.db.begin().await?;
    let outcome = loop {
        if let Some(made) = insert(desk, &mut tx, order, letter_hash.as_deref()).await? {
            break Outcome::Registered(Box::new(made));
        }
        // It may be revoked in between, and the letter be free again.
        let before = store::of_letter(desk, &mut tx, letter_hash.as_deref()).await?;
        if let Some(found) = before {
            break if order.is_for(&found) {
                Outcome::Known(Box::new(found))
            } else {
                Outcome::InvitedOtherwise(found.invitation.id)
            };
        }
    };
    let (result, id) = match &outcome {
        Outcome::Registered(made) => ("registered", made.invitation.id),
        Outcome::Known(found) => ("known", found.invitation.id),
        Outcome::InvitedOtherwise(id) => ("invited-otherwise", *id),
    };
    note(desk, &mut tx, result, id, by).await?;
    tx.commit().await.context("registering an invitation")?;
    Ok(outcome)
}

/// Adds the row, unless the letter has one.
async fn insert(
    desk: &Desk,
    tx: &mut Tx,
    order: &Order,
    letter_hash: Option<&str>,
) -> anyhow::Result<Option<Registered>> {
    let id = InvitationId::random();
    let token = LinkToken::random();
    let now = desk.clock.now();
    let kept = Kept {
        recipient: order.recipient.clone(),
        title: order.title.clone(),
        case_number: order.case_number,
        journal_number: order.journal_number.clone(),
        letter: order.letter.clone().unwrap_or_else(|| LetterKey {
            system: OWN_SYSTEM.to_owned(),
            key: id.to_string(),
        }),
        token,
    };
    let inserted = sqlx::query(
        "INSERT INTO invitations (id, token_hash, letter_hash, content, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (letter_hash) DO NOTHING",
    )
    .bind(id.to_string())
    .bind(kept.token.hash(&desk.keys))
    .bind(letter_hash)
    .bind(kept.seal(&desk.keys, id)?)
    .bind(now.millis())
    .bind(order.expires_at.millis())
    .execute(&mut **tx)
    .await
    .context("registering an invitation")?;
    let term = Term {
        begins: now,
        ends: order.expires_at,
        revoked: None,
    };
    Ok((inserted.rows_affected() == 1).then(|| kept.registered(id, term)))
}

/// Takes an invitation back: its link leads nowhere from now on, and its letter may get another one.
pub async fn revoke(desk: &Desk, id: InvitationId, by: &Detail) -> anyhow::Result<Revoked> {
    let mut tx = desk.db.begin().await?;
    let revoked = sqlx::query(
        "UPDATE invitations SET revoked_at = $1, letter_hash = NULL WHERE id = $2 AND revoked_at IS NULL",
    )
    .bind(desk.clock.now().millis())
    .bind(id.to_string())
    .execute(&mut *tx)
    .await
    .context("revoking an invitation")?;
    let (result, outcome) = if revoked.rows_affected() == 1 {
        ("revoked", Revoked::Now)
    } else if store::is_known(&mut tx, id).await? {
        ("revoked-before", Revoked::Before)
    } else {
        return Ok(Revoked::NotFound);
    };
    note(desk, &mut tx, result, id, by).await?;
    tx.commit().await.context("revoking an invitation")?;
    Ok(outcome)
}

/// Puts it into the audit trail: who did it and which invitation it was, and never whom the letter is for.
async fn note(
    desk: &Desk,
    tx: &mut Tx,
    result: &'static str,
    id: InvitationId,
    by: &Detail,
) -> anyhow::Result<()> {
    let detail = Detail {
        object: Some(id.to_string()),
        ..by.clone()
    };
    let event = Event {
        action: Action::Invite,
        result,
        person: None,
        detail: &detail,
    };
    audit::append(tx, &desk.keys, desk.clock.now(), event).await
}
