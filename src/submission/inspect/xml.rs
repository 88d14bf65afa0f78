//! XML: well-formed from the first byte to the last (XML 1.0), declaring no entities, and neither deeper
//! nor wider than readers follow.
//!
//! The tokenizer is our own because a value may be as long as the file (scans in base64): nothing but
//! names is remembered, and of those few. Nothing that the document refers to is ever fetched.

mod doctype;
mod document;
mod encoding;
mod name;
mod reference;
mod root;
mod text;

use self::document::Document;
use self::text::Text;
use super::Inspected;
use super::feed::Feed;
use crate::submission::Rejection;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(feed: Feed) -> Result<Inspected, Rejection> {
    let text = Text::begin(feed).await?;
    let (kind, notes) = Document::of(text).read().await?;
    Ok(root::inspected(kind, notes))
}
