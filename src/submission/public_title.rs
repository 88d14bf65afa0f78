//! The title that is proposed for the public journal: the sender's own words, with what may name people
//! screened as Noark writes it (`*****`, N5 M025). An archivist decides what really becomes public.
//!
//! The portal does not know what a private person is called: ID-porten tells no name. So everything that
//! is written like a name is screened, and so is what stands where names stand, unless it is known to name
//! nobody. Too much is put right by the archivist in a moment; too little can't be taken back.

mod names;
mod words;

use unicode_normalization::UnicodeNormalization;

use super::{CaseNumber, Content, Message};
use crate::numbers::NationalId;
use names::{Names, parts};
use words::Sense;

/// What stands in place of screened words.
pub const SCREENED: &str = "*****";
/// National ids and account numbers have eleven digits, however they are grouped.
const LONG_NUMBER: usize = 11;
/// No address to which mail can be sent has more bytes (RFC 5321, 4.5.3.1).
const LONGEST_ADDRESS: usize = 320;

/// The public title of what is sent. Everything is screened when the sender says that it is confidential.
pub fn of(content: &Content) -> String {
    if content.message.confidential || is_too_long(&content.message) {
        return SCREENED.to_owned();
    }
    let names = Names::of(content);
    screened(&content.message.title, &names, &content.national_id)
}

/// Whether it can't be sent as it is. A draft holds whatever was typed, and every word is held against every name
/// and number: half a megabyte of them would keep a processor busy for hours.
fn is_too_long(message: &Message) -> bool {
    message.title.chars().nth(Message::MAX_TITLE).is_some() || message.email.len() > LONGEST_ADDRESS
}

/// A title without what may be a name, without addresses, long numbers and the sender's own.
fn screened(title: &str, names: &Names, sender: &NationalId) -> String {
    // One spelling of each letter, so that none falls apart into a letter and its accent.
    let title: String = title.nfc().collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let numbers = long_numbers(&words, sender);
    let mut reader = Reader::new(names);
    let mut shown: Vec<&str> = Vec::new();
    for (word, is_long_number) in words.iter().zip(numbers) {
        let may_name = reader.may_name(word);
        match (may_name || is_long_number, shown.last()) {
            (true, Some(&SCREENED)) => {}
            (true, _) => shown.push(SCREENED),
            (false, _) => shown.push(word),
        }
    }
    shown.join(" ")
}

/// Reads a title word by word. A name begins with a capital letter, at the beginning of the title, behind a
/// word such as `fra` or `søknad`, and goes on until a word that names nobody: people who write on
/// telephones leave the capitals out.
struct Reader<'a> {
    names: &'a Names,
    /// Whether a name may stand in small letters here.
    is_place_of_name: bool,
}

impl<'a> Reader<'a> {
    fn new(names: &'a Names) -> Self {
        Self {
            names,
            is_place_of_name: true,
        }
    }

    /// Whether the next word may name somebody.
    fn may_name(&mut self, word: &str) -> bool {
        let is_address = ["@", "://", "www."].iter().any(|sign| word.contains(sign));
        // All of it, so that what follows is read on from its last part.
        parts(word).fold(is_address || word.contains(SCREENED), |found, part| {
            self.part_may_name(part) || found
        })
    }

    fn part_may_name(&mut self, part: &str) -> bool {
        let sense = words::sense(part);
        let could_be = matches!(sense, None | Some(Sense::Matter));
        let is_known = could_be && self.names.may_be_in(part);
        let may_name = match sense {
            None => is_known || self.is_place_of_name || is_capitalised(part),
            Some(_) => is_known,
        };
        self.is_place_of_name = match sense {
            None => may_name,
            Some(Sense::Introduces | Sense::Matter) => true,
            Some(Sense::Joins) => self.is_place_of_name,
            Some(Sense::Grammar) => false,
        };
        may_name
    }
}

/// Names are written with a capital letter, be it not the first (`kARI`); of scripts that have none, nothing
/// can be told.
fn is_capitalised(part: &str) -> bool {
    part.contains(|c: char| !c.is_lowercase())
}

