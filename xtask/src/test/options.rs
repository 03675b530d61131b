//! The words after `cargo xtask test`.

use xtask::failure::Failure;

/// One of the project's kinds of test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `cargo test` over the whole workspace.
    Rust,
    /// The user interface's own tests.
    Ui,
    /// Journeys through the real window.
    Window,
}

/// What a plain `cargo xtask test` runs, in this order.
const BY_DEFAULT: [Part; 3] = [Part::Rust, Part::Ui, Part::Window];

impl Part {
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Rust => "Rust: rules, storage, commands, sync, server",
            Self::Ui => "User interface",
            Self::Window => "Journeys through the real window",
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "rust" => Some(Self::Rust),
            "ui" => Some(Self::Ui),
            "window" => Some(Self::Window),
            _ => None,
        }
    }
}

/// Which tests to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) parts: Vec<Part>,
    /// Handed to the test programs as it is.
    pub(crate) filter: Vec<String>,
}

impl Options {
    pub(crate) fn read(arguments: &[&str]) -> Result<Self, Failure> {
        let mut words = arguments.split(|argument| *argument == "--");
        let parts = words
            .next()
            .unwrap_or_default()
            .iter()
            .map(|name| {
                Part::named(name).ok_or_else(|| {
                    Failure::Refused(format!(
                        "`{name}` is no kind of test: rust, ui, window (a filter comes after --)"
                    ))
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            parts: if parts.is_empty() {
                BY_DEFAULT.to_vec()
            } else {
                parts
            },
            filter: words.flatten().map(|&word| word.to_owned()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_the_dashes_are_parts_and_after_them_a_filter() {
        let options = Options::read(&["window", "--", "reception"]).unwrap();
        assert_eq!(options.parts, [Part::Window]);
        assert_eq!(options.filter, ["reception"]);
        assert_eq!(Options::read(&[]).unwrap().parts, BY_DEFAULT);
        assert!(Options::read(&["reception"]).is_err());
    }
}
