//! Every crate takes the lints of the workspace.

use std::fs;

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

/// Those that cannot take them, and that no product has: the one crate that may use unsafe code, which the workspace
/// forbids for good, and states the other lints itself; and what is a workspace of its own.
const APART: [&str; 2] = ["crates/powerloss/Cargo.toml", "fuzz/Cargo.toml"];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut faults = Vec::new();
    for file in sources::listed(project)? {
        if !file.ends_with("Cargo.toml") {
            continue;
        }
        let path = project.path(&file);
        let manifest = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        if !APART.contains(&file.as_str()) && !takes_workspace_lints(&manifest) {
            faults.push(Fault::new(
                file,
                "has no `[lints] workspace = true`, so the house's lints do not hold in it",
            ));
        }
    }
    Ok(faults)
}

fn takes_workspace_lints(manifest: &str) -> bool {
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[lints]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .any(|line| line.split_whitespace().collect::<String>() == "workspace=true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setting_counts_only_in_its_own_table() {
        assert!(takes_workspace_lints(
            "[package]\n[lints]\nworkspace = true\n"
        ));
        assert!(!takes_workspace_lints("[dependencies]\nworkspace = true\n"));
        assert!(!takes_workspace_lints(
            "[lints]\n[dependencies]\nworkspace = true\n"
        ));
        assert!(!takes_workspace_lints(""));
    }
}
