//! The signed receipt as a file for its sender, and the keys that anybody checks it with.

use actix_web::HttpResponse;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE,
};
use actix_web::web::{Data, Path};
use anyhow::Context;

use super::error::WebError;
use super::page::see_other;
use super::submissions::submission_of;
use super::visitor::Citizen;
use crate::app::App;
use crate::submission::State;
use crate::submission::proof::{Receipt, Statement};

/// `GET /submissions/{id}/receipt.pdf`: made when it is asked for, in the language the sender is written to in.
pub(super) async fn show(
    app: Data<App>,
    citizen: Citizen,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let submission = submission_of(&app, &citizen, &id).await?;
    if matches!(submission.state, State::Draft | State::Sending) {
        // The page says how far it has come.
        return Ok(see_other(format!("/submissions/{}/receipt", submission.id)));
    }
    let statement = Statement::of(&submission, &app.desk.municipality, &app.public_url);
    let receipt = Receipt {
        statement: statement.ok_or(WebError::NotFound)?,
        received_at: submission.received_at.ok_or(WebError::NotFound)?,
        locale: submission.content.language(),
    };
    let reference = receipt.statement.reference.to_string();
    let keys = app.receipt_keys.clone();
    // Setting a page takes the processor for a while: as many at a time as there are processors.
    let turn = app.desk.inspections.acquire().await;
    let turn = turn.context("waiting to write a receipt")?;
    let pdf = tokio::task::spawn_blocking(move || receipt.signed(&keys))
        .await
        .context("writing a receipt")?
        .context("writing a receipt")?;
    drop(turn);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/pdf"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"kvittering-{reference}.pdf\""),
        ))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(pdf))
}

/// `GET /.well-known/receipt-keys.json`: the public keys (RFC 7517), for programs anywhere.
pub(super) async fn keys(app: Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/jwk-set+json"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(app.receipt_keys.public().jwk_set())
}
