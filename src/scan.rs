//! Malware scanning: every byte that comes in is also told to ClamAV's `clamd`, which says at the end
//! what it thinks of the whole (clamd(8), `INSTREAM`).
//!
//! It is asked while the upload streams in, so that plaintext is never gathered here. clamd writes what
//! it scans to a temporary file: where that lies is the operator's to choose, and has to be memory.
//!
//! Nothing here decides for the benefit of the doubt: a scan that ends in anything but a verdict ends in
//! [`Unscanned`].

mod address;
mod answer;
mod connection;
mod probe;

use std::io;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};
use serde::Deserialize;
use thiserror::Error;

pub use address::{Address, NotAnAddress};
use connection::Connection;
pub use probe::{Examination, Signatures, Version};

/// How long clamd may take to let us in. It does not depend on what is scanned.
const TO_CONNECT: Duration = Duration::from_secs(5);

/// As much as is told at a time: its length has to fit into four bytes.
const CHUNK_BYTES: usize = 1 << 30;

/// `[scanner]`
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settings {
    /// Nothing is scanned. It has to be written: nobody goes without a scanner by mistake.
    None,
    /// ClamAV's daemon.
    Clamd {
        /// Where it listens.
        address: Address,
        /// How many seconds it may take over each step: a piece of a file, and the verdict on the whole.
        #[serde(default = "a_minute")]
        timeout_seconds: NonZeroU64,
    },
}

/// Unless something else is said.
fn a_minute() -> NonZeroU64 {
    NonZeroU64::new(60).unwrap_or(NonZeroU64::MIN)
}

impl Settings {
    /// The path in it, to be seen from the configuration file's folder.
    pub fn path(&mut self) -> Option<&mut PathBuf> {
        match self {
            Self::None => None,
            Self::Clamd { address, .. } => match address {
                Address::Socket(path) => Some(path),
                Address::Tcp(_) => None,
            },
        }
    }

    /// The scanner, ready for use; nothing is connected to yet.
    pub fn scanner(&self) -> Scanner {
        Scanner(match self {
            Self::None => None,
            Self::Clamd {
                address,
                timeout_seconds,
            } => Some(Arc::new(Clamd {
                address: address.clone(),
                patience: Duration::from_secs(timeout_seconds.get()),
            })),
        })
    }
}

/// Scans what it is told, a connection for each file.
#[derive(Clone, Debug)]
pub struct Scanner(Option<Arc<Clamd>>);

#[derive(Debug)]
struct Clamd {
    address: Address,
    patience: Duration,
}

impl Clamd {
    async fn connect(&self) -> Result<Connection, Unscanned> {
        let connecting = Connection::open(&self.address, self.patience);
        tokio::time::timeout(TO_CONNECT, connecting)
            .await
            .map_err(|_elapsed| Unscanned::Slow(TO_CONNECT.as_secs()))?
    }

    async fn begin(&self) -> Result<Scan, Unscanned> {
        let mut connection = self.connect().await?;
        connection.say(&b"zINSTREAM\0"[..]).await?;
        Ok(Scan(Stream::Open(connection)))
    }
}

impl Scanner {
    /// Whether anything is looked for.
    pub const fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Begins the scan of a file: connects, within five seconds, and says what is to come.
    pub async fn begin(&self) -> Result<Scan, Unscanned> {
        match &self.0 {
            None => Ok(Scan(Stream::Nobody)),
            Some(clamd) => clamd.begin().await,
        }
    }
}

/// A file that is being scanned. Dropping it hangs up, and clamd forgets what it was told.
#[derive(Debug)]
#[must_use = "only finish() tells what a file is"]
pub struct Scan(Stream);

#[derive(Debug)]
enum Stream {
    /// Nobody listens: there is no scanner.
    Nobody,
    Open(Connection),
    /// What was said last may have been said in part only. If more were said after that, what is in a
    /// file could be taken for a length, or for its end.
    Lost,
}

