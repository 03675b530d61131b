use proptest::prelude::*;

use super::*;

fn address(last: u8) -> IpAddr {
    [192, 0, 2, last].into()
}

fn guess(pace: &Pace, from: Option<IpAddr>, now: Instant) -> Result<Looked, TooOften> {
    pace.code(from, now, || true)
}

#[test]
fn guessing_slows_down_and_is_never_locked_out_for_good() {
    let (pace, start) = (Pace::default(), Instant::now());
    for _ in 0..5 {
        assert_eq!(guess(&pace, Some(address(1)), start), Ok(Looked::Wrong));
    }
    let Err(TooOften(wait)) = guess(&pace, Some(address(1)), start) else {
        panic!("a sixth guess was looked at");
    };
    assert_eq!(wait, WRONG_CODES.every);
    let right = || pace.code(Some(address(1)), start, || false);
    assert!(right().is_err(), "not even a right one is looked at");
    let later = start + wait;
    assert_eq!(
        pace.code(Some(address(1)), later, || false),
        Ok(Looked::Right)
    );
}

#[test]
fn a_stranger_locks_no_colleague_out() {
    let (pace, now) = (Pace::default(), Instant::now());
    for stranger in 2..=250 {
        while guess(&pace, Some(address(stranger)), now).is_ok() {}
    }
    let colleague = pace.code(Some(address(1)), now, || false);
    assert_eq!(colleague, Ok(Looked::Right));
    // A slip costs a wait while there is so much guessing, and no more than that.
    assert_eq!(guess(&pace, Some(address(1)), now), Ok(Looked::Wrong));
    let again = pace.code(Some(address(1)), now, || false);
    assert!(matches!(again, Err(TooOften(wait)) if wait <= PUT_OFF_MAX));
    assert_eq!(
        pace.code(Some(address(1)), now + PUT_OFF_MAX, || false),
        Ok(Looked::Right)
    );
}

fn attempt(device: u128, who: u128, from: u8) -> Attempt {
    let device = DeviceId::from_uuid(Uuid::from_u128(device));
    let who = PersonId::from_uuid(Uuid::from_u128(who));
    Attempt::of(device, Some(who), "", Some(address(from)))
}

#[test]
fn guessing_a_password_slows_down_for_that_person_at_that_workstation() {
    let (pace, now) = (Pace::default(), Instant::now());
    let tried = |device, who| {
        let looked_at = |_: &u32| pace.sign_in(attempt(device, who, 1), now).is_ok();
        (0..50).filter(looked_at).count()
    };
    assert_eq!(tried(1, 1), 5);
    assert_eq!(tried(1, 2), 5, "a colleague at the same one");
    assert_eq!(tried(2, 1), 5, "the person at another one");
    let Err(TooOften(wait)) = pace.sign_in(attempt(1, 1, 1), now) else {
        panic!("a sixth guess was looked at");
    };
    assert!(pace.sign_in(attempt(1, 1, 1), now + wait).is_ok());
}

#[test]
fn a_workstation_that_tries_everybody_is_slowed_down_and_locks_no_other_out() {
    let (pace, now) = (Pace::default(), Instant::now());
    let tried = (0..1_000).filter(|who| pace.sign_in(attempt(1, *who, 1), now).is_ok());
    assert_eq!(tried.count(), 20);
    for device in 2..=50 {
        for who in 0..30 {
            pace.sign_in(attempt(device, who, 1), now).ok();
        }
    }
    // Behind the same address, at a workstation where nobody guesses.
    let colleague = attempt(99, 1, 1);
    assert!(pace.sign_in(colleague, now).is_ok());
    pace.was_right(colleague, now);
    assert!(pace.sign_in(colleague, now).is_ok());
}

#[test]
fn many_who_guess_at_once_are_no_more_than_one_after_another() {
    let (pace, now) = (Pace::default(), Instant::now());
    let begun = (0..64).filter(|_| pace.sign_in(attempt(1, 1, 1), now).is_ok());
    assert_eq!(begun.count(), 5, "before any of them was looked at");
}

#[test]
fn right_passwords_cost_nothing() {
    let (pace, now) = (Pace::default(), Instant::now());
    for who in 0..1_000 {
        assert!(pace.sign_in(attempt(1, who % 7, 1), now).is_ok());
        pace.was_right(attempt(1, who % 7, 1), now);
    }
}

#[test]
fn right_codes_cost_nothing() {
    let (pace, now) = (Pace::default(), Instant::now());
    for _ in 0..1_000 {
        assert_eq!(
            pace.code(Some(address(1)), now, || false),
            Ok(Looked::Right)
        );
    }
}

#[test]
fn a_network_of_ipv6_is_one_caller() {
    let (pace, now) = (Pace::default(), Instant::now());
    let host = |n: u16| Some(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 7, 0, 0, 0, n)));
    let looked = (0..100).filter(|n| guess(&pace, host(*n), now).is_ok());
    assert_eq!(looked.count(), 5);
    let mapped: IpAddr = std::net::Ipv4Addr::new(192, 0, 2, 1)
        .to_ipv6_mapped()
        .into();
    assert_eq!(Neighbourhood::from(mapped), Neighbourhood::from(address(1)));
}

#[test]
fn callers_are_forgotten_before_they_fill_the_memory() {
    let (buckets, now) = (Buckets::default(), Instant::now());
    for caller in 0..3 * REMEMBERED_MAX {
        buckets.take(caller, WRONG_CODES, now).unwrap();
    }
    assert_eq!(buckets.0.lock().unwrap().len(), REMEMBERED_MAX);
}

proptest! {
    #[test]
    fn no_pace_is_ever_exceeded(
        at_once in 1_u32..20, every in 1_u64..50, gaps in prop::collection::vec(0_u64..60, 1..200),
    ) {
        let rate = Rate { at_once, every: Duration::from_millis(every) };
        let (buckets, start) = (Buckets::default(), Instant::now());
        let mut now = start;
        let mut taken = 0_u64;
        for gap in gaps {
            now += Duration::from_millis(gap);
            match buckets.take((), rate, now) {
                Ok(()) => taken += 1,
                Err(TooOften(wait)) => {
                    prop_assert!(wait <= rate.every);
                    prop_assert!(buckets.look(&(), rate, now + wait).is_ok(), "what was said is enough");
                }
            }
            let since = u64::try_from((now - start).as_millis()).unwrap();
            prop_assert!(taken <= u64::from(at_once) + since / every);
        }
    }
}
