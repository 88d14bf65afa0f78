//! Uploads over HTTP, by size and by number of clients.

use tempfile::TempDir;
use zip::CompressionMethod::{Deflated, Stored};

use crate::client::Body;
use crate::files;
use crate::load::{Load, Outcome};
use crate::people::Citizen;
use crate::process::Place;
use crate::report::Report;

/// How long each load lasts.
const SECONDS: u64 = 4;

/// What is done once for each upload.
pub(crate) fn small(report: &mut Report) -> anyhow::Result<()> {
    let mut series = Series::begin(report, "Small files")?;
    series.of_pictures(&[("100kb", 100_000), ("1mb", 1_000_000)])?;
    // By 64 clients: as many small files as the portal can take.
    series.headline("http_100kb_per_s", "http_100kb_64_clients_per_s");
    Ok(())
}

/// What is done with each byte.
pub(crate) fn large(report: &mut Report) -> anyhow::Result<()> {
    let mut series = Series::begin(report, "Large files")?;
    series.of_pictures(&[("10mb", 10_000_000), ("20mb", 20_000_000)])?;
    series.headline("http_20mb_4_clients_mb_s", "http_20mb_4_clients_mb_s");
    series.headline("rss_64x20mb_mb", "http_20mb_64_clients_rss_mb");
    Ok(())
}

/// Zips, every member of which is looked at.
pub(crate) fn zips(report: &mut Report) -> anyhow::Result<()> {
    let mut series = Series::begin(report, "Zips")?;
    for (name, method) in [("stored", Stored), ("deflated", Deflated)] {
        let body = series.body("mappe.zip", &files::zip(300_000_000, method)?)?;
        let name = format!("300mb_{name}_zip");
        for clients in [1, 4] {
            series.run(&name, &body, clients)?;
        }
        let figure = format!("http_{name}_1_client_mb_s");
        series.headline(&format!("http_{name}_mb_s"), &figure);
    }
    let body = series.body("mappe.zip", &files::zip(350_000_000, Deflated)?)?;
    series.run("350mb_zip", &body, 1)?;
    series.headline("rss_350mb_zip_mb", "http_350mb_zip_1_client_rss_mb");
    Ok(())
}

/// Loads on portals with the same data, a portal for each.
struct Series<'r> {
    folder: TempDir,
    place: Place,
    citizen: Citizen,
    report: &'r mut Report,
}

impl<'r> Series<'r> {
    fn begin(report: &'r mut Report, title: &str) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let place = Place::new(&folder.path().join("data"))?;
        let citizen = {
            let _portal = place.start()?;
            Citizen::log_in(place.port())?
        };
        report.line(&format!(
            "\n{title} over HTTP, kept: ms from the first byte to the verdict, memory in MB above idle, \
             the portal's processor time\n\
             {:<20} clients   per s    MB/s     p50     p95     p99  memory    s/GB",
            "file"
        ));
        Ok(Self {
            folder,
            place,
            citizen,
            report,
        })
    }

    fn body(&self, name: &'static str, bytes: &[u8]) -> anyhow::Result<Body> {
        Body::new(self.folder.path(), name, bytes)
    }

    fn of_pictures(&mut self, sizes: &[(&str, usize)]) -> anyhow::Result<()> {
        for (name, size) in sizes {
            let body = self.body("bilde.jpg", &files::jpeg(*size))?;
            for clients in [1, 4, 64] {
                self.run(name, &body, clients)?;
            }
        }
        Ok(())
    }

    fn run(&mut self, name: &str, body: &Body, clients: usize) -> anyhow::Result<()> {
        let load = Load {
            body,
            clients,
            seconds: SECONDS,
        };
        let outcome = load.measure(&self.place, &self.citizen)?;
        let people = if clients == 1 { "client" } else { "clients" };
        let mut line = vec![format!("{name:<20} {clients:>7}")];
        for (what, value, unit) in figures(&outcome) {
            line.push(format!("{value:>7.1}"));
            let name = format!("http_{name}_{clients}_{people}_{what}");
            self.report.keep(&name, value, unit);
        }
        self.report.line(&line.join(" "));
        Ok(())
    }

    /// A figure we go by, under the name it is known by.
    fn headline(&mut self, name: &str, figure: &str) {
        self.report.headline(name, figure);
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
