//! docs/identity.md names a test, or a reason, for every rule; the tests it names are there.

use std::collections::BTreeMap;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The lists' letters, and how many lines each has.
const LINES: [(char, usize); 10] = [
    ('L', 11),
    ('C', 6),
    ('B', 7),
    ('T', 11),
    ('S', 9),
    ('O', 7),
    ('R', 11),
    ('K', 4),
    ('A', 8),
    ('G', 6),
];

/// The table's rows: line, rule, and what shows it.
fn rows() -> BTreeMap<String, [String; 2]> {
    let page = std::fs::read_to_string(Path::new(ROOT).join("docs/identity.md")).unwrap();
    let mut rows = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<_> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
        let [_, id, _, rule, shown, _] = cells.try_into().expect("four cells a row");
        assert!(
            rows.insert(id.clone(), [rule, shown]).is_none(),
            "{id} stands there twice"
        );
    }
    rows
}

/// The `module::function`s that a cell names.
fn tests_in(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    let names = cell.split('`').skip(1).step_by(2);
    names.filter_map(|name| name.rsplit_once("::"))
}

/// The source of a module: one of these tests, or a room of the house.
fn source_of(module: &str) -> Option<String> {
    let path = module.replace("::", "/");
    ["tests/portal", "src"].iter().find_map(|folder| {
        std::fs::read_to_string(Path::new(ROOT).join(format!("{folder}/{path}.rs"))).ok()
    })
}

/// The functions that stand below a `#[test]` or a `#[tokio::test(…)]`.
fn tests_of(source: &str) -> impl Iterator<Item = &str> {
    let lines = source.lines().map(str::trim);
    let below = lines.clone().skip(1);
    lines.zip(below).filter_map(|(mark, line)| {
        let is_mark = mark == "#[test]" || mark.starts_with("#[tokio::test");
        let (_, named) = line.split_once("fn ").filter(|_| is_mark)?;
        named.split('(').next()
    })
}

#[test]
fn every_rule_has_its_line() {
    let rows = rows();
    let expected: Vec<_> = LINES
        .into_iter()
        .flat_map(|(letter, lines)| (1..=lines).map(move |line| format!("{letter}{line}")))
        .collect();
    let missing: Vec<_> = expected
        .iter()
        .filter(|id| !rows.contains_key(*id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(rows.len(), expected.len());
    for (id, [rule, shown]) in rows {
        assert!(!rule.is_empty() && !shown.is_empty(), "{id}");
    }
}

#[test]
fn every_test_that_is_named_exists() {
    for (id, [_, shown]) in rows() {
        for (module, function) in tests_in(&shown) {
            let source = source_of(module);
            let source = source.unwrap_or_else(|| panic!("{id}: there is no {module}"));
            assert!(
                tests_of(&source).any(|test| test == function),
                "{id}: there is no test {module}::{function}"
            );
        }
    }
}
