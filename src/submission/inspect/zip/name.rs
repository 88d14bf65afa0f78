//! Members' names: what they are as text, where they lead, and which of them are the same.
//!
//! A name that is unpacked elsewhere than it is read, or on top of another, is how archives attack.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::submission::name::{is_deceptive, is_device};
use crate::submission::{FileName, Rejection};

/// What the file systems take for one folder or file, in bytes of UTF-8.
const MAX_PART_BYTES: usize = 255;
/// What macOS takes for a whole path; the others take more.
const MAX_PATH_BYTES: usize = 1024;
const MAX_DEPTH: usize = 64;

/// DOS, OS/2, NTFS and VFAT (APPNOTE 4.4.2), where a backslash stands between folders.
const HOSTS_WITH_BACKSLASHES: [u8; 4] = [0, 6, 10, 14];

/// The upper half of the code page of Norwegian DOS and Windows, which old programs name files in. It has the
/// letters of CP437, and `ø` and `Ø` besides.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
                     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// A name as it stands in a header.
pub(super) struct Raw<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) is_utf8: bool,
    pub(super) unicode_path: Option<&'a [u8]>,
    pub(super) host: u8,
}

impl Raw<'_> {
    /// The name as text, with `/` between folders.
    pub(super) fn decoded(&self) -> Result<String, Rejection> {
        let plain = self.plain();
        let text = match self.unicode_path {
            None => plain?,
            Some(path) => {
                let path = str::from_utf8(path).ok().ok_or_else(|| unreadable(path))?;
                self.beside(path, &plain.unwrap_or_default())?
            }
        };
        if HOSTS_WITH_BACKSLASHES.contains(&self.host) {
            // No file is called so there: what stands behind is a stream of the one before.
            return if text.contains(':') {
                Err(Rejection::ZipUnsafePath {
                    member: shown(&text),
                })
            } else {
                Ok(text.replace('\\', "/"))
            };
        }
        Ok(text)
    }

    /// Programs that do not know UTF-8 show the other name. It may have less letters, but has to lead to the
    /// same folder and promise the same type.
    fn beside(&self, path: &str, plain: &str) -> Result<String, Rejection> {
        let depth = |name: &str| name.split(['/', '\\']).count();
        let extension = |name: &str| FileName::made_safe(name).extension();
        let is_same = if self.is_utf8 {
            path == plain
        } else {
            depth(path) == depth(plain)
                && extension(path) == extension(plain)
                && check(&plain.replace('\\', "/")).is_ok()
        };
        if is_same {
            Ok(path.to_owned())
        } else {
            Err(Rejection::ZipUnsafePath {
                member: shown(path),
            })
        }
    }

    /// Many programs write UTF-8 without saying so. What can't be UTF-8 is in an old code page.
    fn plain(&self) -> Result<String, Rejection> {
        match str::from_utf8(self.bytes) {
            Ok(text) => Ok(text.to_owned()),
            // `/` in more bytes than it takes is what some decoders read as `/` nevertheless.
            Err(_) if self.is_utf8 || has_overlong(self.bytes) => Err(unreadable(self.bytes)),
            Err(_) => Ok(self.bytes.iter().map(|byte| from_cp850(*byte)).collect()),
        }
    }
}

fn unreadable(bytes: &[u8]) -> Rejection {
    Rejection::ZipName {
        member: shown(&String::from_utf8_lossy(bytes)),
    }
}

fn has_overlong(bytes: &[u8]) -> bool {
    bytes
        .windows(2)
        .any(|pair| matches!(pair, [0xC0 | 0xC1, 0x80..=0xBF]))
}

fn from_cp850(byte: u8) -> char {
    let upper = byte.checked_sub(0x80);
    upper
        .and_then(|index| CP850.chars().nth(index.into()))
        .unwrap_or(char::from(byte))
}

/// Whether the name can be seen for what it is, and leads to a place inside the folder it is unpacked in.
pub(super) fn check(name: &str) -> Result<(), Rejection> {
    // Control and bidirectional characters make a name look like another.
    let seen = name.strip_suffix("Icon\r").unwrap_or(name);
    if seen
        .chars()
        .any(|c| is_deceptive(c) || c == char::REPLACEMENT_CHARACTER)
    {
        return Err(Rejection::ZipName {
            member: shown(name),
        });
    }
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    // A backslash that does not stand between folders does so on Windows.
    let is_outside = name.is_empty() || name.starts_with('/') || name.contains('\\') || is_drive;
    let is_outsized = name.len() > MAX_PATH_BYTES || name.split('/').count() > MAX_DEPTH;
    if is_outside || is_outsized || parts(name).any(is_unsafe) || ends_in_nothing(name) {
        return Err(Rejection::ZipUnsafePath {
            member: shown(name),
        });
    }
    Ok(())
}

/// The folders and the file, without what stands for no folder at all.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split('/')
        .filter(|part| !part.is_empty() && *part != ".")
}

