//! What the archive says of a submission: it has everything, or it sends it back.

use actix_web::dev::JsonBody;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::de::DeserializeOwned;

use super::description::{Answering, Id};
use super::listing::{parse, shown};
use super::problem::Problem;
use crate::app::App;
use crate::identity::audit::Action;
use crate::submission::SubmissionId;
use crate::submission::collect::Consignment;
use crate::submission::collect::answer::{self, Acknowledgement, Outcome, Return, Unfit};
use crate::web::archive::{Archive, Writes};

/// More than the longest text, every character of which may take twelve bytes on the way.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// `POST /api/v1/submissions/{id}/acknowledgement`
#[utoipa::path(
    post,
    path = "/api/v1/submissions/{id}/acknowledgement",
    operation_id = "acknowledge",
    summary = "Say that everything is safely received",
    description = "The same again is answered with the state as it is. A number that was not known the first time \
        may be added later; one that is known can't be changed.",
    params(Id),
    request_body = Acknowledgement,
    responses((status = 200, description = "As it is now", body = Consignment), Answering),
    security(("token" = ["write"]), ("maskinporten" = ["write"])),
)]
pub(in crate::web) async fn acknowledge(
    app: Data<App>,
    archive: Writes,
    request: HttpRequest,
    id: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let given = read(&request, payload, Acknowledgement::check).await?;
    let by = archive.detail(id.to_string());
    let outcome = answer::acknowledge(&app.desk, id, &given, &by).await?;
    recorded(&app, &archive, id, outcome).await
}

/// `POST /api/v1/submissions/{id}/return`
#[utoipa::path(
    post,
    path = "/api/v1/submissions/{id}/return",
    operation_id = "sendBack",
    summary = "Send it back to the sender",
    description = "The same again is answered with the state as it is; another reason or text is refused.",
    params(Id),
    request_body = Return,
    responses((status = 200, description = "As it is now", body = Consignment), Answering),
    security(("token" = ["write"]), ("maskinporten" = ["write"])),
)]
pub(in crate::web) async fn send_back(
    app: Data<App>,
    archive: Writes,
    request: HttpRequest,
    id: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let given = read(&request, payload, Return::check).await?;
    let by = archive.detail(id.to_string());
    let outcome = answer::send_back(&app.desk, id, &given, &by).await?;
    recorded(&app, &archive, id, outcome).await
}

/// Reads and checks an answer.
async fn read<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
    check: fn(&T) -> Result<(), Unfit>,
) -> Result<T, Problem> {
    let given = body(request, payload).await?;
    check(&given).map_err(|wrong| Problem::InvalidBody(wrong.to_string()))?;
    Ok(given)
}

/// Reads a body, which is not looked at before it is known who sends it.
pub(super) async fn body<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<T, Problem> {
    let body = JsonBody::new(request, &mut payload.into_inner(), None, true);
    Ok(body.limit(MAX_BODY_BYTES).await?)
}

async fn recorded(
    app: &App,
    archive: &Archive,
    id: SubmissionId,
    outcome: Outcome,
) -> Result<HttpResponse, Problem> {
    // What is recorded was noted with it; everything else is noted by itself.
    let (word, answer) = match outcome {
        Outcome::Recorded => return shown(app, id).await,
        Outcome::Known => ("known", shown(app, id).await),
        Outcome::NotFound => return Err(Problem::NotFound),
        Outcome::WrongCode => ("wrong-code", Err(Problem::WrongCode)),
        Outcome::AnsweredOtherwise => ("answered-otherwise", Err(Problem::AnsweredOtherwise)),
        Outcome::Withdrawn => ("withdrawn", Err(Problem::Withdrawn)),
        Outcome::Forgotten => ("gone", Err(Problem::Gone)),
    };
    archive
        .note(app, Action::Answer, word, id.to_string())
        .await?;
    answer
}
