//! What a journey looks for: things as a person, or a screen reader, would name them.

use std::fmt;

use serde_json::{Value, json};

/// Something on the screen.
#[derive(Debug, Clone)]
pub(crate) struct Sought {
    what: What,
    within: Option<Box<Sought>>,
    is_focused: bool,
}

#[derive(Debug, Clone)]
enum What {
    /// What has this ARIA role and exactly this accessible name.
    Named { role: &'static str, name: String },
    /// What can be filled in and has exactly this label.
    Field(String),
    /// The innermost element with exactly this text.
    Text(String),
    /// The innermost element whose text has this in it.
    TextWith(String),
    /// What a CSS selector selects.
    Css(String),
}

impl From<What> for Sought {
    fn from(what: What) -> Self {
        Self {
            what,
            within: None,
            is_focused: false,
        }
    }
}

/// What has this ARIA role and accessible name, such as `named("heading", "Schedule")`.
pub(crate) fn named(role: &'static str, name: &str) -> Sought {
    let name = name.to_owned();
    What::Named { role, name }.into()
}

/// A button with this name.
pub(crate) fn button(name: &str) -> Sought {
    named("button", name)
}

/// What can be filled in and has this label.
pub(crate) fn field(label: &str) -> Sought {
    What::Field(label.to_owned()).into()
}

/// Visible text, from its first letter to its last.
pub(crate) fn text(text: &str) -> Sought {
    What::Text(text.to_owned()).into()
}

/// Visible text with this in it.
pub(crate) fn text_with(part: &str) -> Sought {
    What::TextWith(part.to_owned()).into()
}

/// What this selector selects; for what has no name of its own, such as a drawing.
pub(crate) fn css(selector: &str) -> Sought {
    What::Css(selector.to_owned()).into()
}

impl Sought {
    /// Only inside `other`, which must be there once.
    pub(crate) fn within(mut self, other: Self) -> Self {
        self.within = Some(Box::new(other));
        self
    }

    /// Only when it has the keyboard.
    pub(crate) fn focused(mut self) -> Self {
        self.is_focused = true;
        self
    }

    /// The argument of the script that searches the page.
    pub(crate) fn to_json(&self) -> Value {
        let within = self.within.as_ref().map(|other| other.to_json());
        let mut sought = match &self.what {
            What::Named { role, name } => json!({ "role": role, "name": name }),
            What::Field(label) => json!({ "role": "field", "name": label }),
            What::Text(text) => json!({ "text": text }),
            What::TextWith(part) => json!({ "part": part }),
            What::Css(selector) => json!({ "css": selector }),
        };
        if let Some(fields) = sought.as_object_mut() {
            fields.insert("within".to_owned(), json!(within));
            fields.insert("focused".to_owned(), json!(self.is_focused));
        }
        sought
    }
}

impl fmt::Display for Sought {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Named { role, name } => write!(out, "the {role} \"{name}\""),
            What::Field(label) => write!(out, "the field \"{label}\""),
            What::Text(text) => write!(out, "the text \"{text}\""),
            What::TextWith(part) => write!(out, "a text with \"{part}\""),
            What::Css(selector) => write!(out, "`{selector}`"),
        }?;
        if self.is_focused {
            write!(out, " with the focus")?;
        }
        match &self.within {
            Some(other) => write!(out, " within {other}"),
            None => Ok(()),
        }
    }
}
