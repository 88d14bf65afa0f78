//! The portal over HTTP: citizens' pages and the archive's API. The route table is this screen.
//!
//! A page is a file: its struct, its handler and what its form means, side by side. Nothing here sees
//! the database or the store; [`crate::submission`] does the work.

mod api;
mod assets;
mod error;
mod files;
mod forms;
mod language;
mod login;
mod message;
mod middleware;
mod page;
mod receipt;
mod review;
mod sender;
mod start;
mod submissions;
mod visitor;

use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{Data, ServiceConfig, get, post, resource, scope, to};
use actix_web::{App as ActixApp, HttpServer};
use anyhow::Context;

use crate::app::App;

/// Serves the portal on a listener until it is stopped.
pub fn serve(app: &App, listener: TcpListener) -> anyhow::Result<Server> {
    let data = Data::new(app.clone());
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(data.clone())
            .configure(routes)
            .default_service(to(error::not_found))
            .wrap(from_fn(error::pages))
            .wrap(from_fn(middleware::same_origin))
            .wrap(from_fn(language::remember))
            .wrap(Compress::default())
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
        .route("/", get().to(start::show))
        .route("/healthz", get().to(start::health))
        .route("/favicon.ico", get().to(assets::favicon))
        .route("/static/{name}", get().to(assets::show))
        .route("/login", get().to(login::begin))
        .route("/login/callback", get().to(login::callback))
        .route("/logout", post().to(login::logout))
        .route("/logout/callback", get().to(login::logged_out))
        .service(
            resource("/submissions")
                .route(get().to(submissions::show))
                .route(post().to(submissions::create)),
        )
        .service(
            scope("/submissions/{id}")
                .route("/sender", get().to(sender::show))
                .route("/sender", post().to(sender::save))
                .route("/message", get().to(message::show))
                .route("/message", post().to(message::save))
                .route("/files", get().to(files::show))
                .route("/files", post().to(files::upload))
                .route("/files/{number}/remove", post().to(files::remove))
                .route("/review", get().to(review::show))
                .route("/send", post().to(review::send))
                .route("/receipt", get().to(receipt::show))
                .route("/delete", post().to(submissions::delete)),
        )
        .service(
            scope("/api/v1/submissions")
                .route("", get().to(api::list))
                .route("/{id}", get().to(api::show))
                .route("/{id}/manifest", get().to(api::manifest))
                .route("/{id}/arkivmelding", get().to(api::arkivmelding))
                .route("/{id}/documents/{number}", get().to(api::document))
                .route("/{id}/acknowledgement", post().to(api::acknowledge))
                .route("/{id}/return", post().to(api::send_back)),
        );
}
