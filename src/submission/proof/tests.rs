//! A receipt, and everything that can be done to one.

use proptest::prelude::*;

use super::*;
use crate::crypt::sha256_hex;
use crate::numbers::OrganisationNumber;
use crate::submission::manifest::Recipient;
use crate::submission::{JournalNumber, Reference};

const PORTAL: &str = "https://send.eksempel.kommune.no";

fn keys() -> SigningKeys {
    SigningKeys::parse(&SigningKeys::generate().unwrap()).unwrap()
}

fn listed(number: i64, name: &str, is_comment: bool) -> Listed {
    Listed {
        number,
        name: name.to_owned(),
        size_bytes: 1234,
        sha256: sha256_hex(name.as_bytes()),
        is_comment,
    }
}

fn receipt() -> Receipt {
    let received_at = Instant::from_millis(1_795_266_000_000);
    Receipt {
        statement: Statement {
            issuer: PORTAL.to_owned(),
            municipality: Recipient {
                name: "Eksempel kommune".to_owned(),
                organisation_number: OrganisationNumber::parse("313001008").unwrap(),
            },
            reference: Reference::random(),
            journal_number: JournalNumber {
                year: 2026,
                sequence: 17,
            },
            received_at: received_at.rfc3339(),
            sender: SentBy::Person,
            title: "Klage på vedtak".to_owned(),
            case_number: None,
            documents: vec![
                listed(1, "klage.pdf", false),
                listed(2, "kommentar.pdf", true),
            ],
            pdf_sha256: "0".repeat(64),
        },
        received_at,
        locale: Locale::Nb,
    }
}

/// What a portal of one's own would make of the signature of a file.
fn resigned(file: &[u8], sign: impl FnOnce(String) -> String) -> Vec<u8> {
    seal::seal(file.to_vec(), |sha256| Ok(sign(sha256))).unwrap()
}

fn signature_of(file: &[u8]) -> String {
    let sealed = seal::Sealed::in_file(file).unwrap();
    sealed.signature.to_owned()
}

