//! Real files, where there are some: `CORPUS_DIR` names a folder with a `MANIFEST.tsv` (path, verdict, type,
//! source, licence, note). They are other people's, so none of them is part of the project.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sendsikkert::submission::inspect::Trouble;
use sendsikkert::submission::{Kind, Limits, judge};

/// Classes of which nothing at all may get in.
const NEVER: [&str; 6] = [
    "bad/exe",
    "bad/zip-slip",
    "bad/zip-bomb",
    "bad/xml-bomb",
    "bad/zip-encrypted",
    "bad/svg",
];

/// One line of the manifest.
struct Entry {
    path: String,
    verdict: String,
    kind: String,
    note: String,
}

fn manifest(folder: &Path) -> Vec<Entry> {
    let text = std::fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<_> = line.split('\t').collect();
        Entry {
            path: cells[0].to_owned(),
            verdict: cells[1].to_owned(),
            kind: cells[2].to_owned(),
            note: cells[5].to_owned(),
        }
    });
    rows.collect()
}

/// What came of a file, and the processor time it took.
fn judged(path: &Path) -> (Result<Kind, &'static str>, Duration) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let before = processor_time();
    let judged = judge::file(&name, File::open(path).unwrap(), &Limits::default());
    let took = processor_time() - before;
    let verdict = match judged {
        Ok(inspected) => Ok(inspected.kind),
        Err(Trouble::Refused(rejection)) => Err(rejection.code()),
        Err(Trouble::Unreadable(error)) => panic!("{}: {error}", path.display()),
    };
    (verdict, took)
}

/// What this thread has had of a processor (proc(5), `schedstat`: nanoseconds).
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    let nanoseconds = stat.split(' ').next().unwrap().parse().unwrap();
    Duration::from_nanos(nanoseconds)
}

/// Whether a kind is the manifest's, whose names say more.
fn is(kind: Kind, named: &str) -> bool {
    let name = serde_json::to_value(kind).unwrap();
    named == "html or xml" || named.starts_with(name.as_str().unwrap())
}

#[test]
fn real_files_are_judged_as_the_people_who_gathered_them_judge() {
    let Some(folder) = std::env::var_os("CORPUS_DIR").map(PathBuf::from) else {
        println!("skipped: CORPUS_DIR is not set");
        return;
    };
    // Total and wrong, by class.
    let mut classes = BTreeMap::<String, (usize, usize)>::new();
    let mut wrong = Vec::new();
    let (mut good, mut bad) = ((0, 0), (0, 0));
    for entry in manifest(&folder) {
        let (verdict, took) = judged(&folder.join(&entry.path));
        let class = entry.path.rsplit_once('/').unwrap().0;
        let hard = entry.note.starts_with("hard:");
        let agrees = match (entry.verdict.as_str(), verdict) {
            ("accept", Ok(kind)) => !class.starts_with("good/") || is(kind, &entry.kind),
            ("reject", Err(_)) | ("warn", _) => true,
            _ => false,
        };
        let tally = classes.entry(class.to_owned()).or_default();
        tally.0 += 1;
        tally.1 += usize::from(!agrees);
        let gate = match class.split('/').next() {
            Some("good") => Some(&mut good),
            Some("bad") if !hard => Some(&mut bad),
            _ => None,
        };
        if let Some(gate) = gate {
            gate.0 += 1;
            gate.1 += usize::from(!agrees);
        }
        if !agrees {
            wrong.push(format!("{}: {verdict:?}", entry.path));
            assert!(hard || !NEVER.contains(&class), "{}", entry.path);
        }
        // Without optimisation everything takes some times as long.
        let most = if cfg!(debug_assertions) { 1000 } else { 250 };
        assert!(
            took <= Duration::from_millis(most),
            "{}: {took:?}",
            entry.path
        );
    }
    println!("{}", wrong.join("\n"));
    for (class, (total, wrong)) in &classes {
        println!("{wrong:4} of {total:4} {class}");
    }
    println!(
        "good refused: {} of {}; bad accepted: {} of {}",
        good.1, good.0, bad.1, bad.0
    );
    assert!(
        good.1 * 50 <= good.0,
        "{} of {} good files are refused",
        good.1,
        good.0
    );
    assert!(
        bad.1 * 100 <= bad.0,
        "{} of {} bad files are accepted",
        bad.1,
        bad.0
    );
}
