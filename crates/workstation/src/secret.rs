//! Passwords, PINs and codes: making them, and looking whether one is right.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use clinic::people::tidy_code;
use sha2::{Digest, Sha256};
use values::names::composed;
use zeroize::Zeroizing;

/// RFC 9106's second recommended choice, with one lane: 64 MiB, three passes.
pub(crate) const MEMORY_KIB: u32 = 64 * 1_024;
pub(crate) const PASSES: u32 = 3;
/// Crockford's base 32: nothing in it is mistaken for something else.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 80 bits.
const CODE_LENGTH: usize = 16;
/// 160 bits.
const RECOVERY_KEY_LENGTH: usize = 32;
const GROUP: usize = 4;

/// No randomness, or the derivation failed.
#[derive(Debug, thiserror::Error)]
#[error("no secret can be made")]
pub(crate) struct NoSecret;

/// What is kept of a secret: an Argon2id verifier in PHC string form. Slow on purpose.
pub(crate) fn verifier(secret: &Zeroizing<String>) -> Result<String, NoSecret> {
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(|_| NoSecret)?;
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| NoSecret)?;
    let secret = Zeroizing::new(composed(secret));
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(secret.as_bytes(), &salt)
        .map_err(|_| NoSecret)?;
    Ok(hash.to_string())
}

/// Whether the secret is the one that was kept. Slow on purpose; run it off the async threads.
pub(crate) fn verify(verifier: &str, secret: &Zeroizing<String>) -> bool {
    let secret = Zeroizing::new(composed(secret));
    PasswordHash::new(verifier).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(secret.as_bytes(), &hash)
            .is_ok()
    })
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoSecret> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoSecret)?;
    Ok(bytes)
}

/// A code for paper, in groups of four.
pub(crate) fn code() -> Result<Zeroizing<String>, NoSecret> {
    letters::<CODE_LENGTH>()
}

/// A recovery key for paper, in groups of four: whoever has the disk can try as often as they like.
pub(crate) fn recovery_key() -> Result<Zeroizing<String>, NoSecret> {
    letters::<RECOVERY_KEY_LENGTH>()
}

fn letters<const N: usize>() -> Result<Zeroizing<String>, NoSecret> {
    let bytes = random::<N>()?;
    let mut code = Zeroizing::new(String::with_capacity(2 * N));
    for (n, byte) in bytes.iter().enumerate() {
        if n > 0 && n % GROUP == 0 {
            code.push('-');
        }
        let letter = ALPHABET.get(usize::from(byte % 32)).ok_or(NoSecret)?;
        code.push(char::from(*letter));
    }
    Ok(code)
}

/// What is kept of a code from paper: 80 random bits are not guessed, so that a plain hash does.
pub(crate) fn digest(code: &str) -> String {
    hex::encode(Sha256::digest(tidy_code(code).as_bytes()))
}

/// Whether a PIN is six digits or more that do not repeat or count.
pub(crate) fn is_pin(pin: &str) -> bool {
    let digits: Vec<u8> = pin.bytes().collect();
    let differences: std::collections::BTreeSet<i16> = digits
        .iter()
        .zip(digits.iter().skip(1))
        .map(|(one, next)| i16::from(*next) - i16::from(*one))
        .collect();
    let plain = differences.len() == 1 && differences.iter().all(|step| step.abs() <= 1);
    (6..=12).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) && !plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_same_however_its_accents_were_typed() {
        let kept = verifier(&Zeroizing::new("caf\u{e9} at the harbour".to_owned())).unwrap();
        let typed = Zeroizing::new("cafe\u{301} at the harbour".to_owned());
        assert!(verify(&kept, &typed));
        assert!(!verify(
            &kept,
            &Zeroizing::new("cafe at the harbour".to_owned())
        ));
        assert!(
            !verify("", &typed),
            "whoever has no verifier does not sign in"
        );
    }

    #[test]
    fn codes_differ_and_are_read_as_they_were_meant() {
        let (one, other) = (code().unwrap(), code().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 19);
        assert_eq!(digest(&one), digest(&one.to_lowercase().replace('-', " ")));
        assert_ne!(digest(&one), digest(&other));
    }

    #[test]
    fn a_pin_is_six_digits_that_say_something() {
        for pin in ["482915", "112233", "90210770"] {
            assert!(is_pin(pin), "{pin}");
        }
        for pin in [
            "48291",
            "000000",
            "123456",
            "987654",
            "48291a",
            "٤٨٢٩١٥",
            "",
        ] {
            assert!(!is_pin(pin), "{pin}");
        }
    }
}
