//! `sendsikkert pull --watch`, begun again whenever it ends.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use super::installation::Installation;
use super::{Told, step};

/// Somebody who keeps a pull running.
pub(super) struct Pulling {
    running: Arc<Mutex<Running>>,
    keeper: std::thread::JoinHandle<()>,
}

#[derive(Default)]
struct Running {
    child: Option<Child>,
    is_over: bool,
}

impl Pulling {
    pub(super) fn start(installation: &Installation, told: &Told) -> Self {
        let running = Arc::new(Mutex::new(Running::default()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendsikkert"));
        command.args(["pull", "--watch", "1", "--url", &installation.url]);
        for (option, file) in [
            ("--token-file", "archive-token"),
            ("--identity", "archive-identity.txt"),
            ("--out", "out"),
        ] {
            command
                .arg(option)
                .arg(installation.folder.path().join(file));
        }
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let (keeping, told) = (Arc::clone(&running), Told::clone(told));
        let keeper = std::thread::spawn(move || while keep(&mut command, &keeping, &told) {});
        Self { running, keeper }
    }

    /// `kill -9`; the next one begins at once.
    pub(super) fn kill(&self) {
        if let Some(child) = &mut self.running.lock().unwrap().child {
            child.kill().unwrap();
        }
    }

    /// The last kill.
    pub(super) fn stop(self) {
        self.running.lock().unwrap().is_over = true;
        self.kill();
        self.keeper.join().unwrap();
    }
}

/// Runs it once; whether to go on.
fn keep(command: &mut Command, running: &Mutex<Running>, told: &Told) -> bool {
    let output = {
        let mut running = running.lock().unwrap();
        if running.is_over {
            return false;
        }
        let child = running.child.insert(command.spawn().unwrap());
        child.stdout.take().unwrap()
    };
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    lines
        .filter(|line| line.contains(" -> "))
        .for_each(|_| step(told));
    // Its output has ended, so it has, or is about to.
    let child = running.lock().unwrap().child.take();
    child.unwrap().wait().unwrap();
    true
}
