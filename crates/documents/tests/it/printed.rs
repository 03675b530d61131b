//! A document as other programs see it.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests: what fails here fails the test"
)]

use std::{path::Path, process::Command, sync::LazyLock};

use documents::Typesetter;
use tempfile::NamedTempFile;

/// One for all tests: they run in parallel, as its callers do.
pub(crate) static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new().unwrap());

/// A finished document, in a file.
pub(crate) struct Printed {
    file: NamedTempFile,
}

impl Printed {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let file = NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Self { file }
    }

    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The text of each page, without the marks by which pdftotext shows direction.
    pub(crate) fn pages(&self) -> Vec<String> {
        let text = run("pdftotext", &["-enc", "UTF-8"], self.path(), Some("-"));
        let plain: String = text
            .chars()
            .filter(|character| !is_direction_mark(*character))
            .collect();
        plain
            .split_terminator('\u{0C}')
            .map(str::to_owned)
            .collect()
    }

    pub(crate) fn text(&self) -> String {
        self.pages().join("\n")
    }

    /// What a program says about the file; it must succeed.
    pub(crate) fn checked_by(&self, program: &str, arguments: &[&str]) -> String {
        run(program, arguments, self.path(), None)
    }
}

fn run(program: &str, arguments: &[&str], path: &Path, last: Option<&str>) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(path)
        .args(last)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
