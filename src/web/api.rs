//! The archive's API, version 1: list what waits, download ciphertext, acknowledge or return.
//! Bearer tokens; errors as problem details (RFC 9457).

use std::fmt;
use std::str::FromStr;

use actix_web::body::SizedStream;
use actix_web::error::{JsonPayloadError, QueryPayloadError};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Deserialize;

use super::archive::{Archive, Reads, Writes};
use crate::app::App;
use crate::identity::audit::Action;
use crate::submission::SubmissionId;
use crate::submission::collect::answer::{self, Acknowledgement, Outcome, Return};
use crate::submission::collect::{self, Answered, Part};

/// What can go wrong, for a machine.
#[derive(Debug)]
pub(super) enum Problem {
    /// `404`: no such sent submission or document.
    NotFound,
    /// `400`: `state` is not one of the three.
    UnknownState,
    /// `400`: the body is not the JSON that is expected.
    NotUnderstood,
    /// `403`: the confirmation code is not the one inside the manifest.
    WrongCode,
    /// `409`: it was returned before it was acknowledged, or the other way round.
    AnsweredOtherwise,
    /// `500`: ours.
    Internal(anyhow::Error),
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl Problem {
    const fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "There is no such sent submission or document",
            Self::NotUnderstood => "The body is not the JSON that is expected",
            Self::UnknownState => "state is one of waiting, acknowledged, returned",
            Self::WrongCode => "The confirmation code is not the one inside the manifest",
            Self::AnsweredOtherwise => "The submission has been answered in another way",
            Self::Internal(_) => "Something failed in the portal; try again later",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::UnknownState | Self::NotUnderstood => StatusCode::BAD_REQUEST,
            Self::WrongCode => StatusCode::FORBIDDEN,
            Self::AnsweredOtherwise => StatusCode::CONFLICT,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(error) = self {
            tracing::error!(error = format!("{error:#}"), "an archive's request failed");
        }
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        let details = serde_json::json!({ "type": "about:blank", "title": self.title(), "status": status.as_u16() });
        response
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(details.to_string())
    }
}

/// The answer to a body that can't be read.
pub(super) fn refuse_json(_: JsonPayloadError, _: &HttpRequest) -> actix_web::Error {
    Problem::NotUnderstood.into()
}

/// The answer to a query that can't be read.
pub(super) fn refuse_query(_: QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    Problem::UnknownState.into()
}

/// The answer to an address that does not exist.
pub(super) async fn not_found(_: Archive) -> Result<HttpResponse, Problem> {
    Err(Problem::NotFound)
}

/// `?state=waiting`
#[derive(Deserialize)]
pub(super) struct Listing {
    #[serde(default)]
    state: Option<String>,
}

/// `GET /api/v1/submissions?state=waiting`
pub(super) async fn list(
    app: Data<App>,
    archive: Reads,
    query: Query<Listing>,
) -> Result<HttpResponse, Problem> {
    let state = match query.state.as_deref() {
        None | Some("waiting") => Answered::Waiting,
        Some("acknowledged") => Answered::Acknowledged,
        Some("returned") => Answered::Returned,
        Some(_) => return Err(Problem::UnknownState),
    };
    let submissions = collect::list(&app.desk, state).await?;
    let object = query.state.as_deref().unwrap_or("waiting").to_owned();
    archive.note(&app, Action::List, "given", object).await?;
    Ok(json(&serde_json::json!({ "submissions": submissions })))
}

/// `GET /api/v1/submissions/{id}`
pub(super) async fn show(
    app: Data<App>,
    archive: Reads,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let found = collect::find(&app.desk, id)
        .await?
        .ok_or(Problem::NotFound)?;
    archive
        .note(&app, Action::Show, "given", id.to_string())
        .await?;
    Ok(json(&found))
}

/// `GET /api/v1/submissions/{id}/manifest`
pub(super) async fn manifest(
    app: Data<App>,
    archive: Reads,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    ciphertext(&app, &archive, &id, Part::Manifest).await
}

/// `GET /api/v1/submissions/{id}/arkivmelding`
pub(super) async fn arkivmelding(
    app: Data<App>,
    archive: Reads,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    ciphertext(&app, &archive, &id, Part::Arkivmelding).await
}

/// `GET /api/v1/submissions/{id}/documents/{number}`
pub(super) async fn document(
    app: Data<App>,
    archive: Reads,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number.parse().map_err(|_not_a_number| Problem::NotFound)?;
    ciphertext(&app, &archive, &id, Part::Document(number)).await
}

async fn ciphertext(
    app: &App,
    archive: &Archive,
    id: &str,
    part: Part,
) -> Result<HttpResponse, Problem> {
    let id = parse(id)?;
    let (size, stream) = collect::open(&app.desk, id, part)
        .await?
        .ok_or(Problem::NotFound)?;
    // Known before the first byte leaves: what can't be accounted for isn't given.
    archive
        .note(app, Action::Fetch, "given", format!("{id} {part}"))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/age-encryption"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, attachment(id, part)))
        .body(SizedStream::new(size, stream)))
}

/// Never shown, always saved, and under a name that holds nothing of the sender's: `manifest` says what the
/// file is called (OWASP ASVS 5.0, 5.4.1).
fn attachment(id: SubmissionId, part: Part) -> String {
    let part = part.to_string().replace(' ', "-");
    format!("attachment; filename=\"{id}-{part}.age\"")
}

/// `POST /api/v1/submissions/{id}/acknowledgement`
pub(super) async fn acknowledge(
    app: Data<App>,
    archive: Writes,
    id: Path<String>,
    given: Json<Acknowledgement>,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let outcome =
        answer::acknowledge(&app.desk, id, &given, &archive.detail(id.to_string())).await?;
    recorded(&app, &archive, id, outcome).await
}

/// `POST /api/v1/submissions/{id}/return`
pub(super) async fn send_back(
    app: Data<App>,
    archive: Writes,
    id: Path<String>,
    given: Json<Return>,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let outcome = answer::send_back(&app.desk, id, &given, &archive.detail(id.to_string())).await?;
    recorded(&app, &archive, id, outcome).await
}

async fn recorded(
    app: &App,
    archive: &Archive,
    id: SubmissionId,
    outcome: Outcome,
) -> Result<HttpResponse, Problem> {
    // What is recorded was noted with it; what is refused is noted by itself.
    let refused = match outcome {
        Outcome::Recorded | Outcome::NotFound => None,
        Outcome::WrongCode => Some("wrong-code"),
        Outcome::AnsweredOtherwise => Some("answered-otherwise"),
    };
    if let Some(result) = refused {
        archive
            .note(app, Action::Answer, result, id.to_string())
            .await?;
    }
    match outcome {
        Outcome::Recorded => {
            let now = collect::find(&app.desk, id)
                .await?
                .ok_or(Problem::NotFound)?;
            Ok(json(&now))
        }
        Outcome::WrongCode => Err(Problem::WrongCode),
        Outcome::AnsweredOtherwise => Err(Problem::AnsweredOtherwise),
        Outcome::NotFound => Err(Problem::NotFound),
    }
}

fn parse(id: &str) -> Result<SubmissionId, Problem> {
    SubmissionId::from_str(id).map_err(|_not_an_id| Problem::NotFound)
}

fn json(value: &impl serde::Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(value)
}
