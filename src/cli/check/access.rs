//! Who can pull: whether any token is in force, for how long, and whether Maskinporten's keys can be read.

use super::Finding;
use super::secrets::counted;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::Db;
use crate::identity::archive_access::token::{self, Standing, Token};

pub(super) const NAME: &str = "archive access";

/// How many days before its end a token is to be changed.
const DAYS_OF_NOTICE: i32 = 30;

/// The tokens of the portal's own.
pub(super) async fn tokens(config: &Config, now: Instant) -> Vec<Finding> {
    match in_force(config, now).await {
        Ok(Some(tokens)) => judge(config, &tokens, now),
        Ok(None) => vec![Finding::warn(
            NAME,
            "no tokens yet: the database has not been made, or is not this program's",
            "See what stands above about the database.",
        )],
        Err(error) => vec![Finding::error(
            NAME,
            &error,
            "See what stands above about the database.",
        )],
    }
}

async fn in_force(config: &Config, now: Instant) -> anyhow::Result<Option<Vec<Token>>> {
    let Some(db) = Db::look_current(&config.database).await? else {
        return Ok(None);
    };
    let mut tokens = token::list(&db).await?;
    db.close().await;
    tokens.retain(|token| token.standing(now) == Standing::InForce);
    Ok(Some(tokens))
}

fn judge(config: &Config, tokens: &[Token], now: Instant) -> Vec<Finding> {
    if tokens.is_empty() {
        return if config.archive.maskinporten.is_some() {
            vec![Finding::ok(NAME, "by Maskinporten alone")]
        } else {
            vec![Finding::warn(
                NAME,
                "no token is in force, so nobody can pull",
                "Make one for the archive with “sendsikkert token create --name arkiv”.",
            )]
        };
    }
    let mut findings: Vec<_> = tokens
        .iter()
        .filter_map(|token| told_of(token, now))
        .collect();
    if findings.is_empty() {
        let many = counted(tokens.len(), "token");
        findings.push(Finding::ok(NAME, format!("{many} of our own in force")));
    }
    findings
}

/// What is to be said of one token, if anything.
fn told_of(token: &Token, now: Instant) -> Option<Finding> {
    let name = &token.name;
    let advice = format!(
        "Revoke it with “sendsikkert token revoke {}”, make a new one, and give that to the archive in the same hour.",
        token.id
    );
    let Some(end) = token.expires_at else {
        return Some(Finding::warn(
            NAME,
            format!("the token of {name} never expires"),
            advice,
        ));
    };
    let day = end.norwegian_date();
    let left = now.days_since(&day).map(|days| -days)?;
    (left <= DAYS_OF_NOTICE)
        .then(|| Finding::warn(NAME, format!("the token of {name} expires {day}"), advice))
}

/// Maskinporten, as those know it who take its tokens.
pub(super) async fn maskinporten(config: &Config, clock: &Clock) -> Vec<Finding> {
    let reached = async {
        let Some(judge) = config.resource_server(clock)? else {
            return Ok(None);
        };
        judge.reach().await.map(Some)
    };
    let found = match reached.await {
        Ok(None) => return Vec::new(),
        Ok(Some(keys)) => Finding::ok(
            NAME,
            format!("Maskinporten publishes {}", counted(keys, "key")),
        ),
        Err(error) => Finding::error(
            NAME,
            &error,
            "See whether [archive.maskinporten] issuer is right, and whether a firewall stands in between. Until \
             it answers, archives that come by Maskinporten are told to try again later.",
        ),
    };
    vec![found]
}
