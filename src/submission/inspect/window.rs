//! Lets a parser look ahead over the cuts between chunks, for formats that have to find their place again.

use memchr::memmem::Finder;

use super::feed::Feed;

/// What a system's or a video's start codes begin with (ISO/IEC 11172-1, 2.4; 13818-2, 6.2.1).
pub(super) const START_CODE: &[u8; 3] = &[0, 0, 1];

/// A feed that can be looked into before it is used.
pub(super) struct Window {
    feed: Feed,
    /// What was looked at across a cut and is not used yet: never more than was asked for.
    held: Vec<u8>,
    start_code: Finder<'static>,
}

/// What stood before a start code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// How much.
    pub(super) bytes: u64,
    /// Nothing but zeros, which may stand between any two units.
    pub(super) zeros: bool,
    /// Whether a start code was found before the end of the file.
    pub(super) found: bool,
}

impl Window {
    pub(super) fn new(feed: Feed) -> Self {
        Self {
            feed,
            held: Vec::new(),
            start_code: Finder::new(START_CODE),
        }
    }

    /// The next bytes: so many, or fewer when the file ends before.
    pub(super) async fn peek(&mut self, bytes: usize) -> &[u8] {
        if self.held.is_empty() && self.feed.chunk().await.len() >= bytes {
            return self.feed.chunk().await.get(..bytes).unwrap_or_default();
        }
        while self.held.len() < bytes {
            let chunk = self.feed.chunk().await;
            if chunk.is_empty() {
                break;
            }
            let missing = chunk.len().min(bytes - self.held.len());
            self.held
                .extend_from_slice(chunk.get(..missing).unwrap_or_default());
            self.feed.consume(missing);
        }
        self.held.get(..bytes).unwrap_or(&self.held)
    }

    /// Whatever is there, at least one byte; empty at the end of the file only.
    pub(super) async fn available(&mut self) -> &[u8] {
        if self.held.is_empty() {
            self.feed.chunk().await
        } else {
            &self.held
        }
    }

    /// Passes over so many bytes; tells how many there were.
    pub(super) async fn skip(&mut self, bytes: u64) -> u64 {
        let mut left = bytes;
        while left > 0 {
            let here = self.available().await.len();
            if here == 0 {
                break;
            }
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(here);
            self.consume(step);
            left -= step as u64;
        }
        bytes - left
    }

    /// Passes over bytes that are available.
    pub(super) fn consume(&mut self, bytes: usize) {
        if self.held.is_empty() {
            self.feed.consume(bytes);
        } else if bytes >= self.held.len() {
            self.held.clear();
        } else {
            self.held.drain(..bytes);
        }
    }

    /// Passes over zeros; tells how many there were.
    pub(super) async fn skip_zeros(&mut self) -> u64 {
        let mut passed = 0;
        loop {
            let here = self.available().await;
            let zeros = here.iter().take_while(|byte| **byte == 0).count();
            let all = zeros == here.len();
            self.consume(zeros);
            passed += zeros as u64;
            if zeros == 0 || !all {
                return passed;
            }
        }
    }

    /// Passes over the next start code's three bytes and all that stands before.
    pub(super) async fn past_start_code(&mut self) -> Gap {
        let mut gap = Gap {
            bytes: 0,
            zeros: true,
            found: false,
        };
        // The last two bytes, since the cut may go through a start code.
        let mut last = [u8::MAX; 2];
        let start_code = self.start_code.clone();
        loop {
            let here = self.available().await;
            if here.is_empty() {
                return gap;
            }
            let [before, previous] = last;
            let first = here.first().copied().unwrap_or(u8::MAX);
            let cut = match (before, previous, first, here.get(1)) {
                (0, 0, 1, _) => Some(1),
                (_, 0, 0, Some(1)) => Some(2),
                _ => None,
            };
            let end = cut.or_else(|| start_code.find(here).map(|at| at + START_CODE.len()));
            let used = here.get(..end.unwrap_or(here.len())).unwrap_or(here);
            last = match used {
                [.., before, previous] => [*before, *previous],
                [only] => [previous, *only],
                [] => last,
            };
            gap.bytes += used.len() as u64;
            gap.found = end.is_some();
            // All but the start code's own last byte.
            let zeros = used.get(..used.len() - usize::from(gap.found));
            gap.zeros &= zeros.unwrap_or_default().iter().all(|byte| *byte == 0);
            let used = used.len();
            self.consume(used);
            if gap.found {
                gap.bytes = gap.bytes.saturating_sub(START_CODE.len() as u64);
                return gap;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::super::feed::feed;
    use super::*;

    /// Runs `read` over a file that comes in pieces.
    fn read<T, F, R>(file: &[u8], chunk: usize, read: F) -> T
    where
        F: FnOnce(Window) -> R,
        R: Future<Output = T>,
    {
        use std::task::{Context, Poll, Waker};
        let (feeder, feed) = feed();
        let mut reading = Box::pin(read(Window::new(feed)));
        let mut context = Context::from_waker(Waker::noop());
        for piece in file.chunks(chunk) {
            feeder.offer(Bytes::copy_from_slice(piece));
            if let Poll::Ready(read) = reading.as_mut().poll(&mut context) {
                return read;
            }
        }
        feeder.end();
        match reading.as_mut().poll(&mut context) {
            Poll::Ready(read) => read,
            Poll::Pending => panic!("the end of the file was not noticed"),
        }
    }

    #[test]
    fn cuts_make_no_difference() {
        let file = b"\0\0\0\0\x01\xBAab\0\x01\0\0\x01c\0\0\0\0\0\x01";
        for chunk in 1..=file.len() {
            let gaps = read(file, chunk, async |mut window: Window| {
                let mut gaps = Vec::new();
                loop {
                    let gap = window.past_start_code().await;
                    gaps.push((gap.bytes, gap.zeros, gap.found));
                    if !gap.found {
                        return gaps;
                    }
                }
            });
            let expected = [
                (2, true, true),
                (5, false, true),
                (4, false, true),
                (0, true, false),
            ];
            assert_eq!(gaps, expected, "{chunk}");
        }
    }

    #[test]
    fn what_was_looked_at_is_still_there() {
        let file: Vec<u8> = [[0; 5].as_slice(), &[1, 2, 3, 4, 5, 6, 7]].concat();
        for chunk in 1..=file.len() {
            read(&file, chunk, async |mut window: Window| {
                assert_eq!(window.peek(6).await, [0, 0, 0, 0, 0, 1]);
                assert_eq!(window.skip_zeros().await, 5);
                assert_eq!(window.peek(2).await, [1, 2]);
                assert_eq!(window.skip(3).await, 3);
                assert_eq!(window.peek(9).await, [4, 5, 6, 7]);
                assert_eq!(window.skip(9).await, 4);
                assert!(window.available().await.is_empty());
            });
        }
    }
}
