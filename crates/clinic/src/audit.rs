//! What stands out among who opened whose record. Plain rules that a person can check by hand; each finding has
//! ordinary explanations, and none of them is a verdict.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    LocalDate, LocalTime,
    ids::{PatientId, PersonId},
};

/// Fewer records in a day are never many.
const MANY_MIN: u32 = 15;
/// So many times one's own usual is many.
const MANY_TIMES: u32 = 3;
/// Days on which somebody opened records before they have a usual.
const USUAL_DAYS_MIN: usize = 5;
/// A visit or an invoice so many days before or after explains why a record was opened.
const TIE_DAYS: i32 = 14;
/// Before the first and after the last working hour, people prepare and tidy up: minutes.
const BESIDE_HOURS: u16 = 60;

/// Somebody opened a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opened {
    /// On which day of the facility.
    pub day: LocalDate,
    /// At what time there.
    pub time: LocalTime,
    /// Who.
    pub person: PersonId,
    /// Whose.
    pub patient: PatientId,
}

/// The days and hours on which a facility works: from inclusive, to exclusive.
pub type OpeningHours = BTreeMap<values::time::Weekday, (LocalTime, LocalTime)>;

/// What stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Unusual {
    /// Somebody opened many more records in a day than they usually do.
    ManyRecords {
        /// On which day.
        day: LocalDate,
        /// Who.
        person: PersonId,
        /// How many patients' records.
        patients: u32,
        /// The middle of their other days.
        usual: u32,
    },
    /// Somebody opened the record of a patient who had no visit and no invoice around that day.
    WithoutReason {
        /// On which day.
        day: LocalDate,
        /// Who.
        person: PersonId,
        /// Whose.
        patient: PatientId,
    },
    /// Somebody opened records while the facility was closed.
    OutsideHours {
        /// On which day.
        day: LocalDate,
        /// Who.
        person: PersonId,
        /// The first time.
        time: LocalTime,
        /// How many patients' records.
        patients: u32,
    },
}

impl Unusual {
    /// On which day.
    pub const fn day(&self) -> LocalDate {
        match self {
            Self::ManyRecords { day, .. }
            | Self::WithoutReason { day, .. }
            | Self::OutsideHours { day, .. } => *day,
        }
    }

    /// Who.
    pub const fn person(&self) -> PersonId {
        match self {
            Self::ManyRecords { person, .. }
            | Self::WithoutReason { person, .. }
            | Self::OutsideHours { person, .. } => *person,
        }
    }

    /// Whose record, where it is about one.
    pub const fn patient(&self) -> Option<PatientId> {
        match self {
            Self::WithoutReason { patient, .. } => Some(*patient),
            Self::ManyRecords { .. } | Self::OutsideHours { .. } => None,
        }
    }
}

/// Those who opened many more records on a day from `first` on than they usually do. `opened` holds the days
/// before too: they are what is usual.
pub fn many_records(opened: &[Opened], first: LocalDate) -> Vec<Unusual> {
    let mut seen: BTreeMap<PersonId, BTreeMap<LocalDate, BTreeSet<PatientId>>> = BTreeMap::new();
    for one in opened {
        let days = seen.entry(one.person).or_default();
        days.entry(one.day).or_default().insert(one.patient);
    }
    let mut found = Vec::new();
    for (person, days) in &seen {
        let counts: BTreeMap<LocalDate, u32> = days
            .iter()
            .map(|(day, patients)| (*day, u32::try_from(patients.len()).unwrap_or(u32::MAX)))
            .collect();
        for (day, patients) in counts.range(first..) {
            let others = counts.iter().filter(|(other, _)| *other != day);
            let others: Vec<u32> = others.map(|(_, count)| *count).collect();
            let Some(usual) = middle(others) else {
                continue;
            };
            if *patients >= MANY_MIN && *patients > usual.saturating_mul(MANY_TIMES) {
                found.push(Unusual::ManyRecords {
                    day: *day,
                    person: *person,
                    patients: *patients,
                    usual,
                });
            }
        }
    }
    found
}

/// The middle of the days that make a usual; `None` when they are too few.
fn middle(mut counts: Vec<u32>) -> Option<u32> {
    if counts.len() < USUAL_DAYS_MIN {
        return None;
    }
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied()
}

/// Records that were opened from `first` on though nothing ties the patient to that day. `ties` are the days of
/// visits, invoices and registrations.
pub fn without_reason(
    opened: &[Opened],
    ties: &BTreeSet<(PatientId, LocalDate)>,
    first: LocalDate,
) -> Vec<Unusual> {
    let once: BTreeSet<(LocalDate, PersonId, PatientId)> = opened
        .iter()
        .filter(|one| one.day >= first)
        .map(|one| (one.day, one.person, one.patient))
        .collect();
    let is_tied = |day: LocalDate, patient: PatientId| {
        let from = (patient, day.plus_days(-TIE_DAYS));
        let to = (patient, day.plus_days(TIE_DAYS));
        ties.range(from..=to).next().is_some()
    };
    once.into_iter()
        .filter(|(day, _, patient)| !is_tied(*day, *patient))
        .map(|(day, person, patient)| Unusual::WithoutReason {
            day,
            person,
            patient,
        })
        .collect()
}

