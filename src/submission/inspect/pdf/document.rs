//! Finds a PDF's catalog and its pages, and how it is encrypted.

use std::io::{Read, Seek};

use super::crypt;
use super::lexer::Lexer;
use super::object::{Object, object};
use super::rebuild::rebuilt;
use super::scan::Facts;
use super::source::Source;
use super::syntax::{Dict, Value};
use super::table::Tables;
use crate::submission::inspect::Trouble;

/// A page tree is not deeper than that; one that goes in a circle is.
const MAX_DEPTH: usize = 64;
/// Of the first pages, some may be broken: the others are shown.
const MAX_KIDS: usize = 32;

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

/// What a trailer's dictionary says.
pub(super) struct Trailer {
    pub(super) root: u64,
    pub(super) encrypt: Option<Encrypt>,
    /// Whether it says in one way only how the file is encrypted.
    is_definite: bool,
    id: Vec<u8>,
}

/// Where the encryption's dictionary is.
pub(super) enum Encrypt {
    At(u64),
    Here(Vec<u8>),
}

impl Trailer {
    pub(super) fn of(dict: Dict<'_>) -> Option<Self> {
        let id = dict.get(b"ID").and_then(|id| id.items().next()?.string());
        // Some readers take another than the last one.
        let encrypt = dict.all(b"Encrypt").filter(|value| !value.is_null()).last();
        Some(Self {
            root: dict.get(b"Root")?.reference()?,
            encrypt: encrypt.map(|encrypt| match encrypt.reference() {
                Some(number) => Encrypt::At(number),
                None => Encrypt::Here(encrypt.bytes().to_vec()),
            }),
            is_definite: dict.is_definite(b"Encrypt"),
            id: id.unwrap_or_default(),
        })
    }

    pub(super) fn lock(&self, encrypt: &[u8]) -> Option<Lock> {
        let encrypt = Dict::at(encrypt)?;
        Some(if self.is_definite && crypt::opens(encrypt, &self.id) {
            Lock::Restricted
        } else {
            Lock::Password
        })
    }
}

/// Opens a file as readers do: by its tables, else by going through all of it. `None` when neither leads
/// to a catalog, or only after more work than that is worth.
pub(super) fn open<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<Document>, Trouble> {
    let document = opened(source, facts)?;
    Ok(document.filter(|_| !source.is_spent()))
}

fn opened<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<Document>, Trouble> {
    if let Some(start) = start(source, facts)? {
        let header = facts.header.unwrap_or(0);
        // Junk before the header is counted by some programs and not by others.
        for shift in [0, header] {
            let tables = Tables::new(start, shift);
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
pub(super) fn start<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<u64>, Trouble> {
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
    let Some(trailer) = Dict::whole_at(source.much_at(at)?).and_then(Trailer::of) else {
        return Ok(None);
    };
    let lock = match &trailer.encrypt {
        None => Some(Lock::Open),
        Some(Encrypt::Here(encrypt)) => trailer.lock(encrypt),
        Some(Encrypt::At(number)) => match object(source, tables, *number, true)? {
            Object::Bytes(encrypt) => trailer.lock(&encrypt),
            Object::Missing | Object::Sealed => None,
        },
    };
    let Some(lock) = lock else {
        return Ok(None);
    };
    let is_sealed = lock != Lock::Open;
    let has_pages = has_pages(trailer.root, |number| {
        object(source, tables, number, is_sealed)
    })?;
    Ok(has_pages.then_some(lock))
}

/// Whether the catalog leads to pages, as far as it can be read without a key.
pub(super) fn has_pages(
    root: u64,
    mut object: impl FnMut(u64) -> Result<Object, Trouble>,
) -> Result<bool, Trouble> {
    let mut next = match object(root)? {
        Object::Missing => return Ok(false),
        Object::Sealed => return Ok(true),
        Object::Bytes(catalog) => children(&catalog, b"Pages"),
    };
    for depth in 0..MAX_DEPTH {
        let mut found = Object::Missing;
        for kid in next {
            found = match kid {
                Child::Here => return Ok(true),
                Child::At(number) => object(number)?,
            };
            if !matches!(found, Object::Missing) {
                break;
            }
        }
        let node = match found {
            Object::Missing => return Ok(false),
            Object::Sealed => return Ok(true),
            Object::Bytes(node) if depth == 0 && !has_count(&node) => return Ok(false),
            Object::Bytes(node) => node,
        };
        next = children(&node, b"Kids");
        if next.is_empty() {
            return Ok(depth > 0);
        }
    }
    Ok(false)
}

/// The root of the page tree says how many pages there are (7.7.3.2, table 29).
fn has_count(pages: &[u8]) -> bool {
    let count = Dict::at(pages).and_then(|pages| pages.get(b"Count"));
    count.and_then(Value::number).is_some_and(|count| count > 0)
}

enum Child {
    Here,
    At(u64),
}

fn children(parent: &[u8], key: &[u8]) -> Vec<Child> {
    let value = Dict::at(parent).and_then(|parent| parent.get(key));
    let kids = value.into_iter().flat_map(Value::items);
    kids.take(MAX_KIDS)
        .map(|kid| kid.reference().map_or(Child::Here, Child::At))
        .collect()
}
