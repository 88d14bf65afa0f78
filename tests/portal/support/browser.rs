//! A browser without scripts: cookies, redirects, forms with their hidden fields.

use std::sync::Arc;

use reqwest::cookie::{CookieStore, Jar};
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, StatusCode};
use scraper::{Html, Selector};

/// One browser with its own cookies.
pub(crate) struct Browser {
    pub(crate) http: Client,
    pub(crate) url: String,
    /// The same browser, but redirects are looked at and not followed.
    pub(crate) direct: Client,
    /// The same browser with a form of the portal's: no redirect may lead it to another site.
    forms: Client,
    jar: Arc<Jar>,
}

/// A page that was shown.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) address: String,
    /// The whole address: pages of a provider stand elsewhere.
    pub(crate) origin: reqwest::Url,
    pub(crate) html: String,
}

impl Browser {
    pub(crate) fn new(url: &str) -> Self {
        sendsikkert::cli::install_tls();
        let jar = Arc::new(Jar::default());
        let client = || ClientBuilder::new().cookie_provider(Arc::clone(&jar));
        let http = client().build().unwrap();
        let direct = client().redirect(Policy::none()).build().unwrap();
        let forms = client().redirect(form_action(url)).build().unwrap();
        Self {
            http,
            url: url.to_owned(),
            direct,
            forms,
            jar,
        }
    }

    /// Another browser with the same cookies.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::new(&self.url);
        let cookies = self.cookies();
        for cookie in cookies.split("; ").filter(|cookie| !cookie.is_empty()) {
            copy.plant(cookie);
        }
        copy
    }

    /// Puts a cookie into the browser.
    pub(crate) fn plant(&self, cookie: &str) {
        self.jar.add_cookie_str(cookie, &self.url.parse().unwrap());
    }

    /// Whether the browser holds the cookie of a session.
    pub(crate) fn has_session(&self) -> bool {
        self.cookies()
            .split("; ")
            .any(|cookie| cookie.starts_with("session="))
    }

    /// Asks for a page and takes what comes, be it a redirect.
    pub(crate) async fn get(&self, path: &str) -> Response {
        self.direct.get(self.absolute(path)).send().await.unwrap()
    }

    /// What the browser sends in its `Cookie` header.
    pub(crate) fn cookies(&self) -> String {
        let cookies = self.jar.cookies(&self.url.parse().unwrap());
        cookies.map_or_else(String::new, |cookies| cookies.to_str().unwrap().to_owned())
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        self.try_open(path).await.unwrap()
    }

    /// Opens a page of a portal that may not be there.
    pub(crate) async fn try_open(&self, path: &str) -> reqwest::Result<Page> {
        Page::try_of(self.http.get(self.absolute(path)).send().await?).await
    }

    /// Sends a page's form, with its hidden fields and those that are filled in.
    pub(crate) async fn submit(&self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        self.try_submit(page, action, fields).await.unwrap()
    }

    /// The same towards a portal that may not be there.
    pub(crate) async fn try_submit(
        &self,
        page: &Page,
        action: &str,
        fields: &[(&str, &str)],
    ) -> reqwest::Result<Page> {
        let hidden = page.hidden_in(action);
        let mut all: Vec<_> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .filter(|(name, _)| *name != "csrf")
            .collect();
        all.push(("csrf", page.csrf()));
        all.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        self.try_post(action, &all).await
    }

    /// Sends the one form in the middle of a page as it stands there.
    pub(crate) async fn follow_form(&self, page: &Page) -> Page {
        let action = page.attribute("main form", "action").unwrap();
        let html = Html::parse_document(&page.html);
        let fields: Vec<_> = html
            .select(&selector("main form input[type=hidden]"))
            .map(|input| {
                let attribute = |name| input.value().attr(name).unwrap();
                (attribute("name"), attribute("value").to_owned())
            })
            .collect();
        self.post(&action, &fields).await
    }

    pub(crate) async fn post(&self, action: &str, fields: &[(&str, String)]) -> Page {
        self.try_post(action, fields).await.unwrap()
    }

    /// Sends a form to a portal that may not be there.
    pub(crate) async fn try_post(
        &self,
        action: &str,
        fields: &[(&str, String)],
    ) -> reqwest::Result<Page> {
        let request = self.forms.post(self.absolute(action)).form(fields);
        let page = Page::try_of(request.send().await?).await?;
        match page.goes_on_to() {
            Some(address) => self.try_open(&address).await,
            None => Ok(page),
        }
    }

    /// Sends files with a page's upload form.
    pub(crate) async fn upload(
        &self,
        page: &Page,
        action: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> Page {
        self.try_upload(page, action, files).await.unwrap()
    }

    /// The same towards a portal that may not be there.
    pub(crate) async fn try_upload(
        &self,
        page: &Page,
        action: &str,
        files: Vec<(String, Vec<u8>)>,
    ) -> reqwest::Result<Page> {
        let mut form = Form::new().text("csrf", page.csrf());
        for (name, bytes) in files {
            form = form.part("files", Part::bytes(bytes).file_name(name));
        }
        let request = self.http.post(self.absolute(action)).multipart(form);
        Page::try_of(request.send().await?).await
    }

    pub(crate) fn absolute(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.url)
        }
    }
}

