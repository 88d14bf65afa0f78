//! What the next sweep would delete, and whether sealed files stay that should be gone.

use super::Finding;
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Db;
use crate::submission::retention::figures::{Figures, figures};

pub(super) const NAME: &str = "retention";

/// What is due. Nothing, while there is no database to count in: another line tells of that.
pub(super) async fn due(config: &Config, now: Instant) -> Vec<Finding> {
    match count(config, now).await {
        Ok(Some(figures)) => vec![judge(figures)],
        Ok(None) => Vec::new(),
        Err(error) => vec![Finding::error(
            NAME,
            &error,
            "See what is said of the database above.",
        )],
    }
}

async fn count(config: &Config, now: Instant) -> anyhow::Result<Option<Figures>> {
    let Some(db) = Db::look_current(&config.database).await? else {
        return Ok(None);
    };
    let figures = figures(&db, &config.retention, now).await?;
    db.close().await;
    Ok(Some(figures))
}

fn judge(figures: Figures) -> Finding {
    let Figures {
        drafts,
        answered,
        ended,
        left_over,
    } = figures;
    let due = format!(
        "due to be deleted: drafts {drafts}, sealed files of {answered} answered submissions, what is known of {ended}"
    );
    if left_over > 0 {
        return Finding::fail(
            NAME,
            format!(
                "{due}; sealed files that could not be deleted for more than a day: {left_over}"
            ),
            "Let the portal's user delete files in the folder that [blobs] path names, and see that the portal runs: it \
             tries again every six hours.",
        );
    }
    Finding::ok(NAME, due)
}
