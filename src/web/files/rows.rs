//! What is done with a document that is there: it gets another place, or is taken out again.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::submission::SubmissionId;
use crate::submission::documents;
use crate::submission::documents::order::{self, Destination};
use crate::web::error::WebError;
use crate::web::forms::{Nothing, Protected};
use crate::web::page::{Page, html, see_other};
use crate::web::submissions::{draft_of, not_a_draft};
use crate::web::visitor::Citizen;

/// The form of a document's place.
#[derive(Deserialize)]
pub(in crate::web) struct Place {
    #[serde(default)]
    direction: String,
    /// With the direction `before`: the number of the document that is to follow.
    #[serde(default)]
    before: String,
}

impl Place {
    fn destination(&self) -> Result<Destination, WebError> {
        match self.direction.as_str() {
            "up" => Ok(Destination::Up),
            "down" => Ok(Destination::Down),
            "last" => Ok(Destination::Last),
            "before" => {
                let number = self.before.parse();
                let number = number.map_err(|_not_a_number| WebError::BadRequest)?;
                Ok(Destination::Before(number))
            }
            _ => Err(WebError::BadRequest),
        }
    }
}

/// `POST /submissions/{id}/files/{number}/move`
pub(in crate::web) async fn arrange(
    app: Data<App>,
    citizen: Citizen,
    path: Path<(String, i64)>,
    form: Form<Protected<Place>>,
) -> Result<HttpResponse, WebError> {
    let place = form.into_inner().verified(&citizen.page)?;
    let (id, number) = path.into_inner();
    let id = draft_of(&app, &citizen, &id).await?.id;
    let destination = place.destination()?;
    let arranged = order::arrange(&app.desk, &citizen.person, id, number, destination).await?;
    if arranged.is_err() {
        return Err(not_a_draft(&app, &citizen, id).await);
    }
    // Where the eyes were: without a script the page begins at its top.
    Ok(see_other(format!("{}#document-{number}", page_of(id))))
}

#[derive(Template)]
#[template(path = "remove_file.html")]
struct RemovePage {
    page: Page,
    id: String,
    number: i64,
    name: String,
}

/// `GET /submissions/{id}/files/{number}/remove`: asks first, since a file can't be brought back.
pub(in crate::web) async fn ask_remove(
    app: Data<App>,
    citizen: Citizen,
    path: Path<(String, i64)>,
) -> Result<HttpResponse, WebError> {
    let (id, number) = path.into_inner();
    let submission = draft_of(&app, &citizen, &id).await?;
    let id = submission.id;
    let mut documents = submission.documents.into_iter();
    let Some(document) = documents.find(|document| document.number == number) else {
        // It is gone already.
        return Ok(see_other(page_of(id)));
    };
    html(
        StatusCode::OK,
        &RemovePage {
            page: citizen.page,
            id: id.to_string(),
            number,
            name: document.facts.name.to_string(),
        },
    )
}

/// `POST /submissions/{id}/files/{number}/remove`
pub(in crate::web) async fn remove(
    app: Data<App>,
    citizen: Citizen,
    path: Path<(String, i64)>,
    form: Form<Protected<Nothing>>,
) -> Result<HttpResponse, WebError> {
    form.into_inner().verified(&citizen.page)?;
    let (id, number) = path.into_inner();
    let id = draft_of(&app, &citizen, &id).await?.id;
    let removed = documents::remove(&app.desk, &citizen.person, id, number).await?;
    if removed.is_err() {
        return Err(not_a_draft(&app, &citizen, id).await);
    }
    Ok(see_other(page_of(id)))
}

/// The address of the page.
fn page_of(id: SubmissionId) -> String {
    format!("/submissions/{id}/files")
}
