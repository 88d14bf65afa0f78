//! The municipality as people meet it: its name, language, colour and logo, how it is reached, and what it says in
//! words of its own.

mod address;
mod colour;
mod contact;
mod logo;
mod palette;
mod settings;
mod words;

use crate::i18n::Locale;
pub use colour::Colour;
pub use contact::{Contact, Officer};
pub use logo::Logo;
pub use palette::Palette;
pub use settings::{Link, Settings, Text, Texts};
pub use words::{Said, Words};

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
    use serde::Deserialize;

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
