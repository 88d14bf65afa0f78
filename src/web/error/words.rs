//! What each error is told as: a heading, what happened, what to do, and where there is more.

use super::WebError;
use crate::identity::provider::Refusal;
use crate::web::page::Page;

pub(super) fn words(error: &WebError, page: &Page) -> [String; 3] {
    macro_rules! say {
        ($heading:literal, $what:literal, $remedy:literal) => {
            [t!(page, $heading), t!(page, $what), t!(page, $remedy)]
        };
    }
    match error {
        WebError::LoginRequired { is_kept: true, .. } => say!(
            "error-expired-heading",
            "error-expired-kept-what",
            "error-expired-kept-remedy"
        ),
        WebError::LoginRequired { .. } | WebError::StepUp { .. } => say!(
            "error-expired-heading",
            "error-expired-what",
            "error-expired-remedy"
        ),
        WebError::NotFound => say!(
            "error-not-found-heading",
            "error-not-found-what",
            "error-not-found-remedy"
        ),
        WebError::Csrf => say!("error-csrf-heading", "error-csrf-what", "error-csrf-remedy"),
        WebError::BadRequest => say!(
            "error-bad-request-heading",
            "error-bad-request-what",
            "error-bad-request-remedy"
        ),
        WebError::TooLarge => say!(
            "error-too-large-heading",
            "error-too-large-what",
            "error-too-large-remedy"
        ),
        WebError::Busy { .. } => say!(
            "error-verify-busy-heading",
            "error-verify-busy-what",
            "error-verify-busy-remedy"
        ),
        WebError::SentAlready => say!(
            "error-sent-already-heading",
            "error-sent-already-what",
            "error-sent-already-remedy"
        ),
        WebError::FetchedAlready => say!(
            "error-fetched-heading",
            "error-fetched-what",
            "error-fetched-remedy"
        ),
        WebError::LoginRefused(refusal) => refusal_words(*refusal, page),
        WebError::TooManyLogins => say!(
            "error-too-many-logins-heading",
            "error-too-many-logins-what",
            "error-too-many-logins-remedy"
        ),
        WebError::LoginUnavailable => {
            say!(
                "error-login-unavailable-heading",
                "error-login-unavailable-what",
                "error-login-unavailable-remedy"
            )
        }
        WebError::Internal(_) => say!(
            "error-internal-heading",
            "error-internal-what",
            "error-internal-remedy"
        ),
    }
}

/// Where the help says more.
pub(super) const fn help(error: &WebError) -> &'static str {
    match error {
        WebError::LoginRequired { .. } | WebError::StepUp { .. } | WebError::Csrf => "/help#saved",
        WebError::TooLarge => "/help#size",
        WebError::LoginRefused(_) | WebError::LoginUnavailable | WebError::TooManyLogins => {
            "/help#login"
        }
        WebError::SentAlready => "/help#receipt",
        WebError::FetchedAlready => "/help#withdraw",
        WebError::NotFound
        | WebError::BadRequest
        | WebError::Busy { .. }
        | WebError::Internal(_) => "/help",
    }
}

/// Whether the municipality itself may have to help.
pub(super) const fn needs_contact(error: &WebError) -> bool {
    matches!(
        error,
        WebError::Internal(_)
            | WebError::FetchedAlready
            | WebError::LoginUnavailable
            | WebError::LoginRefused(_)
    )
}

fn refusal_words(refusal: Refusal, page: &Page) -> [String; 3] {
    let (what, remedy) = match refusal {
        Refusal::Cancelled => (
            t!(page, "error-login-cancelled-what"),
            t!(page, "error-login-cancelled-remedy"),
        ),
        Refusal::TooLow => (
            t!(page, "error-login-too-low-what"),
            t!(page, "error-login-too-low-remedy"),
        ),
        Refusal::NoNationalId => (
            t!(page, "error-login-unidentified-what"),
            t!(page, "error-login-unidentified-remedy"),
        ),
        Refusal::Invalid => (
            t!(page, "error-login-failed-what"),
            t!(page, "error-login-failed-remedy"),
        ),
    };
    if page.logged_in {
        // It was a second log-in, to send; the first one still counts.
        let remedy = t!(page, "error-login-again-remedy");
        return [t!(page, "error-login-again-heading"), what, remedy];
    }
    [t!(page, "error-login-failed-heading"), what, remedy]
}
