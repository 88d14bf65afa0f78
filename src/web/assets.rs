//! Style sheets, the script and the icon, built into the program.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Path;

use super::error::WebError;
use super::page::see_other;

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $media_type:literal, $path:literal) => {
        Asset {
            name: $name,
            media_type: $media_type,
            bytes: include_bytes!(concat!("../../static/", $path)),
        }
    };
}

const ASSETS: [Asset; 17] = [
    asset!(
        "theme.css",
        "text/css; charset=utf-8",
        "vendor/designsystemet/theme.css"
    ),
    asset!(
        "designsystemet.css",
        "text/css; charset=utf-8",
        "vendor/designsystemet/designsystemet.css"
    ),
    asset!("app.css", "text/css; charset=utf-8", "app.css"),
    asset!("app.js", "text/javascript; charset=utf-8", "app.js"),
    asset!("files.css", "text/css; charset=utf-8", "files.css"),
    asset!("files.js", "text/javascript; charset=utf-8", "files.js"),
    asset!("uploads.js", "text/javascript; charset=utf-8", "uploads.js"),
    asset!("upload.js", "text/javascript; charset=utf-8", "upload.js"),
    asset!(
        "upload-row.js",
        "text/javascript; charset=utf-8",
        "upload-row.js"
    ),
    asset!("limits.js", "text/javascript; charset=utf-8", "limits.js"),
    asset!(
        "time-left.js",
        "text/javascript; charset=utf-8",
        "time-left.js"
    ),
    asset!(
        "documents.js",
        "text/javascript; charset=utf-8",
        "documents.js"
    ),
    asset!("drag.js", "text/javascript; charset=utf-8", "drag.js"),
    asset!(
        "announce.js",
        "text/javascript; charset=utf-8",
        "announce.js"
    ),
    asset!("words.js", "text/javascript; charset=utf-8", "words.js"),
    asset!("summary.js", "text/javascript; charset=utf-8", "summary.js"),
    asset!("favicon.svg", "image/svg+xml", "favicon.svg"),
];

/// `GET /static/{name}`
pub(super) async fn show(name: Path<String>) -> Result<HttpResponse, WebError> {
    let asset = ASSETS
        .iter()
        .find(|asset| asset.name == name.as_str())
        .ok_or(WebError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.media_type))
        // Short, since the names do not change with the contents.
        .insert_header((CACHE_CONTROL, "public, max-age=600"))
        .body(asset.bytes))
}

/// `GET /favicon.ico`, which browsers ask for on their own.
pub(super) async fn favicon() -> HttpResponse {
    see_other("/static/favicon.svg")
}
