//! Whether the archive fetches what is sent, and is told when it does not.

use std::time::Duration;

use super::Finding;
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Db;
use crate::submission::alarm;
use crate::submission::collect::figures::{self, Figures, Overdue};

pub(super) const NAME: &str = "hand-over";
/// Nobody at the archive has looked for a whole day.
const MUCH_TOO_LONG: Duration = Duration::from_hours(24);

/// What the archive has not done yet. Nothing, while there is no database to count in: another line tells
/// of that.
pub(super) async fn figures(config: &Config, now: Instant) -> Vec<Finding> {
    match count(config, now).await {
        Ok(Some(counted)) => vec![counted.judge(config)],
        Ok(None) => Vec::new(),
        Err(error) => vec![Finding::error(
            NAME,
            &error,
            "See what is said of the database above.",
        )],
    }
}

/// The figures, and what waits too long by the installation's own measure and by anybody's.
struct Counted {
    figures: Figures,
    overdue: Overdue,
    much_too_long: Overdue,
    /// What has waited so long that it would have been deleted, had it been answered at once.
    kept: Overdue,
}

async fn count(config: &Config, now: Instant) -> anyhow::Result<Option<Counted>> {
    let Some(db) = Db::look_current(&config.database).await? else {
        return Ok(None);
    };
    let patience = alarm::patience(config.archive.alarm.as_ref());
    let counted = Counted {
        figures: figures::figures(&db).await?,
        overdue: figures::overdue(&db, now.before(patience)).await?,
        much_too_long: figures::overdue(&db, now.before(MUCH_TOO_LONG)).await?,
        kept: figures::overdue(&db, now.before(config.retention.acknowledged())).await?,
    };
    db.close().await;
    Ok(Some(counted))
}

impl Counted {
    fn judge(&self, config: &Config) -> Finding {
        let found = self.told();
        if self.kept.count > 0 {
            let (kept, days) = (wait(&self.kept), config.retention.acknowledged_days);
            return Finding::fail(
                NAME,
                format!(
                    "{found}; {kept} for more than {days} days, and is kept until it is answered"
                ),
                ADVICE,
            );
        }
        if self.much_too_long.count > 0 {
            return Finding::fail(
                NAME,
                format!("{found}; {} for more than a day", wait(&self.much_too_long)),
                ADVICE,
            );
        }
        if self.overdue.count > 0 {
            let patience = alarm::patience(config.archive.alarm.as_ref());
            return Finding::warn(
                NAME,
                format!(
                    "{found}; {} for more than {} minutes",
                    wait(&self.overdue),
                    patience.as_secs() / 60
                ),
                ADVICE,
            );
        }
        if config.archive.alarm.is_none() {
            return Finding::warn(
                NAME,
                format!("{found}; nobody is told when a submission waits too long"),
                "Name the archive's addresses: to in [archive.alarm].",
            );
        }
        Finding::ok(NAME, found)
    }

    fn told(&self) -> String {
        let Figures {
            waiting,
            fetched,
            returned,
            oldest_waiting_at,
        } = &self.figures;
        let since = oldest_waiting_at.as_deref();
        let since = since.map_or_else(String::new, |at| format!(" (the oldest since {at})"));
        format!(
            "waiting: {waiting}{since}, fetched but not acknowledged: {fetched}, returned: {returned}"
        )
    }
}

const ADVICE: &str = "See at the archive whether “sendsikkert pull” runs and what it says. What is fetched \
                      but not acknowledged stopped on its way into the archive; pulling again is harmless.";

fn wait(overdue: &Overdue) -> String {
    if overdue.count == 1 {
        "1 waits".to_owned()
    } else {
        format!("{} wait", overdue.count)
    }
}
