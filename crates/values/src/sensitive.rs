//! Values that must not reach a log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Wraps patient data: serialises as its content, prints as `[…]`.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sensitive<T>(pub T);

impl<T> Sensitive<T> {
    /// Takes the content out, for a place that may show it.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[…]")
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_hides_the_content() {
        assert_eq!(format!("{:?}", Sensitive("Nguyễn")), "[…]");
    }

    #[test]
    fn json_carries_the_content() {
        assert_eq!(serde_json::to_string(&Sensitive("x")).unwrap(), "\"x\"");
    }
}
