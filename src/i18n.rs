//! Every word a person sees: bokmål, nynorsk, English and Northern Sámi, in Fluent.
//!
//! Templates and code write `t!`; an unknown key or a misnamed argument does not
//! compile. A test holds the keys of the other languages against bokmål's.

use std::sync::LazyLock;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Words;

/// A language of the portal, by ID-porten's `ui_locales` code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
    /// Northern Sámi.
    Se,
}

impl Locale {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];

    /// The language code, as in `lang=` and in `?lang=`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }

    /// What the language calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
            Self::Se => "Davvisámegiella",
        }
    }

    /// The language of a code, of two letters or three (ISO 639): `nn-NO`, `sme`. `no` is bokmål. The other Sámi
    /// languages are others, and none of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match primary.as_str() {
            "nb" | "no" | "nob" | "nor" => Some(Self::Nb),
            "nn" | "nno" => Some(Self::Nn),
            "en" | "eng" => Some(Self::En),
            "se" | "sme" => Some(Self::Se),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that the portal speaks.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut ranges: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|range| {
                let mut parts = range.split(';').map(str::trim);
                let locale = Self::from_tag(parts.next()?)?;
                let quality = parts
                    .find_map(|p| p.strip_prefix("q="))
                    .map_or(Some(1.0), |q| q.parse().ok())?;
                (quality > 0.0).then_some((quality, locale))
            })
            .collect();
        // Stable: among equals the one named first wins.
        ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranges.first().map(|(_, locale)| *locale)
    }

    /// The words of this language.
    pub fn words(self) -> &'static FluentLanguageLoader {
        let [nb, nn, en, se] = &*LOADERS;
        match self {
            Self::Nb => nb,
            Self::Nn => nn,
            Self::En => en,
            Self::Se => se,
        }
    }
}

fn language(locale: Locale) -> LanguageIdentifier {
    match locale {
        Locale::Nb => langid!("nb"),
        Locale::Nn => langid!("nn"),
        Locale::En => langid!("en"),
        Locale::Se => langid!("se"),
    }
}

static LOADERS: LazyLock<[FluentLanguageLoader; 4]> = LazyLock::new(|| Locale::ALL.map(load));

#[expect(
    clippy::expect_used,
    reason = "the words are compiled in; a test loads every language"
)]
fn load(locale: Locale) -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("sendsikkert", langid!("nb"));
    loader
        .load_languages(&Words, &[language(locale)])
        .expect("the words of every language are built in");
    // HTML has its own means against mixed directions; the invisible marks would only disturb copying.
    loader.set_use_isolating(false);
    loader.with_bundles_mut(|bundle| bundle.set_formatter(Some(locale.formatter())));
    loader
}

/// The words for a key in the language of whatever stands in front: a [`Locale`], or a page that
/// has one in its field `locale`.
macro_rules! t {
    ($at:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::i18n_embed_fl::fl!($crate::i18n::Speaks::words(&$at), $key $(, $name = $value)*)
    };
}

// Below the macro that it uses.
mod figures;

/// Whatever has a language.
pub trait Speaks {
    /// Its words.
    fn words(&self) -> &'static FluentLanguageLoader;
}

impl<T: Speaks> Speaks for &T {
    fn words(&self) -> &'static FluentLanguageLoader {
        (*self).words()
    }
}

impl Speaks for Locale {
    fn words(&self) -> &'static FluentLanguageLoader {
        Self::words(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_each_of_its_codes() {
        for (tags, expected) in [
            (&["nb", "no", "nb-NO", "NO", "nob"][..], Some(Locale::Nb)),
            (&["nn", "nn_NO", "nno"], Some(Locale::Nn)),
            (&["en", "en-GB", "eng"], Some(Locale::En)),
            (
                &["se", "se-NO", "SE", "sme", "sme-Latn-NO"],
                Some(Locale::Se),
            ),
            (&["sma", "smj", "sv", "da", "", "-", "s"], None),
        ] {
            for tag in tags {
                assert_eq!(Locale::from_tag(tag), expected, "{tag}");
            }
        }
    }

    #[test]
    fn the_browser_s_first_choice_that_we_speak_is_taken() {
        for (header, expected) in [
            ("nn-NO,nn;q=0.9,no;q=0.8", Some(Locale::Nn)),
            ("de,en;q=0.5", Some(Locale::En)),
            ("en;q=0.5,se;q=0.9", Some(Locale::Se)),
            ("en;q=0", None),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Locale::accepted(header), expected, "{header}");
        }
    }
}
