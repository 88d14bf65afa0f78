//! SOSI: `.HODE` first, `.SLUTT` last, and between them elements that never go down more than one level
//! at a time (SOSI del 1, the notation).
//!
//! Values are not judged, apart from the references of islands; what the header says of version and
//! character set is noted when archivists should know.

mod charset;
mod notation;

use self::charset::Evidence;
use self::notation::Notation;
use super::Inspected;
use super::feed::Feed;
use crate::submission::rejection::SosiFault;
use crate::submission::{Kind, Note, Notes, Rejection};

const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// The oldest version that archives take.
const VERSION: f64 = 2.2;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let start = feed.array().await.ok_or(Rejection::Sosi {
        fault: SosiFault::NoEnd,
        line: 1,
    })?;
    let marked = start == BYTE_ORDER_MARK;
    let mut notation = Notation::default();
    let mut evidence = Evidence::default();
    if !marked {
        notation.push(&start)?;
        evidence.push(&start);
    }
    loop {
        let chunk = feed.chunk().await;
        let all = chunk.len();
        if all == 0 {
            break;
        }
        notation.push(chunk)?;
        evidence.push(chunk);
        feed.consume(all);
    }
    let header = notation.end()?;
    let mut notes = Notes::default();
    let version = header
        .version
        .as_deref()
        .and_then(|version| version.parse().ok());
    notes.add_if(
        version.is_none_or(|version: f64| version < VERSION),
        Note::SosiVersion,
    );
    notes.add_if(header.charset.is_none(), Note::SosiCharsetMissing);
    if let Some(declared) = &header.charset {
        let contradicted = evidence.contradicts(declared, marked, header.written);
        notes.add_if(contradicted, Note::SosiCharset);
    }
    Ok(Inspected::complete(Kind::Sosi, notes))
}
