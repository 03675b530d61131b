//! Remembering what a step was last done for, so that it is done again only when that changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use xtask::failure::Failure;

use crate::project::Project;

/// A file that remembers the fingerprint of a step's input.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
}

impl Stamp {
    pub(crate) fn new(project: &Project, name: &str) -> Self {
        Self {
            file: project.state(name),
        }
    }

    /// True when the step was finished for this very input.
    pub(crate) fn is(&self, fingerprint: u64) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == format!("{fingerprint:016x}"))
    }

    /// To be called after the step succeeded.
    pub(crate) fn set(&self, fingerprint: u64) -> Result<(), Failure> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        }
        fs::write(&self.file, format!("{fingerprint:016x}")).map_err(Failure::file(&self.file))
    }
}

/// A number that changes when a name or the content of one of these files does.
pub(crate) fn fingerprint(files: &[PathBuf]) -> Result<u64, Failure> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)
            .map_err(Failure::file(file))?
            .hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// Every file below `folder`, sorted; folders with a name in `without` are left out.
pub(crate) fn files_below(folder: &Path, without: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
            let entry = entry.map_err(Failure::file(&folder))?;
            let name = entry.file_name();
            let kind = entry.file_type().map_err(Failure::file(&entry.path()))?;
            if kind.is_file() {
                files.push(entry.path());
            } else if kind.is_dir() && !without.iter().any(|left_out| name == *left_out) {
                folders.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_repeated_when_a_file_changes_or_comes_or_goes() {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(root.join("src/node_modules")).unwrap();
        fs::write(root.join("src/a"), "1").unwrap();
        fs::write(root.join("src/node_modules/b"), "1").unwrap();
        let project = Project::at(&root);
        let stamp = Stamp::new(&project, "ui");
        let look = || fingerprint(&files_below(&root.join("src"), &["node_modules"])?);

        let first = look().unwrap();
        assert!(!stamp.is(first));
        stamp.set(first).unwrap();
        assert!(stamp.is(look().unwrap()));

        fs::write(root.join("src/node_modules/b"), "2").unwrap();
        assert!(
            stamp.is(look().unwrap()),
            "a folder left out does not count"
        );
        fs::write(root.join("src/a"), "2").unwrap();
        assert!(!stamp.is(look().unwrap()));
        fs::write(root.join("src/a"), "1").unwrap();
        fs::write(root.join("src/c"), "1").unwrap();
        assert!(!stamp.is(look().unwrap()));
        fs::remove_dir_all(root).unwrap();
    }
}
