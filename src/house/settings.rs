//! What `[municipality]` says, and what of it nobody could use.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::{Colour, Contact, Officer, Words, address};
use crate::i18n::Locale;
use crate::numbers::OrganisationNumber;

/// `[municipality]`: whom the installation serves, and how it presents itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Its name, as `Eksempel kommune`.
    pub name: String,
    /// Its organisation number.
    pub organisation_number: OrganisationNumber,
    /// The language of whoever has chosen none; the municipality's own words are written in it at least.
    #[serde(default)]
    pub language: Locale,
    /// Its logo, as SVG or PNG.
    pub logo_file: Option<PathBuf>,
    /// The colour of buttons, links and the like.
    pub colour: Option<Colour>,
    /// Its own pages.
    pub website: Option<String>,
    /// Its accessibility statement, in the place of ours.
    pub accessibility_statement: Option<String>,
    /// Its privacy statement, in the place of ours.
    pub privacy_statement: Option<String>,
    /// Who is told of holes in the portal (RFC 9116).
    pub security_contact: Option<String>,
    /// How it is reached.
    #[serde(default)]
    pub contact: Contact,
    /// Its data protection officer.
    #[serde(default)]
    pub data_protection_officer: Officer,
    /// What it says on our pages in its own words.
    #[serde(default)]
    pub texts: Texts,
    /// What should not come by this way.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// `[municipality.texts.nb]` and so on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Texts {
    /// Bokmål.
    pub nb: Text,
    /// Nynorsk.
    pub nn: Text,
    /// English.
    pub en: Text,
    /// Northern Sámi.
    pub se: Text,
}

/// The municipality's own words in one language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    /// On the start page. An empty line begins a new paragraph.
    pub start: Option<String>,
}

/// `[[municipality.links]]`: where something else is sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The address of a page, of e-mail (`mailto:`) or of a telephone (`tel:`).
    pub href: String,
    /// What the link says in bokmål.
    pub nb: Option<String>,
    /// In nynorsk.
    pub nn: Option<String>,
    /// In English.
    pub en: Option<String>,
    /// In Northern Sámi.
    pub se: Option<String>,
}

impl Settings {
    /// A municipality that has said no more than who it is.
    pub fn named(name: &str, organisation_number: OrganisationNumber) -> Self {
        Self {
            name: name.to_owned(),
            organisation_number,
            language: Locale::default(),
            logo_file: None,
            colour: None,
            website: None,
            accessibility_statement: None,
            privacy_statement: None,
            security_contact: None,
            contact: Contact::default(),
            data_protection_officer: Officer::default(),
            texts: Texts::default(),
            links: Vec::new(),
        }
    }

    /// Refuses what people could not use: addresses that lead nowhere, and words that are missing.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(!self.name.trim().is_empty(), "[municipality] name is empty");
        for (key, page) in [
            ("website", &self.website),
            ("accessibility_statement", &self.accessibility_statement),
            ("privacy_statement", &self.privacy_statement),
        ] {
            page.as_deref()
                .map_or(Ok(()), address::page)
                .with_context(|| format!("[municipality] {key}"))?;
        }
        self.security_contact
            .as_deref()
            .map_or(Ok(()), address::link)
            .context("[municipality] security_contact")?;
        self.contact
            .check(self.language)
            .context("[municipality.contact]")?;
        self.data_protection_officer
            .check()
            .context("[municipality.data_protection_officer]")?;
        self.start_words()
            .check(self.language)
            .context("[municipality.texts] start")?;
        for link in &self.links {
            link.check(self.language)
                .context("[[municipality.links]]")?;
        }
        Ok(())
    }

    /// The languages in which some of its own words are missing.
    pub fn untranslated(&self) -> Vec<Locale> {
        let own = [self.start_words(), self.contact.hours.clone()];
        let all: Vec<_> = own
            .into_iter()
            .chain(self.links.iter().map(Link::words))
            .filter(|words| !words.is_empty())
            .collect();
        let lacks = |locale: &Locale| all.iter().any(|words| !words.has(*locale));
        Locale::ALL.into_iter().filter(lacks).collect()
    }

    pub(super) fn start_words(&self) -> Words {
        let Texts { nb, nn, en, se } = self.texts.clone();
        Words {
            nb: nb.start,
            nn: nn.start,
            en: en.start,
            se: se.start,
        }
    }
}

impl Link {
    fn check(&self, language: Locale) -> anyhow::Result<()> {
        address::link(&self.href).context("href")?;
        let words = self.words();
        ensure!(!words.is_empty(), "{} has no words", self.href);
        words.check(language).context("a link's words")
    }

    pub(super) fn words(&self) -> Words {
        Words {
            nb: self.nb.clone(),
            nn: self.nn.clone(),
            en: self.en.clone(),
            se: self.se.clone(),
        }
    }
}
