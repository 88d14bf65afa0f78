//! What somebody is told who is not let in: no more than the standard's words (RFC 6750, 3.1), whichever
//! of the checks it was.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};

/// When to come back while Maskinporten is down.
const RETRY_AFTER_SECONDS: u64 = 30;

/// Why a request to the API is not even looked at.
#[derive(Debug)]
pub(in crate::web) enum Denied {
    /// `401`: there is no token.
    NoToken,
    /// `400`: a token where none belongs, two of them, or something that is none.
    InvalidRequest,
    /// `401`: a token that is not, or no longer, good for this API.
    Invalid,
    /// `403`: a token that is good for less than this; with the scope it would take.
    InsufficientScope(String),
    /// `403`: a client that may not use this API.
    Forbidden,
    /// `503`: Maskinporten's keys can't be read, so nothing can be told of its tokens.
    Unavailable(anyhow::Error),
    /// `500`: ours.
    Internal(anyhow::Error),
}

impl From<anyhow::Error> for Denied {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl Denied {
    const fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "unauthorized",
            Self::InvalidRequest => "invalid-request",
            Self::Invalid => "invalid-token",
            Self::InsufficientScope(_) => "insufficient-scope",
            Self::Forbidden => "forbidden",
            Self::Unavailable(_) => "maskinporten-unavailable",
            Self::Internal(_) => "internal",
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::NoToken => "A valid bearer token is needed",
            Self::InvalidRequest => {
                "A token is shown in one Authorization header, as “Bearer …”, and nowhere else"
            }
            Self::Invalid => "The token is not, or no longer, good for this API",
            Self::InsufficientScope(_) => "The token is not good for this request",
            Self::Forbidden => "This client may not use this API",
            Self::Unavailable(_) => {
                "Maskinporten can't be reached, so its tokens can't be verified; try again later"
            }
            Self::Internal(_) => "Something failed in the portal; try again later",
        }
    }

    /// What `WWW-Authenticate` says: without a token, no more than how to come back (RFC 6750, 3).
    fn challenge(&self) -> Option<String> {
        match self {
            Self::NoToken => Some("Bearer".to_owned()),
            Self::InvalidRequest => Some("Bearer error=\"invalid_request\"".to_owned()),
            Self::Invalid => Some("Bearer error=\"invalid_token\"".to_owned()),
            Self::InsufficientScope(scope) => Some(format!(
                "Bearer error=\"insufficient_scope\", scope=\"{scope}\""
            )),
            Self::Forbidden | Self::Unavailable(_) | Self::Internal(_) => None,
        }
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

impl ResponseError for Denied {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NoToken | Self::Invalid => StatusCode::UNAUTHORIZED,
            Self::InvalidRequest => StatusCode::BAD_REQUEST,
            Self::InsufficientScope(_) | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(error) | Self::Unavailable(error) = self {
            tracing::error!(error = format!("{error:#}"), "an archive can't be let in");
        }
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        if let Some(challenge) = self.challenge() {
            response.insert_header((WWW_AUTHENTICATE, challenge));
        }
        if matches!(self, Self::Unavailable(_)) {
            response.insert_header((RETRY_AFTER, RETRY_AFTER_SECONDS));
        }
        let details = serde_json::json!({
            "type": format!("urn:sendsikkert:problem:{}", self.code()),
            "title": self.title(),
            "status": status.as_u16(),
        });
        response
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(details.to_string())
    }
}
