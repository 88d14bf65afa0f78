//! Files to send.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF with one empty page and some bytes of its own.
pub(crate) fn pdf(filling: &str) -> Vec<u8> {
    pdf_with(filling, &[])
}

/// A PDF of a given size.
pub(crate) fn pdf_of(size: usize) -> Vec<u8> {
    // The stream's length, and the offset behind it, take more digits when the stream is longer.
    let around = pdf_with("stor", &vec![b' '; size]).len() - size;
    pdf_with("stor", &vec![b' '; size - around])
}

fn pdf_with(filling: &str, stream: &[u8]) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.4\n% {filling}\n").into_bytes();
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        &[
            format!("<</Length {:08}>>stream\n", stream.len()).as_bytes(),
            stream,
            b"\nendstream",
        ]
        .concat(),
    ];
    let mut table = "xref\n0 5\n0000000000 65535 f \n".to_owned();
    for (number, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{} 0 obj", number + 1).bytes());
        bytes.extend(*object);
        bytes.extend(b"endobj\n");
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    bytes.extend(format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start:010}\n%%EOF\n").bytes());
    bytes
}

/// A grey JPEG of 8 × 8 points.
pub(crate) fn jpeg() -> Vec<u8> {
    // Both coefficients that there are have a code of one bit, 0.
    jpeg_with(&[0x3F])
}

/// The same with more bytes in it than there are points.
pub(crate) fn jpeg_of(size: usize) -> Vec<u8> {
    let around = jpeg_with(&[]).len();
    jpeg_with(&noise(size - around))
}

fn jpeg_with(scan: &[u8]) -> Vec<u8> {
    let mut bytes =
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00".to_vec();
    bytes.extend(b"\xFF\xDB\x00\x43\x00");
    bytes.extend([1; 64]);
    bytes.extend(b"\xFF\xC0\x00\x0B\x08\x00\x08\x00\x08\x01\x01\x11\x00");
    for table in [0x00, 0x10] {
        bytes.extend([0xFF, 0xC4, 0x00, 0x14, table, 1]);
        bytes.extend([0; 15]);
        bytes.push(0);
    }
    bytes.extend(b"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00");
    bytes.extend(scan);
    bytes.extend(b"\xFF\xD9");
    bytes
}

/// Bytes that do not compress, and hold no 0xFF, which would begin a marker.
pub(crate) fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let words = (0..size.div_ceil(8)).flat_map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.map(|byte| byte & 0xFE).take(size).collect()
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
