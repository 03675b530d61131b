//! When a practitioner works.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{LocalDate, LocalTime};

use crate::records::WorkingHours;

/// A stretch of a day, wall clock, from inclusive, to exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct Stretch {
    pub from: LocalTime,
    pub to: LocalTime,
}

/// When work is done on `date`: hours minus breaks, in order, neighbours joined.
pub fn working_stretches(hours: &[WorkingHours], date: LocalDate) -> Vec<Stretch> {
    let mut free = opening(hours, date);
    for pause in pauses(hours, date) {
        free = free
            .into_iter()
            .flat_map(|open| without(open, pause))
            .collect();
    }
    free
}

/// The breaks inside the hours of `date`, in order, neighbours joined.
pub fn breaks(hours: &[WorkingHours], date: LocalDate) -> Vec<Stretch> {
    let open = opening(hours, date);
    let inside = pauses(hours, date)
        .into_iter()
        .flat_map(|pause| open.iter().filter_map(move |open| common(*open, pause)))
        .collect();
    joined(inside)
}

fn opening(hours: &[WorkingHours], date: LocalDate) -> Vec<Stretch> {
    joined(
        on(hours, date)
            .map(|row| Stretch {
                from: row.from,
                to: row.to,
            })
            .collect(),
    )
}

fn pauses(hours: &[WorkingHours], date: LocalDate) -> Vec<Stretch> {
    joined(
        on(hours, date)
            .flat_map(|row| &row.breaks)
            .map(|pause| Stretch {
                from: pause.from,
                to: pause.to,
            })
            .collect(),
    )
}

fn on(hours: &[WorkingHours], date: LocalDate) -> impl Iterator<Item = &WorkingHours> {
    hours
        .iter()
        .filter(move |row| row.weekday == date.weekday())
}

/// In order, empty ones dropped, those that touch made one.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.retain(|stretch| stretch.from < stretch.to);
    stretches.sort_unstable_by_key(|stretch| (stretch.from, stretch.to));
    let mut result: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match result.last_mut() {
            Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
            _ => result.push(stretch),
        }
    }
    result
}

fn common(one: Stretch, other: Stretch) -> Option<Stretch> {
    let from = one.from.max(other.from);
    let to = one.to.min(other.to);
    (from < to).then_some(Stretch { from, to })
}

fn without(open: Stretch, pause: Stretch) -> impl Iterator<Item = Stretch> {
    let before = Stretch {
        from: open.from,
        to: open.to.min(pause.from),
    };
    let after = Stretch {
        from: open.from.max(pause.to),
        to: open.to,
    };
    [before, after]
        .into_iter()
        .filter(|part| part.from < part.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Break;
    use proptest::prelude::*;
    use values::Weekday;

    const MONDAY: &str = "2026-11-23";

    fn time(text: &str) -> LocalTime {
        text.parse().unwrap()
    }

    fn row(weekday: Weekday, from: &str, to: &str, breaks: &[(&str, &str)]) -> WorkingHours {
        WorkingHours {
            weekday,
            from: time(from),
            to: time(to),
            breaks: breaks
                .iter()
                .map(|(from, to)| Break {
                    from: time(from),
                    to: time(to),
                })
                .collect(),
        }
    }

    fn shown(stretches: &[Stretch]) -> String {
        stretches
            .iter()
            .map(|stretch| format!("{}-{}", stretch.from, stretch.to))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn breaks_are_taken_out_of_the_hours() {
        let monday = Weekday::Monday;
        for (hours, working, paused) in [
            (vec![], "", ""),
            (vec![row(Weekday::Tuesday, "09:00", "17:00", &[])], "", ""),
            (
                vec![row(
                    monday,
                    "09:00",
                    "17:00",
                    &[("13:00", "14:00"), ("10:30", "10:45")],
                )],
                "09:00-10:30 10:45-13:00 14:00-17:00",
                "10:30-10:45 13:00-14:00",
            ),
            (
                // Two rows that touch are one stretch: a visit may lie across the seam.
                vec![
                    row(monday, "13:00", "17:00", &[]),
                    row(monday, "09:00", "13:00", &[]),
                ],
                "09:00-17:00",
                "",
            ),
            (
                // A break that sticks out of the hours counts only inside them.
                vec![row(monday, "09:00", "12:00", &[("11:30", "12:30")])],
                "09:00-11:30",
                "11:30-12:00",
            ),
            (vec![row(monday, "12:00", "09:00", &[])], "", ""),
        ] {
            let date = MONDAY.parse().unwrap();
            assert_eq!(shown(&working_stretches(&hours, date)), working);
            assert_eq!(shown(&breaks(&hours, date)), paused);
        }
    }

    fn any_time() -> impl Strategy<Value = LocalTime> {
        (0_u16..1_440).prop_map(|minutes| LocalTime::from_minutes(minutes).unwrap())
    }

    fn any_row() -> impl Strategy<Value = WorkingHours> {
        let pauses = proptest::collection::vec((any_time(), any_time()), 0..4);
        (any_time(), any_time(), pauses).prop_map(|(from, to, pauses)| WorkingHours {
            weekday: Weekday::Monday,
            from,
            to,
            breaks: pauses
                .into_iter()
                .map(|(from, to)| Break { from, to })
                .collect(),
        })
    }

    proptest! {
        #[test]
        fn every_minute_is_worked_exactly_when_some_hours_hold_it_and_no_break_does(
            hours in proptest::collection::vec(any_row(), 0..4)
        ) {
            let date = MONDAY.parse().unwrap();
            let working = working_stretches(&hours, date);
            let paused = breaks(&hours, date);
            for pair in working.windows(2) {
                prop_assert!(pair[0].to < pair[1].from);
            }
            for minute in (0..1_440).map(|minute| LocalTime::from_minutes(minute).unwrap()) {
                let open = hours.iter().any(|row| row.from <= minute && minute < row.to);
                let pause = hours
                    .iter()
                    .flat_map(|row| &row.breaks)
                    .any(|pause| pause.from <= minute && minute < pause.to);
                let holds = |all: &[Stretch]| all.iter().any(|one| one.from <= minute && minute < one.to);
                prop_assert_eq!(holds(&working), open && !pause);
                prop_assert_eq!(holds(&paused), open && pause);
            }
        }
    }
}
