//! What many earlier submissions cost: the same requests with a long journal and with a short one.
//!
//! Two portals run side by side, and every request goes to the one and then to the other, so that what
//! else the machine does disturbs both.

mod engine;
mod installation;
mod past;
mod rows;
mod trail;

use std::time::{Duration, Instant};

use anyhow::Context;

use crate::report::{Report, figure};
use engine::Engine;
use installation::Installation;

/// Earlier submissions.
const FEW: usize = 100;
const MANY: usize = 100_000;

/// Requests of each kind to each portal, and as many of Send, each of which needs a draft of its own.
const ROUNDS: usize = 300;
const SENDS: usize = 100;
/// Requests before that, which nobody measures.
const WARM_UP: usize = 20;

pub(crate) fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.line(&format!(
        "\n{MANY} earlier submissions beside {FEW}: median ms over HTTP"
    ));
    for engine in [Engine::sqlite(), Engine::postgres()] {
        match engine {
            Ok(engine) => measure_on(report, &engine)?,
            Err(error) => report.line(&format!("not measured: {error:#}")),
        }
    }
    Ok(())
}

fn measure_on(report: &mut Report, engine: &Engine) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let mut few = Installation::start(&runtime, &engine.database(FEW)?, FEW)?;
    let begun = Instant::now();
    let mut many = Installation::start(&runtime, &engine.database(MANY)?, MANY)?;
    let name = format!("scale_{}_seeding_s", engine.name());
    report.add(&name, begun.elapsed().as_secs_f64(), "s");

    let mut both = Both {
        report,
        engine: engine.name(),
        portals: [&mut few, &mut many],
    };
    both.compare("list", ROUNDS, Installation::list_waiting)?;
    both.compare("own", ROUNDS, Installation::list_own)?;
    for portal in &mut both.portals {
        portal.prepare(SENDS + WARM_UP)?;
    }
    both.compare("send", SENDS, Installation::send)?;
    for portal in &mut both.portals {
        runtime.block_on(portal.make_all_wait())?;
    }
    both.compare("list_all", ROUNDS, Installation::list_waiting)
}

/// The two portals that are compared.
struct Both<'r, 'p> {
    report: &'r mut Report,
    engine: &'static str,
    portals: [&'p mut Installation; 2],
}

impl Both<'_, '_> {
    fn compare(
        &mut self,
        what: &str,
        rounds: usize,
        ask: fn(&mut Installation) -> anyhow::Result<Duration>,
    ) -> anyhow::Result<()> {
        for portal in &mut self.portals {
            portal.connect()?;
        }
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..WARM_UP + rounds {
            for (portal, times) in self.portals.iter_mut().zip(&mut times) {
                let took = ask(portal)?;
                if round >= WARM_UP {
                    times.push(took);
                }
            }
        }
        let [few, many] = times.map(median);
        let (few, many) = (few.context("no requests")?, many.context("no requests")?);
        let name = format!("scale_{}_{what}", self.engine);
        for (size, time) in [(FEW, few), (MANY, many)] {
            self.report.add(&format!("{name}_{size}_ms"), time, "ms");
        }
        self.report
            .add(&format!("{name}_ratio"), many / few, "ratio");
        Ok(())
    }
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> Option<f64> {
    times.sort_unstable();
    let middle = times.get(times.len() / 2)?;
    Some(figure(u64::try_from(middle.as_nanos()).ok()?) / 1e6)
}
