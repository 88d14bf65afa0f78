//! What every page has: a language, a municipality, whether somebody is logged in.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, LOCATION};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use askama::Template;
use i18n_embed::fluent::FluentLanguageLoader;

use super::assets::Assets;
use super::error::WebError;
use super::language;
use super::session::Lasts;
use super::visitor::app_of;
use crate::clock::Instant;
use crate::house::House;
use crate::i18n::{Locale, Speaks};

/// The frame around a page's content.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) locale: Locale,
    pub(super) municipality: String,
    /// How it presents itself.
    pub(super) house: Arc<House>,
    /// What the page's style sheets, scripts and pictures are addressed by.
    pub(super) assets: Arc<Assets>,
    pub(super) logged_in: bool,
    /// What the page's forms must carry; empty when nobody is logged in.
    pub(super) csrf: String,
    /// The page's own address, for the language links.
    pub(super) path: String,
    /// What of the address's query belongs to the page in every language.
    pub(super) query: String,
    /// How long the session lasts, when somebody is logged in.
    pub(super) lasts: Option<Lasts>,
    /// The form of the page that people write in, by its id; empty when there is none. The language switch sends
    /// it, so that nothing written is lost.
    pub(super) form: &'static str,
}

/// A link to the same page in another language.
pub(super) struct LanguageLink {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) current: bool,
    pub(super) href: String,
}

impl Page {
    /// The page of somebody of whom no more is known than the request.
    pub(super) fn for_anybody(
        request: &HttpRequest,
        at_log_in: Option<Locale>,
    ) -> Result<Self, WebError> {
        let app = app_of(request)?;
        Ok(Self {
            locale: language::of(request, at_log_in, app.house.language()),
            municipality: app.desk.municipality.name.clone(),
            house: Arc::clone(&app.house),
            assets: Assets::of(request)?,
            logged_in: false,
            csrf: String::new(),
            path: shown_at(request.path()),
            query: own_query(request.query_string()),
            lasts: None,
            form: "",
        })
    }

    /// The address of a style sheet, a script or a picture.
    pub(super) fn asset(&self, name: &str) -> String {
        self.assets.address(name)
    }

    pub(super) fn lang(&self) -> &'static str {
        self.locale.tag()
    }

    /// Where to log in again and come back.
    pub(super) fn log_in_again(&self) -> String {
        log_in_address(&self.path)
    }

    /// The same for who is still logged in.
    pub(super) fn log_in_anew(&self) -> String {
        format!("{}&to=anew", log_in_address(&self.path))
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
const OWN_QUERY: [&str; 12] = [
    "id",
    "return_to",
    "to",
    "submission",
    "missing",
    "not-sent",
    "no-right",
    "unavailable",
    "revoked",
    "return",
    "saved",
    "page",
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

/// Where to log in, and what comes afterwards.
pub(super) fn log_in_address(return_to: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("return_to", return_to)
        .finish();
    format!("/login?{query}")
}

/// Whether a query says this of a parameter.
pub(super) fn has_value(query: &str, name: &str, value: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|pair| pair == (name.into(), value.into()))
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

/// A moment on a page: as people read it, and as programs do (`<time datetime>`).
pub(super) struct Moment {
    pub(super) text: String,
    pub(super) machine: String,
}

impl Moment {
    pub(super) fn of(at: Instant, locale: Locale) -> Self {
        Self {
            text: locale.minute(at),
            machine: at.rfc3339(),
        }
    }
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
}
