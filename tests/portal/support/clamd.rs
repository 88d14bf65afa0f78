//! ClamAV's own daemon, with a few signatures of a test's own.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sendsikkert::clock::Instant;
use sendsikkert::scan::{Address, Settings};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{files_below, process::free_port};

/// What its own signature looks for.
pub(crate) const BAD_WORDS: &str = "sendsikkert-tests-take-this-for-malware";

/// The test file that every scanner knows, in halves: whole, this file would be found itself.
pub(crate) fn eicar() -> Vec<u8> {
    let halves = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}$",
        "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

/// `clamd`, running until it is dropped.
pub(crate) struct Clamd {
    child: Child,
    folder: TempDir,
    address: Address,
}

/// How a test wants it.
pub(crate) struct Wishes<'a> {
    /// Lines of clamd.conf.
    pub(crate) conf: &'a str,
    /// Listens on a port instead of a socket.
    pub(crate) tcp: bool,
    /// When ClamAV's own signatures were made; none, when nothing is said.
    pub(crate) signatures: Option<Instant>,
}

impl Default for Wishes<'_> {
    fn default() -> Self {
        Self {
            conf: "AlertExceedsMax yes",
            tcp: false,
            signatures: None,
        }
    }
}

impl Clamd {
    pub(crate) fn start() -> Self {
        Self::start_with(&Wishes::default())
    }

    /// Starts it and waits until it listens, a few hundredths of a second.
    pub(crate) fn start_with(wishes: &Wishes<'_>) -> Self {
        let folder = TempDir::new().unwrap();
        let socket = folder.path().join("clamd.ctl");
        let (address, listen) = if wishes.tcp {
            let port = free_port();
            (
                Address::Tcp(format!("127.0.0.1:{port}")),
                format!("TCPAddr 127.0.0.1\nTCPSocket {port}"),
            )
        } else {
            let listen = format!("LocalSocket {}", socket.display());
            (Address::Socket(socket), listen)
        };
        let inside = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).unwrap();
            path
        };
        let (database, temporary) = (inside("database"), inside("temporary"));
        signatures(&database, wishes.signatures);
        let conf = format!(
            "Foreground yes\nDatabaseDirectory {}\nTemporaryDirectory {}\n{listen}\n{}\n",
            database.display(),
            temporary.display(),
            wishes.conf
        );
        let file = folder.path().join("clamd.conf");
        std::fs::write(&file, conf).unwrap();
        let child = run(&file);
        Self {
            child,
            folder,
            address,
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        Self::settings_at(self.address.clone())
    }

    /// `[scanner]`, as an operator writes it.
    pub(crate) fn toml(&self) -> String {
        format!(r#"{{ kind = "clamd", address = "{}" }}"#, self.address)
    }

    /// Settings for one that a test plays itself.
    pub(crate) fn settings_at(address: Address) -> Settings {
        Settings::Clamd {
            address,
            timeout_seconds: 60.try_into().unwrap(),
        }
    }

    /// What lies in its temporary folder.
    pub(crate) fn temporary_files(&self) -> Vec<PathBuf> {
        files_below(&self.folder.path().join("temporary"))
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        // It may have been killed already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts it. It listens before it tells how often it checks itself.
fn run(conf: &Path) -> Child {
    // Debian puts it where only root looks.
    let path = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/bin";
    let mut command = Command::new("clamd");
    command.arg("--config-file").arg(conf).env("PATH", path);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("clamd, of clamav-daemon, runs");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    while !said.contains("Self checking") {
        let line = lines.next().map(Result::unwrap);
        assert!(line.is_some(), "clamd ended:\n{said}");
        writeln!(said, "{}", line.unwrap_or_default()).unwrap();
    }
    // Drained in the background, or the pipe would fill.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    child
}

fn signatures(folder: &Path, made: Option<Instant>) {
    // The size and MD5 of the test file.
    let eicar = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-File\n";
    std::fs::write(folder.join("test.hdb"), eicar).unwrap();
    let own = format!("Sendsikkert.Test:0:*:{}\n", hex(BAD_WORDS.as_bytes()));
    std::fs::write(folder.join("test.ndb"), &own).unwrap();
    if let Some(made) = made {
        std::fs::write(folder.join("daily.cud"), daily(made, &own)).unwrap();
    }
}

/// A database of the kind that ClamAV publishes every day, but not signed: a header, and a tar archive with
/// signatures and their sums.
fn daily(made: Instant, signatures: &str) -> Vec<u8> {
    let header = format!(
        "ClamAV-VDB:{} 08-00 +0000:27000:1:63:X:X:tests:{}",
        made.norwegian_date(),
        made.millis() / 1000
    );
    let sum = hex(&Sha256::digest(signatures));
    let info = format!("{header}\ndaily.ndb:{}:{sum}\n", signatures.len());
    let tar = [("daily.info", info.as_str()), ("daily.ndb", signatures)].map(tar_member);
    let tar = [tar.concat(), vec![0; 1024]].concat();
    [format!("{header:512}").into_bytes(), tar].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// A member of a tar archive (ustar).
fn tar_member((name, text): (&str, &str)) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    let mut put =
        |at: usize, text: &str| header[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{:011o}\0", text.len()));
    put(136, "00000000000\0");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    let sum: u32 = header.iter().copied().map(u32::from).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut member = [header, text.as_bytes().to_vec()].concat();
    member.resize(member.len().next_multiple_of(512), 0);
    member
}
