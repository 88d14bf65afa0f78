//! The portal over HTTP: citizens' pages and the archive's API. The route table is this screen.
//!
//! A page is a file: its struct, its handler and what its form means, side by side. Nothing here sees
//! the database or the store; [`crate::submission`] does the work.

mod accessibility;
mod address;
mod api;
mod archive;
mod assets;
mod document_row;
mod error;
mod files;
mod forms;
mod help;
mod indexed;
mod language;
mod login;
mod logout;
mod message;
mod middleware;
mod onward;
mod page;
mod privacy;
mod progress;
mod proof;
mod receipt;
mod reply;
mod representation;
mod review;
mod sender;
mod session;
mod start;
mod step;
mod submissions;
mod verify;
mod visitor;
mod well_known;
mod withdraw;

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::Route;
use actix_web::dev::Server;
use actix_web::guard::{Any, Get, Head};
use actix_web::middleware::from_fn;
use actix_web::web::{
    Data, FormConfig, PathConfig, ServiceConfig, get, post, resource, route, scope, to,
};
use actix_web::{App as ActixApp, HttpServer};
use anyhow::Context;

use crate::app::App;

/// A form with the longest comment, every character of which may take twelve bytes on the way.
const MAX_FORM_BYTES: usize = 512 * 1024;

/// Serves the portal on a listener until it is stopped.
pub fn serve(app: &App, listener: TcpListener) -> anyhow::Result<Server> {
    let data = Data::new(app.clone());
    let limits = Data::new(api::Limits::new(app));
    let assets = Data::from(Arc::new(assets::Assets::new(&app.house)));
    let turns = Data::new(verify::Turns::default());
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(data.clone())
            .app_data(limits.clone())
            .app_data(assets.clone())
            .app_data(turns.clone())
            .app_data(FormConfig::default().limit(MAX_FORM_BYTES))
            .configure(routes)
            .default_service(to(error::not_found))
            .wrap(from_fn(middleware::same_origin))
            .wrap(from_fn(error::pages))
            .wrap(from_fn(language::tell))
            .wrap(middleware::security_headers())
            .wrap(from_fn(middleware::request_log))
    })
    .disable_signals()
    .shutdown_timeout(30)
    .listen(listener)
    .context("listening")?;
    Ok(server.run())
}

fn routes(routes: &mut ServiceConfig) {
    routes
        .route("/", read().to(start::show))
        .route("/help", read().to(help::show))
        .route("/privacy", read().to(privacy::show))
        .route("/accessibility", read().to(accessibility::show))
        .route("/healthz", read().to(start::health))
        .route("/favicon.ico", read().to(assets::favicon))
        .route("/robots.txt", read().to(well_known::robots))
        .route("/security.txt", read().to(well_known::security_moved))
        .route("/.well-known/security.txt", read().to(well_known::security))
        .route("/.well-known/receipt-keys.json", read().to(proof::keys))
        .service(
            resource("/verify")
                .route(read().to(verify::show))
                .route(post().to(verify::check)),
        )
        // Before the archive's door: what it says is no secret.
        .route("/api/openapi.json", read().to(api::description))
        .route("/static/{version}/{name}", read().to(assets::show))
        .route("/login", read().to(login::begin))
        .route("/login/callback", get().to(login::callback))
        .route("/login/ansattporten", get().to(representation::begin))
        .route(
            "/login/ansattporten/callback",
            get().to(representation::callback),
        )
        .route("/login/{outcome}", read().to(login::outcome))
        .route("/logout", post().to(logout::end))
        .route("/logout/callback", read().to(logout::callback))
        .route("/logout/frontchannel", get().to(logout::front_channel))
        .route("/logout/backchannel", post().to(logout::back_channel))
        .service(
            resource("/session")
                .route(read().to(session::show))
                .route(post().to(session::stay)),
        )
        .service(
            resource("/submissions")
                .route(read().to(submissions::show))
                .route(post().to(submissions::create)),
        )
        .service(
            scope("/submissions/{id}")
                .route("", read().to(submissions::lead_on))
                .route("/sender", read().to(sender::show))
                .route("/sender", post().to(sender::save))
                .route("/message", read().to(message::show))
                .route("/message", post().to(message::save))
                .route("/files", read().to(files::show))
                .route("/files", post().to(files::upload))
                .route("/files/{number}/move", post().to(files::arrange))
                .route("/files/{number}/remove", read().to(files::ask_remove))
                .route("/files/{number}/remove", post().to(files::remove))
                .route("/review", read().to(review::show))
                .route("/send", read().to(submissions::lead_on))
                .route("/send", post().to(review::send))
                .route("/receipt", read().to(receipt::show))
                .route("/withdraw", read().to(withdraw::ask))
                .route("/withdraw", post().to(withdraw::withdraw))
                .route("/receipt.pdf", read().to(proof::show))
                .route("/delete", read().to(submissions::ask_delete))
                .route("/delete", post().to(submissions::delete)),
        )
        // What of the address is a token does not stand in the log: it has the pattern.
        .service(
            resource("/reply/{token}")
                .route(read().to(reply::show))
                .route(post().to(reply::begin)),
        )
        .service(
            scope("/api")
                .wrap(from_fn(archive::admit))
                .app_data(PathConfig::default().error_handler(api::refuse_path))
                .route("/v1/figures", read().to(api::figures))
                .route("/v1/submissions", read().to(api::list))
                .route("/v1/submissions/{id}", read().to(api::show))
                .route("/v1/submissions/{id}/manifest", read().to(api::manifest))
                .route(
                    "/v1/submissions/{id}/arkivmelding",
                    read().to(api::arkivmelding),
                )
                .route(
                    "/v1/submissions/{id}/documents/{number}",
                    read().to(api::document),
                )
                .route(
                    "/v1/submissions/{id}/acknowledgement",
                    post().to(api::acknowledge),
                )
                .route("/v1/submissions/{id}/return", post().to(api::send_back))
                .route("/v1/invitations", post().to(api::invite))
                .route("/v1/invitations/{id}", read().to(api::invitation))
                .route(
                    "/v1/invitations/{id}/qr",
                    read().to(api::invitation_picture),
                )
                .route(
                    "/v1/invitations/{id}/revocation",
                    post().to(api::revoke_invitation),
                )
                .default_service(to(api::unknown)),
        );
}

/// Reading: GET, or HEAD, which asks for the same answer without its body (RFC 9110, 9.3.2).
fn read() -> Route {
    route().guard(Any(Get()).or(Head()))
}
