//! The archive fetches, and acknowledges what it could read.

use reqwest::StatusCode;
use sendsikkert::crypt::sha256_hex;
use serde_json::{Value, json};

use crate::support::{TestApp, archive_identity, files};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_what_is_pulled() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let letter = files::pdf("brev");
    let submission = kari
        .prepare(&[("Brev æøå.pdf", &letter), ("arkivmelding.xml", b"<svar/>")])
        .await;
    let receipt = kari.send(&submission).await;
    let archivist = app.archivist();
    assert_eq!(archivist.waiting().await.len(), 1);

    let output = archivist.pull().await;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let folders = archivist.folders();
    assert_eq!(folders.len(), 1);
    assert!(folders[0].ends_with(format!("2026-000001-{}", receipt.reference)));
    let pulled = std::fs::read(folders[0].join("0001-brev-aeoa.pdf")).unwrap();
    assert_eq!(sha256_hex(&pulled), sha256_hex(&letter));
    assert_eq!(
        std::fs::read(folders[0].join("0002-arkivmelding.xml")).unwrap(),
        b"<svar/>",
        "ours keeps its name"
    );
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folders[0].join("manifest.json")).unwrap()).unwrap();
    assert_eq!(
        manifest["sender"],
        json!({ "kind": "person", "national_id": "01858910001" })
    );
    assert_eq!(manifest["documents"][0]["role"], "main");
    assert_eq!(manifest["documents"][1]["number"], 2);
    let names: Vec<_> = std::fs::read_dir(&folders[0])
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 4, "nothing is left over: {names:?}");

    assert!(archivist.waiting().await.is_empty(), "acknowledged");
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(
        page.value_of("Status").as_deref(),
        Some("Mottatt i arkivet")
    );
    let output = archivist.pull().await;
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "{\"event\":\"round\",\"acknowledged\":0,\"failed\":0}\n"
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_can_t_decrypt_can_t_acknowledge() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("x"))]).await;
    kari.send(&submission).await;
    let archivist = app.archivist();

    let stranger = app.folder.path().join("stranger.txt");
    std::fs::write(&stranger, archive_identity().0).unwrap();
    let output = archivist.pull_with(&stranger).await;
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("\"event\":\"failed\"") && said.contains("archive's identity"),
        "{said}"
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("1 of 1 submissions stay waiting"), "{said}");

    let id = archivist.waiting().await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let guess = json!({ "confirmation_code": "x" });
    let (status, problem) = archivist
        .post(&format!("/{id}/acknowledgement"), &guess)
        .await;
    assert_eq!(
        (status, problem["status"].as_u64()),
        (StatusCode::FORBIDDEN, Some(403))
    );
    let guess = json!({ "confirmation_code": "x", "reason": "other", "text": "nei" });
    assert_eq!(
        archivist.post(&format!("/{id}/return"), &guess).await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(archivist.waiting().await.len(), 1, "it stays waiting");
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_pull_goes_on_and_a_changed_file_is_noticed() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("a.pdf", &files::pdf("a")), ("b.pdf", &files::pdf("b"))])
        .await;
    let receipt = kari.send(&submission).await;
    let archivist = app.archivist();
    // As an interrupted pull leaves it: one document done, one half done.
    let name = format!("2026-000001-{}", receipt.reference);
    let unfinished = archivist.out.join(format!(".{name}.part"));
    std::fs::create_dir_all(&unfinished).unwrap();
    std::fs::write(unfinished.join("0001-a.pdf"), files::pdf("a")).unwrap();
    std::fs::write(unfinished.join("0002-b.pdf"), &files::pdf("b")[..10]).unwrap();
    std::fs::write(unfinished.join(".2.age"), b"age-encryption.org/v1\n").unwrap();
    std::fs::write(unfinished.join(".2.plain"), &files::pdf("b")[..20]).unwrap();
    assert!(archivist.pull().await.status.success());
    assert_eq!(archivist.folders(), [archivist.out.join(&name)]);
    let pulled = archivist.out.join(&name);
    assert_eq!(
        std::fs::read(pulled.join("0002-b.pdf")).unwrap(),
        files::pdf("b")
    );
    assert_eq!(
        std::fs::read_dir(&pulled).unwrap().count(),
        4,
        "nothing is left over"
    );

    // A folder that is complete but was not acknowledged is checked again before it is.
    let submission = kari.prepare(&[("c.pdf", &files::pdf("c"))]).await;
    let receipt = kari.send(&submission).await;
    let complete = archivist
        .out
        .join(format!("2026-000002-{}", receipt.reference));
    std::fs::create_dir_all(&complete).unwrap();
    std::fs::write(complete.join("0001-c.pdf"), b"something else").unwrap();
    let output = archivist.pull().await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("document 1 is missing or changed"), "{said}");
    assert_eq!(
        std::fs::read(complete.join("0001-c.pdf")).unwrap(),
        b"something else",
        "nothing is overwritten"
    );
    assert_eq!(archivist.waiting().await.len(), 1);
    std::fs::remove_dir_all(&complete).unwrap();
    assert!(archivist.pull().await.status.success());
    assert!(archivist.waiting().await.is_empty());
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_answers_the_same_when_asked_twice_and_nothing_to_strangers() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let archivist = app.archivist();
    let id = submission.rsplit('/').next().unwrap();

    for path in [
        "",
        "?state=waiting",
        &format!("/{id}"),
        &format!("/{id}/manifest"),
        &format!("/{id}/documents/1"),
    ] {
        let plain = reqwest::get(format!("{}/api/v1/submissions{path}", app.url))
            .await
            .unwrap();
        assert_eq!(plain.status(), StatusCode::UNAUTHORIZED, "{path}");
        let citizen = kari
            .browser
            .open(&format!("/api/v1/submissions{path}"))
            .await;
        assert_eq!(
            citizen.status,
            StatusCode::UNAUTHORIZED,
            "a session is no token: {path}"
        );
    }
    assert_eq!(
        archivist.get("?state=lost").await.0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        archivist.get(&format!("/{id}/documents/2")).await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(archivist.get("/not-an-id").await.0, StatusCode::NOT_FOUND);
    let draft = kari.prepare(&[("b.pdf", &files::pdf("b"))]).await;
    let draft = draft.rsplit('/').next().unwrap();
    assert_eq!(
        archivist.get(&format!("/{draft}")).await.0,
        StatusCode::NOT_FOUND,
        "drafts are not the archive's"
    );

    assert!(archivist.pull().await.status.success());
    let manifest = archivist.folders()[0].join("manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    let answer =
        json!({ "confirmation_code": manifest["confirmation_code"], "case_number": "2023/587" });
    let (status, again) = archivist
        .post(&format!("/{id}/acknowledgement"), &answer)
        .await;
    assert_eq!(
        (status, again["state"].as_str()),
        (StatusCode::OK, Some("acknowledged"))
    );
    let back = json!({ "confirmation_code": manifest["confirmation_code"], "reason": "other", "text": "x" });
    assert_eq!(
        archivist.post(&format!("/{id}/return"), &back).await.0,
        StatusCode::CONFLICT
    );
    assert_eq!(
        archivist.get("?state=acknowledged").await.1["submissions"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_returns_what_it_can_t_take() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&submission).await;
    let archivist = app.archivist();
    let id = submission.rsplit('/').next().unwrap();
    let sealed = reqwest::ClientBuilder::new()
        .build()
        .unwrap()
        .get(format!("{}/api/v1/submissions/{id}/manifest", app.url));
    let token = std::fs::read_to_string(app.folder.path().join("archive-token")).unwrap();
    let sealed = sealed
        .bearer_auth(token)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    let identity: age::x25519::Identity =
        std::fs::read_to_string(app.folder.path().join("archive-identity.txt"))
            .unwrap()
            .parse()
            .unwrap();
    let manifest: Value =
        serde_json::from_slice(&age::decrypt(&identity, &sealed).unwrap()).unwrap();
    let back = json!({ "confirmation_code": manifest["confirmation_code"], "reason": "unreadable", "text": "Side 2 mangler" });
    for _ in 0..2 {
        let (status, now) = archivist.post(&format!("/{id}/return"), &back).await;
        assert_eq!(
            (status, now["state"].as_str()),
            (StatusCode::OK, Some("returned"))
        );
    }
    assert!(archivist.waiting().await.is_empty());
    let page = kari.browser.open(&format!("{submission}/receipt")).await;
    assert_eq!(page.value_of("Status").as_deref(), Some("Sendt tilbake"));
    assert_eq!(
        page.value_of("Beskjed fra arkivet").as_deref(),
        Some("Side 2 mangler")
    );
    assert!(
        !page.html.contains("legger dem i riktig sak"),
        "it is not under way any more"
    );
    app.work().await;
    app.finish().await;
}
