//! The house stands as ARCHITECTURE.md draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::files_below;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// Every source file with the room it is in: `submission/intake` for `src/submission/intake.rs`.
fn rooms() -> Vec<(String, String)> {
    let src = Path::new(ROOT).join("src");
    let files = files_below(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"));
    files
        .map(|path| {
            let room = path
                .strip_prefix(&src)
                .unwrap()
                .with_extension("")
                .to_str()
                .unwrap()
                .to_owned();
            let text = std::fs::read_to_string(path).unwrap();
            // What tests use is theirs.
            (
                room,
                text.split("#[cfg(test)]\nmod tests")
                    .next()
                    .unwrap()
                    .to_owned(),
            )
        })
        .collect()
}

/// The import table: which rooms a room may use. `submission` stands for itself and all below it.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = read("ARCHITECTURE.md");
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with("| room | may use |"))
        .skip(2);
    let names = |cell: &str| {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    rows.take_while(|line| line.starts_with('|'))
        .flat_map(|line| {
            let cells: Vec<_> = line.split('|').collect();
            let may: BTreeSet<_> = names(cells[2]).into_iter().collect();
            names(cells[1])
                .into_iter()
                .map(move |room| (room, may.clone()))
        })
        .collect()
}

/// The rooms that a file names by `crate::…`, or by `super::…` from its own place.
fn used(room: &str, text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let above = room.matches('/').count() + 1;
    let from_above = "super::".repeat(above);
    let paths = code
        .split("crate::")
        .skip(1)
        .chain(code.split(from_above.as_str()).skip(1));
    let mut found = BTreeSet::new();
    for path in paths {
        // A list of names in braces, or one name.
        let names = path
            .strip_prefix('{')
            .map_or(path, |list| list.split('}').next().unwrap());
        let many = path.starts_with('{');
        for name in names.split(',').take(if many { usize::MAX } else { 1 }) {
            let name = name
                .trim()
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap();
            if name.starts_with(|c: char| c.is_ascii_lowercase()) && name != "super" {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn imports_point_downwards_only() {
    let table = table();
    let mut wrong = Vec::new();
    for (room, text) in rooms() {
        let top = room.split('/').next().unwrap().to_owned();
        // The nearest room that the table names: `submission/detect` for `submission/detect/text`.
        let row = Path::new(&room)
            .ancestors()
            .find_map(|room| table.get(room.to_str().unwrap()));
        let Some(may) = row else {
            panic!("{room} is not in ARCHITECTURE.md's import table")
        };
        wrong.extend(
            used(&room, &text)
                .into_iter()
                .filter(|used| *used != top && !may.contains(used))
                .map(|used| format!("{room} uses {used}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn is_within(room: &str, rooms: &[&str]) -> bool {
    rooms
        .iter()
        .any(|parent| Path::new(room).starts_with(parent))
}

#[test]
fn sql_and_the_object_store_stay_in_their_rooms() {
    let sql = [
        "db",
        "outbox",
        "submission/draft",
        "submission/documents",
        "submission/records",
        "submission/journal",
        "submission/collect",
        "submission/withdrawal",
        "submission/emptying",
        "submission/discard",
        "submission/retention",
        "submission/invitation",
        "identity/session",
        "identity/audit",
        "identity/archive_access/token",
    ];
    for (room, text) in rooms() {
        assert!(
            !text.contains("sqlx::") || is_within(&room, &sql),
            "{room} holds SQL"
        );
        assert!(
            !text.contains("object_store::") || is_within(&room, &["blobs"]),
            "{room} knows the object store"
        );
        let pure = ["submission/detect", "submission/seal", "submission/inspect"];
        if is_within(&room, &pure) {
            assert!(
                !["actix", "crate::config", "Desk,", "&Desk"]
                    .iter()
                    .any(|word| text.contains(word)),
                "{room} knows HTTP, configuration or the database"
            );
        }
    }
}

/// The keys of a language, each with the arguments that its text uses.
pub(crate) fn words(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in read(format!("i18n/{language}/sendsikkert.ftl")).lines() {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|(name, _)| !name.starts_with([' ', '#', '[']))
        {
            name.clone_into(&mut key);
            words.insert(key.clone(), BTreeSet::new());
        }
        let arguments = line.split('$').skip(1).map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap()
                .to_owned()
        });
        words.entry(key.clone()).or_default().extend(arguments);
    }
    words
}

#[test]
fn every_language_has_the_same_words_with_the_same_arguments() {
    let reference = words("nb");
    assert!(reference.len() > 200);
    for language in ["nn", "en", "se"] {
        assert_eq!(words(language), reference, "{language}");
    }
}

#[test]
fn every_word_is_used() {
    let mut code: String = rooms().into_iter().map(|(_, text)| text).collect();
    for template in files_below(&Path::new(ROOT).join("templates")) {
        code.push_str(&std::fs::read_to_string(template).unwrap());
    }
    let unused: Vec<_> = words("nb")
        .into_keys()
        .filter(|key| !key.is_empty() && !code.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_tests_that_the_table_of_complaints_names_are_there() {
    let table = read("docs/experience.md");
    let tests = ["portal", "browser"].map(|folder| Path::new(ROOT).join("tests").join(folder));
    let files: Vec<_> = tests
        .iter()
        .flat_map(|folder| files_below(folder))
        .filter(|file| {
            !file
                .components()
                .any(|part| part.as_os_str() == "node_modules")
        })
        .collect();
    let code: String = files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "rs"))
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let missing: Vec<_> = quoted(&table)
        .filter(|name| {
            if Path::new(name).extension().is_some() {
                !files.iter().any(|file| file.ends_with(name))
            } else {
                name.contains('_') && !code.contains(&format!("fn {name}("))
            }
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
