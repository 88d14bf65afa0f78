//! Whether PDFs open, on small ones that are built by hand.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;
use crate::submission::detect::Found;
use crate::submission::inspect::trial::{self, Verdict};

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Count 1/Kids[3 0 R]>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";

fn verdict(bytes: &[u8], chunk: usize) -> Verdict {
    trial::verdict(Kind::Pdf, bytes, chunk)
}

/// The notes, but that it is not PDF/A.
fn notes(bytes: &[u8]) -> Result<Vec<Note>, Rejection> {
    let notes = verdict(bytes, 64 * 1024)?;
    Ok(notes
        .iter()
        .filter(|note| *note != Note::PdfNotArchival)
        .collect())
}

/// A file as it is written, and where its objects are in it.
struct Draft {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Draft {
    fn of(objects: &[&str]) -> Self {
        let mut draft = Self {
            bytes: b"%PDF-1.7\n".to_vec(),
            offsets: vec![0],
        };
        for object in objects {
            draft.object(object.as_bytes());
        }
        draft
    }

    fn object(&mut self, object: &[u8]) {
        let number = self.offsets.len();
        self.offsets.push(self.bytes.len());
        writeln!(self.bytes, "{number} 0 obj").unwrap();
        self.bytes.extend(object);
        self.bytes.extend(b"\nendobj\n");
    }

