//! Zip archives: what the directory says of the members, and what the members are.

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use ::zip::CompressionMethod;
use ::zip::read::{ArchiveOffset, Config, ZipArchive, ZipFile};
use ::zip::result::ZipError;
use ::zip::unstable::read::ZipIterable;

use super::Trouble;
use crate::blobs::StoreUnreadable;
use crate::submission::detect::{self, Found, HEAD_BYTES};
use crate::submission::kind::Kinds;
use crate::submission::name::is_deceptive;
use crate::submission::{FileName, Kind, Notes, Rejection};

/// Most members that anyone can be asked to look through.
const MAX_MEMBERS: usize = 1_000;
/// What the directory may say of one member: a path, a comment and extra fields.
const MAX_HEADER_BYTES: u64 = 4 * 1024;
/// The longest that can stand behind the directory: its end records, and a comment (APPNOTE 4.3.16).
const MAX_END_BYTES: u64 = 64 * 1024 + 256;
/// Offsets count from the file's first byte, where the signature was found: nothing is searched for, which
/// would take time and memory in proportion to the file.
const AT_THE_START: Config = Config {
    archive_offset: ArchiveOffset::Known(0),
};
/// Unpacked bytes at most: what an archivist's machine is sure to hold.
const MAX_UNPACKED_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// A bomb is told from a merely well-packed file by its ratio, once this much has been unpacked.
const RATIO_COUNTS_FROM_BYTES: u64 = 16 * 1024 * 1024;
/// Text packs to a twentieth, blank scans to a hundredth; bombs to a thousandth.
const MAX_RATIO: u64 = 200;

/// Judges a zip by its directory and by what its members are.
pub(super) fn inspect<R: Read + Seek>(mut plaintext: R, kinds: Kinds) -> Result<Notes, Trouble> {
    look_through_directory(&mut plaintext)?;
    let mut archive = ZipArchive::with_config(AT_THE_START, plaintext).map_err(damaged)?;
    if archive.len() > MAX_MEMBERS {
        return Err(Rejection::ZipTooMany { max: MAX_MEMBERS }.into());
    }
    let mut names = HashSet::new();
    let mut folders = HashSet::new();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(damaged)?;
        let name = member.name().map_err(damaged)?;
        judge_entry(&member, &name)?;
        if name.split('/').any(is_litter) {
            continue;
        }
        let folded = name.to_lowercase();
        folders.extend(Path::new(&folded).ancestors().skip(1).map(Path::to_owned));
        if member.is_dir() {
            folders.insert(PathBuf::from(folded));
            continue;
        }
        if !names.insert(PathBuf::from(folded)) {
            return Err(Rejection::ZipDuplicate {
                member: shown(&name),
            }
            .into());
        }
        files.push((index, name.into_owned()));
    }
    // A file that has a folder's name: unpacked, one of the two hides the other.
    if let Some(name) = names.intersection(&folders).next() {
        return Err(Rejection::ZipDuplicate {
            member: shown(&name.to_string_lossy()),
        }
        .into());
    }
    if files.is_empty() {
        return Err(Rejection::ZipEmpty.into());
    }
    let mut unpacked = 0;
    for (index, name) in files {
        let mut member = archive.by_index(index).map_err(damaged)?;
        unpacked += judge_content(&mut member, &name, MAX_UNPACKED_BYTES - unpacked)?;
    }
    let _ = kinds;
    Ok(Notes::default())
}

