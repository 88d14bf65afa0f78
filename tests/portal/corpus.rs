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
    let took = processor_time().saturating_sub(before);
    let verdict = match judged {
        Ok(inspected) => Ok(inspected.kind),
        Err(Trouble::Refused(rejection)) => Err(rejection.code()),
        Err(Trouble::Unreadable(_)) => Err("unreadable"),
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

/// What came of the manifest's files.
#[derive(Default)]
struct Tally {
    /// All and wrong ones, by class.
    classes: BTreeMap<String, [usize; 2]>,
    /// The same of the good files, and of the bad ones that are not marked as hard.
    good: [usize; 2],
    bad: [usize; 2],
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, folder: &Path, entry: &Entry) {
        let (verdict, took) = judged(&folder.join(&entry.path));
        // Without optimisation everything takes many times as long.
        let most = if cfg!(debug_assertions) { 5000 } else { 250 };
        assert!(
            took <= Duration::from_millis(most),
            "{}: {took:?}",
            entry.path
        );

        let class = entry.path.rsplit_once('/').unwrap().0;
        let is_hard = entry.note.starts_with("hard:");
        let is_wrong = !agrees(entry, verdict, class.starts_with("good/"));
        count(self.classes.entry(class.to_owned()).or_default(), is_wrong);
        if class.starts_with("good/") {
            count(&mut self.good, is_wrong);
        } else if class.starts_with("bad/") && !is_hard {
            count(&mut self.bad, is_wrong);
        }
        if is_wrong {
            self.wrong.push(format!("{}: {verdict:?}", entry.path));
            assert!(is_hard || !NEVER.contains(&class), "{}", entry.path);
        }
    }
}

fn count([all, wrong]: &mut [usize; 2], is_wrong: bool) {
    *all += 1;
    *wrong += usize::from(is_wrong);
}

fn agrees(entry: &Entry, verdict: Result<Kind, &'static str>, is_good: bool) -> bool {
    match (entry.verdict.as_str(), verdict) {
        ("accept", Ok(kind)) => !is_good || is(kind, &entry.kind),
        ("reject", Err(_)) | ("warn", _) => true,
        _ => false,
    }
}

#[test]
fn real_files_are_judged_as_the_people_who_gathered_them_judge() {
    let Some(folder) = std::env::var_os("CORPUS_DIR").map(PathBuf::from) else {
        println!("skipped: CORPUS_DIR is not set");
        return;
    };
    let mut tally = Tally::default();
    for entry in manifest(&folder) {
        tally.add(&folder, &entry);
    }
    println!("{}", tally.wrong.join("\n"));
    for (class, [all, wrong]) in &tally.classes {
        println!("{wrong:4} of {all:4} {class}");
    }
    let ([good, refused], [bad, accepted]) = (tally.good, tally.bad);
    println!("good refused: {refused} of {good}; bad accepted: {accepted} of {bad}");
    assert!(refused * 50 <= good && accepted * 100 <= bad);
}
