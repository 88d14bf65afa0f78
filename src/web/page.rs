//! What every page has: a language, a municipality, whether somebody is logged in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, LOCATION};
use anyhow::Context;
use askama::Template;
use i18n_embed::fluent::FluentLanguageLoader;

use super::error::WebError;
use crate::i18n::{Locale, Speaks};
use crate::submission::MB;

/// The frame around a page's content.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) locale: Locale,
    pub(super) municipality: String,
    pub(super) logged_in: bool,
    /// What the page's forms must carry; empty when nobody is logged in.
    pub(super) csrf: String,
    /// The page's own address, for the language links.
    pub(super) path: String,
    /// What of the address's query belongs to the page in every language.
    pub(super) query: String,
}

/// A link to the same page in another language.
pub(super) struct LanguageLink {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) current: bool,
    pub(super) href: String,
}

impl Page {
    pub(super) fn lang(&self) -> &'static str {
        self.locale.tag()
    }

    pub(super) fn languages(&self) -> Vec<LanguageLink> {
        Locale::ALL
            .into_iter()
            .map(|locale| LanguageLink {
                tag: locale.tag(),
                name: locale.name(),
                current: locale == self.locale,
                href: format!("{}?{}lang={}", self.path, self.query, locale.tag()),
            })
            .collect()
    }
}

impl Speaks for Page {
    fn words(&self) -> &'static FluentLanguageLoader {
        self.locale.words()
    }
}

/// What the pages themselves say in their addresses: it stays there in another language.
const OWN_QUERY: [&str; 9] = [
    "id",
    "return_to",
    "to",
    "submission",
    "missing",
    "not-sent",
    "no-right",
    "unavailable",
    "revoked",
];

/// What of a query belongs to the page in every language, ready for another parameter behind it.
pub(super) fn own_query(query: &str) -> String {
    let own = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| OWN_QUERY.contains(&name.as_ref()));
    let kept = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(own)
        .finish();
    if kept.is_empty() {
        kept
    } else {
        format!("{kept}&")
    }
}

/// Whether a query has a parameter, with or without a value.
pub(super) fn has_parameter(query: &str, name: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|(known, _)| known == name)
}

/// The page that a form's address belongs to: what can be asked for again, in another language or after
/// a new log-in.
pub(super) fn shown_at(path: &str) -> String {
    // A link to "//elsewhere" leads to another site.
    if path.starts_with("//") {
        return "/".to_owned();
    }
    let mut parts = path.trim_start_matches('/').split('/');
    match [
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
    ] {
        [Some("submissions"), Some(id), None | Some("send"), ..] => {
            format!("/submissions/{id}/review")
        }
        [
            Some("submissions"),
            Some(id),
            Some("files"),
            Some(_),
            Some("move"),
        ] => format!("/submissions/{id}/files"),
        [Some("logout"), None, ..] => "/".to_owned(),
        _ => path.to_owned(),
    }
}

/// A page as an answer. Nothing of it may stay in a shared cache or come back after log-out.
pub(super) fn html(status: StatusCode, page: &impl Template) -> Result<HttpResponse, WebError> {
    let body = page.render().context("writing a page")?;
    Ok(HttpResponse::build(status)
        .content_type(ContentType::html())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}

/// "Look there": the answer to a form that was understood, so that reloading sends nothing again.
pub(super) fn see_other(to: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, to.as_ref()))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// Bytes as people read them: whole kilobytes, or megabytes with one decimal.
pub(super) fn size_text(bytes: u64, locale: Locale) -> String {
    const KB: u64 = 1024;
    if bytes < MB {
        return format!("{} kB", bytes.div_ceil(KB));
    }
    let tenths = (bytes * 10).div_ceil(MB);
    let mark = if locale == Locale::En { '.' } else { ',' };
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_s_address_leads_to_its_page() {
        for (path, page) in [
            ("/submissions/x/send", "/submissions/x/review"),
            ("/submissions/x/files/3/move", "/submissions/x/files"),
            (
                "/submissions/x/files/3/remove",
                "/submissions/x/files/3/remove",
            ),
            ("/submissions/x", "/submissions/x/review"),
            ("/submissions", "/submissions"),
            ("/submissions/x/message", "/submissions/x/message"),
            ("/", "/"),
            ("//evil.example/x", "/"),
        ] {
            assert_eq!(shown_at(path), page);
        }
    }

    #[test]
    fn sizes_are_rounded_up_and_follow_the_language() {
        assert_eq!(size_text(0, Locale::Nb), "0 kB");
        assert_eq!(size_text(1, Locale::Nb), "1 kB");
        assert_eq!(size_text(1024 * 1024, Locale::Nb), "1,0 MB");
        assert_eq!(size_text(21 * 1024 * 1024 + 1, Locale::En), "21.1 MB");
    }
}
