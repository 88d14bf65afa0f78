//! Whether e-mail reaches people.

use super::Finding;
use crate::config::Config;
use crate::db::Db;
use crate::outbox;
use crate::submission::letters::undelivered::State;

pub(super) const NAME: &str = "letters";

const ADVICE: &str = "“sendsikkert letters” shows which, and why. Those that were given up are tried again with \
                      “sendsikkert letters retry”, once the reason is put right.";

/// What has not been delivered. Nothing, while there is no database to look in: another line tells of that.
pub(super) async fn undelivered(config: &Config) -> Vec<Finding> {
    let states = async {
        let Some(db) = Db::look_current(&config.database).await? else {
            return Ok(None);
        };
        let letters = outbox::unsent(&db).await?;
        db.close().await;
        anyhow::Ok(Some(letters.iter().map(State::of).collect::<Vec<_>>()))
    };
    match states.await {
        Ok(None) => Vec::new(),
        Ok(Some(states)) => vec![judge(&states)],
        Err(error) => vec![Finding::error(
            NAME,
            &error,
            "See what is said of the database above.",
        )],
    }
}

fn judge(states: &[State]) -> Finding {
    let count = |state: State| states.iter().filter(|each| **each == state).count();
    let (given_up, being_tried, waiting) = (
        count(State::GivenUp),
        count(State::BeingTried),
        count(State::Waiting),
    );
    let found =
        format!("given up: {given_up}, being tried: {being_tried}, not tried yet: {waiting}");
    if given_up + being_tried > 0 {
        Finding::warn(NAME, found, ADVICE)
    } else {
        Finding::ok(NAME, found)
    }
}
