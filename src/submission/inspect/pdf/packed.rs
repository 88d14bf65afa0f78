//! Streams that are read: tables of objects and the objects in them, which stand there deflated and
//! perhaps filtered (ISO 32000-1, 7.4.4).

use std::io::{Read, Seek};

use flate2::{Decompress, FlushDecompress, Status};

use super::lexer::Lexer;
use super::source::Source;
use super::syntax::{Dict, Value};
use crate::submission::inspect::Trouble;

/// What is unpacked of one stream at most: a table of millions of objects.
const MAX_UNPACKED_BYTES: usize = 16 * 1024 * 1024;
const PIECE_BYTES: usize = 16 * 1024;
/// The widest row a filter has here; tables have five or so.
const MAX_COLUMNS: u64 = 1024;

/// How a stream's bytes are to be unpacked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packing {
    deflated: bool,
    /// A row's bytes, when each is preceded by the number of its filter (7.4.4.4, PNG).
    columns: Option<usize>,
}

impl Packing {
    /// What the stream's dictionary says; `None` when it is packed in a way that tables are not.
    pub(super) fn of(dict: Dict<'_>) -> Option<Self> {
        let mut filters = dict.get(b"Filter").into_iter().flat_map(Value::items);
        let deflated = match filters.next() {
            None => false,
            Some(filter) if filter.is_name(b"FlateDecode") || filter.is_name(b"Fl") => true,
            Some(_) => return None,
        };
        if filters.next().is_some() {
            return None;
        }
        let parameters = dict
            .get(b"DecodeParms")
            .and_then(|parameters| parameters.items().next()?.dict());
        let number = |key| parameters.and_then(|parameters| parameters.number(key));
        let columns = match number(b"Predictor") {
            None | Some(0 | 1) => None,
            Some(10..=15) => {
                let columns = number(b"Columns").unwrap_or(1);
                Some(usize::try_from(columns.clamp(1, MAX_COLUMNS)).ok()?)
            }
            Some(_) => return None,
        };
        Some(Self { deflated, columns })
    }
}

/// Whether readers know how the stream is packed (7.4, table 6, and its short names).
pub(super) fn is_known(dict: Dict<'_>) -> bool {
    const FILTERS: [&[u8]; 11] = [
        b"FlateDecode",
        b"Fl",
        b"LZWDecode",
        b"LZW",
        b"ASCIIHexDecode",
        b"AHx",
        b"ASCII85Decode",
        b"A85",
        b"RunLengthDecode",
        b"RL",
        b"Crypt",
    ];
    let mut filters = dict.get(b"Filter").into_iter().flat_map(Value::items);
    filters.all(|filter| FILTERS.iter().any(|name| filter.is_name(name)))
}

/// Where the bytes behind `stream` begin, from the dictionary's end on (7.3.8.1).
pub(super) fn data_of(dict: Dict<'_>, window: &[u8]) -> Option<usize> {
    let mut lexer = Lexer::new(dict.behind());
    if !lexer.is_word(b"stream") {
        return None;
    }
    let rest = match lexer.rest() {
        [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] | rest => rest,
    };
    Some(window.len() - rest.len())
}

/// Unpacks a stream, and hands over its bytes piece by piece for as long as they are wanted.
pub(super) fn unpack<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
    packing: Packing,
    mut wanted: impl FnMut(&[u8]) -> bool,
) -> Result<(), Trouble> {
    let mut inflater = packing.deflated.then(|| Decompress::new(true));
    let mut rows = packing.columns.map(Rows::new);
    let mut piece = Vec::with_capacity(PIECE_BYTES);
    let (mut at, mut unpacked) = (at, 0);
    while unpacked < MAX_UNPACKED_BYTES {
        let here = source.at(at, 1)?;
        if here.is_empty() {
            return Ok(());
        }
        piece.clear();
        let (used, is_last) = if let Some(inflater) = &mut inflater {
            let before = inflater.total_in();
            let status = inflater.decompress_vec(here, &mut piece, FlushDecompress::None);
            let used = inflater.total_in() - before;
            let is_stuck = used == 0 && piece.is_empty();
            let goes_on = matches!(status, Ok(Status::Ok | Status::BufError));
            (used, is_stuck || !goes_on)
        } else {
            piece.extend(here.iter().take(PIECE_BYTES));
            (piece.len() as u64, false)
        };
        at += used;
        source.spend(piece.len());
        unpacked += piece.len();
        let goes_on = match &mut rows {
            Some(rows) => wanted(rows.unfiltered(&piece)),
            None => wanted(&piece),
        };
        if is_last || !goes_on {
            return Ok(());
        }
    }
    Ok(())
}

/// Undoes the filters of PNG (its clause 9), a pixel being a byte.
struct Rows {
    previous: Vec<u8>,
    current: Vec<u8>,
    filter: Option<u8>,
    done: Vec<u8>,
}

impl Rows {
    fn new(columns: usize) -> Self {
        Self {
            previous: vec![0; columns],
            current: Vec::with_capacity(columns),
            filter: None,
            done: Vec::new(),
        }
    }

    fn unfiltered(&mut self, bytes: &[u8]) -> &[u8] {
        self.done.clear();
        for byte in bytes {
            let Some(filter) = self.filter else {
                self.filter = Some(*byte);
                continue;
            };
            let column = self.current.len();
            let above = self.previous.get(column).copied().unwrap_or_default();
            let left = self.current.last().copied().unwrap_or_default();
            let corner = column
                .checked_sub(1)
                .and_then(|left| self.previous.get(left));
            let predicted = match filter {
                1 => left,
                2 => above,
                3 => left.midpoint(above),
                4 => paeth(left, above, corner.copied().unwrap_or_default()),
                _ => 0,
            };
            self.current.push(byte.wrapping_add(predicted));
            if self.current.len() == self.previous.len() {
                self.done.extend(&self.current);
                std::mem::swap(&mut self.previous, &mut self.current);
                self.current.clear();
                self.filter = None;
            }
        }
        &self.done
    }
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}
