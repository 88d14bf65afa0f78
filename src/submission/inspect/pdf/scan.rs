//! What a PDF says of itself anywhere in it, gathered while it streams by.

use std::collections::VecDeque;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::lexer::{is_delimiter, is_space};
use super::syntax::is_name;
use crate::submission::detect::Found;
use crate::submission::inspect::foreign::{self, FOREIGN_BYTES, Host, Mesh, Sieve};
use crate::submission::{Note, Notes, Rejection};

/// Every place is judged by itself and so many bytes behind it, however the file is cut into chunks.
const AHEAD: usize = FOREIGN_BYTES + 8;
/// The longest name with the value behind it.
const NAME_BYTES: usize = 64;
/// So many ends are looked behind, and what stands behind the last one is read back.
const MAX_ENDS: usize = 256;
/// Readers look for the header so far into the file (ISO 32000-1, annex H.3.4.1).
const HEADER_WITHIN: u64 = 1024;
/// So many places of a kind are remembered, half of them from the beginning of the file.
const MAX_PLACES: usize = 64;

/// Places where something stands: the first and the last of them.
#[derive(Debug, Default)]
pub(super) struct Places {
    first: Vec<u64>,
    last: VecDeque<u64>,
    /// Whether some between them were forgotten.
    pub(super) has_gap: bool,
}

impl Places {
    fn add(&mut self, at: u64) {
        if self.first.len() < MAX_PLACES / 2 {
            self.first.push(at);
            return;
        }
        if self.last.len() == MAX_PLACES / 2 {
            self.last.pop_front();
            self.has_gap = true;
        }
        self.last.push_back(at);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Each, from the end of the file.
    pub(super) fn backwards(&self) -> impl Iterator<Item = u64> + '_ {
        let first = self.first.iter().rev();
        self.last.iter().rev().chain(first).copied()
    }
}

/// What was seen.
#[derive(Debug, Default)]
pub(in crate::submission::inspect) struct Facts {
    /// How many bytes the file has.
    pub(super) length: u64,
    /// Where the header stands.
    pub(super) header: Option<u64>,
    /// Behind the last `startxref`.
    pub(super) start: Option<u64>,
    /// Behind each `trailer`.
    pub(super) trailers: Places,
    /// Where a catalog's `/Pages` stands, a page tree's `/Kids`, a page's `/Parent`, `/XRef`, `/ObjStm` and
    /// `/Standard`.
    pub(super) catalogs: Places,
    pub(super) nodes: Places,
    pub(super) pages: Places,
    pub(super) tables: Places,
    pub(super) packs: Places,
    pub(super) handlers: Places,
    /// The first byte behind the last `%%EOF` that says anything.
    pub(super) behind: Option<u64>,
    /// Another file's signature where it is sure to be one.
    pub(super) hidden: Option<Found>,
    /// What there is besides pages.
    pub(super) notes: Notes,
    /// Whether it says that it is PDF/A (ISO 19005-1, 6.7.11).
    pub(super) archival: bool,
}

/// Gathers [`Facts`] from chunks.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    facts: Facts,
    /// What is not judged yet, because too little is known of what stands behind it.
    carry: Vec<u8>,
    /// Where the last `%%EOF` ends, and how many there were.
    end: Option<u64>,
    ends: usize,
    /// Looks at what stands behind an end and belongs to no object.
    loose: Option<Sieve>,
    /// What it found.
    archive: Option<Found>,
}

