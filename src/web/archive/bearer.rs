//! The token of a request: in one `Authorization` header, and nowhere else (RFC 6750, 2 and 3.1).
//!
//! In an address it would stand in logs and histories, so a request with one there is refused even when
//! it carries a good one where it belongs: whoever sends it must learn not to.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::denied::Denied;

/// The name of a token where it does not belong (RFC 6750, 2.2 and 2.3).
const PARAMETER: &str = "access_token";
/// Whoever has shown nothing yet is not waited for.
const FORM_TIMEOUT: Duration = Duration::from_secs(5);

/// What a request shows. A form's fields are read to see whether a token is among them.
pub(super) struct Presented {
    header: Result<Option<String>, Denied>,
    form: Option<<Bytes as FromRequest>::Future>,
}

impl Presented {
    /// Takes it out of a request. The body is touched when it is a form, which no address of the API takes.
    pub(super) fn take(request: &HttpRequest, payload: &mut Payload) -> Self {
        let header = if holds_token(request.query_string().as_bytes()) {
            Err(Denied::InvalidRequest)
        } else {
            of_header(request.headers())
        };
        let is_form = request
            .content_type()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let form = is_form.then(|| Bytes::from_request(request, payload));
        Self { header, form }
    }

    /// The token.
    pub(super) async fn token(self) -> Result<String, Denied> {
        let header = self.header?;
        if let Some(form) = self.form {
            // One that is too long to look through, or takes too long to come, is refused as well.
            let form = tokio::time::timeout(FORM_TIMEOUT, form).await;
            if !form.is_ok_and(|form| form.is_ok_and(|form| !holds_token(&form))) {
                return Err(Denied::InvalidRequest);
            }
        }
        header.ok_or(Denied::NoToken)
    }
}

fn holds_token(form: &[u8]) -> bool {
    url::form_urlencoded::parse(form).any(|(name, _)| name == PARAMETER)
}

fn of_header(headers: &HeaderMap) -> Result<Option<String>, Denied> {
    let mut all = headers.get_all(AUTHORIZATION);
    let Some(header) = all.next() else {
        return Ok(None);
    };
    if all.next().is_some() {
        return Err(Denied::InvalidRequest);
    }
    let text = header
        .to_str()
        .map_err(|_no_text| Denied::InvalidRequest)?
        .trim();
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    let token = token.trim_start();
    if is_token(token) {
        Ok(Some(token.to_owned()))
    } else {
        Err(Denied::InvalidRequest)
    }
}

/// Whether some text is made as tokens are (RFC 6750, 2.1: `b64token`).
fn is_token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty()
        && body
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    #[test]
    fn one_header_holds_one_token() {
        let token = |values: &[&str]| of_header(&headers(values));
        for value in ["Bearer sst_a-b", "bearer sst_a-b", "BEARER  sst_a-b "] {
            assert_eq!(token(&[value]).unwrap().as_deref(), Some("sst_a-b"));
        }
        for none in [&[] as &[&str], &["Basic YTpi"], &["DPoP x"], &[""]] {
            assert!(matches!(token(none), Ok(None)), "{none:?}");
        }
        for wrong in [
            &["Bearer"] as &[&str],
            &["Bearer "],
            &["Bearer a b"],
            &["Bearer a, Bearer b"],
            &["Bearer =a"],
            &["Bearer æ"],
            &["Bearer a", "Bearer a"],
            &["Bearer a", "Basic YTpi"],
        ] {
            assert!(
                matches!(token(wrong), Err(Denied::InvalidRequest)),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn a_token_in_an_address_or_a_form_is_seen() {
        for form in ["access_token=x", "a=b&access_token", "access%5Ftoken=x"] {
            assert!(holds_token(form.as_bytes()), "{form}");
        }
        assert!(!holds_token(b"state=waiting&token=x"));
    }
}
