//! The end of single sign-on: for a client that sends its person here, or for everything at once.

use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};

use super::Simulator;
use super::client::{Fields, field};

/// `POST /logout` (RP-Initiated Logout 1.0): back to where the client wants its person.
pub(super) async fn for_client(
    simulator: Data<Simulator>,
    http: HttpRequest,
    form: Form<Fields>,
) -> HttpResponse {
    let known = field(&form, "client_id") == Some(&simulator.client.client_id);
    let back = format!("{}/logout/callback", simulator.client.url);
    if !known || field(&form, "post_logout_redirect_uri") != Some(&back) {
        return HttpResponse::BadRequest().body("invalid_request\n");
    }
    simulator.sign_off(&http);
    let state: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("state", field(&form, "state").unwrap_or_default())
        .finish();
    HttpResponse::SeeOther()
        .insert_header((LOCATION, format!("{back}?{state}")))
        .finish()
}

/// `GET /logout`: single log-out, as from any other service. The client is told in a frame
/// (Front-Channel Logout 1.0).
pub(super) async fn everywhere(simulator: Data<Simulator>, http: HttpRequest) -> HttpResponse {
    let Some(ended) = simulator.sign_off(&http) else {
        return HttpResponse::BadRequest().body("nobody is logged in here\n");
    };
    let told: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("iss", &simulator.issuer)
        .append_pair("sid", &ended.sid)
        .finish();
    // Nothing in the address needs escaping but the ampersand.
    let told = told.replace('&', "&amp;");
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(format!(
            "<!doctype html><html lang=\"nb\"><link rel=\"icon\" href=\"data:,\"><title>ID-porten (simulert)</title><h1>Du er logget ut</h1>\
             <iframe title=\"Utlogging\" src=\"{}/logout/frontchannel?{told}\"></iframe>",
            simulator.client.url
        ))
}
