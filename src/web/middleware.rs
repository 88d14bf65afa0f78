//! What every request passes through: an id and a log line, headers, and the check that a form was
//! not sent by another site.

use std::fmt;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderMap, ORIGIN};
use actix_web::middleware::{DefaultHeaders, Next};
use actix_web::{Error, HttpMessage, HttpRequest};
use uuid::Uuid;

use super::error::WebError;
use super::visitor::app_of;
use crate::clock::Instant;

/// What support asks for and the log is searched by.
#[derive(Clone, Copy)]
pub(super) struct RequestId(Uuid);

impl RequestId {
    pub(super) fn of(request: &HttpRequest) -> Self {
        request
            .extensions()
            .get::<Self>()
            .copied()
            .unwrap_or(Self(Uuid::nil()))
    }
}

impl RequestId {
    /// Shows the id of the request that led here (`?id=…`), under which the cause was logged.
    pub(super) fn take_over(request: &HttpRequest) {
        let id = url::form_urlencoded::parse(request.query_string().as_bytes())
            .find(|(name, _)| name == "id")
            .and_then(|(_, id)| Uuid::try_parse(&id).ok());
        if let Some(id) = id {
            request.extensions_mut().insert(Self(id));
        }
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_simple().fmt(f)
    }
}

/// One line a request: the route's pattern rather than the address, whose query may hold codes.
pub(super) async fn request_log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = RequestId(Uuid::new_v4());
    request.extensions_mut().insert(id);
    let method = request.method().clone();
    let clock = app_of(request.request())?.desk.clock.clone();
    let begun = clock.now();
    let response = next.call(request).await?;
    tracing::info!(
        request.id = %id,
        http.method = %method,
        http.route = response.request().match_pattern().as_deref().unwrap_or("-"),
        http.status = response.status().as_u16(),
        duration_ms = since(begun, clock.now()).as_millis(),
        "request"
    );
    Ok(response)
}

fn since(begun: Instant, now: Instant) -> Duration {
    Duration::from_millis(u64::try_from(now.millis() - begun.millis()).unwrap_or_default())
}

/// Nothing from elsewhere. Where forms may be sent, and who may show the page in a frame, differs.
pub(super) fn content_security_policy(form_action: &str, frame_ancestors: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action {form_action}; base-uri 'none'; frame-ancestors {frame_ancestors}"
    )
}

/// Nothing from elsewhere, no frames, no guessing of types, no address told to other sites.
pub(super) fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((
            CONTENT_SECURITY_POLICY,
            content_security_policy("'self'", "'none'"),
        ))
        .add(("X-Content-Type-Options", "nosniff"))
        // Not "no-referrer": browsers then hide the origin of our own forms as well.
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add((
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()",
        ))
}

/// Refuses a form that another site's page sent. The token in the form is checked as well; this is the
/// lock that can't be forgotten in a new form.
pub(super) async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_form = request.method() == Method::POST && !request.path().starts_with("/api/");
    if is_form && is_foreign(request.headers(), &app_of(request.request())?.public_url) {
        // As an answer rather than an error, so that it becomes a page like any other.
        return Ok(request.error_response(WebError::Csrf));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_foreign(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(ORIGIN.as_str()), text("Sec-Fetch-Site")) {
        // Browsers that hide the origin say so with "null"; the fetch metadata still tells.
        (Some("null"), site) => site != Some("same-origin"),
        (Some(origin), _) => origin != public_url,
        (None, Some(site)) => !matches!(site, "same-origin" | "none"),
        (None, None) => false,
    }
}
