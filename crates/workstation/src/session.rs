//! Who is signed in, and how often somebody tried.

use std::collections::BTreeMap;

use argon2::{Argon2, PasswordHash, PasswordVerifier};
use clinic::records::Person;
use values::{Instant, ids::PersonId};
use wire::{Code, Failure};
use zeroize::Zeroizing;

/// A signed-in person.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) person: Person,
}

/// Wrong passwords so far, by person.
pub(crate) type Attempts = BTreeMap<PersonId, Attempt>;

/// How a person's attempts stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    wrong: u32,
    not_before: Instant,
}

/// Attempts without waiting; after them five seconds, doubling up to a quarter of an hour.
const FREE_ATTEMPTS: u32 = 3;
const WAIT_FIRST_MS: i64 = 5_000;
const WAIT_MAX_MS: i64 = 15 * 60_000;

/// Refuses while the person must wait.
pub(crate) fn may_try(attempts: &Attempts, person: PersonId, now: Instant) -> Result<(), Failure> {
    match attempts.get(&person) {
        Some(attempt) if now < attempt.not_before => {
            let seconds = (attempt.not_before.millis_since(now) + 999) / 1000;
            Err(Failure::with(
                Code::TooManyAttempts,
                serde_json::json!({ "wait_seconds": seconds }),
            ))
        }
        _ => Ok(()),
    }
}

/// Notes how an attempt went.
pub(crate) fn note(attempts: &mut Attempts, person: PersonId, right: bool, now: Instant) {
    if right {
        attempts.remove(&person);
        return;
    }
    let attempt = attempts.entry(person).or_insert(Attempt {
        wrong: 0,
        not_before: now,
    });
    attempt.wrong += 1;
    if attempt.wrong >= FREE_ATTEMPTS {
        let doublings = (attempt.wrong - FREE_ATTEMPTS).min(12);
        attempt.not_before = now.plus_millis((WAIT_FIRST_MS << doublings).min(WAIT_MAX_MS));
    }
}

/// Whether the password is the person's. Slow on purpose; run it off the async threads.
pub(crate) fn verify(verifier: &str, password: &Zeroizing<String>) -> bool {
    PasswordHash::new(verifier).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_wrong_passwords_are_free_and_then_waiting_doubles() {
        let person = PersonId::at(Instant::from_millis(0));
        let mut attempts = Attempts::new();
        let mut now = Instant::from_millis(0);
        for _ in 0..2 {
            note(&mut attempts, person, false, now);
            assert_eq!(may_try(&attempts, person, now), Ok(()));
        }
        for wait in [5, 10, 20] {
            note(&mut attempts, person, false, now);
            let refused = may_try(&attempts, person, now).unwrap_err();
            assert_eq!(refused.data["wait_seconds"], wait);
            now = now.plus_millis(wait * 1000);
            assert_eq!(may_try(&attempts, person, now), Ok(()));
        }
    }

    #[test]
    fn the_wait_ends_at_a_quarter_of_an_hour_and_a_right_password_clears_it() {
        let person = PersonId::at(Instant::from_millis(0));
        let now = Instant::from_millis(0);
        let mut attempts = Attempts::new();
        for _ in 0..60 {
            note(&mut attempts, person, false, now);
        }
        assert_eq!(
            may_try(&attempts, person, now).unwrap_err().data["wait_seconds"],
            900
        );
        note(&mut attempts, person, true, now);
        assert_eq!(may_try(&attempts, person, now), Ok(()));
    }
}
