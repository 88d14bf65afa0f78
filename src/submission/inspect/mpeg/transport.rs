//! Transport streams: packets of one size, each with a sync byte (ISO/IEC 13818-1, 2.4.3), whatever the
//! film in them is coded with.

use super::{Feed, Film, Rejection, Tally, Transport, refuse_foreign};

/// So many packets in a row are no chance.
const PACKETS: usize = 3;

struct Stream {
    cut: Transport,
    tally: Tally,
    /// Whether there is a program association table, without which nothing can be found in the stream.
    has_table: bool,
    /// Whether the place of the next packet is not known.
    lost: bool,
}

pub(super) async fn parse(mut feed: Feed, cut: Transport) -> Result<Film, Rejection> {
    let mut stream = Stream {
        cut,
        tally: Tally::default(),
        has_table: false,
        lost: false,
    };
    while stream.next(&mut feed).await? {}
    if stream.has_table && stream.tally.is_mostly_film() {
        Ok(Film { is_mpeg1: false })
    } else {
        Err(Rejection::Damaged)
    }
}

impl Stream {
    /// Passes over the next packets, or over what is none; whether there was anything.
    async fn next(&mut self, feed: &mut Feed) -> Result<bool, Rejection> {
        let here = feed.chunk().await;
        let used = self.packets(here);
        if used > 0 {
            feed.consume(used);
            return Ok(true);
        }
        // A packet may be cut between chunks, or by the end of the file.
        let next = feed.peek(self.cut.packet).await;
        let (there, used) = (next.len(), self.packets(next));
        let cut_off = there < self.cut.packet && self.cut.is_packet(next);
        if used > 0 || cut_off {
            feed.consume(there);
        } else if feed.skip_zeros().await == 0 && there > 0 {
            self.find_the_way(feed).await?;
        }
        Ok(there > 0)
    }

    /// Counts the packets that stand here in a row; how many bytes they are.
    fn packets(&mut self, here: &[u8]) -> usize {
        let Self { cut, .. } = *self;
        let mut used = 0;
        for packet in here.chunks_exact(cut.packet) {
            if !cut.is_packet(packet) {
                break;
            }
            self.has_table = self.has_table || begins_table(packet.get(cut.sync..));
            used += packet.len();
        }
        self.tally.film_bytes += used as u64;
        self.lost &= used == 0;
        used
    }

    async fn find_the_way(&mut self, feed: &mut Feed) -> Result<(), Rejection> {
        if !self.lost {
            refuse_foreign(feed).await?;
            self.lost = true;
        }
        let Self { cut, .. } = *self;
        loop {
            let here = feed.chunk().await;
            let behind = here.get(1..).unwrap_or_default();
            let rest = behind.len().saturating_sub(cut.sync);
            let junk = 1 + cut.find(behind).unwrap_or(rest);
            feed.consume(junk);
            self.tally.junk(junk as u64)?;
            let ahead = feed.peek(cut.sync + (PACKETS - 1) * cut.packet + 1).await;
            let begin = ahead.iter().skip(cut.sync).step_by(cut.packet).count();
            if cut.packets(ahead) == begin {
                return Ok(());
            }
        }
    }
}

/// Whether a packet carries the beginning of packet identifier 0, and is not marked as damaged
/// (ISO/IEC 13818-1, table 2-2).
fn begins_table(packet: Option<&[u8]>) -> bool {
    matches!(packet, Some([_, flags, 0, ..]) if flags & 0xDF == 0x40)
}
