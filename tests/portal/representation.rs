//! Acting for an organisation, in each of the three ways, and the contact register.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use reqwest::StatusCode;
use sendsikkert::clock::Clock;
use sendsikkert::identity::provider::Environment;
use sendsikkert::identity::registers as outside;
use sendsikkert::identity::representation::{self, Settings, ansattporten};
use sendsikkert::numbers::{NationalId, OrganisationNumber};
use sendsikkert::simulator::{Behaviour, Endpoint, Registration, Simulator};
use sendsikkert::submission::{Person, Sender as SentFrom, SubmissionId, draft};
use serde_json::{Value, json};

use crate::support::files;
use crate::support::people::{MESSAGE, Sender};
use crate::support::registers::{Organisation, Registers, Service, party, registered};
use crate::support::{START, TestApp, Wishes, key};

pub(crate) const BYGG: &str = "313001016";
pub(crate) const KOMMUNE: &str = "313001008";
const UNKNOWN: &str = "974760673";
/// Kari, number 0 of the simulator's people, and the manager of an organisation, number 3.
pub(crate) const KARI: &str = "01858910001";
pub(crate) const MANAGER: usize = 3;
pub(crate) const MANAGER_ID: &str = "05927110050";

/// A portal beside registers that go by the same clock.
pub(crate) async fn portal(representation: Settings, contact: bool) -> (TestApp, Registers) {
    let clock = Clock::manual(START);
    let registers = Registers::start(&clock);
    let settings = outside::Settings {
        enhetsregisteret: registers.enhetsregisteret_settings(),
        maskinporten: Some(registers.maskinporten_settings()),
        altinn: registers.altinn_settings(),
        contact: contact.then(|| registers.contact_settings()),
    };
    let app = TestApp::start_with(Wishes {
        clock: Some(clock),
        representation: Some(representation),
        registers: Some(settings),
        ..Wishes::default()
    })
    .await;
    (app, registers)
}

pub(crate) fn organisation(number: &str) -> [(&str, &str); 2] {
    [("sender", "organisation"), ("organisation_number", number)]
}

/// The manifest of the one submission that waits, as the archivist reads it.
pub(crate) async fn manifest(app: &TestApp) -> Value {
    let archivist = app.archivist();
    assert!(archivist.pull().await.status.success());
    let folder = archivist.folders().pop().unwrap();
    serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// Everything but the sender.
async fn all_but_the_sender(sender: &Sender) -> String {
    let submission = sender.begin().await;
    sender.fill(&submission, "message", &MESSAGE).await;
    sender
        .attach(&submission, &[("a.pdf", &files::pdf("a"))])
        .await;
    submission
}

pub(crate) async fn finish(app: TestApp, registers: Registers) {
    app.work().await;
    app.finish().await;
    registers.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declared_organisation_is_looked_up_and_marked_as_declared() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Main);
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    let page = kari
        .fill(&submission, "sender", &organisation(UNKNOWN))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("#organisation_number-error")[0].contains("Enhetsregisteret"));
    assert_eq!(
        page.attribute("#organisation_number", "value").as_deref(),
        Some(UNKNOWN),
        "what was typed stands there still"
    );
    registers
        .book()
        .organisations
        .insert(UNKNOWN.to_owned(), Organisation::Deleted);
    let page = kari
        .fill(&submission, "sender", &organisation(UNKNOWN))
        .await;
    assert!(page.texts("#organisation_number-error")[0].contains("slettet"));

    let page = kari
        .fill(&submission, "sender", &organisation("313 001 016"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let review = kari.browser.open(&format!("{submission}/review")).await;
    let shown = review.value_of("Avsender").unwrap();
    assert!(shown.contains("Foretak 313001016") && shown.contains("selv oppgitt"));
    kari.send(&submission).await;
    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["representation"], "declared-unverified");
    assert_eq!(sender["organisation_name"], "Foretak 313001016");
    assert_eq!(sender["acting_national_id"], KARI);
    assert_eq!(sender["evidence"]["known_to_register"], true);
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_down_keeps_nobody_from_sending() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers.answers(Service::Enhetsregisteret, 503, "down");
    let kari = app.sender(0).await;
    let own = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    kari.send(&own).await;
    app.archivist().pull().await;

    let submission = all_but_the_sender(&kari).await;
    let page = kari.fill(&submission, "sender", &organisation(BYGG)).await;
    assert_eq!(page.status, StatusCode::OK);
    app.advance(Duration::from_mins(10));
    kari.send(&submission).await;
    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["representation"], "declared-unverified");
    assert_eq!(sender["evidence"]["known_to_register"], false);
    let folder = app.archivist().folders().pop().unwrap();
    let xml = std::fs::read_to_string(folder.join("arkivmelding.xml")).unwrap();
    assert!(xml.contains("Enhetsregisteret ikke svarte"), "{xml}");
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_deleted_since_is_not_sent_for() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Main);
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    kari.fill(&submission, "sender", &organisation(BYGG)).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Removed);
    app.advance(Duration::from_mins(4));
    let page = kari.press_send(&submission).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts(".ds-error-summary li")[0].contains("slettet"));
    // The draft is as it was, and can go out in her own name.
    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    kari.send(&submission).await;
    finish(app, registers).await;
}

