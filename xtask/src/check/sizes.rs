//! A file of more than 500 lines is two files; one of more than 300 is on its way there.

use std::fs;

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;
use crate::terminal;

const TOO_LONG: usize = 500;
const LONG: usize = 300;

const EXTENSIONS: [&str; 6] = ["rs", "ts", "tsx", "css", "sql", "mjs"];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut long = Vec::new();
    for file in sources::listed(project)? {
        if !EXTENSIONS.contains(&sources::extension(&file)) {
            continue;
        }
        let path = project.path(&file);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        let lines = text.lines().count();
        if lines > LONG {
            long.push((lines, file));
        }
    }
    long.sort_by(|one, other| other.cmp(one));
    for (lines, file) in long.iter().filter(|(lines, _)| *lines <= TOO_LONG) {
        terminal::detail(&format!("{lines} lines: {file}"));
    }
    Ok(long
        .into_iter()
        .filter_map(|(lines, file)| fault(&file, lines))
        .collect())
}

fn fault(file: &str, lines: usize) -> Option<Fault> {
    (lines > TOO_LONG).then(|| {
        Fault::new(
            file,
            format!("has {lines} lines; {TOO_LONG} is the most: find the second file in it"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_hundred_lines_are_the_most() {
        assert_eq!(fault("a.rs", 500), None);
        assert!(fault("a.rs", 501).is_some());
    }
}
