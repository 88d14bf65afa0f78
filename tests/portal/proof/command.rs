//! `sendsikkert receipt verify`.

use super::{Sent, run, text, write};
use crate::support::TestApp;
use crate::support::process::free_port;

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_and_copies_are_checked_against_the_portal_that_is_named() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    write(&app, "kvittering.pdf", &sent.file);
    write(&app, "omdøpt kopi", &sent.letter);
    write(&app, "endret.pdf", &[&sent.letter[..], b" "].concat());
    let folder = app.folder.path();
    let verify = async |more: &[&str]| {
        let portal = ["receipt", "verify", "kvittering.pdf", "--portal", &app.url];
        let output = run(folder, &[&portal, more].concat()).await;
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };

    let (code, said, complaints) = verify(&[]).await;
    assert_eq!((code, complaints.as_str()), (0, ""));
    for words in [
        "The receipt is genuine",
        &app.url,
        &sent.receipt.reference,
        "2026/1",
        "Klage på vedtak",
        "Private individual",
        "1  Klage æøå.pdf",
        "It does not prove that anybody has\nread, accepted or judged them",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("01858910001"));

    let (code, said, _) = verify(&["omdøpt kopi"]).await;
    assert_eq!(code, 0);
    assert!(
        said.contains("omdøpt kopi: is document 1, Klage æøå.pdf"),
        "{said}"
    );
    let (code, said, complaints) = verify(&["omdøpt kopi", "endret.pdf"]).await;
    assert_eq!(code, 1);
    assert!(
        said.contains("endret.pdf: is none of the receipt's documents"),
        "{said}"
    );
    assert!(said.contains("omdøpt kopi: is document 1"), "{said}");
    assert!(complaints.contains("not every file"), "{complaints}");
    let (code, said, _) = verify(&["gone.pdf", "omdøpt kopi"]).await;
    assert_eq!(code, 2);
    assert!(
        said.contains("omdøpt kopi: is document 1"),
        "the rest is checked: {said}"
    );
    let (code, _, _) = verify(&["gone.pdf", "endret.pdf"]).await;
    assert_eq!(code, 1, "what is known to be wrong counts");
    app.work().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_altered_or_somebody_else_s_is_not_genuine() {
    let app = TestApp::start().await;
    let other = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    let folder = app.folder.path();
    let verify = async |name: &str, portal: &str| {
        let output = run(folder, &["receipt", "verify", name, "--portal", portal]).await;
        assert_eq!(text(&output.stdout), "", "nothing is told as true");
        (output.status.code().unwrap(), text(&output.stderr))
    };
    let length = sent.file.len();
    for place in [
        0,
        length / 5,
        length / 3,
        length / 2,
        length * 3 / 4,
        length - 1,
    ] {
        let mut altered = sent.file.clone();
        altered[place] ^= 1;
        write(&app, "altered.pdf", &altered);
        let (code, why) = verify("altered.pdf", &app.url).await;
        assert_eq!(code, 1, "{place}");
        assert!(why.contains("not a receipt to rely on"), "{why}");
    }
    write(&app, "letter.pdf", &sent.letter);
    let (code, why) = verify("letter.pdf", &app.url).await;
    assert!(
        code == 1 && why.contains("no signature of a receipt"),
        "{why}"
    );

    write(&app, "kvittering.pdf", &sent.file);
    let (code, why) = verify("kvittering.pdf", &other.url).await;
    assert!(
        code == 1 && why.contains("none of the portal's keys"),
        "{why}"
    );
    // The same portal under another name: who gave it out is part of what is signed.
    let by_number = app.url.replace("localhost", "127.0.0.1");
    let (code, why) = verify("kvittering.pdf", &by_number).await;
    assert!(
        code == 1 && why.contains(&format!("given out by {}", app.url)),
        "{why}"
    );

    let nobody = format!("http://localhost:{}", free_port());
    for (name, portal, why) in [
        ("gone.pdf", app.url.as_str(), "reading gone.pdf"),
        ("kvittering.pdf", &nobody, "for its keys"),
        (
            "kvittering.pdf",
            "http://send.eksempel.kommune.no",
            "https://",
        ),
        ("kvittering.pdf", "nonsense", "not an address"),
    ] {
        let (code, said) = verify(name, portal).await;
        assert!(code == 2 && said.contains(why), "{said}");
        assert!(said.contains("could not be checked"), "{said}");
    }
    app.work().await;
    app.finish().await;
    other.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_saved_are_enough_when_the_portal_is_gone() {
    let mut app = TestApp::start().await;
    let kari = app.sender(0).await;
    let sent = Sent::by(&kari).await;
    write(&app, "kvittering.pdf", &sent.file);
    write(&app, "brev.pdf", &sent.letter);
    let published = kari.browser.get("/.well-known/receipt-keys.json").await;
    write(&app, "keys.json", &published.bytes().await.unwrap());
    write(&app, "broken.json", b"{}");
    app.work().await;
    app.close().await;

    let folder = app.folder.path();
    let verify = async |keys: &str| {
        let arguments = [
            "receipt",
            "verify",
            "kvittering.pdf",
            "brev.pdf",
            "--keys",
            keys,
        ];
        run(folder, &arguments).await
    };
    let output = verify("keys.json").await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(
        said.contains(&format!("given out by    {}", app.url)),
        "{said}"
    );
    assert_eq!(verify("broken.json").await.status.code(), Some(2));
    assert_eq!(verify("gone.json").await.status.code(), Some(2));

    let made = run(folder, &["keys", "receipts", "--out", "other-key"]).await;
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(
        !text(&made.stdout).contains("SENDSIKKERT"),
        "nothing secret is printed"
    );
    write(&app, "other.json", &made.stdout);
    assert_eq!(verify("other.json").await.status.code(), Some(1));
}