/// What Altinn lists for the manager.
pub(crate) fn parties() -> Value {
    json!([
        party(BYGG, "mine-sider-kommune"),
        party(KOMMUNE, "byggesoknad"),
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn altinn_lists_what_may_be_chosen_and_is_asked_again_at_send() {
    let (app, registers) = portal(Settings::Altinn, false).await;
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), parties());
    let manager = app.sender(MANAGER).await;
    let submission = all_but_the_sender(&manager).await;
    let page = manager.browser.open(&format!("{submission}/sender")).await;
    let listed = page.texts("#organisation_number option");
    assert_eq!(
        listed.len(),
        2,
        "the empty choice and the one with the package: {listed:?}"
    );
    assert!(listed[1].contains("313 001 016"));
    // Nobody gets further than the list by sending something else.
    for number in [KOMMUNE, UNKNOWN] {
        let page = manager
            .fill(&submission, "sender", &organisation(number))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
    }
    let page = manager
        .fill(&submission, "sender", &organisation(BYGG))
        .await;
    assert_eq!(page.status, StatusCode::OK);

    app.advance(Duration::from_mins(4));
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), json!([]));
    let page = manager.press_send(&submission).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts(".ds-error-summary li")[0].contains("ikke registrert"));
    registers.answers(Service::Parties, 503, "down");
    let page = manager.press_send(&submission).await;
    assert!(page.texts(".ds-error-summary li")[0].contains("Akkurat nå"));
    registers.book().trouble.clear();
    registers
        .book()
        .parties
        .insert(MANAGER_ID.to_owned(), parties());
    manager.send(&submission).await;

    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["representation"], "altinn-authorized-parties");
    assert_eq!(
        sender["evidence"]["via"],
        "urn:altinn:accesspackage:mine-sider-kommune"
    );
    assert_eq!(sender["acting_national_id"], MANAGER_ID);
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_represents_nobody_or_asks_while_altinn_is_down_sends_in_her_own_name() {
    let (app, registers) = portal(Settings::Altinn, false).await;
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    let page = kari.browser.open(&format!("{submission}/sender")).await;
    assert!(page.html.contains("Mine sider hos kommunen"));
    assert_eq!(page.texts("input[type=radio]").len(), 1);
    registers.answers(Service::Maskinporten, 500, "down");
    app.advance(Duration::from_mins(5));
    let page = kari.browser.open(&format!("{submission}/sender")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.texts("#organisation_number")[0].contains("Akkurat nå"));
    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    kari.send(&submission).await;
    finish(app, registers).await;
}

/// Ansattporten, where a person chooses an organisation: what the token response says of it, and the state
/// of what was last asked.
#[derive(Default)]
struct Chooses {
    says: Mutex<Value>,
    state: Mutex<String>,
}