/// Reads the directory a member at a time before anything holds all of it: millions of members, or
/// names of 64 kB, would fill the memory. On the way every member's local header is held against it.
fn look_through_directory<R: Read + Seek>(mut plaintext: R) -> Result<(), Trouble> {
    let length = plaintext.seek(SeekFrom::End(0)).map_err(unpacking)?;
    let directory = ZipIterable::try_new(plaintext, AT_THE_START).map_err(damaged)?;
    if directory.len() > MAX_MEMBERS {
        return Err(Rejection::ZipTooMany { max: MAX_MEMBERS }.into());
    }
    let mut directory = directory.enforce_header_consistency(true);
    let mut packed = 0_u64;
    let mut previous = u64::MAX;
    for member in directory.files().map_err(damaged)? {
        let member = member.map_err(damaged)?;
        packed = packed.saturating_add(member.compressed_size());
        // Members that together weigh more than the file share their bytes: a thousand times the same
        // data would keep us unpacking for hours.
        let begins_at = member.central_header_start();
        let is_outsized = begins_at.saturating_sub(previous) > MAX_HEADER_BYTES;
        if is_outsized || packed > length {
            return Err(Rejection::ZipDamaged.into());
        }
        previous = begins_at;
    }
    if length.saturating_sub(previous) > MAX_HEADER_BYTES + MAX_END_BYTES {
        return Err(Rejection::ZipDamaged.into());
    }
    Ok(())
}

/// What the directory tells about a member.
fn judge_entry<R: Read>(member: &ZipFile<'_, R>, name: &str) -> Result<(), Rejection> {
    if matches!(name, "[Content_Types].xml" | "mimetype") || name.starts_with("META-INF/") {
        return Err(Rejection::ZipOffice);
    }
    if member.encrypted() {
        return Err(Rejection::ZipEncrypted);
    }
    // Control and bidirectional characters make a name look like another, and bytes that are no text
    // are read differently by every program.
    let seen = name.strip_suffix("Icon\r").unwrap_or(name);
    if seen
        .chars()
        .any(|c| is_deceptive(c) || c == char::REPLACEMENT_CHARACTER)
    {
        return Err(Rejection::ZipName {
            member: shown(name),
        });
    }
    // Names with `..`, a root or a drive letter end outside the folder they are unpacked in; a
    // backslash is a separator on Windows alone, so the same name means two things; links and
    // devices point away.
    let is_plain = member.enclosed_name().is_some()
        && !name.is_empty()
        && !name.starts_with('/')
        && !name.split('/').any(is_all_dots)
        && !name.contains('\\')
        && name.as_bytes().get(1) != Some(&b':');
    let is_special = member
        .unix_mode()
        .is_some_and(|mode| !matches!(mode & 0o170_000, 0 | 0o100_000 | 0o040_000));
    // A folder with bytes in it is a file that nobody looks at.
    let is_full_folder = member.is_dir() && member.size() > 0;
    if !is_plain || is_special || is_full_folder {
        return Err(Rejection::ZipUnsafePath {
            member: shown(name),
        });
    }
    if !matches!(
        member.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        return Err(Rejection::ZipMethod {
            member: shown(name),
        });
    }
    Ok(())
}

/// `..` and its look-alikes in other widths, which some programs fold into it.
fn is_all_dots(part: &str) -> bool {
    !part.is_empty()
        && part
            .chars()
            .all(|c| matches!(c, '.' | '\u{ff0e}' | '\u{2024}'..='\u{2026}'))
}

/// What the operating systems leave behind in archives, and nobody means to send.
fn is_litter(part: &str) -> bool {
    matches!(part, "__MACOSX" | ".DS_Store" | "Thumbs.db" | "desktop.ini") || part.starts_with("._")
}

