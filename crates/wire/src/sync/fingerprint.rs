//! What a server's key is known by, short enough to be typed from paper, and the line that admits a workstation.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Crockford's base 32: no letter that is taken for a digit or for another letter.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols of the fingerprint itself; one more, behind them, checks what was typed.
const SYMBOLS: u32 = 19;
const SYMBOL_BITS: u32 = 5;
const GROUP: usize = 4;

/// The first 95 bits of the SHA-256 of a public key, as its certificate holds it (`SubjectPublicKeyInfo`).
///
/// Of the key, not of the certificate: one that is issued anew for the same key is the same server. Whoever wants
/// to stand in for it must find a key of their own with the same 95 bits, some 2^95 attempts; that two keys which
/// somebody chose can be made alike sooner helps nobody, because the server's was not theirs to choose.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint(u128);

/// A text that is no fingerprint: mistyped, or something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a server's fingerprint")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// Of a public key in DER.
    pub fn of(key: &[u8]) -> Self {
        let digest: [u8; 32] = Sha256::digest(key).into();
        let first = digest.first_chunk().copied().unwrap_or_default();
        Self(u128::from_be_bytes(first) >> (u128::BITS - SYMBOLS * SYMBOL_BITS))
    }

    fn symbols(self) -> impl DoubleEndedIterator<Item = u32> {
        (0..SYMBOLS).map(move |place| {
            let shifted = self.0 >> (SYMBOL_BITS * (SYMBOLS - 1 - place));
            u32::try_from(shifted & 31).unwrap_or_default()
        })
    }

    /// Luhn's check, modulo 32: finds every single wrong symbol, and nearly every two that changed places.
    fn check(self) -> u32 {
        let sum: u32 = self
            .symbols()
            .rev()
            .zip([2, 1].into_iter().cycle())
            .map(|(symbol, factor)| {
                let product = symbol * factor;
                product / 32 + product % 32
            })
            .sum();
        (32 - sum % 32) % 32
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbols = self.symbols().chain([self.check()]);
        for (place, symbol) in symbols.enumerate() {
            if place > 0 && place % GROUP == 0 {
                out.write_str("-")?;
            }
            let symbol = ALPHABET.chars().nth(symbol as usize).unwrap_or('0');
            write!(out, "{symbol}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Fingerprint({self})")
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    /// As people type: any case, with or without hyphens and spaces, `O` for zero, `I` and `L` for one.
    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let mut symbols = Vec::new();
        for letter in text.chars().filter(|letter| !matches!(letter, '-' | ' ')) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let place = ALPHABET.chars().position(|known| known == letter);
            symbols
                .push(u32::try_from(place.ok_or(NotAFingerprint)?).map_err(|_| NotAFingerprint)?);
        }
        let check = symbols.pop().ok_or(NotAFingerprint)?;
        if symbols.len() != SYMBOLS as usize {
            return Err(NotAFingerprint);
        }
        let number = symbols.into_iter().fold(0, |number, symbol| {
            number << SYMBOL_BITS | u128::from(symbol)
        });
        let fingerprint = Self(number);
        (fingerprint.check() == check)
            .then_some(fingerprint)
            .ok_or(NotAFingerprint)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Self, NotAFingerprint> {
        text.parse()
    }
}

/// What an administrator hands out: the enrolment code and, behind an `@`, what the server is known by, so that
/// already the first contact is with the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The code with which the server admits workstations.
    pub code: String,
    /// What the server is known by; without it, the authorities that this computer trusts vouch for it.
    pub fingerprint: Option<Fingerprint>,
}

impl fmt::Display for Invitation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.code)?;
        match self.fingerprint {
            Some(fingerprint) => write!(out, "@{fingerprint}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Invitation {
    type Err = NotAFingerprint;

    fn from_str(line: &str) -> Result<Self, NotAFingerprint> {
        let (code, fingerprint) = match line.trim().rsplit_once('@') {
            Some((code, fingerprint)) => (code, Some(fingerprint.parse()?)),
            None => (line, None),
        };
        Ok(Self {
            code: code.trim().to_owned(),
            fingerprint,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pin_is_the_beginning_of_the_hash_of_the_key() {
        // sha256("") begins with e3b0c44298fc1c149afb.
        let fingerprint = Fingerprint::of(b"").to_string();
        assert_eq!(fingerprint.replace('-', "").len(), 20);
        assert!(fingerprint.starts_with("WERC"), "{fingerprint}");
    }

    #[test]
    fn what_a_person_types_is_understood() {
        let fingerprint = Fingerprint::of(b"a key");
        let typed = fingerprint
            .to_string()
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(typed.parse(), Ok(fingerprint));
        for wrong in ["", "WERC", "not a fingerprint", "UUUU-UUUU-UUUU-UUUU-UUUU"] {
            assert_eq!(
                wrong.parse::<Fingerprint>(),
                Err(NotAFingerprint),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_code_may_come_without_a_pin() {
        let line: Invitation = " HARBOUR-STREET ".parse().unwrap();
        assert_eq!(
            (line.code.as_str(), line.fingerprint),
            ("HARBOUR-STREET", None)
        );
        assert_eq!(
            "HARBOUR-STREET@7K2M".parse::<Invitation>(),
            Err(NotAFingerprint)
        );
    }

    proptest! {
        #[test]
        fn a_line_survives_paper(key in prop::collection::vec(any::<u8>(), 0..64), code in "[A-Z@-]{1,12}") {
            let line = Invitation { code, fingerprint: Some(Fingerprint::of(&key)) };
            prop_assert_eq!(line.to_string().parse(), Ok(line));
        }

        #[test]
        fn one_wrong_symbol_is_a_slip_and_no_other_server(
            key in any::<[u8; 8]>(), place in 0_usize..20, other in 0_usize..32,
        ) {
            let fingerprint = Fingerprint::of(&key);
            let mut typed: Vec<char> = fingerprint.to_string().replace('-', "").chars().collect();
            let other = ALPHABET.chars().nth(other).unwrap();
            prop_assume!(typed[place] != other);
            typed[place] = other;
            prop_assert_eq!(typed.into_iter().collect::<String>().parse::<Fingerprint>(), Err(NotAFingerprint));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            if let Ok(fingerprint) = text.parse::<Fingerprint>() {
                prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
            }
        }
    }
}
