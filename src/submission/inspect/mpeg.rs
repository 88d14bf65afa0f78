//! MPEG film: program streams (ISO/IEC 11172-1 and 13818-1, 2.5), transport streams (13818-1, 2.4), and
//! MPEG-1 and MPEG-2 video by itself (11172-2, 13818-2).
//!
//! The structure is followed as loosely as players do: what is cut off at the end or damaged in the
//! middle still plays, as long as most of it is what it says it is.

mod program;
mod start_code;
mod transport;
mod video;

use self::start_code::START_CODE;
use super::Inspected;
use super::feed::Feed;
use super::foreign::{self, FOREIGN_BYTES};
use crate::submission::detect::media::Transport;
use crate::submission::{Kind, Note, Notes, Rejection};

/// The start code of a video's sequence header.
const SEQUENCE: u8 = 0xB3;
/// So much more than there is film, and nobody looks any further.
const MAX_JUNK_BYTES: u64 = 4 << 20;

/// Judges a file of this kind as it streams by.
pub(super) async fn parse(mut feed: Feed) -> Result<Inspected, Rejection> {
    let head = feed.peek(Transport::HEAD_BYTES).await;
    let transport = Transport::of(head);
    let is_video = head.starts_with(START_CODE) && head.get(3) == Some(&SEQUENCE);
    let film = match transport {
        Some(cut) => transport::parse(feed, cut).await?,
        None if is_video => video::parse(feed).await?,
        None => program::parse(feed).await?,
    };
    let notes = film.is_mpeg1.then_some(Note::Mpeg1);
    Ok(Inspected::complete(Kind::Mpeg, Notes::from_iter(notes)))
}

/// What a stream turned out to be.
struct Film {
    is_mpeg1: bool,
}

/// How much of a stream is what it should be.
#[derive(Default)]
struct Tally {
    film_bytes: u64,
    junk_bytes: u64,
}

impl Tally {
    /// Counts what does not belong, and refuses what has too much of it to be worth following.
    fn junk(&mut self, bytes: u64) -> Result<(), Rejection> {
        self.junk_bytes += bytes;
        if self.junk_bytes > self.film_bytes + MAX_JUNK_BYTES {
            return Err(Rejection::Damaged);
        }
        Ok(())
    }

    fn is_mostly_film(&self) -> bool {
        self.film_bytes >= self.junk_bytes
    }
}

