//! The privacy page is true of the program.

use std::collections::BTreeSet;
use std::path::Path;

use sendsikkert::identity::provider::Acr;
use sendsikkert::submission::retention;

use super::visited;
use crate::representation::{MANAGER, chosen, portal_with_ansattporten};
use crate::support::browser::Browser;
use crate::support::people::Sender;
use crate::support::{TestApp, Wishes, eksempel, files, files_below};

#[tokio::test(flavor = "multi_thread")]
async fn the_times_are_those_of_the_configuration() {
    let (app, browser) = visited(Wishes {
        retention: retention::Settings {
            draft_days: 11,
            draft_warning_days: 3,
            acknowledged_days: 1,
            receipt_days: 222,
            audit_days: 333,
        },
        ..Wishes::default()
    })
    .await;
    for (language, terms) in [
        (
            "nb",
            [
                ("Det du ikke sender", "11 dager"),
                ("Krypterte dokumenter som arkivet har svart på", "Én dag"),
                ("Det du fylte ut, kvitteringen og status", "222 dager"),
                ("Sporingsloggen", "333 dager"),
                ("Hvem et brev med svarlenke er til", "90 dager"),
                ("Innloggingen", "30 minutter uten bruk, og høyst 2 timer"),
            ],
        ),
        (
            "en",
            [
                ("What you do not send", "11 days"),
                (
                    "Encrypted documents that the archive has answered",
                    "One day",
                ),
                ("What you filled in, the receipt and the status", "222 days"),
                ("The audit trail", "333 days"),
                ("Whom a letter with a reply link is to", "90 days"),
                (
                    "Being logged in",
                    "30 minutes without use, and 2 hours at most",
                ),
            ],
        ),
    ] {
        let page = browser.open(&format!("/privacy?lang={language}")).await;
        for (term, time) in terms {
            let said = page.value_of(term).expect(term);
            assert!(said.starts_with(time), "{term}: {said}");
        }
    }
    // The others have the same figures.
    for language in ["nn", "se"] {
        let page = browser.open(&format!("/privacy?lang={language}")).await;
        let said = page.texts("dl").concat();
        for figure in ["11", "222", "333", "90", "30"] {
            assert!(said.contains(figure), "{language} {figure}: {said}");
        }
    }
    for path in ["/", "/help"] {
        let said = browser.open(&format!("{path}?lang=nb")).await;
        let said = said.texts("main").concat();
        assert!(said.contains("når det er gått 11 dager"), "{path}: {said}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_protection_officer_is_named_where_there_is_one() {
    let with_officer = |_: &Path| {
        let mut municipality = eksempel();
        let officer = &mut municipality.data_protection_officer;
        officer.email = Some("personvern@eksempel.kommune.no".to_owned());
        municipality
    };
    for (municipality, named) in [(Some(with_officer as fn(&Path) -> _), 1), (None, 0)] {
        let (app, browser) = visited(Wishes {
            municipality,
            ..Wishes::default()
        })
        .await;
        let page = browser.open("/privacy").await;
        let mail = page.texts("main a[href=\"mailto:personvern@eksempel.kommune.no\"]");
        assert_eq!(mail.len(), named);
        let heading = "Personvernombudet".to_owned();
        assert_eq!(page.texts("h2").contains(&heading), named == 1);
        app.finish().await;
    }
}

/// Which cookies a browser holds at each step of its way.
#[derive(Default)]
struct Seen(BTreeSet<String>);

impl Seen {
    fn look(&mut self, browser: &Browser) {
        let cookies = browser.cookies();
        let names = cookies
            .split("; ")
            .filter_map(|cookie| cookie.split_once('='));
        // The provider in the tests stands on the same host, and browsers don't tell ports apart.
        let ours = names.filter(|(name, _)| *name != "idporten-simulator");
        self.0.extend(ours.map(|(name, _)| name.to_owned()));
    }

    /// Holds them against what the page says.
    async fn are_named(&self, app: &TestApp) -> Vec<String> {
        let page = Browser::new(&app.url).open("/privacy").await;
        let named = page.texts("#cookies ~ dl dt code");
        for cookie in &self.0 {
            assert!(
                named.iter().any(|name| is_called(cookie, name, &named)),
                "{cookie}: {named:?}"
            );
        }
        named
    }
}

/// The one thing that a script keeps, and under which name.
const STORED: &str = "session-end-warning";

#[tokio::test(flavor = "multi_thread")]
async fn what_scripts_keep_in_the_browser_is_named() {
    let (app, browser) = visited(Wishes::default()).await;
    let page = browser.open("/privacy").await;
    assert!(
        page.texts("#cookies ~ dl dt code")
            .contains(&STORED.to_owned())
    );
    let scripts = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("static"));
    let mut kept = Vec::new();
    for script in scripts
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "js"))
    {
        let text = std::fs::read_to_string(script).unwrap();
        for way in [
            "localStorage",
            "indexedDB",
            "caches.",
            "document.cookie",
            "cookieStore",
        ] {
            assert!(!text.contains(way), "{}: {way}", script.display());
        }
        for write in text.split("sessionStorage.setItem(").skip(1) {
            let name = write.split(',').next().unwrap();
            let value = format!("const {name} = \"{STORED}\";");
            assert!(text.contains(&value), "{}: {name}", script.display());
            kept.push(name.to_owned());
        }
    }
    assert_eq!(kept.len(), 1, "{kept:?}");
    app.finish().await;
}

