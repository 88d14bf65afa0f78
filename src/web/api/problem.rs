//! What can go wrong at the archive's API, told as problem details (RFC 9457): a type that stays, a title,
//! and where it helps what to change. Never the chain of causes, which is logged here, once.

use std::fmt;
use std::time::Duration;

use actix_web::error::{JsonPayloadError, PathError, PayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

/// What can go wrong, for a machine.
#[derive(Debug)]
pub(in crate::web) enum Problem {
    /// No such sent submission or document, or no such address.
    NotFound,
    /// The address knows other methods.
    MethodNotAllowed {
        /// As they stand in `Allow`.
        allowed: String,
    },
    /// A parameter of the address is not what is described; which one, and what it has to be.
    InvalidParameter(String),
    /// The body is not what is described, and how.
    InvalidBody(String),
    /// The body is not declared to be JSON.
    UnsupportedMediaType,
    /// The body is larger than any answer of an archive can be.
    BodyTooLarge,
    /// The confirmation code is not the one inside the manifest.
    WrongCode,
    /// It was answered in another way before.
    AnsweredOtherwise,
    /// The range begins behind the end.
    RangeNotSatisfiable {
        /// Bytes there are.
        size_bytes: u64,
    },
    /// Ours.
    Internal(anyhow::Error),
}

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
    /// The token is good, its client may not use this API.
    Forbidden,
    /// Nothing can be told of the token.
    MaskinportenUnavailable,
    NotFound,
    MethodNotAllowed,
    InvalidParameter,
    InvalidBody,
    UnsupportedMediaType,
    BodyTooLarge,
    WrongConfirmation,
    AnsweredOtherwise,
    RangeNotSatisfiable,
    TooManyRequests,
    Internal,
}

/// The members of a problem (RFC 9457, 3.1).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Details {
    /// `urn:sendsikkert:problem:` and the code.
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// The same words for every problem of the type.
    pub(super) title: &'static str,
    /// The HTTP status once more.
    pub(super) status: u16,
    /// What to change, when more can be said than the title does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
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
            Self::InsufficientScope => (
                "insufficient-scope",
                StatusCode::FORBIDDEN,
                "The token is not good for this request",
            ),
            Self::NotFound => (
                "not-found",
                StatusCode::NOT_FOUND,
                "There is no such address, sent submission or document",
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
    pub(super) const fn name(self) -> &'static str {
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
    pub(super) fn details(self, detail: Option<String>) -> Details {
        let (name, status, title) = self.facts();
        Details {
            kind: format!("urn:sendsikkert:problem:{name}"),
            title,
            status: status.as_u16(),
            detail,
        }
    }
}

impl Problem {
    const fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::MethodNotAllowed { .. } => Code::MethodNotAllowed,
            Self::InvalidParameter(_) => Code::InvalidParameter,
            Self::InvalidBody(_) => Code::InvalidBody,
            Self::UnsupportedMediaType => Code::UnsupportedMediaType,
            Self::BodyTooLarge => Code::BodyTooLarge,
            Self::WrongCode => Code::WrongConfirmation,
            Self::AnsweredOtherwise => Code::AnsweredOtherwise,
            Self::RangeNotSatisfiable { .. } => Code::RangeNotSatisfiable,
            Self::Internal(_) => Code::Internal,
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::InvalidParameter(detail) | Self::InvalidBody(detail) => Some(detail.clone()),
            _ => None,
        }
    }
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<JsonPayloadError> for Problem {
    fn from(error: JsonPayloadError) -> Self {
        match error {
            JsonPayloadError::OverflowKnownLength { .. }
            | JsonPayloadError::Overflow { .. }
            | JsonPayloadError::Payload(PayloadError::Overflow) => Self::BodyTooLarge,
            JsonPayloadError::ContentType => Self::UnsupportedMediaType,
            JsonPayloadError::Deserialize(error) => Self::InvalidBody(misread(&error)),
            _ => Self::InvalidBody("the body did not come whole".to_owned()),
        }
    }
}

/// What is wrong with a body. Nothing is repeated that stands in it.
fn misread(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let missing = text
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split('`').next());
    if let Some(field) = missing {
        return format!("{field} is missing");
    }
    let what = if error.is_data() {
        "a field is unknown, stands twice or is not what is described"
    } else {
        "it is not JSON"
    };
    format!("line {}, column {}: {what}", error.line(), error.column())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().title())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code().status()
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(error) = self {
            tracing::error!(error = format!("{error:#}"), "an archive's request failed");
        }
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::MethodNotAllowed { allowed } => response.insert_header((ALLOW, allowed.as_str())),
            Self::RangeNotSatisfiable { size_bytes } => {
                response.insert_header((CONTENT_RANGE, format!("bytes */{size_bytes}")))
            }
            _ => &mut response,
        };
        self.code().answer(&mut response, self.detail())
    }
}

/// A time to wait as `Retry-After` has it (RFC 9110, 10.2.3): whole seconds, and never too few.
pub(in crate::web) fn whole_seconds(wait: Duration) -> String {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    seconds.max(1).to_string()
}

/// The answer to a path that can't be read.
pub(in crate::web) fn refuse_path(_: PathError, _: &HttpRequest) -> actix_web::Error {
    Problem::NotFound.into()
}
