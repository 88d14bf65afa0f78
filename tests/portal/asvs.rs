//! OWASP ASVS 5.0, chapter V5, File Handling: a test for each of its thirteen requirements, in its order.

use std::io::Write;

use reqwest::StatusCode;
use sendsikkert::submission::{Kind, Limits, MB};
use zip::write::SimpleFileOptions;

use crate::support::browser::{Page, header};
use crate::support::clamd::{BAD_WORDS, Clamd};
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, files, files_below};

/// What is said of a file that is refused.
async fn refusal(kari: &Sender, name: &str, file: &[u8]) -> String {
    let submission = kari.begin().await;
    let page = kari.attach(&submission, &[(name, file)]).await;
    page.texts(".refusals li").concat()
}

#[test]
fn v5_1_1_what_is_permitted_is_documented() {
    let page = include_str!("../../docs/files.md");
    for kind in Kind::ALL {
        for extension in kind.extensions() {
            assert!(page.contains(&format!("`{extension}`")), "{extension}");
        }
    }
    for promise in ["20 MB", "350 MB", "2 GB unpacked", "1,000", "malware"] {
        assert!(page.contains(promise), "{promise}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_1_only_sizes_that_can_be_processed_are_taken() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let over = files::pdf_of(usize::try_from(20 * MB).unwrap() + 1);
    assert!(refusal(&kari, "brev.pdf", &over).await.contains("20 MB"));
    assert!(app.blobs().is_empty());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_2_extension_and_content_must_agree_in_archives_too() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = b"MZ\x90\0\x03\0\0\0";
    for (name, file) in [
        ("brev.pdf", program.to_vec()),
        ("brev.exe", files::pdf("x")),
        ("arkiv.zip", files::zip(&[("brev.pdf", program)])),
        ("arkiv.zip", files::zip(&[("brev.exe", &files::pdf("x"))])),
    ] {
        let said = refusal(&kari, name, &file).await;
        assert!(said.contains(name), "{name}: {said}");
    }
    assert!(app.blobs().is_empty());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_3_archives_are_judged_by_what_they_declare_before_they_are_unpacked() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    // It declares three gigabytes, and holds nothing of the kind.
    let mut declares = files::zip(&[("bilde.jpg", &files::jpeg())]);
    let directory = declares
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    for size in [22, directory + 24] {
        declares[size..size + 4].copy_from_slice(&3_000_000_000_u32.to_le_bytes());
    }
    let said = refusal(&kari, "stor.zip", &declares).await;
    assert!(said.contains("altfor stor"), "{said}");
    let jpeg = files::jpeg();
    let names: Vec<_> = (0..=1000).map(|n| format!("{n}.jpg")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), &*jpeg)).collect();
    let said = refusal(&kari, "mange.zip", &files::zip(&many)).await;
    let digits: String = said.split_whitespace().collect();
    assert!(digits.contains("1000"), "{said}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_4_everybody_has_a_quota_of_bytes_and_files() {
    let limits = Limits {
        documents: 2,
        person_day_bytes: MB,
        ..Limits::default()
    };
    let app = TestApp::start_with(Wishes {
        limits,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let small = files::pdf("x");
    let page = kari
        .attach(
            &submission,
            &[("a.pdf", &small), ("b.pdf", &small), ("c.pdf", &small)],
        )
        .await;
    assert!(page.texts(".refusals li")[0].contains("2 dokumenter"));
    let large = files::pdf_of(usize::try_from(MB).unwrap());
    let said = refusal(&kari, "d.pdf", &large).await;
    assert!(said.contains("på en dag"), "{said}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_5_archives_hold_no_links() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.add_symlink("brev.pdf", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let link = zip.finish().unwrap().into_inner();
    let said = refusal(&kari, "arkiv.zip", &link).await;
    assert!(said.contains("brev.pdf"), "{said}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_2_6_pictures_that_claim_to_be_enormous_are_refused() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let mut picture = files::jpeg();
    let frame = picture
        .windows(2)
        .position(|bytes| bytes == b"\xFF\xC0")
        .unwrap();
    picture[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    let said = refusal(&kari, "bilde.jpg", &picture).await;
    assert!(said.contains("bildepunkter"), "{said}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_3_1_what_is_uploaded_is_never_run_and_never_served_as_it_is() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let page = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
    let kept = kari.attach(&submission, &[("side.html", page)]).await;
    assert_eq!(kept.texts(".rows .document-name"), ["side.html"]);
    let blob = &app.blobs()[0];
    assert!(
        std::fs::read(blob)
            .unwrap()
            .starts_with(b"age-encryption.org/v1\n")
    );
    let name = blob.file_name().unwrap().to_string_lossy().into_owned();
    for address in [
        format!("/{name}"),
        format!("/static/x/{name}"),
        format!("/static/x/../../blobs/{name}"),
        format!("{submission}/files/side.html"),
        format!("{submission}/files/1"),
    ] {
        let answer = kari.browser.open(&address).await;
        assert!(
            answer.status.is_client_error(),
            "{address}: {}",
            answer.status
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_3_2_files_are_stored_under_names_of_our_own() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    for name in [
        "../../canary.pdf",
        "/etc/canary.pdf",
        "C:\\canary.pdf",
        "canary.pdf",
    ] {
        kari.attach(&submission, &[(name, &files::pdf("x"))]).await;
    }
    let blobs = app.blobs();
    assert_eq!(blobs.len(), 4);
    for blob in blobs {
        let shown = blob.to_string_lossy().into_owned();
        assert!(
            shown.contains(submission.rsplit('/').next().unwrap()),
            "{shown}"
        );
        assert!(!shown.contains("canary"), "{shown}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_3_3_unpacking_writes_nothing_whatever_the_members_are_called() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let before = files_below(app.folder.path());
    for name in [
        "../canary.pdf",
        "/tmp/canary.pdf",
        "C:/canary.pdf",
        "..\\canary.pdf",
    ] {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&files::pdf("x")).unwrap();
        let zip = zip.finish().unwrap().into_inner();
        let said = refusal(&kari, "arkiv.zip", &zip).await;
        assert!(said.contains("canary.pdf"), "{name}: {said}");
    }
    let after = files_below(app.folder.path());
    let new: Vec<_> = after.iter().filter(|file| !before.contains(file)).collect();
    assert!(
        !new.iter()
            .any(|file| file.to_string_lossy().contains("canary")),
        "{new:?}"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_4_1_names_are_made_safe_and_documents_are_served_under_ours() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("a\u{202e}fdp<b>.pdf", &files::pdf("x"))])
        .await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    assert_eq!(page.texts(".rows .document-name"), ["afdp_b_.pdf"]);
    kari.send(&submission).await;
    let archivist = app.archivist();
    let waiting = archivist.waiting().await;
    let id = waiting[0]["id"].as_str().unwrap();
    let answer = archivist.download(&format!("/{id}/documents/1")).await;
    let disposition = header(&answer, "content-disposition").to_owned();
    assert!(
        disposition.starts_with("attachment; filename="),
        "{disposition}"
    );
    assert!(!disposition.contains("afdp"), "{disposition}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_4_2_names_in_headers_and_mails_hold_nothing_of_a_sender_s() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("canary\"; filename=\"x.pdf", &files::pdf("x"))])
        .await;
    kari.send(&submission).await;
    app.work().await;
    let mails = app.mails();
    assert!(!mails.is_empty() && !mails.concat().contains("canary"));
    let archivist = app.archivist();
    let waiting = archivist.waiting().await;
    let id = waiting[0]["id"].as_str().unwrap();
    for what in ["manifest", "arkivmelding", "documents/1"] {
        let answer = archivist.download(&format!("/{id}/{what}")).await;
        let disposition = header(&answer, "content-disposition").to_owned();
        let name = disposition.strip_prefix("attachment; filename=\"").unwrap();
        let name = name.strip_suffix('"').unwrap();
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)),
            "{name}"
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn v5_4_3_files_are_scanned_for_malware() {
    let clamd = Clamd::start();
    let app = TestApp::start_with(Wishes {
        scanner: Some(clamd.settings()),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let infected = files::pdf(BAD_WORDS);
    let page: Page = kari
        .attach(
            &submission,
            &[("ren.pdf", &files::pdf("x")), ("syk.pdf", &infected)],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts(".rows .document-name"), ["ren.pdf"]);
    assert!(page.texts(".refusals li")[0].contains("skadelig"));
    assert_eq!(app.blobs().len(), 1);
    app.finish().await;
}
