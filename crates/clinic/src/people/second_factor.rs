//! The second factor: a code of six digits from an authenticator app (RFC 6238: SHA-1, 30 seconds), and codes on
//! paper for the day on which the telephone is gone.
//!
//! Works without the server. What that costs: a code that was used on one workstation could be used once more on
//! another within its half minute, because they do not ask each other.

use std::fmt::Write;

use totp_rs::{Builder, Secret, Totp};
use values::Instant;

/// Bytes of a secret: the size that RFC 4226 recommends.
pub const SECRET_BYTES: usize = 20;
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;
/// Codes on paper, each good once.
pub const RECOVERY_CODES: usize = 10;
/// Steps of half a minute that a clock may be ahead or behind (RFC 6238, 5.2 and 6).
const SKEW: u16 = 1;

/// A secret as it is written: base 32.
pub fn written_secret(bytes: [u8; SECRET_BYTES]) -> String {
    Secret::new(Box::from(bytes)).to_base32()
}

/// The half minute whose code this is, if it is one of those around `now` and later than `after`, the last one
/// that was taken: a code is good once.
pub fn matching_step(secret: &str, code: &str, now: Instant, after: Option<u64>) -> Option<u64> {
    let code = tidy_code(code);
    if code.len() != CODE_DIGITS || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.as_millis() / 1_000).ok()?;
    let step = totp(secret)?.check(&code, seconds)?;
    after.is_none_or(|after| step > after).then_some(step)
}

/// What an authenticator app reads: `otpauth://totp/…`, mostly from a drawing.
pub fn enrolment_address(secret: &str, account: &str, clinic: &str) -> String {
    let (account, clinic) = (percent(account), percent(clinic));
    format!("otpauth://totp/{clinic}:{account}?secret={secret}&issuer={clinic}")
}

/// Crockford's base 32: nothing in it is mistaken for something else.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols that stand together on paper.
const GROUP: usize = 4;

/// A code for paper, in groups of four: one symbol, five bits, of each random byte.
pub fn written_code(bytes: &[u8]) -> String {
    let mut code = String::with_capacity(2 * bytes.len());
    for (n, byte) in bytes.iter().enumerate() {
        if n > 0 && n % GROUP == 0 {
            code.push('-');
        }
        let symbol = ALPHABET.get(usize::from(byte % 32));
        code.extend(symbol.map(|symbol| char::from(*symbol)));
    }
    code
}

/// A code as it is compared, however it was typed from paper or a telephone: capitals, no spaces or hyphens, and
/// the letters that look like digits as these (Crockford's base 32).
pub fn tidy_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new()
        .with_secret(secret)
        .with_skew(SKEW)
        .build()
        .ok()
}

fn percent(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            written.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 6238, appendix B: the secret of its vectors for SHA-1.
    fn rfc_secret() -> String {
        written_secret(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> Instant {
        Instant::from_millis(seconds * 1_000)
    }

    #[test]
    fn the_vectors_of_the_standard_are_met() {
        // The last six of the eight digits that the standard prints.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let step = matching_step(&rfc_secret(), code, at(seconds), None);
            assert_eq!(step, Some(seconds.unsigned_abs() / 30), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let found = |seconds| matching_step(&rfc_secret(), "287 082", at(seconds), None).is_some();
        assert!(found(59 - 30) && found(59 + 30));
        assert!(!found(59 + 61));
        assert!(matching_step(&rfc_secret(), "287082", at(-1), None).is_none());
    }

    #[test]
    fn a_code_is_good_once() {
        let take = |after| matching_step(&rfc_secret(), "287082", at(59), after);
        assert_eq!(take(None), Some(1));
        assert_eq!(take(Some(0)), Some(1));
        assert_eq!(take(Some(1)), None);
        assert_eq!(take(Some(2)), None);
    }

    #[test]
    fn codes_from_paper_are_read_as_they_were_meant() {
        assert_eq!(tidy_code(" k7o2-il9m "), "K702119M");
    }

    #[test]
    fn codes_for_paper_stand_in_groups() {
        assert_eq!(written_code(&[0, 10, 31, 32, 255, 18]), "0AZ0-ZJ");
    }

    #[test]
    fn an_app_is_told_whose_secret_it_is() {
        assert_eq!(
            enrolment_address("JBSWY3DP", "Dr Aoife Byrne", "Harbour Street"),
            "otpauth://totp/Harbour%20Street:Dr%20Aoife%20Byrne?secret=JBSWY3DP&issuer=Harbour%20Street"
        );
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_code_by_accident(code in ".{0,12}", secret in ".{0,40}") {
            // No panic, and no code for a secret that is none.
            if Secret::try_from_base32(&secret).is_err() {
                prop_assert_eq!(matching_step(&secret, &code, at(59), None), None);
            }
        }
    }
}
