//! Lets a parser be written as if it read, though its bytes are pushed at it as they arrive.
//!
//! A parser is an `async fn` that takes a [`Feed`]. It is polled once for each chunk, runs until it has
//! used the chunk up, and rests where it is until the next one comes: no thread, no channel, no copy.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

#[derive(Default)]
struct Slot {
    next: Option<Bytes>,
    ended: bool,
}

/// The end that bytes are pushed into.
pub(super) struct Feeder(Arc<Mutex<Slot>>);

/// The end that a parser reads from.
pub(super) struct Feed {
    slot: Arc<Mutex<Slot>>,
    current: Bytes,
    position: u64,
}

/// A feeder and its feed.
pub(super) fn feed() -> (Feeder, Feed) {
    let slot = Arc::default();
    let feeder = Feeder(Arc::clone(&slot));
    let feed = Feed {
        slot,
        current: Bytes::new(),
        position: 0,
    };
    (feeder, feed)
}

impl Feeder {
    /// Offers the next bytes. The parser is to be polled before more are offered.
    pub(super) fn offer(&self, bytes: Bytes) {
        lock(&self.0).next = Some(bytes);
    }

    /// Says that no more bytes come.
    pub(super) fn end(&self) {
        lock(&self.0).ended = true;
    }
}

fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Feed {
    /// The bytes that have come and are not used yet, as they came; empty at the end of the file only.
    pub(super) async fn chunk(&mut self) -> &[u8] {
        poll_fn(|_| self.poll_ready()).await;
        &self.current
    }

    /// Marks the first bytes of the chunk as used.
    pub(super) fn consume(&mut self, bytes: usize) {
        let bytes = bytes.min(self.current.len());
        self.current.advance(bytes);
        self.position += bytes as u64;
    }

    /// The next byte; `None` at the end of the file.
    pub(super) async fn byte(&mut self) -> Option<u8> {
        let byte = self.chunk().await.first().copied()?;
        self.consume(1);
        Some(byte)
    }

    /// The next `N` bytes; `None` when the file ends before.
    pub(super) async fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut array = [0; N];
        for slot in &mut array {
            *slot = self.byte().await?;
        }
        Some(array)
    }

    /// Passes over so many bytes; `None` when the file ends before.
    pub(super) async fn skip(&mut self, bytes: u64) -> Option<()> {
        let mut left = bytes;
        while left > 0 {
            let here = self.chunk().await.len();
            if here == 0 {
                return None;
            }
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(here);
            self.consume(step);
            left -= step as u64;
        }
        Some(())
    }

    /// How many bytes of the file have been used.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    fn poll_ready(&mut self) -> Poll<()> {
        while self.current.is_empty() {
            let mut slot = lock(&self.slot);
            match slot.next.take() {
                Some(bytes) => self.current = bytes,
                None if slot.ended => return Poll::Ready(()),
                // Nobody is woken: whoever pushes the next bytes polls, too.
                None => return Poll::Pending,
            }
        }
        Poll::Ready(())
    }
}

impl AsyncRead for Feed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        std::task::ready!(self.poll_ready());
        let bytes = self.current.len().min(buffer.remaining());
        buffer.put_slice(self.current.get(..bytes).unwrap_or_default());
        self.consume(bytes);
        Poll::Ready(Ok(()))
    }
}

impl AsyncBufRead for Feed {
    fn poll_fill_buf(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let feed = self.get_mut();
        std::task::ready!(feed.poll_ready());
        Poll::Ready(Ok(&feed.current))
    }

    fn consume(self: Pin<&mut Self>, bytes: usize) {
        self.get_mut().consume(bytes);
    }
}
