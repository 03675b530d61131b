//! Keys, tokens and passwords that should not lie in a repository.
//!
//! What is looked for begins as such things begin, or is as random as they are. A password of a test is a sentence, and
//! is not found; nor are hashes, which are written in hexadecimal digits.

use std::fs;

use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

/// This file has to spell what it looks for.
const SELF: &str = "xtask/src/check/secrets.rs";

/// How well-known secrets begin, and what they are.
const BEGINNINGS: [(&str, &str); 9] = [
    ("-----BEGIN PRIVATE KEY", "a private key"),
    ("-----BEGIN RSA PRIVATE KEY", "a private key"),
    ("-----BEGIN EC PRIVATE KEY", "a private key"),
    ("-----BEGIN OPENSSH PRIVATE KEY", "a private key"),
    ("-----BEGIN ENCRYPTED PRIVATE KEY", "a private key"),
    ("AKIA", "a key of a cloud"),
    ("ghp_", "a token of a code host"),
    ("xoxb-", "a token of a chat"),
    ("AGE-SECRET-KEY-", "a private key"),
];

/// Shorter than this many letters and digits in a row, no beginning is a secret.
const AFTER_MIN: usize = 16;
/// Between quotes and as long as this, letters and digits mixed at random are a key.
const RANDOM_LENGTH_MIN: usize = 32;
/// Bits a letter: English words stay below, base 64 of random bytes above.
const RANDOM_BITS_MIN: f64 = 4.5;

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut faults = Vec::new();
    for file in sources::listed(project)? {
        if file == SELF || is_list_of_hashes(&file) {
            continue;
        }
        let path = project.path(&file);
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = found(line) {
                let place = format!("{file}:{}", number + 1);
                let rule = format!("looks like {what}: take it out, and out of use");
                faults.push(Fault::new(place, rule));
            }
        }
    }
    Ok(faults)
}

/// Lock files hold a hash a line; drawings and recordings are long rows of digits.
fn is_list_of_hashes(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.ends_with("-lock.json")
        || name == "Cargo.lock"
        || ["svg", "json"].contains(&sources::extension(name))
}

fn found(line: &str) -> Option<&'static str> {
    let begins = BEGINNINGS.iter().find(|(start, _)| {
        line.find(start).is_some_and(|at| {
            let after = line.get(at + start.len()..).unwrap_or_default();
            start.starts_with("-----") || run(after) >= AFTER_MIN
        })
    });
    begins
        .map(|(_, what)| *what)
        .or_else(|| has_random(line).then_some("a key"))
}

/// How many letters and digits stand at the start.
fn run(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_alphanumeric).count()
}

/// Whether something between quotes is too random for anything but a key.
fn has_random(line: &str) -> bool {
    line.split(['"', '\'', '`']).skip(1).step_by(2).any(|text| {
        let is_one_word = text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "+/_=-".contains(letter));
        let kinds = [
            text.chars().any(|letter| letter.is_ascii_lowercase()),
            text.chars().any(|letter| letter.is_ascii_uppercase()),
            text.chars().any(|letter| letter.is_ascii_digit()),
        ];
        text.len() >= RANDOM_LENGTH_MIN
            && is_one_word
            && kinds == [true; 3]
            && bits_a_letter(text) >= RANDOM_BITS_MIN
    })
}

/// Shannon's entropy of its letters.
fn bits_a_letter(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let bits = counts.iter().filter(|count| **count > 0).map(|count| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    });
    bits.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_tokens_are_found() {
        for line in [
            "-----BEGIN PRIVATE KEY-----",
            "aws = AKIAIOSFODNN7EXAMPLEX",
            "token: ghp_0123456789abcdefABCDEF0123456789abcd",
            r#"let key = "q7Zx0Kf3nV9sT2bLw8RcYh4mJd6PgAeU1iOk5XvS";"#,
        ] {
            assert!(found(line).is_some(), "{line}");
        }
    }

    #[test]
    fn hashes_sentences_and_names_are_not() {
        for line in [
            r#"sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08""#,
            r#"const PASSWORD: &str = "seven kettles on the pier";"#,
            "fn a_test_whose_name_is_long_enough_to_be_taken_for_a_key() {}",
            r#"import { useEmergencyAccessOfThisPatient2 } from "./emergencyAccessOfThisPatient";"#,
            "AKIA",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
