//! HTML: text to its last byte. Browsers make something of any text, so nothing more is asked.

use super::Inspected;
use super::feed::Feed;
use crate::submission::{Kind, Note, Notes, Rejection};

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let start = [feed.byte().await, feed.byte().await];
    let [Some(first), Some(second)] = start else {
        return Err(Rejection::Damaged);
    };
    match [first, second] {
        [0xFF, 0xFE] | [0xFE, 0xFF] | [0, b'<'] | [b'<', 0] => sixteen_bits(&mut feed).await?,
        [0, _] | [_, 0] => return Err(Rejection::Damaged),
        _ => eight_bits(&mut feed).await?,
    }
    Ok(Inspected::complete(
        Kind::Html,
        Notes::from_iter([Note::Html]),
    ))
}

/// U+0000 stands in no text (HTML Standard, 13.2.3.5), but in almost anything else.
async fn eight_bits(feed: &mut Feed) -> Result<(), Rejection> {
    loop {
        let chunk = feed.chunk().await;
        if chunk.is_empty() {
            return Ok(());
        }
        if memchr::memchr(0, chunk).is_some() {
            return Err(Rejection::Damaged);
        }
        let all = chunk.len();
        feed.consume(all);
    }
}

async fn sixteen_bits(feed: &mut Feed) -> Result<(), Rejection> {
    loop {
        let chunk = feed.chunk().await;
        let units = chunk.chunks_exact(2);
        let bytes = chunk.len() & !1;
        if units.fold(false, |any, unit| any | (unit == [0, 0])) {
            return Err(Rejection::Damaged);
        }
        if bytes > 0 {
            feed.consume(bytes);
            continue;
        }
        // A unit that two chunks share.
        match [feed.byte().await, feed.byte().await] {
            [Some(0), Some(0)] => return Err(Rejection::Damaged),
            [Some(_), Some(_)] => {}
            _ => return Ok(()),
        }
    }
}
