//! PDF (ISO 32000): whether a reader could open it, with which password, and what is in it besides pages.
//!
//! What stands anywhere in the file is gathered while it streams by; whether its tables lead to pages is seen
//! afterwards. Pages are neither unpacked nor drawn.

mod crypt;
mod document;
mod lexer;
mod object;
mod packed;
mod rebuild;
mod scan;
mod source;
mod syntax;
mod table;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use self::document::Lock;
pub(super) use self::scan::Facts;
use self::scan::Scanner;
use self::source::Source;
use super::feed::Feed;
use super::foreign::{self, Host};
use super::{Inside, Inspected, Trouble};
use crate::submission::{Kind, Note, Notes, Rejection};

/// Gathers what can be told as the file streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let mut scanner = Scanner::default();
    feed.hand_over_rest(|chunk| {
        scanner.push(chunk);
        Ok::<_, Rejection>(())
    })
    .await?;
    let facts = scanner.end();
    foreign::refuse(facts.hidden)?;
    Ok(Inspected::to_be_continued(
        Kind::Pdf,
        Inside::Pdf(Box::new(facts)),
    ))
}

/// Judges the rest, with a reader that can seek.
pub(super) fn look_inside<R: Read + Seek>(plaintext: R, facts: &Facts) -> Result<Notes, Trouble> {
    let mut source = Source::new(plaintext, facts.length);
    let Some(document) = document::open(&mut source, facts)? else {
        return Err(Rejection::Damaged.into());
    };
    if document.lock == Lock::Password {
        return Err(Rejection::Password.into());
    }
    let mut notes = facts.notes.clone();
    notes.add_if(document.lock == Lock::Restricted, Note::PdfRestricted);
    notes.add_if(document.is_repaired, Note::PdfRepaired);
    notes.add_if(!facts.archival, Note::PdfNotArchival);
    notes.add_if(has_trailing_data(&mut source, facts)?, Note::TrailingData);
    Ok(notes)
}

/// Whether something stands behind the end that readers take no notice of.
fn has_trailing_data<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<bool, Trouble> {
    // An update that lacks its own end is no stranger.
    let Some(at) = facts
        .behind
        .filter(|at| facts.start.is_none_or(|start| start < *at))
    else {
        return Ok(false);
    };
    let bytes = source.much_at(at)?;
    foreign::judge_behind(Host::Pdf, bytes)?;
    Ok(true)
}
