//! Who is signed in, how often somebody tried, and whose shift it is.

use std::collections::BTreeMap;

use clinic::{access::Rights, people::SHIFT_MS, records::Person};
use serde::{Deserialize, Serialize};
use values::{Instant, ids::PersonId};
use wire::{Code, Failure};

/// A signed-in person.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) person: Person,
    /// What they may do at this facility.
    pub(crate) rights: Rights,
    /// When they gave their password.
    pub(crate) proved_at: Instant,
}

impl Session {
    /// Whether the password was given too long ago to go on.
    pub(crate) fn is_over(&self, now: Instant) -> bool {
        now.millis_since(self.proved_at) >= SHIFT_MS
    }
}

/// Wrong passwords so far, by person. Kept in the cache, so that starting the program anew gains nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Attempts(BTreeMap<PersonId, Attempt>);

/// How a person's attempts stand.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Attempt {
    wrong: u32,
    not_before: Instant,
}

/// Attempts without waiting; after them five seconds, doubling up to a quarter of an hour. Nobody is locked out
/// for good: whoever types wrong passwords for a colleague costs them minutes, at this workstation.
const FREE_ATTEMPTS: u32 = 3;
const WAIT_FIRST_MS: i64 = 5_000;
const WAIT_MAX_MS: i64 = 15 * 60_000;

impl Attempts {
    /// Refuses while the person must wait.
    pub(crate) fn may_try(&self, person: PersonId, now: Instant) -> Result<(), Failure> {
        match self.0.get(&person) {
            Some(attempt) if now < attempt.not_before => {
                // A clock that was set back must not make anybody wait for days.
                let wait = attempt.not_before.millis_since(now).min(WAIT_MAX_MS);
                Err(Failure::with(
                    Code::TooManyAttempts,
                    serde_json::json!({ "wait_seconds": (wait + 999) / 1000 }),
                ))
            }
            _ => Ok(()),
        }
    }

    /// Notes how an attempt went. Whether there is anything to be kept.
    pub(crate) fn note(&mut self, person: PersonId, right: bool, now: Instant) -> bool {
        if right {
            return self.0.remove(&person).is_some();
        }
        let attempt = self.0.entry(person).or_insert(Attempt {
            wrong: 0,
            not_before: now,
        });
        attempt.wrong += 1;
        if attempt.wrong >= FREE_ATTEMPTS {
            let doublings = (attempt.wrong - FREE_ATTEMPTS).min(12);
            attempt.not_before = now.plus_millis((WAIT_FIRST_MS << doublings).min(WAIT_MAX_MS));
        }
        true
    }
}

/// Wrong PINs before the password is needed (NIST SP 800-63B-4 allows ten).
const PIN_TRIES: u8 = 5;

/// The people who gave their password here within a shift, and may come back by PIN. Not kept: whoever starts the
/// program gives the password.
#[derive(Debug, Default)]
pub(crate) struct Shifts(BTreeMap<PersonId, Shift>);

#[derive(Debug)]
struct Shift {
    proved_at: Instant,
    /// The password's verifier then: a password that is changed or reset ends the shift.
    verifier: String,
    wrong: u8,
}

impl Shifts {
    /// A person gave their password.
    pub(crate) fn begin(&mut self, person: &Person, now: Instant) {
        let shift = Shift {
            proved_at: now,
            verifier: person.verifier.clone(),
            wrong: 0,
        };
        self.0.insert(person.id, shift);
    }

    /// When the person gave their password, if a PIN does for them now.
    pub(crate) fn proved_at(&self, person: &Person, now: Instant) -> Option<Instant> {
        let shift = self.0.get(&person.id)?;
        let on = (0..SHIFT_MS).contains(&now.millis_since(shift.proved_at));
        (on && shift.verifier == person.verifier && person.active).then_some(shift.proved_at)
    }

    /// A PIN was right.
    pub(crate) fn right(&mut self, person: PersonId) {
        if let Some(shift) = self.0.get_mut(&person) {
            shift.wrong = 0;
        }
    }

