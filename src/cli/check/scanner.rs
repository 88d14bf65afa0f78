//! The malware scanner: whether it answers, what it knows, and whether it looks into the largest file that
//! may be sent.

use super::Finding;
use super::finding::told;
use super::secrets::counted;
use crate::clock::Instant;
use crate::config::Config;
use crate::scan::{Examination, Settings, Unscanned, Verdict, Version};
use crate::submission::MB;

pub(super) const NAME: &str = "malware scanner";

/// ClamAV publishes signatures every day, and calls older ones outdated itself.
const OLD_DAYS: i32 = 7;

const RENEW: &str = "See whether freshclam runs (systemctl status clamav-freshclam) and reaches \
                     database.clamav.net; /var/log/clamav/freshclam.log tells more.";

pub(super) async fn examine(config: &Config, now: Instant) -> Vec<Finding> {
    let largest = config.limits.file_bytes.max(config.limits.zip_bytes);
    match config.scanner.scanner().probe(largest).await {
        Ok(None) => vec![Finding::warn(
            NAME,
            "none: nothing is scanned",
            "Unless this is a trial, install clamav-daemon and name it in [scanner].",
        )],
        Ok(Some(examination)) => judge(&config.scanner, largest, &examination, now),
        Err(unscanned) => vec![Finding::fail(
            NAME,
            told(&unscanned.into()),
            "See whether clamd runs (systemctl status clamav-daemon), whether address in [scanner] is its LocalSocket \
             or TCPSocket, and whether the user that runs the portal may use it. Until it answers, no file is accepted.",
        )],
    }
}

/// Everything that is not as it should be; one line when nothing is.
fn judge(
    settings: &Settings,
    largest: u64,
    examination: &Examination,
    now: Instant,
) -> Vec<Finding> {
    let megabytes = largest.div_ceil(MB);
    let trouble: Vec<_> = [
        looks_into_the_largest(&examination.largest, megabytes),
        admits_defeat(&examination.too_deep),
        knows_what_is_new(&examination.version, now),
        keeps_it_here(settings),
    ]
    .into_iter()
    .flatten()
    .collect();
    if trouble.is_empty() {
        let version = shown(&examination.version, now);
        let found = format!("{version}; looks into files of {megabytes} MB");
        vec![Finding::ok(NAME, found)]
    } else {
        trouble
    }
}

fn looks_into_the_largest(said: &Result<Verdict, Unscanned>, megabytes: u64) -> Option<Finding> {
    let length = format!("a zip of {megabytes} MB, the largest that may be sent");
    let fail = |found: String, advice: String| Some(Finding::fail(NAME, found, advice));
    let more = |what: &str| {
        format!(
            "Set {what} in clamd.conf to at least {megabytes}M, and start clamd again. Until then, some of the files \
             that may be sent are not accepted."
        )
    };
    match said {
        Ok(Verdict::Found { .. }) => None,
        Ok(Verdict::TooComplex) => fail(
            format!("it does not look into {length}"),
            more("MaxFileSize and MaxScanSize"),
        ),
        Ok(Verdict::Clean) => fail(
            format!("it finds nothing in {length}, in which it was given a test virus (EICAR)"),
            format!(
                "Set AlertExceedsMax yes in clamd.conf, and MaxFileSize and MaxScanSize to at least {megabytes}M; see \
                 that ScanArchive is not switched off, and that clamd has ClamAV's own signatures. Until then, malware \
                 comes in."
            ),
        ),
        Err(Unscanned::TooLarge) => fail(
            format!("it does not take {length}"),
            more("StreamMaxLength"),
        ),
        Err(unscanned) => fail(
            format!("no verdict on {length}: {unscanned}"),
            "See what clamd's log says (/var/log/clamav/clamav.log), and whether its TemporaryDirectory has room for \
             several such files."
                .to_owned(),
        ),
    }
}

fn admits_defeat(said: &Result<Verdict, Unscanned>) -> Option<Finding> {
    match said {
        // Finding it all the same would do as well.
        Ok(Verdict::TooComplex | Verdict::Found { .. }) => None,
        Ok(Verdict::Clean) => Some(Finding::fail(
            NAME,
            "it calls a file clean that it gave up on",
            "Set AlertExceedsMax yes in clamd.conf, and start clamd again. Until then, malware comes in.",
        )),
        Err(unscanned) => Some(Finding::fail(
            NAME,
            format!("no verdict on a zip in many zips: {unscanned}"),
            "See what clamd's log says (/var/log/clamav/clamav.log).",
        )),
    }
}

fn knows_what_is_new(version: &Version, now: Instant) -> Option<Finding> {
    let found = shown(version, now);
    match days(version, now) {
        Some(days) if days <= OLD_DAYS => None,
        _ => Some(Finding::warn(NAME, found, RENEW)),
    }
}

/// How old its signatures are, when that is known.
fn days(version: &Version, now: Instant) -> Option<i32> {
    now.days_since(version.signatures.as_ref()?.day.as_deref()?)
}

fn shown(version: &Version, now: Instant) -> String {
    let program = &version.program;
    let Some(signatures) = &version.signatures else {
        return format!("{program}, without ClamAV's own signatures");
    };
    let number = &signatures.version;
    match days(version, now) {
        // Made today, in a time zone that is ahead.
        Some(days) => {
            let age = counted(days.max(0), "day");
            format!("{program}, signatures {number}, {age} old")
        }
        None => format!("{program}, signatures {number} of unknown age"),
    }
}

fn keeps_it_here(settings: &Settings) -> Option<Finding> {
    match settings {
        Settings::Clamd { address, .. } if !address.is_local() => Some(Finding::warn(
            NAME,
            format!("what people send goes to {address} unencrypted"),
            "Let clamd run on this machine and listen at a socket, unless nobody else can listen in between.",
        )),
        Settings::Clamd { .. } | Settings::None => None,
    }
}
