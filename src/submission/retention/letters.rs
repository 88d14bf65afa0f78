//! Letters that are about no submission that has an end, warnings of drafts and alarms, are forgotten when a
//! receipt of their day would be.

use anyhow::Context;

use crate::outbox::{self, Kind};
use crate::submission::Desk;

pub(super) async fn forget(desk: &Desk) -> anyhow::Result<u64> {
    let by = desk.clock.now().before(desk.retention.receipt());
    let mut forgotten = 0;
    for kind in [Kind::DraftExpiry, Kind::Alarm] {
        let old = outbox::forget_older(&desk.db, kind, by).await;
        forgotten += old.context("forgetting old letters")?;
    }
    Ok(forgotten)
}
