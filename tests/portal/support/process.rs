//! The demo, or an installation, as a process of its own, to be killed.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use tokio::sync::watch;

use super::people::{Archivist, Sender};

/// `sendsikkert demo`, running.
pub(crate) struct Demo {
    child: Child,
    pub(crate) url: String,
    pub(crate) pull_command: String,
}

impl Demo {
    /// Starts the demo on free ports and waits until it says that it is ready.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_logging(data, Stdio::null())
    }

    /// The same, with what it logs, in all detail of its own, going somewhere.
    pub(crate) fn start_logging(data: &Path, log: Stdio) -> Self {
        Self::start_with_log(data, "info,sendsikkert=trace", log)
    }

    /// The same, with what is chosen of its log, and of the libraries', going somewhere.
    pub(crate) fn start_with_log(data: &Path, chosen: &str, log: Stdio) -> Self {
        let [port, idp_port] = [free_port(), free_port()];
        let mut command = Self::command(data, port, idp_port);
        command.env("RUST_LOG", chosen).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        // The listeners are bound before anything is said, so the first request waits rather than fails.
        let pull_command = lines
            .find(|line| line.contains("sendsikkert pull"))
            .expect("the demo names the pull command");
        // Drained in the background, or the pipe would fill.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            url: format!("http://localhost:{port}"),
            pull_command,
        }
    }

    pub(crate) fn command(data: &Path, port: u16, idp_port: u16) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.arg("demo").arg("--data").arg(data);
        command.args([
            "--port",
            &port.to_string(),
            "--idp-port",
            &idp_port.to_string(),
        ]);
        command.stdout(Stdio::piped());
        command.stderr(Stdio::null());
        command
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) async fn sender(&self, person: usize) -> Sender {
        let sender = Sender::new(&self.url);
        sender.log_in(person).await;
        sender
    }

    pub(crate) fn archivist(&self, data: &Path) -> Archivist {
        let token = std::fs::read_to_string(data.join("archive-token")).unwrap();
        Archivist::new(&self.url, data, &token)
    }

    /// The most memory the process has held, in bytes (`VmHWM`, proc(5)).
    pub(crate) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmHWM:"))
            .unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
            * 1024
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // A test that failed must not leave its portal running.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// A port that the kernel gives to nobody who asks for any (`ip_local_port_range`, ip(7)), so that it is
/// still there when a portal comes back to it.
pub(crate) fn kept_port() -> u16 {
    let range = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap();
    let first = range.split_whitespace().next().unwrap();
    let first: u16 = first.parse().unwrap();
    // Below 1024 they belong to root. Where to begin is random, as others look for one as well.
    let begin = 1024 + uuid::Uuid::new_v4().as_fields().1 % (first - 1024);
    (begin..first)
        .chain(1024..begin)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port")
}

/// `sendsikkert serve`, running or about to.
pub(crate) struct Serving {
    child: Child,
    log: Option<std::thread::JoinHandle<Vec<String>>>,
}

impl Serving {
    /// Starts it, and says in `up` when it serves.
    pub(crate) fn start(config: &Path, up: Arc<watch::Sender<bool>>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.arg("serve").arg("--config").arg(config);
        let mut child = command
            .env_remove("RUST_LOG")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let log = std::thread::spawn(move || {
            let mut log = Vec::new();
            // A line that was cut off by the kill may be no text.
            for line in lines.map_while(Result::ok) {
                if line.contains("\"message\":\"serving\"") {
                    up.send_replace(true);
                }
                log.push(line);
            }
            log
        });
        Self {
            child,
            log: Some(log),
        }
    }

    /// `kill -9`; what it has logged.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log.take().unwrap().join().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
