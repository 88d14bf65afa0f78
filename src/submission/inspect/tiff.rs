//! TIFF.

use std::io::{Read, Seek};

use super::feed::Feed;
use super::{Inside, Inspected, Trouble};
use crate::submission::{Kind, Notes, Rejection};

/// Judges what can be told as the file streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    feed.byte().await.ok_or(Rejection::Damaged)?;
    Ok(Inspected::to_be_continued(Kind::Tiff, Inside::Tiff))
}

/// Judges the rest, with a reader that can seek.
pub(super) fn look_inside<R: Read + Seek>(plaintext: R) -> Result<Notes, Trouble> {
    drop(plaintext);
    Ok(Notes::default())
}