    /// With a table in plain text.
    fn with_table(mut self, trailer: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let count = self.offsets.len();
        write!(self.bytes, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
        for offset in &self.offsets[1..] {
            writeln!(self.bytes, "{offset:010} 00000 n ").unwrap();
        }
        write!(
            self.bytes,
            "trailer\n<</Size {count}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
        )
        .unwrap();
        self.bytes
    }

    /// With a table in a stream, each row preceded by PNG's filter. The first objects stand in the last one.
    fn with_stream(mut self, packed: usize) -> Vec<u8> {
        let start = self.bytes.len();
        let (number, pack) = (self.offsets.len(), self.offsets.len() - 1);
        self.offsets.push(start);
        let mut rows = Vec::new();
        let mut previous = [0; 4];
        for (object, offset) in self.offsets.iter().enumerate() {
            let [high, low] = u16::try_from(*offset).unwrap().to_be_bytes();
            let row = match object {
                0 => [0; 4],
                _ if object <= packed => [2, 0, u8::try_from(pack).unwrap(), 0],
                _ => [1, high, low, 0],
            };
            rows.push(2);
            rows.extend(
                row.iter()
                    .zip(previous)
                    .map(|(byte, above)| byte.wrapping_sub(above)),
            );
            previous = row;
        }
        let data = deflated(&rows);
        write!(
            self.bytes,
            "{number} 0 obj\n<</Type/XRef/Size {}/W[1 2 1]/Root 1 0 R/Filter/FlateDecode\
             /DecodeParms<</Predictor 12/Columns 4>>/Length {}>>\nstream\r\n",
            number + 1,
            data.len()
        )
        .unwrap();
        self.bytes.extend(data);
        write!(
            self.bytes,
            "\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
        )
        .unwrap();
        self.bytes
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn plain() -> Vec<u8> {
    Draft::of(&[CATALOG, PAGES, PAGE]).with_table("")
}

/// Catalog, page tree and page in a compressed stream.
fn packed() -> Vec<u8> {
    let mut draft = Draft::of(&[]);
    let index = format!("1 0 2 {} 3 {} ", CATALOG.len(), CATALOG.len() + PAGES.len());
    let data = deflated(format!("{index}{CATALOG}{PAGES}{PAGE}").as_bytes());
    draft.offsets.resize(4, 0);
    let mut stream = format!(
        "<</Type/ObjStm/N 3/First {}/Filter/FlateDecode/Length {}>>stream\n",
        index.len(),
        data.len()
    )
    .into_bytes();
    stream.extend(data);
    stream.extend(b"\nendstream");
    draft.object(&stream);
    draft.with_stream(3)
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = memchr::memmem::rfind(bytes, from.as_bytes()).unwrap();
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

#[test]
fn what_readers_open_is_accepted() {
    let junk = [
        b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n".as_slice(),
        &plain(),
    ]
    .concat();
    let mut updated = plain();
    let (previous, at) = (
        memchr::memmem::rfind(&updated, b"xref\n0").unwrap(),
        updated.len(),
    );
    write!(
        updated,
        "3 0 obj\n{PAGE}\nendobj\nxref\n3 1\n{at:010} 00000 n \ntrailer\n\
         <</Size 4/Root 1 0 R/Prev {previous}>>\nstartxref\n{}\n%%EOF",
        at + PAGE.len() + 16
    )
    .unwrap();
    for (name, file, expected) in [
        ("a table in plain text", plain(), vec![]),
        (
            "a table in a stream",
            Draft::of(&[CATALOG, PAGES, PAGE]).with_stream(0),
            vec![],
        ),
        ("objects in a stream", packed(), vec![]),
        ("an update", updated, vec![]),
        ("a printer's words before it", junk, vec![]),
        (
            "lines that end with one byte",
            replaced(
                &plain(),
                " \n0000000009 00000 n \n",
                "\n0000000009 00000 n \n",
            ),
            vec![Note::PdfRepaired],
        ),
        ("no end", replaced(&plain(), "%%EOF\n", ""), vec![]),
        (
            "white space and zeros behind it",
            [plain(), vec![0; 9000], vec![b' '; 9000]].concat(),
            vec![],
        ),
        (
            "text behind it",
            [plain(), b"hei".to_vec()].concat(),
            vec![Note::TrailingData],
        ),
        (
            "a table that is elsewhere",
            replaced(&plain(), "startxref\n", "startxref\n9"),
            vec![Note::PdfRepaired],
        ),
        (
            "a table in a stream that is elsewhere",
            replaced(&packed(), "startxref\n", "startxref\n9"),
            vec![Note::PdfRepaired],
        ),
        (
            "no startxref",
            replaced(&plain(), "startxref", ""),
            vec![Note::PdfRepaired],
        ),
        (
            "one page of two",
            Draft::of(&[CATALOG, "<</Count 2/Kids[9 0 R 3 0 R]>>", PAGE]).with_table(""),
            vec![],
        ),
        (
            "bytes that went missing",
            replaced(&plain(), "/Type/Page/", "/"),
            vec![Note::PdfRepaired],
        ),
        (
            "a table that leads in a circle",
            Draft::of(&[CATALOG, PAGES, PAGE]).with_table("/Prev 9"),
            vec![],
        ),
    ] {
        assert_eq!(notes(&file), Ok(expected), "{name}");
    }
}

#[test]
fn what_no_reader_opens_is_damaged() {
    let whole = plain();
    let half = whole.len() / 2;
    for (name, file) in [
        ("a header", b"%PDF-1.7\n%%EOF".to_vec()),
        ("half a file", whole[..half].to_vec()),
        (
            "no pages",
            Draft::of(&[CATALOG, "<</Count 0/Kids[]>>"]).with_table(""),
        ),
        (
            "a catalog without pages",
            Draft::of(&["<</Type/Catalog>>"]).with_table(""),
        ),
        (
            "pages in a circle",
            Draft::of(&[CATALOG, "<</Count 1/Kids[2 0 R]>>"]).with_table(""),
        ),
        (
            "a root that is another object",
            Draft::of(&[PAGES, PAGES, PAGE]).with_table(""),
        ),
        ("no trailer", replaced(&whole, "trailer", "")),
        ("no page", Draft::of(&[CATALOG, PAGES]).with_table("")),
        (
            "a filter that nobody knows",
            replaced(
                &packed(),
                "/Filter/FlateDecode/Length",
                "/Filter/SlateDecode/Length",
            ),
        ),
        ("a table in a stream, cut off", {
            let file = packed();
            file[..file.len() - 20].to_vec()
        }),
    ] {
        assert_eq!(notes(&file), Err(Rejection::Damaged), "{name}");
    }
}

#[test]
fn other_files_behind_the_end_are_found() {
    for (behind, found) in [
        (b"MZ\x90\0\x03\0\0\0".as_slice(), Found::Executable),
        (b"7z\xBC\xAF\x27\x1C\0\x04", Found::Archive),
        (b"\n\nRar!\x1A\x07\x01\0", Found::Archive),
        (b"any words, and then PK\x03\x04", Found::Archive),
        (b"<html><script>", Found::Document),
    ] {
        let file = [plain(), behind.to_vec()].concat();
        for chunk in [1, 64, 64 * 1024] {
            assert_eq!(verdict(&file, chunk), Err(Rejection::Hidden { found }));
        }
    }
}

#[test]
fn archives_that_belong_to_no_object_are_found() {
    let seven_zip = b"7z\xBC\xAF\x27\x1C\0\x04";
    let hidden = Err(Rejection::Hidden {
        found: Found::Archive,
    });
    let far = [plain(), vec![b'x'; 70_000], seven_zip.to_vec()].concat();
    let amid = [
        plain(),
        b"x".to_vec(),
        seven_zip.to_vec(),
        b"\n%%EOF\n".to_vec(),
    ]
    .concat();
    for file in [far, amid] {
        for chunk in [1, 100, 64 * 1024, usize::MAX] {
            assert_eq!(verdict(&file, chunk), hidden);
        }
    }
    // In a stream, anything may stand.
    let object = format!("<</Length 6>>stream\n%%EOF 9 0 obj {}", "PK\x03\x04\x14");
    let file = Draft::of(&[CATALOG, PAGES, PAGE, &object]).with_table("");
    assert_eq!(notes(&file), Ok(vec![]));
}

#[test]
fn what_stands_behind_an_end_is_the_same_however_it_comes() {
    let mut zip = b"PK\x03\x04\x14\0\0\0\0\0".to_vec();
    zip.resize(300, b' ');
    zip.extend(b"word/document.xml [Content_Types].xml");
    let mut behind = b"\n%%EOF\n".repeat(3);
    behind.extend(zip);
    for file in [
        [plain(), behind.clone()].concat(),
        [plain(), behind, vec![b' '; 9000], plain()].concat(),
    ] {
        let whole = verdict(&file, usize::MAX);
        assert!(whole.is_err());
        for chunk in [1, 37, 1000] {
            assert_eq!(verdict(&file, chunk), whole);
        }
    }
}

#[test]
fn what_is_in_it_besides_pages_is_noted() {
    for (object, note) in [
        ("<</S/JavaScript/JS(app.alert\\(1\\))>>", Note::PdfScript),
        ("<</S/J#61vaScript>>", Note::PdfScript),
        ("<</JS 12 0 R>>", Note::PdfScript),
        ("<</S /Launch /F(cmd.exe)>>", Note::PdfLaunch),
        ("<</Type/EmbeddedFile>>", Note::PdfAttachment),
    ] {
        let file = Draft::of(&[CATALOG, PAGES, PAGE, object]).with_table("");
        assert_eq!(notes(&file), Ok(vec![note]), "{object}");
    }
    let words = Draft::of(&[CATALOG, PAGES, PAGE, "<</T(/Launcher /JSON /JS)>>"]).with_table("");
    assert_eq!(notes(&words), Ok(vec![]));
    let archival = Draft::of(&[CATALOG, PAGES, PAGE, "<pdfaid:part>2</pdfaid:part>"]);
    assert_eq!(verdict(&archival.with_table(""), 7), Ok(Notes::default()));
}

#[test]
fn passwords_are_asked_for_only_where_readers_ask() {
    const ID: &str = "/ID[<31415926535897932384626433832795><31415926535897932384626433832795>]";
    // Made by qpdf; the first of each pair with an empty user password.
    for (empty, other) in [
        (
            "/R 2/V 1/Length 40/O<4474594f1835edc55a49da6dcab5ad21018ed483173c0af2244a9ab7b2390ebb>/U<bf4f685eac3de974c810928ffa7da132a6ad0fa2df11f94fe5ce9cbd84db03fc>",
            "/R 2/V 1/Length 40/O<0eb9627a33324f3b7017da4ebf0ec82961f62bcfc65c1a5c0bf0e321e8ea48cd>/U<b61cfd1ee682baf615b98e223783dc66e2ce86d97a94cd692dc16b14724810bd>",
        ),
        (
            "/R 3/V 2/Length 128/O<10ed394551dbea6f35536aec5a0d7c88f8998ac6d501b7c46028c3d5d7aeabfd>/U<9997d99fd4b5306560b62996ed03a5490122456a91bae5134273a6db134c87c4>",
            "/R 3/V 2/Length 128/O<5a2002707adc48911f0d6acf2fb6198098e1758a0461a76a4f92ba438d7ded8b>/U<b08dbdabf3219a98b05cb315fb5a686a0122456a91bae5134273a6db134c87c4>",
        ),
        (
            "/R 4/V 4/EncryptMetadata false/O<10ed394551dbea6f35536aec5a0d7c88f8998ac6d501b7c46028c3d5d7aeabfd>/U<f9aca5ef91d030ae8677d72e4b226ac20122456a91bae5134273a6db134c87c4>",
            "/R 4/V 4/EncryptMetadata false/O<5a2002707adc48911f0d6acf2fb6198098e1758a0461a76a4f92ba438d7ded8b>/U<c8248623b82b296573a28a19c151f91d0122456a91bae5134273a6db134c87c4>",
        ),
        (
            "/R 5/V 5/U<116a899e1468ecb78037e86e45c0f3f7f272210baba4e3e8c8d3a0ab8d49d7dd03bd64e83167cbf97de7dc467772ce34>",
            "/R 5/V 5/U<28475b4c4d8619cf120262660d7abff0a64be8750978870c76352757131d0d4ec97e3bedfd40d85bbac9be2dbf9dae76>",
        ),
        (
            "/R 6/V 5/U<95eaa8a8c85390717dcdc6206007c4cc3487b986b974c2d08ead296bb62e0aacf58d1e38cd4c76e980f29e67d2351845>",
            "/R 6/V 5/U<388c853668f93330ceac3f703df05a2fc9edef54a0f7153196b74eea215f431a54b93873bd30b8bff558fe580e6b7ede>",
        ),
    ] {
        for (values, expected) in [
            (empty, Ok(vec![Note::PdfRestricted])),
            (other, Err(Rejection::Password)),
        ] {
            let encrypt = format!("<</Filter/Standard/P -4{values}>>");
            let draft = || Draft::of(&[CATALOG, PAGES, PAGE, &encrypt]);
            let file = draft().with_table(&format!("/Encrypt 4 0 R{ID}"));
            assert_eq!(notes(&file), expected, "{values}");
            let here = draft().with_table(&format!("/Encrypt{encrypt}{ID}"));
            assert_eq!(notes(&here), expected, "{values}");
        }
    }
    let open = "/Filter/Standard/P -4/R 5/V 5/U<116a899e1468ecb78037e86e45c0f3f7f272210baba4e3e8c8d3a0ab8d49d7dd03bd64e83167cbf97de7dc467772ce34>";
    for (encrypt, trailer, expected) in [
        (
            "",
            "/Encrypt 4 0 R/Encrypt 4 0 R",
            Ok(vec![Note::PdfRestricted]),
        ),
        (
            "",
            "/Encrypt 4 0 R/Encrypt null",
            Ok(vec![Note::PdfRestricted]),
        ),
        (
            "",
            "/Encrypt null/Encrypt<</Filter/X>>",
            Err(Rejection::Password),
        ),
        (
            "",
            "/Encrypt<</Filter/X>>/Encrypt 4 0 R",
            Err(Rejection::Password),
        ),
        ("/U(x)", "/Encrypt 4 0 R", Err(Rejection::Password)),
        ("/R 5", "/Encrypt 4 0 R", Ok(vec![Note::PdfRestricted])),
    ] {
        let encrypt = format!("<<{encrypt}{open}>>");
        let file = Draft::of(&[CATALOG, PAGES, PAGE, &encrypt]).with_table(trailer);
        assert_eq!(notes(&file), expected, "{trailer}");
    }
    let certificate = "<</Filter/Adobe.PubSec/V 4>>";
    let file = Draft::of(&[CATALOG, PAGES, PAGE, certificate]).with_table("/Encrypt 4 0 R");
    assert_eq!(notes(&file), Err(Rejection::Password));
    let lost = replaced(&file, "startxref\n", "startxref\n9");
    assert_eq!(notes(&lost), Err(Rejection::Password));
}

#[test]
fn a_file_that_goes_in_circles_comes_to_an_end() {
    let file = replaced(&plain(), "/Root 1 0 R", "/Root 9 0 R/Prev 150");
    assert_eq!(notes(&file), Err(Rejection::Damaged));
    let deep = ["[".repeat(300_000), "<<".repeat(300_000)].concat();
    let file = Draft::of(&[&deep, PAGES, PAGE]).with_table("");
    assert_eq!(notes(&file), Err(Rejection::Damaged));
    let many =
        "trailer<</Root 1 0 R>> 1 0 obj<</Pages 2 0 R>> 2 0 obj<</Kids[2 0 R]".repeat(20_000);
    assert_eq!(notes(many.as_bytes()), Err(Rejection::Damaged));
}

proptest! {
    #[test]
    fn cuts_make_no_difference(
        place in any::<prop::sample::Index>(),
        patch in prop::collection::vec(any::<u8>(), 0..24),
        removed in 0_usize..24,
        chunk in 1_usize..300,
    ) {
        for file in [plain(), packed(), patch.clone()] {
            let at = place.index(file.len() + 1);
            let mutated = trial::patched(&file, at, removed, &patch);
            prop_assert_eq!(verdict(&mutated, chunk), verdict(&mutated, usize::MAX));
        }
    }
}

#[test]
fn a_small_file_makes_little_work() {
    let index = deflated("1 ".repeat(1024 * 1024).as_bytes());
    let mut file =
        b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 99 0 R>>\nendobj\n2 0 obj\n<<".to_vec();
    file.extend("/ObjStm 1".repeat(63).as_bytes());
    file.extend(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n");
    file.extend(index);
    file.extend(b"\nendstream\nendobj\n");
    file.extend("trailer <</Root 1 0 R>>\n".repeat(64).as_bytes());
    file.extend(b"startxref\n0\n%%EOF\n");
    let begun = std::time::Instant::now();
    assert_eq!(notes(&file), Err(Rejection::Damaged));
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
}
