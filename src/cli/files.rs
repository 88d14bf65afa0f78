//! Files that the command line writes: secrets nobody else may read, and bytes that are on the disk
//! before anybody is told so.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::crypt::hex;

/// Writes a file that did not exist, readable by its owner only. It appears whole or not at all.
pub(super) fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let unfinished = path.with_added_extension("part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// An empty file in place of what has this name: were that a link, it would be written to what it leads to.
pub(super) fn create_anew(path: &Path) -> io::Result<File> {
    remove(path)?;
    File::create_new(path)
}

/// Writes a file and flushes it to the disk.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create_anew(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Flushes a folder: the names in it, not the files' contents.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// The number of bytes and their SHA-256, lower-case hexadecimal.
pub(super) fn sha256_of(from: impl Read) -> io::Result<(u64, String)> {
    copy_hashing(from, &mut io::sink())
}

/// Copies, and says the same of what was copied.
pub(super) fn copy_hashing(
    mut from: impl Read,
    into: &mut impl Write,
) -> io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = from.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        hash.update(bytes);
        into.write_all(bytes)?;
        size += bytes.len() as u64;
    }
    Ok((size, hex(&hash.finalize())))
}
