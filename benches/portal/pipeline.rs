//! One pass over a file, beside what can't be done without: encrypting it with age and hashing it.

use std::hint::black_box;
use std::io::{Cursor, Write};
use std::time::Instant;

use age::x25519::Identity;
use anyhow::Context;
use bytes::Bytes;
use sendsikkert::blobs::PART_BYTES;
use sendsikkert::submission::detect::{self, HEAD_BYTES};
use sendsikkert::submission::inspect::{Inspector, Trouble};
use sendsikkert::submission::recipients::Recipients;
use sendsikkert::submission::seal::Sealer;
use sendsikkert::submission::{Kind, Kinds};
use sha2::{Digest, Sha256};
use zip::CompressionMethod::{Deflated, Stored};

use crate::files;
use crate::process::thread_cpu_seconds;
use crate::report::{Report, figure, megabytes};

/// As HTTP hands a body over.
const CHUNK_BYTES: usize = 64 * 1024;
/// The least of so many turns counts: whatever else the machine does only adds.
const TURNS: usize = 7;

pub(crate) fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.line("\nThe pipeline beside age and SHA-256 alone (processor time, 100 MB, one thread)");
    let recipient = Identity::generate().to_public();
    let recipients = Recipients::parse(&recipient.to_string())?;
    for (suffix, files) in kinds()? {
        let bytes = files.iter().map(Bytes::len).sum::<usize>() as u64;
        let gigabytes = megabytes(bytes) / 1000.0;
        let [pipeline, cipher, hash] = least([
            &|| files.iter().try_for_each(|file| take_in(file, &recipients)),
            &|| files.iter().try_for_each(|file| encrypt(file, &recipient)),
            &|| {
                for file in &files {
                    hash_alone(file);
                }
                Ok(())
            },
        ])?;
        if suffix.is_empty() {
            report.add("age_cpu_s_per_gb", cipher / gigabytes, "s/GB");
            report.add("sha256_cpu_s_per_gb", hash / gigabytes, "s/GB");
        }
        let name = |what: &str| format!("pipeline_cpu_{what}{suffix}");
        report.add(&name("s_per_gb"), pipeline / gigabytes, "s/GB");
        report.add(&name("ratio"), pipeline / (cipher + hash), "ratio");
    }
    many_members(report, &recipients)
}

type Files = Vec<Bytes>;

/// The kinds it is measured with, by what is added to the figures' names: 100 MB each.
fn kinds() -> anyhow::Result<[(&'static str, Files); 6]> {
    let five = |make: fn(usize) -> Vec<u8>| vec![make(20_000_000).into(); 5];
    Ok([
        // Photographs and scans are what most people send: this one is the figure we go by.
        ("", five(files::jpeg)),
        ("_pdf", five(files::pdf)),
        ("_png", five(files::png)),
        ("_xml", five(files::xml)),
        ("_zip_stored", vec![files::zip(100_000_000, Stored)?.into()]),
        (
            "_zip_deflated",
            vec![files::zip(100_000_000, Deflated)?.into()],
        ),
    ])
}

/// What the portal does with every byte between the network and the disk.
fn take_in(file: &Bytes, recipients: &Recipients) -> anyhow::Result<()> {
    let head = file.get(..HEAD_BYTES).unwrap_or(file);
    let kind = detect::detect(head).map_err(Trouble::from)?;
    let mut inspector = Inspector::begin(kind);
    let mut sealer = Sealer::new(recipients)?;
    let reads_back = matches!(kind, Kind::Pdf | Kind::Tiff | Kind::Zip);
    let mut stored = Vec::new();
    for start in (0..file.len()).step_by(CHUNK_BYTES) {
        let chunk = file.slice(start..file.len().min(start + CHUNK_BYTES));
        inspector.push(&chunk).map_err(Trouble::from)?;
        sealer.write(&chunk)?;
        if let Some(part) = sealer.take(PART_BYTES).filter(|_| reads_back) {
            stored.push(part);
        }
    }
    let inspected = inspector.end().map_err(Trouble::from)?;
    let whole = sealer.finish()?;
    black_box(&whole.sha256);
    if inspected.wants_a_look_inside() {
        stored.push(whole.rest);
        let plaintext = whole.key.open(Cursor::new(stored.concat()))?;
        inspected.look_inside(plaintext, Kinds::ALL)?;
    }
    Ok(())
}

fn encrypt(file: &[u8], recipient: &age::x25519::Recipient) -> anyhow::Result<()> {
    let recipients = std::iter::once(recipient as &dyn age::Recipient);
    let mut cipher = age::Encryptor::with_recipients(recipients)?.wrap_output(std::io::sink())?;
    for chunk in file.chunks(CHUNK_BYTES) {
        cipher.write_all(chunk)?;
    }
    cipher.finish()?;
    Ok(())
}

fn hash_alone(file: &[u8]) {
    let mut hash = Sha256::new();
    file.chunks(CHUNK_BYTES)
        .for_each(|chunk| hash.update(chunk));
    black_box(hash.finalize());
}

/// The least processor time of each, in seconds. They take turns, so that what disturbs one disturbs all.
fn least<const N: usize>(
    measured: [&dyn Fn() -> anyhow::Result<()>; N],
) -> anyhow::Result<[f64; N]> {
    let mut least = [f64::INFINITY; N];
    for _ in 0..TURNS {
        for (run, least) in measured.iter().zip(&mut least) {
            let before = thread_cpu_seconds()?;
            run()?;
            *least = least.min(thread_cpu_seconds()? - before);
        }
    }
    Ok(least)
}

/// As many members as a zip may have, each of them judged.
fn many_members(report: &mut Report, recipients: &Recipients) -> anyhow::Result<()> {
    const MEMBERS: usize = 1_000;
    report.line("\nA zip of 1,000 members");
    let zip = Bytes::from(files::zip_of_members(MEMBERS)?);
    report.add(
        "zip_1000_members_size_mb",
        megabytes(zip.len() as u64),
        "MB",
    );
    let begun = Instant::now();
    for _ in 0..TURNS {
        take_in(&zip, recipients).context("a zip of many members")?;
    }
    let wall = begun.elapsed().as_secs_f64() / figure(TURNS as u64);
    let [cpu] = least([&|| take_in(&zip, recipients)])?;
    report.add("zip_1000_members_ms", wall * 1e3, "ms");
    report.add("zip_1000_members_cpu_ms", cpu * 1e3, "ms");
    Ok(())
}
