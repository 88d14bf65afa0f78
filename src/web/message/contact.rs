//! What the contact register (KRR) knows of a person, to spare her some typing. That it is down is the
//! operator's business alone: she types.

use std::time::Duration;

use crate::app::App;
use crate::identity::registers::contact::Contact;
use crate::mail;
use crate::numbers::NationalId;

/// How long a person may be kept waiting for something she can type herself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Her own entry in the register, when the installation asks for it.
pub(super) async fn registered(app: &App, person: &NationalId) -> Option<Contact> {
    let contacts = app.contacts.as_ref()?;
    let answer = tokio::time::timeout(PATIENCE, contacts.look_up(person)).await;
    let contact = match answer {
        Ok(Ok(contact)) => contact?,
        Ok(Err(error)) => {
            let error = anyhow::Error::new(error);
            tracing::error!(
                error = format!("{error:#}"),
                "the contact register was not read"
            );
            return None;
        }
        Err(_) => {
            tracing::error!("the contact register did not answer in time");
            return None;
        }
    };
    // Judged as if she had typed it.
    let email = contact.email.filter(|email| mail::is_address(email));
    Some(Contact { email, ..contact })
}
