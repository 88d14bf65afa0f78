//! The municipality as people meet it: its name, language, colour and logo, how it is reached, and what it says in
//! words of its own.

mod address;
mod colour;
mod contact;
mod logo;
mod palette;
mod words;

use std::path::PathBuf;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::i18n::Locale;
use crate::numbers::OrganisationNumber;
pub use colour::Colour;
pub use contact::{Contact, Officer};
pub use logo::Logo;
pub use palette::Palette;
pub use words::{Said, Words};

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

    fn start_words(&self) -> Words {
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

    fn words(&self) -> Words {
        Words {
            nb: self.nb.clone(),
            nn: self.nn.clone(),
            en: self.en.clone(),
            se: self.se.clone(),
        }
    }
}

/// A link of the municipality's in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnLink<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// What it says.
    pub said: Said<'a>,
}

/// Everything the pages show of the municipality, read and worked out.
#[derive(Debug)]
pub struct House {
    settings: Settings,
    start: Words,
    links: Vec<(String, Words)>,
    logo: Option<Logo>,
    palette: Option<Palette>,
}

impl House {
    /// Reads the logo and works out the colours.
    pub fn open(settings: &Settings) -> anyhow::Result<Self> {
        let logo = settings.logo_file.as_deref().map(Logo::read).transpose()?;
        let mut settings = settings.clone();
        // Our own pages lead there by a header.
        for statement in [
            &mut settings.accessibility_statement,
            &mut settings.privacy_statement,
        ] {
            *statement = statement.as_deref().map(address::in_ascii).transpose()?;
        }
        Ok(Self {
            start: settings.start_words(),
            links: settings
                .links
                .iter()
                .map(|link| (link.href.clone(), link.words()))
                .collect(),
            logo,
            palette: settings.colour.map(Palette::of),
            settings,
        })
    }

    /// The language of whoever has chosen none.
    pub fn language(&self) -> Locale {
        self.settings.language
    }

    /// The logo, if it has one.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// The shades of its colour; without one, the theme's own stand.
    pub fn palette(&self) -> Option<&Palette> {
        self.palette.as_ref()
    }

    /// Its own pages.
    pub fn website(&self) -> Option<&str> {
        self.settings.website.as_deref()
    }

    /// Where the accessibility statement stands: the municipality's own, or our page.
    pub fn accessibility(&self) -> &str {
        let own = self.settings.accessibility_statement.as_deref();
        own.unwrap_or("/accessibility")
    }

    /// Where the privacy statement stands: the municipality's own, or our page.
    pub fn privacy(&self) -> &str {
        let own = self.settings.privacy_statement.as_deref();
        own.unwrap_or("/privacy")
    }

    /// Who is told of holes in the portal, as an address (`mailto:…`, `https://…`).
    pub fn security_contact(&self) -> Option<&str> {
        self.settings.security_contact.as_deref()
    }

    /// How it is reached.
    pub fn contact(&self) -> &Contact {
        &self.settings.contact
    }

    /// When it is reached.
    pub fn hours(&self, locale: Locale) -> Option<Said<'_>> {
        let Settings {
            contact, language, ..
        } = &self.settings;
        contact.hours.said(locale, *language)
    }

    /// Its data protection officer.
    pub fn officer(&self) -> &Officer {
        &self.settings.data_protection_officer
    }

    /// Its own paragraphs on the start page.
    pub fn start_text(&self, locale: Locale) -> Option<Said<'_>> {
        self.start.said(locale, self.language())
    }

    /// Where something else is sent.
    pub fn links(&self, locale: Locale) -> Vec<OwnLink<'_>> {
        let links = self.links.iter();
        links
            .filter_map(|(href, words)| {
                let said = words.said(locale, self.language())?;
                Some(OwnLink { href, said })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r##"
        name = "Eksempel kommune"
        organisation_number = "313001008"
        language = "nn"
        colour = "#1e6b52"
        website = "https://www.eksempel.kommune.no"
        privacy_statement = "https://www.eksempel.kommune.no/personvernerklæring"
        security_contact = "mailto:sikkerhet@eksempel.kommune.no"
        [contact]
        phone = "70 00 00 00"
        email = "post@eksempel.kommune.no"
        address = ["Rådhusgata 1", "0001 Eksempel"]
        hours = { nn = "Måndag til fredag 9–15", en = "Monday to Friday 9–15" }
        [data_protection_officer]
        email = "personvern@eksempel.kommune.no"
        [texts.nn]
        start = "Ring oss om du er i tvil."
        [[links]]
        href = "https://www.eksempel.kommune.no/barnehage"
        nn = "Søk om barnehageplass"
    "##;

    #[test]
    fn the_example_in_docs_is_valid() {
        #[derive(Deserialize)]
        struct Example {
            municipality: Settings,
        }
        let page = include_str!("../docs/appearance.md");
        let example = page.split("```toml\n").nth(1).unwrap();
        let example: Example = toml::from_str(example.split("```").next().unwrap()).unwrap();
        example.municipality.check().unwrap();
        let untranslated = example.municipality.untranslated();
        assert_eq!(untranslated, [Locale::Nn, Locale::En, Locale::Se]);
        let start = example.municipality.start_words();
        let said = start.said(Locale::Nb, Locale::Nb).unwrap();
        assert_eq!(said.paragraphs().count(), 2);
    }

    fn read(text: &str) -> anyhow::Result<House> {
        let settings: Settings = toml::from_str(text)?;
        settings.check()?;
        House::open(&settings)
    }

    #[test]
    fn a_municipality_presents_itself() {
        let house = read(EXAMPLE).unwrap();
        assert_eq!(house.language(), Locale::Nn);
        assert_eq!(house.accessibility(), "/accessibility");
        let privacy = "https://www.eksempel.kommune.no/personvernerkl%C3%A6ring";
        assert_eq!(house.privacy(), privacy);
        assert_eq!(house.contact().dialled().unwrap(), "+4770000000");
        assert_eq!(house.hours(Locale::En).unwrap().lang, "en");
        assert_eq!(house.start_text(Locale::Se).unwrap().lang, "nn");
        let links = house.links(Locale::Nb);
        assert_eq!(links[0].said.text, "Søk om barnehageplass");
        let sheet = house.palette().unwrap().style_sheet();
        assert!(sheet.contains("--ds-color-accent-base-default:#1e6b52;"));
    }

    #[test]
    fn what_people_could_not_use_is_refused() {
        for (right, wrong, said) in [
            ("\"#1e6b52\"", "\"green\"", "#rrggbb"),
            ("\"nn\"\n", "\"no\"\n", "unknown variant"),
            ("70 00 00 00", "ring oss", "[municipality.contact]: phone"),
            ("post@eks", "post eks", "[municipality.contact]: email"),
            ("hours = { nn", "hours = { nb", "hours: needs words in “nn”"),
            ("[texts.nn]", "[texts.nb]", "start: needs words in “nn”"),
            (
                "nn = \"Søk om barnehageplass\"",
                "nn = \" \"",
                "has no words",
            ),
            ("website = \"https", "website = \"http", "website"),
            ("mailto:sik", "sik", "security_contact"),
            ("start =", "slutt =", "unknown field `slutt`"),
            ("Eksempel kommune", "", "name is empty"),
        ] {
            let text = EXAMPLE.replacen(right, wrong, 1);
            assert_ne!(text, EXAMPLE);
            let told = format!("{:#}", read(&text).unwrap_err());
            assert!(told.contains(said), "{wrong}: {told}");
        }
    }
}