/// Whether a name on the page means a cookie: one that ends in … is the beginning of all that have none of
/// their own.
fn is_called(cookie: &String, name: &str, named: &[String]) -> bool {
    match name.strip_suffix('…') {
        Some(beginning) => cookie.starts_with(beginning) && !named.contains(cookie),
        None => cookie == name,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cookie_of_a_whole_journey_is_named_and_no_other() {
    let (app, browser) = visited(Wishes {
        identity: Some(|settings| {
            settings.acr = Acr::Substantial;
            settings.acr_to_send = Some(Acr::High);
        }),
        ..Wishes::default()
    })
    .await;
    let mut seen = Seen::default();
    for path in super::PUBLIC {
        browser.open(path).await;
        seen.look(&browser);
    }
    assert!(seen.0.is_empty(), "who only reads gets none: {:?}", seen.0);
    browser.open("/?lang=nb").await;
    let kari = Sender { browser };
    let asked = kari.browser.open("/login").await;
    seen.look(&kari.browser);
    kari.choose(&asked, 0).await;
    seen.look(&kari.browser);
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    seen.look(&kari.browser);
    // Led to log in once more, to send.
    kari.browser.get("/login?to=send").await;
    seen.look(&kari.browser);
    kari.press_send(&submission).await;
    seen.look(&kari.browser);
    kari.browser.open(&format!("{submission}/receipt")).await;
    kari.log_out().await;
    seen.look(&kari.browser);
    assert!(seen.0.len() > 3, "{:?}", seen.0);
    let named = seen.are_named(&app).await;
    for name in named.iter().filter(|name| *name != STORED) {
        let mut cookies = seen.0.iter();
        assert!(
            cookies.any(|cookie| is_called(cookie, name, &named)),
            "{name} is not set"
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_of_ansattporten_is_named_where_it_is_set() {
    let (app, ansattporten) = portal_with_ansattporten().await;
    let mut seen = Seen::default();
    let manager = app.sender(MANAGER).await;
    manager.browser.open("/?lang=nb").await;
    let submission = manager.begin().await;
    ansattporten.say(chosen("313001016"));
    let form = [("sender", "organisation")];
    let asked = manager.fill(&submission, "sender", &form).await;
    seen.look(&manager.browser);
    manager.choose(&asked, MANAGER).await;
    seen.look(&manager.browser);
    seen.are_named(&app).await;
    assert!(seen.0.contains("ansattporten"), "{:?}", seen.0);
    ansattporten.server.stop(false).await;
    app.finish().await;
}