/// Which words belong to eleven digits or more, in a row or in groups. When a national id can be put
/// together from what words keep apart (`født 010190, nummer 12345`), all that hold digits.
fn long_numbers(words: &[&str], sender: &NationalId) -> Vec<bool> {
    let digits: Vec<char> = words.concat().chars().filter(|c| c.is_numeric()).collect();
    let groups = words.join(" ").replace(|c: char| !c.is_numeric(), " ");
    let groups: Vec<_> = groups.split_whitespace().collect();
    let is_spread = may_hold(&digits, sender) || NationalId::occurs_in(&groups.join(" "));
    let mut long = vec![false; words.len()];
    for run in runs(words) {
        let count: usize = run.iter().map(|(_, digits)| digits).sum();
        if is_spread || count >= LONG_NUMBER {
            for (place, digits) in run {
                if let Some(is_long) = long.get_mut(place) {
                    *is_long = digits > 0;
                }
            }
        }
    }
    long
}

/// Whether digits in a row may be the sender's. Those of other scripts are not read: each may be any.
fn may_hold(digits: &[char], sender: &NationalId) -> bool {
    digits.windows(LONG_NUMBER).any(|row| {
        row.iter()
            .zip(sender.as_str().chars())
            .all(|(digit, own)| *digit == own || !digit.is_ascii_digit())
    })
}

