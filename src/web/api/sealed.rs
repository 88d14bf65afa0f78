//! The sealed files: ciphertext in whole or in part, with its SHA-256 as the name of its version
//! (RFC 9110, 8.8.3, 13 and 14).

use std::ops::Range;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, ByteRangeSpec, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE,
    ETAG, EntityTag, Header, IF_RANGE, IfNoneMatch, IfRange, RANGE, Range as RangeHeader,
};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use super::description::{Id, Partly, Sealed};
use super::listing::parse;
use super::problem::Problem;
use crate::app::App;
use crate::identity::audit::Action;
use crate::submission::SubmissionId;
use crate::submission::collect::sealed::{self, Found, Noted, Part, SealedFile};
use crate::web::archive::{Archive, Reads};

/// `GET /api/v1/submissions/{id}/manifest`
#[utoipa::path(
    get,
    path = "/api/v1/submissions/{id}/manifest",
    operation_id = "fetchManifest",
    summary = "Fetch the sealed manifest",
    params(Id, Partly),
    responses(Sealed),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn manifest(
    app: Data<App>,
    archive: Reads,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let wanted = (parse(&id)?, Part::Manifest);
    ciphertext(&app, &archive, &request, wanted).await
}

/// `GET /api/v1/submissions/{id}/arkivmelding`
#[utoipa::path(
    get,
    path = "/api/v1/submissions/{id}/arkivmelding",
    operation_id = "fetchArkivmelding",
    summary = "Fetch the sealed arkivmelding.xml",
    params(Id, Partly),
    responses(Sealed),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn arkivmelding(
    app: Data<App>,
    archive: Reads,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse, Problem> {
    let wanted = (parse(&id)?, Part::Arkivmelding);
    ciphertext(&app, &archive, &request, wanted).await
}

/// `GET /api/v1/submissions/{id}/documents/{number}`
#[utoipa::path(
    get,
    path = "/api/v1/submissions/{id}/documents/{number}",
    operation_id = "fetchDocument",
    summary = "Fetch a sealed document",
    params(Id, ("number" = i64, Path, minimum = 1, description = "Its number, from 1", example = 1), Partly),
    responses(Sealed),
    security(("token" = ["read"]), ("maskinporten" = ["read"])),
)]
pub(in crate::web) async fn document(
    app: Data<App>,
    archive: Reads,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number.parse().map_err(|_not_a_number| Problem::NotFound)?;
    let wanted = (parse(&id)?, Part::Document(number));
    ciphertext(&app, &archive, &request, wanted).await
}

async fn ciphertext(
    app: &App,
    archive: &Archive,
    request: &HttpRequest,
    (id, part): (SubmissionId, Part),
) -> Result<HttpResponse, Problem> {
    let file = match sealed::find(&app.desk, id, part).await? {
        Found::Here(file) => file,
        Found::Gone => return Err(Problem::Gone),
        Found::Nowhere => return Err(Problem::NotFound),
    };
    let tag = file.sha256.clone().map(EntityTag::new_strong);
    let object = format!("{id} {part}");
    if is_known(request, tag.as_ref()) {
        archive.note(app, Action::Show, "given", object).await?;
        let mut answer = HttpResponse::build(StatusCode::NOT_MODIFIED);
        return Ok(described(&mut answer, tag.as_ref()).finish());
    }
    let (status, range) = match wanted(request, &file, tag.as_ref()) {
        Wanted::Whole => (StatusCode::OK, 0..file.size_bytes),
        Wanted::Some(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Beyond => {
            return Err(Problem::RangeNotSatisfiable {
                size_bytes: file.size_bytes,
            });
        }
    };
    let length = range.end - range.start;
    let mut answer = HttpResponse::build(status);
    described(&mut answer, tag.as_ref())
        .insert_header((CONTENT_TYPE, "application/age-encryption"))
        .insert_header((CONTENT_DISPOSITION, attachment(id, part)));
    if status == StatusCode::PARTIAL_CONTENT {
        let last = range.end.saturating_sub(1);
        let told = format!("bytes {}-{last}/{}", range.start, file.size_bytes);
        answer.insert_header((CONTENT_RANGE, told));
    }
    // Known before the first byte leaves: what can't be accounted for isn't given.
    if request.method() == Method::HEAD {
        archive.note(app, Action::Show, "given", object).await?;
    } else {
        let detail = archive.detail(object);
        if sealed::note(&app.desk, id, &detail).await? == Noted::Withdrawn {
            return Err(Problem::Gone);
        }
    }
    let stream = sealed::read(&app.desk, &file, range).await?;
    Ok(answer.body(SizedStream::new(length, stream)))
}

/// What every answer about a sealed file says.
fn described<'a>(
    answer: &'a mut HttpResponseBuilder,
    tag: Option<&EntityTag>,
) -> &'a mut HttpResponseBuilder {
    if let Some(tag) = tag {
        answer.insert_header((ETAG, tag.to_string()));
    }
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((ACCEPT_RANGES, "bytes"))
}

/// Whether the archive has this version already (RFC 9110, 13.1.2).
fn is_known(request: &HttpRequest, tag: Option<&EntityTag>) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => {
            tag.is_some_and(|tag| tags.iter().any(|known| known.weak_eq(tag)))
        }
        Err(_) => false,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    Some(Range<u64>),
    /// Nothing that there is.
    Beyond,
}

/// What part is asked for. A range that makes no sense, several at once, and one of a version that is
/// another one are answered with the whole file (RFC 9110, 13.1.5 and 14.2).
fn wanted(request: &HttpRequest, file: &SealedFile, tag: Option<&EntityTag>) -> Wanted {
    let header = request.headers().get(RANGE);
    let several = header.is_none_or(|value| value.as_bytes().contains(&b','));
    if several || request.method() != Method::GET || !is_same(request, tag) {
        return Wanted::Whole;
    }
    let Ok(RangeHeader::Bytes(ranges)) = RangeHeader::parse(request) else {
        return Wanted::Whole;
    };
    let [range] = ranges.as_slice() else {
        return Wanted::Whole;
    };
    within(range, file.size_bytes)
}

fn within(range: &ByteRangeSpec, size_bytes: u64) -> Wanted {
    range
        .to_satisfiable_range(size_bytes)
        .map_or(Wanted::Beyond, |(first, last)| {
            Wanted::Some(first..last.saturating_add(1))
        })
}

/// Whether the rest of a file is of the version that the archive has the beginning of. There is no time of
/// last change, so a date never fits.
fn is_same(request: &HttpRequest, tag: Option<&EntityTag>) -> bool {
    if !request.headers().contains_key(IF_RANGE) {
        return true;
    }
    match (IfRange::parse(request), tag) {
        (Ok(IfRange::EntityTag(known)), Some(tag)) => known.strong_eq(tag),
        _ => false,
    }
}

/// Never shown, always saved, and under a name that holds nothing of the sender's: `manifest` says what the
/// file is called (OWASP ASVS 5.0, 5.4.1).
fn attachment(id: SubmissionId, part: Part) -> String {
    let part = part.to_string().replace(' ', "-");
    format!("attachment; filename=\"{id}-{part}.age\"")
}
