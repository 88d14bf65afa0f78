//! What the worker does again and again, each at its own pace.

use std::time::Duration;

use crate::clock::Instant;

/// When something that is done again and again has its next turn.
pub(super) struct Turn {
    due_at: Instant,
    every: Duration,
}

impl Turn {
    /// For the first time at `due_at`, and then no earlier than `every` after the last time.
    pub(super) fn from(due_at: Instant, every: Duration) -> Self {
        Self { due_at, every }
    }

    /// Whether it is its turn; if it is, the next one is set.
    pub(super) fn has_come(&mut self, now: Instant) -> bool {
        let is_due = now >= self.due_at;
        if is_due {
            self.due_at = now.after(self.every);
        }
        is_due
    }
}
