//! What the API is like, for machines: an OpenAPI 3.1 document made from the handlers and the nouns they
//! speak of. It also answers who asks in a way that is not in it.

mod told;

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, PathItem};
use utoipa::{Modify, OpenApi};

use super::problem::{Details, Problem};
use super::{answers, invitations, listing, sealed};
pub(super) use told::{
    Answering, Counting, Drawn, Id, Invited, Inviting, Listed, Partly, Reading, Sealed,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "sendsikkert: the archive's API",
        version = "1",
        description = "What an archive fetches and answers. List what waits; for each submission fetch the \
            manifest, arkivmelding and every document, decrypt them with the archive's age identity, check them \
            against the manifest's hashes, flush them to disk, and acknowledge with the confirmation code from \
            inside the manifest. For letters that may be answered here, register an invitation and print its \
            link. Everything may be asked twice without harm.\n\n\
            GET addresses answer HEAD as well. Everything that goes wrong is told as problem details (RFC 9457) \
            whose `type` stays; an unknown address is `urn:sendsikkert:problem:not-found`, another method \
            `urn:sendsikkert:problem:method-not-allowed`, with `Allow`.",
    ),
    paths(
        listing::list,
        listing::show,
        listing::figures,
        sealed::manifest,
        sealed::arkivmelding,
        sealed::document,
        answers::acknowledge,
        answers::send_back,
        invitations::register,
        invitations::show,
        invitations::picture,
        invitations::revoke,
        show,
    ),
    components(schemas(Details)),
    modifiers(&Schemes),
)]
struct Description;

/// How archives show who they are.
struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let bearer = |format: &str, description: &str| {
            let scheme = Http::builder()
                .scheme(HttpAuthScheme::Bearer)
                .bearer_format(format)
                .description(Some(description));
            SecurityScheme::Http(scheme.build())
        };
        components.add_security_scheme(
            "token",
            bearer(
                "sst_…",
                "A token of the portal's own (`sendsikkert token create`), with the scopes read and write, or one of them",
            ),
        );
        components.add_security_scheme(
            "maskinporten",
            bearer(
                "JWT",
                "An access token from Maskinporten, with the scopes that the installation has chosen for read and write",
            ),
        );
    }
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(Description::openapi);
static TEXT: LazyLock<Result<String, serde_json::Error>> = LazyLock::new(|| DOCUMENT.to_json());

/// `GET /api/openapi.json`
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    operation_id = "showDescription",
    summary = "This document",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json")),
    security(()),
)]
pub(in crate::web) async fn show() -> HttpResponse {
    match TEXT.as_deref() {
        Ok(text) => HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-cache"))
            .insert_header((CONTENT_TYPE, "application/json"))
            .body(text),
        Err(error) => {
            let error = anyhow::anyhow!("writing the description of the API: {error}");
            HttpResponse::from_error(Problem::from(error))
        }
    }
}

/// The answer to an address that does not exist, or does not know the method.
pub(in crate::web) async fn unknown(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let path = request.path();
    let known = DOCUMENT.paths.paths.iter();
    let mut known = known.filter(|(pattern, _)| fits(pattern, path));
    Err(match known.next() {
        Some((_, item)) => Problem::MethodNotAllowed {
            allowed: methods(item),
        },
        None => Problem::NotFound,
    })
}

fn fits(pattern: &str, path: &str) -> bool {
    let (wanted, given) = (pattern.split('/'), path.split('/'));
    wanted.clone().count() == given.clone().count()
        && wanted
            .zip(given)
            .all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
}

/// As they stand in `Allow`.
fn methods(item: &PathItem) -> String {
    let reads = item.get.is_some().then_some("GET, HEAD");
    let writes = item.post.is_some().then_some("POST");
    let methods: Vec<_> = reads.into_iter().chain(writes).collect();
    methods.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_the_pattern_with_its_own_length() {
        let pattern = "/api/v1/submissions/{id}/manifest";
        for (path, expected) in [
            ("/api/v1/submissions/x/manifest", true),
            ("/api/v1/submissions/x/manifest/", false),
            ("/api/v1/submissions/x", false),
            ("/api/v1/submissions/x/arkivmelding", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{path}");
        }
    }
}
