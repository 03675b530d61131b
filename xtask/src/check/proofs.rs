//! The security checklist: every requirement stands there once, and every test that it names exists.

use std::{collections::BTreeSet, fs};

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

const CHECKLIST: &str = "docs/security.md";
/// So many requirements there are; their numbers stay.
const REQUIREMENTS: u32 = 60;
/// What stands in the last column of a requirement that nothing proves yet, or that does not apply.
const OPEN: [&str; 2] = ["open", "does not apply"];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let path = project.path(CHECKLIST);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let mut tests = BTreeSet::new();
    for file in sources::listed(project)? {
        if sources::extension(&file) == "rs" {
            let path = project.path(&file);
            let source = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            tests.extend(functions(&source).map(str::to_owned));
        }
    }
    Ok(faults(&text, &tests))
}

fn faults(checklist: &str, tests: &BTreeSet<String>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, line) in (1..).zip(checklist.lines()) {
        let Some((id, proof)) = requirement(line) else {
            continue;
        };
        let place = format!("{CHECKLIST}:{number}");
        if !seen.insert(id) {
            faults.push(Fault::new(&place, format!("R{id:02} stands here twice")));
        }
        let names: Vec<&str> = quoted(proof).collect();
        let says_so = OPEN.iter().any(|word| proof.trim_start().starts_with(word));
        if names.is_empty() && !says_so {
            faults.push(Fault::new(
                &place,
                format!("R{id:02} names no test: say `open` or `does not apply`, and why"),
            ));
        }
        for name in names.into_iter().filter(|name| is_test_name(name)) {
            if !tests.contains(name) {
                faults.push(Fault::new(&place, format!("there is no test `{name}`")));
            }
        }
    }
    for id in (1..=REQUIREMENTS).filter(|id| !seen.contains(id)) {
        faults.push(Fault::new(CHECKLIST, format!("R{id:02} is missing")));
    }
    faults
}

/// A row of the table: its number and its last column.
fn requirement(line: &str) -> Option<(u32, &str)> {
    let mut columns = line
        .strip_prefix("| R")?
        .trim_end()
        .trim_end_matches('|')
        .split('|');
    let id = columns.next()?.trim().parse().ok()?;
    Some((id, columns.next_back()?))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Commands and files are quoted too; tests are sentences.
fn is_test_name(name: &str) -> bool {
    name.matches('_').count() >= 2
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
}

fn functions(source: &str) -> impl Iterator<Item = &str> {
    source
        .match_indices("fn ")
        .filter_map(|(at, word)| source.get(at + word.len()..))
        .filter_map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_but(missing: u32, row: &str) -> String {
        let rows = (1..=REQUIREMENTS)
            .filter(|id| *id != missing)
            .map(|id| format!("| R{id:02} | what | `a_test_that_is_there` |\n"));
        rows.collect::<String>() + row
    }

    fn found(row: &str) -> Vec<String> {
        let tests = functions("#[test]\nasync fn a_test_that_is_there() {}").map(str::to_owned);
        faults(&all_but(7, row), &tests.collect())
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_requirement_names_a_test_that_is_there_or_says_that_it_is_open() {
        for fine in [
            "| R07 | what | `a_test_that_is_there`, `cargo xtask check` |",
            "| R07 | what | open: nothing restricts records yet |",
            "| R07 | what | does not apply: nothing is imported |",
        ] {
            assert_eq!(found(fine), [""; 0], "{fine}");
        }
        assert_eq!(
            found("| R07 | what | `a_test_that_is_gone` |"),
            ["docs/security.md:60: there is no test `a_test_that_is_gone`"]
        );
        assert_eq!(
            found("| R07 | what | by hand |"),
            ["docs/security.md:60: R07 names no test: say `open` or `does not apply`, and why"]
        );
    }

    #[test]
    fn no_requirement_is_left_out_or_stands_twice() {
        assert_eq!(found(""), ["docs/security.md: R07 is missing"]);
        let twice = "| R07 | what | open |\n| R08 | again | open |";
        assert_eq!(found(twice), ["docs/security.md:61: R08 stands here twice"]);
    }
}
