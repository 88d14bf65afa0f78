//! What somebody is told who is not let in: no more than the standard's words (RFC 6750, 3.1), whichever
//! of the checks it was.

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};

use crate::web::api::{Code, TooMany, whole_seconds};

/// When to come back while Maskinporten is down.
const KEYS_PAUSE: Duration = Duration::from_secs(30);

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
    /// `429`: too many requests, or too many without a token that counts; with the time to wait.
    TooManyRequests(Duration),
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

impl From<TooMany> for Denied {
    fn from(TooMany { wait }: TooMany) -> Self {
        Self::TooManyRequests(wait)
    }
}

impl Denied {
    const fn code(&self) -> Code {
        match self {
            Self::NoToken => Code::Unauthorized,
            Self::InvalidRequest => Code::InvalidRequest,
            Self::Invalid => Code::InvalidToken,
            Self::InsufficientScope(_) => Code::InsufficientScope,
            Self::TooManyRequests(_) => Code::TooManyRequests,
            Self::Forbidden => Code::Forbidden,
            Self::Unavailable(_) => Code::MaskinportenUnavailable,
            Self::Internal(_) => Code::Internal,
        }
    }

    /// Whether the client has shown nothing that counts.
    pub(super) const fn is_the_client_s(&self) -> bool {
        matches!(self, Self::NoToken | Self::InvalidRequest | Self::Invalid)
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
            Self::Forbidden
            | Self::TooManyRequests(_)
            | Self::Unavailable(_)
            | Self::Internal(_) => None,
        }
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().title())
    }
}

impl ResponseError for Denied {
    fn status_code(&self) -> StatusCode {
        self.code().status()
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(error) | Self::Unavailable(error) = self {
            tracing::error!(error = format!("{error:#}"), "an archive can't be let in");
        }
        let mut response = HttpResponse::build(self.status_code());
        if let Some(challenge) = self.challenge() {
            response.insert_header((WWW_AUTHENTICATE, challenge));
        }
        let wait = match self {
            Self::TooManyRequests(wait) => Some(*wait),
            Self::Unavailable(_) => Some(KEYS_PAUSE),
            _ => None,
        };
        if let Some(wait) = wait {
            response.insert_header((RETRY_AFTER, whole_seconds(wait)));
        }
        self.code().answer(&mut response, None)
    }
}
