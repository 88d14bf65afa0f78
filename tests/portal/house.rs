//! How a municipality presents itself: name, colour, logo, contact and words on every page, on the wire too.

use std::collections::BTreeSet;
use std::path::Path;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use scraper::{Html, Selector};
use sendsikkert::house::{Colour, Settings};
use sendsikkert::i18n::Locale;
use sha2::{Digest, Sha256};

use crate::support::browser::Browser;
use crate::support::{TestApp, Wishes, eksempel, files_below};

/// What the whole first page may weigh.
const MOST_BYTES: usize = 60_000;

const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 0h60v20H0z"/></svg>"#;

/// A municipality that has told everything.
fn told(folder: &Path) -> Settings {
    let logo = folder.join("logo.svg");
    std::fs::write(&logo, LOGO).unwrap();
    let mut settings: Settings =
        toml::from_str(include_str!("../../src/cli/demo/municipality.toml")).unwrap();
    settings.logo_file = Some(logo);
    settings.accessibility_statement = Some("https://uustatus.example/1".to_owned());
    settings
}

/// One with a logo that does not get smaller by being packed.
fn with_heavy_logo(folder: &Path) -> Settings {
    let logo = folder.join("logo.png");
    let noise = (0_u32..313).flat_map(|n| Sha256::digest(n.to_be_bytes()));
    let pixels: Vec<u8> = noise.take(100 * 100).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 100, 100);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    std::fs::write(&logo, bytes).unwrap();
    Settings {
        logo_file: Some(logo),
        ..told(folder)
    }
}

async fn with(municipality: fn(&Path) -> Settings) -> TestApp {
    TestApp::start_with(Wishes {
        municipality: Some(municipality),
        ..Wishes::default()
    })
    .await
}

/// The addresses that a page's browser asks for at once.
fn parts(html: &str) -> BTreeSet<String> {
    let html = Html::parse_document(html);
    let addresses = [
        ("link[rel=stylesheet], link[rel=icon]", "href"),
        ("script", "src"),
        ("img", "src"),
    ];
    addresses
        .into_iter()
        .flat_map(|(selector, name)| {
            let selector = Selector::parse(selector).unwrap();
            let values = html
                .select(&selector)
                .map(|element| element.attr(name).unwrap().to_owned());
            values.collect::<Vec<_>>()
        })
        .collect()
}

