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
        let mut rest = chunk;
        loop {
            if !self.is_behind_ff {
                let Some(behind) = behind_ff(rest) else {
                    return (chunk.len(), None);
                };
                self.is_behind_ff = true;
                rest = behind;
            }
            let Some((&byte, behind)) = rest.split_first() else {
                return (chunk.len(), None);
            };
            rest = behind;
            match byte {
                // A fill byte (T.81, B.1.1.2).
                0xFF => {}
                // A stuffed zero, or a place to restart at (F.1.2.3, B.2.1).
                0 | 0xD0..=0xD7 => self.is_behind_ff = false,
                // Nothing that ends a scan: a bit fell over. Readers look for the next marker.
                0x01..=0xBF => {
                    self.is_behind_ff = false;
                    self.is_stained = true;
                }
                marker => return (chunk.len() - rest.len(), Some(marker)),
            }
        }
    }
}

fn behind_ff(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(memchr(0xFF, bytes)? + 1..)
}
