//! Uploads that end before they are done, over raw sockets: only there the two kinds of end exist.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use sendsikkert::submission::Limits;

use crate::support::{TestApp, Wishes, files};

/// How a connection ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// The client closes: a FIN, after which nothing comes.
    Close,
    /// The client resets: a RST.
    Reset,
    /// The client stays, and sends nothing more.
    Stall,
}

/// How often the plug is pulled.
const CUTS: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_cut_off_leaves_nothing() {
    let limits = Limits {
        stall_seconds: 1,
        ..Limits::default()
    };
    let app = TestApp::start_with(Wishes {
        limits,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let cookie = kari.browser.cookies();
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let bodies = [
        multipart(&page.csrf(), "brev.pdf", &files::pdf_of(1024 * 1024)),
        multipart(&page.csrf(), "bilde.jpg", &files::jpeg_of(300_000)),
        multipart(
            &page.csrf(),
            "arkiv.zip",
            &files::zip(&[("b.jpg", &files::jpeg_of(99_000))]),
        ),
    ];
    let mut cuts = Vec::new();
    for (body, cut) in bodies.iter().cycle().zip(cut_points()).take(CUTS) {
        let request = head(&app.url, &submission, &cookie, body.len());
        // Before the last byte of the delimiter that ends the file.
        let sent = body[..cut % (body.len() - 4)].to_vec();
        let address = app.url.trim_start_matches("http://").to_owned();
        let end = [End::Close, End::Reset, End::Stall][cuts.len() % 3];
        cuts.push(tokio::task::spawn_blocking(move || {
            cut_off(&address, &request, &sent, end);
        }));
    }
    futures_util::future::try_join_all(cuts).await.unwrap();
    settled(&app).await;
    assert_eq!(app.blobs(), Vec::<std::path::PathBuf>::new());
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 0);
    // The same bytes, all of them, are documents.
    for body in bodies {
        let request = head(&app.url, &submission, &cookie, body.len());
        let address = app.url.trim_start_matches("http://").to_owned();
        let answer = tokio::task::spawn_blocking(move || send_whole(&address, &request, &body))
            .await
            .unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
    assert_eq!(app.blobs().len(), 3);
    app.finish().await;
}

/// Anywhere: at the very start and end of a form, and at places that nobody chose.
fn cut_points() -> impl Iterator<Item = usize> {
    let mut state = 0x2545_F491_4F6C_DD1D_usize;
    let somewhere = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 8
    });
    [0, 1, 100, 700, 9_000].into_iter().chain(somewhere)
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

pub(crate) fn multipart(csrf: &str, name: &str, file: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
         --grense\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--grense--\r\n");
    body
}

pub(crate) fn head(url: &str, submission: &str, cookie: &str, length: usize) -> String {
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
        End::Stall => {
            // Until the server hangs up.
            (&stream).read_to_end(&mut Vec::new()).unwrap();
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
