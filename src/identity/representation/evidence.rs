//! An organisation that is acted for, and what that rests on.

use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::numbers::OrganisationNumber;

/// An organisation, and why we believe that somebody may act for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its number; that of a sub-unit (`underenhet`), when the right is to that alone.
    pub number: OrganisationNumber,
    /// Its name, as a register has it.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether it is registered as a sole trader's (`ENK`), so that its name is a person's.
    #[serde(default)]
    pub is_sole_trader: bool,
    /// How the right was established. Nothing, in drafts from before this was asked for: they have to
    /// be established anew.
    #[serde(default)]
    pub representation: Option<Representation>,
}

impl Organisation {
    /// Whether nobody but the person vouches for her right to act.
    pub fn is_declared(&self) -> bool {
        let representation = self.representation.as_ref();
        representation.is_none_or(|known| !known.evidence.is_verified())
    }
}

/// How a right to act was established, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representation {
    /// In milliseconds since 1970, like every time in the database.
    pub established_at: Instant,
    /// The evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a right to act rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "kebab-case")]
pub enum Evidence {
    /// The person says so. Enhetsregisteret knows the organisation, or could not be asked.
    DeclaredUnverified {
        /// Whether the register was asked and knows it as active.
        known_to_register: bool,
    },
    /// Altinn lists the organisation for the person.
    AltinnAuthorizedParties {
        /// The access package or resource that gives the right, as a URN.
        via: String,
        /// Altinn's id of the organisation.
        party_uuid: Option<String>,
    },
    /// She chose it at Ansattporten.
    Ansattporten {
        /// The resource that was asked for, as a URN.
        resource: String,
    },
}

impl Evidence {
    /// The name of the way, as archives know it.
    pub const fn way(&self) -> &'static str {
        match self {
            Self::DeclaredUnverified { .. } => "declared-unverified",
            Self::AltinnAuthorizedParties { .. } => "altinn-authorized-parties",
            Self::Ansattporten { .. } => "ansattporten",
        }
    }

    /// Whether somebody other than the person vouches for it.
    pub const fn is_verified(&self) -> bool {
        !matches!(self, Self::DeclaredUnverified { .. })
    }
}