    /// A PIN was wrong. How many more may be.
    pub(crate) fn wrong(&mut self, person: PersonId) -> u8 {
        let Some(shift) = self.0.get_mut(&person) else {
            return 0;
        };
        shift.wrong += 1;
        let left = PIN_TRIES.saturating_sub(shift.wrong);
        if left == 0 {
            self.0.remove(&person);
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use clinic::records::{Extra, Role};
    use values::HumanName;

    use super::*;

    fn at(millis: i64) -> Instant {
        Instant::from_millis(millis)
    }

    fn person(verifier: &str) -> Person {
        Person {
            id: PersonId::at(at(0)),
            name: HumanName::new("Byrne", "Ann"),
            role: Role::Nurse,
            custom_role: None,
            memberships: Vec::new(),
            practitioner: None,
            verifier: verifier.to_owned(),
            activation_until: None,
            second_factor: None,
            identities: Vec::new(),
            active: true,
            extra: Extra::default(),
        }
    }

    #[test]
    fn three_wrong_passwords_are_free_and_then_waiting_doubles() {
        let person = PersonId::at(at(0));
        let mut attempts = Attempts::default();
        let mut now = at(0);
        for _ in 0..2 {
            attempts.note(person, false, now);
            assert_eq!(attempts.may_try(person, now), Ok(()));
        }
        for wait in [5, 10, 20] {
            attempts.note(person, false, now);
            let refused = attempts.may_try(person, now).unwrap_err();
            assert_eq!(refused.data["wait_seconds"], wait);
            now = now.plus_millis(wait * 1000);
            assert_eq!(attempts.may_try(person, now), Ok(()));
        }
    }

    #[test]
    fn the_wait_ends_at_a_quarter_of_an_hour_whatever_the_clock_does_and_a_right_password_clears_it()
     {
        let person = PersonId::at(at(0));
        let now = at(1_000_000_000);
        let mut attempts = Attempts::default();
        for _ in 0..60 {
            attempts.note(person, false, now);
        }
        for earlier in [now, at(0)] {
            let refused = attempts.may_try(person, earlier).unwrap_err();
            assert_eq!(refused.data["wait_seconds"], 900);
        }
        let kept = serde_json::to_string(&attempts).unwrap();
        let mut attempts: Attempts = serde_json::from_str(&kept).unwrap();
        assert!(
            attempts.may_try(person, now).is_err(),
            "kept over a restart"
        );
        assert!(attempts.note(person, true, now));
        assert_eq!(attempts.may_try(person, now), Ok(()));
        assert!(
            !attempts.note(person, true, now),
            "nothing is left to be cleared"
        );
    }

    #[test]
    fn a_pin_does_for_one_shift_and_one_password() {
        let (nurse, start) = (person("one"), at(0));
        let mut shifts = Shifts::default();
        assert_eq!(
            shifts.proved_at(&nurse, start),
            None,
            "no password was given here"
        );
        shifts.begin(&nurse, start);
        assert_eq!(shifts.proved_at(&nurse, at(SHIFT_MS - 1)), Some(start));
        assert_eq!(shifts.proved_at(&nurse, at(SHIFT_MS)), None);
        assert_eq!(
            shifts.proved_at(&nurse, at(-1)),
            None,
            "the clock was set back"
        );
        assert_eq!(shifts.proved_at(&person("other"), start), None);
        let gone = Person {
            active: false,
            ..person("one")
        };
        assert_eq!(shifts.proved_at(&gone, start), None);
    }

    #[test]
    fn five_wrong_pins_end_the_shift() {
        let (nurse, start) = (person("one"), at(0));
        let mut shifts = Shifts::default();
        shifts.begin(&nurse, start);
        for left in [4, 3] {
            assert_eq!(shifts.wrong(nurse.id), left);
        }
        shifts.right(nurse.id);
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(shifts.wrong(nurse.id), left);
        }
        assert_eq!(shifts.proved_at(&nurse, start), None);
        assert_eq!(shifts.wrong(nurse.id), 0);
    }
}
