//! The page where anybody checks a receipt, and copies of the documents with it. Nobody logs in, nothing is changed,
//! and nothing of what is brought is kept or logged.

mod brought;
mod turns;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::WebError;
use super::forms::Errors;
use super::indexed::Indexed;
use super::page::{Page, html};
use super::visitor::Visitor;
use crate::app::App;
use crate::i18n::Locale;
use crate::submission::MB;
use crate::submission::proof::{self, Listed, NotGenuine, Statement};
use brought::{Brought, Copy, MAX_RECEIPT_MB, ReceiptFile};
pub(super) use turns::Turns;

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage {
    /// None where something must be put right.
    indexed: Option<Indexed>,
    page: Page,
    errors: Errors,
    max_receipt_mb: u64,
    max_documents_mb: u64,
}

#[derive(Template)]
#[template(path = "verified.html")]
struct VerifiedPage {
    page: Page,
    heading: String,
    /// Whether every copy that was brought is one of the receipt's documents.
    all_match: bool,
    statement: Statement,
    sender: String,
    received: String,
    documents: Vec<DocumentShown>,
    compared: Vec<Compared>,
}

#[derive(Template)]
#[template(path = "not_genuine.html")]
struct NotGenuinePage {
    page: Page,
    what: String,
}

struct DocumentShown {
    name: String,
    size: String,
    sha256: String,
}

/// A copy that was brought, and which of the receipt's documents it is.
struct Compared {
    name: String,
    same: Vec<String>,
}

/// `GET /verify`
pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, WebError> {
    let page = visitor.page;
    let municipality = page.municipality.as_str();
    let description = t!(page, "verify-intro", municipality = municipality);
    let indexed = Indexed::new(&app, &request, &page, description);
    form(&app, page, Errors::default(), Some(indexed))
}

/// `POST /verify`
pub(super) async fn check(
    app: Data<App>,
    turns: Data<Turns>,
    request: HttpRequest,
    visitor: Visitor,
    payload: Payload,
) -> Result<HttpResponse, WebError> {
    let brought = brought::read(&app, &turns, &request, payload).await?;
    answer(&app, visitor.page, brought)
}

fn answer(app: &App, page: Page, brought: Brought) -> Result<HttpResponse, WebError> {
    let mut errors = Errors::default();
    match brought.receipt {
        ReceiptFile::NotChosen => errors.add("receipt", t!(page, "err-verify-none-chosen")),
        ReceiptFile::TooLarge => errors.add(
            "receipt",
            t!(page, "err-verify-too-large", max = MAX_RECEIPT_MB),
        ),
        ReceiptFile::Whole(file) => {
            let keys = app.receipt_keys.public();
            match proof::verified(&file, keys, Some(&app.public_url)) {
                Ok(statement) => return genuine(page, statement, &brought.copies),
                Err(NotGenuine::NotAReceipt) => {
                    errors.add("receipt", t!(page, "err-verify-not-a-receipt"));
                }
                Err(refused) => return not_genuine(page, &refused),
            }
        }
    }
    form(app, page, errors, None)
}

fn form(
    app: &App,
    page: Page,
    errors: Errors,
    indexed: Option<Indexed>,
) -> Result<HttpResponse, WebError> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html(
        status,
        &VerifyPage {
            indexed,
            page,
            errors,
            max_receipt_mb: MAX_RECEIPT_MB,
            max_documents_mb: app.desk.limits.submission_bytes / MB,
        },
    )
}

fn genuine(page: Page, statement: Statement, copies: &[Copy]) -> Result<HttpResponse, WebError> {
    let locale = page.locale;
    let compared: Vec<_> = copies
        .iter()
        .map(|copy| Compared::of(copy, &statement, locale))
        .collect();
    let all_match = compared.iter().all(|copy| !copy.same.is_empty());
    let heading = if all_match {
        t!(page, "verify-genuine-heading")
    } else {
        t!(page, "verify-mismatch-heading")
    };
    html(
        StatusCode::OK,
        &VerifiedPage {
            heading,
            all_match,
            sender: statement.sender.in_words(locale),
            received: statement.received_in_words(locale),
            documents: statement
                .documents
                .iter()
                .map(|document| DocumentShown::of(document, locale))
                .collect(),
            compared,
            statement,
            page,
        },
    )
}

fn not_genuine(page: Page, refused: &NotGenuine) -> Result<HttpResponse, WebError> {
    let what = match refused {
        NotGenuine::NotAReceipt | NotGenuine::Altered => t!(page, "verify-altered-what"),
        NotGenuine::UnknownKey => t!(page, "verify-unknown-key-what"),
        NotGenuine::OtherIssuer(issuer) => {
            t!(page, "verify-other-issuer-what", issuer = issuer.as_str())
        }
    };
    html(StatusCode::OK, &NotGenuinePage { page, what })
}

impl DocumentShown {
    fn of(document: &Listed, locale: Locale) -> Self {
        Self {
            name: document.name_in_words(locale),
            size: locale.size(document.size_bytes),
            sha256: document.sha256.clone(),
        }
    }
}

impl Compared {
    fn of(copy: &Copy, statement: &Statement, locale: Locale) -> Self {
        let same = statement.documents_of(&copy.sha256).map(|document| {
            t!(
                locale,
                "verify-compared-same",
                number = document.number.to_string(),
                name = document.name.as_str()
            )
        });
        Self {
            same: same.collect(),
            name: copy.name.clone(),
        }
    }
}
