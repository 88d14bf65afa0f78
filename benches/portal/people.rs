//! Somebody who is logged in, with drafts to fill. None of this is measured.

use std::sync::Arc;

use anyhow::{Context, ensure};
use reqwest::cookie::{CookieStore, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, StatusCode, Url};
use scraper::{Html, Selector};
use tokio::runtime::Runtime;

/// A person, with the session that her browser holds.
pub(crate) struct Citizen {
    runtime: Runtime,
    http: Client,
    url: Url,
    cookies: String,
    csrf: String,
}

impl Citizen {
    /// Logs in as the first of the simulator's people.
    pub(crate) fn log_in(port: u16) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let url: Url = format!("http://localhost:{port}").parse()?;
        let jar = Arc::new(Jar::default());
        // Connections are not kept: the portal closes those that rest, while others are measured.
        let client = || {
            ClientBuilder::new()
                .pool_max_idle_per_host(0)
                .cookie_provider(Arc::clone(&jar))
        };
        let following = client().build()?;
        let page = runtime.block_on(async {
            let asked = following.get(url.join("/login")?).send().await?;
            let (provider, asked) = page_of(asked).await?;
            let action = provider.join(&attribute(&asked, "form", "action")?)?;
            let person = attribute(&asked, "form input[name=person]", "value")?;
            let chosen = following.post(action).form(&[("person", person)]);
            page_of(chosen.send().await?).await
        });
        let (address, page) = page.context("logging in")?;
        ensure!(address.path() == "/submissions", "not let in");
        let cookies = jar.cookies(&url).context("no session")?;
        Ok(Self {
            http: client().redirect(Policy::none()).build()?,
            cookies: cookies.to_str()?.to_owned(),
            csrf: attribute(&page, "input[name=csrf]", "value")?,
            runtime,
            url,
        })
    }

    /// What her browser sends in its `Cookie` header.
    pub(crate) fn cookies(&self) -> &str {
        &self.cookies
    }

    /// What stands in the forms of her session.
    pub(crate) fn csrf(&self) -> &str {
        &self.csrf
    }

    /// Begins drafts, and gives their addresses.
    pub(crate) fn begin(&self, drafts: usize) -> anyhow::Result<Vec<String>> {
        (0..drafts)
            .map(|_| {
                let address = self.press("/submissions")?;
                let draft = address.strip_suffix("/sender");
                Ok(draft.context("not a draft's first page")?.to_owned())
            })
            .collect()
    }

    /// Deletes drafts and everything in them.
    pub(crate) fn delete(&self, drafts: &[String]) -> anyhow::Result<()> {
        drafts
            .iter()
            .try_for_each(|draft| self.press(&format!("{draft}/delete")).map(drop))
    }

    /// What the last page before Send shows, as it stands in its form.
    pub(crate) fn seen(&self, draft: &str) -> anyhow::Result<String> {
        let asked = self.http.get(self.url.join(&format!("{draft}/review"))?);
        let page = async { page_of(asked.send().await?).await };
        let (_, page) = self.runtime.block_on(page)?;
        attribute(&page, "input[name=seen]", "value")
    }

    /// Presses a button, and gives the address it leads to.
    fn press(&self, path: &str) -> anyhow::Result<String> {
        self.fill(path, &[])
    }

    /// Sends a form, and gives the address it leads to.
    pub(crate) fn fill(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<String> {
        let address = self.url.join(path)?;
        let mut form = vec![("csrf", self.csrf.as_str())];
        form.extend(fields);
        let form = self.http.post(address).form(&form);
        let answer = self.runtime.block_on(form.send())?;
        ensure!(
            answer.status() == StatusCode::SEE_OTHER,
            "{path} was answered with {}",
            answer.status()
        );
        let location = answer.headers().get("location").context("no address")?;
        Ok(location.to_str()?.to_owned())
    }
}

async fn page_of(response: Response) -> anyhow::Result<(Url, Html)> {
    let address = response.url().clone();
    Ok((address, Html::parse_document(&response.text().await?)))
}

/// An attribute of the first element that a selector finds.
fn attribute(page: &Html, selector: &str, name: &str) -> anyhow::Result<String> {
    let elements = Selector::parse(selector).map_err(|error| anyhow::anyhow!("{error}"))?;
    page.select(&elements)
        .find_map(|element| element.attr(name))
        .map(str::to_owned)
        .with_context(|| format!("the page has no {selector}"))
}
