//! The names the portal knows of a sender: her organisation's, and what her e-mail address tells.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words;
use crate::submission::{Content, Sender};

/// Single letters are initials, of everybody.
const SHORTEST_NAME: usize = 2;
/// As short as part of an address may be to be looked for in what is written together, `olanordmann`.
const SHORTEST_PART: usize = 3;
/// As short as a name may be to be seen in a longer word: `kari` is no part of `karibisk`.
const SHORTEST_STEM: usize = 5;

/// Names, as [`plain`] writes them.
pub(super) struct Names(Vec<String>);

impl Names {
    /// What is known of who sends.
    pub(super) fn of(content: &Content) -> Self {
        let organisation = match &content.sender {
            Some(Sender::Organisation(organisation)) => organisation.name.as_deref(),
            _ => None,
        };
        // `kari@nordmann.no`: the last part of a host is everybody's.
        let address = content.message.email.rsplit_once('.');
        let address = address.map_or(content.message.email.as_str(), |(front, _)| front);
        Self::from([organisation.unwrap_or_default(), address])
    }

    /// The names in some texts.
    pub(super) fn from<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let parts = texts
            .into_iter()
            .flat_map(|text| parts(text).map(plain).collect::<Vec<_>>());
        Self(
            parts
                .filter(|name| name.chars().count() >= SHORTEST_NAME && !words::is_grammar(name))
                .collect(),
        )
    }

    /// Whether part of a word may be one of them, in any spelling, inflected or written together.
    pub(super) fn may_be_in(&self, part: &str) -> bool {
        let is_matter = words::sense(part).is_some();
        let part = plain(part);
        let stem = part.strip_suffix('s').unwrap_or(&part);
        let is_long = part.chars().count() >= SHORTEST_PART;
        self.0.iter().any(|name| {
            *name == part
                || *name == stem
                || name.strip_suffix('s') == Some(stem)
                || (is_long && !is_matter && name.contains(&part))
                || (name.chars().count() >= SHORTEST_STEM
                    && (part.starts_with(name.as_str()) || part.ends_with(name.as_str())))
        })
    }
}

/// The parts of a word or a name that are written with letters: `Nordmann-Hansen` has two.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|part| !part.is_empty())
}

/// As addresses write it: small letters, without accents, and `æ`, `ø` and `å` in their one spelling.
pub(super) fn plain(part: &str) -> String {
    let letters: String = part.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let lower = letters.to_lowercase();
    let spelled = lower.replace('ø', "o").replace('æ', "ae");
    let spelled = spelled.replace("oe", "o").replace("aa", "a");
    spelled
        .replace('đ', "d")
        .replace('ŋ', "n")
        .replace('ŧ', "t")
}
