//! The language of a page: what the switch says, now or earlier; else what was chosen at ID-porten;
//! else what the browser asks for; else the municipality's own.

use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest};

use crate::i18n::Locale;

const COOKIE: &str = "lang";

/// The language that somebody has chosen to be answered in.
pub(super) fn of(request: &HttpRequest, at_log_in: Option<Locale>) -> Option<Locale> {
    chosen_now(request.query_string())
        .or_else(|| {
            request
                .cookie(COOKIE)
                .and_then(|cookie| Locale::from_tag(cookie.value()))
        })
        .or(at_log_in)
        .or_else(|| Locale::accepted(request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?))
}

/// `?lang=nn` on any page.
fn chosen_now(query: &str) -> Option<Locale> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Locale::from_tag)
}

/// Remembers a choice of the switch for a year.
pub(super) async fn remember(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let chosen = chosen_now(request.query_string());
    let mut response = next.call(request).await?;
    if let Some(locale) = chosen {
        let cookie = Cookie::build(COOKIE, locale.tag())
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(Duration::days(365))
            .finish();
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}
