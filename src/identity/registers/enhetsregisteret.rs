//! Enhetsregisteret (Brønnøysundregistrene): every organisation in Norway. Its API is open to everybody.
//!
//! An answer of 200 is no proof of life: of a deleted organisation it tells with 200 too.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::Method;
use reqwest::header::ACCEPT;
use serde::Deserialize;

use super::{SOLE_TRADER, Unavailable, address};
use crate::identity::back_channel::{BackChannel, MAX_ANSWER_BYTES};
use crate::numbers::OrganisationNumber;

/// Where and how to ask.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The API's address.
    pub url: String,
    /// How long one answer may take, in milliseconds.
    pub timeout_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: "https://data.brreg.no/enhetsregisteret/api".to_owned(),
            timeout_ms: 5_000,
        }
    }
}

/// What is known of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is an organisation's.
    Active(Unit),
    /// It was an organisation's.
    Deleted,
    /// Nobody has ever had it, as far as is told.
    Unknown,
}

/// An organisation, or a part of one with a number of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its number, the one that was asked for.
    pub number: OrganisationNumber,
    /// Its registered name.
    pub name: String,
    /// Which of the two it is.
    pub kind: UnitKind,
    /// Whether it is a sole trader's; a part of one has a form of its own.
    pub is_sole_trader: bool,
    /// Bankrupt, or being wound up, of its own will or by force: it is still there, but others may act
    /// for it than before.
    pub bankrupt_or_winding_up: bool,
}

/// The register's two kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// An organisation (`enhet`).
    Main,
    /// A place of business of one (`underenhet`).
    Sub,
}

/// A client of the register. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Enhetsregisteret {
    url: Arc<str>,
    http: BackChannel,
}

impl Enhetsregisteret {
    /// Makes ready; the register is not asked yet.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        Ok(Self {
            url: address(&settings.url)?.into(),
            http: BackChannel::new(Duration::from_millis(settings.timeout_ms), MAX_ANSWER_BYTES)?,
        })
    }

    /// What the register knows of a number. It does not say which of its two lists to look in, so both
    /// are tried.
    pub async fn look_up(&self, number: &OrganisationNumber) -> Result<Standing, Unavailable> {
        self.ask(number)
            .await
            .map_err(Unavailable::at("Enhetsregisteret"))
    }

    async fn ask(&self, number: &OrganisationNumber) -> anyhow::Result<Standing> {
        for (list, kind) in [("enheter", UnitKind::Main), ("underenheter", UnitKind::Sub)] {
            let url = format!("{}/{list}/{}", self.url, number.as_str());
            let request = self
                .http
                .request(Method::GET, &url)
                .header(ACCEPT, "application/json");
            let answer = self.http.send(request).await?;
            match answer.status {
                200 => return answer.json::<Entry>()?.standing(number, kind),
                // Removed from what is open to everybody.
                410 => return Ok(Standing::Deleted),
                404 => {}
                status => bail!("it answers {status}"),
            }
        }
        Ok(Standing::Unknown)
    }
}

/// What the register says of a unit, as far as we ask.
#[derive(Deserialize)]
struct Entry {
    organisasjonsnummer: OrganisationNumber,
    navn: Option<String>,
    #[serde(rename = "respons_klasse")]
    class: Option<String>,
    organisasjonsform: Option<Form>,
    slettedato: Option<String>,
    konkurs: Option<bool>,
    #[serde(rename = "underAvvikling")]
    winding_up: Option<bool>,
    #[serde(rename = "underTvangsavviklingEllerTvangsopplosning")]
    forced_winding_up: Option<bool>,
}

#[derive(Deserialize)]
struct Form {
    kode: String,
}

impl Entry {
    /// `listed_as` is the list it was found in; the class, where there is one, knows better.
    fn standing(self, asked: &OrganisationNumber, listed_as: UnitKind) -> anyhow::Result<Standing> {
        ensure!(
            self.organisasjonsnummer == *asked,
            "it answers for another number than the one that was asked for"
        );
        let kind = match self.class.as_deref() {
            Some("Enhet") => UnitKind::Main,
            Some("Underenhet") => UnitKind::Sub,
            None => listed_as,
            Some(class) if class.starts_with("Slettet") => return Ok(Standing::Deleted),
            Some(_) => bail!("it answers with a respons_klasse that is not known"),
        };
        if self.slettedato.is_some() {
            return Ok(Standing::Deleted);
        }
        Ok(Standing::Active(Unit {
            number: self.organisasjonsnummer,
            name: self.navn.context("it answers without a name")?,
            kind,
            is_sole_trader: self
                .organisasjonsform
                .is_some_and(|form| form.kode == SOLE_TRADER),
            bankrupt_or_winding_up: [self.konkurs, self.winding_up, self.forced_winding_up]
                .contains(&Some(true)),
        }))
    }
}
