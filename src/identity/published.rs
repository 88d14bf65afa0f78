//! What somebody else publishes (metadata, keys): read when it is first needed, and kept.
//!
//! One asks for everybody; and whoever was asked in vain is left alone for a moment.

use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use tokio::sync::{Mutex, RwLock};

use crate::clock::{Clock, Instant};

/// Tokens with made-up key ids must not make us hammer a provider.
pub(super) const BETWEEN_READINGS: Duration = Duration::from_secs(5);

/// Something that is read from elsewhere.
pub(super) struct Published<T> {
    clock: Clock,
    known: RwLock<Option<Known<T>>>,
    /// Held by the one that asks; when it last asked in vain.
    failed_at: Mutex<Option<Instant>>,
}

struct Known<T> {
    value: Arc<T>,
    read_at: Instant,
}

impl<T> Published<T> {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            clock,
            known: RwLock::default(),
            failed_at: Mutex::default(),
        }
    }

    /// What was read no longer ago than `age`; `read` is asked when there is nothing like that.
    pub(super) async fn no_older_than(
        &self,
        age: Duration,
        read: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<Arc<T>> {
        let limit = self.clock.now().before(age);
        if let Some(value) = self.read_after(limit).await {
            return Ok(value);
        }
        // One asks for everybody, and when it asks in vain, those who waited don't each wait again.
        let mut failed_at = self.failed_at.lock().await;
        if let Some(value) = self.read_after(limit).await {
            return Ok(value);
        }
        let now = self.clock.now();
        if failed_at.is_some_and(|at| now < at.after(BETWEEN_READINGS)) {
            bail!("there was no answer a moment ago");
        }
        match read.await {
            Ok(value) => {
                let value = Arc::new(value);
                *self.known.write().await = Some(Known {
                    value: Arc::clone(&value),
                    read_at: now,
                });
                *failed_at = None;
                Ok(value)
            }
            Err(error) => {
                *failed_at = Some(now);
                Err(error)
            }
        }
    }

    /// What was last read, however long ago; nobody is asked.
    pub(super) async fn known(&self) -> Option<Arc<T>> {
        let known = self.known.read().await;
        known.as_ref().map(|known| Arc::clone(&known.value))
    }

    /// What was last read, if that was after some time; nobody is asked.
    pub(super) async fn read_after(&self, limit: Instant) -> Option<Arc<T>> {
        let known = self.known.read().await;
        let known = known.as_ref().filter(|known| known.read_at > limit)?;
        Some(Arc::clone(&known.value))
    }
}