/// The modules that a module needs.
fn imported(script: &str) -> Vec<String> {
    let named = script.split("\"./").skip(1);
    named
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

/// What an answer weighs on the wire.
async fn weigh(browser: &Browser, path: &str) -> usize {
    let request = browser.direct.get(browser.absolute(path));
    let answer = request
        .header(ACCEPT_ENCODING, "gzip, deflate, br")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let headers: usize = answer
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
        .sum();
    headers + answer.bytes().await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_is_light() {
    let app = with(with_heavy_logo).await;
    let browser = Browser::new(&app.url);
    let page = browser.open("/").await;
    let mut addresses: Vec<_> = parts(&page.html).into_iter().collect();
    let mut weight = weigh(&browser, "/").await;
    let mut next = 0;
    while let Some(address) = addresses.get(next).cloned() {
        next += 1;
        weight += weigh(&browser, &address).await;
        if address
            .rsplit_once('.')
            .is_some_and(|(_, kind)| kind == "js")
        {
            let script = browser.get(&address).await.text().await.unwrap();
            let folder = address.rsplit_once('/').unwrap().0;
            for name in imported(&script) {
                let module = format!("{folder}/{name}");
                if !addresses.contains(&module) {
                    addresses.push(module);
                }
            }
        }
    }
    assert!(
        addresses
            .iter()
            .any(|address| address.ends_with("/logo.png"))
    );
    assert!(
        addresses
            .iter()
            .any(|address| address.ends_with("/page.js")),
        "{addresses:?}"
    );
    assert!(weight <= MOST_BYTES, "{weight} bytes: {addresses:#?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_pages_are_made_of_is_kept_for_ever_and_never_old() {
    let app = with(told).await;
    let browser = Browser::new(&app.url);
    let page = browser.open("/").await;
    for address in parts(&page.html) {
        let answer = browser.get(&address).await;
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        let kept = answer.headers()["cache-control"].to_str().unwrap();
        assert_eq!(kept, "public, max-age=31536000, immutable");
        assert_eq!(answer.headers()[VARY], "Accept-Encoding");
        assert!(
            answer.headers().get(CONTENT_ENCODING).is_none(),
            "nobody asked for it"
        );
        // Another release's page, or another node's.
        let (_, name) = address.rsplit_once('/').unwrap();
        let other = browser
            .get(&format!("/static/0123456789abcdef/{name}"))
            .await;
        assert_eq!(other.headers()["cache-control"], "public, max-age=60");
        let tag = answer.headers()[ETAG].clone();
        assert_eq!(other.headers()[ETAG], tag);
        assert_eq!(other.bytes().await.unwrap(), answer.bytes().await.unwrap());
        let again = browser
            .direct
            .get(browser.absolute(&address))
            .header(IF_NONE_MATCH, tag);
        assert_eq!(
            again.send().await.unwrap().status(),
            StatusCode::NOT_MODIFIED
        );
        let head = browser
            .direct
            .head(browser.absolute(&address))
            .send()
            .await
            .unwrap();
        assert_eq!(head.status(), StatusCode::OK);
        assert!(head.bytes().await.unwrap().is_empty());
    }
    for nothing in [
        "/static/x/README.md",
        "/static/x/nothing.js",
        "/static/style.css",
    ] {
        assert_eq!(
            browser.get(nothing).await.status(),
            StatusCode::NOT_FOUND,
            "{nothing}"
        );
    }
    // A municipality that changes its colour changes every address.
    let other = TestApp::start().await;
    let theirs = Browser::new(&other.url).open("/").await;
    assert!(parts(&page.html).is_disjoint(&parts(&theirs.html)));
    other.finish().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn packed_and_not_it_is_the_same() {
    let app = with(told).await;
    let browser = Browser::new(&app.url);
    let page = browser.open("/").await;
    let sheet = page.attribute("link[rel=stylesheet]", "href").unwrap();
    let plain = browser.get(&sheet).await.bytes().await.unwrap();
    for (accepted, encoding) in [
        ("gzip, deflate, br, zstd", Some("gzip")),
        ("gzip;q=0, identity", None),
        ("br", None),
    ] {
        let request = browser.direct.get(browser.absolute(&sheet));
        let answer = request
            .header(ACCEPT_ENCODING, accepted)
            .send()
            .await
            .unwrap();
        let said = answer.headers().get(CONTENT_ENCODING);
        let said = said.map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(said.as_deref(), encoding, "{accepted}");
        let sent = answer.bytes().await.unwrap();
        if encoding.is_some() {
            let mut unpacked = Vec::new();
            let mut decoder = flate2::read::GzDecoder::new(sent.as_ref());
            std::io::Read::read_to_end(&mut decoder, &mut unpacked).unwrap();
            assert_eq!(unpacked, plain);
        } else {
            assert_eq!(sent, plain);
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_whose_it_is_and_how_to_reach_them() {
    let app = with(told).await;
    let kari = app.sender(0).await;
    for path in ["/", "/verify", "/submissions", "/nowhere"] {
        let page = kari.browser.open(path).await;
        assert_eq!(page.attribute(".site-logo", "alt").unwrap(), "", "{path}");
        assert_eq!(page.attribute(".site-logo", "width").unwrap(), "6000");
        let links: BTreeSet<_> = ["a[href^=tel]", "a[href^=mailto]"]
            .map(|link| page.attribute(&format!("footer {link}"), "href").unwrap())
            .into();
        let expected = ["mailto:post@eksempel.invalid", "tel:+4770000000"];
        assert_eq!(links, expected.map(str::to_owned).into());
        assert!(page.attribute("footer a[href='/help']", "href").is_some());
        assert!(
            page.attribute("footer a[href='/privacy']", "href")
                .is_some()
        );
        // The municipality's own statement stands in the place of ours.
        assert!(
            page.attribute("footer a[href='/accessibility']", "href")
                .is_none()
        );
        assert!(
            page.attribute("footer a[href^='https://uustatus']", "href")
                .is_some()
        );
    }
    let sami = kari.browser.open("/?lang=se").await;
    assert_eq!(
        sami.attribute(".site-contact span[lang]", "lang").unwrap(),
        "se"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_has_told_nothing_has_no_holes_in_its_pages() {
    let app = TestApp::start().await;
    let page = Browser::new(&app.url).open("/").await;
    assert!(page.texts(".site-contact").is_empty());
    assert!(page.texts("footer h2").is_empty());
    assert_eq!(page.attribute(".site-logo", "src"), None);
    assert!(
        page.attribute("footer a[href='/accessibility']", "href")
            .is_some()
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colour_is_the_municipality_s_on_pages_and_on_the_tab() {
    let app = with(|_| Settings {
        colour: Some(Colour::parse("#7a1fa2").unwrap()),
        ..eksempel()
    })
    .await;
    let browser = Browser::new(&app.url);
    let page = browser.open("/").await;
    let shades = page.attribute("link[href$='colour.css']", "href").unwrap();
    let shades = browser.open(&shades).await.html;
    assert!(
        shades.contains("--ds-color-accent-base-default:#7a1fa2;"),
        "{shades}"
    );
    assert!(shades.contains("prefers-color-scheme:dark"));
    let icon = page.attribute("link[rel=icon]", "href").unwrap();
    assert!(browser.open(&icon).await.html.contains("#7a1fa2"));
    assert_eq!(browser.open("/favicon.ico").await.address, icon);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_that_is_opened_runs_nothing() {
    let app = with(told).await;
    let browser = Browser::new(&app.url);
    let page = browser.open("/").await;
    let logo = browser
        .get(&page.attribute(".site-logo", "src").unwrap())
        .await;
    assert_eq!(logo.headers()["content-type"], "image/svg+xml");
    assert_eq!(logo.headers()["x-content-type-options"], "nosniff");
    let policy = logo.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox"),
        "{policy}"
    );
    assert!(!policy.contains("script"), "{policy}");
    assert_eq!(logo.text().await.unwrap(), LOGO);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_chosen_no_language_reads_the_municipality_s() {
    let app = with(|_| Settings {
        language: Locale::Nn,
        ..eksempel()
    })
    .await;
    let browser = Browser::new(&app.url);
    assert_eq!(
        browser.open("/").await.attribute("html", "lang").unwrap(),
        "nn"
    );
    let german = browser
        .direct
        .get(browser.absolute("/"))
        .header("accept-language", "de");
    assert!(
        german
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
            .contains("<html lang=\"nn\"")
    );
    let english = browser
        .direct
        .get(browser.absolute("/"))
        .header("accept-language", "en");
    assert!(
        english
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
            .contains("<html lang=\"en\"")
    );
    app.finish().await;
}

#[test]
fn templates_name_assets_that_are_there_and_never_by_an_address() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    for template in files_below(&root.join("templates")) {
        let text = std::fs::read_to_string(&template).unwrap();
        assert!(!text.contains("\"/static/"), "{}", template.display());
        let addressed = text.split("page.asset(\"").skip(1);
        named.extend(addressed.map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    assert!(named.contains("app.js"));
    let made = ["style.css", "colour.css"];
    for name in named.iter().filter(|name| !made.contains(&name.as_str())) {
        assert!(root.join("static").join(name).is_file(), "{name}");
    }
}
