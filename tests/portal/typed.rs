//! Nothing that was typed is lost: it is saved as it stands, an old page does not undo it, and the session's end
//! does not take it away.

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::support::browser::{Browser, Page, header};
use crate::support::people::{MESSAGE, Sender};
use crate::support::{TestApp, files, holds};

const TITLE: &str = "Klage på granittkanari";

/// What the fields of the message hold on a page.
fn written(page: &Page) -> [String; 3] {
    let value = |selector| page.attribute(selector, "value").unwrap_or_default();
    let comment = page.texts("#comment").pop().unwrap_or_default();
    [value("#title"), comment, value("#email")]
}

/// What a page's script sends while somebody types.
async fn type_on(
    browser: &Browser,
    page: &Page,
    action: &str,
    fields: &[(&str, &str)],
) -> Response {
    let carried = ["csrf", "version", "token"].map(|name| {
        let field = format!("#step-form input[name={name}]");
        (name, page.attribute(&field, "value").unwrap())
    });
    let fields = fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    let form: Vec<_> = carried
        .into_iter()
        .chain(fields)
        .chain([("then", "typing".to_owned())])
        .collect();
    let request = browser.direct.post(browser.absolute(action)).form(&form);
    let request = request.header("Accept", "application/json");
    request.send().await.unwrap()
}

