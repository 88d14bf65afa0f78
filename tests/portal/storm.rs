//! The storm: portal and pull are killed again and again while people send, and every receipt holds.
//!
//! `STORM_KILLS` and `STORM_SUBMISSIONS` say how much of it there is (`make storm`: a lot), `STORM_SEED`
//! draws the same moments again.

mod aftermath;
mod installation;
mod kills;
mod people;
mod pull;

use std::fmt::Debug;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use installation::Installation;
use kills::Kills;
use people::Persistent;
use pull::Pulling;

/// A storm that does not end by itself ends after this for each kill and each submission.
const AT_MOST_EACH: Duration = Duration::from_secs(8);

/// As many as the simulator has.
const PEOPLE: usize = 4;

/// How far everybody has come: moments to be killed at are chosen by it.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// Drafts begun and filled, receipts seen, mails received, submissions pulled.
    steps: usize,
    /// Receipts that senders saw.
    receipts: usize,
}

/// What happens to a submission on its way.
const STEPS: usize = 5;

type Told = Arc<watch::Sender<Progress>>;

fn step(told: &Told) {
    told.send_modify(|progress| progress.steps += 1);
}

/// A number or a seed that the environment gives.
fn given<T: FromStr<Err: Debug>>(name: &str) -> Option<T> {
    let text = std::env::var_os(name)?;
    Some(text.to_str().unwrap().parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_receipt_holds_however_often_portal_and_pull_are_killed() {
    let kills: usize = given("STORM_KILLS").unwrap_or(12);
    let submissions: usize = given("STORM_SUBMISSIONS").unwrap_or(16);
    let seed = given("STORM_SEED").unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0);
    println!("STORM_SEED={seed}");
    let begun = Instant::now();
    let at_most = AT_MOST_EACH * u32::try_from(kills + submissions).unwrap();
    let storm = tokio::time::timeout(at_most, rage(seed, kills, submissions));
    let sent_twice = storm.await.expect("somebody waits for ever");
    println!(
        "{submissions} submissions, {kills} kills, {sent_twice} e-mails sent twice, in {:.0?}",
        begun.elapsed()
    );
}

/// How many e-mails were sent twice.
async fn rage(seed: u64, kills: usize, submissions: usize) -> usize {
    let told = Told::default();
    let installation = Installation::make(&told).await;
    let kills = Kills::draw(seed, kills, submissions);
    let portal = installation.start();
    let pulling = Pulling::start(&installation, &told);

    let people = (0..PEOPLE).map(|person| {
        let share = (person..submissions).step_by(PEOPLE);
        Persistent::new(person, &installation, &told).send(share)
    });
    let (sent, portal) = futures_util::future::join(
        futures_util::future::join_all(people),
        kills.happen(&installation, portal, &pulling, &told),
    )
    .await;
    let sent: Vec<_> = sent.into_iter().flatten().collect();
    assert_eq!(sent.len(), submissions);

    pulling.stop();
    installation.pull_the_rest().await;
    portal.end();
    installation.see_to_it(&sent).await
}
