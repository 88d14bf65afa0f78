//! Lets a parser be written as if it read, though its bytes are pushed at it as they arrive.
//!
//! A parser is an `async fn` that takes a [`Feed`]. It is polled once for each chunk, runs until it has
//! used the chunk up, and rests where it is until the next one comes: no thread, no channel. Only what it
//! looks at ahead, over the cut between two chunks, is copied.

use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use bytes::{Buf, Bytes};

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
    /// What was looked at across a cut and is not used yet: never more than was asked for.
    held: Vec<u8>,
    position: u64,
}

/// A feeder and its feed.
pub(super) fn feed() -> (Feeder, Feed) {
    let slot = Arc::default();
    let feeder = Feeder(Arc::clone(&slot));
    let feed = Feed {
        slot,
        current: Bytes::new(),
        held: Vec::new(),
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
    /// Bytes that are not used yet, as they came; empty at the end of the file only.
    pub(super) async fn chunk(&mut self) -> &[u8] {
        if self.held.is_empty() {
            self.arrival().await;
            &self.current
        } else {
            &self.held
        }
    }

    /// The next bytes, which stay: so many, or fewer when the file ends before.
    pub(super) async fn peek(&mut self, bytes: usize) -> &[u8] {
        if self.held.is_empty() {
            self.arrival().await;
            if self.current.len() >= bytes {
                return self.current.get(..bytes).unwrap_or_default();
            }
        }
        while self.held.len() < bytes {
            self.arrival().await;
            if self.current.is_empty() {
                break;
            }
            let missing = self.current.len().min(bytes - self.held.len());
            self.held.extend_from_slice(&self.current.split_to(missing));
        }
        self.held.get(..bytes).unwrap_or(&self.held)
    }

    /// Marks the first bytes of the chunk as used.
    pub(super) fn consume(&mut self, bytes: usize) {
        let used = if self.held.is_empty() {
            let used = bytes.min(self.current.len());
            self.current.advance(used);
            used
        } else {
            self.held.drain(..bytes.min(self.held.len())).len()
        };
        self.position += used as u64;
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

    /// Hands over so many bytes, as they come; tells how many there were.
    pub(super) async fn hand_over<E>(
        &mut self,
        bytes: u64,
        mut to: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut left = bytes;
        while left > 0 {
            let here = self.chunk().await;
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(here.len());
            if step == 0 {
                break;
            }
            to(here.get(..step).unwrap_or_default())?;
            self.consume(step);
            left -= step as u64;
        }
        Ok(bytes - left)
    }

    /// Hands over all that is left of the file.
    pub(super) async fn hand_over_rest<E>(
        &mut self,
        to: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.hand_over(u64::MAX, to).await.map(|_| ())
    }

    /// Passes over so many bytes; tells how many there were.
    pub(super) async fn skip(&mut self, bytes: u64) -> u64 {
        let Ok(passed) = self.hand_over(bytes, |_| Ok::<_, Infallible>(())).await;
        passed
    }

    /// Passes over zeros; tells how many there were.
    pub(super) async fn skip_zeros(&mut self) -> u64 {
        let begin = self.position;
        loop {
            let here = self.chunk().await;
            let zeros = here.iter().take_while(|byte| **byte == 0).count();
            let all = zeros == here.len();
            self.consume(zeros);
            if zeros == 0 || !all {
                return self.position - begin;
            }
        }
    }

    /// How many bytes of the file have been used.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Waits until there is something to use, or nothing more comes.
    async fn arrival(&mut self) {
        poll_fn(|_| self.poll_arrival()).await;
    }

    fn poll_arrival(&mut self) -> Poll<()> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submission::inspect::trial::read;

    #[test]
    fn what_was_looked_at_is_still_there() {
        let file: Vec<u8> = [[0; 5].as_slice(), &[1, 2, 3, 4, 5, 6, 7]].concat();
        for chunk in 1..=file.len() {
            read(&file, chunk, async |mut feed: Feed| {
                assert_eq!(feed.peek(6).await, [0, 0, 0, 0, 0, 1]);
                assert_eq!(feed.position(), 0);
                assert_eq!(feed.skip_zeros().await, 5);
                assert_eq!(feed.peek(2).await, [1, 2]);
                assert_eq!(feed.skip(3).await, 3);
                assert_eq!(feed.position(), 8);
                assert_eq!(feed.peek(9).await, [4, 5, 6, 7]);
                assert_eq!(feed.skip(9).await, 4);
                assert!(feed.chunk().await.is_empty());
            });
        }
    }
}
