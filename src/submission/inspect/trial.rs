//! How the tests of every format have a file judged.

use std::io::Cursor;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;

use super::feed::{Feed, feed};
use super::{Inspected, Inspector, Trouble};
use crate::submission::kind::Kinds;
use crate::submission::{Kind, Notes, Rejection};

pub(super) type Verdict = Result<Notes, Rejection>;

/// Judges a file of this kind that comes so many bytes at a time, and looks inside where that is wanted.
pub(super) fn judged(kind: Kind, file: &[u8], chunk: usize) -> Result<Inspected, Rejection> {
    let mut inspector = Inspector::begin(kind);
    for piece in file.chunks(chunk) {
        inspector.push(&Bytes::copy_from_slice(piece))?;
    }
    inspector
        .end()?
        .look_inside(Cursor::new(file), Kinds::ALL)
        .map_err(refused)
}

/// What there is to say of such a file.
pub(super) fn verdict(kind: Kind, file: &[u8], chunk: usize) -> Verdict {
    judged(kind, file, chunk).map(|inspected| inspected.notes)
}

/// Why a file is refused, which in memory can always be read.
pub(super) fn refused(trouble: Trouble) -> Rejection {
    match trouble {
        Trouble::Refused(rejection) => rejection,
        Trouble::Unreadable(error) => panic!("{error}"),
    }
}

/// A file with other bytes in the place of some of its own.
pub(super) fn patched(file: &[u8], at: usize, without: usize, with: &[u8]) -> Vec<u8> {
    let at = at.min(file.len());
    let end = (at + without).min(file.len());
    [&file[..at], with, &file[end..]].concat()
}

/// Runs a parser over a file that comes so many bytes at a time.
pub(super) fn read<T, R: Future<Output = T>>(
    file: &[u8],
    chunk: usize,
    parser: impl FnOnce(Feed) -> R,
) -> T {
    let (feeder, feed) = feed();
    let mut reading = Box::pin(parser(feed));
    let mut context = Context::from_waker(Waker::noop());
    for piece in file.chunks(chunk) {
        feeder.offer(Bytes::copy_from_slice(piece));
        if let Poll::Ready(read) = reading.as_mut().poll(&mut context) {
            return read;
        }
    }
    feeder.end();
    match reading.as_mut().poll(&mut context) {
        Poll::Ready(read) => read,
        Poll::Pending => panic!("the end of the file was not noticed"),
    }
}
