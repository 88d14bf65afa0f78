//! What the municipality says in its own words: in as many languages as it has them.

use anyhow::ensure;
use serde::Deserialize;

use crate::i18n::Locale;

/// A text in up to four languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Bokmål.
    pub nb: Option<String>,
    /// Nynorsk.
    pub nn: Option<String>,
    /// English.
    pub en: Option<String>,
    /// Northern Sámi.
    pub se: Option<String>,
}

/// A text, and the language it is in: for `lang`, since it may be another than the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The language's code.
    pub lang: &'static str,
    /// The text.
    pub text: &'a str,
}

impl<'a> Said<'a> {
    /// Its paragraphs: an empty line stands between them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let parts = self.text.split("\n\n").map(str::trim);
        parts.filter(|paragraph| !paragraph.is_empty())
    }
}

impl Words {
    /// What is said to somebody who reads a language. Without words in it, the municipality's own language
    /// serves: nobody but itself can translate them.
    pub fn said(&self, locale: Locale, own: Locale) -> Option<Said<'_>> {
        [locale, own].into_iter().find_map(|locale| {
            let text = self.of(locale)?;
            Some(Said {
                lang: locale.tag(),
                text,
            })
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        Locale::ALL.into_iter().all(|locale| !self.has(locale))
    }

    pub(super) fn has(&self, locale: Locale) -> bool {
        self.of(locale).is_some()
    }

    /// Refuses words that some people would not see.
    pub(super) fn check(&self, own: Locale) -> anyhow::Result<()> {
        ensure!(
            self.is_empty() || self.has(own),
            "needs words in “{}”, the language of [municipality]",
            own.tag()
        );
        Ok(())
    }

    fn of(&self, locale: Locale) -> Option<&str> {
        let text = match locale {
            Locale::Nb => &self.nb,
            Locale::Nn => &self.nn,
            Locale::En => &self.en,
            Locale::Se => &self.se,
        };
        let text = text.as_deref()?.trim();
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_translated_is_said_in_the_municipality_s_language() {
        let words = Words {
            nn: Some(" Måndag til fredag\n\nElles stengt ".to_owned()),
            en: Some("Monday to Friday".to_owned()),
            ..Words::default()
        };
        let english = words.said(Locale::En, Locale::Nn).unwrap();
        assert_eq!((english.lang, english.text), ("en", "Monday to Friday"));
        let sami = words.said(Locale::Se, Locale::Nn).unwrap();
        assert_eq!(sami.lang, "nn");
        let paragraphs: Vec<_> = sami.paragraphs().collect();
        assert_eq!(paragraphs, ["Måndag til fredag", "Elles stengt"]);
        assert!(words.check(Locale::Nn).is_ok());
        assert!(words.check(Locale::Nb).is_err());
        assert!(Words::default().check(Locale::Nb).is_ok());
        assert_eq!(Words::default().said(Locale::Nb, Locale::Nb), None);
    }
}
