//! Everybody whom a letter is not to, and every link that opens nothing: the same answer to the byte, for the
//! same work.

use std::time::Duration;

use reqwest::{Method, Response, StatusCode};
use sendsikkert::identity::representation::Settings;
use serde_json::json;

use super::{Archive, CASE, ENTRY, KEY, Letter, TITLE, letter, to_organisation, to_person};
use crate::audit::trail;
use crate::representation::{BYGG, KARI, KOMMUNE, MANAGER, MANAGER_ID, finish, parties, portal};
use crate::support::TestApp;
use crate::support::browser::Browser;
use crate::support::people::Sender;
use crate::support::registers::{Organisation, Registers, Service};

/// An answer, but for what belongs to the session and the address that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Answer {
    pub(super) async fn of(response: Response, path: &str) -> Self {
        let status = response.status();
        // The length differs where the address does, which stands in the page.
        let headers = response.headers().iter();
        let headers =
            headers.filter(|(name, _)| !["date", "content-length"].contains(&name.as_str()));
        let neutral = |text: &str| {
            let text = text.replace(path, "/reply/LINK");
            let encoded = path
                .replace('/', "%2F")
                .replace('%', "%25")
                .replace("%252F", "%2F");
            text.replace(&encoded, "%2Freply%2FLINK")
        };
        let mut headers: Vec<_> = headers
            .map(|(name, value)| (name.to_string(), neutral(value.to_str().unwrap())))
            .collect();
        headers.sort();
        let body = response.text().await.unwrap();
        Self {
            status,
            headers,
            body: neutral(&body),
        }
    }
}

