//! What the contact register (KRR) knows of a person, to spare her some typing. That it is down is the
//! operator's business alone: she types.

use std::time::Duration;

use anyhow::Context;

use crate::app::App;
use crate::identity::registers::contact::Contact;
use crate::mail;
use crate::numbers::NationalId;

/// How long a person may be kept waiting for something she can type herself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Her own entry in the register, when the installation asks for it.
pub(super) async fn registered(app: &App, person: &NationalId) -> Option<Contact> {
    let contacts = app.contacts.as_ref()?;
    let answer = tokio::time::timeout(PATIENCE, contacts.look_up(person))
        .await
        .context("it did not answer in time")
        .and_then(|answer| answer.map_err(anyhow::Error::from));
    match answer {
        // Judged as if she had typed it.
        Ok(contact) => contact.map(|contact| Contact {
            email: contact.email.filter(|email| mail::is_address(email)),
            ..contact
        }),
        Err(error) => {
            tracing::error!(
                error = format!("{error:#}"),
                "the contact register was not read"
            );
            None
        }
    }
}
