//! What programs find at fixed addresses.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use sendsikkert::clock::Instant;

use super::{PUBLIC, visited};
use crate::matrix::TABLE;
use crate::support::browser::{Browser, header};
use crate::support::{TestApp, Wishes, eksempel};

fn with_contact() -> Wishes {
    let told = |_: &Path| {
        let mut municipality = eksempel();
        municipality.security_contact = Some("mailto:sikkerhet@eksempel.kommune.no".to_owned());
        municipality
    };
    Wishes {
        municipality: Some(told),
        ..Wishes::default()
    }
}

/// The fields of a security.txt as RFC 9116 writes them: `name: value`, each line ended, nothing else.
async fn security_txt(app: &TestApp) -> BTreeMap<String, String> {
    let answer = Browser::new(&app.url)
        .get("/.well-known/security.txt")
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8");
    let text = answer.text().await.unwrap();
    assert!(text.ends_with('\n') && text.is_ascii(), "{text}");
    let mut fields = BTreeMap::new();
    for line in text.lines() {
        let (name, value) = line.split_once(": ").expect("a name, a colon, a space");
        assert!(
            name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'),
            "{name}"
        );
        assert_eq!(value, value.trim());
        assert_eq!(
            fields.insert(name.to_owned(), value.to_owned()),
            None,
            "{name} twice"
        );
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_a_hole_is_told_whom_to_tell() {
    let (app, browser) = visited(with_contact()).await;
    let fields = security_txt(&app).await;
    assert_eq!(fields["Contact"], "mailto:sikkerhet@eksempel.kommune.no");
    assert_eq!(fields["Preferred-Languages"], "nb, nn, en");
    let canonical = format!("{}/.well-known/security.txt", app.url);
    assert_eq!(fields["Canonical"], canonical);
    let expires = |fields: &BTreeMap<String, String>| {
        Instant::from_rfc3339(&fields["Expires"]).expect("RFC 3339")
    };
    let before = expires(&fields);
    let now = app.clock.now();
    assert!(
        before > now.after(Duration::from_hours(24)),
        "it is good for a while"
    );
    assert!(
        before < now.after(Duration::from_hours(365 * 24)),
        "RFC 9116, 2.5.5"
    );
    // Years later it is still good, without anybody's doing.
    app.advance(Duration::from_hours(3 * 365 * 24));
    let after = expires(&security_txt(&app).await);
    assert!(after > app.clock.now());
    assert_eq!(after.millis() - before.millis(), 3 * 365 * 24 * 3_600_000);

    let moved = browser.get("/security.txt").await;
    assert_eq!(header(&moved, "location"), "/.well-known/security.txt");
    let head = browser.direct.request(Method::HEAD, canonical).send().await;
    let head = head.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    assert_eq!(head.text().await.unwrap(), "");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_anybody_to_tell_there_is_no_security_txt() {
    let (app, browser) = visited(Wishes::default()).await;
    let answer = browser.get("/.well-known/security.txt").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    app.finish().await;
}

/// Whether a path may be read by a search engine: the longest rule that fits decides (RFC 9309, 2.2.2).
fn may_read(robots: &str, path: &str) -> bool {
    let rules = robots.lines().filter_map(|line| line.split_once(": "));
    let fits = |rule: &str| match rule.strip_suffix('$') {
        Some(whole) => path == whole,
        None => path.starts_with(rule),
    };
    let deciding = rules
        .filter(|(verb, rule)| ["Allow", "Disallow"].contains(verb) && fits(rule))
        .max_by_key(|(_, rule)| rule.len());
    deciding.is_none_or(|(verb, _)| verb == "Allow")
}

#[tokio::test(flavor = "multi_thread")]
async fn search_engines_read_the_public_pages_and_nothing_else() {
    let (app, browser) = visited(Wishes::default()).await;
    let answer = browser.get("/robots.txt").await;
    assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8");
    let robots = answer.text().await.unwrap();
    assert!(robots.starts_with("User-agent: *\n"), "{robots}");
    let start = browser.open("/").await;
    let style = start.attribute("link[rel=stylesheet]", "href").unwrap();
    for path in PUBLIC {
        for path in [path.to_owned(), format!("{path}?lang=nn")] {
            assert!(may_read(&robots, &path), "{path}");
        }
    }
    assert!(
        may_read(&robots, &style),
        "pages are judged with their style"
    );
    for (_, pattern, _) in TABLE {
        let is_open = PUBLIC.contains(&pattern) || pattern.starts_with("/static/");
        assert_eq!(may_read(&robots, pattern), is_open, "{pattern}");
    }
    app.finish().await;
}
