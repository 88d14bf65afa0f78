//! Documents as the papers list them that we write: number, name, size and SHA-256.

use crate::i18n::Locale;
use crate::paper::Block;

/// A document's row. `name` is what people read of it.
pub(super) fn row(
    at: Locale,
    number: i64,
    name: String,
    (size_bytes, sha256): (u64, &str),
) -> Vec<String> {
    vec![
        number.to_string(),
        name,
        t!(at, "listed-size", number = grouped(size_bytes)),
        sha256.to_owned(),
    ]
}

/// The rows below their names.
pub(super) fn table(at: Locale, rows: Vec<Vec<String>>) -> Block {
    Block::Table {
        head: vec![
            t!(at, "listed-number"),
            t!(at, "listed-name"),
            t!(at, "listed-size-column"),
            "SHA-256".to_owned(),
        ],
        rows,
    }
}

/// A number with its digits in threes, `1 234 567`, on one line.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in (1..=digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if place > 1 && place % 3 == 1 {
            text.push('\u{a0}');
        }
    }
    text
}
