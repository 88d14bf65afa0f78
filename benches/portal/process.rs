//! The portal as a process of its own, and what the kernel tells of it (proc(5)).

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};

/// `USER_HZ`, which is the same on every platform that Rust runs Linux on.
const TICKS_PER_SECOND: f64 = 100.0;

/// Where portals are started: always on the same ports, with the same data, so that a session outlives
/// them.
pub(crate) struct Place {
    data: PathBuf,
    port: u16,
    idp_port: u16,
}

impl Place {
    pub(crate) fn new(data: &Path) -> anyhow::Result<Self> {
        // Both are held until both are known, or they would be the same.
        let listeners = [free_port()?, free_port()?];
        let [port, idp_port] = listeners.each_ref().map(TcpListener::local_addr);
        Ok(Self {
            data: data.to_owned(),
            port: port?.port(),
            idp_port: idp_port?.port(),
        })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Starts a portal and waits until it listens. A new process remembers nothing of what was measured
    /// before: no memory that an allocator kept, no busy thread.
    pub(crate) fn start(&self) -> anyhow::Result<Portal> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sendsikkert"))
            .arg("demo")
            .arg("--data")
            .arg(&self.data)
            .args(["--port", &self.port.to_string()])
            .args(["--idp-port", &self.idp_port.to_string()])
            .env_remove("RUST_LOG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting the portal")?;
        let output = child.stdout.take().context("the portal's output")?;
        let mut output = BufReader::new(output);
        let mut line = String::new();
        while !line.contains("sendsikkert pull") {
            line.clear();
            let read = output.read_line(&mut line)?;
            ensure!(read > 0, "the portal did not start");
        }
        Ok(Portal {
            child,
            _output: Some(output),
        })
    }
}

fn free_port() -> anyhow::Result<TcpListener> {
    TcpListener::bind("127.0.0.1:0").context("looking for a free port")
}

/// A portal that runs.
pub(crate) struct Portal {
    child: Child,
    /// Kept open, or the portal would be told that nobody listens to what it says.
    _output: Option<BufReader<ChildStdout>>,
}

impl Portal {
    /// Starts an installation's portal and waits until it listens.
    pub(crate) fn serve(config: &Path, port: u16) -> anyhow::Result<Self> {
        let child = Command::new(env!("CARGO_BIN_EXE_sendsikkert"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .env_remove("RUST_LOG")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("starting the portal")?;
        let mut portal = Self {
            child,
            _output: None,
        };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = portal.child.try_wait()?;
            ensure!(ended.is_none(), "the portal did not start");
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(portal)
    }

    /// Bytes of memory it holds now.
    pub(crate) fn resident(&self) -> anyhow::Result<u64> {
        self.status("VmRSS:")
    }

    /// The most it has held since [`forget_peak`](Self::forget_peak).
    pub(crate) fn peak(&self) -> anyhow::Result<u64> {
        self.status("VmHWM:")
    }

    pub(crate) fn forget_peak(&self) -> anyhow::Result<()> {
        std::fs::write(self.file("clear_refs"), "5").context("resetting the peak of memory")
    }

    fn status(&self, name: &str) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(self.file("status"))?;
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB"));
        Ok(kilobytes
            .context("a process without memory")?
            .parse::<u64>()?
            * 1024)
    }

    /// Seconds of processor time, of all its threads, the kernel's work for it included.
    pub(crate) fn cpu_seconds(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(self.file("stat"))?;
        // The program's name stands in brackets, and may hold anything.
        let (_, fields) = stat.rsplit_once(')').context("an odd /proc/PID/stat")?;
        // After the name: the 12th and 13th field are user and system time.
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks = ticks.map(str::parse::<u32>).sum::<Result<u32, _>>()?;
        Ok(f64::from(ticks) / TICKS_PER_SECOND)
    }

    fn file(&self, name: &str) -> PathBuf {
        Path::new("/proc")
            .join(self.child.id().to_string())
            .join(name)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Whatever happens to the measurement, no portal is left running.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Seconds of processor time of the thread that asks.
pub(crate) fn thread_cpu_seconds() -> anyhow::Result<f64> {
    // The kernel brings the account up to date when a thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")
        .context("reading the processor time of a thread")?;
    let nanoseconds = text.split_whitespace().next().context("no figure")?;
    Ok(std::time::Duration::from_nanos(nanoseconds.parse()?).as_secs_f64())
}