impl Behaviour for Chooses {
    fn accepted(&self, endpoint: Endpoint, form: &[(String, String)]) {
        if endpoint == Endpoint::Par {
            let state = form.iter().find(|(name, _)| name == "state").unwrap();
            self.state.lock().unwrap().clone_from(&state.1);
        }
    }

    fn tokens(&self, tokens: &mut Value, asked: Option<&Value>) {
        assert!(asked.is_some(), "an organisation was asked for");
        tokens["authorization_details"] = self.says.lock().unwrap().clone();
    }
}

pub(crate) struct Ansattporten {
    says: Arc<Chooses>,
    pub(crate) server: ServerHandle,
}

impl Ansattporten {
    pub(crate) fn say(&self, details: Value) {
        *self.says.says.lock().unwrap() = details;
    }
}

const RESOURCE: &str = "urn:altinn:resource:send-sikkert";

pub(crate) fn chosen(number: &str) -> Value {
    json!([{
        "type": "ansattporten:altinn:resource",
        "resource": RESOURCE,
        "authorized_parties": [{
            "orgno": { "authority": "iso6523-actorid-upis", "ID": format!("0192:{number}") },
            "resource": RESOURCE, "name": "Eksempel Bygg AS", "unit_type": "AS",
        }],
    }])
}

