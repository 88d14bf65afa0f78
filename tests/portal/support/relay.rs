//! A relay in front of the portal, as networks and reverse proxies are: slow, broken off, busy, down. It does
//! at each request what a test has planned, so that a test is at a known point and need not wait for it.

use std::collections::VecDeque;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use futures_util::stream;
use sendsikkert::tasks::Tasks;
use tokio::sync::watch;

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) range: String,
    pub(crate) if_range: String,
    pub(crate) authorization: String,
    pub(crate) body: String,
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// It is passed on.
    Pass,
    /// It is not passed on, and not answered.
    Hold,
    /// It is passed on; the answer is not.
    HoldAnswer,
    /// It is passed on; of the answer's body so many bytes come, and then the connection breaks.
    BreakAfter(usize),
    /// It is answered by the relay itself; the second is `Retry-After`.
    Answer(u16, &'static str),
    /// It is answered by the relay itself, with this body.
    Say(u16, String),
    /// It is passed on as if this had been asked for.
    Instead(String),
}

type Plan = Box<dyn FnMut(usize, &Asked) -> Act + Send>;

struct State {
    portal: String,
    http: reqwest::Client,
    plan: Mutex<Plan>,
    query: Mutex<String>,
    token: Mutex<Option<String>>,
    asked: watch::Sender<VecDeque<Asked>>,
}

/// The relay, running.
pub(crate) struct Relay {
    pub(crate) url: String,
    state: Data<State>,
    server: ServerHandle,
    tasks: Tasks,
}

impl Relay {
    pub(crate) fn before(portal: &str) -> Self {
        sendsikkert::cli::install_tls();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let state = Data::new(State {
            portal: portal.to_owned(),
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            plan: Mutex::new(Box::new(|_, _| Act::Pass)),
            query: Mutex::default(),
            token: Mutex::default(),
            asked: watch::Sender::default(),
        });
        let data = state.clone();
        let app = move || {
            App::new()
                .app_data(data.clone())
                .default_service(actix_web::web::to(relay))
        };
        let server = HttpServer::new(app)
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        let (handle, tasks) = (server.handle(), Tasks::new());
        tasks.spawn(server);
        Self {
            url,
            state,
            server: handle,
            tasks,
        }
    }

    /// What is done from the next request on; requests are counted from 0, and what was asked is forgotten.
    pub(crate) fn plan(&self, plan: impl FnMut(usize, &Asked) -> Act + Send + 'static) {
        *lock(&self.state.plan) = Box::new(plan);
        self.state.asked.send_replace(VecDeque::new());
    }

    /// Adds something to the query of every list.
    pub(crate) fn add_to_lists(&self, query: &str) {
        query.clone_into(&mut lock(&self.state.query));
    }

    /// Shows the portal this token, whatever was shown to the relay.
    pub(crate) fn show_token(&self, token: &str) {
        *lock(&self.state.token) = Some(token.to_owned());
    }

    /// What has come since the plan was made.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state.asked.borrow().iter().cloned().collect()
    }

    /// Waits until something has come.
    pub(crate) async fn until(&self, wanted: impl Fn(&Asked) -> bool) {
        self.wait(|all| all.iter().any(&wanted)).await;
    }

    /// Waits until a request with this number has come.
    pub(crate) async fn until_number(&self, number: usize) {
        self.wait(|all| all.len() > number).await;
    }

    async fn wait(&self, wanted: impl FnMut(&VecDeque<Asked>) -> bool) {
        let mut asked = self.state.asked.subscribe();
        let seen = asked.wait_for(wanted);
        let limit = Duration::from_mins(1);
        tokio::time::timeout(limit, seen)
            .await
            .expect("it is asked in time")
            .unwrap();
    }

    pub(crate) async fn finish(self) {
        self.server.stop(false).await;
        self.tasks.finish().await;
    }
}

async fn relay(request: HttpRequest, body: Bytes, state: Data<State>) -> HttpResponse {
    let header = |name: &str| {
        let value = request.headers().get(name);
        value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
    };
    let asked = Asked {
        method: request.method().to_string(),
        path: request.path().to_owned(),
        query: request.query_string().to_owned(),
        range: header("range"),
        if_range: header("if-range"),
        authorization: header("authorization"),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let number = state.asked.borrow().len();
    let act = lock(&state.plan)(number, &asked);
    state.asked.send_modify(|all| all.push_back(asked.clone()));
    match act {
        Act::Hold => std::future::pending().await,
        Act::Answer(status, later) => {
            let status = StatusCode::from_u16(status).unwrap();
            HttpResponse::build(status)
                .insert_header(("Retry-After", later))
                .finish()
        }
        Act::Say(status, body) => {
            HttpResponse::build(StatusCode::from_u16(status).unwrap()).body(body)
        }
        act => {
            let path = match &act {
                Act::Instead(path) => path.clone(),
                _ => asked.path.clone(),
            };
            let asked = Asked { path, ..asked };
            let answer = state.pass_on(&asked, body).await;
            if matches!(act, Act::HoldAnswer) {
                std::future::pending::<()>().await;
            }
            answered(answer, &act).await
        }
    }
}

impl State {
    async fn pass_on(&self, asked: &Asked, body: Bytes) -> reqwest::Response {
        let query = match asked.query.as_str() {
            "" => String::new(),
            query => format!("?{query}{}", lock(&self.query)),
        };
        let url = format!("{}{}{query}", self.portal, asked.path);
        let method = asked.method.parse().unwrap();
        let mut request = self.http.request(method, url).body(body);
        let token = lock(&self.token).clone();
        let authorization = token.map_or_else(
            || asked.authorization.clone(),
            |token| format!("Bearer {token}"),
        );
        for (name, value) in [
            ("range", &asked.range),
            ("if-range", &asked.if_range),
            ("authorization", &authorization),
        ] {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        if asked.method == "POST" {
            request = request.header("content-type", "application/json");
        }
        request.send().await.unwrap()
    }
}

async fn answered(answer: reqwest::Response, act: &Act) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status().as_u16()).unwrap();
    let mut response = HttpResponse::build(status);
    for name in ["content-type", "etag", "content-range", "retry-after"] {
        if let Some(value) = answer.headers().get(name) {
            response.insert_header((name, value.to_str().unwrap()));
        }
    }
    let body = answer.bytes().await.unwrap();
    let Act::BreakAfter(cut) = *act else {
        return response.body(body);
    };
    let size = body.len() as u64;
    let first = stream::iter([Ok(body.slice(..cut.min(body.len())))]);
    let rest = stream::once(async { Err(std::io::Error::other("broken off")) });
    response.body(SizedStream::new(
        size,
        Box::pin(futures_util::StreamExt::chain(first, rest)),
    ))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
