//! Program streams: packs of packets, each with its length (ISO/IEC 13818-1, 2.5.3; 11172-1, 2.4.3).

use super::start_code::{START_CODE, past_start_code};
use super::{Feed, Film, Rejection, Tally, refuse_foreign};

/// As much of a unit as tells its length, behind the start code's three bytes.
const UNIT_HEAD_BYTES: usize = 11;

/// So much of a packet that is cut off still has something to show.
const CUT_PACKET_BYTES: u64 = 1024;

/// One unit of a stream.
#[derive(Clone, Copy)]
struct Unit {
    what: What,
    /// How many bytes it has behind the start code's first three.
    bytes: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Pack {
        is_mpeg1: bool,
    },
    /// A packet with sound, pictures or subtitles.
    Media,
    /// The system header, padding, navigation, the end.
    Other,
}

impl Unit {
    fn of(head: &[u8]) -> Option<Self> {
        let (what, bytes) = match *head {
            [0xB9, ..] => (What::Other, 1),
            [0xBA, clock, .., stuffing] if head.len() == UNIT_HEAD_BYTES && clock >> 6 == 1 => {
                let is_mpeg1 = false;
                (What::Pack { is_mpeg1 }, 11 + u64::from(stuffing & 7))
            }
            [0xBA, clock, ..] if clock >> 4 == 2 => (What::Pack { is_mpeg1: true }, 9),
            [code @ 0xBB..=0xFF, high, low, ..] => {
                let what = match code {
                    0xBD | 0xC0..=0xEF | 0xFD => What::Media,
                    _ => What::Other,
                };
                (what, 3 + u64::from(u16::from_be_bytes([high, low])))
            }
            _ => return None,
        };
        Some(Self { what, bytes })
    }
}

#[derive(Default)]
struct Program {
    tally: Tally,
    /// Whether the first pack is MPEG-1's; `None` until there is one.
    is_mpeg1: Option<bool>,
    packets: u64,
    /// The unit that was passed over last, with its bytes: it was one if another stands behind it.
    last: Option<(Unit, u64)>,
}

pub(super) async fn parse(mut feed: Feed) -> Result<Film, Rejection> {
    let mut program = Program::default();
    while program.next(&mut feed).await? {}
    match program.is_mpeg1 {
        Some(is_mpeg1) if program.packets > 0 && program.tally.is_mostly_film() => {
            Ok(Film { is_mpeg1 })
        }
        _ => Err(Rejection::Damaged),
    }
}

impl Program {
    /// Passes over the next unit and what stands before it; whether there was one.
    async fn next(&mut self, feed: &mut Feed) -> Result<bool, Rejection> {
        let next = feed.peek(START_CODE.len()).await;
        let nothing = next.is_empty();
        if next == START_CODE || nothing {
            self.settle(true)?;
            feed.skip(START_CODE.len() as u64).await;
            if nothing {
                return Ok(false);
            }
        } else {
            if self.last.is_some() {
                refuse_foreign(feed).await?;
            }
            let gap = past_start_code(feed).await;
            self.settle(gap.zeros)?;
            if !gap.zeros {
                self.tally.junk(gap.bytes)?;
            }
            if !gap.found {
                return Ok(false);
            }
        }
        self.unit(feed).await?;
        Ok(true)
    }

    async fn unit(&mut self, feed: &mut Feed) -> Result<(), Rejection> {
        let Some(unit) = Unit::of(feed.peek(UNIT_HEAD_BYTES).await) else {
            return self.tally.junk(START_CODE.len() as u64);
        };
        let passed = feed.skip(unit.bytes).await;
        self.last = Some((unit, passed));
        Ok(())
    }

    /// Counts the last unit.
    fn settle(&mut self, in_its_place: bool) -> Result<(), Rejection> {
        let Some((unit, passed)) = self.last.take() else {
            return Ok(());
        };
        let bytes = passed + START_CODE.len() as u64;
        if !in_its_place {
            return self.tally.junk(bytes);
        }
        self.tally.film_bytes += bytes;
        match unit.what {
            What::Pack { is_mpeg1 } => {
                self.is_mpeg1.get_or_insert(is_mpeg1);
            }
            What::Media => {
                self.packets += u64::from(passed == unit.bytes || passed >= CUT_PACKET_BYTES);
            }
            What::Other => {}
        }
        Ok(())
    }
}
