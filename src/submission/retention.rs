//! How long what is kept. Each thing has a clock of its own: drafts ([`drafts`]), the sealed files of what the
//! archive has answered ([`answered`]), and everything personal about what has come to its end ([`ended`]). What
//! waits for the archive has none: it is kept until it is answered or withdrawn.
//!
//! Every step is one transaction about one submission. Rows first say what is to be deleted, then files go, then
//! rows say that they are gone ([`discard`](super::discard)), so a sweep that is killed is gone on with by the
//! next one, and two at once do no harm.

mod answered;
mod drafts;
mod due;
mod ended;
pub mod figures;
mod letters;
mod orphans;
mod settings;

use super::collect::figures::overdue;
use super::{Desk, discard};
pub use settings::Settings;

/// What one sweep has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Swept {
    untouched_drafts: u64,
    drafts_warned: u64,
    drafts_deleted: u64,
    emptied: u64,
    forgotten: u64,
    letters: u64,
}

impl Swept {
    fn tell(self) {
        tracing::debug!(
            untouched_drafts.deleted = self.untouched_drafts,
            drafts.warned = self.drafts_warned,
            drafts.deleted = self.drafts_deleted,
            submissions.emptied = self.emptied,
            submissions.forgotten = self.forgotten,
            letters.forgotten = self.letters,
            "swept rows"
        );
    }
}

/// Lets every clock have its turn with the rows; the files that they give up are deleted by [`files`].
pub async fn rows(desk: &Desk) -> anyhow::Result<()> {
    every_clock(desk).await?.tell();
    drafts::past_days(desk).await?;
    tell_what_waits(desk).await
}

async fn every_clock(desk: &Desk) -> anyhow::Result<Swept> {
    Ok(Swept {
        untouched_drafts: drafts::untouched(desk).await?,
        drafts_warned: drafts::warn(desk).await?,
        drafts_deleted: drafts::delete(desk).await?,
        emptied: answered::empty(desk).await?,
        forgotten: ended::forget(desk).await?,
        letters: letters::forget(desk).await?,
    })
}

/// Deletes the sealed files that rows have given up, and those that never had a row.
pub async fn files(desk: &Desk) -> anyhow::Result<()> {
    let discarded = discard::carry_out(desk).await;
    // Whatever keeps the one from being done need not keep the other.
    let orphaned = orphans::delete(desk).await;
    let (discarded, orphaned) = (discarded?, orphaned?);
    tracing::debug!(
        discarded.deleted = discarded,
        orphaned.deleted = orphaned,
        "swept sealed files"
    );
    Ok(())
}

/// What would be deleted, had the archive answered it, is kept; that it is still there should worry somebody.
async fn tell_what_waits(desk: &Desk) -> anyhow::Result<()> {
    let answered_by = desk.clock.now().before(desk.retention.acknowledged());
    let waiting = overdue(&desk.db, answered_by).await?;
    if waiting.count > 0 {
        tracing::error!(
            submissions.waiting = waiting.count,
            days = desk.retention.acknowledged_days,
            "ALARM: submissions have waited this long for the archive's answer; they are kept until it comes"
        );
    }
    Ok(())
}
