//! How the municipality is reached.

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::Words;
use super::address;
use crate::i18n::Locale;

/// `[municipality.contact]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The switchboard, as people write it.
    pub phone: Option<String>,
    /// The ordinary mailbox: nothing sensitive goes there.
    pub email: Option<String>,
    /// Where to go and where to write to, a line each.
    pub address: Vec<String>,
    /// When somebody answers.
    pub hours: Words,
}

/// `[municipality.data_protection_officer]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Officer {
    /// A telephone number, as people write it.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

impl Contact {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.phone.is_none()
            && self.email.is_none()
            && self.address.is_empty()
            && self.hours.is_empty()
    }

    /// The telephone number as `tel:` takes it.
    pub fn dialled(&self) -> Option<String> {
        dialled(self.phone.as_deref())
    }

    pub(super) fn check(&self, language: Locale) -> anyhow::Result<()> {
        check(self.phone.as_deref(), self.email.as_deref())?;
        ensure!(
            self.address.iter().all(|line| !line.trim().is_empty()),
            "address has an empty line"
        );
        self.hours.check(language).context("hours")
    }
}

impl Officer {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.phone.is_none() && self.email.is_none()
    }

    /// The telephone number as `tel:` takes it.
    pub fn dialled(&self) -> Option<String> {
        dialled(self.phone.as_deref())
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        check(self.phone.as_deref(), self.email.as_deref())
    }
}

fn dialled(phone: Option<&str>) -> Option<String> {
    address::phone(phone?).ok()
}

fn check(phone: Option<&str>, email: Option<&str>) -> anyhow::Result<()> {
    phone
        .map_or(Ok(()), |phone| address::phone(phone).map(drop))
        .context("phone")?;
    email.map_or(Ok(()), address::email).context("email")
}