/// Unpacks a member to nowhere: its kind by content, its true size, its checksum.
fn judge_content<R: Read>(
    member: &mut ZipFile<'_, R>,
    name: &str,
    allowance: u64,
) -> Result<u64, Trouble> {
    let mut head = Vec::new();
    member
        .by_ref()
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(unpacking)?;
    match detect::detect(&head) {
        Ok(Kind::Zip)
        | Err(Rejection::Kind {
            found: Found::Archive,
        }) => {
            return Err(Rejection::ZipNested {
                member: shown(name),
            }
            .into());
        }
        Ok(_) => {}
        Err(Rejection::Empty) => {
            return Err(Rejection::ZipMemberEmpty {
                member: shown(name),
            }
            .into());
        }
        Err(why) => {
            return Err(Rejection::ZipMember {
                member: shown(name),
                why: Box::new(why),
            }
            .into());
        }
    }
    let packed = member.compressed_size().max(1);
    let mut size = head.len() as u64;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        // Checked while unpacking, since the size the directory declares may be a lie.
        if size > allowance || (size > RATIO_COUNTS_FROM_BYTES && size / packed > MAX_RATIO) {
            return Err(Rejection::ZipBomb.into());
        }
        match member.read(&mut buffer).map_err(unpacking)? {
            0 => return Ok(size),
            read => size += read as u64,
        }
    }
}

/// The member's name for an error text, shortened and free of tricks.
fn shown(name: &str) -> String {
    FileName::made_safe(name)
        .as_str()
        .chars()
        .take(80)
        .collect()
}

fn damaged(error: ZipError) -> Trouble {
    match error {
        ZipError::Io(error) => unpacking(error),
        _ => Rejection::ZipDamaged.into(),
    }
}

