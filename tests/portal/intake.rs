//! Files that get in, and files that don't.

use std::time::Duration;

use reqwest::StatusCode;
use sendsikkert::submission::{Kind, Limits, MB};
use serde_json::Value;

use crate::support::browser::Page;
use crate::support::{TestApp, Wishes, files};

#[tokio::test(flavor = "multi_thread")]
async fn each_file_is_kept_or_refused_by_itself_with_reason_and_remedy() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let too_large = files::pdf_of(21 * 1024 * 1024);
    let page = kari
        .attach(
            &submission,
            &[
                ("brev.pdf", &files::pdf("x")),
                ("stor.pdf", &too_large),
                ("program.pdf", b"MZ\x90\x00\x03\x00\x00\x00"),
                ("tomt.pdf", b""),
                (
                    "arkiv.zip",
                    &files::zip(&[("a.pdf", &files::pdf("y")), ("skript.sh", b"#!/bin/sh\n")]),
                ),
                ("bilde.png", &files::jpeg()),
                ("BREV.pdf", &files::pdf("z")),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = page.texts(".rows .document-name");
    assert_eq!(kept, ["brev.pdf", "bilde.jpg", "BREV (2).pdf"]);
    let refused = page.texts(".refusals li");
    assert_eq!(refused.len(), 4, "{refused:?}");
    for (line, name, reason) in [
        (&refused[0], "stor.pdf", "20 MB"),
        (&refused[1], "program.pdf", "program"),
        (&refused[2], "tomt.pdf", "tom"),
        (&refused[3], "arkiv.zip", "skript.sh"),
    ] {
        assert!(line.contains(name) && line.contains(reason), "{line}");
    }
    assert_eq!(app.blobs().len(), 3, "what is refused leaves nothing");

    let page = kari.fill(&submission, "files/2/remove", &[]).await;
    assert_eq!(
        page.texts(".rows .document-name"),
        ["brev.pdf", "BREV (2).pdf"]
    );
    assert_eq!(app.blobs().len(), 2);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_megabytes_are_enough_and_one_byte_more_is_not() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let limit = usize::try_from(20 * MB).unwrap();
    let page = kari
        .attach(&submission, &[("akkurat.pdf", &files::pdf_of(limit))])
        .await;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "{:?}",
        page.texts(".refusals li")
    );
    let page = kari
        .attach(&submission, &[("over.pdf", &files::pdf_of(limit + 1))])
        .await;
    assert_eq!(page.texts(".refusals li").len(), 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_holds_so_many_documents_and_so_many_bytes() {
    let limits = Limits {
        documents: 3,
        submission_bytes: 2 * MB,
        ..Limits::default()
    };
    let app = TestApp::start_with(Wishes {
        limits,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let megabyte = files::pdf_of(usize::try_from(MB).unwrap());
    let page = kari
        .attach(
            &submission,
            &[
                ("a.pdf", &megabyte),
                ("b.pdf", &megabyte),
                ("c.pdf", &megabyte),
            ],
        )
        .await;
    assert_eq!(
        page.texts(".refusals li").len(),
        1,
        "the third is over 2 MB together"
    );
    kari.fill(&submission, "files/2/remove", &[]).await;
    let small = files::pdf("x");
    let page = kari
        .attach(
            &submission,
            &[("b.pdf", &small), ("c.pdf", &small), ("d.pdf", &small)],
        )
        .await;
    assert_eq!(
        page.texts(".refusals li").len(),
        1,
        "the fourth is one too many"
    );
    assert_eq!(app.blobs().len(), 3);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_its_token_or_from_elsewhere_is_refused() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let page = kari.browser.open("/").await;
    assert_eq!(
        kari.browser.open("/no-such-page").await.status,
        StatusCode::NOT_FOUND
    );
    let file = vec![("brev.pdf".to_owned(), files::pdf("x"))];
    let no_token = Page {
        html: String::new(),
        ..page
    };
    let page = kari
        .browser
        .upload(&no_token, &format!("{submission}/files"), file)
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.blobs().len(), 0);

    let page = kari.browser.open("/submissions").await;
    let foreign = kari
        .browser
        .http
        .post(kari.browser.absolute("/submissions"));
    let foreign = foreign
        .header("Origin", "https://evil.example")
        .form(&[("csrf", page.csrf())]);
    let page = Page::of(foreign.send().await.unwrap()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(page.texts("h1").len(), 1, "a page, not a blank");
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_holds_so_many_bytes_and_the_next_one_as_many() {
    let limits = Limits {
        person_day_bytes: 2 * MB,
        ..Limits::default()
    };
    let app = TestApp::start_with(Wishes {
        limits,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let megabyte = files::pdf_of(usize::try_from(MB).unwrap());
    let submission = kari.begin().await;
    kari.attach(&submission, &[("a.pdf", &megabyte)]).await;
    // Taken out again it has been received all the same, and another submission is the same day.
    kari.fill(&submission, "files/1/remove", &[]).await;
    let submission = kari.begin().await;
    let page = kari
        .attach(
            &submission,
            &[("b.pdf", &megabyte), ("c.pdf", &files::pdf("x"))],
        )
        .await;
    let refused = page.texts(".refusals li");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("c.pdf") && refused[0].contains("2 MB"));

    let ola = app.sender(1).await;
    let other = ola.begin().await;
    let page = ola.attach(&other, &[("a.pdf", &megabyte)]).await;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "everybody has a day of her own"
    );

    app.advance(Duration::from_hours(24));
    app.app.sweep().await.unwrap();
    let kari = app.sender(0).await;
    let page = kari.attach(&submission, &[("c.pdf", &megabyte)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM daily_uploads").await,
        1,
        "past days are forgotten"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_municipality_takes_the_kinds_it_wants() {
    let limits = Limits {
        kinds: vec![Kind::Pdf, Kind::Zip].into(),
        ..Limits::default()
    };
    let app = TestApp::start_with(Wishes {
        limits,
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let start = kari.browser.open("/").await;
    assert!(start.html.contains("Tekst: PDF<") && !start.html.contains("SOSI"));
    let submission = kari.begin().await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    assert!(page.html.contains("PDF og zip"), "{}", page.html);
    let page = kari
        .attach(
            &submission,
            &[
                ("brev.pdf", &files::pdf("x")),
                ("bilde.jpg", &files::jpeg()),
                ("arkiv.zip", &files::zip(&[("bilde.jpg", &files::jpeg())])),
            ],
        )
        .await;
    assert_eq!(page.texts(".rows .document-name"), ["brev.pdf"]);
    let refused = page.texts(".refusals li");
    assert!(
        refused[0].contains("JPEG") && refused[1].contains("JPEG"),
        "{refused:?}"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_worth_knowing_of_a_file_is_told() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[
            ("skann.png", &files::jpeg()),
            ("brev.pdf", &files::pdf("x")),
        ])
        .await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    assert_eq!(
        page.texts(".rows .document-name"),
        ["skann.jpg", "brev.pdf"]
    );
    let rows = page.texts(".rows .row-text");
    assert!(
        rows[0].contains("endelsen") && !rows[1].contains("endelsen"),
        "{rows:?}"
    );

    kari.send(&submission).await;
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let manifest = archivist.folders()[0].join("manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    assert_eq!(manifest["documents"][0]["notes"][0]["code"], "renamed");
    assert_eq!(
        manifest["documents"][1]["notes"][0]["code"],
        "pdf-not-archival"
    );
    assert!(manifest["documents"][1]["notes"][0]["text"].is_string());
    app.finish().await;
}