/// Something that is tried with a link.
#[derive(Clone, Copy, Debug)]
pub(super) enum Try {
    Open,
    Head,
    AsPerson,
    For(&'static str),
}

impl Try {
    pub(super) async fn at(self, browser: &Browser, (path, csrf): (&str, &str)) -> Answer {
        let method = match self {
            Self::Open => Method::GET,
            Self::Head => Method::HEAD,
            Self::AsPerson | Self::For(_) => Method::POST,
        };
        let request = browser.direct.request(method, browser.absolute(path));
        let request = match self {
            Self::Open | Self::Head => request,
            Self::AsPerson => request.form(&[("csrf", csrf), ("sender", "person")]),
            Self::For(number) => request.form(&[
                ("csrf", csrf),
                ("sender", "organisation"),
                ("organisation_number", number),
            ]),
        };
        Answer::of(request.send().await.unwrap(), path).await
    }
}

/// Links that were never in a letter, and what nobody takes for one.
pub(super) fn made_up() -> Vec<String> {
    let tokens = [
        "0000-0000-0000-0000-0000",
        "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ",
        "zzzzzzzzzzzzzzzzzzzz",
        "x",
        "-",
        "K7QM-3TXV",
        "0000-0000-0000-0000-0000-0000-0000-0000",
    ];
    tokens.map(|token| format!("/reply/{token}")).to_vec()
}

/// What can't stand in an address of ours as it is: the page's own address is another.
const MISSHAPEN: [&str; 4] = ["%FF%FE", "a%20b", "%3Cscript%3E", "a%2Fb"];

/// Letters that are to others, or were: what each would be, if it opened.
async fn letters(app: &TestApp, archive: &Archive, own: &serde_json::Value) -> Vec<Letter> {
    let hour = app.clock.now().after(Duration::from_hours(1)).rfc3339();
    let expired = archive.register(&letter(own, &hour)).await;
    let revoked = archive.invite(app, own).await;
    archive.revoke(&revoked).await;
    app.advance(Duration::from_hours(2));
    vec![
        archive.invite(app, &to_person(KARI)).await,
        archive.invite(app, &to_organisation(KOMMUNE)).await,
        archive.invite(app, &to_organisation("974760673")).await,
        expired,
        revoked,
    ]
}

/// How much was done: entries in the audit trail, submissions, and what the registers were asked.
async fn work(app: &TestApp, registers: &Registers) -> Vec<i64> {
    let mut done = vec![
        app.count("SELECT COUNT(*) FROM audit").await,
        app.count("SELECT COUNT(*) FROM submissions").await,
    ];
    for service in [
        Service::Enhetsregisteret,
        Service::Maskinporten,
        Service::Exchange,
        Service::Parties,
        Service::Contact,
    ] {
        done.push(i64::try_from(registers.calls(service).len()).unwrap());
    }
    done
}

/// What is in no answer to anybody else.
pub(super) fn tells_nothing(text: &str) -> bool {
    ![TITLE, CASE, ENTRY, KEY, KARI, "basaltkanari"]
        .iter()
        .any(|secret| text.contains(secret))
}

/// Tries everything with every link, and holds each answer and its work against the first link's.
async fn all_are_the_same(
    (app, registers): (&TestApp, &Registers),
    visitor: &Sender,
    (paths, tries): (&[String], &[Try]),
) {
    let csrf = visitor.browser.open("/submissions").await.csrf();
    for one in tries {
        // What is fetched once, such as a token of Maskinporten's, is not counted.
        one.at(&visitor.browser, (&paths[0], &csrf)).await;
        let mut all = Vec::new();
        for path in paths {
            let before = work(app, registers).await;
            let answer = one.at(&visitor.browser, (path, &csrf)).await;
            let after = work(app, registers).await;
            let done: Vec<_> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
            all.push((answer, done));
        }
        assert_same(*one, paths, &all);
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 0);
}

/// Answers and work that tell no link from another.
fn assert_same(one: Try, paths: &[String], all: &[(Answer, Vec<i64>)]) {
    let is_read = matches!(one, Try::Open | Try::Head);
    let status = if is_read { 200 } else { 422 };
    assert_eq!(all[0].0.status.as_u16(), status, "{one:?}");
    for (path, seen) in paths.iter().zip(all) {
        assert!(tells_nothing(&seen.0.body), "{one:?} {path}");
        assert_eq!(seen, &all[0], "{one:?} {path}");
    }
}

/// Nothing in the audit trail names the letter.
async fn the_trail_tells_nothing(app: &TestApp) {
    let (entries, _) = trail(app).await;
    let mut represented = 0;
    for entry in entries.iter().filter(|entry| entry.action == "represent") {
        represented += 1;
        let object = entry.detail.object.clone().unwrap();
        assert!(
            ["reply", "reply 313001016", "reply 313001008"].contains(&object.as_str()),
            "{object}"
        );
    }
    assert!(represented > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_learns_nothing_where_organisations_are_declared() {
    let (app, registers) = portal(Settings::Declared, false).await;
    for number in [BYGG, KOMMUNE] {
        let known = (number.to_owned(), Organisation::Main);
        registers.book().organisations.insert(known.0, known.1);
    }
    let archive = Archive::of(&app);
    // Ola's own letters, too, as long as they are closed.
    let letters = letters(&app, &archive, &to_person("14908310072")).await;
    let mut paths = made_up();
    paths.extend(letters.into_iter().map(|letter| letter.path));
    let ola = app.sender(1).await;
    let tries = [
        Try::Open,
        Try::Head,
        Try::AsPerson,
        Try::For(BYGG),
        Try::For("999999999"),
        Try::For("313001017"),
        Try::For("12"),
        Try::For(""),
    ];
    all_are_the_same((&app, &registers), &ola, (&paths, &tries)).await;
    registers.answers(Service::Enhetsregisteret, 503, "down");
    // Who says so may act, and the letter still is to another.
    all_are_the_same((&app, &registers), &ola, (&paths, &[Try::For(BYGG)])).await;
    the_trail_tells_nothing(&app).await;
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_learns_nothing_where_altinn_lists_organisations() {
    let (app, registers) = portal(Settings::Altinn, false).await;
    let listed = parties();
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), listed);
    let archive = Archive::of(&app);
    // The closed ones are to the very organisation that she may act for.
    let letters = letters(&app, &archive, &to_organisation(BYGG)).await;
    let mut paths = made_up();
    paths.extend(letters.into_iter().map(|letter| letter.path));
    let manager = app.sender(MANAGER).await;
    // Of the second she has no right, though a letter is to it.
    let tries = [
        Try::Open,
        Try::Head,
        Try::AsPerson,
        Try::For(BYGG),
        Try::For(KOMMUNE),
        Try::For("12"),
    ];
    all_are_the_same((&app, &registers), &manager, (&paths, &tries)).await;
    // An open one to an organisation of hers shows nothing, either, until she has said which.
    let open = archive.invite(&app, &to_organisation(BYGG)).await;
    paths.push(open.path);
    all_are_the_same(
        (&app, &registers),
        &manager,
        (&paths, &[Try::Open, Try::For(KOMMUNE)]),
    )
    .await;
    registers.answers(Service::Parties, 503, "down");
    let tries = [Try::Open, Try::Head, Try::AsPerson, Try::For(BYGG)];
    all_are_the_same((&app, &registers), &manager, (&paths, &tries)).await;
    the_trail_tells_nothing(&app).await;
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_logged_in_is_led_to_log_in_whatever_the_link() {
    let (app, registers) = portal(Settings::Declared, false).await;
    let archive = Archive::of(&app);
    let letters = letters(&app, &archive, &to_person(KARI)).await;
    let mut paths = made_up();
    paths.extend(letters.into_iter().map(|letter| letter.path));
    let nobody = Browser::new(&app.url);
    for one in [Try::Open, Try::Head, Try::AsPerson, Try::For(BYGG)] {
        let mut first = None;
        for path in &paths {
            let answer = one.at(&nobody, (path, "")).await;
            assert!(tells_nothing(&answer.body));
            // A page that was refused names the request.
            let body = answer.body.split("request-id").next().unwrap().to_owned();
            let answer = Answer { body, ..answer };
            assert_eq!(
                &answer,
                first.get_or_insert(answer.clone()),
                "{one:?} {path}"
            );
        }
        let status = first.unwrap().status.as_u16();
        assert!([303, 401].contains(&status), "{status}");
    }
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_link_at_all_looks_like_one_that_opens_nothing() {
    let app = TestApp::start().await;
    let ola = app.sender(1).await;
    let csrf = ola.browser.open("/submissions").await.csrf();
    let text = |body: &str| {
        let html = scraper::Html::parse_document(body);
        let main = scraper::Selector::parse("main").unwrap();
        let main = html.select(&main).next().unwrap();
        main.text().collect::<String>()
    };
    for one in [Try::Open, Try::Head, Try::AsPerson, Try::For(BYGG)] {
        let usual = one.at(&ola.browser, (&made_up()[0], &csrf)).await;
        let long = "x".repeat(2_000);
        for token in MISSHAPEN.into_iter().chain([long.as_str()]) {
            let path = format!("/reply/{token}");
            let answer = one.at(&ola.browser, (&path, &csrf)).await;
            assert_eq!(
                (answer.status, &answer.headers),
                (usual.status, &usual.headers),
                "{path}"
            );
            if !matches!(one, Try::Head) {
                assert_eq!(text(&answer.body), text(&usual.body), "{path}");
            }
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 0);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_s_own_form_is_no_key_for_somebody_else() {
    let app = TestApp::start().await;
    let archive = Archive::of(&app);
    let hers = archive.invite(&app, &to_person(KARI)).await;
    let kari = app.sender(0).await;
    let csrf = kari.browser.open(&hers.path).await.csrf();
    let ola = app.sender(1).await;
    let answer = Try::AsPerson.at(&ola.browser, (&hers.path, &csrf)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(tells_nothing(&answer.body));
    // Nor does she answer for an organisation with a letter that is to herself.
    let told = [("organisation_number", BYGG), ("sender", "organisation")];
    let fields: Vec<_> = told.map(|(name, value)| (name, value.to_owned())).to_vec();
    let fields = [fields, vec![("csrf", csrf)]].concat();
    let page = kari.browser.post(&hers.path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tells_nothing(&page.html));
    assert_eq!(app.count("SELECT COUNT(*) FROM submissions").await, 0);
    assert_eq!(archive.show(&hers).await["replies"], json!(0));
    app.finish().await;
}