/// The words that hold digits, with the number of them, as they stand together: nothing between them but
/// signs. A case number stands alone.
fn runs(words: &[&str]) -> Vec<Vec<(usize, usize)>> {
    let mut runs: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for (place, word) in words.iter().enumerate() {
        let digits = word.chars().filter(|c| c.is_numeric()).count();
        let is_case = digits < LONG_NUMBER && CaseNumber::at_start_of(word).is_some();
        let is_word = digits == 0 && word.contains(char::is_alphabetic);
        if is_case || is_word {
            runs.push(Vec::new());
        }
        if let Some(run) = runs.last_mut() {
            run.push((place, digits));
        }
        if is_case {
            runs.push(Vec::new());
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: &str = "01858910001";

    fn of_nobody(title: &str) -> String {
        of_somebody(title, &[])
    }

    fn of_somebody(title: &str, names: &[&str]) -> String {
        let names = Names::from(names.iter().copied());
        screened(title, &names, &NationalId::parse(SENDER).unwrap())
    }

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
            ("Svar til post@eksempel.no i dag", "Svar til ***** i dag"),
            ("se på https://nordmann.no i dag", "***** på ***** i dag"),
            ("søknad om www.nordmann.no", "søknad om *****"),
            ("KARI NORDMANN", "*****"),
            (
                "klage på vedtak om kARI nORDMANN",
                "klage på vedtak om *****",
            ),
            ("klage på vedtak om deKari", "klage på vedtak om *****"),
            ("KLAGE PÅ VEDTAK", "KLAGE PÅ VEDTAK"),
            ("Søknad fra محمد علي", "Søknad fra *****"),
            ("søknad-Kari", "*****"),
            ("Barnehagesøknad for Ola", "Barnehagesøknad for *****"),
        ] {
            assert_eq!(of_nobody(title), shown, "{title}");
        }
    }

    #[test]
    fn what_is_too_long_to_be_sent_is_not_read() {
        let content = |title: &str, email: &str| Content {
            message: Message {
                title: title.to_owned(),
                email: email.to_owned(),
                ..Message::default()
            },
            national_id: NationalId::parse(SENDER).unwrap(),
            sender: None,
            locale: crate::i18n::Locale::Nb,
            in_reply_to: None,
            typed: super::super::typed::Typed::default(),
        };
        let email = "kari@example.no";
        let title = "på ".repeat(333) + "a";
        assert_eq!(title.chars().count(), Message::MAX_TITLE);
        assert_ne!(of(&content(&title, email)), SCREENED);
        // Each word against all others, it would take hours.
        let title = "1 ".repeat(240_000);
        assert_eq!(of(&content(&title, email)), SCREENED);
        let email = "a.".repeat(240_000);
        assert_eq!(of(&content("søknad om garasje", &email)), SCREENED);
    }

    #[test]
    fn a_name_needs_neither_a_capital_letter_nor_another_name() {
        for (title, shown) in [
            ("Kari søker om plass", "***** søker om plass"),
            ("Karis søknad", "***** søknad"),
            ("Nordmann – klage på vedtak", "***** – klage på vedtak"),
            ("kari nordmann søker om plass", "***** søker om plass"),
            ("Kari nordmann: klage", "***** klage"),
            (
                "klage fra kari og ola nordmann på vedtak",
                "klage fra ***** og ***** på vedtak",
            ),
            (
                "søknad på vegne av kari nordmann",
                "søknad på vegne av *****",
            ),
            (
                "søknad om plass for min sønn ola",
                "søknad om plass for min sønn *****",
            ),
            ("Søknad v/kari nordmann", "Søknad *****"),
            ("Søknad om garasje Kari nordmann", "Søknad om garasje *****"),
            ("Kari Nordmann og Ola Moe om støy", "***** og ***** om støy"),
            ("søknad kari nordmann", "søknad *****"),
            ("Søknad startlån kari nordmann", "Søknad startlån *****"),
            ("klage på Vi om To", "klage på ***** om *****"),
            (
                "Om støy på skole i nabolaget",
                "***** støy på skole i nabolaget",
            ),
            (
                "søknad om ny garasje og bod",
                "søknad om ny garasje og *****",
            ),
            ("søknad om bygging av bod", "søknad om bygging av bod"),
        ] {
            assert_eq!(of_nobody(title), shown, "{title}");
        }
        // Names that are words, too.
        for name in [
            "Dag", "Even", "Odd", "Stein", "Bjørn", "Liv", "Vår", "Per", "Berg", "Haug", "Lie",
            "Hagen", "Strand", "Bakke", "Holm", "Vik", "Kaplan", "Isak", "Anke", "Lea", "Son",
            "Uka", "Bustad", "Bevis", "Kort",
        ] {
            assert_eq!(of_nobody(&format!("{name} klager")), "***** klager");
            let title = format!("Klage fra {} på støy", name.to_lowercase());
            assert_eq!(of_nobody(&title), "Klage fra ***** på støy");
        }
    }

    #[test]
    fn whom_it_is_for_is_screened_and_what_it_is_for_is_not() {
        for (title, shown) in [
            (
                "søknad om barnehageplass for emma nordmann",
                "søknad om barnehageplass for *****",
            ),
            (
                "søknad om plass for barnet vårt emma",
                "søknad om plass for barnet vårt *****",
            ),
            (
                "klage på støy fra nabo kari nordmann",
                "klage på støy fra nabo *****",
            ),
            (
                "leiekontrakt signert kari nordmann",
                "leiekontrakt signert *****",
            ),
        ] {
            assert_eq!(of_nobody(title), shown, "{title}");
        }
        for title in [
            "Application for a building permit",
            "Søknad om plass for min sønn",
            "Søknad om plass for skoleåret 2026",
            "søknad om parkeringskort for forflytningshemmede",
            "klage på støy for å få svar",
        ] {
            assert_eq!(of_nobody(title), title);
        }
    }

    #[test]
    fn usual_titles_have_no_stars() {
        for title in [
            "Dårlig vannkvalitet",
            "Erstatningskrav etter vannlekkasje",
            "Husleiekontrakt, underskrevet",
            "Klage på avslag på byggesøknad gnr 12 bnr 345",
            "Klage på renovasjonsgebyr fra kommunen, sak nr. 2023/587",
            "Nabovarsel fra nabo, merknader",
            "Permisjon fra skolen uke 8",
            "Pålegg om retting: svar",
            "Revidert situasjonsplan, gnr/bnr 45/12",
            "Skattemelding og lønnsslipper",
            "Søknad om BPA",
            "Søknad om fritak fra renovasjonsgebyr",
            "Søkjar om barnehageplass",
            "Tegninger og situasjonskart",
            "Vedr. vedtak datert 3. mars 2026",
            "Viser til brev om sak 2023/587",
            "faktura for vann og avløp",
        ] {
            assert_eq!(of_nobody(title), title);
        }
    }

    #[test]
    fn names_that_are_known_are_screened_however_they_are_written() {
        for (names, title, shown) in [
            (["kari.odegard"], "om karis søknad", "om ***** søknad"),
            (
                ["kari.odegard"],
                "søknad om ødegårds tomt",
                "søknad om ***** tomt",
            ),
            (["kari.oedegaard"], "søknad om ødegård", "søknad om *****"),
            (
                ["kari.odegard"],
                "søknad om ødegårdsaken",
                "søknad om *****",
            ),
            (["kari.odegard"], "søknad om kariødegård", "søknad om *****"),
            (["kari.odegard"], "Søknad om karibisk", "Søknad om karibisk"),
            (
                ["kariodegard1985"],
                "søknad om kari og ødegård",
                "søknad om ***** og *****",
            ),
            (
                ["andre@moe"],
                "søknad om André og moe",
                "søknad om ***** og *****",
            ),
            (
                ["andre@moe"],
                "søknad om andre\u{301} i dag",
                "søknad om ***** i dag",
            ),
            (
                ["Mat og Prat AS"],
                "søknad om mat og prat for nabo",
                "søknad om ***** og ***** for nabo",
            ),
            (["Skole og Vei AS"], "klage på skole", "klage på *****"),
            (["post@klage"], "klage på post", "***** på *****"),
        ] {
            assert_eq!(of_somebody(title, &names), shown, "{title}");
        }
    }

    #[test]
    fn long_numbers_are_screened_however_they_are_written() {
        for (title, shown) in [
            ("Gjelder 01.01.90 12345 igjen", "Gjelder ***** igjen"),
            ("Konto 12345678901", "*****"),
            ("søknad om konto 1234 56 78901", "søknad om konto *****"),
            ("klage 018190–12345", "klage *****"),
            ("klage 018190/12345", "klage *****"),
            ("gjelder 0181 9012 345, igjen", "gjelder ***** igjen"),
            ("klage ０１８１９０ １２３４５", "klage *****"),
            ("klage ٠١٨١٩٠ ١٢٣٤٥", "klage *****"),
            ("klage fnr01819012345x", "klage *****"),
            ("2023/587 – klage 01.81.90 12345", "***** – klage *****"),
            (
                "klage om født 010190, nummer 12345",
                "klage om født ***** nummer *****",
            ),
            ("klage om 018 og 58910001", "klage om ***** og *****"),
            (
                "klage om ０１８ og ５８９１０００１",
                "klage om ***** og *****",
            ),
            ("klage om ٠١٨ og ٥٨٩١٠٠٠١", "klage om ***** og *****"),
            ("klage om 018 og 5891000１", "klage om ***** og *****"),
            ("2012/90 12345", "*****"),
            ("1912/9012345", "*****"),
        ] {
            assert_eq!(of_nobody(title), shown, "{title}");
        }
        for title in [
            "2023/587 – svar på brev 12.03.2024",
            "svar på brev 12.03.2024 – 2023/587",
            "klage på støy 22 22 22 22",
            "svar på brev 12.03.2024 om 100 m²",
            "svar til 974 760 673 om 12.03.24",
        ] {
            assert_eq!(of_nobody(title), title);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_title_shows_eleven_digits_or_a_known_name(
            before in "[a-zøA-Z0-9 .,/\\-–]{0,40}",
            private in "01819012345|018190[ –/,.]{1,3}12345|01858 910001|Kari Moe|moe",
            after in "[a-zæ0-9 .\\-]{0,40}",
        ) {
            let title = format!("{before}{private}{after}");
            let shown = of_somebody(&title, &["kari@moe"]);
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            proptest::prop_assert!(!parts(&shown).any(|part| part.eq_ignore_ascii_case("moe")), "{shown}");
            proptest::prop_assert!(!NationalId::occurs_in(&shown), "{shown}");
            proptest::prop_assert!(!digits.contains(SENDER), "{shown}");
        }

        #[test]
        fn no_capitalised_word_is_shown_but_those_that_name_nobody(title in "\\PC{0,60}") {
            let shown = of_nobody(&title);
            for part in parts(&shown) {
                let names_nobody = words::sense(part).is_some() || !is_capitalised(part);
                proptest::prop_assert!(names_nobody, "{title}: {shown}");
            }
        }
    }
}
