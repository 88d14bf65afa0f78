//! Files come in, several at a time, each as a stream straight into the cipher.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::header::{CONTENT_LENGTH, ContentDisposition, HeaderMap};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::TryStreamExt;

use super::alive::kept_alive;
use super::refusal::Refusal;
use super::{Wrong, put_right};
use crate::app::App;
use crate::scan::Unscanned;
use crate::submission::intake::{self, Failure};
use crate::submission::records::Submission;
use crate::submission::{Limits, SubmissionId};
use crate::web::error::WebError;
use crate::web::forms::verify_token;
use crate::web::page::see_other;
use crate::web::submissions::{draft_of, not_a_draft};
use crate::web::visitor::Citizen;

/// Room for what a form carries beside the files.
const FORM_OVERHEAD_BYTES: u64 = 1024 * 1024;
/// A token is 43 characters, the other fields are words.
const MAX_TEXT_BYTES: usize = 256;

/// `POST /submissions/{id}/files`: each file is kept or refused by itself.
pub(in crate::web) async fn upload(
    app: Data<App>,
    request: HttpRequest,
    citizen: Citizen,
    id: Path<String>,
    payload: Payload,
) -> Result<HttpResponse, WebError> {
    let submission = draft_of(&app, &citizen, &id).await?;
    refuse_hopeless(request.headers(), app.desk.limits)?;
    let (bytes, session) = kept_alive(app.clone(), citizen.cookie.clone(), payload);
    let form = Multipart::new(request.headers(), bytes);
    match read(&app, &citizen, submission, form).await {
        // It broke off because it had to.
        Err(_) if session.has_ended() => Err(WebError::LoginRequired {
            return_to: None,
            is_kept: false,
        }),
        answer => answer,
    }
}

async fn read(
    app: &App,
    citizen: &Citizen,
    submission: Submission,
    mut form: Multipart,
) -> Result<HttpResponse, WebError> {
    let mut sent = Sent::default();
    while let Some(mut field) = form.try_next().await.map_err(|error| interrupted(&error))? {
        match field.name() {
            Some("csrf") => {
                verify_token(&small_text(&mut field).await?, &citizen.page)?;
                sent.verified = true;
            }
            // The token stands first in the form: no byte of a file is taken without it.
            Some("files" | "photo") if !sent.verified => return Err(WebError::Csrf),
            // Far more files than a submission holds are not read to their end.
            Some("files" | "photo") if sent.files > 10 * app.desk.limits.documents => {
                return Err(WebError::TooLarge);
            }
            Some("files" | "photo") => {
                sent.add(receive(app, citizen, submission.id, &mut field).await?);
            }
            Some("next") => sent.go_on = small_text(&mut field).await? == "review",
            _ => {}
        }
    }
    if !sent.verified {
        return Err(WebError::Csrf);
    }
    let goes_on_with_what_is_there = sent.go_on && !submission.documents.is_empty();
    if sent.files == 0 && !goes_on_with_what_is_there {
        sent.wrong
            .errors
            .add("files", t!(citizen.page, "err-files-none-chosen"));
    }
    if sent.wrong.is_empty() {
        let next = if sent.go_on { "review" } else { "files" };
        return Ok(see_other(format!("/submissions/{}/{next}", submission.id)));
    }
    let submission = draft_of(app, citizen, &submission.id.to_string()).await?;
    put_right(app, citizen, submission, sent.wrong).await
}

/// What a form has brought so far.
#[derive(Default)]
struct Sent {
    verified: bool,
    files: usize,
    /// Whether the person is done with files.
    go_on: bool,
    wrong: Wrong,
}

impl Sent {
    fn add(&mut self, received: Received) {
        match received {
            Received::NothingChosen => {}
            Received::Kept => {
                self.files += 1;
                self.wrong.others_kept = true;
            }
            Received::Refused(refusal) => {
                self.files += 1;
                self.wrong.refusals.push(refusal);
            }
        }
    }
}

