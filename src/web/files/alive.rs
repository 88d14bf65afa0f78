//! An upload is activity: a session does not end while its bytes flow, whatever becomes of them. And
//! when the session is ended, by a log-out elsewhere, so does the upload.

use std::cell::Cell;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::web::{Data, Payload};
use bytes::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::{Stream, try_unfold};

use crate::app::App;
use crate::clock::Instant;
use crate::identity::session::{Cookie, TOUCH_AFTER};

/// The session of an upload.
pub(super) struct Session(Rc<Cell<bool>>);

impl Session {
    /// Whether it was ended while the bytes flowed.
    pub(super) fn has_ended(&self) -> bool {
        self.0.get()
    }
}

/// A request's bytes, and the session that they keep alive.
pub(super) fn kept_alive(
    app: Data<App>,
    cookie: Cookie,
    payload: Payload,
) -> (impl Stream<Item = Result<Bytes, PayloadError>>, Session) {
    let ended = Rc::new(Cell::new(false));
    let pulse = Pulse {
        // The request itself was activity.
        touched_at: app.desk.clock.now(),
        app,
        cookie,
        ended: Rc::clone(&ended),
    };
    let bytes = try_unfold((payload, pulse), |(mut payload, mut pulse)| async {
        let next = tokio::time::timeout(pulse.patience(), payload.try_next());
        let Some(chunk) = next.await.map_err(|_elapsed| stalled())?? else {
            return Ok(None);
        };
        pulse.beat().await?;
        Ok(Some((chunk, (payload, pulse))))
    });
    (bytes, Session(ended))
}

struct Pulse {
    app: Data<App>,
    cookie: Cookie,
    ended: Rc<Cell<bool>>,
    touched_at: Instant,
}

/// Nobody holds a connection, and what was stored so far, for ever.
fn stalled() -> PayloadError {
    PayloadError::Io(io::Error::new(
        io::ErrorKind::TimedOut,
        "no bytes came for too long",
    ))
}

impl Pulse {
    /// How long the next bytes are waited for.
    fn patience(&self) -> Duration {
        Duration::from_secs(self.app.desk.limits.stall_seconds)
    }

    async fn beat(&mut self) -> Result<(), PayloadError> {
        let now = self.app.desk.clock.now();
        if now < self.touched_at.after(TOUCH_AFTER) {
            return Ok(());
        }
        self.touched_at = now;
        match self.app.sessions().touch(&self.cookie).await {
            Ok(true) => Ok(()),
            Ok(false) => {
                self.ended.set(true);
                Err(PayloadError::Io(io::Error::other("the session has ended")))
            }
            // A database that is busy must not cost somebody an upload of half an hour.
            Err(error) => {
                tracing::warn!(error = format!("{error:#}"), "a session was not kept alive");
                Ok(())
            }
        }
    }
}
