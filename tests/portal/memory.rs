//! Memory does not grow with the size of a file.

use futures_util::stream;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};
use std::io::Write;

use crate::support::files;
use crate::support::process::Demo;

const MB: usize = 1024 * 1024;

/// A zip of about 300 MB, written into a pipe as it is sent.
fn large_zip() -> reqwest::Body {
    let (reader, writer) = std::io::pipe().unwrap();
    std::thread::spawn(move || write_zip(writer));
    let chunks = stream::unfold(reader, |mut reader| async move {
        let read = tokio::task::spawn_blocking(move || {
            use std::io::Read;
            let mut buffer = vec![0; 256 * 1024];
            let read = reader.read(&mut buffer).unwrap();
            buffer.truncate(read);
            (buffer, reader)
        });
        let (buffer, reader) = read.await.unwrap();
        (!buffer.is_empty()).then_some((Ok::<_, std::io::Error>(buffer), reader))
    });
    reqwest::Body::wrap_stream(chunks)
}

fn write_zip(writer: impl Write) {
    let mut zip = zip::ZipWriter::new_stream(writer);
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    let options = options.compression_level(Some(1));
    let picture = files::jpeg_of(10 * MB);
    for n in 0..30 {
        zip.start_file(format!("vedlegg-{n}.jpg"), options).unwrap();
        zip.write_all(&picture).unwrap();
    }
    zip.finish().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_300_mb_zip_is_taken_in_below_96_mb_of_memory() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::start(&folder.path().join("demo"));
    let kari = demo.sender(0).await;
    let submission = kari.begin().await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let form = Form::new()
        .text("csrf", page.csrf())
        .part("files", Part::stream(large_zip()).file_name("stor.zip"));
    let request = kari
        .browser
        .http
        .post(kari.browser.absolute(&format!("{submission}/files")))
        .multipart(form);
    let page = crate::support::browser::Page::of(request.send().await.unwrap()).await;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "{:?}",
        page.texts(".refusals li")
    );
    assert_eq!(page.texts(".rows .document-name"), ["stor.zip"]);
    assert!(
        page.texts(".row-facts").concat().contains(" 3"),
        "{:?}",
        page.texts(".row-facts")
    );
    let peak = demo.peak_memory();
    assert!(peak < 96 * MB as u64, "{} MB", peak / MB as u64);
}
