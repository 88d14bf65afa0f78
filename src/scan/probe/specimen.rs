//! Files for a scanner to find something in: the EICAR test file in zip archives.

use bytes::Bytes;

/// EICAR's test file (<https://www.eicar.org/download-anti-malware-testfile/>), backwards: forwards, this
/// program would be found itself.
const BACKWARDS: &[u8; 68] =
    b"*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X";

/// A file in three parts, of which only the middle one is long.
pub(super) struct Specimen {
    pub(super) start: Bytes,
    /// How many zeros stand in between.
    pub(super) zeros: u64,
    pub(super) end: Bytes,
}

impl Specimen {
    /// A zip of that many bytes, or of the few that it takes.
    pub(super) fn of_length(bytes: u64) -> Self {
        let (start, directory) = zip(&eicar(), 0);
        let zeros = bytes.saturating_sub((start.len() + directory.len()) as u64);
        let (start, directory) = zip(&eicar(), zeros);
        Self {
            start: start.into(),
            zeros,
            end: directory.into(),
        }
    }

    /// The test file in that many zips, each in the next.
    pub(super) fn nested(times: usize) -> Self {
        let nested = (0..times).fold(eicar(), |inside, _| {
            let (start, directory) = zip(&inside, 0);
            [start, directory].concat()
        });
        Self {
            start: nested.into(),
            zeros: 0,
            end: Bytes::new(),
        }
    }
}

fn eicar() -> Vec<u8> {
    BACKWARDS.iter().rev().copied().collect()
}

/// A zip with one member, not compressed (APPNOTE.TXT 4.3): the member, and after a gap the directory.
fn zip(content: &[u8], gap: u64) -> (Vec<u8>, Vec<u8>) {
    // Nothing here is longer than what the format's fields hold, but for the gap; StreamMaxLength is
    // at most what they hold, so a file with a longer one comes to no verdict anyway.
    let field = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let length = field(content.len() as u64);
    let both = [
        // Version 2.0, no flags, stored, midnight, 1980-01-01.
        &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..],
        // Sums are not looked at by clamd.
        &[0; 4],
        &length,
        &length,
        // The name's length, and no extra field.
        &[1, 0, 0, 0],
    ]
    .concat();
    let start = [b"PK\x03\x04", both.as_slice(), b"a", content].concat();
    let directory = [b"PK\x01\x02\x14\0", both.as_slice(), &[0; 14], b"a"].concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &field(directory.len() as u64),
        &field(start.len() as u64 + gap),
        &[0; 2],
    ]
    .concat();
    (start, [directory, end].concat())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn whole(specimen: &Specimen) -> Vec<u8> {
        let zeros = vec![0; usize::try_from(specimen.zeros).unwrap()];
        [&specimen.start[..], &zeros, &specimen.end].concat()
    }

    /// The one member of a zip, as another reader sees it.
    fn member(zip: Vec<u8>) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        assert_eq!(archive.len(), 1);
        let mut content = Vec::new();
        // The sum is not right, which is told at the end.
        drop(archive.by_index(0).unwrap().read_to_end(&mut content));
        content
    }

    #[test]
    fn they_are_zips_of_the_right_length_with_the_test_file_in_them() {
        for length in [100_000, 1_000_003] {
            let zip = whole(&Specimen::of_length(length));
            assert_eq!(zip.len() as u64, length);
            assert_eq!(member(zip), eicar());
        }
        assert!(whole(&Specimen::of_length(0)).len() < 500);
        let innermost = (0..3).fold(whole(&Specimen::nested(3)), |zip, _| member(zip));
        assert_eq!(innermost, eicar());
        assert!(eicar().starts_with(b"X5O!P%@AP"));
    }
}
