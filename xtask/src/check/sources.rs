//! The files of the project that people wrote.

use std::process::Command;

use xtask::failure::Failure;

use crate::project::Project;
use crate::tool;

/// Folders whose files were made by a program, or came from elsewhere as they are.
const NOT_OURS: [&str; 5] = ["generated", "dist", "gen", "node_modules", "vendor"];

/// Paths from the top, of files that are in the repository or about to be, sorted.
pub(super) fn listed(project: &Project) -> Result<Vec<String>, Failure> {
    let output = tool::capture(
        Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(project.root()),
    )?;
    let mut files: Vec<String> = output
        .split_terminator('\0')
        .filter(|file| is_ours(file))
        // A file that was deleted but not yet committed is still listed.
        .filter(|file| project.path(file).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

fn is_ours(file: &str) -> bool {
    !file.split('/').any(|part| NOT_OURS.contains(&part))
}

/// What stands behind the last dot of the file's name.
pub(super) fn extension(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_made_is_left_out() {
        assert!(is_ours("crates/wire/src/commands.rs"));
        assert!(!is_ours("ui/src/ipc/generated/commands.ts"));
        assert!(is_ours("xtask/src/check/generated.rs"));
    }

    #[test]
    fn a_dot_in_a_folder_is_no_extension() {
        assert_eq!(extension("ui/src/App.test.tsx"), "tsx");
        assert_eq!(extension(".ci/run"), "");
    }
}
