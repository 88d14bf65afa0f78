//! Many clients at once, each sending one file after another.

use std::sync::{Barrier, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::client::{Body, Connection};
use crate::people::Citizen;
use crate::process::{Place, Portal};
use crate::report::{figure, megabytes};

/// What a draft holds at most: documents, and bytes of them.
const DRAFT_DOCUMENTS: u64 = 50;
const DRAFT_BYTES: u64 = 350 * 1024 * 1024;
/// Nobody is faster: so many drafts are made ready.
const MOST_PER_SECOND: u64 = 2_000;
const MOST_BYTES_PER_SECOND: u64 = 800_000_000;

/// Larger files are deleted before the next load, for want of room.
const TIDY_ABOVE_BYTES: u64 = 1_000_000;

/// What is sent, by how many, for how long. Everybody sends at least one file.
#[derive(Clone, Copy)]
pub(crate) struct Load<'a> {
    pub(crate) body: &'a Body,
    pub(crate) clients: usize,
    pub(crate) seconds: u64,
}

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) per_second: f64,
    pub(crate) mb_per_second: f64,
    /// From the first byte sent to the verdict, shortest first.
    times: Vec<Duration>,
    /// The most memory above what the idle portal held.
    pub(crate) peak_mb: f64,
    pub(crate) cpu_seconds_per_gb: f64,
}

impl Outcome {
    /// The time that so many in a hundred stayed within, in milliseconds.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let place = (self.times.len() * percent).div_ceil(100).max(1) - 1;
        let time = self.times.get(place).copied().unwrap_or_default();
        time.as_secs_f64() * 1e3
    }
}

impl Load<'_> {
    /// Puts the load on a portal that was just started.
    pub(crate) fn measure(self, place: &Place, citizen: &Citizen) -> anyhow::Result<Outcome> {
        let portal = place.start()?;
        self.put_on(&portal, place, citizen)
    }

    /// Puts the load on a portal that runs.
    pub(crate) fn put_on(
        self,
        portal: &Portal,
        place: &Place,
        citizen: &Citizen,
    ) -> anyhow::Result<Outcome> {
        let drafts = citizen.begin(self.drafts())?;
        let idle = portal.resident()?;
        portal.forget_peak()?;
        let cpu = portal.cpu_seconds()?;
        let begun = Instant::now();
        let mut times = self.send_all(place, citizen, &drafts)?;
        let took = begun.elapsed().as_secs_f64();
        let cpu = portal.cpu_seconds()? - cpu;
        let peak = portal.peak()?.saturating_sub(idle);
        // Small files may lie until the end: file systems look for room more slowly while they remember
        // what was just deleted.
        if self.body.size > TIDY_ABOVE_BYTES {
            citizen.delete(&drafts)?;
        }
        times.sort_unstable();
        let uploads = figure(times.len() as u64);
        let sent_mb = uploads * megabytes(self.body.size);
        Ok(Outcome {
            per_second: uploads / took,
            mb_per_second: sent_mb / took,
            times,
            peak_mb: megabytes(peak),
            cpu_seconds_per_gb: cpu / sent_mb * 1e3,
        })
    }

    fn uploads_a_draft(self) -> u64 {
        (DRAFT_BYTES / self.body.size).clamp(1, DRAFT_DOCUMENTS)
    }

    fn drafts(self) -> usize {
        let a_second = MOST_PER_SECOND.min(MOST_BYTES_PER_SECOND / self.body.size);
        let filled = a_second * self.seconds / self.uploads_a_draft();
        self.clients + usize::try_from(filled).unwrap_or(usize::MAX)
    }

    /// How long each upload took.
    fn send_all(
        self,
        place: &Place,
        citizen: &Citizen,
        drafts: &[String],
    ) -> anyhow::Result<Vec<Duration>> {
        let (drafts, start) = (Mutex::new(drafts.iter()), Barrier::new(self.clients));
        let next_draft = || drafts.lock().unwrap_or_else(PoisonError::into_inner).next();
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients)
                .map(|_| {
                    scope.spawn(|| {
                        let connection = Connection::open(place.port());
                        start.wait();
                        self.send(connection?, citizen, next_draft)
                    })
                })
                .collect();
            let mut times = Vec::new();
            for client in clients {
                let sent = client.join().ok().context("a client panicked")?;
                times.extend(sent?);
            }
            ensure!(times.len() >= self.clients, "not everybody sent a file");
            Ok(times)
        })
    }

    /// One client's uploads.
    fn send<'d>(
        self,
        mut connection: Connection,
        citizen: &Citizen,
        next_draft: impl Fn() -> Option<&'d String>,
    ) -> anyhow::Result<Vec<Duration>> {
        let deadline = Instant::now() + Duration::from_secs(self.seconds);
        let mut times = Vec::new();
        while let Some(draft) = next_draft() {
            for _ in 0..self.uploads_a_draft() {
                let begun = Instant::now();
                connection.upload(citizen, draft, self.body)?;
                times.push(begun.elapsed());
                if Instant::now() >= deadline {
                    return Ok(times);
                }
            }
        }
        Ok(times)
    }
}
