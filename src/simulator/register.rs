//! Enhetsregisteret as far as the synthetic people's organisations go.

use actix_web::HttpResponse;
use actix_web::web::Path;
use serde_json::json;

use super::people::PEOPLE;

/// `GET /enheter/{number}`
pub(super) async fn unit(number: Path<String>) -> HttpResponse {
    let known = PEOPLE
        .iter()
        .filter_map(|person| person.manages.as_ref())
        .find(|organisation| organisation.number.replace(' ', "") == *number);
    match known {
        Some(organisation) => HttpResponse::Ok().json(json!({
            "organisasjonsnummer": *number,
            "navn": organisation.name,
            "organisasjonsform": { "kode": "AS", "beskrivelse": "Aksjeselskap" },
            "konkurs": false,
            "underAvvikling": false,
            "respons_klasse": "Enhet",
        })),
        None => HttpResponse::NotFound().finish(),
    }
}

/// `GET /underenheter/{number}`: there are none.
pub(super) async fn sub_unit() -> HttpResponse {
    HttpResponse::NotFound().finish()
}
