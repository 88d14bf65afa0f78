//! What must hold for any bytes whatever: parsers end, don't panic, and judge the same however the bytes
//! are cut into chunks.

use std::io::Cursor;

use bytes::Bytes;
use sendsikkert::submission::inspect::{Inspector, Trouble};
use sendsikkert::submission::{Kind, Kinds, Limits, Notes, Rejection, judge};

/// Judges bytes as a file of a kind, twice: cut as the first byte says, and whole.
///
/// # Panics
/// When the two verdicts differ, or the reader is said to be unreadable.
pub fn judge_as(kind: Kind, data: &[u8]) {
    let Some((cut, file)) = data.split_first() else {
        return;
    };
    let chunk = usize::from(*cut) + 1;
    assert_eq!(verdict(kind, file, chunk), verdict(kind, file, usize::MAX));
}

/// Judges bytes as whatever they look like, under a name.
///
/// # Panics
/// When the reader is said to be unreadable.
pub fn judge_file(data: &[u8]) {
    let judged = judge::file("fil", Cursor::new(data), &Limits::default());
    assert!(!matches!(judged, Err(Trouble::Unreadable(_))));
}

fn verdict(kind: Kind, file: &[u8], chunk: usize) -> Result<(Kind, Notes), Rejection> {
    let mut inspector = Inspector::begin(kind);
    for bytes in file.chunks(chunk) {
        inspector.push(&Bytes::copy_from_slice(bytes))?;
    }
    match inspector.end()?.look_inside(Cursor::new(file), Kinds::ALL) {
        Ok(inspected) => Ok((inspected.kind, inspected.notes)),
        Err(Trouble::Refused(rejection)) => Err(rejection),
        Err(Trouble::Unreadable(error)) => panic!("memory can always be read: {error}"),
    }
}
