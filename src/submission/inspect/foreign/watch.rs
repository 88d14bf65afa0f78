//! What is looked for in the whole of a file, whatever its parser makes of it.

use bytes::Bytes;

use super::disc::Disc;
use super::sieve::{Mesh, Sieve};
use super::tail::Tail;
use crate::submission::detect::Found;
use crate::submission::{Kind, Rejection};

/// Watches a file stream by. It speaks at the end only: what a parser refuses on the way would otherwise
/// depend on how the bytes are cut.
pub(in super::super) struct Watch {
    kind: Kind,
    tail: Tail,
    disc: Disc,
    /// As long as nothing is found.
    sieve: Option<Sieve>,
    found: Result<(), Rejection>,
}

impl Watch {
    /// Over a file of this kind.
    pub(in super::super) fn over(kind: Kind) -> Self {
        Self {
            kind,
            tail: Tail::default(),
            disc: Disc::default(),
            sieve: is_media(kind).then(|| Sieve::new(Mesh::Coarse)),
            found: Ok(()),
        }
    }

    /// Takes the next chunk.
    pub(in super::super) fn remember(&mut self, chunk: &Bytes) {
        self.tail.remember(chunk);
        self.disc.remember(chunk);
        if let Some(sieve) = &mut self.sieve {
            self.found = sieve.look(chunk);
            if self.found.is_err() {
                self.sieve = None;
            }
        }
    }

    /// Refuses a file that is another one, too.
    pub(in super::super) fn judge(self) -> Result<(), Rejection> {
        self.found?;
        self.sieve.map_or(Ok(()), Sieve::end)?;
        let is_zip = match self.kind {
            Kind::Zip => false,
            kind if is_media(kind) => self.tail.holds_end_of_zip(),
            // A document may have an archive attached, which is not where it ends.
            _ => self.tail.is_end_of_zip(),
        };
        if is_zip || self.disc.is_image() {
            return Err(Rejection::Hidden {
                found: Found::Archive,
            });
        }
        Ok(())
    }
}

/// Pictures, sound and film, in which no archive is at home, wherever it stands. Readers of archives search
/// for their beginning.
fn is_media(kind: Kind) -> bool {
    match kind {
        Kind::Jpeg | Kind::Tiff | Kind::Png | Kind::Mp3 | Kind::Mpeg => true,
        Kind::Pdf | Kind::Xml | Kind::Html | Kind::Sosi | Kind::Zip => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(kind: Kind, file: &[u8], chunk: usize) -> Result<(), Rejection> {
        let mut watch = Watch::over(kind);
        for piece in file.chunks(chunk) {
            watch.remember(&Bytes::copy_from_slice(piece));
        }
        watch.judge()
    }

    #[test]
    fn an_archive_is_found_anywhere_in_a_picture() {
        let hidden = || {
            Err(Rejection::Hidden {
                found: Found::Archive,
            })
        };
        let amid = |bytes: &[u8]| [&[b'x'; 2_000], bytes, &[b'x'; 2_000]].concat();
        // A version that nobody writes, in which readers see no harm.
        let member = b"PK\x03\x04\x40\0\0\0\x08\0................\x05\0\0\0a.txt";
        let seven_zip = b"7z\xBC\xAF\x27\x1C\0\x04";
        for chunk in [1, 1_999, 100_000] {
            assert_eq!(judged(Kind::Jpeg, &amid(b"7z"), chunk), Ok(()));
            assert_eq!(judged(Kind::Pdf, &amid(seven_zip), chunk), Ok(()));
            for archive in [seven_zip.as_slice(), b"Rar!\x1A\x07\x01\0", member] {
                for kind in [Kind::Jpeg, Kind::Tiff, Kind::Png, Kind::Mp3, Kind::Mpeg] {
                    assert_eq!(judged(kind, &amid(archive), chunk), hidden());
                }
            }
        }
    }
}
