//! HTML: text to its last byte. Browsers make something of any text, so nothing more is asked.

use super::Inspected;
use super::feed::Feed;
use crate::submission::{Kind, Note, Notes, Rejection};

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    match feed.array().await.ok_or(Rejection::Damaged)? {
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
    feed.hand_over_rest(|chunk| match memchr::memchr(0, chunk) {
        None => Ok(()),
        Some(_) => Err(Rejection::Damaged),
    })
    .await
}

async fn sixteen_bits(feed: &mut Feed) -> Result<(), Rejection> {
    loop {
        let chunk = feed.chunk().await;
        let mut units = chunk.chunks_exact(2);
        let bytes = chunk.len() & !1;
        if units.any(|unit| unit == [0, 0]) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Html, file, chunk)
    }

    #[test]
    fn any_text_will_do_and_nothing_else() {
        let html = || Ok(Notes::from_iter([Note::Html]));
        for (file, expected) in [
            (b"<!DOCTYPE html><p>Hei".as_slice(), html()),
            (b"<html>bl\xE5b\xE6r\x1B$B</html>", html()),
            (b"\xFF\xFE<\0h\0t\0m\0l\0\0\x01\x01\0", html()),
            (b"\0<\0h\0t\0m\0l", html()),
            (b"<html></html>MZ\x90\0\x03", Err(Rejection::Damaged)),
            (b"\xFF\xFE<\0h\0\0\0", Err(Rejection::Damaged)),
            (b"<", Err(Rejection::Damaged)),
        ] {
            for chunk in [1, 2, 3, 100] {
                assert_eq!(verdict(file, chunk), expected, "{file:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(file in prop::collection::vec(0..4_u8, 0..60), chunk in 1..9_usize) {
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, 100));
        }
    }
}
