//! What every text is held to, in every language, whoever wrote it. What it says is for people to judge.

use std::collections::{BTreeMap, HashMap};

use sendsikkert::i18n::Locale;

use crate::architecture::words;

/// Longer sentences are not taken in at one reading (Digdir and Språkrådet advise far shorter ones).
const MAX_WORDS: usize = 25;

/// What is called the same in languages that have little in common.
const SAME: [&str; 9] = [
    "Android",
    "Mac",
    "Nr.",
    "PDF",
    "Status",
    "Windows",
    "Zip",
    "byte",
    "uustatus.no",
];

/// So long a sentence is hardly ever the same in bokmål and nynorsk: it has been forgotten.
const NEIGHBOURS: usize = 10;

/// A text as it is shown with a number in every place; a select takes its branch.
fn shown(locale: Locale, key: &str, number: i32) -> String {
    let arguments = &words(locale.tag())[key];
    let arguments: HashMap<_, _> = arguments
        .iter()
        .map(|name| (name.as_str(), number))
        .collect();
    locale.words().get_args(key, arguments)
}

/// Every text of a language, with none, one and several of whatever is counted.
fn texts(locale: Locale) -> BTreeMap<(String, i32), String> {
    let keys = words(locale.tag())
        .into_keys()
        .filter(|key| !key.is_empty());
    keys.flat_map(|key| [0, 1, 5].map(|number| (key.clone(), number)))
        .map(|(key, number)| {
            let text = shown(locale, &key, number);
            ((key, number), text)
        })
        .collect()
}

/// The sentences of a text, each as its words.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut sentences = vec![Vec::new()];
    for word in text.split_whitespace() {
        sentences.last_mut().unwrap().push(word);
        if word.ends_with(['.', '?', '!', ':']) {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn is_word(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// What is wrong with a text in itself.
fn faults(locale: Locale, text: &str) -> Vec<&'static str> {
    let foreign_marks: &[char] = match locale {
        Locale::Nb | Locale::Nn | Locale::Se => &['"', '\'', '“', '”', '‘'],
        Locale::En => &['"', '\'', '«', '»'],
    };
    let count = |mark: &str| text.matches(mark).count();
    [
        (text.is_empty(), "nothing is said"),
        (text.contains('{'), "an argument is missing"),
        (text != text.trim(), "a space at an end"),
        (text.contains("  ") || text.contains('\t'), "two spaces"),
        (
            [" .", " ,", " :", " ?", " !"]
                .iter()
                .any(|at| text.contains(at)),
            "a space before a mark",
        ),
        (text.contains("..") || text.contains(",,"), "a mark twice"),
        (
            text.contains(foreign_marks),
            "another language's quotation marks",
        ),
        (
            count("«") != count("»") || count("“") != count("”") || count("(") != count(")"),
            "what begins does not end",
        ),
        (
            count("ID-port") != count("ID-porten"),
            "ID-porten has another name",
        ),
        (
            sentences(text).iter().any(|words| words.len() > MAX_WORDS),
            "a sentence nobody reads to its end",
        ),
    ]
    .into_iter()
    .filter_map(|(is_so, what)| is_so.then_some(what))
    .collect()
}

#[test]
fn no_text_has_a_fault_of_form() {
    let mut wrong = Vec::new();
    for locale in Locale::ALL {
        for ((key, number), text) in texts(locale) {
            let faults = faults(locale, &text);
            if !faults.is_empty() {
                wrong.push((locale.tag(), key, number, faults, text));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_language_has_another_s_sentence() {
    let all = Locale::ALL.map(|locale| (locale, texts(locale)));
    let mut same = Vec::new();
    for (place, (one, texts)) in all.iter().enumerate() {
        for (other, others) in all.iter().skip(place + 1) {
            let are_neighbours = (*one, *other) == (Locale::Nb, Locale::Nn);
            same.extend(texts.iter().filter_map(|(known, text)| {
                let is_telling = if are_neighbours {
                    sentences(text).iter().any(|words| {
                        words.iter().filter(|word| is_word(word)).count() >= NEIGHBOURS
                    })
                } else {
                    text.split_whitespace()
                        .any(|word| is_word(word) && !SAME.contains(&word))
                };
                (is_telling && others.get(known) == Some(text))
                    .then(|| (one.tag(), other.tag(), known.0.clone(), text.clone()))
            }));
        }
    }
    assert!(same.is_empty(), "{same:#?}");
}

#[test]
fn the_faults_that_are_looked_for_are_found() {
    let long = "ord ".repeat(26);
    for (locale, text, what) in [
        (Locale::Nb, "", "nothing is said"),
        (Locale::Nb, "Til {$municipality}", "an argument is missing"),
        (Locale::Nn, "Prøv  igjen.", "two spaces"),
        (
            Locale::Se,
            "Vállje “Fitnodat”.",
            "another language's quotation marks",
        ),
        (
            Locale::En,
            "Press «Save».",
            "another language's quotation marks",
        ),
        (
            Locale::Nb,
            "Velg «En virksomhet.",
            "what begins does not end",
        ),
        (
            Locale::Se,
            "Logge sisa ID-porttain",
            "ID-porten has another name",
        ),
        (
            Locale::Nb,
            long.trim(),
            "a sentence nobody reads to its end",
        ),
    ] {
        assert_eq!(faults(locale, text), [what], "{text}");
    }
    assert_eq!(sentences("Én. To tre? Fire").len(), 3);
}
