//! People: senders, who fill in forms, and archivists, who pull.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use reqwest::{Response, StatusCode};
use scraper::{Html, Selector};
use serde_json::Value;

use super::browser::{Browser, Page};

/// Somebody with something to send.
pub(crate) struct Sender {
    pub(crate) browser: Browser,
}

/// What is shown when something was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) reference: String,
    pub(crate) journal_number: String,
}

/// A message with a title, an e-mail address, and nothing else.
pub(crate) const MESSAGE: [(&str, &str); 4] = [
    ("title", "Klage på vedtak"),
    ("case_number", ""),
    ("comment", ""),
    ("email", "kari@example.no"),
];

impl Sender {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            browser: Browser::new(url),
        }
    }

    /// Logs in as one of the simulator's people.
    pub(crate) async fn log_in(&self, person: usize) -> Page {
        let page = self.arrive("/login", person).await;
        assert_eq!(
            (page.status, page.address.as_str()),
            (StatusCode::OK, "/submissions")
        );
        page
    }

    /// Opens a page, and where the provider asks who she is, tells it. Shows where that ends.
    pub(crate) async fn arrive(&self, path: &str, person: usize) -> Page {
        self.try_arrive(path, person).await.unwrap()
    }

    /// The same at a portal that may not be there.
    pub(crate) async fn try_arrive(&self, path: &str, person: usize) -> reqwest::Result<Page> {
        let page = self.browser.try_open(path).await?;
        if page.address == "/authorize" {
            return self.try_choose(&page, person).await;
        }
        // Not led to the provider, or the provider knows this browser already.
        Ok(page)
    }

    /// Chooses a person on a provider's page.
    pub(crate) async fn choose(&self, asked: &Page, person: usize) -> Page {
        self.try_choose(asked, person).await.unwrap()
    }

    async fn try_choose(&self, asked: &Page, person: usize) -> reqwest::Result<Page> {
        assert_eq!(asked.address, "/authorize", "{:?}", asked.texts("h1"));
        let (action, id) = choice(&asked.html, person);
        let action = asked.origin.join(&action).unwrap();
        self.browser
            .try_post(action.as_str(), &[("person", id)])
            .await
    }

    pub(crate) async fn log_out(&self) -> Page {
        let page = self.browser.open("/submissions").await;
        let page = self.browser.submit(&page, "/logout", &[]).await;
        self.browser.follow_form(&page).await
    }

    /// Begins a submission and gives its address.
    pub(crate) async fn begin(&self) -> String {
        let page = self.browser.open("/submissions").await;
        let page = self.browser.submit(&page, "/submissions", &[]).await;
        page.address
            .strip_suffix("/sender")
            .expect("the first page asks for the sender")
            .to_owned()
    }

    /// Fills in one step's form.
    pub(crate) async fn fill(&self, submission: &str, step: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.browser.open(&format!("{submission}/{step}")).await;
        self.browser
            .submit(&page, &format!("{submission}/{step}"), fields)
            .await
    }

    pub(crate) async fn attach(&self, submission: &str, files: &[(&str, &[u8])]) -> Page {
        let page = self.browser.open(&format!("{submission}/files")).await;
        let files = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        self.browser
            .upload(&page, &format!("{submission}/files"), files)
            .await
    }

    /// A draft that lacks nothing.
    pub(crate) async fn prepare(&self, files: &[(&str, &[u8])]) -> String {
        let submission = self.begin().await;
        self.fill(&submission, "sender", &[("sender", "person")])
            .await;
        let page = self.fill(&submission, "message", &MESSAGE).await;
        assert_eq!(
            page.address,
            format!("{submission}/files"),
            "{:?}",
            page.texts(".ds-error-summary li")
        );
        let page = self.attach(&submission, files).await;
        assert_eq!(
            page.status,
            StatusCode::OK,
            "{:?}",
            page.texts(".refusals li")
        );
        submission
    }

    pub(crate) async fn press_send(&self, submission: &str) -> Page {
        let page = self.browser.open(&format!("{submission}/review")).await;
        self.browser
            .submit(&page, &format!("{submission}/send"), &[])
            .await
    }

    /// Sends a draft and reads the receipt.
    pub(crate) async fn send(&self, submission: &str) -> Receipt {
        receipt(&self.press_send(submission).await)
    }
}

/// Reads a receipt page.
pub(crate) fn receipt(page: &Page) -> Receipt {
    assert_eq!(page.status, StatusCode::OK);
    let value = |term: &str| {
        let shown = page.texts("h1");
        page.value_of(term)
            .ok_or_else(|| format!("a receipt has a {term}, and this is {shown:?}"))
            .unwrap()
    };
    Receipt {
        reference: value("Referanse"),
        journal_number: value("Journalnummer"),
    }
}

fn choice(html: &str, person: usize) -> (String, String) {
    let html = Html::parse_document(html);
    let form = html
        .select(&Selector::parse("form").unwrap())
        .nth(person)
        .unwrap();
    let input = form
        .select(&Selector::parse("input[name=person]").unwrap())
        .next()
        .unwrap();
    (
        form.value().attr("action").unwrap().to_owned(),
        input.value().attr("value").unwrap().to_owned(),
    )
}

/// Somebody at the archive, with the command line.
pub(crate) struct Archivist {
    url: String,
    token: String,
    folder: PathBuf,
    pub(crate) out: PathBuf,
    http: reqwest::Client,
}

impl Archivist {
    pub(crate) fn new(url: &str, folder: &Path, token: &str) -> Self {
        std::fs::write(folder.join("archive-token"), token).unwrap();
        Self {
            url: url.to_owned(),
            token: token.to_owned(),
            folder: folder.to_owned(),
            out: folder.join("out"),
            http: reqwest::ClientBuilder::new().build().unwrap(),
        }
    }

    /// Runs `sendsikkert pull`.
    pub(crate) async fn pull(&self) -> Output {
        self.pull_with(&self.folder.join("archive-identity.txt"))
            .await
    }

    pub(crate) async fn pull_with(&self, identity: &Path) -> Output {
        let mut command = self.pull_command();
        command.arg("--identity").arg(identity);
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    /// `sendsikkert pull` with everything but an identity.
    pub(crate) fn pull_command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.args(["pull", "--url", &self.url]);
        command
            .arg("--token-file")
            .arg(self.folder.join("archive-token"));
        command.arg("--out").arg(&self.out);
        command
    }

    /// What has been pulled: one folder a submission.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(&self.out) else {
            return Vec::new();
        };
        let mut folders: Vec<_> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            // What is unfinished is hidden.
            .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'))
            .collect();
        folders.sort();
        folders
    }

    pub(crate) async fn waiting(&self) -> Vec<Value> {
        let (status, body) = self.get("?state=waiting").await;
        assert_eq!(status, StatusCode::OK);
        body["submissions"].as_array().unwrap().clone()
    }

    /// A sealed file, as it comes.
    pub(crate) async fn download(&self, path: &str) -> Response {
        let request = self
            .http
            .get(format!("{}/api/v1/submissions{path}", self.url))
            .bearer_auth(&self.token);
        request.send().await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        let request = self
            .http
            .get(format!("{}/api/v1/submissions{path}", self.url))
            .bearer_auth(&self.token);
        let response = request.send().await.unwrap();
        (
            response.status(),
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
        )
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = self
            .http
            .post(format!("{}/api/v1/submissions{path}", self.url))
            .bearer_auth(&self.token);
        let response = request.json(body).send().await.unwrap();
        (
            response.status(),
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
        )
    }
}
