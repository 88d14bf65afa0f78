//! What search engines are told of a page that is for everybody: what is on it, and where it stands in which
//! language. All other pages ask not to be listed (`templates/base.html`).

use actix_web::HttpRequest;

use super::page::Page;
use crate::app::App;
use crate::i18n::Locale;

/// A page that may be found.
pub(super) struct Indexed {
    /// What it is about, in a sentence or two.
    pub(super) description: String,
    /// Its own address, as search engines are to know it.
    pub(super) address: String,
    /// The address at which each browser gets its own language.
    pub(super) in_any_language: String,
    /// The page in each language.
    pub(super) languages: Vec<(&'static str, String)>,
}

impl Indexed {
    pub(super) fn new(app: &App, request: &HttpRequest, page: &Page, description: String) -> Self {
        let in_any_language = format!("{}{}", app.public_url, page.path);
        let in_language = |locale: Locale| format!("{in_any_language}?lang={}", locale.tag());
        let asked_for_one = request.query_string().contains("lang=");
        Self {
            description,
            address: if asked_for_one {
                in_language(page.locale)
            } else {
                in_any_language.clone()
            },
            languages: Locale::ALL
                .map(|locale| (locale.tag(), in_language(locale)))
                .into(),
            in_any_language,
        }
    }
}