fn replaced(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = memchr::memmem::find(file, from.as_bytes()).unwrap();
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

#[test]
fn what_was_signed_is_stated_again_and_is_the_same_every_time() {
    let keys = keys();
    for locale in Locale::ALL {
        let receipt = Receipt {
            locale,
            ..receipt()
        };
        let file = receipt.clone().signed(&keys).unwrap();
        assert_eq!(file, receipt.clone().signed(&keys).unwrap());
        let statement = verified(&file, keys.public(), Some(PORTAL)).unwrap();
        let expected = Statement {
            pdf_sha256: statement.pdf_sha256.clone(),
            ..receipt.statement
        };
        assert_eq!(statement, expected);
        assert_eq!(
            statement.received_in_words(locale),
            locale.minute(receipt.received_at)
        );
        let other = verified(&file, keys.public(), Some("https://other.example"));
        assert_eq!(other, Err(NotGenuine::OtherIssuer(PORTAL.to_owned())));
    }
}

#[test]
fn no_byte_of_it_can_be_another() {
    let keys = keys();
    let mut file = receipt().signed(&keys).unwrap();
    for place in 0..file.len() {
        // Another bit of each byte in turn.
        file[place] ^= 1 << (place % 8);
        assert!(verified(&file, keys.public(), None).is_err(), "{place}");
        file[place] ^= 1 << (place % 8);
    }
    assert!(verified(&file, keys.public(), None).is_ok());
}

#[test]
fn nothing_can_be_added_or_left_out() {
    let keys = keys();
    let file = receipt().signed(&keys).unwrap();
    let jws = signature_of(&file);
    let twice = format!(
        "\n9 0 obj <</Length {}>>stream\n{jws}\nendstream endobj",
        jws.len()
    );
    for (altered, what) in [
        ([&file[..], b"\n"].concat(), "a line break behind it"),
        (
            [&file[..], twice.as_bytes()].concat(),
            "the same signature twice",
        ),
        ([twice.as_bytes(), &file[..]].concat(), "the same in front"),
        ([b" ", &file[..]].concat(), "a space in front"),
        (file[..file.len() - 1].to_vec(), "the last byte"),
        (
            replaced(&file, &jws, &format!("{jws}\n")),
            "a line break behind the signature",
        ),
        (replaced(&file, &jws, &format!("{jws}=")), "padding"),
        (
            replaced(&file, &jws, &format!(" {jws}")),
            "a space before it",
        ),
        (
            replaced(&file, &jws, jws.split_at(jws.len() - 1).0),
            "its last character",
        ),
        (replaced(&file, &jws, ""), "all of it"),
        (jws.clone().into_bytes(), "all but the signature"),
        (Vec::new(), "everything"),
    ] {
        assert!(verified(&altered, keys.public(), None).is_err(), "{what}");
    }
}

#[test]
fn the_signature_of_another_receipt_does_not_fit() {
    let keys = keys();
    let [one, other] = [(); 2].map(|()| receipt().signed(&keys).unwrap());
    let swapped = replaced(&one, &signature_of(&one), &signature_of(&other));
    let answer = verified(&swapped, keys.public(), None);
    assert_eq!(answer, Err(NotGenuine::Altered));
}

#[test]
fn who_has_other_keys_can_t_make_one() {
    let [ours, theirs] = [keys(), keys()];
    let file = receipt().signed(&theirs).unwrap();
    let answer = verified(&file, ours.public(), Some(PORTAL));
    assert_eq!(answer, Err(NotGenuine::UnknownKey));
    // The same with our key's name on it.
    let forged = receipt().signed(&ours).unwrap();
    let forged = resigned(&forged, |_| {
        let jws = signature_of(&forged);
        let (signed, _) = jws.rsplit_once('.').unwrap();
        let theirs = signature_of(&file);
        format!("{signed}.{}", theirs.rsplit_once('.').unwrap().1)
    });
    let answer = verified(&forged, ours.public(), Some(PORTAL));
    assert_eq!(answer, Err(NotGenuine::Altered));
}

#[test]
fn what_was_signed_for_something_else_is_no_receipt() {
    let keys = keys();
    let file = receipt().signed(&keys).unwrap();
    let mut statement = verified(&file, keys.public(), None).unwrap();
    // As long as the right one.
    let typ = TYP.replace("receipt", "another");
    let other = resigned(&file, |sha256| {
        statement.pdf_sha256 = sha256;
        keys.sign(&typ, &serde_json::to_vec(&statement).unwrap())
            .unwrap()
    });
    let answer = verified(&other, keys.public(), None);
    assert_eq!(answer, Err(NotGenuine::Altered));
}

#[test]
fn a_receipt_from_before_a_rotation_is_good_and_one_after_it_too() {
    let before = keys();
    let after = SigningKeys::parse(&before.retire().unwrap()).unwrap();
    let saved = PublicKeys::from_jwk_set(after.public().jwk_set().as_bytes()).unwrap();
    for keys in [&before, &after] {
        let file = receipt().signed(keys).unwrap();
        assert!(verified(&file, &saved, Some(PORTAL)).is_ok());
    }
    let answer = verified(&receipt().signed(&after).unwrap(), before.public(), None);
    assert_eq!(answer, Err(NotGenuine::UnknownKey));
}

#[test]
fn what_a_sender_writes_is_not_taken_for_a_signature() {
    let keys = keys();
    let jws = signature_of(&receipt().signed(&keys).unwrap());
    let mut receipt = receipt();
    receipt.statement.title = format!("stream {jws} endstream");
    receipt.statement.documents[0].name = jws.clone();
    let file = receipt.signed(&keys).unwrap();
    let statement = verified(&file, keys.public(), Some(PORTAL)).unwrap();
    assert_eq!(statement.documents[0].name, jws);
}

#[test]
fn what_begins_many_times_and_never_ends_is_read_once() {
    let begins = format!(
        "stream\n{}",
        signature_of(&receipt().signed(&keys()).unwrap())
    );
    let begins = begins.get(..39).unwrap();
    // Read to its end for each beginning, this would be fifty thousand million bytes.
    let file = begins.repeat(2 * 1024 * 1024 / begins.len());
    let keys = keys();
    let answer = verified(file.as_bytes(), keys.public(), None);
    assert_eq!(answer, Err(NotGenuine::NotAReceipt));
    let ended = format!("{file}\nendstream");
    let answer = verified(ended.as_bytes(), keys.public(), None);
    assert_eq!(answer, Err(NotGenuine::Altered));
}

#[test]
fn of_a_sole_trader_and_of_people_no_name_is_stated() {
    let organisation = |is_sole_trader| {
        SentBy::of(&crate::submission::Sender::Organisation(
            crate::submission::Organisation {
                number: OrganisationNumber::parse("313001008").unwrap(),
                name: Some("Kari Canary".to_owned()),
                is_sole_trader,
                representation: None,
            },
        ))
    };
    let stated = |sender: &SentBy| serde_json::to_string(sender).unwrap();
    assert_eq!(
        stated(&organisation(true)),
        r#"{"kind":"organisation","organisation_number":"313001008","is_declared":true}"#
    );
    assert!(stated(&organisation(false)).contains("Kari Canary"));
    let person = SentBy::of(&crate::submission::Sender::Person);
    assert_eq!(stated(&person), r#"{"kind":"person"}"#);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_received_is_stated_and_found_by_its_hash(
        title in "[^\\p{C}]{0,80}",
        names in prop::collection::vec("[a-zæøåáčđŋšŧž0-9 ]{1,40}\\.pdf", 1..8),
        organisation in prop::option::of("[^\\p{C}]{1,40}"),
        place in any::<prop::sample::Index>(),
        noise in any::<u8>(),
    ) {
        let keys = keys();
        let mut receipt = receipt();
        receipt.statement.title = title;
        let numbered = (1..).zip(&names).map(|(number, name)| listed(number, name, false));
        receipt.statement.documents = numbered.collect();
        if let Some(name) = organisation {
            receipt.statement.sender = SentBy::Organisation {
                organisation_number: OrganisationNumber::parse("313001008").unwrap(),
                name: Some(name),
                is_declared: false,
            };
        }
        let mut file = receipt.clone().signed(&keys).unwrap();
        let statement = verified(&file, keys.public(), Some(PORTAL)).unwrap();
        prop_assert_eq!(&statement.documents, &receipt.statement.documents);
        for name in &names {
            let hash = sha256_hex(name.as_bytes());
            prop_assert!(statement.documents_of(&hash).any(|document| document.name == *name));
        }
        prop_assert_eq!(statement.documents_of(&sha256_hex(b"another")).count(), 0);
        let place = place.index(file.len());
        if file[place] != noise {
            file[place] = noise;
            prop_assert!(verified(&file, keys.public(), None).is_err());
        }
    }
}
