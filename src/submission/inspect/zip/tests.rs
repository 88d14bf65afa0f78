//! The policy for archives, on small ones that are built by hand.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::inflate::Method;
use super::source::Source;
use super::unpacked::{Kept, Unpacked};
use super::*;
use crate::submission::Note;
use crate::submission::detect::Found;
use crate::submission::inspect::trial::{Verdict, refused};

const XML: &[u8] = b"<?xml version=\"1.0\"?><brev>Hei</brev>";

/// A member as a program writes it.
#[derive(Clone)]
struct Member {
    name: Vec<u8>,
    content: Vec<u8>,
    packed: Vec<u8>,
    method: u16,
    flags: u16,
    host: u8,
    attributes: u32,
    local_extra: Vec<u8>,
    central_extra: Vec<u8>,
    /// Between the data and the next header.
    behind: Vec<u8>,
    /// Whether checksum and sizes are left out of the local header.
    streamed: bool,
}

fn member(name: impl AsRef<[u8]>, content: &[u8]) -> Member {
    Member {
        name: name.as_ref().to_vec(),
        content: content.to_vec(),
        packed: content.to_vec(),
        method: 0,
        flags: 0,
        host: 3,
        attributes: 0,
        local_extra: Vec::new(),
        central_extra: Vec::new(),
        behind: Vec::new(),
        streamed: false,
    }
}

fn xml(name: impl AsRef<[u8]>) -> Member {
    member(name, XML)
}

impl Member {
    fn deflated(mut self) -> Self {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&self.content).unwrap();
        self.packed = encoder.finish().unwrap();
        self.method = 8;
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn crc(&self) -> [u8; 4] {
        let mut crc = flate2::Crc::new();
        crc.update(&self.content);
        crc.sum().to_le_bytes()
    }

    fn sizes(&self) -> Vec<u8> {
        [
            self.crc(),
            le32(self.packed.len()),
            le32(self.content.len()),
        ]
        .concat()
    }

    fn streamed(mut self, signature: &[u8], wide: bool) -> Self {
        self.streamed = true;
        self.flags |= 8;
        self.behind = signature.to_vec();
        self.behind.extend(self.crc());
        for size in [self.packed.len(), self.content.len()] {
            let wide_size = (size as u64).to_le_bytes();
            let bytes = if wide { 8 } else { 4 };
            self.behind.extend(&wide_size[..bytes]);
        }
        self
    }

    fn versions(&self) -> Vec<u8> {
        let [f0, f1] = self.flags.to_le_bytes();
        let [m0, m1] = self.method.to_le_bytes();
        vec![20, 0, f0, f1, m0, m1, 0, 0, 0x21, 0x58]
    }
}

fn le32(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_le_bytes()
}

fn le16(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap().to_le_bytes()
}

/// The members one behind the other, the directory's entries, and where the directory begins.
fn parts(members: &[Member]) -> (Vec<u8>, Vec<u8>) {
    let (mut files, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        directory.extend(b"PK\x01\x02");
        directory.extend([20, member.host]);
        directory.extend(member.versions());
        directory.extend(member.sizes());
        directory.extend(le16(member.name.len()));
        directory.extend(le16(member.central_extra.len()));
        directory.extend([0; 6]);
        directory.extend(member.attributes.to_le_bytes());
        directory.extend(le32(files.len()));
        directory.extend(&member.name);
        directory.extend(&member.central_extra);
        files.extend(b"PK\x03\x04");
        files.extend(member.versions());
        let sizes = if member.streamed {
            vec![0; 12]
        } else {
            member.sizes()
        };
        files.extend(sizes);
        files.extend(le16(member.name.len()));
        files.extend(le16(member.local_extra.len()));
        files.extend(&member.name);
        files.extend(&member.local_extra);
        files.extend(&member.packed);
        files.extend(&member.behind);
    }
    (files, directory)
}