pub(crate) async fn portal_with_ansattporten() -> (TestApp, Ansattporten) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("key.pem");
    std::fs::write(&key_file, crate::support::key_text(0)).unwrap();
    let clock = Clock::manual(START);
    let app = TestApp::start_with(Wishes {
        clock: Some(clock.clone()),
        representation: Some(Settings::Ansattporten(ansattporten::Settings {
            issuer: issuer.clone(),
            client_id: "test".to_owned(),
            client_key_file: key_file,
            environment: Environment::Test,
            resource: "send-sikkert".to_owned(),
        })),
        ..Wishes::default()
    })
    .await;
    let registration = Registration {
        client_id: "test".to_owned(),
        keys: serde_json::from_value(key(0).public_jwks()).unwrap(),
        url: app.url.clone(),
        callback: ansattporten::CALLBACK,
    };
    let says = Arc::new(Chooses::default());
    let behaviour: Arc<dyn Behaviour> = says.clone();
    let provider = Simulator::new(&issuer, registration, key(2), clock).behaving(behaviour);
    let server = Arc::new(provider).serve(listener).unwrap();
    let handle = server.handle();
    app.app.desk.tasks.spawn(server);
    (
        app,
        Ansattporten {
            says,
            server: handle,
        },
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn ansattporten_vouches_for_the_organisation_that_is_chosen_there() {
    let (app, ansattporten) = portal_with_ansattporten().await;
    let manager = app.sender(MANAGER).await;
    let submission = all_but_the_sender(&manager).await;
    ansattporten.say(chosen(BYGG));
    let asked = manager
        .fill(&submission, "sender", &[("sender", "organisation")])
        .await;
    let page = manager.choose(&asked, MANAGER).await;
    assert_eq!(page.address, format!("{submission}/message"));
    let review = manager.browser.open(&format!("{submission}/review")).await;
    let shown = review.value_of("Avsender").unwrap();
    assert!(
        shown.contains("Eksempel Bygg AS") && !shown.contains("oppgitt"),
        "{shown}"
    );

    // After a while it must be shown again, which the provider's single sign-on does by itself.
    app.advance(Duration::from_mins(16));
    let page = manager.press_send(&submission).await;
    assert_eq!(page.address, format!("{submission}/review"));
    manager.send(&submission).await;
    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["representation"], "ansattporten");
    assert_eq!(sender["evidence"]["resource"], RESOURCE);
    app.work().await;

    // Log-out leads by way of both.
    let page = manager.log_out().await;
    assert!(page.html.contains("Logg ut av Ansattporten"));
    let page = manager.browser.follow_form(&page).await;
    assert_eq!(page.texts("h1"), ["Du er logget ut"]);
    ansattporten.server.stop(false).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ansattporten_does_not_vouch_for_is_not_acted_on() {
    let (app, ansattporten) = portal_with_ansattporten().await;
    let manager = app.sender(MANAGER).await;
    let submission = all_but_the_sender(&manager).await;
    let mut other_resource = chosen(BYGG);
    other_resource[0]["resource"] = "urn:altinn:resource:something-else".into();
    let mut other_type = chosen(BYGG);
    other_type[0]["type"] = "ansattporten:orgno".into();
    for said in [
        Value::Null,
        json!([]),
        json!([{ "type": "ansattporten:altinn:resource" }]),
        other_resource,
        other_type,
        chosen("313001017"),
    ] {
        ansattporten.say(said.clone());
        let asked = manager
            .fill(&submission, "sender", &[("sender", "organisation")])
            .await;
        let page = if asked.address == "/authorize" {
            manager.choose(&asked, MANAGER).await
        } else {
            asked
        };
        assert_eq!(
            (page.status, page.address),
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("{submission}/sender")
            ),
            "{said}"
        );
    }
    let review = manager.browser.open(&format!("{submission}/review")).await;
    assert_eq!(review.value_of("Avsender").unwrap(), "Ikke fylt ut");

    // Somebody else at Ansattporten than at the portal.
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    ansattporten.say(chosen(BYGG));
    let asked = kari
        .fill(&submission, "sender", &[("sender", "organisation")])
        .await;
    let page = kari.choose(&asked, MANAGER).await;
    assert_eq!(page.address, format!("{submission}/sender"));
    ansattporten.server.stop(false).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_at_one_provider_is_not_answered_at_the_other() {
    let (app, ansattporten) = portal_with_ansattporten().await;
    let manager = app.sender(MANAGER).await;
    let submission = all_but_the_sender(&manager).await;
    manager
        .fill(&submission, "sender", &[("sender", "organisation")])
        .await;
    let state = ansattporten.says.state.lock().unwrap().clone();
    let cookies = manager.browser.cookies();
    let answer = format!("/login/callback?code=x&state={state}&iss={}", app.issuer);
    let page = manager.browser.open(&answer).await;
    assert_eq!(page.address, "/login/failed");
    let session = |cookies: &str| {
        let mut all = cookies.split("; ").map(str::to_owned);
        all.find(|cookie| cookie.starts_with("session=")).unwrap()
    };
    assert_eq!(session(&manager.browser.cookies()), session(&cookies));
    ansattporten.server.stop(false).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_from_before_rights_were_asked_for_is_established_at_send() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Main);
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    let (person, id) = (person(&app, KARI), id_of(&submission));
    let old = SentFrom::Organisation(representation::Organisation {
        number: OrganisationNumber::parse(BYGG).unwrap(),
        name: None,
        is_sole_trader: false,
        representation: None,
    });
    draft::update(&app.app.desk, &person, id, |content| {
        content.sender = Some(old);
    })
    .await
    .unwrap()
    .unwrap();
    kari.send(&submission).await;
    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["organisation_name"], "Foretak 313001016");
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_tab_has_changed_since_is_not_sent() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Main);
    let kari = app.sender(0).await;
    let submission = kari.prepare(&[("a.pdf", &files::pdf("a"))]).await;
    let [review, send] = ["review", "send"].map(|step| format!("{submission}/{step}"));
    let mut other = MESSAGE;
    other[0].1 = "Noe ganske annet";
    for change in 0..3 {
        let open = kari.browser.open(&review).await;
        match change {
            0 => drop(kari.fill(&submission, "sender", &organisation(BYGG)).await),
            1 => drop(kari.fill(&submission, "message", &other).await),
            _ => drop(
                kari.attach(&submission, &[("b.pdf", &files::pdf("b"))])
                    .await,
            ),
        }
        let page = kari.browser.submit(&open, &send, &[]).await;
        assert_eq!(page.address, review, "{change}");
        assert!(
            page.texts(".ds-alert")[0].contains("ikke sendt"),
            "{change}"
        );
    }
    kari.send(&submission).await;

    // Nor is a draft whose sender was not chosen yet when it was looked at.
    let submission = all_but_the_sender(&kari).await;
    let [review, send] = ["review", "send"].map(|step| format!("{submission}/{step}"));
    let open = kari.browser.open(&review).await;
    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    let page = kari.browser.submit(&open, &send, &[]).await;
    assert_eq!(page.address, review);
    assert!(page.texts(".ds-alert")[0].contains("ikke sendt"));
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_is_down_at_send_takes_nothing_away() {
    let (app, registers) = portal(Settings::Declared, false).await;
    registers
        .book()
        .organisations
        .insert(BYGG.to_owned(), Organisation::Main);
    let kari = app.sender(0).await;
    let submission = all_but_the_sender(&kari).await;
    kari.fill(&submission, "sender", &organisation(BYGG)).await;
    registers.answers(Service::Enhetsregisteret, 503, "down");
    app.advance(Duration::from_mins(10));
    kari.send(&submission).await;
    let sender = &manifest(&app).await["sender"];
    assert_eq!(sender["organisation_name"], "Foretak 313001016");
    assert_eq!(sender["evidence"]["known_to_register"], true);
    finish(app, registers).await;
}