impl Scan {
    /// Tells it the next bytes of the file, without copying them. It waits while clamd is busy.
    ///
    /// When clamd has already said what is wrong, that is the error. After an error, or when this is not
    /// waited for to its end, the scan is lost.
    pub async fn write(&mut self, bytes: &Bytes) -> Result<(), Unscanned> {
        if matches!(self.0, Stream::Nobody) {
            return Ok(());
        }
        let mut connection = self.take()?;
        let mut rest = bytes.clone();
        // No empty chunk: it would be the end of the file.
        while !rest.is_empty() {
            let chunk = rest.split_to(rest.len().min(CHUNK_BYTES));
            let length = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
            connection
                .say(Buf::chain(&length.to_be_bytes()[..], chunk))
                .await?;
        }
        self.0 = Stream::Open(connection);
        Ok(())
    }

    /// Ends the file and waits for the verdict.
    pub async fn finish(mut self) -> Result<Verdict, Unscanned> {
        if matches!(self.0, Stream::Nobody) {
            return Ok(Verdict::Clean);
        }
        let mut connection = self.take()?;
        connection.say(&0_u32.to_be_bytes()[..]).await?;
        answer::verdict(connection.answer().await?)
    }

    /// The connection, which is given back when everything has been said.
    fn take(&mut self) -> Result<Connection, Unscanned> {
        match std::mem::replace(&mut self.0, Stream::Lost) {
            Stream::Open(connection) => Ok(connection),
            Stream::Nobody | Stream::Lost => Err(Unscanned::Lost),
        }
    }
}

/// What clamd thinks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was.
    Found {
        /// What clamd calls it: short, and nothing but printable ASCII, whatever clamd said.
        signature: String,
    },
    /// clamd did not look at all of it, since that would have taken it beyond its own limits.
    TooComplex,
}

/// Why there is no verdict. In words for the operator; none holds anything of the file.
#[derive(Debug, Error)]
pub enum Unscanned {
    /// It doesn't listen, or hung up without a word.
    #[error("no malware scanner answers at {address}")]
    Down {
        /// Where it should.
        address: Address,
        /// What the system says.
        source: io::Error,
    },
    /// It took more than that many seconds over one step.
    #[error("the malware scanner did not go on within {0} seconds")]
    Slow(u64),
    /// It waited too long for the file's next bytes.
    #[error(
        "the malware scanner waited too long for a file's next bytes: ReadTimeout in its configuration"
    )]
    Impatient,
    /// It takes no files this long.
    #[error(
        "the malware scanner takes no files this long: StreamMaxLength in its configuration is lower than what may \
         be sent"
    )]
    TooLarge,
    /// It said something else: an error of its own, or nothing that can be understood.
    #[error("the malware scanner answers “{0}”")]
    Answer(String),
    /// An earlier step failed or was broken off.
    #[error("the malware scanner was not told everything")]
    Lost,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_scanner_everything_is_clean() {
        let mut scan = Settings::None.scanner().begin().await.unwrap();
        scan.write(&Bytes::from_static(b"anything")).await.unwrap();
        assert_eq!(scan.finish().await.unwrap(), Verdict::Clean);
    }

    #[test]
    fn settings_are_what_they_say() {
        let read = toml::from_str::<Settings>;
        for bad in [
            "",
            "kind = \"clamd\"",
            "kind = \"clamd\"\naddress = \"\"",
            "kind = \"clamd\"\naddress = \"/x\"\ntimeout_seconds = 0",
            "kind = \"clamd\"\naddress = \"/x\"\ntimeout = 1",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        let mut settings = read("kind = \"clamd\"\naddress = \"clamd.ctl\"").unwrap();
        assert_eq!(settings.path(), Some(&mut PathBuf::from("clamd.ctl")));
        let Settings::Clamd {
            timeout_seconds, ..
        } = settings
        else {
            panic!("it is clamd")
        };
        assert_eq!(timeout_seconds.get(), 60);
        assert!(matches!(read("kind = \"none\""), Ok(Settings::None)));
    }
}
