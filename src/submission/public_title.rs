//! The title that is proposed for the public journal: the sender's own words, with what may name people
//! screened as Noark writes it (`*****`, N5 M025). An archivist decides what really becomes public.
//!
//! The portal does not know what a private person is called: ID-porten tells no name. So everything that
//! is written like a name is screened. Too much is put right by the archivist in a moment; too little
//! can't be taken back.

use super::{Content, Sender};

/// What stands in place of screened words.
pub const SCREENED: &str = "*****";
/// National ids and account numbers have eleven digits, however they are grouped.
const LONG_NUMBER: usize = 11;
/// Shorter parts of a name or an address are words of any text.
const SHORTEST_NAME: usize = 3;

/// The public title of what is sent. Everything is screened when the sender says that it is confidential.
pub fn of(content: &Content) -> String {
    if content.message.confidential {
        return SCREENED.to_owned();
    }
    let organisation = match &content.sender {
        Some(Sender::Organisation(organisation)) => organisation.name.as_deref(),
        _ => None,
    };
    let (address, _host) = content
        .message
        .email
        .split_once('@')
        .unwrap_or((&content.message.email, ""));
    let names = parts(organisation.unwrap_or_default()).chain(parts(address));
    let names: Vec<_> = names
        .filter(|name| name.chars().count() >= SHORTEST_NAME)
        .map(plain)
        .collect();
    screened(&content.message.title, &names)
}

/// A title without what is written like a name, without `names`, addresses and long numbers.
fn screened(title: &str, names: &[String]) -> String {
    let title = without_long_numbers(title);
    let words: Vec<_> = title.split_whitespace().collect();
    // A sentence begins with a capital letter, unless two in a row say that it begins with a name.
    let begins_at = words
        .iter()
        .position(|word| word.starts_with(char::is_alphabetic));
    let next_is_name = begins_at
        .and_then(|at| words.get(at + 1))
        .is_some_and(|word| parts(word).any(is_capitalised));
    let mut shown: Vec<&str> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let exempt = usize::from(begins_at == Some(place) && !next_is_name);
        let may_name = word.contains('@')
            || word.contains(SCREENED)
            || parts(word).skip(exempt).any(is_capitalised)
            || parts(word).any(|part| is_one_of(names, part));
        match (may_name, shown.last()) {
            (true, Some(&SCREENED)) => {}
            (true, _) => shown.push(SCREENED),
            (false, _) => shown.push(word),
        }
    }
    shown.join(" ")
}

/// Screens digits that make eleven or more together, in a row or in groups.
fn without_long_numbers(title: &str) -> String {
    let is_inside = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-');
    let mut shown = String::new();
    let mut rest = title;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if run.bytes().filter(u8::is_ascii_digit).count() >= LONG_NUMBER {
            shown.extend([" ", SCREENED, " "]);
        } else {
            shown.push_str(run);
        }
        let end = after.find(is_inside).unwrap_or(after.len());
        let (words, further) = after.split_at(end);
        shown.push_str(words);
        rest = further;
    }
    shown
}

/// The parts of a word or a name: `Nordmann-Hansen` has two.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// Names begin with a capital letter; of scripts that have none, nothing can be told.
fn is_capitalised(part: &str) -> bool {
    part.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether it is one of the names, also with a genitive's `s`.
fn is_one_of(names: &[String], part: &str) -> bool {
    let part = plain(part);
    let stem = part.strip_suffix('s').unwrap_or(&part);
    names
        .iter()
        .any(|name| *name == part || *name == stem || name.strip_suffix('s') == Some(stem))
}

/// As addresses write it: small letters, without æ, ø and å.
fn plain(part: &str) -> String {
    let lower = part.to_lowercase();
    let spelled = lower.replace('æ', "ae").replace('ø', "o").replace('å', "a");
    spelled.replace("oe", "o").replace("aa", "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_like_a_name_is_screened() {
        for (title, shown) in [
            ("Søknad om garasje", "Søknad om garasje"),
            ("2023/587 – Klage på vedtak", "2023/587 – Klage på vedtak"),
            (
                "klage fra Kari Nordmann på vedtak",
                "klage fra ***** på vedtak",
            ),
            ("Kari Nordmann: søknad", "***** søknad"),
            ("2023/587 Kari Nordmann-Hansen", "2023/587 *****"),
            ("Klage på Storgata 5", "Klage på ***** 5"),
            ("Gjelder 01.01.90 12345 igjen", "Gjelder ***** igjen"),
            ("Konto 12345678901", "Konto *****"),
            ("Svar til post@eksempel.no i dag", "Svar til ***** i dag"),
            ("KARI NORDMANN", "*****"),
            ("Søknad fra محمد علي", "Søknad fra *****"),
            ("søknad-Kari", "*****"),
        ] {
            assert_eq!(screened(title, &[]), shown, "{title}");
        }
    }

    #[test]
    fn names_that_are_known_are_screened_however_they_are_written() {
        let names = ["kari".to_owned(), "odegard".to_owned(), "as".to_owned()];
        for (title, shown) in [
            ("Karis søknad", "***** søknad"),
            ("klage fra kari ødegård", "klage fra *****"),
            ("Søknad om karibisk", "Søknad om karibisk"),
        ] {
            assert_eq!(screened(title, &names), shown, "{title}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_title_shows_eleven_digits_or_a_known_name(
            title in "[a-zøA-Z0-9 .\\-]{0,40}(01819012345|Kari Moe|moe)[a-z0-9 .\\-]{0,40}",
        ) {
            let shown = screened(&title, &[plain("moe")]);
            let has_name = parts(&shown).any(|part| part.eq_ignore_ascii_case("moe"));
            proptest::prop_assert!(!has_name && !shown.contains("01819012345"), "{shown}");
        }
    }
}