/// A draft whose message is to be written, and its page.
async fn at_the_message(kari: &Sender) -> (String, Page) {
    let submission = kari.begin().await;
    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    let page = kari.browser.open(&format!("{submission}/message")).await;
    (format!("{submission}/message"), page)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_saved_right_or_wrong() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, page) = at_the_message(&kari).await;
    let submission = action.strip_suffix("/message").unwrap();
    let half = [("title", TITLE), ("comment", "a\r\nb"), ("email", "kari@")];
    let answer = type_on(&kari.browser, &page, &action, &half).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: Value = answer.json().await.unwrap();
    assert!(
        answer["said"].as_str().unwrap().starts_with("Lagret kl. "),
        "{answer}"
    );
    // Another page shows it as it was typed, and blames nobody.
    let again = kari.browser.open(&action).await;
    assert_eq!(written(&again), [TITLE, "a b", "kari@"].map(str::to_owned));
    assert_eq!(again.texts(".ds-error-summary li"), [] as [&str; 0]);
    let version = again.attribute("input[name=version]", "value");
    assert_eq!(version.as_deref(), answer["version"].as_str());
    // The list calls it by what was typed, and leads to what is to be done next.
    let list = kari.browser.open("/submissions").await;
    assert_eq!(list.texts(".rows a.ds-link"), [TITLE]);
    assert_eq!(list.attribute(".rows a.ds-link", "href").unwrap(), action);
    // What is checked before sending shows it too, says what is wrong, and nothing is sent.
    kari.attach(submission, &[("brev.pdf", &files::pdf("a"))])
        .await;
    let review = kari.browser.open(&format!("{submission}/review")).await;
    assert_eq!(review.value_of("Tittel").unwrap(), TITLE);
    let wrong = "E-postadressen er ikke riktig. Den skal se ut som navn@eksempel.no.";
    assert_eq!(review.texts(".ds-error-summary li").len(), 1, "{wrong}");
    let href = review.attribute(".ds-error-summary a", "href").unwrap();
    assert_eq!(href, format!("{action}?return=review#email"));
    let refused = kari.press_send(submission).await;
    assert_eq!(refused.address, format!("{submission}/review"));
    assert_eq!(app.count("SELECT COUNT(*) FROM journal_entries").await, 0);
    // It lies sealed.
    let stored = app.database_bytes().await;
    assert!(!holds(&stored, "granittkanari"));
    // Put right, it is sent, and nothing of what was wrong goes along.
    let page = kari.browser.open(&action).await;
    let right = [
        ("title", TITLE),
        ("comment", "a"),
        ("email", "kari@example.no"),
    ];
    let page = kari.browser.submit(&page, &action, &right).await;
    assert_eq!(page.address, format!("{submission}/files"));
    kari.send(submission).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_every_button_saves() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, page) = at_the_message(&kari).await;
    let wrong = [("title", TITLE), ("email", "kari@")];
    let page = kari.browser.submit(&page, &action, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = kari.browser.open(&action).await;
    assert_eq!(
        written(&again),
        [TITLE, "", "kari@"].map(str::to_owned),
        "also with errors"
    );
    // Later …
    let later = [("title", "Senere"), ("email", "kari@"), ("then", "later")];
    let list = kari.browser.submit(&again, &action, &later).await;
    assert_eq!(
        (list.status, list.address.as_str()),
        (StatusCode::OK, "/submissions")
    );
    assert_eq!(list.texts(".ds-alert").len(), 1, "it is told");
    assert_eq!(list.texts(".rows a.ds-link"), ["Senere"]);
    // … and in another language, by a button of the same form.
    let page = kari.browser.open(&action).await;
    let switch = "nav button[form=step-form][name=then]";
    assert_eq!(page.texts(switch).len(), 4);
    assert_eq!(
        page.attribute("header button[form=step-form]", "hidden")
            .as_deref(),
        Some(""),
        "Enter does what Continue does"
    );
    let english = [("title", "Later"), ("email", "kari@"), ("then", "en")];
    let page = kari.browser.submit(&page, &action, &english).await;
    assert_eq!(page.texts("main h1"), ["What is the submission about?"]);
    assert_eq!(written(&page), ["Later", "", "kari@"].map(str::to_owned));
    // The choice of a sender too, with a number that is wrong.
    let sender = action.replace("/message", "/sender");
    let page = kari.browser.open(&sender).await;
    let typo = [("sender", "organisation"), ("organisation_number", "12345")];
    let page = kari.browser.submit(&page, &sender, &typo).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = kari.browser.open(&sender).await;
    assert_eq!(
        page.attribute("#organisation_number", "value").unwrap(),
        "12345"
    );
    assert!(
        page.attribute("#sender-organisation[checked]", "id")
            .is_some()
    );
    let list = kari.browser.open("/submissions").await;
    assert_eq!(list.attribute(".rows a.ds-link", "href").unwrap(), sender);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_page_does_not_undo_what_was_written_after_it() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, first) = at_the_message(&kari).await;
    let second = kari.browser.open(&action).await;
    let mine = [("title", "Den første"), ("email", "kari@example.no")];
    let yours = [("title", "Den andre"), ("email", "kari@example.no")];
    let saved = type_on(&kari.browser, &first, &action, &mine).await;
    assert_eq!(saved.status(), StatusCode::OK);
    let refused = type_on(&kari.browser, &second, &action, &yours).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let told: Value = refused.json().await.unwrap();
    assert_eq!(told["error"], "changed");
    // She who presses the button sees both, and decides.
    let page = kari.browser.submit(&second, &action, &yours).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.value_of("Tittel").unwrap(), "Den første");
    assert_eq!(written(&page)[0], "Den andre");
    assert_eq!(
        page.attribute("#step-form", "data-draft").unwrap(),
        "decide"
    );
    let stored = kari.browser.open(&action).await;
    assert_eq!(
        written(&stored)[0],
        "Den første",
        "nothing is overwritten yet"
    );
    let done = kari.browser.submit(&page, &action, &yours).await;
    assert!(done.address.ends_with("/files"));
    // Pressed twice, the same is said twice.
    let done = kari.browser.submit(&page, &action, &yours).await;
    assert!(done.address.ends_with("/files"));
    // A file that comes in elsewhere has nothing to do with the message.
    let page = kari.browser.open(&action).await;
    let submission = action.strip_suffix("/message").unwrap();
    kari.attach(submission, &[("brev.pdf", &files::pdf("a"))])
        .await;
    let saved = type_on(&kari.browser, &page, &action, &mine).await;
    assert_eq!(saved.status(), StatusCode::OK);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_after_the_session_s_end_is_kept_for_its_owner() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, page) = at_the_message(&kari).await;
    app.advance(Duration::from_mins(31));
    let late = [
        ("title", TITLE),
        ("comment", "kvartskanari"),
        ("email", "kari@"),
    ];
    let refused = kari.browser.submit(&page, &action, &late).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.html.contains("tatt vare på det du hadde fylt ut"));
    assert!(
        !refused.html.contains("kanari"),
        "the page does not show it"
    );
    let back = refused.attribute("main a.ds-button", "href").unwrap();
    let stored = app.database_bytes().await;
    assert!(!holds(&stored, "kvartskanari"), "it lies sealed");
    // Somebody else at the same machine does not get it.
    let ola = app.sender(1).await;
    let other = ola.browser.open(&action).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(!other.html.contains("kanari"));
    // Its owner does, where she was.
    let page = kari.arrive(&back, 0).await;
    assert_eq!(page.address, action);
    assert_eq!(
        written(&page),
        [TITLE, "kvartskanari", "kari@"].map(str::to_owned)
    );
    assert_eq!(page.texts(".ds-alert").len(), 1, "it is told");
    let again = kari.browser.open(&action).await;
    assert_eq!(written(&again)[0], TITLE);
    assert_eq!(again.texts(".ds-alert").len(), 0, "once");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_too_late_does_not_undo_what_was_written_meanwhile() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, old) = at_the_message(&kari).await;
    let telephone = app.sender(0).await;
    app.advance(Duration::from_mins(20));
    let page = telephone.browser.open(&action).await;
    let newer = [("title", "På telefonen"), ("email", "kari@example.no")];
    type_on(&telephone.browser, &page, &action, &newer).await;
    app.advance(Duration::from_mins(20));
    let late = [("title", "På maskinen"), ("email", "kari@example.no")];
    let refused = kari.browser.submit(&old, &action, &late).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    // Wherever she comes back to it.
    let page = telephone.browser.open(&action).await;
    assert_eq!(page.value_of("Tittel").unwrap(), "På telefonen");
    assert_eq!(written(&page)[0], "På maskinen");
    let done = telephone.browser.submit(&page, &action, &late).await;
    assert!(done.address.ends_with("/files"));
    let page = telephone.browser.open(&action).await;
    assert_eq!(written(&page)[0], "På maskinen");
    assert_eq!(page.texts("#changed-heading").len(), 0, "it is decided");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_page_of_the_owner_s_leaves_something_behind() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, page) = at_the_message(&kari).await;
    let kept = "SELECT COUNT(*) FROM submissions WHERE set_aside IS NOT NULL";
    let stranger = Browser::new(&app.url);
    for token in ["", "made-up"] {
        let form = [
            ("csrf", String::new()),
            ("token", token.to_owned()),
            ("title", "Fra Eva".to_owned()),
        ];
        let refused = stranger.post(&action, &form).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(!refused.html.contains("tatt vare på det du hadde"));
    }
    assert_eq!(app.count(kept).await, 0);
    // Ola has logged in where Kari's page still stands open: her text is hers, and he sees nothing of it.
    let ola = app.sender(1).await;
    let refused = ola
        .browser
        .submit(&page, &action, &[("title", TITLE)])
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(app.count(kept).await, 1);
    let page = kari.browser.open(&action).await;
    assert_eq!(written(&page)[0], TITLE);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_aside_is_read_before_anything_is_sent() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let message = format!("{submission}/message");
    let page = kari.browser.open(&message).await;
    let telephone = app.sender(0).await;
    let review = telephone
        .browser
        .open(&format!("{submission}/review"))
        .await;
    // Set aside after the last page was made: what she sees there is not all that she has written.
    let stranger = Browser::new(&app.url);
    let late = ["version", "token"].map(|name| {
        let field = format!("#step-form input[name={name}]");
        (name, page.attribute(&field, "value").unwrap())
    });
    let late = late.into_iter().chain([
        ("csrf", String::new()),
        ("title", TITLE.to_owned()),
        ("email", "kari@example.no".to_owned()),
    ]);
    let refused = stranger.post(&message, &late.collect::<Vec<_>>()).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let send = format!("{submission}/send");
    let held = telephone.browser.submit(&review, &send, &[]).await;
    assert_eq!(held.address, message);
    let back = held.attribute("#step-form input[name=return]", "value");
    assert_eq!(back.unwrap(), "review");
    assert_eq!(written(&held)[0], TITLE);
    assert_eq!(held.texts(".ds-alert").len(), 1, "it is told");
    let late = [("title", TITLE), ("email", "kari@example.no")];
    let review = telephone.browser.submit(&held, &message, &late).await;
    assert_eq!(review.address, format!("{submission}/review"));
    assert!(review.html.contains(TITLE));
    telephone.send(&submission).await;
    let kept = "SELECT COUNT(*) FROM submissions WHERE set_aside IS NOT NULL";
    assert_eq!(app.count(kept).await, 0);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_how_long_a_session_lasts_does_not_keep_it_alive() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let ask = async || -> Value { kari.browser.get("/session").await.json().await.unwrap() };
    let csrf = kari.browser.open("/submissions").await.csrf();
    app.advance(Duration::from_mins(20));
    let told = ask().await;
    assert_eq!(
        (&told["rest"], &told["end"]),
        (&(10 * 60).into(), &(100 * 60).into())
    );
    assert_eq!(
        told["csrf"], csrf,
        "pages from before a new log-in go on with it"
    );
    assert!(!told.to_string().contains("01858910001"));
    app.advance(Duration::from_mins(8));
    assert_eq!(ask().await["rest"], 2 * 60);
    // To stay is a form like any other.
    let stay = |token: String| {
        let form = [("csrf", token)];
        kari.browser
            .direct
            .post(kari.browser.absolute("/session"))
            .form(&form)
            .send()
    };
    assert_eq!(
        stay("wrong".to_owned()).await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
    app.advance(Duration::from_secs(30));
    let told: Value = stay(csrf.clone()).await.unwrap().json().await.unwrap();
    assert_eq!(told["rest"], 30 * 60);
    for _ in 0..3 {
        app.advance(Duration::from_mins(25));
        stay(csrf.clone()).await.unwrap();
    }
    let told = ask().await;
    assert_eq!(
        told["rest"], told["end"],
        "nothing puts off the end of the two hours"
    );
    app.advance(Duration::from_mins(17));
    assert_eq!(ask().await, Value::Null);
    // Another person of the same machine is not the same; the same person is, in every session of hers.
    let mark = |told: &Value| told["person"].as_str().unwrap().to_owned();
    let before = mark(&told);
    kari.log_in(0).await;
    assert_eq!(mark(&ask().await), before);
    kari.log_out().await;
    kari.log_in(1).await;
    assert_ne!(mark(&ask().await), before);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_logs_in_anew_comes_back_with_two_new_hours() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let (action, page) = at_the_message(&kari).await;
    for _ in 0..4 {
        app.advance(Duration::from_mins(28));
        kari.browser.open("/submissions").await;
    }
    let anew = page.attribute("#session-end a", "href").unwrap();
    assert_eq!(
        kari.browser.get("/login").await.status(),
        StatusCode::SEE_OTHER
    );
    let begun = kari.browser.get(&anew).await;
    assert!(
        header(&begun, "location").contains("/authorize"),
        "asked, though still logged in"
    );
    let page = kari.arrive(&anew, 0).await;
    assert_eq!(page.address, action);
    let told: Value = kari.browser.get("/session").await.json().await.unwrap();
    assert_eq!(told["end"], 120 * 60);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_an_answer_comes_back_to_where_she_checks_them() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    let review = format!("{submission}/review");
    let page = kari.browser.open(&review).await;
    let changes: Vec<_> = ["sender", "message"]
        .map(|step| {
            let link = format!(".change a[href*='/{step}?']");
            page.attribute(&link, "href").unwrap()
        })
        .into();
    let [sender, message] = &changes[..] else {
        panic!("{changes:?}")
    };
    let page = kari.browser.open(sender).await;
    let action = format!("{submission}/sender");
    let page = kari
        .browser
        .submit(&page, &action, &[("sender", "person")])
        .await;
    assert_eq!(page.address, review);
    let page = kari.browser.open(message).await;
    let action = format!("{submission}/message");
    let wrong = [("title", ""), ("email", "kari@example.no")];
    let page = kari.browser.submit(&page, &action, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let speak = [("title", ""), ("email", "kari@example.no"), ("then", "nn")];
    let page = kari.browser.submit(&page, &action, &speak).await;
    assert_eq!(page.attribute("html", "lang").unwrap(), "nn");
    let page = kari.browser.submit(&page, &action, &MESSAGE).await;
    assert_eq!(page.address, review, "through errors and another language");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_of_what_was_sent_is_looked_through_page_by_page() {
    let app = TestApp::start().await;
    let kari = app.sender(0).await;
    let first_begun = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
    for _ in 0..20 {
        let submission = kari.prepare(&[("brev.pdf", &files::pdf("a"))]).await;
        kari.send(&submission).await;
    }
    app.clock.advance(Duration::from_mins(1));
    kari.send(&first_begun).await;
    kari.begin().await;
    let links = |page: &Page| page.texts(".rows a[href$='/receipt']").len();
    let page = kari.browser.open("/submissions").await;
    assert_eq!(links(&page), 20);
    let newest = page.attribute(".rows a[href$='/receipt']", "href").unwrap();
    assert_eq!(newest, format!("{first_begun}/receipt"), "sent last");
    let older = page.attribute("a[rel=next]", "href").unwrap();
    assert_eq!(page.attribute("a[rel=prev]", "href"), None);
    let page = kari.browser.open(&older).await;
    assert_eq!(links(&page), 1);
    assert_eq!(page.attribute("a[rel=next]", "href"), None);
    for odd in ["0", "99", "-1", "x"] {
        let page = kari.browser.open(&format!("/submissions?page={odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(links(&page) > 0, "{odd}");
    }
    app.finish().await;
}
