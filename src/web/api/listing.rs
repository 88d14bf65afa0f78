//! `GET /api/v1/submissions`, one submission, and the figures.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::description::{Counting, Id, Listed, Reading};
use super::problem::Problem;
use crate::app::App;
use crate::identity::audit::Action;
use crate::submission::SubmissionId;
use crate::submission::collect::figures::{self as counted, Figures};
use crate::submission::collect::listing::{self, Cursor, Page};
use crate::submission::collect::{self, Answered, Consignment};
use crate::web::archive::Reads;

/// As many submissions as a page holds, unless another number is asked for.
pub(super) const DEFAULT_LIMIT: u8 = 100;
/// As many as it can hold.
pub(super) const MAX_LIMIT: u8 = 200;

/// `?state=waiting&limit=100&after=…`
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    state: Answered,
    limit: u8,
    after: Option<Cursor>,
}

impl Wanted {
    /// Reads a query. What is unknown or stands twice is refused: a misspelt `after` would begin anew at
    /// every page.
    fn read(query: &str) -> Result<Self, Problem> {
        let [mut state, mut limit, mut after] = [None, None, None];
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut state,
                "limit" => &mut limit,
                "after" => &mut after,
                _ => return Err(invalid("there are state, limit and after, and no others")),
            };
            if place.replace(value).is_some() {
                return Err(invalid(&format!("{name} stands twice")));
            }
        }
        Ok(Self {
            state: match state.as_deref() {
                None | Some("waiting") => Answered::Waiting,
                Some("acknowledged") => Answered::Acknowledged,
                Some("returned") => Answered::Returned,
                Some("withdrawn") => Answered::Withdrawn,
                Some(_) => {
                    return Err(invalid(
                        "state is one of waiting, acknowledged, returned and withdrawn",
                    ));
                }
            },
            limit: limit.map_or(Ok(DEFAULT_LIMIT), |text| limit_of(&text))?,
            after: after
                .map(|text| text.parse())
                .transpose()
                .map_err(|_not_ours| invalid("after is next from the page before"))?,
        })
    }
}

fn limit_of(text: &str) -> Result<u8, Problem> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let limit = text.parse().ok();
    limit
        .filter(|limit| is_number && (1..=MAX_LIMIT).contains(limit))
        .ok_or_else(|| invalid("limit is a whole number from 1 to 200"))
}

fn invalid(detail: &str) -> Problem {
    Problem::InvalidParameter(detail.to_owned())
}

/// `GET /api/v1/submissions?state=waiting`
#[utoipa::path(
    get,
    path = "/api/v1/submissions",
    operation_id = "listSubmissions",
    summary = "List sent submissions in one state",
    description = "Those that wait in the order in which they were sent, the others in the order in which they were \
        answered or withdrawn. Begin every round without after: what waits stays in the list until it is answered.",
    params(
        ("state" = inline(Option<Answered>), Query, description = "waiting, when nothing is said"),
        ("limit" = Option<u8>, Query, minimum = 1, maximum = 200, description = "How many a page holds; 100, when nothing is said"),
        ("after" = Option<String>, Query, pattern = "^[0-9]{1,15}_[0-9a-f]{32}$", description = "next from the page before"),
    ),
    responses(
        (status = 200, description = "A page", body = Page, links(
            ("show" = (operation_id = "showSubmission", parameters(("id" = "$response.body#/submissions/0/id")))),
            ("manifest" = (operation_id = "fetchManifest", parameters(("id" = "$response.body#/submissions/0/id")))),
            ("arkivmelding" = (operation_id = "fetchArkivmelding", parameters(("id" = "$response.body#/submissions/0/id")))),
            ("document" = (operation_id = "fetchDocument", parameters(
                ("id" = "$response.body#/submissions/0/id"),
                ("number" = "$response.body#/submissions/0/documents"),
            ))),
            ("acknowledge" = (operation_id = "acknowledge", parameters(("id" = "$response.body#/submissions/0/id")))),
            ("return" = (operation_id = "sendBack", parameters(("id" = "$response.body#/submissions/0/id")))),
        )),
        Listed,
    ),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn list(
    app: Data<App>,
    archive: Reads,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let wanted = Wanted::read(request.query_string())?;
    let page = listing::list(&app.desk, wanted.state, wanted.after, wanted.limit).await?;
    let object = wanted.state.name().to_owned();
    archive.note(&app, Action::List, "given", object).await?;
    Ok(json(&page))
}

/// `GET /api/v1/submissions/{id}`
#[utoipa::path(
    get,
    path = "/api/v1/submissions/{id}",
    operation_id = "showSubmission",
    summary = "Show how one submission stands",
    params(Id),
    responses((status = 200, description = "As it is", body = Consignment), Reading),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn show(
    app: Data<App>,
    archive: Reads,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let found = shown(&app, id).await?;
    let object = id.to_string();
    archive.note(&app, Action::Show, "given", object).await?;
    Ok(found)
}

/// `GET /api/v1/figures`
#[utoipa::path(
    get,
    path = "/api/v1/figures",
    operation_id = "showFigures",
    summary = "Count what waits, what is being worked on and what was returned",
    responses((status = 200, description = "As they are at this moment", body = Figures), Counting),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn figures(
    app: Data<App>,
    archive: Reads,
) -> Result<HttpResponse, Problem> {
    let figures = counted::figures(&app.desk.db).await?;
    let object = "figures".to_owned();
    archive.note(&app, Action::List, "given", object).await?;
    Ok(json(&figures))
}

/// A submission as it is.
pub(super) async fn shown(app: &App, id: SubmissionId) -> Result<HttpResponse, Problem> {
    let found = collect::find(&app.desk, id).await?;
    Ok(json(&found.ok_or(Problem::NotFound)?))
}

/// The id in an address.
pub(super) fn parse(id: &str) -> Result<SubmissionId, Problem> {
    id.parse().map_err(|_not_an_id| Problem::NotFound)
}

fn json(value: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_says_what_is_wrong_with_it() {
        let told = |query: &str| match Wanted::read(query) {
            Err(Problem::InvalidParameter(detail)) => detail,
            other => panic!("{query}: {other:?}"),
        };
        for (query, names) in [
            ("state=lost", "state"),
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=+5", "limit"),
            ("limit=", "limit"),
            ("after=", "after"),
            ("after=1", "after"),
            ("state=waiting&state=waiting", "state stands twice"),
            ("token=sst_secret", "no others"),
        ] {
            assert!(told(query).contains(names), "{query}: {}", told(query));
            assert!(!told(query).contains("secret"));
        }
        let wanted = Wanted::read("limit=200&state=returned").unwrap();
        assert_eq!((wanted.limit, wanted.state), (200, Answered::Returned));
    }
}
