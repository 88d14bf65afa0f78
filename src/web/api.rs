//! The archive's API, version 1: list what waits, download ciphertext, acknowledge or return.
//! Bearer tokens; everything that goes wrong is told as problem details (RFC 9457).

mod answers;
mod limits;
mod listing;
mod problem;
mod sealed;

use actix_web::{HttpRequest, HttpResponse};

pub(super) use answers::{acknowledge, send_back};
pub(super) use limits::{Limits, TooMany};
pub(super) use listing::{figures, list, show};
pub(super) use problem::{Code, Problem, refuse_path, whole_seconds};
pub(super) use sealed::{arkivmelding, document, manifest};

/// The answer to an address that does not exist.
pub(super) async fn unknown(_: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(Problem::NotFound)
}

/// `GET /api/openapi.json`
pub(super) async fn description() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({}))
}
