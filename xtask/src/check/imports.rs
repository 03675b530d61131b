//! Which part of the user interface may import which.
//!
//! Features never import features: the shell composes them. Nothing below the shell imports the
//! shell. Tauri has one door. A folder has no file that merely re-exports the others.

mod scan;

use std::fs;

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

const SOURCES: &str = "ui/src/";
/// The one file that knows in which host the interface runs.
const HOST: &str = "ui/src/ipc/host.ts";
/// The folder where dates, money and quantities become text.
const FORMAT: &str = "ui/src/format/";

/// Patient data is kept by the core, encrypted, and nowhere else.
const WEB_STORAGE: [&str; 5] = [
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "document.cookie",
    "caches.open",
];
const FORMATTING: [&str; 5] = [
    "toLocaleString(",
    "toLocaleDateString(",
    "toLocaleTimeString(",
    "new Intl.DateTimeFormat",
    "new Intl.NumberFormat",
];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut faults = Vec::new();
    for file in sources::listed(project)? {
        if !file.starts_with(SOURCES) || !matches!(sources::extension(&file), "ts" | "tsx") {
            continue;
        }
        let path = project.path(&file);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        faults.extend(file_faults(&file, &text));
    }
    Ok(faults)
}

fn file_faults(file: &str, text: &str) -> Vec<Fault> {
    let code = scan::without_comments(text);
    let mut faults = Vec::new();
    if matches!(file.rsplit('/').next(), Some("index.ts" | "index.tsx")) {
        faults.push(Fault::new(
            file,
            "a file that re-exports its folder hides who imports what: import from the file itself",
        ));
    }
    for import in scan::imports(&code) {
        if let Some(rule) = import_fault(file, &import) {
            faults.push(Fault::new(file, format!("imports \"{import}\": {rule}")));
        }
    }
    let uses = |words: &[&'static str]| words.iter().find(|word| code.contains(**word)).copied();
    if let Some(word) = uses(&WEB_STORAGE) {
        faults.push(Fault::new(
            file,
            format!("uses {word}: only the core keeps data, encrypted"),
        ));
    }
    if let Some(word) = uses(&FORMATTING).filter(|_| !file.starts_with(FORMAT)) {
        faults.push(Fault::new(
            file,
            format!("uses {word}: values become text in {FORMAT} only"),
        ));
    }
    faults
}

fn import_fault(file: &str, import: &str) -> Option<&'static str> {
    if import.starts_with("@tauri-apps/") {
        return (file != HOST).then_some("Tauri has one door, ui/src/ipc/host.ts");
    }
    let target = scan::resolve(file, import)?;
    let (from, to) = (place(file)?, place(&target)?);
    match (from, to) {
        // A test's set-up and the shell see everything.
        (Place::Shell | Place::Testing, _) => None,
        (_, Place::Shell) => Some("the shell composes the parts, so no part imports the shell"),
        (Place::Feature(one), Place::Feature(other)) => (one != other).then_some(
            "a feature never imports another: compose them in the shell, or move what both need",
        ),
        (Place::Below(_), Place::Feature(_)) => Some("what features are built of knows no feature"),
        _ => None,
    }
}

/// Where a file stands.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    /// `app/` and the entry files beside it.
    Shell,
    Feature(&'a str),
    /// Components, formats, IPC, themes, locales.
    Below(&'a str),
    Testing,
}

fn place(file: &str) -> Option<Place<'_>> {
    let inside = file.strip_prefix(SOURCES)?;
    let mut parts = inside.split('/');
    match (parts.next()?, parts.next()) {
        (_, None) | ("app", _) => Some(Place::Shell),
        ("features", Some(feature)) => Some(Place::Feature(feature)),
        ("testing", _) => Some(Place::Testing),
        (folder, _) => Some(Place::Below(folder)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(file: &str, text: &str) -> usize {
        file_faults(file, text).len()
    }

    #[test]
    fn a_feature_never_imports_another() {
        let file = "ui/src/features/agenda/DayPage.tsx";
        assert_eq!(rules(file, "import { x } from \"../billing/api\";"), 1);
        assert_eq!(
            rules(file, "import type { X } from \"@/features/billing/api\";"),
            1
        );
        assert_eq!(rules(file, "const x = await import('../billing/api');"), 1);
        assert_eq!(rules(file, "import { x } from \"./booking/form\";"), 0);
        assert_eq!(rules(file, "import { x } from \"@/components/Button\";"), 0);
    }

    #[test]
    fn what_features_are_built_of_knows_neither_features_nor_the_shell() {
        let file = "ui/src/components/Button.tsx";
        assert_eq!(
            rules(file, "import { x } from \"../features/agenda/api\";"),
            1
        );
        assert_eq!(rules(file, "export { x } from \"@/app/keys\";"), 1);
        assert_eq!(rules(file, "import \"./Button.module.css\";"), 0);
    }

    #[test]
    fn the_shell_composes_everything() {
        let text = "import { DayPage } from \"@/features/agenda/DayPage\";";
        assert_eq!(rules("ui/src/app/router.tsx", text), 0);
        assert_eq!(rules("ui/src/main.tsx", text), 0);
    }

    #[test]
    fn tauri_has_one_door() {
        let text = "import { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(rules(HOST, text), 0);
        assert_eq!(rules("ui/src/ipc/call.ts", text), 1);
    }

    #[test]
    fn nothing_is_kept_or_formatted_elsewhere() {
        assert_eq!(
            rules("ui/src/app/Shell.tsx", "window.localStorage.x = 1;"),
            1
        );
        assert_eq!(rules("ui/src/app/Shell.tsx", "// never localStorage"), 0);
        assert_eq!(rules("ui/src/features/a/b.ts", "date.toLocaleString();"), 1);
        assert_eq!(rules("ui/src/format/dates.ts", "date.toLocaleString();"), 0);
    }

    #[test]
    fn no_file_merely_re_exports_its_folder() {
        assert_eq!(rules("ui/src/components/index.ts", ""), 1);
    }
}
