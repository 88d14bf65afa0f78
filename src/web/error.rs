//! What went wrong, for the person: what happened, what to do, and an id to tell support. Never the
//! chain of causes, which is logged here, once.

mod words;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use serde_json::json;

use super::login::going_to;
use super::middleware::RequestId;
use super::onward::onward;
use super::page::{Page, html, log_in_address, see_other};
use super::visitor::Visitor;
use crate::identity::provider::Refusal;

/// What a citizen's page can end in other than itself.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// `303 See Other` to the log-in for pages, `401 Unauthorized` for forms.
    #[error("nobody is logged in")]
    LoginRequired {
        return_to: Option<String>,
        /// Whether what was typed is kept for the person.
        is_kept: bool,
    },
    /// `303 See Other` to the log-in: it takes more to go on than she has shown so far.
    #[error("a stronger or fresher log-in is needed")]
    StepUp { return_to: String },
    /// Return `404 Not Found`: there is no such page, or it is somebody else's.
    #[error("not found")]
    NotFound,
    /// Return `403 Forbidden`: the form came from elsewhere or is too old.
    #[error("the form does not carry this session's token")]
    Csrf,
    /// Return `400 Bad Request`.
    #[error("the request makes no sense")]
    BadRequest,
    /// Return `413 Content Too Large`.
    #[error("the request is too large")]
    TooLarge,
    /// Return `503 Service Unavailable`, or `429 Too Many Requests` when it is not others that keep everything busy.
    #[error("too many are doing the same")]
    Busy { by_others: bool },
    /// Return `409 Conflict`: a submission that is sent can't be changed.
    #[error("the submission is sent already")]
    SentAlready,
    /// Return `409 Conflict`: a submission that the archive has fetched can't be withdrawn.
    #[error("the archive has fetched the submission already")]
    FetchedAlready,
    /// Return `403 Forbidden`: the log-in was not accepted.
    #[error("the log-in is refused")]
    LoginRefused(Refusal),
    /// Return `429 Too Many Requests`: the browser is being sent round in circles.
    #[error("too many log-ins")]
    TooManyLogins,
    /// Return `503 Service Unavailable`: ID-porten is down.
    #[error("the identity provider can't be reached")]
    LoginUnavailable,
    /// Return `500 Internal Server Error`.
    #[error("something of ours failed")]
    Internal(#[from] anyhow::Error),
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::StepUp { .. } => StatusCode::SEE_OTHER,
            Self::LoginRequired { .. } => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Csrf | Self::LoginRefused(_) => StatusCode::FORBIDDEN,
            Self::TooManyLogins | Self::Busy { by_others: false } => StatusCode::TOO_MANY_REQUESTS,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SentAlready | Self::FetchedAlready => StatusCode::CONFLICT,
            Self::LoginUnavailable | Self::Busy { by_others: true } => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Empty: [`pages`] writes the page, since only it knows the person's language.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    heading: String,
    what: String,
    remedy: String,
    /// Where the help says more.
    help: &'static str,
    needs_contact: bool,
    request_id: String,
    /// Where to log in and go on, when that is what helps.
    log_in: String,
    /// Whether she is logged in at the provider with what is not enough here.
    must_log_out: bool,
}

/// The answer to an address that does not exist.
pub(super) async fn not_found() -> Result<HttpResponse, WebError> {
    Err(WebError::NotFound)
}

/// Turns every error of a citizen's page into a page. The archive's API has its own form of errors.
pub(super) async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_page = !request.path().starts_with("/api/");
    let response = next.call(request).await?.map_into_boxed_body();
    let went_well = response.response().error().is_none()
        && (response.status().is_success() || response.status().is_redirection());
    if !is_page || went_well {
        return Ok(response);
    }
    let request = response.request().clone();
    // Either ours, or the framework's: a form that can't be read, a method that is not allowed.
    let own = response
        .response()
        .error()
        .and_then(|error| error.as_error::<WebError>());
    let answer = match own {
        Some(error) => answer_to(&request, error).await,
        None if response.response().body().size().is_eof()
            || response.response().error().is_some() =>
        {
            answer_to(&request, &from_framework(response.status())).await
        }
        // A page that says itself what has to be put right.
        None => return Ok(response),
    };
    Ok(response.into_response(answer))
}

