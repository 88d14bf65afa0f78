//! How a table in a stream is laid out (ISO 32000-1, 7.5.8.2): the columns of each row, and which row tells
//! where an object is.

use std::io::{Read, Seek};

use super::super::packed::{self, Packing};
use super::super::source::Source;
use super::super::syntax::{Dict, Value};
use super::Place;
use crate::submission::inspect::Trouble;

/// The rows of a table.
pub(super) struct Layout {
    widths: [usize; 3],
    /// Which of its rows is about the object that is looked for.
    pub(super) row: Option<u64>,
}

impl Layout {
    pub(super) fn of(dict: Dict<'_>, wanted: u64) -> Option<Self> {
        let mut widths = dict.get(b"W")?.items().map(Value::number);
        let mut width = || usize::try_from(widths.next()??).ok().filter(|w| *w <= 8);
        let widths = [width()?, width()?, width()?];
        let mut row = None;
        match dict.get(b"Index") {
            None => row = (wanted < dict.number(b"Size")?).then_some(wanted),
            Some(index) => {
                let mut before = 0_u64;
                let mut numbers = index.items().map_while(Value::number);
                while let (Some(first), Some(count)) = (numbers.next(), numbers.next()) {
                    let index = wanted.checked_sub(first).filter(|index| *index < count);
                    row = row.or(index.map(|index| before.saturating_add(index)));
                    before = before.saturating_add(count);
                }
            }
        }
        Some(Self { widths, row })
    }

    pub(super) fn entry<R: Read + Seek>(
        &self,
        source: &mut Source<R>,
        data_at: u64,
        packing: Packing,
        row: u64,
    ) -> Result<Vec<u8>, Trouble> {
        let width = self.widths.iter().sum::<usize>();
        let mut skip = row.saturating_mul(width as u64);
        let mut entry = Vec::with_capacity(width);
        packed::unpack(source, data_at, packing, |bytes| {
            let skipped = usize::try_from(skip).unwrap_or(usize::MAX).min(bytes.len());
            skip -= skipped as u64;
            let missing = width - entry.len();
            entry.extend(bytes.iter().skip(skipped).take(missing));
            entry.len() < width
        })?;
        Ok(entry)
    }

    pub(super) fn place(&self, entry: &[u8]) -> Option<Place> {
        let [kind, first, second] = self.widths;
        if entry.is_empty() || entry.len() < kind + first + second {
            return None;
        }
        let (kind_bytes, rest) = entry.split_at_checked(kind)?;
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |n: u64, byte| n << 8 | u64::from(*byte))
        };
        let field = number(rest.get(..first)?);
        // Without a first field, all are of type 1 (table 17).
        match if kind == 0 { 1 } else { number(kind_bytes) } {
            0 => Some(Place::Free),
            1 => Some(Place::At(field)),
            2 => Some(Place::In(field)),
            _ => None,
        }
    }
}
