//! When who is killed: drawn before, by how far everybody has come, so that a storm ends with what it is
//! to disturb.

use std::time::Duration;

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::installation::{Installation, Portal};
use super::pull::Pulling;
use super::{STEPS, Told};

/// How long after a step a kill may come: longer than any step takes.
const LATEST_MS: u64 = 150;

pub(super) struct Kills {
    kills: Vec<Kill>,
    submissions: usize,
}

struct Kill {
    /// How many steps have been taken then.
    steps: usize,
    /// And that much later.
    moment: Duration,
    victim: Victim,
}

enum Victim {
    Pull,
    Portal {
        /// Or else the next kill may meet it while it puts right what this one leaves behind.
        may_recover: bool,
    },
}

impl Kills {
    pub(super) fn draw(seed: u64, kills: usize, submissions: usize) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut kills: Vec<_> = (0..kills)
            .map(|_| Kill::draw(&mut random, submissions))
            .collect();
        kills.sort_by_key(|kill| kill.steps);
        Self { kills, submissions }
    }

    pub(super) async fn happen(
        self,
        installation: &Installation,
        mut portal: Portal,
        pulling: &Pulling,
        told: &Told,
    ) -> Portal {
        let (mut progress, mut up) = (told.subscribe(), installation.up.subscribe());
        for kill in self.kills {
            // Steps that a kill has hidden are not waited for when there is nothing left to send.
            let is_time = progress.wait_for(|progress| {
                progress.steps >= kill.steps || progress.receipts == self.submissions
            });
            drop(is_time.await.unwrap());
            tokio::time::sleep(kill.moment).await;
            match kill.victim {
                Victim::Pull => pulling.kill(),
                Victim::Portal { may_recover } => {
                    portal.end();
                    portal = installation.start();
                    if may_recover {
                        drop(up.wait_for(|up| *up).await.unwrap());
                    }
                }
            }
        }
        portal
    }
}

impl Kill {
    fn draw(random: &mut TestRng, submissions: usize) -> Self {
        let victim = match random.random_range(0..8) {
            0..4 => Victim::Pull,
            4 => Victim::Portal { may_recover: false },
            _ => Victim::Portal { may_recover: true },
        };
        // Now and then at once: while the next thing is being written.
        let moment = match random.random_range(0..3) {
            0 => 0,
            _ => random.random_range(0..=LATEST_MS),
        };
        Self {
            steps: random.random_range(1..=STEPS * submissions),
            moment: Duration::from_millis(moment),
            victim,
        }
    }
}
