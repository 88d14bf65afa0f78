//! The language of a page: what the switch says, now or earlier; else what was chosen at ID-porten;
//! else what the browser asks for; else the municipality's own.

use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderValue, VARY};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};

use crate::i18n::Locale;

/// Remembers a choice of the switch.
pub(super) const COOKIE: &str = "lang";

/// The language to answer in, which the answer's header will name.
pub(super) fn of(
    request: &HttpRequest,
    at_log_in: Option<Locale>,
    municipality_s: Locale,
) -> Locale {
    let locale = chosen_now(request.query_string())
        .or_else(|| {
            request
                .cookie(COOKIE)
                .and_then(|cookie| Locale::from_tag(cookie.value()))
        })
        .or(at_log_in)
        .or_else(|| Locale::accepted(request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(municipality_s);
    request.extensions_mut().insert(locale);
    locale
}

/// `?lang=nn` on any page.
fn chosen_now(query: &str) -> Option<Locale> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Locale::from_tag)
}

/// Says which language a page is in and what it depends on, and remembers a choice of the switch for a year.
pub(super) async fn tell(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let chosen = chosen_now(request.query_string());
    let mut response = next.call(request).await?;
    let locale = response.request().extensions().get::<Locale>().copied();
    let headers = response.headers_mut();
    // What is no page has no language of ours.
    let is_page = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let (true, Some(locale)) = (is_page, locale) {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
        headers.append(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    }
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
