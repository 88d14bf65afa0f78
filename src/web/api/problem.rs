//! What can go wrong at the archive's API, told as problem details (RFC 9457): a type that stays, a title,
//! and where it helps what to change. Never the chain of causes, which is logged here, once.

mod code;

use std::fmt;
use std::time::Duration;

use actix_web::error::{JsonPayloadError, PathError, PayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_RANGE};
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use crate::submission::invitation::InvitationId;
pub(in crate::web) use code::Code;
pub(super) use code::Details;

/// What can go wrong, for a machine.
#[derive(Debug)]
pub(in crate::web) enum Problem {
    /// No such sent submission, document or invitation, or no such address.
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
    /// The sender has taken it back.
    Withdrawn,
    /// The sealed files of a submission were deleted.
    Gone,
    /// The letter has another invitation; which one.
    InvitedOtherwise(InvitationId),
    /// The range begins behind the end.
    RangeNotSatisfiable {
        /// Bytes there are.
        size_bytes: u64,
    },
    /// Ours.
    Internal(anyhow::Error),
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
            Self::Withdrawn => Code::Withdrawn,
            Self::Gone => Code::Gone,
            Self::InvitedOtherwise(_) => Code::InvitedOtherwise,
            Self::RangeNotSatisfiable { .. } => Code::RangeNotSatisfiable,
            Self::Internal(_) => Code::Internal,
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::InvalidParameter(detail) | Self::InvalidBody(detail) => Some(detail.clone()),
            Self::InvitedOtherwise(id) => Some(format!(
                "invitation {id} is for this letter; revoke it, and the letter can get another one"
            )),
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