fn end(count: usize, size: usize, offset: usize) -> Vec<u8> {
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(le16(count));
    end.extend(le16(count));
    end.extend(le32(size));
    end.extend(le32(offset));
    end.extend([0, 0]);
    end
}

fn zip_of(members: &[Member]) -> Vec<u8> {
    let (files, directory) = parts(members);
    let end = end(members.len(), directory.len(), files.len());
    [files, directory, end].concat()
}

/// Gives a few bytes at a time, as a store may.
struct Trickle<'a>(Cursor<&'a [u8]>, usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = buffer.len().min(self.1);
        self.0.read(&mut buffer[..bytes])
    }
}

impl Seek for Trickle<'_> {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

fn verdict(bytes: &[u8], at_a_time: usize) -> Verdict {
    inspect(Trickle(Cursor::new(bytes), at_a_time), Kinds::ALL).map_err(refused)
}

fn of(members: &[Member]) -> Verdict {
    verdict(&zip_of(members), usize::MAX)
}

fn is_accepted(bytes: &[u8]) -> bool {
    verdict(bytes, usize::MAX).is_ok()
}

fn code(members: &[Member]) -> &'static str {
    of(members).map_or_else(|rejection| rejection.code(), |_| "")
}

#[test]
fn permitted_members_get_in_and_litter_is_ignored() {
    let members = [
        xml("mappe/").with(|folder| {
            folder.content.clear();
            folder.packed.clear();
        }),
        xml("mappe/brev.xml"),
        xml("kart.xml").deflated(),
        member("__MACOSX/._brev.xml", b"\0\x05\x16\x07"),
        member("Thumbs.db", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        member("a/desktop.ini", b"\xFF\xFE[\0.\0]\0"),
        member("ehthumbs.db", b""),
        member("mappe/.DS_Store", b"\0\0\0\x01Bud1"),
        member("Icon\r", b""),
    ];
    assert_eq!(of(&members), Ok(Notes::default()));
    assert_eq!(code(&members[3..]), "zip-empty");
    assert_eq!(code(&[]), "zip-empty");
    // Thumbnails in such number are something else.
    let large = member("Thumbs.db", &vec![7; 17 * 1024 * 1024]);
    assert_eq!(code(&[xml("a.xml"), large]), "unknown-kind");
}

#[test]
fn members_are_judged_by_content_and_name() {
    let inner = zip_of(&[xml("a.xml")]);
    let given = "brev.xml".to_owned();
    for (name, content, expected) in [
        (
            "indre.zip",
            inner.as_slice(),
            Rejection::ZipNested {
                member: "indre.zip".to_owned(),
            },
        ),
        (
            "brev.xml",
            b"\x1f\x8b\x08\0",
            Rejection::ZipNested {
                member: given.clone(),
            },
        ),
        (
            "brev.xml",
            b"",
            Rejection::ZipMemberEmpty {
                member: given.clone(),
            },
        ),
        (
            "brev.xml",
            b"MZ\x90\0",
            Rejection::ZipMember {
                member: given,
                why: Box::new(Rejection::Kind {
                    found: Found::Executable,
                }),
            },
        ),
        (
            "brev.docx",
            inner.as_slice(),
            Rejection::ZipMember {
                member: "brev.docx".to_owned(),
                why: Box::new(Rejection::Extension {
                    extension: "docx".to_owned(),
                }),
            },
        ),
        (
            "kart.kmz",
            XML,
            Rejection::ZipMember {
                member: "kart.kmz".to_owned(),
                why: Box::new(Rejection::Extension {
                    extension: "kmz".to_owned(),
                }),
            },
        ),
        (
            "._x",
            b"x",
            Rejection::ZipMember {
                member: shown("._x"),
                why: Box::new(Rejection::UnknownKind),
            },
        ),
    ] {
        assert_eq!(of(&[member(name, content)]), Err(expected), "{name}");
    }
    for name in ["brev.pdf", "brev", "brev nr. 2"] {
        assert_eq!(
            of(&[xml(name)]),
            Ok(Notes::from_iter([Note::ZipMemberExtension]))
        );
    }
}

#[test]
fn litter_is_what_its_name_says() {
    let with = |name: &str, content: &[u8]| code(&[xml("a.xml"), member(name, content)]);
    let program = b"MZ\x90\0".as_slice();
    let unknown = b"alert(1)".as_slice();
    for (name, content, expected) in [
        ("__MACOSX/._a", program, "kind"),
        ("__MACOSX/a.js", unknown, "unknown-kind"),
        ("._mappe/a.js", unknown, "unknown-kind"),
        (".DS_Store/a.exe", program, "kind"),
        ("Thumbs.db", unknown, "unknown-kind"),
        ("Icon\r", unknown, "unknown-kind"),
        ("desktop.ini", unknown, "unknown-kind"),
        ("desktop.ini", b"[InternetShortcut]\r\nURL=", "kind"),
        ("desktop.ini", b"\r\n[.ShellClassInfo]\r\n", ""),
        ("__MACOSX/mappe/._a.pdf", b"\0\x05\x16\x07\0\x02", ""),
        ("._b.xml", XML, ""),
        ("._c", b"", ""),
    ] {
        assert_eq!(with(name, content), expected, "{name}");
    }
}

#[test]
fn other_formats_in_a_zip_are_known_by_their_members() {
    for sign in [
        "[Content_Types].xml",
        "mimetype",
        "META-INF/MANIFEST.MF",
        "Index/Document.iwa",
        "AndroidManifest.xml",
    ] {
        assert_eq!(
            of(&[xml("a.xml"), xml(sign)]),
            Err(Rejection::ZipOffice),
            "{sign}"
        );
    }
    assert!(of(&[xml("utpakket/META-INF/signatur.xml")]).is_ok());
}

#[test]
fn names_lead_to_a_place_inside() {
    let long = format!("{}.xml", "a".repeat(252));
    let longest = format!("{}.xml", "a".repeat(251));
    let deep = format!("{}a.xml", "d/".repeat(64));
    for name in [
        "../a.xml",
        "a/../b.xml",
        "/a.xml",
        "C:a.xml",
        "C:\\a.xml",
        "\\\\tjener\\a.xml",
        "a\\b.xml",
        "",
        "\u{ff0e}\u{ff0e}/a.xml",
        "mappe/.../a.xml",
        " /a.xml",
        "con.xml",
        "mappe/LPT1/a.xml",
        "a.exe:b.xml",
        "brev:skjult.xml",
        ".. /a.xml",
        "\u{a0}..\u{a0}/a.xml",
        "b/. ./a.xml",
        "a.xml.",
        "a.xml ",
        &long,
        &deep,
    ] {
        assert_eq!(code(&[xml(name)]), "zip-unsafe-path", "{name}");
    }
    for name in ["a\u{202e}b.xml", "a\nb.xml", "a\0.xml", "\u{fffd}.xml"] {
        assert_eq!(code(&[xml(name)]), "zip-name", "{name:?}");
    }
    for name in [
        "./a.xml",
        "mappe//a.xml",
        "møte 12:30.xml",
        "Svar: brev.xml",
        "..a.xml",
        "Vedlegg /a.xml",
        &longest,
    ] {
        assert_eq!(code(&[xml(name)]), "", "{name}");
    }
}

#[test]
fn names_are_text_in_old_code_pages_and_new() {
    let utf8 = |name: &[u8]| xml(name).with(|member| member.flags = 1 << 11);
    let from_windows = |name: &str| xml(name).with(|member| member.host = 0);
    assert_eq!(
        of(&[xml(b"s\x9Bknad.xml"), xml("s\u{f8}kna.xml")]),
        Ok(Notes::default())
    );
    assert_eq!(
        of(&[xml(b"S\x9DKNAD.xml"), utf8("søknad.xml".as_bytes())])
            .unwrap_err()
            .code(),
        "zip-duplicate"
    );
    assert_eq!(code(&[utf8(b"s\x9Bknad.xml")]), "zip-name");
    assert_eq!(code(&[xml(b"..\xC0\xAFa.xml")]), "zip-name");
    assert_eq!(code(&[from_windows("mappe\\a.xml")]), "");
    assert_eq!(code(&[from_windows("12:30.xml")]), "zip-unsafe-path");
    assert_eq!(
        code(&[from_windows("mappe\\..\\..\\a.xml")]),
        "zip-unsafe-path"
    );
    assert_eq!(
        code(&[from_windows("mappe\\a.xml"), xml("mappe/A.xml")]),
        "zip-duplicate"
    );
}

#[test]
fn a_second_name_has_to_lead_to_the_same_place() {
    let named_twice = |plain: &str, unicode: &str, for_name: &str| {
        xml(plain).with(|given| {
            let content = unicode.as_bytes();
            given.central_extra = vec![0x75, 0x70];
            given.central_extra.extend(le16(content.len() + 5));
            given.central_extra.push(1);
            given
                .central_extra
                .extend(member("", for_name.as_bytes()).crc());
            given.central_extra.extend(content);
        })
    };
    for (plain, unicode, for_name, expected) in [
        ("s_knad.xml", "søknad.xml", "s_knad.xml", ""),
        ("a.xml", "a.exe", "a.xml", "zip-unsafe-path"),
        ("a.xml", "../a.xml", "a.xml", "zip-unsafe-path"),
        ("../../a.xml", "b/c/a.xml", "../../a.xml", "zip-unsafe-path"),
        // Made for another name, it is not believed.
        ("a.xml", "../a.xml", "b.xml", ""),
    ] {
        assert_eq!(
            code(&[named_twice(plain, unicode, for_name)]),
            expected,
            "{unicode}"
        );
    }
}

#[test]
fn nothing_is_unpacked_on_top_of_something_else() {
    for (first, second) in [
        ("brev.xml", "BREV.xml"),
        ("blå.xml", "bla\u{30a}.xml"),
        ("ÆØ.xml", "æø.xml"),
        ("a./b.xml", "a/b.xml"),
        ("a/./b.xml", "a//b.xml"),
        ("brev.xml", "brev.xml/vedlegg.xml"),
    ] {
        assert_eq!(
            code(&[xml(first), xml(second)]),
            "zip-duplicate",
            "{first} {second}"
        );
        assert_eq!(
            code(&[xml(second), xml(first)]),
            "zip-duplicate",
            "{first} {second}"
        );
    }
}

#[test]
fn links_devices_and_full_folders_are_refused() {
    for mode in [0o120_777, 0o020_644, 0o060_644, 0o010_644, 0o140_755] {
        let given = xml("a.xml").with(|member| member.attributes = mode << 16);
        assert_eq!(code(&[given]), "zip-unsafe-path", "{mode:o}");
    }
    assert_eq!(
        code(&[xml("a.xml").with(|member| member.attributes = 0o100_644 << 16)]),
        ""
    );
    assert_eq!(code(&[xml("mappe/"), xml("a.xml")]), "zip-unsafe-path");
}

#[test]
fn encryption_is_refused_wherever_it_stands() {
    for flags in [1, 1 << 6, 1 << 13] {
        let given = xml("a.xml").with(|member| member.flags = flags);
        assert_eq!(code(&[given]), "zip-encrypted");
    }
    let aes = xml("a.xml").with(|member| {
        member.method = 99;
        member.central_extra =
            [b"\x01\x99\x07\0".as_slice(), &[2, 0, b'A', b'E', 3, 8, 0]].concat();
    });
    assert_eq!(code(&[aes]), "zip-encrypted");
    let mut local_only = zip_of(&[xml("a.xml")]);
    local_only[6] = 1;
    assert_eq!(verdict(&local_only, 9), Err(Rejection::ZipEncrypted));
}

#[test]
fn packing_that_ordinary_programs_know_is_taken() {
    // A block that is stored is the same in Deflate and Deflate64.
    let block = [
        &[1],
        le16(XML.len()).as_slice(),
        &(!u16::try_from(XML.len()).unwrap()).to_le_bytes(),
        XML,
    ]
    .concat();
    for (method, expected) in [
        (8, ""),
        (9, ""),
        (12, "zip-method"),
        (14, "zip-method"),
        (98, "zip-method"),
    ] {
        let given = xml("a.xml").with(|member| {
            member.method = method;
            member.packed.clone_from(&block);
        });
        assert_eq!(code(&[given]), expected, "{method}");
    }
    // Bytes behind the end of what is packed, or too few.
    let whole = xml("a.xml").deflated();
    let more = whole.clone().with(|member| member.packed.push(0));
    let less = whole.with(|member| member.packed.truncate(9));
    assert_eq!(
        (code(&[more]), code(&[less])),
        ("zip-damaged", "zip-damaged")
    );
}

#[test]
fn the_local_header_says_what_the_directory_says() {
    let good = zip_of(&[xml("a.xml").deflated(), xml("b.xml")]);
    assert!(is_accepted(&good));
    // Signature, method, checksum, sizes, length of the name, name; not version, time.
    for (at, matters) in [
        (0, true),
        (4, false),
        (8, true),
        (10, false),
        (14, true),
        (18, true),
        (22, true),
        (26, true),
        (30, true),
    ] {
        let mut bytes = good.clone();
        bytes[at] ^= 4;
        assert_eq!(is_accepted(&bytes), !matters, "{at}");
    }
}

#[test]
fn sizes_may_stand_behind_the_data() {
    for signature in [b"PK\x07\x08".as_slice(), b""] {
        for wide in [false, true] {
            let given = xml("a.xml").deflated().streamed(signature, wide);
            assert_eq!(code(&[given.clone(), xml("b.xml")]), "");
            let wrong = given
                .clone()
                .with(|member| *member.behind.last_mut().unwrap() ^= 1);
            assert_eq!(code(&[wrong, xml("b.xml")]), "zip-damaged");
            let missing = given.clone().with(|member| member.behind.clear());
            assert_eq!(code(&[missing, xml("b.xml")]), "zip-damaged");
        }
    }
}

#[test]
fn nothing_stands_in_the_archive_that_the_directory_does_not_name() {
    let hidden = |behind: &[u8]| {
        let given = xml("a.xml").with(|member| member.behind = behind.to_vec());
        code(&[given, xml("b.xml")])
    };
    assert_eq!(hidden(&zip_of(&[xml("c.xml")])), "zip-damaged");
    assert_eq!(hidden(b"x"), "zip-damaged");
    assert_eq!(hidden(&[[0; 100].as_slice(), b"x"].concat()), "zip-damaged");
    assert_eq!(hidden(&[0; 100]), "");

    let good = zip_of(&[xml("a.xml")]);
    let commented = |comment: &[u8], length: usize| {
        let mut bytes = good.clone();
        bytes.truncate(bytes.len() - 2);
        bytes.extend(le16(length));
        bytes.extend(comment);
        is_accepted(&bytes)
    };
    assert!(commented(b"hilsen", 6) && commented(b"hilsen\r\n\0\0", 6));
    assert!(!commented(b"hilsen og mer", 6) && !commented(b"hilsen", 7));
    assert!(
        !commented(&end(1, 51, 66), 22),
        "which end is the right one"
    );
    assert!(!is_accepted(&[good.clone(), good.clone()].concat()));
    assert!(is_accepted(&[good.clone(), vec![0; 60_000]].concat()));
    // An entry more than are counted, and one less.
    for count in [0, 2] {
        let mut bytes = good.clone();
        let at = bytes.len() - 14;
        bytes[at] = count;
        bytes[at + 2] = count;
        assert!(!is_accepted(&bytes));
    }
}

#[test]
fn members_that_share_their_bytes_are_refused() {
    let (files, directory) = parts(&[xml("a.xml").deflated()]);
    let mut directories = directory.clone();
    for name in [b'b', b'c'] {
        let mut entry = directory.clone();
        entry[46] = name;
        directories.extend(entry);
    }
    let end = end(3, directories.len(), files.len());
    assert_eq!(
        verdict(&[files, directories, end].concat(), 99),
        Err(Rejection::ZipDamaged)
    );
    // An archive as a stored member, and its member once more as one of the archive around it.
    let (inner, _) = parts(&[xml("b.xml")]);
    let (outer, mut directory) = parts(&[member("a.xml", &inner)]);
    let (_, mut nested) = parts(&[xml("b.xml")]);
    nested[42..46].copy_from_slice(&le32(35));
    directory.extend(nested);
    let end = super::tests::end(2, directory.len(), outer.len());
    assert_eq!(
        verdict(&[outer, directory, end].concat(), 99),
        Err(Rejection::ZipDamaged)
    );
}

#[test]
fn zip64_is_understood() {
    let wide = xml("a.xml");
    let size = (XML.len() as u64).to_le_bytes();
    let (mut files, mut directory) = parts(&[wide.with(|member| {
        member.local_extra = [b"\x01\0\x10\0".as_slice(), &size, &size].concat();
        member.central_extra = [b"\x01\0\x18\0".as_slice(), &size, &size, &[0; 8]].concat();
    })]);
    files[18..26].fill(0xFF);
    directory[20..28].fill(0xFF);
    directory[42..46].fill(0xFF);
    let number = |value: usize| (value as u64).to_le_bytes();
    let archive = |count: usize, narrow_count: usize, version: u8| {
        let mut bytes = [files.as_slice(), &directory].concat();
        let wide_at = bytes.len();
        bytes.extend(b"PK\x06\x06");
        bytes.extend(number(44));
        bytes.extend([version, 0, version, 0]);
        bytes.extend([0; 8]);
        for value in [count, count, directory.len(), files.len()] {
            bytes.extend(number(value));
        }
        bytes.extend(b"PK\x06\x07\0\0\0\0");
        bytes.extend(number(wide_at));
        bytes.extend([1, 0, 0, 0]);
        bytes.extend(end(narrow_count, 0xFFFF_FFFF, 0xFFFF_FFFF));
        verdict(&bytes, 1).map_or_else(|rejection| rejection.code(), |_| "")
    };
    assert_eq!(archive(1, 0xFFFF, 45), "");
    assert_eq!(archive(1, 1, 45), "");
    assert_eq!(archive(1, 2, 45), "zip-damaged");
    assert_eq!(archive(usize::MAX, 0xFFFF, 45), "zip-too-many");
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let zeros = [XML, &vec![b' '; 17 * 1024 * 1024]].concat();
    let bomb = member("a.xml", &zeros).deflated();
    assert_eq!(code(std::slice::from_ref(&bomb)), "zip-bomb");
    // What is declared is a lie: unpacking stops there.
    let (mut files, mut directory) = parts(&[bomb]);
    files[22..26].copy_from_slice(&le32(1000));
    directory[24..28].copy_from_slice(&le32(1000));
    let end = end(1, directory.len(), files.len());
    assert_eq!(
        verdict(&[files, directory, end].concat(), usize::MAX),
        Err(Rejection::ZipDamaged)
    );
    // Many small ones together.
    let small = member("", &zeros[..1024 * 1024]).deflated();
    let many: Vec<_> = (0..20)
        .map(|n| {
            small
                .clone()
                .with(|member| member.name = format!("{n}.xml").into_bytes())
        })
        .collect();
    assert_eq!(code(&many), "zip-bomb");
}

#[test]
fn more_members_than_anyone_can_look_through_are_refused() {
    let members: Vec<_> = (0..1001).map(|n| xml(format!("{n}.xml"))).collect();
    assert_eq!(of(&members[..1000]), Ok(Notes::default()));
    assert_eq!(of(&members), Err(Rejection::ZipTooMany { max: 1000 }));
    let outsized = xml("a.xml").with(|member| member.central_extra = vec![0; 60_000]);
    assert_eq!(code(&[outsized]), "zip-damaged");
}

#[test]
fn a_store_that_fails_is_not_the_archives_fault() {
    struct Failing<'a>(Cursor<&'a [u8]>, u64);
    impl Read for Failing<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0.position() < self.1 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            self.0.read(buffer)
        }
    }
    impl Seek for Failing<'_> {
        fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
            self.0.seek(to)
        }
    }
    let good = zip_of(&[xml("a.xml")]);
    for from in [1, 10_000] {
        let judged = inspect(Failing(Cursor::new(&good), from), Kinds::ALL);
        assert!(matches!(judged, Err(Trouble::Unreadable(_))));
    }
}

