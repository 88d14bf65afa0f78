//! Who may act for an organisation, and how that was established: stored with the submission and shown
//! to the archivist, who judges what it is worth.
//!
//! Three ways, of which an installation chooses one:
//! *declared*, the number is typed, and Enhetsregisteret knows it; *altinn*, Altinn lists what a person
//! may act for; *ansattporten*, she chooses there and the provider vouches for it.

pub mod ansattporten;
mod evidence;
mod name;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::registers;
use super::registers::altinn::{Altinn, Party};
use super::registers::enhetsregisteret::{Enhetsregisteret, Standing};
use super::registers::maskinporten::Maskinporten;
use crate::clock::Clock;
use crate::numbers::{NationalId, OrganisationNumber};
use ansattporten::Ansattporten;
pub use evidence::{Evidence, Organisation, Representation};
use name::{norwegian_order, readable};

/// What was established so lately is not asked for again when Send is pressed.
const STILL_TRUE: Duration = Duration::from_mins(3);
/// What only the person herself can show again, by logging in once more, is good for longer.
const STILL_TRUE_AT_ANSATTPORTEN: Duration = Duration::from_mins(15);
/// More organisations than anybody wants to choose from a list.
const MOST_LISTED: usize = 100;

/// `[representation]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settings {
    /// People type a number that Enhetsregisteret knows. Nobody vouches for them.
    #[default]
    Declared,
    /// People choose among what Altinn lists; needs `[registers.maskinporten]`.
    Altinn,
    /// People choose at Ansattporten.
    Ansattporten(ansattporten::Settings),
}

/// Why somebody may not act for an organisation.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No register knows it.
    #[error("the organisation is unknown")]
    Unknown,
    /// It exists no more.
    #[error("the organisation is deleted")]
    Deleted,
    /// It exists, but she has no right to it.
    #[error("there is no right to act for the organisation")]
    NoRight,
    /// She must show it once more, at Ansattporten.
    #[error("the right must be shown again")]
    Stale,
    /// It can't be told now.
    #[error("it can't be told now")]
    Unavailable(#[source] anyhow::Error),
}

/// How a person tells for which organisation she acts.
#[derive(Debug)]
pub enum Choice {
    /// She types its number.
    Typed,
    /// She chooses from a list, in the order of its names.
    Listed(Vec<Party>),
    /// She chooses at Ansattporten.
    Elsewhere,
    /// She can't, for now.
    Unavailable,
}

/// Tells who may act for whom, in the way the installation has chosen. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Representatives {
    way: Way,
    clock: Clock,
}

#[derive(Clone, Debug)]
enum Way {
    Declared(Enhetsregisteret),
    Altinn(Altinn),
    Ansattporten(Box<Ansattporten>),
}

impl Representatives {
    /// Makes ready; nobody is asked yet.
    pub fn new(
        settings: &Settings,
        registers: &registers::Settings,
        public_url: &str,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        let way = match settings {
            Settings::Declared => {
                Way::Declared(Enhetsregisteret::new(&registers.enhetsregisteret)?)
            }
            Settings::Altinn => {
                let maskinporten = registers.maskinporten.as_ref();
                let maskinporten = maskinporten
                    .context("[representation] way = \"altinn\" needs [registers.maskinporten]")?;
                let maskinporten = Maskinporten::new(maskinporten, clock.clone())?;
                Way::Altinn(Altinn::new(&registers.altinn, maskinporten, clock.clone())?)
            }
            Settings::Ansattporten(settings) => Way::Ansattporten(Box::new(Ansattporten::new(
                settings,
                public_url,
                clock.clone(),
            )?)),
        };
        Ok(Self { way, clock })
    }

    /// How this person is to tell for which organisation she acts.
    pub async fn choice(&self, person: &NationalId) -> Choice {
        let altinn = match &self.way {
            Way::Declared(_) => return Choice::Typed,
            Way::Ansattporten(_) => return Choice::Elsewhere,
            Way::Altinn(altinn) => altinn,
        };
        match altinn.authorized_parties(person, None).await {
            // Who acts for thousands knows the number.
            Ok(parties) if parties.len() > MOST_LISTED => Choice::Typed,
            Ok(mut parties) => {
                for party in &mut parties {
                    party.name = readable(&party.name).unwrap_or_default();
                }
                parties.sort_by_cached_key(|party| norwegian_order(&party.name));
                Choice::Listed(parties)
            }
            Err(error) => {
                tracing::error!(
                    error = format!("{:#}", anyhow::Error::from(error)),
                    "the list of organisations can't be had"
                );
                Choice::Unavailable
            }
        }
    }

    /// Whether people choose from a list.
    pub const fn lists(&self) -> bool {
        matches!(self.way, Way::Altinn(_))
    }

