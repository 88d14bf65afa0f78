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
        t!(at, "listed-size", number = at.number(size_bytes)),
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
