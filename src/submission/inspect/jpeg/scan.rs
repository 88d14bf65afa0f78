//! The bytes of a scan: entropy-coded, with a zero behind every FF that belongs to them.

use memchr::memchr;

use crate::submission::inspect::feed::Feed;

/// How a scan ended.
pub(super) struct End {
    /// The marker behind it.
    pub(super) marker: u8,
    /// Whether there were markers in it that a scan can't have.
    pub(super) is_stained: bool,
}

/// Passes over a scan, and the marker behind it; `None` when the file ends before.
pub(super) async fn pass(feed: &mut Feed) -> Option<End> {
    let mut scan = Scan::default();
    loop {
        let chunk = feed.chunk().await;
        if chunk.is_empty() {
            return None;
        }
        let (used, marker) = scan.pass(chunk);
        feed.consume(used);
        if let Some(marker) = marker {
            return Some(End {
                marker,
                is_stained: scan.is_stained,
            });
        }
    }
}

#[derive(Default)]
struct Scan {
    is_behind_ff: bool,
    is_stained: bool,
}

impl Scan {
    /// How many bytes belong to the scan, and the marker that ends it.
    fn pass(&mut self, chunk: &[u8]) -> (usize, Option<u8>) {
        let mut used = 0;
        while let Some((&first, rest)) = chunk.get(used..).and_then(<[u8]>::split_first) {
            if !self.is_behind_ff {
                self.is_behind_ff = true;
                used += match memchr(0xFF, chunk.get(used..).unwrap_or_default()) {
                    Some(at) => at + 1,
                    None => {
                        self.is_behind_ff = false;
                        1 + rest.len()
                    }
                };
                continue;
            }
            used += 1;
            match first {
                // A fill byte (T.81, B.1.1.2).
                0xFF => {}
                // A stuffed zero, or a place to restart at (F.1.2.3, B.2.1).
                0 | 0xD0..=0xD7 => self.is_behind_ff = false,
                // Nothing that ends a scan: a bit fell over. Readers look for the next marker.
                0x01..=0xBF => {
                    self.is_behind_ff = false;
                    self.is_stained = true;
                }
                marker => return (used, Some(marker)),
            }
        }
        (used, None)
    }
}
