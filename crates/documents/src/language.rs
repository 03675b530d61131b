//! The languages that documents are printed in.

use std::str::FromStr;

use crate::labels::{ARABIC, ENGLISH, Labels};

/// The language of a document's own words. What people wrote is printed as they wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintLanguage {
    /// English, left to right.
    English,
    /// Arabic; the whole page is mirrored.
    Arabic,
}

/// A language that no document is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no printed documents in this language")]
pub struct NotPrinted;

impl PrintLanguage {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Arabic];

    /// The language tag, such as `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    /// Whether lines start at the right edge.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Arabic)
    }

    /// The words of documents in this language.
    pub const fn labels(self) -> &'static Labels {
        match self {
            Self::English => &ENGLISH,
            Self::Arabic => &ARABIC,
        }
    }
}

impl FromStr for PrintLanguage {
    type Err = NotPrinted;
    fn from_str(tag: &str) -> Result<Self, NotPrinted> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or(NotPrinted)
    }
}
