//! The pages that are for everybody: in each language, found by search engines, and true of this installation.

mod privacy;
mod well_known;

use std::collections::BTreeSet;
use std::path::Path;

use reqwest::StatusCode;
use scraper::{Html, Selector};
use sendsikkert::house;
use sendsikkert::identity::provider::Acr;
use sendsikkert::submission::{Kind, Kinds, Limits, MB};

use crate::representation::portal_with_ansattporten;
use crate::support::browser::{Browser, Page, header};
use crate::support::{TestApp, Wishes, eksempel, files_below};

pub(crate) const PUBLIC: [&str; 5] = ["/", "/help", "/privacy", "/accessibility", "/verify"];
const LANGUAGES: [&str; 4] = ["nb", "nn", "en", "se"];

/// A portal that somebody only looks at.
async fn visited(wishes: Wishes) -> (TestApp, Browser) {
    let app = TestApp::start_with(wishes).await;
    let browser = Browser::new(&app.url);
    (app, browser)
}

/// Every value of an attribute.
fn attributes(page: &Page, selector: &str, name: &str) -> Vec<String> {
    let html = Html::parse_document(&page.html);
    let selector = Selector::parse(selector).unwrap();
    let elements = html.select(&selector);
    elements
        .filter_map(|element| element.attr(name).map(str::to_owned))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_say_in_every_language_what_they_are_about() {
    let (app, _) = visited(Wishes::default()).await;
    for path in PUBLIC {
        let mut said = BTreeSet::new();
        for language in LANGUAGES {
            let address = format!("{path}?lang={language}");
            let page = Browser::new(&app.url).open(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert_eq!(page.attribute("html", "lang").unwrap(), language);
            assert_eq!(page.texts("h1").len(), 1, "{address}");
            assert_eq!(page.attribute("meta[name=robots]", "content"), None);
            let about = page.attribute("meta[name=description]", "content").unwrap();
            assert!((30..250).contains(&about.chars().count()), "{about}");
            said.insert(about);
            let canonical = page.attribute("link[rel=canonical]", "href").unwrap();
            assert_eq!(canonical, format!("{}{address}", app.url));
        }
        assert_eq!(
            said.len(),
            4,
            "each language has words of its own: {said:?}"
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_name_their_other_languages_and_the_address_for_any() {
    let (app, browser) = visited(Wishes::default()).await;
    for path in PUBLIC {
        let page = browser.open(path).await;
        let any = format!("{}{path}", app.url);
        let canonical = page.attribute("link[rel=canonical]", "href");
        assert_eq!(canonical.as_ref(), Some(&any), "no language was asked for");
        let selector = "link[rel=alternate]";
        let named = attributes(&page, selector, "hreflang");
        assert_eq!(named, ["nb", "nn", "en", "se", "x-default"]);
        let mut expected: Vec<_> = LANGUAGES.map(|tag| format!("{any}?lang={tag}")).into();
        expected.push(any);
        assert_eq!(attributes(&page, selector, "href"), expected);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_other_pages_ask_not_to_be_listed() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let draft = ["sender", "message", "files", "delete"].map(|step| format!("{submission}/{step}"));
    let others = ["/submissions", "/nowhere", "/login/failed", "/reply/x"].map(str::to_owned);
    for address in draft.into_iter().chain(others) {
        let page = kari.browser.open(&address).await;
        let robots = page.attribute("meta[name=robots]", "content");
        assert_eq!(robots.as_deref(), Some("noindex"), "{address}");
        assert_eq!(page.attribute("link[rel=canonical]", "href"), None);
    }
    let visitor = Browser::new(&app.url);
    let form = reqwest::multipart::Form::new().text("nothing", "");
    let wrong = visitor
        .http
        .post(visitor.absolute("/verify"))
        .multipart(form);
    let wrong = Page::of(wrong.send().await.unwrap()).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let robots = wrong.attribute("meta[name=robots]", "content");
    assert_eq!(robots.as_deref(), Some("noindex"), "a form with errors");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_start_page_has_the_municipality_s_own_words_and_links() {
    let own = |_: &Path| {
        let mut municipality = eksempel();
        municipality.texts.nb.start =
            Some("Vi holder stengt i romjulen.\n\n<b>Takk</b>".to_owned());
        municipality.texts.en.start = Some("We are closed after Christmas.".to_owned());
        municipality.links = vec![house::Link {
            href: "https://eksempel.kommune.no/barnehage".to_owned(),
            nb: Some("Søk om barnehageplass".to_owned()),
            nn: None,
            en: None,
            se: None,
        }];
        municipality
    };
    let (app, browser) = visited(Wishes {
        municipality: Some(own),
        ..Wishes::default()
    })
    .await;
    let page = browser.open("/?lang=nb").await;
    let paragraphs = page.texts("main p");
    assert!(paragraphs.contains(&"Vi holder stengt i romjulen.".to_owned()));
    assert!(
        paragraphs.contains(&"<b>Takk</b>".to_owned()),
        "as text, never as markup"
    );
    let link = "a[href=\"https://eksempel.kommune.no/barnehage\"]";
    assert_eq!(page.texts(link), ["Søk om barnehageplass"]);
    // In the municipality's own language where it has no other words, and marked as that.
    let page = browser.open("/?lang=nn").await;
    assert!(page.texts("main [lang=nb]").concat().contains("romjulen"));
    assert_eq!(page.attribute(link, "lang").as_deref(), Some("nb"));
    let page = browser.open("/?lang=en").await;
    assert!(page.texts("main [lang=en]").concat().contains("closed"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn start_page_and_help_go_by_the_installation_s_limits() {
    let (app, browser) = visited(Wishes {
        limits: Limits {
            file_bytes: 7 * MB,
            zip_bytes: 99 * MB,
            submission_bytes: 123 * MB,
            documents: 17,
            ..Limits::default()
        },
        ..Wishes::default()
    })
    .await;
    let start = browser.open("/").await.texts("main").concat();
    assert!(
        start.contains("inntil 7 MB") && start.contains("inntil 99 MB"),
        "{start}"
    );
    let help = browser.open("/help").await.texts("main").concat();
    for figure in ["inntil 7 MB", "inntil 99 MB", "123 MB", "17 dokumenter"] {
        assert!(help.contains(figure), "{figure}: {help}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_no_zip_does_not_explain_how_to_make_one() {
    let (app, browser) = visited(Wishes {
        limits: Limits {
            kinds: Kinds::from(vec![Kind::Pdf, Kind::Png]),
            ..Limits::default()
        },
        ..Wishes::default()
    })
    .await;
    for (path, selector) in [("/", "main"), ("/help", "main h2, main dt, main #size ~ p")] {
        let said = browser
            .open(path)
            .await
            .texts(selector)
            .concat()
            .to_lowercase();
        let said = said.replace("hjelp til pdf, bilder, zip og store filer", "");
        assert!(!said.contains("zip"), "{path}: {said}");
    }
    let help = browser.open("/help").await;
    assert!(
        !help.html.contains("JPEG:"),
        "nor how to make a picture that is not taken"
    );
    assert_eq!(dead_links(&help), [] as [String; 0]);
    app.finish().await;
}

/// Links of a page to a place on itself that is not there.
fn dead_links(page: &Page) -> Vec<String> {
    let ids = attributes(page, "[id]", "id");
    let links = attributes(page, "a[href^='#']", "href").into_iter();
    links
        .filter(|link| !ids.iter().any(|id| link == &format!("#{id}")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_to_a_place_in_the_help_leads_there() {
    let (app, browser) = visited(Wishes::default()).await;
    let help = browser.open("/help").await;
    assert_eq!(dead_links(&help), [] as [String; 0]);
    let ids = attributes(&help, "main h2[id]", "id");
    let listed = attributes(&help, "nav[aria-labelledby=contents] a", "href");
    let headings: Vec<_> = ids.iter().map(|id| format!("#{id}")).collect();
    assert_eq!(headings[0], "#contents");
    assert_eq!(
        listed,
        headings[1..],
        "the table of contents has them all, in order"
    );
    assert_eq!(
        help.texts("nav[aria-labelledby=contents] a"),
        help.texts("main h2[id]")[1..],
        "and calls them what they are called"
    );

    let mut linked = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["src", "templates", "static", "i18n"]
        .map(|folder| files_below(&root.join(folder)))
        .concat()
    {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        let anchors = text.split("/help#").skip(1).map(|rest| {
            let name = rest.chars().take_while(char::is_ascii_lowercase);
            name.collect::<String>()
        });
        linked.extend(anchors.map(|anchor| (anchor, file.clone())));
    }
    assert!(linked.len() > 5);
    for (anchor, file) in linked {
        assert!(ids.contains(&anchor), "{}: /help#{anchor}", file.display());
    }
    let start = browser.open("/").await;
    assert!(attributes(&start, "[id]", "id").contains(&"public".to_owned()));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_tells_how_people_log_in_here() {
    let (app, browser) = visited(Wishes::default()).await;
    let help = browser.open("/help").await.texts("main").concat();
    assert!(help.contains("MinID er ikke sikker nok her"), "{help}");
    assert!(!help.contains("en gang til hvem du er"));
    app.finish().await;
    let (app, browser) = visited(Wishes {
        identity: Some(|settings| {
            settings.acr = Acr::Substantial;
            settings.acr_to_send = Some(Acr::High);
        }),
        ..Wishes::default()
    })
    .await;
    let help = browser.open("/help").await.texts("main").concat();
    assert!(help.contains("Bruk BankID, MinID"), "{help}");
    assert!(help.contains("en gang til hvem du er"), "{help}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_privacy_tell_the_way_organisations_are_told_here() {
    let said = async |browser: &Browser| {
        let help = browser.open("/help").await.texts("main").concat();
        help + &browser.open("/privacy").await.texts("main").concat()
    };
    let (app, browser) = visited(Wishes::default()).await;
    let typed = said(&browser).await;
    assert!(
        typed.contains("Vi slår det opp i Enhetsregisteret"),
        "{typed}"
    );
    assert!(typed.contains("Fra Enhetsregisteret"), "{typed}");
    assert!(!typed.contains("Ansattporten") && !typed.contains("Altinn"));
    app.finish().await;

    let (app, ansattporten) = portal_with_ansattporten().await;
    let elsewhere = said(&Browser::new(&app.url)).await;
    assert!(
        elsewhere.contains("Du blir sendt til Ansattporten"),
        "{elsewhere}"
    );
    assert!(elsewhere.contains("Fra Ansattporten"), "{elsewhere}");
    assert!(!elsewhere.contains("Enhetsregisteret"));
    ansattporten.server.stop(false).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn error_pages_lead_on_to_the_help_and_to_whom_to_ask() {
    let reached = |_: &Path| {
        let mut municipality = eksempel();
        municipality.contact.phone = Some("77 00 00 00".to_owned());
        municipality
    };
    let (app, browser) = visited(Wishes {
        municipality: Some(reached),
        ..Wishes::default()
    })
    .await;
    for (address, status, help, tells_whom) in [
        ("/nowhere", 404, "/help", false),
        ("/login/failed", 403, "/help#login", true),
        ("/login/unavailable", 503, "/help#login", true),
        ("/verify", 400, "/help", false),
    ] {
        for language in LANGUAGES {
            let address = format!("{address}?lang={language}");
            let page = if status == 400 {
                browser.post(&address, &[]).await
            } else {
                browser.open(&address).await
            };
            assert_eq!(page.status.as_u16(), status, "{address}");
            assert_eq!(
                page.texts(&format!("main a[href=\"{help}\"]")).len(),
                1,
                "{address}"
            );
            let phones = attributes(&page, "main a[href^='tel:']", "href");
            assert_eq!(!phones.is_empty(), tells_whom, "{address}");
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_of_the_municipality_s_own_take_our_pages_place() {
    let own = |_: &Path| {
        let mut municipality = eksempel();
        municipality.privacy_statement = Some("https://eksempel.kommune.no/personvern".to_owned());
        municipality.accessibility_statement = Some("https://uustatus.no/nb/x".to_owned());
        municipality
    };
    let (app, browser) = visited(Wishes {
        municipality: Some(own),
        ..Wishes::default()
    })
    .await;
    let start = browser.open("/").await;
    for (ours, theirs) in [
        ("/privacy", "https://eksempel.kommune.no/personvern"),
        ("/accessibility", "https://uustatus.no/nb/x"),
    ] {
        let answer = browser.get(&format!("{ours}?lang=en")).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(header(&answer, "location"), theirs);
        let link = |href: &str| start.texts(&format!("footer a[href=\"{href}\"]")).len();
        assert_eq!((link(ours), link(theirs)), (0, 1));
    }
    app.finish().await;
}