/// A store that can't be read is our trouble; everything else is the file's.
fn unpacking(error: io::Error) -> Trouble {
    if error.get_ref().is_some_and(
        <dyn std::error::Error + std::marker::Send + std::marker::Sync + 'static>::is::<
            StoreUnreadable,
        >,
    ) {
        Trouble::Unreadable(error)
    } else {
        Rejection::ZipDamaged.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;
    use std::io::{Cursor, Write};

    const PDF: &[u8] = b"%PDF-1.4 a letter";

    fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn verdict(bytes: &[u8]) -> Result<(), Rejection> {
        inspect(Cursor::new(bytes), Kinds::ALL)
            .map(drop)
            .map_err(|trouble| match trouble {
                Trouble::Refused(rejection) => rejection,
                Trouble::Unreadable(error) => panic!("{error}"),
            })
    }

    #[test]
    fn permitted_members_get_in_and_litter_is_ignored() {
        let bytes = zip_of(&[
            ("mappe/brev.pdf", PDF),
            ("__MACOSX/._brev.pdf", b"\0\x05"),
            ("Thumbs.db", b"\xD0\xCF"),
        ]);
        assert_eq!(verdict(&bytes), Ok(()));
    }

    #[test]
    fn what_nobody_should_unpack_is_refused() {
        let inner = zip_of(&[("brev.pdf", PDF)]);
        let member = |name: &str| name.to_owned();
        for (members, expected) in [
            (
                vec![("../brev.pdf", PDF)],
                Rejection::ZipUnsafePath {
                    member: member("brev.pdf"),
                },
            ),
            (
                vec![("/brev.pdf", PDF)],
                Rejection::ZipUnsafePath {
                    member: member("brev.pdf"),
                },
            ),
            (
                vec![("C:\\brev.pdf", PDF)],
                Rejection::ZipUnsafePath {
                    member: member("brev.pdf"),
                },
            ),
            (
                vec![("a\u{202e}b.pdf", PDF)],
                Rejection::ZipName {
                    member: member("ab.pdf"),
                },
            ),
            (
                vec![("brev.pdf", PDF), ("BREV.pdf", PDF)],
                Rejection::ZipDuplicate {
                    member: member("BREV.pdf"),
                },
            ),
            (
                vec![("\u{ff0e}\u{ff0e}/brev.pdf", PDF)],
                Rejection::ZipUnsafePath {
                    member: member("brev.pdf"),
                },
            ),
            (
                vec![("brev.pdf", PDF), ("brev.pdf/vedlegg.pdf", PDF)],
                Rejection::ZipDuplicate {
                    member: member("brev.pdf"),
                },
            ),
            (
                vec![("indre.zip", inner.as_slice())],
                Rejection::ZipNested {
                    member: member("indre.zip"),
                },
            ),
            (
                vec![("brev.pdf", b"MZ\x90\0".as_slice())],
                Rejection::ZipMember {
                    member: member("brev.pdf"),
                    why: Box::new(Rejection::Kind {
                        found: Found::Executable,
                    }),
                },
            ),
            (
                vec![("[Content_Types].xml", b"<a/>".as_slice())],
                Rejection::ZipOffice,
            ),
            (vec![("__MACOSX/x", b"x".as_slice())], Rejection::ZipEmpty),
        ] {
            assert_eq!(verdict(&zip_of(&members)), Err(expected));
        }
    }

    #[test]
    fn links_and_encrypted_members_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .add_symlink("brev.pdf", "/etc/passwd", SimpleFileOptions::default())
            .unwrap();
        let link = writer.finish().unwrap().into_inner();
        assert_eq!(
            verdict(&link),
            Err(Rejection::ZipUnsafePath {
                member: "brev.pdf".to_owned()
            })
        );

        // The flag that says a member is encrypted, in the local header and in the directory.
        let mut locked = zip_of(&[("brev.pdf", PDF)]);
        let directory = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        locked[6] |= 1;
        locked[directory + 8] |= 1;
        assert_eq!(verdict(&locked), Err(Rejection::ZipEncrypted));
    }

    #[test]
    fn a_bomb_is_stopped_while_it_unpacks() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file("stor.pdf", options).unwrap();
        writer.write_all(b"%PDF-1.4").unwrap();
        for _ in 0..64 {
            writer.write_all(&vec![0; 1024 * 1024]).unwrap();
        }
        assert_eq!(
            verdict(&writer.finish().unwrap().into_inner()),
            Err(Rejection::ZipBomb)
        );
    }

    #[test]
    fn more_members_than_anyone_can_look_through_are_refused() {
        let members: Vec<_> = (0..=MAX_MEMBERS)
            .map(|n| (format!("{n}.pdf"), PDF))
            .collect();
        let members: Vec<_> = members
            .iter()
            .map(|(name, content)| (name.as_str(), *content))
            .collect();
        assert_eq!(verdict(&zip_of(&members[..MAX_MEMBERS])), Ok(()));
        assert_eq!(
            verdict(&zip_of(&members)),
            Err(Rejection::ZipTooMany { max: MAX_MEMBERS })
        );
        let long = format!("{}.pdf", "a".repeat(60_000));
        assert_eq!(
            verdict(&zip_of(&[(&long, PDF), ("b.pdf", PDF)])),
            Err(Rejection::ZipDamaged)
        );
    }

    #[test]
    fn members_that_share_their_bytes_are_refused() {
        // Ten directory entries for one member.
        let one = zip_of(&[("a.pdf", &PDF.repeat(1_000))]);
        let directory = one.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        let end = one.windows(4).position(|w| w == b"PK\x05\x06").unwrap();
        let mut twice = one[..end].to_vec();
        for _ in 0..9 {
            twice.extend(&one[directory..end]);
        }
        let mut tail = one[end..].to_vec();
        let size = u32::try_from(10 * (end - directory)).unwrap();
        tail[8..10].copy_from_slice(&10_u16.to_le_bytes());
        tail[10..12].copy_from_slice(&10_u16.to_le_bytes());
        tail[12..16].copy_from_slice(&size.to_le_bytes());
        twice.extend(tail);
        assert_eq!(verdict(&twice), Err(Rejection::ZipDamaged));
    }

    #[test]
    fn damage_is_noticed() {
        let whole = zip_of(&[("brev.pdf", &PDF.repeat(1000))]);
        assert_eq!(
            verdict(&whole[..whole.len() / 2]),
            Err(Rejection::ZipDamaged)
        );
        let mut flipped = whole.clone();
        flipped[60] ^= 0xFF;
        assert!(verdict(&flipped).is_err());
    }
}
