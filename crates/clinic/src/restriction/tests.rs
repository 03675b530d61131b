//! Who may open, restrict, lift and judge.

use proptest::prelude::*;
use values::ids::{EmergencyAccessId, PatientId};

use super::*;
use crate::records::{EmergencyReason, Extra, Role};

fn at(minutes: i64) -> Instant {
    Instant::from_millis(minutes * 60_000)
}

fn person(n: i64) -> PersonId {
    PersonId::at(Instant::from_millis(n))
}

fn people() -> [PersonId; 4] {
    // Ids carry chance besides their time; these are the same within one test run.
    static PEOPLE: std::sync::OnceLock<[PersonId; 4]> = std::sync::OnceLock::new();
    *PEOPLE.get_or_init(|| [1, 2, 3, 4].map(person))
}

fn of(entitled: &[PersonId]) -> Restriction {
    Restriction {
        label: RestrictionLabel::Vip,
        entitled: entitled.to_vec(),
        since: at(10),
        by: people()[3],
    }
}

fn access() -> EmergencyAccess {
    EmergencyAccess {
        id: EmergencyAccessId::at(at(0)),
        person: people()[0],
        patient: PatientId::at(at(0)),
        reason: EmergencyReason::CareEmergency,
        words: "Unconscious in the waiting room".into(),
        from: at(100),
        until: at(100 + EMERGENCY_MINUTES),
        ended_at: None,
        review: None,
        extra: Extra::new(),
    }
}

#[test]
fn a_restricted_record_is_open_to_those_who_are_named_and_to_nobody_else() {
    let [named, other, ..] = people();
    assert!(is_open(None, other, at(20)));
    let restriction = of(&[named]);
    assert!(is_open(Some(&restriction), named, at(20)));
    assert!(!is_open(Some(&restriction), other, at(20)));
    assert!(
        is_open(Some(&restriction), other, at(9)),
        "nobody had restricted it then"
    );
}

#[test]
fn an_emergency_access_ends_on_the_minute_or_when_it_is_ended() {
    let access = access();
    for (minute, holds) in [(99, false), (100, true), (159, true), (160, false)] {
        assert_eq!(is_in_force(&access, at(minute)), holds, "{minute}");
    }
    let ended = end(&access, at(120));
    assert!(is_in_force(&ended, at(119)) && !is_in_force(&ended, at(120)));
    assert_eq!(
        end(&ended, at(130)),
        ended,
        "ended twice, it ended the first time"
    );
    assert_eq!(end(&access, at(200)).ended_at, None, "it was over already");
}

#[test]
fn only_who_is_entitled_changes_or_lifts_and_an_administrator_changes() {
    let [named, other, third, _] = people();
    let before = of(&[named]);
    for (who, role, change, lift) in [
        (named, Role::Doctor, Ok(()), true),
        (named, Role::Nurse, Ok(()), true),
        (
            other,
            Role::Doctor,
            Err(RestrictionRefused::NotEntitled),
            false,
        ),
        (other, Role::Administrator, Ok(()), false),
        // Named, but the role opens no records.
        (named, Role::Administrator, Ok(()), false),
    ] {
        let wanted = Wanted {
            label: RestrictionLabel::Staff,
            entitled: vec![third, named, third],
        };
        let changed = restrict(Some(&before), (who, Rights::of(role)), wanted, at(50));
        assert_eq!(
            changed.as_ref().map(drop).map_err(|refused| *refused),
            change,
            "{role:?}"
        );
        if let Ok(changed) = changed {
            assert_eq!(changed.since, at(10), "it holds since it was first made");
            assert_eq!(changed.entitled.len(), 2, "each once");
            assert_eq!(changed.by, who);
        }
        assert_eq!(
            may_lift(&before, (who, Rights::of(role)), at(50)),
            lift,
            "{role:?}"
        );
    }
}

#[test]
fn nobody_left_and_a_crowd_are_no_restriction() {
    let [named, ..] = people();
    let wanted = |entitled| Wanted {
        label: RestrictionLabel::Vip,
        entitled,
    };
    let refused = restrict(
        None,
        (named, Rights::of(Role::Doctor)),
        wanted(vec![]),
        at(1),
    );
    assert_eq!(refused, Err(RestrictionRefused::NobodyEntitled));
    let crowd = (0..=200).map(person).collect();
    let refused = restrict(
        None,
        (named, Rights::of(Role::Doctor)),
        wanted(crowd),
        at(1),
    );
    assert_eq!(refused, Err(RestrictionRefused::TooManyEntitled));
}

#[test]
fn words_say_something_and_are_no_letter() {
    for (length, problem) in [
        (0, Some("required")),
        (9, Some("too_short")),
        (10, None),
        (500, None),
        (501, Some("too_long")),
    ] {
        assert_eq!(words_problem(&"ä".repeat(length)), problem, "{length}");
    }
}

#[test]
fn nobody_reviews_their_own_access_and_a_review_stands() {
    let [own, colleague, third, _] = people();
    let said = || (EmergencyVerdict::Justified, "Seen in the notes".to_owned());
    assert_eq!(
        review(&access(), own, said(), at(200)),
        Err(ReviewRefused::Own)
    );
    let reviewed = review(&access(), colleague, said(), at(200)).unwrap();
    assert_eq!(
        review(&reviewed, colleague, said(), at(300)),
        Ok(reviewed.clone())
    );
    let other = (EmergencyVerdict::NotJustified, String::new());
    assert_eq!(
        review(&reviewed, third, other, at(300)),
        Err(ReviewRefused::Reviewed { by: colleague })
    );
}

fn roles() -> impl Strategy<Value = Role> {
    proptest::sample::select(Role::ALL.to_vec())
}

fn some_people() -> impl Strategy<Value = Vec<PersonId>> {
    proptest::sample::subsequence(people().to_vec(), 0..=4)
}

proptest! {
    /// Nobody who could not open a record can by their own command.
    #[test]
    fn nobody_gains_a_record_by_their_own_command(
        who in proptest::sample::select(people().to_vec()),
        role in roles(),
        before in proptest::option::of(some_people()),
        entitled in some_people(),
    ) {
        let before = before.map(|entitled| of(&entitled));
        let had = Rights::of(role).may(Permission::OpenPatients) && is_open(before.as_ref(), who, at(50));
        let named = before.as_ref().is_some_and(|before| before.entitled.contains(&who));
        let wanted = Wanted { label: RestrictionLabel::Vip, entitled };
        if let Ok(after) = restrict(before.as_ref(), (who, Rights::of(role)), wanted, at(50)) {
            prop_assert!(had || named || !after.entitled.contains(&who));
        }
        if let Some(before) = &before {
            prop_assert!(had || !may_lift(before, (who, Rights::of(role)), at(50)));
        }
    }
}
