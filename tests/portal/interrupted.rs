//! Uploads that end before they are done, over raw sockets: only there the two kinds of end exist.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::{TestApp, files};

/// How a connection ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// The client closes: a FIN, after which nothing comes.
    Close,
    /// The client resets: a RST.
    Reset,
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_cut_off_leaves_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let cookie = kari.browser.cookies();
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let body = multipart(&page.csrf(), &files::pdf_of(3 * 1024 * 1024));
    for end in [End::Close, End::Reset] {
        // The last cut is before the last byte of the delimiter that ends the file.
        for cut in [
            0,
            100,
            700,
            9_000,
            1_500_000,
            body.len() - 60,
            body.len() - 5,
        ] {
            let request = head(&app.url, &submission, &cookie, body.len());
            let sent = body[..cut].to_vec();
            let address = app.url.trim_start_matches("http://").to_owned();
            tokio::task::spawn_blocking(move || cut_off(&address, &request, &sent, end))
                .await
                .unwrap();
            settled(&app).await;
            assert_eq!(
                app.blobs(),
                Vec::<std::path::PathBuf>::new(),
                "{end:?} after {cut} bytes"
            );
            assert_eq!(
                app.count("SELECT COUNT(*) FROM documents").await,
                0,
                "{end:?} after {cut} bytes"
            );
        }
    }
    // The same bytes, all of them, are a document.
    let request = head(&app.url, &submission, &cookie, body.len());
    let address = app.url.trim_start_matches("http://").to_owned();
    let answer = tokio::task::spawn_blocking(move || send_whole(&address, &request, &body))
        .await
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(app.blobs().len(), 1);
    app.finish().await;
}

/// Waits until the server has noticed: it is told of the end by the operating system, in its own time.
/// A later request on the same workers is answered after they have dropped what was cut off.
async fn settled(app: &TestApp) {
    let deadline = std::time::Instant::now() + Duration::from_secs(10);
    let mut quiet = 0;
    // Nothing lies there several times in a row: neither not yet, nor still.
    while quiet < 20 && std::time::Instant::now() < deadline {
        reqwest::get(format!("{}/healthz", app.url)).await.unwrap();
        quiet = if app.blobs().is_empty() { quiet + 1 } else { 0 };
    }
}

fn multipart(csrf: &str, file: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
         --grense\r\nContent-Disposition: form-data; name=\"files\"; filename=\"brev.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--grense--\r\n");
    body
}

fn head(url: &str, submission: &str, cookie: &str, length: usize) -> String {
    let host = url.trim_start_matches("http://");
    format!(
        "POST {submission}/files HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=grense\r\nContent-Length: {length}\r\n\r\n"
    )
}

fn cut_off(address: &str, head: &str, body: &[u8], end: End) {
    let stream = TcpStream::connect(address).unwrap();
    (&stream).write_all(head.as_bytes()).unwrap();
    (&stream).write_all(body).unwrap();
    match end {
        End::Close => drop(stream),
        End::Reset => {
            let socket = socket2::Socket::from(stream);
            // A linger time of zero turns the close into a reset.
            socket.set_linger(Some(Duration::ZERO)).unwrap();
        }
    }
}

fn send_whole(address: &str, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