/// Members that say little of themselves, in every way of packing.
fn mixed() -> Vec<u8> {
    zip_of(&[
        xml("a.xml"),
        xml("mappe/b.xml").deflated().streamed(b"PK\x07\x08", false),
        member("._c", b"\0\x05\x16\x07"),
        xml(b"\x9B.xml").deflated(),
    ])
}

/// Bytes that can be told apart, and pack well.
fn lines(bytes: usize) -> Vec<u8> {
    (0_u32..)
        .flat_map(|n| format!("{n}\n").into_bytes())
        .take(bytes)
        .collect()
}

/// Reads pieces of a packed member at these places, forwards and backwards.
fn pieces_are_right(content: &[u8], places: &[usize], work: u64) -> bool {
    let stored = member("a", content);
    for (given, method) in [
        (stored.clone().deflated(), Method::Deflate),
        (stored, Method::Stored),
    ] {
        let packed = Packed {
            method,
            offset: 3,
            bytes: given.packed.len() as u64,
        };
        let bytes = [b"abc".as_slice(), &given.packed].concat();
        let mut source = Source::new(Cursor::new(bytes)).unwrap();
        let mut work = Work {
            left: work,
            is_spent: false,
        };
        let mut kept = Kept::default();
        for chunk in content.chunks(50_000) {
            kept.remember(&bytes::Bytes::copy_from_slice(chunk));
        }
        let mut unpacked =
            Unpacked::new(&mut source, &mut work, packed, kept, content.len() as u64);
        for place in places {
            let mut piece = [0; 100];
            unpacked
                .seek(std::io::SeekFrom::Start(*place as u64))
                .unwrap();
            let expected = &content[(*place).min(content.len())..];
            let expected = &expected[..expected.len().min(100)];
            if unpacked.read_exact(&mut piece[..expected.len()]).is_err() {
                assert!(work.is_spent);
                return false;
            }
            assert_eq!(&piece[..expected.len()], expected);
        }
    }
    true
}

