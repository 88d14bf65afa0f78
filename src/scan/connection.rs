//! A connection to clamd, on which either side may stop short at any time.

use std::fmt;
use std::io;
use std::time::Duration;

use bytes::{Buf, BufMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use super::answer::{readable, refusal};
use super::{Address, Unscanned};

/// As much as is read of an answer. The longest that mean anything have a hundred or so.
const MOST_BYTES: usize = 1024;

/// What is said to clamd, and what comes back.
pub(super) struct Connection {
    ear: Ear,
    mouth: Box<dyn AsyncWrite + Send + Unpin>,
    patience: Duration,
}

impl Connection {
    pub(super) async fn open(address: &Address, patience: Duration) -> Result<Self, Unscanned> {
        let down = |source| Unscanned::Down {
            address: address.clone(),
            source,
        };
        let (from, mouth): (Box<dyn AsyncRead + Send + Unpin>, Box<_>) = match address {
            Address::Socket(path) => {
                let (from, to) = UnixStream::connect(path).await.map_err(down)?.into_split();
                (Box::new(from), Box::new(to) as _)
            }
            Address::Tcp(host) => {
                let (from, to) = TcpStream::connect(host).await.map_err(down)?.into_split();
                (Box::new(from), Box::new(to) as _)
            }
        };
        let address = address.clone();
        let heard = Vec::new();
        let ear = Ear {
            from,
            heard,
            address,
        };
        Ok(Self {
            ear,
            mouth,
            patience,
        })
    }

    /// Says all of something. What clamd says meanwhile is the last it says: it hangs up after it.
    pub(super) async fn say(&mut self, mut bytes: impl Buf) -> Result<(), Unscanned> {
        let said = async {
            tokio::select! {
                biased;
                answer = self.ear.answer() => Err(answer.map_or_else(|unscanned| unscanned, refusal)),
                written = self.mouth.write_all_buf(&mut bytes) => Ok(written),
            }
        };
        match patient(self.patience, said).await?? {
            Ok(()) => Ok(()),
            // It has hung up, and may have told why before.
            Err(error) => Err(match self.answer().await {
                Ok(answer) => refusal(answer),
                Err(Unscanned::Down { address, .. }) => Unscanned::Down {
                    address,
                    source: error,
                },
                Err(unscanned) => unscanned,
            }),
        }
    }

    /// Waits for an answer.
    pub(super) async fn answer(&mut self) -> Result<&[u8], Unscanned> {
        patient(self.patience, self.ear.answer()).await?
    }
}

/// One step, which may take so long.
async fn patient<T>(patience: Duration, step: impl Future<Output = T>) -> Result<T, Unscanned> {
    let slow = |_elapsed| Unscanned::Slow(patience.as_secs());
    timeout(patience, step).await.map_err(slow)
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({})", self.ear.address)
    }
}

/// What comes back.
struct Ear {
    from: Box<dyn AsyncRead + Send + Unpin>,
    heard: Vec<u8>,
    address: Address,
}

impl Ear {
    /// The first answer, without the byte that ends it. Whoever stops waiting may ask again: what was
    /// heard is kept.
    async fn answer(&mut self) -> Result<&[u8], Unscanned> {
        let end = |byte: &u8| matches!(byte, b'\0' | b'\n');
        while !self.heard.iter().any(end) {
            let room = MOST_BYTES.saturating_sub(self.heard.len());
            let read = self.from.read_buf(&mut (&mut self.heard).limit(room)).await;
            if !matches!(read, Ok(1..)) {
                return Err(self.nothing_whole(read));
            }
        }
        // An answer to a command with a z before it ends with a zero; one to nothing, with a new line.
        Ok(self.heard.split(end).next().unwrap_or_default())
    }

    /// No answer comes any more, or it does not end.
    fn nothing_whole(&self, read: io::Result<usize>) -> Unscanned {
        if self.heard.is_empty() {
            Unscanned::Down {
                address: self.address.clone(),
                source: read.err().unwrap_or(io::ErrorKind::UnexpectedEof.into()),
            }
        } else {
            Unscanned::Answer(readable(&self.heard))
        }
    }
}
