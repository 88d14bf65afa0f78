//! Uploads over HTTP, by size and by number of clients.

use zip::CompressionMethod::{Deflated, Stored};

use crate::client::Body;
use crate::files;
use crate::load::{Load, Outcome};
use crate::people::Citizen;
use crate::process::Place;
use crate::report::Report;

/// How long each load lasts.
const SECONDS: u64 = 4;

pub(crate) fn measure(report: &mut Report) -> anyhow::Result<()> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let place = Place::new(&folder.path().join("data"))?;
    let citizen = {
        let _portal = place.start()?;
        Citizen::log_in(&place)?
    };
    report.line(
        "\nUploads over HTTP, kept: times in ms from the first byte to the verdict, memory in MB above \
         idle, processor time of the portal",
    );
    report.line(HEADINGS);
    let body = |name, bytes: &[u8]| Body::new(folder.path(), name, bytes);
    let mut series = Series {
        place,
        citizen,
        report,
    };
    for (name, size) in [
        ("100kb", 100_000),
        ("1mb", 1_000_000),
        ("10mb", 10_000_000),
        ("20mb", 20_000_000),
    ] {
        let body = body("bilde.jpg", &files::jpeg(size))?;
        for clients in [1, 4, 64] {
            series.run(name, &body, clients)?;
        }
    }
    for (name, method) in [("stored", Stored), ("deflated", Deflated)] {
        let body = body("mappe.zip", &files::zip(300_000_000, method)?)?;
        for clients in [1, 4] {
            series.run(&format!("300mb_{name}_zip"), &body, clients)?;
        }
    }
    let body = body("mappe.zip", &files::zip(350_000_000, Deflated)?)?;
    series.run("350mb_deflated_zip", &body, 1)?;
    series.sum_up();
    Ok(())
}

struct Series<'r> {
    place: Place,
    citizen: Citizen,
    report: &'r mut Report,
}

const HEADINGS: &str =
    "file                clients   per s    MB/s     p50     p95     p99  memory   s/GB";

impl Series<'_> {
    fn run(&mut self, name: &str, body: &Body, clients: usize) -> anyhow::Result<()> {
        let seconds = SECONDS;
        let load = Load {
            body,
            clients,
            seconds,
        };
        let outcome = load.measure(&self.place, &self.citizen)?;
        let mut line = vec![format!("{name:<19} {clients:>7}")];
        for (what, value, unit) in figures(&outcome) {
            line.push(format!("{value:>7.1}"));
            self.report
                .keep(&figure_name(name, clients, what), value, unit);
        }
        self.report.line(&line.join(" "));
        Ok(())
    }

    /// The figures we go by.
    fn sum_up(self) {
        self.report.line("");
        // By 64 clients: as many small files as the portal can take.
        for (name, of, clients, what) in [
            ("http_100kb_per_s", "100kb", 64, "per_s"),
            ("http_20mb_4_clients_mb_s", "20mb", 4, "mb_s"),
            ("http_300mb_stored_zip_mb_s", "300mb_stored_zip", 1, "mb_s"),
            (
                "http_300mb_deflated_zip_mb_s",
                "300mb_deflated_zip",
                1,
                "mb_s",
            ),
            ("rss_64x20mb_mb", "20mb", 64, "rss_mb"),
            ("rss_350mb_zip_mb", "350mb_deflated_zip", 1, "rss_mb"),
        ] {
            self.report.headline(name, &figure_name(of, clients, what));
        }
    }
}

/// Everything an outcome tells, in the order of the headings.
fn figures(outcome: &Outcome) -> [(&'static str, f64, &'static str); 7] {
    [
        ("per_s", outcome.per_second, "1/s"),
        ("mb_s", outcome.mb_per_second, "MB/s"),
        ("p50_ms", outcome.percentile(50), "ms"),
        ("p95_ms", outcome.percentile(95), "ms"),
        ("p99_ms", outcome.percentile(99), "ms"),
        ("rss_mb", outcome.peak_mb, "MB"),
        ("cpu_s_per_gb", outcome.cpu_seconds_per_gb, "s/GB"),
    ]
}

fn figure_name(name: &str, clients: usize, what: &str) -> String {
    let people = if clients == 1 { "client" } else { "clients" };
    format!("http_{name}_{clients}_{people}_{what}")
}
