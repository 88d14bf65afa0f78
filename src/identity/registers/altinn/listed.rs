//! Which of the organisations that Altinn lists a person may act for: those whose own entry holds the
//! right.

use anyhow::ensure;
use serde::Deserialize;

use crate::identity::registers::SOLE_TRADER;
use crate::numbers::OrganisationNumber;

const PACKAGE: &str = "urn:altinn:accesspackage:";
const RESOURCE: &str = "urn:altinn:resource:";

/// As deep as sub-units are followed; Enhetsregisteret's own hierarchies are not half as deep.
const MAX_DEPTH: usize = 8;

/// An organisation that a person may act for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its number.
    pub number: OrganisationNumber,
    /// Its name, as Altinn has it.
    pub name: String,
    /// Whether it is a sole trader's.
    pub is_sole_trader: bool,
    /// Whether it is a part of another organisation.
    pub sub_unit: bool,
    /// Altinn's own id of it.
    pub party_uuid: Option<String>,
    /// The access package or the resource that gives the right, as a URN.
    pub via: String,
}

/// An entry of Altinn's list. The two fields that can take a right away must be there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listed {
    #[serde(rename = "type")]
    kind: String,
    name: Option<String>,
    party_uuid: Option<String>,
    organization_number: Option<String>,
    unit_type: Option<String>,
    is_deleted: bool,
    /// Listed only because something below it is.
    only_hierarchy_element_with_no_access: bool,
    authorized_access_packages: Option<Vec<String>>,
    authorized_resources: Option<Vec<String>>,
    subunits: Option<Vec<Listed>>,
}

/// The rights that count, each by its bare name.
#[derive(Debug)]
pub(super) struct Rights {
    access_package: String,
    resource: Option<String>,
}

impl Rights {
    pub(super) fn new(access_package: &str, resource: Option<&str>) -> anyhow::Result<Self> {
        let rights = Self {
            access_package: bare(access_package, PACKAGE),
            resource: resource.map(|id| bare(id, RESOURCE)),
        };
        ensure!(
            !rights.access_package.is_empty() && rights.resource.as_deref() != Some(""),
            "the access package and the resource need names"
        );
        Ok(rights)
    }

    /// Whether resources must be listed too.
    pub(super) const fn ask_for_resources(&self) -> bool {
        self.resource.is_some()
    }

    pub(super) fn parties(&self, listed: Vec<Listed>) -> Vec<Party> {
        let mut parties = Vec::new();
        self.gather(listed, 0, &mut parties);
        parties
    }

    /// Judges each organisation by itself, whatever is above or below it.
    fn gather(&self, listed: Vec<Listed>, depth: usize, parties: &mut Vec<Party>) {
        for listed in listed {
            if let Some(party) = self.judge(&listed, depth > 0) {
                parties.push(party);
            }
            if depth < MAX_DEPTH {
                self.gather(listed.subunits.unwrap_or_default(), depth + 1, parties);
            }
        }
    }

    fn judge(&self, listed: &Listed, below_another: bool) -> Option<Party> {
        let out_of_question = listed.is_deleted || listed.only_hierarchy_element_with_no_access;
        if out_of_question || !listed.kind.eq_ignore_ascii_case("Organization") {
            return None;
        }
        let kind_of_unit = listed.unit_type.as_deref().unwrap_or_default();
        Some(Party {
            via: self.right(listed)?,
            number: OrganisationNumber::parse(listed.organization_number.as_deref()?).ok()?,
            name: listed.name.clone().unwrap_or_default(),
            is_sole_trader: kind_of_unit == SOLE_TRADER,
            sub_unit: below_another || ["BEDR", "AAFY"].contains(&kind_of_unit),
            party_uuid: listed.party_uuid.clone(),
        })
    }

    /// The right that counts, if there is one.
    fn right(&self, listed: &Listed) -> Option<String> {
        let right = |given: &Option<Vec<String>>, urn: &str, wanted: &str| {
            given
                .iter()
                .flatten()
                .any(|name| bare(name, urn) == wanted)
                .then(|| format!("{urn}{wanted}"))
        };
        let package = || {
            right(
                &listed.authorized_access_packages,
                PACKAGE,
                &self.access_package,
            )
        };
        let resource = |id: &String| right(&listed.authorized_resources, RESOURCE, id);
        package().or_else(|| self.resource.as_ref().and_then(resource))
    }
}

/// A name as it is compared: in small letters, without the URN's beginning. Altinn has written the same
/// names in more than one way.
fn bare(name: &str, urn: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.strip_prefix(urn).unwrap_or(&name).to_owned()
}
