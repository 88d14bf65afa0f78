//! Sessions: how they begin, what keeps them alive, what ends them, and what they are good for.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Response, StatusCode};
use sendsikkert::identity::provider::Acr;
use sendsikkert::simulator::Endpoint;
use serde_json::json;

use crate::support::browser::{Browser, Page, header};
use crate::support::idporten::{Wayward, lack, until};
use crate::support::people::{MESSAGE, Sender, receipt};
use crate::support::{TestApp, Wishes, files, holds};

/// The cookie of a browser's session.
fn session_of(browser: &Browser) -> String {
    let cookies = browser.cookies();
    let mut cookies = cookies.split("; ");
    cookies
        .find(|cookie| cookie.starts_with("session="))
        .expect("nobody is logged in")
        .to_owned()
}

/// A page, asked for with a cookie that was copied from somewhere.
async fn with_cookie(app: &TestApp, path: &str, cookie: &str) -> Response {
    let browser = Browser::new(&app.url);
    let request = browser
        .direct
        .get(browser.absolute(path))
        .header("Cookie", cookie);
    request.send().await.unwrap()
}

async fn is_in(sender: &Sender) -> bool {
    sender.browser.get("/submissions").await.status() == StatusCode::OK
}

#[tokio::test(flavor = "multi_thread")]
async fn each_log_in_makes_a_new_session_and_ends_the_one_before() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let planted = session_of(&kari.browser);
    // Eve has planted her own session in Ola's browser.
    let ola = Sender::new(&app.url);
    ola.browser.plant(&planted);
    let begun = ola.browser.get("/login").await;
    assert_eq!(
        header(&begun, "location"),
        "/submissions",
        "logged in as somebody: nothing to do"
    );
    app.advance(Duration::from_mins(31));
    ola.log_in(1).await;
    assert_ne!(session_of(&ola.browser), planted);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM sessions").await,
        1,
        "the old row is gone"
    );
    let answer = with_cookie(&app, "/submissions", &planted).await;
    assert_eq!(
        answer.status(),
        StatusCode::SEE_OTHER,
        "the old cookie opens nothing"
    );
    // A value that was never given out is not taken either.
    let made_up = format!("session={}", "A".repeat(43));
    let answer = with_cookie(&app, "/submissions", &made_up).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_s_cookie_is_closed_to_scripts_and_to_other_sites() {
    let (app, wayward) = Wayward::portal(Wishes {
        public_url: Some("https://send.eksempel.kommune.no"),
        ..Wishes::default()
    })
    .await;
    let browser = Browser::new(&app.url);
    let begun = browser.get("/login").await;
    let (attempt, _) = header(&begun, "set-cookie").split_once(';').unwrap();
    let choice = [("person", "01858910001")];
    let chosen = browser
        .direct
        .post(header(&begun, "location"))
        .form(&choice);
    let back = chosen.send().await.unwrap();
    let back = url::Url::parse(header(&back, "location")).unwrap();
    assert_eq!(back.host_str(), Some("send.eksempel.kommune.no"));
    let path = format!("{}?{}", back.path(), back.query().unwrap());
    let answer = with_cookie(&app, &path, attempt).await;
    let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
    let cookies: Vec<_> = cookies
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    let session = cookies
        .iter()
        .find(|cookie| cookie.starts_with("__Host-session="))
        .unwrap();
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(session.contains(attribute), "{session}");
    }
    assert!(
        !session.contains("Domain") && !session.contains("Max-Age"),
        "{session}"
    );
    let used = cookies
        .iter()
        .find(|cookie| cookie.starts_with("__Host-login-"))
        .unwrap();
    assert!(used.contains("Max-Age=0"), "the attempt is used up: {used}");
    assert_eq!(wayward.calls(Endpoint::Token), 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_hour_of_rest_or_two_hours_of_work_end_a_session() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    for _ in 0..5 {
        app.advance(Duration::from_mins(20));
        assert!(is_in(&kari).await);
    }
    app.advance(Duration::from_mins(20));
    assert_eq!(
        kari.browser.open("/submissions").await.address,
        "/authorize",
        "two hours"
    );
    kari.log_in(0).await;
    app.advance(Duration::from_mins(29));
    assert!(is_in(&kari).await);
    app.advance(Duration::from_mins(30));
    assert_eq!(
        kari.browser.open("/submissions").await.address,
        "/authorize",
        "half an hour"
    );
    app.app.sweep().await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM sessions").await, 0, "swept");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hours_count_from_when_she_proved_who_she_is() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    wayward.claim(|c| c["auth_time"] = json!(c["auth_time"].as_i64().unwrap() - 100 * 60));
    let kari = app.sender(0).await;
    app.advance(Duration::from_mins(19));
    assert!(is_in(&kari).await);
    app.advance(Duration::from_mins(1));
    assert!(
        !is_in(&kari).await,
        "a hundred minutes at another service, and twenty here"
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_log_out_the_old_cookie_opens_nothing() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let cookie = kari.browser.cookies();
    let page = kari.log_out().await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::OK, "/logout/callback")
    );
    let answer = with_cookie(&app, "/submissions", &cookie).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(header(&answer, "location").starts_with("/login"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_logged_in_at_another_service_is_not_asked_again() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let cookies = kari.browser.cookies();
    let sign_on = cookies
        .split("; ")
        .find(|cookie| !cookie.starts_with("session="));
    // The same browser as it is after another service: the provider knows it, and we don't.
    let elsewhere = Browser::new(&app.url);
    elsewhere.plant(sign_on.unwrap());
    app.advance(Duration::from_mins(20));
    let page = elsewhere.open("/submissions").await;
    assert_eq!(
        (page.status, page.address.as_str()),
        (StatusCode::OK, "/submissions")
    );
    let claims = wayward.claimed();
    let between = claims["iat"].as_i64().unwrap() - claims["auth_time"].as_i64().unwrap();
    assert_eq!(between, 20 * 60, "she proved herself at the other one");
    app.finish().await;
}

/// How often SQLite has committed: frames of its write-ahead log that end a transaction (sqlite.org,
/// "WAL file format"). Nothing on PostgreSQL.
fn commits(app: &TestApp) -> Option<usize> {
    let wal = std::fs::read(app.folder.path().join("portal.db-wal")).ok()?;
    let word = |at: usize| u32::from_be_bytes(wal[at..at + 4].try_into().unwrap());
    let page = usize::try_from(word(8)).unwrap();
    let frames = (32..wal.len()).step_by(24 + page);
    let of_this_log = frames.filter(|at| wal[at + 8..at + 16] == wal[16..24]);
    Some(of_this_log.filter(|at| word(at + 4) > 0).count())
}

#[tokio::test(flavor = "multi_thread")]
async fn from_log_in_to_the_first_page_takes_two_calls_and_one_commit() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    app.sender(1).await;
    let endpoints = [
        Endpoint::Metadata,
        Endpoint::Keys,
        Endpoint::Par,
        Endpoint::Token,
    ];
    let calls = || endpoints.map(|endpoint| wayward.calls(endpoint));
    let (called, committed) = (calls(), commits(&app));
    app.sender(0).await;
    let [metadata, keys, par, token] = called;
    assert_eq!(calls(), [metadata, keys, par + 1, token + 1]);
    assert_eq!(commits(&app), committed.map(|commits| commits + 1));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_its_session_and_is_shown_to_its_own_person_alone() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("karis-vedlegg.pdf", &files::pdf("a"))])
        .await;
    app.advance(Duration::from_mins(31));
    // Ola sits down at the same machine, in the same browser.
    kari.log_in(1).await;
    let page = kari.browser.open("/submissions").await;
    assert!(!page.html.contains("Klage på vedtak"));
    for step in [
        "", "/sender", "/message", "/files", "/review", "/receipt", "/delete",
    ] {
        let page = kari.browser.open(&format!("{submission}{step}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
        assert!(!page.html.contains("Klage på vedtak") && !page.html.contains("karis-vedlegg"));
    }
    kari.log_out().await;
    kari.log_in(0).await;
    let page = kari.browser.open(&format!("{submission}/review")).await;
    assert!(page.html.contains("Klage på vedtak") && page.html.contains("karis-vedlegg.pdf"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_send_may_take_a_stronger_log_in_which_leads_back_to_the_same_draft() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| {
            settings.acr = Acr::Substantial;
            settings.acr_to_send = Some(Acr::High);
        }),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    assert_eq!(wayward.pushed()["acr_values"], "idporten-loa-substantial");
    let page = kari.browser.open("/submissions").await;
    let weak = page.csrf();
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    // The button, pressed without the page that leads to it.
    let form = [("csrf", weak)];
    let send = kari.browser.absolute(&format!("{submission}/send"));
    let answer = kari
        .browser
        .direct
        .post(send)
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "no redirect to elsewhere");
    let page = Page::of(answer).await;
    let review = format!("{submission}/review");
    let told = format!("{review}?not-sent");
    let escaped: String = url::form_urlencoded::byte_serialize(told.as_bytes()).collect();
    let onward = format!("/login?return_to={escaped}&to=send");
    assert_eq!(page.attribute("main a.ds-button", "href"), Some(onward));
    assert_eq!(app.count("SELECT COUNT(*) FROM journal_entries").await, 0);
    // A provider that does not do what it is asked for does not get her further.
    wayward.claim(|c| c["acr"] = json!("idporten-loa-substantial"));
    let page = kari.arrive(&review, 0).await;
    assert_eq!(page.address, "/login/too-low");
    wayward.behave();
    kari.browser.open(&format!("{}/logout", app.issuer)).await;
    let page = kari.arrive(&review, 0).await;
    assert_eq!((page.status, &page.address), (StatusCode::OK, &review));
    assert_eq!(wayward.pushed()["acr_values"], "idporten-loa-high");
    receipt(
        &kari
            .browser
            .submit(&page, &format!("{submission}/send"), &[])
            .await,
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_send_may_take_a_fresh_log_in_and_an_old_one_does_not_count() {
    let (app, wayward) = Wayward::portal(Wishes {
        identity: Some(|settings| settings.fresh_minutes_to_send = Some(5)),
        ..Wishes::default()
    })
    .await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    let review = format!("{submission}/review");
    assert_eq!(
        kari.browser.open(&review).await.address,
        review,
        "fresh enough"
    );
    app.advance(Duration::from_mins(6));
    let page = kari.browser.open(&review).await;
    assert_eq!(page.address, "/authorize", "single sign-on does not count");
    assert_eq!(wayward.pushed()["prompt"], "login");
    // A provider that brings back the old authentication all the same.
    wayward.claim(|c| c["auth_time"] = json!(c["auth_time"].as_i64().unwrap() - 360));
    assert_eq!(kari.arrive(&review, 0).await.address, "/login/failed");
    wayward.claim(|c| lack(c, "auth_time"));
    assert_eq!(
        kari.arrive(&review, 0).await.address,
        "/login/failed",
        "nor one without a time"
    );
    wayward.behave();
    let page = kari.arrive(&review, 0).await;
    assert_eq!((page.status, &page.address), (StatusCode::OK, &review));
    receipt(
        &kari
            .browser
            .submit(&page, &format!("{submission}/send"), &[])
            .await,
    );
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_steals_the_database_and_the_store_has_nobody_s_session_and_nobody_s_number() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let submission = kari
        .prepare(&[("filnavnkanari.pdf", &files::pdf("innholdskanari"))])
        .await;
    kari.send(&submission).await;
    app.work().await;
    let claims = wayward.claimed();
    let id_token = wayward.handed_out()["id_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let session = session_of(&kari.browser);
    let mut secrets: Vec<&str> = ["pid", "sid", "sub", "nonce"]
        .iter()
        .map(|name| claims[name].as_str().unwrap())
        .collect();
    secrets.extend(id_token.split('.'));
    secrets.extend([
        "filnavnkanari",
        "innholdskanari",
        "kari@example.no",
        "Klage på vedtak",
    ]);
    secrets.extend([
        "127.0.0.1",
        "TestID",
        session.trim_start_matches("session="),
    ]);
    let mut stolen = app.database_bytes().await;
    for blob in app.blobs() {
        stolen.extend(std::fs::read(blob).unwrap());
    }
    for secret in secrets {
        assert!(!holds(&stolen, secret), "{secret}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_stands_in_no_address_no_title_and_no_mail() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    for step in ["sender", "message", "files", "review", "delete"] {
        let page = kari.browser.get(&format!("{submission}/{step}")).await;
        assert!(!page.url().as_str().contains("01858910001"));
        let page = crate::support::browser::Page::of(page).await;
        assert!(
            !page.texts("title").join("").contains("01858910001"),
            "{step}"
        );
        assert!(!page.html.contains("href=\"01858910001"), "{step}");
    }
    kari.send(&submission).await;
    app.work().await;
    for mail in app.mails() {
        assert!(
            !mail.contains("01858910001") && !mail.contains("Kari Eksempel"),
            "{mail}"
        );
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_without_a_session_is_told_so_and_not_led_to_another_site() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    app.advance(Duration::from_mins(31));
    let script = |accept: &'static str| {
        HeaderMap::from_iter([
            (
                "sec-fetch-mode".parse().unwrap(),
                HeaderValue::from_static("cors"),
            ),
            (
                "sec-fetch-site".parse().unwrap(),
                HeaderValue::from_static("same-origin"),
            ),
            ("accept".parse().unwrap(), HeaderValue::from_static(accept)),
        ])
    };
    let files = kari.browser.absolute(&format!("{submission}/files"));
    for accept in ["*/*", "application/json"] {
        for request in [
            kari.browser.direct.get(&files),
            kari.browser.direct.post(&files),
        ] {
            let answer = request.headers(script(accept)).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{accept}");
            assert_eq!(
                header(&answer, "content-type"),
                "application/json",
                "{accept}"
            );
            assert_eq!(header(&answer, "cache-control"), "no-store");
            assert_eq!(
                answer.text().await.unwrap(),
                r#"{"error":"login_required"}"#
            );
        }
    }
    // A script that shows pages gets one; a person who opens one is led to the log-in.
    let answer = kari.browser.direct.get(&files).headers(script("text/html"));
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert!(header(&answer, "content-type").starts_with("text/html"));
    let answer = kari.browser.get(&format!("{submission}/files")).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    app.finish().await;
}

/// An upload over a raw connection, written piece by piece.
struct Upload(TcpStream);

impl Upload {
    fn begin(app: &TestApp, submission: &str, cookie: &str, csrf: &str) -> Self {
        let host = app.url.trim_start_matches("http://");
        let stream = TcpStream::connect(host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut upload = Self(stream);
        let head = format!(
            "POST {submission}/files HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=grense\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        upload.0.write_all(head.as_bytes()).unwrap();
        let form = format!(
            "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
             --grense\r\nContent-Disposition: form-data; name=\"files\"; filename=\"film.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        assert!(upload.piece(form.as_bytes()));
        upload
    }

    /// Sends a piece; whether the portal still listens.
    fn piece(&mut self, bytes: &[u8]) -> bool {
        let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
        chunk.extend(bytes);
        chunk.extend(b"\r\n");
        match self.0.write_all(&chunk) {
            Ok(()) => true,
            Err(error) => {
                let gone = [ErrorKind::BrokenPipe, ErrorKind::ConnectionReset];
                assert!(gone.contains(&error.kind()), "{error}");
                false
            }
        }
    }

    /// Sends the end, and reads the answer.
    fn end(mut self) -> String {
        self.piece(b"\r\n--grense--\r\n");
        self.0.write_all(b"0\r\n\r\n").unwrap();
        self.answer()
    }

    /// The first line of the answer.
    fn answer(&self) -> String {
        let mut line = String::new();
        BufReader::new(&self.0).read_line(&mut line).unwrap();
        line
    }
}

/// When the session was last seen in use.
async fn seen_at(app: &TestApp) -> i64 {
    app.count("SELECT MAX(seen_at) FROM sessions").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_does_not_end_while_an_upload_flows() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let mut upload = begun_upload(&app, &kari).await;
    for _ in 0..8 {
        app.advance(Duration::from_mins(5));
        assert!(upload.piece(" ".repeat(70_000).as_bytes()));
        let now = app.clock.now().millis();
        until("the upload is not taken for activity", || async {
            seen_at(&app).await == now
        })
        .await;
    }
    let answer = tokio::task::spawn_blocking(move || upload.end())
        .await
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(is_in(&kari).await, "forty minutes later");
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 1);
    app.finish().await;
}

/// An upload of which the first bytes have come in.
async fn begun_upload(app: &TestApp, kari: &Sender) -> Upload {
    let submission = kari.begin().await;
    let page = kari.browser.open(&format!("{submission}/files")).await;
    let cookie = kari.browser.cookies();
    let mut upload = Upload::begin(app, &submission, &cookie, &page.csrf());
    assert!(upload.piece(&files::pdf_of(70_000)));
    until("the upload does not begin", || async {
        !app.blobs().is_empty()
    })
    .await;
    upload
}

/// Goes on with an upload that must not go on.
async fn is_cut(app: &TestApp, mut upload: Upload) {
    let answer = tokio::task::spawn_blocking(move || {
        assert!(upload.piece(" ".repeat(70_000).as_bytes()));
        upload.answer()
    })
    .await
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    until("something of the upload is left", || async {
        app.blobs().is_empty()
    })
    .await;
    assert_eq!(app.count("SELECT COUNT(*) FROM documents").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_cut_when_its_session_is_ended_elsewhere() {
    let (app, wayward) = Wayward::portal(Wishes::default()).await;
    let kari = app.sender(0).await;
    let upload = begun_upload(&app, &kari).await;
    let sid = wayward.claimed()["sid"].as_str().unwrap().to_owned();
    app.app.sessions().end_by_sid(&sid).await.unwrap();
    app.advance(Duration::from_mins(2));
    is_cut(&app, upload).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_rested_for_half_an_hour_does_not_bring_its_session_back() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let upload = begun_upload(&app, &kari).await;
    app.advance(Duration::from_mins(31));
    is_cut(&app, upload).await;
    assert!(!is_in(&kari).await);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_an_organisation_and_three_tabs_of_one_browser_don_t_mix() {
    let app = TestApp::start().await;
    let browser = app.sender(0).await;
    // Kari, for the organisation, in the first tab.
    let first = browser.begin().await;
    let fields = [
        ("sender", "organisation"),
        ("organisation_number", "313 001 016"),
    ];
    let page = browser.fill(&first, "sender", &fields).await;
    assert_eq!(
        page.address,
        format!("{first}/message"),
        "{:?}",
        page.texts(".ds-error-summary li")
    );
    let kept_open = browser.browser.open(&format!("{first}/message")).await;
    browser.log_out().await;
    // Ola, for himself, in the second; a third tab still shows Kari's form.
    browser.log_in(1).await;
    let second = browser.prepare(&[("olas.pdf", &files::pdf("b"))]).await;
    let page = browser
        .browser
        .submit(&kept_open, &format!("{first}/message"), &MESSAGE)
        .await;
    assert_eq!(
        page.status,
        StatusCode::NOT_FOUND,
        "Kari's draft is not Ola's"
    );
    let list = browser.browser.open("/submissions").await;
    assert!(!list.html.contains(&first) && list.html.contains(&second));
    let sent = browser.send(&second).await;
    browser.log_out().await;
    // Kari again: what her open form still sent is told to her before anything else, and Ola's is nowhere.
    browser.log_in(0).await;
    let list = browser.browser.open("/submissions").await;
    assert!(!list.html.contains(&second) && !list.html.contains(&sent.reference));
    let review = format!("{first}/review");
    let page = browser.browser.open(&review).await;
    assert_eq!(page.address, format!("{first}/message"));
    assert_eq!(page.texts(".ds-alert").len(), 1, "it is told");
    let page = browser.browser.open(&review).await;
    assert!(page.html.contains("313 001 016"));
    let wrong = page.texts(".ds-error-summary li");
    assert_eq!(
        wrong.len(),
        1,
        "it is not sent before she has saved it: {wrong:?}"
    );
    for step in ["receipt", "review"] {
        let page = browser.browser.open(&format!("{second}/{step}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    app.finish().await;
}
