//! Zip archives: what the directory says of the members, and what the members are.
//!
//! Programs read archives in two ways: by the directory at the end, or from the beginning on, header by
//! header. Here both have to find the same files: the directory names everything that stands in the archive,
//! nothing overlaps, and nothing is left over. The members are then judged in one pass from the first byte to
//! the last, as any file is.

mod directory;
mod entry;
mod extra;
mod fields;
mod inflate;
mod member;
mod name;
mod source;
#[cfg(test)]
mod tests;
mod unpacked;

use std::io::{Read, Seek};

use self::directory::Directory;
use self::entry::{Entry, Local};
use self::inflate::{Method, Packed};
use self::member::Judge;
use self::name::{Litter, Names, shown};
use self::source::Source;
use self::unpacked::Work;
use super::{Inspector, Trouble};
use crate::submission::kind::Kinds;
use crate::submission::{Notes, Rejection};

/// Unpacked bytes at most: what an archivist's machine is sure to hold.
const MAX_UNPACKED_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// What is unpacked again for formats whose table of contents stands anywhere, over all members.
const MAX_AGAIN_BYTES: u64 = 2 * MAX_UNPACKED_BYTES;
/// A bomb is told from a merely well-packed file by its ratio, from this size on.
const RATIO_COUNTS_FROM_BYTES: u64 = 16 * 1024 * 1024;
/// Text packs to a twentieth, blank scans to a hundredth; bombs to a thousandth.
const MAX_RATIO: u64 = 200;
/// What operating systems leave behind is not judged as long as it is no more than this together: thumbnails
/// and resource forks.
const MAX_LITTER_BYTES: u64 = 16 * 1024 * 1024;
/// An empty folder, packed.
const MAX_FOLDER_BYTES: u64 = 16;
/// What stands before the first header of an archive that was split, or could have been (APPNOTE 8.5.4).
const SPLIT_MARKER_BYTES: u64 = 4;

/// Judges a zip by its directory and by what its members are.
pub(super) fn inspect<R: Read + Seek>(plaintext: R, kinds: Kinds) -> Result<Notes, Trouble> {
    let mut source = Source::new(plaintext).map_err(Trouble::Unreadable)?;
    let mut directory = Directory::read(&mut source)?;
    judge_directory(&directory.entries)?;
    directory.entries.sort_by_key(|entry| entry.offset);
    judge_layout(&directory)?;
    judge_members(&mut source, &directory, kinds)
}

/// What the directory tells of the members, before anything is unpacked.
fn judge_directory(entries: &[Entry]) -> Result<(), Rejection> {
    if entries.iter().any(is_sign_of_office) {
        return Err(Rejection::ZipOffice);
    }
    let mut names = Names::default();
    for entry in entries {
        judge_entry(entry)?;
        if entry.is_folder() {
            names.add_folder(&entry.name);
        } else {
            names.add_file(&entry.name);
        }
    }
    names.check()?;
    if entries.iter().all(Entry::is_folder) {
        return Err(Rejection::ZipEmpty);
    }
    judge_sizes(entries)
}

/// Office documents, e-books, signed containers, programs for Java and Android, Apple's Pages: each says in
/// a member what it is.
fn is_sign_of_office(entry: &Entry) -> bool {
    let name = entry.name.to_ascii_lowercase();
    let by_name = matches!(
        name.as_str(),
        "[content_types].xml" | "mimetype" | "androidmanifest.xml" | "classes.dex" | "index.zip"
    );
    by_name
        || name.starts_with("meta-inf/")
        || (name.starts_with("index/") && name.contains(".iwa"))
}

fn judge_entry(entry: &Entry) -> Result<(), Rejection> {
    if entry.is_encrypted() {
        return Err(Rejection::ZipEncrypted);
    }
    name::check(&entry.name)?;
    // A folder with bytes in it is a file that nobody looks at.
    let is_full_folder =
        entry.is_folder() && (entry.sizes.unpacked > 0 || entry.sizes.packed > MAX_FOLDER_BYTES);
    let member = || shown(&entry.name);
    if entry.is_special() || is_full_folder {
        return Err(Rejection::ZipUnsafePath { member: member() });
    }
    let sizes = entry.sizes;
    match Method::of(entry) {
        None => Err(Rejection::ZipMethod { member: member() }),
        Some(Method::Stored) if sizes.packed != sizes.unpacked => Err(Rejection::ZipDamaged),
        _ => Ok(()),
    }
}

/// Refuses what would become too large, by what is declared: unpacking stops where that turns out to be a lie.
fn judge_sizes(entries: &[Entry]) -> Result<(), Rejection> {
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for sizes in entries.iter().map(|entry| entry.sizes) {
        packed = packed.saturating_add(sizes.packed);
        unpacked = unpacked.saturating_add(sizes.unpacked);
        if is_bomb(sizes.packed, sizes.unpacked) {
            return Err(Rejection::ZipBomb);
        }
    }
    if unpacked > MAX_UNPACKED_BYTES || is_bomb(packed, unpacked) {
        return Err(Rejection::ZipBomb);
    }
    Ok(())
}

fn is_bomb(packed: u64, unpacked: u64) -> bool {
    unpacked > RATIO_COUNTS_FROM_BYTES && unpacked / packed.max(1) > MAX_RATIO
}

/// Members that share their bytes would keep us unpacking for hours. How long their headers are exactly is
/// seen when they are read.
fn judge_layout(directory: &Directory) -> Result<(), Rejection> {
    let nexts = directory.entries.iter().skip(1).map(|entry| entry.offset);
    let ends = directory.entries.iter().map(Entry::ends_at_least_at);
    if ends
        .zip(nexts.chain([directory.offset]))
        .any(|(end, next)| end > next)
    {
        return Err(Rejection::ZipDamaged);
    }
    Ok(())
}

/// Goes through the archive from its first byte to the directory.
fn judge_members<R: Read + Seek>(
    source: &mut Source<R>,
    directory: &Directory,
    kinds: Kinds,
) -> Result<Notes, Trouble> {
    let mut judge = Judge {
        source,
        kinds,
        work: Work {
            left: MAX_AGAIN_BYTES,
            is_spent: false,
        },
    };
    let mut notes = Notes::default();
    let mut passed = 0;
    let mut has_files = false;
    let entries = &directory.entries;
    let first = entries.first().map(|entry| entry.offset);
    if !matches!(first, Some(0 | SPLIT_MARKER_BYTES)) {
        return Err(Rejection::ZipDamaged.into());
    }
    let nexts = entries.iter().skip(1).map(|entry| entry.offset);
    for (entry, next) in entries.iter().zip(nexts.chain([directory.offset])) {
        let local = Local::enter(entry, judge.source)?;
        let packed = Packed {
            method: Method::of(entry).ok_or(Rejection::ZipDamaged)?,
            offset: judge.source.position(),
            bytes: entry.sizes.packed,
        };
        if entry.is_folder() {
            judge.source.go_to(packed.offset + packed.bytes)?;
        } else {
            let fits = passed + entry.sizes.unpacked <= MAX_LITTER_BYTES;
            let litter = Litter::of(&entry.name).filter(|_| fits);
            match judge.judge(entry, packed, litter)? {
                Some(of_member) => {
                    notes.merge(of_member);
                    has_files = true;
                }
                None => passed += entry.sizes.unpacked,
            }
        }
        local.leave(entry, judge.source, next)?;
    }
    if has_files {
        Ok(notes)
    } else {
        Err(Rejection::ZipEmpty.into())
    }
}
