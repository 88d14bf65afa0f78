//! Many on slow lines must not hold up the one on a fast line.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::client::{Body, Connection};
use crate::files;
use crate::load::Load;
use crate::people::Citizen;
use crate::process::Place;
use crate::report::{Report, figure};

const SLOW_CLIENTS: usize = 64;
/// 2 kB ten times a second: 20 kB/s, as on a telephone in a valley.
const MOUTHFUL_BYTES: u64 = 2_000;
const PAUSE: Duration = Duration::from_millis(100);

/// Turns of each, one after the other, so that what else the machine does disturbs both.
const TURNS: usize = 3;

pub(crate) fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.line("\nOne fast client with 20 MB files beside 64 that send 20 kB/s");
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let body = &Body::new(folder.path(), "bilde.jpg", &files::jpeg(20_000_000))?;
    let place = &Place::new(&folder.path().join("data"))?;
    let portal = &place.start()?;
    let citizen = &Citizen::log_in(place.port())?;
    let fast = Load {
        body,
        clients: 1,
        seconds: 3,
    };
    let drafts = citizen.begin(SLOW_CLIENTS)?;
    let (mut alone, mut beside) = (0.0, 0.0);
    for _ in 0..TURNS {
        alone += fast.put_on(portal, place, citizen)?.mb_per_second;
        let enough = &AtomicBool::new(false);
        beside += std::thread::scope(|scope| {
            let slow = scope.spawn(|| dribble(place, citizen, &drafts, body, enough));
            // Their first bytes have arrived.
            std::thread::sleep(5 * PAUSE);
            let outcome = fast.put_on(portal, place, citizen);
            enough.store(true, Ordering::Relaxed);
            slow.join().ok().context("the slow clients panicked")??;
            anyhow::Ok(outcome?.mb_per_second)
        })?;
    }
    let ratio = beside / alone;
    let mean = |sum: f64| sum / figure(TURNS as u64);
    report.add("http_fast_alone_mb_s", mean(alone), "MB/s");
    report.add("http_fast_beside_64_slow_mb_s", mean(beside), "MB/s");
    report.add("http_fast_beside_64_slow_ratio", ratio, "ratio");
    Ok(())
}

/// All the slow ones, a mouthful of each in turn, until it is enough. Then they hang up.
fn dribble(
    place: &Place,
    citizen: &Citizen,
    drafts: &[String],
    body: &Body,
    enough: &AtomicBool,
) -> anyhow::Result<()> {
    let mut connections = Vec::new();
    for draft in drafts {
        let mut connection = Connection::open(place.port())?;
        connection.begin(citizen, draft, body)?;
        connections.push(connection);
    }
    let mut file = body.open()?;
    let mut next = Instant::now();
    while !enough.load(Ordering::Relaxed) {
        let mut mouthful = Vec::new();
        file.by_ref()
            .take(MOUTHFUL_BYTES)
            .read_to_end(&mut mouthful)?;
        for connection in &mut connections {
            connection.dribble(&mouthful)?;
        }
        next += PAUSE;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    Ok(())
}