#[test]
fn what_is_unpacked_again_and_again_is_limited() {
    let content = lines(1_500_000);
    let back_and_forth = [400_000, 0].repeat(10);
    assert!(pieces_are_right(&content, &back_and_forth, 100_000_000));
    assert!(!pieces_are_right(&content, &back_and_forth, 1_000_000));
    // The end is kept.
    assert!(pieces_are_right(
        &content,
        &[1_499_900, 600_000].repeat(10),
        0
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_packed_member_reads_as_what_it_is(places in prop::collection::vec(0_usize..1_400_000, 1..12)) {
        prop_assert!(pieces_are_right(&lines(1_300_000), &places, u64::MAX));
    }

    #[test]
    fn anything_is_judged(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let with_end = [bytes.as_slice(), &end(1, bytes.len(), 0)].concat();
        for given in [bytes, with_end] {
            prop_assert!(verdict(&given, 7).is_err());
        }
    }

    #[test]
    fn any_change_has_one_verdict(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
        at_a_time in 1_usize..300,
    ) {
        let mut bytes = mixed();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        prop_assert_eq!(verdict(&bytes, at_a_time), verdict(&bytes, usize::MAX));
    }
}

#[test]
fn what_is_whole_gets_in() {
    assert!(is_accepted(&mixed()));
}
