//! A new key, and receipts from before.

use super::{Sent, check, run, text, write};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_from_before_a_rotation_is_as_good_as_ever() {
    let mut app = TestApp::start().await;
    let kari = app.sender(0).await;
    let before = Sent::by(&kari).await;
    write(&app, "before.pdf", &before.file);

    let retire = [
        "keys",
        "receipts",
        "--out",
        "new-key",
        "--retire",
        "receipt-key",
    ];
    let made = run(app.folder.path(), &retire).await;
    assert!(made.status.success(), "{}", text(&made.stderr));
    write(&app, "keys.json", &made.stdout);
    let file = std::fs::read_to_string(app.folder.path().join("new-key")).unwrap();
    assert_eq!(
        file.matches("SENDSIKKERT-RECEIPT-KEY-1-").count(),
        1,
        "no retired secret is kept"
    );
    let again = run(app.folder.path(), &retire).await;
    assert!(!again.status.success(), "a key is never overwritten");
    app.restart_signing_with("new-key").await;

    let published = kari.browser.get("/.well-known/receipt-keys.json").await;
    assert_eq!(
        published.bytes().await.unwrap(),
        made.stdout,
        "what was printed is what is published"
    );
    let after = Sent::by(&kari).await;
    write(&app, "after.pdf", &after.file);
    for (name, sent) in [("before.pdf", &before), ("after.pdf", &after)] {
        let page = check(&app, &sent.file, &[("brev.pdf", &sent.letter)]).await;
        assert_eq!(page.texts("h1"), ["Kvitteringen er ekte"], "{name}");
        for (whose, value) in [("--portal", app.url.as_str()), ("--keys", "keys.json")] {
            let verify = ["receipt", "verify", name, whose, value];
            let output = run(app.folder.path(), &verify).await;
            assert!(
                output.status.success(),
                "{name} {whose}: {}",
                text(&output.stderr)
            );
        }
    }
    let anew = super::download(&kari, &before.submission).await;
    assert_ne!(anew, before.file, "the new key signs");
    assert_eq!(
        check(&app, &anew, &[]).await.texts("h1"),
        ["Kvitteringen er ekte"]
    );

    // Without the old key, what it has signed can't be told from a forgery.
    let alone = run(
        app.folder.path(),
        &["keys", "receipts", "--out", "third-key"],
    )
    .await;
    assert!(alone.status.success());
    app.restart_signing_with("third-key").await;
    let page = check(&app, &after.file, &[]).await;
    assert_eq!(page.texts("h1"), ["Kvitteringen er ikke ekte"]);
    app.work().await;
    app.finish().await;
}
