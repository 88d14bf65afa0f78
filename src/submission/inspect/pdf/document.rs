//! Finds a PDF's catalog and its pages, and how it is encrypted, by its tables or, where those are broken,
//! by what was seen as it streamed by.

use std::io::{Read, Seek};

use memchr::memmem;

use super::crypt;
use super::packed::{self, Packing};
use super::scan::{Facts, Places};
use super::source::Source;
use super::syntax::{Dict, Lexer, Value, is_space};
use super::table::{Place, Tables};
use crate::submission::inspect::Trouble;

/// A page tree is not deeper than that; one that goes in a circle is.
const MAX_DEPTH: usize = 64;
/// An object's beginning is looked for so far before a key that stands in it.
const MAX_BEFORE_BYTES: u64 = 16 * 1024;
/// The objects of one compressed stream, up to the one that is looked for.
const MAX_PACKED_BYTES: usize = 1024 * 1024;

/// A PDF that opens, or asks for a password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Document {
    pub(super) lock: Lock,
    pub(super) is_repaired: bool,
}

/// What stands between a reader and the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    Open,
    Restricted,
    Password,
}

/// An object, as far as it can be read.
enum Object {
    Missing,
    /// In a stream that is encrypted.
    Sealed,
    Bytes(Vec<u8>),
}

/// What a trailer's dictionary says.
struct Trailer {
    root: u64,
    encrypt: Option<Encrypt>,
    id: Vec<u8>,
}

enum Encrypt {
    At(u64),
    Here(Vec<u8>),
}

impl Trailer {
    fn of(dict: Dict<'_>) -> Option<Self> {
        let id = dict.get(b"ID").and_then(|id| id.items().next()?.string());
        let encrypt = dict.get(b"Encrypt").filter(|value| !value.is_null());
        Some(Self {
            root: dict.get(b"Root")?.reference()?,
            encrypt: encrypt.map(|encrypt| match encrypt.reference() {
                Some(number) => Encrypt::At(number),
                None => Encrypt::Here(encrypt.bytes().to_vec()),
            }),
            id: id.unwrap_or_default(),
        })
    }

    fn lock(&self, encrypt: &[u8]) -> Option<Lock> {
        let encrypt = Dict::at(encrypt)?;
        Some(if crypt::opens(encrypt, &self.id) {
            Lock::Restricted
        } else {
            Lock::Password
        })
    }
}

/// Opens a file as readers do: by its tables, else by going through all of it. `None` when neither leads
/// to a catalog.
pub(super) fn open<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<Document>, Trouble> {
    if let Some(start) = start(source, facts)? {
        let header = facts.header.unwrap_or(0);
        // Junk before the header is counted by some programs and not by others.
        for shift in [0, header].iter().take(if header == 0 { 1 } else { 2 }) {
            let tables = Tables::new(start, *shift);
            if let Some(lock) = by_tables(source, tables)? {
                return Ok(Some(Document {
                    lock,
                    is_repaired: false,
                }));
            }
        }
    }
    let lock = rebuilt(source, facts)?;
    Ok(lock.map(|lock| Document {
        lock,
        is_repaired: true,
    }))
}

/// Where the newest table stands (ISO 32000-1, 7.5.5).
fn start<R: Read + Seek>(source: &mut Source<R>, facts: &Facts) -> Result<Option<u64>, Trouble> {
    let Some(at) = facts.start else {
        return Ok(None);
    };
    Ok(Lexer::new(source.at(at, 64)?).number())
}

fn by_tables<R: Read + Seek>(
    source: &mut Source<R>,
    tables: Tables,
) -> Result<Option<Lock>, Trouble> {
    let Some(at) = tables.trailer(source)? else {
        return Ok(None);
    };
    let Some(trailer) = Dict::at(source.much_at(at)?).and_then(Trailer::of) else {
        return Ok(None);
    };
    let lock = match &trailer.encrypt {
        None => Some(Lock::Open),
        Some(Encrypt::Here(encrypt)) => trailer.lock(encrypt),
        Some(Encrypt::At(number)) => match object(source, tables, *number)? {
            Object::Bytes(encrypt) => trailer.lock(&encrypt),
            Object::Missing | Object::Sealed => None,
        },
    };
    let Some(lock) = lock else {
        return Ok(None);
    };
    let has_pages = has_pages(trailer.root, |number| object(source, tables, number))?;
    Ok(has_pages.then_some(lock))
}

/// Whether the catalog leads to pages, as far as it can be read without a key.
fn has_pages(
    root: u64,
    mut object: impl FnMut(u64) -> Result<Object, Trouble>,
) -> Result<bool, Trouble> {
    let mut next = match object(root)? {
        Object::Missing => return Ok(false),
        Object::Sealed => return Ok(true),
        Object::Bytes(catalog) => match child(&catalog, b"Pages") {
            Some(pages) => pages,
            None => return Ok(false),
        },
    };
    for depth in 0..MAX_DEPTH {
        let node = match next {
            Child::Here => return Ok(true),
            Child::At(number) => object(number)?,
        };
        let kid = match &node {
            // The first page may be broken; the others are shown.
            Object::Missing => return Ok(depth > 0),
            Object::Sealed => return Ok(true),
            Object::Bytes(node) if Dict::at(node).is_none() => return Ok(depth > 0),
            Object::Bytes(node) => child(node, b"Kids"),
        };
        match kid {
            Some(kid) => next = kid,
            None => return Ok(true),
        }
    }
    Ok(false)
}

enum Child {
    Here,
    At(u64),
}

fn child(parent: &[u8], key: &[u8]) -> Option<Child> {
    let value = Dict::at(parent)?.get(key)?;
    let first = value.items().next()?;
    Some(first.reference().map_or(Child::Here, Child::At))
}

