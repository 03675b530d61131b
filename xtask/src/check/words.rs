//! Names and words that mislead, or that do not belong in the project.

use std::fs;

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

/// This file has to spell what it forbids.
const SELF: &str = "xtask/src/check/words.rs";

/// Names that say nothing about what is inside. `services` is not one: clinics sell them.
const EMPTY_NAMES: [&str; 11] = [
    "util", "utils", "helper", "helpers", "common", "misc", "shared", "manager", "managers",
    "service", "base",
];

/// Where text is looked at, by the file's extension; scripts without one are looked at too.
const TEXT: [&str; 16] = [
    "", "rs", "ts", "tsx", "css", "html", "mjs", "js", "json", "toml", "md", "sql", "sh", "yml",
    "yaml", "service",
];

struct Forbidden {
    text: &'static str,
    why: &'static str,
    /// Extensions of the files in which it is forbidden; none means every file.
    only_in: &'static [&'static str],
}

const fn forbidden(
    text: &'static str,
    why: &'static str,
    only_in: &'static [&'static str],
) -> Forbidden {
    Forbidden { text, why, only_in }
}

const A_MACHINE: &str = "is a place on one machine";
const UNFINISHED: &str = "finish it, or write TODO(<record of the decision>) with what is missing";
const LEFT_OUT: &str = "a test that does not run proves nothing: mend or delete it";
const SCRIPT: &[&str] = &["ts", "tsx"];

const FORBIDDEN: [Forbidden; 14] = [
    forbidden("/work/", A_MACHINE, &[]),
    forbidden("/root/", A_MACHINE, &[]),
    forbidden("FIXME", UNFINISHED, &[]),
    forbidden("<<<<<<< ", "a merge was not finished", &[]),
    forbidden(">>>>>>> ", "a merge was not finished", &[]),
    forbidden("#[ignore", LEFT_OUT, &["rs"]),
    forbidden("it.skip(", LEFT_OUT, SCRIPT),
    forbidden("test.skip(", LEFT_OUT, SCRIPT),
    forbidden("describe.skip(", LEFT_OUT, SCRIPT),
    forbidden("it.only(", LEFT_OUT, SCRIPT),
    forbidden("test.only(", LEFT_OUT, SCRIPT),
    forbidden("describe.only(", LEFT_OUT, SCRIPT),
    forbidden("unimplemented!(", UNFINISHED, &["rs"]),
    forbidden("todo!(", UNFINISHED, &["rs"]),
];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut faults = Vec::new();
    for file in sources::listed(project)? {
        faults.extend(name_fault(&file));
        if file == SELF || !TEXT.contains(&sources::extension(&file)) {
            continue;
        }
        let path = project.path(&file);
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        // A lock file names registries and hashes; a file that is no text has no words.
        if let (false, Ok(text)) = (file.ends_with("-lock.json"), String::from_utf8(bytes)) {
            faults.extend(text_faults(&file, &text));
        }
    }
    Ok(faults)
}

fn name_fault(file: &str) -> Option<Fault> {
    if file.ends_with("/mod.rs") {
        return Some(Fault::new(
            file,
            "a module lies in `name.rs` beside its folder `name/`, never in `mod.rs`",
        ));
    }
    let empty = file
        .split('/')
        .map(|part| part.split('.').next().unwrap_or(part))
        .find(|name| EMPTY_NAMES.contains(&name.to_lowercase().as_str()))?;
    Some(Fault::new(
        file,
        format!("`{empty}` says nothing: name it after what is inside"),
    ))
}

fn text_faults(file: &str, text: &str) -> Vec<Fault> {
    let extension = sources::extension(file);
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let place = || format!("{file}:{number}");
        for word in &FORBIDDEN {
            let here = word.only_in.is_empty() || word.only_in.contains(&extension);
            if here && line.contains(word.text) {
                faults.push(Fault::new(
                    place(),
                    format!("`{}`: {}", word.text, word.why),
                ));
            }
        }
        if has_bare_todo(line) {
            faults.push(Fault::new(place(), format!("`TODO`: {UNFINISHED}")));
        }
    }
    faults
}

/// A TODO is allowed with the record that tells what is missing: `TODO(adr-0007): …`.
fn has_bare_todo(line: &str) -> bool {
    line.match_indices("TODO").any(|(at, word)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).unwrap_or_default();
        let reference = after
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .is_some_and(|(reference, _)| !reference.trim().is_empty());
        let a_word = before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
            && after
                .chars()
                .next()
                .is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        a_word && !reference
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing_are_refused() {
        for file in [
            "crates/store/src/sql/mod.rs",
            "crates/store/src/utils.rs",
            "ui/src/common/Button.tsx",
            "ui/src/ipc/helpers.test.ts",
        ] {
            assert!(name_fault(file).is_some(), "{file}");
        }
        for file in ["crates/store/src/patients.rs", "xtask/src/main.rs"] {
            assert!(name_fault(file).is_none(), "{file}");
        }
    }

    #[test]
    fn a_todo_needs_the_record_that_tells_what_is_missing() {
        for line in ["// TODO", "// TODO: later", "// TODO() later", "(TODO)"] {
            assert!(has_bare_todo(line), "{line}");
        }
        for line in [
            "// TODO(adr-0007): later",
            "let TODOS = 1;",
            "const MY_TODO: u8 = 1;",
        ] {
            assert!(!has_bare_todo(line), "{line}");
        }
    }

    #[test]
    fn a_word_is_found_on_its_line_and_only_where_it_is_forbidden() {
        let faults = text_faults("ui/src/a.test.ts", "fine\nit.skip(\"x\")\n");
        assert_eq!(faults.len(), 1);
        assert!(
            faults
                .iter()
                .all(|fault| fault.place == "ui/src/a.test.ts:2")
        );
        assert!(text_faults("docs/a.md", "`it.skip(` is forbidden").is_empty());
        assert_eq!(text_faults("docs/a.md", "see /root/notes").len(), 1);
    }
}
