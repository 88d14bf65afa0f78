//! Sealed files, in whole and in part.

use reqwest::{Method, Response};
use sendsikkert::crypt::sha256_hex;

use super::{Program, problem, send};
use crate::support::TestApp;
use crate::support::browser::header;

async fn part(program: &Program, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = program.request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_file_has_its_hash_as_its_tag() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    for part_of_it in ["manifest", "arkivmelding", "documents/1"] {
        let path = format!("/v1/submissions/{id}/{part_of_it}");
        let whole = program.get(&path).await;
        let headers = whole.headers().clone();
        assert_eq!(header(&whole, "accept-ranges"), "bytes");
        assert_eq!(header(&whole, "content-type"), "application/age-encryption");
        let bytes = whole.bytes().await.unwrap();
        let tag = format!("\"{}\"", sha256_hex(&bytes));
        assert_eq!(headers["etag"], tag);

        let looked = program
            .request(Method::HEAD, &path)
            .header("Range", "bytes=0-1");
        let looked = looked.send().await.unwrap();
        assert_eq!(looked.status(), 200, "only GET knows ranges");
        for name in ["etag", "accept-ranges", "content-length", "content-type"] {
            assert_eq!(looked.headers()[name], headers[name], "{name}");
        }
        assert_eq!(looked.headers()["content-length"], bytes.len().to_string());

        for (known, status) in [
            (tag.as_str(), 304),
            (&format!("W/{tag}"), 304),
            (&format!("\"x\", {tag}"), 304),
            ("*", 304),
            ("\"x\"", 200),
        ] {
            let answer = part(&program, &path, &[("If-None-Match", known)]).await;
            assert_eq!(answer.status(), status, "{known}");
            assert_eq!(answer.headers()["etag"], tag);
            assert_eq!(answer.bytes().await.unwrap().is_empty(), status == 304);
        }
    }
    let given = "SELECT COUNT(*) FROM audit WHERE action = 'fetch' AND result = 'given'";
    assert_eq!(
        app.count(given).await,
        6,
        "what is known is not given again"
    );
    let shown = "SELECT COUNT(*) FROM audit WHERE action = 'show' AND result = 'given'";
    assert_eq!(
        app.count(shown).await,
        15,
        "to look, and to hear that nothing has changed, is access as well"
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_given_in_parts() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let path = format!("/v1/submissions/{id}/documents/1");
    let whole = program.get(&path).await;
    let tag = header(&whole, "etag").to_owned();
    let whole = whole.bytes().await.unwrap();
    let size = whole.len();
    let last = size - 1;
    let (to_end, beyond) = (format!("bytes={last}-"), format!("bytes={size}-"));
    let over = format!("bytes=7-{}", size + 7);
    for (range, expected) in [
        ("bytes=0-0", Some(0..1)),
        ("bytes=10-19", Some(10..20)),
        ("bytes=10-", Some(10..size)),
        (to_end.as_str(), Some(last..size)),
        (&over, Some(7..size)),
        ("bytes=-5", Some(size - 5..size)),
        ("bytes=-99999999", Some(0..size)),
        // Malformed, in another unit, or several at once: the whole file.
        ("bytes=5-2", None),
        ("bytes=a-b", None),
        ("bytes", None),
        ("lines=1-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=99999999999999999999-", None),
    ] {
        let answer = part(&program, &path, &[("Range", range)]).await;
        assert_eq!(header(&answer, "etag"), tag);
        let told = header(&answer, "content-range").to_owned();
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await.unwrap();
        let Some(expected) = expected else {
            assert_eq!((status, told.as_str()), (200, ""), "{range}");
            assert_eq!(bytes, whole, "{range}");
            continue;
        };
        let (first, end) = (expected.start, expected.end - 1);
        assert_eq!(status, 206, "{range}");
        assert_eq!(told, format!("bytes {first}-{end}/{size}"), "{range}");
        assert_eq!(bytes, whole.slice(expected), "{range}");
    }
    for range in [beyond.as_str(), "bytes=-0"] {
        let answer = part(&program, &path, &[("Range", range)]).await;
        assert_eq!(header(&answer, "content-range"), format!("bytes */{size}"));
        let (status, code, _) = problem(answer).await;
        assert_eq!((status, code.as_str()), (416, "range-not-satisfiable"));
    }
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_download_goes_on_only_with_the_same_version() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let id = send(&kari, "a").await;
    let path = format!("/v1/submissions/{id}/documents/1");
    let whole = program.get(&path).await;
    let tag = header(&whole, "etag").to_owned();
    let whole = whole.bytes().await.unwrap();
    let weak = format!("W/{tag}");
    for (version, status) in [
        (tag.as_str(), 206),
        (&weak, 200),
        ("\"another\"", 200),
        ("Sat, 21 Nov 2026 13:00:00 GMT", 200),
        ("nonsense", 200),
    ] {
        let headers = [("Range", "bytes=100-"), ("If-Range", version)];
        let answer = part(&program, &path, &headers).await;
        assert_eq!(answer.status(), status, "{version}");
        let rest = answer.bytes().await.unwrap();
        let expected = if status == 206 {
            whole.slice(100..)
        } else {
            whole.clone()
        };
        assert_eq!(rest, expected);
    }

    // As the portal kept them before it knew hashes.
    for forget in [
        "UPDATE documents SET ciphertext_sha256 = NULL",
        "UPDATE submissions SET manifest_sha256 = NULL, arkivmelding_sha256 = NULL",
    ] {
        let pool = app.app.desk.db.pool();
        sqlx::query(forget).execute(pool).await.unwrap();
    }
    for headers in [
        vec![("If-None-Match", tag.as_str())],
        vec![("Range", "bytes=100-"), ("If-Range", tag.as_str())],
    ] {
        let answer = part(&program, &path, &headers).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers().get("etag"), None);
        assert_eq!(answer.bytes().await.unwrap(), whole);
    }
    let answer = part(&program, &path, &[("Range", "bytes=100-")]).await;
    assert_eq!(answer.status(), 206, "parts need no hash");
    app.work().await;
    app.finish().await;
}
