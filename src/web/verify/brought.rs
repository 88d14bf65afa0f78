//! What somebody brings to be checked: the receipt in memory, of documents their hash alone.

use std::io;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_LENGTH, ContentDisposition};
use actix_web::web::Payload;
use bytes::Bytes;
use futures_util::stream::{Stream, try_unfold};
use futures_util::{TryStreamExt, pin_mut};
use sha2::{Digest, Sha256};

use super::turns::{NoTurn, Turns};
use crate::app::App;
use crate::crypt::hex;
use crate::submission::{FileName, Limits, MB};
use crate::web::address::client_address;
use crate::web::error::WebError;

/// Larger than any receipt: fifty documents fill a few pages.
pub(super) const MAX_RECEIPT_MB: u64 = 2;
const MAX_RECEIPT_BYTES: u64 = MAX_RECEIPT_MB * MB;
/// What a form carries beside the files.
const FORM_OVERHEAD_BYTES: u64 = MB;
/// How long one check may take, on a slow line.
const LONGEST: Duration = Duration::from_mins(30);
/// How long a check for which there is no turn is heard out.
const LONGEST_REFUSED: Duration = Duration::from_mins(1);
/// Bytes a second that must come in the long run: a turn can't be held with a byte now and then. The slowest
/// telephones are faster.
const SLOWEST: u64 = 4 * 1024;
/// How far somebody may lag behind that.
const LAG: Duration = Duration::from_secs(30);

/// A form for checking.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) receipt: ReceiptFile,
    pub(super) copies: Vec<Copy>,
}

/// The receipt's file.
#[derive(Default)]
pub(super) enum ReceiptFile {
    #[default]
    NotChosen,
    TooLarge,
    Whole(Vec<u8>),
}

/// Somebody's own copy of a document.
pub(super) struct Copy {
    pub(super) name: String,
    pub(super) sha256: String,
}

/// Reads a form, if there is a turn for it.
pub(super) async fn read(
    app: &App,
    turns: &Turns,
    request: &HttpRequest,
    payload: Payload,
) -> Result<Brought, WebError> {
    let limits = app.desk.limits;
    refuse_hopeless(request, limits)?;
    let bytes = bounded(payload, limits);
    let reading = async {
        match turns.take(client_address(request, app).as_deref()) {
            Ok(_turn) => read_form(Multipart::new(request.headers(), bytes), limits).await,
            Err(refused) => {
                // A browser has to be heard out before it listens to the answer.
                pin_mut!(bytes);
                let heard = async { while let Ok(Some(_)) = bytes.try_next().await {} };
                // Whoever takes longer is not answered.
                drop(tokio::time::timeout(LONGEST_REFUSED, heard).await);
                Err(WebError::Busy {
                    by_others: refused == NoTurn::TakenByOthers,
                })
            }
        }
    };
    let read = tokio::time::timeout(LONGEST, reading).await;
    read.map_err(|_elapsed| WebError::BadRequest)?
}

async fn read_form(mut form: Multipart, limits: Limits) -> Result<Brought, WebError> {
    let mut brought = Brought::default();
    while let Some(mut field) = form.try_next().await.map_err(|error| refused(&error))? {
        let given = field
            .content_disposition()
            .and_then(ContentDisposition::get_filename)
            .unwrap_or_default();
        if given.is_empty() {
            // What browsers send for a file field that nobody touched, and what is no file at all.
            continue;
        }
        let name = FileName::made_safe(given).to_string();
        match field.name() {
            Some("receipt") => brought.receipt = receipt(&mut field).await?,
            Some("documents") if brought.copies.len() >= 2 * limits.documents => {
                return Err(WebError::TooLarge);
            }
            Some("documents") => {
                let sha256 = sha256(&mut field).await?;
                brought.copies.push(Copy { name, sha256 });
            }
            _ => {}
        }
    }
    Ok(brought)
}

/// The receipt as a whole; one that is too large is read to its end and thrown away.
async fn receipt(field: &mut Field) -> Result<ReceiptFile, WebError> {
    let mut file = Vec::new();
    let mut left = Some(MAX_RECEIPT_BYTES);
    while let Some(chunk) = field.try_next().await.map_err(|error| refused(&error))? {
        left = left.and_then(|left| left.checked_sub(length_of(&chunk)));
        match left {
            Some(_) => file.extend_from_slice(&chunk),
            None => file = Vec::new(),
        }
    }
    Ok(match left {
        Some(_) => ReceiptFile::Whole(file),
        None => ReceiptFile::TooLarge,
    })
}

async fn sha256(field: &mut Field) -> Result<String, WebError> {
    let mut hash = Sha256::new();
    while let Some(chunk) = field.try_next().await.map_err(|error| refused(&error))? {
        hash.update(&chunk);
    }
    Ok(hex(&hash.finalize()))
}

/// As much as a form may hold: a receipt, and as many bytes of documents as can be sent.
fn most_bytes(limits: Limits) -> u64 {
    limits
        .submission_bytes
        .saturating_add(MAX_RECEIPT_BYTES)
        .saturating_add(FORM_OVERHEAD_BYTES)
}

/// A request that says itself that it is too large is not listened to.
fn refuse_hopeless(request: &HttpRequest, limits: Limits) -> Result<(), WebError> {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most_bytes(limits)) {
        Err(WebError::TooLarge)
    } else {
        Ok(())
    }
}

/// The bytes of a request, as long as they keep coming at a pace and are not too many.
fn bounded(payload: Payload, limits: Limits) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    let patience = Duration::from_secs(limits.stall_seconds);
    let most = most_bytes(limits);
    let begun = tokio::time::Instant::now();
    try_unfold((payload, most), move |(mut payload, left)| async move {
        let paid_for = Duration::from_secs((most - left) / SLOWEST);
        let late = (begun + LAG + paid_for).saturating_duration_since(tokio::time::Instant::now());
        let next = tokio::time::timeout(patience.min(late), payload.try_next());
        let Some(chunk) = next.await.map_err(|_elapsed| stalled())?? else {
            return Ok(None);
        };
        let left = left.checked_sub(length_of(&chunk));
        let left = left.ok_or(PayloadError::Overflow)?;
        Ok(Some((chunk, (payload, left))))
    })
}

fn length_of(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

fn stalled() -> PayloadError {
    PayloadError::Io(io::Error::new(
        io::ErrorKind::TimedOut,
        "no bytes came for too long",
    ))
}

const fn refused(error: &MultipartError) -> WebError {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => WebError::TooLarge,
        _ => WebError::BadRequest,
    }
}
