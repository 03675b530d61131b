//! What is kept of passwords and of codes on paper, and whether one is right: on a workstation, which asks nobody, and at the server.
//!
//! Passwords take long on purpose: look at them off the async threads, and not at everybody's at once.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use clinic::people::{tidy_code, written_code};
use sha2::{Digest, Sha256};
use values::names::composed;
use zeroize::Zeroizing;

/// RFC 9106's second recommended choice, with one lane: 64 MiB.
pub const MEMORY_KIB: u32 = 64 * 1_024;
/// And three passes over them.
pub const PASSES: u32 = 3;
/// What other programs' verifiers begin with that are read here, and never made.
const BCRYPT: [&str; 3] = ["$2a$", "$2b$", "$2y$"];
/// bcrypt looks at no more of a password. What is longer is no password that it ever took.
const BCRYPT_BYTES_MAX: usize = 72;

/// No randomness, or the derivation failed.
#[derive(Debug, thiserror::Error)]
#[error("no secret can be made")]
pub struct NoSecret;

/// What is kept of a secret: an Argon2id verifier in PHC string form.
pub fn verifier(secret: &Zeroizing<String>) -> Result<String, NoSecret> {
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(|_| NoSecret)?;
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| NoSecret)?;
    let secret = Zeroizing::new(composed(secret));
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(secret.as_bytes(), &salt)
        .map_err(|_| NoSecret)?;
    Ok(hash.to_string())
}

/// Whether the secret is the one that was kept, by an Argon2 verifier or by one of bcrypt.
pub fn verify(verifier: &str, secret: &Zeroizing<String>) -> bool {
    let secret = Zeroizing::new(composed(secret));
    if is_outdated(verifier) {
        return secret.len() <= BCRYPT_BYTES_MAX
            && bcrypt::verify(secret.as_bytes(), verifier).unwrap_or(false);
    }
    PasswordHash::new(verifier).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(secret.as_bytes(), &hash)
            .is_ok()
    })
}

/// Whether a verifier came from another program, and is to be replaced once its secret is known.
pub fn is_outdated(verifier: &str) -> bool {
    verifier.is_ascii() && BCRYPT.iter().any(|kind| verifier.starts_with(kind))
}

/// A code for paper of so many symbols, five bits each, in groups of four.
pub fn code<const SYMBOLS: usize>() -> Result<Zeroizing<String>, NoSecret> {
    let bytes = Zeroizing::new(random::<SYMBOLS>()?);
    Ok(Zeroizing::new(written_code(&*bytes)))
}

/// What is kept of a code from paper, however it was typed: random bits are not guessed, so that a plain hash does.
pub fn code_digest(code: &str) -> String {
    hex::encode(Sha256::digest(tidy_code(code).as_bytes()))
}

/// Random bytes.
pub fn random<const N: usize>() -> Result<[u8; N], NoSecret> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoSecret)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Zeroizing<String> {
        Zeroizing::new(text.to_owned())
    }

    #[test]
    fn a_password_is_the_same_however_its_accents_were_typed() {
        let kept = verifier(&typed("caf\u{e9} at the harbour")).unwrap();
        let other = typed("cafe\u{301} at the harbour");
        assert!(verify(&kept, &other));
        assert!(!verify(&kept, &typed("cafe at the harbour")));
        assert!(
            !verify("", &other),
            "whoever has no verifier does not sign in"
        );
    }

    #[test]
    fn codes_differ_and_are_read_as_they_were_meant() {
        let (one, other) = (code::<16>().unwrap(), code::<16>().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 19);
        let typed = one.to_lowercase().replace('-', " ");
        assert_eq!(code_digest(&one), code_digest(&typed));
        assert_ne!(code_digest(&one), code_digest(&other));
    }

    #[test]
    fn verifiers_of_other_programs_are_read() {
        // Of `correct horse battery staple`, each under the cost of four.
        let kept = bcrypt::hash("correct horse battery staple", 4).unwrap();
        for kind in BCRYPT {
            let kept = kept.replacen("$2b$", kind, 1);
            assert!(is_outdated(&kept), "{kept}");
            assert!(verify(&kept, &typed("correct horse battery staple")));
            assert!(!verify(&kept, &typed("correct horse battery stable")));
        }
        let made = verifier(&typed("correct horse battery staple")).unwrap();
        assert!(!is_outdated(&made));
    }

    #[test]
    fn what_bcrypt_would_cut_off_is_not_passed_over() {
        let long = "a".repeat(BCRYPT_BYTES_MAX);
        let kept = bcrypt::hash(&long, 4).unwrap();
        assert!(verify(&kept, &typed(&long)));
        assert!(!verify(&kept, &typed(&format!("{long}b"))));
    }

    #[test]
    fn what_is_no_verifier_admits_nobody() {
        for odd in [
            "",
            "$2b$",
            "$2b$04$",
            "$2x$04$abcdefghijklmnopqrstuu",
            "$2b$99$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234",
            "$2b$04$\u{e9}bcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz0123",
            "$argon2id$",
            "plain",
        ] {
            assert!(!verify(odd, &typed("plain")), "{odd}");
        }
    }
}
