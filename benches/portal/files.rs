//! Files as people send them. Their form is valid; what the pictures show is noise.

use std::io::{Cursor, Write};

use anyhow::Context;
use zip::CompressionMethod::{self, Stored};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Bytes nobody can foresee (xorshift64), and the same at every run. A little skewed, as the data of
/// pictures is, so that deflate codes them and does not just store them.
fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend((state & 0x3FFF_FFFF_3FFF_FFFF).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// A grey JPEG of about this size (ITU-T T.81, annex B).
pub(crate) fn jpeg(size: usize) -> Vec<u8> {
    let mut file = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00".to_vec();
    file.extend(b"\xFF\xDB\x00\x43\x00");
    file.extend([1; 64]);
    // Eight bits, 4096 lines of 4096, one component.
    file.extend(b"\xFF\xC0\x00\x0B\x08\x10\x00\x10\x00\x01\x01\x11\x00");
    file.extend(
        b"\xFF\xC4\x00\x1F\x00\x00\x01\x05\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00",
    );
    file.extend(0..12);
    file.extend(b"\xFF\xC4\x00\x15\x10\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01");
    file.extend(b"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00");
    for byte in noise(size.saturating_sub(file.len() + 2), size as u64) {
        if file.len() + 3 > size {
            break;
        }
        file.push(byte);
        if byte == 0xFF {
            file.push(0);
        }
    }
    file.extend(b"\xFF\xD9");
    file
}

/// A scanned page: a JPEG in a PDF.
pub(crate) fn pdf(size: usize) -> Vec<u8> {
    let picture = jpeg(size.saturating_sub(1000));
    let drawing = b"595 0 0 842 0 0 cm /I Do";
    let objects: [(String, &[u8]); 5] = [
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), b""),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(), b""),
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<</XObject<</I 5 0 R>>>>>>"
                .to_owned(),
            b"",
        ),
        (format!("<</Length {}>>", drawing.len()), drawing),
        (
            format!(
                "<</Type/XObject/Subtype/Image/Width 4096/Height 4096/ColorSpace/DeviceGray\
                 /BitsPerComponent 8/Filter/DCTDecode/Length {}>>",
                picture.len()
            ),
            &picture,
        ),
    ];
    let mut file = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = b"xref\n0 6\n0000000000 65535 f \n".to_vec();
    for (number, (dictionary, stream)) in (1..).zip(&objects) {
        table.extend(format!("{:010} 00000 n \n", file.len()).bytes());
        file.extend(format!("{number} 0 obj\n{dictionary}\n").bytes());
        if !stream.is_empty() {
            file.extend(b"stream\n");
            file.extend(*stream);
            file.extend(b"\nendstream\n");
        }
        file.extend(b"endobj\n");
    }
    let end = file.len();
    file.extend(table);
    file.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{end}\n%%EOF\n").bytes());
    file
}

/// A grey PNG whose pixels are stored as they are (RFC 1950, RFC 1951, 3.2.4).
pub(crate) fn png(size: usize) -> Vec<u8> {
    const WIDTH: u16 = 4095;
    let height = u32::try_from(size / 4096).unwrap_or(u32::MAX).max(1);
    // A line is its filter, which is none, and its pixels: what a stored block holds.
    let block = WIDTH + 1;
    let mut packed = b"\x78\x01".to_vec();
    let mut sums = (1_u32, 0_u32);
    let pixels = noise(usize::from(WIDTH) * height as usize, size as u64);
    for (line, row) in (1..).zip(pixels.chunks(usize::from(WIDTH))) {
        packed.push(u8::from(line == height));
        packed.extend(block.to_le_bytes());
        packed.extend((!block).to_le_bytes());
        packed.push(0);
        packed.extend(row);
        for byte in [0].iter().chain(row) {
            sums.0 = (sums.0 + u32::from(*byte)) % 65_521;
            sums.1 = (sums.1 + sums.0) % 65_521;
        }
    }
    packed.extend((sums.1 << 16 | sums.0).to_be_bytes());
    let mut header = u32::from(WIDTH).to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    png_chunk(&mut file, *b"IHDR", &header);
    for part in packed.chunks(64 * 1024) {
        png_chunk(&mut file, *b"IDAT", part);
    }
    png_chunk(&mut file, *b"IEND", b"");
    file
}

fn png_chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend(name);
    file.extend(data);
    let checksum = name.iter().chain(data).fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    });
    file.extend((!checksum).to_be_bytes());
}

/// A register in XML, which packs to about a quarter.
pub(crate) fn xml(size: usize) -> Vec<u8> {
    const WORDS: [&str; 8] = [
        "vedtak",
        "klage",
        "nabovarsel",
        "søknad",
        "tegning",
        "kart",
        "eiendom",
        "frist",
    ];
    let mut text = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<register>\n".to_vec();
    for pair in noise(size, 7).chunks(2) {
        if text.len() + 60 > size {
            break;
        }
        let [first, second] = [pair.first(), pair.last()].map(|byte| byte.map_or(0, |b| *b));
        let word = WORDS
            .get(usize::from(first % 8))
            .copied()
            .unwrap_or_default();
        let value = u32::from(second) * 7919;
        text.extend(format!("  <post type=\"{word}\">{value}</post>\n").bytes());
    }
    text.extend(b"</register>\n");
    text
}

/// What people put into a large zip: pictures, scans and a list; about 20 MB of them.
fn collection() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![
        ("bilde.jpg", jpeg(9_000_000)),
        ("skann.pdf", pdf(5_000_000)),
        ("tegning.png", png(2_000_000)),
        ("register.xml", xml(1_000_000)),
    ];
    all.extend((0..10).map(|n| ("lite bilde.jpg", jpeg(300_000 + n))));
    all
}

/// A zip of this size, nearly, in which the collection stands again and again.
pub(crate) fn zip(size: usize, method: CompressionMethod) -> anyhow::Result<Vec<u8>> {
    let mut once = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (number, (name, content)) in collection().into_iter().enumerate() {
        once.start_file(format!("{number} {name}"), options)?;
        once.write_all(&content)?;
    }
    let once = once.finish().context("packing")?.into_inner();
    let mut again = ZipArchive::new(Cursor::new(&once))?;
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for turn in 0..size / once.len() {
        for index in 0..again.len() {
            let member = again.by_index_raw(index)?;
            let name = format!("mappe {turn}/{}", member.name()?);
            whole.raw_copy_file_rename(member, name)?;
        }
    }
    whole.start_file("resten.jpg", options.compression_method(Stored))?;
    whole.write_all(&jpeg(size % once.len()))?;
    Ok(whole.finish().context("packing")?.into_inner())
}

/// A zip of many small files.
pub(crate) fn zip_of_members(members: usize) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..members {
        zip.start_file(format!("{number}.xml"), SimpleFileOptions::default())?;
        zip.write_all(&xml(20_000))?;
    }
    Ok(zip.finish().context("packing")?.into_inner())
}
