//! What several operations share: parameters, the sealed files' answers, and what each kind of operation
//! may refuse.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use serde_json::json;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::SchemaFormat;
use utoipa::openapi::{ContentBuilder, ObjectBuilder, Ref, RefOr, Required, Response, Type};
use utoipa::{IntoParams, IntoResponses};

use crate::web::api::problem::Code;

type Responses = BTreeMap<String, RefOr<Response>>;

/// What stands in front of every operation.
const DOOR: [Code; 8] = [
    Code::InvalidRequest,
    Code::Unauthorized,
    Code::InvalidToken,
    Code::InsufficientScope,
    Code::Forbidden,
    Code::MaskinportenUnavailable,
    Code::TooManyRequests,
    Code::Internal,
];

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $told:literal, $example:literal;)*) => {$(
        $(#[$doc])*
        pub(in crate::web::api) enum $name {}

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                vec![id($told, $example)]
            }
        }
    )*};
}

ids! {
    /// The id of a submission, in the address.
    Id: "The submission, as the list has it", "0b9d1b2a-c93f-4d3d-9b0a-3c4f6f3a7c55";
    /// The id of an invitation, in the address.
    Invited: "The invitation, as it was registered", "7c1f6a0e-52b4-4f0c-8d38-90f1f6a1b2e4";
}

fn id(description: &str, example: &str) -> Parameter {
    let id = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::Custom("uuid".to_owned())));
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(id))
        .example(Some(json!(example)))
        .build()
}

/// What part of a sealed file is wanted.
pub(in crate::web::api) enum Partly {}

impl IntoParams for Partly {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let header = |name: &str, description: &str| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .description(Some(description))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
                .build()
        };
        vec![
            header(
                "Range",
                "One range of bytes, as bytes=1048576-. Several at once, or what is none, are passed over, and the whole file comes",
            ),
            header(
                "If-Range",
                "The ETag of the part that is there already: of another version the whole file comes",
            ),
            header(
                "If-None-Match",
                "The ETag of the file that is there already: the same version does not come again",
            ),
        ]
    }
}

/// What a sealed file is answered with.
pub(in crate::web::api) enum Sealed {}

impl IntoResponses for Sealed {
    fn responses() -> Responses {
        let mut all = refusals(&[Code::NotFound, Code::Gone, Code::RangeNotSatisfiable]);
        let whole = ciphertext("The sealed file, to be opened with the archive's age identity");
        let range = header("Which bytes these are, of how many");
        let part = ciphertext("The range that was asked for").header("Content-Range", range);
        let known =
            versioned(ResponseBuilder::new()).description("The archive has this version already");
        all.insert("200".to_owned(), whole.build().into());
        all.insert("206".to_owned(), part.build().into());
        all.insert("304".to_owned(), known.build().into());
        all
    }
}

/// What the picture of a link is answered with.
pub(in crate::web::api) enum Drawn {}

impl IntoResponses for Drawn {
    fn responses() -> Responses {
        let mut all = refusals(&[Code::NotFound]);
        let picture = || ContentBuilder::new().build();
        let drawn = ResponseBuilder::new()
            .description("The picture")
            .content("image/png", picture())
            .content("image/svg+xml", picture())
            .header("Vary", header("Accept"));
        all.insert("200".to_owned(), drawn.build().into());
        all
    }
}

fn ciphertext(description: &str) -> ResponseBuilder {
    versioned(ResponseBuilder::new())
        .description(description)
        .content("application/age-encryption", ContentBuilder::new().build())
        .header(
            "Content-Disposition",
            header("A name for the file that tells nothing"),
        )
}

fn versioned(response: ResponseBuilder) -> ResponseBuilder {
    let tag = "The SHA-256 of the ciphertext, 64 hexadecimal digits in quotes; files from before version 1 have none";
    response
        .header("ETag", header(tag))
        .header("Accept-Ranges", header("bytes"))
}

fn header(description: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String);
    let header = HeaderBuilder::new().schema(Some(text));
    header.description(Some(description)).build()
}

macro_rules! refusing {
    ($($(#[$doc:meta])* $name:ident: [$($code:ident),*];)*) => {$(
        $(#[$doc])*
        pub(in crate::web::api) enum $name {}

        impl IntoResponses for $name {
            fn responses() -> Responses {
                refusals(&[$(Code::$code),*])
            }
        }
    )*};
}

refusing! {
    /// What counting refuses.
    Counting: [];
    /// What a list refuses.
    Listed: [InvalidParameter];
    /// What reading about one submission refuses.
    Reading: [NotFound];
    /// What an invitation is refused for.
    Inviting: [InvalidBody, InvitedOtherwise, BodyTooLarge, UnsupportedMediaType];
    /// What an answer of the archive's is refused for.
    Answering: [
        InvalidBody, WrongConfirmation, NotFound, AnsweredOtherwise, Withdrawn, Gone, BodyTooLarge, UnsupportedMediaType
    ];
}

/// The door's refusals and some more, those with the same status together.
fn refusals(codes: &[Code]) -> Responses {
    let mut by_status: BTreeMap<StatusCode, Vec<Code>> = BTreeMap::new();
    for code in codes.iter().chain(&DOOR) {
        by_status.entry(code.status()).or_default().push(*code);
    }
    let all = by_status.into_iter();
    all.map(|(status, codes)| (status.as_u16().to_string(), refusal(status, &codes).into()))
        .collect()
}

fn refusal(status: StatusCode, codes: &[Code]) -> Response {
    let titles: Vec<_> = codes.iter().map(|code| code.title()).collect();
    let examples = codes.iter().map(|code| {
        let example = ExampleBuilder::new().value(Some(json!(code.details(None))));
        (code.name(), example.build())
    });
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .examples_from_iter(examples);
    let response = ResponseBuilder::new()
        .description(titles.join(". Or: "))
        .content("application/problem+json", content.build());
    let response = match status {
        StatusCode::UNAUTHORIZED => {
            response.header("WWW-Authenticate", header("Bearer (RFC 6750, 3)"))
        }
        StatusCode::TOO_MANY_REQUESTS => response.header(
            "Retry-After",
            header("Seconds until another request is taken"),
        ),
        StatusCode::SERVICE_UNAVAILABLE => response.header(
            "Retry-After",
            header("Seconds until Maskinporten is asked again"),
        ),
        StatusCode::RANGE_NOT_SATISFIABLE => {
            response.header("Content-Range", header("How many bytes there are"))
        }
        _ => response,
    };
    response.build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_to_wait_is_told_for_what() {
        let responses = json!(Counting::responses());
        let told =
            |status: &str| responses[status]["headers"]["Retry-After"]["description"].clone();
        assert_eq!(told("429"), "Seconds until another request is taken");
        assert_eq!(told("503"), "Seconds until Maskinporten is asked again");
    }
}