    /// Ansattporten, when that is the way.
    pub fn ansattporten(&self) -> Option<&Ansattporten> {
        match &self.way {
            Way::Ansattporten(ansattporten) => Some(ansattporten),
            Way::Declared(_) | Way::Altinn(_) => None,
        }
    }

    /// Asks whether this person may act for an organisation now.
    pub async fn establish(
        &self,
        person: &NationalId,
        number: OrganisationNumber,
    ) -> Result<Organisation, Refusal> {
        match &self.way {
            Way::Declared(register) => self.declared(register, number).await,
            Way::Altinn(altinn) => self.listed(altinn, person, number).await,
            Way::Ansattporten(_) => Err(Refusal::Stale),
        }
    }

    /// Asks again, unless it was established only just now: rights end, and organisations are deleted.
    pub async fn confirm(
        &self,
        person: &NationalId,
        organisation: Organisation,
    ) -> Result<Organisation, Refusal> {
        let Some(known) = &organisation.representation else {
            return self.establish(person, organisation.number).await;
        };
        let now = self.clock.now();
        let good_for = match (&self.way, &known.evidence) {
            (Way::Declared(_), Evidence::DeclaredUnverified { .. })
            | (Way::Altinn(_), Evidence::AltinnAuthorizedParties { .. }) => STILL_TRUE,
            (Way::Ansattporten(_), Evidence::Ansattporten { .. }) => STILL_TRUE_AT_ANSATTPORTEN,
            // The installation has changed its way since.
            _ => Duration::ZERO,
        };
        if now < known.established_at.after(good_for) {
            return Ok(organisation);
        }
        let again = self.establish(person, organisation.number.clone()).await?;
        let is_looked_up = |organisation: &Organisation| {
            organisation.representation.as_ref().is_some_and(|known| {
                known.evidence
                    != Evidence::DeclaredUnverified {
                        known_to_register: false,
                    }
            })
        };
        // That it can't be asked now takes nothing away from what it said.
        Ok(if is_looked_up(&organisation) && !is_looked_up(&again) {
            organisation
        } else {
            again
        })
    }

    /// A register that is down must not keep anybody from sending: the archivist sees that it was not asked.
    async fn declared(
        &self,
        register: &Enhetsregisteret,
        number: OrganisationNumber,
    ) -> Result<Organisation, Refusal> {
        let unit = match register.look_up(&number).await {
            Ok(Standing::Active(unit)) => Some(unit),
            Ok(Standing::Deleted) => return Err(Refusal::Deleted),
            Ok(Standing::Unknown) => return Err(Refusal::Unknown),
            Err(error) => {
                tracing::error!(
                    error = format!("{:#}", anyhow::Error::from(error)),
                    "an organisation was not looked up"
                );
                None
            }
        };
        let evidence = Evidence::DeclaredUnverified {
            known_to_register: unit.is_some(),
        };
        let unit = unit.as_ref();
        Ok(Organisation {
            number,
            name: unit.and_then(|unit| readable(&unit.name)),
            is_sole_trader: unit.is_some_and(|unit| unit.is_sole_trader),
            representation: Some(self.representation(evidence)),
        })
    }

    async fn listed(
        &self,
        altinn: &Altinn,
        person: &NationalId,
        number: OrganisationNumber,
    ) -> Result<Organisation, Refusal> {
        let parties = altinn
            .authorized_parties(person, Some(&number))
            .await
            .map_err(|error| Refusal::Unavailable(error.into()))?;
        let party = parties.into_iter().next().ok_or(Refusal::NoRight)?;
        let evidence = Evidence::AltinnAuthorizedParties {
            via: party.via,
            party_uuid: party.party_uuid,
        };
        Ok(Organisation {
            number,
            name: readable(&party.name),
            is_sole_trader: party.is_sole_trader,
            representation: Some(self.representation(evidence)),
        })
    }

    fn representation(&self, evidence: Evidence) -> Representation {
        Representation {
            established_at: self.clock.now(),
            evidence,
        }
    }
}

impl Settings {
    /// Files that are named in the settings.
    pub fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let key = match self {
            Self::Ansattporten(settings) => Some(&mut settings.client_key_file),
            Self::Declared | Self::Altinn => None,
        };
        key.into_iter()
    }

    /// Refuses what can't work.
    pub fn check(&self, registers: &registers::Settings) -> anyhow::Result<()> {
        match self {
            Self::Declared => Ok(()),
            Self::Altinn => {
                ensure!(
                    registers.maskinporten.is_some(),
                    "[representation] way = \"altinn\" needs [registers.maskinporten]"
                );
                Ok(())
            }
            Self::Ansattporten(settings) => settings.check(),
        }
    }
}
