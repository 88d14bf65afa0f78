//! What a browser keeps of the log-ins it has begun.
//!
//! Each attempt has a cookie of its own, named after its `state`, so that several tabs can log in at
//! once; it is sealed, lives ten minutes, and is used up by the first answer whatever that is.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration as CookieDuration;
use anyhow::Context;

use crate::app::App;
use crate::clock::Instant;
use crate::crypt::{self, Place};
use crate::identity::provider::{ATTEMPT_LIFETIME, Attempt};
use crate::web::visitor::{cookie, cookie_name};

/// What the name of an attempt's cookie begins with.
pub(in crate::web) const PREFIX: &str = "login-";

/// So many log-ins may begin …
const MAX_STARTS: usize = 5;
/// … within so long, in a browser that is logged in.
const STARTS_WITHIN: Duration = Duration::from_secs(5);

/// The cookie that keeps an attempt.
pub(in crate::web) fn remember(app: &App, attempt: &Attempt) -> anyhow::Result<Cookie<'static>> {
    let sealed = app.desk.keys.seal(
        place(&attempt.state),
        &serde_json::to_vec(attempt).context("keeping a log-in")?,
    )?;
    let mut kept = cookie(app, &name_of(&attempt.state), sealed);
    kept.set_max_age(CookieDuration::try_from(ATTEMPT_LIFETIME).unwrap_or_default());
    Ok(kept)
}

/// The attempt of a state, if this browser began one that can still be answered.
pub(in crate::web) fn recall(app: &App, request: &HttpRequest, state: &str) -> Option<Attempt> {
    let kept = request.cookie(&cookie_name(app, &name_of(state)))?;
    let opened = app.desk.keys.open(place(state), kept.value()).ok()?;
    let attempt: Attempt = serde_json::from_slice(&opened).ok()?;
    let expires = Instant::from_millis(attempt.begun_at).after(ATTEMPT_LIFETIME);
    (app.desk.clock.now() <= expires).then_some(attempt)
}

/// The cookie that removes an attempt.
pub(in crate::web) fn forget(app: &App, state: &str) -> Cookie<'static> {
    let mut used = cookie(app, &name_of(state), String::new());
    used.make_removal();
    used
}

/// The state is hashed: whatever stands in the address ends up in the name.
fn name_of(state: &str) -> String {
    let hash = crypt::sha256_hex(state.as_bytes());
    format!("{PREFIX}{}", hash.get(..16).unwrap_or_default())
}

const fn place(state: &str) -> Place<'_> {
    Place {
        column: "cookie.login",
        row: state,
    }
}

/// When this browser lately began to log in.
pub(in crate::web) struct Starts {
    times: Vec<i64>,
    now: Instant,
}

impl Starts {
    pub(in crate::web) const NAME: &'static str = "login-starts";
    const PLACE: Place<'static> = Place {
        column: "cookie.login_starts",
        row: "",
    };

    pub(super) fn of(app: &App, request: &HttpRequest) -> Self {
        let now = app.desk.clock.now();
        let limit = now.before(STARTS_WITHIN).millis();
        let times = request
            .cookie(&cookie_name(app, Self::NAME))
            .and_then(|kept| app.desk.keys.open(Self::PLACE, kept.value()).ok())
            .and_then(|opened| serde_json::from_slice::<Vec<i64>>(&opened).ok())
            .unwrap_or_default();
        Self {
            times: times.into_iter().filter(|time| *time > limit).collect(),
            now,
        }
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.times.len() >= MAX_STARTS
    }

    /// The cookie that remembers this one too.
    pub(super) fn with_another(mut self, app: &App) -> anyhow::Result<Cookie<'static>> {
        self.times.push(self.now.millis());
        let sealed = app
            .desk
            .keys
            .seal(Self::PLACE, &serde_json::to_vec(&self.times)?)?;
        let mut kept = cookie(app, Self::NAME, sealed);
        kept.set_max_age(CookieDuration::try_from(STARTS_WITHIN).unwrap_or_default());
        Ok(kept)
    }
}
