//! The kinds of problem: the codes that programs go by, with their status and their title.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Serialize;
use utoipa::ToSchema;

/// What kind of problem it is: the last part of its `type`. Clients act on these, so they stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Code {
    /// There is no token.
    Unauthorized,
    /// The token stands where none belongs, or twice.
    InvalidRequest,
    /// The token is not good for this API.
    InvalidToken,
    /// The token is good for less.
    InsufficientScope,
    /// The client may not use the API.
    Forbidden,
    /// Maskinporten's keys can't be read.
    MaskinportenUnavailable,
    NotFound,
    MethodNotAllowed,
    InvalidParameter,
    InvalidBody,
    UnsupportedMediaType,
    BodyTooLarge,
    WrongConfirmation,
    AnsweredOtherwise,
    /// The sender has taken back what is to be answered.
    Withdrawn,
    /// The sealed files were deleted.
    Gone,
    InvitedOtherwise,
    RangeNotSatisfiable,
    TooManyRequests,
    Internal,
}

/// The members of a problem (RFC 9457, 3.1).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(in crate::web::api) struct Details {
    /// `urn:sendsikkert:problem:` and the code.
    #[serde(rename = "type")]
    pub(in crate::web::api) kind: String,
    /// The same words for every problem of the type.
    pub(in crate::web::api) title: &'static str,
    /// The HTTP status once more.
    pub(in crate::web::api) status: u16,
    /// What to change, when more can be said than the title does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::web::api) detail: Option<String>,
}

impl Code {
    /// Its name, its status and its title.
    const fn facts(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::Unauthorized => (
                "unauthorized",
                StatusCode::UNAUTHORIZED,
                "A valid bearer token is needed",
            ),
            Self::InvalidRequest => (
                "invalid-request",
                StatusCode::BAD_REQUEST,
                "A token is shown in one Authorization header, as “Bearer …”, and nowhere else",
            ),
            Self::InvalidToken => (
                "invalid-token",
                StatusCode::UNAUTHORIZED,
                "The token is not, or no longer, good for this API",
            ),
            Self::InsufficientScope => (
                "insufficient-scope",
                StatusCode::FORBIDDEN,
                "The token is not good for this request",
            ),
            Self::Forbidden => (
                "forbidden",
                StatusCode::FORBIDDEN,
                "This client may not use this API",
            ),
            Self::MaskinportenUnavailable => (
                "maskinporten-unavailable",
                StatusCode::SERVICE_UNAVAILABLE,
                "Maskinporten can't be reached, so its tokens can't be verified; try again later",
            ),
            Self::NotFound => (
                "not-found",
                StatusCode::NOT_FOUND,
                "There is no such address, sent submission, document or invitation",
            ),
            Self::MethodNotAllowed => (
                "method-not-allowed",
                StatusCode::METHOD_NOT_ALLOWED,
                "This address knows other methods; Allow names them",
            ),
            Self::InvalidParameter => (
                "invalid-parameter",
                StatusCode::BAD_REQUEST,
                "A parameter is not what is described",
            ),
            Self::InvalidBody => (
                "invalid-body",
                StatusCode::BAD_REQUEST,
                "The body is not what is described",
            ),
            Self::UnsupportedMediaType => (
                "unsupported-media-type",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body has to be JSON, with Content-Type: application/json",
            ),
            Self::BodyTooLarge => (
                "body-too-large",
                StatusCode::PAYLOAD_TOO_LARGE,
                "The body is larger than any answer can be",
            ),
            Self::WrongConfirmation => (
                "wrong-code",
                StatusCode::FORBIDDEN,
                "The confirmation code is not the one inside the manifest",
            ),
            Self::AnsweredOtherwise => (
                "answered-otherwise",
                StatusCode::CONFLICT,
                "The submission has been answered in another way",
            ),
            Self::Withdrawn => (
                "withdrawn",
                StatusCode::CONFLICT,
                "The sender has withdrawn the submission; there is nothing to answer",
            ),
            Self::Gone => ("gone", StatusCode::GONE, "What it held has been deleted"),
            Self::InvitedOtherwise => (
                "invited-otherwise",
                StatusCode::CONFLICT,
                "The letter has an invitation that says something else",
            ),
            Self::RangeNotSatisfiable => (
                "range-not-satisfiable",
                StatusCode::RANGE_NOT_SATISFIABLE,
                "The range begins behind the end; Content-Range tells the length",
            ),
            Self::TooManyRequests => (
                "too-many-requests",
                StatusCode::TOO_MANY_REQUESTS,
                "Too many requests; try again when Retry-After is over",
            ),
            Self::Internal => (
                "internal",
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something failed in the portal; try again later",
            ),
        }
    }

    /// Its name.
    pub(in crate::web::api) const fn name(self) -> &'static str {
        self.facts().0
    }

    /// The HTTP status it comes with.
    pub(in crate::web) const fn status(self) -> StatusCode {
        self.facts().1
    }

    /// Its title.
    pub(in crate::web) const fn title(self) -> &'static str {
        self.facts().2
    }

    /// The answer that tells it, with the headers that are there already.
    pub(in crate::web) fn answer(
        self,
        response: &mut HttpResponseBuilder,
        detail: Option<String>,
    ) -> HttpResponse {
        response
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(serde_json::json!(self.details(detail)).to_string())
    }

    /// As it is told.
    pub(in crate::web::api) fn details(self, detail: Option<String>) -> Details {
        let (name, status, title) = self.facts();
        Details {
            kind: format!("urn:sendsikkert:problem:{name}"),
            title,
            status: status.as_u16(),
            detail,
        }
    }
}
