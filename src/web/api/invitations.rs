//! Letters that may be answered: the archive registers them, looks at them and takes them back.

mod qr;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, VARY};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use super::answers::body;
use super::description::{Drawn, Invited, Inviting, Reading};
use super::problem::Problem;
use crate::app::App;
use crate::identity::audit::Action;
use crate::submission::invitation::given::Wanted;
use crate::submission::invitation::register::{self as registering, Outcome, Revoked};
use crate::submission::invitation::shown::Shown;
use crate::submission::invitation::{self, InvitationId, Registered};
use crate::web::archive::{Reads, Writes};
use qr::Picture;

/// `POST /api/v1/invitations`
#[utoipa::path(
    post,
    path = "/api/v1/invitations",
    operation_id = "invite",
    summary = "Register that a letter may be answered here",
    description = "Answers with a link to print in the letter. Whoever logs in as the recipient, or may act for the \
        organisation that is the recipient, finds receiver, case and title filled in; to anybody else the link tells \
        nothing. It can be used until it expires, and each reply is a submission of its own.\n\n\
        The same letter with the same content is answered with the invitation that it has. Letters without a name are \
        never the same.",
    request_body = Wanted,
    responses(
        (status = 201, description = "It is registered now", body = Shown,
            headers(("Location" = String, description = "Where it can be looked at")),
            links(
                ("show" = (operation_id = "showInvitation", parameters(("id" = "$response.body#/id")))),
                ("picture" = (operation_id = "fetchInvitationPicture", parameters(("id" = "$response.body#/id")))),
                ("revoke" = (operation_id = "revokeInvitation", parameters(("id" = "$response.body#/id")))),
            )
        ),
        (status = 200, description = "The letter has the same invitation already", body = Shown),
        Inviting,
    ),
    security(("token" = ["write"]), ("maskinporten" = ["write"])),
)]
pub(in crate::web) async fn register(
    app: Data<App>,
    archive: Writes,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    let wanted: Wanted = body(&request, payload).await?;
    let order = wanted
        .order(app.environment, app.desk.clock.now())
        .map_err(|wrong| Problem::InvalidBody(wrong.to_string()))?;
    // The trail names the invitation once there is one, or says which one there was.
    let by = archive.detail("invitation".to_owned());
    match registering::register(&app.desk, &order, &by).await? {
        Outcome::Registered(made) => {
            let mut created = HttpResponse::Created();
            let place = format!("/api/v1/invitations/{}", made.invitation.id);
            created.insert_header((LOCATION, place));
            Ok(answer(&app, created, &made))
        }
        Outcome::Known(found) => Ok(answer(&app, HttpResponse::Ok(), &found)),
        Outcome::InvitedOtherwise(id) => Err(Problem::InvitedOtherwise(id)),
    }
}

/// `GET /api/v1/invitations/{id}`
#[utoipa::path(
    get,
    path = "/api/v1/invitations/{id}",
    operation_id = "showInvitation",
    summary = "Show how an invitation stands",
    description = "Never tells whom the letter is for. An invitation is forgotten 90 days after it expired or was revoked.",
    params(Invited),
    responses((status = 200, description = "As it is", body = Shown), Reading),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn show(
    app: Data<App>,
    archive: Reads,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = find(&app, parse(&id)?).await?;
    let object = found.invitation.id.to_string();
    archive.note(&app, Action::Show, "given", object).await?;
    Ok(answer(&app, HttpResponse::Ok(), &found))
}

/// `GET /api/v1/invitations/{id}/qr`
#[utoipa::path(
    get,
    path = "/api/v1/invitations/{id}/qr",
    operation_id = "fetchInvitationPicture",
    summary = "Fetch an invitation's link as a QR code",
    description = "A picture to print in the letter, as Accept asks for it; PNG, when it doesn't. A quiet zone of four \
        modules is part of it, and a PNG says that 600 of its pixels are an inch. Error correction is level M \
        (ISO/IEC 18004).",
    params(Invited),
    responses(Drawn),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn picture(
    app: Data<App>,
    archive: Reads,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = find(&app, parse(&id)?).await?;
    let kind = Picture::wanted(&request);
    let picture = kind.draw(&found.token.address(&app.public_url))?;
    let object = found.invitation.id.to_string();
    archive.note(&app, Action::Fetch, "given", object).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((VARY, "Accept"))
        .insert_header((CONTENT_TYPE, kind.media_type()))
        .body(picture))
}

/// `POST /api/v1/invitations/{id}/revocation`
#[utoipa::path(
    post,
    path = "/api/v1/invitations/{id}/revocation",
    operation_id = "revokeInvitation",
    summary = "Take an invitation back",
    description = "Its link leads nowhere from now on, and its letter can get another invitation. Replies that were sent \
        stay sent. The same again is answered with the state as it is.",
    params(Invited),
    responses((status = 200, description = "As it is now", body = Shown), Reading),
    security(("token" = ["write"]), ("maskinporten" = ["write"])),
)]
pub(in crate::web) async fn revoke(
    app: Data<App>,
    archive: Writes,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = parse(&id)?;
    let by = archive.detail(id.to_string());
    match registering::revoke(&app.desk, id, &by).await? {
        Revoked::Now | Revoked::Before => {
            let found = find(&app, id).await?;
            Ok(answer(&app, HttpResponse::Ok(), &found))
        }
        Revoked::NotFound => Err(Problem::NotFound),
    }
}

async fn find(app: &App, id: InvitationId) -> Result<Registered, Problem> {
    let found = invitation::registered(&app.desk, id).await?;
    found.ok_or(Problem::NotFound)
}

/// The id in an address.
fn parse(id: &str) -> Result<InvitationId, Problem> {
    id.parse().map_err(|_not_an_id| Problem::NotFound)
}

fn answer(app: &App, mut response: HttpResponseBuilder, found: &Registered) -> HttpResponse {
    response
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(Shown::of(found, &app.public_url, app.desk.clock.now()))
}
