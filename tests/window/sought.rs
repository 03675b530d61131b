//! What a journey looks for: things as a person, or a screen reader, would name them.

use std::fmt;

use serde_json::{Value, json};

/// Something on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sought {
    /// What has this ARIA role and exactly this accessible name.
    Named {
        /// An ARIA role, such as `button`.
        role: &'static str,
        /// The accessible name, spaces normalised.
        name: String,
    },
    /// The innermost visible element with exactly this text.
    Text(String),
    /// What this CSS selector selects; for what has no name of its own, such as a drawing.
    Css(String),
}

/// What has this role and name.
pub(crate) fn named(role: &'static str, name: &str) -> Sought {
    Sought::Named {
        role,
        name: name.to_owned(),
    }
}

/// A button with this name.
pub(crate) fn button(name: &str) -> Sought {
    named("button", name)
}

/// A line of text to type into, with this label.
pub(crate) fn field(label: &str) -> Sought {
    named("textbox", label)
}

/// Visible text.
pub(crate) fn text(text: &str) -> Sought {
    Sought::Text(text.to_owned())
}

/// What this selector selects.
pub(crate) fn css(selector: &str) -> Sought {
    Sought::Css(selector.to_owned())
}

impl Sought {
    /// The argument of the script that searches the page.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Named { role, name } => json!({ "role": role, "name": name }),
            Self::Text(text) => json!({ "text": text }),
            Self::Css(selector) => json!({ "css": selector }),
        }
    }
}

impl fmt::Display for Sought {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named { role, name } => write!(out, "the {role} \"{name}\""),
            Self::Text(text) => write!(out, "the text \"{text}\""),
            Self::Css(selector) => write!(out, "`{selector}`"),
        }
    }
}