async fn answer_to(request: &HttpRequest, error: &WebError) -> HttpResponse {
    log(request, error);
    page_for(request, error).await
}

fn from_framework(status: StatusCode) -> WebError {
    match status {
        StatusCode::NOT_FOUND => WebError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        status if status.is_client_error() => WebError::BadRequest,
        status => WebError::Internal(anyhow::anyhow!("the framework answered {status}")),
    }
}

/// Logs what is ours to mend, with its causes; what people do wrong is in the request's own line.
fn log(request: &HttpRequest, error: &WebError) {
    if let WebError::Internal(cause) = error {
        tracing::error!(request.id = %RequestId::of(request), error = format!("{cause:#}"), "{error}");
    }
}

async fn page_for(request: &HttpRequest, error: &WebError) -> HttpResponse {
    match error {
        WebError::StepUp { return_to } => {
            return step_up(request, format!("{}&to=send", log_in_address(return_to))).await;
        }
        WebError::LoginRequired { return_to, .. } => match (Asker::of(request), return_to) {
            (Asker::Navigation, Some(path)) => return see_other(log_in_address(path)),
            (Asker::ScriptForData, _) => return login_required_json(),
            _ => {}
        },
        _ => {}
    }
    let Ok(page) = frame(request).await else {
        return HttpResponse::new(error.status_code());
    };
    let [heading, what, remedy] = words::words(error, &page);
    let request_id = RequestId::of(request).to_string();
    // Logged in at the provider, with what is not enough here: only a log-out leads to another choice.
    let must_log_out = !page.logged_in
        && matches!(
            error,
            WebError::LoginRefused(Refusal::TooLow | Refusal::NoNationalId)
        );
    let log_in = match error {
        WebError::LoginRequired { .. } => log_in_address(&page.path),
        WebError::LoginRefused(_) | WebError::LoginUnavailable if !must_log_out => {
            let going_to = going_to(request.query_string());
            if page.logged_in {
                going_to
            } else {
                log_in_address(&going_to)
            }
        }
        _ => String::new(),
    };
    let status = error.status_code();
    html(
        status,
        &ErrorPage {
            page,
            heading,
            what,
            remedy,
            help: words::help(error),
            needs_contact: words::needs_contact(error),
            request_id,
            log_in,
            must_log_out,
        },
    )
    .unwrap_or_else(|_| HttpResponse::new(status))
}

/// To a stronger log-in: a form by way of a page of ours.
async fn step_up(request: &HttpRequest, to: String) -> HttpResponse {
    if *request.method() != Method::POST {
        return see_other(to);
    }
    let page = frame(request).await;
    page.and_then(|page| onward(page, to))
        .unwrap_or_else(|_| HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Who wants the answer. A script can do nothing with a log-in page, and must not be led to another site
/// for one.
enum Asker {
    Navigation,
    ScriptForPage,
    ScriptForData,
}

impl Asker {
    fn of(request: &HttpRequest) -> Self {
        let header = |name: &str| request.headers().get(name)?.to_str().ok();
        let navigates = header("Sec-Fetch-Mode").is_none_or(|mode| mode == "navigate");
        let accepts = header("Accept").unwrap_or_default();
        match (navigates, accepts.contains("text/html")) {
            (false, true) => Self::ScriptForPage,
            (false, false) => Self::ScriptForData,
            (true, _) if accepts.starts_with("application/json") => Self::ScriptForData,
            (true, _) => Self::Navigation,
        }
    }
}

fn login_required_json() -> HttpResponse {
    HttpResponse::Unauthorized()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(json!({ "error": "login_required" }))
}

/// The frame of the page, even when the database that knows the session is what failed.
async fn frame(request: &HttpRequest) -> Result<Page, WebError> {
    match Visitor::of(request).await {
        Ok(visitor) => Ok(visitor.page),
        Err(_) => Page::for_anybody(request, None),
    }
}
