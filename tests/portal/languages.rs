//! Which language people are answered in, and that the answer says so.

use reqwest::Response;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, VARY};
use sendsikkert::house::Settings;
use sendsikkert::i18n::Locale;
use serde_json::json;

use crate::support::browser::{Browser, Page};
use crate::support::idporten::Wayward;
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, eksempel};

/// Opens a page with a browser that wants certain languages.
async fn asked_for(browser: &Browser, path: &str, languages: &str) -> Page {
    let request = browser.http.get(browser.absolute(path));
    let answer = request.header(ACCEPT_LANGUAGE, languages).send().await;
    let answer = answer.unwrap();
    let named = told(&answer);
    let page = Page::of(answer).await;
    assert_eq!(page.attribute("html", "lang"), Some(named), "{path}");
    page
}

/// The language that an answer's header names.
fn told(answer: &Response) -> String {
    let header = |name| answer.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!(header(VARY), "Accept-Language, Cookie");
    header(CONTENT_LANGUAGE).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_in_the_language_that_the_browser_wants_and_says_so() {
    let app = TestApp::start().await;
    for (wanted, heading) in [
        ("", "Send dokumenter sikkert til Eksempel kommune"),
        ("fr", "Send dokumenter sikkert til Eksempel kommune"),
        (
            "no,en;q=0.8",
            "Send dokumenter sikkert til Eksempel kommune",
        ),
        (
            "nn-NO,nb;q=0.9",
            "Send dokument sikkert til Eksempel kommune",
        ),
        (
            "de,en-GB;q=0.7",
            "Send documents securely to Eksempel kommune",
        ),
        (
            "se-NO,nb;q=0.9",
            "Sádde dokumeanttaid sihkkarit: Eksempel kommune",
        ),
        ("sme", "Sádde dokumeanttaid sihkkarit: Eksempel kommune"),
        ("smj,nn;q=0.5", "Send dokument sikkert til Eksempel kommune"),
    ] {
        let page = asked_for(&Browser::new(&app.url), "/", wanted).await;
        assert_eq!(page.texts("h1"), [heading], "{wanted}");
    }
    // A page that tells what is wrong is a page, too.
    let page = asked_for(&Browser::new(&app.url), "/no-such-page", "en").await;
    assert_eq!(page.texts("h1"), ["We did not find the page"]);
    // What is no page is in no language of ours.
    let browser = Browser::new(&app.url);
    for path in ["/healthz", "/.well-known/receipt-keys.json", "/login"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.headers().get(CONTENT_LANGUAGE), None, "{path}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_counts_before_id_porten_and_id_porten_before_the_browser() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let heading = async |kari: &Sender, path: &str| {
        let page = asked_for(&kari.browser, path, "en").await;
        page.texts("h1").remove(0)
    };
    // What was chosen there is what she is met with here, by each of its codes; what we do not speak is passed over.
    for (locale, expected) in [
        ("se", "Mu sáddejumit"),
        ("sme", "Mu sáddejumit"),
        ("nn", "Mine innsendingar"),
        ("no", "Mine innsendinger"),
        ("uk", "My submissions"),
    ] {
        wayward.behave();
        wayward.claim(move |claims| claims["locale"] = json!(locale));
        let kari = Sender::new(&app.url);
        kari.log_in(0).await;
        assert_eq!(heading(&kari, "/submissions").await, expected, "{locale}");
    }
    let kari = Sender::new(&app.url);
    wayward.behave();
    wayward.claim(|claims| claims["locale"] = json!("se"));
    kari.log_in(0).await;
    assert_eq!(
        heading(&kari, "/submissions?lang=nn").await,
        "Mine innsendingar"
    );
    assert_eq!(heading(&kari, "/submissions").await, "Mine innsendingar");
    // A language that nobody speaks here changes nothing.
    assert_eq!(
        heading(&kari, "/submissions?lang=tlh").await,
        "Mine innsendingar"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_chosen_no_language_is_met_with_the_municipality_s() {
    let app = TestApp::start_with(Wishes {
        municipality: Some(|_| Settings {
            language: Locale::Nn,
            ..eksempel()
        }),
        ..Wishes::default()
    })
    .await;
    for (wanted, heading) in [
        ("", "Send dokument sikkert til Eksempel kommune"),
        ("fr", "Send dokument sikkert til Eksempel kommune"),
        ("nb", "Send dokumenter sikkert til Eksempel kommune"),
    ] {
        let page = asked_for(&Browser::new(&app.url), "/", wanted).await;
        assert_eq!(page.texts("h1"), [heading], "{wanted}");
    }
    app.finish().await;
}
