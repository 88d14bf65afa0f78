//! Whatever people and registers write, the file can be read and says the same.

use proptest::prelude::*;
use sendsikkert::submission::manifest::Manifest;
use serde_json::json;

use super::manifests::{HOSTILE, manifest, named, organisation, reply_to, rights};
use super::{both, texts};

/// A text as XML 1.0 can hold it.
fn in_xml(text: &str) -> String {
    let is_lost =
        |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_lost, "\u{fffd}")
}

/// All the places where others' words stand.
fn with_words(words: &[String; 6]) -> Manifest {
    let [title, public, comment, name, file, letter] = words;
    manifest(&json!({
        "title": title,
        "public_title": public,
        "comment": comment,
        "sender": organisation(Some(name), &rights()[0].0),
        "documents": [named(file)],
        "in_reply_to": reply_to(letter),
    }))
}

fn assert_words_come_through(words: &[String; 6]) {
    let [title, public, comment, name, _, letter] = words;
    let manifest = with_words(words);
    for (xml, entry) in both(&manifest) {
        let read = |path: &str| texts(&xml, &format!("{entry}/{path}"));
        assert_eq!(read("tittel"), [in_xml(title)]);
        let expected: Vec<_> = [in_xml(public)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(read("offentligTittel"), expected);
        let remarks = read("merknad/merknadstekst");
        let comment = format!("Kommentar fra avsenderen:\n{}", in_xml(comment));
        assert!(remarks.contains(&comment) || comment.ends_with(":\n"));
        let sender = read("korrespondansepart/korrespondansepartNavn");
        assert!(sender == [in_xml(name)] || name.is_empty());
        assert_eq!(
            read("dokumentbeskrivelse/tittel"),
            [in_xml(manifest.documents[0].name.as_str())]
        );
        let cross = "kryssreferanse/referanseTilRegistrering";
        let key = format!("{cross}/referanseEksternNoekkel/noekkel");
        let named = [read(&key), read(cross)].concat();
        assert!(named.contains(&in_xml(letter)), "{named:?}");
    }
}

#[test]
fn hostile_words_come_through_as_they_were() {
    for text in HOSTILE {
        assert_words_come_through(&std::array::from_fn(|_| text.to_owned()));
    }
    assert_words_come_through(&std::array::from_fn(|_| "æ\u{202e}".repeat(500)));
}

/// Characters of every sort: what strings are made of by default are those that can be printed.
fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn any_words_come_through_as_they_were(words in proptest::array::uniform6(any_text())) {
        assert_words_come_through(&words);
    }
}
