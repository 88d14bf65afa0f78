//! How long what is kept. Each thing has a clock of its own: drafts ([`drafts`]), the sealed files of what the
//! archive has answered ([`answered`]), and everything personal about what has come to its end ([`ended`]). What
//! waits for the archive has none: it is kept until it is answered or withdrawn.
//!
//! Every step is one transaction about one submission. Rows first say what is to be deleted, then files go, then
//! rows say that they are gone ([`discard`]), so a sweep that is killed is gone on with by the
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

/// A part of a sweep, and what it has done: how many, or why not.
pub type Part = (&'static str, anyhow::Result<u64>);

/// Lets every clock have its turn, and then the files that rows have given up. A part that fails keeps no other
/// from its turn.
pub async fn sweep(desk: &Desk) -> [Part; 9] {
    [
        ("untouched drafts", drafts::untouched(desk).await),
        ("warnings of a draft's end", drafts::warn(desk).await),
        ("drafts", drafts::delete(desk).await),
        ("what the archive has answered", answered::empty(desk).await),
        ("what has come to its end", ended::forget(desk).await),
        (
            "letters about drafts and alarms",
            letters::forget(desk).await,
        ),
        ("uploads of past days", drafts::past_days(desk).await),
        ("discarded files", discard::carry_out(desk).await),
        ("files without a row", orphans::delete(desk).await),
    ]
}

/// What would be deleted, had the archive answered it, is kept; that it is still there should worry somebody.
pub async fn tell_what_waits(desk: &Desk) -> anyhow::Result<()> {
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