enum Received {
    Kept,
    NothingChosen,
    Refused(Refusal),
}

/// Browsers escape three characters in file names (HTML standard, "multipart/form-data").
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

/// A field that is not a file.
async fn small_text(field: &mut Field) -> Result<String, WebError> {
    let bytes = field
        .bytes(MAX_TEXT_BYTES)
        .await
        .map_err(|_too_long| WebError::BadRequest)?;
    Ok(String::from_utf8_lossy(&bytes.map_err(|error| interrupted(&error))?).into_owned())
}

async fn receive(
    app: &App,
    citizen: &Citizen,
    id: SubmissionId,
    field: &mut Field,
) -> Result<Received, WebError> {
    let disposition = field.content_disposition();
    let given = disposition
        .and_then(ContentDisposition::get_filename)
        .map(unescaped)
        .unwrap_or_default();
    if given.is_empty() {
        // What browsers send for a file field that nobody touched.
        return Ok(Received::NothingChosen);
    }
    match intake::receive(&app.desk, &citizen.person, id, &given, &mut *field).await {
        Ok(()) => Ok(Received::Kept),
        // What is left of a refused file is read and thrown away with the form's next turn: a browser
        // has to be heard out before it listens to the answer.
        Err(Failure::Refused(rejection)) => {
            tracing::info!(submission.id = %id, verdict = rejection.code(), "a document was refused");
            let (limits, locale) = (app.desk.limits, citizen.page.locale);
            let refusal = Refusal::of(&given, &rejection, limits, locale);
            Ok(Received::Refused(refusal))
        }
        Err(Failure::Unscanned(unscanned)) => Ok(not_scanned(citizen, id, &given, unscanned)),
        Err(Failure::Internal(error)) => Ok(not_stored(citizen, id, &given, &error)),
        Err(Failure::NotADraft) => Err(not_a_draft(app, citizen, id).await),
        Err(Failure::CutOff(error)) => Err(interrupted(&error)),
    }
}

/// Told of at the file, beside those that were kept; what happened is for the operator.
fn not_stored(citizen: &Citizen, id: SubmissionId, given: &str, error: &anyhow::Error) -> Received {
    tracing::error!(submission.id = %id, error = format!("{error:#}"), "a document could not be stored");
    Received::Refused(Refusal::plain(
        given,
        t!(citizen.page, "err-file-not-stored"),
        t!(citizen.page, "rec-file-not-stored"),
    ))
}

/// A request that says itself that it is larger than everything that could be accepted is not listened
/// to. (Refused files in an acceptable request are read to their end and thrown away.)
fn refuse_hopeless(headers: &HeaderMap, limits: Limits) -> Result<(), WebError> {
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    let most = limits
        .submission_bytes
        .max(limits.zip_bytes)
        .saturating_mul(2)
        + FORM_OVERHEAD_BYTES;
    if length.is_some_and(|length| length > most) {
        Err(WebError::TooLarge)
    } else {
        Ok(())
    }
}

/// The same when nobody can say whether it is malware.
fn not_scanned(citizen: &Citizen, id: SubmissionId, given: &str, unscanned: Unscanned) -> Received {
    let error = anyhow::Error::new(unscanned);
    tracing::error!(alarm = "scanner", submission.id = %id, error = format!("{error:#}"), "a document could not be scanned");
    Received::Refused(Refusal::plain(
        given,
        t!(citizen.page, "err-file-not-scanned"),
        t!(citizen.page, "rec-file-not-scanned"),
    ))
}

/// The connection broke; there is hardly anyone left to read the answer.
fn interrupted(error: &MultipartError) -> WebError {
    tracing::info!(error = error_kind(error), "an upload was cut off");
    WebError::BadRequest
}

/// The error's own text may quote the form.
const fn error_kind(error: &MultipartError) -> &'static str {
    match error {
        MultipartError::Incomplete => "incomplete",
        MultipartError::Payload(_) => "connection",
        _ => "malformed",
    }
}
