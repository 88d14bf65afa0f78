//! The table, and `bench/results.json`.

use std::path::Path;

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value, json};

/// What we hold ourselves to, with both processors shared with the clients.
const TARGETS: [(&str, Target); 16] = [
    ("pipeline_cpu_ratio", Target::AtMost(1.6)),
    ("http_20mb_4_clients_mb_s", Target::AtLeast(400.0)),
    ("http_300mb_stored_zip_mb_s", Target::AtLeast(200.0)),
    ("http_300mb_deflated_zip_mb_s", Target::AtLeast(80.0)),
    ("http_100kb_per_s", Target::AtLeast(500.0)),
    ("rss_350mb_zip_mb", Target::AtMost(64.0)),
    ("rss_64x20mb_mb", Target::AtMost(128.0)),
    ("http_fast_beside_64_slow_ratio", Target::AtLeast(0.8)),
    ("scale_sqlite_list_ratio", Target::AtMost(1.5)),
    ("scale_sqlite_own_ratio", Target::AtMost(1.5)),
    ("scale_sqlite_send_ratio", Target::AtMost(1.5)),
    ("scale_sqlite_list_all_ratio", Target::AtMost(1.5)),
    ("scale_postgres_list_ratio", Target::AtMost(1.5)),
    ("scale_postgres_own_ratio", Target::AtMost(1.5)),
    ("scale_postgres_send_ratio", Target::AtMost(1.5)),
    ("scale_postgres_list_all_ratio", Target::AtMost(1.5)),
];

#[derive(Clone, Copy)]
enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Target {
    fn of(name: &str) -> Option<Self> {
        let found = TARGETS.iter().find(|(target, _)| *target == name);
        found.map(|(_, target)| *target)
    }

    /// What is said of a value beside it.
    fn beside(self, value: f64) -> String {
        let (sign, limit, met) = match self {
            Self::AtMost(limit) => ("≤", limit, value <= limit),
            Self::AtLeast(limit) => ("≥", limit, value >= limit),
        };
        format!("{} ({sign} {limit})", if met { "met" } else { "MISSED" })
    }
}

/// Figures as they come.
pub(crate) struct Report {
    machine: Value,
    results: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
}

impl Report {
    /// Looks at the machine.
    pub(crate) fn begin() -> anyhow::Result<Self> {
        let machine = machine()?;
        say(&format!("{machine}\n"));
        Ok(Self {
            machine,
            results: Vec::new(),
        })
    }

    /// A line of the table.
    #[expect(clippy::unused_self, reason = "the report is where lines go")]
    pub(crate) fn line(&self, text: &str) {
        say(text);
    }

    /// A figure with a line of its own.
    pub(crate) fn add(&mut self, name: &str, value: f64, unit: &'static str) {
        let target = Target::of(name).map_or_else(String::new, |target| target.beside(value));
        say(&format!("{name:<36} {value:>9.2} {unit:<6} {target}"));
        self.keep(name, value, unit);
    }

    /// A figure that stands in a line with others.
    pub(crate) fn keep(&mut self, name: &str, value: f64, unit: &'static str) {
        if self.results.iter().any(|figure| figure.name == name) {
            return;
        }
        self.results.push(Figure {
            name: name.to_owned(),
            value: (value * 1000.0).round() / 1000.0,
            unit,
        });
    }

    /// A figure that was kept, again, under the name it is known by and held against its target.
    pub(crate) fn headline(&mut self, name: &str, of: &str) {
        let kept = self.results.iter().find(|figure| figure.name == of);
        if let Some((value, unit)) = kept.map(|figure| (figure.value, figure.unit)) {
            self.add(name, value, unit);
        }
    }

    /// Writes everything to `bench/results.json`.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench");
        std::fs::create_dir_all(&folder).context("making the folder for the results")?;
        let path = folder.join("results.json");
        let all = json!({ "machine": self.machine, "results": self.results });
        std::fs::write(&path, format!("{all:#}\n")).context("writing the results")?;
        say(&format!("\nWritten to {}", path.display()));
        Ok(())
    }
}

/// What the figures hold for.
fn machine() -> anyhow::Result<Value> {
    let read =
        |path: &str| std::fs::read_to_string(path).with_context(|| format!("reading {path}"));
    let (processors, memory) = (read("/proc/cpuinfo")?, read("/proc/meminfo")?);
    let load = read("/proc/loadavg")?;
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let memory_kb: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB"))
        .context("the machine's memory")?
        .parse()?;
    Ok(json!({
        "processor": model,
        "processors": std::thread::available_parallelism()?.get(),
        "memory_mb": memory_kb * 1024 / 1_000_000,
        // Above zero, others worked on it as well, and whatever took time took longer.
        "load_before": load.split(' ').next().unwrap_or_default(),
        "system": read("/proc/sys/kernel/osrelease")?.trim(),
    }))
}

/// A count as a figure.
#[expect(
    clippy::cast_precision_loss,
    reason = "no figure here is near the 2^53 up to which this is exact"
)]
pub(crate) fn figure(count: u64) -> f64 {
    count as f64
}

/// Megabytes, of 1,000,000 bytes.
pub(crate) fn megabytes(bytes: u64) -> f64 {
    figure(bytes) / 1e6
}

#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn say(line: &str) {
    println!("{line}");
}
