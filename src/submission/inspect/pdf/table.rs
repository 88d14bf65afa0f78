//! The tables that say where a PDF's objects stand (ISO 32000-1, 7.5.4 to 7.5.8).

mod layout;

use std::io::{Read, Seek};

use self::layout::Layout;
use super::lexer::{Lexer, is_space};
use super::packed::{self, Packing};
use super::source::Source;
use super::syntax::Dict;
use crate::submission::inspect::Trouble;

/// A table for each time the file was changed, and more than people sign or fill in a form.
const MAX_SECTIONS: usize = 256;
/// A table's runs of numbers.
const MAX_RUNS: usize = 16 * 1024;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Deleted.
    Free,
    At(u64),
    /// In a compressed stream, the object of this number.
    In(u64),
}

/// One table.
#[derive(Clone, Copy, Debug)]
struct Section {
    /// Where its trailer's dictionary stands.
    trailer_at: u64,
    /// The one before, and the one for readers that know compressed streams (7.5.8.4).
    previous: Option<u64>,
    hybrid: Option<u64>,
    /// Where the object is that is looked for.
    place: Option<Place>,
}

/// The tables of a file, from the newest on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tables {
    start: u64,
    /// Bytes before the header, which offsets do not count.
    shift: u64,
}

impl Tables {
    pub(super) const fn new(start: u64, shift: u64) -> Self {
        Self { start, shift }
    }

    /// Where the newest table's trailer dictionary stands.
    pub(super) fn trailer<R: Read + Seek>(
        self,
        source: &mut Source<R>,
    ) -> Result<Option<u64>, Trouble> {
        let section = section(source, self.start + self.shift, 0)?;
        Ok(section.map(|section| section.trailer_at))
    }

    /// Where an object is, by the newest table that knows it.
    pub(super) fn find<R: Read + Seek>(
        self,
        source: &mut Source<R>,
        number: u64,
    ) -> Result<Option<Place>, Trouble> {
        let mut seen = Vec::new();
        let mut next = vec![self.start];
        while let Some(at) = next.pop() {
            if seen.contains(&at) || seen.len() == MAX_SECTIONS {
                continue;
            }
            seen.push(at);
            let at = at.saturating_add(self.shift);
            let Some(section) = section(source, at, number)? else {
                return Ok(None);
            };
            match section.place {
                Some(Place::At(at)) => {
                    return Ok(Some(Place::At(at.saturating_add(self.shift))));
                }
                // What is deleted for old readers may stand in the table beside.
                Some(Place::Free) if section.hybrid.is_some() => {}
                Some(place) => return Ok(Some(place)),
                None => {}
            }
            next.extend(section.previous);
            next.extend(section.hybrid);
        }
        Ok(None)
    }
}

/// Reads the table at a place, and looks up an object in it.
fn section<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
    number: u64,
) -> Result<Option<Section>, Trouble> {
    let window = source.at(at, 1024)?;
    let mut lexer = Lexer::new(window);
    if !lexer.is_word(b"xref") {
        return stream(source, at, number);
    }
    let behind = at + (window.len() - lexer.rest().len()) as u64;
    runs(source, behind, number)
}

/// A table in plain text: runs of entries of 20 bytes each, and the trailer (7.5.4).
fn runs<R: Read + Seek>(
    source: &mut Source<R>,
    mut at: u64,
    wanted: u64,
) -> Result<Option<Section>, Trouble> {
    let mut place = None;
    for _ in 0..MAX_RUNS {
        let window = source.at(at, 128)?;
        let mut lexer = Lexer::new(window);
        if lexer.is_word(b"trailer") {
            let trailer_at = at + (window.len() - lexer.rest().len()) as u64;
            return trailer(source, trailer_at, place);
        }
        let (Some(first), Some(count)) = (lexer.number(), lexer.number()) else {
            return Ok(None);
        };
        lexer.skip_space();
        let entries_at = at + (window.len() - lexer.rest().len()) as u64;
        let width = width(lexer.rest());
        if let Some(index) = wanted.checked_sub(first).filter(|index| *index < count) {
            let entry_at = entries_at.saturating_add(index.saturating_mul(width));
            let entry = source.at(entry_at, 20)?;
            place = entry_place(entry).or(place);
        }
        at = entries_at.saturating_add(count.saturating_mul(width));
    }
    Ok(None)
}

/// An entry's bytes: 20, but some programs end their lines with one byte only.
fn width(entries: &[u8]) -> u64 {
    let line = entries
        .iter()
        .take_while(|byte| !matches!(byte, b'n' | b'f'))
        .count();
    let end = entries
        .iter()
        .skip(line + 1)
        .take_while(|byte| is_space(**byte))
        .count();
    if (18..=20).contains(&(line + 1 + end)) && end > 0 {
        (line + 1 + end) as u64
    } else {
        20
    }
}

fn entry_place(entry: &[u8]) -> Option<Place> {
    let mut lexer = Lexer::new(entry);
    let at = lexer.number()?;
    lexer.number()?;
    if lexer.is_word(b"n") {
        Some(Place::At(at))
    } else {
        lexer.is_word(b"f").then_some(Place::Free)
    }
}

fn trailer<R: Read + Seek>(
    source: &mut Source<R>,
    trailer_at: u64,
    place: Option<Place>,
) -> Result<Option<Section>, Trouble> {
    let window = source.much_at(trailer_at)?;
    let Some(dict) = Dict::at(window) else {
        return Ok(None);
    };
    let section = Section {
        trailer_at,
        previous: dict.number(b"Prev"),
        hybrid: dict.number(b"XRefStm"),
        place,
    };
    let read = window.len() - dict.behind().len();
    source.spend_on_dict(read);
    Ok(Some(section))
}

/// A table in a stream (7.5.8).
fn stream<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
    wanted: u64,
) -> Result<Option<Section>, Trouble> {
    let window = source.much_at(at)?;
    let mut lexer = Lexer::new(window);
    if lexer.object_header().is_none() {
        return Ok(None);
    }
    let dict_at = window.len() - lexer.rest().len();
    let Some(dict) = Dict::at(lexer.rest()) else {
        return Ok(None);
    };
    let layout = Layout::of(dict, wanted);
    let (packing, data) = (Packing::of(dict), packed::data_of(dict, window));
    let previous = dict.number(b"Prev");
    let read = window.len() - dict.behind().len();
    source.spend_on_dict(read);
    let (Some(layout), Some(packing), Some(data)) = (layout, packing, data) else {
        return Ok(None);
    };
    let mut section = Section {
        trailer_at: at + dict_at as u64,
        previous,
        hybrid: None,
        place: None,
    };
    if let Some(row) = layout.row {
        let entry = layout.entry(source, at + data as u64, packing, row)?;
        section.place = layout.place(&entry);
    }
    Ok(Some(section))
}
