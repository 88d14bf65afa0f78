//! Every letter in every language, word for word, as text and as HTML.

use std::path::Path;

use scraper::{Html, Selector};
use sendsikkert::i18n::Locale;
use serde_json::json;

use super::{let_five_days_go_by, mails};
use crate::api::Program;
use crate::support::read_mail::Mail;
use crate::support::{TestApp, files};

/// Holds a text against the one that is kept under a name; what to do, when they differ.
fn differs(name: &str, text: &str) -> Option<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/mails")
        .join(name);
    if std::fs::read_to_string(&kept).ok().as_deref() == Some(text) {
        return None;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&new, text).unwrap();
    Some(format!("cp {} {}", new.display(), kept.display()))
}

/// The mail that was not seen before.
fn newest(app: &TestApp, seen: &mut Vec<String>) -> Mail {
    let mut new = mails(app, "");
    new.retain(|mail| !seen.contains(&mail.id));
    assert_eq!(new.len(), 1, "one mail at a time");
    let mail = new.remove(0);
    seen.push(mail.id.clone());
    mail
}

/// All that a mail says, at an address that is always the same.
fn whole(app: &TestApp, mail: &Mail) -> String {
    let (subject, text) = (&mail.subject, &mail.text);
    let html = mail.html.as_ref().expect("a page beside the text");
    let whole = format!("{subject}\n\n{text}\n{html}");
    whole.replace(&app.url, "https://send.eksempel.kommune.no")
}

/// What stands in a page, a line for each paragraph, term or heading.
fn lines(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let blocks = Selector::parse("h1, p, dt, dd").unwrap();
    page.select(&blocks)
        .map(|block| block.text().collect::<Vec<_>>().join(" "))
        .collect()
}

fn look_closely(mail: &Mail, locale: Locale, app: &TestApp) {
    let html = mail.html.as_ref().expect("a page beside the text");
    let page = Html::parse_document(html);
    let all = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    let lang = format!("[lang={}]", locale.tag());
    assert_eq!(
        (all(&format!("html{lang}")), all(&format!("div{lang}"))),
        (1, 1)
    );
    assert_eq!((all("h1"), all("title"), all("h1 + p")), (1, 1, 1));
    assert_eq!(
        all("img, link, script, style, table, form, iframe, object, video"),
        0
    );
    assert_eq!(all("a"), 1, "one way: to log in");
    let address = format!("{}/submissions", app.url);
    assert_eq!(all(&format!("a[href=\"{address}\"]")), 1);
    assert_eq!(
        html.matches("http").count(),
        2,
        "nothing is fetched from anywhere"
    );
    assert!(!html.contains("url(") && !html.contains("color:"), "{html}");

    // The same facts in both forms: the page has the heading more, which is the text's subject.
    let mut said = lines(html);
    assert_eq!(said.remove(0), mail.subject);
    let folded = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = folded(mail.text.clone()).replace(": ", " ");
    assert_eq!(folded(said.join(" ")).replace(": ", " "), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_in_every_language() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let program = Program::of(&app);
    let mut seen = Vec::new();
    let mut differing = Vec::new();
    for locale in Locale::ALL {
        let language = locale.tag();
        kari.browser
            .open(&format!("/submissions?lang={language}"))
            .await;
        let mut ids = Vec::new();
        let mut check = async |name: &str, id: &str| {
            app.work().await;
            let mail = newest(&app, &mut seen);
            look_closely(&mail, locale, &app);
            let known = program.read(&format!("/v1/submissions/{id}")).await;
            let whole = whole(&app, &mail)
                .replace(known["reference"].as_str().unwrap(), "K7QM-3TXV")
                .replace(known["journal_number"].as_str().unwrap(), "2026/1");
            differing.extend(differs(&format!("{name}.{language}.txt"), &whole));
        };
        for name in ["receipt"; 4] {
            let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
            kari.press_send(&submission).await;
            let id = submission.trim_start_matches("/submissions/").to_owned();
            check(name, &id).await;
            ids.push(id);
        }
        program.acknowledge(&ids[3]).await;
        check("archived", &ids[3]).await;
        let answer = json!({
            "confirmation_code": program.code(&ids[0]).await,
            "journal_number": "2026/99123",
        });
        let path = format!("/v1/submissions/{}/acknowledgement", ids[0]);
        assert_eq!(program.post(&path, &answer).await.status(), 200);
        check("journalled", &ids[0]).await;
        program.send_back(&ids[1]).await;
        check("returned", &ids[1]).await;
        let withdraw = format!("/submissions/{}/withdraw", ids[2]);
        let page = kari.browser.open(&withdraw).await;
        kari.browser.submit(&page, &withdraw, &[]).await;
        check("withdrawn", &ids[2]).await;
        kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    }
    let_five_days_go_by(&app).await;
    app.work().await;
    let warnings = mails(&app, "")
        .into_iter()
        .filter(|mail| !seen.contains(&mail.id));
    let warnings: Vec<_> = warnings.collect();
    assert_eq!(warnings.len(), Locale::ALL.len());
    for locale in Locale::ALL {
        let marked = format!("<html lang=\"{}\">", locale.tag());
        let is_in_it = |mail: &&Mail| mail.html.as_ref().unwrap().contains(&marked);
        let mail = warnings.iter().find(is_in_it).unwrap();
        look_closely(mail, locale, &app);
        let name = format!("draft-expiry.{}.txt", locale.tag());
        differing.extend(differs(&name, &whole(&app, mail)));
    }
    let differing = differing.join("\n");
    assert!(
        differing.is_empty(),
        "a mail says something else. If it should:\n{differing}"
    );
    app.finish().await;
}
