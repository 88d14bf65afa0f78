//! Synthetic people: their numbers have the month + 80, as Skatteetaten's test population has, and
//! belong to nobody.

/// Somebody to log in as.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) national_id: &'static str,
    /// The organisation this person is daily manager of.
    pub(super) manages: Option<Organisation>,
}

/// A synthetic organisation.
pub(super) struct Organisation {
    pub(super) name: &'static str,
    pub(super) number: &'static str,
}

pub(super) const PEOPLE: [Person; 4] = [
    Person {
        name: "Kari Eksempel",
        national_id: "01858910001",
        manages: None,
    },
    Person {
        name: "Ola Eksempel",
        national_id: "14908310072",
        manages: None,
    },
    Person {
        name: "Máret Eksempel",
        national_id: "23866017409",
        manages: None,
    },
    Person {
        name: "Daglig Leder",
        national_id: "05927110050",
        manages: Some(Organisation {
            name: "Eksempel Bygg AS",
            number: "313 001 016",
        }),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{NationalId, OrganisationNumber};

    #[test]
    fn everybody_is_synthetic() {
        for person in &PEOPLE {
            assert!(NationalId::parse(person.national_id).is_ok());
            let month: u8 = person.national_id.get(2..4).unwrap().parse().unwrap();
            assert!((81..=92).contains(&month), "{}", person.name);
            if let Some(organisation) = &person.manages {
                assert!(OrganisationNumber::parse(organisation.number).is_ok());
            }
        }
    }
}