impl Scanner {
    /// Judges the next bytes.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        let kept = AHEAD - 1;
        let mut border = std::mem::take(&mut self.carry);
        border.extend(chunk.iter().take(kept));
        self.scan(&border, border.len().saturating_sub(kept));
        if chunk.len() > kept {
            self.scan(chunk, chunk.len() - kept);
            border.clear();
            border.extend(chunk.iter().skip(chunk.len() - kept));
        } else {
            border.drain(..border.len().saturating_sub(kept));
        }
        self.carry = border;
    }

    /// What was seen, when nothing more comes.
    pub(super) fn end(mut self) -> Facts {
        let carry = std::mem::take(&mut self.carry);
        self.scan(&carry, carry.len());
        if let Some(sieve) = self.loose.take() {
            self.sifted(&sieve.end());
        }
        self.facts.hidden = self.facts.hidden.or(self.archive);
        self.facts
    }

    /// Judges the first bytes of a window by the whole of it.
    fn scan(&mut self, window: &[u8], judged: usize) {
        let base = self.facts.length;
        self.facts.length += judged as u64;
        self.header(window, base..self.facts.length);
        self.words(window, judged, base);
        self.sift(window, judged);
        let Some(starts) = window.get(..judged) else {
            return;
        };
        for slash in memchr_iter(b'/', starts) {
            let name = window.get(slash + 1..).unwrap_or_default();
            // Most slashes in a PDF are a picture's or a font's bytes.
            if matches!(
                name.first(),
                Some(b'P' | b'K' | b'X' | b'S' | b'O' | b'J' | b'L' | b'E' | b'#')
            ) {
                self.name(name, base + slash as u64);
            }
        }
    }

    fn header(&mut self, window: &[u8], bytes: Range<u64>) {
        if bytes.start < HEADER_WITHIN && self.facts.header.is_none() {
            let header = memmem::find(window, b"%PDF-").map(|at| bytes.start + at as u64);
            self.facts.header = header.filter(|at| bytes.contains(at) && *at <= HEADER_WITHIN);
        }
    }

    fn words(&mut self, window: &[u8], judged: usize, base: u64) {
        let from = |word: &'static [u8]| {
            let end = window.len().min(judged + word.len() - 1);
            let finder = memmem::find_iter(window.get(..end).unwrap_or_default(), word);
            finder.map(move |at| at + word.len())
        };
        for behind in from(b"trailer") {
            self.facts.trailers.add(base + behind as u64);
        }
        if let Some(behind) = from(b"startxref").last() {
            self.facts.start = Some(base + behind as u64);
        }
        self.facts.archival = self.facts.archival || from(b"pdfaid:part").next().is_some();
        for end in from(b"%%EOF") {
            self.end = Some(base + end as u64);
            self.facts.behind = None;
            self.ends += 1;
            if self.ends > MAX_ENDS || self.facts.hidden.is_some() {
                continue;
            }
            // As much as is known however the file is cut.
            let behind = window.get(end..).unwrap_or_default();
            let behind = behind.get(..FOREIGN_BYTES).unwrap_or(behind);
            self.facts.hidden = foreign::behind(Host::Pdf, behind);
        }
        if let (Some(end), None) = (self.end, self.facts.behind) {
            let end = usize::try_from(end.saturating_sub(base)).unwrap_or(usize::MAX);
            let bytes = window.get(..judged).unwrap_or_default();
            let said = bytes.iter().skip(end).position(|byte| !is_space(*byte));
            self.facts.behind = said.map(|said| base + (end + said) as u64);
        }
    }

    /// Looks for archives between an end and the next object or table: programs find them wherever they
    /// stand, and nothing of the document is there.
    fn sift(&mut self, window: &[u8], judged: usize) {
        let places = |word: &'static [u8], begins: bool| {
            let end = window.len().min(judged + word.len() - 1);
            let finder = memmem::find_iter(window.get(..end).unwrap_or_default(), word);
            finder.map(move |at| (at, begins))
        };
        let ends = places(b"%%EOF", true);
        let objects = places(b"obj", false).chain(places(b"xref", false));
        let mut borders: Vec<_> = ends.chain(objects).collect();
        borders.sort_unstable();
        let mut from = 0;
        for (at, begins) in borders {
            if begins && self.loose.is_none() && self.archive.is_none() {
                self.loose = Some(Sieve::new(Mesh::Coarse));
                from = at;
            } else if !begins && let Some(mut sieve) = self.loose.take() {
                let looked = sieve.look(window.get(from..at).unwrap_or_default());
                self.sifted(&looked.and_then(|()| sieve.end()));
            }
        }
        if let Some(sieve) = &mut self.loose {
            let looked = sieve.look(window.get(from..judged).unwrap_or_default());
            self.sifted(&looked);
        }
    }

    fn sifted(&mut self, looked: &Result<(), Rejection>) {
        if let Err(Rejection::Hidden { found }) = looked {
            self.archive = self.archive.or(Some(*found));
        }
    }

    fn name(&mut self, bytes: &[u8], at: u64) {
        let bytes = bytes.get(..NAME_BYTES - 1).unwrap_or(bytes);
        let end = bytes.iter().position(|byte| is_delimiter(*byte));
        let (name, behind) = bytes.split_at(end.unwrap_or(bytes.len()));
        let is = |expected: &[u8]| is_name(name, expected);
        let facts = &mut self.facts;
        if is(b"Pages") && is_value(behind) {
            facts.catalogs.add(at);
        } else if is(b"Kids") {
            facts.nodes.add(at);
        } else if is(b"Parent") {
            facts.pages.add(at);
        } else if is(b"XRef") {
            facts.tables.add(at);
        } else if is(b"Standard") {
            facts.handlers.add(at);
        } else if is(b"ObjStm") {
            facts.packs.add(at);
        } else if is(b"JavaScript") || is(b"JS") && is_value(behind) {
            facts.notes.add(Note::PdfScript);
        } else if is(b"Launch") {
            facts.notes.add(Note::PdfLaunch);
        } else if is(b"EmbeddedFile") || is(b"EmbeddedFiles") {
            facts.notes.add(Note::PdfAttachment);
        }
    }
}

/// Whether a string, a dictionary or a reference stands here. `/Pages` is a type's name, too, and `/JS` is
/// short enough to turn up among a picture's bytes.
fn is_value(behind: &[u8]) -> bool {
    let value = behind.iter().find(|byte| !is_space(**byte));
    matches!(value, Some(b'(' | b'<' | b'0'..=b'9'))
}
