//! What is wrong with a field, in the words that a form understands.

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// It must be filled in.
    Required,
    /// It is longer than the record takes.
    TooLong,
    /// It lies after today.
    InFuture,
    /// It cannot be right.
    Invalid,
}

impl Problem {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too_long",
            Self::InFuture => "in_future",
            Self::Invalid => "invalid",
        }
    }
}

/// A field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldProblem {
    /// Where it stands in the request, such as `name.family`.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldProblem {
    pub(super) const fn new(field: &'static str, problem: Problem) -> Self {
        Self { field, problem }
    }
}

/// Runs of white space become one space, the ends none, and characters that have no shape are dropped.
pub(super) fn tidied(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|character| {
            if character.is_whitespace() {
                ' '
            } else {
                character
            }
        })
        .filter(|character| !character.is_control())
        .collect();
    shown
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Checks a text that must be there: at most `longest` characters.
pub(super) fn required(text: &str, longest: usize) -> Option<Problem> {
    if text.trim().is_empty() {
        return Some(Problem::Required);
    }
    at_most(text, longest)
}

/// Checks a text that may be empty.
pub(super) fn at_most(text: &str, longest: usize) -> Option<Problem> {
    (text.chars().count() > longest).then_some(Problem::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_tidied_without_touching_their_letters() {
        assert_eq!(tidied("  Nguyễn\t Thị\u{7}\n"), "Nguyễn Thị");
        assert_eq!(tidied("\u{a0}"), "");
    }

    #[test]
    fn lengths_count_characters() {
        assert_eq!(required("  ", 3), Some(Problem::Required));
        assert_eq!(required("Đào", 3), None);
        assert_eq!(at_most("Đào!", 3), Some(Problem::TooLong));
    }
}
