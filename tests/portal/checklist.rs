//! docs/identity.md and docs/files.md name a test, or a reason, for every rule; the tests they name are there.

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

/// The requirements of OWASP ASVS 5.0, chapter V5, a number of them a section.
const ASVS: [(char, usize); 4] = [('1', 1), ('2', 6), ('3', 3), ('4', 3)];

/// The rows of a page's table of rules: line, rule, and what shows it.
fn rows(page: &str) -> BTreeMap<String, [String; 2]> {
    let page = std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
    let (_, table) = page.split_once("| Line |").unwrap();
    let mut rows = BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with("| ")) {
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

fn expect_rows(page: &str, expected: &[String]) {
    let rows = rows(page);
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

fn lines_of(lists: &[(char, usize)], name: impl Fn(char, usize) -> String) -> Vec<String> {
    let all = lists
        .iter()
        .flat_map(|(list, lines)| (1..=*lines).map(|line| (*list, line)));
    all.map(|(list, line)| name(list, line)).collect()
}

#[test]
fn every_rule_has_its_line() {
    let identity = lines_of(&LINES, |list, line| format!("{list}{line}"));
    expect_rows("docs/identity.md", &identity);
    let asvs = lines_of(&ASVS, |section, line| format!("V5.{section}.{line}"));
    expect_rows("docs/files.md", &asvs);
}

#[test]
fn every_test_that_is_named_exists() {
    for (id, [_, shown]) in ["docs/identity.md", "docs/files.md"]
        .into_iter()
        .flat_map(rows)
    {
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