/// Who opened records from `first` on while the facility was closed. Nobody stands out where it has no hours.
pub fn outside_hours(opened: &[Opened], hours: &OpeningHours, first: LocalDate) -> Vec<Unusual> {
    if hours.is_empty() {
        return Vec::new();
    }
    let mut late: BTreeMap<(LocalDate, PersonId), (LocalTime, BTreeSet<PatientId>)> =
        BTreeMap::new();
    for one in opened.iter().filter(|one| one.day >= first) {
        if is_open(hours, one.day, one.time) {
            continue;
        }
        let (earliest, patients) = late
            .entry((one.day, one.person))
            .or_insert_with(|| (one.time, BTreeSet::new()));
        *earliest = one.time.min(*earliest);
        patients.insert(one.patient);
    }
    late.into_iter()
        .map(|((day, person), (time, patients))| Unusual::OutsideHours {
            day,
            person,
            time,
            patients: u32::try_from(patients.len()).unwrap_or(u32::MAX),
        })
        .collect()
}

fn is_open(hours: &OpeningHours, day: LocalDate, time: LocalTime) -> bool {
    let minutes = u32::from(time.minutes());
    hours.get(&day.weekday()).is_some_and(|(from, to)| {
        let beside = u32::from(BESIDE_HOURS);
        let from = u32::from(from.minutes()).saturating_sub(beside);
        (from..u32::from(to.minutes()) + beside).contains(&minutes)
    })
}

#[cfg(test)]
mod tests {
    use values::time::Weekday;

    use super::*;

    fn day(n: i32) -> LocalDate {
        // A Monday.
        LocalDate::new(2026, 11, 2).unwrap().plus_days(n)
    }

    fn at(hour: u8) -> LocalTime {
        LocalTime::new(hour, 0).unwrap()
    }

    fn person(n: u128) -> PersonId {
        PersonId::from_uuid(uuid::Uuid::from_u128(n))
    }

    fn patient(n: u128) -> PatientId {
        PatientId::from_uuid(uuid::Uuid::from_u128(n))
    }

    fn opened(day: LocalDate, hour: u8, who: u128, whose: u128) -> Opened {
        Opened {
            day,
            time: at(hour),
            person: person(who),
            patient: patient(whose),
        }
    }

    fn of_day(n: i32, count: u128) -> Vec<Opened> {
        (0..count)
            .map(|whose| opened(day(n), 10, 1, whose))
            .collect()
    }

    #[test]
    fn many_is_three_times_ones_own_usual_and_fifteen_at_least() {
        for (usual, today, usual_days, found) in [
            (10, 31, 6, true),
            (10, 30, 6, false),
            (2, 14, 6, false),
            (2, 15, 6, true),
            (2, 100, 4, false),
            (0, 100, 6, false),
        ] {
            let mut all: Vec<Opened> = (0..usual_days).flat_map(|n| of_day(n, usual)).collect();
            all.extend(of_day(20, today));
            // The same record again is no other one.
            all.extend(of_day(20, today));
            let many = many_records(&all, day(20));
            assert_eq!(
                many.len(),
                usize::from(found),
                "{usual} {today} {usual_days}"
            );
            if found {
                assert!(
                    matches!(many[0], Unusual::ManyRecords { patients, .. } if u128::from(patients) == today)
                );
            }
        }
    }

    #[test]
    fn a_visit_within_two_weeks_is_a_reason() {
        for (tie, found) in [
            (Some(0), false),
            (Some(-14), false),
            (Some(14), false),
            (Some(15), true),
            (Some(-15), true),
            (None, true),
        ] {
            let ties = tie.map(|tie| (patient(7), day(20 + tie))).into_iter();
            let ties = ties.chain([(patient(8), day(20))]).collect();
            let all = [opened(day(20), 9, 1, 7), opened(day(20), 11, 1, 7)];
            assert_eq!(
                without_reason(&all, &ties, day(20)).len(),
                usize::from(found),
                "{tie:?}"
            );
            assert!(
                without_reason(&all, &ties, day(21)).is_empty(),
                "too old to tell"
            );
        }
    }

    #[test]
    fn an_hour_beside_the_opening_hours_is_no_night() {
        let hours = OpeningHours::from([(Weekday::Monday, (at(9), at(17)))]);
        for (n, hour, found) in [
            (0, 9, false),
            (0, 8, false),
            (0, 7, true),
            (0, 17, false),
            (0, 18, true),
            (1, 12, true),
        ] {
            let late = outside_hours(&[opened(day(n), hour, 1, 7)], &hours, day(0));
            assert_eq!(late.len(), usize::from(found), "{n} {hour}");
        }
        let two = [opened(day(0), 23, 1, 7), opened(day(0), 22, 1, 8)];
        let late = outside_hours(&two, &hours, day(0));
        assert_eq!(
            late,
            [Unusual::OutsideHours {
                day: day(0),
                person: person(1),
                time: at(22),
                patients: 2
            }]
        );
        assert!(outside_hours(&two, &OpeningHours::new(), day(0)).is_empty());
    }
}
