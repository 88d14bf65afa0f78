//! What an upload costs: the pipeline beside the cipher alone, and the whole portal over HTTP.
//!
//! `make bench` prints a table and writes `bench/results.json`. The portal runs as a process of its own,
//! on this machine, with its database and its sealed files on disk; the clients share the processors
//! with it. MB are 1,000,000 bytes. Parts are run alone with, say, `make bench PART="pipeline slow"`.

mod client;
mod files;
mod load;
mod people;
mod pipeline;
mod process;
mod report;
mod scale;
mod slow;
mod uploads;

use report::Report;

type Part = fn(&mut Report) -> anyhow::Result<()>;

/// What can be measured, by name.
const PARTS: [(&str, Part); 6] = [
    ("pipeline", pipeline::measure),
    ("small", uploads::small),
    ("large", uploads::large),
    ("zips", uploads::zips),
    ("slow", slow::measure),
    ("scale", scale::measure),
];

fn main() -> anyhow::Result<()> {
    sendsikkert::cli::install_tls();
    // Cargo adds `--bench` to what it was given.
    let wanted: Vec<_> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let mut report = Report::begin()?;
    for (name, measure) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            measure(&mut report)?;
        }
    }
    report.finish()
}