fn person(app: &TestApp, national_id: &str) -> Person {
    Person {
        national_id: NationalId::parse(national_id).unwrap(),
        owner: app.app.desk.keys.lookup("person", national_id),
    }
}

fn id_of(submission: &str) -> SubmissionId {
    submission
        .trim_start_matches("/submissions/")
        .parse()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contact_register_spares_typing_and_says_where_it_comes_from() {
    let (app, registers) = portal(Settings::Declared, true).await;
    let mut entry = registered(KARI);
    entry["kontaktinformasjon"]["epostadresse"] = "kari@register.example".into();
    registers.book().people.insert(KARI.to_owned(), entry);
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert_eq!(
        page.attribute("#email", "value").as_deref(),
        Some("kari@register.example")
    );
    assert!(page.texts("#email-hint")[0].contains("Kontakt- og reservasjonsregisteret"));
    assert_eq!(
        page.attribute("#language option[selected]", "value")
            .as_deref(),
        Some("nn")
    );
    let held = app.database_bytes().await;
    assert!(
        !crate::support::holds(&held, "kari@register.example"),
        "nothing is kept unasked"
    );

    kari.fill(&submission, "sender", &[("sender", "person")])
        .await;
    let mut message = MESSAGE.to_vec();
    message.push(("language", "en"));
    kari.fill(&submission, "message", &message).await;
    kari.attach(&submission, &[("a.pdf", &files::pdf("a"))])
        .await;
    let asked = registers.calls(Service::Contact).len();
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert_eq!(
        page.attribute("#email", "value").as_deref(),
        Some("kari@example.no"),
        "what she typed counts"
    );
    assert!(!page.texts("#email-hint")[0].contains("reservasjonsregisteret"));
    kari.send(&submission).await;
    app.work().await;
    assert!(app.mails()[0].contains("Receipt for submission"));
    assert_eq!(
        registers.calls(Service::Contact).len(),
        asked,
        "asked only where something is missing"
    );
    finish(app, registers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_register_that_is_down_is_not_noticed() {
    let (app, registers) = portal(Settings::Declared, true).await;
    let kari = app.sender(0).await;
    let submission = kari.begin().await;
    for trouble in [(503, "down"), (200, "{}"), (200, "<html>")] {
        registers.answers(Service::Contact, trouble.0, trouble.1);
        let page = kari.browser.open(&format!("{submission}/message")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.attribute("#email", "value").as_deref(), Some(""));
    }
    registers.never_answers(Service::Contact);
    let page = kari.browser.open(&format!("{submission}/message")).await;
    assert_eq!(page.status, StatusCode::OK);
    finish(app, registers).await;
}
