//! A PDF's objects, where its tables say that they stand (ISO 32000-1, 7.3.10 and 7.5.7).

use std::io::{Read, Seek};

use super::lexer::Lexer;
use super::packed::{self, Packing};
use super::source::Source;
use super::syntax::{Dict, Value};
use super::table::{Place, Tables};
use crate::submission::inspect::Trouble;

/// The objects of one compressed stream, up to the one that is looked for.
const MAX_PACKED_BYTES: usize = 4 * 1024 * 1024;

/// An object, as far as it can be read.
pub(super) enum Object {
    Missing,
    /// It may be there, and can't be read.
    Sealed,
    Bytes(Vec<u8>),
}

impl From<Value<'_>> for Object {
    fn from(value: Value<'_>) -> Self {
        Self::Bytes(value.bytes().to_vec())
    }
}

/// Reads an object. What stands in compressed streams of an encrypted file is sealed.
pub(super) fn object<R: Read + Seek>(
    source: &mut Source<R>,
    tables: Tables,
    number: u64,
    is_sealed: bool,
) -> Result<Object, Trouble> {
    match tables.find(source, number)? {
        None | Some(Place::Free) => Ok(Object::Missing),
        Some(Place::At(at)) => plain(source, at, number),
        Some(Place::In(_)) if is_sealed => Ok(Object::Sealed),
        Some(Place::In(stream)) => match tables.find(source, stream)? {
            Some(Place::At(at)) => packed(source, at, number),
            _ => Ok(Object::Missing),
        },
    }
}

/// An object that stands by itself.
pub(super) fn plain<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
    number: u64,
) -> Result<Object, Trouble> {
    let window = source.much_at(at)?;
    let mut lexer = Lexer::new(window);
    if lexer.object_header() != Some(number) {
        return Ok(Object::Missing);
    }
    let object = lexer.value().map_or(Object::Missing, Object::from);
    let read = window.len() - lexer.rest().len();
    source.spend_on_dict(read);
    Ok(object)
}

/// An object in a compressed stream (7.5.7).
pub(super) fn packed<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
    number: u64,
) -> Result<Object, Trouble> {
    let window = source.much_at(at)?;
    let mut lexer = Lexer::new(window);
    if lexer.object_header().is_none() {
        return Ok(Object::Missing);
    }
    let Some(dict) = Dict::at(lexer.rest()) else {
        return Ok(Object::Missing);
    };
    let (first, data) = (dict.number(b"First"), packed::data_of(dict, window));
    let (packing, is_known) = (Packing::of(dict), packed::is_known(dict));
    let read = window.len() - dict.behind().len();
    source.spend_on_dict(read);
    let (Some(first), Some(data)) = (first, data) else {
        return Ok(Object::Missing);
    };
    let Some(packing) = packing else {
        return Ok(if is_known {
            Object::Sealed
        } else {
            Object::Missing
        });
    };
    let mut bytes = Vec::new();
    packed::unpack(source, at + data as u64, packing, |piece| {
        bytes.extend_from_slice(piece);
        bytes.len() < MAX_PACKED_BYTES
    })?;
    // What was unpacked is read, too.
    source.spend(bytes.len());
    let mut index = Lexer::new(&bytes);
    while let (Some(found), Some(offset)) = (index.number(), index.number()) {
        if found == number {
            let start = usize::try_from(first.saturating_add(offset)).unwrap_or(usize::MAX);
            let value = Lexer::new(bytes.get(start..).unwrap_or_default()).value();
            // Half a dictionary is what comes before a stream's damage.
            let whole = value
                .filter(|value| value.dict().is_none() || Dict::whole_at(value.bytes()).is_some());
            return Ok(whole.map_or(Object::Missing, Object::from));
        }
    }
    Ok(Object::Missing)
}