/// A page without what only scripts take out of it.
fn without_templates(html: &str) -> String {
    let mut parts = html.split("<template");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once("</template>")?.1));
    std::iter::once(first).chain(rest).collect()
}

/// What holds for every page that any test is shown: each sentence has its arguments, and a title begins with "Error:",
/// in the page's language, when there is something to put right, and only then.
fn look_through(html: &str) {
    assert!(!html.contains("{$"), "a sentence lacks something: {html}");
    let has_errors = without_templates(html).contains("id=\"error-summary\"");
    let says_so = ["Feil: ", "Error: ", "Meattáhus: "]
        .iter()
        .any(|word| html.contains(&format!("<title>{word}")));
    assert_eq!(has_errors, says_so, "the title of {html}");
}

impl Page {
    pub(crate) async fn of(response: Response) -> Self {
        Self::try_of(response).await.unwrap()
    }

    async fn try_of(response: Response) -> reqwest::Result<Self> {
        let status = response.status();
        let origin = response.url().clone();
        let html = response.text().await?;
        look_through(&html);
        Ok(Self {
            status,
            address: origin.path().to_owned(),
            origin,
            html,
        })
    }

    /// Where a page leads by itself, at once.
    fn goes_on_to(&self) -> Option<String> {
        let refresh = self.attribute("head > meta[http-equiv=refresh]", "content")?;
        Some(refresh.strip_prefix("0; url=")?.to_owned())
    }

    /// The token of the page's forms.
    pub(crate) fn csrf(&self) -> String {
        self.attribute("input[name=csrf]", "value")
            .unwrap_or_default()
    }

    /// The hidden fields of a form.
    fn hidden_in(&self, action: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.html);
        let fields = selector(&format!("form[action=\"{action}\"] input[type=hidden]"));
        html.select(&fields)
            .filter_map(|input| {
                Some((
                    input.attr("name")?.to_owned(),
                    input.attr("value")?.to_owned(),
                ))
            })
            .collect()
    }

    /// An attribute of the first element that a selector finds.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .next()?
            .value()
            .attr(name)
            .map(str::to_owned)
    }

    /// The text of every element that a selector finds, with its white space folded.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|element| {
                element
                    .text()
                    .collect::<String>()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    /// The value beside a term of a description list.
    pub(crate) fn value_of(&self, term: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let (row, dt, dd) = (selector("dl > div"), selector("dt"), selector("dd"));
        html.select(&row)
            .find(|row| {
                row.select(&dt)
                    .any(|dt| dt.text().collect::<String>() == term)
            })
            .and_then(|row| row.select(&dd).next())
            .map(|dd| dd.text().collect::<String>().trim().to_owned())
    }
}

/// Chromium holds every step that a form leads to against the page's `form-action`.
fn form_action(portal: &str) -> Policy {
    let portal: reqwest::Url = portal.parse().unwrap();
    Policy::custom(move |attempt| {
        let is_ours = |url: &reqwest::Url| url.origin() == portal.origin();
        if attempt.previous().first().is_some_and(is_ours) && !is_ours(attempt.url()) {
            return attempt.error("a form leads to another site");
        }
        Policy::default().redirect(attempt)
    })
}

/// A header of an answer; empty when it is not there.
pub(crate) fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}
