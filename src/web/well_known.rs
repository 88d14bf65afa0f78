//! What programs look for at fixed addresses: whom to tell of a hole (RFC 9116), and which pages search engines
//! may read (RFC 9309).

use std::fmt::Write as _;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::web::Data;

use super::error::WebError;
use super::page::see_other;
use crate::app::App;

/// How long what stands in security.txt may be relied on: RFC 9116 advises less than a year.
const GOOD_FOR: Duration = Duration::from_hours(180 * 24);

const SECURITY_TXT: &str = "/.well-known/security.txt";

/// The pages that are for everybody; the rest is nobody's to list.
const ROBOTS_TXT: &str = "User-agent: *\n\
    Allow: /$\n\
    Allow: /?lang=\n\
    Allow: /help\n\
    Allow: /privacy\n\
    Allow: /accessibility\n\
    Allow: /verify\n\
    Allow: /static/\n\
    Disallow: /\n";

/// `GET /.well-known/security.txt`
pub(super) async fn security(app: Data<App>) -> Result<HttpResponse, WebError> {
    let contact = app.house.security_contact().ok_or(WebError::NotFound)?;
    let expires = app.desk.clock.now().after(GOOD_FOR).rfc3339();
    let url = &app.public_url;
    let mut text = String::new();
    let written = write!(
        text,
        "Contact: {contact}\n\
         Expires: {expires}\n\
         Preferred-Languages: nb, nn, en\n\
         Canonical: {url}{SECURITY_TXT}\n"
    );
    written.map_err(|error| WebError::Internal(error.into()))?;
    Ok(plain(text))
}

/// `GET /security.txt`, where it was before there was a standard.
pub(super) async fn security_moved() -> HttpResponse {
    see_other(SECURITY_TXT)
}

/// `GET /robots.txt`
pub(super) async fn robots() -> HttpResponse {
    plain(ROBOTS_TXT.to_owned())
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(text)
}
