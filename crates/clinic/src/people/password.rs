//! What a password must be.
//!
//! Source: NIST SP 800-63B-4, 3.1.1: at least 15 characters where it stands alone; length counts and kinds of
//! characters do not; nothing that is easily guessed; no change by the calendar. With a second factor this
//! house asks for 12, above the 8 that are allowed.

use values::names::fold;

/// Where the password stands alone.
const LENGTH_ALONE: u16 = 15;
/// Beside a second factor.
const LENGTH_BESIDE: u16 = 12;
/// Beyond it nothing is gained, and hashing would be a way to keep a machine busy.
pub const PASSWORD_LENGTH_MAX: usize = 128;
/// A known word may make up so much of a password: the rest has to be somebody's own.
const OWN_CHARACTERS: usize = 8;
/// What people type when they are asked for many characters.
const COMMON: [&str; 14] = [
    "password",
    "passwort",
    "motdepasse",
    "contrasena",
    "qwertyuiop",
    "qwerty",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "mainstay",
];

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// So many characters are the least.
    TooShort(u16),
    /// More than [`PASSWORD_LENGTH_MAX`].
    TooLong,
    /// It repeats itself, counts, or is little more than a name or a common word.
    EasilyGuessed,
}

impl PasswordProblem {
    /// Its word in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooShort(_) => "too_short",
            Self::TooLong => "too_long",
            Self::EasilyGuessed => "easily_guessed",
        }
    }
}

/// The least length of a password, in characters.
pub const fn password_length_min(beside_second_factor: bool) -> u16 {
    if beside_second_factor {
        LENGTH_BESIDE
    } else {
        LENGTH_ALONE
    }
}

/// What is wrong with a password, if anything. `known` are words that whoever guesses would try: the person's
/// names, the clinic's.
pub fn password_problem(
    password: &str,
    known: &[&str],
    beside_second_factor: bool,
) -> Option<PasswordProblem> {
    let least = password_length_min(beside_second_factor);
    let length = password.chars().count();
    if length > PASSWORD_LENGTH_MAX {
        return Some(PasswordProblem::TooLong);
    }
    if length < usize::from(least) {
        return Some(PasswordProblem::TooShort(least));
    }
    let folded = fold(password).replace(' ', "");
    let easy = repeats(&folded) || counts(&folded) || is_little_more(&folded, known);
    easy.then_some(PasswordProblem::EasilyGuessed)
}

/// Whether it is a piece of up to a third of its length, over and over.
fn repeats(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (1..=characters.len() / 3).any(|piece| {
        characters
            .iter()
            .zip(characters.iter().skip(piece))
            .all(|(one, later)| one == later)
    })
}

/// Whether each character follows on the one before, or goes back by one, but for a few.
fn counts(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = codes
        .iter()
        .zip(codes.iter().skip(1))
        .filter(|(one, next)| one.abs_diff(**next) <= 1)
        .count();
    steps * 4 >= codes.len() * 3
}

/// Whether little is left once words that are known have been taken out.
fn is_little_more(text: &str, known: &[&str]) -> bool {
    let mut words: Vec<String> = known
        .iter()
        .flat_map(|known| {
            fold(known)
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|word| word.chars().count() >= 3)
        .chain(COMMON.iter().map(|&word| word.to_owned()))
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = text.to_owned();
    let mut found = false;
    for word in &words {
        found |= rest.contains(word.as_str());
        rest = rest.replace(word.as_str(), "");
    }
    let own = rest
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    found && own < OWN_CHARACTERS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KNOWN: [&str; 2] = ["Aoife Byrne", "Harbour Street Clinic"];

    fn problem(password: &str) -> Option<PasswordProblem> {
        password_problem(password, &KNOWN, false)
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(
            problem("rain on tin at"),
            Some(PasswordProblem::TooShort(15))
        );
        assert_eq!(problem("rain on tin at dawn"), None);
        assert_eq!(
            password_problem("rain on tin", &KNOWN, true),
            Some(PasswordProblem::TooShort(12))
        );
        assert_eq!(password_problem("rain on tin!", &KNOWN, true), None);
        assert_eq!(problem("đồng hồ treo tường"), None, "letters of any script");
        assert_eq!(
            problem(&"rain on tin ".repeat(11)),
            Some(PasswordProblem::TooLong)
        );
    }

    #[test]
    fn what_anybody_would_try_is_refused() {
        for easy in [
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "1234567890123456",
            "abcdefghijklmnopq",
            "zyxwvutsrqponmlk",
            "Password-Password",
            "passwordpassword1!",
            "aoife.byrne.2026",
            "HarbourStreet2026",
            "qwertyuiopasdfghjkl",
            "mainstay mainstay 1",
        ] {
            assert_eq!(
                problem(easy),
                Some(PasswordProblem::EasilyGuessed),
                "{easy}"
            );
        }
    }

    #[test]
    fn a_known_word_among_enough_others_is_fine() {
        assert_eq!(problem("byrne keeps seven red kettles"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_judged(password in ".{0,140}", known in ".{0,20}") {
            let judged = password_problem(&password, &[&known], false);
            if password.chars().count() < 15 {
                prop_assert_eq!(judged, Some(PasswordProblem::TooShort(15)));
            }
        }
    }
}
