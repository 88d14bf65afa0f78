//! The malware scanner, when it is not as it should be.

use std::net::TcpListener;
use std::time::Duration;

use sendsikkert::clock::Clock;

use super::installation::{Checked, Installation};
use crate::support::clamd::{Clamd, Wishes};

const NAME: &str = "malware scanner";
const NONE: &str = r#"{ kind = "none" }"#;

/// With limits that a test need not wait for.
impl Installation {
    fn check_scanner(&self, scanner: &str) -> Checked {
        let limits = "limits = { file_bytes = 1048576, zip_bytes = 3145728 }";
        self.check_when(NONE, &format!("{scanner}\n{limits}"))
    }

    /// What is said of one with such lines in its clamd.conf, and signatures that many days old.
    fn check_clamd(&self, conf: &str, days: u64) -> Checked {
        let made = Clock::System.now().before(Duration::from_hours(24 * days));
        let clamd = Clamd::start_with(&Wishes {
            conf,
            signatures: Some(made),
            ..Wishes::default()
        });
        self.check_scanner(&clamd.toml())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_does_its_work_is_told_of_with_the_age_of_its_signatures() {
    let installation = Installation::start().await;
    let checked = installation.check_clamd("AlertExceedsMax yes", 0);
    let parts = ["ClamAV ", "signatures 27000, 0 days old", "files of 3 MB"];
    checked.has("ok", NAME, &parts);
    let checked = installation.check_clamd("AlertExceedsMax yes", 7);
    checked.has("ok", NAME, &["7 days old"]);
    let checked = installation.check_clamd("AlertExceedsMax yes", 8);
    checked.has("warn", NAME, &["8 days old", "freshclam"]);
    let clamd = Clamd::start();
    let checked = installation.check_scanner(&clamd.toml());
    checked.has("warn", NAME, &["without ClamAV's own", "freshclam"]);
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_does_not_look_into_the_largest_file_is_told_of() {
    let installation = Installation::start().await;
    let alert = "AlertExceedsMax yes";
    for (conf, parts) in [
        ("StreamMaxLength 3M", None),
        (
            "StreamMaxLength 2M",
            Some([
                "does not take a zip of 3 MB",
                "StreamMaxLength in clamd.conf to at least 3M",
            ]),
        ),
        (
            "MaxFileSize 2M",
            Some([
                "does not look into a zip of 3 MB",
                "MaxFileSize and MaxScanSize",
            ]),
        ),
        (
            "MaxScanSize 2M",
            Some([
                "does not look into a zip of 3 MB",
                "MaxFileSize and MaxScanSize",
            ]),
        ),
        ("ScanArchive no", Some(["finds nothing", "ScanArchive"])),
    ] {
        let checked = installation.check_clamd(&format!("{conf}\n{alert}"), 0);
        let word = if parts.is_some() { "FAIL" } else { "ok" };
        checked.has(word, NAME, &parts.unwrap_or(["looks into", ""]));
    }
    // As clamd comes, it calls what it did not look at clean.
    let checked = installation.check_clamd("MaxFileSize 2M", 0);
    checked.has(
        "FAIL",
        NAME,
        &["finds nothing in a zip of 3 MB", "malware comes in"],
    );
    let checked = installation.check_clamd("", 0);
    checked.has(
        "FAIL",
        NAME,
        &["clean that it gave up on", "AlertExceedsMax yes"],
    );
    installation.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_does_not_answer_is_told_of() {
    let installation = Installation::start().await;
    let checked = installation.check_scanner(r#"{ kind = "clamd", address = "clamd.ctl" }"#);
    checked.has(
        "FAIL",
        NAME,
        &["clamd.ctl", "No such file", "no file is accepted"],
    );
    // Somebody listens, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let scanner = format!(r#"{{ kind = "clamd", address = "{address}" }}"#);
    let checked = installation.check_scanner(&scanner);
    checked.has("FAIL", NAME, &["no answer within 10 seconds", "firewall"]);
    checked.has("ok", "audit trail", &[]);
    installation.finish().await;
}
