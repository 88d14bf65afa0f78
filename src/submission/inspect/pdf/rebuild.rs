//! Opens a PDF whose tables are broken, by what was seen of it as it streamed by.

use std::io::{Read, Seek};

use memchr::memmem;

use super::document::{Encrypt, Lock, Trailer, has_pages, start};
use super::lexer::{Lexer, is_space};
use super::object::{Object, packed, plain};
use super::scan::{Facts, Places};
use super::source::Source;
use super::syntax::Dict;
use crate::submission::inspect::Trouble;

/// An object's beginning is looked for so far before a key that stands in it.
const MAX_BEFORE_BYTES: u64 = 16 * 1024;

/// Goes by what was seen: a trailer that names a catalog which is there.
pub(super) fn rebuilt<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<Lock>, Trouble> {
    let mut hopeless = Vec::new();
    for at in facts.trailers.backwards() {
        let window = source.much_at(at)?;
        // Readers make do with half a trailer; but how the file is encrypted may have stood in the other.
        let is_enough = facts.handlers.is_empty() || Dict::whole_at(window).is_some();
        let dict = Dict::at(window);
        let trailer = dict.filter(|_| is_enough).and_then(Trailer::of);
        let read = dict.map_or(0, |dict| window.len() - dict.behind().len());
        source.spend_on_dict(read);
        if let Some(lock) = opened(source, facts, trailer, &mut hopeless)? {
            return Ok(Some(lock));
        }
    }
    // Without text tables few readers rebuild anything, and none when the file is cut off.
    if start(source, facts)?.is_none() {
        return Ok(None);
    }
    for at in facts.tables.backwards() {
        if facts.start < Some(at) {
            continue;
        }
        let Some(table_at) = header_before(source, at)? else {
            continue;
        };
        let window = source.much_at(table_at)?;
        let mut lexer = Lexer::new(window);
        let dict = lexer
            .object_header()
            .and_then(|_| Dict::whole_at(lexer.rest()));
        let trailer = dict.and_then(Trailer::of);
        let read = window.len() - dict.map_or(lexer.rest(), Dict::behind).len();
        source.spend_on_dict(read);
        if let Some(lock) = opened(source, facts, trailer, &mut hopeless)? {
            return Ok(Some(lock));
        }
    }
    Ok(None)
}

fn opened<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
    trailer: Option<Trailer>,
    hopeless: &mut Vec<(u64, bool)>,
) -> Result<Option<Lock>, Trouble> {
    let Some(trailer) = trailer else {
        return Ok(None);
    };
    let is_sealed = trailer.encrypt.is_some();
    // Every update repeats its trailer.
    if hopeless.contains(&(trailer.root, is_sealed)) {
        return Ok(None);
    }
    let has_pages = has_pages(trailer.root, |number| {
        let places = if number == trailer.root {
            &facts.catalogs
        } else {
            &facts.nodes
        };
        let mut found = seen(source, places, number, plain)?;
        if matches!(found, Object::Missing) && number != trailer.root {
            found = seen(source, &facts.pages, number, plain)?;
        }
        match found {
            Object::Missing if is_sealed && !facts.packs.is_empty() => Ok(Object::Sealed),
            Object::Missing => seen(source, &facts.packs, number, packed),
            found => Ok(found),
        }
    })?;
    if !has_pages {
        hopeless.push((trailer.root, is_sealed));
        return Ok(None);
    }
    Ok(match &trailer.encrypt {
        None => Some(Lock::Open),
        Some(Encrypt::Here(encrypt)) => trailer.lock(encrypt),
        Some(Encrypt::At(number)) => match seen(source, &facts.handlers, *number, plain)? {
            Object::Bytes(encrypt) => trailer.lock(&encrypt),
            // Another handler than the standard one asks for more than a password.
            Object::Missing | Object::Sealed => Some(Lock::Password),
        },
    })
}

/// The object of this number, if it is found at one of the places.
fn seen<R: Read + Seek>(
    source: &mut Source<R>,
    places: &Places,
    number: u64,
    read: fn(&mut Source<R>, u64, u64) -> Result<Object, Trouble>,
) -> Result<Object, Trouble> {
    let mut last = None;
    for at in places.backwards() {
        // Places in the same object follow one another.
        if let Some(at) = header_before(source, at)?
            && last.replace(at) != Some(at)
            && let found @ Object::Bytes(_) = read(source, at, number)?
        {
            return Ok(found);
        }
    }
    // It may be one of those that were too many to remember.
    Ok(if places.has_gap {
        Object::Sealed
    } else {
        Object::Missing
    })
}

/// Where the object begins that a place is in.
fn header_before<R: Read + Seek>(source: &mut Source<R>, at: u64) -> Result<Option<u64>, Trouble> {
    let from = at.saturating_sub(MAX_BEFORE_BYTES);
    let window = source.at(from, usize::try_from(at - from).unwrap_or(usize::MAX))?;
    let place = usize::try_from(at - from).unwrap_or(usize::MAX);
    let before = window.get(..place).unwrap_or(window);
    let Some(word) = memmem::rfind(before, b"obj") else {
        let searched = before.len();
        source.spend(searched);
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
    let searched = before.len() - number;
    source.spend(searched);
    Ok(Some(from + number as u64))
}