/// What some system makes something else of: the folder above, a device, a stream of another file.
fn is_unsafe(part: &str) -> bool {
    is_all_dots(part) || is_device(part) || is_stream(part) || part.len() > MAX_PART_BYTES
}

/// A name, a colon and a file's name. Times (`12:30`) and titles (`Svar: brev`) have colons, too.
fn is_stream(part: &str) -> bool {
    part.split_once(':').is_some_and(|(file, stream)| {
        let is_title = stream.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace());
        file.contains('.') || (stream.contains('.') && !is_title)
    })
}

/// `..` and its look-alikes in other widths, which some programs fold into it; with spaces, which some take
/// off; and spaces alone.
fn is_all_dots(part: &str) -> bool {
    part.chars()
        .all(|c| c.is_whitespace() || matches!(c, '.' | '\u{ff0e}' | '\u{2024}'..='\u{2026}'))
}

/// Windows takes dots and spaces off the end of a file's name, and another name remains.
fn ends_in_nothing(name: &str) -> bool {
    name.ends_with(['.', ' ']) && name != "." && !name.ends_with("/.")
}

/// What the operating systems leave behind in archives, and nobody means to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Litter {
    /// How the Finder shows a folder.
    View,
    /// Small pictures of what is in a folder.
    Thumbnails,
    /// How Windows shows a folder, or that a Mac shows its name in translation.
    Settings,
    /// A folder's picture.
    Icon,
    /// What a Mac knows of a file beside its contents.
    Double,
}

impl Litter {
    /// What a file of that name may be. Folders bear any name, and what is in them is judged.
    pub(super) fn of(name: &str) -> Option<Self> {
        let file = name.rsplit('/').next()?;
        match file.to_ascii_lowercase().as_str() {
            ".ds_store" => Some(Self::View),
            "thumbs.db" | "ehthumbs.db" => Some(Self::Thumbnails),
            "desktop.ini" | ".localized" => Some(Self::Settings),
            "icon\r" => Some(Self::Icon),
            double if double.starts_with("._") => Some(Self::Double),
            _ => None,
        }
    }

    /// Whether a file that begins so is what its name says: others borrow the name to be passed over.
    pub(super) fn begins_with(self, head: &[u8]) -> bool {
        // AppleSingle and AppleDouble (RFC 1740), and a resource fork by itself.
        const FORKS: [&[u8]; 2] = [b"\0\x05\x16\x07", b"\0\x05\x16\0"];
        let is_fork = || FORKS.iter().any(|mark| head.starts_with(mark));
        head.is_empty()
            || match self {
                Self::View => head.starts_with(b"\0\0\0\x01Bud1"),
                Self::Thumbnails => head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
                Self::Settings => is_settings(head),
                Self::Icon => is_fork() || head.starts_with(b"\0\0\x01\0\0"),
                Self::Double => is_fork(),
            }
    }
}

/// A section's heading comes first, perhaps behind comments.
fn is_settings(head: &[u8]) -> bool {
    let units: Vec<u8> = match head {
        [0xFF, 0xFE, wide @ ..] => wide.iter().copied().step_by(2).collect(),
        _ => head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).to_vec(),
    };
    let is_text = units
        .iter()
        .all(|byte| *byte >= b' ' || byte.is_ascii_whitespace());
    is_text && matches!(units.trim_ascii_start().first(), Some(b'[' | b';'))
}

/// Sees to it that nothing is unpacked on top of something else. Systems differ in whether they tell small
/// letters from capitals, composed letters from decomposed ones, and `a` from `a.`.
#[derive(Default)]
pub(super) struct Names {
    files: Vec<String>,
    folders: Vec<String>,
}

impl Names {
    pub(super) fn add_file(&mut self, name: &str) {
        self.files.push(folded(name));
    }

    pub(super) fn add_folder(&mut self, name: &str) {
        self.folders.push(folded(name));
    }

    /// Two files of one name, or a file that has a folder's name.
    pub(super) fn check(&self) -> Result<(), Rejection> {
        let mut folders: HashSet<&str> = self.folders.iter().map(String::as_str).collect();
        for file in &self.files {
            folders.extend(file.match_indices('/').filter_map(|(at, _)| file.get(..at)));
        }
        let mut seen = HashSet::new();
        let twice = self
            .files
            .iter()
            .find(|file| folders.contains(file.as_str()) || !seen.insert(file.as_str()));
        match twice {
            None => Ok(()),
            Some(name) => Err(Rejection::ZipDuplicate {
                member: shown(name),
            }),
        }
    }
}

fn folded(name: &str) -> String {
    let trimmed: Vec<_> = parts(name)
        .map(|part| part.trim_end_matches(['.', ' ']))
        .collect();
    trimmed.join("/").nfc().collect::<String>().to_lowercase()
}

/// The member's name for an error text, shortened and free of tricks.
pub(super) fn shown(name: &str) -> String {
    FileName::made_safe(name)
        .as_str()
        .chars()
        .take(80)
        .collect()
}
