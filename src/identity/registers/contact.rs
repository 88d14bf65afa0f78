//! Kontakt- og reservasjonsregisteret (Digdir): where a person can be notified, and in which language.
//!
//! The register's own rules are kept: of whoever is not registered, or may not be notified, nothing is
//! taken; and an address counts for 18 months after it was last updated or verified
//! (eForvaltningsforskriften § 32).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{anyhow, ensure};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use reqwest::Method;
use reqwest::header::ACCEPT;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;

use super::maskinporten::Maskinporten;
use super::{Unavailable, address};
use crate::clock::{Clock, Instant};
use crate::i18n::Locale;
use crate::identity::back_channel::{Answer, BackChannel, MAX_ANSWER_BYTES};
use crate::numbers::NationalId;

/// What Maskinporten is asked to let the portal do.
pub const SCOPE: &str = "krr:global/kontaktinformasjon.read";

/// Where and how to ask.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The address of the look-up for systems.
    pub url: String,
    /// How long an answer may take, in milliseconds: short, since the register only spares people some
    /// typing.
    pub timeout_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: "https://kontaktregisteret.no/rest/v1/personer".to_owned(),
            timeout_ms: 2_000,
        }
    }
}

/// What a registered person has told the register. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Her e-mail address, if it is fresh and she may be notified.
    pub email: Option<String>,
    /// The language she wants to be written to in, if it is one of the portal's.
    pub language: Option<Locale>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// A client of the register. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ContactRegister {
    url: Arc<str>,
    maskinporten: Maskinporten,
    http: BackChannel,
    clock: Clock,
}

impl ContactRegister {
    /// Makes ready; the register is not asked yet.
    pub fn new(
        settings: &Settings,
        maskinporten: Maskinporten,
        clock: Clock,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            url: address(&settings.url)?.into(),
            maskinporten,
            http: BackChannel::new(Duration::from_millis(settings.timeout_ms), MAX_ANSWER_BYTES)?,
            clock,
        })
    }

    /// What the register has about a person; `None` when she is not registered, or no longer.
    pub async fn look_up(&self, person: &NationalId) -> Result<Option<Contact>, Unavailable> {
        let token = self.maskinporten.token(SCOPE).await?;
        let request = self
            .http
            .request(Method::POST, &self.url)
            .bearer_auth(token.expose_secret())
            .header(ACCEPT, "application/json")
            .json(&json!({ "personidentifikatorer": [person.as_str()] }));
        let answer = self.http.send(request).await;
        answer
            .map_err(anyhow::Error::from)
            .and_then(|answer| self.read(&answer, person))
            .map_err(Unavailable::at("Kontakt- og reservasjonsregisteret"))
    }

    /// Whether the portal is given a token for the register. Nobody is looked up.
    pub async fn reach(&self) -> Result<(), Unavailable> {
        self.maskinporten.token(SCOPE).await.map(drop)
    }

    fn read(&self, answer: &Answer, asked: &NationalId) -> anyhow::Result<Option<Contact>> {
        if answer.status == 401 {
            // Withdrawn before its time: the next one who asks begins with a new one.
            self.maskinporten.forget(SCOPE);
        }
        ensure!(answer.status == 200, "it answers {}", answer.status);
        let found: Found = answer.json()?;
        let [person] = <[Person; 1]>::try_from(found.personer).map_err(|_personal| {
            anyhow!("it answers for none or several when one was asked for")
        })?;
        ensure!(
            person.personidentifikator == asked.as_str(),
            "it answers for another person than the one who was asked for"
        );
        Ok(person.contact(self.clock.now()))
    }
}

/// The register's answer.
#[derive(Deserialize)]
struct Found {
    personer: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    personidentifikator: String,
    status: String,
    varslingsstatus: Option<String>,
    kontaktinformasjon: Option<Details>,
    spraak: Option<String>,
}

#[derive(Deserialize)]
struct Details {
    epostadresse: Option<String>,
    epostadresse_oppdatert: Option<String>,
    epostadresse_sist_verifisert: Option<String>,
    epostadresse_sist_validert: Option<String>,
}

impl Person {
    fn contact(self, now: Instant) -> Option<Contact> {
        if self.status != "AKTIV" {
            return None;
        }
        let may_be_notified = self.varslingsstatus.as_deref() == Some("KAN_VARSLES");
        Some(Contact {
            email: self
                .kontaktinformasjon
                .filter(|details| may_be_notified && details.are_fresh(now))
                .and_then(|details| details.epostadresse)
                .filter(|email| !email.is_empty()),
            language: self.spraak.as_deref().and_then(Locale::from_tag),
        })
    }
}

impl Details {
    /// Whether the e-mail address was updated or verified within 18 months.
    fn are_fresh(&self, now: Instant) -> bool {
        let dates = [
            &self.epostadresse_oppdatert,
            &self.epostadresse_sist_verifisert,
            &self.epostadresse_sist_validert,
        ];
        let newest = dates
            .into_iter()
            .flatten()
            .filter_map(|date| instant(date))
            .max();
        newest
            .zip(months_before(now, 18))
            .is_some_and(|(newest, earliest)| newest >= earliest)
    }
}

/// The register writes times as RFC 3339 does, but may leave out the offset's minutes (`+02`). What can't
/// be read is no time.
fn instant(text: &str) -> Option<Instant> {
    let time: Timestamp = text.trim().parse().ok()?;
    Some(Instant::from_millis(time.as_millisecond()))
}

fn months_before(now: Instant, months: i32) -> Option<Instant> {
    let now = Timestamp::from_millisecond(now.millis()).ok()?;
    let then = now
        .to_zoned(TimeZone::UTC)
        .checked_sub(months.months())
        .ok()?;
    Some(Instant::from_millis(then.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_the_register_writes_them() {
        for text in [
            "2023-06-29T10:14:52+02",
            "2023-06-29T10:14:52+02:00",
            "2023-06-29T08:14:52Z",
            "2023-06-29T08:14:52.000Z",
            "2023-06-29T10:14:52.0+02",
            " 2023-06-29T08:14:52Z ",
        ] {
            let time = instant(text);
            assert_eq!(
                time,
                Some(Instant::from_millis(1_688_026_492_000)),
                "{text}"
            );
        }
        for text in ["", "2023-06-29", "29.06.2023", "in the summer"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let at = |text| instant(text).unwrap();
        assert_eq!(
            months_before(at("2026-11-21T12:00:00Z"), 18),
            instant("2025-05-21T12:00:00Z")
        );
        assert_eq!(
            months_before(at("2026-08-31T12:00:00Z"), 18),
            instant("2025-02-28T12:00:00Z")
        );
    }

    #[test]
    fn contact_data_are_not_printed() {
        let contact = Contact {
            email: Some("kari@eksempel.no".to_owned()),
            language: Some(Locale::Nn),
        };
        assert_eq!(format!("{contact:?}"), "Contact(…)");
    }
}