/// Reads an object.
fn object<R: Read + Seek>(
    source: &mut Source<R>,
    tables: Tables,
    number: u64,
) -> Result<Object, Trouble> {
    match tables.find(source, number)? {
        None | Some(Place::Free) => Ok(Object::Missing),
        Some(Place::At(at)) => plain(source, at, number),
        Some(Place::In(stream)) => match tables.find(source, stream)? {
            Some(Place::At(at)) => packed(source, at, number),
            _ => Ok(Object::Missing),
        },
    }
}

fn plain<R: Read + Seek>(source: &mut Source<R>, at: u64, number: u64) -> Result<Object, Trouble> {
    let mut lexer = Lexer::new(source.much_at(at)?);
    if lexer.object_header() != Some(number) {
        return Ok(Object::Missing);
    }
    Ok(lexer.value().map_or(Object::Missing, |value| {
        Object::Bytes(value.bytes().to_vec())
    }))
}

/// An object in a compressed stream (7.5.7). An encrypted one does not inflate.
fn packed<R: Read + Seek>(source: &mut Source<R>, at: u64, number: u64) -> Result<Object, Trouble> {
    let window = source.much_at(at)?;
    let mut lexer = Lexer::new(window);
    if lexer.object_header().is_none() {
        return Ok(Object::Missing);
    }
    let Some(dict) = Dict::at(lexer.rest()) else {
        return Ok(Object::Missing);
    };
    let (Some(first), Some(data)) = (dict.number(b"First"), packed::data_of(dict, window)) else {
        return Ok(Object::Missing);
    };
    let Some(packing) = Packing::of(dict) else {
        return Ok(Object::Sealed);
    };
    let mut bytes = Vec::new();
    packed::unpack(source, at + data as u64, packing, |piece| {
        bytes.extend_from_slice(piece);
        bytes.len() < MAX_PACKED_BYTES
    })?;
    let mut index = Lexer::new(&bytes);
    while let (Some(found), Some(offset)) = (index.number(), index.number()) {
        if found == number {
            let start = usize::try_from(first.saturating_add(offset)).unwrap_or(usize::MAX);
            let value = Lexer::new(bytes.get(start..).unwrap_or_default()).value();
            return Ok(value.map_or(Object::Sealed, |value| {
                Object::Bytes(value.bytes().to_vec())
            }));
        }
    }
    Ok(Object::Sealed)
}

/// Goes by what was seen: a trailer that names a catalog which is there.
fn rebuilt<R: Read + Seek>(source: &mut Source<R>, facts: &Facts) -> Result<Option<Lock>, Trouble> {
    for at in facts.trailers.backwards() {
        let trailer = Dict::at(source.much_at(at)?).and_then(Trailer::of);
        if let Some(lock) = opened(source, facts, trailer, false)? {
            return Ok(Some(lock));
        }
    }
    for at in facts.tables.backwards() {
        let table = around(source, at)?;
        let trailer = table.and_then(|(_, table)| Dict::at(&table).and_then(Trailer::of));
        if let Some(lock) = opened(source, facts, trailer, facts.packed)? {
            return Ok(Some(lock));
        }
    }
    Ok(None)
}

fn opened<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
    trailer: Option<Trailer>,
    is_packed: bool,
) -> Result<Option<Lock>, Trouble> {
    let Some(trailer) = trailer else {
        return Ok(None);
    };
    let has_pages = has_pages(trailer.root, |number| {
        let places = if number == trailer.root {
            &facts.catalogs
        } else {
            &facts.nodes
        };
        Ok(match numbered(source, places, number)? {
            Some(object) => Object::Bytes(object),
            None if is_packed || places.has_gap => Object::Sealed,
            None => Object::Missing,
        })
    })?;
    if !has_pages {
        return Ok(None);
    }
    Ok(match &trailer.encrypt {
        None => Some(Lock::Open),
        Some(Encrypt::Here(encrypt)) => trailer.lock(encrypt),
        // Another handler's than the standard one asks for more than a password.
        Some(Encrypt::At(number)) => match numbered(source, &facts.handlers, *number)? {
            Some(encrypt) => trailer.lock(&encrypt),
            None => Some(Lock::Password),
        },
    })
}

/// The object of this number, if one of the places is in it.
fn numbered<R: Read + Seek>(
    source: &mut Source<R>,
    places: &Places,
    number: u64,
) -> Result<Option<Vec<u8>>, Trouble> {
    for at in places.backwards() {
        if let Some((found, object)) = around(source, at)?
            && found == number
        {
            return Ok(Some(object));
        }
    }
    Ok(None)
}

/// The object that a place is in.
fn around<R: Read + Seek>(
    source: &mut Source<R>,
    at: u64,
) -> Result<Option<(u64, Vec<u8>)>, Trouble> {
    let from = at.saturating_sub(MAX_BEFORE_BYTES);
    let window = source.much_at(from)?;
    let place = usize::try_from(at - from).unwrap_or(usize::MAX);
    let before = window.get(..place).unwrap_or_default();
    let Some(word) = memmem::rfind(before, b"obj") else {
        return Ok(None);
    };
    let back = |end: usize, belongs: fn(u8) -> bool| {
        let bytes = before.get(..end).unwrap_or_default();
        end - bytes
            .iter()
            .rev()
            .take_while(|byte| belongs(**byte))
            .count()
    };
    let generation = back(back(word, is_space), |byte| byte.is_ascii_digit());
    let number = back(back(generation, is_space), |byte| byte.is_ascii_digit());
    let mut lexer = Lexer::new(window.get(number..).unwrap_or_default());
    let Some(number) = lexer.object_header() else {
        return Ok(None);
    };
    let object = lexer.value().map(Value::bytes).unwrap_or_default();
    Ok(Some((number, object.to_vec())))
}
