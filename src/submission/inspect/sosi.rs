//! SOSI: `.HODE` first, `.SLUTT` last, and between them elements that never go down more than one level
//! at a time (SOSI del 1, the notation).
//!
//! Values are not judged, apart from the references of islands; what the header says of version and
//! character set is noted when archivists should know.

mod charset;
mod notation;
mod outline;

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
    feed.hand_over_rest(|chunk| {
        evidence.push(chunk);
        notation.push(chunk)
    })
    .await?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::detect::Found;
    use crate::submission::inspect::trial::{self, Verdict};

    const GOOD: &str = ".HODE\r\n..TEGNSETT UTF-8\r\n..OMR\u{C5}DE\r\n...MIN-N\u{D8} 0 0\r\n\
        ..SOSI-VERSJON 4.5 ! nyeste\r\n.FLATE 1:\r\n..NAVN \"St. (Olav\" ! (\r\n\
        ..REF :2 (:3\r\n:-4) (:5)\r\n..N\u{D8}\r\n10 20 ...KP 1\r\n.SLUTT";

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Sosi, file, chunk)
    }

    fn sosi(fault: SosiFault, line: u64) -> Rejection {
        Rejection::Sosi { fault, line }
    }

    #[test]
    fn the_notation_is_followed() {
        assert_eq!(verdict(GOOD.as_bytes(), 1), Ok(Notes::default()));
        for (file, expected) in [
            (".HODE\n..EIER X\n.SLUTT", None),
            ("! kart\n\n  .HODE\n..EIER X\n.SLUTT\n", None),
            (".HODE\r..EIER X\r.SLUTT\r", None),
            (".HODE ..EIER X .SLUTT", None),
            (".HODE 0:\n..EIER .5 ... og .. (\n.SLUTT\n\n\u{1A}", None),
            (".HODE\n..EIER \"X\n..EIER 'Per''s'\n.SLUTT ! slutt", None),
            (".HODE\n..EIER se ....vedlegg\n.SLUTT", None),
            ("\u{FEFF}.HODE\n..EIER X\n.SLUTT", None),
            (".PUNKT 1:\n.SLUTT", Some(Rejection::UnknownKind)),
            (
                "kart\n.HODE\n..EIER X\n.SLUTT",
                Some(Rejection::UnknownKind),
            ),
            (".HODE\n.SLUTT", Some(Rejection::Damaged)),
            (
                ".HODE\n...EIER X\n.SLUTT",
                Some(sosi(SosiFault::LevelLeap, 2)),
            ),
            (
                ".HODE ...EIER X\n.SLUTT",
                Some(sosi(SosiFault::LevelLeap, 1)),
            ),
            (".HODE\n..EIER X\n", Some(sosi(SosiFault::NoEnd, 3))),
            (
                ".HODE\r\n..EIER X ! .SLUTT",
                Some(sosi(SosiFault::NoEnd, 2)),
            ),
            (".HODE\n..EIER \0\n.SLUTT", Some(sosi(SosiFault::Binary, 2))),
            (
                ".HODE\n..EIER X ! \u{7}\n.SLUTT",
                Some(sosi(SosiFault::Binary, 2)),
            ),
            (".HODE\n..EIER \"\u{1}", Some(sosi(SosiFault::Binary, 2))),
            (".HODE\n..EIER \t\u{15} 12\u{B} ! \u{C}\n.SLUTT", None),
            (
                ".HODE\n..REF (:1\n.SLUTT",
                Some(sosi(SosiFault::Parenthesis, 3)),
            ),
            (
                ".HODE\n..REF (:1 (:2))\n.SLUTT",
                Some(sosi(SosiFault::Parenthesis, 2)),
            ),
            (
                ".HODE\n..REF :1)\n.SLUTT",
                Some(sosi(SosiFault::Parenthesis, 2)),
            ),
            (
                ".HODE\n..EIER X\n.SLUTT\nMZ",
                Some(Rejection::Hidden {
                    found: Found::Other,
                }),
            ),
        ] {
            for chunk in [1, 3, 1000] {
                assert_eq!(verdict(file.as_bytes(), chunk).err(), expected, "{file}");
            }
        }
    }

    #[test]
    fn what_the_header_says_is_noted() {
        let notes = |header: &[u8]| {
            let file = [b".HODE\n".as_slice(), header, b"\n.PUNKT 1:\n.SLUTT"].concat();
            verdict(&file, 5).unwrap().iter().collect::<Vec<_>>()
        };
        let with_version = |header: &[u8]| notes(&[header, b"\n..SOSI-VERSJON 4.5"].concat());
        for charset in [
            "utf-8",
            "ISO8859-1",
            "iso8859-10",
            "ANSI",
            "DOSN8",
            "ND7",
            "DECN7",
            "decm8",
        ] {
            let declared = format!("..TEGNSETT {charset}");
            assert_eq!(with_version(declared.as_bytes()), [], "{charset}");
        }
        assert_eq!(with_version(b"..EIER X"), [Note::SosiCharsetMissing]);
        assert_eq!(
            notes(b"..TEGNSETT ANSI\n..SOSI-VERSJON 2.1"),
            [Note::SosiVersion]
        );
        assert_eq!(notes(b"..TEGNSETT ANSI"), [Note::SosiVersion]);
        for (header, is_wrong) in [
            (b"..TEGNSETT UTF-8\n..OMR\xC5DE".as_slice(), true),
            (b"..TEGNSETT ANSI\n..OMR\xC3\x85DE", true),
            (b"..TEGNSETT DOSN8\n..OMR\xC5DE", true),
            (b"..TEGNSETT ND7\n..EIER \xC5", true),
            (b"..TEGNSETT DOSN8\n..OMR\x8FDE", false),
            (b"..TEGNSETT ND7\n..OMR]DE", false),
            (b"..TEGNSETT ISO8859-10\n..OMR\xC5DE", false),
        ] {
            assert_eq!(
                with_version(header) == [Note::SosiCharset],
                is_wrong,
                "{header:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(at in 0..200_usize, with in ".{0,3}|[.(:)\"!]{1,3}", chunk in 1..9_usize) {
            let file = trial::patched(GOOD.as_bytes(), at, with.len(), with.as_bytes());
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, 1000));
        }

        #[test]
        fn anything_is_judged(file in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(verdict(&file, 7).is_err());
        }
    }
}