/// Another file where the next unit should be.
async fn refuse_foreign(feed: &mut Feed) -> Result<(), Rejection> {
    foreign::refuse(foreign::begins(feed.peek(FOREIGN_BYTES).await))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::submission::detect::Found;
    use crate::submission::inspect::trial::{self, Verdict};

    fn verdict(file: &[u8], chunk: usize) -> Verdict {
        trial::verdict(Kind::Mpeg, file, chunk)
    }

    fn pack2() -> Vec<u8> {
        // With three bytes of stuffing.
        b"\0\0\x01\xBA\x44\0\x04\0\x04\x01\0\x46\x53\xFB\xFF\xFF\xFF".to_vec()
    }

    fn pack1() -> Vec<u8> {
        b"\0\0\x01\xBA\x21\0\x01\0\x01\xC3\x33\x67".to_vec()
    }

    fn packet(code: u8, bytes: u8) -> Vec<u8> {
        let mut packet = vec![0, 0, 1, code, 0, bytes];
        packet.resize(6 + usize::from(bytes), 0x5A);
        packet
    }

    fn program(pack: &[u8]) -> Vec<u8> {
        let unit = [
            pack,
            &packet(0xBB, 9),
            &packet(0xE0, 200),
            &packet(0xC0, 90),
        ]
        .concat();
        unit.repeat(4)
    }

    fn video(has_extension: bool) -> Vec<u8> {
        let extension: &[u8] = if has_extension {
            b"\0\0\x01\xB5\x14"
        } else {
            b""
        };
        let header = [b"\0\0\x01\xB3\x18\x01\x20\x13".as_slice(), extension];
        let picture = [
            b"\0\0\x01\0\x0F\xFF".as_slice(),
            b"\0\0\x01\x01abc\0\0\x01\x02def",
        ];
        [header.concat(), picture.concat().repeat(3)].concat()
    }

    fn transport(packet: usize, first: usize) -> Vec<u8> {
        let cut = |pid: u8| {
            let mut bytes = vec![0x11; first];
            bytes.extend([0x47, 0x40, pid, 0x10]);
            bytes.resize(packet, 0xFF);
            bytes
        };
        [cut(0), cut(1), cut(2), cut(3), cut(4), cut(0), cut(1)].concat()
    }

    #[test]
    fn streams_of_every_kind_are_taken() {
        let mpeg1 = Notes::from_iter([Note::Mpeg1]);
        let mpeg2 = Notes::default();
        let sectors = [program(&pack2()), vec![0; 3000], program(&pack2())].concat();
        let damaged = [program(&pack2()), vec![0xAB; 500], program(&pack2())].concat();
        let ended = [program(&pack2()), vec![0, 0, 1, 0xB9]].concat();
        let cut_off = [pack2(), vec![0, 0, 1, 0xE0, 0xFF, 0xFF], vec![7; 2000]].concat();
        let torn = [&transport(188, 0)[..600], &transport(188, 0)].concat();
        for (what, file, expected) in [
            ("MPEG-2", program(&pack2()), &mpeg2),
            ("MPEG-1", program(&pack1()), &mpeg1),
            ("empty sectors", sectors, &mpeg2),
            ("damage", damaged, &mpeg2),
            ("an end", ended, &mpeg2),
            ("a packet that is cut off", cut_off, &mpeg2),
            ("MPEG-2 video", video(true), &mpeg2),
            ("MPEG-1 video", video(false), &mpeg1),
            ("transport", transport(188, 0), &mpeg2),
            ("a camcorder's", transport(192, 4), &mpeg2),
            ("a broadcaster's", transport(204, 0), &mpeg2),
            (
                "one that is cut off",
                transport(192, 4)[..1000].to_vec(),
                &mpeg2,
            ),
            ("one that lost bytes", torn, &mpeg2),
            (
                "one with room behind",
                [transport(188, 0), vec![0; 900]].concat(),
                &mpeg2,
            ),
        ] {
            assert_eq!(verdict(&file, 4096).as_ref(), Ok(expected), "{what}");
        }
    }

    #[test]
    fn what_is_hardly_film_is_damaged() {
        let no_table = [[0x47, 0x41, 0x11, 0x10].as_slice(), &[0; 184]].concat();
        for (what, file) in [
            ("a header", pack2()),
            ("a header's half", pack2()[..7].to_vec()),
            ("a header and nothing", [pack2(), vec![0; 4000]].concat()),
            ("a header and junk", [pack2(), vec![0xAB; 4000]].concat()),
            (
                "half a packet",
                [pack2(), packet(0xE0, 200)[..90].to_vec()].concat(),
            ),
            ("padding", [pack2(), packet(0xBE, 200)].concat().repeat(3)),
            ("a sequence header", video(true)[..13].to_vec()),
            (
                "a sequence header and junk",
                [video(true), vec![0xAB; 4 << 20]].concat(),
            ),
            ("packets in which nothing can be found", no_table.repeat(9)),
            (
                "packets and junk",
                [transport(188, 0), vec![0xAB; 9000]].concat(),
            ),
        ] {
            assert_eq!(verdict(&file, 4096), Err(Rejection::Damaged), "{what}");
        }
    }

    #[test]
    fn other_files_are_not_carried_in() {
        let archive = b"7z\xBC\xAF\x27\x1C\0\x04..".as_slice();
        for film in [program(&pack2()), transport(188, 0), transport(192, 4)] {
            let file = [&film, archive].concat();
            let found = Found::Archive;
            assert_eq!(verdict(&file, 99), Err(Rejection::Hidden { found }));
        }
    }

    proptest! {
        #[test]
        fn cuts_make_no_difference(
            stream in 0..4_usize,
            edits in prop::collection::vec((0..2000_usize, any::<u8>(), 0..40_usize), 0..6),
            chunk in 1..500_usize,
        ) {
            let streams = [program(&pack2()), program(&pack1()), video(true), transport(192, 4)];
            let mut file = streams[stream].repeat(2);
            for (at, byte, more) in edits {
                let at = at % file.len();
                file[at] = byte;
                file.drain(at..(at + more).min(file.len() - 1));
            }
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, usize::MAX));
        }

        #[test]
        fn anything_is_judged(
            start in prop::sample::select(vec![b"\0\0\x01\xBA\x44".as_slice(), b"\0\0\x01\xB3", b"G", b""]),
            bytes in prop::collection::vec(prop::sample::select(vec![0_u8, 1, 0x47, 0xBA, 0xE0, 0xFF, 3]), 0..2000),
            chunk in 1..300_usize,
        ) {
            let file = [start, &bytes].concat();
            prop_assert_eq!(verdict(&file, chunk), verdict(&file, usize::MAX));
        }
    }
}
