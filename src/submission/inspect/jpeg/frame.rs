//! What a JPEG's frame and scan headers say, and the quantization tables that they name.

use crate::submission::Rejection;
use crate::submission::detect::Found;
use crate::submission::inspect::feed::Feed;
use crate::submission::inspect::picture::Size;

/// A frame's header (T.81, B.2.2).
#[derive(Debug)]
pub(super) struct Frame {
    lines: u16,
    samples_per_line: u16,
    /// The identifier and the quantization table of each.
    components: Vec<(u8, u8)>,
}

impl Frame {
    pub(super) async fn read(feed: &mut Feed, length: u64) -> Result<Self, Rejection> {
        let [precision, l1, l2, s1, s2, count] = feed.array().await.ok_or(Rejection::Damaged)?;
        // No reader knows colours of more than four components.
        if length != 6 + 3 * u64::from(count) || !(1..=4).contains(&count) {
            return Err(Rejection::Damaged);
        }
        match precision {
            8 => {}
            // Of more than eight bits: ordinary readers don't open them.
            12 | 16 => {
                return Err(Rejection::Kind {
                    found: Found::Image,
                });
            }
            _ => return Err(Rejection::Damaged),
        }
        let mut components = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let [id, sampling, table] = feed.array().await.ok_or(Rejection::Damaged)?;
            let is_factor = |factor| (1..=4).contains(&factor);
            if !is_factor(sampling >> 4) || !is_factor(sampling & 15) || table > 3 {
                return Err(Rejection::Damaged);
            }
            components.push((id, table));
        }
        let frame = Self {
            lines: u16::from_be_bytes([l1, l2]),
            samples_per_line: u16::from_be_bytes([s1, s2]),
            components,
        };
        // Lines may be counted later.
        if frame.lines > 0 {
            frame.size().check()?;
        }
        Ok(frame)
    }

    pub(super) fn size(&self) -> Size {
        Size {
            width: self.samples_per_line.into(),
            height: self.lines.into(),
            bits_per_pixel: 8 * self.components.len() as u64,
        }
    }

    /// The number of lines that stands behind the first scan.
    pub(super) fn fill_lines(&mut self, lines: u16) -> Result<(), Rejection> {
        if self.lines == 0 {
            self.lines = lines;
            self.size().check()?;
        }
        Ok(())
    }

    /// Whether a scan's components are the frame's, and have tables.
    pub(super) fn check_scan(&self, scan: &ScanHeader, tables: &Tables) -> Result<(), Rejection> {
        let is_known = |id: &u8| {
            self.components
                .iter()
                .any(|(known, table)| known == id && tables.have(*table))
        };
        if scan.components.iter().all(is_known) {
            Ok(())
        } else {
            Err(Rejection::Damaged)
        }
    }
}

/// The components that a scan is of (T.81, B.2.3).
#[derive(Debug)]
pub(super) struct ScanHeader {
    components: Vec<u8>,
}

impl ScanHeader {
    pub(super) async fn read(feed: &mut Feed, length: u64) -> Result<Self, Rejection> {
        let count = feed.byte().await.ok_or(Rejection::Damaged)?;
        if length != 4 + 2 * u64::from(count) || !(1..=4).contains(&count) {
            return Err(Rejection::Damaged);
        }
        let mut components = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let [id, _] = feed.array().await.ok_or(Rejection::Damaged)?;
            components.push(id);
        }
        if feed.skip(3).await < 3 {
            return Err(Rejection::Damaged);
        }
        Ok(Self { components })
    }
}

/// The quantization tables that have come (T.81, B.2.4.1).
#[derive(Debug, Default)]
pub(super) struct Tables([bool; 4]);

impl Tables {
    pub(super) async fn read(&mut self, feed: &mut Feed, length: u64) -> Result<(), Rejection> {
        let mut left = length;
        while left > 0 {
            let named = feed.byte().await.ok_or(Rejection::Damaged)?;
            let bytes = if named >> 4 == 0 { 64 } else { 128 };
            let table = self.0.get_mut(usize::from(named & 15));
            *table.ok_or(Rejection::Damaged)? = true;
            left = left.checked_sub(1 + bytes).ok_or(Rejection::Damaged)?;
            if feed.skip(bytes).await < bytes {
                return Err(Rejection::Damaged);
            }
        }
        Ok(())
    }

    fn have(&self, table: u8) -> bool {
        self.0.get(usize::from(table)) == Some(&true)
    }
}
